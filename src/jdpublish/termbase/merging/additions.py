"""New entries of a file: what their rows leave open is proposed, what is there already refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.termbase.entry.fields import FIELDS, Value
from jdpublish.termbase.entry.naming import is_name, proposed_id, slug
from jdpublish.termbase.entry.values import concept, values, written
from jdpublish.termbase.exchange.contract import Row
from jdpublish.termbase.forms.likely import Likely
from jdpublish.termbase.forms.likeness import Duplicate, duplicates
from jdpublish.termbase.merging.entry import doubts, said
from jdpublish.termbase.merging.outcome import Addition, Wishes
from jdpublish.terms.table import Places

_TERM = f"{SOURCE_LANGUAGE}.term"
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"


@dataclass(slots=True)
class Additions:
    """New entries, as they are to be written and as they read, and what is wrong with them.

    `places` tells of each, by its id, where the parts of its row stand.
    """

    found: list[Addition] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    mistakes: list[GlossaryError] = field(default_factory=list)
    places: dict[str, Places] = field(default_factory=dict)

    def at(self, one: Concept) -> Location:
        """Return where an entry stands, a new one by the id of its row."""
        return self.places[one.id].at("id") if one.id in self.places else one.at


def additions(
    ours: tuple[Concept, ...], rows: Iterable[Row], wishes: Wishes, *, own_ids: bool
) -> Additions:
    """Return the new entries that rows describe.

    An entry without an id or pinyin is given one, and is proposed unless its row says otherwise.
    Where the ids of a file are not our own, one that cannot be an id here becomes another.
    """
    wanted = tuple(rows)
    taken = {one.id for one in ours} | {str(row.said.get("id", "")) for row in wanted}
    result = Additions()
    likely = Likely(ours if wanted else ())
    for row in wanted:
        own = {name: value for name, value in said(row).items() if value}
        given = str(own.get("id", ""))
        if given and not own_ids and slug(given) != given:
            given = ""
        proposed = _proposed(own, given, wishes, taken)
        found, mistakes = concept(own | proposed, row.places)
        mistakes += doubts(own, row, {})
        repeated = [
            _refused(one, row, result.at(one.concept))
            for one in duplicates(
                own | proposed, likely.of(own | proposed, near=not wishes.allow_similar)
            )
            if one.exact or not wishes.allow_similar
        ]
        result.mistakes += (*mistakes, *repeated)
        if mistakes or repeated:
            continue
        likely.add(found)
        result.places[found.id] = row.places
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
    own: dict[str, Value], given: str, wishes: Wishes, taken: set[str]
) -> dict[str, Value]:
    """Return what a new entry's row leaves open, as it is proposed."""
    from jdpublish.termbase.forms.pinyin import pinyin  # noqa: PLC0415  its dictionaries load slowly

    proposed: dict[str, Value] = {}
    term, english = str(own.get(_TERM, "")), str(own.get("en.term", ""))
    if term and not own.get(_PINYIN):
        proposed[_PINYIN] = pinyin(term, name=is_name(english))
        proposed[f"{_PINYIN}-status"] = "proposed"
    if not given:
        reading = str(own.get(_PINYIN) or proposed.get(_PINYIN, ""))
        proposed["id"] = proposed_id(english, reading, taken)
        taken.add(str(proposed["id"]))
    if wishes.domain:
        proposed["subject"] = wishes.domain
    proposed["status"] = "proposed"
    proposed["created"] = written(Transaction(wishes.date, wishes.by))
    for language in (SOURCE_LANGUAGE, "en"):
        if own.get(f"{language}.definition"):
            proposed[f"{language}.definition-status"] = "proposed"
    kept = ("id",)  # one that cannot be an id here becomes another
    return {name: value for name, value in proposed.items() if name in kept or not own.get(name)}
