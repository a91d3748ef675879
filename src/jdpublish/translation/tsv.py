"""Tab-separated files that people may edit: read with located errors, changed line by line."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jdpublish.errors import ContentError, Location

_LINE_END = re.compile(r"(\r?\n)")
_CONFLICT = re.compile(r"<{7}|\|{7}|={7}|>{7}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line below the head: its cells, and where it stands."""

    at: Location
    cells: tuple[str, ...]

    def place(self, index: int) -> Location:
        """Return where a cell begins."""
        before = sum(len(cell) + 1 for cell in self.cells[:index])
        return Location(self.at.file, self.at.line, before + 1)


def rows(text: str, *, file: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the lines below the head, less comments, which begin with #, and empty lines.

    Raises:
        ContentError: a merge has left a conflict, the head does not name the columns, or a line has
            more or fewer of them.
    """
    names = f"{', '.join(columns)}, parted by tabs"
    head = False
    for number, line in enumerate(_LINE_END.split(text)[::2], 1):
        row = Row(Location(file, number), tuple(line.split("\t")))
        if _CONFLICT.match(line):
            raise ContentError(
                "a merge has left a conflict here",
                at=row.at,
                hint="of each line that now stands twice keep the one that is true, and delete"
                " those that begin with <<<<<<<, ======= and >>>>>>>",
            )
        if not _counts(line):
            continue
        if not head:
            head = True
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


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


Key = tuple[str, str]
"""The first two cells of a line, by which it is known: a block, and a language or a hash."""


def changed(
    text: str,
    lines: Mapping[Key, str],
    *,
    head: str,
    order: tuple[str, ...],
    dropped: Collection[Key] = (),
) -> str:
    """Return a file with these lines in place of those with the same key, all else unchanged.

    A line whose key is new comes behind the last line of the nearest block before its own in the
    `order` of the text. `head` names the columns, for a file that does not do so yet. Comments, the
    order of the others and the kind of line ends stay.
    """
    parts = _LINE_END.split(text)
    found = list(zip(parts[::2], [*parts[1::2], ""], strict=True))
    if found[-1] == ("", ""):
        found.pop()
    end = next((end for _, end in found if end), "\n")
    start = next((number for number, (line, _) in enumerate(found) if _counts(line)), None)
    if start is None:
        start = len(found)
        found = [*((line, end) for line, _ in found), (head, end)]
    keys = {
        number: _key(line)
        for number, (line, _) in enumerate(found)
        if number > start and _counts(line)
    }
    behind = _places(lines, keys, start, order)
    result: list[str] = []
    for number, (line, own) in enumerate(found):
        key, new = keys.get(number), behind.get(number, [])
        if key is None or key not in dropped:
            result += (lines.get(key, line) if key else line, own or end * bool(new))
        result += (part for one in new for part in (lines[one], end))
    return "".join(result)


def _key(line: str) -> Key:
    first, second, *_ = *line.split("\t"), "", ""
    return first, second


def _places(
    lines: Mapping[Key, str], keys: Mapping[int, Key], start: int, order: tuple[str, ...]
) -> dict[int, list[Key]]:
    """Return which new lines come behind which line of the file, by its number."""
    rank = {block: number for number, block in enumerate(order)}
    there = sorted((rank[key[0]], number) for number, key in keys.items() if key[0] in rank)
    ranks = [one for one, _ in there]
    behind = defaultdict[int, list[Key]](list)
    known = set(keys.values())
    for key in sorted((key for key in lines if key not in known), key=lambda key: rank[key[0]]):
        before = bisect_right(ranks, rank[key[0]])
        behind[there[before - 1][1] if before else start].append(key)
    return behind
