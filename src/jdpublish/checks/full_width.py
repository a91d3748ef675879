"""Full-width letters, digits and punctuation where they do not belong."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.places import HAN, cells, is_chinese, passage, repair
from jdpublish.model import Block, Severity

_ALNUM = "０-９Ａ-Ｚａ-ｚ"
_IN_CHINESE = re.compile(
    rf"(?:(?<=[0-9])．)?[{_ALNUM}]+(?:[．：][０-９]+|，[０-９]{{3}}(?![０-９]))*％?"
    r"|(?<=[0-9])(?:％|．(?=[0-9]))"
)
_IN_ENGLISH = re.compile(
    rf"[{_ALNUM}]+(?:[．，：][{_ALNUM}]+)*％?|[！-～。、《》〈〉「」『』【】〔〕〖〗￥￡￠]"
)
_WIDE_IN_CHINESE = re.compile(f"[{_ALNUM}．％]")
_WIDE_IN_ENGLISH = re.compile("[！-～。、《》〈〉「」『』【】〔〕〖〗￥￡￠]")
_HAN = re.compile(f"[{HAN}]")
_NARROW = {"。": ".", "￥": "¥", "￡": "£", "￠": "¢"}
_DECIDED = "、《》〈〉「」『』【】〔〕〖〗～"
"""Marks that have no single counterpart in English."""
_SPACE_AFTER = "，。；：？！）"
_SPACE_BEFORE = "（"


def full_width(block: Block, language: str, _: Bitext) -> Iterator[Problem]:
    """Latin letters and digits are half-width, and so is the punctuation of English.

    In English a full-width mark is found unless it stands beside Chinese, which is quoted then
    with its own marks. What has no single counterpart, such as 、 and 《》, is left to the
    translator to mend. Quotation marks and dashes are the same in both languages and are not
    looked at.
    """
    chinese = is_chinese(language)
    pattern = _IN_CHINESE if chinese else _IN_ENGLISH
    wide = _WIDE_IN_CHINESE if chinese else _WIDE_IN_ENGLISH
    for segment, text in cells(block):
        if not wide.search(text):
            continue
        for found in pattern.finditer(text):
            start, stop = found.span()
            if pattern is _IN_ENGLISH and _beside_chinese(text, start, stop):
                continue
            new = "" if found[0] in _DECIDED else _narrow(text, start, stop)
            yield Problem(
                f"“{found[0]}” is full-width: “{passage(text, start, stop)}”",
                f"write “{new.strip()}”" if new else "write it as English does",
                segment.locate(start),
                repair=repair(segment, start, stop, new) if new else None,
            )


def _beside_chinese(text: str, start: int, stop: int) -> bool:
    return any(_HAN.match(one) for one in (text[start - 1 : start], text[stop : stop + 1]))


def _narrow(text: str, start: int, stop: int) -> str:
    """Return the half-width form, with the blank that English has beside a mark."""
    wide = text[start:stop]
    narrow = _NARROW.get(wide) or normalize("NFKC", wide)
    before, after = text[start - 1 : start], text[stop : stop + 1]
    if wide in _SPACE_AFTER and after.isalnum() and not (before.isdigit() and after.isdigit()):
        return f"{narrow} "
    if wide in _SPACE_BEFORE and before.isalnum():
        return f" {narrow}"
    return narrow


CHECK = Check("full-width", Severity.WARNING, block=full_width, plain=True)
