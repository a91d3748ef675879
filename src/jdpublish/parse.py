"""Markdown → blocks: the only module that knows Markdown, and the door to markdown-it.

Headings, paragraphs, lists, tables, notes, emphasis, links and images are read; raw HTML and
everything else is text. A block's id stands at its end as `{#id}`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from jdpublish.damage import check_characters
from jdpublish.emphasis import cjk_friendly
from jdpublish.errors import ContentError, Location
from jdpublish.model import (
    Block,
    BlockKind,
    Section,
    Segment,
)
from jdpublish.words import Cursor, Words

_ID_AT_END = re.compile(r"[ \t]*\{#([^{}]*)\}[ \t]*$")
_ID = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*")
_RESERVED = ("term-", "note-", "page-")
_LINE_END = re.compile(r"\r\n?|\n")
_CLOSING = re.compile(r"[ \t]+#+$")
_CELL_END = re.compile(r"(?<!\\)\|")


def parse(name: str, text: str, *, file: str, language: str) -> Section:
    """Return the blocks of one section file in the order of the document.

    Notes stand last, in the order of their definitions. A soft line break is nothing in Chinese
    and a space elsewhere.

    Raises:
        ContentError: the file is empty, has a NUL or a conflict that a merge has left; an id is
            malformed; a row has more cells than its table's head; a note is not one paragraph; an
            image has no description.
    """
    check_characters(text, file)
    environment: dict[str, object] = {}
    tokens = _parser().parse(text, environment)
    joint = "" if _is_chinese(language) else " "
    reader = _Reader(file=file, lines=_LINE_END.split(text), joint=joint)
    reader.check_notes(tokens)
    blocks = tuple(reader.blocks(tokens))
    if not blocks:
        raise ContentError(
            f"the section “{name}” is empty",
            at=Location(file),
            hint="write a heading such as `# 标题`, or delete the file",
        )
    return Section(name, blocks)


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


def _is_chinese(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] == "zh"


@dataclass(slots=True)
class _List:
    """A list that is being read; `number` is that of its last item so far."""

    ordered: bool
    number: int

    @classmethod
    def of(cls, token: Token) -> "_List":
        """Return the list that a token opens, before its first item."""
        return cls(token.type.startswith("ordered"), int(token.attrs.get("start", 1)) - 1)

    def item(self, block: Block) -> Block:
        """Return a block as the list's item of now."""
        return replace(block, ordered=self.ordered, number=self.number if self.ordered else 0)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Walks the tokens of one file; `joint` is what a soft line break becomes."""

    file: str
    lines: list[str]
    joint: str

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:  # noqa: C901, PLR0912  a case a kind
        lists: list[_List] = []
        item_starts = False
        row: list[Token] = []
        aligned: list[str] = []
        header = False
        note = ""
        notes: list[Block] = []
        for token, following in pairwise([*tokens, Token("end", "", 0)]):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(_List.of(token))
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open":
                    item_starts = True
                    lists[-1].number += 1
                case "list_item_close":
                    item_starts = False
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
                    yield lists[-1].item(
                        self._block(BlockKind.ITEM, (following,), depth=len(lists))
                    )
                case "paragraph_open":
                    yield self._block(BlockKind.PARAGRAPH, (following,))
                case "thead_open" | "tbody_open":
                    header = token.type == "thead_open"
                case "tr_open":
                    row, aligned = [], []
                case "th_open" | "td_open":
                    row.append(following)
                    aligned.append(_alignment(token))
                case "tr_close":
                    self._check_cells(row)
                    found = self._block(BlockKind.ROW, tuple(row), header=header)
                    yield replace(found, aligned=tuple(aligned))
        yield from notes

    def _block(
        self,
        kind: BlockKind,
        cells: tuple[Token, ...],
        *,
        depth: int = 0,
        header: bool = False,
        known: str = "",
    ) -> Block:
        first, last = (cells[0].map or [0, 1]), (cells[-1].map or [0, 1])
        at = self._start(cells[0], first[0], kind)
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
            header=header,
            provisional=not identity,
            last_line=max(last[1], last[0] + 1),
        )

    def check_notes(self, tokens: list[Token]) -> None:
        """Make sure that each note is one paragraph: more would be lost in print."""
        note: Token | None = None
        inside: list[Token] = []
        for token in tokens:
            if note is None:
                note = token if token.type == "footnote_reference_open" else None
            elif token.type == "footnote_reference_close":
                self._check_note(str(note.meta["label"]), inside)
                note, inside = None, []
            else:
                inside.append(token)

    def _check_note(self, label: str, inside: list[Token]) -> None:
        name = f"the note “{label}”"
        if not inside:
            raise ContentError(
                f"{name} is empty",
                at=self._definition(label),
                hint=f"write its words behind [^{label}]: or delete the note and its call",
            )
        is_paragraph = inside[0].type == "paragraph_open"
        rest = inside[3:] if is_paragraph else inside  # a paragraph opens, has words and closes
        if rest:
            raise ContentError(
                f"{name} is more than one paragraph" if is_paragraph else f"{name} is no paragraph",
                at=Location(self.file, (rest[0].map or [0, 1])[0] + 1),
                hint="a note is one paragraph without lists, heads or tables:"
                " join the parts, or begin what belongs to the text at the start of the line",
            )

    def _definition(self, label: str) -> Location:
        lines = enumerate(self.lines, 1)
        found = (number for number, line in lines if line.strip().startswith(f"[^{label}]:"))
        return Location(self.file, next(found, 1))

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

    def _start(self, cell: Token, line: int, kind: BlockKind) -> Location:
        source = self.lines[line].rstrip()
        if kind is BlockKind.HEADING:
            source = _CLOSING.sub("", source)
        words = cell.content.split("\n", 1)[0].rstrip()
        if kind is BlockKind.ROW:
            column = _ID_AT_END.sub("", source).find(words.replace("|", "\\|"))
        else:
            # A list's number or a note's name can read as its words do; after the words comes
            # nothing but the id, which stands there only where the block has no further line.
            own = _ID_AT_END.sub("", source)
            column = own.rfind(words or own)
            column = column if column >= 0 else source.rfind(words)
        return Location(self.file, line + 1, max(column, 0) + 1)

    def _segments(self, cells: tuple[Token, ...], at: Location) -> Iterator[Segment]:
        cursor = Cursor(self.lines, at.line - 1, at.column - 1)
        for cell in cells:
            words = Words(self.file, self.joint, cursor)
            words.read(cell.children or ())
            yield words.segment()


def _alignment(cell: Token) -> str:
    """Return what a table's second line says of a column: “right” for `--:`, else nothing."""
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")


def _check_id(identity: str, at: Location) -> None:
    if not _ID.fullmatch(identity) or identity.startswith(_RESERVED):
        raise ContentError(
            f"“{identity}” cannot be a block's id",
            at=at,
            hint="an id starts with a letter and has only a–z, 0–9, “-”, “_” and “.”, such as p12;"
            " “term-”, “note-” and “page-” at its start are taken",
        )
