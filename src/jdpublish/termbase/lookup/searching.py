"""Entries that have the words somebody looks for, in any field, the best first."""

import re
from collections.abc import Iterator

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.forms.folding import folded, in_syllables, same_pinyin, variants
from jdpublish.termbase.lookup.by_name import accepted


def matching(query: str, concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Return the entries that have a query's words, the best first, else in their order.

    Best is an id or a form of a term that is just that, then its pinyin, then a form that begins
    with it, then one that holds it, then a deprecated form, then definitions, contexts and notes,
    then what else is said. Last are those that have all words, but apart.
    """
    wanted = variants(query)
    if not any(wanted):
        return concepts
    ranked = ((_rank(query, wanted, one), number) for number, one in enumerate(concepts))
    found = sorted((rank, number) for rank, number in ranked if rank is not None)
    return tuple(concepts[number] for _, number in found)


_APART = 9


def _rank(query: str, wanted: tuple[str, ...], concept: Concept) -> tuple[int, bool, int] | None:
    """Return how well an entry fits, the less the better; of equals what is in use."""
    names = (concept.id, *map(folded, accepted(concept)))
    pinyin = concept.language(SOURCE_LANGUAGE).pinyin
    for number, fits in enumerate(
        (
            any(name in wanted for name in names),
            same_pinyin(query, pinyin),
            any(name.startswith(wanted) for name in names),
            any(_has(name, wanted) for name in names),
            in_syllables(query, pinyin),
            any(one in name for one in wanted for name in names),
            any(_has(text, wanted) for text in _deprecated(concept)),
            any(_has(text, wanted) for text in _told(concept)),
            any(_has(text, wanted) for text in _other(concept)),
        )
    ):
        if fits:
            held = [len(name) for name in names if any(one in name for one in wanted)]
            return number, concept.retired, min(held, default=0)
    apart = any(_has_all(one.split(), concept) for one in wanted)
    return (_APART, concept.retired, 0) if apart else None


def _has(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text has what is wanted, in Latin letters at the beginning of a word."""
    return any(
        re.search(rf"(?<![^\W_]){re.escape(one)}", text, re.ASCII) is not None
        if one[0].isascii() and one in text
        else one in text
        for one in wanted
    )


def _has_all(words: list[str], concept: Concept) -> bool:
    if len(words) < 2:  # noqa: PLR2004  one word was looked for already
        return False
    pinyin = concept.language(SOURCE_LANGUAGE).pinyin
    texts = (
        concept.id,
        *map(folded, accepted(concept)),
        *_deprecated(concept),
        *_told(concept),
        *_other(concept),
    )
    return all(
        any(_has(text, (word,)) for text in texts) or in_syllables(word, pinyin) for word in words
    )


def _deprecated(concept: Concept) -> Iterator[str]:
    for section in concept.languages.values():
        yield from (folded(term.text) for term in section.deprecated)


def _told(concept: Concept) -> Iterator[str]:
    for section in concept.languages.values():
        yield folded(section.definition)
        yield folded(section.context)
    yield folded(concept.note)


def _other(concept: Concept) -> Iterator[str]:
    yield from map(folded, (concept.source, concept.reason, concept.subject))
    for section in concept.languages.values():
        yield from (folded(text) for text in section.not_in)
        yield from (folded(term.reason) for term in section.deprecated)
