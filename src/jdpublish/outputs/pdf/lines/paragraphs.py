"""A paragraph in WeasyPrint's boxes, read as one endless line.

Lengths are CSS px; characters count from 0.
"""

from dataclasses import dataclass

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import percentage

from jdpublish.outputs.pdf.lines.addresses import addresses
from jdpublish.outputs.pdf.lines.gaps import Setting
from jdpublish.outputs.pdf.lines.glyphs import Measured, Untyped
from jdpublish.unbreakable import figures

_OBJECT = "\ufffc"
_UNWRAPPED = {"\n", "\t", "\xad"}
"""What breaks or moves a line by itself."""
_SIDES = {"left": ("margin_left", "padding_left"), "right": ("margin_right", "padding_right")}


class TooComplexError(Exception):
    """A paragraph has what is better left to WeasyPrint."""


@dataclass(slots=True)
class Leaf:
    """A text, or a box that lines do not break, in a paragraph: its characters, and its way there.

    What is raised above the line has no characters of its own. `after` is the gap after it, or -1.
    """

    text: str
    path: tuple[int, ...]
    first: int
    stop: int
    after: int
    measured: Measured | None


class Reader:
    """Reads a paragraph's tree; each text box and object in it learns its leaf.

    Raises:
        TooComplexError: it has what is better left to WeasyPrint.
    """

    def __init__(self, context: Untyped, box: Untyped, containing_block: Untyped) -> None:
        """Read the tree below a line box."""
        self._context = context
        self._containing_block = containing_block
        self._text: list[str] = []
        self._left: list[float] = []
        self._right: list[float] = []
        self._narrow: set[int] = set()
        self._whole: set[int] = set()
        self._called: set[int] = set()
        self._style = box.style
        self.leaves: list[Leaf] = []
        self.width = 0.0
        self._read(box, (), raised=False)

    def setting(self) -> Setting:
        """Return the paragraph's characters and all that is known of their places."""
        text = "".join(self._text)
        language = str(self._style["lang"] or "")
        known = {at for start, stop in addresses(text) for at in range(start, stop)}
        inside = (
            range(start + 1, stop) for start, stop in figures(text, language) if start not in known
        )
        return Setting(
            text,
            self._left,
            self._right,
            self._style["font_size"],
            chinese=language.startswith("zh"),
            centred=language.startswith("zh-Hant"),
            narrow=frozenset(self._narrow),
            whole=frozenset(self._whole.union(*inside)),
            called=frozenset(self._called),
        )

    def _read(self, box: Untyped, path: tuple[int, ...], *, raised: bool) -> None:
        for index, child in enumerate(box.children):
            own = (*path, index)
            if child.is_floated():
                raise TooComplexError
            if not child.is_in_normal_flow():
                continue
            if child.is_leader:
                self._object(child, own, Measured(child.children[0], self._context).width)
                self._whole.add(len(self._text))
            elif child.style["white_space"] not in ("normal", "nowrap"):
                raise TooComplexError
            elif isinstance(child, boxes.TextBox):
                self._words(child, own, raised=raised)
            elif isinstance(child, boxes.InlineBox):
                self._element(child, own, raised=raised)
            elif isinstance(child, boxes.AtomicInlineLevelBox):
                inline.resolve_percentages(child, self._containing_block)
                made = inline.atomic_box(
                    self._context, child, self.width, None, self._containing_block, [], []
                )
                self._object(child, own, made.margin_width())
            else:
                raise TooComplexError

    def _element(self, box: Untyped, path: tuple[int, ...], *, raised: bool) -> None:
        align = box.style["vertical_align"]
        raised = raised or (isinstance(align, (int, float)) and align > 0)
        begin = len(self._text)
        self.width += self._side(box, "left")
        self._read(box, path, raised=raised)
        self.width += self._side(box, "right")
        if raised and self._text:
            self._right[-1] = self.width
        if box.style["white_space"] == "nowrap":
            self._whole.update(range(begin + 1, len(self._text)))

    def _side(self, box: Untyped, side: str) -> float:
        style, found = box.style, float(box.style[f"border_{side}_width"])
        for name in _SIDES[side]:
            length = percentage(style[name], style, self._containing_block.width)
            found += 0.0 if length == "auto" else length
        return found

    def _words(self, box: Untyped, path: tuple[int, ...], *, raised: bool) -> None:
        if not box.text or not box.style["font_size"]:
            return
        if not _UNWRAPPED.isdisjoint(box.text):
            raise TooComplexError
        measured, first = Measured(box, self._context), len(self._text)
        if raised and first:
            self.leaves[-1].after = -1
            self._called.add(first)
        else:
            if "halt" in str(box.style["font_feature_settings"]):
                self._narrow.update(range(first, first + len(box.text)))
            self._add(box.text, measured.edges)
        self._leaf(box, Leaf(box.text, path, first, len(self._text), len(self._text), measured))
        self.width += measured.width

    def _object(self, box: Untyped, path: tuple[int, ...], width: float) -> None:
        first = len(self._text)
        self._add(_OBJECT, [width])
        self._leaf(box, Leaf("", path, first, first + 1, first + 1, None))
        self.width += width

    def _add(self, text: str, edges: list[float]) -> None:
        first = len(self._text)
        self._text += text
        self._right += [self.width + edge for edge in edges]
        self._left += [self.width, *self._right[first:-1]]

    def _leaf(self, box: Untyped, leaf: Leaf) -> None:
        box.leaf = leaf
        self.leaves.append(leaf)
