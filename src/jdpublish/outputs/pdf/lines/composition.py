"""Paragraphs broken into lines where `breaking` says, and each laid out by WeasyPrint.

By itself WeasyPrint takes a paragraph's pieces one by one and ends the line at the first that does
not fit: it looks neither beyond the edge of an element nor to the lines that follow. Here the
paragraph is read as a whole, and WeasyPrint is given each line as a tree that ends where the line
does, and room enough for it.
This replaces two private functions of one pinned version, and must be installed in no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from jdpublish.outputs.pdf.lines import breaking, glyphs, justification
from jdpublish.outputs.pdf.lines.gaps import Gaps, Setting, chinese_gaps, latin_gaps, places
from jdpublish.outputs.pdf.lines.glyphs import Untyped
from jdpublish.outputs.pdf.lines.justification import Fitted
from jdpublish.outputs.pdf.lines.paragraphs import Leaf, Reader, TooComplexError

_iter_line_boxes = block.iter_line_boxes
_split_inline_box = inline.split_inline_box

_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")
_BLANKS = " \u200b"
_HAIR = 0.01
"""In CSS px: rounding."""
_FEWEST = {True: 2, False: 4}
"""Letters in a last line, in Chinese or not. CLREQ: a character alone does not make a line."""
_TIGHT = 1.0
"""Lines no looser than this need no hyphens."""

Stack = dict[int, "Stack"] | None
"""WeasyPrint's address of a place: a child's number, a child's of that, …, and a number of bytes.
What is not yet begun has none."""


def install() -> None:
    """Make WeasyPrint break lines here and set them flush."""
    block.iter_line_boxes = _lines
    inline.split_inline_box = _split
    glyphs.install()
    justification.install()


@dataclass(frozen=True, slots=True)
class Composed:
    """A line: what it is, where it begins, and where the tree is cut for it.

    A cut is a leaf, how many of its characters remain, and the width of a hyphen after them.
    """

    fitted: Fitted
    begin: Stack = None
    cut: tuple[Leaf, int, float] | None = None


def _lines(  # noqa: PLR0913, PLR0917  as it is called
    context: Untyped,
    box: Untyped,
    position_y: float,
    bottom_space: float,
    skip_stack: Stack,
    containing_block: Untyped,
    *rest: Untyped,
) -> Iterator[tuple[Untyped, Stack]]:
    """Yield a paragraph's lines from a place on, as WeasyPrint's `iter_line_boxes` does."""
    lines = _known(context, box, skip_stack, containing_block, rest[-2:])
    number = next((at for at, line in enumerate(lines) if line.begin == skip_stack), len(lines))
    if number == len(lines):
        yield from _iter_line_boxes(
            context, box, position_y, bottom_space, skip_stack, containing_block, *rest
        )
        return
    ends = (*(line.begin for line in lines[number + 1 :]), None)
    for line, end in zip(lines[number:], ends, strict=True):
        made, _ = inline.get_next_linebox(
            context,
            _piece(box, line),
            position_y,
            bottom_space,
            line.begin,
            containing_block,
            *rest,
        )
        inline.handle_leader(context, made, containing_block)
        position_y = made.position_y + made.height
        yield made, end


def _split(
    context: Untyped, box: Untyped, position_x: float, max_x: float, *rest: Untyped
) -> Untyped:
    """Lay a line out, as WeasyPrint's `split_inline_box` does: one that fits is never broken."""
    fits = isinstance(box, boxes.LineBox) and hasattr(box, "fitted")
    return _split_inline_box(context, box, position_x, inf if fits else max_x, *rest)


def _known(
    context: Untyped,
    box: Untyped,
    skip_stack: Stack,
    containing_block: Untyped,
    first_styles: tuple[Untyped, ...],
) -> tuple[Composed, ...]:
    """Return a paragraph's lines, composed when it is first met; it may be met on each page.

    There are none where they are to be left to WeasyPrint.
    """
    style = box.style
    plain = style["direction"] == "ltr" and style["white_space"] == "normal"
    if any(first_styles) or context.excluded_shapes or not plain:
        return ()
    inline.resolve_percentages(box, containing_block)
    if skip_stack is None:
        inline.resolve_one_percentage(box, "text_indent", containing_block.width)
        box.indent = box.text_indent
    place = (containing_block.width, getattr(box, "indent", 0.0))
    known = getattr(box, "composed", None)
    if known is None or known[:2] != (box.children, place):
        known = (box.children, place, _composed(context, box, containing_block, place[1]))
        box.composed = known
    lines: tuple[Composed, ...] = known[2]
    return lines


def _composed(
    context: Untyped, box: Untyped, containing_block: Untyped, indent: float
) -> tuple[Composed, ...]:
    try:
        reader = Reader(context, box, containing_block)
    except TooComplexError:
        return ()
    setting, measure = reader.setting(), containing_block.width
    if not setting.text:
        return ()
    whole = Fitted(setting, 0, len(setting.text), indent, None, last=True)
    if reader.width <= measure - indent + _HAIR:
        return (Composed(whole),)
    style = box.style
    allowed = places(setting, _unicode_breaks(setting.text, str(style["lang"] or "")))
    if style["text_align_all"] != "justify":
        paragraph = _paragraph(setting, _with_the_worst(setting, allowed, measure - indent))
        lines = breaking.ragged(paragraph, measure + _HAIR, indent)
        return tuple(_cut(reader.leaves, whole, paragraph, lines))
    gaps = chinese_gaps(setting) if setting.chinese else latin_gaps(setting)
    paragraph, found = _paragraph(setting, allowed, gaps), None
    if style["hyphens"] == "auto":
        found = breaking.flush(paragraph, measure, indent, loosest=_TIGHT)
    if found is None:
        hyphens = _hyphens(context, style, setting) if style["hyphens"] == "auto" else frozenset()
        hyphens = hyphens.difference(allowed)
        allowed = _with_the_worst(setting, sorted({*allowed, *hyphens}), measure - indent)
        paragraph = _paragraph(setting, allowed, gaps, hyphens, _hyphen(context, style))
        found = breaking.flush(paragraph, measure, indent)
    return tuple(_cut(reader.leaves, replace(whole, gaps=gaps), paragraph, found or ()))


def _with_the_worst(setting: Setting, allowed: list[int], measure: float) -> list[int]:
    """Return where a line may break, and every place within what is wider than a line."""
    more = [
        place
        for begin, end in pairwise((0, *allowed, len(setting.text)))
        if setting.right[_stop(setting.text, end) - 1] - setting.left[begin] > measure + _HAIR
        for place in range(begin + 1, end)
    ]
    return sorted([*allowed, *more]) if more else allowed


def _stop(text: str, place: int) -> int:
    """Return before which character a line ends if the next begins at a place."""
    while place > 1 and text[place - 1] in _BLANKS:
        place -= 1
    return place


def _unicode_breaks(text: str, language: str) -> list[bool]:
    """Return before which characters Pango would break a line (UAX #14)."""
    attributes = line_break.get_log_attrs(text, language)
    flags = memoryview(ffi.buffer(attributes, ffi.sizeof("PangoLogAttr") * len(text))).cast("I")
    return [bool(flag & 1) for flag in flags]


def _paragraph(
    setting: Setting,
    allowed: list[int],
    gaps: Gaps | None = None,
    hyphens: frozenset[int] = frozenset(),
    hyphen: float = 0.0,
) -> breaking.Paragraph:
    text, end = setting.text, len(setting.text)
    begins, stops = (0, *allowed), [_stop(text, place) for place in (*allowed, end)]
    letters = [index for index, each in enumerate(text) if each.isalnum()]
    hyphened = [place in hyphens for place in (*allowed, end)]
    return breaking.Paragraph(
        begins=begins,
        starts=[setting.left[place] + setting.lead(place) for place in begins],
        stops=stops,
        ends=[
            setting.right[stop - 1] - setting.trail(stop - 1) + hyphen * hyphenated
            for stop, hyphenated in zip(stops, hyphened, strict=True)
        ],
        hyphens=hyphened,
        shrink=list(accumulate(gaps.shrink)) if gaps else (),
        stretch=list(accumulate(gaps.stretch)) if gaps else (),
        orphan=(letters[-_FEWEST[setting.chinese] :] or [0])[0],
    )


def _hyphens(context: Untyped, style: Untyped, setting: Setting) -> frozenset[int]:
    """Return before which characters a hyphen may stand, by WeasyPrint's own dictionaries."""
    language = line_break.pyphen.language_fallback(str(style["lang"] or ""))
    if not language:
        return frozenset()
    total, left, right = style["hyphenate_limit_chars"]
    key = (language, left, right, total)
    if key not in context.dictionaries:
        made = line_break.pyphen.Pyphen(lang=language, left=left, right=right)
        context.dictionaries[key] = made
    return frozenset(
        word.start() + place
        for word in _WORD.finditer(setting.text)
        if len(word[0]) >= total
        for place in context.dictionaries[key].positions(word[0])
    ).difference(setting.whole)


def _hyphen(context: Untyped, style: Untyped) -> float:
    layout = line_break.create_layout(style["hyphenate_character"], style, context, None, 0)
    width, _ = line_break.line_size(layout.get_first_line()[0], style)
    return float(width)


def _cut(
    leaves: list[Leaf], whole: Fitted, paragraph: breaking.Paragraph, found: breaking.Breaks
) -> Iterator[Composed]:
    begin: Stack = None
    at = 0
    for line, following in zip(found, (*found[1:], len(paragraph.ends)), strict=True):
        fitted = replace(
            whole,
            start=paragraph.begins[line],
            stop=paragraph.stops[following - 1],
            indent=0.0 if line else whole.indent,
            last=following == len(paragraph.ends),
        )
        if fitted.last:
            yield Composed(fitted, begin)
            return
        end = paragraph.begins[following]
        while not leaves[at].first <= end < leaves[at].stop:
            at += 1
        kept = end - leaves[at].first
        hyphen = 0.0
        if paragraph.hyphens[following - 1]:
            hyphen = paragraph.ends[following - 1] - whole.setting.right[end - 1]
        yield Composed(fitted, begin, (leaves[at], kept, hyphen))
        begin = _address(leaves[at].path, len(leaves[at].text[:kept].encode()))


def _address(path: tuple[int, ...], skip: int) -> Stack:
    found: Stack = {skip: None} if skip else None
    for index in reversed(path):
        found = {index: found} if found or index else None
    return found


def _piece(box: Untyped, line: Composed) -> Untyped:
    """Return a line box that ends where a line does."""
    if line.cut:
        leaf, kept, hyphen = line.cut
        piece = _head(box, leaf.path, leaf.text[:kept].rstrip(_BLANKS), hyphen)
    else:
        piece = box.copy()
    piece.fitted = line.fitted
    piece.text_indent = line.fitted.indent
    return piece


def _head(box: Untyped, path: tuple[int, ...], text: str, hyphen: float) -> Untyped:
    """Return a box up to a place in a text of it, or None where nothing is left of it."""
    index, *rest = path
    children, child = list(box.children[:index]), box.children[index]
    if rest:
        head = _head(child, tuple(rest), text, hyphen)
        if head:
            head.remove_decoration(start=False, end=True)
            children.append(head)
    elif text:
        head = child.copy_with_text(text + child.style["hyphenate_character"] * bool(hyphen))
        head.hyphen = hyphen
        children.append(head)
    return box.copy_with_children(children) if children else None
