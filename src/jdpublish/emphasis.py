"""Emphasis that works beside Chinese punctuation.

CommonMark prints `**` literally in `**小标题：**正文`, because a mark after punctuation and before
a letter may not close. Chinese has no spaces to tell the two apart, so Chinese punctuation counts
as a letter here, and a Chinese neighbor lets a run open or close beside any other punctuation.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar, isStrSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

_CJK = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af]"
)


def cjk_friendly(parser: MarkdownIt) -> None:
    """Teach a parser to read `**` and `*` beside Chinese punctuation."""
    parser.inline.ruler.at("emphasis", _tokenize)


def _tokenize(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    stop = state.pos
    while stop < state.posMax and state.src[stop] == marker:
        stop += 1
    can_open, can_close = _flanks(state.src, state.pos, stop, marker)
    for _ in range(stop - state.pos):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=stop - state.pos,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos = stop
    return True


def _flanks(text: str, start: int, stop: int, marker: str) -> tuple[bool, bool]:
    before = text[start - 1] if start else " "
    after = text[stop] if stop < len(text) else " "
    left = not _is_space(after) and (not _is_mark(after) or not _is_word(before))
    right = not _is_space(before) and (not _is_mark(before) or not _is_word(after))
    if marker == "_":
        return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
    return left, right


def _is_space(character: str) -> bool:
    return isStrSpace(character) or character.isspace()


def _is_mark(character: str) -> bool:
    """Whether it is punctuation that is not Chinese."""
    return not _CJK.match(character) and (isPunctChar(character) or character in "$+<=>^`|~")


def _is_word(character: str) -> bool:
    """Whether it is a letter of a language that parts its words by spaces."""
    return not (_is_space(character) or _is_mark(character) or _CJK.match(character))
