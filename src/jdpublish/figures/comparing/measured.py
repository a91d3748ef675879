"""Figures with what they are worth in the base unit of their dimension, to be compared."""

from dataclasses import dataclass, replace
from fractions import Fraction

from jdpublish.figures.quantity import Hedge, Kind, Quantity
from jdpublish.figures.units import COUNT

_ONE, _YEAR = Fraction(1), Fraction(12)
_MANY = 1000
"""From here on zeros after the point come from a scale (1.2 million), not from the text (5.0)."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A figure with what it is worth, sign aside: in its own unit, and in its dimension's base.

    A dimension of nothing is that of what is counted, or of a figure without unit; `place` is
    where in its text the figure stands, from 0 to 1.
    """

    quantity: Quantity
    dimension: str
    factor: Fraction
    worth: Fraction
    base: Fraction
    hedge: Hedge
    place: float

    @property
    def step(self) -> Fraction:
        """What one in the last digit that is given is worth in the base unit."""
        value = self.quantity.value
        given = int(value.as_tuple().exponent)
        small = given < 0 and abs(value) < _MANY
        last = given if small else int(value.normalize().as_tuple().exponent)
        return Fraction(10) ** last / max(self.quantity.over, 1) * self.factor

    @property
    def digits(self) -> str:
        """The digits of the value, without zeros before or after."""
        return "".join(map(str, self.quantity.value.normalize().as_tuple().digits))


def measure(quantity: Quantity, length: int = 1, hedge: Hedge = Hedge.NONE) -> Measured:
    """Return what a figure is worth; `length` is that of the text in which it stands.

    `hedge` is the one that it shares with the figure before, if it has none of its own.
    """
    worth = Fraction(abs(quantity.value))
    if quantity.over > 1:
        worth /= quantity.over
    dimension, factor = "", _ONE
    unit = quantity.unit
    if unit and unit.dimension != COUNT:
        dimension, factor = unit.dimension, unit.factor
        if dimension == "age":
            dimension, factor = "months", _YEAR
    base = worth if factor == 1 else worth * factor
    place = quantity.start / max(length, 1)
    return Measured(quantity, dimension, factor, worth, base, quantity.hedge or hedge, place)


def bare(figure: Measured) -> Measured:
    """Return a figure as if it had no unit."""
    return replace(figure, dimension="", factor=_ONE, base=figure.worth)


def percent(figure: Measured) -> Fraction:
    """Return what a percent or a share is worth in hundredths."""
    return figure.worth * 100 if figure.quantity.kind is Kind.SHARE else figure.worth
