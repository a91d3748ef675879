"""One field merged: its value when it went out, the value here, and the value that came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from jdpublish.termbase.entry.fields import Field, Kind, Value
from jdpublish.termbase.merging.sides import Side

_Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a field says after a merge; where both sides changed the same thing, it is open.

    An open one still says all that can be merged, and what is here for the rest.
    """

    value: Value
    open: bool = False


def merged_value(
    field: Field, base: Value, mine: Value, theirs: Value, side: Side | None = None
) -> Merged:
    """Return a field's value after a merge; `side` is whose value holds where both changed it.

    Lists and deprecated forms are merged one by one: what either side added is there, what either
    took out is not. They keep the order that they have here.
    """
    if same(mine, theirs) or same(theirs, base):
        return Merged(mine)
    if same(mine, base):
        return Merged(theirs)
    if field.name == "modified":
        return Merged(max(str(mine), str(theirs)))  # they begin with the day: the later one
    if field.kind in (Kind.LIST, Kind.DEPRECATED):
        old, own, new = (_parts(field, value) for value in (base, mine, theirs))
        if (len(old), len(own), len(new)) == (len(base), len(mine), len(theirs)):
            return _one_by_one(field, old, own, new, side)
    if side is None:
        return Merged(mine, open=True)
    return Merged(theirs if side is Side.THEIRS else mine)


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: nothing is nothing, of whatever kind."""
    return one == other or not (one or other)


def _parts(field: Field, value: Value) -> _Parts:
    """Return the parts of a value by what makes each of them one: a form, with its reason."""
    if field.kind is Kind.DEPRECATED:
        return dict(cast("tuple[tuple[str, str], ...]", tuple(value)))
    return dict.fromkeys(cast("tuple[str, ...]", tuple(value)), "")


def _one_by_one(
    field: Field, base: _Parts, mine: _Parts, theirs: _Parts, side: Side | None
) -> Merged:
    result: dict[str, str] = {}
    undecided = False
    for key in dict.fromkeys((*mine, *theirs)):
        old, own, new = base.get(key), mine.get(key), theirs.get(key)
        if new in (own, old):
            found = own
        elif own == old:
            found = new
        else:
            undecided = undecided or side is None
            found = new if side is Side.THEIRS else own
        if found is not None:
            result[key] = found
    pairs = tuple(result.items())
    return Merged(pairs if field.kind is Kind.DEPRECATED else tuple(result), undecided)
