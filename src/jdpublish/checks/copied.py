"""Blocks that were copied and not translated."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import CHINESE_MARKS, HAN, shortened, words
from jdpublish.model import Block, BlockKind, Pair, Severity

_HAN = re.compile(f"[{HAN}]")
_RUN = re.compile(rf"[{HAN}](?:[{HAN}{CHINESE_MARKS}“”‘’—…·0-9.%]{{18,}})[{HAN}]")
"""So much Chinese is no name and no word that is explained."""
_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z’'-]+(?:[ ,;:]{1,2}[A-Za-z’'-]+){11,}")
_LETTER = re.compile(r"[^\W_]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_LETTERS = 2
"""A Chinese word has so many characters, as a rule."""
_SENTENCE = 5
"""From so many words on, English is no name."""


def copied(pair: Pair, _: Bitext) -> Iterator[Problem]:
    """No block is copied through instead of being translated.

    It is where both languages have the same Chinese words, where the translation has more Chinese
    than other words, and where twenty Chinese characters, or twelve English words, stand in both.
    What has no Chinese in either language, such as G15 in a table, may be the same; single Chinese
    words that are left are told by `chinese-left`.
    """
    if pair.target is None:
        return
    if is_copied(pair.source, pair.target):
        yield Problem(
            f"this block is not translated: “{shortened(pair.target.text)}”",
            "translate it, or delete it, so that it counts as untranslated",
            pair.target.at,
        )
    elif run := _run(pair.source, pair.target):
        yield Problem(
            f"“{shortened(run)}” stands in both languages",
            "translate it",
            pair.target.locate(pair.target.text.index(run)),
        )


def is_copied(source: Block, target: Block) -> bool:
    """Return whether a translation is the Chinese over again, or is Chinese for the most part."""
    text = "\t".join(map(words, target.segments))
    if _HAN.search(text):
        if _is_same(source.text, target.text):
            return True
        chinese, latin = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
        return target.kind is not BlockKind.ROW and chinese > _LETTERS * latin
    return (
        _is_same(source.text, target.text) and len(re.findall(r"[A-Za-z]{2,}", text)) >= _SENTENCE
    )


def _is_same(text: str, other: str) -> bool:
    """Whether two texts have the same words; most that have not begin with another letter."""
    return _beginning(text) == _beginning(other) and _bare(text) == _bare(other)


def _beginning(text: str) -> str:
    found = _LETTER.search(text)
    return found[0].casefold()[:1] if found else ""


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _run(source: Block, target: Block) -> str:
    if target.kind is not BlockKind.NOTE and _HAN.search(target.text):
        found = _RUN.search(target.text)
        if found and _bare(found[0]) in _bare(source.text):
            return found[0]
    found = _LATIN.search(source.text)
    return found[0] if found and found[0] in target.text else ""


CHECK = Check("copied", Severity.WARNING, pair=copied, plain=True)
