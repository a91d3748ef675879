"""Entries that a new one may repeat, found among thousands without comparing it with each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.fields import Values
from jdpublish.termbase.folding import folded, variants

_SIGNS = re.compile(r"[\W_]+")


class Likely:
    """Entries by their Chinese forms, also with one character left out, and by their English.

    Two forms that differ in one character, or in two that have changed places, are the same once
    one is left out of each.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Keep the entries; more can be added."""
        self._found: defaultdict[str, list[Concept]] = defaultdict(list)
        for concept in concepts:
            self.add(concept)

    def add(self, concept: Concept) -> None:
        """Keep one more entry."""
        chinese = concept.language(SOURCE_LANGUAGE).accepted
        for key in {concept.id, *_keys(chinese, concept.language("en").preferred)}:
            self._found[key].append(concept)

    def of(self, said: Values) -> tuple[Concept, ...]:
        """Return the entries that a new one may repeat, and few others, each once."""
        names = (f"{SOURCE_LANGUAGE}.{key}" for key in ("term", "first", "admitted"))
        values = [said.get(name, "") for name in names]
        forms = [form for one in values for form in ((one,) if isinstance(one, str) else one)]
        keys = {str(said.get("id", "")), *_keys(map(str, forms), str(said.get("en.term", "")))}
        found = {one.id: one for key in sorted(keys) for one in self._found.get(key, ())}
        return tuple(found.values())


def _keys(chinese: Iterable[str], english: str) -> Iterator[str]:
    """Yield what entries have in common that may be the same."""
    if english:
        yield f"en {folded(english)}"
    for form in chinese:
        bare = _SIGNS.sub("", variants(form)[-1])
        yield bare or form
        yield from (bare[:index] + bare[index + 1 :] for index in range(len(bare)))
