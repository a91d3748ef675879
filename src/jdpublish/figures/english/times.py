"""Times of day in English, and how long a race took: 3:30 p.m., 15:30, noon, 2:05:36."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.quantity import Kind
from jdpublish.figures.units import ENGLISH_UNITS

_HALF_DAY = 12
_HOUR = r"(?P<hour>[01]?[0-9]|2[0-4])"
_SHARED = (
    r"(?P<shared>(?: ?[–—-] ?| to | and | until | till )"
    r"(?P<end>1?[0-9])(?:[:.][0-5][0-9])? ?(?P<later>[ap])\.?m\b)"
)
_CLOCK = re.compile(
    rf"{_HOUR}(?:[:.](?P<minute>[0-5][0-9]))?"
    rf"(?: ?(?P<half>[ap])(?:\. ?m\.|m)(?![a-z0-9])|(?P<clock> o'clock)|{_SHARED})"
)
_CLOCK_24 = re.compile(rf"{_HOUR}:(?: (?=[0-5]0))?(?P<minute>[0-5][0-9])(?![0-9:]|\.[0-9])")
_CLOCK_BARE = re.compile(
    r"(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9])"
    r"(?: ?(?:gmt|utc|bst|cet|cest|est|edt|pst|pdt)\b|(?= (?:local|beijing) time\b)"
    r"|(?P<hours>(?= ?(?:hours|hrs)\b)))"
)
_AT = re.compile(r"\b(?:at|until|till) $")
_GREENWICH = re.compile(r" ?(?:gmt|utc)\b")
_IN_THE_EVENING = re.compile(
    r"\b(?P<half>morning|afternoon|evening|night|tonight)s?,? (?:at|from|around|about) $"
)
_HOUR_ALONE = re.compile(
    r"(?P<hour>1[0-2]|[1-9])(?P<minute>)(?=[.,;)]|$| (?:on|at|in|for|with|and)\b)"
)
_AS_RATIO = re.compile(
    r"(?:ratio|odds|scale)[ a-z']*$|\bscores? (?:of|was|is|at|stands at|stood at) $|"
    r"\b(?:w[io]n(?:ning)?|lost|los(?:es|ing)|lead(?:ing|s)?|led|beat(?:en|ing|s)?|"
    r"trail(?:ed|ing|s)?|defeat(?:ed)?|ahead|behind|match points?)(?: [a-z]+){0,4} $"
)
_AFTER_TIME = re.compile(r" ?(?:on|local|beijing|gmt|utc|[a-z]*day|this|\(|hours)\b")
_LASTING = re.compile(
    r"(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9](?:\.[0-9]{1,3})?)"
    r"(?![0-9:])"
)
_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-5][0-9]\.[0-9]{1,3})(?![0-9:])")
_NOON = {"midnight": 0, "noon": 12 * 60, "midday": 12 * 60}


def time_at_digits(text: Plain, start: int) -> Iterator[Reading]:
    """Yield the time of day whose digits start here, or how long a race took."""
    lasting = _LASTING.match(text.lower, start) or _MINUTES.match(text.lower, start)
    if lasting:
        for name in lasting.groupdict():
            yield Reading(*lasting.span(name), Decimal(lasting[name]), unit=ENGLISH_UNITS[name])
    elif found := _CLOCK.match(text.lower, start):
        yield from _half_day(found)
    elif found := _CLOCK_BARE.match(text.lower, start):
        if found["hours"] is None or found["hour"] < "10" or _AT.search(text.before(start, 8)):
            yield _elsewhere(found)
    elif found := _CLOCK_24.match(text.lower, start):
        if not _is_ratio(text, found):
            yield _time(found, int(found["hour"]), found.end())
    elif found := _HOUR_ALONE.match(text.lower, start):
        half = _IN_THE_EVENING.search(text.before(start, 24))
        if half:
            later = 0 if half["half"] == "morning" else _HALF_DAY
            yield _time(found, int(found["hour"]) % _HALF_DAY + later, found.end())


def _elsewhere(found: re.Match[str]) -> Reading:
    """Return a time in four digits, mostly in another zone, which nobody misses."""
    return _time(found, int(found["hour"]), found.end()).but(firm=False)


def _is_ratio(text: Plain, found: re.Match[str]) -> bool:
    """Whether what looks like a time is a ratio or a score: “led by 21:19”."""
    before = text.before(found.start(), 60)
    return bool(_AS_RATIO.search(before) and not _AFTER_TIME.match(text.lower, found.end()))


def noon_at(text: Plain, start: int) -> Iterator[Reading]:
    """Yield noon or midnight, where it starts here; others may say 12:00."""
    for word, value in _NOON.items():
        if text.lower.startswith(word, start):
            yield Reading(start, start + len(word), Decimal(value), Kind.TIME, firm=False)


def _half_day(found: re.Match[str]) -> Iterator[Reading]:
    """3:30 p.m., or the first of “9:00 to 11:30 a.m.”."""
    hour = int(found["hour"])
    half = found["half"] or found["later"]
    if half and hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    if found["shared"] and half == "p" and hour > int(found["end"]) % _HALF_DAY + _HALF_DAY:
        hour -= _HALF_DAY  # from 11 to 1 p.m.
    yield _time(found, hour, found.start("shared") if found["shared"] else found.end())


def _time(found: re.Match[str], hour: int, stop: int) -> Reading:
    value = Decimal(60 * hour + int(found["minute"] or 0))
    greenwich = _GREENWICH.match(found.string, stop)
    stop = greenwich.end() if greenwich else stop
    return Reading(found.start(), stop, value, Kind.TIME)
