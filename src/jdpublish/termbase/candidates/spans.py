"""Places of a text that are looked up by where they stand, among thousands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Places `start` to `stop` of a text, in code points; they may overlap."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """Keep the places, sorted."""
        self._places = sorted(places)
        self._starts = [start for start, _ in self._places]
        self._longest = max((stop - start for start, stop in self._places), default=0)

    def touching(self, start: int, stop: int) -> tuple[tuple[int, int], ...]:
        """Return the places that have something in common with one."""
        first = bisect_right(self._starts, start - self._longest)
        last = bisect_left(self._starts, stop)
        return tuple(one for one in self._places[first:last] if one[1] > start)

    def hold(self, start: int, stop: int) -> bool:
        """Whether a place stands wholly within one of these."""
        return any(first <= start and stop <= last for first, last in self.touching(start, stop))
