"""The terms that a translation must have: which, how they are rendered, and whether it has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jdpublish.checks import terms as check
from jdpublish.checks.contract import Bitext, Problem
from jdpublish.checks.mentioned import Mentioned, Passage, passages
from jdpublish.model import BlockKind, Concept, Term
from jdpublish.terms.inflection import renderings, sentences, stems
from jdpublish.terms.matching import Mention, mentions, source_terms

_RUNNING_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)


class Standing(StrEnum):
    """How a term of the Chinese is rendered."""

    FOUND = "found"
    SHORT = "short"
    DEPRECATED = "deprecated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class WantedTerm:
    """A concept that a Chinese text mentions, and how its translation renders it.

    `places` are where the renderings stand in the translation, or the deprecated ones where there
    is no other. `first` is the form that a first mention in the report must have, where this is
    one and the entry has such a form; `in_full` says whether it stands there, too.
    """

    concept: Concept
    words: str
    count: int
    accepted: tuple[str, ...]
    deprecated: tuple[Term, ...]
    standing: Standing
    places: tuple[tuple[int, int], ...] = ()
    first: str = ""
    in_full: bool = True


def wanted_terms(bitext: Bitext, block: str, language: str) -> tuple[WantedTerm, ...]:
    """Return the terms of a Chinese block in their order, as the check `terms` judges them.

    What blocks before it have said counts: whether a mention is the first, and whether a name may
    be shortened. Measures are left out: figures have them.
    """
    earlier: set[str] = set()
    before: list[str] = []
    for passage in passages(bitext, language):
        if passage.source.id == block:
            told = [problem.hint for _, problem in _told(bitext, block)]
            return tuple(
                _wanted(passage, one, told, before, first=one.concept.id not in earlier)
                for one in passage.mentioned
                if one.forms
            )
        if passage.source.kind in _RUNNING_TEXT:
            earlier |= {one.concept.id for one in passage.mentioned}
            before.append(passage.text)
    return ()


def marked_terms(text: str, concepts: tuple[Concept, ...]) -> tuple[Mention, ...]:
    """Return where terms of the glossary stand in a Chinese text."""
    return mentions(text, source_terms(concepts))


def _told(bitext: Bitext, block: str) -> Iterator[tuple[str, Problem]]:
    return (found for found in check.terms(bitext) if found[0] == block)


def _wanted(
    passage: Passage, mentioned: Mentioned, told: list[str], before: list[str], *, first: bool
) -> WantedTerm:
    found = tuple((one.start, one.stop) for one in renderings(passage.text, mentioned.forms))
    deprecated = tuple((start, stop) for _, start, stop in passage.deprecated(mentioned))
    section = mentioned.section
    wanted = section.first if first and section.first != section.preferred else ""
    if passage.source.kind not in _RUNNING_TEXT:
        wanted = ""
    # The same words at the end of a hint say which entry a problem is about.
    missing = passage.target is None or any(hint.endswith(mentioned.entry) for hint in told)
    return WantedTerm(
        mentioned.concept,
        mentioned.words,
        mentioned.count,
        mentioned.forms,
        section.deprecated,
        _standing(found, deprecated, missing=missing),
        found or deprecated,
        wanted,
        in_full=not wanted or _in_full(passage.text, wanted, before),
    )


def _standing(
    found: tuple[tuple[int, int], ...], deprecated: tuple[tuple[int, int], ...], *, missing: bool
) -> Standing:
    if found:
        return Standing.MISSING if missing else Standing.FOUND
    if deprecated:
        return Standing.DEPRECATED
    return Standing.MISSING if missing else Standing.SHORT


def _in_full(text: str, first: str, before: list[str]) -> bool:
    """Whether a text has a form in one sentence, or an earlier one has it."""
    wanted = stems(first)
    return any(wanted <= one for one in sentences(text)) or any(
        renderings(one, (first,)) for one in before
    )
