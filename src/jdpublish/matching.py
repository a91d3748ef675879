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

    The last word may be inflected, a hyphen may stand for a space, quotation marks and commas may
    come between, -ise may stand for -ize, and small letters of the form match capitals. A quotation
    mark or bracket beside the form belongs to it where its partner is inside.
    """
    words = _words(text)
    found = [_with_partners(text, *span) for form in forms for span in _places(words, _words(form))]
    return min(found, key=lambda span: (span[0], -span[1]), default=None)


_PARTNERS = (("“", "”"), ("(", ")"))


def _with_partners(text: str, start: int, stop: int) -> tuple[int, int]:
    grown = True
    while grown:
        grown = False
        for left, right in _PARTNERS:
            opened, unopened = _alone(text[start:stop], left, right)
            before = unopened > 0 and text[:start].endswith(left)
            after = opened > 0 and text.startswith(right, stop)
            start, stop = start - before, stop + after
            grown = grown or before or after
    return start, stop


def _alone(text: str, left: str, right: str) -> tuple[int, int]:
    """Return how many left marks have no right one in a text, and the other way round."""
    opened = unopened = 0
    for character in text:
        if character == left:
            opened += 1
        elif character == right and opened:
            opened -= 1
        elif character == right:
            unopened += 1
    return opened, unopened


@dataclass(frozen=True, slots=True)
class _Word:
    """A word at `text[start:stop]`; `gap` is what stands before it, less blanks and quotes."""

    start: int
    stop: int
    text: str
    gap: str


_CHUNK = re.compile(r"[^\s\u00a0\u2010-\u2014/-]+")
_EDGES = "“”‘’\"'()[],.;:!?*…"
_PASSED_OVER = re.compile(r"[\s\u00a0\u2010-\u2013“”‘’\"',-]")


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[_Word, ...]:
    found = []
    end = 0
    for chunk in _CHUNK.finditer(text):
        word = chunk[0].lstrip(_EDGES)
        start = chunk.end() - len(word)
        word = word.rstrip(_EDGES)
        if word:
            gap = _PASSED_OVER.sub("", text[end:start])
            end = start + len(word)
            found.append(_Word(start, end, _normal(word), gap))
    return tuple(found)


def _normal(word: str) -> str:
    return re.sub(r"i[sz](?=[eai])", "iz", word.replace("’", "'"))


def _places(words: tuple[_Word, ...], form: tuple[_Word, ...]) -> Iterator[tuple[int, int]]:
    if not form:
        return
    *whole, last = form
    endings = _inflected(last.text)
    for start in range(len(words) - len(whole)):
        run = words[start : start + len(form)]
        if (
            all(_same(word.text, wanted.text) for word, wanted in zip(run, whole, strict=False))
            and (stop := _ending(run[-1], endings)) is not None
            and all(word.gap == other.gap for word, other in zip(run[1:], form[1:], strict=True))
        ):
            yield run[0].start, stop


def _ending(word: _Word, endings: tuple[str, ...]) -> int | None:
    """Return where the term ends in its last word, before a possessive ’s.

    The apostrophe of a plural (companies’) has been taken off with the marks around the word.
    """
    bare = word.text.removesuffix("'s")
    if any(_same(word.text, ending) for ending in endings):
        return word.stop
    if any(_same(bare, ending) for ending in endings):
        return word.stop - (len(word.text) - len(bare))
    return None


def _same(word: str, wanted: str) -> bool:
    """Whether a word is the wanted one: its small letters match capitals, its capitals do not."""
    if len(word) != len(wanted) or word.casefold() != wanted.casefold():
        return False
    return all(here == there or there.islower() for here, there in zip(word, wanted, strict=True))


@lru_cache(maxsize=20_000)
def _inflected(word: str) -> tuple[str, ...]:
    forms = [word, f"{word}s", f"{word}es", f"{word}ed", f"{word}d"]
    if word.endswith("y"):
        forms.append(f"{word[:-1]}ies")
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    if word.endswith(_HISSED):
        forms.append(word[:-2])
    if word.endswith("s") and len(word) > _SHORT:
        forms.append(word[:-1])
    return tuple(forms)


_HISSED = ("shes", "ches", "sses", "xes")
_SHORT = 3
"""A word this short ends in s by itself: “gas” is no plural."""
