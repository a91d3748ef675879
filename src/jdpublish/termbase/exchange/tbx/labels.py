"""Notes with a label, for what TBX-Basic has no category for: “Pinyin: jiàngguān”.

They are English, so that whoever opens the file with another program can read them.
"""

from jdpublish.termbase.entry.fields import FIELDS, Field, Kind
from jdpublish.termbase.entry.values import YES

_STANDARD_KEYS = ("id", "subject", "source", "see", "created", "modified")
_STANDARD_IN_LANGUAGE = ("term", "first", "admitted", "deprecated", "definition")
LABELLED = tuple(
    field
    for field in FIELDS
    if field.key not in (_STANDARD_IN_LANGUAGE if field.language else _STANDARD_KEYS)
)
"""The fields that may stand in notes with a label; some have a category as well."""
_BY_LABEL = {field.english: field for field in LABELLED}

FIRST = "Use: first mention in a report"
"""The note on the form for the first mention."""
WHY = "Why deprecated: "
WAS = "Before it was retired: "
"""In a retired entry all terms are deprecated, so that no program offers them any more."""
NOTE = "note"


def labelled(field: Field, value: str) -> str:
    """Return a field's value as a note with a label; a note itself has one only where it must."""
    if field.name == NOTE and not _found(value):
        return value
    return f"{field.english}: {value}"


def taken(text: str, *, lenient: bool) -> tuple[Field, str] | None:
    """Return the field and the value of a note with a label, or None where it has none.

    In a file that others made, a `lenient` reader takes only a choice that there is.
    """
    found = _found(text)
    if not found:
        return None
    field, value = found
    choices = (YES,) if field.kind is Kind.FLAG else field.choices
    if lenient and choices and value not in choices:
        return None
    return found


def _found(text: str) -> tuple[Field, str] | None:
    label, colon, value = text.partition(": ")
    field = _BY_LABEL.get(label) if colon else None
    return (field, value) if field else None
