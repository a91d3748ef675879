"""Entries by what people call them: an id, or any form of a term in any language."""

from difflib import get_close_matches

from jdpublish.errors import GlossaryError
from jdpublish.model import Concept


def entry_named(name: str, concepts: tuple[Concept, ...]) -> Concept:
    """Return the entry with this id or with this form of a term.

    Raises:
        GlossaryError: there is none, with those that are nearest; or several have this form.
    """
    wanted = name.strip()
    for concept in concepts:
        if concept.id == wanted:
            return concept
    found = [one for one in concepts if wanted.casefold() in map(str.casefold, _forms(one))]
    if len(found) == 1:
        return found[0]
    if found:
        raise GlossaryError(
            f"“{wanted}” stands in several entries",
            hint=f"name one by its id: {', '.join(one.id for one in found)}",
        )
    near = get_close_matches(wanted, [one.id for one in concepts], n=3)
    raise GlossaryError(
        f"the glossary has no entry “{wanted}”",
        hint=f"did you mean {', '.join(near)}?" if near else "",
    )


def _forms(concept: Concept) -> tuple[str, ...]:
    return tuple(form for one in concept.languages.values() for form in one.accepted)
