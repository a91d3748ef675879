"""Translations of nothing."""

from collections.abc import Iterator

from jdpublish import align
from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Severity


def surplus(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every block of a translation has the id of a Chinese block.

    One that has another id, or none, is not printed. Words that were added within a block are not
    looked at.
    """
    for language in bitext.targets:
        for block in align.surplus(bitext.original, bitext.sections[language]):
            name = f"block “{block.id}”" if block.id else "a block without an id"
            yield (
                block.id,
                Problem(
                    f"{name} translates nothing and is not printed",
                    "give it the id of the Chinese block it translates, or delete it",
                    block.at,
                ),
            )


CHECK = Check("surplus", Severity.WARNING, text=surplus, build=True)
