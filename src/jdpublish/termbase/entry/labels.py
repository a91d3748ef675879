"""Entries and forms as sentences name them."""

from collections.abc import Iterable

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.naming import slug


def label(concept: Concept) -> str:
    """Return an entry as hints name it: 四个一批 (four-batches), with the English where it differs.

    An id is mostly made of the English, which then need not be said twice.
    """
    english = concept.language("en").preferred
    more = f", “{english}”" if english and slug(english) != concept.id else ""
    return f"{concept.language(SOURCE_LANGUAGE).preferred} ({concept.id}{more})"


def quoted(form: str) -> str:
    """Return a form as messages name it, in quotation marks unless it has its own."""
    return form if "“" in form else f"“{form}”"


REPLACED = "replaced by "
"""How the reason of a form begins that another took the place of."""


def replaced_by(new: str) -> str:
    """Return why a form is deprecated of which another took the place."""
    return f"{REPLACED}{quoted(new)}"


def listed(words: Iterable[str], conjunction: str) -> str:
    """Return words as a sentence lists them: a, b or c."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last
