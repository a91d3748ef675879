"""Signs around words in both languages: what is quoted here is mostly quoted there."""

import re

from jdpublish.termbase.candidates.equivalents.contract import Pairing

_QUOTED = re.compile(r"“([^“”]*)”")
_EDGES = ",.;: "
_BRACKETS = re.compile(r"”? \([^()]{2,90}\)")


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return where quoted words stand in a text, without the marks and the comma before one."""
    return tuple(
        (one.start(1), one.start(1) + len(one[1].rstrip(_EDGES))) for one in _QUOTED.finditer(text)
    )


def answering(pairing: Pairing, *, english: bool = False) -> tuple[int, int] | None:
    """Return where the English quotes what the Chinese does, where both quote as much.

    With `english`, where the Chinese quotes what the English does. Nothing is returned where what
    was chosen is not all of a quotation.
    """
    here, there = quotations(pairing.chinese.text), quotations(pairing.english.text)
    if english:
        here, there = there, here
    own = (pairing.start, pairing.start + len(pairing.chosen))
    return there[here.index(own)] if own in here and len(here) == len(there) else None


def with_explanation(text: str, start: int, stop: int) -> str:
    """Return a phrase with the brackets that follow it; nothing where none do."""
    found = _BRACKETS.match(text, stop)
    words = text[start : found.end()] if found else ""
    return words.replace("”", "", 1) if words.count("”") > words.count("“") else words
