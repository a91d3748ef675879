"""Years, months, days, quarters and centuries in a Chinese text."""

import re
from decimal import Decimal

from jdpublish.figures.chinese.meaning import Meaning, Place
from jdpublish.figures.chinese.numbers import Number
from jdpublish.figures.quantity import Kind
from jdpublish.figures.units import CENTURY, CHINESE_UNITS

_TAIL = re.compile(
    r"""
    (?P<century>个?世纪)
    | (?P<year>年(?:度(?![假过])|份)?(?![级轻龄画货味]))
    | (?P<month>月(?:份)?(?![球亮饼薪租嫂票经]))
    | (?P<day>[日号])
    | (?P<quarter>季(?:度|(?=[报末初中])))
    """,
    re.VERBOSE,
)
_LASTING = re.compile("的?历史|的?悠久|之久|间(?!隔)|来(?![自到临])|的?(?:产权|使用权|有期)")
_DAY_LASTS = re.compile("[以之]?内|[游龄间票均]|以上|以下|[多余]|后(?!续)")
_NOT_DAY = re.compile("报(?![道告警名])|本(?=[人国队])|[志照产元圆]|元(?!旦|宵)|圆")
_MONTH_AFTER = re.compile("[0-9]{1,2}月")
_LAST_CENTURY = 50
"""The two digits of a year from which on it is one of the last century."""
_PAST_LIVES = 60
"""From here on two digits before 年 are rather a year than so many years."""
_SINCE = re.compile("(?:^|[，。；：、（(]|[自从于在到至])[ ]?$")
_SO_LONG = re.compile("[以之]?[前后间内来]|[的多余]|历史|有余|之久")
_THEN = re.compile("[ ]?(?:出生|生人|毕业|入[学党伍职]|考[上入]|参[加军]|结婚|下[海岗])")
"""What happens in a year rather than for so many: 我89年出生."""
_COMMON_ERA = re.compile("(?:公元前?|西元前?|前)[ ]?$")


def dated(place: Place) -> Meaning | None:
    """Return what a number is in a date, or None where it is in none."""
    found = _TAIL.match(place.plain, place.stop)
    if not found:
        return None
    name = found.lastgroup
    if name == "century":
        return _century(place, found)
    if name == "year":
        return _year(place, found)
    if name == "quarter":
        return _quarter(place, found)
    return _month(place, found) if name == "month" else _day(place, found)


def _century(place: Place, found: re.Match[str]) -> Meaning | None:
    century = place.last.whole
    if found[0] != "世纪" or not century or not 0 < century < 30:  # noqa: PLR2004 - to come
        return None
    return Meaning(found.end(), Kind.ORDINAL, CENTURY)


def is_year(number_: Number) -> bool:
    """Whether a number may be that of a year: four digits, nothing around them."""
    length = number_.stop - number_.start
    year = number_.whole
    return year is not None and not number_.scale and length == 4 and 1000 <= year < 2200  # noqa: PLR2004


def _year(place: Place, found: re.Match[str]) -> Meaning | None:
    if place.before.hedge and not _compared(place):
        return None
    if is_year(place.first):
        lasts = place.first.value % 100 == 0 and _LASTING.match(place.plain, found.end())
        return None if lasts else Meaning(found.end(), Kind.YEAR)
    start = place.first.start
    if _COMMON_ERA.search(place.plain, max(0, start - 4), start):
        return Meaning(found.end(), Kind.YEAR)
    return _short_year(place, found)


def _short_year(place: Place, found: re.Match[str]) -> Meaning | None:
    """Read 08年 and 98年5月; 98年 alone may be so many years."""
    digits = place.plain[place.last.start : place.last.stop]
    year = place.last.whole
    if found[0] != "年" or year is None or len(digits) != len("08"):
        return None
    since = (
        year >= _PAST_LIVES and year % 10 and place.last.arabic and _stands_for_year(place, found)
    )
    born = year >= _PAST_LIVES and _THEN.match(place.plain, found.end())
    if since or born or digits[0] in "0〇零" or _MONTH_AFTER.match(place.plain, found.end()):
        century = 1900 if year >= _LAST_CENTURY else 2000
        return Meaning(found.end(), Kind.YEAR, more=Decimal(century), firm=False)
    return None


def _stands_for_year(place: Place, found: re.Match[str]) -> bool:
    """Whether 98年 stands where a year does: 98年毕业, 自98年起."""
    start = place.first.start
    since = _SINCE.search(place.plain, max(0, start - 2), start)
    return bool(since and not _SO_LONG.match(place.plain, found.end()))


def _compared(place: Place) -> bool:
    """Whether 超过2019年 is more than that of 2019, rather than more than 2,019 years."""
    hedge, year = place.plain[place.before.start : place.first.start], place.first.value
    alone = len(hedge) > 1 or year % 100
    return bool(alone) and "约" not in hedge and 1900 <= year < 2100  # noqa: PLR2004


def _month(place: Place, found: re.Match[str]) -> Meaning | None:
    if (
        not all(_within(one, 12) for one in place.numbers)
        or "两" in place.plain[place.first.start : place.stop]
    ):
        return None
    return Meaning(found.end(), Kind.MONTH)


def _within(one: Number, most: int) -> bool:
    return one.whole is not None and 1 <= one.whole <= most


def _day(place: Place, found: re.Match[str]) -> Meaning | None:
    plain, start = place.plain, place.first.start
    after_month = plain[start - 1 : start] in ("月", "份")
    in_a_month = all(_within(one, 31) for one in place.numbers) and not place.before.hedge
    if after_month and in_a_month:
        return Meaning(found.end(), Kind.DAY)
    if found[0] == "号":
        return Meaning(found.end(), Kind.ORDINAL, firm=False)
    if _NOT_DAY.match(plain, found.end()):
        return None
    if not in_a_month or _DAY_LASTS.match(plain, found.end()):
        return Meaning(found.end(), unit=CHINESE_UNITS["天"])
    return Meaning(found.end(), Kind.DAY)


def _quarter(place: Place, found: re.Match[str]) -> Meaning | None:
    if not all(_within(one, 4) for one in place.numbers):
        return None
    if place.plain.startswith("前", max(0, place.first.start - 1)):
        return Meaning(found.end(), unit=CHINESE_UNITS["个季度"], firm=False)
    return Meaning(found.end(), Kind.QUARTER, firm=False)
