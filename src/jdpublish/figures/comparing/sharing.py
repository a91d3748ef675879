"""Figures of a text with what they are worth, and with the hedges that they share."""

import re

from jdpublish.figures.comparing.measured import Measured, measure
from jdpublish.figures.quantity import Hedge, Quantity

_JOINED = re.compile(r"(?:[-–—~～至到、]|[,，]? ?(?:and|or|to)?) ?")
"""What stands between figures that share a hedge."""
_ESTIMATED = re.compile(r"\bestimated (?:(?:[a-z]+ ){0,4}(?:of|at|to be|is|was) )?$")
"""English that loses no 约, though it is none itself where the Chinese says 预计."""


def measured_in(quantities: tuple[Quantity, ...], text: str) -> tuple[Measured, ...]:
    """Return the figures of a text with what they are worth.

    “About 50 to 60” says “about” of both.
    """
    found: list[Measured] = []
    estimates = "estimated " in text
    for quantity in quantities:
        hedge = Hedge.NONE
        if found and not quantity.hedge and found[-1].hedge:
            before = found[-1].quantity
            alike = (before.kind, before.unit) == (quantity.kind, quantity.unit)
            if alike and _JOINED.fullmatch(text, before.stop, quantity.start):
                hedge = found[-1].hedge
        if estimates and _ESTIMATED.search(text, max(0, quantity.start - 40), quantity.start):
            hedge = Hedge.ABOUT
        found.append(measure(quantity, len(text), hedge))
    return tuple(found)
