"""An entry of a TBX file → what it says in our fields, and what none of them can hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.errors import Location
from jdpublish.termbase.entry.fields import Values
from jdpublish.termbase.entry.naming import slug
from jdpublish.termbase.exchange.tbx.gathering import Gathered, Lines, placed
from jdpublish.termbase.exchange.tbx.parts import Datum, data, plain
from jdpublish.termbase.exchange.tbx.sections import sections
from jdpublish.termbase.exchange.tbx.tags import guessed, language
from jdpublish.termbase.exchange.traditional import TERM, converted
from jdpublish.terms.entry import TRADITIONAL
from jdpublish.xml import Element


@dataclass(frozen=True, slots=True)
class File:
    """The file an entry stands in: the ids of its entries as ours, and what went out."""

    name: str
    ids: Mapping[str, str] = field(hash=False)
    base: Mapping[str, Values] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says, where, what has no field, and how it was read where that is not plain.

    It says nothing where we cannot keep it.
    """

    said: Values = field(hash=False)
    places: Lines
    unplaced: tuple[tuple[Location, str], ...]
    notes: tuple[tuple[Location, str], ...]


def identity(name: str) -> str:
    """Return an id of another program as one of ours, such as iate-3556; nothing if it has none."""
    return slug(name) if name.isascii() else ""


def entry(element: Element, file: File) -> Entry:
    """Return what an entry says."""
    name = element.attributes.get("id", "")
    known = file.ids.get(name, "")
    gathered = Gathered(file.name, element.line, whole=known in file.base)
    if known:
        gathered.put("id", known, element.line)
    elif name:
        gathered.tell(element.line, f"the entry’s id “{name}”")
    sections(element, gathered)
    for datum in data(element, exact=gathered.whole):
        _take(datum, gathered, file)
    gathered.finish()
    if not gathered.whole:
        _simplify(gathered)
    if not gathered.whole and not gathered.said.get(TERM):
        said = gathered.said.get("en.term", name)
        gathered.tell(element.line, f"an entry without a Chinese term: “{said}”")
        gathered.said.clear()
    places = Lines(file.name, element.line, gathered.lines)
    unplaced, notes = (sorted(one, key=_line) for one in (gathered.unplaced, gathered.remarks))
    return Entry(gathered.said, places, tuple(unplaced), tuple(notes))


def _simplify(gathered: Gathered) -> None:
    """Propose the Chinese term of an entry that has it in Traditional characters only."""
    if found := converted(gathered.said):
        line = gathered.lines.get(("term", found.tag), gathered.line)
        gathered.put(TERM, found.term, line)
        gathered.remark(line, found.remark)


def _line(told: tuple[Location, str]) -> int:
    return told[0].line


def _take(datum: Datum, gathered: Gathered, file: File) -> None:
    """Gather what an entry says at its own level."""
    match datum.category:
        case "subjectField" if datum.text:
            if gathered.put("subject", datum.text, datum.line):
                gathered.beside(datum)
            else:
                gathered.tell_datum(datum)
        case "definition" if datum.text:
            tag = language(datum.element.language) or guessed(datum.text)
            if tag not in TRADITIONAL and gathered.put(f"{tag}.definition", datum.text, datum.line):
                gathered.beside(datum)
            else:
                gathered.tell_datum(datum)
        case "crossReference":
            _see(datum, gathered, file)
        case "transacGrp":
            if not placed(datum, gathered):
                gathered.tell_datum(datum)
        case _:
            gathered.common(datum)


def _see(datum: Datum, gathered: Gathered, file: File) -> None:
    """Gather a reference to another entry of the file, or of the glossary that went out."""
    text = plain(datum.element, exact=False)
    name = file.ids.get(datum.target, "")
    if not name and (text in file.ids.values() or (not datum.target and gathered.whole)):
        name = text
    if not name:
        gathered.tell_datum(datum)
        return
    before = gathered.said.get("see", ())
    gathered.said["see"] = tuple(dict.fromkeys((*before, name)))
    gathered.lines.setdefault(("see", ""), datum.line)
