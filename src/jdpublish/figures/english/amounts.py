"""English amounts: numbers with currency, scale, unit or percent, and what is said of them."""

import re
from decimal import Decimal

from jdpublish.figures.english.number_words import NumberWords, number_at, scale_at
from jdpublish.figures.english.number_words import part_at as and_part_at
from jdpublish.figures.english.proportions import fold_at, multiple, out_of, parts_per
from jdpublish.figures.english.reading import FIRM_FROM, Plain, Reading
from jdpublish.figures.english.units import currency_at, part_at, short_scale_at, unit_at
from jdpublish.figures.quantity import Hedge, Unit
from jdpublish.figures.units import ENGLISH_UNITS

_DIGITS = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}(?![0-9])){1,5}|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}|"
    # “400, 000”, “1 000 000”: no other number begins with 0
    r"[0-9]{1,3}(?:(?:,[0-9]{3}){0,3}, 0[0-9]{2}(?![0-9])(?:, ?[0-9]{3}(?![0-9])){0,3}|"
    r"(?: 000(?![0-9])){1,4})|"
    r"[0-9]{1,15})(?![0-9])"
    r"(?:\.[0-9]{1,12})?(?![0-9])|\.[0-9]{1,12}"
)
"""Numbers with so many digits at most that arithmetic with them is exact."""
_MIXED = re.compile(r"[ -](?P<one>[1-9])/(?P<other>[2458])(?![0-9/.,]*[0-9/%])")
_VULGAR = re.compile(r" ?(?P<part>[½¼¾])")
_VULGAR_PARTS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_AND_A_HALF = re.compile(r" and a half(?![a-z-]| (?:of|an?|the|its|their|our|[mbtr]+illion)\b)")
_MORE = re.compile(r"\+(?![0-9+])|[ -]plus(?![a-z])|(?P<odd>[ -]odd(?![a-z]))")
_MINUS = re.compile(r"(?:(?:^|(?<=[ (]))[-–]|\b(?:minus|negative) )$")
_PLAN = re.compile(r'-year"? plan.?')
_BELOW_ZERO = re.compile(r"(?: [a-z]+)? below (?:zero|freezing)\b")
_WITH_ZERO = {"temperature": None, "fahrenheit": None, "angle": ENGLISH_UNITS["degrees Celsius"]}
"""Dimensions that go below zero; degrees of which nobody says more are Celsius then."""
_CENTS = {unit.dimension: unit for unit in map(ENGLISH_UNITS.__getitem__, ("cents", "HK cents"))}
_PASSING = ("time", "months")
_AGED = re.compile(
    r"\b(?:aged|ages?)(?: (?:of|between|from|over|under|above|below|about|around|up to|at least|"
    r"of between))? $"
)
_HALF = Decimal("0.5")


def amount_at(text: Plain, start: int) -> Reading | None:
    """Return the amount whose currency or number starts here."""
    currency, begun = currency_at(text, start) or (None, start)
    digits = _digits_at(text, begun)
    number = digits or number_at(text.lower, begun)
    if not number:
        return fold_at(text, start)
    reading = Reading(
        start,
        number.stop,
        number.value,
        unit=currency,
        firm=digits is not None or (number.exact and abs(number.value) >= FIRM_FROM),
        scale=number.scale,
        prefixed=currency is not None,
        wordy=digits is None,
    )
    return _signed(text, _measured(text, _scaled(text, reading)))


def _digits_at(text: Plain, start: int) -> NumberWords | None:
    found = _DIGITS.match(text.lower, start)
    if not found:
        return None
    value, stop = Decimal(found[0].replace(",", "").replace(" ", "")), found.end()
    vulgar = _VULGAR.match(text.lower, stop)
    if vulgar:
        return NumberWords(value + Decimal(_VULGAR_PARTS[vulgar["part"]]), vulgar.end())
    mixed = _MIXED.match(text.lower, stop)
    if mixed:
        return NumberWords(value + Decimal(mixed["one"]) / int(mixed["other"]), mixed.end())
    part, stop = and_part_at(text.lower, stop)
    return NumberWords(value + part, stop) if part else NumberWords(value, found.end())


def _scaled(text: Plain, reading: Reading) -> Reading:
    """Return a number with its scale and its plus: 2.5 billion, 3bn, 150+, 1 million-plus."""
    for _ in range(2):
        more = _MORE.match(text.lower, reading.stop)
        if more:
            hedge = Hedge.OVER if more["odd"] else Hedge.AT_LEAST
            reading = reading.but(stop=more.end(), hedge=hedge)
        if not reading.wordy and reading.scale == 1:
            scale, stop = scale_at(text.lower, reading.stop)
            if scale == 1:
                scale, stop = short_scale_at(text, reading.stop, money=reading.prefixed)
            reading = reading.but(stop=stop, value=reading.value * scale, scale=scale)
    return reading


def _measured(text: Plain, reading: Reading) -> Reading:
    """Return a number with what it is of: percent, times, a unit, so many out of ten."""
    if reading.prefixed:
        return _named_again(text, reading)
    part = part_at(text, reading.stop)
    if part:
        value = reading.value * part.factor
        return reading.but(stop=part.stop, value=value, kind=part.kind, firm=True)
    proportion = multiple(text, reading) or out_of(text, reading) or parts_per(text, reading)
    if proportion:
        return proportion
    unit = unit_at(text, reading.stop, reading.value, reading.scale)
    if unit:
        firm = _is_firm(text, reading, *unit)
        return _and_a_half(text, reading.but(stop=unit[1], unit=unit[0], firm=firm))
    if reading.scale == 1 and _AGED.search(text.before(reading.start, 20)):
        return reading.but(unit=ENGLISH_UNITS["years old"], firm=True)
    return reading


def _and_a_half(text: Plain, reading: Reading) -> Reading:
    """Return a number with the half that stands after its unit: two years and a half."""
    half = _AND_A_HALF.match(text.lower, reading.stop) if not reading.value % 1 else None
    if not half:
        return reading
    return reading.but(stop=half.end(), value=reading.value + _HALF * reading.scale, firm=True)


def _named_again(text: Plain, reading: Reading) -> Reading:
    """Return an amount with a name after it too: US$5 million dollars, HK12 cents."""
    unit = unit_at(text, reading.stop, reading.value, reading.scale)
    if not unit or not reading.unit:
        return reading
    if unit[0].one == "cent":
        cents = _CENTS.get(reading.unit.dimension)
        return reading.but(stop=unit[1], unit=cents) if cents else reading
    same = unit[0].dimension == reading.unit.dimension
    return reading.but(stop=unit[1]) if same else reading


def _is_firm(text: Plain, reading: Reading, unit: Unit, stop: int) -> bool:
    """Whether the other language must have an amount with a unit: not one year, dozens of days."""
    if _PLAN.fullmatch(text.lower[reading.stop : stop + len(' plan"')]):
        return False
    if not reading.wordy:
        return True
    loose = unit.dimension in _PASSING and abs(reading.value) >= FIRM_FROM and not reading.firm
    return reading.value != 1 and not loose


def _signed(text: Plain, reading: Reading) -> Reading:
    before = _MINUS.search(text.before(reading.start, 12))
    if before:
        return reading.but(start=reading.start - len(before[0]), value=-abs(reading.value))
    if reading.unit and reading.unit.dimension in _WITH_ZERO:
        below = _BELOW_ZERO.match(text.lower, reading.stop)
        if below:
            unit = _WITH_ZERO[reading.unit.dimension] or reading.unit
            return reading.but(stop=below.end(), value=-abs(reading.value), unit=unit)
    return reading
