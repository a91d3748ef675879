"""A file that came back, merged with the whole glossary: nothing is changed, all is told."""

from collections.abc import Iterable
from dataclasses import replace

from jdpublish.errors import GlossaryError
from jdpublish.model import Concept
from jdpublish.termbase.exchange.contract import Returned, Row
from jdpublish.termbase.fields import BY_NAME
from jdpublish.termbase.merging.additions import additions
from jdpublish.termbase.merging.entry import merged_entry, untouched
from jdpublish.termbase.merging.outcome import Change, Conflict, Merge, Open, Settings
from jdpublish.termbase.merging.pairing import identity_of, paired
from jdpublish.termbase.merging.sides import Side
from jdpublish.terms.glossary import check_together


def merged(ours: tuple[Concept, ...], returned: Returned, settings: Settings) -> Merge:
    """Return what a file would make of the glossary.

    `ours` are all entries as their files say them, also those that are retired.
    """
    pairs = paired(ours, returned)
    changed: list[Change] = []
    concepts: dict[str, Concept] = {}
    unchanged: list[str] = []
    kept: list[str] = []
    conflicts: list[Conflict] = []
    mistakes = [*returned.mistakes, *pairs.mistakes]
    for concept, row in pairs.known:
        outcome = merged_entry(concept, row, settings)
        conflicts += outcome.conflicts
        mistakes += outcome.mistakes
        if outcome.concept:
            concepts[concept.id] = outcome.concept
        if outcome.change and not outcome.conflicts:
            changed.append(outcome.change)
        elif not (outcome.conflicts or outcome.mistakes):
            (kept if outcome.kept else unchanged).append(concept.id)
    again, removed, open_ = _removed(pairs.removed, settings)
    conflicts += open_
    added = additions(ours, (*again, *pairs.new), settings, own_ids=returned.has_base)
    mistakes += added.mistakes
    together = (*(concepts.get(one.id, one) for one in ours), *added.concepts)
    if concepts or added.concepts:
        mistakes += _contradictions(together)
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
        has_base=returned.has_base,
    )


def _removed(
    rows: Iterable[Row], settings: Settings
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
        side = settings.decisions.of(identity)
        if untouched(row):
            away[None] += (identity,)
        elif side is Side.MINE:
            away[Side.MINE] += (identity,)
        elif side is Side.THEIRS:
            again.append(replace(row, said={**(row.base or {}), **row.said}))
        else:
            at = row.places.at(BY_NAME["id"].key)
            conflicts.append(Conflict(identity, "", Open.REMOVED, at))
    return tuple(again), away, tuple(conflicts)


def _contradictions(concepts: tuple[Concept, ...]) -> tuple[GlossaryError, ...]:
    try:
        check_together(concepts)
    except GlossaryError as mistake:
        others = tuple(one for one in mistake.others if isinstance(one, GlossaryError))
        mistake.others = ()
        return (mistake, *others)
    return ()


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
