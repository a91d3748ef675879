"""How much there is to translate, and how much of it has which status."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jdpublish.translation.staleness import BlockState, Standing


@dataclass(frozen=True, slots=True)
class Count:
    """Blocks of one standing in one file, or in all: characters of the source, words of the target.

    Characters are counted without blanks, punctuation with them, as translators into and from
    Chinese charge.
    """

    file: str
    standing: Standing | None
    blocks: int
    characters: int
    words: int


def counts(states: tuple[BlockState, ...]) -> tuple[Count, ...]:
    """Return the counts by file and standing; those of all files stand last, without a file."""
    files = dict.fromkeys(state.file for state in states)
    return tuple(
        count
        for file in (*files, "")
        for count in _by_standing(file, [one for one in states if file in (one.file, "")])
    )


def _by_standing(file: str, states: list[BlockState]) -> Iterator[Count]:
    for standing in Standing:
        own = [state for state in states if state.standing is standing]
        if own:
            yield count(own, file, standing)


def count(states: Iterable[BlockState], file: str = "", standing: Standing | None = None) -> Count:
    """Return how much these blocks are."""
    own = tuple(states)
    return Count(
        file,
        standing,
        blocks=len(own),
        characters=sum(map(_characters, own)),
        words=sum(map(_words, own)),
    )


def _characters(state: BlockState) -> int:
    return len("".join(state.source.text.split()))


def _words(state: BlockState) -> int:
    return len(_WORD.findall(state.target.text)) if state.target else 0


_WORD = re.compile(r"\S*\w\S*")
