"""A PDF edition, tagged for screen readers: the door to WeasyPrint."""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote
from urllib.request import DataHandler, OpenerDirector

from jdpublish.errors import Location, ThemeError
from jdpublish.model import Artifact, Finding, MarkKind, Severity, Sheet
from jdpublish.outputs.print_page import painted, print_page
from jdpublish.page import Document
from jdpublish.sources import Theme
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

    from jdpublish.outputs import archive, attachments, columns, justification, margin, tags
    from jdpublish.outputs.mistakes import warnings_are_mistakes


SUPPORTED = "70.0"
"""The version of WeasyPrint whose private functions and trees are used here. With any other, lines
are ragged, the glossary has one column and the margin is empty: plain, but nothing is wrong."""
_PLAIN = ".gloss { display: none }"
_MARKS = "@page { bleed: 20pt; marks: crop cross }"
"""WeasyPrint draws marks in the outer half of the bleed and calls the inner 10 pt (3.5 mm, more
than the 3 mm that printers ask for) the PDF's BleedBox: so no mark stands where ink may be."""


def pdf(document: Document, theme: Theme) -> Artifact:
    """Return an edition as PDF/A-3a and PDF/UA-1, on the document's sheet.

    Raises:
        ThemeError: the theme's CSS has a mistake, it asks for a file that is not its own, or its
            page has no room for the text.
    """
    known = weasyprint.__version__ == SUPPORTED
    if known:
        justification.install()
        tags.install()
    fonts: dict[str, bytes] = {}

    def keep(name: str, font: bytes) -> str:
        url = f"theme:{name}"
        fonts[url] = font
        return url

    def finish(_: object, written: Any) -> None:  # noqa: ANN401
        archive.forbid_smoothing(written)
        attachments.attach(written, document.attached, date=document.date)

    page = print_page(document, theme)
    faces = font_faces(theme, "print", document.edition.locale, Shown(painted(page), ""), keep)
    files = {**fonts, **{f"report:{path}": content for path, content in document.images.items()}}
    fetch, configuration = _Files(files), FontConfiguration()
    with warnings_are_mistakes(document, theme):
        styles = [
            weasyprint.CSS(
                string=css, base_url="theme:", url_fetcher=fetch, font_config=configuration
            )
            for css in (faces, *_styles(theme, document.sheet), "" if known else _PLAIN)
        ]
        laid_out = weasyprint.HTML(string=page, base_url="report:", url_fetcher=fetch).render(
            stylesheets=styles, font_config=configuration, pdf_variant=archive.VARIANT
        )
        _check_room(laid_out.pages, theme, document.sheet)
        homeless: tuple[str, ...] = ()
        if known:
            laid_out = laid_out.copy(columns.merged(laid_out.pages))
            homeless = margin.place(laid_out.pages)
            tags.prepare(laid_out.pages)
        archive.declare_accessible(laid_out.metadata)
        content = laid_out.write_pdf(pdf_variant=archive.VARIANT, finisher=finish)
    edition = document.edition.id
    return Artifact(
        path=f"{document.report}/{edition}/{document.report}.{edition}{document.sheet.suffix}.pdf",
        content=content,
        edition=edition,
        format="pdf",
        pages=len(laid_out.pages),
        findings=tuple(_without_room(document, concept) for concept in homeless),
        sheet=document.sheet,
    )


def _styles(theme: Theme, sheet: Sheet) -> Iterator[str]:
    if name := _page_style(theme, sheet):
        yield theme.files[name]
    yield theme.files["print.css"]
    if sheet.marks:
        yield _MARKS


def _page_style(theme: Theme, sheet: Sheet) -> str:
    """Return the style that says the page's measures, nothing in a theme of one size."""
    size = sheet.size or "".join(theme.page_sizes[:1])
    return f"print-{size}.css" if size else ""


def _check_room(pages: list[Any], theme: Theme, sheet: Sheet) -> None:
    """Make sure that the text lies on the page: a size and margins may contradict each other."""
    for page in pages:
        box = page._page_box  # noqa: SLF001  the pages' tree is not public
        margins = (box.margin_top, box.margin_right, box.margin_bottom, box.margin_left)
        if min(margins) < 0 or min(box.width, box.height) < _LEAST_ROOM:
            name = _page_style(theme, sheet) or "print.css"
            raise ThemeError(
                "the page has no room for the text: "
                f"{_mm(page.width)} × {_mm(page.height)} mm with {_mm(box.width)} × "
                f"{_mm(box.height)} mm between its margins",
                at=Location(f"{theme.folder}/{name}"),
                hint="the page's size, its margins and the text's measure must fit together",
            )


_LEAST_ROOM = 72.0
"""In CSS px: 19 mm hold two words at least; less is a slip, and would make thousands of pages."""


def _mm(length: float) -> str:
    return f"{length * 25.4 / 96:.0f}"


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
