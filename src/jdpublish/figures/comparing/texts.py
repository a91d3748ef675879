"""Two texts → how their figures agree, read and compared once however many ask."""

from functools import lru_cache

from jdpublish.figures import quantities
from jdpublish.figures.comparing.comparison import Comparison, compare


@lru_cache(maxsize=2_000)
def compared(chinese: str, english: str) -> tuple[Comparison, ...]:
    """Return how the figures of a Chinese text and of its English agree."""
    return compare(quantities(chinese, "zh-Hans"), quantities(english, "en"), chinese, english)
