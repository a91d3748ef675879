"""Brackets and quotation marks that are opened and closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import is_chinese, passage, words
from jdpublish.model import Block, Severity

_PAIRS = {
    "(": ")", "（": "）", "[": "]", "［": "］", "{": "}", "｛": "｝",
    "“": "”", "‘": "’", "「": "」", "『": "』",
    "《": "》", "〈": "〉", "【": "】", "〔": "〕", "〖": "〗",
}  # fmt: skip
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_QUOTES = "“‘「『"
_WIDTH = str.maketrans("（）［］｛｝", "()[]{}")
"""A bracket may close one of another width: `half-width` and `full-width` tell of that."""
_MARKS = re.compile(f"[{re.escape(''.join(_PAIRS) + ''.join(_CLOSING))}]")

_ENUMERATOR = re.compile(
    r"(?:^|[\s。；;：:，,、！？.”’）)])"
    r"(?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})[)）]\Z"
)
"""1) and a) before the items of a list within a paragraph."""
_LONGEST = 6
_INTERVAL = re.compile(r"[\[(（][0-9.+–-]+[,，][ ]?[0-9.+∞–-]+[\])）]")
_SMILEY = re.compile(r"[:;]-?[()]\Z")
_DECADE = re.compile(r"[‘’][0-9]{2}s?\b")


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    offset: int


def brackets(block: Block, language: str, bitext: Bitext) -> Iterator[Problem]:
    """Every bracket and quotation mark that is opened is closed, and none is closed unopened.

    Each language has its own: （）《》〈〉“”‘’「」『』【】〔〕 and () [] {} “” ‘’.
    An apostrophe is no quotation mark, and the bracket of an enumerator such as 1) or a) needs no
    partner. A quotation that goes on in the next paragraph, which begins with a quotation mark as
    well, need not be closed in the first. Straight quotation marks (") are not looked at.
    """
    if not _MARKS.search(block.text):
        return
    for segment in block.segments:
        for offset, closed in _alone(words(segment), chinese=is_chinese(language)):
            mark = segment.text[offset]
            if mark in _QUOTES and offset == 0 and _goes_on(block, mark, bitext.blocks(language)):
                continue
            there = passage(segment.text, offset, offset + 1)
            name = "quotation mark" if mark in _QUOTES + "”’」』" else "bracket"
            yield Problem(
                f"the {name} {mark} closes nothing that is open: “{there}”"
                if closed
                else f"the {name} {mark} is opened and not closed: “{there}”",
                f"write {_CLOSING[mark]} where it opens, or delete it"
                if closed
                else f"write {_PAIRS[mark]} where it ends, or delete it",
                segment.locate(offset),
            )


def _goes_on(block: Block, mark: str, blocks: tuple[Block, ...]) -> bool:
    """Whether the next paragraph opens the same quotation mark again."""
    after = blocks[blocks.index(block) + 1 :][:1]
    return bool(after) and after[0].text.startswith(mark)


def _alone(text: str, *, chinese: bool) -> list[tuple[int, bool]]:
    """Return where marks have no partner, and whether they close."""
    seen = _INTERVAL.sub(lambda found: "x" * len(found[0]), text)
    opened: list[_Open] = []
    alone: list[tuple[int, bool]] = []
    for found in _MARKS.finditer(seen):
        mark, offset = found[0], found.start()
        if mark in "‘’" and _is_apostrophe(seen, offset, opened, chinese=chinese):
            continue
        if mark in _PAIRS:
            opened.append(_Open(mark, offset))
            continue
        wanted = _CLOSING[mark].translate(_WIDTH)
        partners = [one for one in opened if one.mark.translate(_WIDTH) == wanted]
        if not partners:
            near = seen[max(offset - _LONGEST, 0) : offset + 1]
            if not (wanted == "(" and (_ENUMERATOR.search(near) or _SMILEY.search(near))):
                alone.append((offset, True))
            continue
        while opened[-1] is not partners[-1]:
            alone.append((opened.pop().offset, False))
        opened.pop()
    alone += [
        (one.offset, False)
        for one in opened
        if not _SMILEY.search(seen[max(one.offset - 2, 0) : one.offset + 1])
    ]
    return sorted(alone)


def _is_apostrophe(text: str, offset: int, opened: list[_Open], *, chinese: bool) -> bool:
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if _DECADE.match(text, offset) and not before.isalnum():
        return True
    inside = (before.isalnum() or before == "-") and after.isalnum()
    if inside and (not chinese or (before.isascii() and after.isascii())):
        return True
    is_open = any(one.mark == "‘" for one in opened)
    return text[offset] == "’" and not is_open and (not chinese or before.isascii())


CHECK = Check("brackets", Severity.WARNING, block=brackets, plain=True)
