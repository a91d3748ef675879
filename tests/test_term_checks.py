"""The checks of terms: what they tell, once and by one of them, and where they are silent."""

import re
from collections.abc import Iterator

import pytest

from jdpublish.checks import deprecated_terms, first_mention, one_form, terms
from jdpublish.checks.contract import Bitext
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, Concept, Finding, Severity
from jdpublish.parse import parse
from jdpublish.terms.glossary import glossary
from tests.cases import Case, cases

CHECKS = (terms.CHECK, deprecated_terms.CHECK, first_mention.CHECK, one_form.CHECK)
ENGLISH = "en/x.md"


def entry(number: int, line: str) -> str:
    """Return an entry of the glossary that a case writes in one line; terms.md says how."""
    forms, *facts = line.split(" ; ")
    chinese, _, english = forms.partition("=")
    known = {key: value for key, _, value in (fact.partition(": ") for fact in facts)}
    return "\n".join(
        (
            "[[concept]]",
            f'id = "c{number}"',
            f'status = "{known.get("status", "approved")}"',
            "[concept.zh-Hans]",
            *section(chinese, known.get("zh-deprecated", "")),
            "measure = true" if "measure" in known else "",
            f"not-in = {known['not-in'].split(', ')}" if "not-in" in known else "",
            "[concept.en]",
            *section(english, known.get("deprecated", "")),
            f'first = "{known["first"]}"' if "first" in known else "",
            "",
        )
    )


def section(forms: str, deprecated: str) -> Iterator[str]:
    preferred, *admitted = (form.strip() for form in forms.split(" | "))
    if preferred:
        yield f'term = "{preferred}"'
    yield f"admitted = {admitted}"
    if deprecated:
        term, reason = deprecated.removesuffix(")").split(" (")
        yield f'deprecated = [{{ term = "{term}", reason = "{reason}" }}]'


def concepts(*lines: str) -> tuple[Concept, ...]:
    return glossary({"glossary/x.toml": "\n".join(map(entry, range(len(lines)), lines))})


def bitext(known: tuple[Concept, ...], zh: tuple[str, ...], en: tuple[str, ...]) -> Bitext:
    """Return blocks with their translations; “-” stands for one that is not translated."""
    return Bitext(
        {
            language: tuple(
                parse("x", written, file=f"{folder}/x.md", language=language)
                for written in filter(str.strip, [text(blocks)])
            )
            for language, folder, blocks in ((SOURCE_LANGUAGE, "zh", zh), ("en", "en", en))
        },
        known,
    )


RETIRED = """\
[[concept]]
id = "greenway"
status = "approved"
[concept.zh-Hans]
term = "绿道"
[concept.en]
term = "greenways"
deprecated = [
    { term = "green roads", reason = "no roads" },
    { term = "green roads (paths for walkers)", reason = "no roads" },
]
"""


def text(blocks: tuple[str, ...]) -> str:
    return "\n\n".join(
        "" if block == "-" else f"{block} {{#b{number}}}" for number, block in enumerate(blocks)
    )


def found(pages: Bitext) -> tuple[Finding, ...]:
    return tuple(finding for check in CHECKS for finding in check.findings(pages))


def written_at(at: Location, zh: tuple[str, ...], en: tuple[str, ...]) -> str:
    """Return what stands in a case from a place on."""
    lines = text(en if at.file == ENGLISH else zh).split("\n")
    return lines[at.line - 1][at.column - 1 :]


def tell(case: Case, check: str) -> None:
    zh, en = case.all("zh"), case.all("en")
    findings = found(bitext(concepts(*case.all("term")), zh, en))

    assert [(one.check, one.message) for one in findings] == [
        (check, message) for message in case.all("finds")
    ]
    for one, words in zip(findings, case.all("at"), strict=False):
        assert written_at(one.at, zh, en).startswith(words)
    for one in findings:
        assert one.block
        assert one.hint


@cases("checks/terms")
def test_terms_are_rendered_as_the_glossary_says(case):
    tell(case, "terms")


@cases("checks/deprecated-term")
def test_deprecated_forms_are_found_where_they_stand(case):
    tell(case, "deprecated-term")


@cases("checks/first-mention")
def test_the_first_mention_is_in_full(case):
    tell(case, "first-mention")


@cases("checks/one-form")
def test_a_report_keeps_to_one_form(case):
    tell(case, "one-form")


TESTS = (
    test_terms_are_rendered_as_the_glossary_says,
    test_deprecated_forms_are_found_where_they_stand,
    test_the_first_mention_is_in_full,
    test_a_report_keeps_to_one_form,
)


@pytest.mark.parametrize("test", TESTS)
def test_every_case_says_by_its_head_whether_it_speaks(test):
    marked = next(mark for mark in test.pytestmark if mark.name == "parametrize")
    read = [parameters.values[0] for parameters in marked.args[1]]

    assert [
        case.title for case in read if case.title.startswith("silent") == bool(case.all("finds"))
    ] == []
    assert 3 <= sum(bool(case.all("finds")) for case in read) < len(read) - 3


@pytest.mark.parametrize(
    ("status", "severity"), [("approved", Severity.ERROR), ("proposed", Severity.WARNING)]
)
@pytest.mark.parametrize("english", ["The paths grew.", "The green roads grew."])
def test_what_is_only_proposed_gives_a_warning(status, severity, english):
    known = concepts(f"绿道 = greenways ; deprecated: green roads (odd) ; status: {status}")

    (finding,) = found(bitext(known, ("新增绿道。",), (english,)))
    assert finding.severity is severity


def test_a_wrong_form_within_a_longer_wrong_one_is_told_once():
    """As where a retired entry had a term and, for its first mention, the term with an aside."""
    known = glossary({"glossary/x.toml": RETIRED})

    (finding,) = found(
        bitext(known, ("新增绿道。",), ("The green roads (paths for walkers) grew.",))
    )
    assert finding.message.startswith("“green roads (paths for walkers)” is a deprecated")
    (finding,) = found(bitext(known, ("新增绿道。",), ("The green roads grew.",)))
    assert finding.message.startswith("“green roads” is a deprecated rendering")


def test_two_wrong_forms_side_by_side_are_both_told():
    known = glossary({"glossary/x.toml": RETIRED})
    english = "The green roads grew, as did the green roads (paths for walkers)."

    assert len(found(bitext(known, ("新增绿道，绿道更长。",), (english,)))) == 2


def test_the_hint_names_what_else_is_right_and_where_the_entry_stands():
    known = concepts("绿道 = greenways | green paths ; first: “greenways” for walkers")

    (finding,) = found(bitext(known, ("新增绿道。",), ("The town gained roads.",)))
    assert finding.hint == (
        "“green paths”, “greenways” for walkers would be right, too; if what stands here is right"
        " as well, write it into admitted at glossary/x.toml:2"
    )


def test_the_real_report_keeps_to_the_real_glossary(report, sources):
    assert found(Bitext(report.sections, sources.concepts)) == ()


def test_a_rendering_taken_out_of_the_real_report_is_missed(report, sources):
    """Of the names of two slogans, wherever they stand."""
    taken = ("Government Online-Offline Shanghai", "four batches")
    english = tuple(
        parse(
            source.name,
            re.sub("|".join(taken), "wug", source.text),
            file=source.file,
            language="en",
        )
        for source in report.source.files["en"]
    )
    findings = found(Bitext({**report.sections, "en": english}, sources.concepts))

    assert {(one.check, one.block, one.message.split(" ")[0]) for one in findings} == {
        ("terms", "p53", "“一网通办”"),
        ("terms", "p13", "“四个一批”"),
    }
