"""Dates and times that have a form of their own: 15:30, 2024-01-05, 2023/24年, 20世纪90年代."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.chinese.times import colon_time
from jdpublish.figures.quantity import Kind

_ONE = "一二三四五六七八九"
_COLON = re.compile(r"(?P<hour>[01]?[0-9]|2[0-4])[:：](?P<minute>[0-5][0-9])(?![0-9:：.])")
_SCORE_BEFORE = re.compile("(?:比分|成绩)(?:[:：]|为|是|定格在)?[ ]?$|[^可得予加所]以[ ]?$")
_SCORE_AFTER = re.compile(
    "[ ]?(?:的?总?比分|[，,]?(?:[战击大完险惨][胜败负]|胜|负|领先|落后|不敌|逆转|淘汰|横扫"
    "|获胜|取胜|告负|扳平|力克|轻取|平[局手]|锁定|拿下))"
)
_RATIO_BEFORE = re.compile("(?:比例|比率|比值|配比|之比|(?<![相对好])比)[约为是达到:： ]{0,3}$")
_RATIO_AFTER = re.compile("[ ]?的?[^，。；：]{0,4}(?:比例|比率|配比|之比)")
_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_SEASON = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:/|[-–—~](?=[0-9]{2}[ ]?(?:赛季|学年|财年|年度|年)))"
    r"(?P<next>(?:19|20)?[0-9]{2})(?![0-9/.-])(?:(?P<after>年)(?!级))?"
)
# 1999.05―2000.12, beside a dash on either side
_YEAR_AND_MONTH = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})\.(?P<month>0[1-9]|1[0-2])(?![0-9%.])"
    r"(?=[ ]?[―—–~-]+[ ]?(?:(?:19|20)[0-9]{2}\.|至?今)|(?<=[―—–~-].{7}))"
)
# 7.19洪灾, 911事件
_EVENT = re.compile(
    r"(?P<month>1[0-2]|[1-9])(?:[.·•・]|(?=11))(?P<day>3[01]|[12][0-9]|[1-9])"
    r"(?=[ ]?[^0-9，。；：、%级度米倍元万亿千百十多余成个起件宗次名人吨亩]{0,3}"
    r"(?:案|事[件故]|洪|灾|震|暴雨|降雨|讲话|惨|空难|爆炸|枪击|袭击|恐|大火|公祭|阅兵|晚会))"
)
_DECADE = re.compile(
    rf"(?:(?P<century>[0-9]{{1,2}}|二?十[{_ONE}]?|[{_ONE}])[ ]?世纪[ ]?)?"
    rf"(?:(?P<first>[{_ONE}])(?=[{_ONE}]十)|(?P<listed>[0-9]0?|[{_ONE}]十?)[ ]?[、和至到—-][ ]?"
    rf"(?=(?:[0-9]0|[{_ONE}]十)[ ]?年代))?"
    rf"(?P<decade>[0-9]0|(?:1[0-9]|20)[0-9]0|[{_ONE}]?十|一九[{_ONE}]〇)[ ]?年代"
)
_THIS_CENTURY = re.compile("(?P<which>上|本)个?世纪[ ]?$")
_BORN = re.compile(
    r"(?P<decade>[0-9]0|[5-9]5|05|[五六七八九零〇]零|[五六七八九〇]〇)后(?![来期续面方勤])"
)


Part = tuple[int, int, Decimal, Kind, bool]
"""A part of a date: its place, value and kind, and whether it is firm."""


def in_figures(plain: str, start: int, floor: int) -> Iterator[Part]:
    """Read what starts here and is a date or time as a whole: 15:30, 2024-01-05, 20世纪90年代."""
    found = _COLON.match(plain, start)
    if found and not (stands_for_score(plain, *found.span()) or _is_ratio(plain, *found.span())):
        yield from _colon(plain, found, floor)
        return
    found = _DATE.match(plain, start)
    if found:
        yield from _named_parts(found, firm=True)
        return
    for pattern, firm in ((_YEAR_AND_MONTH, True), (_EVENT, False)):
        found = pattern.match(plain, start)
        if found:
            yield from _named_parts(found, firm=firm)
            return
    found = _SEASON.match(plain, start)
    if found:
        yield *found.span("year"), Decimal(found["year"]), Kind.YEAR, True
        following = found["next"] if len(found["next"]) > 2 else found["year"][:2] + found["next"]  # noqa: PLR2004
        yield found.start("next"), found.end(), Decimal(following), Kind.YEAR, False
        return
    found = _DECADE.match(plain, start)
    if found:
        yield from _decade(plain, found)
        return
    found = _BORN.match(plain, start)
    if found:
        digits = found["decade"]
        value = Decimal(digits) if digits.isdecimal() and digits.isascii() else number(digits)
        if value is not None:
            yield start, found.end(), value, Kind.DECADE, False


def _named_parts(found: re.Match[str], *, firm: bool) -> Iterator[Part]:
    """Yield the year, the month and the day that a pattern names, as far as it does."""
    for name, kind in (("year", Kind.YEAR), ("month", Kind.MONTH), ("day", Kind.DAY)):
        if name in found.re.groupindex:
            yield *found.span(name), Decimal(found[name]), kind, firm


def _colon(plain: str, found: re.Match[str], floor: int) -> Iterator[Part]:
    start, minutes = colon_time(plain, found, floor)
    yield start, found.end(), Decimal(minutes), Kind.TIME, True


def stands_for_score(plain: str, start: int, stop: int) -> bool:
    """Whether the words around say that what stands there is the score of a game."""
    before = _SCORE_BEFORE.search(plain, max(0, start - 5), start)
    return bool(before or _SCORE_AFTER.match(plain, stop))


def _is_ratio(plain: str, start: int, stop: int) -> bool:
    """Whether the words around speak of a ratio: 男女比例为15:19."""
    before = _RATIO_BEFORE.search(plain, max(0, start - 6), start)
    return bool(before or _RATIO_AFTER.match(plain, stop))


def _decade(plain: str, found: re.Match[str]) -> Iterator[Part]:
    century = number(found["century"]) if found["century"] else None
    which = _THIS_CENTURY.search(plain, max(0, found.start() - 4), found.start())
    if which:
        century = Decimal(20 if which["which"] == "上" else 21)
    start = which.start() if which else found.start()
    digits = found["decade"]
    value = number(digits)
    if value is None:
        return
    hundreds = (century - 1) * 100 if century else Decimal(0)
    one = found["first"] or found["listed"]
    if one:
        first = number(one if one[-1] in "0十" else one + "十")
        middle = found.end("first") if found["first"] else found.end("listed")
        if first is not None:
            yield start, middle, first + hundreds, Kind.DECADE, False
            yield found.start("decade"), found.end(), value + hundreds, Kind.DECADE, False
        return
    yield start, found.end(), value + (hundreds if value < 100 else 0), Kind.DECADE, True  # noqa: PLR2004
