"""The theme's fonts as CSS, with just the characters that a page shows."""

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from jdpublish.errors import GlyphError, Location
from jdpublish.fonts import Face, subset
from jdpublish.sources import Theme, ThemeFont
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

    def source(font: ThemeFont, face: Face, wanted: frozenset[str]) -> str:
        own = frozenset(one for one in wanted if ord(one) in face.characters)
        name = f"{font.family}-{font.weight}-{font.style}.otf".replace(" ", "")
        return url(name, subset(face, own))

    return font_rules(theme, medium, locale, shown, source)


def font_rules(
    theme: Theme,
    medium: Medium,
    locale: str,
    shown: Shown,
    source: Callable[[ThemeFont, Face, frozenset[str]], str],
) -> str:
    """Return `@font-face` rules for a page.

    `source` is given a font, its face and the characters that it is to show, be they in the face
    or not, and returns where CSS finds what has them.
    """
    return "\n".join(_rules(theme, medium, locale, shown, source))


def _rules(
    theme: Theme,
    medium: Medium,
    locale: str,
    shown: Shown,
    source: Callable[[ThemeFont, Face, frozenset[str]], str],
) -> Iterator[str]:
    own = _style_characters(theme) | _ALWAYS
    text, display = own.union(shown.text), own.union(shown.display)
    for font in theme.fonts:
        if medium not in font.media:
            continue
        wanted = display if font.display and medium == "screen" else text
        address = source(font, font.face(locale), wanted)
        unicode_range = (
            f"unicode-range: {font.unicode_range}; "
            if font.unicode_range and medium == "screen"
            else ""
        )
        yield (
            f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; '
            f"font-style: {font.style}; {unicode_range}font-display: swap; src: url({address}) }}"
        )


@lru_cache(maxsize=4)
def _style_characters(theme: Theme) -> frozenset[str]:
    """Return the characters that a theme's styles show with `content`."""
    return frozenset("".join(words for words, _ in style_words(theme)))


_Text = tuple[str, Callable[[int], Location]]
"""A text, with a function from an offset in it to its place in a file."""


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """What a theme's fonts can show in a locale; `known` are the characters looked up so far."""

    media: tuple["_Faces", ...]
    known: set[str]

    @classmethod
    def of(cls, theme: Theme, locale: str) -> "Coverage":
        """Return the coverage of a theme's fonts in all media."""
        media = (_characters(theme, medium, locale) for medium in get_args(Medium))
        return cls(tuple(media), set(_INVISIBLE))

    def check(self, texts: Iterable[_Text]) -> None:
        """Make sure that the fonts can show every character of the texts.

        Raises:
            GlyphError: at the first character that no font of the theme has.
        """
        for text, locate in texts:
            if self.known.issuperset(text):
                continue
            for offset, character in enumerate(text):
                if character in self.known:
                    continue
                if not all(_is_covered(character, faces) for faces in self.media):
                    raise GlyphError(
                        f"no font of the theme can show “{character}” (U+{ord(character):04X})",
                        at=locate(offset),
                        hint="replace the character, or name a font that has it in theme.toml",
                    )
                self.known.add(character)


def check_coverage(theme: Theme, locale: str, texts: Iterable[_Text]) -> None:
    """Make sure that the theme's fonts can show every character of the texts.

    Raises:
        GlyphError: at the first character that no font of the theme has.
    """
    Coverage.of(theme, locale).check(texts)


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
