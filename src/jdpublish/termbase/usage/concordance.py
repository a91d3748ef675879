"""Where the terms of the glossary stand in a report: every place, with the English beside it.

A term is found as the checks find it: the longest at each place, none within the words of `not-in`,
a measure only after a figure. All entries in use take part, so that 嘉定新城 is no place of 新城.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, Protocol

from jdpublish.align import pairs
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, Block, Concept, LanguageSection
from jdpublish.report import Report
from jdpublish.terms import inflection
from jdpublish.terms.matching import Lexicon, Mention, mentions, source_terms

ENGLISH = "en"

FormStatus = Literal["preferred", "first", "admitted", "deprecated"]


@dataclass(frozen=True, slots=True)
class Rendering:
    """Where a translation renders a term: `start` and `stop` in its block’s text, in code points.

    `form` is the form of the entry that stands there, perhaps inflected, and `status` what the
    entry says of it. One that is `shared` renders another concept of the same block as well.
    """

    start: int
    stop: int
    form: str
    status: FormStatus
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """A place of a term: `start` and `stop` in the Chinese block’s text, in code points.

    `target` is the block’s translation, or None where there is none yet; `rendering` is None where
    it has no form of the entry left for this place, as where English says “it”.
    """

    report: str
    concept: str
    source: Block
    start: int
    stop: int
    target: Block | None
    rendering: Rendering | None

    @property
    def words(self) -> str:
        """The Chinese words of the place."""
        return self.source.text[self.start : self.stop]

    @property
    def at(self) -> Location:
        """Where the Chinese stands: file, line and column."""
        return self.source.locate(self.start)

    @property
    def target_at(self) -> Location | None:
        """Where the rendering stands, or else the translation of the block, if there is one."""
        if self.target is None:
            return None
        return self.target.locate(self.rendering.start if self.rendering else 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that mentions a concept, with every mention and every rendering in its translation.

    Of either there may be more than of the other.
    """

    report: str
    concept: str
    source: Block
    target: Block | None
    mentions: tuple[Mention, ...]
    renderings: tuple[Rendering, ...]


def usages(
    report: Report,
    concepts: tuple[Concept, ...],
    wanted: frozenset[str] | None = None,
    *,
    language: str = ENGLISH,
) -> tuple[Usage, ...]:
    """Return every place of the concepts with these ids, or of all, in the order of the text.

    Of several places in a block, the first has the first rendering, the second the second.
    `concepts` are all entries in use, since a longer term may cover one that is wanted.
    """
    found = (
        usage
        for passage in passages(report, concepts, wanted, language=language)
        for usage in _usages(passage)
    )
    order = {
        block.id: number
        for number, block in enumerate(
            block for section in report.sections[SOURCE_LANGUAGE] for block in section.blocks
        )
    }
    return tuple(sorted(found, key=lambda usage: (order[usage.source.id], usage.start)))


def passages(
    report: Report,
    concepts: tuple[Concept, ...],
    wanted: frozenset[str] | None = None,
    *,
    language: str = ENGLISH,
) -> tuple[Passage, ...]:
    """Return every block that mentions one of these concepts, or of all, in the order of the text.

    A block that mentions two of them is there twice.
    """
    return tuple(_passages(report, concepts, wanted, language))


def _passages(
    report: Report, concepts: tuple[Concept, ...], wanted: frozenset[str] | None, language: str
) -> Iterator[Passage]:
    by_id, terms = prepared(concepts)
    forms = chinese_forms(by_id[one] for one in wanted if one in by_id) if wanted else ()
    for pair in pairs(report.sections[SOURCE_LANGUAGE], report.sections.get(language, ())):
        text = pair.source.text
        if wanted is not None and not any(form in text for form in forms):
            continue
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions(text, terms):
            found[mention.concept].append(mention)
        asked = [one for one in found if wanted is None or one in wanted]
        if not asked:
            continue
        target = pair.target if pair.target and not pair.target.missing else None
        rendered = _rendered(
            target.text if target else "", {one: by_id[one] for one in found}, asked, language
        )
        for one in asked:
            yield Passage(
                report.source.id, one, pair.source, target, tuple(found[one]), rendered[one]
            )


def chinese_forms(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """Return the Chinese words that concepts are mentioned in."""
    return tuple(
        dict.fromkeys(form for one in concepts for form in one.language(SOURCE_LANGUAGE).accepted)
    )


@lru_cache(maxsize=4)
def prepared(concepts: tuple[Concept, ...]) -> tuple[dict[str, Concept], Lexicon]:
    """Return concepts by their ids, and what finds their Chinese terms; made once for all."""
    return {concept.id: concept for concept in concepts}, source_terms(concepts)


def _usages(passage: Passage) -> Iterator[Usage]:
    for mention, rendering in zip_longest(passage.mentions, passage.renderings):
        if mention:
            yield Usage(
                passage.report,
                passage.concept,
                passage.source,
                mention.start,
                mention.stop,
                passage.target,
                rendering,
            )


_Right = Mapping[str, tuple[inflection.Rendering, ...]]


def _rendered(
    text: str, mentioned: Mapping[str, Concept], asked: Iterable[str], language: str
) -> dict[str, tuple[Rendering, ...]]:
    """Return where a text renders the concepts that are asked for, from left to right.

    What is part of a longer rendering of another concept that is mentioned belongs to that one.
    A measure is rendered with its figure, so it is not looked for.
    """
    right = {
        one: inflection.renderings(text, concept.language(language).accepted)
        for one, concept in mentioned.items()
    }
    found: dict[str, tuple[Rendering, ...]] = {}
    for one in asked:
        if mentioned[one].language(SOURCE_LANGUAGE).measure:
            found[one] = ()
            continue
        section = mentioned[one].language(language)
        others = [span for other, spans in right.items() if other != one for span in spans]
        wrong = tuple(_deprecated(text, section, right))
        own = (
            Rendering(span.start, span.stop, span.form, _status(span.form, section))
            for span in right[one]
            if not any(_overlap(span, other) for other in wrong)
            and not any(_covers(other, span) for other in others)
        )
        found[one] = tuple(
            replace(
                span,
                shared=any(_overlap(span, other) and not _covers(span, other) for other in others),
            )
            for span in sorted((*own, *wrong), key=lambda span: span.start)
        )
    return found


def _status(form: str, section: LanguageSection) -> FormStatus:
    if form == section.preferred:
        return "preferred"
    return "first" if form == section.first else "admitted"


def _deprecated(text: str, section: LanguageSection, right: _Right) -> Iterator[Rendering]:
    """Yield where deprecated forms stand, of two that overlap the longer.

    What is part of a right rendering, of whatever the block mentions, is none, unless it is the
    deprecated form to the letter and the right one only nearly.
    """
    spans = [span for one in right.values() for span in one]
    found = [
        Rendering(start, stop, term.text, "deprecated")
        for term in section.deprecated
        for start, stop in inflection.places(text, term.text)
    ]
    taken: list[Rendering] = []
    for one in sorted(found, key=lambda one: (one.start - one.stop, one.start)):
        words = text[one.start : one.stop].casefold()
        around = [span for span in spans if span.start <= one.start and one.stop <= span.stop]
        if all(
            (span.start, span.stop) == (one.start, one.stop)
            and words == one.form.casefold() != span.form.casefold()
            for span in around
        ) and not any(_overlap(one, other) for other in taken):
            taken.append(one)
    yield from taken


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...


def _overlap(one: _Span, other: _Span) -> bool:
    return one.start < other.stop and other.start < one.stop


def _covers(one: _Span, other: _Span) -> bool:
    """Whether a place has another within it and is longer."""
    return (
        one.start <= other.start
        and other.stop <= one.stop
        and one.stop - one.start > other.stop - other.start
    )
