"""English multiples, ratios and scores: doubled, twice as much, 1:1.5, 3–1."""

import re
from decimal import Decimal

from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.quantity import Kind

_MULTIPLES = {
    "halv": (1, 2), "doubl": (2, 1), "tripl": (3, 1), "trebl": (3, 1), "quadrupl": (4, 1),
    "quintupl": (5, 1), "sextupl": (6, 1),
}  # fmt: skip
_MULTIPLE = re.compile(rf"(?P<stem>{'|'.join(_MULTIPLES)})(?P<end>ed|ing|es|e)(?![a-z])")
_NO_MULTIPLE = re.compile(
    r"[ -](?:as|down|up|bond|rooms?|beds?|standards?|track|major|cropping|check|click|agent|"
    r"murder|jeopardy|homicide|helix|edged?|play|bill|decker|bogey|digits?|whammy|header|life|"
    r"meaning|entry|dip|layer|sided|aspect|taxation|fault|crown|jump|bottom)\b"
)
_SURE = re.compile(r"\b(?:to|will|would|more than|nearly|almost|over|could|may|about|than) $")
_TWICE = re.compile(r"(?P<word>twice|thrice|twofold)(?![a-z])")
_COMPARED = re.compile(
    r"(?:-|,)? ?(?:as|the|that|those|its|what|their|his|her|more|this|last year's)\b"
    r"(?! (?:week|year|month|day))"
)
_SIDE = r"[0-9]{1,4}(?:\.[0-9]{1,3})?"
_RATIO = re.compile(
    rf"(?P<one>{_SIDE})(?P<sign> ?: ?|[–-]|-to-| to )(?P<other>{_SIDE})(?![0-9%]|[.,][0-9])"
)
_CHAIN = re.compile(r" ?: ?[0-9]")
_SCORE = re.compile(r"[0-9]{1,3}[–-][0-9]{1,3}")
_IN_SPORT = re.compile(
    r"\b(?:w[io]ns?|winning|beat(?:s|ing|en)?|defeat\w*|victor\w*|scor\w+|draws?|drew|drawn|loss|"
    r"lost|los[et]s?|lead|led|leading|thrash\w*|goals?|penalt\w+|match(?:es)?|games?|sets?|downed|"
    r"edged|tied|tie|champion\w*|finals?|comeback|title|league|cup|vot\w+|trail\w*|rout\w*|"
    r"aggregate|half-time|season)\b"
)
_NO_SCORE = re.compile(
    r"-| (?!wins?\b|loss|series|as\b|was\b|is\b|against|goals|sets|runners)[a-z]+s\b"
)
_BEFORE_RANGE = re.compile(r"(?:\b(?:aged?|ages|aged between)|[0-9][–-]) ?$")
_OF_RATIO = re.compile(
    r"\b(?:ratio|odds|score|scale|proportion|vote|margin|won|beat|lead|victory|win)\b[a-z ]{0,25}$"
)
_MEASURED = re.compile(
    r"[ -]?(?:%|percent|per cent|[mbtr]+illion|thousand|hundred|yuan|dollars?|years?|days?|months?|"
    r"weeks?|hours?|minutes?|kilo\w+|meters?|km|times|tons?|people|degrees|points?|°|bn\b|mw|gw|"
    r"[ap]\.?m|fold|and\b.{0,9}percent|class|star|story|storey|seconds?|mu\b|feet|foot|miles?)"
)


def multiple_at(text: Plain, start: int) -> Reading | None:
    """Return the multiple that starts here: doubled, twice as much, halved; or twice, two times."""
    found = _MULTIPLE.match(text.lower, start)
    if found:
        if _NO_MULTIPLE.match(text.lower, found.end()):
            return None
        value, over = _MULTIPLES[found["stem"]]
        firm = found["end"] in ("ed", "ing") or bool(_SURE.search(text.before(start, 12)))
        return Reading(*found.span(), Decimal(value), Kind.MULTIPLE, over=over, firm=firm)
    twice = _TWICE.match(text.lower, start)
    if not twice:
        return None
    value = 3 if twice["word"] == "thrice" else 2
    compared = twice["word"] == "twofold" or bool(_COMPARED.match(text.lower, twice.end()))
    kind = Kind.MULTIPLE if compared else Kind.NUMBER
    return Reading(*twice.span(), Decimal(value), kind, firm=compared)


def ratio_at(text: Plain, start: int) -> tuple[Reading, ...]:
    """Return the ratio or the score whose digits start here.

    One with three terms (3.2 : 38.7 : 58.1) or with nothing on its second side is not worth a
    quotient: its numbers are read each for itself.
    """
    found = _RATIO.match(text.lower, start)
    if not found or _MEASURED.match(text.lower, found.end()) or not _is_ratio(text, found):
        return ()
    one, other = Decimal(found["one"]), Decimal(found["other"])
    if _CHAIN.match(text.lower, found.end()) or not other:
        return Reading(*found.span("one"), one), Reading(*found.span("other"), other)
    places = max(-int(number.as_tuple().exponent) for number in (one, other))
    over = int(other.scaleb(places))
    return (Reading(*found.span(), one.scaleb(places), Kind.RATIO, over=over),)


def _is_ratio(text: Plain, found: re.Match[str]) -> bool:
    sign = found["sign"].strip()
    if sign in (":", "-to-"):
        return True
    if sign == "to":
        return bool(_OF_RATIO.search(text.before(found.start(), 45)))
    counted = _NO_SCORE.match(text.lower, found.end())
    if (
        counted
        or not _SCORE.fullmatch(found[0])
        or _BEFORE_RANGE.search(text.before(found.start(), 16))
    ):
        return False
    return bool(_IN_SPORT.search(text.around(found.start())))
