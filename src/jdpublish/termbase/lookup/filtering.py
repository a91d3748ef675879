"""The entries that somebody asks for: of a domain, a status, without a definition, with a word."""

from dataclasses import dataclass

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept, LanguageSection
from jdpublish.termbase.entry.domains import near_names, typed
from jdpublish.termbase.lookup.searching import matching

_LANGUAGES = (SOURCE_LANGUAGE, "en")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an entry must be to be listed; of several domains or statuses one is enough.

    Retired entries are wanted where their status is, where only they are, or where everything is.
    """

    domains: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    untranslated: bool = False
    undefined: bool = False
    proposed_definitions: bool = False
    query: str = ""
    retired: bool = False
    everything: bool = False


def wanted_entries(entries: tuple[Concept, ...], wanted: Wanted) -> tuple[Concept, ...]:
    """Return the entries that are wanted: in their order, or the best first where words are."""
    return matching(wanted.query, tuple(one for one in entries if _fits(one, wanted)))


def _fits(concept: Concept, wanted: Wanted) -> bool:
    return (
        _of_status(concept, wanted)
        and (not wanted.domains or concept.subject in wanted.domains)
        and not (wanted.untranslated and concept.language("en").preferred)
        and not (wanted.undefined and not undefined(concept))
        and not (
            wanted.proposed_definitions
            and not any(_is_proposed(concept.language(tag)) for tag in _LANGUAGES)
        )
    )


def _of_status(concept: Concept, wanted: Wanted) -> bool:
    if wanted.statuses or wanted.retired:
        return concept.status in (*wanted.statuses, *["retired"] * wanted.retired)
    return wanted.everything or not concept.retired


def undefined(concept: Concept) -> bool:
    """Whether an entry has no definition at all, or none for readers who are to get one."""
    needed = [SOURCE_LANGUAGE if reader == "zh" else reader for reader in concept.annotate]
    return not any(concept.language(tag).definition for tag in _LANGUAGES) or not all(
        concept.language(tag).definition for tag in needed
    )


def _is_proposed(section: LanguageSection) -> bool:
    return bool(section.definition) and section.definition_status == "proposed"


def one_of(name: str, known: tuple[str, ...], what: str) -> str:
    """Return a name that is known, however its capitals and blanks are typed.

    Raises:
        GlossaryError: it is not known, with the nearest.
    """
    near = near_names(name, known)
    if near and typed(near[0]) == typed(name):
        return near[0]
    said = f"did you mean {' or '.join(f'“{one}”' for one in near)}? " if near else ""
    plural = f"{what}es" if what.endswith("s") else f"{what}s"
    raise GlossaryError(
        f"there is no {what} “{name}”",
        hint=f"{said}{plural} are: {', '.join(filter(None, known))}",
    )
