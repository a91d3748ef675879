"""Glossary entries as an edition prints them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from jdpublish.keeping import Keep, fresh
from jdpublish.model import SOURCE_LANGUAGE, Concept, MarkKind, Section
from jdpublish.terms.matching import Lexicon, mentions


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary entry as it is printed, in the script of its edition.

    `number` is its place in the order of first mention, from 1; `places` holds the blocks that
    mention it; `count` is how often the source has the term. A `proposed` rendering has yet to be
    approved.
    """

    id: str
    number: int
    han: str
    pinyin: str
    english: str
    definition: str
    proposed: bool
    note: str
    places: tuple[tuple[str, str], ...]
    count: int


def entries(  # noqa: PLR0913
    concepts: tuple[str, ...],
    by_id: Mapping[str, Concept],
    sections: tuple[Section, ...],
    *,
    language: str,
    counts: Counter[str],
    keep: Keep = fresh,
) -> dict[str, Entry]:
    """Return the printed entries of the concepts that a text explains, by id."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for section in sections:
        for concept, block in keep(_mentioned, section):
            places[concept].append((block, section.name))
    return {
        identity: _entry(
            by_id[identity], number, language, tuple(places[identity]), counts[identity]
        )
        for number, identity in enumerate(concepts, 1)
    }


def _mentioned(section: Section) -> tuple[tuple[str, str], ...]:
    """Return the concepts that are explained in a section, each with its block."""
    return tuple(
        (mark.value, block.id)
        for block in section.blocks
        for segment in block.segments
        for mark in segment.marks
        if mark.kind is MarkKind.TERM
    )


def _entry(
    concept: Concept, number: int, language: str, places: tuple[tuple[str, str], ...], count: int
) -> Entry:
    chinese, english = concept.language(SOURCE_LANGUAGE), concept.language("en")
    own = chinese if language.startswith("zh") else english
    return Entry(
        id=concept.id,
        number=number,
        han=chinese.preferred,
        pinyin=chinese.pinyin,
        english=english.preferred,
        definition=own.definition,
        proposed=concept.status == "proposed",
        note=concept.note,
        places=places,
        count=count,
    )


def occurrences(sections: tuple[Section, ...], terms: Lexicon, keep: Keep = fresh) -> Counter[str]:
    """Return how often each concept stands in the source text."""
    found: Counter[str] = Counter()
    for section in sections:
        found.update(keep(_occurrences, section, terms, keep))
    return found


def _occurrences(section: Section, terms: Lexicon, keep: Keep) -> Counter[str]:
    return Counter(
        found.concept for block in section.blocks for found in keep(mentions, block.text, terms)
    )


def convert_entry(entry: Entry, convert: Callable[[str], str]) -> Entry:
    """Return a glossary entry with its Chinese in another script."""
    return replace(entry, han=convert(entry.han), definition=convert(entry.definition))


def looked_up(entries: tuple[Entry, ...], language: str) -> tuple[Entry, ...]:
    """Return the glossary as it is looked up: A–Z, or in Chinese as first mentioned."""
    if language.startswith("zh"):
        return entries
    return tuple(sorted(entries, key=lambda entry: re.sub(r"\W", "", entry.english).casefold()))
