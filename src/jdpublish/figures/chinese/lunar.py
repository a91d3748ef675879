"""Days of the Chinese calendar, which say neither 日 nor 号: 农历八月十五, 正月初七."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.chinese.names import FILLER
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.quantity import Kind, Quantity

_LUNAR = re.compile(
    r"(?:(?:农历|阴历|夏历|旧历)(?:[^，。；0-9]{0,6}年)?(?P<month>闰?(?:[正冬腊]|十[一二]?|[二三四五六七八九])月)"
    r"|(?P<alone>[正腊]月))"
    r"(?P<day>初[一二三四五六七八九十]|三十|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|十[一二三四五六七八九])"
    r"(?![日号个多余天百千万亿元人户家])"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def lunar_days(text: str, plain: str) -> Iterator[Quantity]:
    """Return the month and the day of every date of the Chinese calendar; none is firm."""
    for found in _LUNAR.finditer(plain):
        named = found["month"] or found["alone"]
        name = named.strip("闰月")
        month = Decimal(_MONTHS[name]) if name in _MONTHS else number(name)
        day = number(found["day"].removeprefix("初"))
        middle = found.start("day")
        if month is not None and day is not None:
            yield _part(text, found.start(), middle, month, Kind.MONTH)
            yield _part(text, middle, found.end(), day, Kind.DAY)


def _part(text: str, start: int, stop: int, value: Decimal, kind: Kind) -> Quantity:
    return Quantity(start, stop, text[start:stop], value, kind, firm=False)


def without_lunar_days(plain: str) -> str:
    """Return a text of the same length with these dates filled up."""
    return _LUNAR.sub(lambda found: FILLER * len(found[0]), plain)
