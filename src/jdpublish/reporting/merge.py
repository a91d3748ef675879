"""What a file makes of the glossary, for a person in a terminal and for programs."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO, cast

from jdpublish.errors import GlossaryError, Location
from jdpublish.repairs import Change, difference
from jdpublish.reporting.terminal import columns, harmless, styled, text_width
from jdpublish.termbase.entry.fields import BY_NAME, Value
from jdpublish.termbase.merging import (
    Addition,
    Conflict,
    Disputed,
    EntryChange,
    FieldChange,
    Merge,
    Open,
)

_COLUMNS = 76
_NAMED = 6
"""How many ids are named one by one; a long list hides what it says."""


def merge_text(merge: Merge, stream: TextIO = sys.stdout) -> str:
    """Return what becomes of each entry, without the summary; empty where nothing does."""
    parts = [
        *_without_base(merge),
        *(_conflict(one, stream) for one in merge.conflicts),
        *_way_out(merge.conflicts, stream),
    ]
    if not merge.mistakes:  # else what would change is not yet known
        parts += (_added(one, stream) for one in merge.added)
        parts += (_changed(one, stream) for one in merge.changed)
    parts += (_line("unplaced", "", at, stream, (told,)) for at, told in merge.unplaced)
    parts += (_line(f"note: {told}", "", at, stream) for at, told in merge.notes)
    return "\n".join([*parts, *_named_together(merge)])


def summary(merge: Merge) -> str:
    """Return how many entries the file adds, changes and leaves, in one line."""
    counted = {
        "added": len(merge.added),
        "changed": len(merge.changed),
        "conflicting": len({one.id for one in merge.conflicts}),
        "unchanged": len(merge.unchanged),
    }
    further = {
        "kept as here": len(merge.kept),
        "gone from the file": len(merge.gone),
        "removed here": len(merge.removed),
        "not placed": len(merge.unplaced),
        "errors": len(merge.mistakes),
    }
    counted |= {word: count for word, count in further.items() if count}
    return ", ".join(f"{count:,} {word}" for word, count in counted.items())


def in_words(value: Value) -> str:
    """Return a value in one line, as a person reads it."""
    if not value:
        return "(nothing)"
    if isinstance(value, str):
        return "“" + " ⏎ ".join(harmless(line) for line in value.split("\n")) + "”"
    parts = (one if isinstance(one, str) else f"{one[0]} ({one[1]})" for one in value)
    return "; ".join(f"“{harmless(part)}”" for part in parts)


def _without_base(merge: Merge) -> Iterator[str]:
    if not merge.has_base:
        yield (
            "The file does not say what went out, so it was compared with the glossary as it is\n"
            "now: new entries and what is empty here are taken, nothing is overwritten unasked."
        )


def _line(
    word: str, entry: str, at: Location | None, stream: TextIO, rows: Iterable[str] = ()
) -> str:
    colour = {"conflict": "red", "differs": "yellow", "added": "green", "unplaced": "yellow"}
    head = styled(word, colour.get(word, "blue"), stream)
    named = f" {styled(entry, 'bold', stream)}" if entry else ""
    place = f"  {styled('-->', 'blue', stream)} {at}" if at else ""
    return "\n".join([f"{head}{named}{place}", *(f"  {row}" for row in rows)])


_WHY = {
    Open.REMOVED: "the file changes this entry, which has been removed here",
    Open.RETIRED_HERE: "the file changes this entry, which has been retired here",
    Open.RETIRED_THERE: "the file retires this entry, which has been changed here",
}


def _conflict(conflict: Conflict, stream: TextIO) -> str:
    word = "differs" if conflict.why is Open.UNKNOWN else "conflict"
    if conflict.field:
        return _line(word, conflict.name, conflict.at, stream, _three(conflict))
    told = [_WHY[conflict.why]]
    for one in conflict.fields:
        told += [f"{one.field}:", *(f"  {row}" for row in _three(one))]
    return _line(word, conflict.id, conflict.at, stream, told)


def _three(one: Conflict | Disputed) -> tuple[str, ...]:
    """Return what a field was, is here and is in the file, as far as that is known."""
    values = (("it was", one.base), ("mine", one.mine), ("theirs", one.theirs))
    return tuple(
        columns(
            (name if first else "", line)
            for name, value in values
            if value is not None
            for first, line in _lines(value)
        )
    )


def _lines(value: Value) -> Iterator[tuple[bool, str]]:
    """Yield what a value says, a part of a list in each line, and whether a line is the first."""
    parts = (value,) if isinstance(value, str) else tuple((one,) for one in value) or ("",)
    for number, part in enumerate(parts):
        yield number == 0, in_words(cast("Value", part))


def _way_out(conflicts: tuple[Conflict, ...], stream: TextIO) -> Iterator[str]:
    if conflicts:
        name, entry = conflicts[0].name, conflicts[0].id
        rows = [
            (f"--take {name}=theirs", "for one of these"),
            (f"--take {entry}=mine", "for an entry"),
            ("--take theirs", "for all that is open"),
        ]
        told = columns(rows[name == entry :])
        yield (
            f"{styled('hint', 'green', stream)}: nothing is written until each of these is decided."
            f" Mine is the value of the\n  glossary, theirs that of the file. For example:"
        )
        yield from (f"  {row}" for row in told)


def _added(addition: Addition, stream: TextIO) -> str:
    rows = [
        f"{name}: {in_words(value)}"
        + (" (proposed)" if name in addition.proposed and name != "status" else "")
        for name, value in addition.values.items()
        if value and name not in ("id", "created")
    ]
    proposed = "  (id proposed)" if "id" in addition.proposed else ""
    return _line("added", f"{addition.id}{proposed}", addition.at, stream, rows)


def _changed(change: EntryChange, stream: TextIO) -> str:
    rows = [
        row
        for one in change.fields
        if one.field != "modified" or len(change.fields) == 1
        for row in _change(one, stream)
    ]
    return _line("changed", change.id, change.at, stream, rows)


def _change(one: FieldChange, stream: TextIO) -> Iterator[str]:
    """Yield what becomes of a field: of a list what goes and comes, of a text both values."""
    old, new = one.old, one.new
    if isinstance(old, tuple) and isinstance(new, tuple) and set(old) != set(new):
        less = cast("Value", tuple(part for part in old if part not in new))
        more = cast("Value", tuple(part for part in new if part not in old))
    else:
        less, more = old, new
    short = f"{one.field}: {in_words(less)} → {in_words(more)}"
    if less and more and text_width(short) <= _COLUMNS:
        yield short
        return
    yield f"{one.field}:"
    if less:
        yield styled(f"  - {in_words(less)}", "red", stream)
    if more:
        yield styled(f"  + {in_words(more)}", "green", stream)


def _named_together(merge: Merge) -> Iterator[str]:
    if merge.kept:
        yield f"kept as here, as decided: {named(merge.kept)}"
    if merge.removed:
        yield f"no longer in the glossary, and left out: {named(merge.removed)}"
    if merge.gone:
        yield (
            f"gone from the file, and still in the glossary: {named(merge.gone)}\n"
            "  to take an entry out of use: jdpublish glossary retire ID"
        )


def named(ids: Sequence[str]) -> str:
    """Return ids in one line: the first of them, and how many more there are."""
    rest = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + rest


def merge_json(merge: Merge, files: tuple[Change, ...], *, written: bool) -> str:
    """Return all of a merge as a JSON text, with the differences of the files that it changes."""
    record = {
        "base": merge.has_base,
        "written": written,
        "added": [_addition_record(one) for one in merge.added],
        "changed": [_change_record(one) for one in merge.changed],
        "conflicts": [_conflict_record(one) for one in merge.conflicts],
        "unchanged": merge.unchanged,
        "kept": merge.kept,
        "gone": merge.gone,
        "removed": merge.removed,
        "new_domains": merge.domains,
        "unplaced": [{"message": told} | _place(at) for at, told in merge.unplaced],
        "notes": [{"message": told} | _place(at) for at, told in merge.notes],
        "mistakes": [_mistake_record(one) for one in merge.mistakes],
        "files": [
            {"file": change.file, "difference": "\n".join(difference(change))} for change in files
        ],
        "summary": {
            "added": len(merge.added),
            "changed": len(merge.changed),
            "conflicting": len({one.id for one in merge.conflicts}),
            "unchanged": len(merge.unchanged),
            "kept": len(merge.kept),
            "gone": len(merge.gone),
            "removed": len(merge.removed),
            "unplaced": len(merge.unplaced),
            "mistakes": len(merge.mistakes),
        },
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _place(at: Location | None) -> dict[str, object]:
    if at is None:
        return {}
    from jdpublish.reporting.records import place_record  # noqa: PLC0415  it brings all checks along

    return {"at": str(at), **place_record(at)}


def _values(said: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return {name: value for name, value in said if value and name in BY_NAME}


def _addition_record(one: Addition) -> dict[str, object]:
    own = {"id": one.id, "values": _values(one.values.items()), "proposed": sorted(one.proposed)}
    return own | _place(one.at)


def _change_record(one: EntryChange) -> dict[str, object]:
    fields = [{"field": each.field, "old": each.old, "new": each.new} for each in one.fields]
    return {"id": one.id, "fields": fields} | _place(one.at)


def _conflict_record(one: Conflict) -> dict[str, object]:
    values: dict[str, object] = _three_record(one) if one.field else {}
    if not one.field:
        values["fields"] = [{"field": each.field} | _three_record(each) for each in one.fields]
    here = str(one.here) if one.here else None
    own = {"id": one.id, "field": one.field, "why": one.why.value, "here": here}
    return own | values | _place(one.at)


def _three_record(one: Conflict | Disputed) -> dict[str, object]:
    return {"base": one.base, "mine": one.mine, "theirs": one.theirs}


def _mistake_record(one: GlossaryError) -> dict[str, object]:
    return {"message": one.message, "hint": one.hint} | _place(one.at)
