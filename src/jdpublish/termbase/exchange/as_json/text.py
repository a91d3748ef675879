"""The text of a JSON file, and where things stand in it."""

import codecs
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from jdpublish.errors import Location


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the name of its file for messages, and where its lines break."""

    file: str
    words: str
    breaks: Sequence[int]

    def place(self, offset: int) -> Location:
        """Return where a character stands."""
        line = bisect_left(self.breaks, offset)
        return Location(self.file, line + 1, offset - (self.breaks[line - 1] if line else -1))


def text(content: bytes, file: str) -> Text:
    """Return what a file says in UTF-8, or in UTF-16 with a byte order mark.

    Raises:
        UnicodeDecodeError: it is in neither.
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    words = content.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n")
    return Text(file, words, [found.start() for found in re.finditer("\n", words)])
