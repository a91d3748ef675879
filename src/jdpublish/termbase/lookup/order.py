"""The orders in which entries are listed."""

from collections.abc import Callable, Mapping

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.terms import ordering

Key = tuple[object, ...]


def _by_pinyin(concept: Concept) -> Key:
    """Return what sorts as a Chinese dictionary does; what has no pinyin comes last."""
    section = concept.language(SOURCE_LANGUAGE)
    return not section.pinyin, ordering.pinyin_key(section.preferred, section.pinyin)


def _by_english(concept: Concept) -> Key:
    """Return what sorts from A to Z; what has no English comes last."""
    english = concept.language("en").preferred
    return not english, ordering.english_key(english), concept.id


def _by_domain(concept: Concept) -> Key:
    """Return what sorts by domain, within it by pinyin; what has no domain comes last."""
    return not concept.subject, concept.subject, *_by_pinyin(concept)


ORDERS: Mapping[str, Callable[[Concept], Key]] = {
    "domain": _by_domain,
    "pinyin": _by_pinyin,
    "english": _by_english,
    "id": lambda concept: (concept.id,),
}
"""By name, what each order sorts by."""
