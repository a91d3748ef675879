"""What a check is: one function in one file, and what it may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jdpublish.align import pairs
from jdpublish.errors import Location
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Block,
    Concept,
    Finding,
    Pair,
    Repair,
    Section,
    Severity,
)
from jdpublish.sources import ReportSource, Theme


@dataclass(frozen=True, slots=True)
class Bitext:
    """What checks look at: a text and its translations, by language (BCP 47), and the glossary.

    `source` is the report it belongs to and `theme` the project's; neither is there where two
    files are compared without a project.
    """

    sections: Mapping[str, tuple[Section, ...]] = field(hash=False)
    concepts: tuple[Concept, ...] = ()
    source: ReportSource | None = None
    theme: Theme | None = None

    @property
    def original(self) -> tuple[Section, ...]:
        """The text that prevails."""
        return self.sections.get(SOURCE_LANGUAGE, ())

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that it is translated into."""
        return tuple(language for language in self.sections if language != SOURCE_LANGUAGE)

    def pairs(self, language: str) -> tuple[Pair, ...]:
        """Return every source block with its translation into a language, or None."""
        return pairs(self.original, self.sections[language])

    def blocks(self, language: str) -> tuple[Block, ...]:
        """Return the blocks in a language, in the order of its files."""
        return tuple(block for section in self.sections[language] for block in section.blocks)


NOTHING = Bitext({})
"""A text of no words: all that a check is shown which looks at one pair or block alone."""


def entry_id(concept: str) -> str:
    """Return what an entry of the glossary is called on a page and in waivers: term-one-website."""
    return f"term-{concept}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check has found: a sentence without a full stop that quotes the words, and what to do.

    Where `severity` is not given, it is the check's.
    """

    message: str
    hint: str
    at: Location
    severity: Severity | None = None
    repair: Repair | None = None


PairCheck = Callable[[Pair, Bitext], Iterator[Problem]]
BlockCheck = Callable[[Block, str, Bitext], Iterator[Problem]]
TextCheck = Callable[[Bitext], Iterator[tuple[str, Problem]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its id, how much a finding matters, what it explains of itself, and its function.

    One of the functions is given: `pair` is called with a source block and its translation, of
    which there is one, and `block` with a block and its language; `text` with all, and it yields
    the id of the block or entry concerned, or nothing, with each problem. A `pair` or `block` check
    that also looks at the text `around` says so. A check that a `build` runs tells of what would be
    printed wrongly. A `plain` one makes sense of any two texts, line by line, without a project,
    ids or Markdown; it is a `pair` or `block` check.
    """

    id: str
    severity: Severity
    pair: PairCheck | None = None
    block: BlockCheck | None = None
    text: TextCheck | None = None
    around: bool = False
    build: bool = False
    plain: bool = False

    @property
    def explanation(self) -> str:
        """What the check does, as its function's docstring says: the first line sums it up."""
        function = self.pair or self.block or self.text
        return (function.__doc__ if function else "") or ""

    @property
    def local(self) -> bool:
        """Whether what is found at a pair or block depends on nothing else.

        It is therefore shown nothing else, neither another block nor the glossary, and what it
        found may be kept for as long as the pair or block is the same.
        """
        return self.text is None and not self.around

    def findings(self, bitext: Bitext) -> Iterator[Finding]:
        """Yield what the check finds in a text and its translations."""
        if self.text:
            for identity, problem in self.text(bitext):
                yield self._finding(identity, problem)
        for language in bitext.targets if self.pair else ():
            for pair in bitext.pairs(language):
                yield from self.at_pair(pair, bitext)
        for language in bitext.sections if self.block else ():
            for block in bitext.blocks(language):
                yield from self.at_block(block, language, bitext)

    def at_pair(self, pair: Pair, bitext: Bitext = NOTHING) -> Iterator[Finding]:
        """Yield what a `pair` check finds at a pair; nothing where there is no translation."""
        if self.pair and pair.target:
            shown = NOTHING if self.local else bitext
            for problem in self.pair(pair, shown):
                yield self._finding(pair.source.id, problem)

    def at_block(self, block: Block, language: str, bitext: Bitext = NOTHING) -> Iterator[Finding]:
        """Yield what a `block` check finds at a block."""
        if self.block:
            shown = NOTHING if self.local else bitext
            for problem in self.block(block, language, shown):
                yield self._finding(block.id, problem)

    def _finding(self, identity: str, problem: Problem) -> Finding:
        return Finding(
            check=self.id,
            severity=problem.severity or self.severity,
            at=problem.at,
            message=problem.message,
            hint=problem.hint,
            block=identity,
            repair=problem.repair,
        )
