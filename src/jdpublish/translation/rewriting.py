"""Tab-separated files that people may edit, changed line by line."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping

from jdpublish.tsv import counts

_LINE_END = re.compile(r"(\r?\n)")


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
    start = next((number for number, (line, _) in enumerate(found) if counts(line)), None)
    if start is None:
        start = len(found)
        found = [*((line, end) for line, _ in found), (head, end)]
    keys = {
        number: _key(line)
        for number, (line, _) in enumerate(found)
        if number > start and counts(line)
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
