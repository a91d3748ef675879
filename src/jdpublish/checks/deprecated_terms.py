"""The check `deprecated-term`: no form stands in the text that the glossary advises against."""

from collections.abc import Iterator
from functools import lru_cache

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.mentioned import SEVERITY, Mentioned, Passage, passages, quoted
from jdpublish.model import SOURCE_LANGUAGE, Concept, Severity, Term
from jdpublish.terms.inflection import renderings
from jdpublish.terms.matching import Lexicon, lexicon, mentions


def deprecated_term(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """No rendering stands in the English that the glossary advises against for what is meant.

    A deprecated form is looked for only where the Chinese block has the term, and not within a
    right rendering: “quality development” is none in “high-quality development”. A single word,
    such as “percent” for 个百分点, may render something else as well: it is told only where the
    right rendering stands less often than the term. Deprecated Chinese forms are looked for
    everywhere in the Chinese text. An entry that is only proposed gives a warning.
    """
    yield from _in_source(bitext)
    for language in bitext.targets:
        for passage in passages(bitext, language):
            for mentioned in passage.mentioned:
                yield from (
                    (passage.source.id, problem) for problem in _in_target(passage, mentioned)
                )


CHECK = Check("deprecated-term", Severity.ERROR, text=deprecated_term)


def _in_target(passage: Passage, mentioned: Mentioned) -> Iterator[Problem]:
    if not mentioned.deprecated:
        return
    told = [
        (term, start, stop)
        for term, start, stop in passage.deprecated(mentioned)
        if " " in term.text or not _rendered(passage, mentioned)
    ]
    for term, start, stop in _longest(told):
        yield Problem(
            f"“{passage.text[start:stop]}” is a deprecated rendering of “{mentioned.words}”:"
            f" {term.reason}",
            f"write {quoted(mentioned.section.preferred)}; the entry stands at {mentioned.entry}",
            passage.locate(start),
            SEVERITY[mentioned.concept.status],
        )


def _longest(found: list[tuple[Term, int, int]]) -> Iterator[tuple[Term, int, int]]:
    """Yield the forms that do not stand, in part or whole, within a longer one of the concept."""
    taken: list[tuple[int, int]] = []
    for term, start, stop in sorted(found, key=lambda one: (one[1] - one[2], one[1])):
        if all(stop <= first or last <= start for first, last in taken):
            taken.append((start, stop))
            yield term, start, stop


def _rendered(passage: Passage, mentioned: Mentioned) -> bool:
    """Whether every mention has a right rendering of its own."""
    return len(renderings(passage.text, mentioned.accepted)) >= mentioned.count


def _in_source(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    terms = _source_terms(bitext.concepts)
    if terms is None:
        return
    by_id = {concept.id: concept for concept in bitext.concepts}
    for block in bitext.blocks(SOURCE_LANGUAGE) if bitext.original else ():
        for found in mentions(block.text, terms):
            concept, words = by_id[found.concept], block.text[found.start : found.stop]
            section = concept.language(SOURCE_LANGUAGE)
            for term in section.deprecated:
                if term.text == words and words not in section.accepted:
                    yield (
                        block.id,
                        Problem(
                            f"“{words}” is a deprecated form of “{section.preferred}”:"
                            f" {term.reason}",
                            f"write “{section.preferred}”; the entry stands at"
                            f" {concept.at.file}:{concept.at.line}",
                            block.locate(found.start),
                            SEVERITY[concept.status],
                        ),
                    )


@lru_cache(maxsize=4)
def _source_terms(concepts: tuple[Concept, ...]) -> Lexicon | None:
    """Return a lexicon of the Chinese forms, right and deprecated; None without any deprecated.

    What is right in one entry is not deprecated by another.
    """
    read = [(concept.id, concept.language(SOURCE_LANGUAGE)) for concept in concepts]
    forms = {form: concept for concept, section in read for form in section.accepted}
    deprecated = [(term.text, concept) for concept, section in read for term in section.deprecated]
    if not deprecated:
        return None
    return lexicon((dict(deprecated) | forms).items())
