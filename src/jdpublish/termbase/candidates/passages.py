"""Texts to look through: a report's blocks, or any text as it was received, cleaned line by line.

What was received may be cut into pages in the middle of a sentence and have blanks where none
belong; Markdown's signs are no words of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.align import pairs
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, Anchor, Block, BlockKind, Segment
from jdpublish.report import Report
from jdpublish.sources import SourceFile
from jdpublish.termbase.candidates.contract import Passage

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_CHINESE = rf"{HAN}，。、；：？！“”‘’「」『』《》（）·"


def report_passages(report: Report) -> tuple[Passage, ...]:
    """Return the blocks of a report with their English; editors' notes are not the report's."""
    return tuple(
        Passage(pair.source, None if _missing(pair.target) else pair.target, report.source.id)
        for pair in pairs(report.sections[SOURCE_LANGUAGE], report.sections.get("en", ()))
        if pair.source.kind is not BlockKind.NOTE
    )


def _missing(target: Block | None) -> bool:
    return target is None or target.missing


def text_passages(source: SourceFile) -> tuple[Passage, ...]:
    """Return the paragraphs of any text; those that a page's end cut in two are whole again."""
    return tuple(
        Passage(_block(paragraph, source.file), None, source.name)
        for paragraph in _paragraphs(source.text)
    )


@dataclass(slots=True)
class _Paragraph:
    """The characters of a paragraph, and from which on they stand at another place of the file."""

    text: str
    anchors: list[Anchor]
    last_line: int

    def add(self, line: "_Paragraph") -> None:
        """Take in the next line."""
        shift = len(self.text)
        self.anchors += [Anchor(one.offset + shift, one.line, one.column) for one in line.anchors]
        self.text += line.text
        self.last_line = line.last_line


_IN_MARKUP = (
    r"^[\s\u3000]*(?:#{1,6}\s+|>\s*|[-*+]\s+|\d{1,3}[.)]\s+)",  # a head, a quotation, an item
    r"\{#[^{}]*\}",  # an id
    r"\]\((?:[^()\s]|\([^()\s]*\))*\)|!?\[\^[^\]]*\]:?|!?\[",  # a link, a note, an image
    r"\*+|`+|</?[A-Za-z][^<>]*>|<!--.*?-->",
    r"[\x00-\x08\x0b-\x1f\u00ad\u200b-\u200f\u2060\ufeff]",
    rf"(?<=[{_CHINESE}])[ \u00a0\u3000]{{1,2}}(?=[{_CHINESE}])",  # a stray blank
    r"^[\s\u3000]+|[\s\u3000]+$",
)
_SIGNS = re.compile(
    "|".join(
        [
            # what parts words that do not belong together: cells, columns, an address
            r"(?P<parting>\s*\|\s*|\t+|(?<=\S)[ \u3000]{3,}(?=\S)|https?://[\x21-\x7e]+)",
            *(f"(?:{one})" for one in _IN_MARKUP),
        ]
    )
)
_RULE = re.compile(r"[\s|:=_*—–-]*|[\s—–-]*\d{1,4}[\s—–-]*")
"""A line that holds no words: a rule, a page's number."""
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_NARROW = re.compile(rf"(?<=[{HAN}”’»》）%])[,;:?!()]|[,;:?!()](?=[{HAN}“‘《（])")


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    open_one: _Paragraph | None = None
    empty = False
    for number, raw in enumerate(re.split(r"\r\n?|\n|\u2028|\u2029|\f|\x0b", text), 1):
        line = _line(raw, number)
        if line is None:
            empty = True
            continue
        if open_one and _goes_on(open_one, line, apart=empty, marked=raw.lstrip()[:1] in "#|>-*+"):
            open_one.add(line)
        else:
            if open_one:
                yield open_one
            open_one = line
        empty = False
    if open_one:
        yield open_one


_ENDS = "。！？；：”’》」』…\t"
_FULL_LINE = 20
"""A line with fewer characters that is no sentence is a heading."""


def _goes_on(before: _Paragraph, line: _Paragraph, *, apart: bool, marked: bool) -> bool:
    """Whether a line goes on with the sentence before it, though a page or a line ends there."""
    if marked or not re.match(rf"[{HAN}0-9“‘《（A-Z]", line.text):
        return False
    if _open_quotes(before.text):
        return True
    if before.text.endswith(tuple(_ENDS)):
        return False
    return "。" in before.text or (not apart and len(before.text) >= _FULL_LINE)


def _open_quotes(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("「") > text.count("」")


def _line(raw: str, number: int) -> _Paragraph | None:
    """Return the words of a line, each with its column; None where there are none."""
    if _RULE.fullmatch(raw):
        return None
    kept = _NARROW.sub(lambda found: found[0].translate(_WIDE), raw)  # as long as before
    text, anchors, place = "", [], 0
    for found in _SIGNS.finditer(kept):
        if found.start() > place:
            anchors.append(Anchor(len(text), number, place + 1))
            text += kept[place : found.start()]
        text += "\t" if found["parting"] else ""
        place = found.end()
    if place < len(kept):
        anchors.append(Anchor(len(text), number, place + 1))
        text += kept[place:]
    return _Paragraph(text, anchors, number) if anchors and text.strip() else None


def _block(paragraph: _Paragraph, file: str) -> Block:
    first = paragraph.anchors[0]
    at = Location(file, first.line, first.column)
    segment = Segment(paragraph.text, at, (), tuple(paragraph.anchors))
    return Block(
        f"line-{first.line}", BlockKind.PARAGRAPH, at, (segment,), last_line=paragraph.last_line
    )
