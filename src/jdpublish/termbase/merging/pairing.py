"""Which entry each row of a file speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.exchange.contract import Returned, Row

_TERM = f"{SOURCE_LANGUAGE}.term"


@dataclass(slots=True)
class Pairing:
    """The rows of a file by the entries of which they speak.

    `known` speak of entries that are here, `new` of none, `removed` of entries that went out and
    are not here any more. `gone` are entries that are here, went out and have no row. `taken` is
    the row that speaks of an id.
    """

    has_base: bool
    known: list[tuple[Concept, Row]] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    mistakes: list[GlossaryError] = field(default_factory=list)
    gone: dict[str, None] = field(default_factory=dict)
    taken: dict[str, Row] = field(default_factory=dict)


def paired(ours: tuple[Concept, ...], returned: Returned) -> Pairing:
    """Return which entry each row speaks of: the one with its id, else that with its Chinese term.

    Where a file says what went out, a term that is here beside another id is a mistake: the id was
    changed, or the entry is there twice.
    """
    entries, by_term = {one.id: one for one in ours}, _by_term(ours)
    found = Pairing(returned.has_base)
    others: list[Row] = []
    for row in returned.rows:
        identity = identity_of(row)
        if not identity or (row.base is None and identity not in entries):
            others.append(row)
        elif _once(identity, row, found) and not _renamed(identity, row, found):
            if identity in entries:
                found.known.append((entries[identity], row))
            else:
                found.removed.append(row)
    found.gone = {one: None for one in returned.gone if one in entries and one not in found.taken}
    for row in others:
        _by_its_term(row, by_term.get(text(row.said, _TERM)), found)
    return found


def _by_its_term(row: Row, same: Concept | None, found: Pairing) -> None:
    """Add a row whose id is not known to that of the entry with its term, or to the new ones."""
    if same is None:
        if not identity_of(row) or _once(identity_of(row), row, found):
            found.new.append(row)
    elif same.id in found.gone:
        del found.gone[same.id]
        found.mistakes.append(_changed_id(same.id, text(row.said, "id"), row))
    elif same.id in found.taken or (found.has_base and identity_of(row)):
        found.mistakes.append(_there_already(same, row))
    else:
        found.taken[same.id] = row
        found.known.append((same, row))


def identity_of(row: Row) -> str:
    """Return the id with which a row went out, else the one that it says; nothing where neither."""
    return (text(row.base, "id") if row.base is not None else "") or text(row.said, "id")


def text(said: Values, name: str) -> str:
    """Return what a field of one line says; nothing where the row does not speak of it."""
    return str(said.get(name) or "")


def _by_term(ours: tuple[Concept, ...]) -> Mapping[str, Concept]:
    """Return entries by their Chinese term, those in use before those that are retired."""
    found: dict[str, Concept] = {}
    for concept in sorted(ours, key=lambda one: one.retired):
        found.setdefault(concept.language(SOURCE_LANGUAGE).preferred, concept)
    return found


def _once(identity: str, row: Row, found: Pairing) -> bool:
    """Whether a row is the first that speaks of an entry."""
    first = found.taken.setdefault(identity, row)
    if first is row:
        return True
    found.mistakes.append(
        GlossaryError(
            f"the id “{identity}” stands twice in the file",
            at=row.places.at("id"),
            hint=f"it also stands at {first.places.at('id')}; delete one of the two, or give a new"
            " entry a term and an id of its own",
        )
    )
    return False


def _renamed(identity: str, row: Row, found: Pairing) -> bool:
    now = text(row.said, "id")
    if row.base is None or "id" not in row.said or now == identity:
        return False
    found.mistakes.append(_changed_id(identity, now, row))
    return True


def _changed_id(old: str, new: str, row: Row) -> GlossaryError:
    return GlossaryError(
        f"the id “{old}” has become “{new}”" if new else f"the id “{old}” is missing",
        at=row.places.at("id"),
        hint=f"write “{old}” back: an entry’s id is part of addresses and never changes",
    )


def _there_already(concept: Concept, row: Row) -> GlossaryError:
    term = concept.language(SOURCE_LANGUAGE).preferred
    return GlossaryError(
        f"“{term}” is in the glossary already, as “{concept.id}”",
        at=row.places.at("term", SOURCE_LANGUAGE),
        hint=f"the other is at {concept.at}; to change that entry, write its id into the row",
    )
