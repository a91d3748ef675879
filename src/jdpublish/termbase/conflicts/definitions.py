"""Definitions and first mentions that use a rendering which the glossary advises against."""

import re
from collections import defaultdict
from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass, field

from jdpublish.model import SOURCE_LANGUAGE, Concept, Severity, Term
from jdpublish.termbase.conflicts.contract import Conflict, Entries
from jdpublish.termbase.conflicts.spelling_keys import english_key
from jdpublish.termbase.entry.labels import quoted
from jdpublish.terms.inflection import places, renderings
from jdpublish.terms.matching import lexicon, mentions

_CONTRASTED = re.compile(
    r"\b(?:than|not|never|unlike|versus|from|formerly|former|once|successor to|replac\w+"
    r"|instead of|as opposed to|distinct from|known as)\b[^.;]*$",
    re.IGNORECASE,
)
"""What a definition is set off against: “wider than gross output value”."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Deprecated renderings by their first word, and accepted ones by every word they share.

    With a deprecated rendering stand its words.
    """

    deprecated: Mapping[str, list[tuple[Concept, Term, tuple[str, ...]]]] = field(hash=False)
    accepted: Mapping[str, list[str]] = field(hash=False)


def deprecated_in_definitions(entries: Entries) -> Iterator[Conflict]:
    """Yield the definitions and first mentions with a form that an entry advises against.

    A single word may render something else as well: it counts only where the Chinese of the entry
    has the term that it must not render. What is part of an accepted rendering, of whichever
    entry, is right, and so is what a definition is set off against: “wider than …”.
    """
    index = _index(entries)
    for concept in entries.used:
        section = concept.language("en")
        texts = (("definition", section.definition), ("first", section.first))
        if any(text for _, text in texts):
            spoken_of = _spoken_of(concept, entries)
            for name, text in texts:
                yield from _in_text(entries, index, concept, (name, text), spoken_of)
    yield from _in_chinese(entries)


def _index(entries: Entries) -> _Index:
    deprecated: dict[str, list[tuple[Concept, Term, tuple[str, ...]]]] = defaultdict(list)
    accepted: dict[str, list[str]] = defaultdict(list)
    for concept in entries.used:
        for term in concept.language("en").deprecated:
            if key := english_key(term.text):
                deprecated[key[0]].append((concept, term, key))
    for concept in entries.used if deprecated else ():
        for form in concept.language("en").accepted:
            for word in deprecated.keys() & set(english_key(form)):
                accepted[word].append(form)
    return _Index(deprecated, accepted)


def _spoken_of(concept: Concept, entries: Entries) -> frozenset[str]:
    """Return the ids of what the Chinese terms and definition of an entry speak of."""
    section = concept.language(SOURCE_LANGUAGE)
    texts = (section.definition, *section.accepted)
    found = {one.concept for text in texts for one in mentions(text, entries.terms)}
    return frozenset(found | {concept.id})


def _in_text(
    entries: Entries,
    index: _Index,
    concept: Concept,
    said: tuple[str, str],
    spoken_of: frozenset[str],
) -> Iterator[Conflict]:
    name, text = said
    words = dict.fromkeys(english_key(text))
    told: set[tuple[str, str]] = set()
    for word in words:
        for other, term, key in index.deprecated.get(word, ()):
            single = len(key) == 1
            if (
                words.keys() >= set(key)
                and (other.id, term.text) not in told
                and not (single and (other.id not in spoken_of or other is concept))
                and (found := _used(index, text, term.text, key, words.keys()))
                and not (single and renderings(text, other.language("en").accepted))
            ):
                told.add((other.id, term.text))
                yield _conflict(entries, (concept, f"en.{name}", text), other, term, found)


def _used(index: _Index, text: str, form: str, key: tuple[str, ...], words: KeysView[str]) -> str:
    """Return the words of a text that are a deprecated form and nothing that is right, or none."""
    for start, stop in places(text, form):
        if _CONTRASTED.search(text[:start]):
            continue
        around = dict.fromkeys(index.accepted.get(key[0], ()))
        right = (one for one in around if one != text and words >= set(english_key(one)))
        if not any(one.start <= start and stop <= one.stop for one in renderings(text, right)):
            return text[start:stop]
    return ""


def _in_chinese(entries: Entries) -> Iterator[Conflict]:
    against = {
        term.text: (concept, term)
        for concept in entries.used
        for term in concept.language(SOURCE_LANGUAGE).deprecated
    }
    right = {
        form: concept.id
        for concept in entries.used
        for form in concept.language(SOURCE_LANGUAGE).accepted
    }
    if not against:
        return
    terms = lexicon(({form: one.id for form, (one, _) in against.items()} | right).items())
    for concept in entries.used:
        text = concept.language(SOURCE_LANGUAGE).definition
        for found in dict.fromkeys(text[one.start : one.stop] for one in mentions(text, terms)):
            if found in against and found not in right:
                other, term = against[found]
                field_of = f"{SOURCE_LANGUAGE}.definition"
                yield _conflict(entries, (concept, field_of, text), other, term, found)


def _conflict(
    entries: Entries, said: tuple[Concept, str, str], other: Concept, term: Term, found: str
) -> Conflict:
    concept, name, text = said
    tag, key = name.rsplit(".", 1)
    what = "the definition" if key == "definition" else "the form of the first mention"
    wanted = other.language(tag).preferred
    whose = "the entry itself" if other is concept else f"“{other.id}”"
    sides = (entries.side(concept, name, text), entries.side(other, f"{tag}.deprecated", term.text))
    return Conflict(
        "deprecated-in-definition",
        Severity.ERROR,
        sides,
        f"{what} of “{concept.id}” says {quoted(found)}, which {whose} deprecates: {term.reason}",
        (f"write {quoted(wanted)}; " if wanted else "write something else; ")
        + f"the deprecation stands at {sides[1].place}",
    )
