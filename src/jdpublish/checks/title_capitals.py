"""Capitals in fixed titles."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.mentioned import Mentioned, Passage, passages
from jdpublish.model import Block, BlockKind, Severity

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_START = re.compile(r"(?:\A|[.!?:•–—][”’\")\]]*)\s*[“‘\"(\[]*\Z")
_NEAR = 6
_MINOR = re.compile("an?|and|as|at|but|by|for|from|in|into|nor|of|on|or|the|to|up|with")


def title_capitals(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """A title that the glossary writes with capitals has them in the text as well.

    So “belt and road initiative” is found where the glossary has “Belt and Road Initiative”. A
    title is looked for only where the Chinese has its term. The first word of a sentence may have a
    capital all the same, and so may every word in the head of a chapter. How heads are capitalised
    besides is told by `heading-capitals`.
    """
    for language in bitext.targets:
        for passage in passages(bitext, language):
            if passage.target is None:
                continue
            found: dict[int, Problem] = {}
            for mentioned in passage.mentioned:
                for start, problem in _departures(passage, mentioned, passage.target):
                    found.setdefault(start, problem)
            yield from ((passage.source.id, problem) for problem in found.values())


def _departures(
    passage: Passage, mentioned: Mentioned, target: Block
) -> Iterator[tuple[int, Problem]]:
    for form in _titles(mentioned.section.first, mentioned.section.preferred):
        for start, stop, word in _places(passage.text, form, head=_is_chapter_head(target)):
            there = passage.text[start:stop]
            yield (
                start,
                Problem(
                    f"“{there}” is written “{form}”",
                    f"write “{word}” with the capitals of the glossary:"
                    f" {mentioned.concept.at.file}:{mentioned.concept.at.line}",
                    target.locate(start),
                ),
            )


@lru_cache(maxsize=4_096)
def _titles(first: str, preferred: str) -> tuple[str, ...]:
    forms = dict.fromkeys(form for form in (first, preferred) if form)
    return tuple(form.strip("“”‘’") for form in forms if any(map(str.isupper, form)))


def _is_chapter_head(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.depth == 1


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text: where they stand, and all of them in small letters, a blank between."""

    spans: tuple[tuple[int, int], ...]
    small: str
    starts: tuple[int, ...]


@lru_cache(maxsize=4096)
def _words(text: str) -> _Words:
    found = tuple(_WORD.finditer(text))
    small = [one[0].lower() for one in found]
    starts = tuple(accumulate((len(one) + 1 for one in small), initial=1))
    return _Words(tuple(one.span() for one in found), f" {' '.join(small)} ", starts[:-1])


@lru_cache(maxsize=20_000)
def _places(text: str, form: str, *, head: bool) -> tuple[tuple[int, int, str], ...]:
    """Return where a form stands with other capitals, and the first word that is wrong, mended."""
    return tuple(_departing(text, form, head=head))


def _departing(text: str, form: str, *, head: bool) -> Iterator[tuple[int, int, str]]:
    words, wanted = _words(text), _words(form)
    place = words.small.find(wanted.small)
    while place >= 0:
        first = bisect_right(words.starts, place + 1) - 1
        spans = words.spans[first : first + len(wanted.spans)]
        pairs = zip(spans, wanted.spans, strict=True)
        for rank, ((start, stop), (one, other)) in enumerate(pairs):
            there, right = text[start:stop], form[one:other]
            if form[0].islower() and right[0].islower():
                continue  # what begins small may be the end of a longer name: “Jiading New City”
            begins = rank == 0 and (head or _begins_sentence(text, start))
            if not _fits(there, right, begins=begins, head=head):
                yield spans[0][0], spans[-1][1], right
                break
        place = words.small.find(wanted.small, place + 1)


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text[max(start - _NEAR, 0) : start]) is not None


def _fits(there: str, wanted: str, *, begins: bool, head: bool) -> bool:
    if there == wanted or there.isupper():
        return True
    if there != wanted[:1].upper() + wanted[1:]:
        return False
    return begins or (head and not _MINOR.fullmatch(wanted))


CHECK = Check("title-capitals", Severity.WARNING, text=title_capitals)
