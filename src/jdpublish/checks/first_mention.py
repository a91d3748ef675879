"""The check `first-mention`: what a reader meets first is said in full."""

from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.mentioned import Mentioned, Passage, passages, quoted
from jdpublish.model import BlockKind, Severity
from jdpublish.terms.inflection import renderings, sentences, stems


def first_mention(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """The first mention of a term in a report has the form that the glossary names `first`.

    Headings and notes do not count, since readers may skip them. The words of `first` must stand in
    one sentence, in whatever order and inflection, with quotation marks or without: “the “two
    new” programs (upgrades and trade-ins)” as well as “upgrades and trade-ins, the two new
    programs”. It is enough, too, that an earlier paragraph has the form. Later mentions may have
    any right form. Where the first has none at all, `terms` tells it.
    """
    for language in bitext.targets:
        seen: set[str] = set()
        before: list[str] = []
        for passage in passages(bitext, language):
            if passage.source.kind not in _RUNNING_TEXT:
                continue
            for mentioned in passage.mentioned:
                if mentioned.concept.id not in seen and passage.target:
                    yield from _problems(passage, mentioned, before)
                seen.add(mentioned.concept.id)
            before.append(passage.text)


CHECK = Check("first-mention", Severity.WARNING, text=first_mention)

_RUNNING_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)


def _problems(
    passage: Passage, mentioned: Mentioned, before: list[str]
) -> Iterator[tuple[str, Problem]]:
    first = mentioned.section.first
    if not first or not mentioned.forms or first == mentioned.section.preferred:
        return
    found = renderings(passage.text, mentioned.forms)
    wanted = stems(first)
    if (
        found
        and not any(wanted <= one for one in sentences(passage.text))
        and not any(renderings(text, (first,)) for text in before)
    ):
        words = passage.text[found[0].start : found[0].stop]
        yield (
            passage.source.id,
            Problem(
                f"“{words}” is the first mention of “{mentioned.words}” in the report and should"
                f" be given in full: {quoted(first)}",
                f"later it may be shorter; the entry stands at {mentioned.entry}",
                passage.locate(found[0].start),
            ),
        )
