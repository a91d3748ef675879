"""Flush Chinese lines in WeasyPrint, which by itself stretches only spaces.

The slack of a line is spread between its characters as CLREQ (3.1.3) asks, and the blank half of a
full-width mark at the line's edge may hang out. This replaces one private function of one pinned
version, and must be installed in no other.
"""

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.line_break import create_layout

from jdpublish.typography import CLOSING, OPENING, STOPS

_CJK = re.compile("[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_FEWEST = 3
_WIDEST = 0.5
"""In em: a line that would need wider gaps is left as it is, it is better short than torn."""


def install() -> None:
    """Make WeasyPrint set Chinese lines flush."""
    inline.justify_line = _justify_line
    inline.text_align = _text_align


_justify_at_spaces = inline.justify_line
_plain_text_align = inline.text_align


def _text_align(context: Any, line: Any, available_width: float, last: bool) -> float:  # noqa: ANN401, FBT001
    """Align a line as WeasyPrint does, and let its first mark's blank half hang out."""
    offset = float(_plain_text_align(context, line, available_width, last))
    texts = _texts(line)
    if texts and offset == 0 and not getattr(line, "is_flush", False):
        start = _overhang(line, texts, 0)
        if start:
            for child in line.children:
                child.translate(-start, 0)
    return offset


def _justify_line(context: Any, line: Any, extra: float) -> None:  # noqa: ANN401
    texts = _texts(line)
    if len(_CJK.findall("".join(leaf.text for leaf in texts))) < _FEWEST:
        _justify_at_spaces(context, line, extra)
        return
    start, end = _overhang(line, texts, 0), _overhang(line, texts, -1)
    gaps = sum(map(_gaps, _leaves(line))) - 1
    if gaps < 1:
        return
    gap = (extra + start + end) / gaps
    if 0 <= gap <= _WIDEST * line.style["font_size"]:
        _spread(context, line, gap, -start - gap / 2)
        line.is_flush = True


def _texts(line: Any) -> list[Any]:  # noqa: ANN401
    return [leaf for leaf in _leaves(line) if isinstance(leaf, boxes.TextBox) and leaf.text]


def _overhang(line: Any, texts: list[Any], index: int) -> float:  # noqa: ANN401
    """Return how far a line's first (0) or last (-1) text may stand out: blanks and gaps."""
    marks = OPENING if index == 0 else CLOSING + STOPS
    margin = "margin_left" if index == 0 else "margin_right"
    gap = 0.0
    box = line
    while getattr(box, "children", None):
        box = box.children[index]
        if isinstance(box, boxes.InlineBox):
            gap += getattr(box, margin)
    return gap + _blank_half(texts[index], marks, index)


def _leaves(box: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child)
        elif not isinstance(child, boxes.TextBox) or child.text:
            yield child


def _gaps(leaf: Any) -> int:  # noqa: ANN401
    """Return how many gaps a leaf takes: one after each Chinese character, one after the rest."""
    return len(leaf.text) if _is_chinese(leaf) else 1


def _is_chinese(leaf: Any) -> bool:  # noqa: ANN401
    return isinstance(leaf, boxes.TextBox) and _CJK.search(leaf.text) is not None


def _blank_half(leaf: Any, marks: str, index: int) -> float:  # noqa: ANN401
    """Return the width of the blank half of a mark at a line's edge, none if it is narrow."""
    language = str(leaf.style["lang"] or "")
    narrow = "halt" in str(leaf.style["font_feature_settings"])
    centred = language.startswith("zh-Hant") and leaf.text[index] in STOPS
    if leaf.text[index] not in marks or narrow or centred or not language.startswith("zh"):
        return 0.0
    return float(leaf.style["font_size"]) / 2


def _spread(context: Any, box: Any, gap: float, shift: float) -> float:  # noqa: ANN401
    """Widen and move what is in a box; return how far what follows it has moved."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if not box.text:
            return shift
        if not _is_chinese(box):
            box.position_x += gap / 2
            return shift + gap
        style = box.style.copy()
        spacing = style["letter_spacing"]
        style["letter_spacing"] = (0 if spacing == "normal" else spacing) + gap
        box.style = style  # drawing sets the text once more, by the box's own style
        box.pango_layout = create_layout(box.text, style, context, None, 0)
        box.pango_layout.deactivate()
        box.position_x += gap / 2  # Pango gives no space at the ends of a text
        box.width += gap * len(box.text)
        return shift + gap * len(box.text)
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _spread(context, child, gap, shift)
        box.width += shift - before
        return shift
    box.translate(shift + gap / 2, 0)
    return shift + gap
