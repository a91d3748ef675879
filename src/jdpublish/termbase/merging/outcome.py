"""What becomes of a glossary when a file comes back: the nouns of a merge."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.entry.fields import Value, Values
from jdpublish.termbase.merging.sides import Decisions

KeepOld = Literal["deprecated", "admitted", "none"]
"""What the old English of an entry is once another has come back."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is taken: what was decided, on which day and by whom.

    `domain` is that of new entries that name none. `allow_similar` lets new entries in that are
    nearly the same as others. `keep_old` is what an entry's old English becomes where the file
    gives it another and says nothing of the old.
    """

    date: dt.date
    by: str = ""
    decisions: Decisions = field(default_factory=Decisions)
    domain: str = ""
    allow_similar: bool = False
    keep_old: KeepOld = "deprecated"


class Open(StrEnum):
    """Why something is for a person to decide."""

    BOTH = "both changed"
    """Here and in the file a field was changed, to different values."""
    UNKNOWN = "differs"
    """A field differs, and the file does not say what went out."""
    REMOVED = "removed here"
    """The entry is no longer in the glossary, and the file has changed it."""
    RETIRED_HERE = "retired here"
    """The entry was retired here, and the file has changed it."""
    RETIRED_THERE = "retired in the file"
    """The entry is retired in the file, and was changed here."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field of an entry that is decided as a whole; `mine` is None where that is gone."""

    field: str
    base: Value
    mine: Value | None
    theirs: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both sides have changed: an entry's field, or the entry where that is empty.

    `base` is the value that went out, None where the file does not tell. `at` is its place in the
    file, `here` that of the entry in the glossary, where it still is. `fields` are those that make
    up a conflict of an entry.
    """

    id: str
    field: str
    why: Open
    at: Location
    base: Value | None = None
    mine: Value = ""
    theirs: Value = ""
    here: Location | None = None
    fields: tuple[Disputed, ...] = ()

    @property
    def name(self) -> str:
        """What a decision calls it."""
        return f"{self.id}.{self.field}" if self.field else self.id


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an entry that becomes another value."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that becomes another: its fields that do, in the order of a table."""

    id: str
    fields: tuple[FieldChange, ...]
    at: Location

    @property
    def values(self) -> dict[str, Value]:
        """The new values, by the names of their fields."""
        return {one.field: one.new for one in self.fields}


@dataclass(frozen=True, slots=True)
class Addition:
    """A new entry; `proposed` are the fields that the file leaves open and the program filled."""

    id: str
    values: Values
    at: Location
    proposed: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """What a file would make of the glossary.

    `unchanged` are the entries of the file that leave the glossary as it is, `kept` those of them
    of which the file says something else and that stay as here, as somebody decided. `gone` are
    those that went out, are here and not in the file; `removed` those that are no longer here and
    that the file leaves as they were. `domains` are those that no entry had before, each with the
    entries that get it. Nothing is to be written while a conflict or mistake is open.
    """

    added: tuple[Addition, ...] = ()
    changed: tuple[EntryChange, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    mistakes: tuple[GlossaryError, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unplaced: tuple[tuple[Location, str], ...] = ()
    notes: tuple[tuple[Location, str], ...] = ()
    has_base: bool = True
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether somebody has to decide or to mend something first."""
        return bool(self.conflicts or self.mistakes)

    @property
    def edited(self) -> dict[str, Values]:
        """The entries that change, each with its new values, as `with_changes` takes them."""
        return {one.id: one.values for one in self.changed}

    @property
    def new(self) -> tuple[Values, ...]:
        """What the new entries say, as `with_changes` takes them."""
        return tuple(one.values for one in self.added)
