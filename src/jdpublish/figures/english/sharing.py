"""What figures of an English range or list share: “4–6 million yuan”, “5, 7 and 9 percent”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise

from jdpublish.figures.english.reading import Plain, Reading
from jdpublish.figures.quantity import Kind

_RANGE = re.compile(r" ?(?:[–—~-]|to|through|or) ?|- ?to |- ?or ")
_LIST = re.compile(r",? (?:and|or|&) |- and ")
_COMMA = re.compile(r", |-, ")
_BETWEEN = re.compile(r"\bbetween (?:[a-z$€£¥.]+ ?){0,3}$")
_LARGE = 1000
"""A number from here on has no scale still to come: “from 25,000 to 1.2 million”."""
_ALIKE = 20
"""Members of a list that share a scale are not further apart: “5, 7 and 9 million”."""
_FAR = 12


class Joint(Enum):
    """How two figures that stand side by side belong together."""

    RANGE = auto()
    LIST = auto()
    COMMA = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures side by side and how they are joined."""

    one: Reading
    other: Reading
    joint: Joint


def shared(text: Plain, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the figures of a text, each with the scale and unit that it shares with another."""
    found = list(readings)
    joints = [_joint(text, one, other) for one, other in pairwise(found)]
    joined = False
    for index in reversed(range(len(joints))):
        # A comma joins only where an “and” or a range comes later: “5, 7 and 9 percent”.
        joined = joints[index] in (Joint.RANGE, Joint.LIST) or (
            joined and joints[index] is Joint.COMMA
        )
        if joined:
            found[index] = _from_behind(_Pair(found[index], found[index + 1], joints[index]))
    numbered = False
    for index, joint in enumerate(joints):
        numbered = joint is not Joint.NONE and (numbered or _numbers_all(text, found[index]))
        if numbered:
            found[index + 1] = _numbered_too(found[index + 1])
        elif joint is Joint.RANGE:
            found[index + 1] = _from_before(found[index], found[index + 1])
    return tuple(found)


def _numbers_all(text: Plain, one: Reading) -> bool:
    """Whether the number of a thing stands behind a plural: Levels 2–6, Articles 5, 6 and 7."""
    return one.kind is Kind.ORDINAL and not one.firm and text.before(one.start, 2) == "s "


def _numbered_too(other: Reading) -> Reading:
    return other.but(kind=Kind.ORDINAL, firm=False) if other.bare else other


def _joint(text: Plain, one: Reading, other: Reading) -> Joint:
    if other.start - one.stop > _FAR:
        return Joint.NONE
    gap = text.lower[one.stop : other.start]
    if _RANGE.fullmatch(gap):
        return Joint.RANGE
    if _LIST.fullmatch(gap):
        return Joint.RANGE if _BETWEEN.search(text.before(one.start, 24)) else Joint.LIST
    return Joint.COMMA if _COMMA.fullmatch(gap) else Joint.NONE


def _from_behind(pair: _Pair) -> Reading:
    """Return the first of two with what stands only after the second."""
    one, other = pair.one, pair.other
    if one.kind is not Kind.NUMBER or (other.prefixed and not one.prefixed):
        return one
    if one.bare and other.kind in (Kind.PERCENT, Kind.POINTS):
        return one.but(kind=other.kind, firm=True)
    if one.bare and other.kind is Kind.MULTIPLE and pair.joint is Joint.RANGE:
        return one.but(kind=other.kind, firm=True)
    if other.kind is not Kind.NUMBER:
        return one
    if one.scale == 1 and other.scale > 1 and _share_scale(pair):
        one = one.but(value=one.value * other.scale, scale=other.scale, firm=True)
    if one.unit is None and other.unit is not None:
        one = one.but(unit=other.unit, firm=one.firm or not one.wordy or other.firm)
    return one


def _share_scale(pair: _Pair) -> bool:
    if abs(pair.one.value) >= _LARGE or (pair.one.unit and not pair.one.prefixed):
        return False
    if pair.joint is Joint.RANGE:
        return True
    one, other = abs(pair.one.value), abs(pair.other.value / pair.other.scale)
    return one > 0 and max(one, other) <= _ALIKE * max(min(one, other), Decimal(1))


def _from_before(one: Reading, other: Reading) -> Reading:
    """Return the second of a range with the currency or age that stands only before the first."""
    if other.kind is not Kind.NUMBER or other.unit is not None or one.unit is None:
        return other
    if one.prefixed and not other.wordy and (one.scale == 1 or other.scale > 1):
        return other.but(unit=one.unit, prefixed=True)
    if one.unit.dimension == "age" and other.bare:
        return other.but(unit=one.unit, firm=True)
    return other
