"""Ids that a slip of the keyboard made words of the text."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Block, Severity

LIKE_AN_ID = re.compile(r"[{｛]\s*[#＃]?\s*[A-Za-z][\w.-]*\s*[}｝]")


def damaged_id(block: Block, _language: str, _: Bitext) -> Iterator[Problem]:
    """No id is printed as words of the text.

    It is where a brace or # is full-width, or where something stands after it in its block. What
    only begins like an id is told by `literal-marks`.
    """
    for segment in block.segments:
        for found in LIKE_AN_ID.finditer(segment.text):
            yield Problem(
                f"“{found[0]}” looks like an id, but is printed",
                "an id is written {#p12}, with nothing after it in its block",
                segment.locate(found.start()),
            )


CHECK = Check("damaged-id", Severity.WARNING, block=damaged_id, build=True)
