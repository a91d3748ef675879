"""A block of a report and its translation into a language: where both stand, how they are read."""

import hashlib
from dataclasses import dataclass, replace

from jdpublish.blockwise.inserting import inserted
from jdpublish.blockwise.replacing import Changed, replaced
from jdpublish.blockwise.spans import own_words
from jdpublish.errors import ContentError, Location
from jdpublish.model import SOURCE_LANGUAGE, Block, BlockKind, Section, Segment
from jdpublish.report import Report
from jdpublish.sources import SourceFile

_HASH = 16


@dataclass(frozen=True, slots=True)
class Text:
    """A file of a report and how it is read."""

    file: SourceFile
    section: Section


@dataclass(frozen=True, slots=True)
class Place:
    """A Chinese block with its file, and its translation with the file that has or is to have it.

    `target` is None where there is no translation yet; its file is then empty if it is not there.
    """

    report: Report
    language: str
    original: Text
    source: Block
    translation: Text
    target: Block | None

    @property
    def markdown(self) -> str:
        """The translation's own words as they stand in their file; nothing where there are none."""
        return own_words(self.translation.file.text, self.target).markdown if self.target else ""

    @property
    def version(self) -> str:
        """A short hash of the translation's words, of their Chinese, and of how it was accepted."""
        chinese = own_words(self.original.file.text, self.source).markdown
        words = (self.source.kind, chinese, str(self.target is None), self.markdown)
        every = "\0".join((*words, *self._accepted))
        return hashlib.sha256(every.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]

    @property
    def _accepted(self) -> tuple[str, ...]:
        """What the record says of the block, wherever in its file: nobody replaces that unseen."""
        record = self.report.source.translation
        line = record.of(self.language).get(self.source.id) if record else None
        if line is None:
            return ()
        return line.status, line.by, line.date.isoformat(), line.source, line.target

    @property
    def cells(self) -> int:
        """How many lines the words have, each for a cell: 0 where the block is no row."""
        block = self.target or self.source
        if block.kind is not BlockKind.ROW:
            return 0
        return len(self.markdown.split("\n")) if self.target else len(block.segments)

    def changed(self, markdown: str) -> Changed:
        """Return the translation's file with these words for the block.

        Raises:
            ContentError: they cannot stand there; its place is a line and a column of the words,
                under no file's name.
        """
        file, section = self.translation.file, self.translation.section
        if self.target:
            return replaced(file, section, self.target, markdown, language=self.language)
        if self.source.provisional:
            raise ContentError(
                f"the Chinese has no id yet; it is called “{self.source.id}” until one is written",
                at=Location(""),
                hint="run `jdpublish ids --write`, then translate it",
            )
        return inserted(
            file,
            section,
            original=self.original.file,
            source=self.original.section,
            block=self.source,
            markdown=markdown,
            language=self.language,
        )

    def with_change(self, changed: Changed) -> "Place":
        """Return the same place in the report as it becomes with a change of its translation."""
        file = replace(self.translation.file, text=changed.text)
        return self._with(Text(file, changed.section), changed.block)

    def unread(self, markdown: str) -> "Place":
        """Return the same place with typed words that cannot be read as Markdown, as they are."""
        at, own = self.source.at, self.translation
        cells = markdown.split("\n") if self.source.kind is BlockKind.ROW else [markdown]
        segments = tuple(Segment(words, at) for words in cells)
        block = Block(self.source.id, self.source.kind, at, segments)
        others = tuple(one for one in own.section.blocks if one.id != block.id)
        return self._with(Text(own.file, Section(own.section.name, (*others, block))), block)

    def _with(self, new: Text, target: Block) -> "Place":
        name = new.file.file
        others = (one for one in texts_of(self.report, self.language) if one.file.file != name)
        report = with_texts(self.report, self.language, (*others, new))
        return replace(self, report=report, translation=new, target=target)


def texts_of(report: Report, language: str) -> tuple[Text, ...]:
    """Return the files of a report in a language, with how they are read."""
    pairs = zip(report.source.files[language], report.sections[language], strict=True)
    return tuple(Text(file, section) for file, section in pairs)


def with_texts(report: Report, language: str, texts: tuple[Text, ...]) -> Report:
    """Return a report with these files in a language, in the order of their names."""
    ordered = sorted(texts, key=lambda one: one.file.file)
    source = replace(
        report.source,
        files={**report.source.files, language: tuple(one.file for one in ordered)},
    )
    sections = {**report.sections, language: tuple(one.section for one in ordered)}
    return Report(source, sections)


def place(report: Report, language: str, block: str) -> Place | None:
    """Return where a block and its translation stand; None where the Chinese has no such block."""
    found = _holding(texts_of(report, SOURCE_LANGUAGE), block)
    if found is None:
        return None
    original, source = found
    texts = texts_of(report, language)
    there = _holding(texts, block)
    if there:
        translation, target = there
        return Place(report, language, original, source, translation, target)
    name = original.section.name
    same = next((one for one in texts if one.section.name == name), None)
    return Place(
        report, language, original, source, same or _not_there(report, language, name), None
    )


def _holding(texts: tuple[Text, ...], block: str) -> tuple[Text, Block] | None:
    return next(
        ((text, one) for text in texts for one in text.section.blocks if one.id == block), None
    )


def _not_there(report: Report, language: str, name: str) -> Text:
    folder = report.source.at.file.rpartition("/")[0]
    return Text(SourceFile(name, f"{folder}/{language}/{name}.md", ""), Section(name, ()))
