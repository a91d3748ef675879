"""Decades in English: the 1990s, the nineties; and what else is said so: a man in his seventies."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.english.number_words import CARDINALS
from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.quantity import Hedge, Kind
from jdpublish.figures.units import ENGLISH_UNITS

_DECADE = re.compile(r"(?P<century>1[0-9]|20)?(?P<tens>[0-9]0)'?s(?![a-z0-9])")
_DECADE_WORDS = {
    f"{word[:-1]}ies": value for word, value in CARDINALS.items() if word.endswith("ty")
}
_DECADE_WORD = re.compile(rf"(?:{'|'.join(_DECADE_WORDS)})(?![a-z])")
_SOMEONES = re.compile(r"\b(?:his|her|their|my|our|your|its)(?: (?:early|mid|late|very))?[ -]'?$")
_THE = re.compile(r"(?:\b(?:the|early|mid|late)[ -]|'|0'?s(?:,| and|, and| or| to| through)? )$")
_HOT = re.compile(
    r"\b(?:temperatures?|highs|lows|degrees|mercury|thermometers?|widespread)\b"
    r"(?!.*[0-9]{4})[^.;]*$"
)

_MILLENNIUM = 2000


def decade_at_digits(text: Plain, start: int) -> Iterator[Reading]:
    """Yield the decade whose digits start here, or the age or warmth that they tell."""
    found = _DECADE.match(text.lower, start)
    if not found:
        return
    value = Decimal(found["tens"])
    if found["century"]:
        decade = value + 100 * int(found["century"])
        # the 2000s are also the beginning of the century
        yield Reading(start, found.end(), decade, Kind.DECADE, firm=decade != _MILLENNIUM)
    else:
        yield from _decade_or_age(start, found.end(), value, text.before(start, 40))


def decade_at_word(text: Plain, start: int) -> Iterator[Reading]:
    """Yield the decade or the age whose word starts here: the nineties, in her fifties."""
    found = _DECADE_WORD.match(text.lower, start)
    if found:
        value = Decimal(_DECADE_WORDS[found[0]])
        yield from _decade_or_age(start, found.end(), value, text.before(start, 40))


def _decade_or_age(start: int, stop: int, value: Decimal, before: str) -> Iterator[Reading]:
    """The nineties; a man in his seventies; temperatures in the 90s; the over-60s."""
    if _SOMEONES.search(before):
        yield Reading(start, stop, value, unit=ENGLISH_UNITS["years old"], hedge=Hedge.OVER)
    elif before.endswith(("over-", "under-")):
        hedge = Hedge.OVER if before.endswith("over-") else Hedge.BELOW
        yield Reading(start, stop, value, unit=ENGLISH_UNITS["years old"], hedge=hedge)
    elif _HOT.search(before):
        unit = ENGLISH_UNITS["degrees Fahrenheit"]
        yield Reading(start, stop, value, unit=unit, hedge=Hedge.OVER, firm=False)
    elif _THE.search(before) and value:
        yield Reading(start - before.endswith("'"), stop, value, Kind.DECADE)
