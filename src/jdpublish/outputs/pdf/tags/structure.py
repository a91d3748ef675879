"""What the words of a PDF are: the boxes of its pages → a tree of structure elements.

The tree follows the HTML: an element that goes on on another page is still one element, and a note
stands where it is called, wherever it is printed. It reads the pages' private box tree and changes
nothing. The kinds of elements are those of ISO 32000-1:2008, 14.8.4.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from jdpublish.outputs.pdf.tags.elements import Annotation, Content, Element

NOTES = frozenset({"footnote", "gloss"})
"""The classes of elements that explain a place in the text."""
CALLS = frozenset({"call", "term"})
"""The classes of links that lead from the text to what explains it."""
LABEL = "label"
"""The class of a chapter's numeral."""

_KINDS = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "div": "Div",
    "header": "Div",
    "footer": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "dl": "L",
    "ul": "L",
    "ol": "L",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "em": "Em",
    "strong": "Strong",
    "code": "Code",
    "q": "Quote",
}
_RUN_IN = frozenset({"Reference", "Span", "Em", "Strong", "Code", "Quote"}).union(
    f"H{level}" for level in range(1, 7)
)
"""Kinds that no note may lie in."""
_NUMBERINGS = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
}


def structure(pages: list[Any], numbers: list[dict[Any, Any]], language: str) -> Element:
    """Return the tree of a document's pages, its root a Document.

    `numbers` holds for each page what WeasyPrint's stream knows of its marked boxes. Boxes with the
    attribute `artifact` are no part of the text.
    """
    root = Element("Document", language)
    builder = _Builder({}, [])
    for number, (page, marked) in enumerate(zip(pages, numbers, strict=True)):
        builder.read(page._page_box, root, _Page(number, page.height, marked))  # noqa: SLF001
    builder.place_notes(_neighbours(pages))
    return root


def _neighbours(pages: list[Any]) -> dict[Any, Any]:
    """Return the HTML element before each, among those of one parent."""
    children = pages[0]._page_box.children if pages else ()  # noqa: SLF001
    roots = (child.element for child in children if child.element_tag == "html")
    return {
        element: before
        for root in roots
        for parent in root.iter()
        for before, element in pairwise(parent)
    }


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    height: float
    marked: dict[Any, Any]

    def content(self, box: Any) -> Iterator[Content]:  # noqa: ANN401
        """Yield what stands for a box, if it was drawn."""
        if box in self.marked:
            yield Content(self.number, self.marked[box]["mcid"])


@dataclass(frozen=True, slots=True)
class _Builder:
    """Knows the element in which the words of each HTML element (and pseudo-element) stand."""

    begun: dict[tuple[Any, str], Element]
    notes: list[tuple[Any, Element]]

    def read(self, box: Any, around: Element, page: _Page) -> None:  # noqa: ANN401
        """Add a box and what is in it to the element around it."""
        box = getattr(box, "_box", box)  # what is set apart leaves a placeholder
        if hasattr(box, "artifact"):
            return
        if isinstance(box, boxes.TextBox):
            around.kids += page.content(box)
            return
        element = around
        if box.element is not None and not isinstance(box, boxes.LineBox):
            key = (box.element, box.element_tag)
            if key not in self.begun:
                self.begun[key] = self._element(box, around, page)
            element = self.begun[key]
        if box.link_annotation is not None:
            element.kids.append(Annotation(page.number, box.link_annotation, _words(box)))
        if isinstance(box, boxes.ReplacedBox):
            element.kids += page.content(box)
        for child in box.children:
            self.read(child, element, page)

    def _element(self, box: Any, around: Element, page: _Page) -> Element:  # noqa: ANN401
        """Return the element for the words of a box: a new one, or the one around it."""
        tag, _, pseudo = box.element_tag.partition("::")
        if pseudo:
            return _pseudo_element(pseudo, around)
        element, language = box.element, box.style["lang"] or around.language
        classes = frozenset((element.get("class") or "").split())
        if classes & NOTES:
            note = around.begin("Note", language=language)
            self.notes.append((element, note))
            # A blank stands in no id of HTML, so these two never meet.
            note.identity = element.get("id") or f"note {len(self.notes)}"
            return note
        if tag == "a" and element.get("href") is not None:
            cited = around.kind == "TOCI" or classes & CALLS
            return (around.begin("Reference") if cited else around).begin("Link", language=language)
        if tag in ("li", "dt", "dd"):
            item = _item(tag, around, language)
            item.identity = element.get("id") or ""
            return item
        kind = _KINDS.get(tag, "")
        if LABEL in classes:
            kind = "Lbl"
        elif kind == "L" and (around.tag == "nav" or around.kind == "TOCI"):
            kind = "TOC"
        elif not kind and (language != around.language or _stands_alone(box)):
            kind = "Span"
        if not kind:
            return around
        begun = around.begin(kind, tag=tag, language=language)
        begun.identity = element.get("id") or ""
        _describe(begun, box, page)
        return begun

    def place_notes(self, neighbours: dict[Any, Any]) -> None:
        """Move each note behind its call, and out of emphasis and headings.

        A note may be part of the text or elsewhere (ISO 32000-1:2008, 14.8.4.4.1, Table 338).
        Behind its call it is read where it is needed, and nobody has to find the way back.
        """
        for element, note in reversed(self.notes):
            before = neighbours.get(element)
            call = self.begun.get((element, f"{element.tag}::footnote-call"))
            if call is None and before is not None:
                call = self.begun.get((before, before.tag))
            if call is None or call.kind not in ("Reference", "Link") or note.parent is None:
                continue
            place = call
            while place.parent is not None and place.parent.kind in _RUN_IN:
                place = place.parent
            if place.parent is not None:
                note.parent.kids.remove(note)
                note.parent = place.parent
                note.parent.kids.insert(note.parent.kids.index(place) + 1, note)


def _pseudo_element(pseudo: str, around: Element) -> Element:
    """Return the element for what the style adds: calls and labels, or nothing of its own."""
    if pseudo == "footnote-call":
        return around.begin("Reference")
    if pseudo == "marker":
        item = around.parent if around.kind == "LBody" else around
        return item.label() if item is not None else around
    note = next((element for element in around.above() if element.kind == "Note"), None)
    numbered = note is not None and any(
        isinstance(kid, Element) and kid.kind == "Lbl" for kid in note.kids
    )
    if note is not None and not numbered and pseudo in ("footnote-marker", "before"):
        return note.label()
    return around


def _item(tag: str, around: Element, language: str) -> Element:
    """Return the element for the words of a list's item: in a glossary, the term is the label.

    So ISO 32000-1:2008, 14.8.4.3.3, Table 336 has it.
    """
    if around.kind == "TOC":
        return around.begin("TOCI", language=language)
    item = around
    if around.kind == "Div" and around.parent is not None and around.parent.kind == "L":
        around.kind = "LI"  # HTML groups a term and what explains it by a div
    elif around.kind == "L":
        last = around.kids[-1] if tag == "dd" and around.kids else None
        item = last if isinstance(last, Element) else around.begin("LI")
    return item.begin("Lbl" if tag == "dt" else "LBody", language=language)


def _stands_alone(box: Any) -> bool:  # noqa: ANN401
    """Tell whether words that HTML runs into their neighbours are printed apart from them."""
    return box.element_tag == "span" and not isinstance(box, boxes.InlineLevelBox)


def _describe(element: Element, box: Any, page: _Page) -> None:  # noqa: ANN401
    """Add what is particular to lists, pictures and tables.

    A list with labels says how it is numbered (ISO 14289-1:2014, 7.6), a header which cells are its
    (7.5), a picture what is to be seen (7.3).
    """
    source = box.element
    if element.kind == "L" and element.tag in ("ul", "ol"):
        style = box.style["list_style_type"]
        if style != "none":
            common = "Decimal" if element.tag == "ol" else "Disc"
            known = _NUMBERINGS.get(style, common) if isinstance(style, str) else common
            element.owner, element.attributes["ListNumbering"] = "List", f"/{known}"
    elif element.kind == "Figure":
        element.alternative = source.get("alt") or source.get("aria-label") or ""
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        edges = (left, page.height - bottom, right, page.height - top)
        element.owner, element.attributes["BBox"] = "Layout", tuple(edge * 0.75 for edge in edges)
    elif element.kind in ("TH", "TD"):
        element.owner = "Table"
        if element.kind == "TH":
            scope = "Row" if source.get("scope") == "row" else "Column"
            element.attributes["Scope"] = f"/{scope}"
        for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
            if span != 1:
                element.attributes[name] = span


def _words(box: Any) -> str:  # noqa: ANN401
    """Return what a link says: its label where it has one, its words, or what the style adds."""
    words = box.element.get("aria-label") or "".join(_spoken(box.element))
    return " ".join(words.split()) or "".join(
        inner.text for inner in box.descendants() if isinstance(inner, boxes.TextBox)
    )


def _spoken(element: Any) -> Iterator[str]:  # noqa: ANN401
    yield element.get("alt") or element.text or ""
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""
