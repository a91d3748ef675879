"""Every figure of a report with its translation: the list that somebody signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from jdpublish.align import pairs
from jdpublish.errors import Location
from jdpublish.figures import quantities
from jdpublish.figures.comparing.comparison import Comparison, Relation, compare
from jdpublish.figures.english.hedges import hedge_after, hedge_before
from jdpublish.figures.quantity import Hedge, Kind, Quantity
from jdpublish.model import SOURCE_LANGUAGE, Block, Pair
from jdpublish.report import Report


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a figure in one language, with those that hedge it, and where they stand."""

    words: str
    at: Location


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in both languages, or in one where the other has it not.

    `value` is what the Chinese says, or the English where only it says something: a plain decimal
    such as 24340000000, a fraction where it has no end (1/3), a time (14:30) or a ratio (3:1).
    """

    report: str
    block: str
    language: str
    chinese: Place | None
    translation: Place | None
    kind: Kind
    value: str
    unit: str
    hedge: Hedge
    relation: Relation

    @property
    def needed(self) -> bool:
        """Whether it stands in the Chinese, or in English only and must not: “a first” may."""
        return self.chinese is not None or self.relation is not Relation.IMPLIED

    @property
    def at(self) -> Location:
        """Where it stands in the Chinese, or in the translation where only that has it."""
        return next(place.at for place in (self.chinese, self.translation) if place)


def figures(report: Report) -> tuple[Figure, ...]:
    """Return every figure of a report in the order of the text, for each translation."""
    targets = [language for language in report.sections if language != SOURCE_LANGUAGE]
    original = report.sections[SOURCE_LANGUAGE]
    return tuple(
        figure
        for language in targets or [SOURCE_LANGUAGE]
        for pair in pairs(original, report.sections[language] if targets else ())
        for figure in _of(pair, report.source.id, language)
    )


def _of(pair: Pair, report: str, language: str) -> Iterator[Figure]:
    chinese, translated = pair.source.text, pair.target.text if pair.target else ""
    found = quantities(chinese, SOURCE_LANGUAGE), quantities(translated, language)
    for comparison in _each_once(compare(*found, chinese, translated)):
        quantity = comparison.source or comparison.target
        if quantity:
            yield Figure(
                report=report,
                block=pair.source.id,
                language=language,
                chinese=_place(comparison.source, pair.source),
                translation=_place(_hedged(comparison.target, translated), pair.target),
                kind=quantity.kind,
                value=value(quantity),
                unit=unit(quantity),
                hedge=_hedge(comparison),
                relation=comparison.relation,
            )


def _each_once(compared: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """Return what was compared, each figure of the Chinese with what says it and no echo of that.

    “Four” may say as much as 4%, but “4 percent” stands there already: nobody needs the other.
    """
    told: set[Quantity] = set()
    parted: list[Comparison] = []
    for one in compared:
        echo = one.source in told and one.target is not None and not one.target.firm
        parted.append(Comparison(Relation.IMPLIED, None, one.target) if echo else one)
        if one.source and one.target:
            told.add(one.source)
    return tuple(sorted(parted, key=_order))


def _order(comparison: Comparison) -> tuple[bool, int]:
    found = comparison.source or comparison.target
    return comparison.source is None, found.start if found else 0


_WORD = re.compile(r"\w+")
_FAR = 40
"""Words that hedge a figure stand no farther behind it."""


def _hedged(quantity: Quantity | None, text: str) -> Quantity | None:
    """Return an English figure with the words that hedge it: “more than 200”, “20 or so”."""
    if quantity is None or not quantity.hedge:
        return quantity
    small, start, stop = text.lower(), quantity.start, quantity.stop
    hedge, phrase = hedge_before(small, start)
    if phrase and hedge is quantity.hedge:
        start = small.rindex(phrase, 0, start)
    elif hedge_after(small, stop) is quantity.hedge:
        ends = (word.end() for word in _WORD.finditer(small, stop, stop + _FAR))
        stop = next((end for end in ends if hedge_after(small[:end], quantity.stop)), stop)
    return replace(quantity, start=start, stop=stop, text=text[start:stop])


def _place(quantity: Quantity | None, block: Block | None) -> Place | None:
    return Place(quantity.text, block.locate(quantity.start)) if quantity and block else None


def _hedge(comparison: Comparison) -> Hedge:
    told = [one.hedge for one in (comparison.source, comparison.target) if one and one.hedge]
    return told[0] if told else Hedge.NONE


def value(quantity: Quantity) -> str:
    """Return what a figure is worth as it is written in lists, without any rounding."""
    if quantity.kind is Kind.RATIO:
        return f"{_plain(quantity.value)}:{quantity.over}"
    if quantity.kind is Kind.TIME:
        hours, minutes = divmod(int(quantity.value), 60)
        return f"{hours}:{minutes:02}"
    return _fraction(quantity.worth) if quantity.over != 1 else _plain(quantity.value)


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _fraction(number: Fraction) -> str:
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = 0
    while number.denominator != 1:
        number, places = number * 10, places + 1
    digits = tuple(map(int, str(abs(number.numerator))))
    return _plain(Decimal((int(number < 0), digits, -places)))  # arithmetic would round


_NAMES = {
    Kind.PERCENT: "%",
    Kind.POINTS: "个百分点 percentage points",
    Kind.SHARE: "分数 share",
    Kind.MULTIPLE: "倍 multiple",
    Kind.ORDINAL: "序数 ordinal",
    Kind.YEAR: "年份 year",
    Kind.DECADE: "年代 decade",
    Kind.MONTH: "月份 month",
    Kind.DAY: "日期 day",
    Kind.QUARTER: "季度 quarter",
    Kind.TIME: "时刻 time",
    Kind.RATIO: "比 ratio",
}


def unit(quantity: Quantity) -> str:
    """Return what a figure measures or counts, in Chinese and English, else what kind it is of."""
    if quantity.unit:
        names = (quantity.unit.chinese, quantity.unit.english)
        return " ".join(dict.fromkeys(filter(None, names)))
    return _NAMES.get(quantity.kind, "")
