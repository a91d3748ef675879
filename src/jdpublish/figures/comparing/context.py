"""What the words around two equal figures tell of them: minus, mid-July, no more than, a range."""

import re
from dataclasses import replace
from decimal import Decimal

from jdpublish.figures.comparing.precision import DOWN, UP
from jdpublish.figures.quantity import Hedge, Kind, Quantity

_MINUS = {
    "zh": re.compile(r"[亏损降减跌负缩低少退差弱蚀逆欠下滑]|流出|赤字|冰点|[-−－]"),
    "en": re.compile(
        r"\b(?:minus|negative|below|sub-?zero|loss\w*|los[et]\w*|deficit|down\w*|drop\w*|fell|fall\w*"
        r"|declin\w*|decreas\w*|shr[aiu]nk\w*|contract\w*|cut\w*|reduc\w*|outflow\w*|short\w*|lower\w*"
        r"|less\w*|slump\w*|slid\w*|plung\w*|under|outstanding|ow(?:e|ed|ing)|in the red)\b"
        r"|[-–—−(]\s?[$¥€£]?\d",
        re.IGNORECASE,
    ),
}
"""Words and signs that may stand for a minus."""
_COLD = {
    "zh": re.compile("零下|冰点|[-−－负]"),
    "en": re.compile(
        r"\b(?:minus|negative|below|sub-?zero|freezing|frost)\b|[-–—−]\s?\d", re.IGNORECASE
    ),
}
"""The same for a temperature, which also drops to what is above zero."""
_BOUND_DIMENSIONS = ("temperature", "fahrenheit", "money:")
_PART_OF_MONTH = {
    "zh": re.compile("(?P<early>上旬|初)|(?P<mid>中旬|中(?!国|央|心|期|下))|(?P<late>下旬|底|末)"),
    "en": re.compile(
        r"(?<!to[ -])(?:(?P<early>early)|(?P<mid>mid(?:dle of)?)|(?P<late>late))[ -]$",
        re.IGNORECASE,
    ),
}
_HALF = {
    "zh": re.compile("(?P<first>上)半年|(?P<second>下)半年"),
    "en": re.compile(
        r"\b(?:(?P<first>first half|first six months|1H(?:\d\d)?\b|H1\b)"
        r"|(?P<second>(?:second|latter|last) half|2H(?:\d\d)?\b|H2\b))",
        re.IGNORECASE,
    ),
}
_DENIED = re.compile(
    r"\b(?:no|not|never|nor|none|neither|nobody|cannot|without|prohibit\w*|ban(?:s|ned)?|forbid\w*)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"\b(?:not|no|never)\b[^.;,]{0,20}\b(?:than|exceed\w*|over|above|below)\b[^.;,0-9]{0,15}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    "(?:以上[^，。；、]{0,12}、?|(?:不[低少]于|至少|超过|[高大多]于|满)[^，。；、]{1,12}[，、且并但又和]{0,2})$"
)
_UP_TO = re.compile(
    "(?:、?[^，。；、]{0,12}?以[下内]|[，、且并但又和]{0,2}(?:不[超足满到高大多]|至多|最[多高]|[低少小]于))"
)
"""What makes two bounds of one range: 5000元以上1万元以下, 不低于5000元且不超过1万元."""
_SPAN = re.compile(r"\s?(?:[-–—]|to\b|and\b|(?:yuan|percent)\s(?:to|and)\b)", re.IGNORECASE)
_SPAN_BEFORE = re.compile(r"(?:[-–—]|\b(?:to|and))\s?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;]\s")
_REACH = 120
_RISEN = re.compile(
    r"\b(?:by|up|rose|risen|grew|grown|increased|jumped|surged|soared|climbed)"
    r"(?: (?!to\b|of\b)[a-z]+){0,2} $",
    re.IGNORECASE,
)


def other_sense(source: Quantity, target: Quantity, chinese: str, english: str) -> bool:
    """Whether the words around two figures that agree give them another sense."""
    return sign_lost(source, target, chinese, english) or _grown_too_far(source, target, english)


def _grown_too_far(source: Quantity, target: Quantity, english: str) -> bool:
    """Whether English makes growth of what something has grown to: up 290 percent for 2.9倍."""
    multiples = source.kind is Kind.MULTIPLE and target.kind is Kind.PERCENT
    if not multiples or target.worth != source.worth * 100:
        return False
    return bool(_RISEN.search(english, max(0, target.start - _REACH), target.start))


def sign_lost(source: Quantity, target: Quantity, chinese: str, english: str) -> bool:
    """Whether one figure is below zero and the other is not, without a word that would say so."""
    signed = source.value < 0, target.value < 0
    if signed[0] == signed[1] or not (_may_be_negative(source) and _may_be_negative(target)):
        return False
    language, text = ("en", english) if signed[0] else ("zh", chinese)
    warmth = source.unit is not None and source.unit.dimension in _BOUND_DIMENSIONS
    return not (_COLD if warmth else _MINUS)[language].search(text)


def _may_be_negative(figure: Quantity) -> bool:
    if figure.kind is Kind.NUMBER:
        return figure.unit is not None and figure.unit.dimension.startswith(_BOUND_DIMENSIONS)
    return figure.kind is Kind.PERCENT


def other_part_of_month(
    source: Quantity, target: Quantity, chinese: str, english: str
) -> tuple[Quantity, Quantity] | None:
    """Return 7月中旬 and “late July” with these words, where they name two parts of a month."""
    if source.kind is not Kind.MONTH or target.kind is not Kind.MONTH:
        return None
    ours = _PART_OF_MONTH["zh"].match(chinese, source.stop)
    theirs = _PART_OF_MONTH["en"].search(english, max(0, target.start - 10), target.start)
    if not ours or not theirs or ours.lastgroup == theirs.lastgroup:
        return None
    return _over(source, source.start, ours.end(), chinese), _over(
        target, theirs.start(), target.stop, english
    )


def _over(figure: Quantity, start: int, stop: int, text: str) -> Quantity:
    return replace(figure, start=start, stop=stop, text=text[start:stop])


def other_half(chinese: str, english: str) -> tuple[Quantity, Quantity] | None:
    """Return 上半年 and “the second half”, where each text names one half, and not the same."""
    if "半年" not in chinese:
        return None
    ours, theirs = (
        list(_HALF[language].finditer(text))
        for language, text in (("zh", chinese), ("en", english))
    )
    halves = {one.lastgroup for one in ours}, {one.lastgroup for one in theirs}
    if any(len(half) != 1 for half in halves) or halves[0] == halves[1]:
        return None
    return _as_ordinal(ours[0]), _as_ordinal(theirs[0])


def _as_ordinal(found: re.Match[str]) -> Quantity:
    value = {"first": 1, "second": 2}[found.lastgroup or "first"]
    return Quantity(*found.span(), found[0], Decimal(value), Kind.ORDINAL)


def hedge_in_words(source: Quantity, target: Quantity, chinese: str, english: str) -> bool:
    """Whether English says a hedge otherwise: “no one may hold more than”, “200 to 500”."""
    if target.hedge in (Hedge.OVER, Hedge.AT_LEAST, Hedge.BELOW):
        before = english[max(0, target.start - _REACH) : target.start]
        denied = _DENIED.search(_SENTENCE_END.split(before)[-1])
        return bool(denied) and source.hedge in (Hedge.AT_MOST, Hedge.AT_LEAST)
    if target.hedge:
        return False
    bound = source.hedge in (Hedge.AT_MOST, Hedge.AT_LEAST)
    if bound and _NO_MORE.search(english, max(0, target.start - _REACH), target.start):
        return True
    if source.hedge is Hedge.ABOUT and chinese[source.start - 1 : source.start] in ("(", "（"):
        return english[max(0, target.start - 1) : target.start] in ("(", "（")
    if source.hedge in UP:
        return bool(_UP_TO.match(chinese, source.stop) and _SPAN.match(english, target.stop))
    bounded = source.hedge in DOWN and _FROM.search(chinese, 0, source.start)
    return bool(bounded and _SPAN_BEFORE.search(english, 0, target.start))
