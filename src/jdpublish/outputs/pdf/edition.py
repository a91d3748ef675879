"""A PDF edition, tagged for screen readers: the door to WeasyPrint."""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import ModuleType
from typing import Any
from urllib.parse import unquote
from urllib.request import DataHandler, OpenerDirector

from jdpublish.errors import refuse
from jdpublish.model import Finding, MarkKind, Severity
from jdpublish.outputs.contract import contract_mistakes
from jdpublish.outputs.pdf.faults.fonts import drawn, foreign_fonts
from jdpublish.outputs.pdf.markup import painted, print_page
from jdpublish.page import Document
from jdpublish.publication import Artifact, Sheet
from jdpublish.sources import Theme
from jdpublish.styles import page_style
from jdpublish.stylesheet import Shown, font_faces


@contextmanager
def _quick_dlopen() -> Iterator[None]:
    """Spare WeasyPrint's import a search for libraries by names that Linux does not have.

    cffi asks `find_library` for each wrong name it is given, which starts a compiler every time.
    """
    if sys.platform != "linux":
        yield
        return
    find_library = ctypes.util.find_library
    ctypes.util.find_library = lambda _: None  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


with _quick_dlopen():
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from jdpublish.outputs.pdf.faults.mistakes import warnings_are_mistakes
    from jdpublish.outputs.pdf.file import archive, attachments


SUPPORTED = "70.0"
"""The version of WeasyPrint for which `pinned` is made. With any other, lines are ragged, the
glossary has one column and the margin is empty: plain, but nothing is wrong."""
_PLAIN = ".gloss { display: none }"
_MARKS = "@page { bleed: 20pt; marks: crop cross }"
"""WeasyPrint draws marks in the outer half of the bleed and calls the inner 10 pt (3.5 mm, more
than the 3 mm that printers ask for) the PDF's BleedBox: so no mark stands where ink may be."""


def _pinned() -> ModuleType | None:
    """Return what may be done to this version of WeasyPrint, or None where it is another."""
    if weasyprint.__version__ != SUPPORTED:
        return None
    from jdpublish.outputs.pdf import pinned  # noqa: PLC0415  another version may lack its names

    return pinned


def pdf(document: Document, theme: Theme) -> Artifact:
    """Return an edition as PDF/A-3a and PDF/UA-1, on the document's sheet.

    Raises:
        ThemeError: the theme's CSS has a mistake, it asks for a file that is not its own, or its
            page has no room for the text.
    """
    pinned = _pinned()
    if pinned:
        pinned.install()
    fonts: dict[str, bytes] = {}
    drawings: list[Finding] = []

    def keep(name: str, font: bytes) -> str:
        url = f"theme:{name}"
        fonts[url] = font
        return url

    def finish(done: Any, written: Any) -> None:  # noqa: ANN401
        drawings.extend(foreign_fonts(done.fonts.values(), document, theme))
        archive.forbid_smoothing(written)
        attachments.attach(written, document.attached, date=document.date)

    page = print_page(document, theme)
    shown = Shown(painted(page) + drawn(document, theme), "")
    faces = font_faces(theme, "print", document.edition.locale, shown, keep)
    refuse(contract_mistakes(page, theme, "print.html", document.edition.locale))
    pictures = {f"report:{path}": content for path, content in document.images.items()}
    fetch, configuration = _Files({**fonts, **theme.images, **pictures}), FontConfiguration()
    measures = _measures(theme, document.sheet)
    place = f"{theme.folder}/{measures}"
    watching = pinned.watched(place) if pinned else nullcontext()
    with warnings_are_mistakes(document, theme) as told, watching:
        styles = [
            weasyprint.CSS(
                string=told.style(css, file),
                base_url="theme:",
                url_fetcher=fetch,
                font_config=configuration,
            )
            for css, file in (
                (faces, "theme.toml"),
                *((theme.files[name], name) for name in dict.fromkeys((measures, "print.css"))),
                (_MARKS if document.sheet.marks else "", ""),  # no file of the theme's
                ("" if pinned else _PLAIN, ""),
            )
        ]
        html = weasyprint.HTML(string=page, base_url="report:", url_fetcher=fetch)
        told.styles_in(html)
        laid_out = html.render(
            stylesheets=styles, font_config=configuration, pdf_variant=archive.VARIANT
        )
        told.refuse()
        homeless: tuple[str, ...] = ()
        if pinned:
            laid_out, homeless = pinned.finish(laid_out, place)
        archive.declare_accessible(laid_out.metadata)
        content = laid_out.write_pdf(pdf_variant=archive.VARIANT, finisher=finish)
    edition = document.edition.id
    return Artifact(
        path=f"{document.report}/{edition}/{document.report}.{edition}{document.sheet.suffix}.pdf",
        content=content,
        edition=edition,
        format="pdf",
        pages=len(laid_out.pages),
        findings=(*(_without_room(document, concept) for concept in homeless), *drawings),
        sheet=document.sheet,
    )


def _measures(theme: Theme, sheet: Sheet) -> str:
    """Return the style that says the page's measures: its own, or that of a theme of one size."""
    size = sheet.size or "".join(theme.page_sizes[:1])
    return page_style(size) if size else "print.css"


def _without_room(document: Document, concept: str) -> Finding:
    """A gloss that the margin had no room for: its number still leads to the glossary."""
    block, at = next(
        (block, segment.locate(mark.start))
        for block in document.blocks
        for segment in block.segments
        for mark in segment.marks
        if mark.kind is MarkKind.TERM and mark.value == concept
    )
    return Finding(
        "gloss-without-room",
        Severity.WARNING,
        at,
        f"the margin has no room for the gloss on “{document.entries[concept].english}”",
        "shorten definitions, or take annotate away from terms that need no gloss",
        block.id,
    )


_OWN = OpenerDirector()
_OWN.add_handler(DataHandler())


class _Files(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint the theme's fonts and the report's images, and nothing else."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ANN401, ARG002
        if url.startswith("data:"):  # what a style or template holds itself
            with _OWN.open(url) as response:
                return URLFetcherResponse(url, response.read(), dict(response.headers))
        content = self._files.get(unquote(url))
        if content is None:
            message = f"{url} is neither the theme's nor in the report's folder"
            raise FatalURLFetchingError(message)
        return URLFetcherResponse(url, content)
