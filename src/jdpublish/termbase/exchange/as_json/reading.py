"""A glossary in JSON → what it says."""

import json

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.entry.fields import BY_NAME
from jdpublish.termbase.exchange.as_json.beginning import unknown, versions
from jdpublish.termbase.exchange.as_json.entry import EntryObject, Mistakes, said
from jdpublish.termbase.exchange.as_json.parsing import parsed
from jdpublish.termbase.exchange.as_json.text import text
from jdpublish.termbase.exchange.base import unpacked
from jdpublish.termbase.exchange.contract import Returned, Row
from jdpublish.termbase.exchange.limits import too_large, too_many
from jdpublish.termbase.exchange.tables import repeated


def read(content: bytes, file: str) -> Returned:
    """Return what a JSON file says."""
    if mistake := too_large(len(content), Location(file)):
        return Returned((), has_base=False, mistakes=(mistake,))
    try:
        source = text(content, file)
        top, entries = parsed(source.words)
    except (ValueError, RecursionError) as problem:
        return Returned((), has_base=False, mistakes=(_unreadable(problem, content, file),))
    if mistake := too_many(len(entries), Location(file)):
        return Returned((), has_base=False, mistakes=(mistake,))
    fields = top.get("fields")
    spoken = [name for name in fields if name in BY_NAME] if isinstance(fields, list) else []
    word = top.get("base")
    base = unpacked(word) if isinstance(word, str) else None
    rows, mistakes, unplaced = [], [*versions(top, source)], [*unknown(top, source)]
    for start, stop, entry in entries:
        found = Mistakes(EntryObject(source, start, stop))
        values = said(entry, spoken, found)
        known = base.get(str(values.get("id", ""))) if base else None
        rows.append(Row(values, found.places, known))
        mistakes += found.told
        unplaced += found.unplaced
    ids = {str(row.said.get("id", "")) for row in rows}
    if isinstance(word, str) and base is None:
        unplaced.append((Location(file), "what this file said when it went out is damaged"))
    return Returned(
        rows=tuple(rows),
        has_base=base is not None,
        mistakes=(*mistakes, *repeated(rows)),
        unplaced=tuple(unplaced),
        gone=tuple(name for name in base or () if name not in ids),
    )


def _unreadable(problem: ValueError | RecursionError, content: bytes, file: str) -> GlossaryError:
    if isinstance(problem, json.JSONDecodeError):
        return GlossaryError(
            f"this is no JSON: {problem.msg[:1].lower()}{problem.msg[1:]}",
            at=Location(file, problem.lineno, problem.colno),
            hint="mend this line, or export the glossary again",
        )
    if isinstance(problem, UnicodeDecodeError):
        line = content.count(b"\n", 0, problem.start) + 1
        return GlossaryError(
            "the file is not written in UTF-8", at=Location(file, line), hint="save it as UTF-8"
        )
    reason = "it is nested too deeply" if isinstance(problem, RecursionError) else str(problem)
    return GlossaryError(
        f"the file is no glossary: {reason}",
        at=Location(file),
        hint='a glossary is { "concepts": [ { "id": "…", … } ] }',
    )
