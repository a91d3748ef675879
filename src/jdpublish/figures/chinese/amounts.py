"""What a Chinese number counts or measures, by the words right after it: 万元, 个百分点, 成, 倍."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from jdpublish.figures.chinese.meaning import Meaning, Place
from jdpublish.figures.chinese.measured import measured
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.quantity import Kind, Unit
from jdpublish.figures.units import CHINESE_UNITS, COUNT

_HALF = Decimal("0.5")


@cache
def _tail() -> re.Pattern[str]:
    """Return the pattern of what stands after a number, made when it is first asked for."""
    return re.compile(
        r"""
    (?P<points>个?(?P<half>半)?百分点) | (?P<basis>个?(?:基本?点|(?:BPs?|bps?)(?![A-Za-z])))
    | (?P<percent>%) | (?P<permille>‰)
    | (?P<tenths>成(?![交为立功员本果都熟就品型效套语绩名像](?!工|科|分)|人(?!口)|分[之子])
        (?P<more>半(?!数)|[一二三四五六七八九](?![十百千万亿个项家月年日名位人成]))?)
    | (?P<times>倍(?![增率数速频感受]))(?P<andhalf>半(?![数年天]))?
    | (?P<discount>折(?![合算叠扣旧射线断]))
    | (?P<great>大(?![学型量会小家楼厅街桥道多都约概致战约洋陆豆米使师]))
    | (?P<grade>年级)
    """,
        re.VERBOSE,
    )


_GROWN = re.compile(
    r"(?:超标|超限|超[出过](?:标准|限值|上限)|增长|增加|增幅|增速|增|提高|提升|上升|上涨|上调|扩大|扩张|激增|暴增|猛增|剧增|飙升|放大|超出|翻|涨|升"
    r"|(?<![最至许很更])[高多大快长贵重强](?!达))"
    r"(?:了|出|幅度?|率|速|为|达|达到|高达|超过|将近|接近|近|约|超|逾|至少|不止|整整)*+$"
)
_CONGRESS = re.compile("十[二三四五六七八九]|二十[一二三四五六七八九]?")


def meaning(place: Place) -> Meaning:
    """Return what the words after a number make of it; at least that it is a number."""
    found = _tail().match(place.plain, place.stop)
    if found and found.lastgroup:
        name = next(group for group in _READERS if found[group])
        read = _READERS[name](place, found)
        if read:
            return read
    return measured(place) or Meaning(place.last.stop)


def _points(_place: Place, found: re.Match[str]) -> Meaning:
    return Meaning(found.end(), Kind.POINTS, more=_HALF if found["half"] else Decimal(0))


def _basis(_place: Place, found: re.Match[str]) -> Meaning:
    return Meaning(found.end(), Kind.POINTS, power=-2)


def _percent(_place: Place, found: re.Match[str]) -> Meaning:
    return Meaning(found.end(), Kind.PERCENT)


def _permille(_place: Place, found: re.Match[str]) -> Meaning:
    return Meaning(found.end(), Kind.PERCENT, power=-1)


def _tenths(place: Place, found: re.Match[str]) -> Meaning | None:
    more = _HALF if found["more"] == "半" else number(found["more"] or "零") or Decimal(0)
    if place.last.value > 10:  # noqa: PLR2004 - ten tenths are all there is
        return None
    return Meaning(found.end(), Kind.SHARE, power=-1, more=more.scaleb(-1 if more == _HALF else -2))


def _times(place: Place, found: re.Match[str]) -> Meaning:
    more = _HALF if found["andhalf"] else Decimal(0)
    if _GROWN.search(place.plain, max(0, place.before.start - 12), place.before.start):
        more += 1
    return Meaning(found.end(), Kind.MULTIPLE, more=more)


def _discount(place: Place, found: re.Match[str]) -> Meaning | None:
    """Read 八折 and 8.5折 as tenths of the price, and 98折 as hundredths."""
    value = place.last.value
    if not 0 < value < 100 or value == 10:  # noqa: PLR2004 - ten tenths are the full price
        return None
    power = -1 if value < 10 else -2  # noqa: PLR2004 - in tenths
    return Meaning(found.end(), Kind.SHARE, power=power, firm=False)


def _great(place: Place, found: re.Match[str]) -> Meaning | None:
    """Read 三大产业 as a count, and 二十大 as the congress that it is."""
    if place.last.arabic:
        return Meaning(found.end(), unit=_COUNTED)
    if _CONGRESS.fullmatch(place.plain[place.last.start : place.last.stop]):
        return Meaning(found.end(), Kind.ORDINAL, firm=False)
    return Meaning(found.end(), unit=_COUNTED, firm=False)


def _grade(_place: Place, found: re.Match[str]) -> Meaning:
    return Meaning(found.end(), Kind.ORDINAL, firm=False)


_READERS: dict[str, Callable[[Place, re.Match[str]], Meaning | None]] = {
    "points": _points,
    "basis": _basis,
    "percent": _percent,
    "permille": _permille,
    "tenths": _tenths,
    "times": _times,
    "discount": _discount,
    "great": _great,
    "grade": _grade,
}
_COUNTED = Unit(COUNT, CHINESE_UNITS["个"].factor, "大")
