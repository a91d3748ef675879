"""Where in a translation something must stand, by what is known to stand around it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from jdpublish.model import Concept
from jdpublish.termbase.candidates.equivalents.contract import Pairing
from jdpublish.termbase.usage.concordance import prepared
from jdpublish.terms.inflection import renderings
from jdpublish.terms.matching import Mention, mentions

_SAME = re.compile(r"[A-Za-z0-9]+(?:[.,][0-9]+)*%?")

Anchor = tuple[float, float]
"""A place of the Chinese and the place of the English that belongs to it."""
Span = tuple[int, int]


def anchors(pairing: Pairing, concepts: tuple[Concept, ...]) -> tuple[Anchor, ...]:
    """Return places of a pair that belong together, in the order of both texts, ends included."""
    ends = (float(len(pairing.chinese.text)), float(len(pairing.english.text)))
    return ((0.0, 0.0), *_rising(_unique(pairing, concepts), ends), ends)


def swapped(found: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Return anchors that lead from the English to the Chinese."""
    return tuple((english, chinese) for chinese, english in found)


def expected(found: tuple[Anchor, ...], place: float) -> float:
    """Return about where the translation of a place stands: between its anchors, in proportion."""
    for (before, there), (behind, then) in pairwise(found):
        if place <= behind:
            return there + (then - there) * (place - before) / max(behind - before, 1)
    return found[-1][1]


def _unique(pairing: Pairing, concepts: tuple[Concept, ...]) -> Iterator[Anchor]:
    """Yield what stands once in either text: terms with their renderings, figures, Latin words."""
    chinese, english = pairing.chinese.text, pairing.english.text
    by_id, lexicon = prepared(concepts)
    found = mentions(chinese, lexicon)
    for one in found:
        own = renderings(english, by_id[one.concept].language("en").accepted)
        if len(own) == 1 == sum(other.concept == one.concept for other in found):
            yield (one.start + one.stop) / 2, (own[0].start + own[0].stop) / 2
    here, there = _once(chinese), _once(english)
    for word in here.keys() & there.keys():
        yield here[word], there[word]


def _once(text: str) -> dict[str, float]:
    found = [(one[0].casefold(), one.start()) for one in _SAME.finditer(text)]
    said = [word for word, _ in found]
    return {word: start for word, start in found if said.count(word) == 1}


def _rising(found: Iterable[Anchor], ends: Anchor) -> tuple[Anchor, ...]:
    """Return the longest row of anchors of which each stands behind the one before in both texts.

    English turns sentences about, so not all do.
    """
    inside = [one for one in found if 0 < one[0] < ends[0] and 0 < one[1] < ends[1]]
    rows: list[tuple[Anchor, ...]] = []  # of each length the row that ends first
    for anchor in sorted(inside, key=lambda one: (one[0], -one[1])):
        at = bisect_left([row[-1][1] for row in rows], anchor[1])
        row = (*(rows[at - 1] if at else ()), anchor)
        rows[at : at + 1] = [row]
    return rows[-1] if rows else ()


def taken(pairing: Pairing, concepts: tuple[Concept, ...]) -> tuple[Span, ...]:
    """Return where the English renders terms of the block that what was chosen does not have."""
    _, lexicon = prepared(concepts)
    inside = {one.concept for one in mentions(pairing.chosen, lexicon)}
    apart = (
        one
        for one in mentions(pairing.chinese.text, lexicon)
        if one.concept not in inside
        and (one.stop <= pairing.start or pairing.start + len(pairing.chosen) <= one.start)
    )
    return _rendered(pairing, concepts, apart)


def held(pairing: Pairing, concepts: tuple[Concept, ...]) -> tuple[Span, ...]:
    """Return where the English renders terms that what was chosen has within it."""
    return _rendered(pairing, concepts, mentions(pairing.chosen, prepared(concepts)[1]))


def _rendered(
    pairing: Pairing, concepts: tuple[Concept, ...], found: Iterable[Mention]
) -> tuple[Span, ...]:
    by_id, _ = prepared(concepts)
    names = sorted({one.concept for one in found})
    return tuple(
        (span.start, span.stop)
        for name in names
        for span in renderings(pairing.english.text, by_id[name].language("en").accepted)
    )
