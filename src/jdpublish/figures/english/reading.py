"""An English text made plain for reading, and a figure while it is being read."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from jdpublish.figures.english.names import masked
from jdpublish.figures.quantity import Hedge, Kind, Quantity, Unit

FIRM_FROM = 11
"""Below it, a number word before what is counted may be said otherwise: 一批, both, a pair."""
_ONE = Decimal(1)
_NEAR = 200
_PLAIN = str.maketrans(
    "０１２３４５６７８９．，％：－＋＄￥～（）’‘“”‐‑−〜　\u00a0\u2009\u202f\u2007",
    "0123456789.,%:-+$¥~()''\"\"---~     ",
)
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without names that have figures in them, as it is written and in small letters.

    Full-width signs, quotation marks, hyphens and spaces are each one plain sign, so that every
    place in it is the same place in the text.
    """

    text: str
    lower: str

    def before(self, place: int, length: int) -> str:
        """Return so many characters before a place in small letters."""
        return self.lower[max(0, place - length) : place]

    def around(self, place: int) -> str:
        """Return the words around a place in small letters, which tell what is spoken of."""
        return self.lower[max(0, place - _NEAR) : place + _NEAR]


def plain(text: str) -> Plain:
    """Return a text made plain, of the same length."""
    known = masked(text.translate(_PLAIN))
    return Plain(known, known.translate(_SMALL))


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure while it is being read: what `Quantity` says, and what its neighbours may share.

    `scale` is what a word such as million has multiplied the value by. It is
    `prefixed` where a currency stands before it, and `wordy` where it is written in words.
    """

    start: int
    stop: int
    value: Decimal
    kind: Kind = Kind.NUMBER
    unit: Unit | None = None
    hedge: Hedge = Hedge.NONE
    over: int = 1
    firm: bool = True
    scale: Decimal = _ONE
    prefixed: bool = False
    wordy: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but a number stands there."""
        return self.kind is Kind.NUMBER and self.unit is None and self.scale == 1

    def but(self, **changes: object) -> "Reading":
        """Return the figure with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def quantity(self, text: str) -> Quantity:
        """Return the figure as read from a text."""
        return Quantity(
            self.start,
            self.stop,
            text[self.start : self.stop],
            self.value,
            self.kind,
            self.unit,
            self.hedge,
            self.over,
            self.firm,
        )


def digits_of(found: re.Match[str], group: str, kind: Kind) -> Reading:
    """Return the figure of a kind that has its digits in a group of what was found."""
    return Reading(*found.span(group), Decimal(found[group]), kind)
