"""The pages of a PDF, as painted and as tagged → the words of its blocks.

The tags say which of the words on a page are which part of the text, wherever they stand (ISO
32000-1:2008, 14.7). So no figure is torn by the end of a line, a column or a page, and what is set
apart from the text, such as a page's number, is none of it.
"""

import re
from collections.abc import Collection, Iterator

from jdpublish.built.finished import RESERVED, SOFT, Place, Reading, Scribe, Stray
from jdpublish.built.printed import Box, Painted, PrintedPage, Tag, printed_pages

_ASIDE = frozenset(("Reference", "Lbl", "Note"))
"""Kinds of elements that are no part of the words they stand among: calls, numerals, notes."""
_BLOCKS = frozenset(("P", "LBody", "TR", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Note"))
_LINE_END_HYPHEN = "\x02\ufffe"
"""What PDFium makes of a hyphen at a line's end."""


def tagged_pdf(content: bytes, *, known: Collection[str], file: str) -> Reading:
    """Return the words of a PDF by their blocks' ids, of which `known` are the text's.

    Where a line ends with a hyphen nobody can see from the page whether it is the word's: `SOFT`
    stands there. Words that belong neither to the text nor to what is set apart from it, pictures
    over the text, comments, and words of the text that nobody can see on paper are strays.

    Raises:
        OutputError: the PDF cannot be read, or is not tagged.
    """
    scribe = Scribe(frozenset(known))
    strays: list[Stray] = []
    pages = printed_pages(content, file=file)
    ends: dict[str, Painted] = {}
    for number, page in enumerate(pages, 1):
        walk = _Walk(scribe, Place(number), _by_number(page), ends)
        for tag in page.tags:
            walk.read(tag, "", aside=False)
        strays += _strays(page, walk.seen, Place(number))
        ends.clear()
    return scribe.reading(tuple(strays), len(pages))


def _by_number(page: PrintedPage) -> dict[int, list[Painted]]:
    found: dict[int, list[Painted]] = {}
    for one in page.painted:
        if one.number >= 0 and one.words:
            found.setdefault(one.number, []).append(one)
    return found


class _Walk:
    """Goes through a page's tags in reading order and takes down what they hold."""

    def __init__(
        self,
        scribe: Scribe,
        place: Place,
        words: dict[int, list[Painted]],
        ends: dict[str, Painted],
    ) -> None:
        self.scribe, self.place, self.words, self.ends = scribe, place, words, ends
        self.seen: set[int] = set()

    def read(self, tag: Tag, block: str, *, aside: bool) -> None:
        own = self._own(tag, block)
        if own:
            block, aside = own, False
            self.scribe.begin(block)
        aside = aside or not block or (not own and tag.kind in _ASIDE)
        if not aside and tag.kind in ("TD", "TH") and self.scribe.last(block):
            self.scribe.add(block, "\t", self.place)
        if not aside and tag.kind == "Figure":
            self.scribe.add(block, tag.alternative, self.place)
        for kid in tag.kids:
            if isinstance(kid, Tag):
                self.read(kid, block, aside=aside and bool(block))
            else:
                self.seen.add(kid)
                if not aside:
                    self._words(block, kid)

    def _own(self, tag: Tag, around: str) -> str:
        """Return the id of the block that an element is, or nothing."""
        if tag.identity in self.scribe.known:
            return tag.identity
        foreign = tag.kind in _BLOCKS and " " not in tag.identity and not around
        return tag.identity if foreign and not tag.identity.startswith(RESERVED) else ""

    def _words(self, block: str, number: int) -> None:
        for one in self.words.get(number, ()):
            before, last = self.scribe.last(block), self.ends.get(block)
            new_line = last is None or _begins_line(one.box, last.box)
            space = " " if new_line and _parts_words(before, one.words) else ""
            words = re.sub(f"[{_LINE_END_HYPHEN}]", SOFT, one.words)
            words = words.replace("\u2010", "-").replace("\u2011", "-")
            self.scribe.add(block, space + words, self.place)
            self.ends[block] = one


def _begins_line(box: Box, last: Box) -> bool:
    left, bottom, _, top = box
    _, last_bottom, last_right, last_top = last
    return left < last_right - 1 or bottom > last_top or top < last_bottom


_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_JOINING = f"{_LINE_END_HYPHEN}{SOFT}-–—/"


def _parts_words(before: str, words: str) -> bool:
    """Tell whether a line's end stands for a space: in Chinese, and after a dash, it does not."""
    if not before or before.isspace() or words[:1].isspace() or before in _JOINING:
        return False
    return not (_CHINESE.match(before) or _CHINESE.match(words))


def _strays(page: PrintedPage, seen: set[int], place: Place) -> Iterator[Stray]:
    """Yield what keeps text from being seen, what is neither text nor apart from it, and comments.

    Something covers only what was painted before it, and white words need something behind them.
    """
    text: list[Painted] = []
    grounds: list[Painted] = []
    for one in page.painted:
        words = " ".join(one.words.split())
        if one.kind == "picture":
            grounds.append(one)
            covered = " ".join(words.words.strip() for words in text if _meet(one.box, words.box))
            if covered and not one.apart and one.number not in seen:
                yield Stray(place, "cover", covered)
        elif words and one.number in seen:
            text.append(one)
            if not _within(one.box, page.box):
                yield Stray(place, "beyond", words)
            elif not _shows(one, grounds):
                yield Stray(place, "unseen", words)
        elif words and not one.apart:
            yield Stray(place, "words", words)
    for comment in page.comments:
        yield Stray(place, "comment", " ".join(comment.split()))


def _shows(one: Painted, grounds: list[Painted]) -> bool:
    """Tell whether words leave a trace on paper."""
    if one.ink == "white":
        return any(_meet(one.box, ground.box) for ground in grounds)
    return one.ink != "none"


def _within(one: Box, page: Box) -> bool:
    """Tell whether something lies on a page; a hair's breadth beyond it does no harm."""
    left, bottom, right, top = page
    return one[0] > left - 1 and one[1] > bottom - 1 and one[2] < right + 1 and one[3] < top + 1


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
