"""OmegaT's glossary: a line for each pair of terms, in UTF-8, that translators see as they type.

OmegaT offers whatever stands in it, so forms that must not be used, and retired entries, do not.
Source: OmegaT 3.6, user manual, “Glossaries”.
"""

from collections.abc import Iterator

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.exchange.contract import Format, Offer

_LONGEST = 200
"""Characters of a comment; a translator reads it beside the text."""


def written(offer: Offer) -> bytes:
    """Return what OmegaT reads as a glossary; entries without an English term are not in it."""
    head = f"# {_cell(offer.title)}, {offer.date.isoformat()}"
    rows = ("\t".join(row) for concept in offer.concepts for row in _rows(concept))
    # The mark lets OmegaT see that it is UTF-8 whatever the ending of the file's name.
    return "\ufeff".encode() + "".join(f"{row}\n" for row in (head, *rows)).encode()


def _rows(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Yield the accepted pairs of an entry, the preferred one first."""
    if concept.retired:
        return
    english = concept.language("en")
    comment = _comment(concept)
    for source in concept.language(SOURCE_LANGUAGE).accepted:
        for target in english.accepted:
            first = target == english.first != english.preferred
            kind = "first mention in a report" if first else ""
            said = "; ".join(filter(None, (kind, comment)))
            yield _source(source), _cell(target), said


def _source(text: str) -> str:
    """Return a Chinese term as a cell: a line that began with # would be a remark."""
    cell = _cell(text)
    return f" {cell}" if cell.startswith("#") else cell


def _comment(concept: Concept) -> str:
    """Return the definition, else the note, shortened; and whether the entry is only proposed."""
    definition = concept.language("en").definition or concept.language(SOURCE_LANGUAGE).definition
    text = _cell(definition or concept.note)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1].rstrip() + "…"
    return "; ".join(filter(None, ("proposed" if concept.status == "proposed" else "", text)))


def _cell(text: str) -> str:
    """Return a text without tabs and line breaks, of whatever kind."""
    return " ".join(part for line in text.splitlines() for part in line.split("\t"))


FORMATS = (Format("omegat", (".utf8", ".txt", ".tab"), written),)
