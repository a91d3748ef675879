"""Calls of notes that are not written."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Block, Severity

_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def note_missing(block: Block, _language: str, _: Bitext) -> Iterator[Problem]:
    """Every call of a note has its note in the same file.

    A call without one is no call and is printed as it stands. Whether the note is translated is
    told by `untranslated`.
    """
    for segment in block.segments:
        for found in _CALL.finditer(segment.text):
            yield Problem(
                f"the note “{found[1]}” is called here and not written in this file",
                f"write it in a line of its own: [^{found[1]}]: …",
                segment.locate(found.start()),
            )


CHECK = Check("note-missing", Severity.WARNING, block=note_missing, build=True)
