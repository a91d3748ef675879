"""Blanks that are one too many."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import CHINESE_MARKS, HAN, cells, is_chinese, passage, repair
from jdpublish.model import Block, BlockKind, Severity

_BLANK = " \u00a0\u3000"
_UNSEEN = re.compile("[\u200b\u200e\u200f\u2060\ufeff]+")
_RARE = re.compile("[\u3000\u200b\u200e\u200f\u2060\ufeff]")
_ODD_IN_CHINESE = re.compile(f"[{_BLANK}]")
_ODD_IN_ENGLISH = re.compile(r"[ \u00a0(\[“](?![\w“‘(\[])")
"""One of both stands wherever anything is found; most texts have neither, which is seen at once."""
_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")

_BESIDE_MARK = re.compile(
    rf"(?<=[{CHINESE_MARKS}])[{_BLANK}]+(?=[^\s{{｛])|(?<=\S)[{_BLANK}]+(?=[{CHINESE_MARKS}])"
)
_IN_CHINESE = re.compile(rf"(?<=[{HAN}])[{_BLANK}]+(?=[{HAN}])")
_ORDINAL = re.compile(r"\A(?:第?[一二三四五六七八九十百0-9]{1,4}[章节篇部编条卷]?|附[件录]\S?)\Z")
_HEADLINE = 4

_BEFORE_MARK = re.compile(r"(?<=[\w”’)\]%])[ \u00a0]+(?=[,;!?](?![\w.])|[.:](?:\s|\Z)|[)\]])")
_AFTER_OPENING = re.compile(r"(?<=[(\[“])[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+(?=”)")
_WIDE = re.compile("\u3000+")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    stop: int
    what: str
    new: str | None


def spaces(block: Block, language: str, _: Bitext) -> Iterator[Problem]:
    """No blank is doubled, and none stands where the language has none.

    In English none stands before a comma, stop or closing bracket. In Chinese none stands beside
    punctuation or between two characters; the two halves of a headline may be parted by one.
    Between Chinese and Latin words there may be one or none: pages set a gap of their own there.
    Characters that nobody sees, such as the zero-width space, are found as well.
    """
    chinese = is_chinese(language)
    odd = _ODD_IN_CHINESE if chinese else _ODD_IN_ENGLISH
    for segment, text in cells(block):
        if not odd.search(text) and not _RARE.search(text):
            continue
        found = _chinese(text, block) if chinese else _english(text)
        for one in (*_unseen(text), *found):
            yield Problem(
                f"{one.what}: {_shown(text, one.start, one.stop)}",
                "write one" if one.new == " " else "take it out",
                segment.locate(one.start),
                repair=None if one.new is None else repair(segment, one.start, one.stop, one.new),
            )


def _unseen(text: str) -> Iterator[_Found]:
    for found in _UNSEEN.finditer(text):
        name = ", ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(found[0]))
        yield _Found(*found.span(), f"a character that nobody sees ({name})", "")


def _chinese(text: str, block: Block) -> Iterator[_Found]:
    taken: set[int] = set()
    for found in _BESIDE_MARK.finditer(text):
        taken.add(found.start())
        yield _Found(*found.span(), "a blank beside Chinese punctuation", "")
    for found in _IN_CHINESE.finditer(text):
        if not _parts_headline(text, *found.span(), block):
            yield _Found(*found.span(), "a blank between Chinese characters", None)
    for found in _DOUBLED.finditer(text):
        before, after = text[found.start() - 1], text[found.end()]
        if found.start() not in taken and (before.isascii() or after.isascii()):
            alone = before.isascii() and after.isascii()
            yield _Found(*found.span(), "a doubled blank", " " if alone else "")


def _parts_headline(text: str, start: int, stop: int, block: Block) -> bool:
    """Whether a blank parts a chapter's number from its head, or the halves of a headline."""
    if block.kind is not BlockKind.HEADING:
        return False
    before = text[:start].rsplit(maxsplit=1)[-1]
    after = text[stop:].split(maxsplit=1)[0]
    long = min(len(before), len(after)) >= _HEADLINE
    return long or _ORDINAL.match(before) is not None


def _english(text: str) -> Iterator[_Found]:
    taken: set[int] = set()
    for found in _WIDE.finditer(text):
        yield _Found(*found.span(), "a full-width blank", " ")
    for found in _BEFORE_MARK.finditer(text):
        mark = text[found.end()]
        between = (
            text[found.start() - 1].isdigit() and text[found.end() + 1 :].lstrip()[:1].isdigit()
        )
        if not (mark == ":" and between):
            taken.add(found.start())
            yield _Found(*found.span(), f"a blank before “{mark}”", "")
    for found in _AFTER_OPENING.finditer(text):
        if found.start() not in taken:
            taken.add(found.start())
            yield _Found(*found.span(), "a blank at the edge of brackets or quotation marks", "")
    for found in _DOUBLED.finditer(text):
        if found.start() not in taken:
            yield _Found(*found.span(), "a doubled blank", " ")


def _shown(text: str, start: int, stop: int) -> str:
    """Return a passage with its blanks as they stand, between marks that show its edges."""
    return f"“{passage(text, start, stop)}”"


CHECK = Check("spaces", Severity.WARNING, block=spaces, plain=True)
