"""Blocks that have no id of their own yet."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.model import SOURCE_LANGUAGE, Block, Severity


def provisional_id(block: Block, language: str, _: Bitext) -> Iterator[Problem]:
    """Every Chinese block has an id written in its file.

    Without one it goes by a name that another block may get when the text changes, so that its
    translation would be lost. Translations are not looked at: they have the ids of the Chinese.
    """
    if language == SOURCE_LANGUAGE and block.provisional:
        yield Problem(
            f"this block has no id; it is called “{block.id}” until one is written",
            "run `jdpublish ids --write`",
            block.at,
        )


CHECK = Check("provisional-id", Severity.WARNING, block=provisional_id, build=True)
