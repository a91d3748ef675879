"""Dates in English: days, months, years and decades.

Each part of a date is a figure of its own: January 5, 2024 is a month, a day and a year.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.english.hedges import hedge_before
from jdpublish.figures.english.number_words import CARDINALS
from jdpublish.figures.english.periods import fiscal_year_at, short_period_at
from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.english.times import noon_at, time_at_digits
from jdpublish.figures.quantity import Hedge, Kind
from jdpublish.figures.units import ENGLISH_UNITS

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""The English names of months, for a pattern."""
_AMBIGUOUS = frozenset(("may", "march", "mar", "jan", "jun", "sep", "sept", "dec", "apr", "august"))

_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
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
_YEAR_AFTER = re.compile(
    rf"(?:\.?,? (?:of |in )?|-)(?P<year>{_YEAR})(?![0-9%a-z]|[.,][0-9]| ?yuan)"
)
_BEFORE_MONTH = re.compile(
    rf"(?P<day>{_DAY}){_TH}?(?:{_JOINT}(?P<next>{_DAY}){_TH}?)?"
    rf"(?: of|-)? ?(?P<month>{MONTH})(?![a-z])"
)
_MONTH_THERE = re.compile(rf"(?:{MONTH})(?![a-z])")
_MONTH_TO_MONTH = re.compile(rf"\.?(?:[-–—/]| to | and ){_DAY}? ?(?:{MONTH})(?![a-z])")
_ABOUT_MONTHS = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|last|this|next|early|late|mid|from|to|between|during|"
    r"through|every|before|after|and|each|for|around)[ -])$"
)
_ON_THE = re.compile(r"\b(?:on|until|till|by|since) the $")
_THE_DAY = re.compile(
    rf"(?P<day>{_DAY}){_TH}(?=[,.;)]|$| (?:and \d|of (?:this|the|each|that|every|last) month|"
    r"in [A-Z_]|at|to|local|a\.m|p\.m|when|after|before|lasted|for a|as|by))"
)
_ISO = re.compile(rf"(?P<year>{_YEAR})([-/])(?P<month>0?[1-9]|1[0-2])\2(?P<day>{_DAY})(?![0-9])")
_YEAR_MONTH = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})\.(?P<month>0[1-9]|1[0-2])(?![0-9.%]| ?[a-z]*(?:illion|yuan))"
)

_SHORT_YEAR = re.compile(
    r"(?P<year>[0-9]{2})(?![0-9s%]|[.,][0-9]|'| (?:percent|per cent|[a-z]+s\b))"
)
_DATED_SHORT = re.compile(
    r"\b(?:in|of|since|by|until|before|after|from|summer|winter|spring|autumn|fall|back in) '$"
)
_THIS_CENTURY = 50
"""Two digits below it are a year of this century: '05, '95."""
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
_FIRST_YEAR, _FIRST_OF_OURS, _LAST_YEAR = 1000, 1900, 2100
"""A bare number is a year between these; before the second, only where more speaks for it."""
_YEARS = re.compile(
    rf"(?P<year>{_YEAR})(?:[–—/-](?P<short>[0-9]{{2}})(?![0-9]|[.,:][0-9]|-[0-9])"
    r"|(?![0-9]|,[0-9]{3}|\.[0-9]))"
)
_NO_YEAR = re.compile(
    r"[ -]?(?:%|‰|°|percent|per cent|pct|basis|points?\b|[mbtr]+illion|thousand|hundred|times\b|"
    r"fold|yuan|rmb|dollars?|us(?:\$| dollars)|euros?|yen|people\b|kilo|met(?:er|re)s?|square|"
    r"cubic|sq\b|hectares?|mu\b|tons?\b|tonnes?|km|kg|mw|gw|kw|m²|degrees|hours?\b|days\b|"
    r"years\b|minutes?\b|miles\b|feet\b|households?\b|m\b|mm\b|cm\b|g\b|x\b|\+|"
    r"-(?:bed|seat|year|plus|strong))"
)
_DATED = re.compile(
    r"\b(?:in|since|until|till|during|years?|early|late|mid|through|circa|fiscal|summer|winter|"
    r"spring|autumn|end of|beginning of|start of|half of|quarter of|as of|by|before|after|back in|"
    r"as early as|as late as|year of|founded|built|born|published)[ -]$"
)
_ALSO_COUNTING = ("by ", "after ", "half of ")
_COUNTED = re.compile(
    r" (?!was |this |is |has |its |his |us |as |thus |news |sales )[a-z-]+(?:s|people|staff)\b"
)
_ABOUT_YEARS = frozenset(("", "over", "above", "around", "about", "circa", "c.", "below", "under"))
"""What may stand before a year and before a number; other hedges stand before numbers alone."""
_THINGS = re.compile(r" (?!(?:to|and|or|in|at|by|on|for|when|while|was|is|were|through)\b)[a-z]")
_TO = r"(?:[–—/~-]| ?(?:to|and|or|through|until|till|[–—-]) )"
_TO_YEAR = re.compile(rf"{_TO}{_YEAR}(?![0-9%]|[.,][0-9])")
_FROM_YEAR = re.compile(rf"(?<![0-9.,]){_YEAR}{_TO}$")


def date_at_digits(text: Plain, start: int) -> tuple[Reading, ...]:
    """Return the parts of the date, the year, the decade or the time whose digits start here."""
    readers = (
        _in_digits, _days_of_month, _decade, _years, _short_year, short_period_at, time_at_digits
    )  # fmt: skip
    return next(filter(None, (tuple(read(text, start)) for read in readers)), ())


def date_at_word(text: Plain, start: int) -> tuple[Reading, ...]:
    """Return the parts of the date whose first word starts here: a month, FY2024, Q3, noon."""
    readers = (_month, fiscal_year_at, short_period_at, _decade_in_words, noon_at)
    return next(filter(None, (tuple(read(text, start)) for read in readers)), ())


def _number(kind: Kind, found: re.Match[str], group: str) -> Reading:
    return Reading(*found.span(group), Decimal(found[group]), kind)


def _in_digits(text: Plain, start: int) -> Iterator[Reading]:
    """2024-01-05, 2024.09."""
    found = _ISO.match(text.lower, start) or _YEAR_MONTH.match(text.lower, start)
    if found:
        yield _number(Kind.YEAR, found, "year")
        yield _number(Kind.MONTH, found, "month")
        if "day" in found.groupdict():
            yield _number(Kind.DAY, found, "day")


def _days_of_month(text: Plain, start: int) -> Iterator[Reading]:
    """5 January 2024; 5-7 January; on the 5th."""
    found = _BEFORE_MONTH.match(text.lower, start)
    if found and text.text[found.start("month")].isupper():
        yield _number(Kind.DAY, found, "day")
        if found["next"]:
            yield _number(Kind.DAY, found, "next")
        yield Reading(*found.span("month"), Decimal(_MONTHS[found["month"]]), Kind.MONTH)
        yield from _year_after(text, found.end())
        return
    found = _THE_DAY.match(text.text, start)
    if found and _ON_THE.search(text.before(start, 12)):
        yield _number(Kind.DAY, found, "day")


def _month(text: Plain, start: int) -> Iterator[Reading]:
    """January 5, 2024; Jan. 5-7; January 2024; January alone, which may be said otherwise."""
    month = _MONTH_THERE.match(text.lower, start)
    if not month or not text.text[start].isupper():
        return
    stop = month.end()
    reading = Reading(start, stop, Decimal(_MONTHS[month[0]]), Kind.MONTH)
    days = _AFTER_MONTH.match(text.lower, stop)
    if days:
        yield reading
        yield _number(Kind.DAY, days, "day")
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
        or _ABOUT_MONTHS.search(text.before(start, 10))
    ):
        yield reading.but(firm=False)
    yield from years


def _year_after(text: Plain, stop: int) -> Iterator[Reading]:
    found = _YEAR_AFTER.match(text.lower, stop)
    if found:
        yield from _years(text, found.start("year"))


def _decade(text: Plain, start: int) -> Iterator[Reading]:
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


def _decade_in_words(text: Plain, start: int) -> Iterator[Reading]:
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


def _years(text: Plain, start: int) -> Iterator[Reading]:
    """2024, 2020-2024, 2023/24: bare, and nothing that is counted or measured."""
    found = _YEARS.match(text.lower, start)
    if not found or _NO_YEAR.match(text.lower, found.end()):
        return
    year = _number(Kind.YEAR, found, "year")
    if found["short"]:
        later = Decimal(found["year"][:2] + found["short"])
        if later > year.value:
            yield year
            yield Reading(*found.span("short"), later, Kind.YEAR)
    elif _says_year(text, found):
        yield year


def _short_year(text: Plain, start: int) -> Iterator[Reading]:
    """In '95, the summer of '05."""
    if text.before(start, 1) != "'" or not _DATED_SHORT.search(text.before(start, 12)):
        return
    found = _SHORT_YEAR.match(text.lower, start)
    if found:
        year = int(found["year"])
        century = 2000 if year < _THIS_CENTURY else 1900
        yield Reading(start - 1, found.end(), Decimal(century + year), Kind.YEAR)


def _says_year(text: Plain, found: re.Match[str]) -> bool:
    """Whether a bare number is a year: “in 2024”, “1405 to 1433”; not “2000 robots”."""
    value, before = int(found["year"]), text.before(found.start(), 16)
    _, phrase = hedge_before(text.lower, found.start())
    if not _FIRST_YEAR <= value <= _LAST_YEAR or phrase not in _ABOUT_YEARS:
        return False
    if phrase and _THINGS.match(text.lower, found.end()):
        return False
    counted = _COUNTED.match(text.text, found.end())
    if _DATED.search(before):
        return not (counted and before.endswith(_ALSO_COUNTING))
    if counted:
        return bool(_MONTH_THERE.search(before)) and value >= _FIRST_OF_OURS
    spans = _TO_YEAR.match(text.lower, found.end()) or _FROM_YEAR.search(before)
    return bool(spans) or value >= _FIRST_OF_OURS or before.endswith(("(", "–", "—", "-"))
