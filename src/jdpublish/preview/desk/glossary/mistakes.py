"""What is wrong with an entry that somebody wants to save: each mistake at its field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jdpublish.errors import GlossaryError, JdpublishError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.preview.desk.glossary.form import FieldLocation, FormPlaces
from jdpublish.preview.desk.glossary.wording import in_chinese
from jdpublish.reporting.records import place_record
from jdpublish.termbase.changing.adding import Permit
from jdpublish.termbase.entry.domains import check_domain
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.entry.plausible import implausible
from jdpublish.termbase.entry.values import concept as read
from jdpublish.termbase.forms.likeness import Duplicate, duplicates
from jdpublish.terms.together import contradictions

Record = dict[str, Any]
WAY = "choose “new domain” to let it in"
"""How a form says that a domain may be new."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to save: the whole entry, what it says now, and what is permitted.

    `before` is None where the entry is new.
    """

    entry: Values
    before: Concept | None
    old: Values
    permit: Permit


def mistakes(wish: Wish, concepts: tuple[Concept, ...]) -> list[Record]:
    """Return all that speaks against saving an entry, in the words of the command line.

    `similar` and `new_domain` mark what somebody may permit who knows better.
    """
    return [
        *(
            record(GlossaryError(doubt.why, hint=doubt.hint), doubt.field)
            for doubt in implausible(wish.entry, wish.old)
        ),
        *_domain(wish, concepts),
        *_repeated(wish, concepts),
        *_unreadable(wish, concepts),
    ]


def record(error: JdpublishError, field: str = "", **more: object) -> Record:
    """Return a mistake as the panel shows it; `field` names where, if anywhere."""
    at = error.at
    own = at.field if isinstance(at, FieldLocation) else ""
    return {
        "message": error.message,
        "hint": error.hint,
        "field": field or own,
        **({"messages": {"zh": chinese}} if (chinese := in_chinese(error.message)) else {}),
        **(place_record(at) if at and at.file else {}),
        **more,
    }


def records(error: JdpublishError) -> list[Record]:
    """Return a mistake and those told with it."""
    return [record(one) for one in (error, *error.others)]


def _domain(wish: Wish, concepts: tuple[Concept, ...]) -> Iterator[Record]:
    domain = str(wish.entry.get("subject", ""))
    known = wish.permit.new_domain or domain == wish.old.get("subject", "")
    try:
        check_domain(domain, concepts, new=known, way=WAY)
    except GlossaryError as error:
        yield record(error, "subject", new_domain=True)


def _repeated(wish: Wish, concepts: tuple[Concept, ...]) -> Iterator[Record]:
    """Yield the entries that this one would repeat, those that it repeats already aside."""
    others = tuple(one for one in concepts if wish.before is None or one.id != wish.before.id)
    for one in duplicates(_new(wish), others):
        if one.exact or not wish.permit.similar:
            yield _repetition(one)


def _new(wish: Wish) -> Values:
    """Return the names and forms that are not the entry's yet."""
    if wish.before is None:
        return wish.entry
    names = ("id", f"{SOURCE_LANGUAGE}.term", "en.term")
    return {one: wish.entry[one] for one in names if wish.entry[one] != wish.old[one]}


def _repetition(one: Duplicate) -> Record:
    error = GlossaryError(one.why, hint=one.holder)
    return record(error, one.field, entry=one.concept.id, similar=not one.exact)


def _unreadable(wish: Wish, concepts: tuple[Concept, ...]) -> Iterator[Record]:
    """Yield what an entry cannot say, and what it cannot say beside the others."""
    places = FormPlaces()
    if wish.before:
        places = FormPlaces(wish.before.at.file, wish.before.at.line)
    concept, wrong = read(wish.entry, places)
    yield from map(record, wrong)
    if not wrong:
        concept = replace(concept, at=places.at("id"))
        yield from _contradicting(concept, wish, concepts, places)


def _contradicting(
    concept: Concept, wish: Wish, concepts: tuple[Concept, ...], places: FormPlaces
) -> Iterator[Record]:
    old = wish.before.id if wish.before else ""
    together = (*(one for one in concepts if one.id != old), concept)
    told = _told_otherwise(wish, concepts)
    for error in contradictions(together, {concept.id: places}):
        if error.message not in told:
            yield record(error)


def _told_otherwise(wish: Wish, concepts: tuple[Concept, ...]) -> set[str]:
    """Return what would be said of an exact repetition, which is told as such already."""
    found: Iterable[Duplicate] = duplicates(_new(wish), concepts)
    forms: Mapping[str, str] = {"id": "id"}
    return {
        f"the {forms.get(one.field, 'Chinese term')} “{wish.entry[one.field]}” stands twice"
        " in the glossary"
        for one in found
        if one.exact and one.field in wish.entry
    }
