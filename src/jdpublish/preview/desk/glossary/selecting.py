"""What somebody has selected in a page → the words themselves, and where they stand in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.model import Block
from jdpublish.preview.contract import Snapshot
from jdpublish.report import Report
from jdpublish.script import converter, to_simplified, to_traditional
from jdpublish.termbase.candidates import Passage
from jdpublish.termbase.candidates.equivalents import Pairing
from jdpublish.termbase.candidates.passages import report_passages
from jdpublish.terms.entry import TRADITIONAL

LONGEST = 80
"""Characters of Chinese, and words of English twice over, that no term comes near to."""
_HAN = re.compile(r"[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_BESIDE_HAN = re.compile(rf"(?<={_HAN.pattern})\s+|\s+(?={_HAN.pattern})")
_ENDS = " \t\n\u00a0，。、；：！？…·—–-*,.;:!?/|[]［］〔〕"
_PAIRS = ("“”", "‘’", "「」", "『』", "《》", "（）", "()", '""')


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a page: in which language, as the glossary would have them, and their pair.

    `pairing` is None where they stand in no block, or in one that is not translated yet.
    """

    words: str
    chinese: bool
    block: str = ""
    passage: Passage | None = None
    pairing: Pairing | None = None


def selected(snapshot: Snapshot, said: str, place: tuple[str, str, str]) -> Selection:
    """Return what somebody has selected; `place` is the report, the block and the view.

    Words of a Traditional edition are led back to the text that it is converted from.
    """
    report, block, view = place
    name = block.partition(".")[0]  # on a parallel page, the language follows
    chinese = bool(_HAN.search(said))
    words = trimmed(_BESIDE_HAN.sub("", " ".join(said.split())))
    known = snapshot.reports.get(report)
    passage = next((one for one in _passages(known) if one.source.id == name), None)
    if not chinese:
        return _placed(words, passage, name, chinese=False)
    if passage is None:
        return Selection(trimmed(to_simplified(words)), chinese, name)
    tag = next((one for one in TRADITIONAL if view in (one, f"{one}-en")), "")
    own = _led_back(words, passage.source, snapshot, tag) if tag else words
    return _placed(own, passage, name, chinese=True)


def _passages(report: Report | None) -> tuple[Passage, ...]:
    return report_passages(report) if report else ()


def _led_back(words: str, block: Block, snapshot: Snapshot, tag: str) -> str:
    """Return words as the text has them of which a Traditional edition was made."""
    convert = converter(tag, snapshot.sources.concepts)
    shown = to_traditional(block, convert).text
    for form in dict.fromkeys((words, convert(words))):
        start = shown.find(form)
        if start >= 0:
            return trimmed(block.text[start : start + len(form)])
    return trimmed(to_simplified(words))


def _placed(words: str, passage: Passage | None, block: str, *, chinese: bool) -> Selection:
    if passage is None or passage.target is None:
        return Selection(words, chinese, block, passage)
    text = passage.source.text if chinese else passage.target.text
    start = text.find(words)
    pairing = Pairing(passage.source, passage.target, words, start) if start >= 0 else None
    return Selection(words, chinese, block, passage, pairing)


def trimmed(words: str) -> str:
    """Return words without signs at their ends, and without quotation marks around them all.

    A mark whose partner stands within stays: “四个一”模式.
    """
    before = None
    while before != words:
        before = words
        words = words.strip(_ENDS)
        for pair in _PAIRS:
            words = _without_pair(words, pair[0], pair[1])
    return words


def _without_pair(words: str, left: str, right: str) -> str:
    inner = words[1:-1]
    if words[:1] == left and words[-1:] == right and left not in inner and right not in inner:
        return inner
    if words[:1] == left and right not in words[1:]:
        return words[1:]
    if words[-1:] == right and left not in words[:-1]:
        return words[:-1]
    return words


def sentence(block: Block, start: int) -> str:
    """Return the sentence of a block in which something stands."""
    return next((one for first, one in _sentences(block.text) if first + len(one) > start), "")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    first = 0
    for end in re.finditer(r"[。！？；]”?|(?<=[a-z0-9”’)])[.!?]”?(?=\s)|\t|$", text):
        yield first, text[first : end.end()].strip()
        first = end.end()
