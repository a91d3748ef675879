"""How far each block's translation is, and whether the Chinese has changed under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jdpublish.align import pairs
from jdpublish.model import Block, Section
from jdpublish.translation.fingerprint import fingerprint, words
from jdpublish.translation.record import Acceptance, Status, TranslationRecord


class Standing(StrEnum):
    """What a block is counted as: a status, or stale where the Chinese is no longer that."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class BlockState:
    """A source block of a file, its translation into a language, and how that stands.

    `status` is what the translation may be called today. It is `stale` where the Chinese says
    something else than when it was accepted, and `edited` where the translation itself does.
    """

    file: str
    language: str
    source: Block
    target: Block | None
    acceptance: Acceptance | None
    status: Status
    stale: bool = False
    edited: bool = False

    @property
    def standing(self) -> Standing:
        """What the block is counted as."""
        return Standing.STALE if self.stale else Standing(self.status)

    @property
    def fallen(self) -> bool:
        """Whether it was accepted as more than it is, because the translation was changed since."""
        return self.acceptance is not None and self.edited and self.acceptance.status.signed

    @property
    def ready(self) -> bool:
        """Whether it may be published without a word: reviewed, of the Chinese as it is now."""
        return not self.stale and self.status.signed


def block_states(
    original: tuple[Section, ...],
    translation: tuple[Section, ...],
    record: TranslationRecord | None,
    language: str,
) -> tuple[BlockState, ...]:
    """Return how the translation of every source block stands, in the order of the text.

    A translated block without a line in the record is a draft: nobody has said more of it.
    """
    accepted = record.of(language) if record else {}
    files = {block.id: section.name for section in original for block in section.blocks}
    return tuple(
        _state(files[pair.source.id], language, pair.source, pair.target, accepted)
        for pair in pairs(original, translation)
    )


def _state(
    file: str,
    language: str,
    source: Block,
    target: Block | None,
    accepted: dict[str, Acceptance],
) -> BlockState:
    acceptance = accepted.get(source.id)
    if target is None:
        return BlockState(file, language, source, None, acceptance, Status.UNTRANSLATED)
    if acceptance is None or acceptance.status is Status.UNTRANSLATED:
        return BlockState(file, language, source, target, acceptance, Status.DRAFT)
    edited = fingerprint(words(target)) != acceptance.target
    return BlockState(
        file,
        language,
        source,
        target,
        acceptance,
        Status.TRANSLATED if edited and acceptance.status.signed else acceptance.status,
        stale=fingerprint(words(source)) != acceptance.source,
        edited=edited,
    )


def without_block(
    original: Iterable[Section], languages: Iterable[str], record: TranslationRecord
) -> tuple[Acceptance, ...]:
    """Return the lines of the record whose block, or whose language, the report does not have."""
    ids = {block.id for section in original for block in section.blocks}
    known = set(languages)
    return tuple(
        one for one in record.acceptances if one.block not in ids or one.language not in known
    )
