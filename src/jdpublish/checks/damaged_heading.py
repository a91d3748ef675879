"""Headings that a slip of the keyboard made paragraphs."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Block, BlockKind, Severity

_LIKE_A_HEADING = re.compile(r"[#＃]{1,3}(?=[^#＃\s])")


def damaged_heading(block: Block, _language: str, _: Bitext) -> Iterator[Problem]:
    """No heading is printed as a paragraph that begins with #.

    It is where no space stands after the #, or where the # is full-width. A heading without any #
    looks like a short paragraph and cannot be told from one.
    """
    if block.kind is BlockKind.PARAGRAPH and _LIKE_A_HEADING.match(block.text):
        yield Problem(
            "this looks like a heading, but is printed as a paragraph",
            "put a space after the #",
            block.at,
        )


CHECK = Check("damaged-heading", Severity.WARNING, block=damaged_heading, build=True)
