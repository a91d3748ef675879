"""What no text of a project may hold: a NUL character, or a conflict that a merge has left."""

import re

from jdpublish.errors import ContentError, Location

_LINE_END = re.compile(r"\r\n?|\n")
_SUSPECT = re.compile("\0|<{7}|>{7}")
_CONFLICT = re.compile("(?:<{7}|>{7})(?: |$)")


def is_conflict(line: str) -> bool:
    """Whether a line is one of those by which a merge shows what it could not decide.

    ======= alone is none: it stands in ordinary texts as well.
    """
    return _CONFLICT.match(line) is not None


def check_characters(text: str, file: str) -> None:
    """Make sure that a text is as somebody wrote it.

    Raises:
        ContentError: it has a NUL character, or a conflict that a merge has left.
    """
    if not _SUSPECT.search(text):
        return
    for number, line in enumerate(_LINE_END.split(text), 1):
        if is_conflict(line):
            raise ContentError(
                "a merge has left a conflict here",
                at=Location(file, number),
                hint="keep the words that are right, and delete the others and the lines that"
                " begin with <<<<<<<, ======= and >>>>>>>",
            )
        if "\0" in line:
            raise ContentError(
                "there is a NUL character in the text",
                at=Location(file, number, line.index("\0") + 1),
                hint="delete it; it often comes from a word processor or a broken download",
            )
