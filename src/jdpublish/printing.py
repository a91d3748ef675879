"""Errors and findings as a person reads them in a terminal: place, sentence, line, way out."""

import os
import sys
from collections.abc import Iterable
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
    head = f"{styled('error', 'red', stream)}: {styled(error.message, 'bold', stream)}"
    return "\n".join([head, *_place(error.at, line, stream), *_hint(error.hint, stream)])


def finding_text(finding: Finding, line: str | None, stream: TextIO = sys.stderr) -> str:
    """Return a finding as it is shown."""
    colour = "red" if finding.severity is Severity.ERROR else "yellow"
    head = f"{styled(finding.severity.value, colour, stream)}[{finding.check}]: {finding.message}"
    return "\n".join([head, *_place(finding.at, line, stream), *_hint(finding.hint, stream)])


def _place(at: Location | None, line: str | None, stream: TextIO) -> Iterable[str]:
    if at is None:
        return
    arrow = styled("-->", "blue", stream)
    yield f"  {arrow} {at}"
    if line is not None and line.strip():
        number = str(at.line)
        bar = styled("|", "blue", stream)
        shown, caret = _window(line, at.column - 1)
        yield f"  {styled(number, 'blue', stream)} {bar} {shown}"
        yield f"  {' ' * len(number)} {bar} {' ' * caret}{styled('^', 'red', stream)}"


def _hint(hint: str, stream: TextIO) -> Iterable[str]:
    if hint:
        yield f"  {styled('hint', 'green', stream)}: {hint}"


_COLUMNS = 68
"""What is shown of a line fits a terminal of 80 columns."""


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and where the caret stands below it."""
    length = _COLUMNS // max(map(width, line))
    start = max(0, min(column - length // 3, len(line) - length))
    cut = line[start : start + length].replace("\t", " ")
    before = cut[: column - start]
    lead = "…" if start else ""
    tail = "…" if start + length < len(line) else ""
    return f"{lead}{cut}{tail}", len(lead) + sum(map(width, before))


def width(character: str) -> int:
    """Return how many columns of a terminal a character takes: Chinese takes two."""
    from unicodedata import east_asian_width  # noqa: PLC0415

    return 2 if east_asian_width(character) in "WF" else 1
