"""Chinese spacing and punctuation width as marks: what a print engine without CSS Text 4 needs.

Nothing is added to the text. Browsers do the same by `text-autospace` and `text-spacing-trim`.
Source: W3C Requirements for Chinese Text Layout (CLREQ), sections 3.1.6 and 3.2.2.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from jdpublish.model import Block, Mark, MarkKind, Segment, in_order

OPENING = "（《〈「『“‘【〔〖"
CLOSING = "）》〉」』”’】〕〗"
STOPS = "，。、；：！？"

_WORD = r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,:%&+/°–-]*"
_LATIN = re.compile(rf"{_WORD}(?: {_WORD})*")
_TRAILING = ".,:"
_HAN = re.compile("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_CHINESE_WORDS = re.compile(f"{_HAN.pattern}+(?:[{OPENING}{CLOSING}{STOPS}·…]+{_HAN.pattern}+)*")


def mark_han(block: Block) -> Block:
    """Return a block of another language with marks for its Chinese words.

    A screen reader must be told that their language is another (WCAG 2.2, 3.1.2).
    """
    return block.with_segments(tuple(map(_mark_han, block.segments)))


def _mark_han(segment: Segment) -> Segment:
    edges = {place for mark in segment.marks for place in (mark.start, mark.stop)}
    found = [
        Mark(left, right, MarkKind.HAN)
        for start, stop in han_runs(segment.text)
        for left, right in pairwise(sorted({start, stop} | {e for e in edges if start < e < stop}))
    ]
    return replace(segment, marks=in_order([*segment.marks, *found])) if found else segment


def han_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Return where Chinese words stand in a text of another language, as offsets."""
    return tuple(match.span() for match in _CHINESE_WORDS.finditer(text))


def chinese_typography(block: Block, *, centred_stops: bool = False) -> Block:
    """Return a Chinese block with marks for its Latin runs, narrow marks and extra break places.

    A `latin` mark's value has “<” where a gap of 1/6 em stands before the run, “>” where one
    stands after it. With centred stops (Taiwan, Hong Kong) a stop keeps its width.
    """
    return block.with_segments(
        tuple(_segment(segment, centred_stops=centred_stops) for segment in block.segments)
    )


def _segment(segment: Segment, *, centred_stops: bool) -> Segment:
    text = segment.text
    edges = sorted({place for mark in segment.marks for place in (mark.start, mark.stop)})
    marks = [
        *segment.marks,
        *_latin(text, edges),
        *_narrow(text, centred_stops=centred_stops),
        *_breaks(text),
    ]
    return replace(segment, marks=in_order(marks))


def _latin(text: str, edges: list[int]) -> Iterator[Mark]:
    for match in _LATIN.finditer(text):
        start, stop = match.start(), match.start() + len(match[0].rstrip(_TRAILING))
        cuts = [start, *(edge for edge in edges if start < edge < stop), stop]
        for left, right in pairwise(cuts):
            before = "<" if left == start and _is_han(text, start - 1) else ""
            letter = text[right - 1].isalnum()  # as in CSS `text-autospace`, none after 5%
            after = ">" if right == stop and letter and _is_han(text, stop) else ""
            yield Mark(left, right, MarkKind.LATIN, before + after)


def _is_han(text: str, index: int) -> bool:
    return 0 <= index < len(text) and _HAN.match(text[index]) is not None


def _narrow(text: str, *, centred_stops: bool) -> Iterator[Mark]:
    """Of two marks side by side one is half as wide: the blank between them is one mark's."""
    for index, (left, right) in enumerate(pairwise(text)):
        ends = left in CLOSING or (left in STOPS and not centred_stops)
        if ends and right in OPENING + CLOSING + STOPS:
            yield Mark(index, index + 1, MarkKind.HALF_WIDTH)
        elif (left in OPENING or left in STOPS) and right in OPENING:
            yield Mark(index + 1, index + 2, MarkKind.HALF_WIDTH)


def _breaks(text: str) -> Iterator[Mark]:
    """Yield where a line may break beside quotation marks, which Unicode alone forbids."""
    for index, (left, right) in enumerate(pairwise(text), 1):
        opens = right in "“‘" and (_HAN.match(left) or left in CLOSING + STOPS)
        closes = left in "”’" and (_HAN.match(right) or right in OPENING)
        if opens or closes:
            yield Mark(index, index, MarkKind.BREAK)
