"""What an English number is of: its currency, its scale, its unit, percent or points."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from jdpublish.figures.english.number_words import SCALES
from jdpublish.figures.english.reading import Plain
from jdpublish.figures.quantity import Kind, Unit
from jdpublish.figures.units import ENGLISH_UNITS, MONEY

_SYMBOL = 2
"""A name this short is a symbol and written exactly so: km, MW."""

_WORDS = {
    name.lower(): unit
    for name, unit in ENGLISH_UNITS.items()
    if (len(name) > _SYMBOL and name[1:].lower() == name[1:] and name.isascii()) or " " in name
}
_WORDS["mph"] = ENGLISH_UNITS["miles"]
_WORDS["kph"] = ENGLISH_UNITS["kilometers"]
_WORDS["rmb"] = ENGLISH_UNITS["RMB"]
_WORDS |= {
    f"{square}{name}": ENGLISH_UNITS[unit]
    for square in ("sq. ", "sq.", "sq ", "sq", "square ")
    for unit, names in (
        ("square feet", ("ft", "feet")),
        ("square meters", ("m", "meters", "metres")),
        ("square kilometers", ("km", "kilometers", "kilometres")),
        ("square miles", ("mi", "miles")),
    )
    for name in names
}
_WORDS |= {
    f"{nation} {name}": _WORDS[name]
    for name, nations in (
        ("won", ("korean", "south korean")), ("rubles", ("russian",)), ("roubles", ("russian",)),
        ("rupees", ("indian",)), ("pounds", ("british",)), ("baht", ("thai",)),
        ("rand", ("south african",)),
    )
    for nation in nations
}  # fmt: skip
_SYMBOLS = {name: unit for name, unit in ENGLISH_UNITS.items() if name.lower() not in _WORDS}
_MONEY_SIGNS = {
    **{
        name.lower(): unit
        for name, unit in ENGLISH_UNITS.items()
        if unit.dimension.startswith(MONEY) and (name.isupper() or not name.isalpha())
        if not name.lower().endswith(("dollar", "dollars", "yuan", "sterling", "yen", "francs"))
    },
    "$us": ENGLISH_UNITS["US$"],
    "$a": ENGLISH_UNITS["A$"],
    "us $": ENGLISH_UNITS["US$"],
    "hk $": ENGLISH_UNITS["HK$"],
    "u.s. $": ENGLISH_UNITS["US$"],
    "rmb¥": ENGLISH_UNITS["RMB"],
    "rmb ¥": ENGLISH_UNITS["RMB"],
    "cn¥": ENGLISH_UNITS["RMB"],
    "yuan": ENGLISH_UNITS["RMB"],
    "renminbi": ENGLISH_UNITS["RMB"],
}
_SHORT_SIGNS = {"hk": ENGLISH_UNITS["HK$"], "n": ENGLISH_UNITS["NGN"]}
"""Signs that are one only where more tells it: HK12 cents, N585 million."""


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


CURRENCY = re.compile(
    rf"(?<![a-z_])(?:(?:{_any(_MONEY_SIGNS)}) ?(?=\.?[0-9])|hk(?=[0-9.]{{1,9}} cents?\b)|"
    r"n(?=[0-9.]{1,9} ?(?:[mb]illion|trillion|bn)\b))"
)
_WORD = re.compile(
    "[ -]?(?P<name>"
    + _any(_WORDS).replace(r"\ ", "[ -]").replace(r"\-", "[ -]")
    + r")(?:(?<=old)s)?(?![a-z])"
)
_SIGN = re.compile(rf"[ -]?(?P<name>{_any(_SYMBOLS)})(?![A-Za-z0-9]|'[a-z]|-[a-z]{{5}})")
_SHORT_SCALES = {
    "mn": SCALES["million"],
    "mln": SCALES["million"],
    "m": SCALES["million"],
    "bn": SCALES["billion"],
    "bln": SCALES["billion"],
    "b": SCALES["billion"],
    "tn": SCALES["trillion"],
    "trn": SCALES["trillion"],
    "k": SCALES["thousand"],
    "lakh": Decimal(10**5),
    "crore": Decimal(10**7),
}
_SHORT = re.compile(r" ?(?P<scale>mn|mln|bn|bln|trn|tn|lakh|crore)(?![a-z0-9])")
_SHORTEST = re.compile(r"(?P<scale>[kmb])(?![a-z0-9])")
_COUNTED_IN_MILLIONS = re.compile(
    r"m(?: |-)(?:(?:more|new|other|active|registered|monthly|daily|unique|foreign|young|online) )?"
    r"(?:people|users|yuan|dollars?|euros?|us|rmb|usd|tons|tonnes|barrels|shares|units|copies|"
    r"workers|jobs|cars|vehicles|homes|households|customers|passengers|visitors|posts|views|"
    r"viewers|adults|children|women|men|students|pupils|voters|votes|followers|members|"
    r"subscribers|readers|tourists|patients|residents|refugees|migrants|farmers|families|doses|"
    r"vaccinations|tests|cases|downloads|messages|photos|books|trees|orders|parcels|packages|"
    r"phones|devices|accounts|trips|visits|journeys|fans|consumers|businesses|companies|"
    r"americans|britons|hectares|acres|bottles|records|words|pages|streams|tickets)\b"
)
_PART = re.compile(
    r"[ -]?(?:(?P<points>(?:of )?(?:an? |one )?percent(?:age)?[ -]points?|pct\.? pts?|ppts?|pps?)|"
    r"(?P<bare>points?(?= |[,.;]|$))|(?P<basis>basis[ -]points?|bps?)|"
    r"(?P<mille>‰|per[ -]mille?|per thousand(?! [a-z]*(?:people|persons))|promille)|"
    r"(?P<percent>%|percent|per[ -]cent|pct\.?))(?![a-z0-9])"
)
_WEIGHED = re.compile(
    r"\b(?:weigh(?:t|ts|s|ed|ing)?|heavy|heavier|overweight|ounces?|inches|feet|kg|kilograms?)\b"
)
"""What tells that pounds are not money."""
_YEN = re.compile(r"\byen\b")
_HUNDREDTH = Decimal("0.01")
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Part:
    """What makes a number a percent or points, where it stops, and what it multiplies by."""

    kind: Kind
    stop: int
    factor: Decimal = Decimal(1)


def part_at(text: Plain, stop: int) -> Part | None:
    """Return what percent, points or basis points stand after a number."""
    found = _PART.match(text.lower, stop)
    if not found or (found["bare"] and not _speaks_of_points(text, found.start())):
        return None
    if found["basis"]:
        return Part(Kind.POINTS, found.end(), _HUNDREDTH)
    if found["mille"]:
        return Part(Kind.PERCENT, found.end(), _TENTH)
    points = found["points"] or found["bare"]
    return Part(Kind.POINTS if points else Kind.PERCENT, found.end())


def _speaks_of_points(text: Plain, stop: int) -> bool:
    """Whether “0.2 points” are percentage points, not those of an index or of a game."""
    number = text.lower[max(0, stop - 5) : stop].rpartition(" ")[2]
    return "." in number and len(number) <= 4 and "percentage" in text.around(stop)  # noqa: PLR2004


def currency_at(text: Plain, start: int) -> tuple[Unit, int] | None:
    """Return the currency that stands here before digits, and where they start: US$, RMB.

    The sign ¥ means yuan, unless the text speaks of yen.
    """
    found = CURRENCY.match(text.lower, start)
    if not found:
        return None
    name = found[0].strip()
    if name == "¥" and _YEN.search(text.around(start)):
        name = "jpy"
    return _MONEY_SIGNS.get(name) or _SHORT_SIGNS[name], found.end()


def short_scale_at(text: Plain, stop: int, *, money: bool) -> tuple[Decimal, int]:
    """Return the scale that is only a few letters: 3bn, $5m, 10k."""
    found = _SHORT.match(text.lower, stop)
    if not found:
        found = _SHORTEST.match(text.lower, stop)
        counted = found and (
            money or found[0] == "k" or _COUNTED_IN_MILLIONS.match(text.lower, stop)
        )
        if not counted:
            found = None
    return (_SHORT_SCALES[found["scale"]], found.end()) if found else (Decimal(1), stop)


def unit_at(text: Plain, stop: int, value: Decimal, scale: Decimal) -> tuple[Unit, int] | None:
    """Return the unit after a number and where it stops: kilometers, -yuan, MW, -year-old."""
    found = _WORD.match(text.lower, stop)
    if found and not _only_looks_like_one(text, found, value, scale):
        name = _normal(found["name"])
        heavy = name in ("pound", "pounds") and _WEIGHED.search(text.around(stop))
        return _WORDS["pounds of weight" if heavy else name], found.end()
    sign = _SIGN.match(text.text, stop)
    return (_SYMBOLS[sign["name"]], sign.end()) if sign else None


def _normal(name: str) -> str:
    for known in (name, name.replace("-", " "), name.replace(" ", "-")):
        if known in _WORDS:
            return known
    return next(known for known in _WORDS if known.replace("-", " ") == name.replace("-", " "))


def _only_looks_like_one(text: Plain, found: re.Match[str], value: Decimal, scale: Decimal) -> bool:
    """Whether the name is no unit here: “5 won medals”, “two second-half goals”."""
    name = found["name"]
    if name == "real":  # “5 real problems”
        return text.lower.startswith(" ", found.end())
    if name == "won":
        return scale == 1 and value < 1000  # noqa: PLR2004 - fewer won buy nothing
    if name == "second":
        return found[0][0] != "-" and (
            value != 1 or text.lower[found.end() : found.end() + 1] == "-"
        )
    return False
