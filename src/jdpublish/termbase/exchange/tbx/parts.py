"""The parts of a TBX entry, whatever the edition and the style in which it is written.

A data category is an attribute (<descrip type="definition">) or an element of its own
(<basic:definition>); a term section is a termSec, a tig, or an ntig with a termGrp.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.xml import Element

ENTRIES = ("conceptEntry", "termEntry", "entry")
SECTIONS = ("langSec", "langSet", "langGroup")
TERMS = ("termSec", "tig", "ntig", "termGroup")
"""What the editions, and TBX-Min, call them."""
_CATEGORY = ("descrip", "admin", "termNote", "ref", "xref", "transac", "transacNote")
_CATEGORY_NOTES = ("descripNote", "adminNote")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "noteGrp")
_CODE = ("bpt", "ept", "ph", "it", "ut", "sc", "ec")
"""Elements that stand for the formatting of another program."""
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Datum:
    """What an entry or a section of it says in one category, and what belongs to that."""

    category: str
    text: str
    element: Element
    beside: tuple["Datum", ...] = ()

    @property
    def line(self) -> int:
        """Where it stands in the file, from 1."""
        return self.element.line

    @property
    def target(self) -> str:
        """What it points at; nothing where it points at nothing."""
        return self.element.attributes.get("target", "").removeprefix("#")


def data(element: Element, *, exact: bool) -> Iterator[Datum]:
    """Yield all that an entry, a language section or a term section says of itself.

    Text is `exact` in a file that came from here; elsewhere its blanks are the file's layout.
    """
    for child in element.children:
        if child.name in _GROUPS or (child.name == "termGrp" and child.children):
            inner = tuple(data(child, exact=exact))
            if child.name == "termGrp":
                yield from inner
            elif inner:
                yield Datum(inner[0].category, inner[0].text, inner[0].element, inner[1:])
        elif child.name == "transacGrp":
            yield Datum(child.name, "", child, tuple(data(child, exact=exact)))
        elif child.name not in (*SECTIONS, *TERMS):
            yield Datum(_category(child), plain(child, exact=exact), child)


def _category(element: Element) -> str:
    if element.name in (*_CATEGORY, *_CATEGORY_NOTES):
        return element.attributes.get("type", element.name)
    return element.name


def plain(element: Element, *, exact: bool) -> str:
    """Return an element's text without formatting and without the blanks around it."""
    text = _without_code(element)
    return (text if exact else _BLANKS.sub(" ", text)).strip()


def _without_code(element: Element) -> str:
    if not element.mixed:
        return element.text
    return "".join(
        piece if isinstance(piece, str) else ("" if piece.name in _CODE else _without_code(piece))
        for piece in element.mixed
    )
