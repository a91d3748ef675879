"""Only the theme's fonts in a PDF: another machine has others, and other lines with them."""

import re
from collections.abc import Iterable
from typing import Any

from jdpublish.errors import ContentError, Location, ThemeError
from jdpublish.page import Document
from jdpublish.sources import Theme

_ASKED = re.compile(r"\bfont(?:-family)?\s*:\s*([^;}]*)")
_SHOWN = 12
"""How many characters a message names."""


def check_fonts(fonts: Iterable[Any], document: Document, theme: Theme) -> None:
    """Make sure that a document's fonts are the theme's: WeasyPrint takes any of the machine.

    Raises:
        ContentError: it took one for a character of the text.
        ThemeError: it took one for something else.
    """
    own = {font.family for font in theme.fonts if "print" in font.media}
    for font in fonts:
        if font.family in own:
            continue
        letters = "".join(dict.fromkeys("".join(font.to_unicode.values())))
        says = (
            f"“{letters[:_SHOWN]}” would be printed in {font.family}, which is no font of the theme"
        )
        if at := _first(letters, document):
            hint = "replace it, or let the style name a font there that has it"
            raise ContentError(says, at=at, hint=hint)
        raise ThemeError(
            says,
            at=_suspect(theme, own),
            hint="each font-family must name fonts of theme.toml, and one of them must have these"
            " characters",
        )


def _suspect(theme: Theme, own: set[str]) -> Location:
    """Return the first place where a style asks for no font of the theme."""
    for name, text in theme.files.items():
        for found in _ASKED.finditer(text if name.startswith("print") else ""):
            if not any(family in found[1] for family in (*own, "var(", "inherit")):
                before = text[: found.start(1)]
                column = len(before) - before.rfind("\n")
                return Location(f"{theme.folder}/{name}", before.count("\n") + 1, column)
    return Location(f"{theme.folder}/print.css")


def _first(letters: str, document: Document) -> Location | None:
    """Return where the first rare character stands: an ordinary one is the style's fault."""
    rare = {letter for letter in letters if not letter.isascii()}
    if len(letters) > _SHOWN:
        return None
    for block in document.blocks:
        for segment in block.segments:
            for offset, letter in enumerate(segment.text):
                if letter in rare:
                    return segment.locate(offset)
    return None
