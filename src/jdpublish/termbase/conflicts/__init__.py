"""Conflicts of the glossary: entries that cannot all be right, each with both places and values."""

from collections.abc import Iterable

from jdpublish.model import Concept
from jdpublish.sources import SourceFile
from jdpublish.termbase.conflicts.contract import Conflict, Entries, Search
from jdpublish.termbase.conflicts.definitions import deprecated_in_definitions
from jdpublish.termbase.conflicts.deprecations import preferred_and_deprecated
from jdpublish.termbase.conflicts.nested import nested_terms
from jdpublish.termbase.conflicts.places import spots
from jdpublish.termbase.conflicts.references import circular_references, references_to_retired
from jdpublish.termbase.conflicts.spellings import (
    one_term_several_renderings,
    several_terms_one_rendering,
)
from jdpublish.terms.matching import source_terms

__all__ = ["Conflict", "conflicts"]

SEARCHES: tuple[Search, ...] = (
    one_term_several_renderings,
    several_terms_one_rendering,
    preferred_and_deprecated,
    nested_terms,
    deprecated_in_definitions,
    circular_references,
    references_to_retired,
)


def conflicts(
    used: tuple[Concept, ...],
    retired: tuple[Concept, ...] = (),
    files: Iterable[SourceFile] = (),
) -> tuple[Conflict, ...]:
    """Return all conflicts between the entries in use and the retired ones, in order of files.

    `files` are the glossary's; without them a place is where an entry begins.
    """
    entries = Entries(
        used,
        retired,
        {concept.id: concept for concept in (*used, *retired)},
        source_terms(used),
        spots(files),
    )
    return tuple(
        sorted(
            (one for search in SEARCHES for one in search(entries)),
            key=lambda one: (one.finding.at.file, one.finding.at.line, one.finding.at.column),
        )
    )
