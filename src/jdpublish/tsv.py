"""Tab-separated files that people may edit, read with located errors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from jdpublish.damage import is_conflict
from jdpublish.errors import ContentError, Location

_LINE_END = re.compile(r"\r?\n")
_REST_OF_CONFLICT = ("=======", "|||||||")
"""What else a conflict has, which only prose may have without one."""
_Kind = TypeVar("_Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that counts: its cells, and where it stands."""

    at: Location
    cells: tuple[str, ...]

    def place(self, index: int) -> Location:
        """Return where a cell begins."""
        before = sum(len(cell) + 1 for cell in self.cells[:index])
        return Location(self.at.file, self.at.line, before + 1)

    def choice(self, index: int, kinds: type[_Kind], *, one: str, all_: str) -> _Kind:
        """Return the cell as one of some kinds; `one` and `all_` name what they are in messages.

        Raises:
            ContentError: it is none of them.
        """
        cell, known = self.cells[index], [str(kind) for kind in kinds]
        if cell not in known:
            near = "".join(f"did you mean “{kind}”? " for kind in get_close_matches(cell, known, 1))
            raise ContentError(
                f"“{cell}” is not {one}",
                at=self.place(index),
                hint=f"{near}{all_} are: {', '.join(known)}",
            )
        return kinds(cell)


def lines(text: str, *, file: str) -> Iterator[Row]:
    """Yield the lines of a file, less comments, which begin with #, and empty lines.

    Raises:
        ContentError: a merge has left a conflict.
    """
    for number, line in enumerate(_LINE_END.split(text), 1):
        row = Row(Location(file, number), tuple(line.split("\t")))
        if is_conflict(line) or line.startswith(_REST_OF_CONFLICT):
            raise ContentError(
                "a merge has left a conflict here",
                at=row.at,
                hint="of each line that now stands twice keep the one that is true, and delete"
                " those that begin with <<<<<<<, ======= and >>>>>>>",
            )
        if counts(line):
            yield row


def rows(text: str, *, file: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the lines below the head, which names the columns.

    Raises:
        ContentError: a merge has left a conflict, the head does not name the columns, or a line has
            more or fewer of them.
    """
    names = f"{', '.join(columns)}, parted by tabs"
    for index, row in enumerate(lines(text, file=file)):
        if index == 0:
            if row.cells != columns:
                raise ContentError(
                    "this file does not begin with the names of its columns",
                    at=row.at,
                    hint=f"its first line that is no comment is: {names}",
                )
        elif len(row.cells) != len(columns):
            count = f"{len(row.cells)} column{'' if len(row.cells) == 1 else 's'}"
            raise ContentError(
                f"this line has {count} instead of {len(columns)}",
                at=row.at,
                hint=f"the columns are {names}; one that is empty keeps its tab",
            )
        else:
            yield row


def counts(line: str) -> bool:
    """Whether a line says something: it is neither empty nor a comment."""
    return bool(line.strip()) and not line.startswith("#")
