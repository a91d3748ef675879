"""Terms in text: the longest match in Chinese, inflection-aware forms in English."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in `text[start:stop]`, in code points."""

    start: int
    stop: int
    concept: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Chinese terms by their first character, longest first."""

    entries: Mapping[str, tuple[tuple[str, str], ...]]


def lexicon(terms: Iterable[tuple[str, str]]) -> Lexicon:
    """Return a lexicon of (term, concept id) pairs."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for term, concept in terms:
        if term:
            found[term[0]].append((term, concept))
    return Lexicon(
        {
            first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry)))
            for first, entries in found.items()
        }
    )


def mentions(text: str, terms: Lexicon) -> tuple[Mention, ...]:
    """Return the terms in a Chinese text from left to right, the longest at each place.

    Matches never overlap: 嘉定新城 is one mention of the new city, none of 新城.
    """
    return tuple(_scan(text, terms.entries))


def _scan(text: str, entries: Mapping[str, tuple[tuple[str, str], ...]]) -> Iterator[Mention]:
    position = 0
    while position < len(text):
        for term, concept in entries.get(text[position], ()):
            if text.startswith(term, position):
                yield Mention(position, position + len(term), concept)
                position += len(term)
                break
        else:
            position += 1


def rendering(text: str, forms: Iterable[str]) -> tuple[int, int] | None:
    """Return where the first of an English term's forms stands in a text, the longest there.

    The last word may be inflected, a hyphen may stand for a space, quotation marks may surround
    any part, -ise may stand for -ize, and small letters of the form match capitals.
    """
    found = [
        match.span("form") for form in forms for match in [_pattern(form).search(text)] if match
    ]
    return min(found, key=lambda span: (span[0], -span[1]), default=None)


_QUOTES = '“”‘’"'
_BREAK = r"[\s\u00a0\u2010-\u2013-]+"
_GAP = rf"[{_QUOTES},]{{0,2}}{_BREAK}[{_QUOTES}]?"


@lru_cache(maxsize=20_000)
def _pattern(form: str) -> re.Pattern[str]:
    words = [word.strip(_QUOTES) for word in re.split(_BREAK, form)]
    words = [word for word in words if word]
    parts = [_word(word, last=index == len(words) - 1) for index, word in enumerate(words)]
    return re.compile(rf"(?<![A-Za-z0-9])(?P<form>{_GAP.join(parts)})(?![A-Za-z0-9])")


def _word(word: str, *, last: bool) -> str:
    pattern = "".join(
        f"[{letter}{letter.upper()}]"
        if letter.islower() and letter.isascii()
        else re.escape(letter)
        for letter in word
    )
    pattern = re.sub(r"\[iI\]\[zZ\](?=\[eE\]|\[aA\]|\[iI\])", "[iI][zZsS]", pattern)
    if not last:
        return pattern
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return rf"(?:{pattern}|{pattern[: -len('[yY]')]}ies)"
    if word.endswith("s"):
        return rf"{pattern[: -len('[sS]')]}(?:[sS]|(?:es)?)" if word.islower() else pattern
    return rf"{pattern}(?:s|es|ed|d)?"
