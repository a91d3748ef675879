"""How surely a Chinese word and an English one belong together, from all that is translated.

An entry of the glossary is a short pair of texts, a block a long one: there the two must also stand
at about the same place. What counts is Dice’s coefficient: how often both are there, of how often
either is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.segmentation import words
from jdpublish.termbase.candidates.contract import Passage
from jdpublish.termbase.candidates.equivalents.tokens import tokens

_NEAR = 0.2
"""How far from one another two words of a block may stand, as a share of it."""
_TWICE = 2
_OF_BLOCKS = 0.8
"""How much a block is worth that has both words, beside an entry that has."""
_SHORT = 24
"""A text with fewer characters is a term or a heading: there, no place tells anything."""
_IDIOM = 4


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in both languages: the Chinese, and where each English stem stands in it, 0 to 1."""

    chinese: str
    places: Mapping[str, tuple[float, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Everything that is translated: entries of the glossary, and blocks."""

    entries: tuple[_Text, ...]
    blocks: tuple[_Text, ...]

    def of(self, chinese: str) -> Mapping[str, float]:
        """Return the English stems that a Chinese word goes with, each with how surely, 0 to 1."""
        return _evidence(self, chinese)


@lru_cache(maxsize=4)
def evidence(concepts: tuple[Concept, ...], passages: tuple[Passage, ...]) -> Evidence:
    """Return what these entries and blocks tell."""
    return Evidence(
        tuple(
            _text(chinese, english)
            for one in concepts
            for chinese in one.language(SOURCE_LANGUAGE).accepted[:1]
            for english in one.language("en").accepted[:1]
        ),
        tuple(_text(one.text, one.target.text) for one in passages if one.target),
    )


@lru_cache(maxsize=20_000)
def _text(chinese: str, english: str) -> _Text:
    places: defaultdict[str, list[float]] = defaultdict(list)
    for one in tokens(english):
        if not one.small:
            places[one.stem].append(one.start / len(english))
    return _Text(chinese, {stem: tuple(found) for stem, found in places.items()})


@lru_cache(maxsize=4096)
def _evidence(known: Evidence, chinese: str) -> Mapping[str, float]:
    found = dict(_dice(known.entries, chinese, 1, 1.0))
    for stem, sure in _dice(known.blocks, chinese, _TWICE, _OF_BLOCKS):
        found[stem] = max(sure, found.get(stem, 0.0))
    return found


def _dice(
    texts: tuple[_Text, ...], chinese: str, least: int, worth: float
) -> Iterator[tuple[str, float]]:
    have = [one for one in texts if chinese in one.chinese]
    together: defaultdict[str, int] = defaultdict(int)
    for one in have:
        at = _places(one.chinese, chinese)
        for stem, places in one.places.items():
            together[stem] += len(one.chinese) < _SHORT or any(
                abs(place - here) < _NEAR for place in places for here in at
            )
    for stem, both in together.items():
        if both >= least:
            either = len(have) + sum(stem in one.places for one in texts)
            yield stem, worth * 2 * both / either


def _places(text: str, part: str) -> tuple[float, ...]:
    """Return where a word stands in a text, as shares of it."""
    found = []
    start = text.find(part)
    while start >= 0:
        found.append(start / len(text))
        start = text.find(part, start + 1)
    return tuple(found)


_LITTLE = "的之和与及、，“”‘’《》（）· "


@lru_cache(maxsize=4096)
def units(chinese: str) -> tuple[str, ...]:
    """Return the words of which a Chinese term consists, those of an idiom as its halves."""
    halves = (
        part
        for word in words(chinese)
        for part in ((word.text[:2], word.text[2:]) if len(word.text) == _IDIOM else (word.text,))
    )
    return tuple(dict.fromkeys(part for part in halves if part.strip(_LITTLE)))
