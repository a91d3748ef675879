"""Figures of an English text, read to value, unit, kind and hedge."""

import re
from collections.abc import Callable

from jdpublish.figures.english.amounts import amount_at
from jdpublish.figures.english.counts import (
    decades,
    few_at,
    numbered,
    round_the_clock_at,
    scale_alone,
    span_at,
)
from jdpublish.figures.english.dates import date_at_digits, date_at_word
from jdpublish.figures.english.hedges import hedge_after, hedge_before
from jdpublish.figures.english.months import MONTH
from jdpublish.figures.english.number_words import CARDINALS, ORDINALS, SCALES
from jdpublish.figures.english.periods import ordinal_reading
from jdpublish.figures.english.ratios import multiple_at, ratio_at
from jdpublish.figures.english.reading import Plain, Reading, plain
from jdpublish.figures.english.shares import VULGAR, fraction_at, share_at
from jdpublish.figures.english.sharing import shared
from jdpublish.figures.english.units import CURRENCY
from jdpublish.figures.quantity import Hedge, Kind, Quantity

_CARDINAL = "|".join(sorted(CARDINALS, key=len, reverse=True))
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_STARTS = re.compile(
    r"(?P<digit>(?:(?<![a-z_0-9])|(?<=[0-9][x×]))[0-9])"
    rf"|(?P<money>(?<![a-z0-9_])(?=[a-z$€£¥₩₹₽₦฿]){CURRENCY.pattern})"
    r"|(?<![a-z_'])(?:"
    r"(?P<ordinal>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?"
    rf"(?:{_ORDINAL})(?![a-z]))"
    r"|(?P<number>(?:"
    rf"{_CARDINAL}|several|many|multiple|(?:ten|dozen|score|{_SCALE})s|couple of|half|an?(?=[ -])|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|hundred)fold)(?![a-z]))"
    rf"|(?P<scale>(?:{_SCALE})-)"
    rf"|(?P<date>(?:{MONTH})(?![a-z])|[qh][1-4](?![0-9a-z])|fy ?[0-9]|"
    r"(?:fiscal|financial)(?: years?)? [0-9]{2}(?![0-9])|"
    r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies(?![a-z])|"
    r"noon(?![a-z])|mid(?:night|day)(?![a-z]))"
    r"|(?P<multiple>halv|doubl|tripl|trebl|quadrupl|quintupl|sextupl|twice|thrice|twofold)"
    r"|(?P<few>(?:both|none|nil|decade|freezing|centen(?:ary|aries|nial)|(?:bi|tri|quadr)ennial)(?![a-z])))"
    rf"|(?P<vulgar>[{VULGAR}])"
)
_RUN = re.compile(r"[0-9][0-9.,]*")
_HEDGED = frozenset((Kind.NUMBER, Kind.PERCENT, Kind.POINTS, Kind.SHARE, Kind.MULTIPLE))
_ABOUT_ONLY = frozenset((Kind.YEAR, Kind.TIME, Kind.DECADE))
_LASTING = frozenset(("time", "months"))
_TAKING = re.compile(
    r"\b(?:for|in|of|lasted|lasting|took|takes?|with|after|aged?|is|was|years?|little|just|well|"
    r"slightly|been|far) over $"
)
_SINCE = re.compile(r" (?:ago|old|later|earlier)\b")


def read(text: str) -> tuple[Quantity, ...]:
    """Return the figures of an English text in their order; none overlap.

    Names with figures in them are passed over. The ends of a range and the members of a list are
    a figure each, with the scale and unit that they share; so is each part of a date.
    """
    words = plain(text)
    readings = shared(words, _readings(words))
    return tuple(_hedged(words, reading).quantity(text) for reading in readings)


def _readings(text: Plain) -> tuple[Reading, ...]:
    found: list[Reading] = []
    position = 0
    while start := _STARTS.search(text.lower, position):
        readings = _at(text, start)
        if readings and readings[0].start >= (found[-1].stop if found else 0):
            found.extend(readings)
            position = readings[-1].stop
        elif run := _RUN.match(text.lower, start.start()):
            position = run.end()
        else:
            position = max(start.end(), start.start() + 1)
    return tuple(found)


def _at(text: Plain, start: re.Match[str]) -> tuple[Reading, ...]:
    """Return the figure that starts here; a date has several."""
    return _READERS[start.lastgroup or "money"](text, start.start())


def _in_digits(text: Plain, start: int) -> tuple[Reading, ...]:
    return (
        date_at_digits(text, start)
        or ordinal_reading(text, start)
        or _one(round_the_clock_at(text, start) or fraction_at(text, start))
        or ratio_at(text, start)
        or _amount(text, start)
    )


def _in_words(text: Plain, start: int) -> tuple[Reading, ...]:
    found = share_at(text, start) or span_at(text, start) or few_at(text, start)
    return _one(found) or _amount(text, start)


def _amount(text: Plain, start: int) -> tuple[Reading, ...]:
    reading = amount_at(text, start)
    return (numbered(text, decades(text, reading)),) if reading else ()


def _one(reading: Reading | None) -> tuple[Reading, ...]:
    return (reading,) if reading else ()


_READERS: dict[str, Callable[[Plain, int], tuple[Reading, ...]]] = {
    "digit": _in_digits,
    "money": _amount,
    "ordinal": ordinal_reading,
    "number": _in_words,
    "scale": lambda text, start: _one(scale_alone(text, start)),
    "date": date_at_word,
    "multiple": lambda text, start: _one(multiple_at(text, start)),
    "few": lambda text, start: _one(few_at(text, start)),
    "vulgar": lambda text, start: _one(fraction_at(text, start)),
}
"""Who reads what starts in one of these ways."""


def _hedged(text: Plain, reading: Reading) -> Reading:
    if reading.hedge:
        return reading
    if reading.kind in _ABOUT_ONLY:
        hedge, _ = hedge_before(text.lower, reading.start)
        return reading.but(hedge=hedge) if hedge is Hedge.ABOUT else reading
    if reading.kind not in _HEDGED:
        return reading
    hedge, phrase = hedge_before(text.lower, reading.start)
    if phrase == "over" and reading.unit and reading.unit.dimension in _LASTING:
        # “over five days” may be in the course of them
        taking = _TAKING.search(text.before(reading.start, 16))
        hedge = hedge if taking or _SINCE.match(text.lower, reading.stop) else Hedge.NONE
    return reading.but(hedge=hedge or hedge_after(text.lower, reading.stop))
