"""Terms within longer terms that are rendered otherwise there."""

import re
from collections.abc import Iterator
from itertools import chain

from jdpublish.model import SOURCE_LANGUAGE, Concept, LanguageSection, Severity
from jdpublish.termbase.conflicts.contract import Conflict, Entries
from jdpublish.termbase.entry.labels import quoted
from jdpublish.terms.inflection import renderings, stems
from jdpublish.terms.matching import mentions

_SHORTEST = 2
"""A single character within a term is hardly the term that it is elsewhere."""
_NO_LETTER = re.compile(r"[\W_]+")
"""Quotation marks around a term make no longer one of it."""
_COMMON = 6
"""Words that begin with as many letters are derived from one another: reactivate, reactivation."""


def nested_terms(entries: Entries) -> Iterator[Conflict]:
    """Yield the terms that contain another and whose English has none of its renderings.

    嘉定新城 contains 新城, so its English has “new city”. Endings, capitals, hyphens and articles
    do not matter, nor what is derived (reactivation for “reactivate”), and half of the words of a
    rendering are enough. Words in which the inner term is not meant stand in its `not-in`.
    """
    for concept in entries.used:
        section, english = concept.language(SOURCE_LANGUAGE), concept.language("en")
        if section.measure or not english.preferred:
            continue
        told: set[str] = set()
        for form in (section.preferred, section.first):
            for inner, words in _within(form, concept, entries):
                if inner.id in told or _agree(english, inner.language("en")):
                    continue
                told.add(inner.id)
                yield _conflict(entries, concept, inner, words)


def _within(form: str, outer: Concept, entries: Entries) -> Iterator[tuple[Concept, str]]:
    """Yield the entries whose terms stand within a form, without being the whole of it."""
    found = chain(
        ((one, 0) for one in mentions(form[:-1], entries.terms)),
        ((one, 1) for one in mentions(form[1:], entries.terms)),
    )
    for one, shift in found:
        inner = entries.by_id[one.concept]
        start, stop = one.start + shift, one.stop + shift
        if (
            stop - start >= _SHORTEST
            and inner.id != outer.id
            and _NO_LETTER.sub("", form) != _NO_LETTER.sub("", form[start:stop])
            and _meant(inner, form, start, stop)
        ):
            yield inner, form[start:stop]


def _meant(inner: Concept, form: str, start: int, stop: int) -> bool:
    """Whether a term is meant at a place, also by the contexts that the whole form has."""
    section = inner.language(SOURCE_LANGUAGE)
    if section.measure or not inner.language("en").preferred:
        return False
    for context in section.not_in:
        place = form.find(context)
        while place >= 0:
            if place <= start and stop <= place + len(context):
                return False
            place = form.find(context, place + 1)
    return True


def _agree(outer: LanguageSection, inner: LanguageSection) -> bool:
    forms = [form for form in (outer.preferred, outer.first) if form]
    return any(
        renderings(form, inner.accepted)
        or any(_mostly(form, rendering) for rendering in inner.accepted)
        for form in forms
    )


def _mostly(form: str, rendering: str) -> bool:
    """Whether half of the words of a rendering stand in a form, or words derived from them."""
    here, wanted = stems(form), stems(rendering)
    kept = sum(word in here or any(_derived(word, other) for other in here) for word in wanted)
    return bool(wanted) and kept * 2 >= len(wanted)


def _derived(word: str, other: str) -> bool:
    return len(word) >= _COMMON <= len(other) and word[:_COMMON] == other[:_COMMON]


def _conflict(entries: Entries, outer: Concept, inner: Concept, words: str) -> Conflict:
    chinese = outer.language(SOURCE_LANGUAGE).preferred
    english, other = (one.language("en").preferred for one in (outer, inner))
    sides = (entries.side(outer, "en.term", english), entries.side(inner, "en.term", other))
    return Conflict(
        "nested-terms",
        Severity.WARNING,
        sides,
        f"{quoted(chinese)} is {quoted(english)}, but {quoted(words)} within it is {quoted(other)}",
        f"the inner entry, “{inner.id}”, stands at {sides[1].place}; use its English here, write"
        " what stands here into its admitted, or where something else is meant, write"
        f" {quoted(chinese)} into its not-in",
    )
