"""Markdown → blocks: the only module that knows Markdown, and the door to markdown-it.

Headings, paragraphs, lists, tables, notes, emphasis, links and images are read; raw HTML and
everything else is text. A block's id stands at its end as `{#id}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from jdpublish.emphasis import cjk_friendly
from jdpublish.errors import ContentError, Location
from jdpublish.model import (
    Anchor,
    Block,
    BlockKind,
    Mark,
    MarkKind,
    Section,
    Segment,
    in_order,
)

_ID_AT_END = re.compile(r"[ \t]*\{#([^{}]*)\}[ \t]*$")
_ID = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_RESERVED = ("term-", "note-", "page-")
_SPANS = {
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "link": MarkKind.LINK,
}


def parse(name: str, text: str, *, file: str, language: str) -> Section:
    """Return the blocks of one section file in the order of the document.

    Notes stand last, in the order of their definitions. A soft line break is nothing in Chinese
    and a space elsewhere.

    Raises:
        ContentError: the file is empty or has a NUL; an id is malformed or stands twice.
    """
    _check_characters(text, file)
    environment: dict[str, object] = {}
    tokens = _parser().parse(text, environment)
    reader = _Reader(file=file, lines=text.split("\n"), joint="" if _is_chinese(language) else " ")
    blocks = tuple(reader.blocks(tokens))
    if not blocks:
        raise ContentError(
            f"the section “{name}” is empty",
            at=Location(file),
            hint="write a heading such as `# 标题`, or delete the file",
        )
    return Section(name, blocks)


def check_unique(sections: tuple[Section, ...]) -> None:
    """Make sure that no id stands twice in a report's files of one language.

    Raises:
        ContentError: at the second of two blocks with one id, naming the place of the first.
    """
    seen: dict[str, Block] = {}
    for block in (block for section in sections for block in section.blocks):
        first = seen.setdefault(block.id, block) if block.id else block
        if first is not block:
            raise ContentError(
                f"the id “{block.id}” stands twice in this report",
                at=block.at,
                hint=f"the other is at {first.at}; give one of them an id of its own",
            )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    parser.disable(
        ["code", "fence", "hr", "lheading", "blockquote", "reference", "html_block", "autolink"]
    )
    parser.disable(["footnote_inline"])
    parser.core.ruler.before("inline", "block_id", _take_ids)
    cjk_friendly(parser)
    return parser


def _take_ids(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and (found := _ID_AT_END.search(token.content)):
            token.meta["id"] = found[1]
            token.content = token.content[: found.start()]


def _check_characters(text: str, file: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if character == "\0":
                raise ContentError(
                    "there is a NUL character in the text",
                    at=Location(file, number, column),
                    hint="delete it; it often comes from a word processor or a broken download",
                )


def _is_chinese(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "zh"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks the tokens of one file; `joint` is what a soft line break becomes."""

    file: str
    lines: list[str]
    joint: str

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:  # noqa: C901, PLR0912  a case a kind
        lists: list[bool] = []
        item_starts = False
        row: list[Token] = []
        header = False
        note = ""
        for token, following in pairwise([*tokens, Token("end", "", 0)]):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(token.type.startswith("ordered"))
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open":
                    item_starts = True
                case "heading_open":
                    depth = int(token.tag[1:])
                    yield self._block(BlockKind.HEADING, (following,), depth=depth)
                case "footnote_open":
                    note = str(token.meta["label"])
                case "footnote_close":
                    note = ""
                case "paragraph_open" if note:
                    yield self._block(BlockKind.NOTE, (following,), known=note)
                case "paragraph_open" if item_starts:
                    item_starts = False
                    depth, ordered = len(lists), lists[-1]
                    yield self._block(BlockKind.ITEM, (following,), depth=depth, ordered=ordered)
                case "paragraph_open":
                    yield self._block(BlockKind.PARAGRAPH, (following,))
                case "thead_open" | "tbody_open":
                    header = token.type == "thead_open"
                case "tr_open":
                    row = []
                case "th_open" | "td_open":
                    row.append(following)
                case "tr_close":
                    yield self._block(BlockKind.ROW, tuple(row), header=header)

    def _block(  # noqa: PLR0913  what a block has
        self,
        kind: BlockKind,
        cells: tuple[Token, ...],
        *,
        depth: int = 0,
        ordered: bool = False,
        header: bool = False,
        known: str = "",
    ) -> Block:
        first, last = (cells[0].map or [0, 1]), (cells[-1].map or [0, 1])
        at = self._start(cells[0], first[0])
        identity = known or str(cells[-1].meta.get("id", ""))
        if identity or "id" in cells[-1].meta:
            _check_id(identity, at)
        return Block(
            id=identity,
            kind=kind,
            at=at,
            segments=tuple(self._segments(cells)),
            depth=depth,
            ordered=ordered,
            header=header,
            provisional=not identity,
            last_line=max(last[1], last[0] + 1),
        )

    def _start(self, cell: Token, line: int) -> Location:
        source = self.lines[line]
        words = cell.content.split("\n", 1)[0]
        return Location(self.file, line + 1, max(source.find(words), 0) + 1)

    def _segments(self, cells: tuple[Token, ...]) -> Iterator[Segment]:
        line = (cells[0].map or [0, 1])[0]
        column = 0
        for cell in cells:
            cursor = _Cursor(self.lines, line, column)
            yield self._segment(cell, cursor)
            if len(cells) > 1:
                column = cursor.column

    def _segment(self, cell: Token, cursor: "_Cursor") -> Segment:
        text = ""
        marks: list[Mark] = []
        opened: list[tuple[int, MarkKind, str]] = []
        anchors: list[Anchor] = []
        for child in cell.children or ():
            kind, _, edge = child.type.partition("_")
            match child.type:
                case "text" | "code_inline" | "text_special":
                    line, column = cursor.find(child.content)
                    anchors.append(Anchor(len(text), line, column))
                    if child.type == "code_inline":
                        end = len(text) + len(child.content)
                        marks.append(Mark(len(text), end, MarkKind.CODE))
                    text += child.content
                case "softbreak" | "hardbreak":
                    text += self.joint
                    cursor.next_line()
                case "image":
                    value = str(child.attrs["src"])
                    end = len(text) + len(child.content)
                    marks.append(Mark(len(text), end, MarkKind.IMAGE, value))
                    text += child.content
                case "footnote_ref":
                    label = str(child.meta["label"])
                    marks.append(Mark(len(text), len(text), MarkKind.NOTE, label))
                case _ if kind in _SPANS and edge == "open":
                    opened.append((len(text), _SPANS[kind], str(child.attrs.get("href", ""))))
                case _ if kind in _SPANS and edge == "close":
                    start, mark, value = opened.pop()
                    marks.append(Mark(start, len(text), mark, value))
        at = (
            Location(self.file, anchors[0].line, anchors[0].column)
            if anchors
            else cursor.at(self.file)
        )
        return Segment(text, at, in_order(marks), tuple(anchors))


def _check_id(identity: str, at: Location) -> None:
    if not _ID.fullmatch(identity) or identity.startswith(_RESERVED):
        raise ContentError(
            f"“{identity}” cannot be a block's id",
            at=at,
            hint="an id starts with a letter and has only a–z, 0–9, “-”, “_” and “.”, such as p12;"
            " “term-”, “note-” and “page-” at its start are taken",
        )


@dataclass(slots=True)
class _Cursor:
    """Finds the characters of a text again in the lines they were read from."""

    lines: list[str]
    line: int
    column: int = 0

    def find(self, words: str) -> tuple[int, int]:
        source = self.lines[self.line] if self.line < len(self.lines) else ""
        found = source.find(words, self.column)
        start = found if found >= 0 else self.column
        self.column = start + len(words)
        return self.line + 1, start + 1

    def next_line(self) -> None:
        self.line += 1
        self.column = 0

    def at(self, file: str) -> Location:
        return Location(file, self.line + 1, self.column + 1)
