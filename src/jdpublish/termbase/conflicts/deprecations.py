"""A form that one entry accepts and another advises against."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jdpublish.model import SOURCE_LANGUAGE, Concept, Severity, Term
from jdpublish.termbase.conflicts.contract import Conflict, Entries, related
from jdpublish.termbase.entry.labels import quoted

_EDGES = re.compile(r"^[\s“”‘’\"']+|[\s“”‘’\"'.]+$")


class _Deprecated(NamedTuple):
    concept: Concept
    term: Term


def preferred_and_deprecated(entries: Entries) -> Iterator[Conflict]:
    """Yield the forms that may stand in one entry and must not in another.

    It is an error where the Chinese terms of the two contain one another, and a warning elsewhere.
    What the reason or a note of the one says of the other is decided: “reserve for 转让”. So is
    what they say in `see`.
    """
    for tag in ("en", SOURCE_LANGUAGE):
        against: dict[str, list[_Deprecated]] = defaultdict(list)
        for concept in entries.used:
            for term in concept.language(tag).deprecated:
                against[_key(term.text)].append(_Deprecated(concept, term))
        for concept in entries.used if against else ():
            for form in concept.language(tag).accepted:
                for other in against.get(_key(form), ()):
                    if other.concept is not concept and not _decided(concept, other):
                        yield _conflict(entries, tag, concept, form, other)


def _key(form: str) -> str:
    return " ".join(_EDGES.sub("", form).replace("-", " ").casefold().split())


def _decided(concept: Concept, other: _Deprecated) -> bool:
    """Whether the entries say that the form is one’s own and not the other’s."""
    if related(concept, other.concept):
        return True
    names = [concept.id, *concept.language(SOURCE_LANGUAGE).accepted]
    told = f"{other.term.reason}\n{other.concept.note}"
    back = [other.concept.id, *other.concept.language(SOURCE_LANGUAGE).accepted]
    return any(name in told for name in names) or any(name in concept.note for name in back)


def _conflict(
    entries: Entries, tag: str, concept: Concept, form: str, other: _Deprecated
) -> Conflict:
    section = concept.language(tag)
    key = "term" if form == section.preferred else "first" if form == section.first else "admitted"
    kind = "preferred" if key == "term" else "right"
    sides = (
        entries.side(concept, f"{tag}.{key}", form),
        entries.side(other.concept, f"{tag}.deprecated", other.term.text),
    )
    return Conflict(
        "preferred-and-deprecated",
        Severity.ERROR if _overlap(concept, other.concept) else Severity.WARNING,
        sides,
        f"{quoted(form)} is {kind} here and deprecated in “{other.concept.id}”:"
        f" {other.term.reason}",
        f"the deprecation stands at {sides[1].place}; take the form out of one of the two entries,"
        f" or let the reason there say that it is kept for {quoted(_chinese(concept))}",
    )


def _chinese(concept: Concept) -> str:
    return concept.language(SOURCE_LANGUAGE).preferred


def _overlap(one: Concept, other: Concept) -> bool:
    """Whether a Chinese term of one stands in a Chinese term of the other."""
    here = one.language(SOURCE_LANGUAGE).accepted
    there = other.language(SOURCE_LANGUAGE).accepted
    return any(a in b or b in a for a in here for b in there)
