"""Chinese numbers that share what stands after the last of them: 4～6亿元, 3.1、6.6和4.5%."""

import re
from dataclasses import replace

from jdpublish.figures.chinese.dates import is_year
from jdpublish.figures.chinese.meaning import Place
from jdpublish.figures.chinese.numbers import Number

RANGE = re.compile(r"[ ]?(?:至|到|[—–―─]+|-{1,2}|~|～)[ ]?(?P<sign>零下|负|-)?")
"""What stands between the ends of a range, with the sign of the second."""
_LIST = re.compile(r"[ ]?(?:、|和|及|与|或|[，,]?以及)[ ]?")
_SHORT_YEAR = re.compile("[0-9]{4}(?:至|到|[—–―-]+|~)[0-9]{2}")
_MOST_IN_LIST = 40
_MYRIAD, _HUNDRED_MILLION = 4, 8
_UNLIKE = 100
"""Members of a list that share a scale are seldom so many times each other."""


def chain(plain: str, numbers: tuple[Number, ...], index: int) -> tuple[Number, ...]:
    """Return the numbers, from this one on, with nothing but 至 or 、 or the like between them."""
    linked = [numbers[index]]
    for one in numbers[index + 1 : index + _MOST_IN_LIST]:
        start = linked[-1].stop
        if one.start == start and linked[-1].vague and one.vague:
            linked.append(one)
            continue
        span = RANGE.fullmatch(plain, start, one.start)
        listed = span or _LIST.fullmatch(plain, start, one.start)
        if not listed or plain.startswith("分之", one.stop):
            break
        sign = (span["sign"] if span else None) or ""
        linked.append(_negative(one, len(sign)) if sign else one)
    return tuple(linked) if _of_one_sort(plain, linked) else (linked[0],)


def _negative(one: Number, sign: int) -> Number:
    return replace(one, start=one.start - sign, value=-one.value)


def _of_one_sort(plain: str, linked: list[Number]) -> bool:
    """Whether all or none are years; 2023—24 are two."""
    years = [is_year(one) for one in linked]
    if all(years) or not any(years):
        return True
    if years[0]:
        return _SHORT_YEAR.fullmatch(plain, linked[0].start, linked[-1].stop) is not None
    first, second, *more = linked
    return not more and RANGE.fullmatch(plain, first.stop, second.start) is not None


def scaled(one: Number, place: Place) -> Number:
    """Return a number with the scale of the last, where it has none: the 4 of 4～6亿元.

    In a range the first end is the smaller: 900至1.2万 begins at 900, and 2万到3万亿 at 2万亿.
    """
    last = place.last
    if one.scale == _MYRIAD and last.scale == _MYRIAD + _HUNDRED_MILLION and _is_range(place):
        return replace(one, value=one.value.scaleb(_HUNDRED_MILLION), scale=last.scale)
    alike = one.arabic == last.arabic and not (one.vague and last.vague) and not last.bare
    if one is last or one.scale >= _MYRIAD or not last.scale or not alike:
        return one
    most = abs(last.value) * (1 if _is_range(place) else _UNLIKE)
    for power in (last.scale, _without_thousands(last.scale)):
        value = one.value.scaleb(power)
        tens = power < _MYRIAD and (power == 1 or one.value >= 10)  # noqa: PLR2004 - 三到五百
        if not tens and abs(value) <= most:
            return replace(one, value=value, scale=power)
    return one


def _without_thousands(power: int) -> int:
    """4 for 二十万 and 五百万: the scale that 十 shares with 二十万."""
    return _MYRIAD if _MYRIAD < power < _HUNDRED_MILLION else power


def _is_range(place: Place) -> bool:
    return RANGE.fullmatch(place.plain, place.first.stop, place.numbers[1].start) is not None
