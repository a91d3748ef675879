"""A place in a text with the words around it, in one line of a terminal."""

from collections.abc import Callable
from dataclasses import dataclass

from jdpublish.reporting.terminal import harmless, text_width
from jdpublish.reporting.wrapping import cut

_UNBOUNDED = 100
"""Columns of a snippet where no width is given."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words with what stands before and after them; … is where something is left out."""

    before: str
    words: str
    after: str


def snippet(text: str, start: int, stop: int, columns: int | None) -> Snippet:
    """Return `text[start:stop]` with as much around it as fits into so many columns.

    A third of the room is before the words, the rest behind them.
    """
    flat = in_one_line(text)
    most = columns or _UNBOUNDED
    words = cut(flat[start:stop], max(most - 2, 1))
    room = max(most - text_width(words), 0)
    before = ending(flat[:start], max(room // 3, room - text_width(flat[stop:])))
    return Snippet(before, words, beginning(flat[stop:], room - text_width(before)))


def in_one_line(text: str) -> str:
    """Return a text of the same length that a terminal shows in one line."""
    return harmless(text.replace("\n", " ").replace("\t", " "))


Measure = Callable[[str], int]
"""How much a text takes: `text_width` says columns of a terminal, `len` characters."""


def ending(text: str, most: int, measure: Measure = text_width) -> str:
    """Return the end of a text that takes no more than so much, behind … if something is left out.

    It begins with a whole word, unless there is no room for one.
    """
    if measure(text) <= most:
        return text
    index, used = len(text), _ellipsis(measure)
    while index and (used := used + measure(text[index - 1])) <= most:
        index -= 1
    whole = index
    while 0 < whole < len(text) and _in_a_word(text, whole):
        whole += 1
    return f"…{text[whole if whole < len(text) else index :].lstrip()}"


def beginning(text: str, most: int, measure: Measure = text_width) -> str:
    """Return the beginning of a text in the same way, before … if something is left out."""
    if measure(text) <= most:
        return text
    index, used = 0, _ellipsis(measure)
    while index < len(text) and (used := used + measure(text[index])) <= most:
        index += 1
    whole = index
    while 0 < whole < len(text) and _in_a_word(text, whole):
        whole -= 1
    return f"{text[: whole or index].rstrip()}…"


def _ellipsis(measure: Measure) -> int:
    """Return how much … takes: a column, but none of the characters that were asked for."""
    return int(measure is text_width)


def _in_a_word(text: str, index: int) -> bool:
    """Whether a cut here would go through a word or a figure."""
    return all(one.isascii() and one.isalnum() for one in text[index - 1 : index + 1])
