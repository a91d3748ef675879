"""The tags of a PDF: the text for screen readers, and everything else set apart from it.

This replaces two private functions of one pinned version of WeasyPrint, and must be installed in no
other. By itself WeasyPrint tags each page and each line apart, knows no notes, contents, languages
or scopes, makes three links of one, and leaves running heads tagged as text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from jdpublish.outputs.pdf.tags.elements import Annotation, Content, Element
from jdpublish.outputs.pdf.tags.structure import structure

_ROLES = {"Em": "Span", "Strong": "Span"}
"""Kinds that PDF 1.7 does not know, and what it is to take them for (ISO 32000-1:2008, 14.8.4)."""
_NEEDED = frozenset({"TH", "TD"})
"""Kinds that are written even if they hold nothing: without a cell its row would be too short."""


def install() -> None:
    """Make WeasyPrint write these tags."""
    weasyprint.pdf.add_tags = _add_tags
    Stream.marked = _marked


_plain_marked = Stream.marked


def prepare(pages: list[Any]) -> None:
    """Set apart what is no text, and leave one link where WeasyPrint sees several.

    Running heads and page numbers are pagination artifacts, as ISO 14289-1:2014, 7.8 demands, and
    so are the heads of tables that are printed once more on another page. Leaders and what the
    page hides from screen readers (`aria-hidden`) are artifacts too (ISO 32000-1:2008, 14.8.2.2).
    """
    heads: set[Any] = set()
    for page in pages:
        for box in page._page_box.children:  # noqa: SLF001  the pages' tree is not public
            _set_apart(box, None, heads)
        page.links = [link for link in page.links if _is_link(link[3])]


def _is_link(box: Any) -> bool:  # noqa: ANN401
    """Tell whether a box is a link itself: what lies in one counts as another for WeasyPrint."""
    return box.link is not None and not hasattr(box, "artifact")


def _set_apart(box: Any, artifact: Any, heads: set[Any]) -> None:  # noqa: ANN401
    box = getattr(box, "_box", box)
    artifact = _artifact(box, heads) if artifact is None else artifact
    if artifact is not None:
        box.artifact = artifact
    for child in box.children:
        _set_apart(child, artifact, heads)


def _artifact(box: Any, heads: set[Any]) -> Any:  # noqa: ANN401
    """Return what the stream says of a box that is no text (Table 330), or None."""
    if isinstance(box, boxes.MarginBox):
        return _pagination(box.at_keyword)
    if box.is_leader:
        return pydyf.Dictionary({"Type": "/Layout"})
    if box.element is None:
        return None
    if box.element.get("aria-hidden") == "true":
        return pydyf.Dictionary()
    if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
        if box.element in heads:
            return pydyf.Dictionary({"Type": "/Pagination"})
        heads.add(box.element)
    return None


def _pagination(keyword: str) -> Any:  # noqa: ANN401
    """Return what the stream says of a page's margin box, such as `@top-left`."""
    found = pydyf.Dictionary({"Type": "/Pagination"})
    if keyword.startswith(("@top", "@bottom")):
        found["Subtype"] = "/Header" if keyword.startswith("@top") else "/Footer"
    return found


@contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:  # noqa: ANN401
    """Mark what is drawn as text, or as an artifact if it was set apart."""
    artifact = getattr(box, "artifact", None)
    if artifact is None:
        with _plain_marked(stream, box, tag):
            yield
        return
    stream.begin_marked_content("Artifact", artifact or None)
    try:
        yield
    finally:
        stream.end_marked_content()


def _add_tags(pdf: Any, document: Any, _version: object, streams: list[Any]) -> None:  # noqa: ANN401
    """Add the structure tree to a PDF, and what else a reader is to know of a tagged one.

    Source: ISO 32000-1:2008, 14.7.2 and 14.7.4; ISO 14289-1:2014, 7.1.
    """
    marked = [stream._tags for stream in streams]  # noqa: SLF001
    language = document.metadata.lang or ""
    text = structure(document.pages, marked, language)
    writer = _Writer(pdf, [[b"null"] * len(numbers) for numbers in marked])
    root = writer.add({"Type": "/StructTreeRoot"})
    root["K"] = pydyf.Array([writer.write(text, root.reference, language)])
    root["ParentTree"] = writer.parents()
    root["RoleMap"] = pydyf.Dictionary({kind: f"/{known}" for kind, known in _ROLES.items()})
    if writer.identities:
        root["IDTree"] = writer.name_tree()
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes elements and keeps what the root of the tree must list.

    `owners` holds by page the references of the elements that own its marked content, in its order.
    """

    pdf: Any
    owners: list[list[bytes]]
    links: list[tuple[bytes, Any]] = field(default_factory=list)
    identities: dict[str, bytes] = field(default_factory=dict)

    def add(self, entries: dict[str, Any]) -> Any:  # noqa: ANN401
        found = pydyf.Dictionary(entries)
        self.pdf.add_object(found)
        return found

    def write(self, element: Element, parent: bytes, language: str) -> bytes:
        """Write an element that holds something, and return its reference."""
        links = [kid for kid in element.kids if isinstance(kid, Annotation)]
        kind = "Span" if element.kind == "Link" and not links else element.kind
        found = self.add({"Type": "/StructElem", "S": f"/{kind}", "P": parent})
        reference: bytes = found.reference
        own = [kid.page for kid in element.kids if not isinstance(kid, Element)]
        if own:
            found["Pg"] = self.pdf.page_references[own[0]]
        found["K"] = pydyf.Array(
            self._kid(kid, reference, element.language, own)
            for kid in element.kids
            if not isinstance(kid, Element) or _holds_something(kid)
        )
        self._describe(element, found, language)
        return reference

    def _kid(
        self, kid: Element | Content | Annotation, owner: bytes, language: str, pages: list[int]
    ) -> Any:  # noqa: ANN401
        if isinstance(kid, Element):
            return self.write(kid, owner, language)
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Content):
            self.owners[kid.page][kid.number] = owner
            if kid.page == pages[0]:
                return kid.number
            return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.number})
        self.links.append((owner, kid.link))
        if kid.words:
            kid.link["Contents"] = pydyf.String(kid.words)
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.link.reference})

    def _describe(self, element: Element, found: Any, language: str) -> None:  # noqa: ANN401
        if element.language != language:
            found["Lang"] = pydyf.String(element.language)
        if element.identity:
            found["ID"] = pydyf.String(element.identity)
            self.identities[element.identity] = found.reference
        if element.alternative:
            found["Alt"] = pydyf.String(element.alternative)
        if element.attributes:
            found["A"] = pydyf.Dictionary({"O": f"/{element.owner}"})
            for name, value in element.attributes.items():
                found["A"][name] = pydyf.Array(value) if isinstance(value, tuple) else value

    def parents(self) -> bytes:
        """Write which element owns what: the content of each page, then each link."""
        numbers = pydyf.Array()
        for page, owners in enumerate(self.owners):
            numbers += [page, pydyf.Array(owners)]
        for number, (owner, link) in enumerate(self.links, len(self.owners)):
            numbers += [number, owner]
            link["StructParent"] = number
        reference: bytes = self.add({"Nums": numbers}).reference
        return reference

    def name_tree(self) -> bytes:
        """Write which element has which identity."""
        names = pydyf.Array()
        for identity, element in sorted(self.identities.items()):
            names += [pydyf.String(identity), element]
        reference: bytes = self.add({"Names": names}).reference
        return reference


def _holds_something(element: Element) -> bool:
    return element.kind in _NEEDED or any(
        not isinstance(kid, Element) or _holds_something(kid) for kid in element.kids
    )
