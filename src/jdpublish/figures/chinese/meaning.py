"""What the words around a Chinese number make of it, and the place where they stand."""

from dataclasses import dataclass
from decimal import Decimal

from jdpublish.figures.chinese.hedges import Before, hedge_after
from jdpublish.figures.chinese.numbers import Number
from jdpublish.figures.quantity import Hedge, Kind, Unit


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words up to `stop` make of a number: it is worth `value * 10**power + more`.

    `firm` is None where the number itself decides.
    """

    stop: int
    kind: Kind = Kind.NUMBER
    unit: Unit | None = None
    hedge: Hedge = Hedge.NONE
    power: int = 0
    more: Decimal = Decimal(0)
    firm: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Numbers that share what stands after the last of them, and what stands before the first."""

    plain: str
    numbers: tuple[Number, ...]
    before: Before

    @property
    def first(self) -> Number:
        """The first number."""
        return self.numbers[0]

    @property
    def last(self) -> Number:
        """The last number, which has the words after it."""
        return self.numbers[-1]

    @property
    def stop(self) -> int:
        """Where the words after the last number begin."""
        stop = self.last.stop
        return stop + 1 if self.plain[stop : stop + 1] == " " else stop


def closing(place: Place, found: Meaning) -> Meaning:
    """Return a meaning with the hedge that stands after it."""
    if found.kind in (Kind.ORDINAL, Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.QUARTER, Kind.RATIO):
        return found
    hedge, stop = hedge_after(place.plain, found.stop)
    if not hedge:
        return found
    return Meaning(
        stop, found.kind, found.unit, found.hedge or hedge, found.power, found.more, found.firm
    )
