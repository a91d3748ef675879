"""The check `figures`: what the Chinese says in figures, the English says too."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.errors import Location
from jdpublish.figures import quantities
from jdpublish.figures.comparing.comparison import Comparison, Relation
from jdpublish.figures.comparing.texts import compared
from jdpublish.figures.explanation import Passage, explain
from jdpublish.model import SOURCE_LANGUAGE, Block, Pair, Severity

_MILD = (Relation.HEDGE, Relation.ROUNDED)
_CHINESE_SENTENCE = re.compile("[。！？；]")
_SENTENCE = re.compile(r"(?<=[.!?;])[\"”’)]*\s+")


def figures(pair: Pair, _bitext: Bitext) -> Iterator[Problem]:
    """Every figure of the Chinese stands in the English with the same value, and no other.

    Figures are compared by what they are worth: 243.4亿元 is 24.34 billion yuan, and 4.5万亩 is
    45,000 mu or 3,000 hectares. So are units and currencies, and percent is told from percentage
    points. 近, 超, 约, 余 and 以上 must not be lost or become their opposite, and rounding must say
    so: these are warnings. Small counts (三项), sizes without a digit (千亿级), figures in names
    (G15, “十四五”) and years that the other language says in words (去年) are not missed. Whether
    figures stand with the right things is not checked.
    """
    if pair.target is None:
        return
    source = _passage(pair.source, SOURCE_LANGUAGE)
    target = _passage(pair.target, "en")
    if not source.quantities and not target.quantities:
        return
    found = compared(source.text, target.text)
    for comparison in found:
        if comparison.relation.wrong:
            message, hint = explain(comparison, source, target)
            yield Problem(
                message,
                hint,
                _place(comparison, found, source.text, pair.target),
                Severity.WARNING if comparison.relation in _MILD else None,
            )


def _passage(block: Block, language: str) -> Passage:
    return Passage(block.text, quantities(block.text, language))


def _place(
    comparison: Comparison, found: tuple[Comparison, ...], chinese: str, target: Block
) -> Location:
    """Where the English figure stands, or the sentence that should have it."""
    if comparison.target:
        return target.locate(comparison.target.start)
    start = comparison.source.start if comparison.source else 0
    pairs = [(one.source.start, one.target.start) for one in found if one.source and one.target]
    near, there = min(pairs, key=lambda pair: abs(pair[0] - start), default=(0, 0))
    starts = [0, *(end.end() for end in _SENTENCE.finditer(target.text))]
    own = sum(one <= there for one in starts) - 1
    # As many sentences on (or back) as the Chinese has between the two.
    first, last = sorted((near, start))
    between = len(_CHINESE_SENTENCE.findall(chinese, first, last))
    wanted = own + (between if start > near else -between)
    return target.locate(starts[min(max(wanted, 0), len(starts) - 1)])


CHECK = Check("figures", Severity.ERROR, pair=figures, plain=True)
