"""Markdown → blocks: the only module that knows Markdown, and the door to markdown-it.

Headings, paragraphs, lists, tables, notes, emphasis, links and images are read; raw HTML and
everything else is text. A block's id stands at its end as `{#id}`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

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
_LINE_END = re.compile(r"\r\n?|\n")
_CELL_END = re.compile(r"(?<!\\)\|")
_BAR = re.compile(r"(?=\|)")
_TARGET = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)", re.DOTALL)
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
        ContentError: the file is empty or has a NUL; an id is malformed; a row has more cells
            than its table's head.
    """
    _check_characters(text, file)
    environment: dict[str, object] = {}
    tokens = _parser().parse(text, environment)
    joint = "" if _is_chinese(language) else " "
    reader = _Reader(file=file, lines=_LINE_END.split(text), joint=joint)
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
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    # At the end, `move_to_end` would drop the notes that nothing calls.
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.disable(
        ["code", "fence", "hr", "lheading", "blockquote", "reference", "html_block", "autolink"]
    )
    parser.disable(["text_join"])  # it would lose where an escaped character stands
    parser.core.ruler.before("inline", "block_id", _take_ids)
    cjk_friendly(parser)
    return parser


def _take_ids(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and (found := _ID_AT_END.search(token.content)):
            token.meta["id"] = found[1]
            token.content = token.content[: found.start()]


def _check_characters(text: str, file: str) -> None:
    for number, line in enumerate(_LINE_END.split(text), 1):
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
        notes: list[Block] = []
        for token, following in pairwise([*tokens, Token("end", "", 0)]):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(token.type.startswith("ordered"))
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open" | "list_item_close":
                    item_starts = token.type.endswith("open")
                case "heading_open":
                    depth = int(token.tag[1:])
                    yield self._block(BlockKind.HEADING, (following,), depth=depth)
                case "footnote_reference_open":
                    note = str(token.meta["label"])
                case "footnote_reference_close":
                    note = ""
                case "paragraph_open" if note:
                    notes.append(self._block(BlockKind.NOTE, (following,), known=note))
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
                    self._check_cells(row)
                    yield self._block(BlockKind.ROW, tuple(row), header=header)
        yield from notes

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
        at = self._start(cells[0], first[0], in_row=kind is BlockKind.ROW)
        given = [str(cell.meta["id"]) for cell in cells if "id" in cell.meta]
        identity = known or (given[-1] if given else "")
        if identity or given:
            _check_id(identity, at)
        return Block(
            id=identity,
            kind=kind,
            at=at,
            segments=tuple(self._segments(cells, at)),
            depth=depth,
            ordered=ordered,
            header=header,
            provisional=not identity,
            last_line=max(last[1], last[0] + 1),
        )

    def _check_cells(self, row: list[Token]) -> None:
        number = (row[0].map or [0, 1])[0]
        line = self.lines[number].strip()
        found = (
            len(_CELL_END.split(line))
            - line.startswith("|")
            - bool(_CELL_END.search(line, len(line) - 1))
        )
        if found > len(row):
            raise ContentError(
                f"this row has {found} cells, but the table's head has {len(row)}",
                at=Location(self.file, number + 1),
                hint="give the head a cell for each; a “|” within the words is written “\\|”",
            )

    def _start(self, cell: Token, line: int, *, in_row: bool) -> Location:
        source = _ID_AT_END.sub("", self.lines[line].rstrip())
        words = cell.content.split("\n", 1)[0].rstrip()
        # A list's number or a note's name can read as its words do; after the words comes nothing.
        column = source.find(words.replace("|", "\\|")) if in_row else source.rfind(words or source)
        return Location(self.file, line + 1, max(column, 0) + 1)

    def _segments(self, cells: tuple[Token, ...], at: Location) -> Iterator[Segment]:
        cursor = _Cursor(self.lines, at.line - 1, at.column - 1)
        for cell in cells:
            words = _Words(self.joint, cursor)
            words.read(cell.children or ())
            yield words.segment(self.file)


@dataclass(slots=True)
class _Words:
    """Gathers the text, marks and anchors of a segment from its tokens, all in the source's order.

    Every sign of the markup is stepped over, so that none is taken for a character of the text.
    """

    joint: str
    cursor: "_Cursor"
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    opened: list[tuple[int, int, MarkKind, str]] = field(default_factory=list)

    def read(self, tokens: Iterable[Token]) -> None:  # noqa: C901  a case a kind
        for token in tokens:
            kind, _, edge = token.type.partition("_")
            match token.type:
                case "text":
                    for piece in _BAR.split(token.content):
                        self._add(piece, piece)
                case "text_special":
                    self._add(token.content, token.markup)
                case "code_inline":
                    self._code(token)
                case "softbreak" | "hardbreak":
                    self.text += self.joint
                    self.cursor.next_line()
                case "image":
                    self._image(token)
                case "footnote_ref":
                    label = str(token.meta["label"])
                    self.cursor.find(f"[^{label}]")
                    self._mark(len(self.text), MarkKind.NOTE, label)
                case _ if kind in _SPANS and edge == "open":
                    self.cursor.find(token.markup or "[")
                    href = str(token.attrs.get("href", ""))
                    self.opened.append((len(self.marks), len(self.text), _SPANS[kind], href))
                case _ if kind in _SPANS and edge == "close":
                    rank, start, mark, href = self.opened.pop()
                    self.marks.insert(rank, Mark(start, len(self.text), mark, href))
                    if token.markup:
                        self.cursor.find(token.markup)
                    else:
                        self.cursor.skip_target()

    def segment(self, file: str) -> Segment:
        first = self.anchors[0] if self.anchors else None
        at = Location(file, first.line, first.column) if first else self.cursor.at(file)
        return Segment(self.text, at, in_order(self.marks), tuple(self.anchors))

    def _add(self, words: str, source: str) -> None:
        """Add words that the source writes like this: the same, an escape or an entity."""
        line, column = self.cursor.find(source)
        escaped = len(source) - len(words) if source.startswith("\\") else 0
        self.anchors.append(Anchor(len(self.text), line, column + escaped))
        self.text += words

    def _mark(self, start: int, kind: MarkKind, value: str = "") -> None:
        self.marks.append(Mark(start, len(self.text), kind, value))

    def _code(self, token: Token) -> None:
        start = len(self.text)
        self.cursor.find(token.markup)
        for piece in re.findall(r" +|\||[^ |]+", token.content):
            if self.cursor.pass_line_end() and piece.isspace():  # a space for the line's end
                self.text += piece
            else:
                self._add(piece, piece)
        self._mark(start, MarkKind.CODE)
        self.cursor.pass_line_end()
        self.cursor.find(token.markup)

    def _image(self, token: Token) -> None:
        start, kept = len(self.text), len(self.marks)
        self.cursor.find("![")
        self.read(token.children or ())
        del self.marks[kept:]
        self._mark(start, MarkKind.IMAGE, unquote(str(token.attrs["src"])))
        self.cursor.skip_target()


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

    def pass_line_end(self) -> bool:
        """Go on to the next line if nothing is left on this one, and say so."""
        over = not self.lines[self.line][self.column :].strip()
        if over:
            self.next_line()
        return over

    def skip_target(self) -> None:
        """Go past the `](…)` of a link or image, which may stand on several lines."""
        rest = "\n".join([self.lines[self.line][self.column :], *self.lines[self.line + 1 :]])
        if found := _TARGET.match(rest):
            passed = found[0].split("\n")
            self.line += len(passed) - 1
            self.column = len(passed[-1]) + (self.column if len(passed) == 1 else 0)

    def next_line(self) -> None:
        self.line += 1
        self.column = 0

    def at(self, file: str) -> Location:
        return Location(file, self.line + 1, self.column + 1)
