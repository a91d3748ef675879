"""The glossary that a desk works on: as it is on the disk now, else as the page shows it."""

import hashlib
from functools import lru_cache

from jdpublish.errors import JdpublishError
from jdpublish.model import Concept
from jdpublish.preview.contract import Asked
from jdpublish.sources import GlossarySources, SourceFile
from jdpublish.termbase.changing import entry_text
from jdpublish.termbase.conflicts import Conflict, conflicts
from jdpublish.terms.glossary import glossary
from jdpublish.terms.together import current
from jdpublish.workspace import load_glossary

_LENGTH = 20
"""Hexadecimal digits of a hash, so many that no two texts of an entry ever have the same."""


def shown(asked: Asked) -> GlossarySources:
    """Return the glossary as the page shows it, every entry as it is written."""
    files = asked.snapshot.sources.glossary_files
    return GlossarySources(files, _concepts(files), asked.project.glossary)


@lru_cache(maxsize=2)
def _concepts(files: tuple[SourceFile, ...]) -> tuple[Concept, ...]:
    return glossary({one.file: one.text for one in files})


def saved(asked: Asked) -> GlossarySources:
    """Return the glossary as it is on the disk; as the page shows it while it cannot be read.

    What is only looked at may be a little old; what is written is read in `writing` again.
    """
    try:
        return load_glossary(asked.project)
    except JdpublishError:
        return shown(asked)


def found(sources: GlossarySources, name: str) -> Concept | None:
    """Return the entry with an id, or None where there is none."""
    return next((one for one in sources.concepts if one.id == name), None)


def version(sources: GlossarySources, concept: Concept) -> str:
    """Return what changes when anything in an entry's text does, comments above it included."""
    text = f"{concept.id}\n{entry_text(sources, concept.id)}"
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def contradicting(sources: GlossarySources, name: str) -> tuple[Conflict, ...]:
    """Return the conflicts that an entry is part of."""
    every = _conflicts(sources.concepts, sources.files)
    return tuple(one for one in every if any(side.entry == name for side in one.sides))


@lru_cache(maxsize=2)
def _conflicts(
    concepts: tuple[Concept, ...], files: tuple[SourceFile, ...]
) -> tuple[Conflict, ...]:
    retired = tuple(one for one in concepts if one.retired)
    return conflicts(current(concepts), retired, files)
