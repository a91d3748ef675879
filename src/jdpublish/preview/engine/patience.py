"""Work that gives way: between any two things that are kept, it breaks off for what is newer."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeVar, TypeVarTuple

from jdpublish.keeping import Kept
from jdpublish.preview.engine.inbox import Inbox

_Args = TypeVarTuple("_Args")
_Result = TypeVar("_Result")


class SupersededError(BaseException):
    """Something newer waits. Nobody who catches what goes wrong with the work may hinder it."""


class Patient:
    """Keeps what functions return, as `Kept` does; what was done of the work is there next time."""

    def __init__(self, kept: Kept, inbox: Inbox) -> None:
        """Keep what is computed in `kept`, and look into the inbox in between."""
        self._kept = kept
        self._inbox = inbox
        self._gives_way = False

    def __call__(self, function: Callable[[*_Args], _Result], /, *args: *_Args) -> _Result:
        """Return what the function returns, or what it returned for these arguments before."""
        if self._gives_way and self._inbox.waiting:
            raise SupersededError
        return self._kept(function, *args)

    @contextlib.contextmanager
    def giving_way(self) -> Iterator[None]:
        """Let what is done meanwhile be broken off, with `SupersededError`."""
        self._gives_way = True
        try:
            yield
        finally:
            self._gives_way = False
