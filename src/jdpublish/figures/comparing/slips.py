"""Which figure of a translation is plainly meant for which of the source, and how it went wrong."""

from enum import IntEnum

from jdpublish.figures.comparing.likeness import PARTS
from jdpublish.figures.comparing.measured import Measured, bare, percent
from jdpublish.figures.comparing.precision import OF_TIME, rounded
from jdpublish.figures.quantity import Kind
from jdpublish.figures.units import MONEY

_FAR = 12
"""Figures of which one is more than so many times the other are not meant for each other."""


_LARGE = 10_000
"""From here on a figure is no small count, whether anybody misses it or not: 千亿级."""
_MISTAKEN = (
    {Kind.MULTIPLE, Kind.PERCENT},
    {Kind.DAY, Kind.ORDINAL},
    {Kind.DECADE, Kind.ORDINAL},
    {Kind.ORDINAL, Kind.QUARTER},
)
"""Kinds of which one may be meant for the other whatever they are worth."""


class Slip(IntEnum):
    """How a figure went wrong, the plainest first."""

    ROUNDED = 1
    POINTS = 2
    UNIT = 3
    SCALE = 4
    DIGITS = 5
    OTHER = 6


def slip(source: Measured, target: Measured) -> Slip | None:
    """Return how the target went wrong where it is plainly meant for the source.

    Small counts and ordinals in words, which nobody misses, must be close to each other.
    """
    found = _found(source, target)
    if found is None or (source.quantity.firm and target.quantity.firm):
        return found
    kinds = source.quantity.kind, target.quantity.kind
    if kinds == (Kind.QUARTER, Kind.QUARTER) or (kinds[0] is Kind.SHARE and kinds[1] in PARTS):
        return found
    small, large = sorted((source.base, target.base))
    if found is Slip.SCALE and small >= (10 if target.quantity.firm else _LARGE):
        return found
    if small <= 1 or large > small * 2 or _half(source) or _half(target):
        return None
    if source.quantity.firm or target.quantity.firm:
        return found
    ordered = source.quantity.kind is target.quantity.kind in (Kind.ORDINAL, Kind.QUARTER)
    return found if ordered and len(source.quantity.text) > len("第三") else None


def _half(figure: Measured) -> bool:
    """Whether an ordinal is one of halves: 下半年, the second half."""
    return "half" in figure.quantity.text or "半" in figure.quantity.text


def _found(source: Measured, target: Measured) -> Slip | None:
    ours, theirs = source.quantity.kind, target.quantity.kind
    if ours is not theirs:
        return _across_kinds(source, target)
    if ours is Kind.NUMBER:
        return _slip_of_numbers(source, target)
    return _slip(source, target) or (Slip.OTHER if ours in OF_TIME else None)


def _across_kinds(source: Measured, target: Measured) -> Slip | None:
    kinds = {source.quantity.kind, target.quantity.kind}
    if kinds == {Kind.PERCENT, Kind.POINTS}:
        if source.worth == target.worth:
            return Slip.POINTS
        return Slip.SCALE if source.digits == target.digits else None
    if kinds == PARTS:
        small, large = sorted((percent(source), percent(target)))
        return Slip.OTHER if large <= small * _FAR else None
    if kinds == {Kind.NUMBER, Kind.YEAR}:
        return _typed(source.digits, target.digits)
    if kinds == {Kind.NUMBER, Kind.ORDINAL}:
        return _anniversary(source, target)
    return Slip.OTHER if kinds in _MISTAKEN else None


def _anniversary(source: Measured, target: Measured) -> Slip | None:
    """Return how the ordinal of a year was mistyped: the 60th anniversary for 70周年."""
    years = "months" in (source.dimension, target.dimension)
    mistyped = years and _mistyped(str(source.worth), str(target.worth))
    return Slip.DIGITS if mistyped else None


def _slip_of_numbers(source: Measured, target: Measured) -> Slip | None:
    measured = source.dimension and target.dimension
    if measured and source.quantity.unit != target.quantity.unit:
        if source.worth == target.worth:
            return Slip.UNIT
        money = source.dimension.startswith(MONEY) and target.dimension.startswith(MONEY)
        if money and source.digits == target.digits:
            return Slip.UNIT
    if source.dimension == target.dimension:
        return _slip(source, target)
    return None if measured else _slip(bare(source), bare(target))


def _slip(source: Measured, target: Measured) -> Slip | None:
    kinds = {source.quantity.kind, target.quantity.kind}
    if len(kinds) == 1 and not kinds & OF_TIME and rounded(source, target):
        return Slip.ROUNDED
    small, large = sorted((source.base, target.base))
    return _typed(source.digits, target.digits) or (Slip.OTHER if large <= small * _FAR else None)


def _typed(ours: str, theirs: str) -> Slip | None:
    if ours == theirs:
        return Slip.SCALE
    return Slip.DIGITS if _mistyped(ours, theirs) else None


def _mistyped(one: str, other: str) -> bool:
    """Whether two runs of digits differ by one digit, or by two that changed places."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return len(long) == len(short) + 1 > len("13") and any(
            long[:index] + long[index + 1 :] == short for index in range(len(long))
        )
    unlike = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine != theirs]
    swapped = len(unlike) == len("13") and unlike[0] == unlike[1][::-1]
    return swapped or len(unlike) == 1 < len(one)
