"""What was computed is kept as long as what it was made of stays the very same.

A build computes everything once, with `fresh`. The preview makes the same pages again and again
from sources of which little has changed, with one `Kept`. Both call the same functions, so what a
`Kept` gives is what a build makes.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple

_Args = TypeVarTuple("_Args")
_Result = TypeVar("_Result")
_Value = TypeVar("_Value")


class Keep(Protocol):
    """Calls a function, or gives what it has returned for the same arguments before."""

    def __call__(self, function: Callable[[*_Args], _Result], /, *args: *_Args) -> _Result:
        """Return what the function returns."""
        ...


def fresh(function: Callable[[*_Args], _Result], /, *args: *_Args) -> _Result:
    """Return what the function returns, computed now: what a build uses."""
    return function(*args)


@dataclass(frozen=True, slots=True)
class Equal(Generic[_Value]):
    """A value that stands for every other that is equal to it, where `Kept` asks for the same."""

    value: _Value


def gathered(*values: _Value) -> tuple[_Value, ...]:
    """Return the values as a tuple: kept, it is the same tuple as long as its members are."""
    return values


def settled(keep: Keep, value: _Value) -> _Value:
    """Return the value, or the one equal to it that was settled on before.

    A file that is parsed again has new blocks; most of them say what they said, so that whatever
    was made of them still holds.
    """
    return keep(_unwrapped, Equal(value))


def _unwrapped(value: Equal[_Value]) -> _Value:
    return value.value


@dataclass(slots=True)
class _Entry:
    """A result, and the keys of what was kept while it was computed.

    `args` are held so that nothing else can get their identities.
    """

    result: Any
    args: tuple[Any, ...]
    parts: dict[tuple[Hashable, ...], None]
    used: int


class Kept:
    """Keeps what functions return for the very same arguments, until it is swept.

    Strings, integers and what is `Equal` are the same where they are equal, all else where it is
    the same object; so what is handed in must never be changed. What is raised is not kept.
    One thread uses it at a time: the preview's engine, in its own.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._entries: dict[tuple[Hashable, ...], _Entry] = {}
        self._parts: dict[tuple[Hashable, ...], None] = {}
        self._round = 0

    def __len__(self) -> int:
        """Return how many results are kept."""
        return len(self._entries)

    def __call__(self, function: Callable[[*_Args], _Result], /, *args: *_Args) -> _Result:
        """Return what the function returns, or what it returned for these arguments before."""
        key = (function, *map(_identity, args))
        self._parts[key] = None
        entry = self._entries.get(key)
        if entry is None:
            outer, self._parts = self._parts, {}
            try:
                entry = _Entry(function(*args), args, self._parts, self._round)
            finally:
                self._parts = outer
            self._entries[key] = entry
        else:
            entry.used = self._round
        return entry.result  # type: ignore[no-any-return]

    def sweep(self) -> None:
        """Forget what was not used since the last sweep, nor went into anything that was."""
        wanted = [key for key, entry in self._entries.items() if entry.used == self._round]
        reached = set(wanted)
        while wanted:
            entry = self._entries.get(wanted.pop())
            further = [key for key in entry.parts if key not in reached] if entry else []
            reached.update(further)
            wanted += further
        self._entries = {key: one for key, one in self._entries.items() if key in reached}
        self._parts = {}
        self._round += 1


def _identity(value: object) -> Hashable:
    """Return what is the same where a value counts as the same, and nowhere else."""
    kind = type(value)
    if kind is str or kind is Equal:
        return value
    return (value,) if kind is int else id(value)
