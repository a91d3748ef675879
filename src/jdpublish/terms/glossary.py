"""TOML → concepts: reads the glossary and refuses entries that are malformed or contradictory."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import Concept
from jdpublish.terms.entry import read_concept
from jdpublish.terms.layout import EntrySpan
from jdpublish.terms.layout import entries as entry_spans
from jdpublish.terms.table import EntryLines, Places
from jdpublish.terms.together import contradictions
from jdpublish.toml import read_toml


def glossary(
    files: Mapping[str, str], *, kept: Mapping[str, tuple[Concept, ...]] = MappingProxyType({})
) -> tuple[Concept, ...]:
    """Return the concepts of all glossary files, in the order of the files and entries.

    `kept` holds the concepts of files whose very text has been read before.

    Raises:
        GlossaryError: with file and line, and all further ones with it, for broken TOML, an
            unknown or missing key, a wrong type, an id or an accepted Chinese form that stands
            twice, a form that is both accepted and deprecated in one entry, or a reference to an
            entry that is not there.
    """
    mistakes: list[GlossaryError] = []
    concepts = tuple(
        concept
        for file, text in files.items()
        for concept in kept.get(file) or _file(file, text, mistakes)
    )
    refuse(mistakes)  # what one of them hides is told when they are mended
    if any(contradictions(concepts)):
        refuse(contradictions(concepts, _places(concepts, files)))
    return concepts


def _places(concepts: tuple[Concept, ...], files: Mapping[str, str]) -> Mapping[str, Places]:
    """Return where the parts of entries stand, by their ids; not of one whose id stands twice."""
    entries = {
        (file, line): EntryLines(file, text, span)
        for file, text in files.items()
        for span in entry_spans(text)
        for line in range(span.line, span.line + text.count("\n", span.head, span.stop) + 1)
    }
    counted = Counter(one.id for one in concepts)
    return {
        one.id: entries[place]
        for one in concepts
        if counted[one.id] == 1 and (place := (one.at.file, one.at.line)) in entries
    }


def _file(file: str, text: str, mistakes: list[GlossaryError]) -> Iterator[Concept]:
    try:
        data = read_toml(text, file=file, error=GlossaryError)
    except GlossaryError as mistake:
        mistakes.append(mistake)
        return
    lines = text.split("\n")
    mistakes += (
        GlossaryError(
            f"“{key}” is not known here",
            at=_top(file, lines, key),
            hint="a glossary file holds entries that begin with [[concept]]",
        )
        for key in sorted(data.keys() - {"concept"})
    )
    entries = data.get("concept", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        mistakes.append(
            GlossaryError(
                "“concept” is no list of entries",
                at=_top(file, lines, "concept"),
                hint="begin each entry with [[concept]], with two brackets",
            )
        )
        return
    spans = entry_spans(text)
    if len(spans) != len(entries):  # they are written in another way, on which no line can be told
        spans = (EntrySpan(0, 0, 0, 1),) * len(entries)
    for entry, span in zip(entries, spans, strict=True):
        found, wrong = read_concept(entry, EntryLines(file, text, span))
        mistakes += wrong
        yield found


def _top(file: str, lines: list[str], key: str) -> Location:
    """Return where a key or table stands that belongs to no entry."""
    name = rf"""["']?{re.escape(key)}["']?\s*"""
    in_tables = False
    for number, line in enumerate(map(str.strip, lines), 1):
        in_tables = in_tables or line.startswith("[")
        if re.match(rf"\[\[?\s*{name}[].]" if in_tables else rf"{name}[=.]", line):
            return Location(file, number)
    return Location(file)
