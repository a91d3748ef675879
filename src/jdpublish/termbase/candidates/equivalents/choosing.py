"""The best of many phrases, such that somebody has a choice among them."""

from collections.abc import Iterable

from jdpublish.termbase.candidates.equivalents.contract import Equivalent

_MOST = 8
_OVERLAP = 0.6
_ALIKE = 2


def best(found: Iterable[Equivalent]) -> tuple[Equivalent, ...]:
    """Return the likeliest, each wording once; of those that are mostly the same place, two."""
    kept: list[Equivalent] = []
    for one in sorted(found, key=lambda one: (-one.score, one.start)):
        if len(kept) == _MOST:
            break
        like = sum(_overlap(one, other) > _OVERLAP for other in kept)
        if like < _ALIKE and all(one.text.casefold() != other.text.casefold() for other in kept):
            kept.append(one)
    return tuple(kept)


def _overlap(one: Equivalent, other: Equivalent) -> float:
    """Return how much of two phrases is the same place, 0 to 1."""
    both = min(one.stop, other.stop) - max(one.start, other.start)
    return max(both, 0) / (max(one.stop, other.stop) - min(one.start, other.start))
