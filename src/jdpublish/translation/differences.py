"""What changed between two versions of a text, character by character and grouped for reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from jdpublish.translation.fingerprint import width_folded


class Change(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stayed, went or came; what stayed stands as it is now."""

    change: Change
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that make the older text into the newer, in the order of the text.

    What was removed stands before what came in its place. Characters that differ in width alone
    count as the same. A few characters kept between two changes at least as long are shown as
    changed with them: a reader follows a changed phrase, not its scattered letters.
    """
    return tuple(
        Piece(change, text)
        for removed, added, kept in _joined(list(_steps(before, after)))
        for change, text in (
            (Change.REMOVED, removed),
            (Change.ADDED, added),
            (Change.KEPT, kept[1]),
        )
        if text
    )


_Step = tuple[str, str, tuple[str, str]]
"""What was removed, what was added, and what was kept behind it: as it was, and as it is."""


def _steps(before: str, after: str) -> Iterator[_Step]:
    old, new = width_folded(before), width_folded(after)
    head = _shared(old, new)
    most = min(len(old), len(new)) - head
    rest = min(most, _shared(old[::-1], new[::-1]))
    # Nothing is junk: every character of a Chinese text counts, however often it stands there.
    middle = SequenceMatcher(
        None, old[head : len(old) - rest], new[head : len(new) - rest], autojunk=False
    )
    *matches, end = (
        (head + one, head + other, size) for one, other, size in middle.get_matching_blocks()
    )
    reached = arrived = 0
    for one, other, size in ((0, 0, head), *matches, (end[0], end[1], rest)):
        yield (
            before[reached:one],
            after[arrived:other],
            (before[one : one + size], after[other : other + size]),
        )
        reached, arrived = one + size, other + size


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts share at their beginning."""
    apart = (
        number for number, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1
    )
    return next(apart, min(len(one), len(other)))


def _joined(steps: Iterable[_Step]) -> Iterator[_Step]:
    """Yield the steps, with those joined between which less is kept than changes around it."""
    done: list[_Step] = []
    for step in steps:
        removed, added, kept = step
        while done and (removed or added):
            earlier = done[-1]
            between = len(earlier[2][0])
            if not (earlier[0] or earlier[1]) or (
                between > max(len(earlier[0]), len(earlier[1]))
                or between > max(len(removed), len(added))
            ):
                break
            done.pop()
            removed = earlier[0] + earlier[2][0] + removed
            added = earlier[1] + earlier[2][1] + added
        done.append((removed, added, kept))
    yield from done


def in_brief(pieces: tuple[Piece, ...], context: int) -> tuple[Piece, ...]:
    """Return the same pieces with no more than `context` characters kept beside each change."""
    last = len(pieces) - 1
    return tuple(
        Piece(piece.change, _cut(piece.text, context, first=not number, last=number == last))
        if piece.change is Change.KEPT
        else piece
        for number, piece in enumerate(pieces)
    )


def _cut(text: str, context: int, *, first: bool, last: bool) -> str:
    before = 0 if first else context
    after = 0 if last else context
    if len(text) <= before + after + 1:
        return text
    return f"{text[:before]}…{text[len(text) - after :]}"


_SIGNS = {Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}"), Change.KEPT: ("", "")}


def plain(pieces: Iterable[Piece]) -> str:
    """Return the pieces in one line without colours: 约13[-4-]{+5+}亿元."""
    return "".join(piece.text.join(_SIGNS[piece.change]) for piece in pieces)
