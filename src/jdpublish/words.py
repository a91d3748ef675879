"""A segment's tokens → its text, marks and the places of its characters in the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it.token import Token

from jdpublish.errors import ContentError, Location
from jdpublish.model import Anchor, Mark, MarkKind, Segment, in_order

_BAR = re.compile(r"(?=\|)")
_TARGET = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)", re.DOTALL)
_SPANS = {
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "link": MarkKind.LINK,
}


@dataclass(slots=True)
class Words:
    """Gathers the text, marks and anchors of a segment from its tokens, all in the source's order.

    Every sign of the markup is stepped over, so that none is taken for a character of the text.
    """

    file: str
    joint: str
    cursor: "Cursor"
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    opened: list[tuple[int, int, MarkKind, str]] = field(default_factory=list)

    def read(self, tokens: Iterable[Token]) -> None:  # noqa: C901  a case a kind
        """Take in the tokens of a heading, paragraph, item, cell or note.

        Raises:
            ContentError: an image has no words that describe it.
        """
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

    def segment(self) -> Segment:
        """Return what was taken in."""
        first = self.anchors[0] if self.anchors else None
        at = self._at(first.line, first.column) if first else self.cursor.at(self.file)
        return Segment(self.text, at, in_order(self.marks), tuple(self.anchors))

    def _at(self, line: int, column: int) -> Location:
        return Location(self.file, line, column)

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
        place = self.cursor.find("![")
        self.read(token.children or ())
        source = unquote(str(token.attrs["src"]))
        if not self.text[start:].strip():
            raise ContentError(
                f"the image “{source}” has no description",
                at=self._at(*place),
                hint="say between the brackets what it shows, for readers who cannot see it:"
                " ![…](…)",
            )
        del self.marks[kept:]
        self._mark(start, MarkKind.IMAGE, source)
        self.cursor.skip_target()


@dataclass(slots=True)
class Cursor:
    """Finds the characters of a text again in the lines they were read from."""

    lines: list[str]
    line: int
    column: int = 0

    def find(self, words: str) -> tuple[int, int]:
        """Go past the next place of these words and return its line and column, from 1."""
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
        """Go to the start of the next line."""
        self.line += 1
        self.column = 0

    def at(self, file: str) -> Location:
        """Return the place reached."""
        return Location(file, self.line + 1, self.column + 1)
