"""Parity: every figure of the Chinese text stands in every finished file of every edition."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Severity


def parity(_bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every figure of the Chinese text stands in every file that was built of every edition.

    Web pages and PDFs are read as they show it: the Chinese editions have the same figures in the
    same order, and English has them by value. Calls of notes, numerals of chapters, page numbers
    and running heads are no figures of the text, and a figure may break over lines and pages.
    """
    yield from ()  # what was built is no part of a text: `parity.proof` is given it


PARITY = Check("parity", Severity.ERROR, text=parity)
"""What findings of this proof belong to; no waiver can name it."""
