"""The same Chinese sentence, rendered in two ways."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import HAN, shortened
from jdpublish.errors import Location
from jdpublish.model import Block, BlockKind, Pair, Severity

_LONG_ENOUGH = re.compile(f"(?:[^{HAN}]*+[{HAN}]){{4}}")
_CHINESE_END = re.compile(r"[。！？!?][”’」』）)]*")
_ENGLISH_END = re.compile(r"[.!?][”’\")\]]*\s+(?=[“‘\"(\[]?[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Rendering:
    chinese: str
    words: str
    block: str
    at: Location

    @property
    def key(self) -> str:
        return "".join(_WORD.findall(self.chinese))

    @property
    def same(self) -> str:
        return " ".join(_WORD.findall(self.words.casefold()))


_Parts = Callable[[Block, Block], Iterator[_Rendering]]


def inconsistent(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """The same Chinese is rendered in the same way wherever it stands.

    Whole blocks are compared, such as headings, items and the cells of tables, and sentences where
    a block has as many of them in both languages. Capitals and punctuation may differ. Words and
    phrases within a sentence are not compared: for those of the glossary, `terms` does.
    """
    for language in bitext.targets:
        first: dict[str, _Rendering] = {}
        renderings = [*_every(bitext.pairs(language), _wholes)]
        renderings += _every(bitext.pairs(language), _sentences)
        for one in renderings:
            known = first.setdefault(one.key, one)
            if known is not one and known.same != one.same:
                yield (
                    one.block,
                    Problem(
                        f"“{shortened(one.chinese)}” is “{shortened(one.words)}” here and"
                        f" “{shortened(known.words)}” in block “{known.block}”",
                        f"render both in the same way; the other is at {known.at}",
                        one.at,
                    ),
                )


def _every(pairs: tuple[Pair, ...], parts: _Parts) -> Iterator[_Rendering]:
    for pair in pairs:
        if pair.target:
            for one in parts(pair.source, pair.target):
                if _LONG_ENOUGH.match(one.chinese) and _WORD.search(one.words):
                    yield one


def _wholes(source: Block, target: Block) -> Iterator[_Rendering]:
    if len(source.segments) == len(target.segments):
        for one, other in zip(source.segments, target.segments, strict=True):
            yield _Rendering(one.text, other.text, source.id, other.at)


def _sentences(source: Block, target: Block) -> Iterator[_Rendering]:
    if source.kind is BlockKind.ROW or target.kind is BlockKind.ROW:
        return
    chinese, english = _parted(_CHINESE_END, source.text), _parted(_ENGLISH_END, target.text)
    if len(chinese) == len(english) > 1:
        for (start, stop), (first, last) in zip(chinese, english, strict=True):
            yield _Rendering(
                source.text[start:stop].strip(),
                target.text[first:last].strip(),
                source.id,
                target.locate(first),
            )


def _parted(end: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    cuts = [0, *(found.end() for found in end.finditer(text)), len(text)]
    return tuple((start, stop) for start, stop in pairwise(cuts) if text[start:stop].strip())


CHECK = Check("inconsistent", Severity.WARNING, text=inconsistent)
