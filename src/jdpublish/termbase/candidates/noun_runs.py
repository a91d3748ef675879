"""Runs of words that may be a term: nouns and what stands before them, often and close together.

A run is scored by its C-value (Frantzi, Ananiadou and Mima 2000: how often it stands in no longer
one, times the logarithm of its length) and by how much surer its parts stand together than apart
(normalised pointwise mutual information, Bouma 2009).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from jdpublish.segmentation import Word
from jdpublish.termbase.candidates.contract import Candidate, Passage, Place, Why
from jdpublish.termbase.candidates.spans import Spans
from jdpublish.termbase.candidates.vocabulary import (
    ACTIONS,
    AT_NO_END,
    AT_NO_START,
    BESIDE_KNOWN,
    GENERIC,
    NOUN_TAGS,
    VERBAL_NOUNS,
)

_MOST = 6
"""The words of a run, at most."""
_LONGEST = 16
_SHORTEST = 3
"""The characters of a run, at least; what has two is a word of any dictionary."""

_LAST = NOUN_TAGS - {"b"}
_SUFFIXES = frozenset("化性型级区段库湾园谷环核城站点群链网云圈带村镇港桥桩端仓厂房")
"""Characters that make a name of what stands before them, whatever their tag."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A passage with its words; `known` are the spans of what the glossary has.

    `apart` are those of what stands in quotation marks, of which no part is a run.
    """

    passage: Passage
    words: tuple[Word, ...]
    known: Spans
    apart: Spans


def runs(texts: tuple[Tagged, ...], minimum: int) -> tuple[Candidate, ...]:
    """Return the runs that stand at least so often, the surest first.

    What always stands within one longer run is left out in favor of that.
    """
    counted = _counted(texts)
    places: dict[str, list[Place]] = defaultdict(list)
    beside: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    parts: dict[str, tuple[str, ...]] = {}
    for text in texts:
        for gram in _grams(text):
            run = text.passage.text[gram.start : gram.stop]
            places[run].append(Place(text.passage, gram.start, gram.stop))
            parts.setdefault(run, gram.words)
            beside[run][0].update(gram.before)
            beside[run][1].update(gram.after)
    often = {
        run: found
        for run, found in places.items()
        if len(found) >= minimum and all(map(_free, beside[run]))
    }
    around = _around(often)
    found = (
        Candidate(
            run,
            Why.RUN,
            tuple(own),
            score=_score(run, parts[run], often, around.get(run, ()), counted),
        )
        for run, own in often.items()
        if not any(len(often[longer]) == len(own) for longer in around.get(run, ()))
    )
    kept = (one for one in found if one.score > 0)
    return tuple(sorted(kept, key=lambda one: (-one.score, one.places[0].at.line, one.text)))


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often each sequence of words stands in the texts, and how many words there are."""

    grams: Mapping[tuple[str, ...], int]
    total: int


def _counted(texts: tuple[Tagged, ...]) -> _Counted:
    grams: Counter[tuple[str, ...]] = Counter()
    total = 0
    for text in texts:
        own = [word.text for word in text.words]
        total += len(own)
        for size in range(1, _MOST + 1):
            grams.update(tuple(own[at : at + size]) for at in range(len(own) - size + 1))
    return _Counted(grams, max(total, 2))


def _score(
    run: str,
    own: tuple[str, ...],
    often: Mapping[str, list[Place]],
    longer: tuple[str, ...],
    counted: _Counted,
) -> float:
    count = len(often[run])
    alone = count - sum(len(often[one]) for one in longer) / len(longer) if longer else count
    return math.log2(len(own) + 1) * alone * _cohesion(own, counted)


def _cohesion(own: tuple[str, ...], counted: _Counted) -> float:
    """Return how surely the parts stand together, from 0 to 1, at the joint where they do least."""
    if len(own) == 1:
        return 1.0
    together = counted.grams[own] / counted.total
    joints = (
        math.log(
            together
            / (counted.grams[own[:at]] / counted.total)
            / (counted.grams[own[at:]] / counted.total)
        )
        for at in range(1, len(own))
    )
    return max(0.0, min(joints) / -math.log(together))


def _around(often: Mapping[str, list[Place]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each run the longer ones that it stands in."""
    found: dict[str, list[str]] = defaultdict(list)
    for run in often:
        inner = {
            run[start:stop]
            for start in range(len(run))
            for stop in range(start + 1, len(run) + 1)
            if stop - start < len(run)
        }
        for one in inner:
            if one in often:
                found[one].append(run)
    return {one: tuple(longer) for one, longer in found.items()}


_EDGE = ("", "/")
"""Two neighbours that differ: where a run begins or ends of itself, it is free on that side."""


def _free(neighbours: set[str]) -> bool:
    """Whether a run ends where it does because it is a whole, and not cut out of a longer one."""
    return len(neighbours) > 1


class _Gram(NamedTuple):
    """A run at `text[start:stop]`, its words, and its neighbours where they could belong to it."""

    start: int
    stop: int
    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def _grams(text: Tagged) -> Iterator[_Gram]:
    """Yield the runs of a text, long and short."""
    starts, reached = [], 0
    for word in text.words:
        starts.append(reached)
        reached += len(word.text)
    for first, begin in enumerate(starts):
        if not _may_begin(text.words[first]):
            continue
        stop = begin
        for last in range(first, min(first + _MOST, len(starts))):
            word = text.words[last]
            stop += len(word.text)
            if stop - begin > _LONGEST or not _may_stand(word):
                break
            own = text.words[first : last + 1]
            if (
                _is_run(own)
                and _unknown(begin, own, text.known)
                and not text.apart.hold(begin, stop)
            ):
                yield _Gram(
                    begin,
                    stop,
                    tuple(one.text for one in own),
                    _neighbour(text.words[max(first - 1, 0) : first], _may_begin),
                    _neighbour(text.words[last + 1 : last + 2], _may_stand),
                )


def _neighbour(word: tuple[Word, ...], belongs: Callable[[Word], bool]) -> tuple[str, ...]:
    """Return a neighbour that could belong to a run, or else that the run is free on that side."""
    return (word[0].text,) if word and belongs(word[0]) else _EDGE


def _unknown(start: int, own: tuple[Word, ...], known: Spans) -> bool:
    """Whether a run cuts through nothing that is known and says more than that."""
    stop = start + sum(len(word.text) for word in own)
    inner = known.touching(start, stop)
    if not inner:
        return True
    if any(first < start or last > stop for first, last in inner):
        return False
    place, others = start, []
    for word in own:
        end = place + len(word.text)
        if not any(first < end and last > place for first, last in inner):
            others.append(word.text)
        place = end
    return any(word not in BESIDE_KNOWN for word in others)


@lru_cache(maxsize=100_000)
def _may_stand(word: Word) -> bool:
    """Whether a word may stand within a name at all."""
    if word.text in ACTIONS or word.text[:1] == "等" or _is_done(word):
        return False
    if word.tag in NOUN_TAGS or word.text in _SUFFIXES:
        return not word.text.isascii() or word.tag == "eng"
    return word.tag in ("v", "a", "d", "m", "f") and _is_part(word)


def _is_done(word: Word) -> bool:
    """Whether a phrase says what is done, and how: 圆满完成, 不断完善."""
    return len(word.text) == _ALONE and (word.text[:2] in ACTIONS or word.text[2:] in ACTIONS)


def _is_part(word: Word) -> bool:
    """Whether a word of another kind may stand within a name: 区域更新项目, 三年行动计划."""
    if word.tag in ("v", "d"):
        return len(word.text) == _TWO
    if word.tag == "m":
        return not any(one.isdecimal() for one in word.text) and word.text[-1:] in "年期级次届"
    return word.tag == "a" or word.text in ("以上", "以下", "上")


_TWO = 2


@lru_cache(maxsize=100_000)
def _may_begin(word: Word) -> bool:
    if word.text in AT_NO_START or word.text in _SUFFIXES or not _may_stand(word):
        return False
    if word.tag == "v":
        return word.text in VERBAL_NOUNS
    return word.tag == "a" or (word.tag in NOUN_TAGS and word.tag != "k")


def _is_run(own: tuple[Word, ...]) -> bool:
    """Whether words may be a name: they end in a noun and are not all of them words of any text."""
    last = own[-1]
    if last.text in AT_NO_END or any(
        one.text == "上" and len(other.text) > 1 for one, other in pairwise(own)
    ):  # 数据上链, but not 市场上企业
        return False
    if not (last.tag in _LAST or last.text in _SUFFIXES or last.text in VERBAL_NOUNS):
        return False
    pieces = [piece for word in own for piece in _pieces(word.text)]
    if all(piece in GENERIC or piece in _SUFFIXES for piece in pieces):
        return False
    if len(own) == 1:
        return _is_alone(last)
    return sum(len(word.text) for word in own) >= _SHORTEST


def _pieces(word: str) -> tuple[str, ...]:
    """Return a word, or the two words that one of four characters is made up of."""
    return (word[:2], word[2:]) if len(word) == _ALONE else (word,)


_ALONE = 4


def _is_alone(word: Word) -> bool:
    """Whether a single word may be a term: a long one, or one in Latin letters and figures."""
    if word.tag == "eng":
        return len(word.text) > 1
    return len(word.text) >= _ALONE and word.tag in ("n", "nz", "nt", "j", "l", "vn")
