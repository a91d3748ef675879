"""How alike two figures are: the same, or the same in other words."""

import re
from collections.abc import Callable, Mapping
from enum import IntEnum
from fractions import Fraction

from jdpublish.figures.comparing.measured import Measured, bare, percent
from jdpublish.figures.comparing.precision import converted, near, openly_rounded
from jdpublish.figures.quantity import Kind, Quantity
from jdpublish.figures.units import MONEY

PARTS = frozenset({Kind.PERCENT, Kind.SHARE})
_MEASURING = frozenset({Kind.PERCENT, Kind.POINTS, Kind.SHARE, Kind.MULTIPLE})
_HALF_DAY, _DAY, _CENTURY = 720, 1440, 100
_LONG_AGO, _FUTURE = 1700, 2100
"""Between these is a decade that is named without its century: 90年代, 90后."""
_PAST_LIVES = 60
"""From here on two digits before 年 may be a year of the last century."""
_HALVES = ("a.m", "p.m", "am", "pm", "noon", "night", "午", "晨", "早", "晚", "夜")
_LEAP = Fraction(2, 100)
"""Months and years of different length are apart by no more than this."""
_SAME_WORTH = frozenset(
    frozenset(pair)
    for pair in (
        (Kind.NUMBER, Kind.ORDINAL),
        (Kind.NUMBER, Kind.YEAR),
        (Kind.NUMBER, Kind.DECADE),
        (Kind.NUMBER, Kind.MONTH),
        (Kind.NUMBER, Kind.DAY),
        (Kind.NUMBER, Kind.QUARTER),
        (Kind.NUMBER, Kind.SHARE),
        (Kind.NUMBER, Kind.MULTIPLE),
        (Kind.NUMBER, Kind.POINTS),
        (Kind.NUMBER, Kind.PERCENT),
        (Kind.NUMBER, Kind.RATIO),
        (Kind.ORDINAL, Kind.DAY),
        (Kind.ORDINAL, Kind.YEAR),
        (Kind.ORDINAL, Kind.QUARTER),
        (Kind.ORDINAL, Kind.SHARE),
        (Kind.SHARE, Kind.MULTIPLE),
        (Kind.SHARE, Kind.RATIO),
        (Kind.SHARE, Kind.POINTS),
        (Kind.MULTIPLE, Kind.RATIO),
        (Kind.YEAR, Kind.DECADE),
        (Kind.MONTH, Kind.ORDINAL),
    )
)
"""Kinds of which one language uses this, the other that, for the same thing."""
_DAYS = {"time": Fraction(1, 86400), "months": Fraction(365, 12)}
"""Days in the base unit of each measure of time; a month is a twelfth of 365 days."""


_WARMTH = frozenset({"temperature", "fahrenheit"})
_AMBIGUOUS = (
    (
        frozenset(f"{MONEY}{code}" for code in ("USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD")),
        re.compile(r"^\$|^[^$A-Z]*\bdollars?$"),
    ),
    (frozenset({f"{MONEY}CNY", f"{MONEY}JPY"}), re.compile("^[¥￥]")),
    (frozenset({f"{MONEY}GBP", "mass"}), re.compile("pound")),
    (frozenset({"area", "volume"}), re.compile("方$")),
    (
        frozenset({"temperature", "fahrenheit", "angle"}),
        re.compile(r"degrees?\b(?! ?(?:[CF]|[Cc]en))|°$"),
    ),
)
"""Dimensions between which a word or sign does not tell."""


class Agreement(IntEnum):
    """How two figures say the same, the closest first."""

    SAME = 0
    BARE = 1
    CONVERTED = 2
    KINDRED = 3
    ROUNDED = 4


def agreement(source: Measured, target: Measured) -> Agreement | None:
    """Return how two figures say the same, or None where they do not."""
    ours, theirs = source.quantity.kind, target.quantity.kind
    if ours is not theirs:
        return Agreement.KINDRED if _kindred(source, target) else None
    if ours is Kind.NUMBER:
        return _numbers(source, target)
    if source.base == target.base:
        return Agreement.SAME
    if ours in _MEASURING:
        fractions = source.quantity.over > 1 or target.quantity.over > 1
        return Agreement.ROUNDED if not fractions and openly_rounded(source, target) else None
    same = _SAME_OTHERWISE.get(ours)
    return Agreement.SAME if same and same(source, target) else None


def _kindred(source: Measured, target: Measured) -> bool:
    """Whether figures of two kinds say the same."""
    kinds = frozenset((source.quantity.kind, target.quantity.kind))
    if source.worth == target.worth and kinds in _SAME_WORTH:
        return _plainly(source, kinds) and _plainly(target, kinds)
    compared = _COMPARED.get(kinds)
    return compared is not None and compared(source, target)


def _plainly(figure: Measured, kinds: frozenset[Kind]) -> bool:
    """Whether a number may stand for a percent, which two items do not, or for an ordinal.

    12年 and 6个交易日 are also the 12th year and the sixth day, but 3公里 is never a third.
    """
    if figure.quantity.kind is not Kind.NUMBER:
        return True
    if Kind.PERCENT in kinds:
        return figure.quantity.firm
    return Kind.ORDINAL not in kinds or figure.dimension in ("", *_DAYS)


def _numbers(source: Measured, target: Measured) -> Agreement | None:
    if source.dimension == target.dimension:
        if source.base == target.base:
            same = source.worth == target.worth or not source.dimension
            return Agreement.SAME if same else Agreement.CONVERTED
        if source.quantity.unit != target.quantity.unit and converted(source, target):
            return Agreement.CONVERTED
        return Agreement.ROUNDED if openly_rounded(source, target) else None
    if source.dimension and target.dimension:
        return _of_two_dimensions(source, target)
    if source.worth == target.worth:
        return Agreement.BARE
    return Agreement.ROUNDED if openly_rounded(bare(source), bare(target)) else None


def _of_two_dimensions(source: Measured, target: Measured) -> Agreement | None:
    dimensions = {source.dimension, target.dimension}
    if source.worth == target.worth and _may_be_one_unit(source, target):
        return Agreement.BARE
    if dimensions == set(_DAYS):
        days = source.base * _DAYS[source.dimension], target.base * _DAYS[target.dimension]
        return Agreement.CONVERTED if near(*days, _LEAP) else None
    if _warmth(source) and _warmth(target) and abs(_celsius(source) - _celsius(target)) <= 1:
        return Agreement.CONVERTED
    return None


def _warmth(figure: Measured) -> bool:
    """Whether a figure is a temperature; “90 degrees” alone may be one."""
    return figure.dimension in _WARMTH or (
        figure.dimension == "angle" and "degree" in figure.quantity.text
    )


def _may_be_one_unit(source: Measured, target: Measured) -> bool:
    """Whether the English for one unit is also that for the other: $, ¥, pounds, degrees."""
    both = frozenset((source.dimension, target.dimension))
    said = source.quantity.text, target.quantity.text
    return any(
        both <= dimensions and any(map(word.search, said)) for dimensions, word in _AMBIGUOUS
    )


def _celsius(figure: Measured) -> Fraction:
    value = Fraction(figure.quantity.value)
    return value if figure.dimension == "temperature" else (value - 32) * 5 / 9


def _parts(source: Measured, target: Measured) -> bool:
    """Whether a percent is a share: 三成, a third."""
    said = source if source.quantity.kind is Kind.PERCENT else target
    share = target if said is source else source
    parts = {percent(share)}
    if "折" in share.quantity.text:  # 九折 is 10 percent off
        parts.add(100 - percent(share))
    exact = "成" in share.quantity.text  # 六成 are never 61 percent
    apart = Fraction(0) if exact else min(said.step, Fraction(1))
    return any(abs(percent(said) - part) <= apart for part in parts)


def _grown(source: Measured, target: Measured) -> bool:
    """Whether “up 200 percent” and “tripled” stand against each other, or “150 percent of”."""
    share, multiple = source.worth, target.worth
    if source.quantity.kind is Kind.MULTIPLE:
        share, multiple = multiple, share
    return share in ((multiple - 1) * 100, multiple * 100)


def _hour(source: Measured, target: Measured) -> bool:
    """Whether a number of 点 is the hour that the other says, or 0200 its four digits."""
    number, time = (source, target) if target.quantity.kind is Kind.TIME else (target, source)
    unit, digits = number.quantity.unit, time.quantity.text[:4]
    if unit is None and len(digits) == len("0200") and digits.isdecimal():
        return number.worth == int(digits)
    return bool(
        unit
        and unit.chinese in ("点", "时")
        and number.worth * 60 % _HALF_DAY == time.worth % _HALF_DAY
    )


def _quarters(source: Measured, target: Measured) -> bool:
    """Whether “three quarters”, which may be those of a year, are a share: 四分之三, 75%."""
    number, part = (source, target) if source.quantity.kind is Kind.NUMBER else (target, source)
    unit = number.quantity.unit
    return bool(unit and unit.chinese == "个季度" and number.worth * 25 == percent(part))


def _scored(source: Measured, target: Measured) -> bool:
    """Whether 21:19 is read as a score in one language, and as a time in the other."""
    time, score = (source, target) if source.quantity.kind is Kind.TIME else (target, source)
    sign = any(sign in time.quantity.text for sign in ":：")
    return (
        sign
        and score.quantity.over > 1
        and (time.worth == 60 * Fraction(score.quantity.value) + score.quantity.over)
    )


def _short_year(source: Measured, target: Measured) -> bool:
    """Whether a year is said with its last two digits: 95年, 1995."""
    number, year = (source, target) if source.quantity.kind is Kind.NUMBER else (target, source)
    unit = number.quantity.unit
    two = len(number.quantity.text.rstrip("年")) == len("95") and number.worth >= _PAST_LIVES
    return bool(unit and unit.chinese == "年" and two) and year.worth == 1900 + number.worth


def _decades(source: Measured, target: Measured) -> bool:
    """Whether two name one decade, 90 and 1990, or one a century that begins with the other."""
    small, large = sorted((source.worth, target.worth))
    if small >= _CENTURY:
        return False
    recent = large < _CENTURY or _LONG_AGO <= large < _FUTURE
    return (recent and large % _CENTURY == small) or (small - 1) * _CENTURY == large


def _hours(source: Measured, target: Measured) -> bool:
    """Whether two times are the same, where one does not say which half of the day it means."""
    if source.base % _DAY == target.base % _DAY:
        return True
    early = min(source.quantity, target.quantity, key=lambda quantity: quantity.value)
    return source.base % _HALF_DAY == target.base % _HALF_DAY and not _says_half_of_day(early)


def _says_half_of_day(quantity: Quantity) -> bool:
    words = quantity.text.lower()
    return quantity.value >= _HALF_DAY or any(word in words for word in _HALVES)


def _reversed(source: Measured, target: Measured) -> bool:
    return source.base * target.base == 1


_SAME_OTHERWISE: Mapping[Kind, Callable[[Measured, Measured], bool]] = {
    Kind.RATIO: _reversed,
    Kind.DECADE: _decades,
    Kind.TIME: _hours,
}
_COMPARED: Mapping[frozenset[Kind], Callable[[Measured, Measured], bool]] = {
    PARTS: _parts,
    frozenset({Kind.PERCENT, Kind.MULTIPLE}): _grown,
    frozenset({Kind.NUMBER, Kind.TIME}): _hour,
    frozenset({Kind.NUMBER, Kind.YEAR}): _short_year,
    frozenset({Kind.RATIO, Kind.TIME}): _scored,
    frozenset({Kind.NUMBER, Kind.SHARE}): _quarters,
    frozenset({Kind.NUMBER, Kind.PERCENT}): _quarters,
} | {frozenset({Kind.DECADE, kind}): _decades for kind in (Kind.YEAR, Kind.ORDINAL, Kind.NUMBER)}
"""How figures of two kinds are compared, beyond what they are worth."""
