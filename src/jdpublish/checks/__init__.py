"""Checks: one function in one file each; what `ALL` lists is run, in this order."""

from collections.abc import Iterable, Iterator

from jdpublish.checks import (
    brackets,
    broken_link,
    chinese_left,
    copied,
    damaged_heading,
    damaged_id,
    deprecated_terms,
    doubled_words,
    end_punctuation,
    figures,
    first_mention,
    full_width,
    half_width,
    heading_capitals,
    inconsistent,
    list_lengths,
    literal_marks,
    note_missing,
    note_uncalled,
    numbers_in_names,
    one_form,
    provisional_id,
    simplified_left,
    small_counts,
    spaces,
    stale,
    surplus,
    terms,
    title_capitals,
    undefined_term,
    unrecorded,
    untranslated,
)
from jdpublish.checks.contract import Bitext, Check
from jdpublish.keeping import Keep, fresh
from jdpublish.model import Block, Finding, Pair

ALL: tuple[Check, ...] = (
    provisional_id.CHECK,
    untranslated.CHECK,
    stale.CHECK,
    unrecorded.CHECK,
    surplus.CHECK,
    figures.CHECK,
    small_counts.CHECK,
    numbers_in_names.CHECK,
    damaged_id.CHECK,
    damaged_heading.CHECK,
    note_missing.CHECK,
    note_uncalled.CHECK,
    terms.CHECK,
    deprecated_terms.CHECK,
    first_mention.CHECK,
    one_form.CHECK,
    copied.CHECK,
    chinese_left.CHECK,
    end_punctuation.CHECK,
    brackets.CHECK,
    half_width.CHECK,
    full_width.CHECK,
    spaces.CHECK,
    literal_marks.CHECK,
    doubled_words.CHECK,
    inconsistent.CHECK,
    title_capitals.CHECK,
    heading_capitals.CHECK,
    list_lengths.CHECK,
    simplified_left.CHECK,
    broken_link.CHECK,
    undefined_term.CHECK,
)
"""Every check, in the order of the list of checks in docs/checks.md."""


def findings(
    bitext: Bitext, checks: tuple[Check, ...] = ALL, keep: Keep = fresh
) -> tuple[Finding, ...]:
    """Return what checks find in a text and its translations, in the order of files and lines.

    At one place they are in the order of the checks. Kept is what local checks find in a pair or
    block, and what others find in this very text, so that work that was broken off can go on.
    """
    if keep is fresh:  # check by check is faster: what a check reads with stays in near memory
        return in_order(one for check in checks for one in check.findings(bitext))
    found = [one for check in checks if not check.local for one in keep(_in_text, check, bitext)]
    found += _found_locally(bitext, checks, keep)
    ranks = {check.id: rank for rank, check in enumerate(checks)}
    return in_order(sorted(found, key=lambda finding: ranks[finding.check]))


def _found_locally(bitext: Bitext, checks: tuple[Check, ...], keep: Keep) -> Iterator[Finding]:
    for language in bitext.targets:
        for pair in bitext.pairs(language):
            if pair.target:
                yield from keep(_at_pair, checks, pair.source, pair.target)
    for language in bitext.sections:
        for block in bitext.blocks(language):
            yield from keep(_at_block, checks, block, language)


def _in_text(check: Check, bitext: Bitext) -> tuple[Finding, ...]:
    return tuple(check.findings(bitext))


def _at_pair(checks: tuple[Check, ...], source: Block, target: Block) -> tuple[Finding, ...]:
    """Return what local checks find at a block and its translation."""
    pair = Pair(source, target)
    return tuple(one for check in checks if check.local for one in check.at_pair(pair))


def _at_block(checks: tuple[Check, ...], block: Block, language: str) -> tuple[Finding, ...]:
    """Return what local checks find at a block."""
    return tuple(one for check in checks if check.local for one in check.at_block(block, language))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of files and lines, each once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda finding: (finding.at.file, finding.at.line, finding.at.column),
        )
    )
