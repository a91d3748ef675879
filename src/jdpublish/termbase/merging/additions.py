"""New entries of a file: what their rows leave open is proposed, what is there already refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.termbase.exchange.contract import Row
from jdpublish.termbase.fields import FIELDS, Value
from jdpublish.termbase.likeness import Duplicate, duplicates
from jdpublish.termbase.merging.entry import said
from jdpublish.termbase.merging.likely import Likely
from jdpublish.termbase.merging.outcome import Addition, Settings
from jdpublish.termbase.naming import is_name, proposed_id, slug
from jdpublish.termbase.values import concept, values, written

_TERM = f"{SOURCE_LANGUAGE}.term"
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"


@dataclass(slots=True)
class Additions:
    """New entries, as they are to be written and as they read, and what is wrong with them."""

    found: list[Addition] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    mistakes: list[GlossaryError] = field(default_factory=list)


def additions(
    ours: tuple[Concept, ...], rows: Iterable[Row], settings: Settings, *, own_ids: bool
) -> Additions:
    """Return the new entries that rows describe.

    An entry without an id or pinyin is given one, and is proposed unless its row says otherwise.
    Where the ids of a file are not our own, one that cannot be an id here becomes another.
    """
    wanted = tuple(rows)
    taken = {one.id for one in ours} | {str(row.said.get("id", "")) for row in wanted}
    result = Additions()
    likely = Likely(ours if wanted else ())
    places: dict[str, Location] = {}
    for row in wanted:
        own = {name: value for name, value in said(row).items() if value}
        given = str(own.get("id", ""))
        if given and not own_ids and slug(given) != given:
            given = ""
        proposed = _proposed(own, given, settings, taken)
        found, mistakes = concept(own | proposed, row.places)
        repeated = [
            _refused(one, row, places.get(one.concept.id, one.concept.at))
            for one in duplicates(own | proposed, likely.of(own | proposed))
            if one.exact or not settings.allow_similar
        ]
        result.mistakes += (*mistakes, *repeated)
        if mistakes or repeated:
            continue
        likely.add(found)
        places[found.id] = row.places.at("id")
        every = values(found)
        new = {one.name: every[one.name] for one in FIELDS if every[one.name]}
        result.found.append(Addition(found.id, new, row.places.at("id"), proposed))
        result.concepts.append(found)
    return result


def _refused(duplicate: Duplicate, row: Row, other: Location) -> GlossaryError:
    """Return why a new entry is not taken: another has its term, or nearly."""
    known = duplicate.concept.id
    way = (
        f"to change it, write “{known}” into the row as its id"
        if duplicate.exact
        else "if the new one is another concept, add --allow-similar"
    )
    return GlossaryError(
        duplicate.why,
        at=row.places.at("term", SOURCE_LANGUAGE),
        hint=f"the other entry is “{known}” at {other}; {way}",
    )


def _proposed(
    own: dict[str, Value], given: str, settings: Settings, taken: set[str]
) -> dict[str, Value]:
    """Return what a new entry's row leaves open, as it is proposed."""
    from jdpublish.termbase.pinyin import pinyin  # noqa: PLC0415  its dictionaries load slowly

    proposed: dict[str, Value] = {}
    term, english = str(own.get(_TERM, "")), str(own.get("en.term", ""))
    if term and not own.get(_PINYIN):
        proposed[_PINYIN] = pinyin(term, name=is_name(english))
        proposed[f"{_PINYIN}-status"] = "proposed"
    if not given:
        reading = str(own.get(_PINYIN) or proposed.get(_PINYIN, ""))
        proposed["id"] = proposed_id(english, reading, taken)
        taken.add(str(proposed["id"]))
    if settings.domain:
        proposed["subject"] = settings.domain
    proposed["status"] = "proposed"
    proposed["created"] = written(Transaction(settings.date, settings.by))
    for language in (SOURCE_LANGUAGE, "en"):
        if own.get(f"{language}.definition"):
            proposed[f"{language}.definition-status"] = "proposed"
    kept = ("id",)  # one that cannot be an id here becomes another
    return {name: value for name, value in proposed.items() if name in kept or not own.get(name)}
