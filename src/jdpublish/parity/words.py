"""What a finished file says, as its text would be written: no line ends, no numerals of heads."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from jdpublish.built.finished import SOFT, Passage, Place
from jdpublish.model import Block, BlockKind
from jdpublish.parity.overleaf import Characters, row_together

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
    return _text(_spaced(_characters(text), chinese=chinese))


def wording(passage: Passage, block: Block, expected: str, *, chinese: bool) -> Wording:
    """Return a passage's words as its text would be written; `expected` is that text.

    Chinese has no spaces but between Latin words, so those that a PDF seems to have between wide
    letters fall away. A hyphen between letters falls away where the text has the word without.
    """
    characters = _characters(passage.text)
    if block.kind is BlockKind.ROW and len({run.place.page for run in passage.runs}) > 1:
        pages = (passage.place(offset).page for _, offset in characters)
        characters = row_together(characters, pages, expected)
    if not chinese:
        characters = _unhyphenated(characters, expected)
    if _may_be_numbered(block):
        characters = _without_numeral(characters, expected, chinese=chinese)
    spaced = tuple(_spaced(characters, chinese=chinese))
    return Wording(_text(spaced), tuple(offset for _, offset in spaced), passage)


def _text(characters: Iterable[tuple[str, int]]) -> str:
    return "".join(character for character, _ in characters)


def _characters(text: str) -> Characters:
    return tuple((one, offset) for offset, one in enumerate(text) if not _WORDLESS.match(one))


def _spaced(characters: Characters, *, chinese: bool) -> Iterator[tuple[str, int]]:
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


def _unhyphenated(characters: Characters, expected: str) -> Characters:
    text = _text(characters)
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


def _may_be_numbered(block: Block) -> bool:
    """Whether a theme may set a numeral before a block: before a chapter's head, or a note."""
    return block.kind is BlockKind.NOTE or (block.kind is BlockKind.HEADING and block.depth == 1)


def _without_numeral(characters: Characters, expected: str, *, chinese: bool) -> Characters:
    """Return a head or a note without the numeral that a theme sets before it.

    Words may begin with a numeral of their own, as 一年来 does: so as many characters are left as
    the text has, in either script, and else those that begin as it does.
    """
    found = _NUMERAL.match(_text(characters))
    if not found:
        return characters
    behind = characters[found.end() :]
    whole, rest = (_text(_spaced(one, chinese=chinese)) for one in (characters, behind))
    if len(whole) == len(expected):
        return characters
    if len(rest) == len(expected):
        return behind
    return characters if _alike(whole, expected) > _alike(rest, expected) else behind


def _alike(text: str, expected: str) -> int:
    """Return how many characters two texts have in common from their beginnings."""
    both = zip(text, expected, strict=False)
    return len(tuple(takewhile(lambda pair: pair[0] == pair[1], both)))


def folded(text: str) -> str:
    """Return a text with full-width digits and signs as the usual ones, of the same length."""
    return "".join(
        one if len(usual := unicodedata.normalize("NFKC", one)) != 1 else usual for one in text
    )
