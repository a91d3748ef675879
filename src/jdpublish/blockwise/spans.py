"""Where a block's own words stand in its file: without marker, id, pipes and indentation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from jdpublish.model import Block, BlockKind

LINE_END = re.compile(r"\r\n?|\n")
BLANK = " \t\n\v\f\r"
"""What Markdown takes away around words (CommonMark 0.31, 2.1)."""

_ID_AT_END = re.compile(r"[ \t]*\{#[^{}]*\}[ \t]*$")
_CLOSING = re.compile(r"(?:^|(?<=[ \t]))#+$")
_INDENTATION = re.compile(r"[ \t]*")
_MARKERS = re.compile(r"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Own words of a block at `text[start:stop]`: a line of them, or a cell of a row.

    `line` and `column` say where they begin, from 1.
    """

    start: int
    stop: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A block's own words in the text of its file, in the order of the text."""

    text: str
    kind: BlockKind
    pieces: tuple[Piece, ...]

    @property
    def markdown(self) -> str:
        """The words with their formatting; each line, or each cell of a row, in a line."""
        return "\n".join(self._read(self.text[one.start : one.stop]) for one in self.pieces)

    def _read(self, words: str) -> str:
        return unescaped(words) if self.kind is BlockKind.ROW else words


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file's text with other words in a block, and where each line of these stands in it.

    In a row, the file has a backslash before each bar of the words.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    row: bool = False

    def within(self, line: int, column: int) -> tuple[int, int] | None:
        """Return where a place of the file is in the words, or None where it is not in them."""
        found = None
        for number, (at_line, at_column) in enumerate(self.places, 1):
            if at_line == line and at_column <= column:
                found = (number, column - at_column + 1 - self._escapes(line, at_column, column))
        return found

    def _escapes(self, line: int, start: int, stop: int) -> int:
        if not self.row:
            return 0
        return LINE_END.split(self.text)[line - 1][start - 1 : stop - 1].count("\\|")


def unescaped(cell: str) -> str:
    """Return a cell's words without the backslashes that keep a table from ending it."""
    return cell.replace("\\|", "|")


def escaped(cell: str) -> str:
    """Return words as a cell has them."""
    return cell.replace("|", "\\|")


def own_words(text: str, block: Block) -> OwnWords:
    """Return the own words of a block that was read from this text."""
    lines = Lines.of(text)
    if block.kind is BlockKind.ROW:
        return OwnWords(text, block.kind, tuple(_cells(lines, block)))
    return OwnWords(text, block.kind, tuple(_lines(lines, block)))


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text without their ends, and where each begins."""

    words: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Return the lines of a text; the last may be empty."""
        starts = (0, *(end.end() for end in LINE_END.finditer(text)))
        return cls(tuple(LINE_END.split(text)), starts)

    def piece(self, number: int, start: int, stop: int) -> Piece:
        """Return a part of the line with this number, from 1, by its offsets in the line."""
        begin = self.starts[number - 1]
        return Piece(begin + start, begin + stop, number, start + 1)

    def last_of(self, block: Block) -> int:
        """Return the number of the last line on which a block has anything."""
        number = min(max(block.last_line, block.at.line), len(self.words))
        while number > block.at.line and not self.words[number - 1].strip(BLANK):
            number -= 1
        return number


def _lines(lines: Lines, block: Block) -> Iterator[Piece]:
    first, last = block.at.line, lines.last_of(block)
    stop = _stop(lines.words[last - 1], block.kind)
    if _is_empty(block):
        place = stop + len(_INDENTATION.match(lines.words[last - 1], stop)[0])  # type: ignore[index]
        yield lines.piece(last, place, place)
        return
    if last > first and stop == 0:  # the id stands in a line of its own
        last -= 1
        stop = len(lines.words[last - 1].rstrip(BLANK))
    for number in range(first, last + 1):
        words = lines.words[number - 1]
        start = len(words) - len(words.lstrip(" \t")) if number > first else block.at.column - 1
        yield lines.piece(number, start, max(start, stop if number == last else len(words)))


def _is_empty(block: Block) -> bool:
    return not any(segment.text or segment.marks for segment in block.segments)


def _stop(line: str, kind: BlockKind) -> int:
    """Where the words of a block's last line end: before its id and what closes a heading."""
    words = line.rstrip(BLANK)
    if kind is BlockKind.HEADING:
        words = _CLOSING.sub("", words) if _CLOSING.search(words) else words
    return len(_ID_AT_END.sub("", words).rstrip(BLANK))


def _cells(lines: Lines, row: Block) -> Iterator[Piece]:
    number = row.at.line
    line = lines.words[number - 1].rstrip(BLANK)
    for start, stop in _parted(line, _row_start(line, row)):
        raw = line[start:stop]
        left = start + len(raw) - len(raw.lstrip(BLANK))
        words = _ID_AT_END.sub("", raw.strip(BLANK)).rstrip(BLANK)
        if words:
            yield lines.piece(number, left, left + len(words))
        else:
            at = left if left < stop else start
            yield lines.piece(number, at, at)


def _row_start(line: str, row: Block) -> int:
    """Where a row's first cell begins, behind what marks a list around the table."""
    first = row.segments[0]
    if first.text or first.marks:
        start = row.at.column - 1
        before = line[:start].rstrip(BLANK)
        return len(before) if before.endswith("|") else start
    found = _MARKERS.match(line)
    start = found.end() if found else 0
    return start + line[start:].startswith("|")


def _parted(line: str, start: int) -> Iterable[tuple[int, int]]:
    """Return where the cells of a row begin and end: a bar behind a backslash parts none."""
    bars = [
        place
        for place in range(start, len(line))
        if line[place] == "|" and not (place > start and line[place - 1] == "\\")
    ]
    edges = [start - 1, *bars]
    cells = [(one + 1, other) for one, other in pairwise(edges)]
    rest = (edges[-1] + 1, len(line))
    return cells if bars and rest[0] == rest[1] else [*cells, rest]


def rewritten(own: OwnWords, markdown: str) -> Rewritten:
    """Return the file's text with other words for the block's own, all else byte for byte.

    A line that the block did not have begins as its others do. For a row, each line is a cell;
    there are as many as before.
    """
    if own.kind is BlockKind.ROW:
        return _with_cells(own, markdown.split("\n"))
    return _with_lines(own, markdown.split("\n"))


def _with_lines(own: OwnWords, lines: list[str]) -> Rewritten:
    text, pieces = own.text, own.pieces
    first, last = pieces[0], pieces[-1]
    new = "\n".join(lines)
    if first.start == last.stop and new:
        new = _padded(text, first, new)
    parts, places = [text[: first.start]], []
    begun = _indentation(own)
    for number, line in enumerate(new.split("\n")):
        column = first.column if number == 0 else len(begun) + 1
        if 0 < number < len(pieces):
            parts.append(text[pieces[number - 1].stop : pieces[number].start])
            column = pieces[number].column
        elif number:
            parts.append(line_end(text) + begun)
        parts.append(line)
        places.append((first.line + number, column))
    return Rewritten("".join([*parts, text[last.stop :]]), tuple(places))


def _indentation(own: OwnWords) -> str:
    """What a further line of a block begins with: as the last one does, else below the words."""
    first, last = own.pieces[0], own.pieces[-1]
    if len(own.pieces) > 1:
        return own.text[last.start - last.column + 1 : last.start]
    if own.kind is BlockKind.NOTE:
        return "    "
    before = own.text[first.start - first.column + 1 : first.start]
    return re.sub(r"[^ \t]", " ", before)


def line_end(text: str) -> str:
    """Return how lines end in a text: as the first does."""
    found = LINE_END.search(text)
    return found[0] if found else "\n"


def _with_cells(own: OwnWords, cells: list[str]) -> Rewritten:
    text, parts, places, reached, shift = own.text, [], [], 0, 0
    for piece, cell in zip(own.pieces, cells, strict=True):
        words = escaped(cell)
        if piece.start == piece.stop and words:
            padded = _padded(text, piece, words)
            lead = len(padded) - len(padded.lstrip(" "))
        else:
            ends_in_backslash = words.endswith("\\") and text[piece.stop : piece.stop + 1] == "|"
            padded, lead = words + " " * ends_in_backslash, 0
        parts += [text[reached : piece.start], padded]
        places.append((piece.line, piece.column + shift + lead))
        shift += len(padded) - (piece.stop - piece.start)
        reached = piece.stop
    return Rewritten("".join([*parts, text[reached:]]), tuple(places), row=True)


def _padded(text: str, piece: Piece, words: str) -> str:
    """Words for a place that had none, with blanks beside them where there are none."""
    before, after = text[piece.start - 1 : piece.start], text[piece.stop : piece.stop + 1]
    left = " " if before.strip(BLANK) else ""
    right = " " if after.strip(BLANK) else ""
    return f"{left}{words}{right}"
