"""Which words of a block’s Chinese may be what words of its English render, the likeliest first."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.model import Concept
from jdpublish.segmentation import words
from jdpublish.termbase.candidates.contract import Passage
from jdpublish.termbase.candidates.equivalents.anchors import Span, anchors, expected, swapped
from jdpublish.termbase.candidates.equivalents.choosing import best
from jdpublish.termbase.candidates.equivalents.contract import Equivalent, Pairing, Reason
from jdpublish.termbase.candidates.equivalents.evidence import Evidence, evidence
from jdpublish.termbase.candidates.equivalents.quotations import answering
from jdpublish.termbase.candidates.equivalents.tokens import tokens
from jdpublish.termbase.candidates.vocabulary import ACTIONS, words_of
from jdpublish.termbase.usage.concordance import prepared
from jdpublish.terms.inflection import renderings
from jdpublish.terms.matching import mentions

_FIT, _PLACE, _SIZE, _WHOLE, _ALIKE, _QUOTED = 2.5, 1.0, 0.8, 0.4, 0.5, 3
"""How much each counts that speaks for a run of words."""
_TELLING = 0.25
_NARROW, _WIDE = 14, 0.06
_CHARACTERS = 1.6
"""Chinese characters for each English word, little ones not counted."""
_SPREAD = 0.6
_LONGEST = 9
"""Words of a term, as the dictionary parts them."""
_CLAUSE = re.compile(r"[，。；：、！？（）\t《》\s]")
_EDGES = words_of(
    "的 了 在 和 与 及 等 把 将 对 为 以 于 从 被 并 也 都 就 又 年 月 日 是 有 到 至 余 万 亿元"
)
"""Words with which no term begins or ends."""
_FIGURE = re.compile(r"[0-9]")
_NUMERAL = re.compile(r"[0-9.%一二三四五六七八九十百千万亿余两]+")


def chinese_for(
    pairing: Pairing, passages: tuple[Passage, ...], concepts: tuple[Concept, ...]
) -> tuple[Equivalent, ...]:
    """Return words of the Chinese that the English that was chosen may render.

    Everything stands literally in the Chinese of the block.
    """
    return best(_View.of(pairing, passages, concepts).phrases())


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What is known of a pair when its Chinese is searched; `stems` are of what was chosen."""

    pairing: Pairing
    known: Evidence
    stems: tuple[str, ...]
    place: float
    taken: tuple[Span, ...]
    quoted: Span | None

    @classmethod
    def of(
        cls, pairing: Pairing, passages: tuple[Passage, ...], concepts: tuple[Concept, ...]
    ) -> "_View":
        known = evidence(concepts, passages)
        middle = pairing.start + len(pairing.chosen) / 2
        return cls(
            pairing,
            known,
            tuple(one.stem for one in tokens(pairing.chosen) if not one.small),
            expected(swapped(anchors(pairing, concepts)), middle),
            _taken(pairing, concepts),
            answering(pairing, english=True),
        )

    def phrases(self) -> Iterator[Equivalent]:
        """Yield every run of words with what speaks for it."""
        text, block = self.pairing.chinese.text, self.pairing.chinese
        if self.quoted:
            start, stop = self.quoted
            yield Equivalent(text[start:stop], block, start, stop, (Reason.QUOTED,), score=math.inf)
        for run in _runs(text):
            if not any(run.start < end and begin < run.stop for begin, end in self.taken):
                yield self._weighed(run)

    def _weighed(self, run: "_Run") -> Equivalent:
        fit = self._fit(run.parts)
        start, stop = run.start, run.stop
        text = self.pairing.chinese.text
        away = (start + stop) / 2 - self.place
        near = math.exp(-((away / (_NARROW + _WIDE * len(text))) ** 2) / 2)
        wanted = max(2.0, len(self.stems) * _CHARACTERS)
        size = math.exp(-((math.log((stop - start) / wanted) / _SPREAD) ** 2) / 2)
        quotes = 0.0
        if self.quoted and start <= self.quoted[0] <= self.quoted[1] <= stop:
            quotes = (self.quoted[1] - self.quoted[0]) / (stop - start)
        counts = _FIGURE.search(text[start:stop]) and not _FIGURE.search(self.pairing.chosen)
        score = (
            _FIT * fit
            + _PLACE * near
            + _SIZE * size
            + _QUOTED * quotes
            + _WHOLE * run.wholeness
            - _ALIKE * bool(counts)
        )
        reasons = (Reason.WORDS,) if fit > _TELLING else (Reason.PLACE,)
        return Equivalent(text[start:stop], self.pairing.chinese, start, stop, reasons, score=score)

    def _fit(self, parts: tuple[str, ...]) -> float:
        if not self.stems:
            return 0.0
        sure = [[self.known.of(part).get(one, 0.0) for one in self.stems] for part in parts]
        whole = sum(map(len, parts))
        weighed = zip(parts, sure, strict=True)
        precise = sum(len(part) * max(row) for part, row in weighed) / whole
        complete = sum(map(max, zip(*sure, strict=True))) / len(self.stems)
        return 2 * precise * complete / (precise + complete) if precise + complete else 0.0


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row that may be a term: where they stand, and what stands beside them."""

    start: int
    stop: int
    parts: tuple[str, ...]
    before: str
    behind: str

    @property
    def wholeness(self) -> float:
        """How surely they begin and end where they should, at most 2."""
        sure = 0.0
        for beside, own in ((self.before, self.parts[0]), (self.behind, self.parts[-1])):
            sure += not beside or beside in _EDGES or beside in ACTIONS or _apart(beside)
            sure -= own in ACTIONS
        return sure


def _apart(word: str) -> bool:
    return bool(_CLAUSE.search(word) or _NUMERAL.fullmatch(word) or word in "“”")


def _runs(text: str) -> Iterator[_Run]:
    """Yield the runs of words of a Chinese text that may be a term, each within its clause."""
    found, reached = [], 0
    for word in words(text):
        found.append((reached, word.text))
        reached += len(word.text)
    for first, (start, begun) in enumerate(found):
        if begun in _EDGES or begun == "”":
            continue
        for last in range(first, min(first + _LONGEST, len(found))):
            at, end = found[last]
            if _CLAUSE.search(end):
                break
            run = text[start : at + len(end)]
            parts = tuple(word for _, word in found[first : last + 1] if word.strip("“”"))
            if parts and end not in _EDGES and run.count("“") == run.count("”") and len(run) > 1:
                before = found[first - 1][1] if first else ""
                behind = found[last + 1][1] if last + 1 < len(found) else ""
                yield _Run(start, at + len(end), parts, before, behind)


def _taken(pairing: Pairing, concepts: tuple[Concept, ...]) -> tuple[Span, ...]:
    """Return where the Chinese has terms whose English does not touch what was chosen."""
    by_id, lexicon = prepared(concepts)
    start, stop = pairing.start, pairing.start + len(pairing.chosen)

    def touches(name: str) -> bool:
        forms = by_id[name].language("en").accepted
        own = renderings(pairing.english.text, forms)
        return not own or any(one.start < stop and start < one.stop for one in own)

    return tuple(
        (one.start, one.stop)
        for one in mentions(pairing.chinese.text, lexicon)
        if not touches(one.concept)
    )
