"""One entry merged: what it says here and what a row says that came back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS, Field, Kind, Value, Values
from jdpublish.termbase.entry.labels import replaced_by
from jdpublish.termbase.entry.plausible import implausible
from jdpublish.termbase.entry.values import concept, values, written
from jdpublish.termbase.exchange.contract import Row
from jdpublish.termbase.merging.consequences import with_consequences
from jdpublish.termbase.merging.fieldwise import merged_value, same
from jdpublish.termbase.merging.outcome import (
    Conflict,
    Disputed,
    EntryChange,
    FieldChange,
    Open,
    Wishes,
)
from jdpublish.termbase.merging.sides import Side

_WITH_STATUS = ("reason", "successor")
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"
_RETIREMENT = ("status", *_WITH_STATUS, "modified")
"""The fields that change when an entry is retired."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row makes of an entry; `concept` is the entry as it becomes, None where it stays.

    `kept` is true where the row says something else and somebody decided that it stays as here.
    """

    change: EntryChange | None = None
    concept: Concept | None = None
    conflicts: tuple[Conflict, ...] = ()
    mistakes: tuple[GlossaryError, ...] = ()
    kept: bool = False


UNCHANGED = Outcome()


def said(row: Row) -> dict[str, Value]:
    """Return what a row says; what stands twice in a list of its, once."""
    return {name: _once(name, value) for name, value in row.said.items()}


def _once(name: str, value: Value) -> Value:
    return cast("Value", tuple(dict.fromkeys(value))) if BY_NAME[name].kind is Kind.LIST else value


def untouched(row: Row) -> bool:
    """Whether a row says what it said when it went out."""
    base = row.base
    return base is not None and all(
        same(value, base.get(name, "")) for name, value in row.said.items()
    )


def place(row: Row, field: Field) -> Location:
    """Return where a field of a row stands in its file."""
    return row.places.at(field.key, field.language)


def merged_entry(mine: Concept, row: Row, wishes: Wishes) -> Outcome:
    """Return what becomes of an entry of which a row speaks."""
    if untouched(row):
        return UNCHANGED
    own, new = values(mine), said(row)
    fields = tuple(field for field in FIELDS if field.name in new and field.name != "id")
    meeting = _Meeting(mine, row, own, new, wishes)
    if row.base is None:
        verdicts = tuple(meeting.two_way(fields))
    else:
        if refused := meeting.retired(row.base, fields):
            return refused
        verdicts = tuple(meeting.three_way(row.base, fields))
    return _outcome(meeting, verdicts)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of a field: its value, whether it is open, and whether it was decided for us."""

    field: Field
    value: Value
    open: Open | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Meeting:
    """An entry as it is here and a row that speaks of it."""

    concept: Concept
    row: Row
    own: Values
    new: Values
    wishes: Wishes

    @property
    def id(self) -> str:
        return self.concept.id

    def side(self, name: str = "") -> Side | None:
        return self.wishes.decisions.of(self.id, name)

    def conflict(self, field: Field | None, why: Open) -> Conflict:
        base = self.row.base
        name = field.name if field else ""
        status = "status"
        return Conflict(
            self.id,
            name,
            why,
            at=place(self.row, field or BY_NAME["id"]),
            base=None if base is None else base.get(name or status, ""),
            mine=self.own[name or status],
            theirs=self.new.get(name or status, ""),
            here=self.concept.at,
        )

    def retired(self, base: Values, fields: tuple[Field, ...]) -> Outcome | None:
        """Return what becomes of an entry that one side retired while the other changed it."""
        before = base.get("status", "")
        here = self.own["status"] == "retired" != before
        there = self.new.get("status", before) == "retired" != before
        if here is there:
            return None
        other = self.new if here else self.own
        changed = tuple(
            Disputed(name, base.get(name, ""), self.own[name], self.new[name])
            for name in (field.name for field in fields)
            if name not in _RETIREMENT
            and not same(other[name], base.get(name, ""))
            and not same(self.own[name], self.new[name])
        )
        side = self.side()
        if not changed or side is Side.THEIRS:
            return None
        if side is Side.MINE:
            return Outcome(kept=True)
        why = Open.RETIRED_HERE if here else Open.RETIRED_THERE
        return Outcome(conflicts=(replace(self.conflict(None, why), fields=changed),))

    def three_way(self, base: Values, fields: tuple[Field, ...]) -> Iterator[_Verdict]:
        """Yield what becomes of each field, against what went out."""
        for field in fields:
            name = field.name
            triple = base.get(name, ""), self.own[name], self.new[name]
            found = merged_value(field, *triple)
            if not found.open:
                yield _Verdict(field, found.value)
            elif side := self.side(name):
                value = merged_value(field, *triple, side).value
                yield _Verdict(field, value, kept=side is Side.MINE)
            else:
                yield _Verdict(field, found.value, Open.BOTH)

    def two_way(self, fields: tuple[Field, ...]) -> Iterator[_Verdict]:
        """Yield what becomes of each field where nobody knows what went out.

        What is empty here is filled; what differs is for somebody to decide. What the row leaves
        empty stays.
        """
        status = self.new.get("status") or self.own["status"]
        for field in fields:
            mine, theirs = self.own[field.name], self.new[field.name]
            if field.name in _WITH_STATUS and status != self.own["status"]:
                continue
            known = _unreplaced(mine, self.new) if field.name == "en.deprecated" else mine
            if not theirs or _alike(field, known, theirs) or (mine and field.name == "modified"):
                yield _Verdict(field, mine)
            elif not mine:
                yield _Verdict(field, theirs)
            elif side := self.side(field.name):
                yield _Verdict(field, theirs if side is Side.THEIRS else mine, kept=side == "mine")
            else:
                yield _Verdict(field, mine, Open.UNKNOWN)
        if status != self.own["status"] and self.side("status") is Side.THEIRS:
            for name in _WITH_STATUS:
                yield _Verdict(BY_NAME[name], self.new.get(name, ""))


def _alike(field: Field, one: Value, other: Value) -> bool:
    """Whether two values say the same, in whatever order."""
    if field.kind in (Kind.LIST, Kind.DEPRECATED):
        return set(cast("tuple[object, ...]", one or ())) == set(
            cast("tuple[object, ...]", other or ())
        )
    return same(one, other)


def _unreplaced(deprecated: Value, said: Values) -> Value:
    """Return deprecated forms but those that the English replaces, of which a file cannot know."""
    reason = replaced_by(str(said.get("en.term", "")))
    pairs = cast("tuple[tuple[str, str], ...]", deprecated or ())
    return tuple(pair for pair in pairs if pair[1] != reason)


def _outcome(meeting: _Meeting, verdicts: tuple[_Verdict, ...]) -> Outcome:
    conflicts = tuple(
        meeting.conflict(verdict.field, verdict.open) for verdict in verdicts if verdict.open
    )
    kept = any(verdict.kept for verdict in verdicts)
    became = {**meeting.own, **{one.field.name: one.value for one in verdicts}}
    if all(same(became[name], old) for name, old in meeting.own.items()):
        return Outcome(conflicts=conflicts, kept=kept)
    became = with_consequences(
        meeting.own, became, meeting.wishes.keep_old, read=_sounded(meeting.row)
    )
    found, mistakes = concept(became, meeting.row.places)
    mistakes += doubts(became, meeting.row, meeting.own)
    if mistakes:
        return Outcome(conflicts=conflicts, mistakes=mistakes)
    became = _dated(meeting, values(found))  # as an entry says it, each thing once
    fields = tuple(
        FieldChange(name, old, became[name])
        for name, old in meeting.own.items()
        if became[name] != old
    )
    if not fields:
        return Outcome(conflicts=conflicts, kept=kept)
    changed = EntryChange(meeting.id, fields, meeting.row.places.at("id"))
    return Outcome(changed, found, conflicts, kept=kept)


def _sounded(row: Row) -> bool:
    """Whether a row says how its Chinese term is read: it does where nobody knows what went out."""
    says = row.said.get(_PINYIN)
    return bool(says) if row.base is None else says not in (None, row.base.get(_PINYIN, ""))


def doubts(said: Values, row: Row, own: Values) -> tuple[GlossaryError, ...]:
    """Return the new terms of a row that stand in the column of the other language."""
    return tuple(
        GlossaryError(why, at=place(row, BY_NAME[name]), hint=hint)
        for name, why, hint in implausible(said, own)
    )


def _dated(meeting: _Meeting, became: dict[str, Value]) -> dict[str, Value]:
    """Return an entry with the day of today, where it changes and the row does not say when."""
    others = any(became[name] != old for name, old in meeting.own.items() if name != "modified")
    if not others or became["modified"] != meeting.own["modified"]:
        return became
    now = Transaction(meeting.wishes.date, meeting.wishes.by)
    return became | {"modified": written(now)}
