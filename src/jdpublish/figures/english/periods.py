"""Ordinals in English and the time they count: 14th, the third quarter, H1 2024, the 21st century.

Quarters, halves and the first nine months are never firm, for each may be said otherwise.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.english.number_words import CARDINALS, ordinal_at
from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.quantity import Kind
from jdpublish.figures.units import CENTURY, ENGLISH_UNITS

_QUARTERS, _HALVES = 4, 2
_SHORT_YEAR = 2
_FISCAL = re.compile(
    r"(?:fy|(?:fiscal|financial)(?: years?)?) ?"
    r"(?P<year>(?:20)?[0-9]{2})(?:[/–-](?P<next>(?:20)?[0-9]{2}))?(?![0-9%]|[.,][0-9]| [a-z]+s\b)"
)
_SHORT_PERIOD = re.compile(
    r"(?:(?P<letter>[qh])(?P<number>[1-4])|(?P<first>[1-4])(?P<after>[qh]))"
    r"(?:[ ,/-]{0,2}(?:of |fy ?|')?(?P<year>20[0-9]{2}|(?<=[qh'])[0-9]{2}))?(?![0-9a-z])"
)
_MONTHS_OF = re.compile(r"(?P<months>[3-9])m(?P<year>20[0-9]{2}|[0-9]{2})(?![0-9a-z.])")
_OF_PERIOD = re.compile(
    r"[ -](?:(?P<quarter>quarters?(?![a-z-]))|(?P<half>half(?![a-z-]))|"
    r"(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|[0-9]{1,2})"
    r"[ -](?P<unit>quarter|month|year|day|week|decade)s(?![a-z]))"
)
_CENTURY = re.compile(
    r"(?P<joint>-? (?:and|to|or) (?:the )?|-?[–/])?(?P<next>(?<=[ –/])[a-z0-9-]+?)?"
    r"[ -](?:century|centuries)(?![a-z])"
)
_DIGITS = re.compile(r"(?P<value>[0-9]{1,3}(?:,[0-9]{3}){0,4})(?:st|nd|rd|th)(?![a-z0-9])")


def ordinal_reading(text: Plain, start: int) -> tuple[Reading, ...]:
    """Return the ordinal that starts here, or the quarter or century that it counts."""
    if text.lower.startswith("second", start) and text.before(start, 4) == "per ":
        return ()
    digits = _in_digits(text, start)
    found = digits or ordinal_at(text.lower, start)
    if not found:
        return ()
    value, stop = found
    return tuple(_period(text, start, value, stop)) or (
        Reading(start, stop, Decimal(value), Kind.ORDINAL, firm=bool(digits), wordy=not digits),
    )


def short_period_at(text: Plain, start: int) -> Iterator[Reading]:
    """Yield the period of a year that starts here, and its year: Q3, 1H24, 9M24."""
    months = _MONTHS_OF.match(text.lower, start)
    if months:
        count = Decimal(months["months"])
        stop = months.end("months") + 1
        yield Reading(start, stop, count, unit=ENGLISH_UNITS["months"], firm=False)
        yield _year(months, "year")
        return
    found = _SHORT_PERIOD.match(text.lower, start)
    if not found:
        return
    of_quarters = "q" in (found["letter"], found["after"])
    number = found["number"] or found["first"]
    if not of_quarters and int(number) > _HALVES:
        return
    kind = Kind.QUARTER if of_quarters else Kind.ORDINAL
    stop = max(found.end("number"), found.end("after"))
    yield Reading(start, stop, Decimal(number), kind, firm=False)
    if found["year"]:
        yield _year(found, "year")


def fiscal_year_at(text: Plain, start: int) -> Iterator[Reading]:
    """Yield the financial years that start here: FY2024, FY23/24."""
    found = _FISCAL.match(text.lower, start)
    if found:
        year = _year(found, "year")
        yield year.but(start=start) if found[0].startswith("fy") else year
        if found["next"]:
            yield _year(found, "next")


def _year(found: re.Match[str], group: str) -> Reading:
    digits = found[group]
    whole = f"20{digits}" if len(digits) == _SHORT_YEAR else digits
    return Reading(*found.span(group), Decimal(whole), Kind.YEAR)


def _in_digits(text: Plain, start: int) -> tuple[int, int] | None:
    found = _DIGITS.match(text.lower, start)
    return (int(found["value"].replace(",", "")), found.end()) if found else None


def _period(text: Plain, start: int, value: int, stop: int) -> Iterator[Reading]:
    """The third quarter, the first half, the first nine months, the 11th and 12th centuries."""
    ordinal = Reading(start, stop, Decimal(value), Kind.ORDINAL)
    found = _OF_PERIOD.match(text.lower, stop)
    if not found:
        yield from _centuries(text, ordinal)
    elif found["quarter"] and value <= _QUARTERS:
        yield ordinal.but(stop=found.end(), kind=Kind.QUARTER, firm=False)
    elif found["half"]:
        yield ordinal.but(stop=found.end(), firm=False)
    elif found["count"] and value == 1:
        yield _first_of_many(start, found)


def _centuries(text: Plain, ordinal: Reading) -> Iterator[Reading]:
    found = _CENTURY.match(text.lower, ordinal.stop)
    if not found:
        return
    first = ordinal.but(unit=CENTURY)
    if not found["joint"] and not found["next"]:
        yield first.but(stop=found.end())
    elif found["joint"] and found["next"]:
        begun = found.start("next")
        second = _in_digits(text, begun) or ordinal_at(text.lower, begun)
        if second and second[1] <= found.end():
            yield first
            yield first.but(start=begun, stop=found.end(), value=Decimal(second[0]))


def _first_of_many(start: int, found: re.Match[str]) -> Reading:
    """Return the first three quarters, or the first nine months, which are the same."""
    word, name = found["count"], found["unit"]
    count = Decimal(CARDINALS.get(word, word))
    if name == "quarter":
        return Reading(start, found.end(), count, Kind.QUARTER, firm=False)
    if name == "decade":
        count, name = count * 10, "year"
    return Reading(found.start("count"), found.end(), count, unit=ENGLISH_UNITS[name], firm=False)
