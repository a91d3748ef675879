"""Years, months, days, quarters, decades and times of day in a Chinese text."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from jdpublish.figures.chinese.amounts import Meaning, Place
from jdpublish.figures.chinese.numbers import Number
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.quantity import Hedge, Kind
from jdpublish.figures.units import CENTURY, CHINESE_UNITS

_ONE = "一二三四五六七八九"
_DAYPART = (
    "上午|下午|凌晨|早上|早晨|清晨|清早|晚上|晚间|当晚|今晚|昨晚|明晚|晚|今早|明早|早|中午|正午|傍晚|黄昏|"
    "夜间|夜里|当夜|昨夜|深夜|半夜|午夜|午后|午间|次晨|拂晓"
)
_PART = re.compile(_DAYPART)
_AFTERNOON = re.compile("下午|午后|午间|傍晚|黄昏|中午|正午|晚|夜")
_NOON = re.compile("午间|中午|正午")
_BEFORE_TIME = re.compile(rf"(?P<part>{_DAYPART})(?:的|约|大约|近|将近|接近|临近|至|到)?[ ]?$")
_BEFORE_CLOCK = re.compile("[日号在于从自至到—~–-]$")


@cache
def _clock() -> re.Pattern[str]:
    """Return the pattern of what stands after an hour, made when it is first asked for."""
    return re.compile(
        rf"""
    (?P<word>时(?![间代期速段候任年刻空尚常长值机隔评效事报装差区序])|点(?P<bell>钟)?)
    (?:[ ]?(?=[0-9 ]{{1,3}}分))?
    (?:
      (?P<half>半)(?![个价决天年])
      | (?P<quarters>[一三13])刻钟? | (?P<sharp>整)(?![个体改理顿合])
      | (?P<minutes>[0-5]?[0-9]|[二三四五]?十[{_ONE}]?|[零〇][{_ONE}])[ ]?(?P<fen>分(?![之析钟]))?
        (?:(?P<seconds>[0-9]{{1,2}}|[二三四五]?十[{_ONE}]?)秒)?
    )?
    (?P<about>许|左右|前后|多(?!次))?
    """,
        re.VERBOSE,
    )


_GOES_ON = re.compile(
    "[ ]?(?:[至到—–~-]{1,2}[0-9]{1,2}[点时:]|以?前|以?后|之前|之后|开始|起|左右|许|多)"
)
_TO_HOUR = re.compile("[ ]?[至到—–~-]{1,2}[ ]?[0-9]{1,2}[点时](?![0-9个位])")
_COLON = re.compile(r"(?P<hour>[01]?[0-9]|2[0-4])[:：](?P<minute>[0-5][0-9])(?![0-9:：.])")
_SCORE_BEFORE = re.compile("(?:比分|成绩)(?:[:：]|为|是|定格在)?[ ]?$|[^可得予加所]以[ ]?$")
_SCORE_AFTER = re.compile(
    "[ ]?(?:的?总?比分|[，,]?(?:[战击大完险惨][胜败负]|胜|负|领先|落后|不敌|逆转|淘汰|横扫"
    "|获胜|取胜|告负|扳平|力克|轻取|平[局手]|锁定|拿下))"
)
_DATE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sign)(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_SEASON = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:/|[-–—~](?=[0-9]{2}(?:赛季|学年|财年|年度|年)))"
    r"(?P<next>(?:19|20)?[0-9]{2})(?![0-9/.-])(?:(?P<after>年)(?!级))?"
)
_DECADE = re.compile(
    rf"(?:(?P<century>[0-9]{{1,2}}|二?十[{_ONE}]?|[{_ONE}])[ ]?世纪[ ]?)?"
    rf"(?:(?P<first>[{_ONE}])(?=[{_ONE}]十))?"
    rf"(?P<decade>[0-9]0|(?:1[0-9]|20)[0-9]0|[{_ONE}]?十|一九[{_ONE}]〇)[ ]?年代"
)
_THIS_CENTURY = re.compile("(?P<which>上|本)个?世纪$")
_BORN = re.compile(r"(?P<decade>[0-9]0|[五六七八九零〇]零|[五六七八九〇]〇)后(?![来期续面方勤])")
_TAIL = re.compile(
    r"""
    (?P<century>个?世纪)
    | (?P<year>年(?:度(?![假过])|份)?(?![级轻龄画货味]))
    | (?P<month>月(?:份)?(?![球亮饼薪租嫂票经]))
    | (?P<day>[日号])
    | (?P<quarter>季(?:度|(?=[报末初中])))
    """,
    re.VERBOSE,
)
_LASTING = re.compile("的?历史|的?悠久|之久|间(?!隔)|来(?![自到临])|的?(?:产权|使用权|有期)")
_DAY_LASTS = re.compile("[以之]?内|[游龄间票均]|以上|以下|[多余]|后(?!续)")
_NOT_DAY = re.compile("报(?![道告警名])|本(?=[人国队])|[志照产元圆]|元(?!旦|宵)|圆")
_MONTH_AFTER = re.compile("[0-9]{1,2}月")
_LAST_CENTURY = 50
"""The two digits of a year from which on it is one of the last century."""
_COMMON_ERA = re.compile("(?:公元前?|西元前?|前)[ ]?$")


def dated(place: Place) -> Meaning | None:
    """Return what a number is in a date, or None where it is in none."""
    found = _TAIL.match(place.plain, place.stop)
    if not found:
        return None
    name = found.lastgroup
    if name == "century":
        return _century(place, found)
    if name == "year":
        return _year(place, found)
    if name == "quarter":
        return _quarter(place, found)
    return _month(place, found) if name == "month" else _day(place, found)


def _century(place: Place, found: re.Match[str]) -> Meaning | None:
    century = place.last.whole
    if found[0] != "世纪" or not century or not 0 < century < 30:  # noqa: PLR2004 - to come
        return None
    return Meaning(found.end(), Kind.ORDINAL, CENTURY)


def is_year(number_: Number) -> bool:
    """Whether a number may be that of a year: four digits, nothing around them."""
    length = number_.stop - number_.start
    year = number_.whole
    return year is not None and not number_.scale and length == 4 and 1000 <= year < 2200  # noqa: PLR2004


def _year(place: Place, found: re.Match[str]) -> Meaning | None:
    if place.before.hedge and not _compared(place):
        return None
    if is_year(place.first):
        lasts = place.first.value % 100 == 0 and _LASTING.match(place.plain, found.end())
        return None if lasts else Meaning(found.end(), Kind.YEAR)
    start = place.first.start
    if _COMMON_ERA.search(place.plain, max(0, start - 4), start):
        return Meaning(found.end(), Kind.YEAR)
    return _short_year(place, found)


def _short_year(place: Place, found: re.Match[str]) -> Meaning | None:
    """Read 08年 and 98年5月; 98年 alone may be so many years."""
    digits = place.plain[place.last.start : place.last.stop]
    year = place.last.whole
    if found[0] != "年" or year is None or len(digits) != len("08"):
        return None
    if digits[0] in "0〇零" or _MONTH_AFTER.match(place.plain, found.end()):
        century = 1900 if year >= _LAST_CENTURY else 2000
        return Meaning(found.end(), Kind.YEAR, more=Decimal(century), firm=False)
    return None


def _compared(place: Place) -> bool:
    """Whether 超过2019年 is more than that of 2019, rather than more than 2,019 years."""
    hedge = place.plain[place.before.start : place.first.start]
    return len(hedge) > 1 and "约" not in hedge and 1900 <= place.first.value < 2100  # noqa: PLR2004


def _month(place: Place, found: re.Match[str]) -> Meaning | None:
    if (
        not all(_within(one, 12) for one in place.numbers)
        or "两" in place.plain[place.first.start : place.stop]
    ):
        return None
    return Meaning(found.end(), Kind.MONTH)


def _within(one: Number, most: int) -> bool:
    return one.whole is not None and 1 <= one.whole <= most


def _day(place: Place, found: re.Match[str]) -> Meaning | None:
    plain, start = place.plain, place.first.start
    after_month = plain[start - 1 : start] in ("月", "份")
    in_a_month = all(_within(one, 31) for one in place.numbers) and not place.before.hedge
    if after_month and in_a_month:
        return Meaning(found.end(), Kind.DAY)
    if found[0] == "号":
        return Meaning(found.end(), Kind.ORDINAL, firm=False)
    if _NOT_DAY.match(plain, found.end()):
        return None
    if not in_a_month or _DAY_LASTS.match(plain, found.end()):
        return Meaning(found.end(), unit=CHINESE_UNITS["天"])
    return Meaning(found.end(), Kind.DAY)


def _quarter(place: Place, found: re.Match[str]) -> Meaning | None:
    if not all(_within(one, 4) for one in place.numbers):
        return None
    if place.plain.startswith("前", max(0, place.first.start - 1)):
        return Meaning(found.end(), unit=CHINESE_UNITS["个季度"], firm=False)
    return Meaning(found.end(), Kind.QUARTER, firm=False)


def clock(place: Place, carried: str | None) -> tuple[int, Meaning] | None:
    """Return where a time of day starts and what it means, or None where none stands here.

    Minutes count from midnight. `carried` are the words that an earlier time of the same span gave
    (下午1时30分至5时); a time without any is taken for one of 24 hours.
    """
    hour = place.last.whole
    if hour is None or hour > 24 or place.last.scale > 1:  # noqa: PLR2004 - hours of a day
        return None
    found = _clock().match(place.plain, place.stop)
    if not found:
        return None
    start = place.before.start
    said = _BEFORE_TIME.search(place.plain, max(0, start - 6), start)
    part = said["part"] if said else carried or ""
    if not said and place.before.hedge:
        inner = place.first.start
        said = _BEFORE_TIME.search(place.plain, max(0, inner - 6), inner)
        part = said["part"] if said else part
    minutes, stop = _minutes(found, certain=bool(part))
    if not (part or carried is not None or _is_clock(place, found, stop)):
        return None
    total = 60 * _in_24_hours(hour, part) + minutes
    first = min(said.start() if said else start, start)
    hedge = (
        Hedge.ABOUT
        if found["about"] and found["about"] != "多" and stop == found.end()
        else Hedge.NONE
    )
    return first, Meaning(stop, Kind.TIME, hedge=hedge, more=Decimal(total) - place.last.value)


def part_of_day(words: str) -> str:
    """Return the words for a part of the day at the head of a time: 下午 of 下午1时30分."""
    found = _PART.match(words)
    return found[0] if found else ""


def _minutes(found: re.Match[str], *, certain: bool) -> tuple[int, int]:
    """Return the minutes after the hour, and where they stop."""
    if found["half"]:
        return 30, found.end()
    if found["quarters"]:
        return 15 if found["quarters"] in "一1" else 45, found.end()
    if not found["minutes"]:
        return 0, found.end()
    value = number(found["minutes"])
    bare = not found["fen"]
    if value is None or (
        bare and (found["word"] == "时" or not certain or len(found["minutes"]) == 1)
    ):
        return 0, found.end("word")
    return int(value), found.end()


def _is_clock(place: Place, found: re.Match[str], stop: int) -> bool:
    """Whether an hour without a part of the day is one: 9点 may be nine points."""
    if found["word"] == "时":
        return place.last.arabic or stop > found.end("word")
    if found["bell"] or found["half"] or found["quarters"] or found["sharp"] or found["fen"]:
        return place.last.arabic or bool(found["bell"] or found["half"] or found["quarters"])
    inner = place.first.start
    before = bool(_BEFORE_CLOCK.search(place.plain, max(0, inner - 1), inner))
    goes_on = bool(_GOES_ON.match(place.plain, stop) or found["about"])
    to_hour = bool(_TO_HOUR.match(place.plain, stop))
    return place.last.arabic and ((before and goes_on) or to_hour)


def _in_24_hours(hour: int, part: str) -> int:
    if not part or hour > 12:  # noqa: PLR2004 - already in 24 hours
        return hour
    if not _AFTERNOON.search(part):
        return 0 if hour == 12 and part in ("凌晨", "次晨") else hour  # noqa: PLR2004
    if _NOON.search(part):
        return hour if hour >= 10 else hour + 12  # noqa: PLR2004 - 中午11点 is before noon
    if re.search("[晚夜]", part) and "傍" not in part:
        if hour == 12:  # noqa: PLR2004 - midnight
            return 24
        return hour + 12 if hour >= 5 else hour  # noqa: PLR2004 - 夜里2点 is after midnight
    return hour if hour == 12 else hour + 12  # noqa: PLR2004


Part = tuple[int, int, Decimal, Kind, bool]
"""A part of a date: its place, value and kind, and whether it is firm."""


def in_figures(plain: str, start: int, floor: int) -> Iterator[Part]:
    """Read what starts here and is a date or time as a whole: 15:30, 2024-01-05, 20世纪90年代."""
    found = _COLON.match(plain, start)
    if found and not stands_for_score(plain, *found.span()):
        yield from _colon(plain, found, floor)
        return
    found = _DATE.match(plain, start)
    if found:
        for name, kind in (("year", Kind.YEAR), ("month", Kind.MONTH), ("day", Kind.DAY)):
            yield *found.span(name), Decimal(found[name]), kind, True
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


def _colon(plain: str, found: re.Match[str], floor: int) -> Iterator[Part]:
    said = _BEFORE_TIME.search(plain, max(floor, found.start() - 6), found.start())
    hour = _in_24_hours(int(found["hour"]), said["part"] if said else "")
    start = said.start() if said else found.start()
    yield start, found.end(), Decimal(60 * hour + int(found["minute"])), Kind.TIME, True


def stands_for_score(plain: str, start: int, stop: int) -> bool:
    """Whether the words around say that what stands there is the score of a game."""
    before = _SCORE_BEFORE.search(plain, max(0, start - 5), start)
    return bool(before or _SCORE_AFTER.match(plain, stop))


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
    if found["first"]:
        first = number(found["first"] + "十")
        if first is not None:
            yield start, found.end("first"), first + hundreds, Kind.DECADE, False
            yield found.end("first"), found.end(), value + hundreds, Kind.DECADE, False
        return
    yield start, found.end(), value + (hundreds if value < 100 else 0), Kind.DECADE, True  # noqa: PLR2004
