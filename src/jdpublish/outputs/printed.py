"""A PDF edition, tagged for screen readers: the door to WeasyPrint."""

import ctypes.util
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import unquote

from jdpublish.entries import Entry
from jdpublish.errors import ContentError, JdpublishError, Location, ThemeError
from jdpublish.markup import Dialect, inline, tagged
from jdpublish.model import Artifact, BlockKind, Finding, MarkKind, Section, Severity
from jdpublish.page import Document, page_values, plain, render
from jdpublish.sources import Theme
from jdpublish.stylesheet import Shown, font_faces
from jdpublish.typography import chinese_typography, han_runs


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

    from jdpublish.outputs import archive, columns, justification, margin


SUPPORTED = "70.0"
"""The version of WeasyPrint whose private functions and trees are used here. With any other, lines
are ragged, the glossary has one column and the margin is empty: plain, but nothing is wrong."""
_PLAIN = ".gloss { display: none }"
_PX = 96 / 72
_GLOSS_OFFSET = (342 + 18) * _PX
_GLOSS_SPACE = 7.5 * _PX
_GLOSS_DEPTH = 48 * _PX


def pdf(document: Document, theme: Theme) -> Artifact:
    """Return an edition as PDF/A-3a and PDF/UA-1.

    Raises:
        ThemeError: the theme's CSS has a mistake, or it asks for a file that is not its own.
    """
    known = weasyprint.__version__ == SUPPORTED
    if known:
        justification.install()
    fonts: dict[str, bytes] = {}

    def keep(name: str, font: bytes) -> str:
        url = f"theme:{name}"
        fonts[url] = font
        return url

    page = _page(document, theme)
    faces = font_faces(theme, "print", document.edition.locale, Shown(plain(page), ""), keep)
    files = {**fonts, **{f"report:{path}": content for path, content in document.images.items()}}
    fetch, configuration = _Files(files), FontConfiguration()
    with _warnings_are_mistakes(document, theme):
        styles = [
            weasyprint.CSS(
                string=css, base_url="theme:", url_fetcher=fetch, font_config=configuration
            )
            for css in (faces, theme.files["print.css"], "" if known else _PLAIN)
        ]
        laid_out = weasyprint.HTML(string=page, base_url="report:", url_fetcher=fetch).render(
            stylesheets=styles, font_config=configuration, pdf_variant=archive.VARIANT
        )
        homeless: tuple[str, ...] = ()
        if known:
            laid_out = laid_out.copy(columns.merged(laid_out.pages))
            homeless = margin.place(
                laid_out.pages, offset=_GLOSS_OFFSET, space=_GLOSS_SPACE, depth=_GLOSS_DEPTH
            )
        archive.declare_accessible(laid_out.metadata)
        content = laid_out.write_pdf(pdf_variant=archive.VARIANT)
    edition = document.edition.id
    return Artifact(
        path=f"{document.report}/{edition}/{document.report}.{edition}.pdf",
        content=content,
        edition=edition,
        format="pdf",
        pages=len(laid_out.pages),
        findings=tuple(_without_room(document, concept) for concept in homeless),
    )


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


class _Files(URLFetcher):  # type: ignore[misc]
    """Gives WeasyPrint the theme's fonts and the report's images, and nothing else."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ANN401, ARG002
        content = self._files.get(unquote(url))
        if content is None:
            message = f"{url} is neither the theme's nor in the report's folder"
            raise FatalURLFetchingError(message)
        return URLFetcherResponse(url, content)


@contextmanager
def _warnings_are_mistakes(document: Document, theme: Theme) -> Iterator[None]:
    """Turn WeasyPrint's warnings into an error that names the line or the picture."""
    heard: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    ear = _Ear(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield
    except FatalURLFetchingError as problem:
        raise ThemeError(str(problem.__cause__ or problem), at=Location(theme.folder)) from problem
    finally:
        logger.handlers, logger.propagate = handlers, propagate
    if heard:
        raise _mistake(heard[0].rstrip("."), document, theme)


def _mistake(message: str, document: Document, theme: Theme) -> JdpublishError:
    position = re.search(r" at (\d+):(\d+)", message)
    selector = re.search(r"selector, '(.*?) ?'$", message)
    picture = re.search(r"report:([^\s']+)", message)
    if picture:
        return ContentError(
            f"this picture cannot be printed: {message.replace('report:', '')}",
            at=_place_of(unquote(picture[1]), document),
            hint="save it anew; a picture may not refer to other files",
        )
    if not position and not selector:
        return ThemeError(
            f"the page cannot be printed: {message}", at=Location(f"{theme.folder}/print.html")
        )
    line, column = (int(position[1]), int(position[2])) if position else (1, 1)
    if selector:
        before, found, _ = theme.files["print.css"].partition(selector[1])
        line = before.count("\n") + 1 if found else 1
    return ThemeError(
        f"the print style has a mistake: {message}",
        at=Location(f"{theme.folder}/print.css", line, column),
        hint="mend this line; WeasyPrint knows most of CSS, but not all of it",
    )


def _place_of(picture: str, document: Document) -> Location | None:
    return next(
        (
            segment.locate(mark.start)
            for block in document.blocks
            for segment in block.segments
            for mark in segment.marks
            if mark.kind is MarkKind.IMAGE and mark.value == picture
        ),
        None,
    )


def _page(document: Document, theme: Theme) -> str:
    typeset = _typeset(document)
    notes = {block.id: block for block in typeset.blocks if block.kind is BlockKind.NOTE}
    plain_dialect = Dialect(term=lambda _: ("", ""), note=lambda _: "", images={})

    called: set[str] = set()

    def note(identity: str) -> str:
        if identity in called:  # the note stands at the foot of the page of its first call
            return f'<a class="call" href="#{identity}">*</a>'
        called.add(identity)
        words = inline(notes[identity].segment, plain_dialect) if identity in notes else ""
        return f'<span class="footnote" id="{identity}">{words}</span>'

    def term(concept: str) -> tuple[str, str]:
        mark = _call if _is_chinese(document) else _gloss
        return mark(document.entries[concept])

    dialect = Dialect(
        term=term, note=note, images={path: f"report:{path}" for path in document.images}
    )
    return render(theme, "print.html", page_values(typeset, dialect))


def _typeset(document: Document) -> Document:
    """Return a Chinese document with the marks of its typography, any other as it is."""
    if not _is_chinese(document):
        return document
    centred = document.edition.locale != "zh-Hans"

    def section(part: Section) -> Section:
        blocks = (chinese_typography(block, centred_stops=centred) for block in part.blocks)
        return replace(part, blocks=tuple(blocks))

    return replace(document, sections=tuple(map(section, document.sections)))


def _is_chinese(document: Document) -> bool:
    return document.language.startswith("zh")


def _gloss(entry: Entry) -> tuple[str, str]:
    """A number after the term, and a margin gloss that has it too.

    The style counts. The link is the number's alone: where an element begins after a space, the
    space before it at a line's end makes WeasyPrint 70 break the line far too early.
    """
    chinese, pinyin = (escape(words, quote=False) for words in (entry.han, entry.pinyin))
    gloss = (
        f'<span class="gloss" data-concept="{entry.id}">'
        f'<span class="term-han" lang="zh-Hans">{chinese}</span> '
        f'<span class="pinyin" lang="zh-Latn-pinyin">{pinyin}</span> '
        f"{tagged(entry.definition, han_runs(entry.definition))}</span>"
    )
    return "", f'<a class="term" href="#term-{entry.id}"></a>{gloss}'


def _call(entry: Entry) -> tuple[str, str]:
    """The number of an entry in the annex, set after its term."""
    return "", f'<a class="call" href="#term-{entry.id}">{entry.number}</a>'
