"""The glossary by itself, as a web page that stands alone."""

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.outputs.web.alone import filled, with_quotation_marks
from jdpublish.page import book_theme, book_values
from jdpublish.publication import Artifact
from jdpublish.sources import Theme
from jdpublish.terms.book import FOLDER, Book

_TEMPLATE = "glossary-screen.html"


def glossary_page(book: Book, theme: Theme) -> Artifact:
    """Return the glossary's own web page.

    Raises:
        ThemeError: the theme has no template for it, or one with a mistake.
    """
    content = filled(
        book_theme(theme, _TEMPLATE),
        _TEMPLATE,
        book_values(book, theme),
        locale=SOURCE_LANGUAGE,
        display=_display_text(book, theme),
        fonts=with_quotation_marks(theme, SOURCE_LANGUAGE),
    )
    return Artifact(f"{FOLDER}/index.html", content.encode(), format="html")


def _display_text(book: Book, theme: Theme) -> str:
    """Return the words that are set in the theme's display faces: terms, headings, interface."""
    words = (word for table in theme.words.values() for word in table.values())
    terms = (entry.han for entry in (*book.entries, *book.retired))
    letters = (letter.name for letter in (*book.chinese, *book.english))
    issuers = (issuer for _, issuer in book.issuers)
    return "".join([*words, *terms, *letters, *issuers, "0123456789年月日"])
