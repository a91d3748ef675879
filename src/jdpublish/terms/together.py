"""Entries beside one another: none contradicts another, and which of them are in use."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import SOURCE_LANGUAGE, Concept, LanguageSection, Term
from jdpublish.terms.table import Places


def check_together(concepts: tuple[Concept, ...]) -> None:
    """Make sure that entries do not contradict one another.

    Raises:
        GlossaryError: an id stands twice, two entries that are in use accept one Chinese form, or
            an entry refers to one that is not there.
    """
    refuse(contradictions(concepts))


def contradictions(
    concepts: tuple[Concept, ...], places: Mapping[str, Places] = MappingProxyType({})
) -> Iterator[GlossaryError]:
    """Yield every place where entries contradict one another, as `check_together` refuses them.

    `places` holds where the parts of entries stand, by their ids, as far as that is known.
    """
    in_use = tuple(concept for concept in concepts if not concept.retired)
    yield from _twice(concepts, lambda one: {one.id: ("id", "")}, "id", places)
    yield from _twice(in_use, _accepted, "Chinese term", places)
    yield from _astray(concepts, places)


def _accepted(concept: Concept) -> dict[str, tuple[str, str]]:
    """Return the Chinese forms that an entry accepts, each with its key and language."""
    section = concept.language(SOURCE_LANGUAGE)
    keys = {section.first: "first", section.preferred: "term"}
    return {form: (keys.get(form, "admitted"), SOURCE_LANGUAGE) for form in section.accepted}


def _at(concept: Concept, places: Mapping[str, Places], key: str, language: str = "") -> Location:
    """Return where a part of an entry stands, else the entry."""
    known = places.get(concept.id)
    return known.at(key, language) if known else concept.at


def current(concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Return the entries that are in use; what a retired one said is deprecated in its successor.

    The forms that the successor accepts are not.
    """
    inherited: dict[str, list[Concept]] = {}
    for concept in concepts:
        if concept.retired and concept.successor:
            inherited.setdefault(concept.successor, []).append(concept)
    if not inherited:
        return tuple(concept for concept in concepts if not concept.retired)
    return tuple(
        replace(
            concept,
            languages={
                tag: _succeeding(section, tag, inherited.get(concept.id, ()))
                for tag, section in concept.languages.items()
            },
        )
        for concept in concepts
        if not concept.retired
    )


def _succeeding(section: LanguageSection, tag: str, retired: Iterable[Concept]) -> LanguageSection:
    known = {*section.accepted, *(term.text for term in section.deprecated)}
    forms = {
        form: Term(form, "deprecated", concept.reason)
        for concept in retired
        for form in concept.language(tag).accepted
        if form not in known
    }
    return replace(section, terms=(*section.terms, *forms.values())) if forms else section


def _twice(
    concepts: tuple[Concept, ...],
    values: Callable[[Concept], Mapping[str, tuple[str, str]]],
    what: str,
    places: Mapping[str, Places],
) -> Iterator[GlossaryError]:
    seen: dict[str, tuple[Concept, tuple[str, str]]] = {}
    for concept in concepts:
        for value, place in values(concept).items():
            first, there = seen.setdefault(value, (concept, place))
            if first is not concept:
                yield GlossaryError(
                    f"the {what} “{value}” stands twice in the glossary",
                    at=_at(concept, places, *place),
                    hint=f"the other entry is “{first.id}” at {_at(first, places, *there)}; merge"
                    " or rename one",
                )


_GUESSES = 20
"""So many references that lead nowhere get a guess; each looks through all ids, which takes time,
and where there are more a whole file is missing."""


def _astray(concepts: tuple[Concept, ...], places: Mapping[str, Places]) -> Iterator[GlossaryError]:
    """Yield the references that lead to no entry, or to the entry itself."""
    known = {concept.id for concept in concepts}
    told = 0
    for concept in concepts:
        for key, names in (("see", concept.see), ("successor", (concept.successor,))):
            for name in names:
                if name and (name not in known or name == concept.id):
                    told += 1
                    others = known - {concept.id} if told <= _GUESSES else set()
                    near = get_close_matches(name, sorted(others), n=1)
                    yield GlossaryError(
                        f"{key} names “{name}”, which is "
                        + ("the entry itself" if name == concept.id else "no entry’s id"),
                        at=_at(concept, places, key),
                        hint=f"did you mean “{near[0]}”?" if near else "name another, or none",
                    )
