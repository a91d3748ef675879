"""Figures: read from Chinese and from English, compared by what they are worth."""

from functools import lru_cache

from jdpublish.figures.chinese import text as chinese
from jdpublish.figures.english import text as english
from jdpublish.figures.quantity import Quantity


@lru_cache(maxsize=20_000)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the figures of a text in their order; `language` (BCP 47) is Chinese or English."""
    return chinese.read(text) if language.startswith("zh") else english.read(text)
