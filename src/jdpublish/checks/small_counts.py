"""The check `small-counts`: 六大类 are not seven categories, nor 第七届 the sixth."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.figures import quantities
from jdpublish.figures.comparing.texts import compared
from jdpublish.figures.quantity import Kind, Quantity
from jdpublish.figures.units import COUNT
from jdpublish.model import SOURCE_LANGUAGE, Pair, Severity

_MOST = 12
"""Above this, `figures` misses a number in words as well."""


def small_counts(pair: Pair, _bitext: Bitext) -> Iterator[Problem]:
    """A small number in words is the same in both languages: 三项 are three, 第七届 is the seventh.

    `figures` lets such a number pass, because either language may do without it. Here one that only
    the Chinese has is held against one that only the English has: if each has exactly one over, it
    may be a slip. What one language alone has too much is not told.
    """
    if pair.target is None:
        return
    for source, target in _slips(pair.source.text, pair.target.text):
        yield Problem(
            f"“{source.text}” of the Chinese is not in the English, which has “{target.text}”",
            "look whether both mean the same; if both are right, waive this finding",
            pair.target.locate(target.start),
        )


@lru_cache(maxsize=4_096)
def _slips(chinese: str, english: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """Return the small numbers that one of both languages alone has, and the other in its place."""
    ours, theirs = quantities(chinese, SOURCE_LANGUAGE), quantities(english, "en")
    found = []
    for kind in (Kind.NUMBER, Kind.ORDINAL):
        source = _left(ours, theirs, kind)
        target = _left(theirs, ours, kind) if len(source) == 1 else []
        if len(target) == 1 and not {*source, *target} & _told(chinese, english):
            found.append((source[0], target[0]))
    return tuple(found)


def _told(chinese: str, english: str) -> set[Quantity | None]:
    """Return what the check of figures tells of."""
    wrong = (one for one in compared(chinese, english) if one.relation.wrong)
    return {figure for one in wrong for figure in (one.source, one.target)}


def _left(own: tuple[Quantity, ...], others: tuple[Quantity, ...], kind: Kind) -> list[Quantity]:
    """Return the small numbers in words whose value the other language has less often.

    第七 is answered by a seventh before it is by seven.
    """
    if not any(_in_words(one, kind) for one in own):
        return []
    there = Counter((one.kind, one.worth) for one in others)
    unanswered = [one for one in own if not _taken(there, one.kind, one)]
    return [
        one
        for one in unanswered
        if not any(_taken(there, other, one) for other in Kind) and _in_words(one, kind)
    ]


def _taken(there: Counter[tuple[Kind, Fraction]], kind: Kind, one: Quantity) -> bool:
    """Take one figure of a kind and of the same worth away, if there is any."""
    found = there[kind, one.worth] > 0
    there[kind, one.worth] -= found
    return found


def _in_words(one: Quantity, kind: Kind) -> bool:
    counts = one.unit is None or one.unit.dimension == COUNT
    small = not one.firm and one.over == 1 and 1 < one.value <= _MOST and not one.hedge
    return one.kind is kind and counts and small


CHECK = Check("small-counts", Severity.WARNING, pair=small_counts, plain=True)
