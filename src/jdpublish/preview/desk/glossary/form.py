"""What a form sends → values of an entry, and the places in a form that mistakes are shown at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.entry.fields import BY_NAME, Kind, Value, Values, as_meant, in_line
from jdpublish.terms.wanted import Wanted

_NOT_SAID = ("created", "modified")
"""Fields that the program writes itself."""


@dataclass(frozen=True, slots=True)
class FieldLocation(Location):
    """A field of a form: its name, beside the place of the entry in its file."""

    field: str = ""


@dataclass(frozen=True, slots=True)
class FormPlaces:
    """The fields of a form, for an entry that stands or is to stand in a file."""

    file: str = ""
    line: int = 1

    def at(self, key: str = "", table: str = "") -> Location:
        """Return the field in which a key of the entry or of one of its languages is said."""
        name = f"{table}.{key}" if table else key
        if not table and key not in BY_NAME:  # a whole language: what it lacks is the term
            name = f"{key}.term"
        return FieldLocation(self.file, self.line, field=name if name in BY_NAME else "")

    def column(self, key: str, table: str = "") -> str:  # noqa: ARG002  as `Places` has it
        """Return nothing: mistakes are worded as for a glossary file."""
        return ""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:  # noqa: ARG002
        """Return what to do in the form so that it says what is wanted."""
        return _HINTS[wanted].format(known=" or ".join(filter(None, choices)))


_HINTS = {
    Wanted.TEXT: "write a text",
    Wanted.LIST: "write one form in each row",
    Wanted.FLAG: "choose yes or no",
    Wanted.CHOICE: "choose {known}",
    Wanted.DAY: "write a day such as 2026-11-22",
    Wanted.ID: "use small letters, digits and hyphens, such as four-batches",
    Wanted.TERM: "write the Chinese term",
    Wanted.REASON: "say why, and name the entry that takes its place if there is one",
    Wanted.RETIRED: "choose the status “retired”, or empty this field",
    Wanted.LANGUAGES: "choose en, zh or both",
    Wanted.DEPRECATED: "give each wrong form a reason",
    Wanted.TRIMMED: "take the blank away",
}


def values_of(body: Mapping[str, Any], name: str = "values") -> dict[str, Value]:
    """Return the fields that a form speaks of, as they were meant: without blanks at the ends.

    Raises:
        GlossaryError: a field is not one of an entry, or of another kind.
    """
    said = body.get(name, {})
    if not isinstance(said, dict):
        raise GlossaryError("what was sent says nothing of fields", hint="reload the page")
    return {field: _value(field, value) for field, value in said.items() if field not in _NOT_SAID}


def _value(name: str, value: object) -> Value:
    field = BY_NAME.get(name)
    if field is None:
        raise GlossaryError(f"an entry has no field “{name}”", hint="reload the page")
    wrong = GlossaryError(
        f"“{name}” is not what this field holds",
        at=FieldLocation("", field=name),
        hint="reload the page",
    )
    if field.kind is Kind.LIST and isinstance(value, list):
        if not all(isinstance(one, str) for one in value):
            raise wrong
        return tuple(dict.fromkeys(one for one in map(in_line, value) if one))
    if field.kind is Kind.DEPRECATED and isinstance(value, list):
        return tuple(_pair(one, wrong) for one in value if one != ["", ""])
    if isinstance(value, str) and field.kind not in (Kind.LIST, Kind.DEPRECATED):
        return as_meant(name, value.replace("\r\n", "\n"))
    raise wrong


def _pair(value: object, wrong: GlossaryError) -> tuple[str, str]:
    match value:
        case [str(form), str(reason)]:
            return in_line(form), reason.strip()
        case _:
            raise wrong


def name_of(body: Mapping[str, Any]) -> str:
    """Return who writes, in one line.

    Raises:
        GlossaryError: the name has line ends or tabs in it.
    """
    name = body.get("by", "")
    if not isinstance(name, str) or not name.isprintable():
        raise GlossaryError("a name has no tabs or line ends in it", hint="write it in one line")
    return name.strip()


def differing(one: Values, other: Values) -> list[str]:
    """Return the fields of which both speak and in which they differ, in the order of tables."""
    return [
        name
        for name in BY_NAME
        if name in one and name in other and one[name] != other[name] and name not in _NOT_SAID
    ]
