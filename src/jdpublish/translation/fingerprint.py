"""What a text says, whatever its punctuation's width: short hashes that tell two texts apart."""

import re
from functools import lru_cache
from hashlib import sha256
from unicodedata import normalize

from jdpublish.model import Block

LENGTH = 16
"""Hexadecimal digits of SHA-256: short enough to read, far too many for a coincidence."""

_ASCII = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}
"""The full-width forms of ASCII: ，（％ and so on (Unicode, block FF00–FFEF)."""
_OTHERS = {
    "“": '"', "”": '"', "„": '"', "〝": '"', "〞": '"',
    "‘": "'", "’": "'",
    "｡": "。", "､": "、", "｢": "「", "｣": "」",
    "･": "·", "・": "·", "‧": "·",
    "〜": "~", "￥": "¥", "￡": "£", "￠": "¢",
}  # fmt: skip
_WIDTHS = _ASCII | {ord(one): other for one, other in _OTHERS.items()}

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FULL_STOP = re.compile(r"(?<![0-9])。|。(?![0-9])")
_HAN_OR_MARK = "\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff" + re.escape(
    ",.;:!?()[]{}\"'—…·"
)
_IDLE_SPACE = re.compile(rf" (?=[{_HAN_OR_MARK}])|(?<=[{_HAN_OR_MARK}]) ")


def width_folded(text: str) -> str:
    """Return a text with full-width signs as their half-width ones; its length stays the same.

    Quotation marks are straight then, as they are where no full-width ones can be typed.
    """
    return text.translate(_WIDTHS)


def normalised(text: str) -> str:
    """Return a text as it counts for telling whether it has changed; no words are lost.

    Unicode's composed form (NFC); punctuation of one width, a Chinese full stop equal to the other
    except between digits; no white space beside Chinese characters and punctuation, else one
    blank; nothing that nobody sees. Cells of a row stay parted by tabs.
    """
    return "\t".join(_cell(cell) for cell in text.split("\t"))


def _cell(text: str) -> str:
    seen = _UNSEEN.sub("", text)
    folded = normalize("NFC", width_folded(normalize("NFC", seen)))
    return _IDLE_SPACE.sub("", " ".join(_FULL_STOP.sub(".", folded).split()))


def words(block: Block) -> str:
    """Return a block's words, cells parted by tabs.

    Formatting, the targets of links and the calls of notes are no part of it: they may change
    while the translation stays true, and where one language has a note or a link that the other
    lacks, other checks say so.
    """
    return "\t".join(segment.text.replace("\t", " ") for segment in block.segments)


@lru_cache(maxsize=20_000)
def fingerprint(text: str) -> str:
    """Return a short hash of a normalised text."""
    return sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
