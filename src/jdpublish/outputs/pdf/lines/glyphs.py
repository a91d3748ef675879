"""How wide a text's characters are, measured once, and how they are set with gaps of their own.

WeasyPrint has Pango shape a text anew for every line it tries, and widens only spaces.
This replaces one private function of one pinned version, and must be installed in no other.
Lengths are CSS px.
"""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from math import copysign, inf
from typing import Any, Self

from weasyprint.layout import inline
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, create_layout, line_size, strut

Untyped = Any
"""WeasyPrint's boxes, layouts and contexts, which have no types."""

_split_text_box = inline.split_text_box

_INFO = ffi.sizeof("PangoGlyphInfo")
_NUMBER = ffi.sizeof("int")
_WIDTH = ffi.offsetof("PangoGlyphInfo", "geometry") // _NUMBER


def install() -> None:
    """Let a measured text have its part of a line without another look at its glyphs."""
    inline.split_text_box = _part


class Measured:
    """A text box on one endless line.

    `edges` are the right edges of its characters, from its own left edge; within a ligature they
    are a guess, and `tied` holds the characters that cannot be cut off there.
    """

    def __init__(self, box: Untyped, context: Untyped) -> None:
        """Measure a text box in its own style."""
        self.style = box.style
        self.layout = create_layout(box.text, box.style, context, None, 0)
        line, _ = self.layout.get_first_line()
        self.width, self.height = line_size(line, box.style)
        self.edges, self.tied = _edges(line, box.text)
        baseline = pango.pango_layout_get_baseline(self.layout.layout) * FROM_UNITS
        self.layout.deactivate()
        line_height, _ = strut(box.style)
        self.half_leading = (line_height - self.height) / 2
        self.baseline = baseline + self.half_leading

    def width_of(self, begin: int, end: int) -> float:
        """Return the width of a part of the text."""
        right = self.edges[end - 1] if end < len(self.edges) else self.width
        return float(right - (self.edges[begin - 1] if begin else 0.0))


def _edges(line: Untyped, text: str) -> tuple[list[float], frozenset[int]]:
    """Return the right edge of each character, and which of them are not first in a ligature."""
    widths: dict[int, int] = {}
    for offset, clusters, glyphs in _runs(line):
        numbers = memoryview(ffi.buffer(glyphs.glyphs, _INFO * len(clusters))).cast("i")
        for cluster, width in zip(clusters, numbers[_WIDTH :: _INFO // _NUMBER], strict=True):
            place = offset + cluster
            widths[place] = widths.get(place, 0) + width
    if len(widths) == len(text):
        return [edge * FROM_UNITS for edge in accumulate(widths.values())], frozenset()
    starts = list(accumulate((len(each.encode()) for each in text[:-1]), initial=0))
    tied = frozenset(index for index, start in enumerate(starts) if start not in widths)
    firsts = [index for index in range(len(text)) if index not in tied]
    shares: list[float] = []
    for first, following in zip(firsts, (*firsts[1:], len(text)), strict=True):
        length = following - first
        shares += [widths[starts[first]] / length] * length
    return [edge * FROM_UNITS for edge in accumulate(shares)], tied


def _runs(line: Untyped) -> Iterator[tuple[int, list[int], Untyped]]:
    """Yield a line's runs of glyphs: where each begins, and each glyph's place in it, in bytes."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        yield item.offset, ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs), glyphs
        run = run.next


def _part(
    context: Untyped,
    box: Untyped,
    available_width: float,
    skip: int,
    is_line_start: bool = True,  # noqa: FBT001, FBT002  as it is called
) -> Untyped:
    """Return a text box without its first `skip` bytes, as WeasyPrint's `split_text_box` does.

    `begin` is then the number of its first character in the paragraph.
    """
    leaf = getattr(box, "leaf", None)
    if leaf is None or available_width != inf:
        return _split_text_box(context, box, available_width, skip, is_line_start)
    measured: Measured = leaf.measured
    begin = len(box.text.encode()[:skip].decode())
    hyphen = getattr(box, "hyphen", 0.0)
    end = len(box.text) - (len(box.style["hyphenate_character"]) if hyphen else 0)
    part = box.copy_with_text(box.text[begin:])
    part.begin = leaf.first + begin
    part.pango_layout = Spaced.of(measured.layout, part.text)
    if measured.tied.isdisjoint((begin, end)):
        part.width = measured.width_of(begin, end) + hyphen
    else:
        part.width = Measured(part, context).width
    part.height, part.baseline = measured.height, measured.baseline
    part.margin_top = part.margin_bottom = measured.half_leading
    return part, None, False


class Spaced(Layout):  # type: ignore[misc]  # it has no types
    """A laid out text some characters of which are wider when it is drawn."""

    gains: Mapping[int, float]

    @classmethod
    def of(cls, layout: Untyped, text: str) -> Self:
        """Return a text with the properties of another that has been laid out."""
        spaced = cls.__new__(cls)
        spaced.__dict__.update(layout.__dict__)
        spaced.text = text
        spaced.gains = {}
        return spaced

    def get_first_line(self) -> Untyped:
        """Return Pango's line, its glyphs widened."""
        line, following = super().get_first_line()
        if self.gains:
            places = enumerate(accumulate((len(each.encode()) for each in self.text), initial=0))
            gains = {place: self.gains[index] for index, place in places if index in self.gains}
            unit = float(self.style["font_size"]) / 1000
            owed = 0.0
            for offset, clusters, glyphs in _runs(line):
                owed = _widen(glyphs, [offset + cluster for cluster in clusters], gains, unit, owed)
        return line, following


def _widen(
    glyphs: Untyped, places: list[int], gains: Mapping[int, float], unit: float, owed: float
) -> float:
    """Widen the last glyph of each character by whole units, and return what is still owed.

    PDF's unit is a thousandth of the font's size, and WeasyPrint cuts off the rest, which over a
    line would add up to what one can see. Half a unit more is cut off for certain.
    """
    for number, place in enumerate(places):
        last = number + 1 == len(places) or places[number + 1] != place
        if last and place in gains:
            whole = round((gains[place] + owed) / unit)
            owed += gains[place] - whole * unit
            more = copysign(0.5, whole) if whole else 0.0
            glyphs.glyphs[number].geometry.width += int((whole + more) * unit * TO_UNITS)
    return owed
