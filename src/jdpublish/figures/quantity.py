"""The nouns of figures: what a number in a text is worth, of what, and how surely it is meant."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What sort of figure it is; only figures of one kind, or of kinds that say the same, match."""

    NUMBER = "number"
    PERCENT = "percent"
    POINTS = "points"
    SHARE = "share"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    YEAR = "year"
    DECADE = "decade"
    MONTH = "month"
    DAY = "day"
    QUARTER = "quarter"
    TIME = "time"
    RATIO = "ratio"


class Hedge(StrEnum):
    """How surely the text means the value: 约, 近, 超, 以上, 以内 … and their English."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure measures or counts.

    `factor` says how many of the dimension's base unit one is, exactly; each currency is a
    dimension of its own. `chinese` and `english` (as in “3 kilometers”) name it in prose, `one`
    is the English for exactly one.
    """

    dimension: str
    factor: Fraction
    chinese: str
    english: str = ""
    one: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `text[start:stop]`, in code points, with its unit and whatever hedges it.

    It is worth `value / over`: a third is 1 over 3, anything else is over 1. `value` has the scale
    worked in (243.4亿 is 2.434E+10) and keeps the digits that the text gives. What the value counts
    depends on the kind: years; months and quarters from 1; minutes since midnight; for a decade its
    first year (or 90 where the text says “the 90s” alone); for points percentage points (a basis
    point is 0.01); for a percent 5 is 5 percent; for a multiple 2 is “twice as much as”; for a
    ratio 3:1 is 3 over 1. A share (三成, 一半, a quarter) is what it is of one.

    A figure is `firm` where the other language must have it. One that is not may be matched, but
    nobody misses it: 三项, two of them, a first.
    """

    start: int
    stop: int
    text: str
    value: Decimal
    kind: Kind = Kind.NUMBER
    unit: Unit | None = None
    hedge: Hedge = Hedge.NONE
    over: int = 1
    firm: bool = True

    @property
    def worth(self) -> Fraction:
        """The value as an exact fraction, in its own unit."""
        return Fraction(self.value) / self.over
