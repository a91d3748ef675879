"""Chinese spacing, punctuation width, emphasis and line ends as marks, for print and for browsers.

Nothing is added to the text. In print the marks do what browsers do by `text-autospace`,
`text-spacing-trim` and `text-emphasis`; for browsers they say where lines may and may not break.
Source: W3C Requirements for Chinese Text Layout (CLREQ), “Punctuation Width Adjustment”, “Mixed
Text Composition in Horizontal Writing Mode”, “Prohibition Rules for Unbreakable Marks”.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from jdpublish.model import Block, Mark, MarkKind, Segment, in_order
from jdpublish.unbreakable import figures

OPENING = "（《〈「『“‘【〔〖"
CLOSING = "）》〉」』”’】〕〗"
STOPS = "，。、；：！？"
_PAUSES = "，。、；："

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
    """Return a Chinese block with marks for its Latin runs, narrow marks and dotted characters.

    A `latin` mark's value has “<” where a gap of 1/6 em stands before the run, “>” where one
    stands after it. With centred stops (Traditional Chinese) a stop keeps its width where no
    bracket follows. What is emphasized has a dot below each character (CLREQ, “Emphasis Dots”).
    """
    return block.with_segments(
        tuple(_segment(segment, centred_stops=centred_stops) for segment in block.segments)
    )


def _segment(segment: Segment, *, centred_stops: bool) -> Segment:
    dotted = tuple(_dotted(segment))
    marks = [
        *segment.marks,
        *dotted,
        *_latin(segment.text, _edges((*segment.marks, *dotted))),
        *_narrow(segment, centred_stops=centred_stops),
    ]
    return replace(segment, marks=in_order(marks))


def _edges(marks: Iterable[Mark]) -> list[int]:
    return sorted({place for mark in marks for place in (mark.start, mark.stop)})


def _dotted(segment: Segment) -> Iterator[Mark]:
    emphasized = {
        place
        for mark in segment.marks
        if mark.kind is MarkKind.EMPHASIS
        for place in range(mark.start, mark.stop)
    }
    for place in sorted(emphasized):
        if segment.text[place].isalnum():
            yield Mark(place, place + 1, MarkKind.DOTTED)


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


def _narrow(segment: Segment, *, centred_stops: bool) -> Iterator[Mark]:
    """Of two marks side by side one is half as wide: the blank between them is one mark's.

    So is a mark before the call of a note or term, which stands above its blank.
    """
    calls = {mark.stop for mark in segment.marks if mark.kind in (MarkKind.NOTE, MarkKind.TERM)}
    for index, (left, right) in enumerate(pairwise(f"{segment.text} ")):
        beside = right in CLOSING + STOPS + OPENING
        called = index + 1 in calls
        if left in CLOSING:
            narrow = beside or called
        elif left in STOPS and centred_stops:
            narrow = left in _PAUSES and right in CLOSING
        else:
            narrow = left in STOPS and (beside or called)
        if narrow:
            yield Mark(index, index + 1, MarkKind.HALF_WIDTH)
        elif left in OPENING + STOPS and right in OPENING:
            yield Mark(index + 1, index + 2, MarkKind.HALF_WIDTH)


def browser_breaks(block: Block, language: str) -> Block:
    """Return a block with marks for what browsers do not know of a line's end.

    A figure stays whole. A line may break beside “6+1” and the like: browsers break beside
    quotation marks between Chinese characters only. Elsewhere a mark would cost what they do
    well: where it stands, neighbouring marks are not narrowed.
    """
    return block.with_segments(
        tuple(_for_browsers(segment, language) for segment in block.segments)
    )


def _for_browsers(segment: Segment, language: str) -> Segment:
    if language.startswith("zh"):
        own = (*_joins(segment, language), *_breaks(segment.text))
    else:
        own = tuple(_figures(segment, language))
    return replace(segment, marks=in_order([*segment.marks, *own]))


def _joins(segment: Segment, language: str) -> Iterator[Mark]:
    """Yield the places within Chinese figures at which a browser might break the line.

    Not a mark over the figure: where an element begins a line with a digit, Chromium keeps the gap
    that stands between a digit and Chinese words, and the line is not flush. A `gap` joins a digit
    to its unit and gives back what the joint takes from `text-autospace`.
    """
    text = segment.text
    pictures = [mark for mark in segment.marks if mark.kind is MarkKind.IMAGE]
    for start, stop in figures(text, language):
        for index in range(start + 1, stop):
            left, right = text[index - 1], text[index]
            if any(picture.start <= index <= picture.stop for picture in pictures):
                continue
            if not (left.isascii() and right.isascii()):
                gap = _is_han(text, index) is not _is_han(text, index - 1)
                gap = gap and (left.isascii() or right.isascii())
                yield Mark(index, index, MarkKind.JOIN, "gap" if gap else "")


def _figures(segment: Segment, language: str) -> Iterator[Mark]:
    """Yield a mark over each figure, drawn out around the marks that it would cross.

    Words that it takes in thereby are `loose`: a line may break within them as before.
    """
    edges = _edges(segment.marks)
    images = [mark for mark in segment.marks if mark.kind is MarkKind.IMAGE]
    end = 0
    for first, last in figures(segment.text, language):
        start, stop = _drawn_out(first, last, segment.marks)
        hidden = any(mark.start < stop and start < mark.stop for mark in images)
        if start < end or hidden:
            continue
        end = stop
        yield Mark(start, stop, MarkKind.FIGURE)
        for left, right in ((start, first), (last, stop)):
            cuts = sorted({left, right} | {edge for edge in edges if left < edge < right})
            for one, other in pairwise(cuts):
                yield Mark(one, other, MarkKind.FIGURE, "loose")


def _drawn_out(start: int, stop: int, marks: tuple[Mark, ...]) -> tuple[int, int]:
    for mark in marks:
        if mark.start < start < mark.stop < stop or start < mark.start < stop < mark.stop:
            return _drawn_out(min(start, mark.start), max(stop, mark.stop), marks)
    return start, stop


def _breaks(text: str) -> Iterator[Mark]:
    for index, (left, right) in enumerate(pairwise(text), 1):
        opens = right in "“‘" and (_HAN.match(left) or left in CLOSING + STOPS)
        closes = left in "”’" and (_HAN.match(right) or right in OPENING)
        inside = (right in "“‘" and text[index + 1 :][:1].isascii()) or (
            left in "”’" and text[: index - 1][-1:].isascii()
        )
        if (opens or closes) and inside:
            yield Mark(index, index, MarkKind.BREAK)
