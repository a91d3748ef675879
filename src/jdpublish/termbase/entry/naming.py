"""Ids and names of files, proposed from words."""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count


def slug(words: str) -> str:
    """Return words as a name of small letters, digits and hyphens: “New Cities” → new-cities."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    plain = re.sub(r"[’'\u0300-\u036f]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_MOST_WORDS = 6
_LITTLE = frozenset(("a", "an", "the"))


def proposed_id(english: str, pinyin: str, taken: Collection[str]) -> str:
    """Return an id for a new entry: its English words, else its pinyin without tones.

    Articles are left out, and so is what goes beyond six words; where another entry has the id, a
    number is added. Nothing is returned where there is nothing to make an id of.
    """
    words = [word for word in slug(english).split("-") if word]
    short = [word for word in words if word not in _LITTLE] or words
    base = "-".join(short[:_MOST_WORDS]) or slug(pinyin)
    numbered = (f"{base}-{number}" for number in count(2))
    return next(one for one in chain((base,), numbered) if one not in taken) if base else ""


def is_name(english: str) -> bool:
    """Whether an English term is a proper name: all its words but the little ones are capital."""
    words = [word for word in re.findall(r"[^\W\d_]\S*", english) if word not in _JOINING]
    return bool(words) and all(word[0].isupper() for word in words)


_JOINING = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with"))
