"""Only the theme's fonts in a PDF: another machine has others, and other lines with them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jdpublish.errors import ContentError, Location, ThemeError
from jdpublish.model import Block, Finding, MarkKind, Segment, Severity
from jdpublish.outputs.pdf.manuscript import Manuscript
from jdpublish.page import plain
from jdpublish.sources import Theme
from jdpublish.styles import PRINTED

_ASKED = re.compile(r"\bfont(?:-family)?\s*:\s*([^;}]*)")
_SHOWN = 12
"""How many characters a message names."""


def drawn(manuscript: Manuscript, theme: Theme) -> str:
    """Return the words in the drawings that the pages may show, for the fonts to have them."""
    report = (_words(path, manuscript.images) for _, _, path in _pictures(manuscript))
    return "".join([*report, *(_words(name, theme.images) for name in theme.images)])


def foreign_fonts(fonts: Iterable[Any], manuscript: Manuscript, theme: Theme) -> Iterator[Finding]:
    """Yield the report's drawings whose words are in a font of the machine.

    Raises:
        ContentError: another character of the text is in one.
        ThemeError: something else is.
    """
    own = {font.family for font in theme.fonts if "print" in font.media}
    for font in fonts:
        if font.family in own:
            continue
        letters = "".join(dict.fromkeys("".join(font.to_unicode.values())))
        says = f"“{letters[:_SHOWN]}” is printed in {font.family}, which is no font of the theme"
        if found := _drawing(letters, manuscript):
            yield _finding(*found, says, own)
        elif at := _first(letters, manuscript):
            hint = "replace it, or let the style name a font there that has it"
            raise ContentError(says, at=at, hint=hint)
        else:
            raise ThemeError(
                says,
                at=_suspect(letters, theme, own),
                hint="each font-family, also in a drawing, must name fonts of theme.toml, and one"
                " of them must have these characters",
            )


def _finding(block: Block, at: Location, says: str, own: set[str]) -> Finding:
    hint = f"let the drawing name one of these: {', '.join(sorted(own))}; or turn words to outlines"
    return Finding(
        "font-in-drawing", Severity.WARNING, at, f"in this drawing {says}", hint, block.id
    )


def _pictures(manuscript: Manuscript) -> Iterator[tuple[Block, Location, str]]:
    for block in manuscript.blocks:
        for segment in block.segments:
            for mark in segment.marks:
                if mark.kind is MarkKind.IMAGE:
                    yield block, segment.locate(mark.start), mark.value


def _words(name: str, images: Mapping[str, bytes]) -> str:
    """Return the words of a drawing, nothing of any other picture."""
    if not name.lower().endswith(".svg"):
        return ""
    return plain(images.get(name, b"").decode("utf-8", "replace"))


def _drawing(letters: str, manuscript: Manuscript) -> tuple[Block, Location] | None:
    for block, at, path in _pictures(manuscript):
        if set(letters) <= set(_words(path, manuscript.images)):
            return block, at
    return None


def _first(letters: str, manuscript: Manuscript) -> Location | None:
    """Return where the first rare character stands: an ordinary one is the style's fault."""
    rare = {letter for letter in letters if not letter.isascii()}
    segments: Iterator[Segment] = (one for block in manuscript.blocks for one in block.segments)
    if len(letters) > _SHOWN:
        return None
    for segment in segments:
        for offset, letter in enumerate(segment.text):
            if letter in rare:
                return segment.locate(offset)
    return None


def _suspect(letters: str, theme: Theme, own: set[str]) -> Location:
    """Return the first place where a style or drawing asks for no font of the theme."""
    for name in theme.images:
        if set(letters) <= set(_words(name, theme.images)):
            return Location(f"{theme.folder}/{name}")
    for name, text in theme.files.items():
        for found in _ASKED.finditer(text if name.startswith("print") or name in PRINTED else ""):
            if not any(family in found[1] for family in (*own, "var(", "inherit")):
                before = text[: found.start(1)]
                column = len(before) - before.rfind("\n")
                return Location(f"{theme.folder}/{name}", before.count("\n") + 1, column)
    return Location(f"{theme.folder}/print.css")
