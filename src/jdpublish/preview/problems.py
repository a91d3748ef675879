"""What is wrong with a project, as a page tells of it: each mistake with its line."""

from collections.abc import Callable, Iterator

from jdpublish.errors import JdpublishError, Location
from jdpublish.preview.contract import Message

_LONGEST = 300
_BEFORE = 80
"""Of a line that is longer, so much is shown at most, and so much of it before the mistake."""


def problem_records(
    error: JdpublishError, read_line: Callable[[Location], str | None]
) -> tuple[Message, ...]:
    """Return a mistake and those told with it, each with the text of its line where it has one.

    Where a long line does not begin with what is shown of it, `from` is the column that does.
    """
    return tuple(_record(one, read_line) for one in _all(error))


def _all(error: JdpublishError) -> Iterator[JdpublishError]:
    yield error
    for other in error.others:
        yield from _all(other)


def _record(error: JdpublishError, read_line: Callable[[Location], str | None]) -> Message:
    record: dict[str, object] = {"message": error.message, "hint": error.hint}
    if error.at is None:
        return record
    at = error.at
    record |= {"file": at.file, "line": at.line, "column": at.column}
    line = read_line(at) if at.in_text else None
    if line is None:
        return record
    start = max(at.column - 1 - _BEFORE, 0) if len(line) > _LONGEST else 0
    record["source"] = line[start : start + _LONGEST]
    return record | ({"from": start + 1} if start else {})
