"""How many entries a glossary has of what kind, and how much of each report they cover."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.report import Report
from jdpublish.termbase.usage.concordance import ENGLISH, Usage, usages

LANGUAGES = (SOURCE_LANGUAGE, ENGLISH)
APPROVED, PROPOSED, NONE = "approved", "proposed", "none"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries in use there are, and of what kind, and how many are retired.

    `definitions` counts for each language definitions that are approved, proposed or not there;
    `needed` how many of those that are not there somebody is to read. `sources` counts by the body
    that an entry's source names first, under the empty name those that name none. `complete` says
    how many entries have an English term, pinyin, a definition in each language, and a source.
    """

    entries: int
    retired: int
    domains: Mapping[str, int] = field(hash=False)
    statuses: Mapping[str, int] = field(hash=False)
    definitions: Mapping[str, Mapping[str, int]] = field(hash=False)
    needed: Mapping[str, int] = field(hash=False)
    sources: Mapping[str, int] = field(hash=False)
    complete: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a report the glossary covers.

    `mentions` says how often each entry stands in it. `characters` are the Chinese characters of
    the text, `covered` those that stand in terms; figures and punctuation are none. `unrendered`
    are the ids of entries of which no form, not even a deprecated one, stands in the English of any
    block that has the term and is translated; a measure, whose English stands with its figure, is
    not asked for. `translated` is false where there is no English at all.
    """

    report: str
    mentions: Mapping[str, int] = field(hash=False)
    characters: int
    covered: int
    unrendered: tuple[str, ...]
    translated: bool


def counts(in_use: tuple[Concept, ...], retired: tuple[Concept, ...]) -> Counts:
    """Return how many entries there are of what kind; all but `retired` counts those in use."""
    return Counts(
        entries=len(in_use),
        retired=len(retired),
        domains=_often(one.subject for one in in_use),
        statuses=_often(one.status for one in in_use),
        definitions={
            tag: {kind: number[kind] for kind in (APPROVED, PROPOSED, NONE)}
            for tag in LANGUAGES
            for number in (Counter(_definition(one, tag) for one in in_use),)
        },
        needed={
            tag: sum(reader in one.annotate and not one.language(tag).definition for one in in_use)
            for tag, reader in zip(LANGUAGES, ("zh", "en"), strict=True)
        },
        sources=_often(body(one.source) for one in in_use),
        complete={
            "English term": sum(bool(one.language(ENGLISH).preferred) for one in in_use),
            "pinyin": sum(bool(one.language(SOURCE_LANGUAGE).pinyin) for one in in_use),
            "pinyin, proof-read": sum(map(_proof_read, in_use)),
            "Chinese definition": sum(
                bool(one.language(SOURCE_LANGUAGE).definition) for one in in_use
            ),
            "English definition": sum(bool(one.language(ENGLISH).definition) for one in in_use),
            "source": sum(bool(one.source) for one in in_use),
        },
    )


def _proof_read(concept: Concept) -> bool:
    section = concept.language(SOURCE_LANGUAGE)
    return bool(section.pinyin) and section.pinyin_status == "approved"


def _often(names: Iterable[str]) -> Mapping[str, int]:
    """Return how often each name occurs, the commonest first, then by name; no name comes last."""
    found = Counter(names)
    return {
        name: found[name] for name in sorted(found, key=lambda one: (not one, -found[one], one))
    }


def _definition(concept: Concept, language: str) -> str:
    section = concept.language(language)
    return section.definition_status if section.definition else NONE


_END = re.compile(r"\s*(?:[,;(（，；。]|\.\s|\.$|$)")


def body(source: str) -> str:
    """Return the body that a source names first: its words up to a comma, semicolon or bracket.

    Nothing is interpreted: english.shanghai.gov.cn and the municipal government are two.
    """
    found = _END.search(source)
    return source[: found.start()] if found else source


def coverage(report: Report, concepts: tuple[Concept, ...]) -> Coverage:
    """Return how much of a report the entries in use cover."""
    found = usages(report, concepts)
    blocks = [block for section in report.sections[SOURCE_LANGUAGE] for block in section.blocks]
    asked = {one.id for one in concepts if not one.language(SOURCE_LANGUAGE).measure}
    rendered = {one.concept for one in found if one.rendering}
    return Coverage(
        report=report.source.id,
        mentions=Counter(one.concept for one in found),
        characters=sum(_characters(block.text) for block in blocks),
        covered=sum(_characters(one.words) for one in found),
        unrendered=tuple(dict.fromkeys(_asked(found, asked - rendered))),
        translated=bool(report.sections.get(ENGLISH)),
    )


def _asked(found: tuple[Usage, ...], wanted: set[str]) -> Iterable[str]:
    return (one.concept for one in found if one.target is not None and one.concept in wanted)


_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def _characters(text: str) -> int:
    return len(_HAN.findall(text))


def unused(concepts: tuple[Concept, ...], covered: Iterable[Coverage]) -> tuple[Concept, ...]:
    """Return the entries that stand in none of the reports, in their order."""
    used = {identity for one in covered for identity in one.mentions}
    return tuple(one for one in concepts if one.id not in used)
