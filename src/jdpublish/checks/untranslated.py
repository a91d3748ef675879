"""Blocks that have no translation yet."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import Block, BlockKind, Severity


def untranslated(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every Chinese block has a translation with the same id.

    Only whole blocks count: what is left out within one is told by `figures`, and by `terms` for
    the words of the glossary.
    """
    for language in bitext.targets:
        for pair in bitext.pairs(language):
            if pair.target is None:
                yield (
                    pair.source.id,
                    Problem(
                        f"block “{pair.source.id}” is not in {language} yet",
                        f"add it to the same file in {language}/, {_how(pair.source)}",
                        pair.source.at,
                    ),
                )


def _how(block: Block) -> str:
    if block.kind is BlockKind.NOTE:
        return f"in a line of its own: [^{block.id}]: …"
    return f"with {{#{block.id}}} at its end"


CHECK = Check("untranslated", Severity.WARNING, text=untranslated, build=True)
