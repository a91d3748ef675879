"""How exactly figures say a value: converted, rounded, and whether they say so."""

from fractions import Fraction

from jdpublish.figures.comparing.measured import Measured
from jdpublish.figures.quantity import Hedge, Kind

UP = frozenset({Hedge.OVER, Hedge.AT_LEAST})
DOWN = frozenset({Hedge.NEARLY, Hedge.BELOW, Hedge.AT_MOST})
_BOUNDS = frozenset({Hedge.OVER, Hedge.BELOW})
"""Hedges that say of a value on which side of it the truth lies."""
OF_TIME = frozenset(
    {Kind.YEAR, Kind.DECADE, Kind.MONTH, Kind.DAY, Kind.QUARTER, Kind.TIME, Kind.ORDINAL}
)
"""Kinds that name a place in an order, mostly in time."""
_CONVERTED, _SILENTLY = Fraction(1, 10), Fraction(75, 1000)
_LOOSELY, _AT_MOST_APART = Fraction(3, 100), Fraction(15, 100)
"""How far a rounded value may be from the true one, as a part of it."""
_FEW = 10
"""Of fewer than so many units, one may be converted roughly."""


def near(one: Fraction, other: Fraction, part: Fraction) -> bool:
    """Whether two values are apart by no more than a part of the larger."""
    return abs(one - other) <= part * max(one, other)


def converted(source: Measured, target: Measured) -> bool:
    """Whether one is the other in another unit, to the digits that it gives."""
    if not source.dimension:
        return False
    apart = abs(source.base - target.base)
    fine, rough = sorted((source.step, target.step))
    if apart <= fine / 2:
        return near(source.base, target.base, _CONVERTED)
    small = min(source.worth, target.worth) < _FEW  # 6英尺6英寸 are also six feet and 1.98 meters
    return apart <= rough / 2 and near(source.base, target.base, _CONVERTED if small else _LOOSELY)


def rounded(source: Measured, target: Measured) -> bool:
    """Whether the target is the source correctly rounded, and not far from it."""
    if target.step < source.step:
        return False
    apart = abs(source.base - target.base)
    return apart <= target.step / 2 and near(source.base, target.base, _SILENTLY)


def openly_rounded(source: Measured, target: Measured) -> bool:
    """Whether the target is the source, rounded, and says so truly: nearly, about, more than.

    A translation cannot be the finer one, unless the source only tells the size.
    """
    rough, fine = (source, target) if source.step >= target.step else (target, source)
    hedge = rough.hedge
    if rough is source and source.quantity.firm and source.step > target.step:
        return False
    if not hedge or not near(rough.base, fine.base, _AT_MOST_APART):
        return False
    apart = abs(rough.base - fine.base)
    if hedge is Hedge.ABOUT:
        loosely = rough.step > fine.step and near(rough.base, fine.base, _LOOSELY)
        return loosely or apart <= rough.step / 2
    if hedge in UP:
        return rough.base < fine.base and apart < rough.step
    return rough.base > fine.base and apart < rough.step


def hedge_lost(source: Measured, target: Measured) -> bool:
    """Whether the target says more firmly than the source, or the opposite, how sure a value is."""
    ours, theirs = source.hedge, target.hedge
    missed = source.quantity.firm or source.quantity.kind is Kind.SHARE
    if not ours or not missed or source.quantity.kind in OF_TIME:
        return False
    if ours is Hedge.ABOUT and theirs in _BOUNDS:
        aged = source.quantity.unit and source.quantity.unit.dimension == "age"  # in his 20s
        return source.base == target.base and not aged
    return not theirs or (ours in UP and theirs in DOWN) or (ours in DOWN and theirs in UP)
