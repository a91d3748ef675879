"""The figures of a text against those of its translation, by value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jdpublish.figures.comparing.context import (
    hedge_in_words,
    other_half,
    other_part_of_month,
    other_sense,
)
from jdpublish.figures.comparing.likeness import Agreement, agreement
from jdpublish.figures.comparing.measured import Measured
from jdpublish.figures.comparing.pairing import (
    PEOPLE,
    converts,
    either_way,
    in_greenwich,
    lonely,
    names_again,
    parts,
    run_of_multiples,
    small_count,
    twin_of,
)
from jdpublish.figures.comparing.precision import hedge_lost, near
from jdpublish.figures.comparing.said import said, years_apart
from jdpublish.figures.comparing.sharing import measured_in
from jdpublish.figures.comparing.slips import Slip, slip
from jdpublish.figures.quantity import Hedge, Kind, Quantity


class Relation(StrEnum):
    """What a figure of the translation is to one of the source."""

    EXACT = "exact"
    RESCALED = "rescaled"
    CONVERTED = "unit-converted"
    APPROXIMATE = "rounded, and says so"
    IMPLIED = "implied"
    ROUNDED = "rounded"
    HEDGE = "hedge lost"
    UNIT = "unit changed"
    POINTS = "percent and percentage points"
    VALUE = "value changed"
    MISSING = "missing"
    EXTRA = "extra"

    @property
    def wrong(self) -> bool:
        """Whether a reviser must look at it."""
        return self not in (
            Relation.EXACT,
            Relation.RESCALED,
            Relation.CONVERTED,
            Relation.APPROXIMATE,
            Relation.IMPLIED,
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of the source, one of the translation, and what they are to each other.

    Where only one is given, the other language has no such figure; “implied” says that it need not.
    """

    relation: Relation
    source: Quantity | None
    target: Quantity | None


_SLIPS = {
    Slip.ROUNDED: Relation.ROUNDED,
    Slip.POINTS: Relation.POINTS,
    Slip.UNIT: Relation.UNIT,
    Slip.SCALE: Relation.VALUE,
    Slip.DIGITS: Relation.VALUE,
    Slip.OTHER: Relation.VALUE,
}
_SHARED = re.compile(
    r"\b(?:each|both|same|apiece|either|equal(?:ly)?|alike|likewise|"
    r"as (?:much|many) as|as (?:will|did|do|does|has|have|is|are|was|were))\b",
    re.IGNORECASE,
)
"""English by which one figure serves two things."""
_NEAR = 60
"""Within so many characters such a word belongs to a figure."""
_SCALES = re.compile(r"[万亿千百十兆]|illion|thousand|hundred|[kmb]n?\b")
_MU_IN_HECTARE = 15
_ALIKE = Fraction(1, 1000)
_YIELDS = ("mass", "money:CNY")


def compare(
    source: tuple[Quantity, ...], target: tuple[Quantity, ...], chinese: str = "", english: str = ""
) -> tuple[Comparison, ...]:
    """Return every figure of a Chinese text and of its English, matched by value.

    The texts are those in which the figures stand; they tell whether a year or a day that is not
    said in figures is said in words.
    """
    ours, theirs = measured_in(source, chinese), measured_in(target, english)
    matching = _Matching(ours, theirs, chinese, english)
    return tuple(sorted(matching.run(), key=_order))


def _order(comparison: Comparison) -> tuple[bool, int]:
    found = comparison.source or comparison.target
    return comparison.source is None, found.start if found else 0


class _Matching:
    """One comparison under way: `sources` and `targets` have no match yet."""

    def __init__(
        self,
        source: tuple[Measured, ...],
        target: tuple[Measured, ...],
        chinese: str,
        english: str,
    ) -> None:
        self.chinese, self.english = chinese, english
        self.all_sources, self.all_targets = source, target
        self.sources, self.targets = list(source), list(target)

    def run(self) -> Iterator[Comparison]:
        yield from self._halves()
        yield from self._ratios()
        for source, target in run_of_multiples(self.sources, self.targets, self.english):
            yield self._pair(Relation.EXACT, source, target)
        yield from self._agreeing()
        if self.sources or self.targets:
            yield from self._again()
            yield from self._per_hectare()
            yield from self._times_more()
            for source, target in in_greenwich(self.sources, self.targets):
                yield self._pair(Relation.CONVERTED, source, target)
            yield from self._slipped()
            yield from self._counted()
            yield from self._left()

    def _ratios(self) -> Iterator[Comparison]:
        """Match a ratio, or 7 out of 10, in one language with its two numbers in the other."""
        for ratio in lonely(self.sources, self.targets):
            for one in parts(ratio.quantity, self.targets):
                self.targets.remove(one)
                yield Comparison(Relation.EXACT, ratio.quantity, one.quantity)
                if ratio in self.sources:
                    self.sources.remove(ratio)
        for ratio in lonely(self.targets, self.sources):
            for one in parts(ratio.quantity, self.sources):
                self.sources.remove(one)
                yield Comparison(Relation.EXACT, one.quantity, ratio.quantity)
                if ratio in self.targets:
                    self.targets.remove(ratio)

    def _agreeing(self) -> Iterator[Comparison]:
        """Match what says the same, the closest and nearest first."""
        candidates = []
        for source in self.sources:
            for target in self.targets:
                found = agreement(source, target)
                if found is not None:
                    hedges = (hedge_lost(source, target), source.hedge is not target.hedge)
                    rank = (found, *hedges, abs(source.place - target.place))
                    candidates.append((rank, source, target))
        candidates.sort(key=lambda candidate: candidate[0])
        for rank, source, target in candidates:
            if source in self.sources and target in self.targets:
                yield self._pair(_relation(rank[0], source, target), source, target)

    def _pair(self, relation: Relation, source: Measured, target: Measured) -> Comparison:
        self.sources.remove(source)
        self.targets.remove(target)
        ours, theirs = source.quantity, target.quantity
        if relation is Relation.HEDGE and hedge_in_words(ours, theirs, self.chinese, self.english):
            relation = Relation.EXACT
        if not relation.wrong:
            if other_sense(ours, theirs, self.chinese, self.english):
                relation = Relation.VALUE
            unlike = other_part_of_month(ours, theirs, self.chinese, self.english)
            if unlike:
                return Comparison(Relation.VALUE, *unlike)
        return Comparison(relation, ours, theirs)

    def _halves(self) -> Iterator[Comparison]:
        """Tell 上半年 from “the second half”."""
        halves = other_half(self.chinese, self.english)
        if halves:
            ours, theirs = halves
            self.sources = [one for one in self.sources if one.quantity.start != ours.start]
            self.targets = [one for one in self.targets if not _overlap(one.quantity, theirs)]
            yield Comparison(Relation.VALUE, ours, theirs)

    def _again(self) -> Iterator[Comparison]:
        """Match what repeats a figure that has its match: freely in English, dates in Chinese."""
        for source in list(self.sources):
            twin = twin_of(source, self.all_targets)
            if twin and (names_again(source, twin) or self._shared(twin.quantity)):
                self.sources.remove(source)
                yield Comparison(Relation.EXACT, source.quantity, twin.quantity)
        for target in list(self.targets):
            twin = twin_of(target, self.all_sources)
            if twin and not self._other_score(target):
                self.targets.remove(target)
                yield Comparison(Relation.EXACT, twin.quantity, target.quantity)

    def _other_score(self, target: Measured) -> bool:
        """Whether a score, rather than repeating one, stands for another that is left over."""
        ratio = target.quantity.kind is Kind.RATIO
        return ratio and any(source.quantity.kind is Kind.RATIO for source in self.sources)

    def _shared(self, target: Quantity) -> bool:
        """Whether English says near a figure that it is one of several things."""
        start = max(0, target.start - _NEAR)
        return bool(_SHARED.search(self.english, start, target.stop + _NEAR))

    def _per_hectare(self) -> Iterator[Comparison]:
        """Match a yield for each mu with that for each hectare."""
        if "hectare" not in self.english or "亩" not in self.chinese:
            return
        for source in list(self.sources):
            for target in self.targets:
                if source.dimension == target.dimension in _YIELDS and near(
                    source.base * _MU_IN_HECTARE, target.base, _ALIKE
                ):
                    yield self._pair(Relation.CONVERTED, source, target)
                    break

    def _times_more(self) -> Iterator[Comparison]:
        """Match “increased 20 times” with 增长20倍, which is as much or one time more."""
        for source in list(self.sources):
            for target in self.targets:
                multiples = source.quantity.kind is target.quantity.kind is Kind.MULTIPLE
                if multiples and either_way(source, target, self.english):
                    yield self._pair(Relation.EXACT, source, target)
                    break

    def _slipped(self) -> Iterator[Comparison]:
        """Pair what is plainly meant for each other, so that one slip is told once."""
        apart = years_apart(self.chinese, self.english)
        candidates = []
        for source in self.sources:
            for target in self.targets:
                years = source.quantity.kind is target.quantity.kind is Kind.YEAR
                if years and abs(source.worth - target.worth) <= apart:
                    continue
                found = slip(source, target)
                if found is not None:
                    candidates.append(((found, abs(source.place - target.place)), source, target))
        candidates.sort(key=lambda candidate: candidate[0])
        for rank, source, target in candidates:
            if source in self.sources and target in self.targets:
                yield self._pair(_SLIPS[rank[0]], source, target)

    def _counted(self) -> Iterator[Comparison]:
        """Pair the one small count that each side has left: 三名, four of whom."""
        ours, theirs = (
            [one for one in figures if small_count(one)] for figures in (self.sources, self.targets)
        )
        if len(ours) != 1 or len(theirs) != 1 or ours[0].quantity.unit not in PEOPLE:
            return
        small, large = sorted((ours[0].worth, theirs[0].worth))
        if large <= 2 * small:
            yield self._pair(Relation.VALUE, ours[0], theirs[0])

    def _left(self) -> Iterator[Comparison]:
        targets = [one.quantity for one in self.all_targets]
        for one in self.sources:
            implied = converts(one, self.all_sources) or said(
                one.quantity, "en", self.english, targets
            )
            yield Comparison(Relation.IMPLIED if implied else Relation.MISSING, one.quantity, None)
        sources = [one.quantity for one in self.all_sources]
        for one in self.targets:
            implied = converts(one, self.all_targets) or said(
                one.quantity, "zh", self.chinese, sources
            )
            yield Comparison(Relation.IMPLIED if implied else Relation.EXTRA, None, one.quantity)


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.stop and other.start < one.stop


def _relation(found: Agreement, source: Measured, target: Measured) -> Relation:
    if found is Agreement.ROUNDED:
        return Relation.APPROXIMATE
    converted = found is Agreement.CONVERTED and source.base != target.base
    if hedge_lost(source, target) and not (converted and source.hedge is Hedge.ABOUT):
        return Relation.HEDGE
    if found is Agreement.CONVERTED:
        return Relation.CONVERTED
    texts = source.quantity.text, target.quantity.text
    return Relation.RESCALED if any(map(_SCALES.search, texts)) else Relation.EXACT
