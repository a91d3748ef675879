"""What a Chinese number measures or counts: 万元, 个小时, 两年半, 1米75, 3元5角."""

import re
from decimal import Decimal

from jdpublish.figures.chinese.meaning import Meaning, Place
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.chinese.unit_names import unit_at
from jdpublish.figures.quantity import Hedge, Unit
from jdpublish.figures.units import CHINESE_UNITS, COUNT

_HALF = Decimal("0.5")
_WITH_GE = re.compile(
    "个(?P<mid>[多余半])?(?P<noun>月(?!球|亮|饼)|小时|钟头|(?:星期|礼拜)(?![一二三四五六日天])|世纪|工作日|交易日|自然日|季度|年头|财年|学年|昼夜)"
)
_HALF_AFTER = re.compile("半(?![个夜空导径场成截数山年天日价月])")
_MORE_AFTER = re.compile("多(?![元次样边种少个家名年万亿云人条项只]|百分)|有?余(?![额下地])")
_PER = re.compile("[ ]?/[ ]?")
_OF_MEASURE = (
    "年",
    "个月",
    "天",
    "小时",
    "周",
    "公里",
    "里",
    "斤",
    "公斤",
    "吨",
    "亩",
    "米",
    "个世纪",
    "岁",
)


def measured(place: Place) -> Meaning | None:
    """Return the unit after a number, with 半, 多 or a remainder after that, or None without."""
    plain = place.plain
    with_ge = _WITH_GE.match(plain, place.stop)
    named = _with_ge(with_ge) if with_ge else unit_at(plain, place.stop)
    if not named:
        return None
    name, stop = named
    unit = _unit(place, name, stop)
    if unit is None:
        return None
    mid = with_ge["mid"] if with_ge else None
    more = _HALF if mid == "半" else Decimal(0)
    hedge = Hedge.OVER if mid and not more else Hedge.NONE
    if unit.dimension != COUNT:
        more, hedge, stop = _after_unit(plain, name, stop, more, hedge)
    if unit.dimension == "money:CNY":
        cents, stop = _jiao(plain, stop)
        more += cents
    rest = _REST[name].match(plain, stop) if name in _REST and not more else None
    if rest:
        more, stop = _decimals(rest["rest"]), rest.end()
    return Meaning(_per(plain, stop), unit=unit, hedge=hedge, more=more)


def _with_ge(found: re.Match[str]) -> tuple[str, int]:
    """Return the unit after 个, 个多 or 个半, and where it stops."""
    name = found["noun"]
    return f"个{name}" if f"个{name}" in CHINESE_UNITS else name, found.end()


# 42秒19, 1米75, 一米八
_REST = {
    "斤": re.compile("(?P<rest>[0-9一二三四五六七八九])两(?!个|[种次天年])"),
    "秒": re.compile(r"(?P<rest>[0-9]{2})(?![0-9年月日个名人万亿%.])"),
    "米": re.compile(
        r"(?P<rest>[0-9]{1,2}|[一二三四五六七八九])(?![0-9一二三四五六七八九十百千万亿年月日个米公厘人名号.%])"
    ),
}
_JIAO = re.compile("(?P<jiao>[0-9一二两三四五六七八九])角(?:(?P<fen>[0-9一二两三四五六七八九])分)?")


def _decimals(digits: str) -> Decimal:
    """Return what digits are worth after the point."""
    value = number(digits) or Decimal(0)
    return value.scaleb(-len(digits))


def _jiao(plain: str, start: int) -> tuple[Decimal, int]:
    """Read the 5角 of 3元5角."""
    found = _JIAO.match(plain, start)
    if not found:
        return Decimal(0), start
    jiao, fen = (number(found[name] or "零") or Decimal(0) for name in ("jiao", "fen"))
    return jiao.scaleb(-1) + (fen.scaleb(-2) if fen else 0), found.end()


def _after_unit(
    plain: str, name: str, stop: int, more: Decimal, hedge: Hedge
) -> tuple[Decimal, Hedge, int]:
    """Read 半 and 多 after a unit of measure: 两年半, 3年多."""
    if name not in _OF_MEASURE:
        return more, hedge, stop
    half = _HALF_AFTER.match(plain, stop)
    if half:
        return _HALF, hedge, half.end()
    over = _MORE_AFTER.match(plain, stop)
    if over:
        return more, Hedge.OVER, over.end()
    return more, hedge, stop


def _per(plain: str, stop: int) -> int:
    """Return where a compound unit stops: 元/平方米 is yuan, and says for what."""
    slash = _PER.match(plain, stop)
    if slash:
        named = unit_at(plain, slash.end())
        if named:
            return named[1]
        if plain.startswith(("日", "月", "h", "s"), slash.end()):
            return slash.end() + 1
    return stop


def _unit(place: Place, name: str, stop: int) -> Unit | None:
    """Return the unit of a name, where it is one beside this number."""
    last = place.last
    lone = not last.arabic and last.stop - last.start == 1
    if name == "度":
        return _degree(place, stop, lone=lone)
    if name == "里" and lone:
        return None
    if name == "方" and last.scale < 4:  # noqa: PLR2004 - only 万方 are cubic meters
        return _COUNTED_PARTY if lone else None
    if name == "分" and _IS_MINUTES.search(
        place.plain, max(0, place.first.start - 2), place.first.start
    ):
        return CHINESE_UNITS["分钟"]
    if name == "分" and _SECONDS.match(place.plain, stop):
        return CHINESE_UNITS["分钟"]
    return CHINESE_UNITS[name]


_COUNTED_PARTY = Unit(COUNT, CHINESE_UNITS["个"].factor, "方")
_IS_MINUTES = re.compile("小时$|时$")
_SECONDS = re.compile("[ ]?[0-9一二三四五六七八九十]+[ ]?秒")
_ELECTRIC = re.compile("电|千瓦|能耗")
_ELECTRIC_NEAR = re.compile("(?:电|千瓦|能耗)[^，。；：]{0,12}$")
_TURNED = re.compile("[直斜锐钝夹仰倾俯钝]?角|[旋翻]?转|全景|环[绕视拍]|弯")
_WARM = re.compile("[温热冷暖寒]|零下|零上|摄氏|℃")


def _degree(place: Place, stop: int, *, lone: bool) -> Unit | None:
    """度 is a kilowatt-hour, a degree of warmth or one of an angle, as the text is about."""
    plain, start = place.plain, place.first.start
    turned = _TURNED.match(plain, stop)
    if plain.startswith("电", stop) or _ELECTRIC_NEAR.search(plain, max(0, start - 16), start):
        return CHINESE_UNITS["度角" if turned else "度"]
    if _ELECTRIC.search(plain) and not turned:
        return CHINESE_UNITS["度"]
    if _WARM.search(place.plain):
        return CHINESE_UNITS["摄氏度"]
    return None if lone else CHINESE_UNITS["度角"]
