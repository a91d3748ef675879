"""What is gathered of an entry while its parts are read: values, their lines, and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.dates import day
from jdpublish.errors import Location
from jdpublish.model import Transaction
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS, Kind, Value
from jdpublish.termbase.entry.values import written
from jdpublish.termbase.exchange.hints import in_tbx
from jdpublish.termbase.exchange.tbx.labels import taken
from jdpublish.termbase.exchange.tbx.parts import Datum
from jdpublish.terms.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the values of an entry stand in a TBX file."""

    file: str
    line: int
    lines: Mapping[tuple[str, str], int] = field(hash=False)

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its languages stands, else the entry."""
        known = self.lines.get((key, table)) or self.lines.get(("", table or key))
        return Location(self.file, known or self.line)

    def column(self, key: str, table: str = "") -> str:  # noqa: ARG002  as `Places` has it
        """Return nothing: a TBX file has no columns."""
        return ""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
        """Return what to write into the entry."""
        return in_tbx(wanted, key, choices)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Values by the names of their fields, where they stand, and what has no field.

    An entry that went out from here is `whole`: it speaks of every field, and its text is exact.
    """

    file: str
    line: int
    whole: bool
    said: dict[str, Value] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    unplaced: list[tuple[Location, str]] = field(default_factory=list)
    remarks: list[tuple[Location, str]] = field(default_factory=list)

    def put(self, name: str, value: Value, line: int) -> bool:
        """Keep a field's value and its line; return whether nothing else was kept there before."""
        where = BY_NAME[name]
        if self.said.get(name, value) != value:
            return False
        self.said[name] = value
        self.lines.setdefault((where.key, where.language), line)
        return True

    def tell(self, line: int, what: str) -> None:
        """Keep a sentence on what no field can hold."""
        self.unplaced.append((Location(self.file, line), what))

    def remark(self, line: int, what: str) -> None:
        """Keep a sentence on how something was read of which nothing is lost."""
        self.remarks.append((Location(self.file, line), what))

    def tell_datum(self, datum: Datum, of: str = "") -> None:
        """Tell of a category that no field can hold, of the entry or of a term."""
        if datum.category == "transacGrp":
            self.tell(datum.line, _history(datum) + of)
        elif datum.text or datum.target:
            self.tell(datum.line, f"{datum.category} “{datum.text or datum.target}”{of}")
        for one in datum.beside if datum.category != "transacGrp" else ():
            self.tell_datum(one, of)

    def note(self, datum: Datum, of: str = "") -> None:
        """Keep a note: a label says of what, else it is one on the entry, or on a term of it."""
        found = taken(datum.text, lenient=not self.whole)
        if not found:
            self.notes.extend((f"{of}: {datum.text}" if of else datum.text,) if datum.text else ())
            return
        where, value = found
        if where.name == "note":
            self.notes.append(value)
        elif where.kind is Kind.LIST:
            before = self.said.get(where.name, ())
            self.said[where.name] = (*before, value)
            self.lines.setdefault((where.key, where.language), datum.line)
        elif not self.put(where.name, value, datum.line):
            self.tell_datum(datum)

    def beside(self, datum: Datum, of: str = "") -> None:
        """Keep what stands beside a definition, a context or another category."""
        for one in datum.beside:
            self.common(one, of)

    def common(self, datum: Datum, of: str = "") -> None:
        """Keep what may stand at any level: sources and notes; tell of everything else."""
        if datum.category in {"source", "entrySource", "sourceIdentifier"} and datum.text:
            if datum.text not in self.sources:
                self.sources.append(datum.text)
            self.lines.setdefault(("source", ""), datum.line)
            self.beside(datum, of)
        elif datum.category == "note":
            self.note(datum, of)
            self.lines.setdefault(("note", ""), datum.line)
            self.beside(datum, of)
        else:
            self.tell_datum(datum, f" of “{of}”" if of else "")

    def finish(self) -> None:
        """Put notes and sources into their fields; a whole entry speaks of all fields."""
        if self.sources:
            self.said["source"] = "; ".join(self.sources)
        if self.notes:
            self.said["note"] = "\n".join(self.notes)
        for name, empty in _EMPTY if self.whole else ():
            self.said.setdefault(name, empty)
        for name, of in _STATUSES if self.whole else ():
            if self.said[of] and not self.said[name]:
                self.said[name] = "approved"


_EMPTY: tuple[tuple[str, Value], ...] = tuple(
    (one.name, () if one.kind in {Kind.LIST, Kind.DEPRECATED} else "") for one in FIELDS
)
_STATUSES = tuple(
    (name, of) for name in BY_NAME if (of := name.removesuffix("-status")) in BY_NAME and of != name
)
"""The status of a definition, or of pinyin, goes without saying where it is approved."""

_KINDS = {
    "origination": "created",
    "creation": "created",
    "input": "created",
    "modification": "modified",
    "update": "modified",
}


def transaction(datum: Datum) -> tuple[str, Transaction] | None:
    """Return the field of a transaction, and when it was and by whom; None where it has none."""
    name, when, by = "", None, ""
    for one in datum.beside:
        if one.category in _KINDS:  # as MultiTerm has it: the kind, and the person as its text
            name, by = _KINDS[one.category], by or one.text
        elif one.category in {"transactionType", "transac"}:
            name = _KINDS.get(one.text.lower(), "")
        elif one.category == "date":
            when = day(one.text[:10])
        elif one.category == "responsibility":
            by = one.text
    return (name, Transaction(when, by)) if name and when else None


def placed(datum: Datum, gathered: Gathered) -> bool:
    """Keep a transaction of the entry; return whether a field can hold all that it says."""
    found = transaction(datum)
    known = {*_KINDS, "transactionType", "transac", "date", "responsibility"}
    if not found or any(one.category not in known or one.beside for one in datum.beside):
        return False
    name, made = found
    before = gathered.said.get(name)
    if before and name == "modified" and written(made) > str(before):
        earlier = gathered.said.pop(name)
        gathered.tell(datum.line, f"an earlier change: {earlier}")
    return gathered.put(name, written(made), datum.line)


def _history(datum: Datum) -> str:
    said = ", ".join(one.text for one in datum.beside if one.text)
    return f"transacGrp “{said}”"
