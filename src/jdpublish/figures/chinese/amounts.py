"""What a Chinese number counts or measures, by the words right after it: 万元, 个百分点, 成, 倍."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jdpublish.figures.chinese.hedges import Before, hedge_after
from jdpublish.figures.chinese.numbers import Number
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.quantity import Hedge, Kind, Unit
from jdpublish.figures.units import CHINESE_UNITS, COUNT

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words up to `stop` make of a number: it is worth `value * 10**power + more`.

    `firm` is None where the number itself decides.
    """

    stop: int
    kind: Kind = Kind.NUMBER
    unit: Unit | None = None
    hedge: Hedge = Hedge.NONE
    power: int = 0
    more: Decimal = Decimal(0)
    firm: bool | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Numbers that share what stands after the last of them, and what stands before the first."""

    plain: str
    numbers: tuple[Number, ...]
    before: Before

    @property
    def first(self) -> Number:
        """The first number."""
        return self.numbers[0]

    @property
    def last(self) -> Number:
        """The last number, which has the words after it."""
        return self.numbers[-1]

    @property
    def stop(self) -> int:
        """Where the words after the last number begin."""
        stop = self.last.stop
        return stop + 1 if self.plain[stop : stop + 1] == " " else stop


_NAMES: dict[str, tuple[str, ...]] = {}
for _name in sorted(CHINESE_UNITS, key=len, reverse=True):
    _NAMES[_name[0]] = (*_NAMES.get(_name[0], ()), _name)

# What a unit is not: 年级, 元素, 天气.
_NOT_FOLLOWED = {
    "年": "[级轻龄画货味报审]|代",
    "天": "[气然津文空使性生赋堂桥猫]|安门|下第?一",
    "岁": "[月末首]",
    "元": "[素旦首老件宝宵器凶]|月|宇宙",
    "日元": "[旦宵]",
    "米": "[粉饭线兰老]|其林|奇|字|格",
    "克": "[拉服隆里制]",
    "升": "至(?![0-9.]+升)|[级为到高值幅温学降旗空入上任格起势]",
    "秒": "[杀懂]",
    "周": "[边围期末刊转到恩一二三四五六日密折报]",
    "里": "[程面约斯根昂尔奥亚弄海脊兹格]",
    "度": "[假过量汛日]",
    "桶": "[装]",
    "磅": "[礴]",
    "担": "[任心保当负忧架]",
    "尺": "[寸度]",
    "瓦": "[斯解片砖楞尔]",
    "卡": "[车通片塔尔]",
    "码": "[头]",
    "顷": "[刻]",
    "期": "[间待望限末初刊货权]",
    "场": "[所馆景合均]",
    "分": "[之析布别成为公行局支校管工类配享离散]",
    "点": "[评赞击名燃亮缀心]",
    "代": "[表替言码理办]",
    "方": "[面向式法案便程针]",
    "两": ".",
    "角": ".",
    "级": "[联]",
    "强": "[调化度烈大劲制]",
    "等": "(?![奖舱功品公])",
    "口": "[号岸味腔]",
    "面": "[对向临积貌粉条]",
    "国": "[际家庆企内产务]",
    "层": "[级面]",
    "座": "[谈椅右]",
    "市": "[场值民区政长面价级委]",
    "村": "[民落庄镇委]",
    "课": "[程堂题本后]",
    "里程": "碑",
    "区": "[间域别块分级委]",
    "席": "[位卷]",
    "师": "[生长傅父资]",
    "州": "[议长立政级府]",
    "单": "[元位独项一日价纯身月]",
    "版": "[本图权]",
    "站": "[位]",
    "节": "[目约省日点]",
    "间": "[接隔]",
    "名": "[称单牌词义誉]|胜",
    "手": "[段机工术续法]",
    "头": "[部发痛]",
    "步": "[伐骤行]",
    "家": "[庭长具电]|喻户晓",
    "道": "[路德理]",
}


@cache
def _foreign(name: str) -> re.Pattern[str] | None:
    """Return what makes another word of the name of a unit."""
    return re.compile(_NOT_FOLLOWED[name]) if name in _NOT_FOLLOWED else None


_WITH_GE = re.compile(
    "个(?P<mid>[多余半])?(?P<noun>月(?!球|亮|饼)|小时|钟头|星期|礼拜|世纪|工作日|交易日|自然日|季度|年头|财年|学年|昼夜)"
)
_SYMBOL_GOES_ON = re.compile("[A-Za-z0-9²³]")
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


@cache
def _tail() -> re.Pattern[str]:
    """Return the pattern of what stands after a number, made when it is first asked for."""
    return re.compile(
        r"""
    (?P<points>个?(?P<half>半)?百分点) | (?P<basis>个?基点|个?BPs?(?![A-Za-z])|个?bps?(?![A-Za-z]))
    | (?P<percent>%) | (?P<permille>‰)
    | (?P<tenths>成(?![为立功员本果都熟就品型效套语绩名像](?!工|科|分)|人(?!口)|分[之子])
        (?P<more>半(?!数)|[一二三四五六七八九](?![十百千万亿个项家月年日名位人成]))?)
    | (?P<times>倍(?![增率数速频感受]))(?P<andhalf>半(?![数年天]))?
    | (?P<discount>折(?![合算叠扣旧射线断]))
    | (?P<great>大(?![学型量会小家楼厅街桥道多都约概致战约洋陆豆米使师]))
    | (?P<grade>年级)
    """,
        re.VERBOSE,
    )


_GROWN = re.compile(
    r"(?:增长|增加|增幅|增速|增|提高|提升|上升|上涨|上调|扩大|扩张|激增|暴增|猛增|剧增|飙升|放大|超出|翻|涨|升"
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
    return _measured(place) or Meaning(place.last.stop)


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
    if not 0 < place.last.value < 10:  # noqa: PLR2004 - ten tenths are the full price
        return None
    return Meaning(found.end(), Kind.SHARE, power=-1, firm=False)


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


def unit_at(plain: str, start: int) -> tuple[str, int] | None:
    """Return the longest name of a unit that stands here, and where it stops."""
    for name in _NAMES.get(plain[start : start + 1], ()):
        if plain.startswith(name, start):
            stop = start + len(name)
            if name.isascii() and name.isalnum() and _SYMBOL_GOES_ON.match(plain, stop):
                continue
            foreign = _foreign(name)
            if not foreign or not foreign.match(plain, stop):
                return name, stop
    return None


def _measured(place: Place) -> Meaning | None:
    plain, start = place.plain, place.stop
    with_ge = _WITH_GE.match(plain, start)
    more = Decimal(0)
    hedge = Hedge.NONE
    if with_ge:
        name, stop = with_ge["noun"], with_ge.end()
        name = f"个{name}" if f"个{name}" in CHINESE_UNITS else name
        if with_ge["mid"]:
            more, hedge = (_HALF, hedge) if with_ge["mid"] == "半" else (more, Hedge.OVER)
    else:
        named = unit_at(plain, start)
        if not named:
            return None
        name, stop = named
    unit = _unit(place, name, stop)
    if unit is None:
        return None
    if unit.dimension != COUNT:
        more, hedge, stop = _after_unit(plain, name, stop, more, hedge)
    if unit.dimension == "money:CNY":
        cents, stop = _jiao(plain, stop)
        more += cents
    rest = _REST[name].match(plain, stop) if name in _REST and not more else None
    if rest:
        more, stop = _decimals(rest[0]), rest.end()
    return Meaning(_per(plain, stop), unit=unit, hedge=hedge, more=more)


# 42秒19, 1米75, 一米八
_REST = {
    "秒": re.compile(r"[0-9]{2}(?![0-9年月日个名人万亿%.])"),
    "米": re.compile(
        r"(?:[0-9]{1,2}|[一二三四五六七八九])(?![0-9一二三四五六七八九十百千万亿年月日个米公厘人名号.%])"
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
_SECONDS = re.compile("[0-9一二三四五六七八九十]+秒")
_ELECTRIC = re.compile("电|千瓦|能耗")
_WARM = re.compile("[温热冷暖寒]|零下|零上|摄氏|℃")


def _degree(place: Place, stop: int, *, lone: bool) -> Unit | None:
    """度 is a kilowatt-hour, a degree of warmth or one of an angle, as the text is about."""
    if place.plain.startswith("电", stop) or _ELECTRIC.search(place.plain):
        return CHINESE_UNITS["度"]
    if _WARM.search(place.plain):
        return CHINESE_UNITS["摄氏度"]
    return None if lone else CHINESE_UNITS["度角"]


def closing(place: Place, found: Meaning) -> Meaning:
    """Return a meaning with the hedge that stands after it."""
    if found.kind in (Kind.ORDINAL, Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.QUARTER, Kind.RATIO):
        return found
    hedge, stop = hedge_after(place.plain, found.stop)
    if not hedge:
        return found
    return Meaning(
        stop, found.kind, found.unit, found.hedge or hedge, found.power, found.more, found.firm
    )
