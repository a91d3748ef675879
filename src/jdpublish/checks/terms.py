"""The check `terms`: what the glossary knows is rendered as the glossary says."""

import re
from collections.abc import Iterator

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.checks.mentioned import SEVERITY, Mentioned, Passage, passages, quoted
from jdpublish.model import Severity
from jdpublish.terms.inflection import renderings


def terms(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Wherever the Chinese has a term of the glossary, the English has one of its renderings.

    The preferred form, `first` and `admitted` are all right, in any inflection, with hyphens or
    without, in the spelling -ise or -ize. Once in a block is enough, however often the Chinese has
    the term, since English says “it” where Chinese repeats. A name that an earlier block gives in
    full may be shortened to its last words: “the zone”, “the Bonded Zone”. Of two Chinese terms at
    one place the longer counts, and none within the words of `not-in`. A measure, such as 万, is
    left to `figures`, a deprecated form to `deprecated-term`, and capitals that are missing in the
    preferred form to `title-capitals`. An entry that is only proposed gives a warning.
    """
    for language in bitext.targets:
        given: set[str] = set()
        for passage in passages(bitext, language):
            for mentioned in passage.mentioned if passage.target else ():
                if not mentioned.forms:
                    continue
                if renderings(passage.text, mentioned.forms):
                    given.add(mentioned.concept.id)
                elif not any(passage.deprecated(mentioned)) and not (
                    mentioned.concept.id in given and _shortened(passage.text, mentioned.forms)
                ):
                    yield from (
                        (passage.source.id, problem) for problem in _problems(passage, mentioned)
                    )


CHECK = Check("terms", Severity.ERROR, text=terms)

_DETERMINED = re.compile(r"\b(?:the|this|that|these|those|its|our|their)\s+“?$", re.IGNORECASE)
_LONGEST = 12
_WITHOUT_QUOTES = str.maketrans("", "", "“”‘’")


def _shortened(text: str, forms: tuple[str, ...]) -> bool:
    """Whether a text has the last words of a name, with “the” or the like before them."""
    for form in forms:
        words = form.translate(_WITHOUT_QUOTES).split()
        if not words or not (words[0][0].isupper() and words[-1][0].isupper()):
            continue
        for number in range(1, len(words)):
            short = " ".join(words[number:]).casefold()
            for found in renderings(text, (short,)):
                if _DETERMINED.search(text[max(found.start - _LONGEST, 0) : found.start]):
                    return True
    return False


def _problems(passage: Passage, mentioned: Mentioned) -> Iterator[Problem]:
    section, severity = mentioned.section, SEVERITY[mentioned.concept.status]
    wanted, *others = dict.fromkeys((section.preferred or mentioned.forms[0], *mentioned.forms))
    small = {form.casefold(): form for form in mentioned.forms}
    found = next(iter(renderings(passage.text, small)), None)
    if found is None:
        right = f"{', '.join(map(quoted, others))} would be right, too; " if others else ""
        yield Problem(
            f"“{mentioned.words}” should be {quoted(wanted)}",
            f"{right}if what stands here is right as well,"
            f" write it into admitted at {mentioned.entry}",
            passage.locate(0),
            severity,
        )
    elif small[found.form] not in (section.preferred, section.first):
        words = passage.text[found.start : found.stop]
        yield Problem(
            f"“{words}” should have the capitals of {quoted(small[found.form])}",
            f"it renders “{mentioned.words}”; the entry stands at {mentioned.entry}",
            passage.locate(found.start),
            severity,
        )
