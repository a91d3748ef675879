"""Times of day in a Chinese text: 下午3点半, 15时30分, 晚上8点左右."""

import re
from decimal import Decimal
from functools import cache

from jdpublish.figures.chinese.meaning import Meaning, Place
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.quantity import Hedge, Kind

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
    (?P<word>时(?!期(?!间)|[间代速段候任年刻空尚常长值机隔评效事报装差区序])|点(?P<bell>钟)?)
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


def colon_time(plain: str, found: re.Match[str], floor: int) -> tuple[int, int]:
    """Return where 下午3:30 begins, with its part of the day, and its minutes since midnight."""
    said = _BEFORE_TIME.search(plain, max(floor, found.start() - 6), found.start())
    hour = _in_24_hours(int(found["hour"]), said["part"] if said else "")
    return said.start() if said else found.start(), 60 * hour + int(found["minute"])
