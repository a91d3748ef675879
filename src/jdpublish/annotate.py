"""Which words of a text the glossary explains, and where: marks on blocks, nothing else changed.

In the source language a term stands where its characters stand, the longest match first. In a
translation it stands where the paired source block has the term and the text has one of the
accepted renderings, so that a common English word is never taken for a term.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from jdpublish.keeping import Keep, fresh, gathered, settled
from jdpublish.model import (
    Block,
    BlockKind,
    Concept,
    Mark,
    MarkKind,
    Section,
    Segment,
    in_order,
)
from jdpublish.terms.inflection import rendering
from jdpublish.terms.matching import Lexicon, mentions, source_terms

_ALONE = (MarkKind.LINK, MarkKind.IMAGE, MarkKind.NOTE)
_RUNNING_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)

Span = tuple[int, int, str]
"""Start, stop and concept of a term in a segment."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts, prepared for looking terms up."""

    concepts: tuple[Concept, ...]
    by_id: dict[str, Concept]
    terms: Lexicon

    @classmethod
    def of(cls, concepts: tuple[Concept, ...]) -> "Glossary":
        """Return the concepts with a lexicon of their Chinese terms."""
        return cls(
            concepts,
            {concept.id: concept for concept in concepts},
            source_terms(concepts),
        )


def annotate_source(
    sections: tuple[Section, ...], glossary: Glossary, keep: Keep = fresh
) -> tuple[Section, ...]:
    """Mark the first mention in each chapter of every concept explained to Chinese readers."""
    return tuple(keep(_source_section, section, glossary, keep) for section in sections)


def _source_section(section: Section, glossary: Glossary, keep: Keep) -> Section:
    explained = keep(_explained, glossary, "zh")

    def spans(_: Block, segment: Segment) -> Iterator[Span]:
        for found in keep(mentions, segment.text, glossary.terms):
            yield found.start, found.stop, found.concept

    return replace(section, blocks=tuple(_chapter(section.blocks, spans, explained, keep)))


def annotate_target(
    sections: tuple[Section, ...],
    source: tuple[Section, ...],
    glossary: Glossary,
    language: str,
    keep: Keep = fresh,
) -> tuple[Section, ...]:
    """Mark the first mention in each chapter of what the translation's readers are told."""
    originals = {block.id: block for section in source for block in section.blocks}
    found = []
    for section in sections:
        own = keep(gathered, *(originals.get(block.id) for block in section.blocks))
        found.append(keep(_target_section, section, own, glossary, language, keep))
    return tuple(found)


def _target_section(
    section: Section,
    originals: tuple[Block | None, ...],
    glossary: Glossary,
    language: str,
    keep: Keep,
) -> Section:
    explained = keep(_explained, glossary, language)
    paired = {block.id: block for block in originals if block}

    def spans(block: Block, segment: Segment) -> Iterator[Span]:
        original = paired.get(block.id)
        if original is not None:
            yield from keep(_renderings, segment.text, original.text, glossary, language, keep)

    return replace(section, blocks=tuple(_chapter(section.blocks, spans, explained, keep)))


def annotated(sections: tuple[Section, ...], keep: Keep = fresh) -> tuple[str, ...]:
    """Return the ids of the concepts marked in a text, in the order of their first mention."""
    return tuple(dict.fromkeys(chain.from_iterable(keep(_marked, one) for one in sections)))


def _marked(section: Section) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            mark.value
            for block in section.blocks
            for segment in block.segments
            for mark in segment.marks
            if mark.kind is MarkKind.TERM
        )
    )


def _explained(glossary: Glossary, language: str) -> frozenset[str]:
    return frozenset(concept.id for concept in glossary.concepts if language in concept.annotate)


def _renderings(
    text: str, original: str, glossary: Glossary, language: str, keep: Keep
) -> tuple[Span, ...]:
    """Return where a text has what its original mentions; of two that overlap, the longer."""
    found: list[Span] = []
    for concept in {one.concept for one in keep(mentions, original, glossary.terms)}:
        section = glossary.by_id[concept].language(language)
        span = rendering(text, section.accepted)
        if span:
            found.append((*span, concept))
    taken: list[Span] = []
    for start, stop, concept in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if all(stop <= other[0] or start >= other[1] for other in taken):
            taken.append((start, stop, concept))
    return tuple(sorted(taken))


def _chapter(
    blocks: tuple[Block, ...],
    spans: Callable[[Block, Segment], Iterator[Span]],
    explained: frozenset[str],
    keep: Keep,
) -> Iterator[Block]:
    seen: set[str] = set()
    for block in blocks:
        if block.kind not in _RUNNING_TEXT:
            yield block
            continue
        segments = []
        for segment in block.segments:
            marks = []
            for start, stop, concept in spans(block, segment):
                mark = Mark(start, stop, MarkKind.TERM, concept)
                if concept in explained and concept not in seen and _fits(mark, segment.marks):
                    marks.append(mark)
                    seen.add(concept)
            own = in_order([*segment.marks, *marks])
            segments.append(replace(segment, marks=own) if marks else segment)
        yield settled(keep, block.with_segments(tuple(segments)))


def _fits(mark: Mark, others: tuple[Mark, ...]) -> bool:
    """Whether a mark nests with the others: crossing tags are no HTML, links no links' parents.

    A term with emphasis that begins or ends within it and goes on beyond is left alone: cut in
    two it would be explained twice.
    So is one in an image's description, which shows nothing, and one with a note's call inside.
    """
    return all(
        other.stop <= mark.start
        or other.start >= mark.stop
        or (other.kind not in _ALONE and _nests(mark, other))
        for other in others
    )


def _nests(mark: Mark, other: Mark) -> bool:
    return (mark.start <= other.start and other.stop <= mark.stop) or (
        other.start <= mark.start and mark.stop <= other.stop
    )
