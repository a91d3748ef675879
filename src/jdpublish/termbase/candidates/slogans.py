"""Slogans by number, which are terms even where no quotation marks say so: 一网通办, 五型经济."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from jdpublish.segmentation import Word
from jdpublish.termbase.candidates.contract import Passage, Place
from jdpublish.termbase.candidates.vocabulary import ACTIONS

_NUMBER = "一二两三四五六七八九十双"
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_COUNTED = (
    "一二两三四五六七八九十双零百千万亿个年月日天次届度人名位家户条项张座台本些种样定般切直起同共致旦律方面体"
    "点下上里中路步边贯再味代世纪季周期批块层级倍成分之是和有在来去时刻旁番概多大类股只件岁元向举米重"
)
"""What stands after a number that only counts, and after 一 in ordinary words."""
_NAMED = rf"[^\W\d_{_COUNTED}]"
_ONE = "网码证窗站门卡键图链屏库"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[{_NUMBER}]{_NAMED}){{2,5}}",  # 一业一证, 一区一城一湾
        rf"[{_NUMBER}]{_NAMED}[{_HAN}](?:、[{_NUMBER}]{_NAMED}[{_HAN}]){{1,4}}",  # 两评估、一清单
        rf"[{_NUMBER}]个一(?:批)?",
        rf"[{_NUMBER}]型[{_HAN}]{{2}}",  # 五型经济
        rf"一[{_ONE}][{_HAN}]{{2}}",  # 一网通办
        rf"双(?:[千万]兆|[减碳拥][{_HAN}]?|轮驱动|随机一公开)",
        r"(?<![\d.+])\d{1,2}(?:[+＋][\dNXnx]{1,2})+(?![\d.%])",  # 2+2+1
    )
)
_GREAT = re.compile(rf"(?<![前第])[{_NUMBER}]大(?!类|多|量|批|约|概|部)")
_HEAD = re.compile(r"n|vn|nz|nt|ns|j|l|an|b|m|q|k")
_MOST = 5
"""So many words after 三大 belong to it at most."""


def slogans(passage: Passage, words: tuple[Word, ...]) -> Iterator[Place]:
    """Yield the slogans by number of a passage, each as far as its last word goes."""
    ends = list(accumulate(len(word.text) for word in words))
    starts = {end - len(word.text): word for word, end in zip(words, ends, strict=True)}
    for pattern in _PATTERNS:
        for found in pattern.finditer(passage.text):
            word = starts.get(found.start())
            if word and not (word.tag == "i" and word.text == found[0]):  # 七嘴八舌 is an idiom
                yield Place(passage, found.start(), _end_of_word(found.end(), words, ends))
    for found in _GREAT.finditer(passage.text):
        if found.start() not in starts:  # 统一大市场
            continue
        stop = _end_of_name(found.end(), words, ends)
        if stop > found.end() + 1:
            yield Place(passage, found.start(), stop)


def _end_of_word(stop: int, words: tuple[Word, ...], ends: list[int]) -> int:
    """Return where the last word of a slogan ends, with nouns behind it: 一网协同 + 办公平台."""
    number = bisect_left(ends, stop)
    stop = ends[number]
    for word, end in zip(words[number + 1 : number + 3], ends[number + 1 :], strict=False):
        if word.tag not in ("n", "vn", "nz") or word.text in ACTIONS:
            break
        stop = end
    return stop


def _end_of_name(start: int, words: tuple[Word, ...], ends: list[int]) -> int:
    """Return where the name of what is counted ends: behind 示范样板区 in 三大示范样板区和…."""
    stop, last = start, start
    first = bisect_right(ends, start)
    following = slice(first, first + _MOST)
    for word, end in zip(words[following], ends[following], strict=True):
        if not (_HEAD.match(word.tag) or word.tag == "v"):
            break
        stop = end
        if word.tag[0] in "nkjq":
            last = stop
    return last
