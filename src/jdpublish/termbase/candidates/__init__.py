"""Term candidates: words of a text that may be terms and that the glossary does not have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.script import to_simplified
from jdpublish.segmentation import words
from jdpublish.termbase.candidates.contract import Candidate, Passage, Place, Why
from jdpublish.termbase.candidates.noun_runs import Tagged, runs
from jdpublish.termbase.candidates.quoted import quoted_phrases
from jdpublish.termbase.candidates.slogans import slogans
from jdpublish.termbase.candidates.spans import Spans
from jdpublish.terms.matching import Lexicon, lexicon, mentions

__all__ = ["Candidate", "Passage", "Place", "Why", "candidates"]

_ONE_WIDTH = str.maketrans("，；：？！（）", ",;:?!()") | str.maketrans("「」『』〝〞＂", '“”‘’“”"')
"""Signs that are the same in another width; the length of a text stays."""


def candidates(
    passages: tuple[Passage, ...], concepts: Iterable[Concept], minimum: int = 2
) -> tuple[Candidate, ...]:
    """Return what may be a term: quoted phrases, slogans, runs of words, and titles last.

    Quoted phrases, slogans and titles are proposed however rare they are, in the order of the text;
    runs that stand at least `minimum` times, the surest first. What stands wholly within a term of
    the glossary is known, be that term deprecated or retired.
    """
    known = tuple(concepts)
    terms = _terms(known)
    texts = tuple(_tagged(passage, terms) for passage in passages)
    said = _gathered(_said(texts), texts)
    taken = {one.text for one in said}
    order = (Why.QUOTED, Why.SLOGAN, Why.RUN, Why.TITLE)
    found = (*said, *(one for one in runs(texts, minimum) if one.text not in taken))
    return tuple(
        _with_inner(one, terms) for one in sorted(found, key=lambda one: order.index(one.why))
    )


def _folded(text: str) -> str:
    return text.translate(_ONE_WIDTH)


def _terms(concepts: tuple[Concept, ...]) -> Lexicon:
    """Return a lexicon of all Chinese forms of entries; a measure is known to everybody."""
    read = [(one.id, one.language(SOURCE_LANGUAGE)) for one in concepts]
    return lexicon(
        (
            (_folded(form), identity)
            for identity, section in read
            for form in (*section.accepted, *(term.text for term in section.deprecated))
            if not section.measure
        ),
        contexts=((_folded(one), identity) for identity, section in read for one in section.not_in),
    )


def _tagged(passage: Passage, terms: Lexicon) -> Tagged:
    return Tagged(
        passage,
        words(passage.text),
        Spans(_known(passage.text, terms)),
        Spans((one.start, one.stop) for _, one in quoted_phrases(passage)),
    )


def _known(text: str, terms: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where known terms stand in a text, also in one that is in Traditional characters."""
    plain = to_simplified(text)
    for written in (text, plain) if plain != text and len(plain) == len(text) else (text,):
        yield from ((one.start, one.stop) for one in mentions(_folded(written), terms))


def _said(texts: tuple[Tagged, ...]) -> Iterator[tuple[Why, Place]]:
    """Yield what the texts set apart or count and the glossary does not have, in their order."""
    for text in texts:
        counted = (
            place
            for place in slogans(text.passage, text.words)
            if not text.apart.hold(place.start, place.stop)
        )
        found = [*quoted_phrases(text.passage), *((Why.SLOGAN, place) for place in counted)]
        for why, place in sorted(found, key=lambda one: (one[1].start, -one[1].stop)):
            if not text.known.hold(place.start, place.stop):
                yield why, place


def _gathered(
    said: Iterable[tuple[Why, Place]], texts: tuple[Tagged, ...]
) -> tuple[Candidate, ...]:
    """Return what was said as candidates, each once, with all of its places."""
    why: dict[str, Why] = {}
    written: dict[str, str] = {}
    places: dict[str, dict[tuple[int, int], Place]] = defaultdict(dict)
    for reason, place in said:
        key = _folded(place.words)
        if why.get(key) is not Why.QUOTED:
            why[key] = reason if key not in why or reason is Why.QUOTED else why[key]
        written.setdefault(key, place.words)
        places[key][(id(place.passage), place.start)] = place
    again = lexicon((key, key) for key in places if len(key) >= _SURE)
    for text in texts:
        for one in mentions(_folded(text.passage.text), again):
            place = Place(text.passage, one.start, one.stop)
            if not text.known.hold(one.start, one.stop):
                places[one.concept].setdefault((id(text.passage), one.start), place)
    order = {id(text.passage): number for number, text in enumerate(texts)}
    return tuple(
        Candidate(
            written[key],
            why[key],
            tuple(sorted(own.values(), key=lambda one: (order[id(one.passage)], one.start))),
        )
        for key, own in places.items()
    )


_SURE = 3
"""So long a phrase is the same also where it stands without quotation marks."""


def _with_inner(candidate: Candidate, terms: Lexicon) -> Candidate:
    """Return a candidate with the entries whose terms stand within it."""
    inner = (
        (candidate.text[one.start : one.stop], one.concept)
        for one in mentions(_folded(candidate.text), terms)
    )
    return replace(candidate, contains=tuple(dict.fromkeys(inner)))
