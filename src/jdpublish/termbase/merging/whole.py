"""A file that came back, merged with the whole glossary: nothing is changed, all is told."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import Concept
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS
from jdpublish.termbase.exchange.contract import Returned, Row
from jdpublish.termbase.merging.additions import additions
from jdpublish.termbase.merging.entry import merged_entry, place, untouched
from jdpublish.termbase.merging.fieldwise import same
from jdpublish.termbase.merging.misplaced import strayed
from jdpublish.termbase.merging.outcome import (
    Addition,
    Conflict,
    Disputed,
    EntryChange,
    Merge,
    Open,
    Wishes,
)
from jdpublish.termbase.merging.pairing import identity_of, paired
from jdpublish.termbase.merging.sides import Side
from jdpublish.termbase.merging.simplified import simplified
from jdpublish.terms.together import contradictions


def merged(ours: tuple[Concept, ...], returned: Returned, wishes: Wishes) -> Merge:
    """Return what a file would make of the glossary.

    `ours` are all entries as their files say them, also those that are retired.
    """
    returned = simplified(ours, returned)
    unread = frozenset(one.at for one in returned.mistakes if one.at)
    rows = tuple(_readable_rows(returned.rows, unread))
    pairs = paired(ours, replace(returned, rows=rows))
    twice = _twice(returned.rows)
    named = ((identity_of(row), row) for row in rows)
    astray = strayed(ours, [(name, row) for name, row in named if name not in twice])
    if astray.whole:
        told = (*returned.mistakes, *astray.mistakes)
        return Merge(mistakes=tuple(sorted(told, key=_place)), has_base=returned.has_base)
    changed: list[EntryChange] = []
    concepts: dict[str, Concept] = {}
    unchanged: list[str] = []
    kept: list[str] = []
    conflicts: list[Conflict] = []
    mistakes = [*returned.mistakes, *pairs.mistakes, *astray.mistakes]
    told_already = twice | astray.ids
    for concept, row in pairs.known:
        if concept.id in told_already:
            continue
        outcome = merged_entry(concept, row, wishes)
        conflicts += outcome.conflicts
        mistakes += outcome.mistakes
        if outcome.concept:
            concepts[concept.id] = outcome.concept
        if outcome.change and not outcome.conflicts:
            changed.append(outcome.change)
        elif not (outcome.conflicts or outcome.mistakes):
            (kept if outcome.kept else unchanged).append(concept.id)
    again, removed, open_ = _removed(pairs.removed, wishes)
    conflicts += open_
    added = additions(ours, (*again, *pairs.new), wishes, own_ids=returned.has_base)
    mistakes += added.mistakes
    if concepts or added.concepts:  # what the file says comes last: it is what has to be mended
        untouched = (one for one in ours if one.id not in concepts)
        places = {one.id: row.places for one, row in pairs.known} | added.places
        mistakes += contradictions((*untouched, *concepts.values(), *added.concepts), places)
    mistakes = [one for one in mistakes if one.at not in unread or one in returned.mistakes]
    return Merge(
        added=tuple(added.found),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        kept=(*kept, *removed[Side.MINE]),
        conflicts=tuple(_readable(conflicts, returned)),
        mistakes=tuple(_each_once(sorted(mistakes, key=_place))),
        gone=tuple(pairs.gone),
        removed=removed[None],
        unplaced=returned.unplaced,
        notes=returned.notes,
        has_base=returned.has_base,
        domains=_new_domains(ours, added.found, changed),
    )


def _readable_rows(rows: Iterable[Row], unread: frozenset[Location]) -> Iterator[Row]:
    """Yield rows without the fields that cannot be read; without its id, none is known.

    What cannot be read is told once, and nothing that would only follow from it.
    """
    for row in rows:
        lost = {name for name in row.said if place(row, BY_NAME[name]) in unread}
        if "id" not in lost:
            yield replace(row, said={k: v for k, v in row.said.items() if k not in lost})


def _twice(rows: Iterable[Row]) -> frozenset[str]:
    """Return the ids of which several rows speak: which of them is meant, nobody knows."""
    counted = Counter(map(identity_of, rows))
    return frozenset(name for name, count in counted.items() if name and count > 1)


def _new_domains(
    ours: tuple[Concept, ...], added: Iterable[Addition], changed: Iterable[EntryChange]
) -> dict[str, tuple[str, ...]]:
    """Return the domains that no entry has had, with the entries that get them."""
    known = {one.subject for one in ours}
    entries = [*((one.id, one.values) for one in added), *((one.id, one.values) for one in changed)]
    said = [(str(values.get("subject", "")), name) for name, values in entries]
    new = dict.fromkeys(domain for domain, _ in said if domain and domain not in known)
    return {domain: tuple(name for one, name in said if one == domain) for domain in new}


def _removed(
    rows: Iterable[Row], wishes: Wishes
) -> tuple[tuple[Row, ...], dict[Side | None, tuple[str, ...]], tuple[Conflict, ...]]:
    """Return what becomes of entries that went out and are no longer here.

    Those that come back as somebody decided so; those that stay away, because somebody decided so
    or, below None, because the file leaves them as they were; and those that are open.
    """
    again: list[Row] = []
    away: dict[Side | None, tuple[str, ...]] = {None: (), Side.MINE: ()}
    conflicts: list[Conflict] = []
    for row in rows:
        identity = identity_of(row)
        side = wishes.decisions.of(identity)
        if untouched(row):
            away[None] += (identity,)
        elif side is Side.MINE:
            away[Side.MINE] += (identity,)
        elif side is Side.THEIRS:
            again.append(replace(row, said={**(row.base or {}), **row.said}))
        else:
            at = row.places.at(BY_NAME["id"].key)
            fields = tuple(_disputed(row))
            conflicts.append(Conflict(identity, "", Open.REMOVED, at, fields=fields))
    return tuple(again), away, tuple(conflicts)


def _disputed(row: Row) -> Iterator[Disputed]:
    """Yield what a row changes in an entry that is no longer here."""
    base = row.base or {}
    for field in FIELDS:
        name = field.name
        if name in row.said and name != "modified" and not same(row.said[name], base.get(name, "")):
            yield Disputed(name, base.get(name, ""), None, row.said[name])


def _readable(conflicts: Iterable[Conflict], returned: Returned) -> Iterable[Conflict]:
    """Yield the conflicts but those with a value that could not even be read."""
    unread = {mistake.at for mistake in returned.mistakes}
    return (one for one in conflicts if not one.field or one.at not in unread)


def _each_once(mistakes: Iterable[GlossaryError]) -> Iterable[GlossaryError]:
    told = set()
    for mistake in mistakes:
        key = (mistake.at, mistake.message)
        if key not in told:
            told.add(key)
            yield mistake


def _place(mistake: GlossaryError) -> tuple[str, int, int]:
    at = mistake.at
    return (at.file, at.line, at.column) if at else ("", 0, 0)
