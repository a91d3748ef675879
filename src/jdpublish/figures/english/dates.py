"""Dates in English: days, months, years and decades.

Each part of a date is a figure of its own: January 5, 2024 is a month, a day and a year.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.english.decades import decade_at_digits, decade_at_word
from jdpublish.figures.english.months import MONTH, MONTH_THERE, MONTHS
from jdpublish.figures.english.periods import fiscal_year_at, short_period_at
from jdpublish.figures.english.reading import Plain, Reading, digits_of
from jdpublish.figures.english.times import noon_at, time_at_digits
from jdpublish.figures.english.years import YEAR, years_at
from jdpublish.figures.quantity import Kind

_AMBIGUOUS = frozenset(("may", "march", "mar", "jan", "jun", "sep", "sept", "dec", "apr", "august"))

_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)"
_NO_DAY = r"(?![0-9:%]|[.,][0-9]|[ -](?:percent|per cent|[mbtr]+illion|thousand|hundred))"
_JOINT = r"(?: ?[–—~-] ?| to | through | and | & |, (?=[0-9 ,]+ and ))"
# “on March 8 and 9 people died” leaves it open; “March 8 and 9,” does not.
_ENDED = (
    r"(?= ?[-–—,.;:)'\"]| ?$| (?:at|in|on|of|for|with|during|by|when|as|and|to|respectively|local|"
    r"while|under|this|last|next|was|were|is|will|has|before|after|from|until|that|which|or|20)\b)"
)
_AFTER_MONTH = re.compile(
    rf"\.? (?P<day>{_DAY}){_TH}?{_NO_DAY}(?P<days>(?:{_JOINT}{_DAY}{_TH}?{_NO_DAY}{_ENDED})*)"
)
_YEAR_AFTER = re.compile(rf"(?:\.?,? (?:of |in )?|-)(?P<year>{YEAR})(?![0-9%a-z]|[.,][0-9]| ?yuan)")
_BEFORE_MONTH = re.compile(
    rf"(?P<day>{_DAY}){_TH}?(?:{_JOINT}(?P<next>{_DAY}){_TH}?)?"
    rf"(?: of|-)? ?(?P<month>{MONTH})(?![a-z])"
)
_MONTH_TO_MONTH = re.compile(rf"\.?(?:[-–—/]| to | and ){_DAY}? ?(?:{MONTH})(?![a-z])")
_ABOUTMONTHS = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|last|this|next|early|late|mid|from|to|between|during|"
    r"through|every|before|after|and|each|for|around)[ -])$"
)
_ON_THE = re.compile(r"\b(?:on|until|till|by|since) the $")
_THE_DAY = re.compile(
    rf"(?P<day>{_DAY}){_TH}(?=[,.;)]|$| (?:and \d|of (?:this|the|each|that|every|last) month|"
    r"in [A-Z_]|at|to|local|a\.m|p\.m|when|after|before|lasted|for a|as|by))"
)
_ISO = re.compile(rf"(?P<year>{YEAR})([-/])(?P<month>0?[1-9]|1[0-2])\2(?P<day>{_DAY})(?![0-9])")
_YEAR_MONTH = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})\.(?P<month>0[1-9]|1[0-2])(?![0-9.%]| ?[a-z]*(?:illion|yuan))"
)


def date_at_digits(text: Plain, start: int) -> tuple[Reading, ...]:
    """Return the parts of the date, the year, the decade or the time whose digits start here."""
    readers = (
        _in_digits, _days_of_month, decade_at_digits, time_at_digits, years_at, short_period_at,
    )  # fmt: skip
    return next(filter(None, (tuple(read(text, start)) for read in readers)), ())


def date_at_word(text: Plain, start: int) -> tuple[Reading, ...]:
    """Return the parts of the date whose first word starts here: a month, FY2024, Q3, noon."""
    readers = (_month, fiscal_year_at, short_period_at, decade_at_word, noon_at)
    return next(filter(None, (tuple(read(text, start)) for read in readers)), ())


def _in_digits(text: Plain, start: int) -> Iterator[Reading]:
    """2024-01-05, 2024.09."""
    found = _ISO.match(text.lower, start) or _YEAR_MONTH.match(text.lower, start)
    if found:
        yield digits_of(found, "year", Kind.YEAR)
        yield digits_of(found, "month", Kind.MONTH)
        if "day" in found.groupdict():
            yield digits_of(found, "day", Kind.DAY)


def _days_of_month(text: Plain, start: int) -> Iterator[Reading]:
    """5 January 2024; 5-7 January; on the 5th."""
    found = _BEFORE_MONTH.match(text.lower, start)
    if found and text.text[found.start("month")].isupper():
        yield digits_of(found, "day", Kind.DAY)
        if found["next"]:
            yield digits_of(found, "next", Kind.DAY)
        yield Reading(*found.span("month"), Decimal(MONTHS[found["month"]]), Kind.MONTH)
        yield from _year_after(text, found.end())
        return
    found = _THE_DAY.match(text.text, start)
    if found and _ON_THE.search(text.before(start, 12)):
        yield digits_of(found, "day", Kind.DAY)


def _month(text: Plain, start: int) -> Iterator[Reading]:
    """January 5, 2024; Jan. 5-7; January 2024; January alone, which may be said otherwise."""
    month = MONTH_THERE.match(text.lower, start)
    if not month or not text.text[start].isupper():
        return
    stop = month.end()
    reading = Reading(start, stop, Decimal(MONTHS[month[0]]), Kind.MONTH)
    days = _AFTER_MONTH.match(text.lower, stop)
    if days:
        yield reading
        yield digits_of(days, "day", Kind.DAY)
        for day in re.finditer(f"(?<![0-9]){_DAY}", days["days"]):
            begun = days.start("days") + day.start()
            yield Reading(begun, begun + len(day[0]), Decimal(day[0]), Kind.DAY)
        yield from _year_after(text, days.end())
        return
    years = tuple(_year_after(text, stop))
    if (
        years
        or month[0] not in _AMBIGUOUS
        or _MONTH_TO_MONTH.match(text.lower, stop)
        or _ABOUTMONTHS.search(text.before(start, 10))
    ):
        yield reading.but(firm=False)
    yield from years


def _year_after(text: Plain, stop: int) -> Iterator[Reading]:
    found = _YEAR_AFTER.match(text.lower, stop)
    if found:
        yield from years_at(text, found.start("year"))
