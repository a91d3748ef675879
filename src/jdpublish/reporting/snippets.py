"""A place in a text with the words around it, in one line of a terminal."""

from dataclasses import dataclass

from jdpublish.reporting.terminal import harmless, width
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

    English is cut between words. A third of the room is before the words, the rest behind them.
    """
    flat = harmless(text.replace("\n", " ").replace("\t", " "))
    words = cut(flat[start:stop], max((columns or _UNBOUNDED) - 2, 1))
    room = max((columns or _UNBOUNDED) - sum(map(width, words)) - 2, 0)
    behind = sum(map(width, flat[stop:]))
    first = _backwards(flat, start, max(room // 3, room - behind))
    last = _forwards(flat, stop, room - sum(map(width, flat[first:start])))
    before, after = flat[first:start], flat[stop:last]
    lead, tail = "…" if first else "", "…" if last < len(flat) else ""
    return Snippet(
        f"{lead}{before.lstrip() if lead else before}",
        words,
        f"{after.rstrip() if tail else after}{tail}",
    )


def _backwards(text: str, start: int, columns: int) -> int:
    """Return where a text begins that fills at most so many columns before a place."""
    used, index = 0, start
    while index and used + width(text[index - 1]) <= columns:
        index -= 1
        used += width(text[index])
    whole = index
    while 0 < whole < start and _in_a_word(text, whole):
        whole += 1
    return whole if whole < start else index


def _forwards(text: str, stop: int, columns: int) -> int:
    used, index = 0, stop
    while index < len(text) and used + width(text[index]) <= columns:
        used += width(text[index])
        index += 1
    whole = index
    while stop < whole < len(text) and _in_a_word(text, whole):
        whole -= 1
    return whole if whole > stop else index


def _in_a_word(text: str, index: int) -> bool:
    """Whether a cut here would go through a word or a figure."""
    return all(one.isascii() and one.isalnum() for one in text[index - 1 : index + 1])
