"""A table of a glossary entry: its values, each of the kind that is wanted, or an error there."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol, cast

from jdpublish.dates import day
from jdpublish.errors import GlossaryError, Location
from jdpublish.model import Transaction
from jdpublish.terms.layout import EntrySpan, Statement, statements
from jdpublish.terms.wanted import AsToml, Wanted

_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff"
    r"\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
"""What no text of an entry holds: control characters, most of which XML could not hold either; and
what nobody sees, so that a term is not found or stands in another order than it is written."""


class Places(Protocol):
    """Where the values of an entry stand: lines of a file, or cells of a table."""

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its languages stands, else the entry."""

    def column(self, key: str, table: str = "") -> str:
        """Return the head of the column in which a key stands, or nothing where there is none."""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
        """Return how a key is written here so that it says what is wanted."""


@dataclass(frozen=True, slots=True)
class EntryLines(AsToml):
    """The lines of an entry in its file: finds those of its keys for messages."""

    file: str
    text: str
    span: EntrySpan

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its languages stands, else the entry."""
        wanted = tuple(filter(None, (table, key)))
        within = None
        for one in statements(self.text, self.span.head, self.span.stop) if wanted else ():
            if one.path[: len(wanted)] == wanted:
                return self._place(one)
            if not one.opens and one.path == wanted[: len(one.path)]:
                within = one  # an inline table that has the key
        return self._place(within) if within else Location(self.file, self.span.line)

    def _place(self, one: Statement) -> Location:
        before = self.text.count("\n", self.span.head, one.start)
        return Location(self.file, self.span.line + before, one.name - one.start + 1)


@dataclass(frozen=True, slots=True)
class Table:
    """An entry's own values, or with a `name` those of one of its languages.

    What is of another kind than wanted is added to `mistakes`, and read as if it were not there.
    """

    values: Mapping[str, object]
    places: Places
    mistakes: list[GlossaryError] = field(default_factory=list)
    name: str = ""

    def below(self, name: str) -> "Table":
        """Return the table of a language."""
        found = self.values[name]
        if not isinstance(found, dict):
            self.refuse(f"“{name}” is not a table", key=name, hint=f"write [concept.{name}]")
            found = {}
        return Table(cast("Mapping[str, object]", found), self.places, self.mistakes, name)

    def check_keys(self, known: tuple[str, ...]) -> None:
        """Refuse keys that are not known, each with the nearest that is."""
        for key in self.values:
            if key not in known:
                where = f"[concept.{self.name}]" if self.name else "an entry"
                self.refuse(f"{where} has no key “{key}”", key=key, hint=_did_you_mean(key, known))

    def line(self, key: str) -> str:
        """Return a text in one line, empty where there is none."""
        return self.in_line(self.text(key), key)

    def text(self, key: str) -> str:
        """Return a text, empty where there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.refuse(f"{self._called(key)} is not a text", key=key, wanted=Wanted.TEXT)
            return ""
        return self.clean(value, key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts in one line of which none is empty and none stands twice."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.refuse(f"{self._called(key)} is not a list of texts", key=key, wanted=Wanted.LIST)
            return ()
        return tuple(dict.fromkeys(self.in_line(self.clean(one, key), key) for one in value))

    def flag(self, key: str) -> bool:
        """Return true or false, false where neither is there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            what = f"{self._called(key)} is neither true nor false"
            self.refuse(self._misplaced(value, key) or what, key=key, wanted=Wanted.FLAG)
            return False
        return value

    def choice(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """Return one of some words; without a default it must be there."""
        value = self.values.get(key, default)
        if value not in choices:
            what = self._misplaced(value, key) or f"“{value}” is not a {key}"
            what = what if value is not None else f"the entry has no {key}"
            self.refuse(what, key=key, wanted=Wanted.CHOICE, choices=choices)
            return default or choices[0]
        return str(value)

    def transaction(self, key: str) -> Transaction | None:
        """Return when something was done, and by whom; None where that is not said."""
        if key not in self.values:
            return None
        value = self.values[key]
        known = isinstance(value, dict) and value.keys() <= {"date", "by"}
        when = value.get("date") if isinstance(value, dict) else None
        found = when if type(when) is dt.date else day(when) if isinstance(when, str) else None
        by = value.get("by", "") if isinstance(value, dict) else None
        if not known or found is None or not isinstance(by, str) or "\n" in by:
            self.refuse(f"{self._called(key)} does not say when", key=key, wanted=Wanted.DAY)
            return None
        return Transaction(found, self.clean(by, key))

    def refuse(
        self,
        message: str,
        *,
        key: str,
        hint: str = "",
        wanted: Wanted = Wanted.TEXT,
        choices: tuple[str, ...] = (),
    ) -> None:
        """Add the error that a key's value is, at its place; a hint says how to mend it there."""
        way = hint or self.places.hint(wanted, key, choices)
        self.mistakes.append(GlossaryError(message, at=self.places.at(key, self.name), hint=way))

    def _called(self, key: str) -> str:
        """Return what a message calls a key: its column where it stands in one."""
        column = self.places.column(key, self.name)
        return f"“{column}”" if column else key

    def _misplaced(self, value: object, key: str) -> str:
        """Return what is wrong with a word that its column does not know; else nothing."""
        column = self.places.column(key, self.name)
        return f"“{value}” cannot stand in the column “{column}”" if column else ""

    def in_line(self, value: str, key: str) -> str:
        """Return a text as it is; refuse line breaks and tabs."""
        if "\n" in value or "\t" in value:
            self.refuse(
                f"“{' '.join(value.split())}” is not in one line",
                key=key,
                hint="take the line break or the tab out of it",
            )
        return value

    def clean(self, value: str, key: str) -> str:
        """Return a text as it is; refuse control characters, and blanks at either end."""
        if found := _UNWANTED.search(value):
            kind = "a control" if unicodedata.category(found[0]) == "Cc" else "an invisible"
            name = unicodedata.name(found[0], "")
            self.refuse(
                f"there is {kind} character in {self._called(key)}"
                f" (U+{ord(found[0]):04X}{' ' + name if name else ''})",
                key=key,
                hint="delete it; it often comes from a word processor or a spreadsheet",
            )
        elif value != value.strip():
            self.refuse(
                f"“{value.strip()}” begins or ends with a blank",
                key=key,
                wanted=Wanted.TRIMMED,
            )
        return value


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"did you mean “{close[0]}”?" if close else f"known are: {', '.join(known)}"
