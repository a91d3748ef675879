"""An entry’s whole text changed, as somebody does in an editor."""

from typing import cast

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import Concept
from jdpublish.repairs import Change
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.fieldwise import change
from jdpublish.termbase.changing.files import GlossaryFiles, by_hand
from jdpublish.termbase.entry.plausible import implausible
from jdpublish.termbase.entry.values import values
from jdpublish.terms.entry import read_concept
from jdpublish.terms.layout import entries as entry_spans
from jdpublish.terms.table import EntryLines
from jdpublish.terms.together import check_together
from jdpublish.terms.writing import changed_entry
from jdpublish.toml import read_toml


def entry_text(sources: GlossarySources, name: str) -> str:
    """Return the text of an entry, with the comments directly above it and without blanks below.

    Raises:
        GlossaryError: it cannot be found in its file.
    """
    glossary = GlossaryFiles.of(sources)
    concept = glossary.entry(name)
    span = glossary.span(concept)
    return glossary.texts[concept.at.file][span.start : span.stop].rstrip() + "\n"


def with_entry_text(
    sources: GlossarySources, name: str, text: str, *, modified: str
) -> tuple[Change, ...]:
    """Return the file in which an entry's whole text becomes another, stamped as modified.

    Raises:
        GlossaryError: the text is not one entry, or has mistakes; or it contradicts another entry.
    """
    glossary = GlossaryFiles.of(sources)
    before = glossary.entry(name)
    file, span = before.at.file, glossary.span(before)
    old = glossary.texts[file]
    line_end = "\r\n" if old.partition("\n")[0].endswith("\r") else "\n"
    body = text.replace("\r\n", "\n").strip("\n").replace("\n", line_end) + line_end
    new = _read_text(body, file, old.count("\n", 0, span.start))
    doubts = implausible(values(new), values(before))
    refuse(GlossaryError(doubt.why, at=new.at, hint=doubt.hint) for doubt in doubts)
    head = entry_spans(body)[0].head
    path, stamp = change("modified", modified)
    stamped = changed_entry(body[head:], {path: stamp})
    if stamped is None:
        raise by_hand(before.at)
    kept = old[span.start : span.stop]
    below = kept[len(kept.rstrip()) :].removeprefix(line_end)
    check_together(tuple(new if c.id == name else c for c in sources.concepts))
    whole = f"{old[: span.start]}{body[:head]}{stamped}{below}{old[span.stop :]}"
    return (Change(file, old, whole),)


def _read_text(text: str, file: str, above: int) -> Concept:
    """Return the one entry of a text that is to stand below so many lines of a file.

    Raises:
        GlossaryError: it is not one entry, or has mistakes; at their lines in the file.
    """
    placed = "\n" * above + text
    data = read_toml(placed, file=file, error=GlossaryError)
    spans, found = entry_spans(placed), data.get("concept")
    alone = data.keys() == {"concept"} and isinstance(found, list) and len(found) == 1
    if not alone or len(spans) != 1:
        raise GlossaryError(
            "this text is not one entry",
            at=Location(file, above + 1),
            hint="begin it with [[concept]], once; other entries are edited by themselves",
        )
    (entry,) = cast("list[dict[str, object]]", found)
    concept, mistakes = read_concept(entry, EntryLines(file, placed, spans[0]))
    refuse(mistakes)
    return concept
