"""Every check: what it finds in its cases, what it leaves alone, and what holds for all."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jdpublish.checks
from jdpublish.checks import ALL, findings
from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.editions import EDITIONS
from jdpublish.errors import Location
from jdpublish.ids import with_ids
from jdpublish.keeping import Kept
from jdpublish.model import (
    SOURCE_LANGUAGE,
    Anchor,
    Block,
    BlockKind,
    Finding,
    Section,
    Segment,
    Severity,
)
from jdpublish.parse import parse
from jdpublish.repairs import mended, repairs
from jdpublish.review import bitext as bitext_of
from jdpublish.review import review
from jdpublish.script import converter, simplified_only
from tests import checking
from tests.cases import Case, read_cases
from tests.checks_page import cases_of, page
from tests.conftest import ROOT
from tests.strategies import markdown_paragraphs, marks, mixed_texts

CASES = ROOT / "tests" / "cases"
LANGUAGES = (SOURCE_LANGUAGE, "en")
BY_ID = {check.id: check for check in ALL}
MODULES = {path.stem for path in Path(jdpublish.checks.__file__).parent.glob("[!_]*.py")}
NO_CHECKS = {"contract", "places", "mentioned"}
"""What checks are made with."""


def own_cases() -> list[tuple[Check, Case]]:
    """The cases of tests/cases/checks/ that say nothing but what all checks understand."""
    found = []
    for path in sorted((CASES / "checks").glob("*.md")):
        read = read_cases(f"checks/{path.stem}")
        if path.stem in BY_ID and all(case.values.keys() <= checking.KEYS for case in read):
            found += [(BY_ID[path.stem], case) for case in read]
    return found


def told(check: Check, text: Bitext) -> list[Finding]:
    return list(findings(text, (check,)))


# ── Cases ──


@pytest.mark.parametrize(
    ("check", "case"),
    [pytest.param(*one, id=f"{one[0].id}: {one[1].title}") for one in own_cases()],
)
def test_a_check_finds_what_its_case_says_and_nothing_else(check, case):
    found = told(check, checking.bitext(case))
    wanted = case.all("finds")

    assert len(found) == len(wanted), [finding.message for finding in found]
    for part, finding in zip(wanted, found, strict=True):
        assert part in finding.message


@pytest.mark.parametrize(
    ("check", "case"),
    [
        pytest.param(*one, id=f"{one[0].id}: {one[1].title}")
        for one in own_cases()
        if one[1].all("fixed")
    ],
)
def test_repairs_make_of_a_case_what_it_says_and_leave_nothing_to_repair(check, case):
    (key,) = {
        "zh" if finding.at.file.startswith("zh") else "en"
        for finding in told(check, checking.bitext(case))
    }
    text = checking.source(case, key)
    while wanted := repairs(told(check, renewed(case, key, text))):
        text, made = mended(text, wanted)
        assert made

    assert checking.without_ids(text) == case.all("fixed")


def renewed(case: Case, key: str, text: str) -> Bitext:
    """A case whose file in one language has another text."""
    before = checking.bitext(case)
    language = checking.LANGUAGES[key]
    section = parse("x", text, file=f"{language}/x.md", language=language)
    return replace(before, sections={**before.sections, language: with_ids((section,))})


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_every_check_has_cases_that_speak_and_cases_that_stay_silent(check):
    read = cases_of(check)

    assert sum(bool(case.all("finds")) for case in read) >= 3
    assert sum(not case.all("finds") for case in read) >= 3


# ── What holds for all checks ──


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_every_check_explains_itself_in_a_sentence(check):
    first, _, rest = check.explanation.partition("\n")

    assert re.fullmatch(r"[A-Z“].{20,99}\.", first)
    assert rest.strip()


@pytest.mark.parametrize("name", sorted(MODULES - NO_CHECKS))
def test_every_module_beside_the_checks_is_a_check_that_is_listed(name):
    assert import_module(f"jdpublish.checks.{name}").CHECK in ALL


def test_every_check_has_an_id_of_its_own_and_one_function():
    assert len(BY_ID) == len(ALL)
    for check in ALL:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", check.id)
        assert [bool(check.pair), bool(check.block), bool(check.text)].count(True) == 1
        assert not (check.plain and check.text)


def test_a_check_never_uses_its_neighbour_but_for_what_it_leaves_to_it():
    """So that each can be read by itself."""
    allowed = {("chinese_left", "copied"), ("literal_marks", "damaged_id")}
    folder = Path(jdpublish.checks.__file__).parent
    used = {
        (name, node.module.rpartition(".")[2])
        for name in MODULES
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and node.module.startswith("jdpublish.checks.")
    }

    assert {(one, other) for one, other in used if other not in NO_CHECKS} <= allowed


@given(st.data())
def test_no_check_fails_on_any_text(data):
    text = data.draw(texts(3))

    for finding in findings(text, tuple(check for check in ALL)):
        assert finding.message
        assert finding.hint
        assert not finding.message.endswith(".")


@st.composite
def block(draw: st.DrawFn, language: str, number: int) -> Block:
    text = draw(mixed_texts() | st.text(max_size=20))
    at = Location(f"{language}.md", number + 1, 1)
    segment = Segment(
        text, at, draw(marks(len(text))), anchors=(Anchor(0, number + 1, 1),) if text else ()
    )
    kind = draw(st.sampled_from(BlockKind))
    cells = draw(st.integers(1, 2)) if kind is BlockKind.ROW else 1
    return Block(f"p{number}", kind, at, (segment,) * cells, depth=draw(st.integers(1, 3)))


@given(st.data())
def test_what_a_local_check_finds_elsewhere_stays_whatever_is_written_in_a_block(data):
    """So the preview need not look again at a block that nobody has changed."""
    local = tuple(check for check in ALL if check.local)
    number, language = data.draw(st.integers(0, 2)), data.draw(st.sampled_from(LANGUAGES))
    before = data.draw(texts(3))
    after = edited(before, language, data.draw(block(language, number)))

    def elsewhere(text: Bitext) -> list[Finding]:
        return [one for one in findings(text, local) if one.block != f"p{number}"]

    assert elsewhere(after) == elsewhere(before)


def test_a_local_check_is_shown_its_block_alone_and_one_that_looks_around_all():
    def any_text(block: Block, language: str, bitext: Bitext) -> Iterator[Problem]:
        for other in bitext.blocks(language) if bitext.sections else ():
            yield Problem(f"“{other.text}” stands here", "-", block.at)

    text = Bitext({"en": (parse("x", "One.\n\nTwo.", file="x", language="en"),)})
    local = Check("any-text", Severity.WARNING, block=any_text)

    assert local.local
    assert told(local, text) == []
    assert len(told(replace(local, around=True), text)) == 4


@given(st.data())
def test_with_what_was_kept_the_same_is_found_in_the_same_order(data):
    kept = Kept()
    text = data.draw(texts(3))
    for _ in range(3):
        language = data.draw(st.sampled_from(LANGUAGES))
        text = edited(text, language, data.draw(block(language, data.draw(st.integers(0, 2)))))

        assert findings(text, ALL, kept) == findings(text, ALL)
        kept.sweep()


@st.composite
def texts(draw: st.DrawFn, size: int) -> Bitext:
    """A text and its translation, of as many blocks."""
    return Bitext(
        {
            language: (Section("x", tuple(draw(block(language, n)) for n in range(size))),)
            for language in LANGUAGES
        }
    )


def edited(text: Bitext, language: str, new: Block) -> Bitext:
    """A text with another block in the place of the one that has its id."""
    blocks = tuple(new if old.id == new.id else old for old in text.blocks(language))
    return replace(text, sections={**text.sections, language: (Section("x", blocks),)})


@given(st.lists(markdown_paragraphs(), min_size=1, max_size=3))
def test_what_is_mended_is_never_found_again(paragraphs):
    """Whatever the Markdown around it."""
    checks = tuple(BY_ID[name] for name in ("half-width", "full-width", "spaces"))
    text = "\n\n".join(one.source.replace("{#p12}", "") for one in paragraphs)
    for _ in range(9):
        section = parse("x", text, file="x.md", language=SOURCE_LANGUAGE)
        wanted = repairs(findings(Bitext({SOURCE_LANGUAGE: (section,)}), checks))
        after, made = mended(text, wanted)
        if after == text:
            break
        assert made
        text = after
    else:
        pytest.fail("there is always something left to repair")


# ── The real report ──


def test_the_report_has_no_finding_of_the_text_checks(report, sources):
    own = tuple(check for check, _ in own_cases())

    assert findings(bitext_of(report, sources.concepts, sources.theme), own) == ()


def test_half_width_finds_every_mark_of_the_text_received_and_no_other():
    """The text as received has 152 half-width marks that the printed text has full-width."""
    received = (ROOT / "content/review-2024/source/received.txt").read_text("utf-8")
    section = parse("x", received, file="x.md", language=SOURCE_LANGUAGE)
    found = told(BY_ID["half-width"], Bitext({SOURCE_LANGUAGE: (section,)}))
    text, made = mended(received, repairs(found))

    assert (len(found), made) == (152, 152)
    assert not re.search("[,:;()?!]", text)


def test_a_build_runs_the_checks_that_are_marked_for_it_the_chinese_first(report):
    damaged = replace(
        report,
        sections={
            language: (*with_ids((section(language, "道路 {p1}"),)), *sections)
            for language, sections in report.sections.items()
        },
    )
    found = list(review(damaged))

    assert {finding.check for finding in found} >= {"damaged-id", "provisional-id"}
    assert found[0].at.file == "zh-Hans.md"
    assert {BY_ID[finding.check].build for finding in found} == {True}


def section(language: str, text: str) -> Section:
    return parse("x", text, file=f"{language}.md", language=language)


# ── Places ──


@pytest.mark.parametrize(
    ("name", "chinese", "english", "places"),
    [
        ("half-width", "# 标题\n\n过去**一年,嘉定**(含)。", "", ["zh:3:7", "zh:3:12", "zh:3:14"]),
        (
            "chinese-left",
            "一\n\n二",
            "One\n\nIn *the* 城市更新 of\nthe 新城 today",
            ["en:3:10", "en:4:5"],
        ),
        ("brackets", "一", "One (two\nand [three) four", ["en:2:5"]),
        ("end-punctuation", "一。", "One and\nmore**!**[^n]\n\n[^n]: note", ["en:2:7"]),
        ("spaces", "| 甲 乙 | 丙 ，丁 |\n|---|---|", "", ["zh:1:4", "zh:1:10"]),
        ("doubled-words", "一", "So the\nthe road", ["en:2:1"]),
    ],
)
def test_a_finding_points_at_the_words_it_is_about(name, chinese, english, places):
    texts = {SOURCE_LANGUAGE: chinese, "en": english}
    sections = {
        language: with_ids((parse("x", text, file=language[:2], language=language),))
        for language, text in texts.items()
        if text
    }

    assert [str(finding.at) for finding in told(BY_ID[name], Bitext(sections))] == places


# ── What no case can say ──


@pytest.mark.parametrize("edition", [edition.id for edition in EDITIONS if edition.conversion])
def test_the_dictionaries_leave_nothing_simplified_in_the_report(edition, report, sources):
    """So `simplified-left` need not convert it to be sure."""
    convert = converter(edition, sources.concepts)
    blocks = (one for part in report.sections[SOURCE_LANGUAGE] for one in part.blocks)
    texts = [one.text for one in blocks]
    texts += [concept.language(SOURCE_LANGUAGE).definition for concept in sources.concepts]
    texts += sources.theme.words[SOURCE_LANGUAGE].values()

    assert simplified_only(convert("\n".join(texts))) == ()
    assert len(simplified_only("\n".join(texts))) > 300


def test_simplified_words_of_a_theme_are_found(report, sources):
    words = {**sources.theme.words, "zh-Hant": {"pdf": "PDF", "notes": "註释", "note": "註"}}
    theme = replace(sources.theme, words=words)
    (found,) = told(BY_ID["simplified-left"], bitext_of(report, (), theme))

    assert "“释” is Simplified in “註释”, the word “notes” of [zh-Hant]" in found.message
    assert found.at.file == "themes/report/words.toml"


def test_only_what_stops_a_build_is_an_error_among_the_text_checks():
    own = {check.id for check, _ in own_cases() if check.severity is Severity.ERROR}

    assert own == {"broken-link"}


# ── The page about checks ──


def test_the_page_about_checks_is_what_they_and_their_cases_say():
    """`scripts/checks-page` writes it anew."""
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == page()


def test_the_page_shows_each_check_speaking_and_silent():
    for check in ALL:
        chapter = page((check,))

        assert chapter.count(f"\n## {check.id}\n") == 1
        assert "| nothing |\n" in chapter
        assert chapter.count("\n| ") >= 5
