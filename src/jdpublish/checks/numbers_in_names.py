"""The check `numbers-in-names`: G15 is not G5, and Line 13 not Line 3."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.figures.chinese.names import FILLER, masked
from jdpublish.figures.chinese.script import plain
from jdpublish.model import Pair, Severity

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_PRINTED_BY_MISTAKE = re.compile(r"\[\^[^\]\s]*\]|[{｛]\s*[#＃][^{}｛｝]*[}｝]")
"""Calls of notes and ids that are no such: `note-missing` and `damaged-id` tell of them."""
_SMALL = (
    ("one", "first", "i"),
    ("two", "second", "ii"),
    ("three", "third", "iii"),
    ("four", "fourth", "iv"),
    ("five", "fifth", "v"),
    ("six", "sixth", "vi"),
    ("seven", "seventh", "vii"),
    ("eight", "eighth", "viii"),
    ("nine", "ninth", "ix"),
    ("ten", "tenth", "x"),
)
_WORD = re.compile(r"[A-Za-z]+")


def numbers_in_names(pair: Pair, _bitext: Bitext) -> Iterator[Problem]:
    """A number in a name, such as G15, 13号线, 12345 or 2.0版, stands in the English as well.

    Such a number says nothing of how much there is, so `figures` passes it over; a slip in it
    still sends the reader to another road. It may stand in words or in Roman numerals, as in
    Phase II. Names without digits, such as 十四五, are not looked at, nor are names that only the
    English has.
    """
    if pair.target is None:
        return
    text = _PRINTED_BY_MISTAKE.sub(lambda found: " " * len(found[0]), plain(pair.source.text))
    names = masked(text)
    english = plain(pair.target.text)
    there = {*_NUMBER.findall(english), *re.findall(r"\d+", english)}  # 8·11 may be 8.11
    words = {found[0].casefold() for found in _WORD.finditer(english)}
    for found in _NUMBER.finditer(text):
        named = names[found.start()] == FILLER != text[found.start()]
        if named and found[0] not in there and words.isdisjoint(_in_words(found[0])):
            name = _name(pair.source.text, names, found)
            yield Problem(
                f"“{name}” has the number {found[0]}, which is not in the English",
                f"look whether the English names the same: it should have {found[0]}",
                pair.target.locate(0),
            )


def _in_words(number: str) -> tuple[str, ...]:
    return _SMALL[int(number) - 1] if number.isascii() and number in _COUNTED else ()


_COUNTED = tuple(str(number) for number in range(1, len(_SMALL) + 1))


def _name(text: str, names: str, number: re.Match[str]) -> str:
    """Return the name that a number is part of, as the Chinese writes it."""
    start, stop = number.span()
    while start and names[start - 1] == FILLER:
        start -= 1
    while stop < len(names) and names[stop] == FILLER:
        stop += 1
    return text[start:stop]


CHECK = Check("numbers-in-names", Severity.WARNING, pair=numbers_in_names, plain=True)
