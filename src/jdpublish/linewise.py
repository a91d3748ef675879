"""Two texts of which each line translates the line of the same number → what checks look at."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext
from jdpublish.errors import ContentError, Location
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Anchor,
    Block,
    BlockKind,
    Finding,
    Section,
    Segment,
    Severity,
)
from jdpublish.sources import SourceFile

TARGET_LANGUAGE = "en"
"""BCP 47 tag of the second text."""

_LINE_END = re.compile(r"\r?\n")
"""Nothing else ends a line: U+2028 and U+0085 stand in texts from the web, and other programs keep
them within a line."""


def linewise(chinese: SourceFile, english: SourceFile) -> Bitext:
    """Return two texts as blocks, one a line that is not empty, called `line-1` and so on.

    Raises:
        ContentError: one has more lines than the other, empty ones at its end aside.
    """
    texts = {SOURCE_LANGUAGE: chinese, TARGET_LANGUAGE: english}
    lines = {language: text_lines(source.text) for language, source in texts.items()}
    _check_lengths(tuple(texts.values()), tuple(map(len, lines.values())))
    return Bitext(
        {
            language: (Section(source.name, tuple(_blocks(lines[language], source.file))),)
            for language, source in texts.items()
        }
    )


def text_lines(text: str) -> list[str]:
    """Return the lines of a text, less empty ones at its end."""
    lines = _LINE_END.split(text)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _check_lengths(texts: tuple[SourceFile, ...], lengths: tuple[int, ...]) -> None:
    (one, other), (first, second) = texts, lengths
    if first != second:
        longer = one if first > second else other
        line = min(lengths) + 1
        raise ContentError(
            f"{one.file} has {first} lines and {other.file} has {second}:"
            f" line {line} has no partner",
            at=Location(longer.file, line),
            hint="each line translates the line of the same number: look above for a line"
            " that was joined, parted or left out, and keep an empty line in its place",
        )


def _blocks(lines: list[str], file: str) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if words:
            column = line.index(words[0]) + 1
            at = Location(file, number, column)
            segment = Segment(words, at, anchors=(Anchor(0, number, column),))
            yield Block(
                id=f"line-{number}",
                kind=BlockKind.PARAGRAPH,
                at=at,
                segments=(segment,),
                last_line=number,
            )


def parts(bitext: Bitext, lines: int) -> tuple[Bitext, ...]:
    """Return two texts cut into pieces of so many lines, in their order."""
    last = max(
        (block.last_line for one in bitext.sections for block in bitext.blocks(one)), default=0
    )
    found: list[dict[str, list[Block]]] = [
        {language: [] for language in bitext.sections} for _ in range(0, last, lines)
    ]
    for language in bitext.sections:
        for block in bitext.blocks(language):
            found[(block.last_line - 1) // lines][language].append(block)
    return tuple(
        Bitext({language: (Section("", tuple(blocks)),) for language, blocks in part.items()})
        for part in found
    )


def unpaired(bitext: Bitext) -> Iterator[Finding]:
    """Yield the lines that have words in one text and none in the other."""
    originals = {block.id: block for block in bitext.blocks(SOURCE_LANGUAGE)}
    translations = {block.id: block for block in bitext.blocks(TARGET_LANGUAGE)}
    for identity, block in originals.items():
        if identity not in translations:
            yield _finding("untranslated", block, "this line has no English")
    for identity, block in translations.items():
        if identity not in originals:
            yield _finding("surplus", block, "this line has no Chinese")


def _finding(check: str, block: Block, message: str) -> Finding:
    return Finding(
        check,
        Severity.WARNING,
        block.at,
        message,
        "the line of the same number in the other file is empty",
        block.id,
    )
