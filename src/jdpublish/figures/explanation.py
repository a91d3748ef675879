"""What is wrong with a figure of the translation, in words that a reviser acts on at once."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from jdpublish.figures import wording
from jdpublish.figures.comparing.comparison import Comparison, Relation
from jdpublish.figures.comparing.measured import measure
from jdpublish.figures.english.hedges import hedge_before
from jdpublish.figures.quantity import Kind, Quantity
from jdpublish.figures.units import COUNT, ENGLISH_UNITS, MONEY


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the figures that were read from it."""

    text: str
    quantities: tuple[Quantity, ...]


_TIMES = {
    1: "ten times",
    2: "a hundred times",
    3: "a thousand times",
    4: "ten thousand times",
    5: "a hundred thousand times",
    6: "a million times",
    7: "ten million times",
    8: "a hundred million times",
}
_DATE = (Kind.YEAR, Kind.MONTH, Kind.DAY)
_NOUN = re.compile(r" ((?:[a-z]+s|people|children|men|women)\b)")
_NOT_NOUNS = frozenset(
    [
        "as",
        "is",
        "was",
        "this",
        "its",
        "has",
        "across",
        "pass",
        "less",
        "plus",
        "versus",
        "us",
        "times",
        "yes",
    ]
)
_VERBS = {2: "double", 3: "triple", 4: "quadruple"}
_VERB = re.compile(r"(doubl|tripl|trebl|quadrupl)(e[sd]?|ing)", re.IGNORECASE)
_SCALED = r"(?:[^A-Za-zμµ°℃]|(?:hundred|thousand|million|billion|trillion)\b)*"
_AFTER_NUMBER = re.compile(_SCALED, re.IGNORECASE)
_TOO_SMALL = ("瓦", "千瓦")
"""Units in which the house writes no large figure."""
_BETWEEN = {"zh": re.compile(r"[ （(]?"), "en": re.compile(r",? ?(?:of |the )?")}
"""What may stand between the parts of one date."""


def explain(comparison: Comparison, source: Passage, target: Passage) -> tuple[str, str]:
    """Return what is wrong with a figure, as a sentence without full stop, and what to do."""
    ours, theirs = comparison.source, comparison.target
    if ours is None or theirs is None:
        return _alone(ours, theirs, target.text)
    quoted = f"“{_words(theirs, target.text, hedged=comparison.relation is Relation.HEDGE)}”"
    if ours.kind in _DATE and theirs.kind in _DATE:
        should, zh, quoted = _date(ours, theirs, source, target)
    else:
        instead = None if comparison.relation is Relation.UNIT else theirs
        should, zh = right(ours, instead, target.text), ours.text
    hint = f"write “{should}”"
    if comparison.relation is Relation.ROUNDED:
        hint += ", or say that it is rounded"
        return f"{zh} is {should}: {quoted} is rounded and does not say so", hint
    message = f"{zh} is {_with_symbol(should, ours, theirs)}, not {quoted}"
    if comparison.relation is Relation.VALUE:
        message += _how_far(ours, theirs)
    if comparison.relation is Relation.UNIT:
        message += _which_unit(ours, theirs)
        hint += _in_their_unit(ours, theirs)
    return message, hint


def _alone(source: Quantity | None, target: Quantity | None, english: str) -> tuple[str, str]:
    """Explain a figure that only one language has."""
    if source:
        return f"{source.text} is not in the English", f"add “{right(source, None)}”"
    words = _words(target, english) if target else ""
    return f"“{words}” is not in the Chinese", "take it out, or ask whether the Chinese lacks it"


def right(source: Quantity, target: Quantity | None, text: str = "") -> str:
    """Return the English that a Chinese figure should have, in the terms of what stands there.

    `text` is the English text, of which the target is a part.
    """
    if target is None:
        return wording.english(wording.house(source))
    if source.kind is Kind.MULTIPLE:
        return _multiple(source, target)
    if source.kind is Kind.NUMBER and target.kind is Kind.ORDINAL:
        return wording.ordinal(int(source.value))
    if source.kind is Kind.ORDINAL and target.text[:1].isupper():
        return wording.english(source)[:1].upper() + wording.english(source)[1:]
    return _beside(source, target, _noun(target, text))


def _beside(source: Quantity, target: Quantity, noun: str) -> str:
    """A figure in the unit, with the noun, and in words or digits as the English has it."""
    quantity = wording.house(source)
    if target.unit and quantity.kind is Kind.NUMBER and _counts(source):
        quantity = replace(quantity, unit=target.unit)
    elif target.unit and source.unit and target.unit.chinese not in _TOO_SMALL:
        quantity = wording.in_unit(source, target.unit) or quantity
        if quantity.unit == target.unit and not target.unit.dimension.startswith(MONEY):
            quantity = _in_its_word(quantity, target)
    if not _counts(quantity):
        return wording.english(quantity)
    in_words = quantity.kind is Kind.NUMBER and target.text.isalpha()
    words = wording.small(quantity) if in_words else wording.english(quantity)
    return f"{words} {noun}".rstrip()


def _counts(quantity: Quantity) -> bool:
    """Whether a figure has no unit of measure of its own."""
    return quantity.unit is None or quantity.unit.dimension == COUNT


def _in_its_word(quantity: Quantity, target: Quantity) -> Quantity:
    """The figure with the English word for its unit that the translator uses: tonnes, MW."""
    word = _AFTER_NUMBER.sub("", target.text, count=1)
    unit = ENGLISH_UNITS.get(word)
    attribute = target.text.endswith(f"-{word}")  # an 80-year-old, a 10-minute break
    if unit is None or unit != target.unit or quantity.unit is None or attribute:
        return quantity
    return replace(quantity, unit=replace(quantity.unit, english=word, one=word))


def _words(target: Quantity, text: str, *, hedged: bool = False) -> str:
    """An English figure, with what it counts where that is the next word, and with its hedge."""
    noun = _noun(target, text)
    words = f"{target.text} {noun}" if noun else target.text
    if not hedged or not target.hedge:
        return words
    _, phrase = hedge_before(text.lower(), target.start)
    return f"{phrase} {words}" if phrase else words


def _noun(target: Quantity, text: str) -> str:
    """The word right after an English figure, where it seems to be what is counted."""
    if target.kind is not Kind.NUMBER or (target.unit and target.unit.dimension != COUNT):
        return ""
    found = _NOUN.match(text, target.stop)
    return found[1] if found and found[1] not in _NOT_NOUNS else ""


def _multiple(source: Quantity, target: Quantity) -> str:
    found = _VERB.search(target.text)
    verb = _VERBS.get(int(source.value)) if source.value == int(source.value) else None
    if not found or not verb:
        return wording.english(source)
    ending = found[2].lower()
    return verb[:-1] + ending


def _how_far(source: Quantity, target: Quantity) -> str:
    ours, theirs = measure(source), measure(target)
    if not ours.base or not theirs.base:
        return ""
    ratio = theirs.base / ours.base
    power = Fraction(ratio if ratio > 1 else 1 / ratio)
    digits = str(power.numerator)
    if power.denominator == 1 and digits == "1" + "0" * (len(digits) - 1) and digits != "1":
        much = "too much" if ratio > 1 else "too little"
        times = _TIMES.get(len(digits) - 1)
        return f": {times} {much}" if times else ""
    if ours.digits != theirs.digits and sorted(ours.digits) == sorted(theirs.digits):
        return ": its digits have changed places"
    return ""


def _which_unit(source: Quantity, target: Quantity) -> str:
    ours, theirs = source.unit, target.unit
    if ours is None or theirs is None:
        return ""
    name = "US dollars" if theirs.dimension == "money:USD" else theirs.english
    return f": {ours.english}, not {name}"


def _in_their_unit(source: Quantity, target: Quantity) -> str:
    """The right number with the unit that stands there, where it measures the same thing."""
    other = wording.in_unit(source, target.unit) if target.unit else None
    return f", or “{wording.english(other)}”" if other else ""


def _with_symbol(should: str, source: Quantity, target: Quantity) -> str:
    """Add the figure with its symbol, which power mostly has: 106 megawatts (106 MW)."""
    if not (source.unit and source.unit.dimension == "power") or not should.endswith("watts"):
        return should
    short = should.replace(" megawatts", " MW").replace(" gigawatts", " GW")
    return f"{should} ({short})" if target.unit and short != should else should


def _date(
    source: Quantity, target: Quantity, chinese: Passage, english: Passage
) -> tuple[str, str, str]:
    """The right date, the Chinese and the English, whole where only a part is wrong."""
    ours, theirs = date_of(source, chinese, "zh"), date_of(target, english, "en")
    should = date_words(ours)
    zh = chinese.text[ours[0].start : ours[-1].stop] or source.text
    en = english.text[theirs[0].start : theirs[-1].stop] or target.text
    return should, zh, f"“{en}”"


def date_words(parts: tuple[Quantity, ...]) -> str:
    """Return the parts of one date as the house writes them: August 1, 2024."""
    by_kind = {part.kind: part for part in parts}
    year, month, day = (by_kind.get(kind) for kind in _DATE)
    words = []
    if month:
        words.append(wording.english(month) + (f" {day.value:f}" if day else ""))
    elif day:
        words.append(wording.english(day))
    if year:
        words.append(wording.english(year))
    return (", " if day else " ").join(words)


def date_of(part: Quantity, passage: Passage, language: str) -> tuple[Quantity, ...]:
    """Return the parts of the date to which a year, a month or a day belongs."""
    parts = [one for one in passage.quantities if one.kind in _DATE]
    if part not in parts:
        return (part,)
    between = _BETWEEN[language]

    def joined(before: Quantity, after: Quantity) -> bool:
        return before.kind is not after.kind and bool(
            between.fullmatch(passage.text, before.stop, after.start)
        )

    first = last = parts.index(part)
    while first and joined(parts[first - 1], parts[first]):
        first -= 1
    while last + 1 < len(parts) and joined(parts[last], parts[last + 1]):
        last += 1
    return tuple(parts[first : last + 1])
