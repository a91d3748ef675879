"""Text in lines of a terminal: broken where Chinese and English may be, cut where it must be."""

import re
from collections.abc import Iterator

from jdpublish.reporting.terminal import harmless, text_width, width

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NOT_FIRST = "，。、；：？！）》」』”’…—％%,.;:?!)\\]"
_NOT_LAST = "（《「『“‘(\\["
_PIECE = re.compile(
    rf"\s+|[{_NOT_LAST}]*(?:[{_CHINESE}]|[^\s{_CHINESE}{_NOT_LAST}]+|$)[{_NOT_FIRST}]*|."
)
"""A blank, a Chinese character with its punctuation, or a word."""


def wrapped(text: str, columns: int | None) -> tuple[str, ...]:
    """Return a text in lines of at most so many columns; in one where no width is given.

    Chinese breaks between any two characters, but not before a comma nor after an opening bracket;
    English between words; a word that is longer than a line, such as an address, wherever it must.
    """
    flat = harmless(" ".join(text.split()))
    if columns is None or text_width(flat) <= columns:
        return (flat,)
    lines, line = [], ""
    for piece in _pieces(flat, max(columns, 2)):
        if line and text_width((line + piece).rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        if line or not piece.isspace():
            line += piece
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str, columns: int) -> Iterator[str]:
    for found in _PIECE.finditer(text):
        piece = found[0]
        while text_width(piece) > columns:
            head = _head(piece, columns)
            yield head
            piece = piece[len(head) :]
        yield piece


def _head(text: str, columns: int) -> str:
    """Return the beginning of a text that fills no more than so many columns."""
    used = 0
    for index, character in enumerate(text):
        used += width(character)
        if used > columns:
            return text[:index]
    return text


def cut(text: str, columns: int) -> str:
    """Return a text that fills no more than so many columns, with … where some is left out."""
    if text_width(text) <= columns:
        return text
    return f"{_head(text, columns - 1).rstrip()}…" if columns > 0 else ""


def padded(text: str, columns: int) -> str:
    """Return a text with as many blanks behind it as fill columns of a terminal."""
    return text + " " * (columns - text_width(text))
