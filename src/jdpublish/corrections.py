"""The log of a text as received: every change made to it, and every query about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jdpublish.errors import ContentError, Location
from jdpublish.tsv import Row, lines

CORRECTIONS = "corrections"
"""The name of the appendix that prints the log."""

_LINE_END = re.compile(r"\r?\n")
_COLUMNS = ("line", "column", "kind", "received", "printed")
REASON = "reason-"
"""What the names of the columns with reasons begin with, before the language."""


class CorrectionKind(StrEnum):
    """What a line of the log is, in the order in which the kinds are printed."""

    LACUNA = "lacuna"
    QUERY = "query"
    JOIN = "join"
    RUN_IN_HEAD = "run-in-head"
    WIDTH = "width"


@dataclass(frozen=True, slots=True)
class Correction:
    """A change to the text as received, or a query about it, with its reasons by language.

    `line` and `column` are places in the text as received, from 1; `offset` is the same place in
    code points from its beginning; `at` is the line of the log.
    """

    at: Location
    line: int
    column: int
    offset: int
    kind: CorrectionKind
    received: str
    printed: str
    reasons: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class CorrectionLog:
    """A text as received and, in its order, what was changed or queried in it."""

    at: Location
    received: str
    corrections: tuple[Correction, ...]


def read_log(text: str, received: str, *, file: str) -> CorrectionLog:
    """Return the log that a tab-separated text holds, checked against the text as received.

    Raises:
        ContentError: a line has another number of columns than the first, an unknown kind, a place
            that is no number or where something else was received, or no reason.
    """
    received = _LINE_END.sub("\n", received)
    rows = tuple(lines(text, file=file)) or (Row(Location(file), ()),)
    languages = _languages(rows[0])
    starts = [0, *(end.end() for end in re.finditer("\n", received))]
    found: list[Correction] = []
    reached = 0
    for row in rows[1:]:
        correction = _correction(row, languages, received, starts)
        if correction.offset < reached:
            raise ContentError(
                "this line of the log comes too late: the one above it is further on in the text",
                at=row.at,
                hint="keep the log in the order of the text, one line for each place",
            )
        reached = correction.offset
        if correction.kind is not CorrectionKind.QUERY:
            reached += len(correction.received)
        found.append(correction)
    return CorrectionLog(rows[0].at, received, tuple(found))


def _languages(head: Row) -> tuple[str, ...]:
    """Return the languages in which the log gives its reasons."""
    rest = head.cells[len(_COLUMNS) :]
    languages = tuple(name.removeprefix(REASON) for name in rest if name.startswith(REASON))
    if head.cells[: len(_COLUMNS)] != _COLUMNS or not languages or len(languages) < len(rest):
        raise ContentError(
            "the log does not begin with the names of its columns",
            at=head.at,
            hint=f"write them with tabs between: {', '.join(_COLUMNS)}, and a reason for each"
            f" language, such as {REASON}en",
        )
    return languages


def _correction(
    row: Row, languages: tuple[str, ...], received: str, starts: list[int]
) -> Correction:
    wanted = len(_COLUMNS) + len(languages)
    if len(row.cells) != wanted:
        raise ContentError(
            f"this line of the log has {len(row.cells)} columns, its first line {wanted}",
            at=row.at,
            hint="part the columns by tabs; one that is empty keeps its tab",
        )
    line, column = (_number(row, index) for index in (0, 1))
    before, after = (cell.replace("\\n", "\n") for cell in row.cells[3:5])
    offset = starts[line - 1] + column - 1 if line <= len(starts) else len(received) + 1
    end = starts[line] - 1 if line < len(starts) else len(received)
    if offset > end or not received.startswith(before, offset):
        raise ContentError(
            f"line {line}, column {column} of the text as received does not have “{row.cells[3]}”",
            at=row.place(3),
            hint="columns count characters from 1; \\n stands for the end of a line",
        )
    for index, reason in enumerate(row.cells[len(_COLUMNS) :], len(_COLUMNS)):
        if not reason.strip():
            raise ContentError(
                f"this line of the log gives no {REASON}{languages[index - len(_COLUMNS)]}",
                at=row.place(index),
                hint="say in a few words why",
            )
    return Correction(
        at=row.at,
        line=line,
        column=column,
        offset=offset,
        kind=row.choice(2, CorrectionKind, one="a kind of correction", all_="kinds"),
        received=before,
        printed=after,
        reasons=dict(zip(languages, row.cells[len(_COLUMNS) :], strict=True)),
    )


def _number(row: Row, index: int) -> int:
    if not re.fullmatch("[1-9][0-9]*", row.cells[index]):
        raise ContentError(
            f"“{row.cells[index]}” is not the number of a {_COLUMNS[index]}",
            at=row.place(index),
            hint="lines and columns of the text as received count from 1",
        )
    return int(row.cells[index])
