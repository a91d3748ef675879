"""Python's collector, kept from stopping the engine in the middle of a save.

What a project is read into is large and lives long. Going through all of it in search of circles
takes 75 ms on a report of usual length, and more on a long one; so what is there at the start is
left out, and the rest is gone through when nothing else is to be done.
"""

import gc

_SELDOM = 1_000
"""So many times as often as usual the collector looks at young objects before it looks at all."""
_ROUNDS = 20


class Collecting:
    """When the collector looks at all objects: between `begin` and `end`, only while idle."""

    def __init__(self) -> None:
        """Change nothing yet."""
        self._before = gc.get_threshold()
        self._rounds = 0

    def begin(self) -> None:
        """Leave out what is there now."""
        self._before = gc.get_threshold()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*self._before[:2], _SELDOM)

    def idle(self) -> None:
        """Look at all objects, every now and then."""
        self._rounds += 1
        if self._rounds % _ROUNDS == 0:
            gc.collect()

    def end(self) -> None:
        """Let the collector do as it did before."""
        gc.unfreeze()
        gc.set_threshold(*self._before)
