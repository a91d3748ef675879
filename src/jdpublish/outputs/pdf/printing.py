"""Pages → a PDF, tagged for screen readers: the door to WeasyPrint."""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from urllib.parse import unquote
from urllib.request import DataHandler, OpenerDirector

from jdpublish.errors import refuse
from jdpublish.model import Finding
from jdpublish.outputs.contract import contract_mistakes
from jdpublish.outputs.pdf.faults.fonts import drawn, foreign_fonts
from jdpublish.outputs.pdf.manuscript import Manuscript
from jdpublish.outputs.pdf.markup import painted
from jdpublish.publication import Sheet
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


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF, the number of its pages, and what was found while it was made.

    `homeless` are the concepts for whose glosses a margin had no room.
    """

    content: bytes
    pages: int
    homeless: tuple[str, ...]
    findings: tuple[Finding, ...]


def printed(manuscript: Manuscript, theme: Theme) -> Printed:
    """Return a manuscript as PDF/A-3a and PDF/UA-1, on its sheet.

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
        drawings.extend(foreign_fonts(done.fonts.values(), manuscript, theme))
        archive.forbid_smoothing(written)
        attachments.attach(written, manuscript.attached, date=manuscript.date)

    page = manuscript.page
    shown = Shown(painted(page) + drawn(manuscript, theme), "")
    faces = font_faces(theme, "print", manuscript.locale, shown, keep)
    refuse(contract_mistakes(page, theme, manuscript.template, manuscript.locale))
    pictures = {f"report:{path}": content for path, content in manuscript.images.items()}
    fetch, configuration = _Files({**fonts, **theme.images, **pictures}), FontConfiguration()
    measures = _measures(theme, manuscript.sheet)
    place = f"{theme.folder}/{measures}"
    watching = pinned.watched(place) if pinned else nullcontext()
    with warnings_are_mistakes(manuscript, theme) as told, watching:
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
                (_MARKS if manuscript.sheet.marks else "", ""),  # no file of the theme's
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
    return Printed(content, len(laid_out.pages), homeless, tuple(drawings))


def _measures(theme: Theme, sheet: Sheet) -> str:
    """Return the style that says the page's measures: its own, or that of a theme of one size."""
    size = sheet.size or "".join(theme.page_sizes[:1])
    return page_style(size) if size else "print.css"


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
