"""Errors and findings as a person reads them in a terminal: place, sentence, line, way out."""

import os
import sys
from collections.abc import Iterable
from functools import cache
from typing import TextIO

from jdpublish.errors import JdpublishError, Location
from jdpublish.model import Finding, Severity

_STYLES = {"red": "31;1", "yellow": "33;1", "blue": "34", "green": "32", "bold": "1", "dim": "2"}


def styled(text: str, style: str, stream: TextIO) -> str:
    """Return the text in a colour, where the stream is a terminal and nobody asked for none."""
    if os.environ.get("NO_COLOR") or not stream.isatty() or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def error_text(error: JdpublishError, line: str | None, stream: TextIO = sys.stderr) -> str:
    """Return an error as it is shown: what is wrong, where, the line, what to do."""
    head = f"{styled('error', 'red', stream)}: {styled(harmless(error.message), 'bold', stream)}"
    return "\n".join([head, *_place(error.at, line, stream), *_hint(error.hint, stream)])


def finding_text(finding: Finding, line: str | None, stream: TextIO = sys.stderr) -> str:
    """Return a finding as it is shown."""
    colour = "red" if finding.severity is Severity.ERROR else "yellow"
    name = f"{styled(finding.severity.value, colour, stream)}[{finding.check}]"
    head = f"{name}: {harmless(finding.message)}"
    return "\n".join([head, *_place(finding.at, line, stream), *_hint(finding.hint, stream)])


def _place(at: Location | None, line: str | None, stream: TextIO) -> Iterable[str]:
    if at is None:
        return
    arrow = styled("-->", "blue", stream)
    yield f"  {arrow} {at}"
    if line is not None and line.strip():
        number = str(at.line)
        bar = styled("|", "blue", stream)
        words, caret = _window(line, at.column - 1)
        yield f"  {styled(number, 'blue', stream)} {bar} {words}"
        yield f"  {' ' * len(number)} {bar} {' ' * caret}{styled('^', 'red', stream)}"


def _hint(hint: str, stream: TextIO) -> Iterable[str]:
    if hint:
        yield f"  {styled('hint', 'green', stream)}: {harmless(hint)}"


_COLUMNS = 68
"""What is shown of a line fits a terminal of 80 columns."""


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and where the caret stands below it."""
    length = _COLUMNS // max(map(width, line))
    start = max(0, min(column - length // 3, len(line) - length))
    cut = harmless(line[start : start + length])
    before = cut[: column - start]
    lead = "…" if start else ""
    tail = "…" if start + length < len(line) else ""
    return f"{lead}{cut}{tail}", len(lead) + sum(map(width, before))


def columns(rows: Iterable[tuple[str, ...]], right: Iterable[str] = ()) -> tuple[str, ...]:
    """Return rows as lines whose columns stand one under the other; the first row is the head.

    `right` names the heads of columns that are set right.
    """
    cells = [tuple(map(harmless, row)) for row in rows]
    widths = [max(map(text_width, column)) for column in zip(*cells, strict=True)]
    flush = [head in set(right) for head in cells[0]] if cells else []
    return tuple("  ".join(map(_cell, row, widths, flush)).rstrip() for row in cells)


def _cell(text: str, columns_wide: int, right: bool) -> str:  # noqa: FBT001
    blank = " " * (columns_wide - text_width(text))
    return blank + text if right else text + blank


def harmless(text: str) -> str:
    """Return a text without what a terminal would obey: control characters become spaces."""
    return text if text.isprintable() else "".join(map(_harmless, text))


def _harmless(character: str) -> str:
    from unicodedata import category  # noqa: PLC0415

    return " " if category(character) in _OBEYED and character != "\n" else character


_OBEYED = ("Cc", "Zl", "Zp")


def text_width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(width, text))


@cache
def width(character: str) -> int:
    """Return how many columns of a terminal a character takes: Chinese takes two."""
    from unicodedata import east_asian_width  # noqa: PLC0415

    return 2 if east_asian_width(character) in "WF" else 1
