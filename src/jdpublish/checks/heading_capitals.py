"""Capitals in headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import TITLE, BlockKind, Concept, Severity

_ENGLISH = "en"
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f’'.&]*")
_RUN = re.compile(
    r"(?<![\w’'])[A-Z][\w’']*(?:[ \u00a0-](?:(?:of|and|the|for|in|to) ){0,2}[A-Z][\w’']*)*"
)
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?![\w])")
_NEW_START = re.compile(r"(?:\A|[.!?:—–;])[”’\")\]]*\s*[“‘\"(\[]*\Z")
_BEGUN = re.compile(r"[“‘\"(\[]\Z")

_SMALL = re.compile(
    "an?|the|and|but|or|nor|for|yet|so|as|at|by|in|of|off|on|out|per|to|up|via|from|into|like|near|"
    "onto|over|past|than|till|upon|with|about|above|after|along|among|around|before|behind|below|"
    "beyond|despite|down|during|except|inside|since|through|towards?|under|until|versus|vs|within|"
    "without|across|against|amid|between|beneath|besides?|if",
    re.IGNORECASE,
)
"""Words that headline style may leave small; between others they have no capital in English."""
_NEVER_CAPITAL = ("and", "or", "of", "the", "an")
_NAMES = re.compile(
    "I|Party|Marxism|Leninism|Chin(?:a|ese)|English|Internet|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    "January|February|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the text and the glossary say of words: those written small, and names of several."""

    small: frozenset[str]
    names: frozenset[str]


def heading_capitals(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Heads of chapters have headline capitals in English, and heads below them sentence case.

    Headline style leaves articles, conjunctions and prepositions small, unless they come first or
    last; what follows a hyphen may have a capital or none. Below, only the first word and names
    have a capital: a name is what the glossary or the text writes with capitals where no sentence
    begins. A word that stands nowhere else is taken for a name unless all words of the head have
    capitals.
    """
    if _ENGLISH not in bitext.targets:
        return
    known: _Known | None = None
    for block in bitext.blocks(_ENGLISH):
        if block.kind is not BlockKind.HEADING or len(block.segments) != 1:
            continue
        text = block.segment.text
        if block.depth <= 1 or block.id == TITLE:
            wrong = tuple(_not_headline(text))
            style = "the head of a chapter has headline capitals"
        else:
            known = known or _known(bitext)
            wrong = tuple(_not_sentence(text, known))
            style = "a head below a chapter has a capital only at its beginning and in names"
        if wrong:
            mended = _mended(text, wrong)
            yield (
                block.id,
                Problem(
                    f"capitals in this head: {', '.join(f'“{one[0]}”' for one in wrong)}",
                    f"{style}: “{mended}”",
                    block.locate(wrong[0].start()),
                ),
            )


def _not_headline(text: str) -> Iterator[re.Match[str]]:
    found = list(_WORD.finditer(text))
    for rank, one in enumerate(found):
        word = one[0]
        if any(map(str.isupper, word[1:])) or _is_part(text, one):
            continue
        first = rank == 0 or _NEW_START.search(text[: one.start()]) is not None
        edge = first or rank == len(found) - 1
        if word[0].islower() and (edge or not _SMALL.fullmatch(word)):
            if not text[: one.start()].endswith("-"):
                yield one
        elif (
            word[0].isupper()
            and word.lower() in _NEVER_CAPITAL
            and not edge
            and not _BEGUN.search(text[: one.start()])
        ):
            yield one


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether a word is what an apostrophe, a digit or a hyphenated small prefix leaves over."""
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return before.isdigit() or before in "’'@." or (len(found[0]) == 1 and after == "-")


def _not_sentence(text: str, known: _Known) -> Iterator[re.Match[str]]:
    found = list(_WORD.finditer(text))
    if found and found[0][0][0].islower() and not any(map(str.isupper, found[0][0])):
        yield found[0]
    named = [run.span() for run in _RUN.finditer(text) if _is_name(run[0], known)]
    doubtful = []
    significant = 0
    for one in found[1:]:
        word = one[0]
        if _SMALL.fullmatch(word) or _is_part(text, one):
            continue
        significant += 1
        start = one.start()
        if word[0].islower() or _NEW_START.search(text[:start]) or _BEGUN.search(text[:start]):
            continue
        if any(map(str.isupper, word[1:])) or _NAMES.fullmatch(_bare(word)) or len(word) == 1:
            continue
        if not any(first <= start < last for first, last in named):
            doubtful.append(one)
    everywhere = len(doubtful) == significant and significant > 1
    for one in doubtful:
        if everywhere or _bare(one[0]).lower() in known.small:
            yield one


def _is_name(run: str, known: _Known) -> bool:
    words = _bare(run).split()
    return any(" ".join(words[first:]) in known.names for first in range(len(words)))


def _bare(word: str) -> str:
    return re.sub(r"[’']s?\b", "", word).replace("-", " ").strip(".")


def _known(bitext: Bitext) -> _Known:
    """Return the words that are written small, and the names, in the text and the glossary."""
    texts = [block.text for block in bitext.blocks(_ENGLISH) if block.kind is not BlockKind.HEADING]
    every = [_of_glossary(bitext.concepts), *map(_of_text, texts)]
    return _Known(
        frozenset().union(*(known.small for known in every)),
        frozenset().union(*(known.names for known in every)),
    )


@lru_cache(maxsize=2_000)
def _of_text(text: str) -> _Known:
    names = (
        _bare(run[0])
        for run in _RUN.finditer(text)
        if not _NEW_START.search(text[max(run.start() - 6, 0) : run.start()])
    )
    return _Known(_small(text), frozenset(names))


@lru_cache(maxsize=4)
def _of_glossary(concepts: tuple[Concept, ...]) -> _Known:
    sections = [concept.language(_ENGLISH) for concept in concepts]
    forms = [form for section in sections for form in section.accepted]
    small = map(_small, (*forms, *(section.definition for section in sections)))
    names = (_bare(run[0]) for form in forms for run in _RUN.finditer(form))
    return _Known(frozenset().union(*small), frozenset(names))


def _small(text: str) -> frozenset[str]:
    return frozenset(map(intern, _SMALL_WORD.findall(text)))  # most texts have the same words


def _mended(text: str, wrong: tuple[re.Match[str], ...]) -> str:
    letters = list(text)
    for one in wrong:
        letters[one.start()] = letters[one.start()].swapcase()
    return "".join(letters)


CHECK = Check("heading-capitals", Severity.WARNING, text=heading_capitals)
