"""Notes that nothing calls."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import BlockKind, MarkKind, Severity
from jdpublish.report import marks


def note_uncalled(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every note is called somewhere in the text.

    A note is printed where it is called, so one that nothing calls is not printed at all. Whether
    the call stands after the right words, a reviser sees.
    """
    for language, sections in bitext.sections.items():
        called = {mark.value for _, mark in marks(sections, MarkKind.NOTE)}
        for block in bitext.blocks(language):
            if block.kind is BlockKind.NOTE and block.id not in called:
                yield (
                    block.id,
                    Problem(
                        f"nothing calls the note “{block.id}”, so it is not printed",
                        f"write [^{block.id}] after the words it belongs to, or delete the note",
                        block.at,
                    ),
                )


CHECK = Check("note-uncalled", Severity.WARNING, text=note_uncalled, build=True)
