"""What a finished file says, as its text would be written: no line ends, no numerals of heads."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.built.finished import SOFT, Passage, Place
from jdpublish.model import Block, BlockKind

_WORDLESS = re.compile("[\u200b\u2060\ufeff]")
_LATIN = re.compile(r"[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(
    r"[^\S\n]*(?:[〇一二三四五六七八九十百]+|\d+|[①-⓿㉑-㊿]|[a-z])[\s.．、,，:：)）·]*"
)
"""What may number a chapter or a note: a theme's template sets it before the words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A block's words, with the place of each character in the finished file."""

    text: str
    offsets: tuple[int, ...] = ()
    passage: Passage | None = None

    def place(self, offset: int) -> Place:
        """Return where a character stands in the file."""
        if self.passage is None:
            return Place()
        if not self.offsets:
            return self.passage.place(0)
        return self.passage.place(self.offsets[min(offset, len(self.offsets) - 1)])


def written(text: str, *, chinese: bool) -> str:
    """Return a text of the sources with spaces as `wording` leaves them."""
    return "".join(character for character, _ in _spaced(_characters(text), chinese=chinese))


def wording(passage: Passage, block: Block, expected: str, *, chinese: bool) -> Wording:
    """Return a passage's words as its text would be written; `expected` is that text.

    Chinese has no spaces but between Latin words, so those that a PDF seems to have between wide
    letters fall away. A hyphen between letters falls away where the text has the word without.
    """
    characters = _characters(passage.text)
    if not chinese:
        characters = _unhyphenated(characters, expected)
    spaced = tuple(_spaced(characters, chinese=chinese))
    text = "".join(character for character, _ in spaced)
    start = _numeral(text, block, expected)
    return Wording(text[start:], tuple(offset for _, offset in spaced[start:]), passage)


_Characters = tuple[tuple[str, int], ...]


def _characters(text: str) -> _Characters:
    return tuple((one, offset) for offset, one in enumerate(text) if not _WORDLESS.match(one))


def _spaced(characters: _Characters, *, chinese: bool) -> Iterator[tuple[str, int]]:
    """Yield the characters with one space for each blank, but none where Chinese has none.

    Between cells of a table a tab remains, so that two figures never run together.
    """
    last, blank = "", ""
    for character, offset in characters:
        if character.isspace():
            blank += character
            continue
        if blank and last:
            if "\t" in blank:
                yield "\t", offset
            elif not chinese or (_LATIN.match(last) and _LATIN.match(character)):
                yield " ", offset
        yield character, offset
        last, blank = character, ""


def _unhyphenated(characters: _Characters, expected: str) -> _Characters:
    text = "".join(character for character, _ in characters)
    words = set(re.findall(r"[^\W\d_]+", expected))
    kept = []
    for index, (character, offset) in enumerate(characters):
        if character in (SOFT, "-"):
            before, after = _WORD_BEFORE.search(text, 0, index), _WORD_AFTER.match(text, index + 1)
            if before and after and _whole(text, index) in words:
                continue
            character = "-"  # noqa: PLW2901
        kept.append((character, offset))
    return tuple(kept)


def _whole(text: str, index: int) -> str:
    """Return the word around a hyphen, without any."""
    start, stop = index, index
    while start and (_LETTERS.match(text[start - 1]) or text[start - 1] in (SOFT, "-")):
        start -= 1
    while stop < len(text) and (_LETTERS.match(text[stop]) or text[stop] in (SOFT, "-")):
        stop += 1
    parts = re.split(f"[{SOFT}-]", text[start:index])
    return parts[-1] + re.split(f"[{SOFT}-]", text[index + 1 : stop])[0]


def _numeral(text: str, block: Block, expected: str) -> int:
    """Return where the words of a chapter's head or a note begin, behind its numeral."""
    if block.kind is not BlockKind.NOTE and not (
        block.kind is BlockKind.HEADING and block.depth == 1
    ):
        return 0
    found = _NUMERAL.match(text)
    if not found or text[:1] == expected[:1]:
        return 0
    return found.end()


def folded(text: str) -> str:
    """Return a text with full-width digits and signs as the usual ones, of the same length."""
    return "".join(
        one if len(usual := unicodedata.normalize("NFKC", one)) != 1 else usual for one in text
    )
