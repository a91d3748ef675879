"""Chinese terms in text: the longest at each place, and none where it is not meant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from jdpublish.model import SOURCE_LANGUAGE, Concept


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in `text[start:stop]`, in code points."""

    start: int
    stop: int
    concept: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a string of characters means: a term of a concept, or where no term is meant, or both.

    `measure` says that it is a term only after a figure; `bars` holds the concepts whose terms are
    not meant inside.
    """

    concept: str
    measure: bool
    bars: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Chinese terms and the contexts in which they are none, prepared to be found at once."""

    automaton: AhoCorasick
    patterns: tuple[_Pattern, ...]


def lexicon(
    terms: Iterable[tuple[str, str]],
    *,
    contexts: Iterable[tuple[str, str]] = (),
    measures: frozenset[str] = frozenset(),
) -> Lexicon:
    """Return a lexicon of (term, concept id) pairs.

    Inside a context, which is paired with a concept id as well, that concept is not mentioned:
    更新城区 has no 新城. A concept in `measures` is mentioned only after a figure.
    """
    meant = {term: concept for term, concept in sorted(terms, reverse=True) if term}
    barred: dict[str, list[str]] = defaultdict(list)
    for context, concept in contexts:
        barred[context].append(concept)
    texts = tuple(dict.fromkeys((*meant, *barred)))
    return Lexicon(
        AhoCorasick(texts, matchkind=MatchKind.Standard, store_patterns=False),
        tuple(
            _Pattern(
                concept := meant.get(text, ""), concept in measures, tuple(barred.get(text, ()))
            )
            for text in texts
        ),
    )


def source_terms(concepts: Iterable[Concept]) -> Lexicon:
    """Return a lexicon of the Chinese terms that may stand in a text."""
    read = [(concept.id, concept.language(SOURCE_LANGUAGE)) for concept in concepts]
    return lexicon(
        ((form, concept) for concept, section in read for form in section.accepted),
        contexts=((context, concept) for concept, section in read for context in section.not_in),
        measures=frozenset(concept for concept, section in read if section.measure),
    )


def mentions(text: str, terms: Lexicon) -> tuple[Mention, ...]:
    """Return the terms in a Chinese text from left to right, the longest at each place.

    Matches never overlap: 嘉定新城 is one mention of the new city, none of 新城.
    """
    hits = sorted(
        (
            (start, stop, terms.patterns[index])
            for index, start, stop in terms.automaton.find_matches_as_indexes(
                text, overlapping=True
            )
        ),
        key=lambda hit: (hit[0], -hit[1]),
    )
    barred: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, stop, pattern in hits:
        for concept in pattern.bars:
            barred[concept].append((start, stop))
    found: list[Mention] = []
    free = 0
    for start, stop, pattern in hits:
        if start < free or not pattern.concept:
            continue
        if pattern.measure and text[start - 1 : start] not in _FIGURES:
            continue
        contexts = barred.get(pattern.concept, ())
        if not any(first <= start and stop <= last for first, last in contexts):
            found.append(Mention(start, stop, pattern.concept))
            free = stop
    return tuple(found)


_FIGURES = frozenset("0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿半几数余多")
"""What a figure ends in, before its measure."""
