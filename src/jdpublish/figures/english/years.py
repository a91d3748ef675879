"""Years in English that stand alone: in 2024, 2020-2024, 2023/24."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.english.hedges import hedge_before
from jdpublish.figures.english.months import MONTH_THERE
from jdpublish.figures.english.reading import Plain, Reading, digits_of
from jdpublish.figures.quantity import Kind

YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
"""Four digits that may be a year, for a pattern."""
_FIRST_YEAR, _FIRST_OF_OURS, _LAST_YEAR = 1000, 1900, 2100
"""A bare number is a year between these; before the second, only where more speaks for it."""
_YEARS = re.compile(
    rf"(?P<year>{YEAR})(?:[–—/-](?P<short>[0-9]{{2}})(?![0-9]|[.,:][0-9]|-[0-9])"
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
_TO_YEAR = re.compile(rf"{_TO}{YEAR}(?![0-9%]|[.,][0-9])")
_FROM_YEAR = re.compile(rf"(?<![0-9.,]){YEAR}{_TO}$")


def years_at(text: Plain, start: int) -> Iterator[Reading]:
    """Yield the years that start here (2024, 2020-2024), unless something is counted in them."""
    found = _YEARS.match(text.lower, start)
    if not found or _NO_YEAR.match(text.lower, found.end()):
        return
    year = digits_of(found, "year", Kind.YEAR)
    if found["short"]:
        later = Decimal(found["year"][:2] + found["short"])
        if later > year.value:
            yield year
            yield Reading(*found.span("short"), later, Kind.YEAR)
    elif _says_year(text, found):
        yield year


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
        return bool(MONTH_THERE.search(before)) and value >= _FIRST_OF_OURS
    spans = _TO_YEAR.match(text.lower, found.end()) or _FROM_YEAR.search(before)
    return bool(spans) or value >= _FIRST_OF_OURS or before.endswith(("(", "–", "—", "-"))
