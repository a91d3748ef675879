"""Concepts ↔ the values of their fields, without loss, and values → what an entry's TOML holds."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from jdpublish.dates import day
from jdpublish.errors import GlossaryError
from jdpublish.model import Concept, LanguageSection, Transaction
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS, Field, Kind, Value, Values
from jdpublish.terms.entry import read_concept
from jdpublish.terms.table import Places

_TRANSACTION = re.compile(r"(\d{4}-\d\d-\d\d)(?:,\s*(.+))?")
YES = "yes"


def values(concept: Concept) -> dict[str, Value]:
    """Return what an entry says in every field, empty where it says nothing."""
    return {
        name: read(concept.languages.get(language, _NOTHING) if language else concept)
        for name, language, read in _READERS
    }


_NOTHING = LanguageSection(())


def _status(status: str, of: str) -> str:
    """Return the status of a definition or pinyin; nothing where there is none to speak of."""
    return status if of or status != "approved" else ""


_ENTRY: dict[str, Callable[[Concept], Value]] = {
    "id": lambda one: one.id,
    "subject": lambda one: one.subject,
    "status": lambda one: one.status,
    "annotate": lambda one: one.annotate,
    "gloss-in-source": lambda one: one.gloss_in_source,
    "see": lambda one: one.see,
    "source": lambda one: one.source,
    "note": lambda one: one.note,
    "reason": lambda one: one.reason,
    "successor": lambda one: one.successor,
    "created": lambda one: written(one.created),
    "modified": lambda one: written(one.modified),
}
_SECTION: dict[str, Callable[[LanguageSection], Value]] = {
    "term": lambda one: one.preferred,
    "first": lambda one: one.first,
    "admitted": lambda one: tuple(t.text for t in one.terms if t.status == "admitted"),
    "deprecated": lambda one: tuple((term.text, term.reason) for term in one.deprecated),
    "part-of-speech": lambda one: one.part_of_speech,
    "definition": lambda one: one.definition,
    "definition-status": lambda one: _status(one.definition_status, one.definition),
    "context": lambda one: one.context,
    "pinyin": lambda one: one.pinyin,
    "pinyin-status": lambda one: _status(one.pinyin_status, one.pinyin),
    "not-in": lambda one: one.not_in,
    "measure": lambda one: YES if one.measure else "",
}
_READERS: tuple[tuple[str, str, Callable[[Any], Value]], ...] = tuple(
    (field.name, field.language, _SECTION[field.key] if field.language else _ENTRY[field.key])
    for field in FIELDS
)
"""How each field is read, looked up once: a large glossary has hundreds of thousands of values."""


def written(transaction: Transaction | None) -> str:
    """Return a transaction as its field says it: the day, and the name if there is one."""
    if transaction is None:
        return ""
    return ", ".join(filter(None, (transaction.date.isoformat(), transaction.by)))


def tables(said: Values) -> dict[str, Any]:
    """Return values as `tomllib` reads them from an entry: what is empty is left out.

    What is of a wrong kind stays as it is, so that reading the entry finds it.
    """
    entry: dict[str, Any] = {}
    for name, value in said.items():
        field = BY_NAME[name]
        if value:
            table = entry.setdefault(field.language, {}) if field.language else entry
            table[field.key] = toml_value(field, value)
    return entry


def toml_value(field: Field, value: Value) -> object:
    """Return a field's value as `tomllib` reads it from an entry."""
    match field.kind:
        case Kind.LIST:
            return list(value)
        case Kind.DEPRECATED:
            pairs = cast("tuple[tuple[str, str], ...]", value)
            return [{"term": form, "reason": reason} for form, reason in pairs]
        case Kind.FLAG:
            return True if value == YES else value
        case Kind.TRANSACTION:
            return _transaction(str(value))
        case _:
            return value


def _transaction(text: str) -> object:
    found = _TRANSACTION.fullmatch(text)
    when = day(found[1]) if found else None
    if not found or not when:
        return text
    return {"date": when} | ({"by": found[2]} if found[2] else {})


def concept(said: Values, places: Places) -> tuple[Concept, tuple[GlossaryError, ...]]:
    """Return the concept that values say, and all that is wrong with them, each at its place."""
    return read_concept(tables(said), places)


def differing(one: Values, other: Values) -> Iterator[str]:
    """Yield the names of the fields of which both speak and in which they differ."""
    for field in FIELDS:
        if field.name in one and field.name in other and one[field.name] != other[field.name]:
            yield field.name


def by_id(concepts: tuple[Concept, ...]) -> Mapping[str, dict[str, Value]]:
    """Return what each entry says, by its id."""
    return {one.id: values(one) for one in concepts}
