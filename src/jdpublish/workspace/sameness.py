"""What equals what was there before, as the very object of before."""

from collections.abc import Callable, Hashable
from dataclasses import fields, replace
from typing import Any, TypeVar

_Part = TypeVar("_Part")


def same(found: _Part, before: _Part | None) -> _Part:
    """Return what was found, with all that equals what was there before as it was then."""
    if before is None:
        return found
    parts: dict[str, Any] = {
        field.name: alike(getattr(found, field.name), getattr(before, field.name))
        for field in fields(before)  # type: ignore[arg-type]
    }
    if all(value is getattr(before, name) for name, value in parts.items()):
        return before
    return replace(found, **parts)  # type: ignore[type-var]


def alike(found: _Part, before: _Part) -> _Part:
    """Return what was there before if it equals what was found, else what was found."""
    return before if found == before else found


def each(
    found: tuple[_Part, ...], before: tuple[_Part, ...], key: Callable[[_Part], Hashable]
) -> tuple[_Part, ...]:
    """Return a tuple in which whatever equals what bore its name before is the very same."""
    old = {key(one): one for one in before}
    now = tuple(alike(one, old.get(key(one), one)) for one in found)
    unmoved = len(now) == len(before) and all(map(_is, now, before))
    return before if unmoved else now


def _is(one: object, other: object) -> bool:
    return one is other
