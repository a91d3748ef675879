"""Changes of blocks’ words → changes of their Markdown, made only where nothing else changes.

Each is tried: the file is read again, and every block must say what it is to say, and be marked up
as before.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jdpublish.errors import JdpublishError
from jdpublish.model import Block, Mark, MarkKind, Repair, Segment
from jdpublish.parse import parse
from jdpublish.repairs import mended
from jdpublish.sources import SourceFile
from jdpublish.termbase.renaming.wording import ByHandError, Edit

_LINE_END = re.compile(r"\r\n?|\n")
_LINE_JOINT = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file’s new text, and the ids of the blocks whose words changed or could not be changed."""

    text: str
    changed: tuple[str, ...]
    refused: tuple[str, ...]


def check_markup(block: Block, edits: Iterable[Edit]) -> None:
    """Make sure that no formatting, call of a note or end of a cell stands within a change.

    Raises:
        ByHandError: one does.
    """
    for edit in edits:
        _, segment, start = _in_segment(block, edit)
        stop = start + edit.stop - edit.start
        for mark in segment.marks:
            inside = start < mark.start < stop or start < mark.stop < stop
            within = start <= mark.start and mark.stop <= stop and mark.start < mark.stop
            around = mark.start <= start and stop <= mark.stop
            if mark.kind is MarkKind.CODE and around:
                raise ByHandError("the form is set as code")
            if inside or (within and not around):
                raise ByHandError(f"{_NAMES.get(mark.kind, 'formatting')} begins or ends within it")


_NAMES = {MarkKind.NOTE: "a note’s call", MarkKind.LINK: "a link", MarkKind.IMAGE: "a picture"}


def _in_segment(block: Block, edit: Edit) -> tuple[int, Segment, int]:
    """Return the segment that a change stands in, its number and the change’s start in it."""
    reached = 0
    for number, segment in enumerate(block.segments):
        if reached <= edit.start and edit.stop <= reached + len(segment.text):
            return number, segment, edit.start - reached
        reached += len(segment.text) + 1
    raise ByHandError("the form goes beyond a cell")


def rewritten(
    file: SourceFile,
    blocks: tuple[Block, ...],
    wanted: Mapping[str, tuple[Edit, ...]],
    *,
    language: str,
) -> Rewritten:
    """Return a file in which blocks, named by their ids, are changed as far as that is safe.

    `blocks` are what the file says now.
    """
    starts = [0, *(end.end() for end in _LINE_END.finditer(file.text))]
    repairs: dict[str, tuple[Repair, ...]] = {}
    for block in blocks:
        if block.id in wanted:
            made = tuple(_repair(file, starts, block, edit) for edit in wanted[block.id])
            if all(made):
                repairs[block.id] = tuple(one for one in made if one)

    def tried(names: Iterable[str]) -> str | None:
        some = {name: repairs[name] for name in names}
        asked = [one for own in some.values() for one in own]
        text, count = mended(file.text, asked)
        if count != len(asked):
            return None
        shapes = tuple(
            _shape(block, wanted[block.id] if block.id in some else ()) for block in blocks
        )
        return text if _read(file, text, language) == shapes else None

    good = tuple(repairs)
    text = tried(good)
    if text is None:
        good = tuple(name for name in good if tried((name,)) is not None)
        text = tried(good)
    if text is None:  # each is harmless, and together they are not
        good, text = (), file.text
    return Rewritten(text, good, tuple(name for name in wanted if name not in good))


def _repair(file: SourceFile, starts: list[int], block: Block, edit: Edit) -> Repair | None:
    """Return a change of the Markdown; None where it does not read there as in the text."""
    _, segment, start = _in_segment(block, edit)
    stop = start + edit.stop - edit.start
    first, last = segment.locate(start), segment.locate(max(stop - 1, start))
    there = file.text[
        starts[first.line - 1] + first.column - 1 : starts[last.line - 1] + last.column
    ]
    said = _LINE_JOINT.sub(" ", there)
    return Repair(first, there, edit.new) if said == segment.text[start:stop] else None


_Shape = tuple[object, ...]


def _read(file: SourceFile, text: str, language: str) -> tuple[_Shape, ...] | None:
    try:
        section = parse(file.name, text, file=file.file, language=language)
    except JdpublishError:
        return None
    return tuple(_shape(block, ()) for block in section.blocks)


def _shape(block: Block, edits: tuple[Edit, ...]) -> _Shape:
    """Return all that a block says after changes, but not where it stands."""
    own: dict[int, list[Edit]] = {}
    for edit in edits:
        number, _, start = _in_segment(block, edit)
        own.setdefault(number, []).append(Edit(start, start + edit.stop - edit.start, edit.new))
    segments = tuple(
        _changed(segment, sorted(own.get(number, []), key=lambda edit: edit.start))
        for number, segment in enumerate(block.segments)
    )
    kind = (block.kind, block.depth, block.id, block.ordered, block.number, block.header)
    return *kind, block.aligned, segments


def _changed(segment: Segment, edits: list[Edit]) -> tuple[str, tuple[Mark, ...]]:
    text = segment.text
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.stop :]

    def moved(offset: int) -> int:
        return offset + sum(
            len(edit.new) - (edit.stop - edit.start) for edit in edits if edit.stop <= offset
        )

    marks = (
        Mark(moved(mark.start), moved(mark.stop), mark.kind, mark.value) for mark in segment.marks
    )
    return text, tuple(marks)
