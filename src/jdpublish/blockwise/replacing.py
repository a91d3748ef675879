"""Other words for a block of a file, all else byte for byte and read as before."""

from dataclasses import dataclass

from jdpublish.blockwise.reading import form, say_the_same, shapes
from jdpublish.blockwise.spans import Rewritten, own_words, rewritten
from jdpublish.blockwise.typed import read_words, tidied
from jdpublish.errors import ContentError, JdpublishError, Location
from jdpublish.model import Block, BlockKind, Section
from jdpublish.parse import parse
from jdpublish.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Changed:
    """A file with a block written anew: its text, how it is read, where the words stand in it."""

    written: Rewritten
    section: Section
    block: Block

    @property
    def text(self) -> str:
        """The file's new text."""
        return self.written.text


def replaced(
    file: SourceFile, section: Section, block: Block, markdown: str, *, language: str
) -> Changed:
    """Return a file with other words in one of its blocks.

    `section` is the file as it is read, and `block` one of its blocks. For a row, each line is a
    cell.

    Raises:
        ContentError: the words are no block of this kind, or would change how the rest of the file
            is read; its place is a line and a column of the words, under no file's name.
    """
    own = own_words(file.text, block)
    words = tidied(markdown, block.kind)
    if words == own.markdown:
        return Changed(rewritten(own, words), section, block)
    notes = [one.id for one in section.blocks if one.kind is BlockKind.NOTE]
    said = read_words(words, block, cells=len(own.pieces), notes=notes, language=language)
    new = rewritten(own, words)
    after = read_again(file, new, language=language)
    index = section.blocks.index(block)
    others = [*section.blocks[:index], *section.blocks[index + 1 :]]
    found = after.blocks[index] if len(after.blocks) == len(section.blocks) else None
    if (
        found is None
        or shapes(others) != shapes([*after.blocks[:index], *after.blocks[index + 1 :]])
        or form(found) != form(block)
        or not say_the_same(found.segments[: len(said)], said)
    ):
        raise read_otherwise()
    return Changed(new, after, found)


def read_again(file: SourceFile, new: Rewritten, *, language: str) -> Section:
    """Return how a file's new text is read.

    Raises:
        ContentError: it cannot be; its place is one of the words where it stands in them.
    """
    try:
        return parse(file.name, new.text, file=file.file, language=language)
    except JdpublishError as problem:
        inside = new.within(problem.at.line, problem.at.column) if problem.at else None
        at = Location("", *inside) if inside else problem.at
        raise ContentError(problem.message, at=at, hint=problem.hint) from problem


def read_otherwise() -> ContentError:
    """Return the error of words that would change how other blocks, or they themselves, read."""
    return ContentError(
        "in their place these words would be read otherwise, or change how another block is read",
        at=Location(""),
        hint="look at signs at the beginning or end of a line, such as #, -, | and \\;"
        " a backslash before one makes it a sign like others",
    )
