"""Chinese words left in a translation."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.copied import is_copied
from jdpublish.checks.places import HAN, words
from jdpublish.model import BlockKind, MarkKind, Pair, Segment, Severity

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(rf"[{HAN}]+(?:[^{HAN}\s,.;:()\[\]A-Za-z]{{1,6}}[{HAN}]+)*")
_OPENED = re.compile(r"[(\[（“‘「『《\"]([^()\[\]（）“”‘’「」『』《》\"]*)\Z")
_CLOSED = re.compile(r"([^()\[\]（）“”‘’「」『』《》\"]*)[)\]）”’」』》\"]")
_SET_OFF = re.compile(rf"\s*(?:\Z|[,;:/=–—-]|(?:and|or) [{HAN}“])")
_ENGLISH = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
_GLOSS = re.compile(
    r"[”’\")\]）」]{0,2}(?:\s*[(\[（]\s*[“‘\"]?|,?\s*[“‘\"]|\s*[=–—]\s*[“‘\"]?"
    r"|,?\s(?:or|meaning|literally|that is|i\.e\.)[\s,]+[“‘\"]?)[A-Za-z\u00c0-\u024f]"
)
_NAMED = re.compile(
    r"(?:characters?|words?|terms?|names?|forms?|phrases?|slogans?|Chinese|pinyin)[:,]?\s*\Z"
)
_NEAR = 120
"""How far off a bracket or quotation mark may stand."""


def chinese_left(pair: Pair, _: Bitext) -> Iterator[Problem]:
    """No Chinese words are left in a translation.

    Chinese that is quoted on purpose is passed over: in a note, in code, as the whole text of a
    link, in brackets or quotation marks of its own, before a gloss in brackets or quotation marks,
    and after “the character”, “the word” and the like. A block that is Chinese throughout is told
    by `copied`.
    """
    target = pair.target
    if target is None or target.kind is BlockKind.NOTE or not _HAN.search(target.text):
        return
    if is_copied(pair.source, target):
        return
    for segment in target.segments:
        text = words(segment)
        for found in _RUN.finditer(text):
            if not _quoted(text, *found.span()) and not _is_link(segment, *found.span()):
                yield Problem(
                    f"“{found[0]}” is left in Chinese",
                    "translate it; what is meant to stay Chinese goes into brackets behind its"
                    " translation, or into a note",
                    segment.locate(found.start()),
                )


def _quoted(text: str, start: int, stop: int) -> bool:
    """Whether Chinese words are set apart from the English around them, or explained in it."""
    before, after = text[max(start - _NEAR, 0) : start], text[stop : stop + _NEAR]
    if _GLOSS.match(after) or _NAMED.search(before):
        return True
    opened, closed = _OPENED.search(before), _CLOSED.match(after)
    if not opened or not closed:
        return False
    if opened[0][0] in "([（":
        return _SET_OFF.match(closed[1]) is not None
    return not _ENGLISH.search(opened[1]) and not _ENGLISH.search(closed[1])


def _is_link(segment: Segment, start: int, stop: int) -> bool:
    return any(
        mark.kind is MarkKind.LINK
        and mark.start <= start
        and stop <= mark.stop
        and not _ENGLISH.search(segment.text[mark.start : mark.stop])
        for mark in segment.marks
    )


CHECK = Check("chinese-left", Severity.WARNING, pair=chinese_left, plain=True)
