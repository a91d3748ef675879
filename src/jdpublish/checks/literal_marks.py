"""Marks of formatting that are printed as they stand."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.damaged_id import LIKE_AN_ID
from jdpublish.checks.places import cells, escaped, passage
from jdpublish.model import Block, Segment, Severity

_HINTS = {
    "star": "close it as it was opened, without a blank inside, or write \\* to print it",
    "underscore": "close it as it was opened, or write \\_ to print it",
    "code": "close it with another one, or delete it",
    "link": "a link is written [words](address), without blanks in the address",
    "id": "an id is written {#p12}, with nothing after it in its block",
    "tag": "HTML is not obeyed: write *italic*, **bold** or a link instead",
}
_MARK = re.compile(
    r"(?P<star>(?<![*\d])\*{2,3}(?![*\d]))"
    r"|(?P<underscore>(?<![_A-Za-z0-9])_{2,3}(?!_)|(?<=[A-Za-z0-9])_{2,3}(?![\w]))"
    r"|(?P<code>`)"
    r"|(?P<link>\[[^\[\]]*\]\(|\][（(]\s*(?:x{7}|#))"
    r"|(?P<id>[{｛]\s*[#＃])"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>)"
)
_ANY = re.compile(r"[*_`\[{｛<\]]")


def literal_marks(block: Block, _language: str, _: Bitext) -> Iterator[Problem]:
    """No mark of formatting is printed as it stands: **, __, a backtick, [words]( or {#.

    It is left where it was not closed or stands beside a blank, so that Markdown does not read it
    as one. HTML tags are printed as well and found. A mark behind a backslash is meant. A whole id
    that is printed is told by `damaged-id`, the call of a missing note by `note-missing`.
    """
    for segment, text in cells(block):
        if not _ANY.search(text):
            continue
        ids = [found.span() for found in LIKE_AN_ID.finditer(text)]
        for found in _MARK.finditer(text):
            start = found.start()
            if any(first <= start < last for first, last in ids) or _meant(segment, found):
                continue
            sign = segment.text[start : found.end()]
            there = passage(segment.text, *found.span())
            yield Problem(
                f"“{sign}” is printed as it stands: “{there}”",
                _HINTS[found.lastgroup or ""],
                segment.locate(start),
            )


def _meant(segment: Segment, found: re.Match[str]) -> bool:
    return any(escaped(segment, offset) for offset in range(found.start(), found.end()))


CHECK = Check("literal-marks", Severity.WARNING, block=literal_marks)
