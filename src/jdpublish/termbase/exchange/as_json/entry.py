"""An entry’s object → the values of its fields, and what is wrong with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.entry.fields import BY_NAME, Field, Kind, Value, Values
from jdpublish.termbase.exchange.as_json.text import Text
from jdpublish.termbase.exchange.as_json.values import empty, value
from jdpublish.termbase.exchange.hints import in_json
from jdpublish.terms.entry import LANGUAGES
from jdpublish.terms.wanted import Wanted

_WANTED = {
    Kind.LIST: Wanted.LIST,
    Kind.DEPRECATED: Wanted.DEPRECATED,
    Kind.FLAG: Wanted.FLAG,
    Kind.TRANSACTION: Wanted.DAY,
}


@dataclass(frozen=True, slots=True)
class EntryObject:
    """An entry's object in a text: finds the lines of its keys for messages."""

    text: Text
    start: int
    stop: int

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its languages stands, else the entry."""
        start = self.start
        for name in filter(None, (table, key)):
            found = re.compile(rf'"{re.escape(name)}"\s*:').search(
                self.text.words, start, self.stop
            )
            if not found:
                break
            start = found.start()
        return self.text.place(start)

    def column(self, key: str, table: str = "") -> str:  # noqa: ARG002  as `Places` has it
        """Return nothing: an object has no columns."""
        return ""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
        """Return what to write into the object."""
        return in_json(wanted, key, choices)


class Mistakes:
    """What is wrong with an entry, each at its place, and what no field can hold."""

    def __init__(self, places: EntryObject) -> None:
        """Begin with nothing."""
        self.places = places
        self.told: list[GlossaryError] = []
        self.unplaced: list[tuple[Location, str]] = []

    def refuse(self, field: Field) -> Value:
        """Tell that a field holds what it cannot; return that it holds nothing."""
        wanted = _WANTED.get(field.kind, Wanted.TEXT)
        self.tell(field.name, (field.key, field.language), in_json(wanted, field.key))
        return empty(field)

    def tell(self, name: str, place: tuple[str, str], hint: str) -> None:
        """Tell that what stands at a key, and in a table, is of another kind than it has to be."""
        what = f"{name} is not what it is to be"
        self.told.append(GlossaryError(what, at=self.places.at(*place), hint=hint))


def said(entry: object, spoken: Iterable[str], found: Mistakes) -> Values:
    """Return what an entry's object says, and tell what is wrong with it.

    Of the fields that are `spoken` of it says something where it is silent, too: nothing.
    """
    if not isinstance(entry, dict):
        found.told.append(
            GlossaryError("an entry is no object", at=found.places.at(), hint='write { "id": … }')
        )
        return {}
    values: dict[str, Value] = {name: empty(BY_NAME[name]) for name in spoken}
    languages = entry.get("languages") or {}
    for key, member in entry.items():
        if key == "languages":
            if member is not None and not isinstance(member, dict):
                hint = 'write "languages": { "zh-Hans": { "term": "…" } }'
                found.tell("languages", ("languages", ""), hint)
        else:
            _place_value(key, "", member, values, found)
    for tag, section in languages.items() if isinstance(languages, dict) else ():
        if tag in LANGUAGES and isinstance(section, dict):
            for key, member in section.items():
                _place_value(key, tag, member, values, found)
        elif tag in LANGUAGES:
            found.tell(tag, (tag, "languages"), f'write "{tag}": {{ "term": "…" }}')
        else:
            found.unplaced.append((found.places.at(tag), f"“{tag}” is no language of an entry"))
    return values


def _place_value(
    key: str, tag: str, member: object, values: dict[str, Value], found: Mistakes
) -> None:
    name = f"{tag}.{key}" if tag else key
    if field := BY_NAME.get(name):
        read = value(field, member)
        values[name] = found.refuse(field) if read is None else read
    else:
        found.unplaced.append((found.places.at(key, tag), f"“{name}” is no field of an entry"))
