"""Cases of checks → what checks look at: a report of a few blocks, and a small glossary."""

from dataclasses import replace
from itertools import groupby

from jdpublish.checks.contract import Bitext
from jdpublish.errors import Location
from jdpublish.ids import given_ids, with_ids
from jdpublish.model import SOURCE_LANGUAGE, Concept, LanguageSection, Term
from jdpublish.parse import parse
from tests.cases import Case

LANGUAGES = {"zh": SOURCE_LANGUAGE, "en": "en"}
KEYS = {"zh", "en", "finds", "fixed", "ids", "term", "annotate", "defined", "zh-hant"}
"""What a case of a check may say; a check with other keys has a test file of its own."""


def source(case: Case, key: str) -> str:
    """Return what a file of a case has in a language: its lines as blocks with ids p1, p2 …"""
    lines = [_named(line, number, case) for number, line in enumerate(case.all(key), 1)]
    parts = []
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        block = list(group)
        if is_table:
            rule = "|".join(["", *["---"] * (block[0].count("|") - 1), ""])
            parts.append("\n".join([block[0], rule, *block[1:]]))
        else:
            parts += block
    return "\n\n".join(parts)


def _named(line: str, number: int, case: Case) -> str:
    if case.one("ids") == "as written" or "{#" in line or line.startswith("[^"):
        return line
    if line.startswith("|"):
        return f"{line.rstrip().removesuffix('|').rstrip()} {{#p{number}}} |"
    return f"{line} {{#p{number}}}"


def without_ids(text: str) -> tuple[str, ...]:
    """Return the lines of a case that `source` made a file of."""
    lines = (line for line in text.split("\n") if line and set(line) - set("|-"))
    return tuple(line.split(" {#p")[0] + " |" * line.startswith("|") for line in lines)


def bitext(case: Case) -> Bitext:
    """Return a case as checks look at it."""
    sections = {
        language: (parse("x", source(case, key), file=f"{language}/x.md", language=language),)
        for key, language in LANGUAGES.items()
        if case.all(key)
    }
    original = sections.get(SOURCE_LANGUAGE, ())
    taken = given_ids(section for own in sections.values() for section in own)
    terms = enumerate(case.all("term"), 1)
    return Bitext(
        {SOURCE_LANGUAGE: with_ids(original, taken=taken)}
        | {language: own for language, own in sections.items() if language != SOURCE_LANGUAGE},
        tuple(_concept(case, number, entry) for number, entry in terms),
    )


def _concept(case: Case, number: int, entry: str) -> Concept:
    chinese, english, *first = (part.strip() for part in entry.split("|"))
    languages = {
        SOURCE_LANGUAGE: LanguageSection((Term(chinese, "preferred"),)),
        "en": LanguageSection((Term(english, "preferred"),), first=first[0] if first else ""),
    }
    for tag in case.all("defined"):
        languages[tag] = replace(languages[tag], definition="What it is.")
    if own := case.one("zh-hant"):
        languages["zh-Hant"] = LanguageSection((Term(own, "preferred"),))
    return Concept(
        id=f"t{number}",
        subject="tests",
        status="approved",
        at=Location("glossary/x.toml", number),
        languages=languages,
        annotate=case.all("annotate"),
    )
