"""The formats in which an edition, or the glossary by itself, is published: a function each."""

from collections.abc import Callable

from jdpublish.page import Document
from jdpublish.publication import Artifact, Sheet
from jdpublish.sources import SourceFile, Theme
from jdpublish.terms.book import Book

Output = Callable[[Document, Theme], Artifact]


def _html(document: Document, theme: Theme) -> Artifact:
    from jdpublish.outputs.web.edition import html  # noqa: PLC0415  a PDF does not need it

    return html(document, theme)


def _pdf(document: Document, theme: Theme) -> Artifact:
    from jdpublish.outputs.pdf.edition import pdf  # noqa: PLC0415  WeasyPrint takes 0.3 s to load

    return pdf(document, theme)


GlossaryOutput = Callable[[Book, Theme, Sheet, tuple[SourceFile, ...]], Artifact]


def _glossary_html(
    book: Book, theme: Theme, _sheet: Sheet, _files: tuple[SourceFile, ...]
) -> Artifact:
    from jdpublish.outputs.web.glossary import glossary_page  # noqa: PLC0415  as above

    return glossary_page(book, theme)


def _glossary_pdf(
    book: Book, theme: Theme, sheet: Sheet, files: tuple[SourceFile, ...]
) -> Artifact:
    from jdpublish.outputs.pdf.glossary import glossary_pdf  # noqa: PLC0415  as above

    return glossary_pdf(book, theme, sheet, files)


OUTPUTS: dict[str, Output] = {"html": _html, "pdf": _pdf}

GLOSSARY_OUTPUTS: dict[str, GlossaryOutput] = {"html": _glossary_html, "pdf": _glossary_pdf}
"""Those in which the glossary is published by itself."""
