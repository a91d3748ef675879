"""A paragraph’s tree of boxes → one tree for each of its lines, which ends where the line does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jdpublish.outputs.pdf.lines.breaking import BLANKS, Breaks, Paragraph
from jdpublish.outputs.pdf.lines.glyphs import Untyped
from jdpublish.outputs.pdf.lines.justification import Fitted
from jdpublish.outputs.pdf.lines.paragraphs import Leaf

Stack = dict[int, "Stack"] | None
"""WeasyPrint’s address of a place: a child’s number, a child’s of that, …, and a number of bytes.
What is not yet begun has none."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A line: what it is, where it begins, and where the tree is cut for it.

    A cut is a leaf, how many of its characters remain, and the width of a hyphen after them.
    """

    fitted: Fitted
    begin: Stack = None
    cut: tuple[Leaf, int, float] | None = None


def cut(
    leaves: list[Leaf], whole: Fitted, paragraph: Paragraph, found: Breaks
) -> Iterator[Composed]:
    """Yield the lines of the paragraph `whole` that begin where `found` says."""
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


def piece(box: Untyped, line: Composed) -> Untyped:
    """Return a line box that ends where a line does."""
    if line.cut:
        leaf, kept, hyphen = line.cut
        made = _head(box, leaf.path, leaf.text[:kept].rstrip(BLANKS), hyphen)
    else:
        made = box.copy()
    made.fitted = line.fitted
    made.text_indent = line.fitted.indent
    return made


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
