"""Ids for a report's blocks that have none, file by file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jdpublish.ids import same_shape, written
from jdpublish.model import SOURCE_LANGUAGE, Block
from jdpublish.report import Report


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file whose blocks get ids: its new text, these blocks, and those that stay without."""

    file: str
    text: str
    blocks: tuple[Block, ...]
    unknown: tuple[Block, ...] = ()


def proposed_ids(report: Report) -> Iterator[Proposal]:
    """Yield the files that have blocks without an id, with the ids proposed for them."""
    originals = {section.name: section for section in report.sections[SOURCE_LANGUAGE]}
    for language, files in report.source.files.items():
        sections = {section.name: section for section in report.sections[language]}
        for file in files:
            section, original = sections[file.name], originals.get(file.name)
            without = tuple(block for block in section.blocks if block.provisional)
            if not without:
                continue
            if original is not None and same_shape(original, section):
                ids = (block.id for block in original.blocks)
                named = tuple(
                    replace(block, id=identity)
                    for block, identity in zip(section.blocks, ids, strict=True)
                    if block.provisional
                )
                yield Proposal(file.file, written(file.text, named), named)
            else:
                yield Proposal(file.file, file.text, (), without)
