"""Checks: one function in one file each; what `ALL` lists is run, in this order."""

from collections.abc import Iterable

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
from jdpublish.model import Finding

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


def findings(bitext: Bitext, checks: tuple[Check, ...] = ALL) -> tuple[Finding, ...]:
    """Return what checks find in a text and its translations, in the order of files and lines."""
    return in_order(finding for check in checks for finding in check.findings(bitext))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of files and lines, each once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda finding: (finding.at.file, finding.at.line, finding.at.column),
        )
    )
