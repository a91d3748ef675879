"""What English says of a number as a multiple or a share: three times as many, one in five."""

import re
from decimal import Decimal

from jdpublish.figures.english.number_words import CARDINALS, SCALES, number_at
from jdpublish.figures.english.reading import FIRM_FROM, Plain, Reading
from jdpublish.figures.quantity import Kind

_PARTS_PER = re.compile(
    r" (?:parts? per (?P<scale>thousand|million|billion|trillion)|pp(?P<letter>[mb]))(?![a-z])"
)
_TIMES = re.compile(r" times(?![a-z])|x(?![a-z0-9])|×(?! ?[0-9])|-times(?= [a-z])")
_FOLD = re.compile(r"[ -]?folds?(?![a-z])")
_FOLD_IN_WORDS = re.compile(
    r"(?P<value>two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|hundred)fold"
    r"(?![a-z])"
)
_COMPARED = re.compile(
    r" (?:as(?! (?:he|she|it|they|we|you|i|the)\b)|the|that|those|its|their|his|her|our|more|"
    r"higher|larger|bigger|greater|faster|longer|what|over|of|less|fewer|lower|heavier|stronger|"
    r"cheaper|smaller|earnings|sales|revenue|book|gross|net|better|worse|quicker|older|taller|"
    r"compared|[a-z]+er than)\b(?! (?:last|this|past|same) )"
)
_GROWN = re.compile(
    r"\b(?:rose|rise[ns]?|rising|increase[ds]?|increasing|gr[eo]wn?|grows|growing|up|by|"
    r"multipl\w+|jump\w*|surg\w+|soar\w*|expand\w*|climb\w*|\w{0,5}subscribed|swell\w*|swollen)"
    r"(?: by| to| of)?(?: (?:more than|over|nearly|almost|about|some|around|roughly|approximately|"
    r"at least))?(?: [0-9a-z.]{1,6}(?:-| to | or ))? ?$"
)
_OUT_OF = re.compile(
    r"(?: (?:in|out of)(?: every)? |-in-)(?:(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){0,3})"
    r"(?![0-9.,%]*[0-9%])|(?=[a-z]))"
)
_NO_SHARE = re.compile(
    r"[ -](?:days?|months?|years?|weeks?|hours?|minutes?|decades?|percent|[mbtr]+illion|%|times|"
    r"consecutive|seasons?|games|matches|attempts|january|february|march|april|may|june|july|"
    r"august)"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def fold_at(text: Plain, start: int) -> Reading | None:
    """Return the multiple in one word that starts here: threefold."""
    found = _FOLD_IN_WORDS.match(text.lower, start)
    if not found:
        return None
    value = Decimal(CARDINALS.get(found["value"], 100))
    firm = not text.lower.startswith(":", found.end())  # “our task is threefold: …”
    return Reading(*found.span(), value, Kind.MULTIPLE, firm=firm, wordy=True)


def multiple(text: Plain, reading: Reading) -> Reading | None:
    """Return how many times as much something is, or how many times it happened.

    The value is as written. “Three times as many” is three times as many; but “increased
    threefold”, “rose 2.5 times” and “three times more” leave open whether what was added or what
    came of it is meant, so whoever compares should take n and n + 1 for n.
    """
    if text.before(reading.start, 10) == "factor of ":
        return reading.but(kind=Kind.MULTIPLE)
    fold = _FOLD.match(text.lower, reading.stop)
    if fold:
        return reading.but(stop=fold.end(), kind=Kind.MULTIPLE, firm=True)
    times = _TIMES.match(text.lower, reading.stop)
    if not times or (times[0] == "x" and reading.wordy):
        return None
    if (
        times[0] in ("x", "×")
        or reading.value % 1
        or _COMPARED.match(text.lower, times.end())
        or _GROWN.search(text.before(reading.start, 40))
    ):
        firm = reading.firm or reading.value < FIRM_FROM
        return reading.but(stop=times.end(), kind=Kind.MULTIPLE, firm=firm)
    return reading


def out_of(text: Plain, reading: Reading) -> Reading | None:
    """Return three in ten, nine out of 10, 1 in 5; not “three in 2024”, “five in ten days”."""
    found = _OUT_OF.match(text.lower, reading.stop) if reading.bare else None
    if not found:
        return None
    words = None if found["digits"] else number_at(text.lower, found.end())
    if found["digits"]:
        whole, stop = int(found["digits"].replace(",", "")), found.end()
    elif words and (words.exact or text.lower.startswith("a ", found.end())):
        whole, stop = int(words.value), words.stop
    else:
        return None
    told = 0 < reading.value < whole and not reading.value % 1
    if not told or _FIRST_YEAR <= whole <= _LAST_YEAR or _NO_SHARE.match(text.lower, stop):
        return None
    return reading.but(stop=stop, kind=Kind.SHARE, over=whole, firm=True)


def parts_per(text: Plain, reading: Reading) -> Reading | None:
    """Return so many parts per million; 5 ppm may be written so in the other language too."""
    found = _PARTS_PER.match(text.lower, reading.stop) if reading.bare else None
    if not found:
        return None
    scale = SCALES[found["scale"] or {"m": "million", "b": "billion"}[found["letter"]]]
    return reading.but(stop=found.end(), kind=Kind.SHARE, over=int(scale), firm=False)
