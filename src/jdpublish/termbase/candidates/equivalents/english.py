"""Which words of a block’s English may render words of its Chinese, the likeliest first.

Each phrase of the English is weighed by what speaks for it. How much each of that counts was tried
out on the glossary itself: every entry in use was taken out of it and proposed anew from its block.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jdpublish.model import Concept
from jdpublish.termbase.candidates.contract import Passage
from jdpublish.termbase.candidates.equivalents.anchors import Span, anchors, expected, held, taken
from jdpublish.termbase.candidates.equivalents.choosing import best
from jdpublish.termbase.candidates.equivalents.contract import Equivalent, Pairing, Reason
from jdpublish.termbase.candidates.equivalents.evidence import evidence, units
from jdpublish.termbase.candidates.equivalents.quotations import answering, with_explanation
from jdpublish.termbase.candidates.equivalents.tokens import Token, spans, tokens

_FIT, _PLACE, _COMMON, _WHOLE, _SIZE, _PART, _ALIKE, _QUOTED = 2.0, 1.0, 1.3, 0.25, 0.8, 0.1, 0.3, 3
"""How much each counts that speaks for a phrase."""
_TELLING = 0.25
"""How well words must go together to be named as a reason."""
_NARROW, _WIDE = 43, 0.06
"""Characters, and the share of a block’s length, that a phrase may be from where it is expected."""
_CHARACTERS = 1.45
"""Chinese characters for each English word, little ones not counted."""
_SPREAD = 0.7
_CUT, _VERB = 0.8, 0.6
"""What it costs to begin in the middle of a name, or with a verb."""
_FIGURE = re.compile(r"[0-9一二三四五六七八九十百千万双两]")
_LIST = re.compile(r"[和与及以暨+、]")
_NO_LONGER = 5
"""So many more words a phrase may have than what was chosen has characters."""


def english_for(
    pairing: Pairing, passages: tuple[Passage, ...], concepts: tuple[Concept, ...]
) -> tuple[Equivalent, ...]:
    """Return phrases of the English that may render the Chinese that was chosen.

    `passages` are the blocks of the report, `concepts` all entries in use: both tell which words
    belong together. Every phrase stands literally in the English of the block.
    """
    return best(_View.of(pairing, passages, concepts).phrases())


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What is known of a pair when its English is searched.

    `known` holds the words of what was chosen with the stems that they go with; `others` are the
    English texts of other blocks that have what was chosen, as stems, `everywhere` those of all.
    """

    pairing: Pairing
    known: tuple[tuple[str, Mapping[str, float]], ...] = field(hash=False)
    place: float
    others: tuple[str, ...]
    everywhere: tuple[str, ...]
    taken: tuple[Span, ...]
    held: tuple[Span, ...]
    quoted: Span | None

    @classmethod
    def of(
        cls, pairing: Pairing, passages: tuple[Passage, ...], concepts: tuple[Concept, ...]
    ) -> "_View":
        known = evidence(concepts, passages)
        middle = pairing.start + len(pairing.chosen) / 2
        others = tuple(one for one in passages if one.source.id != pairing.chinese.id)
        return cls(
            pairing,
            tuple((one, known.of(one)) for one in units(pairing.chosen)),
            expected(anchors(pairing, concepts), middle),
            tuple(_stems(one) for one in others if pairing.chosen in one.text),
            tuple(map(_stems, others)),
            taken(pairing, concepts),
            held(pairing, concepts),
            answering(pairing),
        )

    @property
    def text(self) -> str:
        return self.pairing.english.text

    def phrases(self) -> Iterator[Equivalent]:
        """Yield every phrase with what speaks for it; first the quotation that answers ours."""
        if self.quoted:
            start, stop = self.quoted
            first = with_explanation(self.text, start, stop)
            yield Equivalent(
                self.text[start:stop],
                self.pairing.english,
                start,
                stop,
                (Reason.QUOTED,),
                first,
                score=math.inf,
            )
        words = tokens(self.text)
        for first_, last in spans(self.text, _NO_LONGER + len(self.pairing.chosen)):
            start, stop = words[first_].start, words[last].stop
            if not any(start < end and begin < stop for begin, end in self.taken):
                yield self._weighed(words, first_, last)

    def _weighed(self, words: tuple[Token, ...], first: int, last: int) -> Equivalent:
        start, stop = words[first].start, words[last].stop
        own = [one for one in words[first : last + 1] if not one.small]
        fit, (recurs, common) = self._fit(own), self._recurrence(words[first : last + 1])
        part = any(start <= begin and end <= stop for begin, end in self.held)
        score = (
            _FIT * fit
            + _PLACE * self._nearness(start, stop)
            + _COMMON * common
            + _WHOLE * wholeness(words, first, last)
            + _SIZE * self._size(len(own))
            + _PART * part
            + _QUOTED * self._quotes(start, stop)
            - _ALIKE * self._unlike(words[first : last + 1])
        )
        found = (
            (Reason.RECURRING, recurs > 0),
            (Reason.PART, part),
            (Reason.WORDS, fit > _TELLING),
            (Reason.NAME, all(one.capital for one in own) and not words[first].broken),
        )
        reasons = tuple(reason for reason, holds in found if holds) or (Reason.PLACE,)
        explained = with_explanation(self.text, start, stop)
        text, block = self.text[start:stop], self.pairing.english
        return Equivalent(text, block, start, stop, reasons, explained, recurs, score)

    def _fit(self, own: list[Token]) -> float:
        """Return how well the words of a phrase and those of what was chosen go together."""
        sure = [[known.get(one.stem, 0.0) for one in own] for _, known in self.known]
        if not sure:
            return 0.0
        precise = sum(map(max, zip(*sure, strict=True))) / len(own)
        whole = sum(len(part) for part, _ in self.known)
        weighed = zip(self.known, sure, strict=True)
        complete = sum(len(part) * max(row) for (part, _), row in weighed) / whole
        return 2 * precise * complete / (precise + complete) if precise + complete else 0.0

    def _nearness(self, start: int, stop: int) -> float:
        away = (start + stop) / 2 - self.place
        return math.exp(-((away / (_NARROW + _WIDE * len(self.text))) ** 2) / 2)

    def _size(self, length: int) -> float:
        wanted = max(1.0, len(self.pairing.chosen) / _CHARACTERS)
        return math.exp(-((math.log(length / wanted) / _SPREAD) ** 2) / 2)

    def _quotes(self, start: int, stop: int) -> float:
        """Return how much of a phrase is the quotation that answers what was chosen."""
        if not self.quoted or not start <= self.quoted[0] <= self.quoted[1] <= stop:
            return 0.0
        return (self.quoted[1] - self.quoted[0]) / (stop - start)

    def _unlike(self, own: tuple[Token, ...]) -> float:
        """Return whether a phrase counts or lists where what was chosen does not."""
        counts = own[0].text[0].isdigit() and not _FIGURE.search(self.pairing.chosen)
        lists = any(one.text == "and" for one in own) and not _LIST.search(self.pairing.chosen)
        return counts + lists / 2

    def _recurrence(self, own: tuple[Token, ...]) -> tuple[int, float]:
        """Return in how many other blocks with what was chosen a phrase stands, and how surely.

        What stands everywhere says nothing.
        """
        run = _run(own)
        there = sum(run in one for one in self.others)
        if not there:
            return 0, 0.0
        return there, 2 * there / (len(self.others) + sum(run in one for one in self.everywhere))


def wholeness(words: tuple[Token, ...], first: int, last: int) -> float:
    """Return how surely a phrase begins and ends where it should, at most 2."""
    before = words[first - 1] if first and not words[first].broken else None
    behind = words[last + 1] if last + 1 < len(words) and not words[last + 1].broken else None
    sure = 0.0
    for beside, own in ((before, words[first]), (behind, words[last])):
        sure += beside is None or beside.small or beside.verb
        sure -= _CUT * (beside is not None and beside.capital and own.capital)
        sure -= _VERB * own.verb
    return sure


def _stems(passage: Passage) -> str:
    return _run(tokens(passage.target.text)) if passage.target else ""


def _run(words: tuple[Token, ...]) -> str:
    return f" {' '.join(one.stem or one.text.casefold() for one in words)} "
