"""The orders in which entries are listed."""

import re
from collections.abc import Callable, Mapping

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.folding import folded, syllables

Key = tuple[object, ...]


def pinyin_key(concept: Concept) -> Key:
    """Return what sorts by pinyin, syllable by syllable as dictionaries do, then by tone.

    What has no pinyin comes last.
    """
    section = concept.language(SOURCE_LANGUAGE)
    return (not section.pinyin, syllables(section.pinyin), section.pinyin, section.preferred)


def english_key(concept: Concept) -> Key:
    """Return what sorts from A to Z; what has no English comes last."""
    english = concept.language("en").preferred
    return (not english, re.sub(r"[^\w ]", "", folded(english)), concept.id)


def domain_key(concept: Concept) -> Key:
    """Return what sorts by domain, within it by pinyin; what has no domain comes last."""
    return (not concept.subject, concept.subject, *pinyin_key(concept))


ORDERS: Mapping[str, Callable[[Concept], Key]] = {
    "domain": domain_key,
    "pinyin": pinyin_key,
    "english": english_key,
    "id": lambda concept: (concept.id,),
}
"""By name, what each order sorts by."""
