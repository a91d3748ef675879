"""Traditional characters as the Chinese text itself has them, for reading figures in it."""

from collections.abc import Iterable, Mapping

from jdpublish.model import Block, Concept

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿兆两")


def simplified(
    blocks: Iterable[Block], conversion: str, concepts: tuple[Concept, ...]
) -> Mapping[int, str]:
    """Return what each character of an edition in Traditional characters stands for in the text.

    So the words around figures are read alike in both scripts: 進一步 is no figure, for 进一步 is
    none. Numerals are left out: that 億 stands for 亿 is to be proved, not taken for granted. So is
    what may stand for several characters.
    """
    from jdpublish.script import converter, to_traditional  # noqa: PLC0415  OpenCC takes 60 ms

    convert = converter(conversion, concepts)
    found: dict[str, set[str]] = {}
    for block in blocks:
        for ours, theirs in zip(block.text, to_traditional(block, convert).text, strict=True):
            found.setdefault(theirs, set()).add(ours)
    return {
        ord(theirs): min(ours)
        for theirs, ours in found.items()
        if len(ours) == 1 and not ours & _NUMERALS and ours != {theirs}
    }
