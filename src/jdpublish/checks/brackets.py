"""Brackets and quotation marks that are opened and closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import is_chinese, passage, words
from jdpublish.model import Block, Segment, Severity

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
    partner. A quotation that goes on in the next paragraph need not be closed in the first, where
    the next begins with the same quotation mark and is all within it. Straight quotation marks (")
    are not looked at.
    """
    if not _MARKS.search(block.text):
        return
    for segment in block.segments:
        alone = _alone(words(segment), chinese=is_chinese(language))
        quotes = [at for at, closed in alone if not closed and segment.text[at] in _QUOTES]
        going_on = _going_on(segment, quotes, block, bitext.blocks(language)) if quotes else 0
        for offset, closed in alone:
            if offset in quotes[:going_on]:
                continue
            mark = segment.text[offset]
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


def _going_on(segment: Segment, quotes: list[int], block: Block, blocks: tuple[Block, ...]) -> int:
    """Return how many of the quotation marks left open the next paragraph opens again."""
    after = next(iter(blocks[blocks.index(block) + 1 :]), None)
    if after is None or not _is_all_quoted(after.text):
        return 0
    marks = "".join(segment.text[offset] for offset in quotes)
    pairs = enumerate(zip(marks, after.text, strict=False))
    return next((number for number, pair in pairs if len(set(pair)) > 1), len(marks))


def _is_all_quoted(text: str) -> bool:
    """Whether a text begins with a quotation mark and its words end within what that opens."""
    depth = 0
    for offset, mark in enumerate(text):
        depth += (mark == text[0]) - (mark == _PAIRS.get(text[0]))
        if depth == 0:
            return offset > 0 and not any(map(str.isalnum, text[offset:]))
    return depth > 0


@lru_cache(maxsize=4_096)
def _alone(text: str, *, chinese: bool) -> tuple[tuple[int, bool], ...]:
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
    return tuple(sorted(alone))


def _is_apostrophe(text: str, offset: int, opened: list[_Open], *, chinese: bool) -> bool:
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if _DECADE.match(text, offset) and not before.isalnum():
        return True
    inside = (before.isalnum() or before == "-") and after.isalnum()
    if inside and (not chinese or (before.isascii() and after.isascii())):
        return True
    is_open = any(one.mark == "‘" for one in opened)
    return text[offset] == "’" and not is_open and (not chinese or before.isascii())


CHECK = Check("brackets", Severity.WARNING, block=brackets, around=True, plain=True)
