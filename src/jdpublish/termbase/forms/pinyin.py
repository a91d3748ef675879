"""Chinese → pinyin by GB/T 16159—2012, as a proposal to be proof-read: the door to pypinyin."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import cast

from jdpublish.segmentation import Word, words

_NUMERAL = re.compile(r"第?[一二三四五六七八九十百千万亿两]+(?![瓦米克分])")
_SUFFIXES = frozenset("区者率度数类型式级化性官节季仓包赛班额品率员家学力法权站城院所")
"""What is written together with the word before it."""
_PREFIXES = frozenset("总副非超反")
"""What is written together with the word behind it."""
_NO_PLACES = frozenset(("城市", "新城", "美丽", "城中村", "治本", "云", "上街"))
"""Words that the dictionary takes for places, and that are none here."""
_NAMES = ("ns", "nrfg")
_APART = frozenset("的之和与及在")
"""Words that stand by themselves."""
_MARKS = str.maketrans({"、": ", ", "，": ", ", "（": " (", "）": ") ", "·": " · ", "；": "; "})
_QUOTES = frozenset("“”‘’「」《》\"'")
_CLASSES = frozenset("湖河江海山岛路街桥港区县市镇乡村")
"""What a place is, written apart from its name."""
_READ = {"一": "yī", "不": "bù"}
"""Characters whose dictionary entries have the tones of speech in some phrases."""
_PHRASES = {"长三角": ("cháng", "sān", "jiǎo"), "网荷": ("wǎng", "hè")}
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LONGEST = 3
"""Characters of a word that is written as one; longer ones are parted where their words are."""


def pinyin(text: str, *, name: bool = False) -> str:
    """Return how a term is read, its words parted and its tones as each character has them.

    All words of a `name` begin with capitals, in other terms only those that are names themselves.
    Rows of abbreviations and idioms are left without the hyphens that they may need.
    """
    said = text.replace("”“", "”、“")
    syllables = readings(said)
    parts, reached = [], 0
    for word in _joined(tuple(part for one in words(said) for part in _parted(one))):
        stop = reached + len(word.text)
        if word.text not in _QUOTES:
            parts.append((word, _spelt(syllables[reached:stop], word, name=name)))
        reached = stop
    line = "".join(_with_blanks(parts))
    return " ".join(line.split()).replace(" ,", ",").replace("( ", "(").replace(" )", ")")


def readings(text: str) -> tuple[str, ...]:
    """Return for each character how it is read, with its tone; what is not Chinese stays."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  its dictionaries are large

    # a list keeps one syllable for each character; pypinyin’s types know of texts only
    one_each = cast("Callable[[str], str]", list)
    read = lazy_pinyin(text, style=Style.TONE, errors=one_each)
    for phrase, syllables in _PHRASES.items():
        for found in re.finditer(phrase, text):
            read[found.start() : found.end()] = syllables
    return tuple(map(_READ.get, text, read))


def _parted(word: Word) -> Iterator[Word]:
    """Yield the words of which a word consists as GB/T 16159 sees it."""
    text = word.text
    numeral = _NUMERAL.match(text)
    if len(text) > 1 and text[0] in "之的":
        yield Word(text[0], "u")
        yield Word(text[1:], word.tag)
    elif numeral and (word.tag == "m" or (text[1:] == "大" and len(text) == 2)):  # noqa: PLR2004
        yield Word(numeral[0], "m")
        yield from [Word(text[numeral.end() :], "q")] if numeral.end() < len(text) else []
    elif word.tag == "nrfg":  # a family name and its given name
        yield Word(text[0], word.tag)
        yield Word(text[1:], word.tag)
    elif _is_place(word) and len(text) >= _LONGEST and text[-1] in _CLASSES:
        yield Word(text[:-1], word.tag)
        yield Word(text[-1], word.tag)
    elif len(text) > _LONGEST and all(map(_HAN.match, text)):
        yield Word(text[:2], "n")
        yield from _parted(Word(text[2:], "n"))
    else:
        yield word


def _is_place(word: Word) -> bool:
    return word.tag == "ns" and word.text not in _NO_PLACES


def _joined(parted: tuple[Word, ...]) -> Iterator[Word]:
    """Yield words of which those that are written together have become one."""
    found: list[Word] = []
    for word in parted:
        if found and _together(found[-1], word):
            last = found.pop()
            tag = last.tag if last.tag in _NAMES and len(word.text) > 1 else "n"
            word = Word(last.text + word.text, tag)  # noqa: PLW2901
        found.append(word)
    yield from found


def _together(one: Word, other: Word) -> bool:
    if not (_HAN.match(one.text) and _HAN.match(other.text)) or "m" in (one.tag, other.tag):
        return False
    if one.tag in _NAMES or {one.text, other.text} & _APART:
        return False
    single = len(one.text) == len(other.text) == 1
    return single or (other.text in _SUFFIXES and len(one.text) > 1) or (one.text in _PREFIXES)


def _spelt(syllables: tuple[str, ...], word: Word, *, name: bool) -> str:
    """Return a word's syllables as one, with an apostrophe where two would run together."""
    parts = [syllables[0]]
    for before, syllable in pairwise(syllables):
        if before == "dì" and word.text[0] == "第":
            parts.append("-")
        if before[-1:].isalpha() and _plain(syllable[:1]) in "aeo" and _HAN.match(word.text):
            parts.append("’")
        parts.append(syllable)
    spelt = "".join(parts).translate(_MARKS)
    proper = name and word.text not in _APART
    if proper or (word.tag in _NAMES and word.text not in _NO_PLACES):
        return spelt[:1].upper() + spelt[1:]
    return spelt


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[:1]


def _with_blanks(parts: list[tuple[Word, str]]) -> Iterator[str]:
    last = ""
    for word, spelt in parts:
        chinese = bool(_HAN.match(word.text))
        if last and (chinese or _HAN.match(last)) and "+" not in (word.text, last):
            yield " "
        yield spelt
        last = word.text
