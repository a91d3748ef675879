"""Ratios, scores and fractions in a Chinese text: 3:1, 3比1, 1/3, 三分之一, 百分之五."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.chinese.dates import is_year
from jdpublish.figures.chinese.dates_in_figures import stands_for_score
from jdpublish.figures.chinese.hedges import before, hedge_after
from jdpublish.figures.chinese.numbers import Number
from jdpublish.figures.chinese.unit_names import unit_at
from jdpublish.figures.quantity import Kind, Quantity

_TO = re.compile("[ ]?[:：∶][ ]?|[ ]?比[ ]?")
_DASH = re.compile("[ ]?[-–—][ ]?")
_LABEL = re.compile("(?:[图表第题注]|(?<!比)例)$")
_SLASH = re.compile(r"(?P<part>[1-9][0-9]?)/(?P<whole>[1-9][0-9]?|100)(?![0-9./])")
_OF = "分之"
_COUNTING = re.compile("[ ]?[%‰成倍年月日个万亿]")
_MOST_PARTS = 6


def ratio(plain: str, numbers: tuple[Number, ...], index: int) -> tuple[Number, ...]:
    """Return the numbers of the ratio that begins with a number: two, or more, or none."""
    parts = [numbers[index]]
    if parts[0].scale >= 4 or _LABEL.search(plain, max(0, parts[0].start - 2), parts[0].start):  # noqa: PLR2004
        return ()
    if _is_score(plain, numbers[index : index + 2]):
        return numbers[index : index + 2]
    sign = ""
    for one in numbers[index + 1 : index + _MOST_PARTS]:
        between = _TO.fullmatch(plain, parts[-1].stop, one.start)
        if not between or (sign and between[0] != sign):
            break
        sign = between[0]
        parts.append(one)
    return tuple(parts) if len(parts) > 1 and not all(map(is_year, parts)) else ()


def _is_score(plain: str, pair: tuple[Number, ...]) -> bool:
    """Whether two numbers with a dash between are goals, sets or points: 以2-1击败."""
    if len(pair) < len("主客") or not _DASH.fullmatch(plain, pair[0].stop, pair[1].start):
        return False
    whole = all(
        one.arabic and one.whole is not None and one.stop - one.start <= len("100") for one in pair
    )
    start, stop = pair[0].start, pair[1].stop
    counts = _COUNTING.match(plain, stop) or unit_at(plain, stop)
    return whole and not counts and stands_for_score(plain, start, stop)


def as_ratio(text: str, parts: tuple[Number, ...]) -> Iterator[Quantity]:
    """Read a ratio of two numbers as one figure; more parts, or none to divide by, stand alone."""
    first, last = parts[0], parts[-1]
    if len(parts) == 2 and last.value:  # noqa: PLR2004 - what is to what
        places = max(0, -int(last.value.as_tuple().exponent))
        yield Quantity(
            first.start,
            last.stop,
            text[first.start : last.stop],
            first.value.scaleb(places),
            Kind.RATIO,
            over=int(last.value.scaleb(places)),
            firm=first.arabic,
        )
        return
    for one in parts:
        score = len(parts) == 2  # noqa: PLR2004 - 3:0
        yield Quantity(
            one.start,
            one.stop,
            text[one.start : one.stop],
            one.value,
            firm=one.arabic and not score,
        )


def slash(text: str, plain: str, start: int, floor: int) -> Quantity | None:
    """Return the fraction that starts here: 1/3, 3/4; not 5/2 and not 4/15."""
    found = _SLASH.match(plain, start)
    if not found or plain[start - 1 : start] == "/":
        return None
    part, whole = int(found["part"]), int(found["whole"])
    if not (part == 1 < whole or part < whole <= 10):  # noqa: PLR2004 - 4/15 may be a date
        return None
    around = before(plain, start, floor)
    after, stop = hedge_after(plain, found.end())
    hedge = around.hedge or after
    return Quantity(
        around.start, stop, text[around.start : stop], Decimal(part), Kind.SHARE, None, hedge, whole
    )


def whole_of(plain: str, numbers: tuple[Number, ...], index: int) -> int:
    """Return what the parts of a fraction make up: 3 where 三分之 stands here, 0 without."""
    one = numbers[index]
    following = numbers[index + 1 : index + 2]
    if not plain.startswith(_OF, one.stop) or one.vague or one.hedge:
        return 0
    if not following or following[0].start != one.stop + len(_OF):
        return 0
    whole = int(one.value)
    return whole if whole == one.value and whole > 1 else 0
