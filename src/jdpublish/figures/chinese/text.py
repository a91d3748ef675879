"""Reads every figure of a Chinese text, Simplified or Traditional."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jdpublish.figures.chinese import amounts, dates, dates_in_figures, ratios, times
from jdpublish.figures.chinese.hedges import before
from jdpublish.figures.chinese.lunar import lunar_days, without_lunar_days
from jdpublish.figures.chinese.meaning import Meaning, Place, closing
from jdpublish.figures.chinese.names import masked
from jdpublish.figures.chinese.numbers import Number, numbers
from jdpublish.figures.chinese.phrases import phrases, without_phrases
from jdpublish.figures.chinese.script import plain as made_plain
from jdpublish.figures.chinese.sharing import RANGE, chain, scaled
from jdpublish.figures.chinese.unit_names import unit_at
from jdpublish.figures.quantity import Hedge, Kind, Quantity, Unit
from jdpublish.figures.units import CENTURY, COUNT

_ANY = re.compile("[0-9０-９〇○零一二三四五六七八九十百千万亿两廿卅卌半翻壹贰叁萬億兩]")
_PERCENT = {100: 0, 1000: -1, 10000: -2}
_SIZES = frozenset("十百千万亿廿卅卌点半")
_NEVER_HEDGED = frozenset(
    {Kind.YEAR, Kind.MONTH, Kind.DAY, Kind.QUARTER, Kind.ORDINAL, Kind.DECADE}
)
_FIRM = frozenset({Kind.PERCENT, Kind.POINTS, Kind.SHARE, Kind.MULTIPLE, Kind.DECADE})
_TEN_THOUSAND = 10_000
# 2024环上海新城自行车赛 is a race of 2024.
_NOT_COUNTED = frozenset("版环中国省市县区代手")
_LINKED_BEFORE = frozenset("0123456789.,_")
_DAYS_NAMED = re.compile("[今昨][明天]|[日号](?:一连|连续|这)?$|[这那前头]$|一连$")
_SHORT_TIMES = frozenset({"小时", "分钟", "秒"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is written, made plain, and its numbers."""

    text: str
    plain: str
    numbers: tuple[Number, ...]


def read(text: str) -> tuple[Quantity, ...]:
    """Return every figure of a Chinese text in its order; no two overlap.

    A figure's place takes in what hedges it and what it counts: 近600公顷, 200余场.

    - A multiple is what times the old value the new one is: 是去年的2倍 is 2, and so are 翻一番 and
      增长1倍. Where something grew, rose or is larger *by* so many times, one is added (增长2倍 is
      3); where it grew *to* so many times (增长到2倍, 是……的2倍), none is.
    - A range gives both ends, a list each of its members: they share the unit, the scale and the
      hedge (4万至6万人, 4～6亿元, 2433.2、854.3和322.9亿元).
    - What only tells the size is read as its scale and is not firm: 数百 and 上百 are over 100,
      十几 is over 10. 几个 and 若干 are not read.
    - 上半年 and 下半年 are half a year each, 前三季度 is three quarters of a year.
    - A time without 上午 or 下午 is one of 24 hours.
    - A unit over another is the first: 元/平方米 is yuan.
    - Single numerals from 一 to 十 are read only beside a measure word, a unit or a scale.
    """
    if not _ANY.search(text):
        return ()
    plain = masked(made_plain(text))
    found = tuple(phrases(text, plain))
    if found:
        plain = without_phrases(plain)
    of_moon = tuple(lunar_days(text, plain)) if "月" in plain else ()
    if of_moon:
        found, plain = (*found, *of_moon), without_lunar_days(plain)
    words = _Text(text, plain, numbers(plain))
    return tuple(sorted((*found, *_numbered(words)), key=lambda quantity: quantity.start))


def _numbered(words: _Text) -> Iterator[Quantity]:
    stop, last = 0, None
    for index, one in enumerate(words.numbers):
        if one.start < stop:
            continue
        for quantity in _at(words, index, stop, last):
            yield quantity
            stop, last = quantity.stop, quantity


def _at(words: _Text, index: int, floor: int, last: Quantity | None) -> Iterator[Quantity]:
    """Read the figure that begins with a number, or those that share what follows.

    What stands before `floor` belongs to the figure before, the `last`.
    """
    text, plain, one = words.text, words.plain, words.numbers[index]
    whole = _as_a_whole(words, index, floor)
    if whole:
        yield from whole
        return
    place = Place(plain, chain(plain, words.numbers, index), before(plain, one.start, floor))
    if plain[max(floor, one.start - 2) : one.start].rstrip().endswith("第"):
        yield from _ordinals(text, place)
        return
    carried = None
    if last and last.kind is Kind.TIME and RANGE.fullmatch(plain, last.stop, one.start):
        carried = times.part_of_day(last.text)
    time = times.clock(place, carried)
    if time:
        yield _quantity(text, place, place.last, time[1], max(time[0], floor))
        return
    meaning = dates.dated(place) or amounts.meaning(place)
    yield from _shared(text, place, closing(place, meaning))


def _as_a_whole(words: _Text, index: int, floor: int) -> tuple[Quantity, ...]:
    """Read what has a form of its own from a number on: 15:30, 90年代, 1/3, 3比1, 三分之一."""
    text, plain, one = words.text, words.plain, words.numbers[index]
    found = tuple(dates_in_figures.in_figures(plain, one.start, floor))
    if found:
        return tuple(
            Quantity(start, stop, text[start:stop], value, kind, firm=firm)
            for start, stop, value, kind, firm in found
        )
    fraction = ratios.slash(text, plain, one.start, floor)
    if fraction:
        return (fraction,)
    parts = ratios.ratio(plain, words.numbers, index)
    if parts:
        return tuple(ratios.as_ratio(text, parts))
    whole = ratios.whole_of(plain, words.numbers, index)
    return tuple(_parts(words, index, whole, floor)) if whole else ()


def _ordinals(text: str, place: Place) -> Iterator[Quantity]:
    """Read 第三季度, 第21世纪, 第1—3名."""
    meaning = dates.dated(place)
    if not meaning or not (meaning.kind is Kind.QUARTER or meaning.unit is CENTURY):
        named = unit_at(place.plain, place.stop)
        number_sign = place.plain.startswith("号", place.stop)
        stop = named[1] if named else place.stop + 1 if number_sign else place.last.stop
        meaning = Meaning(stop, Kind.ORDINAL)
    for one in place.numbers:
        if not (one.vague or one.bare or one.hedge):
            start = place.plain.rindex("第", 0, one.start) if one is place.first else one.start
            yield _quantity(text, place, one, meaning, start)


def _parts(words: _Text, index: int, whole: int, floor: int) -> Iterator[Quantity]:
    """Read 三分之一 and 百分之五: what stands before 分之 holds for every number after it."""
    plain = words.plain
    around = before(plain, words.numbers[index].start, floor)
    place = Place(plain, chain(plain, words.numbers, index + 1), around)
    percent = _PERCENT.get(whole)
    kind = Kind.SHARE if percent is None else Kind.PERCENT
    found = Meaning(place.last.stop, kind, power=percent or 0)
    meaning = closing(place, found)
    for one in place.numbers:
        start = around.start if one is place.first else one.start
        quantity = _quantity(words.text, place, one, meaning, start)
        yield replace(quantity, over=whole) if kind is Kind.SHARE else quantity


def _shared(text: str, place: Place, meaning: Meaning) -> Iterator[Quantity]:
    """Read every number of a range or a list with the scale, the unit and the hedge of them all."""
    for one in place.numbers:
        number = scaled(one, place)
        if _stands(number, place, meaning):
            start = place.before.start if one is place.first else one.start
            yield _quantity(text, place, number, meaning, start)


def _stands(one: Number, place: Place, meaning: Meaning) -> bool:
    """Whether a number is a figure: digits are; a numeral needs something that it counts."""
    if one.arabic:
        return True
    counts = meaning.kind is not Kind.NUMBER or meaning.unit is not None
    written = place.plain[one.start : one.stop].lstrip("零下负")
    if len(written) > 1 and not set(written) & _SIZES:  # digits one by one
        counted = counts or len(written) >= len("六〇二")
        return meaning.kind in (Kind.YEAR, Kind.SHARE) or (counted and "〇" in written)
    if counts:
        return True
    if place.before.hedge or one.hedge or meaning.hedge:
        return one.value >= 10  # noqa: PLR2004 - 约一 and 近三 are parts of words
    if one.bare:
        return False
    return one.value >= (100 if one.scale > 1 else _TEN_THOUSAND)


def _quantity(text: str, place: Place, one: Number, meaning: Meaning, start: int) -> Quantity:
    """Return a number with its meaning; only that of the last one ends where the meaning does."""
    stop = meaning.stop if one.start == place.last.start else one.stop
    value = one.value.scaleb(meaning.power) if meaning.power else one.value
    value = value + meaning.more if meaning.more else value
    value = -value if place.before.negative and one.start == place.first.start else value
    kind, unit = meaning.kind, meaning.unit
    if kind is Kind.NUMBER:
        unit = unit or place.before.unit
    hedge = one.hedge or place.before.hedge or meaning.hedge
    if kind is Kind.NUMBER and not hedge and _is_bare_year(one, place, unit):
        kind, unit, stop = Kind.YEAR, None, one.stop
    if kind is Kind.YEAR and value < 100 and dates.is_year(place.first):  # noqa: PLR2004
        value += place.first.value // 100 * 100
    unhedged = kind in _NEVER_HEDGED or (
        hedge is Hedge.NEARLY and _these_last(place, unit, value, meaning.stop)
    )
    if unhedged and hedge:
        hedge, start = Hedge.NONE, max(start, one.start)
    firm = _firm(one, place, value, kind, unit) if meaning.firm is None else meaning.firm
    return Quantity(start, stop, text[start:stop], value, kind, unit, hedge, firm=firm)


def _is_bare_year(one: Number, place: Place, unit: Unit | None) -> bool:
    """Whether four digits are a year without 年: 2024嘉定购物节."""
    if not dates.is_year(one) or not 1900 <= one.value < 2100:  # noqa: PLR2004
        return False
    if place.plain[one.start - 1 : one.start] in _LINKED_BEFORE:
        return False
    return unit is None or (unit.dimension == COUNT and unit.chinese in _NOT_COUNTED)


def _these_last(place: Place, unit: Unit | None, value: Decimal, stop: int) -> bool:
    """Whether 近三年 are the last three years, rather than nearly three."""
    if unit is None or unit.dimension not in ("months", "time") or unit.chinese in _SHORT_TIMES:
        return False
    alone = place.plain.startswith("近", place.before.start)
    # 接近100年来最低 is near the lowest.
    return place.plain.startswith("来", stop) or (alone and value <= 10)  # noqa: PLR2004


def _firm(one: Number, place: Place, value: Decimal, kind: Kind, unit: Unit | None) -> bool:
    """Whether the other language must have a figure."""
    if one.vague or one.bare or kind is Kind.QUARTER or _of_named_days(place, unit):
        return False
    if kind in (Kind.MONTH, Kind.DAY):
        return one.arabic or _in_full_date(one, place)
    if one.arabic and kind is Kind.NUMBER and unit is None and _in_title(place):
        return False
    if one.arabic or kind in _FIRM:
        return True
    if kind is Kind.YEAR:
        return dates.is_year(one)
    return kind is Kind.NUMBER and _firm_in_words(one, value, unit)


def _of_named_days(place: Place, unit: Unit | None) -> bool:
    """Whether a figure adds nothing: 今明两天, 26、27日一连两天, 世界12强."""
    if unit is None or unit.chinese not in ("天", "强"):
        return False
    start = place.before.start
    return unit.chinese == "强" or bool(_DAYS_NAMED.search(place.plain, max(0, start - 4), start))


def _in_title(place: Place) -> bool:
    """Whether a bare number is part of a title: 《哈利·波特5》."""
    before = place.plain[: place.first.start]
    return before.rfind("《") > before.rfind("》")


def _in_full_date(one: Number, place: Place) -> bool:
    """Whether a month or day in numerals stands in a date: 二〇二三年十二月五日."""
    before = place.plain[max(0, one.start - 1) : one.start]
    return before in ("年", "月") or one.stop - one.start > 1


def _firm_in_words(one: Number, value: Decimal, unit: Unit | None) -> bool:
    """Whether a numeral is firm: with 万 or 亿, with a measure, or from 十一 on with a counter."""
    if unit is None or unit.dimension == COUNT:
        counted = unit is not None and one.value >= 10 and one.stop - one.start > 1  # noqa: PLR2004
        return counted or one.value >= _TEN_THOUSAND
    return value != 1 and not (unit.dimension == "age" and one.hedge)
