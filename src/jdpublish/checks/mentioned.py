"""What the checks of terms share: what a passage mentions, and where its English renders it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jdpublish.checks.contract import Bitext
from jdpublish.errors import Location
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Block,
    Concept,
    EntryStatus,
    LanguageSection,
    Severity,
    Term,
)
from jdpublish.terms.inflection import Rendering, places, renderings
from jdpublish.terms.matching import mentions, source_terms

SEVERITY: dict[EntryStatus, Severity] = {
    "approved": Severity.ERROR,
    "proposed": Severity.WARNING,
}
"""How much it matters that a text departs from an entry: what is only proposed binds nobody."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A concept that a source block mentions: in which words, how often, and how to render it.

    `accepted` are the renderings that are right, and `forms` those of them that are looked for:
    none of a measure, which is rendered with its figure. `deprecated` are those that are wrong.
    """

    concept: Concept
    words: str
    count: int
    section: LanguageSection
    accepted: tuple[str, ...]
    forms: tuple[str, ...]
    deprecated: tuple[Term, ...]

    @property
    def entry(self) -> str:
        """Where the entry stands, for hints."""
        return f"{self.concept.at.file}:{self.concept.at.line}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A source block that mentions something, and its translation, or None.

    `text` are the words of the translation; nothing where there is none.
    """

    source: Block
    target: Block | None
    text: str
    mentioned: tuple[Mentioned, ...]

    def locate(self, offset: int) -> Location:
        """Return the place in the file of a character of the translation."""
        return (self.target or self.source).locate(offset)

    def deprecated(self, mentioned: Mentioned) -> Iterator[tuple[Term, int, int]]:
        """Yield the deprecated renderings of a concept, and where each begins and ends.

        What is part of a right rendering, of whatever the passage mentions, is none.
        """
        for term in mentioned.deprecated:
            for start, stop in places(self.text, term.text):
                around = [one for one in self._right() if one.start <= start and stop <= one.stop]
                if all(self._differs(term, one, start, stop) for one in around):
                    yield term, start, stop

    def _right(self) -> Iterator[Rendering]:
        for one in self.mentioned:
            yield from renderings(self.text, one.accepted)

    def _differs(self, term: Term, right: Rendering, start: int, stop: int) -> bool:
        """Whether words are the deprecated form to the letter and the right one only nearly."""
        words = self.text[start:stop].casefold()
        same_place = (right.start, right.stop) == (start, stop)
        return same_place and words == term.text.casefold() != right.form.casefold()


def passages(bitext: Bitext, language: str) -> Iterator[Passage]:
    """Yield the source blocks that mention something, in their order, with their translations."""
    mentioned = _reader(bitext.concepts)
    for pair in bitext.pairs(language):
        if found := mentioned(pair.source.text, language):
            target = pair.target if pair.target and not pair.target.missing else None
            yield Passage(pair.source, target, target.text if target else "", found)


_Reader = Callable[[str, str], tuple[Mentioned, ...]]


@lru_cache(maxsize=4)
def _reader(concepts: tuple[Concept, ...]) -> _Reader:
    """Return what finds the concepts of a glossary in a text, to be rendered in a language.

    It remembers each text that it has read, for all checks of terms ask for the same.
    """
    by_id = {concept.id: concept for concept in concepts}
    terms = source_terms(concepts)

    @lru_cache(maxsize=4_096)
    def mentioned(text: str, language: str) -> tuple[Mentioned, ...]:
        found: dict[str, list[str]] = {}
        for one in mentions(text, terms):
            found.setdefault(one.concept, []).append(text[one.start : one.stop])
        return tuple(
            _mentioned(by_id[concept], words, language) for concept, words in found.items()
        )

    return mentioned


def _mentioned(concept: Concept, words: list[str], language: str) -> Mentioned:
    section = concept.language(language)
    accepted = section.accepted
    forms = () if concept.language(SOURCE_LANGUAGE).measure else accepted
    return Mentioned(concept, words[0], len(words), section, accepted, forms, section.deprecated)


def quoted(form: str) -> str:
    """Return a form as messages name it, in quotation marks unless it has its own."""
    return form if "“" in form else f"“{form}”"
