"""What keeps the engine quick and small through a long day of writing.

Python's collector goes through everything in search of circles. What a project is read into is
large and lives long: that takes 75 ms on a report of usual length, in the middle of a save. So what
is there at the start is left out, and the rest is gone through when nothing else is to be done.

Functions that read texts remember many of them, for a command that ends soon. Here every save
brings a new text (25 to 85 KB a save), so now and then they forget.
"""

import gc
import sys
from collections.abc import Iterator
from typing import Protocol

_SELDOM = 1_000
"""So many times as often as usual the collector looks at young objects before it looks at all."""
_COLLECT, _FORGET = 20, 200
"""After so many rounds, the one and the other is done."""
_TEXTS = 1_000
"""Caches for so many values or more are those of texts; smaller ones hold what takes long."""


class Upkeep:
    """Does, between `begin` and `end`, while idle what would otherwise stop the work."""

    def __init__(self) -> None:
        """Change nothing yet."""
        self._before = gc.get_threshold()
        self._rounds = 0

    def begin(self) -> None:
        """Let the collector leave out what is there now."""
        self._before = gc.get_threshold()
        gc.freeze()  # to collect first would take 45 ms and find next to nothing
        gc.set_threshold(*self._before[:2], _SELDOM)

    def idle(self) -> None:
        """Do what is due, at the end of a round."""
        self._rounds += 1
        if self._rounds % _FORGET == 0:
            for cache in _caches():
                cache.cache_clear()
        if self._rounds % _COLLECT == 0:
            gc.collect()

    def end(self) -> None:
        """Let the collector do as it did before."""
        gc.unfreeze()
        gc.set_threshold(*self._before)


class _Cache(Protocol):
    def cache_clear(self) -> None: ...


def _caches() -> Iterator[_Cache]:
    """Yield what our functions remember of texts; what is without a limit is of other things."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "jdpublish":
            for value in tuple(vars(module).values()):
                told = getattr(value, "cache_parameters", None)
                if told and (told()["maxsize"] or 0) >= _TEXTS:
                    yield value
