"""A table of a glossary file: its values, each of the kind that is wanted, or an error there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from jdpublish.errors import GlossaryError, Location

HEADER = re.compile(r"\[\[\s*concept\s*\]\]")
"""The line with which an entry begins."""
_TABLE = re.compile(r"""\[\s*concept\s*\.\s*["']?([^"'\]\s]+)["']?\s*\]""")


@dataclass(frozen=True, slots=True)
class EntryLines:
    """The lines of an entry, from `start` (from 0) on: finds those of its keys for messages."""

    file: str
    lines: list[str]
    start: int

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its tables stands, else the entry."""
        current = ""
        for number in range(self.start, len(self.lines)):
            line = self.lines[number].strip()
            if number > self.start and HEADER.match(line):
                break
            if found := _TABLE.match(line):
                current = found[1]
                if current == (table or key) and not (table and key):
                    return Location(self.file, number + 1)
            elif current == table and re.match(rf'"?{re.escape(key)}"?\s*=', line) and key:
                column = len(self.lines[number]) - len(self.lines[number].lstrip()) + 1
                return Location(self.file, number + 1, column)
        return Location(self.file, self.start + 1)


@dataclass(frozen=True, slots=True)
class Table:
    """An entry's own values, or with a `name` those of one of its languages.

    Every method raises a GlossaryError where the value is of another kind.
    """

    values: Mapping[str, object]
    lines: EntryLines
    name: str = ""

    def below(self, name: str) -> "Table":
        """Return the table of a language."""
        found = self.values[name]
        if not isinstance(found, dict):
            raise self.refuse(f"“{name}” is not a table", key=name, hint=f"write [concept.{name}]")
        return Table(cast("Mapping[str, object]", found), self.lines, name)

    def text(self, key: str) -> str:
        """Return a text, empty where there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.refuse(f"{key} is not a text", key=key, hint=f'write {key} = "…"')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts of which none is empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.refuse(
                f"{key} is not a list of texts", key=key, hint=f'write {key} = ["…", "…"]'
            )
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return true or false, false where neither is there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.refuse(
                f"{key} is neither true nor false",
                key=key,
                hint=f"write {key} = true, without quotation marks, or leave the line out",
            )
        return value

    def choice(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """Return one of some words; without a default it must be there."""
        value = self.values.get(key, default)
        if value not in choices:
            known = " or ".join(f'"{choice}"' for choice in choices if choice)
            what = f"“{value}” is not a {key}" if value is not None else f"the entry has no {key}"
            raise self.refuse(what, key=key, hint=f"write {key} = {known}")
        return str(value)

    def refuse(self, message: str, *, key: str, hint: str) -> GlossaryError:
        """Return the error that a key's value is, at its place."""
        return GlossaryError(message, at=self.lines.at(key, self.name), hint=hint)
