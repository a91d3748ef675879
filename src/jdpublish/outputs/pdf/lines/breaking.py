"""Where the lines of a paragraph end: the best of the allowed places, for all its lines at once.

Lengths are CSS px; characters count from 0.
Source: Knuth and Plass, “Breaking Paragraphs into Lines” (1981), for the choice; W3C Requirements
for Chinese Text Layout (CLREQ), “Handling of Widows and Orphans”, for the last line.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf
from typing import Self

from jdpublish.outputs.pdf.lines.gaps import Gaps, Setting

_LOOSEST = (1.0, 3.0, 5.0, inf)
"""How loose lines may be, from the first attempt to the last. Few places are looked at with 1."""
_LOOSE_FOR_ORPHANS = 3.0
"""Lines are no looser than this for the sake of a last line that is no orphan."""
_FULLEST = 1.15
"""A line that is wider than the measure by this factor cannot be squeezed into it."""
_SQUEEZED = 1.3
"""A line that has lost all it can offends more than one that has gained as many times as much."""
_TOO_LOOSE = 50.0
"""Looser is not worse: no line is looser than this unless there is no other."""
_HYPHEN = 50
_HYPHENS_IN_A_ROW = 3_000
_SEAM = 5_000
"""A figure is parted only for the sake of a line more than about 3.7 times too loose."""
_ORPHAN = 100_000
_FEWEST = {True: 2, False: 4}
"""Letters in a last line, in Chinese or not. CLREQ: a character alone does not make a line."""
BLANKS = " \u200b"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The places at which a paragraph's lines may begin and end.

    A line may begin with the character `begins[i]`, whose left edge is `starts[i]`, and then the
    line before ends in front of `stops[i - 1]`, at `ends[i - 1]`, with a hyphen if
    `hyphens[i - 1]`, within a figure if `i - 1` is one of `seams`; the last of each is the
    paragraph's end. Up to a character, a line can lose
    `shrink` and gain `stretch` without offence. The last line is an orphan if it begins after
    `orphan`.
    """

    begins: Sequence[int]
    starts: Sequence[float]
    stops: Sequence[int]
    ends: Sequence[float]
    hyphens: Sequence[bool]
    shrink: Sequence[float] = ()
    stretch: Sequence[float] = ()
    orphan: int = 0
    seams: Collection[int] = ()

    @classmethod
    def of(  # noqa: PLR0913, PLR0917  all but two have a default
        cls,
        setting: Setting,
        places: Sequence[int],
        gaps: Gaps | None = None,
        hyphens: Collection[int] = (),
        hyphen: float = 0.0,
        seams: Collection[int] = (),
    ) -> Self:
        """Return a paragraph whose lines may begin at `places`.

        Where one of `hyphens` begins a line, the line before ends with a hyphen of that width.
        """
        text, end = setting.text, len(setting.text)
        begins, stops = (0, *places), [_stop(text, place) for place in (*places, end)]
        letters = [index for index, each in enumerate(text) if each.isalnum()]
        hyphened = [place in hyphens for place in (*places, end)]
        return cls(
            begins=begins,
            starts=[setting.left[place] + setting.lead(place) for place in begins],
            stops=stops,
            ends=[
                setting.right[stop - 1] - setting.trail(stop - 1) + hyphen * hyphenated
                for stop, hyphenated in zip(stops, hyphened, strict=True)
            ],
            hyphens=hyphened,
            shrink=list(accumulate(gaps.shrink)) if gaps else (),
            stretch=list(accumulate(gaps.stretch)) if gaps else (),
            orphan=(letters[-_FEWEST[setting.chinese] :] or [0])[0],
            seams=frozenset(at for at, place in enumerate(places) if place in seams),
        )


def _stop(text: str, place: int) -> int:
    """Return before which character a line ends if the next begins at a place."""
    while place > 1 and text[place - 1] in BLANKS:
        place -= 1
    return place


def with_the_worst(setting: Setting, places: Sequence[int], measure: float) -> Sequence[int]:
    """Return where lines may begin, and every place within what is wider than a line.

    Even if it is `nowrap`: CSS would let it run over the edge, and on paper that is lost.
    """
    more = [
        place
        for begin, end in pairwise((0, *places, len(setting.text)))
        if setting.right[_stop(setting.text, end) - 1] - setting.left[begin] > measure
        for place in range(begin + 1, end)
    ]
    return sorted([*places, *more]) if more else places


Breaks = tuple[int, ...]
"""Where each line begins, as an index into a paragraph's `begins`."""


def ragged(paragraph: Paragraph, measure: float, indent: float) -> Breaks:
    """Return lines that each hold as much as they can; what is too wide has a line of its own."""
    found = [0]
    while True:
        place = found[-1]
        width = measure if place else measure - indent
        following = bisect_right(paragraph.ends, paragraph.starts[place] + width, place)
        following = max(following, place + 1)
        if following == len(paragraph.ends):
            return _without_orphan(paragraph, found)
        found.append(following)


def _without_orphan(paragraph: Paragraph, found: list[int]) -> Breaks:
    """Begin the last line earlier if it would be an orphan, as CLREQ has it."""
    earliest = found[-2] if len(found) > 1 else 0
    while found[-1] > earliest + 1 and paragraph.begins[found[-1]] > paragraph.orphan:
        found[-1] -= 1
    return tuple(found)


def tight(paragraph: Paragraph, measure: float, indent: float) -> Breaks | None:
    """Return flush lines if none of them must gain more than it can without offence."""
    return _best(paragraph, measure, indent, _LOOSEST[0])


def flush(paragraph: Paragraph, measure: float, indent: float) -> Breaks:
    """Return the lines that are nearest to the measure.

    There are always some, as the last attempt lets a line be as loose, or as full, as it must.
    """
    attempts = (_best(paragraph, measure, indent, limit) for limit in _LOOSEST)
    return next(filter(None, attempts))


def slacks(
    paragraph: Paragraph, found: Breaks, measure: float, indent: float
) -> Iterator[tuple[int, int, float]]:
    """Yield the first character of each line but the last, the one after it, and what it lacks."""
    for place, following in pairwise(found):
        width = measure if place else measure - indent
        slack = paragraph.starts[place] + width - paragraph.ends[following - 1]
        yield paragraph.begins[place], paragraph.stops[following - 1], slack


def _best(paragraph: Paragraph, measure: float, indent: float, limit: float) -> Breaks | None:
    """Return the lines that offend least together, none of them looser than `limit`.

    How loose a line is says how many times it must gain what it can without offence.
    """
    starts, ends = paragraph.starts, paragraph.ends
    final = len(ends)
    costs, before = [0.0] + [inf] * final, [0] * (final + 1)
    highest = list(accumulate(ends, max))  # a hyphen may reach beyond the next place
    for place in range(final):
        if costs[place] == inf:
            continue
        width = measure if place else measure - indent
        furthest = bisect_right(highest, starts[place] + width * _FULLEST)
        for following in range(max(furthest, place + 1), place, -1):
            slack = starts[place] + width - ends[following - 1]
            offence = _offence(paragraph, place, following, slack, limit)
            if offence == inf and slack > 0:
                break
            if costs[place] + offence < costs[following]:
                costs[following], before[following] = costs[place] + offence, place
    return _path(before) if costs[final] < inf else None


def _offence(paragraph: Paragraph, place: int, following: int, slack: float, limit: float) -> float:
    """Return how much a line offends, infinitely if it is too full or too loose."""
    begin, stop = paragraph.begins[place], paragraph.stops[following - 1] - 1
    last = following == len(paragraph.ends)
    room = paragraph.shrink if slack < 0 else paragraph.stretch
    room_here = room[stop] - room[begin]
    ratio = abs(slack) / room_here if room_here > 0 else inf
    if slack < 0:
        if ratio > 1 and (following > place + 1 or limit < inf):
            return inf  # what is wider than the measure has a line of its own
        ratio *= _SQUEEZED
    elif last:
        ratio = 0.0
    elif ratio > limit:
        return inf
    hyphen = paragraph.hyphens[following - 1]
    seam = following - 1 in paragraph.seams
    offence = (1 + 100 * min(ratio, _TOO_LOOSE) ** 3 + _HYPHEN * hyphen + _SEAM * seam) ** 2
    if hyphen and place and paragraph.hyphens[place - 1]:
        offence += _HYPHENS_IN_A_ROW
    if last and place and begin > paragraph.orphan:
        offence += _ORPHAN if limit > _LOOSE_FOR_ORPHANS else inf
    return offence


def _path(before: list[int]) -> Breaks:
    found = [before[-1]]
    while found[-1]:
        found.append(before[found[-1]])
    return tuple(reversed(found))
