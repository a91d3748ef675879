"""Figures that belong together though they are not one and one: repeated, parted, or two units."""

import re
from fractions import Fraction
from itertools import pairwise

from jdpublish.figures.comparing.likeness import Agreement, agreement
from jdpublish.figures.comparing.measured import Measured
from jdpublish.figures.comparing.precision import OF_TIME
from jdpublish.figures.quantity import Kind, Quantity
from jdpublish.figures.units import CHINESE_UNITS

_BY = re.compile(
    r"\b(?:by|increas\w*|rose|ris(?:e|en|ing)|gr[eo]w\w*|up|jump\w*|surg\w*|soar\w*|climb\w*"
    r"|expand\w*|gain\w*|improv\w*|add\w*) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r" (?:more|greater|higher|larger|bigger|faster|longer|increase|rise|growth|over|above|beyond"
    r"|in excess)\b",
    re.IGNORECASE,
)
_WARMTH = {"temperature", "fahrenheit"}
_MOST_IN_WORDS = 10
_AHEAD, _DAY = 8 * 60, 24 * 60
"""Minutes by which Beijing is ahead of Greenwich, and those of a day."""
PEOPLE = tuple(CHINESE_UNITS[name] for name in ("人", "名", "位"))
_MANY_TIMES = 9
"""From here on nobody tells “tenfold” from “ten times more”."""


def twin_of(figure: Measured, others: tuple[Measured, ...]) -> Measured | None:
    """Return the first figure that says the same, or None where there is none."""
    return next((other for other in others if _repeats(figure, other)), None)


def run_of_multiples(
    sources: list[Measured], targets: list[Measured], english: str
) -> tuple[tuple[Measured, Measured], ...]:
    """Return the multiples of a range that “by 5 to 6 times” leaves one short, in their order."""
    ours, theirs = (
        [one for one in figures if one.quantity.kind is Kind.MULTIPLE]
        for figures in (sources, targets)
    )
    if len(ours) != len(theirs) or len(ours) == 1:
        return ()
    pairs = tuple(zip(ours, theirs, strict=True))
    short = all(source.worth - target.worth == 1 for source, target in pairs)
    return pairs if pairs and short and either_way(*pairs[0], english) else ()


def converts(figure: Measured, others: tuple[Measured, ...]) -> bool:
    """Whether a figure says another of the same text in another unit: 六米（20英尺）."""
    return any(
        figure is not other
        and figure.dimension != ""
        and (figure.dimension == other.dimension or {figure.dimension, other.dimension} == _WARMTH)
        and agreement(figure, other) is Agreement.CONVERTED
        for other in others
    )


def names_again(source: Measured, twin: Measured) -> bool:
    """Whether a figure names what English may name once: a year, a session, a street."""
    if source.quantity.kind in OF_TIME:
        return True
    return twin.quantity.kind is Kind.ORDINAL and source.quantity.unit is None


def _repeats(one: Measured, other: Measured) -> bool:
    found = agreement(one, other)
    if found is Agreement.KINDRED:
        kinds = (one.quantity.kind, other.quantity.kind)
        return Kind.RATIO not in kinds and not one.dimension and not other.dimension
    return found is not None and found is not Agreement.ROUNDED


def either_way(source: Measured, target: Measured, english: str) -> bool:
    """Whether multiples differ by the one that “by” and “more” leave open."""
    if abs(source.worth - target.worth) != 1 or min(source.worth, target.worth) <= 1:
        return False
    if min(source.worth, target.worth) >= _MANY_TIMES:
        return True
    before = english[max(0, target.quantity.start - 30) : target.quantity.start]
    return bool(_BY.search(before) or _MORE.match(english, target.quantity.stop))


def lonely(ours: list[Measured], theirs: list[Measured]) -> list[Measured]:
    """Return the ratios, shares and times on one side to which nothing on the other is equal."""
    return [
        one
        for one in ours
        if one.quantity.kind in (Kind.RATIO, Kind.SHARE, Kind.TIME)
        and one.quantity.over > 0
        and not any(
            other.quantity.kind is not Kind.NUMBER and agreement(one, other) is not None
            for other in theirs
        )
    ]


def in_greenwich(
    sources: list[Measured], targets: list[Measured]
) -> tuple[tuple[Measured, Measured], ...]:
    """Return times of Beijing for which English has only those of Greenwich: 22时30分, 1430 GMT."""
    ours, theirs = (
        [one for one in figures if one.quantity.kind is Kind.TIME] for figures in (sources, targets)
    )
    if not all(one.quantity.text.endswith(("GMT", "UTC")) for one in theirs):
        return ()
    return tuple(
        (source, target)
        for source, target in zip(ours, theirs, strict=False)
        if (target.base + _AHEAD - source.base) % _DAY == 0
    )


def small_count(figure: Measured) -> bool:
    """Whether a figure is a small count in words, which nobody misses: 三名, four."""
    quantity = figure.quantity
    counts = quantity.kind is Kind.NUMBER and not figure.dimension and not quantity.hedge
    return counts and not quantity.firm and 1 < figure.worth <= _MOST_IN_WORDS


def parts(ratio: Quantity, others: list[Measured]) -> tuple[Measured, ...]:
    """Return the two numbers that a ratio is made of, in either order, or a time: 3分35秒."""
    value, over = Fraction(ratio.value), ratio.over
    numbers = [one for one in others if one.quantity.kind is Kind.NUMBER]
    for one, other in pairwise(numbers):
        first, second = one.worth, other.worth
        if ratio.kind is Kind.TIME:
            if one.dimension == other.dimension == "time" and first * 60 + second == value:
                return one, other
            continue
        if {first, second} == {value, over}:
            return one, other
        if ratio.kind is Kind.RATIO and second and first / second == value / over:
            return one, other
    return ()
