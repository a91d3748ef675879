"""The text that finished files are held against: blocks, chapters, and their figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jdpublish.figures import quantities
from jdpublish.figures.comparing.comparison import Comparison, compare
from jdpublish.figures.quantity import Quantity
from jdpublish.model import SOURCE_LANGUAGE, TITLE, Block, BlockKind, MarkKind
from jdpublish.parity.alterations import Collation, collated
from jdpublish.parity.standing import Chapter
from jdpublish.report import Report, marks


@dataclass(frozen=True, slots=True)
class Original:
    """The blocks of a report that are printed, by language, and the figures of the Chinese."""

    blocks: tuple[Block, ...]
    own: Mapping[str, Mapping[str, Block]]
    chapter: Mapping[str, str]
    chapters: tuple[Chapter, ...]

    @classmethod
    def of(cls, report: Report) -> "Original":
        """Return what is printed of a report: a note that nothing calls is not."""
        sections = report.sections[SOURCE_LANGUAGE]
        called = {mark.value for _, mark in marks(sections, MarkKind.NOTE)}
        own = {
            language: {block.id: block for section in parts for block in section.blocks}
            for language, parts in report.sections.items()
        }
        blocks: list[Block] = []
        chapter: dict[str, str] = {}
        chapters: list[Chapter] = []
        for section in sections:
            kept = [b for b in section.blocks if b.kind is not BlockKind.NOTE or b.id in called]
            head = next((block for block in kept if block.kind is BlockKind.HEADING), None)
            if not kept:
                continue
            identity = head.id if head else kept[0].id
            names = {one: _title(report, own[one], one, identity) for one in own}
            chapters.append(Chapter(identity, names))
            blocks += kept
            chapter |= {block.id: identity for block in kept}
        return cls(tuple(blocks), own, chapter, tuple(chapters))

    @property
    def known(self) -> frozenset[str]:
        """The ids of all blocks."""
        return frozenset(block.id for block in self.blocks)


def _title(report: Report, blocks: Mapping[str, Block], language: str, identity: str) -> str:
    """Return what a chapter is called: the overview has the report's title for a heading."""
    if identity == TITLE and language in report.source.details:
        return report.source.details[language].overview
    return blocks[identity].text if identity in blocks else ""


@lru_cache(maxsize=8192)
def figures(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the figures of a text: of the same in several files but once."""
    return quantities(text, language)


@lru_cache(maxsize=8192)
def comparisons(chinese: str, other: str, language: str) -> tuple[Comparison, ...]:
    """Return the figures of a Chinese text beside those of its translation."""
    return compare(figures(chinese, SOURCE_LANGUAGE), figures(other, language), chinese, other)


@lru_cache(maxsize=8192)
def collation(ours: str, theirs: str, language: str) -> Collation:
    """Return the figures of a text beside those of a file in the same language."""
    return collated(ours, theirs, lambda text: figures(text, language))
