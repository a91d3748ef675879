"""The language sections of a TBX entry → its terms, with their status, and what is said of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from jdpublish.model import PARTS_OF_SPEECH, SOURCE_LANGUAGE
from jdpublish.termbase.exchange.tbx.gathering import Gathered
from jdpublish.termbase.exchange.tbx.labels import FIRST, WAS, WHY
from jdpublish.termbase.exchange.tbx.parts import SECTIONS, TERMS, Datum, data
from jdpublish.termbase.exchange.tbx.tags import guessed, language
from jdpublish.terms.entry import TRADITIONAL
from jdpublish.xml import Element

_STATUSES = {
    "preferred": "preferred",
    "standardized": "preferred",
    "legal": "preferred",
    "regulated": "preferred",
    "admitted": "admitted",
    "allowed": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
    "notrecommended": "deprecated",
    "obsolete": "deprecated",
    "forbidden": "deprecated",
    "rejected": "deprecated",
}
"""What the dialects of TBX, and programs, call the three."""
_STATUS_CATEGORIES = (
    "administrativeStatus",
    "normativeAuthorization",
    "termStatus",
    "usageStatus",
)
_PARTS = {part.lower(): part for part in PARTS_OF_SPEECH} | {"commonnoun": "noun"}


@dataclass(slots=True)
class _Term:
    """A form as the file has it; `status` is empty where it has none."""

    text: str
    line: int
    status: str = ""
    word: str = ""
    first: bool = False
    reason: str = ""


def sections(element: Element, gathered: Gathered) -> None:
    """Gather what the language sections of an entry say."""
    found: dict[str, list[Element]] = {}
    for child in element.children:
        if child.name in SECTIONS:
            found.setdefault(_language(child, gathered), []).append(child)
    for tag, parts in found.items():
        if tag in TRADITIONAL:
            _traditional(tag, parts, gathered)
        elif tag:
            _section(tag, parts, gathered)


def _language(child: Element, gathered: Gathered) -> str:
    """Return the glossary's name of a section's language, or nothing where it keeps none."""
    if tag := language(child.language):
        return tag
    forms = "”, “".join(_forms(child))
    if not child.language:
        tag = guessed(forms)
        gathered.remark(child.line, f"a section names no language; “{forms}” is taken for {tag}")
        return tag
    gathered.tell(child.line, f"the terms in {child.language}: “{forms}”")
    return ""


def _forms(section: Element) -> Iterable[str]:
    for child in section.children:
        if child.name in TERMS:
            yield from (one.text for one in data(child, exact=False) if one.category == "term")


def _traditional(tag: str, parts: list[Element], gathered: Gathered) -> None:
    """Gather the Traditional form; an entry holds nothing else in Traditional Chinese."""
    for part in parts:
        for datum in data(part, exact=gathered.whole):
            gathered.tell_datum(datum, f" in {tag}")
        for section in (child for child in part.children if child.name in TERMS):
            for datum in data(section, exact=gathered.whole):
                if datum.category == "term":
                    if not gathered.put(f"{tag}.term", datum.text, datum.line):
                        gathered.tell(datum.line, f"a further form in {tag}: “{datum.text}”")
                elif datum.category not in _STATUS_CATEGORIES and datum.text != WAS + "preferred":
                    gathered.tell_datum(datum, f" in {tag}")


def _section(tag: str, parts: list[Element], gathered: Gathered) -> None:
    parts = sorted(parts, key=lambda part: part.language.lower() not in {tag.lower(), "en-us"})
    gathered.lines[("", tag)] = parts[0].line
    if len(parts) > 1:
        names = " and ".join(part.language or "?" for part in parts)
        gathered.tell(parts[1].line, f"{names} are taken together")
    terms = []
    for part in parts:
        for datum in data(part, exact=gathered.whole):
            _described(tag, datum, gathered)
        terms += [_term(tag, child, gathered) for child in part.children if child.name in TERMS]
    _keep(tag, [term for term in terms if term.text], gathered)


def _described(tag: str, datum: Datum, gathered: Gathered, of: str = "") -> None:
    """Gather a definition or context; tell of a second one, or of another category."""
    if datum.category in {"definition", "context"} and datum.text:
        if gathered.put(f"{tag}.{datum.category}", datum.text, datum.line):
            gathered.beside(datum, of)
        else:
            gathered.tell_datum(datum, f" of “{of}”" if of else "")
    else:
        gathered.common(datum, of)


def _term(tag: str, element: Element, gathered: Gathered) -> _Term:
    term = _Term("", element.line)
    notes: list[Datum] = []
    said = tuple(data(element, exact=gathered.whole))
    for datum in said:
        if datum.category == "term" and not term.text:
            term.text, term.line = datum.text, datum.line
    for datum in said:
        if datum.category == "note":
            if not _read_note(term, datum):
                notes.append(datum)
        elif datum.category != "term":
            _read(tag, term, datum, gathered)
    if term.status == "deprecated" and not term.reason and notes and not gathered.whole:
        term.reason = "; ".join(note.text for note in notes)
    else:
        for note in notes:
            gathered.note(note, term.text)
    return term


def _read(tag: str, term: _Term, datum: Datum, gathered: Gathered) -> None:
    if datum.category in _STATUS_CATEGORIES:
        _read_status(term, datum, gathered)
    elif datum.category == "partOfSpeech":
        _read_part(tag, term, datum, gathered)
    else:
        _described(tag, datum, gathered, term.text)


def _read_status(term: _Term, datum: Datum, gathered: Gathered) -> None:
    word = datum.text.removesuffix("-admn-sts").replace(" ", "").lower().removesuffix("term")
    if word in _STATUSES:
        term.status, term.word = term.status or _STATUSES[word], datum.text
    else:
        gathered.tell_datum(datum, f" of “{term.text}”")


def _read_part(tag: str, term: _Term, datum: Datum, gathered: Gathered) -> None:
    part = _PARTS.get(datum.text.replace(" ", "").lower(), "")
    name = f"{tag}.part-of-speech"
    if gathered.whole and name in gathered.said:
        return  # a note with a label says it more exactly than this edition of TBX can
    if not part or not gathered.put(name, part, datum.line):
        gathered.tell_datum(datum, f" of “{term.text}”")


def _read_note(term: _Term, datum: Datum) -> bool:
    """Read a note on a term that is for us; return whether it is one."""
    if datum.text == FIRST:
        term.first = True
    elif datum.text.startswith(WHY):
        term.reason = datum.text.removeprefix(WHY)
    elif datum.text in (WAS + "preferred", WAS + "admitted"):
        term.status = datum.text.removeprefix(WAS)
    else:
        return False
    return True


def _keep(tag: str, terms: list[_Term], gathered: Gathered) -> None:
    """Keep forms by their status; of those that have none, the first is preferred."""
    for term in [term for term in terms if term.first]:
        if not gathered.put(f"{tag}.first", term.text, term.line):
            gathered.tell(term.line, f"a further form for the first mention: “{term.text}”")
    terms = [term for term in terms if not term.first]
    preferred = next((term for term in terms if term.status == "preferred"), None)
    preferred = preferred or next((term for term in terms if not term.status), None)
    if preferred is None and tag == SOURCE_LANGUAGE and not gathered.whole:
        preferred = next((term for term in terms if term.status == "admitted"), None)
    if preferred:
        gathered.put(f"{tag}.term", preferred.text, preferred.line)
    accepted = [term for term in terms if term.status != "deprecated" and term is not preferred]
    for term in accepted:
        if term.status == "preferred":
            gathered.tell(term.line, f"“{term.text}” is preferred, too, and taken as admitted")
    admitted = tuple(
        dict.fromkeys(
            term.text
            for term in accepted
            if gathered.whole or not preferred or term.text != preferred.text
        )
    )
    if admitted:
        gathered.put(f"{tag}.admitted", admitted, accepted[0].line)
    deprecated = [term for term in terms if term.status == "deprecated"]
    if deprecated:
        pairs = tuple((term.text, _reason(term, gathered)) for term in deprecated)
        gathered.put(f"{tag}.deprecated", pairs, deprecated[0].line)


def _reason(term: _Term, gathered: Gathered) -> str:
    """Return why a form is deprecated: where the file does not say, that it is so there."""
    name = gathered.file.replace("\\", "/").rpartition("/")[2]
    return term.reason if term.reason or gathered.whole else f"{term.word} in {name}"
