"""The theme's fonts as CSS, with just the characters that a page shows."""

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from jdpublish.errors import GlyphError, Location
from jdpublish.fonts import subset
from jdpublish.sources import Theme
from jdpublish.styles import style_words

Medium = Literal["screen", "print"]

_INVISIBLE = frozenset("\t\n\r \u00a0\u00ad\u200b\u2060")
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0\u2010–—‘’“”…·•◦▪")


@dataclass(frozen=True, slots=True)
class Shown:
    """The characters that a page shows: all of them, and those in display faces."""

    text: str
    display: str


def font_faces(
    theme: Theme, medium: Medium, locale: str, shown: Shown, url: Callable[[str, bytes], str]
) -> str:
    """Return `@font-face` rules for a page, with just the characters it shows.

    `url` is given a font's file name and bytes and returns where CSS finds it. Equal input gives
    equal bytes.
    """
    return "\n".join(_rules(theme, medium, locale, shown, url))


def _rules(
    theme: Theme, medium: Medium, locale: str, shown: Shown, url: Callable[[str, bytes], str]
) -> Iterator[str]:
    own = "".join(words for words, _ in style_words(theme))  # what a style shows with `content`
    text, display = frozenset(shown.text + own), frozenset(shown.display + own)
    for font in theme.fonts:
        if medium not in font.media:
            continue
        wanted = display if font.display and medium == "screen" else text
        face = font.face(locale)
        characters = frozenset(
            character for character in wanted | _ALWAYS if ord(character) in face.characters
        )
        name = f"{font.family}-{font.weight}-{font.style}.otf".replace(" ", "")
        source = url(name, subset(face, characters))
        unicode_range = (
            f"unicode-range: {font.unicode_range}; "
            if font.unicode_range and medium == "screen"
            else ""
        )
        yield (
            f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
            f"font-style: {font.style}; {unicode_range}font-display: swap; src: url({source}) }}"
        )


def check_coverage(
    theme: Theme, locale: str, texts: Iterable[tuple[str, Callable[[int], Location]]]
) -> None:
    """Make sure that the theme's fonts can show every character of the texts.

    Each text comes with a function from an offset in it to its place in a file.

    Raises:
        GlyphError: at the first character that no font of the theme has.
    """
    media = [_characters(theme, medium, locale) for medium in get_args(Medium)]
    known = set(_INVISIBLE)
    for text, locate in texts:
        for offset, character in enumerate(text):
            if character in known:
                continue
            if not all(_is_covered(character, faces) for faces in media):
                raise GlyphError(
                    f"no font of the theme can show “{character}” (U+{ord(character):04X})",
                    at=locate(offset),
                    hint="replace the character, or name a font that has it in theme.toml",
                )
            known.add(character)


def uncovered(theme: Theme, medium: Medium, locale: str, text: str) -> tuple[str, ...]:
    """Return the characters of a text that no font of the theme can show in a medium."""
    faces = _characters(theme, medium, locale)
    shown = sorted(set(text) - _INVISIBLE)
    return tuple(character for character in shown if not _is_covered(character, faces))


_Faces = Sequence[Container[int]]


def _characters(theme: Theme, medium: Medium, locale: str) -> _Faces:
    return [font.face(locale).characters for font in theme.fonts if medium in font.media]


def _is_covered(character: str, faces: _Faces) -> bool:
    private = unicodedata.category(character) == "Co"  # its glyph is anybody's sign
    return not private and any(ord(character) in face for face in faces)
