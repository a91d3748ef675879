"""An entry that is added: what can be proposed is proposed, and what it may not be is refused."""

from dataclasses import dataclass

from jdpublish.model import SOURCE_LANGUAGE, Transaction
from jdpublish.repairs import Change
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.fieldwise import with_changes
from jdpublish.termbase.entry.domains import LET_IN, check_domain, is_new
from jdpublish.termbase.entry.fields import Value, Values
from jdpublish.termbase.entry.naming import is_name, proposed_id
from jdpublish.termbase.entry.plausible import check_plausible
from jdpublish.termbase.entry.values import written
from jdpublish.termbase.forms.likeness import check_duplicates

_TERM = f"{SOURCE_LANGUAGE}.term"
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"


@dataclass(frozen=True, slots=True)
class Permit:
    """What an entry may be that is mostly a slip: nearly another one, of a domain that none has.

    `way` says in a hint how a new domain is let in.
    """

    similar: bool = False
    new_domain: bool = False
    way: str = LET_IN


@dataclass(frozen=True, slots=True)
class Addition:
    """A new entry as it is written, the files that change, and whether its domain is new."""

    entry: Values
    changes: tuple[Change, ...]
    opened: bool


def with_new(
    glossary: GlossarySources, new: Values, permit: Permit, *, on: Transaction
) -> Addition:
    """Return the glossary with a new entry, which gets what it lacks: an id, pinyin, statuses.

    Raises:
        GlossaryError: it has Chinese where English belongs, a domain that no entry has, another
            entry's term, or anything else that an entry cannot have.
    """
    entry = completed(with_pinyin(new), glossary) | {"created": written(on)}
    domain = str(entry.get("subject", ""))
    check_plausible(entry)
    check_domain(domain, glossary.concepts, new=permit.new_domain, way=permit.way)
    check_duplicates(entry, glossary.concepts, allow_similar=permit.similar)
    changes = with_changes(glossary, added=[entry])
    return Addition(entry, changes, is_new(domain, glossary.concepts))


def with_pinyin(new: Values) -> dict[str, Value]:
    """Return an entry with pinyin, marked as proposed where nobody gave it."""
    if new.get(_PINYIN):
        return dict(new)
    proposal = proposed_pinyin(str(new.get(_TERM, "")), str(new.get("en.term", "")))
    status = new.get(f"{_PINYIN}-status") or "proposed"
    return {**new, _PINYIN: proposal, f"{_PINYIN}-status": status}


def proposed_pinyin(term: str, english: str) -> str:
    """Return how a Chinese term is read, in capitals where its English is a proper name."""
    from jdpublish.termbase.forms.pinyin import pinyin  # noqa: PLC0415  its dictionaries load slowly

    return pinyin(term, name=is_name(english))


def completed(new: Values, glossary: GlossarySources) -> dict[str, Value]:
    """Return an entry with what can be proposed, and marked as proposed what nobody agreed on."""
    entry: dict[str, Value] = {**new, "status": new.get("status") or "proposed"}
    if not entry.get("id"):
        taken = {one.id for one in glossary.concepts}
        entry["id"] = proposed_id(str(new.get("en.term", "")), str(entry[_PINYIN]), taken)
    for language in (SOURCE_LANGUAGE, "en"):
        status = f"{language}.definition-status"
        if entry.get(f"{language}.definition"):
            entry[status] = entry.get(status) or "proposed"
    return entry
