"""Half-width punctuation in Chinese."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import (
    CHINESE_MARKS,
    HAN,
    cells,
    is_chinese,
    more_chinese,
    passage,
    repair,
)
from jdpublish.model import Block, Severity

_FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_STOPS = ",:;?!"
_HALF = re.compile(r"[,:;()?!]")
_HAN = re.compile(f"[{HAN}]")
_OWN = re.compile(f"[{HAN}{CHINESE_MARKS}％]")
_SHARED = "“”‘’—…·"
"""Marks that English has as well: they are Chinese where most of the words are."""
_BLANK = " \u00a0\u3000"
_PASSED = f"*_~{_BLANK}"
"""Blanks, and marks of formatting that were left in the text."""


def half_width(block: Block, language: str, _: Bitext) -> Iterator[Problem]:
    """Commas, colons, semicolons, brackets, ? and ! beside Chinese are full-width.

    A comma within a figure (1,234), a colon in a time (10:30) or ratio, an address, code and
    punctuation within Latin words stay as they are, and so does the single bracket of an
    enumerator such as 1). A full stop is not looked at: after Latin words and figures it may mean
    something else. Source: GB/T 15834—2011 (标点符号用法).
    """
    if not is_chinese(language):
        return
    for segment, text in cells(block):
        if not _HALF.search(text):
            continue
        for offset, mark in _wanted(text):
            start, stop = _with_blanks(text, offset)
            there = passage(segment.text, offset, offset + 1)
            yield Problem(
                f"“{segment.text[offset]}” is half-width in Chinese: “{there}”",
                f"write “{mark}”",
                segment.locate(offset),
                repair=repair(segment, start, stop, mark),
            )


def _wanted(text: str) -> list[tuple[int, str]]:
    """Return where half-width marks should be full-width, and the marks that should stand there.

    Brackets come first, in pairs, so that a comma beside them is seen to stand beside Chinese.
    """
    reader = _Reader(text)
    for first, last in _pairs(text):
        if reader.encloses_chinese(first, last):
            reader.widen(first)
            reader.widen(last)
    for found in _HALF.finditer(text):
        if found[0] in _STOPS and reader.is_chinese_stop(found.start()):
            reader.widen(found.start())
    return sorted(reader.widened.items())


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for offset, character in enumerate(text):
        if character in "(（":
            opened.append(offset)
        elif character in ")）" and opened:
            yield opened.pop(), offset


class _Reader:
    """A text as it is looked at: what was found to be full-width counts as such from then on."""

    def __init__(self, text: str) -> None:
        self.text = list(text)
        self.plain = text
        self.widened: dict[int, str] = {}
        self.shared = _SHARED if more_chinese(text) else ""

    def widen(self, offset: int) -> None:
        character = self.text[offset]
        if character in _FULL:
            self.widened[offset] = self.text[offset] = _FULL[character]

    def beside(self, offset: int, step: int) -> str:
        """The nearest character on one side that is neither blank nor formatting, or nothing."""
        offset += step
        while 0 <= offset < len(self.text) and self.text[offset] in _PASSED:
            offset += step
        return self.text[offset] if 0 <= offset < len(self.text) else ""

    def is_chinese(self, character: str) -> bool:
        return bool(character) and (character in self.shared or _OWN.match(character) is not None)

    def encloses_chinese(self, first: int, last: int) -> bool:
        """Whether two brackets stand in Chinese: around it, behind it, or one is full-width."""
        if self.text[first] == "（" or self.text[last] == "）":
            return True
        if _HAN.search(self.plain, first, last):
            return True
        left, right = self.beside(first, -1), self.beside(last, 1)
        if left in self.shared and left:
            return self.is_chinese(right) or bool(_HAN.match(right))
        return self.is_chinese(left) or (not left and _HAN.match(right) is not None)

    def is_chinese_stop(self, offset: int) -> bool:
        mark = self.text[offset]
        before, after = self._next_to(offset)
        if before.isdigit() and after.isdigit():
            return False
        left, right = self.beside(offset, -1), self.beside(offset, 1)
        if self.is_chinese(left):
            return True
        if not self.is_chinese(right):
            return False
        if not left or not left.isascii() or left.isdigit() or left in "%)）]":
            return True
        return left.isalpha() and mark in ",;:" and _HAN.match(right) is not None

    def _next_to(self, offset: int) -> tuple[str, str]:
        left = self.text[offset - 1] if offset else ""
        right = self.text[offset + 1] if offset + 1 < len(self.text) else ""
        return left, right


def _with_blanks(text: str, offset: int) -> tuple[int, int]:
    """Return the place of a mark with the blanks around it, which a full-width mark has within."""
    start, stop = offset, offset + 1
    while start > 0 and text[start - 1] in _BLANK:
        start -= 1
    while stop < len(text) and text[stop] in _BLANK:
        stop += 1
    if text[start - 1 : start] in _FULL:  # the blanks belong to the mark before them
        start = offset
    return start, stop


CHECK = Check("half-width", Severity.WARNING, block=half_width, plain=True)
