"""Numbers in a Chinese text, before anything is known of what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jdpublish.figures.chinese.numerals import number, scale_of
from jdpublish.figures.quantity import Hedge
from jdpublish.figures.units import CHINESE_UNITS

LONGEST = 24
"""More characters than these are no figure: a code, a table without its columns, an accident."""

_DIGITS = "〇零一二三四五六七八九两"
_SCALES = "十百千万亿廿卅卌"
_ARABIC = (
    r"(?:(?<!秒)[0-9]{1,3}(?:[,，\u2009\u202f][0-9]{3})++(?![0-9])"
    r"|(?<![A-Za-z0-9_][ ])[1-9][0-9]{0,2}(?:[ ][0-9]{3})++(?![ ]?[0-9])|[0-9]++)"
    r"(?:\.[0-9]++|[ ]?[½¼¾])?"
)
_QUARTERS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75", " ": "", "个": ""})
# 4个亿 is 400 million; 10个亿元级项目 are ten projects.
_GE = "个(?=亿(?![元级吨美]))"
_SCALE = r"(?:[十百千]?[万亿]++|千(?![瓦克米卡伏赫帕兆])|百(?!分))"
# 多 and 来 are parts of many words; where something countable follows they belong to the number.
_COUNTABLE = "".join({name[0] for name in CHINESE_UNITS} | set("年月日倍成百%‰大")).replace("°", "")


@cache
def _number() -> re.Pattern[str]:
    """Return the pattern of numbers, made when it is first asked for."""
    return re.compile(
        rf"""
    (?P<vague>(?<![人总次户件指倍分岁参系函基多少大半无])数|好?几|(?<![以之及晚早海线身马路地网])上(?!十))(?P<size>[十百千万亿]++)(?!分[之点])
    |
    (?:
      (?P<arabic>{_ARABIC}
        (?:(?:[ ]|{_GE})?{_SCALE}(?:[0-9]++(?:,[0-9]{{3}})*+(?!\.[0-9]){_SCALE}?)*+)?)
      | (?P<han>(?!零下)[{_DIGITS}{_SCALES}]++(?:点[{_DIGITS}]++(?![十刻])[万亿]*+|{_GE}亿)?)
    )
    (?P<infix>
      [ ]?[余多](?=[ ]?[十百千]?[万亿]|[{_COUNTABLE}])
      | 个多(?=[百千]?亿)
      | (?<=[万亿])(?:余(?![额下地])|多(?![样少]))
      | (?<=[十百千0])来(?=[万亿{_COUNTABLE}])(?!自)
      | (?<=十)几(?=[{_COUNTABLE}万亿])
      | \+(?![0-9A-Za-z])
    )?
    (?P<more>(?<=[余多来几])[ ]?[十百千]?[万亿]++)?
    | (?<![上下大多两一二三四五六七八九十年天月时倍斤点个岁数过减])(?P<half>半)
      (?=个?多?(?:世纪|百分点|小时|钟头|月|年(?!级)|天|日(?!制)|公里|英里|里|公斤|斤|吨|亩|米|分钟|学期|周))
    """,
        re.VERBOSE,
    )


_KILO = re.compile("[瓦克米卡伏赫帕]")
_HUNDREDTH = re.compile("分[点比百制号]")
# 三四十, 十七八, 两三百万, 三五
_PAIR = re.compile(
    r"(?P<before>(?:[一二三四五六七八九]?[十百千])*)(?P<one>[一二两三四五六七八九])"
    r"(?P<other>[二两三四五六七八九])(?P<after>[十百千万亿]*)"
)
_NEIGHBOURS = frozenset(
    ["一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"]
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `plain[start:stop]`.

    `scale` is the power of ten of its last characters. It is `bare` where it is a scale alone
    (千亿), and `vague` where it only tells the size (数十, 三四十, 半).
    """

    start: int
    stop: int
    value: Decimal
    scale: int = 0
    arabic: bool = False
    hedge: Hedge = Hedge.NONE
    vague: bool = False
    bare: bool = False

    @property
    def whole(self) -> int | None:
        """The value, where it is written as a plain whole number: a year, a day, an hour."""
        plain = not self.hedge and not self.vague and self.value == self.value.to_integral_value()
        return int(self.value) if plain and self.value < 10**6 else None


def numbers(plain: str) -> tuple[Number, ...]:
    """Return every number of a text in its order; those of 三四十 are two."""
    return tuple(
        one
        for found in _number().finditer(plain)
        if found.end() - found.start() <= LONGEST
        for one in _numbers(plain, found)
    )


def _numbers(plain: str, found: re.Match[str]) -> Iterator[Number]:
    start, stop = found.span()
    if found["half"]:
        yield Number(start, stop, Decimal("0.5"), vague=True)
    elif found["vague"]:
        value = number(found["size"])
        if value is not None:
            yield Number(start, stop, value, scale_of(found["size"]), hedge=Hedge.OVER, vague=True)
    elif found["arabic"]:
        yield from _arabic(found)
    else:
        yield from _han(plain, found)


def _arabic(found: re.Match[str]) -> Iterator[Number]:
    written = found["arabic"]
    value = number(written.translate(_QUARTERS))
    if value is not None:
        more = scale_of(found["more"] or "")
        hedge = Hedge.OVER if found["infix"] else Hedge.NONE
        if found["infix"] == "来":
            hedge = Hedge.ABOUT
        scale = more or scale_of(written)
        yield Number(*found.span(), value.scaleb(more), scale, arabic=True, hedge=hedge)


def _han(plain: str, found: re.Match[str]) -> Iterator[Number]:
    start, stop = found.span()
    han, infix, more = (
        found["han"].replace("个", ""),
        (found["infix"] or "").strip(),
        (found["more"] or "").strip(),
    )
    if han[-1] == "千" and not infix and _KILO.match(plain, stop):
        han, stop = han[:-1], stop - 1  # 两万千瓦 are 20,000 kilowatts
    bare = not han.strip("百千万亿")
    if not han or (bare and _HUNDREDTH.match(plain, stop)):
        return
    if not bare and han[0] in "百千万亿":
        return
    pair = _PAIR.fullmatch(han)
    if pair and pair["one"] + pair["other"] in _NEIGHBOURS:
        yield from _two(pair, start, stop, scale_of(more))
        return
    value = number(han)
    if value is None:
        return
    scale = scale_of(more)
    hedge = Hedge.ABOUT if infix == "来" else Hedge.OVER if infix else Hedge.NONE
    vague = infix == "几" or (bool(infix) and han in ("十", "百", "千"))
    yield Number(
        start,
        stop,
        value.scaleb(scale),
        scale or scale_of(han),
        hedge=hedge,
        vague=vague,
        bare=bare,
    )


def _two(pair: re.Match[str], start: int, stop: int, power: int) -> Iterator[Number]:
    before, after = pair["before"], pair["after"]
    values = [number(before + pair[name] + after) for name in ("one", "other")]
    middle = start + len(before) + 1
    scale = power or scale_of(after)
    for value, place in zip(values, ((start, middle), (middle, stop)), strict=True):
        if value is not None:
            yield Number(*place, value.scaleb(power), scale, vague=True)
