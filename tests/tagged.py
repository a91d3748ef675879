"""What a screen reader is told of a PDF: its structure tree, read without the program's help."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from tests.built import solid


@dataclass(frozen=True)
class Words:
    """Words that an element holds itself: on a page, with a number of their own."""

    page: int
    number: int
    text: str


@dataclass(frozen=True)
class Link:
    """What makes a place a link: what is said of it, and the id or address that it leads to."""

    page: int
    said: str
    target: str


@dataclass(frozen=True, eq=False)
class Tag:
    """A structure element with all that it holds, in reading order.

    `own_language` is what it says of itself, `language` what holds for its words.
    """

    kind: str
    kids: tuple["Tag | Words | Link", ...]
    language: str
    own_language: str
    identity: str
    alternative: str
    attributes: dict[str, str]

    def below(self, *kinds: str) -> Iterator["Tag"]:
        """Yield the elements of some kinds in this one, in reading order."""
        for kid in self.children:
            if kid.kind in kinds:
                yield kid
            yield from kid.below(*kinds)

    @property
    def children(self) -> tuple["Tag", ...]:
        return tuple(kid for kid in self.kids if isinstance(kid, Tag))

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(kid for kid in self.kids if isinstance(kid, Link))

    def pieces(self, without: tuple[str, ...] = ()) -> Iterator[tuple["Tag", Words]]:
        """Yield all words in this element with the element that holds them itself."""
        for kid in self.kids:
            if isinstance(kid, Words):
                yield self, kid
            elif isinstance(kid, Tag) and kid.kind not in without:
                yield from kid.pieces(without)

    def text(self, *without: str) -> str:
        """Return the words in this element as `solid` leaves them, without some kinds' words."""
        return solid("".join(words.text for _, words in self.pieces(without)))

    def pages(self) -> set[int]:
        return {words.page for _, words in self.pieces()}


@cache
def tags(path: Path) -> Tag:
    """Return the root of a PDF's structure tree."""
    with pikepdf.open(path) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        (root,) = document.Root.StructTreeRoot.K
        return _tag(root, pages, marked_words(path), None, str(document.Root.Lang))


def _tag(
    node: Any,
    pages: dict[tuple[int, int], int],
    words: dict[tuple[int, int], str],
    page: int | None,
    language: str,
) -> Tag:
    page = pages[node.Pg.objgen] if "/Pg" in node else page
    own = str(node.get("/Lang", ""))
    kids: list[Tag | Words | Link] = []
    for kid in node.K:
        if isinstance(kid, int):
            assert page is not None
            kids.append(Words(page, kid, words.get((page, kid), "")))
        elif kid.get("/Type") == "/MCR":
            place = pages[kid.Pg.objgen], int(kid.MCID)
            kids.append(Words(*place, words.get(place, "")))
        elif kid.get("/Type") == "/OBJR":
            target = kid.Obj.get("/Dest") or kid.Obj.A.URI
            kids.append(Link(pages[kid.Pg.objgen], str(kid.Obj.Contents), str(target)))
        else:
            assert kid.P.objgen == node.objgen
            kids.append(_tag(kid, pages, words, page, own or language))
    return Tag(
        kind=str(node.S).removeprefix("/"),
        kids=tuple(kids),
        language=own or language,
        own_language=own,
        identity=str(node.get("/ID", "")),
        alternative=str(node.get("/Alt", "")),
        attributes={
            name.removeprefix("/"): " ".join(map(str, value))
            if isinstance(value, pikepdf.Array)
            else str(value).removeprefix("/")
            for name, value in node.get("/A", pikepdf.Dictionary()).items()
        },
    )


@cache
def marked_words(path: Path) -> dict[tuple[int, int], str]:
    """Return the words of a PDF by page and number; those without a number have -1."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for item in page.get_objects(max_depth=1):
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
                place = number, pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
                found[place] = found.get(place, "") + _text(item, text)
        text.close()
        page.close()
    document.close()
    return found


def _text(item: Any, text: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(item.raw, text.raw, target, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")


def kinds_below(node: Any) -> Iterator[str]:
    """Yield the kinds of all structure elements below one, as the file names them: “/P”."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from kinds_below(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from kinds_below(node.K)
