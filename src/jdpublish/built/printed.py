"""A finished PDF → what its pages show, and what that is tagged as: the door to pypdfium2."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2
import pypdfium2.raw as pdfium

from jdpublish.errors import Location, OutputError

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the page's lower left."""


@dataclass(frozen=True, slots=True)
class Painted:
    """Something painted on a page: its words if it is text, and where it is.

    `number` is what tags call it by, -1 if none can; `apart` is true of what is set apart from the
    text: running heads, page numbers, leaders (artifacts, ISO 32000-1:2008, 14.8.2.2). `ink` says
    whether it leaves a trace on paper: white does where something darker is painted before it.
    """

    kind: Literal["text", "picture"]
    number: int
    apart: bool
    words: str
    box: Box
    ink: Literal["dark", "white", "none"] = "dark"


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element, as far as a page shows it: its kind, its id, and what it holds.

    What it holds are other elements, and numbers of what is painted; `alternative` is what is said
    of a picture.
    """

    kind: str
    identity: str
    alternative: str
    kids: tuple["Tag | int", ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page: what is painted on it in turn, its tags, and the comments that lie on it.

    `box` is what is left of it when it has been cut.
    """

    box: Box
    painted: tuple[Painted, ...]
    tags: tuple[Tag, ...]
    comments: tuple[str, ...]


def printed_pages(content: bytes, *, file: str) -> tuple[PrintedPage, ...]:
    """Return the pages of a tagged PDF.

    Raises:
        OutputError: it cannot be read, or is not tagged.
    """
    with _opened(content, file) as document:
        if not pdfium.FPDFCatalog_IsTagged(document.raw):
            raise OutputError(
                "this PDF does not say which of its words are which part of the text",
                at=Location(file),
                hint="another program has saved it, or WeasyPrint is not the version that"
                " `jdpublish doctor` asks for: build it again",
            )
        return tuple(_page(document, number, file) for number in range(len(document)))


@contextmanager
def _opened(content: bytes, file: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as problem:
        raise _unreadable("this PDF", file) from problem
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int, file: str) -> PrintedPage:  # noqa: ANN401
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as problem:
        raise _unreadable(f"page {number + 1} of this PDF", file) from problem
    try:
        return PrintedPage(
            _cut(page), tuple(_objects(page, text)), tuple(_tags(page)), tuple(_comments(page))
        )
    finally:
        text.close()
        page.close()


def _unreadable(what: str, file: str) -> OutputError:
    return OutputError(
        f"{what} cannot be read",
        at=Location(file),
        hint="it is damaged, or a password protects it: build it again",
    )


def _cut(page: Any) -> Box:  # noqa: ANN401
    """Return what a reader sees of a page, and less if a printer is told to trim it."""
    left, bottom, right, top = page.get_bbox()
    trim = page.get_trimbox()
    return max(left, trim[0]), max(bottom, trim[1]), min(right, trim[2]), min(top, trim[3])


# ── What is painted ──


def _objects(page: Any, text: Any) -> Iterator[Painted]:  # noqa: ANN401
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _painted(pdfium.FPDFPage_GetObject(page.raw, index), text, -1, apart=False)


def _painted(item: Any, text: Any, around: int, *, apart: bool) -> Iterator[Painted]:  # noqa: ANN401
    """Yield an object, or what it is made of: what holds for it holds for that."""
    kind = pdfium.FPDFPageObj_GetType(item)
    number = pdfium.FPDFPageObj_GetMarkedContentID(item)
    number = around if number < 0 else number
    apart = apart or (number < 0 and _is_artifact(item))
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            inner = pdfium.FPDFFormObj_GetObject(item, index)
            yield from _painted(inner, text, number, apart=apart)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        words = _string(pdfium.FPDFTextObj_GetText, item, text.raw, unit=ctypes.c_ushort)
        yield Painted("text", number, apart, words, _box(item), _ink(item))
    else:
        yield Painted("picture", number, apart, "", _box(item))


_UNPAINTED = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_WHITE = 250
"""From here on, of 255, a paper's white and a colour cannot be told apart."""


def _ink(item: Any) -> Literal["dark", "white", "none"]:  # noqa: ANN401
    red, green, blue, opacity = colour = [ctypes.c_uint() for _ in range(4)]
    filled = pdfium.FPDFPageObj_GetFillColor(item, *colour)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
    if mode in _UNPAINTED or (filled and not opacity.value):
        return "none"
    white = filled and min(red.value, green.value, blue.value) >= _WHITE
    return "white" if white else "dark"


def _is_artifact(item: Any) -> bool:  # noqa: ANN401
    marks = (
        pdfium.FPDFPageObj_GetMark(item, index)
        for index in range(pdfium.FPDFPageObj_CountMarks(item))
    )
    return any(_name(mark) == "Artifact" for mark in marks)


def _box(item: Any) -> Box:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


# ── What it is tagged as ──


def _tags(page: Any) -> Iterator[Tag]:  # noqa: ANN401
    """Yield the elements at the top of a page's part of the structure tree."""
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                yield _tag(child)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _tag(element: Any) -> Tag:  # noqa: ANN401
    return Tag(
        kind=_string(pdfium.FPDF_StructElement_GetType, element),
        identity=_string(pdfium.FPDF_StructElement_GetID, element),
        alternative=_string(pdfium.FPDF_StructElement_GetAltText, element),
        kids=tuple(_kids(element)),
    )


def _kids(element: Any) -> Iterator[Tag | int]:  # noqa: ANN401
    """Yield what an element holds on this page; what it holds on others, PDFium leaves out."""
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield _tag(child)
            continue
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if number >= 0:
            yield number


# ── What lies on it ──


_LINKS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)


def _comments(page: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the words of what readers' programs lay over a page: comments, stamps, fields."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if pdfium.FPDFAnnot_GetSubtype(note) not in _LINKS:
            yield _string(pdfium.FPDFAnnot_GetStringValue, note, b"Contents", unit=ctypes.c_ushort)
        pdfium.FPDFPage_CloseAnnot(note)


def _string(function: Callable[..., int], *arguments: Any, unit: Any = None) -> str:  # noqa: ANN401
    """Return a string of PDFium's, which first says how many bytes it has."""
    size = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(unit)) if unit else buffer, size)
    return _decoded(buffer, size)


def _name(mark: Any) -> str:  # noqa: ANN401
    length, buffer = ctypes.c_ulong(), ctypes.create_string_buffer(256)
    target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFPageObjMark_GetName(mark, target, 256, length)
    return _decoded(buffer, min(length.value, 256))


def _decoded(buffer: Any, size: int) -> str:  # noqa: ANN401
    raw: bytes = buffer.raw[:size]
    return raw.decode("utf-16-le", "replace").rstrip("\0")
