"""What stands right before and after a Chinese number: hedges, signs, currencies, 第."""

import re
from dataclasses import dataclass
from functools import cache

from jdpublish.figures.quantity import Hedge, Unit
from jdpublish.figures.units import CHINESE_UNITS

_NOT = "(?:[不未没][会得能可应宜该准许要有]?|不应该|不可能|不允许|禁止|严禁)"
_BEFORE = {
    Hedge.AT_MOST: f"{_NOT}(?:超过|超出|多于|高于|大于|逾|超)|至多|最多|顶多|≤",
    Hedge.AT_LEAST: f"{_NOT}(?:低于|少于|小于)|不下于|不下|不亚于|至少|最少|起码|≥",
    Hedge.BELOW: "不到|不足|不满|未满|未到|未达|未及|不及|低于|少于|小于|<",
    Hedge.OVER: (
        "超过|超出|超越|突破|多于|高于|大于|不止|(?<![赶高])超(?![级市])|逾|>"
        "|(?<![超经通])过|冲破|首破|升破|涨破|(?<![突打冲跌])破"
    ),
    Hedge.NEARLY: "将近|接近|逼近|直逼|(?<![最附临靠邻就新亲相远迫])近",
    Hedge.ABOUT: (
        "大约|大概|约莫|约为|大致|差不多|≈"
        "|(?<![签节公制契预邀履违条纽盟特简大])(?<!(?<![折共总])合)约"
    ),
}
"""Words before a number, by what they say; the longer are tried first."""
_AFTER = {
    Hedge.AT_LEAST: "[ ]?[及或]?以上(?![海述所])",
    Hedge.BELOW: "[ ]?[及或]?以下(?![简称几述])",
    Hedge.AT_MOST: "[ ]?[及或]?以内",
    Hedge.ABOUT: "[ ]?左右|上下(?![游班水车楼级文])|前后|光景|许(?!多|可|诺|昌)",
    Hedge.OVER: (
        "开外|有余|出头|还多|强(?=[，。；、）]|$)"
        "|(?<=[成倍])[多余](?![于少数头])|(?<=分之[一二三四五六七八九])多(?![于少数])"
    ),
    Hedge.NEARLY: "弱(?=[，。；、）]|$)",
}
_NAMES = {f"hedge{index}": hedge for index, hedge in enumerate(_BEFORE)}
_AFTER_NAMES = {f"hedge{index}": hedge for index, hedge in enumerate(_AFTER)}
_MONEY = {
    "人民币": "元", "RMB": "元", "CNY": "元", "¥": "元", "US$": "美元", "USD": "美元", "$": "美元",
    "HK$": "港元", "HKD": "港元", "港币": "港元", "€": "欧元", "EUR": "欧元", "£": "英镑",
    "GBP": "英镑", "A$": "澳元", "C$": "加元", "S$": "新加坡元", "NT$": "新台币", "JPY": "日元",
    "₩": "韩元", "₹": "卢比",
}  # fmt: skip


@cache
def _prefix() -> re.Pattern[str]:
    """Return the pattern of what stands before a number, made when it is first asked for."""
    return re.compile(
        r"(?:"
        + "|".join(f"(?P<{name}>{_BEFORE[hedge]})" for name, hedge in _NAMES.items())
        + r")?(?:了|为|有|达到?|合)?[ ]?"
        r"(?P<money>"
        + "|".join(map(re.escape, sorted(_MONEY, key=len, reverse=True)))
        + r")?[ ]?(?P<sign>零下|零上|(?<![担肩背抱胜欺辜减正])负|(?<![0-9A-Za-z%℃])-)?$"
    )


_ANY = re.compile(
    "[超约近过到于足满多少码突逾破低下不及最至止出越逼概莫致≤≥<>≈大差了为有达合"
    "币元$¥€£₩₹A-Z零负上 -]"
)
_DASH_BEFORE = re.compile("[一-鿿]-$")
_TAKES_MINUS = re.compile("[为是达至到约由从现于了值比长增幅率速升降跌润额益]-$")
_SUFFIX = re.compile(
    "|".join(f"(?P<{name}>{_AFTER[hedge]})" for name, hedge in _AFTER_NAMES.items())
)
_REACH = 12
_ROUND = tuple("百千万亿半")
"""What 过 and 破 mean “more than” before; 走过3个村 and 破3项纪录 are no hedges."""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number from `start` on."""

    start: int
    hedge: Hedge = Hedge.NONE
    negative: bool = False
    unit: Unit | None = None


def before(plain: str, start: int, floor: int = 0) -> Before:
    """Return the hedge, the currency and the sign before a number, not looking behind `floor`."""
    if start == floor or not _ANY.match(plain, start - 1):
        return Before(start)
    found = _prefix().search(plain, max(floor, start - _REACH), start)
    if not found or found.start() == start:
        return Before(start)
    if found[0][0] in "过破" and plain[start : start + 1] not in _ROUND:
        return Before(start)
    hedge = next((hedge for name, hedge in _NAMES.items() if found[name]), Hedge.NONE)
    money, sign = found["money"], found["sign"]
    if sign == "-" and _DASH_BEFORE.search(plain, max(0, start - 2), start):
        sign = sign if _TAKES_MINUS.search(plain, max(0, start - 2), start) else None
    first = found.start() if hedge else found.start("money") if money else start
    if not hedge and not money and sign:
        first = found.start("sign")
    unit = CHINESE_UNITS[_MONEY[money]] if money else None
    return Before(first, hedge, negative=sign in ("零下", "负", "-"), unit=unit)


def hedge_after(plain: str, stop: int) -> tuple[Hedge, int]:
    """Return the hedge that stands after a figure and where it stops: 左右, 以上, 以内."""
    found = _SUFFIX.match(plain, stop)
    if not found:
        return Hedge.NONE, stop
    return next(hedge for name, hedge in _AFTER_NAMES.items() if found[name]), found.end()
