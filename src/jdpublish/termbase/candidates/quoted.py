"""What a text itself sets apart: phrases in quotation marks, and titles."""

import re
from collections.abc import Iterator

from jdpublish.termbase.candidates.contract import Passage, Place, Why

_LONGEST = 24
"""Longer words in quotation marks are somebody's sentence."""
_PAIRS = ("“”", "‘’", "「」", "『』", "〝〞", '""', "＂＂")
_WITHIN = r"。！？；\t"
_QUOTED = tuple(
    re.compile(rf"{pair[0]}([^{pair}{_WITHIN}]{{1,{_LONGEST}}}){pair[1]}") for pair in _PAIRS
)
_TITLE = re.compile(r"[《〈]([^《》〈〉\t]{2,60})[》〉]")
_CHINESE_OR_FIGURE = re.compile(r"[0-9\u3400-\u4dbf\u4e00-\u9fff]")
_EDGES = "，、：,. "


def quoted_phrases(passage: Passage) -> Iterator[tuple[Why, Place]]:
    """Yield the phrases in quotation marks and the titles of a passage, without the marks.

    A phrase within another is one, too. Quoted sentences are none.
    """
    for pattern in _QUOTED:
        for found in pattern.finditer(passage.text):
            if _CHINESE_OR_FIGURE.search(found[1]):
                yield Why.QUOTED, _inside(passage, found)
    for found in _TITLE.finditer(passage.text):
        if _CHINESE_OR_FIGURE.search(found[1]):
            yield Why.TITLE, _inside(passage, found)


def _inside(passage: Passage, found: re.Match[str]) -> Place:
    words = found[1]
    start = found.start(1) + len(words) - len(words.lstrip(_EDGES))
    return Place(passage, start, start + len(words.strip(_EDGES)))
