"""Fields of an entry that become others, with what follows from it for the fields beside them."""

from collections.abc import Mapping
from typing import cast

from jdpublish.model import SOURCE_LANGUAGE, Concept, Transaction
from jdpublish.repairs import Change
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.adding import Permit, proposed_pinyin
from jdpublish.termbase.changing.fieldwise import with_changes
from jdpublish.termbase.entry.domains import check_domain
from jdpublish.termbase.entry.fields import Value, Values
from jdpublish.termbase.entry.plausible import check_plausible
from jdpublish.termbase.entry.values import values, written

_TERM = f"{SOURCE_LANGUAGE}.term"
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"


def with_edit(
    glossary: GlossarySources,
    concept: Concept,
    said: Values,
    permit: Permit,
    *,
    on: Transaction,
) -> tuple[Change, ...]:
    """Return the files that change, with the day in the entry; none where it says all that already.

    Raises:
        GlossaryError: an entry cannot say this, or must not.
    """
    old = values(concept)
    domain = str(said.get("subject", old["subject"]))
    known = permit.new_domain or domain == old["subject"]
    check_domain(domain, glossary.concepts, new=known, way=permit.way)
    check_plausible(said, old, at=concept.at)
    new = consequences(said, old)
    if not new:
        return ()
    return with_changes(glossary, edited={concept.id: {**new, "modified": written(on)}})


def consequences(said: Values, old: Values) -> dict[str, Value]:
    """Return the fields that become others where an entry that says `old` is to say `said`.

    A definition that is new is proposed again, and so is pinyin that the program makes for a new
    term; pinyin that somebody gives is read. An entry that is no longer retired loses the reason.
    """
    new = {name: value for name, value in said.items() if value != old[name]}
    follows: dict[str, Value] = {}
    if _PINYIN in said:  # who says it has read it, also where it stays the same
        follows[f"{_PINYIN}-status"] = "approved" if said[_PINYIN] else ""
    if new:
        for tag in (SOURCE_LANGUAGE, "en"):
            if f"{tag}.definition" in new:
                agreed = "proposed" if new[f"{tag}.definition"] else ""
                follows[f"{tag}.definition-status"] = agreed
        if _TERM in new and _PINYIN not in new:
            english = str(new.get("en.term", old["en.term"]))
            follows[_PINYIN] = proposed_pinyin(str(new[_TERM]), english)
            follows[f"{_PINYIN}-status"] = "proposed"
        if old["status"] == "retired" and new.get("status", "retired") != "retired":
            follows |= {"reason": "", "successor": ""}
    return {name: one for name, one in (follows | dict(said)).items() if one != old[name]}


def settled(said: Values, old: Values) -> dict[str, Value]:
    """Return what is said, so that no form is right and wrong at once.

    One that is now right is taken from the wrong ones of which nothing is said, and the other way
    round.
    """
    new = dict(said)
    for language in ("en", SOURCE_LANGUAGE):
        right, wrong = f"{language}.admitted", f"{language}.deprecated"
        before, right_before = pairs(old.get(wrong, ())), tuple(map(str, old.get(right, ())))
        now_wrong = pairs(new.get(wrong, ())).keys() - before.keys()
        if right not in new and now_wrong & set(right_before):
            new[right] = tuple(form for form in right_before if form not in now_wrong)
        accepted = {str(new.get(f"{language}.term", "")), *map(str, new.get(right, ()))}
        if wrong not in new and accepted & before.keys():
            new[wrong] = tuple(pair for pair in before.items() if pair[0] not in accepted)
    return new


def pairs(value: Value) -> Mapping[str, str]:
    """Return wrong forms with their reasons."""
    return dict(cast("tuple[tuple[str, str], ...]", value or ()))
