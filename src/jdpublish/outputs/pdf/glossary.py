"""The glossary by itself, as a PDF."""

from collections.abc import Iterator

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.outputs.pdf.manuscript import Manuscript
from jdpublish.outputs.pdf.printing import printed
from jdpublish.page import book_theme, book_values
from jdpublish.publication import Artifact, Attachment, Sheet
from jdpublish.rendering import render
from jdpublish.sources import SourceFile, Theme
from jdpublish.terms.book import FOLDER, Book, file_name

_TEMPLATE = "glossary-print.html"
_TOML = "application/toml"  # registered with IANA in 2024


def glossary_pdf(book: Book, theme: Theme, sheet: Sheet, files: tuple[SourceFile, ...]) -> Artifact:
    """Return the glossary as PDF/A-3a and PDF/UA-1; its files travel in it.

    Raises:
        ThemeError: the theme has no template for it, or one with a mistake.
    """
    values = book_values(book, theme) | {"images": {name: name for name in theme.images}}
    manuscript = Manuscript(
        page=render(book_theme(theme, _TEMPLATE), _TEMPLATE, values),
        template=_TEMPLATE,
        locale=SOURCE_LANGUAGE,
        sheet=sheet,
        attached=tuple(_attached(files, theme)),
        date=book.date,
    )
    done = printed(manuscript, theme)
    return Artifact(
        path=f"{FOLDER}/{file_name(sheet.suffix)}",
        content=done.content,
        format="pdf",
        pages=done.pages,
        findings=done.findings,
        sheet=sheet,
    )


def _attached(files: tuple[SourceFile, ...], theme: Theme) -> Iterator[Attachment]:
    """Yield the files from which the book is made, each with words that say what it is."""
    said = theme.words[SOURCE_LANGUAGE]["glossary"], theme.words["en"]["glossary"]
    for file in files:
        yield Attachment(
            name=f"glossary/{file.name}.toml",
            media_type=_TOML,
            relationship="Source",
            description=" · ".join((*said, file.name)),
            text=file.text,
        )
