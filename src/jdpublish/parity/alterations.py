"""Where the figures that a finished file shows are not those of its own edition's text."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jdpublish.figures.quantity import Quantity
from jdpublish.parity.words import folded


@dataclass(frozen=True, slots=True)
class Span:
    """Words at `start` to `stop` of a text."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """What the text has and what stands in the file instead; one of them may be nothing."""

    ours: Span | None
    theirs: Span | None


Reader = Callable[[str], tuple[Quantity, ...]]


@dataclass(frozen=True, slots=True)
class Collation:
    """The figures of a text beside those of a file.

    `beside` holds for each of `ours` what stands in its place and whether it is the same.
    """

    ours: tuple[Quantity, ...]
    theirs: tuple[Quantity, ...]
    beside: tuple[tuple[Span | None, bool], ...]
    alterations: tuple[Alteration, ...]


def collated(ours: str, theirs: str, read: Reader) -> Collation:
    """Return how the figures of a text stand in a file, in the order of the text.

    First as they are read, so that 万 and 萬 are the same; then by their digits and numerals alone,
    so that no digit of a name (G15, 12345) goes unseen either.
    """
    own, other = read(ours), read(theirs)
    beside: list[tuple[Span | None, bool]] = [(None, False)] * len(own)
    alterations = []
    for ours_at, theirs_at, same in _aligned(
        [_said(one) for one in own], [_said(one) for one in other]
    ):
        left = own[ours_at] if ours_at is not None else None
        right = other[theirs_at] if theirs_at is not None else None
        if ours_at is not None:
            beside[ours_at] = (_span(right), same)
        if not same:
            alterations.append(Alteration(_span(left), _span(right)))
    signs = tuple(_signs(ours, theirs, alterations))
    return Collation(own, other, tuple(beside), (*alterations, *signs))


def _span(quantity: Quantity | None) -> Span | None:
    return Span(quantity.start, quantity.stop, quantity.text) if quantity else None


def _said(quantity: Quantity) -> tuple[object, ...]:
    """Return what two figures must have in common to be the same: not how they are written."""
    unit = quantity.unit
    measure = (unit.dimension, unit.factor, unit.chinese) if unit else None
    return quantity.worth, quantity.kind, measure, quantity.hedge


def _signs(ours: str, theirs: str, told: Sequence[Alteration]) -> Iterator[Alteration]:
    """Yield where digits and numerals differ beyond what was told."""
    left, right = tuple(_numerals(ours)), tuple(_numerals(theirs))
    for ours_at, theirs_at, same in _aligned([one for one, _ in left], [one for one, _ in right]):
        own = left[ours_at][1] if ours_at is not None else None
        other = right[theirs_at][1] if theirs_at is not None else None
        known = any(_meet(own, one.ours) or _meet(other, one.theirs) for one in told)
        if not same and not known:
            yield Alteration(own, other)


def _meet(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one.start < other.stop and other.start < one.stop)


_SIMPLIFIED = str.maketrans("萬億兩貳陸參點韆負", "万亿两贰陆叁点千负")
_NUMERALS = re.compile(
    r"[〇零一二三四五六七八九十百千万亿兆两几]*[〇零二三四五六七八九十百千万亿兆][〇零一二三四五六七八九十百千万亿兆两几]*"
    r"|[A-Za-z]*\d+(?:[.,:：]\d+)*[A-Za-z]*"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|thousand|million|billion|trillion|dozen|half|percentage|percent)s?\b",
    re.IGNORECASE,
)


def _numerals(text: str) -> Iterator[tuple[str, Span]]:
    """Yield every run of digits or numerals, as compared and as it stands."""
    plain = folded(text).translate(_SIMPLIFIED)
    for found in _NUMERALS.finditer(plain):
        yield found[0].casefold(), Span(found.start(), found.end(), text[slice(*found.span())])


def _aligned(
    ours: Sequence[object], theirs: Sequence[object]
) -> Iterator[tuple[int | None, int | None, bool]]:
    """Yield which of ours stands beside which of theirs, and whether they are the same."""
    if ours == theirs:
        yield from ((index, index, True) for index in range(len(ours)))
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        for step in range(max(stop - start, last - first)):
            left = start + step if start + step < stop else None
            right = first + step if first + step < last else None
            yield left, right, kind == "equal"
