"""Entries → a TBX file of either edition, with every field."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import cast

from jdpublish.model import SOURCE_LANGUAGE, Concept, LanguageSection, Term, Transaction
from jdpublish.termbase.entry.fields import BY_NAME, Field, Kind, Value, Values
from jdpublish.termbase.entry.values import values
from jdpublish.termbase.exchange.base import packed
from jdpublish.termbase.exchange.contract import Offer
from jdpublish.termbase.exchange.tbx.dialect import Dialect
from jdpublish.termbase.exchange.tbx.labels import FIRST, LABELLED, WAS, WHY, labelled
from jdpublish.terms.entry import LANGUAGES
from jdpublish.xml import Element, xml

_IN_ORDER = (SOURCE_LANGUAGE, "en", *LANGUAGES)
"""Programs that ask for no languages take the first two."""
_PIECE = 4_000_000
"""Characters in one paragraph: readers of XML refuse ten million in one place."""


def written(offer: Offer, *, dialect: Dialect) -> bytes:
    """Return entries as a TBX file; equal offers give equal bytes."""
    said = {concept.id: values(concept) for concept in offer.concepts}
    entries = tuple(_entry(concept, said, dialect) for concept in offer.concepts)
    header = _header(offer, packed(said), dialect)
    text = _holding("text", _holding("body", *entries))
    return xml(Element(dialect.root, dialect.attributes, (header, text)))


def _header(offer: Offer, base: str, dialect: Dialect) -> Element:
    paragraphs = [
        _text("p", f"Glossary exported on {offer.date.isoformat()} by jdpublish."),
        _text(
            "p",
            "The next paragraph holds the entries as they went out. Leave it as it is: it shows"
            " what was changed when the file comes back.",
        ),
    ]
    paragraphs += (_text("p", _lines(piece)) for piece in _parted(base, _PIECE))
    parts = [
        _holding("titleStmt", _text("title", offer.title)),
        _holding("sourceDesc", *paragraphs),
    ]
    description = _holding("fileDesc", *parts)
    if not dialect.encoding:
        return _holding(dialect.header, description)
    encoding = _holding("encodingDesc", _text("p", dialect.encoding, type="XCSURI"))
    return _holding(dialect.header, description, encoding)


def _lines(piece: str) -> str:
    return "\n".join(_parted(piece, 100))


def _parted(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(0, len(text), length))


def _entry(concept: Concept, all_said: Mapping[str, Values], dialect: Dialect) -> Element:
    said = all_said[concept.id]
    sections = [tag for tag in dict.fromkeys(_IN_ORDER) if _forms(concept.language(tag))]
    pieces = chain(
        (_text("descrip", one, type="subjectField") for one in (concept.subject,) if one),
        _definitions_without_terms(concept, sections),
        (_text("admin", one, type="source") for one in (concept.source,) if one),
        _transaction("origination", concept.created),
        _transaction("modification", concept.modified),
        (_reference(one, all_said) for one in concept.see),
        _notes(said, lambda field: field.language not in sections),
        (_section(tag, concept, said, dialect) for tag in sections),
    )
    return _holding(dialect.entry, *pieces, id=identity(concept.id))


def identity(name: str) -> str:
    """Return an entry's id as XML allows it: none begins with a digit."""
    return f"_{name}" if name[:1].isdigit() else name


def _reference(name: str, known: Mapping[str, object]) -> Element:
    target = {"target": identity(name)} if name in known else {}
    return _text("ref", name, type="crossReference", **target)


def _transaction(kind: str, transaction: Transaction | None) -> Iterator[Element]:
    if transaction:
        pieces = [
            _text("transac", kind, type="transactionType"),
            _text("date", transaction.date.isoformat()),
        ]
        if transaction.by:
            pieces.append(_text("transacNote", transaction.by, type="responsibility"))
        yield _holding("transacGrp", *pieces)


def _forms(section: LanguageSection) -> bool:
    return bool(section.terms or section.first)


def _definitions_without_terms(concept: Concept, sections: list[str]) -> Iterator[Element]:
    """Yield the definitions in languages that have no term, which can have no section either."""
    for tag, section in concept.languages.items():
        if section.definition and tag not in sections:
            attributes = {"type": "definition", "xml:lang": tag}
            yield _text("descrip", section.definition, **attributes)


def _section(tag: str, concept: Concept, said: Values, dialect: Dialect) -> Element:
    section = concept.language(tag)
    pieces = []
    if section.definition:
        pieces.append(_text("descrip", section.definition, type="definition"))
    part = section.part_of_speech
    here = {"part-of-speech"} if part in dialect.parts_of_speech else set()
    pieces += _notes(
        said, lambda field: field.language == tag and field.key not in {*here, "context"}
    )
    first = Term(section.first, "admitted")
    terms = [*section.terms, *((first,) if section.first else ())]
    for number, term in enumerate(terms):
        notes = tuple(_term_notes(term, concept, is_first=term is first))
        categories = [_status(term, concept)]
        descriptions = []
        if number == 0 and part:
            shown = part if here else "noun"
            categories.append(_text("termNote", shown, type="partOfSpeech"))
        if number == 0 and section.context:
            descriptions.append(_text("descrip", section.context, type="context"))
        pieces.append(
            _holding(
                dialect.term,
                _text("term", term.text),
                *categories,
                *descriptions,
                *(_text("note", note) for note in notes),
            )
        )
    return _holding(dialect.language, *pieces, **{"xml:lang": tag})


def _status(term: Term, concept: Concept) -> Element:
    status = "deprecated" if concept.retired else term.status
    return _text("termNote", f"{status}Term-admn-sts", type="administrativeStatus")


def _term_notes(term: Term, concept: Concept, *, is_first: bool) -> Iterator[str]:
    if is_first:
        yield FIRST
    if term.reason:
        yield WHY + term.reason
    if concept.retired and term.status != "deprecated":
        yield WAS + term.status


def _notes(said: Values, wanted: Callable[[Field], bool]) -> Iterator[Element]:
    for field in LABELLED:
        value = said.get(field.name, "")
        if value and wanted(field) and not _unspoken(field, said):
            for one in _each(field, value):
                yield _text("note", labelled(field, one))


def _unspoken(field: Field, said: Values) -> bool:
    """Whether a status says what goes without saying: that a definition or pinyin is approved."""
    of, _, key = field.name.rpartition("-")
    return key == "status" and of in BY_NAME and said[field.name] == "approved" and bool(said[of])


def _each(field: Field, value: Value) -> tuple[str, ...]:
    return cast("tuple[str, ...]", value) if field.kind is Kind.LIST else (str(value),)


def _text(name: str, text: str, **attributes: str) -> Element:
    return Element(name, attributes, text=text)


def _holding(name: str, *pieces: Element, **attributes: str) -> Element:
    return Element(name, attributes, pieces)
