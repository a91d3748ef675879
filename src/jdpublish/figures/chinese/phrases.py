"""Chinese figures that are no number beside a unit: 翻两番, 过半, 上半年, 十四五, 三中全会."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from jdpublish.figures.chinese.hedges import before, hedge_after
from jdpublish.figures.chinese.names import FILLER
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.quantity import Hedge, Kind, Quantity
from jdpublish.figures.units import CHINESE_UNITS


@cache
def _phrase() -> re.Pattern[str]:
    """Return the pattern of these figures, made when it is first asked for."""
    return re.compile(
        r"""
    (?P<fold>翻了?(?P<times>[一两三四五2-5])?(?:番|倍(?=[，。；、增以]|$)))
    | (?P<halved>减半)
    | (?P<half>(?<![上下一])过半数?|一半|半数)(?![径夜空])
    | (?P<year>[上下]半年)
    | (?P<plan>十[一二三四五六])五(?![岁个年人名天位家次十百千万亿点分])
    | (?P<hundred>百分之?百)(?![万千亿])
    | (?P<plenum>[一二三四五六七])中(?=全会|[、和及与][一二三四五六七]中全会)
    | (?P<congress>[一二三四五六七八九]?十[一二三四五六七八九]?)届
      (?=[一二三四五六七]中|中央|中共|全国|市委|省委|区委|人大|政协)
    | (?P<group>二十|七|八|7|8|20)国(?=集团|峰会|财长)
    | (?P<age>(?<=[近过逾满届])[四五六七八九]旬
      |[四五六七八九]旬(?=老|夫妇|夫妻|母|父|翁|妇|之年|高龄))
    | (?P<tier>[一二三四五](?=[、和及至到]?[二三四五]?线(?:及|以|城市|市场|品牌)))
    | (?P<round>(?:[二四八]|十六)分之一决赛|1/(?:[248]|16)决赛)
    """,
        re.VERBOSE,
    )


_HALF = Decimal("0.5")


def phrases(text: str, plain: str) -> Iterator[Quantity]:
    """Return every figure of this sort, with its place in the text and the hedges around it."""
    for found in _phrase().finditer(plain):
        figure = next(make(found) for name, make in _MADE.items() if found[name])
        start, stop = found.span()
        hedge = Hedge.NONE
        if figure.kind in (Kind.SHARE, Kind.MULTIPLE):
            around = before(plain, start)
            hedge, stop = hedge_after(plain, stop)
            hedge = around.hedge or (Hedge.OVER if found[0][0] == "过" else hedge)
            start = around.start if around.hedge else start
        yield Quantity(
            start,
            stop,
            text[start:stop],
            figure.value,
            figure.kind,
            figure.unit,
            hedge,
            figure.over,
            figure.firm,
        )


def without_phrases(plain: str) -> str:
    """Return a text of the same length with these figures filled up."""
    return _phrase().sub(lambda found: FILLER * len(found[0]), plain)


def _fold(found: re.Match[str]) -> Quantity:
    """翻两番 is four times as much; 翻一倍 is twice."""
    times = number(found["times"] or "一") or Decimal(1)
    value = Decimal(2) ** int(times) if "番" in found[0] else times + 1
    return Quantity(0, 0, "", value, Kind.MULTIPLE)


def _ordinal(found: re.Match[str]) -> Quantity:
    numeral = found["plan"] or found["plenum"] or found["congress"]
    return Quantity(0, 0, "", number(numeral) or Decimal(0), Kind.ORDINAL, firm=False)


def _group(found: re.Match[str]) -> Quantity:
    value = number(found["group"]) or Decimal(0)
    return Quantity(0, 0, "", value, unit=CHINESE_UNITS["国"], firm=False)


def _age(found: re.Match[str]) -> Quantity:
    value = (number(found["age"][0]) or Decimal(0)) * 10
    return Quantity(0, 0, "", value, unit=CHINESE_UNITS["岁"], firm=False)


def _tier(found: re.Match[str]) -> Quantity:
    return Quantity(0, 0, "", number(found["tier"]) or Decimal(0), Kind.ORDINAL, firm=False)


def _round(found: re.Match[str]) -> Quantity:
    """八分之一决赛 is played by sixteen."""
    matches = found["round"].removesuffix("决赛").removesuffix("分之一").removeprefix("1/")
    return Quantity(0, 0, "", (number(matches) or Decimal(0)) * 2, firm=False)


def _percent(found: re.Match[str]) -> Quantity:
    return Quantity(0, 0, "", Decimal(100), Kind.PERCENT, firm=found[0] != "百分百")


_MADE: Mapping[str, Callable[[re.Match[str]], Quantity]] = {
    "fold": _fold,
    "halved": lambda _: Quantity(0, 0, "", _HALF, Kind.MULTIPLE, firm=False),
    "half": lambda _: Quantity(0, 0, "", Decimal(1), Kind.SHARE, over=2, firm=False),
    "year": lambda _: Quantity(0, 0, "", _HALF, unit=CHINESE_UNITS["年"], firm=False),
    "plan": _ordinal,
    "hundred": _percent,
    "plenum": _ordinal,
    "congress": _ordinal,
    "group": _group,
    "age": _age,
    "tier": _tier,
    "round": _round,
}
