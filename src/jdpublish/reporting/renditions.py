"""How places of a term are rendered, in the same words for a place and where they are counted."""

from collections import Counter
from collections.abc import Iterable

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.usage.concordance import Usage

UNTRANSLATED = "not translated yet"
_NO_FORM = "no known form"
_NONE_LEFT = "no form left"


def renditions(usages: Iterable[Usage], concept: Concept) -> tuple[str, ...]:
    """Return for each place of an entry how it is rendered, as “preferred” or “no known form”.

    A block that has several places and fewer forms has no form left for the last of them. A measure
    has none of its own: it is rendered with its figure.
    """
    own = tuple(usages)
    measure = concept.language(SOURCE_LANGUAGE).measure
    rendered = {(one.report, one.source.id) for one in own if one.rendering}

    def rendition(usage: Usage) -> str:
        if usage.target is None:
            return UNTRANSLATED
        if usage.rendering:
            return usage.rendering.status
        if measure:
            return "rendered with its figure"
        left = (usage.report, usage.source.id) in rendered
        return _NONE_LEFT if left else _NO_FORM

    return tuple(map(rendition, own))


def is_open(rendition: str) -> bool:
    """Return whether a person should look at the place."""
    return rendition in (UNTRANSLATED, _NO_FORM, _NONE_LEFT)


def in_numbers(found: Iterable[str]) -> str:
    """Return how often places are rendered in which way: 2 preferred, 1 no known form."""
    return ", ".join(f"{number:,} {words}" for words, number in Counter(found).most_common())
