"""Whether a language need not have a figure of the other: it says it in words, or in a name."""

import re
from collections.abc import Iterable

from jdpublish.figures.quantity import Kind, Quantity

CALENDAR = frozenset({Kind.YEAR, Kind.MONTH, Kind.DAY})

_RELATIVE = {
    "zh": re.compile(
        r"[去今明后前当同本上次翌往历近这那每]年|年[初末底中内终度间]|以来|至今|目前|[昨今明前后当同次翌即近]"
        r"[日天晚夜晨]|日前|[上下本当这同次]个?月|月[初末底中内]|周[一二三四五六日天末]|星期|礼拜|"
        r"[上下本这]周|[0-9一二三四五六七八九十]+[月日号]|过去|未来|年来"
    ),
    "en": re.compile(
        r"\b(?:(?:last|this|next|that|the|same|previous|preceding|prior|following|current|past|"
        r"coming|recent|earlier|later|every|each) (?:\w+ )?(?:years?|months?|days?|weeks?|night|"
        r"morning|evening|afternoon)|years? (?:ago|earlier|later|before)|a year|annual(?:ly)?|"
        r"year-on-year|yoy|yesterday|today|tomorrow|tonight|now|currently|ago|since then|"
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|"
        r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|"
        r"July|August|September|October|November|December)\b",
        re.IGNORECASE,
    ),
}
"""Words that stand for a year, a month or a day."""
_OTHER_YEAR = {
    "zh": re.compile("(?P<before>[去前上]年)|(?P<same>[今当同本]年)|(?P<after>[明后次翌]年)"),
    "en": re.compile(
        r"\b(?:(?P<before>last|previous|preceding|prior)|(?P<same>this|that|same|current)"
        r"|(?P<after>next|following)) (?:(?:fiscal|financial) )?year\b"
        r"|\b(?P<earlier>year[- ](?:ago|earlier))",
        re.IGNORECASE,
    ),
}
_FROM_TODAY = re.compile(r"\b(?:last|this|next) year\b", re.IGNORECASE)
_ANY_YEAR = 9999
_IN_WORDS = {
    "zh": {
        "0": "[无没未零否]|不(?!断)",
        "half": "[半腰对]",
        "hundred": "百|[全都满皆尽所]",
        "century": "世纪",
        "twice": "[双两翻倍]",
        "tied": "[平等]",
        "third": "三分",
        "quarter": "[季刻]|四分",
        "fifth": "五分",
    },
    "en": {
        "0": r"\b(?:no|none|zero|nil|without|not|never|neither|nor|any|nobody|scoreless)\b",
        "half": r"\b(?:half|halv\w+|semi\w*|mid)|midway",
        "hundred": r"\b(?:all|every|(?:full|whole|complete|entire|perfect|total)\w*|hundreds?)\b",
        "century": r"\bcentur",
        "twice": r"\b(?:two|twice|twin|doubl\w+|dual|both)\b",
        "tied": r"\b(?:draw|drew|drawn|tied?|level|equal\w*)\b",
        "third": r"\bthirds?\b",
        "quarter": r"\bquarter",
        "fifth": r"\bfifths?\b",
    },
}
_WORDS = {
    language: {name: re.compile(words, re.IGNORECASE) for name, words in table.items()}
    for language, table in _IN_WORDS.items()
}
_PARTS = {(1, 2): "half", (2, 1): "twice", (1, 3): "third", (1, 4): "quarter", (1, 5): "fifth"}
"""Shares and multiples that are also said in words that are no figures."""
_SIZES = {
    "zh": {
        str(10**power): re.compile(f"(?<![0-9一二两三四五六七八九十百千万几数]){word}")
        for power, word in (
            (4, "万"),
            (6, "百万"),
            (8, "亿"),
            (10, "百亿"),
            (11, "千亿"),
            (12, "万亿"),
        )
    },
    "en": {
        str(10**power): re.compile(rf"\b(?:per|a|each|every|[a-z]+-) ?{word}\b", re.IGNORECASE)
        for power, word in ((2, "hundred"), (3, "thousand"), (6, "million"), (9, "billion"))
    },
}
"""Sizes in words alone, of which not every one is read as a figure."""
_SPANS = {
    ("months", 120): re.compile(r"\bdecade", re.IGNORECASE),
    ("months", 1200): re.compile(r"\bcent(?:ur|en)", re.IGNORECASE),
    ("months", 2400): re.compile(r"\bbicenten", re.IGNORECASE),
    ("months", 60): re.compile(r"half[- ](?:a[- ])?decade", re.IGNORECASE),
    ("months", 12): re.compile(
        r"\b(?:a|the|one|per|each|every|full|whole) year|\bannual|year-long|1-year", re.IGNORECASE
    ),
    ("months", 6): re.compile(r"half[- ](?:a[- ])?year|half of", re.IGNORECASE),
    ("time", 86400): re.compile(
        r"(?:a)?round[- ]the[- ]clock|day and night|\bdays?\b|daily", re.IGNORECASE
    ),
    ("time", 604800): re.compile(r"\bweek|半个?月", re.IGNORECASE),
    ("time", 1209600): re.compile(r"\bfortnight", re.IGNORECASE),
}
"""English for a span of time that is a figure in Chinese."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def years_apart(chinese: str, english: str) -> int:
    """Return how far apart two years may be that are in figures, because others are in words.

    “Last year” may be 2024年 and 2023 then 去年同期; 去年 and “this year” are not one year.
    """
    ours, theirs = _years_before_and_after(chinese, "zh"), _years_before_and_after(english, "en")
    if not ours or not theirs:
        return 0
    return int(bool(_FROM_TODAY.search(english))) if ours == theirs else _ANY_YEAR


def _years_before_and_after(text: str, language: str) -> set[str | None]:
    found = {one.lastgroup for one in _OTHER_YEAR[language].finditer(text)}
    return {"before" if one == "earlier" else one for one in found}


def said(quantity: Quantity, language: str, text: str, others: Iterable[Quantity]) -> bool:
    """Whether a text need not have a figure of the other language.

    `others` are the figures of the text; `language` is “zh” or “en”, the one of the text.
    """
    if not quantity.firm or _stands_in_a_name(quantity, text, others):
        return True
    if quantity.kind is Kind.NUMBER and _size_said(quantity, language, text, others):
        return True
    if quantity.kind in CALENDAR:
        return any(one.kind in CALENDAR for one in others) or _found(_RELATIVE, language, text)
    if quantity.kind is Kind.NUMBER:
        return _number_said(quantity, language, text)
    if quantity.kind is Kind.ORDINAL and quantity.value == 1:
        return True
    words = _WORDS[language].get(_word_for(quantity))
    return words is not None and bool(words.search(text))


def _word_for(quantity: Quantity) -> str:
    """What among the words of a language may stand for a figure, or nothing."""
    if quantity.kind is Kind.ORDINAL:
        return "century" if quantity.unit else ""
    if quantity.kind is Kind.RATIO:
        return "tied" if quantity.value == quantity.over else ""
    if quantity.kind is Kind.PERCENT:
        return {"100": "hundred", "50": "half", "0": "0"}.get(str(quantity.worth), "")
    if quantity.kind in (Kind.SHARE, Kind.MULTIPLE):
        worth = quantity.worth
        return _PARTS.get((worth.numerator, worth.denominator), "")
    return ""


def _found(table: dict[str, re.Pattern[str]], language: str, text: str) -> bool:
    return bool(table[language].search(text))


def _size_said(quantity: Quantity, language: str, text: str, others: Iterable[Quantity]) -> bool:
    """Whether a text has a bare size where the other has a figure: per million, 千亿级."""
    words = _SIZES[language].get(str(quantity.worth))
    return words is not None and any(
        not any(other.start <= found.start() < other.stop for other in others)
        for found in words.finditer(text)
    )


def _number_said(quantity: Quantity, language: str, text: str) -> bool:
    """Whether a text says a number in words: one is “a”, and none is “no”."""
    value, unit = quantity.worth, quantity.unit
    if value == 1:
        return True
    if value == 0:
        return bool(_WORDS[language]["0"].search(text))
    if unit and language == "en" and (value * unit.factor).denominator == 1:
        span = _SPANS.get((unit.dimension, int(value * unit.factor)))
        return bool(span and span.search(text))
    return False


def _stands_in_a_name(quantity: Quantity, text: str, others: Iterable[Quantity]) -> bool:
    """Whether the same digits stand in the text where no figure is read: in a name."""
    written = _NUMBER.search(quantity.text)
    if not written:
        return False
    digits = written[0].replace(",", "")
    return any(
        found[0].replace(",", "") == digits
        and not any(other.start <= found.start() < other.stop for other in others)
        for found in _NUMBER.finditer(text)
    )
