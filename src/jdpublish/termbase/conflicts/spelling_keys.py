"""Forms in one spelling: what readers take for the same term has the same."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from jdpublish.script import to_simplified
from jdpublish.terms.inflection import stems

_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\s\u00a0\u2010-\u2014/-]+")
_ARTICLES = frozenset({"a", "an", "the"})


def chinese_keys(forms: Iterable[str]) -> Mapping[str, str]:
    """Return Chinese forms in one width, script and case, without punctuation, by the form."""
    own = tuple(dict.fromkeys(forms))
    if not own:
        return {}
    widths = (unicodedata.normalize("NFKC", form).replace("\n", " ") for form in own)
    lines = to_simplified("\n".join(widths)).split("\n")  # all at once: one at a time is slow
    return {
        form: _NO_LETTER.sub("", line).casefold() or form
        for form, line in zip(own, lines, strict=True)
    }


@lru_cache(maxsize=200_000)
def english_key(form: str) -> tuple[str, ...]:
    """Return the words of an English form without case, hyphens, articles and endings."""
    words = _WORD.findall(form.replace("“", " ").replace("”", " "))
    return tuple(key for word in words if (key := _stem(word.casefold())) and key not in _ARTICLES)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return next(iter(stems(word)), word.strip(".,;:!?'’()[]…"))
