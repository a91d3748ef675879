"""Entries that a new one may repeat, found among thousands without comparing it with each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.forms.folding import folded
from jdpublish.termbase.forms.likeness import (
    LONG_ENOUGH_IF_ALIKE,
    bare_simplified,
    without_numerals,
)

_Found = dict[str, Concept]


class Likely:
    """Entries by their Chinese forms, also with one character left out, and by their English.

    Two forms that differ in one character, or in two that have changed places, are the same once
    one is left out of each. What differs in a number alone is never the same, so that a row of
    numbered terms is not compared with all others of it.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Keep the entries; more can be added."""
        self._same: defaultdict[str, _Found] = defaultdict(dict)
        self._near: defaultdict[str, defaultdict[str, _Found]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for concept in concepts:
            self.add(concept)

    def add(self, concept: Concept) -> None:
        """Keep one more entry."""
        english = concept.language("en").preferred
        for key in (f"id {concept.id}", *_english(english)):
            self._same[key][concept.id] = concept
        for form in concept.language(SOURCE_LANGUAGE).accepted:
            bare = bare_simplified(form)
            self._same[bare][concept.id] = concept
            rest = without_numerals(bare)
            for key in _shortened(bare):
                self._near[key][rest][concept.id] = concept

    def of(self, said: Values, *, near: bool = True) -> tuple[Concept, ...]:
        """Return the entries that a new one may repeat, and few others, each once.

        Without `near`, these are only those that have its id or a Chinese form of its.
        """
        names = (f"{SOURCE_LANGUAGE}.{key}" for key in ("term", "first", "admitted"))
        values = [said.get(name, "") for name in names]
        forms = [form for one in values for form in ((one,) if isinstance(one, str) else one)]
        found: _Found = {}
        for key in (f"id {said.get('id', '')}", *_english(str(said.get("en.term", "")) * near)):
            found |= self._same.get(key, {})
        for bare in map(bare_simplified, map(str, filter(None, forms))):
            found |= self._same.get(bare, {})
            rest = without_numerals(bare)
            for key in sorted(_shortened(bare)) if near else ():
                for others, entries in self._near.get(key, {}).items():
                    if others != rest:
                        found |= entries
        return tuple(found.values())


def _english(form: str) -> Iterator[str]:
    if form:
        yield f"en {folded(form)}"


def _shortened(bare: str) -> set[str]:
    """Return what a form has in common with those that may be the same: few are if it is short."""
    if len(bare) < LONG_ENOUGH_IF_ALIKE:
        return set()
    return {bare, *(bare[:index] + bare[index + 1 :] for index in range(len(bare)))}
