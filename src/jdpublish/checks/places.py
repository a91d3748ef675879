"""What checks read of a block: its words without code and addresses, and where they stand."""

import re
from collections.abc import Iterator

from jdpublish.model import Block, MarkKind, Repair, Segment

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, for use between the brackets of a pattern."""
CHINESE_MARKS = "，。、；：！？（）《》〈〉「」『』【】〔〕〖〗"
"""Marks of Chinese that no other language shares, for use in the same way."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)[!-~]*[\w/#=&~-]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)
_PASSAGE = 8
_LATIN_PASSAGE = 20
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_LONG = 40


def is_chinese(language: str) -> bool:
    """Return whether a language tag (BCP 47) is one of Chinese."""
    return language.split("-", maxsplit=1)[0] == "zh"


def words(segment: Segment) -> str:
    """Return a segment's text with an x for every character of code and of addresses.

    It has the same length, so that an offset in it is one in the segment.
    """
    text = segment.text
    for mark in segment.marks:
        if mark.kind is MarkKind.CODE:
            text = text[: mark.start] + "x" * (mark.stop - mark.start) + text[mark.stop :]
    if "://" in text or "@" in text or "www." in text or "mailto:" in text:
        text = _ADDRESS.sub(lambda found: "x" * len(found[0]), text)
    return text


def cells(block: Block) -> Iterator[tuple[Segment, str]]:
    """Yield each segment of a block with the words that checks read of it."""
    for segment in block.segments:
        yield segment, words(segment)


def passage(text: str, start: int, stop: int) -> str:
    """Return a passage of a text with what stands around it, to be quoted."""
    size = _PASSAGE if _HAN.search(text, max(start - _PASSAGE, 0), stop + _PASSAGE) else 0
    size = size or _LATIN_PASSAGE
    first, last = max(start - size, 0), min(stop + size, len(text))
    while first > 0 and first < start and text[first - 1 : first + 1].isascii():
        if text[first - 1].isspace():
            break
        first += 1
    while stop < last < len(text) and text[last - 1 : last + 1].isascii():
        if text[last].isspace():
            break
        last -= 1
    return text[first:last].strip()


def shortened(text: str) -> str:
    """Return a text, or its beginning where it is too long to be quoted."""
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…"


def more_chinese(text: str) -> bool:
    """Return whether a text has more Chinese characters than words in Latin letters."""
    return len(_HAN.findall(text)) > len(_WORD.findall(text))


def escaped(segment: Segment, offset: int) -> bool:
    r"""Return whether a backslash stands before a character in the file, as in `\(`.

    Such a character has an anchor of its own, one column further on than its neighbour says.
    """
    starts = [anchor.offset for anchor in segment.anchors]
    if offset not in starts:
        return False
    alone = offset + 1 in starts or offset + 1 == len(segment.text)
    if offset == 0:
        return alone and segment.at.column > 1
    here, before = segment.locate(offset), segment.locate(offset - 1)
    return alone and (here.line, here.column) == (before.line, before.column + 2)


def repair(segment: Segment, start: int, stop: int, new: str) -> Repair | None:
    """Return the repair that puts new words in place of `text[start:stop]`.

    There is none where the words do not stand together in the file, or behind a backslash.
    """
    first, last = segment.locate(start), segment.locate(stop - 1)
    together = (last.line, last.column) == (first.line, first.column + stop - 1 - start)
    if not together or any(escaped(segment, offset) for offset in range(start, stop)):
        return None
    return Repair(first, segment.text[start:stop], new)
