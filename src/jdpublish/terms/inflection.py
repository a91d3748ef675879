"""English terms in English text, in whatever inflection they are still the same term."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Rendering:
    """A form of a term found in `text[start:stop]`, in code points."""

    start: int
    stop: int
    form: str


def rendering(text: str, forms: Iterable[str]) -> tuple[int, int] | None:
    """Return where the first of an English term's forms stands in a text, the longest there.

    The last word may be inflected, a hyphen may stand for a space, quotation marks and commas may
    come between, -ise may stand for -ize, and small letters of the form match capitals. A quotation
    mark or bracket beside the form belongs to it where its partner is inside.
    """
    found = [span for form in forms for span in places(text, form)]
    return min(found, key=lambda span: (span[0], -span[1]), default=None)


@lru_cache(maxsize=200_000)
def places(text: str, form: str) -> tuple[tuple[int, int], ...]:
    """Return every place where a form stands as `rendering` understands it, from left to right."""
    return tuple(_with_partners(text, *span) for span in _places(_read(text), _read(form).words))


def renderings(text: str, forms: Iterable[str]) -> tuple[Rendering, ...]:
    """Return where forms of a term stand in a text, of two that overlap the longer.

    More is taken for the same term than by `rendering`: any of its words may be inflected, and
    articles may come between or be left out.
    """
    return _renderings(text, tuple(forms))


@lru_cache(maxsize=200_000)
def _renderings(text: str, forms: tuple[str, ...]) -> tuple[Rendering, ...]:
    found = [Rendering(*span, form) for form in forms for span in _loose_places(text, form)]
    if len(found) <= 1:
        return tuple(found)
    taken: list[Rendering] = []
    for one in sorted(found, key=lambda one: (one.start - one.stop, one.start)):
        if all(one.stop <= other.start or one.start >= other.stop for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


@lru_cache(maxsize=200_000)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text without their endings, and without articles and the like."""
    return frozenset(word.stem for word in _read(text).words) - _SMALL_WORDS


@lru_cache(maxsize=1_000)
def sentences(text: str) -> tuple[frozenset[str], ...]:
    """Return the words of each sentence as `stems` does."""
    ends = [found.end() for found in _BETWEEN_SENTENCES.finditer(text)]
    found: list[set[str]] = [set() for _ in range(len(ends) + 1)]
    for word in _read(text).words:
        found[bisect_right(ends, word.start)].add(word.stem)
    return tuple(frozenset(words) - _SMALL_WORDS for words in found)


_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])[”’)]*\s+(?=[“(]?[A-Z])")


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


class _Word(NamedTuple):
    """A word at `text[start:stop]`; `gap` is what stands before it, less blanks and quotes."""

    start: int
    stop: int
    gap: str
    text: str
    letters: str
    stem: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and where each begins to be looked for: by its letters, by its stem."""

    words: tuple[_Word, ...]
    by_letters: Mapping[str, Sequence[int]]
    by_stem: Mapping[str, Sequence[int]]


_CHUNK = re.compile(r"[^\s\u00a0\u2010-\u2014/-]+")
_EDGES = "“”‘’\"'()[],.;:!?*…"
_PASSED_OVER = re.compile(r"[ \n\r\u00a0\u2010-\u2013“”‘’\"',-]")
"""What may come between the words of a term; a tab, which parts cells, may not."""


_LONG = 100


def _read(text: str) -> _Words:
    """Return the words of a text: of a form, which is asked for again and again, or of a block."""
    return _read_block(text) if len(text) > _LONG else _read_form(text)


@lru_cache(maxsize=200_000)
def _read_form(text: str) -> _Words:
    return _words_of(text)


@lru_cache(maxsize=256)  # what is read of a block is large, and where forms stand in it is kept
def _read_block(text: str) -> _Words:
    return _words_of(text)


def _words_of(text: str) -> _Words:
    words = tuple(_words(text))
    by_letters: dict[str, list[int]] = defaultdict(list)
    by_stem: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        by_letters[word.letters].append(place)
        by_stem[word.stem].append(place)
    return _Words(words, by_letters, by_stem)


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for chunk in _CHUNK.finditer(text):
        word = chunk[0].lstrip(_EDGES)
        start = chunk.end() - len(word)
        word = word.rstrip(_EDGES)
        if word:
            gap = "" if start == end + 1 and text[end] == " " else _gap(text[end:start])
            end = start + len(word)
            yield _Word(start, end, gap, *_spelled(word))


def _gap(between: str) -> str:
    return _PASSED_OVER.sub("", between)


@lru_cache(maxsize=200_000)
def _spelled(word: str) -> tuple[str, str, str]:
    """Return a word in one spelling, without ’s and in small letters, and its stem."""
    normal = _normal(word)
    return normal, _bare(normal).casefold(), _stem(_bare(normal))


def _normal(word: str) -> str:
    return re.sub(r"i[sz](?=[eai])", "iz", word.replace("’", "'"))


def _bare(word: str) -> str:
    return word.removesuffix("'s")


def _places(text: _Words, form: tuple[_Word, ...]) -> Iterator[tuple[int, int]]:
    if not form:
        return
    *whole, last = form
    endings = _inflected(last.text)
    first = (
        {_bare(form[0].text).casefold()} if whole else {_bare(end).casefold() for end in endings}
    )
    for start in sorted(place for letters in first for place in text.by_letters.get(letters, ())):
        run = text.words[start : start + len(form)]
        if (
            len(run) == len(form)
            and all(_same(word.text, wanted.text) for word, wanted in zip(run, whole, strict=False))
            and (stop := _ending(run[-1], endings)) is not None
            and all(word.gap == other.gap for word, other in zip(run[1:], form[1:], strict=True))
        ):
            yield run[0].start, stop


def _ending(word: _Word, endings: tuple[str, ...]) -> int | None:
    """Return where the term ends in its last word, before a possessive ’s.

    The apostrophe of a plural (companies’) has been taken off with the marks around the word.
    """
    bare = _bare(word.text)
    if any(_same(word.text, ending) for ending in endings):
        return word.stop
    if any(_same(bare, ending) for ending in endings):
        return word.stop - (len(word.text) - len(bare))
    return None


def _same(word: str, wanted: str) -> bool:
    """Whether a word is the wanted one: its small letters match capitals, its capitals do not."""
    if len(word) != len(wanted) or word.casefold() != wanted.casefold():
        return False
    return _capitals(word, wanted)


def _capitals(word: str, wanted: str) -> bool:
    return wanted.islower() or all(
        here.isupper() or not there.isupper() for here, there in zip(word, wanted, strict=False)
    )


@lru_cache(maxsize=200_000)
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


def _loose_places(text: str, form: str) -> tuple[tuple[int, int], ...]:
    wanted = [word for word in _read(form).words if word.stem not in _ARTICLES]
    if not wanted:
        return places(text, form)
    read = _read(text)
    return tuple(
        _with_partners(text, read.words[start].start, stop)
        for start in read.by_stem.get(wanted[0].stem, ())
        if (stop := _loose_stop(read.words, start, wanted)) is not None
    )


def _loose_stop(words: tuple[_Word, ...], start: int, form: list[_Word]) -> int | None:
    """Return where a form ends whose first word stands at a place, or None where it does not."""
    position = start
    for number, wanted in enumerate(form):
        while number and position < len(words) and words[position].stem in _ARTICLES:
            if words[position].gap:
                return None
            position += 1
        if position == len(words):
            return None
        word = words[position]
        if word.stem != wanted.stem or not _capitals(
            word.text, _bare(wanted.text)[: len(word.stem)]
        ):
            return None
        if number and word.gap != wanted.gap:
            return None
        position += 1
    last = words[position - 1]
    return last.stop - (len(last.text) - len(_bare(last.text)))


_ARTICLES = frozenset({"a", "an", "the"})
_SMALL_WORDS = _ARTICLES | frozenset(
    ("and", "at", "by", "for", "from", "in", "it", "its", "of", "on", "or", "that", "to", "with")
)


def _stem(word: str) -> str:
    """Return a word in small letters without the endings of nouns and verbs.

    What is left need not be a word, but two inflections of one word leave the same: -s goes, then
    -ed and -ing, then e or the second of two consonants.
    """
    if re.fullmatch(r"[A-Z]{2,}s", word):
        return word[:-1].casefold()
    word = _ending_off(_ending_off(word.casefold(), _PLURALS), _VERBS)
    if len(word) <= _SHORT:
        return word
    if word[-1] == "e" or word[-1] == word[-2]:
        return word[:-1]
    return f"{word[:-1]}i" if word[-1] == "y" else word


def _ending_off(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, rest in endings:
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= _SHORT:
            return word.removesuffix(ending) + rest
    return word


_PLURALS = (
    *(("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("ies", "y")),
    *(("ss", "ss"), ("s", "")),
)
_VERBS = (("eed", "eed"), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""))
