"""Paragraphs broken into lines where `breaking` says, and each laid out by WeasyPrint.

By itself WeasyPrint takes a paragraph's pieces one by one and ends the line at the first that does
not fit: it looks neither beyond the edge of an element nor to the lines that follow. Here the
paragraph is read as a whole, and WeasyPrint is given each line as a tree that ends where the line
does, and room enough for it.
This replaces two private functions of one pinned version, and must be installed in no other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from jdpublish.outputs.pdf.lines import breaking, glyphs, justification
from jdpublish.outputs.pdf.lines.addresses import addresses, broken
from jdpublish.outputs.pdf.lines.breaking import Breaks, Paragraph, with_the_worst
from jdpublish.outputs.pdf.lines.cutting import Composed, Stack, cut, piece
from jdpublish.outputs.pdf.lines.gaps import Gaps, Setting, chinese_gaps, filled, latin_gaps, places
from jdpublish.outputs.pdf.lines.glyphs import Untyped
from jdpublish.outputs.pdf.lines.justification import Fitted
from jdpublish.outputs.pdf.lines.paragraphs import Leaf, Reader, TooComplexError
from jdpublish.unbreakable import seams

_iter_line_boxes = block.iter_line_boxes
_split_inline_box = inline.split_inline_box

_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")
_IN_CHINESE = ("en_US", 3, 3, 9)
"""The dictionary for Latin words in Chinese, the fewest letters before and after a hyphen, and
those of a word that is parted at all."""
_TORN = 5.0
"""How loose a line is whose spaces are 3.5 times as wide: without offence they gain a half."""
_HAIR = 0.01
"""In CSS px: rounding."""


def install() -> None:
    """Make WeasyPrint break lines here and set them flush."""
    block.iter_line_boxes = _lines
    inline.split_inline_box = _split
    glyphs.install()
    justification.install()


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
            piece(box, line),
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
    style, narrowest = box.style, measure - indent + _HAIR
    language = str(style["lang"] or "")
    allowed = places(setting, broken(setting.text, _unicode_breaks(setting.text, language)))
    if style["text_align_all"] != "justify":
        paragraph = Paragraph.of(setting, with_the_worst(setting, allowed, narrowest))
        lines = breaking.ragged(paragraph, measure + _HAIR, indent)
        return tuple(cut(reader.leaves, whole, paragraph, lines))
    gaps = chinese_gaps(setting) if setting.chinese else latin_gaps(setting)
    whole, lengths = replace(whole, gaps=gaps), (measure, indent)
    if style["hyphens"] == "auto":
        paragraph = Paragraph.of(setting, allowed, gaps)
        if found := breaking.tight(paragraph, measure, indent):
            return tuple(cut(reader.leaves, whole, paragraph, found))
    paragraph, found = _flush(context, style, (setting, gaps, allowed), reader.leaves, lengths)
    return tuple(cut(reader.leaves, whole, paragraph, found))


def _flush(
    context: Untyped,
    style: Untyped,
    read: tuple[Setting, Gaps, Sequence[int]],
    leaves: Sequence[Leaf],
    lengths: tuple[float, float],
) -> tuple[Paragraph, Breaks]:
    """Return a paragraph's lines; Latin words in Chinese, and figures, are parted only in need."""
    setting, gaps, allowed = read
    measure, indent = lengths
    narrowest = measure - indent + _HAIR
    hyphens, width = frozenset[int](), 0.0
    if style["hyphens"] == "auto" and not setting.chinese:
        hyphens = _hyphens(context, _dictionary(style), setting, leaves).difference(allowed)
        width = _hyphen(context, style)
    every = with_the_worst(setting, sorted({*allowed, *hyphens}), narrowest)
    paragraph = Paragraph.of(setting, every, gaps, hyphens, width)
    found = breaking.flush(paragraph, measure, indent)
    if not _too_loose(setting, paragraph, gaps, found, lengths):
        return paragraph, found
    more = frozenset[int]()
    if setting.chinese:
        hyphens = _hyphens(context, _IN_CHINESE, setting, leaves).difference(allowed)
        width = _latin_hyphen(context, leaves, hyphens)
    else:
        more = frozenset(seams(setting.text, str(style["lang"] or ""))).difference(allowed)
    every = with_the_worst(setting, sorted({*allowed, *hyphens, *more}), narrowest)
    paragraph = Paragraph.of(setting, every, gaps, hyphens, width, more)
    return paragraph, breaking.flush(paragraph, measure, indent)


def _too_loose(
    setting: Setting, paragraph: Paragraph, gaps: Gaps, found: Breaks, lengths: tuple[float, float]
) -> bool:
    """Say whether a line would be left ragged, or be torn."""
    for start, stop, slack in breaking.slacks(paragraph, found, *lengths):
        if slack <= _HAIR:
            continue
        if setting.chinese and not filled(gaps, start, stop, slack):
            return True
        room = paragraph.stretch[stop - 1] - paragraph.stretch[start]
        if not setting.chinese and slack > _TORN * room:
            return True
    return False


def _unicode_breaks(text: str, language: str) -> list[bool]:
    """Return before which characters Pango would break a line (UAX #14)."""
    attributes = line_break.get_log_attrs(text, language)
    flags = memoryview(ffi.buffer(attributes, ffi.sizeof("PangoLogAttr") * len(text))).cast("I")
    return [bool(flag & 1) for flag in flags]


def _dictionary(style: Untyped) -> tuple[str, int, int, int]:
    """Return the dictionary of a style and its limits, as `_IN_CHINESE` has them."""
    language = line_break.pyphen.language_fallback(str(style["lang"] or ""))
    total, left, right = style["hyphenate_limit_chars"]
    return language or "", left, right, total


def _hyphens(
    context: Untyped,
    key: tuple[str, int, int, int],
    setting: Setting,
    leaves: Sequence[Leaf],
) -> frozenset[int]:
    """Return before which characters a hyphen may stand, by WeasyPrint's own dictionaries.

    Not at an element's edge, as in “inter*governmental*”: a line's tree ends before the element,
    with no text in it to which the hyphen could be added. Nor in an address.
    """
    language, left, right, total = key
    if not language:
        return frozenset()
    inside = {at for start, stop in addresses(setting.text) for at in range(start, stop)}
    if key not in context.dictionaries:
        made = line_break.pyphen.Pyphen(lang=language, left=left, right=right)
        context.dictionaries[key] = made
    return frozenset(
        word.start() + place
        for word in _WORD.finditer(setting.text)
        if len(word[0]) >= total
        for place in context.dictionaries[key].positions(word[0])
    ).difference(setting.whole, inside, (leaf.first for leaf in leaves))


def _latin_hyphen(context: Untyped, leaves: Sequence[Leaf], hyphens: frozenset[int]) -> float:
    """Return the width of a hyphen in the style of a text that may have one."""
    for leaf in leaves:
        if leaf.measured and not hyphens.isdisjoint(range(leaf.first, leaf.stop)):
            return _hyphen(context, leaf.measured.style)
    return 0.0


def _hyphen(context: Untyped, style: Untyped) -> float:
    layout = line_break.create_layout(style["hyphenate_character"], style, context, None, 0)
    width, _ = line_break.line_size(layout.get_first_line()[0], style)
    return float(width)
