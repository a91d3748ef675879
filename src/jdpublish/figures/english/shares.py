"""English parts of one or of a thing: a third, two-thirds, half a million, half a century."""

import re
from decimal import Decimal

from jdpublish.figures.english.number_words import CARDINALS, scale_at
from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.english.units import part_at, unit_at
from jdpublish.figures.quantity import Kind
from jdpublish.figures.units import ENGLISH_UNITS

_PARTS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "sixteenth": 16, "twentieth": 20,
    "thirtieth": 30, "fiftieth": 50, "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
    "billionth": 10**9, "trillionth": 10**12, "half": 2, "halve": 2, "quarter": 4,
}  # fmt: skip
_HALF, _QUARTER = 2, 4
_SHARE = re.compile(
    r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2})(?P<joint>[ -])"
    r"(?:(?P<tens>ten|hundred)-(?=[a-z]+(?:d|ion)ths?\b))?"
    rf"(?P<part>{'|'.join(_PARTS)})(?P<plural>s)?(?![a-z])|(?P<half>half)(?![a-z])"
)
_FRACTION = re.compile(r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,4})(?![0-9/.,]*[0-9/%])(?! [A-Z])")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}
VULGAR = "".join(_VULGAR)
"""Fractions that are one character."""
_FOLLOWED = re.compile(
    r" (?:of|more|less|higher|lower|larger|smaller|as|faster|from|over|in|to|since|year|on|that|"
    r"the|its)\b|[,.;:)]|$"
)
_LED = re.compile(
    r"\b(?:by|fell|rose|dropped|grew|jumped|down|up|than|nearly|almost|about|over|around|roughly|"
    r"least) $"
)
_OF_THEM = re.compile(
    r"(?! of (?:declin|growth|loss|operat|contraction|expansion|falling|rising|consecutive|"
    r"straight|negative|positive|gains|earnings|profit|results|data|recession|[0-9]))"
    r" (?:of|as|more|less|full|empty)\b"
)
"""What tells three quarters of a thing from those of a year."""
_ORDINAL_OF = re.compile(
    r" (?!of|more|less|higher|lower|larger|smaller|as|faster|from|over|in|to|since|year|on|that|"
    r"the|its|last|this|compared|between|within|during|by|after|when|while|and|or|but|with|before|"
    r"every|per|each|annual|overall|respectively|for|until|under|at|because|due|against|amid|"
    r"again|if|through|without|thanks|following|relative|than|across|among|below|above|off|a|an|"
    r"were|was|are|is|had|have|has|[a-z]+ly\b|[a-z]+s\b)[a-z]+"
)
"""What follows a third that is one after two: “a third development”."""
_OF_ONE = re.compile(
    r"(?:-| (?:of )?)(?:an?[ -]|one[ -](?=percent|hundred)|"
    r"(?=[mbtr]+illion|dozen|hour|century|decade|year|day|minute))"
)
_POINT = re.compile(r"[ -](?=points?(?![a-z]))")
_OF_RATES = re.compile(r"\b(?:rates?|percent|per cent|basis|central bank|fed)\b|%")
_GROUP = re.compile(r"(?P<dozen>dozen)(?![a-z])|score of(?![a-z])")
_LONG_TIME = re.compile(r"(?:(?P<century>century)|decade)(?![a-z])")
_NO_HALF = re.compile(
    r"[ -](?:time|way|hearted|baked|brother|sister|mast|marathon|finals?|back|truth|moon|life|"
    r"board)\b"
)


def share_at(text: Plain, start: int) -> Reading | None:
    """Return the part that starts here: half, two-thirds, a quarter of a million, half a day."""
    found = _SHARE.match(text.lower, start)
    if not found:
        return None
    count, whole = _count_and_whole(found)
    if (count > 1) != bool(found["plural"]) or count >= whole:
        return None
    thing = _of_a_thing(text, found, Decimal(count), whole)
    if thing:
        return thing
    # Half of them may be said otherwise; a third is a third.
    share = Reading(*found.span(), Decimal(count), Kind.SHARE, over=whole, firm=whole > _HALF)
    return share if _is_share(text, found, count, whole) else None


def fraction_at(text: Plain, start: int) -> Reading | None:
    """Return the fraction in digits that starts here: 1/3, ½."""
    vulgar = _VULGAR.get(text.lower[start])
    if vulgar:
        return Reading(start, start + 1, Decimal(vulgar[0]), Kind.SHARE, over=vulgar[1])
    found = _FRACTION.match(text.lower, start)
    if not found or not 0 < int(found["one"]) < int(found["other"]):
        return None
    return Reading(*found.span(), Decimal(found["one"]), Kind.SHARE, over=int(found["other"]))


def _count_and_whole(found: re.Match[str]) -> tuple[int, int]:
    if found["half"]:
        return 1, _HALF
    word = found["count"]
    count = int(word) if word.isdigit() else CARDINALS.get(word, 1)
    tens = {"ten": 10, "hundred": 100}.get(found["tens"], 1)
    return count, tens * _PARTS[found["part"]]


def _is_share(text: Plain, found: re.Match[str], count: int, whole: int) -> bool:
    """Whether what looks like a part is one: not “a third time”, nor “two quarters later”."""
    followed = _FOLLOWED.match(text.lower, found.end())
    if whole == _HALF and _NO_HALF.match(text.lower, found.end()):
        return False
    if found["half"] or found["joint"] == "-":
        return True
    if whole == _QUARTER and found["plural"]:
        led = _LED.search(text.before(found.start(), 20))
        return count == whole - 1 and bool(led or _OF_THEM.match(text.lower, found.end()))
    if found["plural"]:
        return True
    if _LED.search(text.before(found.start(), 20)):
        return not _ORDINAL_OF.match(text.lower, found.end())
    return bool(followed) and (whole != _QUARTER or text.lower.startswith(" of", found.end()))


def _part_of_point(text: Plain, found: re.Match[str], count: Decimal, whole: int) -> Reading | None:
    """Return a quarter point or half-point by which a rate changes."""
    point = _POINT.match(text.lower, found.end())
    if (
        not point
        or whole not in (_HALF, _QUARTER)
        or not _OF_RATES.search(text.around(point.end()))
    ):
        return None
    stop = point.end() + len("point")
    return Reading(found.start(), stop, count / whole, Kind.POINTS, wordy=True)


def _of_a_thing(text: Plain, found: re.Match[str], count: Decimal, whole: int) -> Reading | None:
    """Return half a million, a quarter of a century, half a percentage point, half an hour."""
    joint = _OF_ONE.match(text.lower, found.end())
    if not joint:
        return _part_of_point(text, found, count, whole)
    value, over = (count / whole, 1) if 10**6 % whole == 0 else (count, whole)
    stop = joint.end()
    reading = Reading(found.start(), stop, value, over=over, wordy=True)
    long_time = _LONG_TIME.match(text.lower, stop)
    if long_time:
        years = value * (100 if long_time["century"] else 10)
        return reading.but(stop=long_time.end(), value=years, unit=ENGLISH_UNITS["years"])
    group = _GROUP.match(text.lower, stop)
    if group:
        return reading.but(
            stop=group.end(), value=value * (12 if group["dozen"] else 20), firm=False
        )
    part = part_at(text, stop)
    if part:
        return reading.but(stop=part.stop, value=value * part.factor, kind=part.kind)
    scale, after = scale_at(text.lower, stop - 1)
    if scale > 1:
        reading = reading.but(stop=after, value=value * scale, scale=scale)
    unit = unit_at(text, reading.stop, reading.value, scale)
    if unit:
        return reading.but(stop=unit[1], unit=unit[0])
    return reading if scale > 1 else None
