"""English words that stand twice."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import cells, is_chinese, passage
from jdpublish.model import Block, Severity

_DOUBLED = re.compile(r"(?<![\w’'.-])([A-Za-z]+)[ \u00a0]+((?i:\1))(?![\w’'-]|\.[A-Za-z])")
_ALLOWED = ("had", "that", "ha", "bye", "blah", "knock")
_NEVER_NAMES = re.compile(
    "a|an|the|and|or|but|of|in|on|at|to|for|from|by|with|as|is|are|was|were|be|been|it|its|this|"
    "we|our|they|their|he|she|his|her|i|you|not|no|if|than|then|so|will|would|has|have"
)


def doubled_words(block: Block, language: str, _: Bitext) -> Iterator[Problem]:
    """No English word stands twice in a row.

    “had had”, “that that” and the like are right, and so are names such as Pago Pago, where both
    words have a capital. Words parted by a comma or hyphen, and figures, are not looked at.
    """
    if is_chinese(language):
        return
    for segment, text in cells(block):
        for found in _DOUBLED.finditer(text):
            if _is_right(found[1], found[2]):
                continue
            yield Problem(
                f"“{found[0]}” stands twice: “{passage(text, *found.span())}”",
                "delete one of the two",
                segment.locate(found.start(2)),
            )


def _is_right(word: str, again: str) -> bool:
    capitals = word[0].isupper() and again[0].isupper()
    name = capitals and not _NEVER_NAMES.fullmatch(word.lower())
    return name or word.lower() in _ALLOWED


CHECK = Check("doubled-words", Severity.WARNING, block=doubled_words, plain=True)
