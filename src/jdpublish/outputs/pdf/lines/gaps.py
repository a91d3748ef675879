"""What stands between two characters of a line, what of it gives way, and where a line may end.

Lengths are CSS px; a gap has the number of the character after it, from 0.
Source: W3C Requirements for Chinese Text Layout (CLREQ), “Prohibition Rules for Line Start and Line
End” (the strict set), “Prohibition Rules for Unbreakable Marks”, “Line Adjustment”.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from math import inf

from jdpublish.typography import CLOSING, OPENING, STOPS

NEVER_FIRST = frozenset(CLOSING + STOPS + "．…⋯—⸺～·・‧］｝％‰／")
NEVER_LAST = frozenset(OPENING + "［｛￥＄／")

_SQUARE = "〇"
"""Stands for any character that fills its square."""
_HAIR = 0.01
_DOTS = re.compile("[·・‧]")
_LITTLE = 0.05
"""In em: what a line's plain gaps may gain unnoticed."""


class Gap(IntEnum):
    """What stands between two characters of a line, in the order in which it gives way (CLREQ)."""

    NONE = 0
    SPACE = 1
    DOT = 2
    BRACKET = 3
    COMMA = 4
    MIXED = 5
    PLAIN = 6


_FIRST_WIDENED = (Gap.SPACE, Gap.MIXED)
_LAST_WIDENED = (Gap.DOT, Gap.BRACKET, Gap.COMMA, Gap.PLAIN)


class _Sort(IntEnum):
    LATIN = 0
    SQUARE = 1
    SPACE = 2
    OPENING = 3
    CLOSING = 4
    COMMA = 5
    STOP = 6
    DOT = 7
    LINK = 8


_SORTS = {
    character: sort
    for sort, characters in (
        (_Sort.SQUARE, "—…⋯⸺"),
        (_Sort.SPACE, " "),
        (_Sort.OPENING, OPENING),
        (_Sort.CLOSING, CLOSING),
        (_Sort.COMMA, "，、：；"),
        (_Sort.STOP, "。！？．"),
        (_Sort.DOT, "·・‧"),
        (_Sort.LINK, "～／"),
    )
    for character in characters
}
_PAIRS = {"——", "……", "⋯⋯"}
_BESIDE_LATIN = {_Sort.OPENING, _Sort.CLOSING, _Sort.COMMA, _Sort.STOP}


def _sort(character: str) -> _Sort:
    return _SORTS.get(character, _Sort.SQUARE if character >= "\u2e80" else _Sort.LATIN)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of a paragraph: what each is, can lose, and can gain without offence.

    A line in which one would have to gain more than `most` beyond that is left ragged.
    """

    kinds: Sequence[Gap]
    shrink: Sequence[float]
    stretch: Sequence[float]
    most: float = inf


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph's characters on one endless line.

    `left` and `right` are their edges; between two of them may be a gap from the style. Characters
    in `narrow` are half as wide as others. Before those in `whole` no line may break, and before
    those in `called` stands something raised, such as the number of a note, which belongs to the
    character before it. `em` is the paragraph's own size; stops are `centred` in their squares in
    Traditional Chinese.
    """

    text: str
    left: Sequence[float]
    right: Sequence[float]
    em: float
    chinese: bool
    centred: bool = False
    narrow: Collection[int] = ()
    whole: Collection[int] = ()
    called: Collection[int] = ()

    def lead(self, index: int) -> float:
        """Return the blank that a character loses at the beginning of a line."""
        wide = self.text[index] in OPENING and index not in self.narrow
        return self.em / 2 if self.chinese and wide else 0.0

    def trail(self, index: int) -> float:
        """Return the blank that a character loses at the end of a line (GB/T 15834—2011, 5.1.10).

        A centred stop keeps the blank before it.
        """
        wide = self.text[index] in CLOSING + STOPS and index not in self.narrow
        if not self.chinese or not wide:
            return 0.0
        return self.em / (4 if self.centred and self.text[index] in STOPS else 2)


def places(setting: Setting, allowed: Sequence[bool]) -> list[int]:
    """Return before which characters a line may break.

    `allowed` is Unicode's answer (UAX #14), which knows quotation marks for Latin ones only.
    """
    text, whole = setting.text, setting.whole
    found = []
    for index in range(1, len(text)):
        left, right = text[index - 1], text[index]
        may = allowed[index] or (setting.chinese and _outside_quotation_marks(left, right))
        if may and right not in NEVER_FIRST and left not in NEVER_LAST and index not in whole:
            found.append(index)
    return found


def _outside_quotation_marks(left: str, right: str) -> bool:
    return right in "“‘" or (left == "”" or (left == "’" and not right.isascii()))


def chinese_gaps(setting: Setting) -> Gaps:
    """Return the gaps of Chinese lines, where all may change but those within Latin words."""
    text, narrow, whole, em = setting.text, setting.narrow, setting.whole, setting.em
    left, right = setting.left, setting.right
    seen = [_SQUARE if index in narrow else each for index, each in enumerate(text)]
    for found in _DOTS.finditer(text):  # in many faces it is narrow already
        if right[found.start()] - left[found.start()] < 0.9 * em:
            seen[found.start()] = _SQUARE
    kinds, shrink, stretch = [Gap.NONE], [0.0], [0.0]
    for index in range(1, len(text)):
        gap = left[index] - right[index - 1]
        kind, loses, gains = _between(
            seen[index - 1], seen[index], gap > _HAIR, index in whole, setting.centred
        )
        if index in setting.called:
            loses = 0.0
        if kind is Gap.MIXED:
            loses, gains = gap - em / 8, (em / 4 - gap) if gains else 0.0
        elif kind is Gap.SPACE:
            space = right[index - 1] - left[index - 1] + gap
            loses, gains = space - em / 4, em / 2 - space
        else:
            loses, gains = loses * em, gains * em
        kinds.append(kind)
        shrink.append(max(loses, 0.0))
        stretch.append(max(gains, 0.0))
    return Gaps(kinds, shrink, stretch, em / 4)


@cache
def _between(  # noqa: PLR0911  a table
    left: str,
    right: str,
    parted: bool,  # noqa: FBT001
    whole: bool,  # noqa: FBT001
    centred: bool,  # noqa: FBT001
) -> tuple[Gap, float, float]:
    """Return what stands between two characters, and what it can lose and gain in em."""
    before, after = _sort(left), _sort(right)
    latin = _Sort.LATIN in (before, after)
    if before is _Sort.SPACE:
        return Gap.SPACE, 0.0, 0.0
    if latin and parted and before is not after:
        return Gap.MIXED, 0.0, float(not whole)
    if whole or after is _Sort.SPACE or before is after is _Sort.LATIN:
        return Gap.NONE, 0.0, 0.0
    if _Sort.LINK in (before, after) or left + right in _PAIRS:
        return Gap.NONE, 0.0, 0.0
    gains = 0.0 if latin and {before, after} & _BESIDE_LATIN else _LITTLE
    if after is _Sort.OPENING or before is _Sort.CLOSING:
        return Gap.BRACKET, 1 / 2, _LITTLE
    if before is _Sort.COMMA or (after is _Sort.COMMA and centred):
        return Gap.COMMA, 1 / 4 if centred else 1 / 2, gains
    if _Sort.DOT in (before, after):
        return Gap.DOT, 1 / 4, _LITTLE
    return (Gap.PLAIN, 0.0, gains) if gains else (Gap.NONE, 0.0, 0.0)


def latin_gaps(setting: Setting) -> Gaps:
    """Return the gaps of lines in a Latin script, where only spaces change, and hardly shrink."""
    length = len(setting.text)
    kinds, shrink, stretch = [Gap.NONE] * length, [0.0] * length, [0.0] * length
    for found in re.finditer(" (?=.)", setting.text):
        place = found.start()
        space = setting.right[place] - setting.left[place]
        kinds[place + 1], shrink[place + 1], stretch[place + 1] = Gap.SPACE, space / 10, space / 2
    return Gaps(kinds, shrink, stretch)


def filled(gaps: Gaps, start: int, stop: int, slack: float) -> dict[int, float]:
    """Return what gaps gain, or lose, so that the line `text[start:stop]` gains `slack`.

    Those of a kind change together, by the same part of what they can. What is left when every kind
    has given way goes to plain gaps, or to spaces in a line of Latin words. Nothing changes if that
    is more than `most` for each.
    """
    span = range(start + 1, stop)
    changes: dict[int, float] = {}
    room = gaps.shrink if slack < 0 else gaps.stretch
    for kind in range(Gap.SPACE, Gap.PLAIN) if slack < 0 else _FIRST_WIDENED:
        own = [index for index in span if gaps.kinds[index] == kind and room[index]]
        total = sum(room[index] for index in own)
        if own and slack:
            part = max(-1.0, min(1.0, slack / total))
            changes |= {index: part * room[index] for index in own}
            slack -= part * total
    rest = [index for index in span if gaps.kinds[index] in _LAST_WIDENED and room[index]]
    rest = rest or [index for index in span if gaps.kinds[index] is Gap.SPACE]
    if slack > gaps.most * len(rest) + _HAIR:
        return {}
    if slack > 0:
        for index in rest:
            changes[index] = changes.get(index, 0.0) + slack / len(rest)
    return changes
