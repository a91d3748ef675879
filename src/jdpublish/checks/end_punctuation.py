"""The mark that a block ends in."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.errors import Location
from jdpublish.model import Pair, Segment, Severity

_CLASSES = {
    "。": ".", "．": ".", "｡": ".", ".": ".",
    "！": "!", "!": "!",
    "？": "?", "?": "?",
    "：": ":", ":": ":",
    "；": ";", ";": ";",
    "…": "…",
    "，": ",", "、": ",", ",": ",",
}  # fmt: skip
_CHINESE = {".": "。", "!": "！", "?": "？", ":": "：", ";": "；", "…": "……", ",": "，"}
_LOOKED_THROUGH = " \u00a0\u3000\t“”‘’\"'」』）)]】〕》〉*_"
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:(?:[A-Za-z]\.)+[A-Za-z]|etc|Ltd|Inc|Co|Corp|Jr|Sr|Dr|Mr|Mrs|St|No|vs"
    r"|et al|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.[”’\")\]*_ ]*\Z"
)
_LETTER = re.compile(r"\w")


def end_punctuation(pair: Pair, _: Bitext) -> Iterator[Problem]:
    """A block ends in the same kind of mark in both languages, or in none.

    The kinds are 。 and “.”, ！ and “!”, ？ and “?”, ： and “:”, ； and “;”. Quotation marks and
    brackets at the end and calls of notes are looked through; the full stop of an abbreviation such
    as “etc.” may also count as none. Each cell of a table row is compared. Marks within a block are
    the translator’s own.
    """
    if pair.target is None or len(pair.source.segments) != len(pair.target.segments):
        return
    for source, target in zip(pair.source.segments, pair.target.segments, strict=True):
        if not _LETTER.search(source.text) or not _LETTER.search(target.text):
            continue
        wanted, there = _end(source.text), _end(target.text)
        if wanted == there or (not wanted and _ABBREVIATION.search(target.text)):
            continue
        yield Problem(
            f"the Chinese ends {_in(_CHINESE.get(wanted, ''))}, the translation {_in(there)}:"
            f" “{_tail(target.text)}”",
            f"end it in “{wanted}”" if wanted else f"take “{there}” off its end",
            _place(target),
        )


def _end(text: str) -> str:
    """Return the class of the last mark of a text, or nothing where a word stands last."""
    bare = text.rstrip(_LOOKED_THROUGH)
    if bare.endswith("..."):
        return "…"
    return _CLASSES.get(bare[-1:], "")


def _in(mark: str) -> str:
    return f"in “{mark}”" if mark else "in no mark"


def _tail(text: str) -> str:
    words = text.split()
    return " ".join(words[-3:])[-30:]


def _place(segment: Segment) -> Location:
    return segment.locate(max(len(segment.text.rstrip(_LOOKED_THROUGH)) - 1, 0))


CHECK = Check("end-punctuation", Severity.WARNING, pair=end_punctuation, plain=True)
