"""The check `numbers-in-names`: G15 is not G5, and Line 13 not Line 3."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.figures import quantities
from jdpublish.figures.chinese.names import FILLER, masked
from jdpublish.figures.chinese.script import plain
from jdpublish.model import Pair, Severity

_PRINTED_BY_MISTAKE = re.compile(r"\[\^[^\]\s]*\]|[{｛]\s*[#＃][^{}｛｝]*[}｝]")
"""Calls of notes and ids that are no such: `note-missing` and `damaged-id` tell of them."""
_CODE = re.compile(r"[A-Za-z]*\d+(?:[.+·•]\d+)*[A-Za-z]*")
"""A number in a name with all that makes it another: G15, 5G, 2.0, 6+1, 8·11."""
_APART = re.compile(r"(?<=[A-Za-z])[ -](?=\d)|(?<=\d)[ -](?=[A-Za-z]\b)")
_LETTERS = re.compile("[A-Za-z]+")
_WORDS = (
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
_IN_WORDS = {str(number): set(words) for number, words in enumerate(_WORDS, 1)}
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
    named = _named(pair.source.text)
    there = _codes(pair.target.text) if named else frozenset()
    for one in named:
        if there.isdisjoint({one.code, one.number, *_IN_WORDS.get(one.number, ())}):
            yield Problem(
                f"“{one.name}” has the number {one.number}, which no name in the English has",
                f"look whether the English names the same: it should have {one.number}",
                pair.target.locate(0),
            )


@dataclass(frozen=True, slots=True)
class _Named:
    """A name with a number: G15 has the code g15 and the number 15."""

    name: str
    code: str
    number: str


@lru_cache(maxsize=4_096)
def _named(chinese: str) -> tuple[_Named, ...]:
    """Return the names of a text that have numbers, once for each number."""
    if not _CODE.search(chinese):
        return ()
    text = _PRINTED_BY_MISTAKE.sub(lambda found: " " * len(found[0]), plain(chinese))
    names = masked(text)
    return tuple(
        _Named(_name(chinese, names, found), code, _LETTERS.sub("", code))
        for found in _CODE.finditer(text)
        if names[found.start()] == FILLER
        for code in [_same(found[0])]
    )


@lru_cache(maxsize=1_000)
def _codes(english: str) -> frozenset[str]:
    """Return the words and the numbers of a text that may be names, G 15 as G15 too.

    What is a figure with a unit, such as 13.4 billion yuan, names nothing.
    """
    text = plain(english)
    measured = [one for one in quantities(english, "en") if one.unit]
    codes = (
        code[0]
        for code in _CODE.finditer(text)
        if not any(one.start <= code.start() < one.stop for one in measured)
    )
    together = (code[0] for code in _CODE.finditer(_APART.sub("", text)))
    words = (word[0] for word in _WORD.finditer(text))
    return frozenset(map(_same, (*codes, *together, *words)))


def _same(code: str) -> str:
    return code.casefold().replace("·", ".").replace("•", ".")


def _name(text: str, names: str, number: re.Match[str]) -> str:
    """Return the name that a number is part of, as the Chinese writes it."""
    start, stop = number.span()
    while start and names[start - 1] == FILLER:
        start -= 1
    while stop < len(names) and names[stop] == FILLER:
        stop += 1
    return text[start:stop]


CHECK = Check("numbers-in-names", Severity.WARNING, pair=numbers_in_names, plain=True)
