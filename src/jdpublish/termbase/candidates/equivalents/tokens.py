"""English words with their places and stems, and the spans of them that may be a phrase."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jdpublish.termbase.candidates.vocabulary import words_of
from jdpublish.terms.inflection import stems

_WORD = re.compile(r"[^\W_]+(?:[’'.,&][^\W_]+)*%?")
_HARD = re.compile(r"[.;:!?,()\[\]—\t\n…]")
_GLUE = ("-", "‑", "–", "/")
_SMALL = words_of(
    """
    a an the this that these those its their our his her it we they he she i you them us one
    of in on at to for with by from as into onto over under between among through during within
    and or nor but so than then if while when where which who whose whom what how why
    is are was were be been being am has have had having do does did will would can could may might
    must shall should not no more most less very also such other another some any all each every
    both either neither only just still yet already further there here up out about across against
    including include includes included amid via per toward towards around along after before
    until since because although though however thus therefore meanwhile moreover
    """
)
"""Words with which no term begins or ends."""
_CLAUSE = words_of(
    """
    is are was were be been being am has have had having does did will would can could may might
    must shall should that which who whose whom where when while because although though than as
    by into so if not it they we
    """
)
"""Words that no phrase for a term has within it."""
_VERB = re.compile(
    r"(?i)(?:made|held|built|put|set|ran|run|grew|rose|fell|won|went|took|gave|kept|led|drew|drawn"
    r"|given|taken|shown|worked|working|\w{3,}ed|\w{3,}ly"
    r"|(?:achiev|accelerat|adher|advanc|boost|build|carr|control|creat|deepen|develop|driv|enhanc"
    r"|ensur|expand|foster|handl|implement|improv|increas|join|launch|maintain|mak|promot|put"
    r"|rais|reduc|safeguard|seek|set|speed|stabiliz|strengthen|support|tackl|upgrad|us)(?:e|y|ing)?)"
)
"""Words that mostly say what was done, and how; within a term they stand as well."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `text[start:stop]`; small ones have no stem. `glued` is one behind a hyphen.

    `broken` says that a sign before it ends a clause.
    """

    start: int
    stop: int
    text: str
    stem: str
    glued: bool
    broken: bool

    @property
    def small(self) -> bool:
        """Whether no term begins or ends with the word."""
        return self.text.casefold() in _SMALL or not self.stem

    @property
    def clause(self) -> bool:
        """Whether the word shows that a phrase is a whole clause."""
        return self.text.casefold() in _CLAUSE

    @property
    def verb(self) -> bool:
        """Whether the word probably says what is done, or how."""
        return not self.capital and _VERB.fullmatch(self.text) is not None

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of an English text, those of compounds with hyphens one by one."""
    found: list[Token] = []
    end = 0
    for word in _WORD.finditer(text):
        gap = text[end : word.start()]
        glued = bool(found) and gap in _GLUE
        found.append(
            Token(
                word.start(),
                word.end(),
                word[0],
                next(iter(stems(word[0])), ""),
                glued,
                not found or _HARD.search(gap) is not None,
            )
        )
        end = word.end()
    return tuple(found)


def spans(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word, as numbers, of each run of words that may be a phrase.

    A phrase begins and ends with a word that means something, stays within its clause, and has
    both of a pair of quotation marks or none. It has at most so many words.
    """
    words = tokens(text)
    for first, start in enumerate(words):
        if start.small or start.glued:
            continue
        for last in range(first, min(first + most, len(words))):
            stop = words[last]
            if last > first and (stop.broken or stop.clause):
                break
            if stop.small or (last + 1 < len(words) and words[last + 1].glued):
                continue
            inside = text[start.start : stop.stop]
            if inside.count("“") == inside.count("”") and not inside.startswith("”"):
                yield first, last
