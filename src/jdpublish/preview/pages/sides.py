"""One half of a page that shows two editions: a block as that side has it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from jdpublish.keeping import Keep
from jdpublish.markup import Dialect, Piece, inline, pieces
from jdpublish.model import Block, BlockKind, MarkKind, Segment
from jdpublish.outputs.web.text import Survey, data_urls, regions
from jdpublish.page import Document, chapter_label

_TERM = "#term-"


@dataclass(frozen=True, slots=True)
class Side:
    """What one half of the page is told by: its edition, the language of its files, its words.

    `tables` is how many tables stand before; `notes` are numbers by id, `images` URLs by path.
    """

    edition: str
    language: str
    overview: str
    mark: str
    table: str
    permalink: str
    tables: int = 0
    notes: tuple[tuple[str, int], ...] = ()
    images: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, document: Document) -> "Side":
        """Return what holds for all of an edition."""
        words, edition = document.words, document.edition
        return cls(
            edition.id,
            edition.source,
            document.details.overview,
            words["chapter-mark"],
            words["table"],
            words["permalink"],
        )

    def within(
        self, document: Document, own: Survey, numbers: dict[str, int], tables: int, keep: Keep
    ) -> "Side":
        """Return the side with what a chapter needs: what it calls and shows, and no more."""
        return replace(
            self,
            tables=tables,
            notes=tuple((note, numbers[note]) for note in own.calls),
            images=tuple(data_urls(document, own.images, keep).items()),
        )

    def id(self, block: str) -> str:
        """Return the id of a block's element on this side."""
        return f"{block}.{self.language}"

    def title(self, block: Block | None, identity: str, number: int) -> Piece:
        """Return a chapter's heading; without one, it is the overview."""
        label, gap = self._numeral(number)
        numeral = f'<span class="numeral">{escape(label)}</span>{gap}' if label else ""
        words = inline(self._own(block).segment, self.dialect) if block else escape(self.overview)
        missing = ' class="missing"' if block and block.missing else ""
        own = self.id(identity)
        return Piece(f'<h2 id="{escape(own)}"{missing}>{numeral}{words}</h2>', own)

    def plain_title(self, block: Block | None, number: int) -> str:
        """Return the words of a chapter's heading, with its numeral."""
        return "".join((*self._numeral(number), block.text if block else self.overview))

    def _numeral(self, number: int) -> tuple[str, str]:
        """Return a chapter's numeral, and what parts it from the heading."""
        if not number:
            return "", ""
        label = chapter_label(number, self.edition) + self.mark
        return label, "" if self.edition.startswith("zh") else " "

    def cover(self, block: Block | None, name: str) -> Iterator[Piece]:
        """Yield a line of the cover as an element of some name."""
        if block:
            missing = ' class="missing"' if block.missing else ""
            words = inline(self._own(block).segment, self.dialect)
            own = self.id(block.id)
            yield Piece(f'<{name} id="{escape(own)}"{missing}>{words}</{name}>', own)

    def single(self, block: Block | None) -> Iterator[Piece]:
        """Yield a block by itself: an item or note as a paragraph."""
        if block:
            paragraph = block.kind in (BlockKind.ITEM, BlockKind.NOTE)
            kind = BlockKind.PARAGRAPH if paragraph else block.kind
            yield from pieces((replace(self._own(block), kind=kind),), self.dialect)

    def rows(self, rows: tuple[Block, ...]) -> Iterator[Piece]:
        """Yield rows as a table."""
        yield from pieces(tuple(map(self._own, rows)), self.dialect)

    def _own(self, block: Block) -> Block:
        """Return a block with its id on this side, in which links to terms lead to the edition."""
        segments = tuple(map(self._led, block.segments))
        return replace(block, id=self.id(block.id), segments=segments)

    def _led(self, segment: Segment) -> Segment:
        marks = tuple(
            replace(mark, value=self._entry(mark.value.removeprefix(_TERM)))
            if mark.kind is MarkKind.LINK and mark.value.startswith(_TERM)
            else mark
            for mark in segment.marks
        )
        return replace(segment, marks=marks)

    def _entry(self, concept: str) -> str:
        """Return where an edition explains a concept: side by side there is no glossary."""
        return f"../{self.edition}/index.html{_TERM}{concept}"

    @property
    def dialect(self) -> Dialect:
        """How this side writes its text."""
        numbers = dict(self.notes)
        return Dialect(
            term=self._term,
            note=lambda note: (
                f'<sup class="note-call"><a href="#{note}" role="doc-noteref">'
                f"{numbers[note]}</a></sup>"
            ),
            images=dict(self.images),
            table=regions(escape(self.table), self.tables + 1),
        )

    def _term(self, concept: str) -> tuple[str, str]:
        name, address = escape(concept), escape(self._entry(concept))
        return f'<a class="term" data-concept="{name}" href="{address}">', "</a>"
