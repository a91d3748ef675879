"""`jdpublish check`: what it says and where, its exit codes, its repairs, and two files alone."""

import datetime as dt
import io
import json
import re
import resource
import shutil
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jdpublish.cli.check
from jdpublish import checks
from jdpublish.checks.contract import Check, Problem
from jdpublish.errors import ContentError, Location, OutputError
from jdpublish.inspection import Extent, Inspection, Order, inspected, repaired
from jdpublish.linewise import linewise
from jdpublish.model import SOURCE_LANGUAGE, Finding, Repair, Severity
from jdpublish.repairs import Change, changes, difference, mended, with_repairs
from jdpublish.report import parsed
from jdpublish.reporting.github import github_text
from jdpublish.reporting.overview import overview
from jdpublish.reporting.records import json_text
from jdpublish.reporting.sarif import sarif_text
from jdpublish.reporting.terminal import columns, harmless, text_width
from jdpublish.sources import SourceFile
from jdpublish.translation.fingerprint import fingerprint, words
from jdpublish.workspace import find_project, load, write_changes
from jdpublish.workspace.files import output_errors
from tests.conftest import ROOT
from tests.project_factory import ENVIRONMENT, run_here
from tests.strategies import mixed_texts

ZH = "content/town/zh-Hans/01-work.md"
EN = "content/town/en/01-work.md"
_DAY = dt.date(2026, 11, 22)
UNKNOWN_NOTE = ("减少跑动次数。", "减少跑动次数[^n9]。")


# ── A project ──


def test_a_text_without_findings_says_how_much_was_checked(small):
    outcome = small.run("check")

    assert (outcome.code, outcome.said) == (0, "")
    assert re.fullmatch(
        r"No findings: \d+ blocks, \d+ figures? and 3 terms checked by \d+ checks\n",
        outcome.printed,
    )


def test_a_finding_has_place_words_caret_and_what_to_do(small):
    small.change(ZH, *UNKNOWN_NOTE)

    outcome = small.run("check", "--only", "note-missing")

    assert outcome.said == ""
    head, place, line, caret, hint, *rest = outcome.printed.split("\n")
    assert (
        head == "warning[note-missing]: the note “n9” is called here and not written in this file"
    )
    assert place == f"  --> {ZH}:5:23"
    assert line.startswith("  5 | …")
    assert "减少跑动次数[^n9]" in line
    assert caret.endswith("^")
    assert hint.startswith("  hint: write it")
    assert rest[1].split() == ["check", "errors", "warnings", "waived"]
    assert rest[2].split() == ["note-missing", "–", "1", "–"]
    assert rest[-2].startswith("1 warning: mend the text, or say in the report's waivers.toml why")


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_a_warning_ends_with_1_only_where_this_is_asked_for(small, fail_on, code):
    small.change(ZH, *UNKNOWN_NOTE)

    assert small.run("check", "--fail-on", fail_on, "--only", "note-missing").code == code


def test_quiet_prints_findings_and_no_summary(small):
    silent = small.run("check", "-q")
    small.change(ZH, *UNKNOWN_NOTE)
    speaking = small.run("check", "-q", "--only", "note-missing")

    assert (silent.printed, silent.said) == ("", "")
    assert speaking.printed.startswith("warning[note-missing]")
    assert "errors" not in speaking.printed


def test_only_runs_the_checks_that_are_named(small):
    small.change(ZH, *UNKNOWN_NOTE)
    small.change(EN, "{#i12}", "{#i13}")

    outcome = small.run("check", "--only", "surplus", "--only", "untranslated")

    assert set(re.findall(r"^\w+\[([\w-]+)\]", outcome.printed, re.MULTILINE)) == {
        "surplus",
        "untranslated",
    }


def test_an_unknown_check_is_named_with_those_that_are_near(small):
    outcome = small.run("check", "--only", "untranslatd")

    assert (outcome.code, outcome.printed) == (2, "")
    assert "there is no check “untranslatd”; did you mean “untranslated”" in outcome.said


def test_an_unknown_report_is_an_error(small):
    outcome = small.run("check", "village")

    assert (outcome.code, outcome.printed) == (2, "")
    assert "there is no report “village”" in outcome.said


def test_every_check_is_listed_with_a_sentence(small):
    outcome = small.run("check", "--list")

    head, *rows = outcome.printed.rstrip("\n").split("\n")
    assert outcome.code == 0
    assert [row.split()[0] for row in rows] == [check.id for check in checks.ALL]
    assert all(row.endswith(".") for row in rows)
    assert head.startswith("check")


def test_the_real_report_has_no_error():
    outcome = run_here("--project", str(ROOT), "check", "review-2024")

    assert outcome.code == 0, outcome.printed


@pytest.mark.parametrize(
    "words",
    [
        ("town", "--pair", "a.txt", "b.txt"),
        ("--fix", "--pair", "a.txt", "b.txt"),
        ("--diff", "--pair", "a.txt", "b.txt"),
        ("--fix", "--diff"),
        ("--pair", "a.txt"),
        ("--output-format", "xml"),
        ("--fail-on", "never"),
    ],
)
def test_contradictions_are_refused(small, words):
    outcome = small.run("check", *words)

    assert (outcome.code, outcome.printed) == (2, "")
    assert "Error: " in outcome.said


# ── For programs ──

ODD = Finding(
    "figures",
    Severity.ERROR,
    Location("content/a,b: 100%/en/x.md", 3, 7),
    "“3262亿元” is 326.2 billion yuan,\nnot “3.262 billion”: 100%",
    "write “326.2 billion yuan”",
    "p1",
    Repair(Location("content/a,b: 100%/en/x.md", 3, 7), "old", "new"),
)
FOUND = Inspection((ODD, replace(ODD, severity=Severity.WARNING, repair=None, hint="", block="")))


def test_json_has_findings_and_a_summary(small):
    small.change(ZH, *UNKNOWN_NOTE)

    outcome = small.run("check", "--output-format", "json", "--only", "note-missing")

    told = json.loads(outcome.printed)
    assert outcome.said == ""
    (finding,) = told["findings"]
    assert list(finding) == [
        *("check", "severity", "file", "line", "column", "block", "message", "hint"),
    ]
    assert (finding["check"], finding["severity"]) == ("note-missing", "warning")
    assert (finding["file"], finding["line"], finding["column"]) == (ZH, 5, 23)
    assert finding["block"] == "p11"
    assert told["summary"]["warnings"] == 1
    assert told["summary"]["checks"]["note-missing"]["warnings"] == 1
    assert told["summary"]["checked"]["checks"] == ["note-missing"]


def test_json_is_one_even_where_nothing_is_found():
    told = json.loads(json_text(Inspection((), extent=Extent(2, 3, 4))))

    assert told["findings"] == []
    assert told["summary"]["checked"] == {"checks": [], "blocks": 2, "figures": 3, "terms": 4}


def test_workflow_commands_are_one_line_each_with_their_signs_escaped():
    one, other = github_text(FOUND).split("\n")

    assert one == (
        "::error file=content/a%2Cb%3A 100%25/en/x.md,line=3,col=7,title=figures"
        "::“3262亿元” is 326.2 billion yuan,%0Anot “3.262 billion”: 100%25"
        "%0Awrite “326.2 billion yuan”"
    )
    assert other.startswith("::warning file=")


@given(mixed_texts(), mixed_texts())
def test_no_words_end_a_workflow_command_or_begin_another(message, file):
    finding = replace(ODD, message=message, at=Location(file))

    text = github_text(Inspection((finding,)))

    assert text.startswith("::error file=")
    assert "\n" not in text
    assert "\r" not in text
    given_, _, _ = text.removeprefix("::error ").partition("::")
    assert [part.split("=")[0] for part in given_.split(",")] == ["file", "line", "col", "title"]


def test_github_says_nothing_where_nothing_is_found(small):
    loud = small.run("check", "--output-format", "github")
    quiet = small.run("check", "-q", "--output-format", "github")

    assert loud.printed.startswith("No findings: ")
    assert quiet.printed == ""


def log(found=FOUND):
    return json.loads(sarif_text(found, "0.1.0"))


def test_a_sarif_log_has_what_the_standard_asks_for():
    """SARIF 2.1.0, 3.13 (log), 3.14 (run), 3.19 (tool component), 3.27 (result)."""
    (run,) = log()["runs"]

    assert log()["version"] == "2.1.0"
    assert log()["$schema"].endswith("/sarif-schema-2.1.0.json")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "jdpublish"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (3, 7)


def test_a_sarif_log_names_files_by_addresses():
    (run,) = log()["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]

    assert place["uri"] == "content/a%2Cb%3A%20100%25/en/x.md"
    assert place["uriBaseId"] in run["originalUriBaseIds"]


def test_a_sarif_log_explains_every_check():
    (run,) = log(Inspection((), checks=checks.ALL))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}

    for check in checks.ALL:
        assert rules[check.id]["shortDescription"]["text"] == check.explanation.split("\n")[0]
        assert rules[check.id]["defaultConfiguration"]["level"] == check.severity.value


def test_a_sarif_log_offers_repairs_as_fixes():
    (run,) = log()["runs"]
    (fix,) = run["results"][0]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]

    assert replacement["deletedRegion"] == {
        "startLine": 3,
        "startColumn": 7,
        "endLine": 3,
        "endColumn": 10,
    }
    assert replacement["insertedContent"]["text"] == "new"
    assert "fixes" not in run["results"][1]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_results_for_programs_can_be_read_whatever_is_found(small, form):
    small.change(ZH, *UNKNOWN_NOTE)
    small.change(EN, "{#i12}", "{#i13}")

    assert json.loads(small.run("check", "--output-format", form).printed)


# ── The summary ──


def test_the_last_line_says_what_can_be_repaired_by_itself():
    text = overview(FOUND, io.StringIO())

    assert text.endswith(
        "1 error and 1 warning: `jdpublish check --fix` makes 1 repair by itself;"
        " mend the text, or say in the report's waivers.toml why it is right"
    )


def test_columns_stand_one_under_the_other_in_chinese_too():
    rows = columns([("a", "value"), ("嘉定区", "1"), ("x", "243")], right=("value",))

    assert rows == ("a       value", "嘉定区      1", "x         243")
    assert {text_width(row) for row in rows} == {13}


@given(mixed_texts())
def test_nothing_that_a_terminal_obeys_is_printed(text):
    shown = harmless(text + "\x1b[2J\x07\x9b1m\u2028")

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", shown)


# ── Repairs ──


def repair(line, column, old, new, file=EN):
    return Repair(Location(file, line, column), old, new)


def test_several_repairs_in_a_line_are_each_made_at_their_place():
    text = "甲,乙,丙.\n丁,戊\n"
    wanted = (repair(1, 6, ".", "。"), repair(1, 2, ",", "，"), repair(1, 4, ",", "，"))

    assert mended(text, wanted) == ("甲，乙，丙。\n丁,戊\n", 3)


def test_a_repair_may_take_in_or_leave_nothing():
    assert mended("a  b", (repair(1, 2, "  ", " "),)) == ("a b", 1)
    assert mended("ab", (repair(1, 2, "", "-"),)) == ("a-b", 1)
    assert mended("a b", (repair(1, 2, " ", ""),)) == ("ab", 1)


def test_line_ends_stay_as_they_are():
    text = "一,\r\n二,\r三,\n四,"
    wanted = tuple(repair(line, 2, ",", "，") for line in (1, 2, 3, 4))

    assert mended(text, wanted) == ("一，\r\n二，\r三，\n四，", 4)


@pytest.mark.parametrize(
    "wrong",
    [
        repair(1, 1, "x", "y"),
        repair(9, 1, "a", "b"),
        repair(1, 99, "a", "b"),
        repair(1, 1, "a", "a"),
    ],
)
def test_a_repair_whose_words_are_not_there_is_passed_over(wrong):
    assert mended("abc\n", (wrong,)) == ("abc\n", 0)


def test_of_two_repairs_that_overlap_the_first_is_made():
    assert mended("abcd", (repair(1, 1, "abc", "x"), repair(1, 2, "bcd", "y"))) == ("xd", 1)


@given(st.text("ab,，\r\n\u2028", max_size=30), st.lists(st.tuples(*[st.integers(1, 9)] * 2)))
def test_repairs_change_nothing_but_their_own_words(text, places):
    wanted = [repair(line, column, ",", "，") for line, column in places]

    result, made = mended(text, wanted)

    assert result.replace("，", ",") == text.replace("，", ",")
    assert result.count("，") == text.count("，") + made


def _firm(block, language, _bitext):
    """No blank holds two words together.

    A check of the tests' own, with a repair.
    """
    for found in re.finditer("\u00a0", block.text):
        at = block.locate(found.start())
        fixed = Repair(at, found[0], " ")
        yield Problem(f"a firm blank in {language}", "an ordinary one does", at, repair=fixed)


FIRM = Check("firm", Severity.ERROR, block=_firm)


@pytest.fixture
def with_firm(small, monkeypatch):
    """The small project with two slips in a line, one in another, and a check that finds them."""
    monkeypatch.setattr(jdpublish.cli.check, "ALL", (*checks.ALL, FIRM))
    small.change(EN, "website,” put data on a", "website,”\u00a0put data\u00a0on a")
    small.change(ZH, "窗口8个；", "窗口8\u00a0个；")
    return small


def test_repairs_are_shown_and_made_and_all_else_stays(with_firm):
    before = {file: with_firm.read(file) for file in (EN, ZH)}

    outcome = with_firm.run("check", "--fix", "--only", "firm")

    assert outcome.code == 0
    assert with_firm.read(EN) == before[EN].replace("\u00a0", " ")
    assert with_firm.read(ZH) == before[ZH].replace("\u00a0", " ")
    assert f"--- a/{EN}\n+++ b/{EN}\n@@" in outcome.printed
    assert "\n-We rolled out “all government services on one website,”\u00a0put" in outcome.printed
    assert "\n+We rolled out “all government services on one website,” put" in outcome.printed
    assert outcome.printed.rstrip("\n").split("\n")[-1].startswith("3 repairs made. No findings: ")


def test_a_difference_is_shown_and_nothing_is_written(with_firm, tmp_path):
    before = {file: with_firm.read(file) for file in (EN, ZH)}

    outcome = with_firm.run("check", "--diff", "--only", "firm")

    assert outcome.code == 1
    assert {file: with_firm.read(file) for file in (EN, ZH)} == before
    patch = tmp_path / "repairs.patch"
    patch.write_text(outcome.printed, "utf-8")
    subprocess.run(["patch", "-p1", "-i", patch], cwd=with_firm.root, check=True)
    assert with_firm.read(EN) == before[EN].replace("\u00a0", " ")
    assert with_firm.run("check", "--diff", "--only", "firm").code == 0


def test_what_cannot_be_repaired_is_told_after_the_repairs(with_firm):
    with_firm.change(ZH, *UNKNOWN_NOTE)

    outcome = with_firm.run("check", "--fix", "--fail-on", "warning")

    assert outcome.code == 1
    assert "error[firm]" not in outcome.printed
    assert "warning[note-missing]" in outcome.printed
    assert "3 repairs made. 1 warning: mend" in outcome.printed


def test_results_for_programs_are_alone_on_standard_output(with_firm):
    outcome = with_firm.run("check", "--fix", "--output-format", "json")

    assert json.loads(outcome.printed)["summary"]["mended"] == 3
    assert outcome.said.startswith(f"--- a/{ZH}")


def test_a_byte_order_mark_and_line_ends_outlive_a_repair(with_firm):
    text = with_firm.read(EN).replace("\n", "\r\n")
    with_firm.write(EN, b"\xef\xbb\xbf" + text.encode())

    with_firm.run("check", "--fix", "--only", "firm")

    fixed = text.replace("\u00a0", " ")
    assert (with_firm.root / EN).read_bytes() == b"\xef\xbb\xbf" + fixed.encode()


def test_a_text_that_is_a_link_stays_one_when_it_is_repaired(with_firm, tmp_path):
    path, real = with_firm.root / EN, tmp_path / "elsewhere.md"
    path.rename(real)
    path.symlink_to(real)

    with_firm.run("check", "--fix", "--only", "firm")

    assert path.is_symlink()
    assert "\u00a0" not in real.read_text("utf-8")


def test_what_is_waived_is_not_repaired(with_firm):
    with_firm.write(
        "content/town/waivers.toml",
        '[[waiver]]\nblock = "i11"\ncheck = "firm"\nwords = "zh-Hans"\nreason = "quoted"\n'
        'by = "Li Ming"\nexpires = 2099-01-01\n',
    )

    with_firm.run("check", "--fix", "--only", "firm")

    assert "\u00a0" in with_firm.read(ZH)
    assert "\u00a0" not in with_firm.read(EN)


def test_repairs_that_stand_in_one_another_s_way_are_made_one_after_the_other(small):
    def overlapping(block, _language, _bitext):
        """Speak of each pair."""
        for found in re.finditer("(?=\u00a0\u00a0)", block.text):
            at = block.locate(found.start())
            yield Problem("x", "x", at, repair=Repair(at, "\u00a0\u00a0", "\u00a0"))

    small.change(EN, "put data", "put\u00a0\u00a0\u00a0\u00a0data")
    sources = load(find_project(small.root))
    check = Check("x", Severity.ERROR, block=overlapping)
    order = Order(frozenset({"town"}), (check,), (), _DAY)

    after, found = repaired(sources, order)

    assert found.findings == ()
    (change,) = changes(sources, after)
    assert change.new == change.old.replace("\u00a0" * 4, "\u00a0")


@pytest.mark.parametrize(
    ("old", "new", "slip"),
    [
        ("数据上链，", "＊＊数据**上链", "＊＊"),
        ("数据上链，", "\\（数据上链，", "（"),
    ],
)
def test_a_repair_that_would_change_more_than_a_width_is_left_to_a_person(small, old, new, slip):
    """It would set words bold, or make a backslash vanish."""

    def harmful(block, language, _bitext):
        """Speak of a slip."""
        if language == SOURCE_LANGUAGE and block.id == "p11":
            line = small.read(ZH).split("\n")[4]
            at = Location(ZH, 5, line.index(slip) + 1)
            narrow = slip.translate({0xFF0A: "*", 0xFF08: "("})
            yield Problem("a slip", "mend it", at, repair=Repair(at, slip, narrow))

    small.change(ZH, old, new)
    order = Order(frozenset({"town"}), (Check("x", Severity.ERROR, block=harmful),), (), _DAY)
    sources = load(find_project(small.root))

    after, found = repaired(sources, order)

    assert [(one.message, one.repair) for one in found.findings] == [("a slip", None)]
    assert changes(sources, after) == ()


PIECES = [
    *("推进", "改革", "built", "roads", "5G", "Ｇ", "５", "６％", "1", "２", "10:30", "￥", "😀"),
    *(" ", "  ", "\u3000", "\u00a0", "\u200b", "\n", "\\", "\\(", "&amp;", "&nbsp;", "&#44;"),
    *("，", "。", "．", "；", "：", "？", "（", "）", "、", "《", "》", "“", "”", "—", "…"),
    *(",", ".", ";", ":", "?", "(", ")", "!", "*", "**", "_", "~", "|", "[", "](", "]", "#", "-"),
    *("**粗体:**", "*斜 体*", "`a, b`", "[链,接](https://x.cn/a,b)", "[^n1]", "<b>", "a@b.cn"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([ZH, EN]))
def test_whatever_is_repaired_reads_as_before_and_offers_no_more_repairs(published, pieces, file):
    """So no repair makes a translation stale."""
    sources = _loaded(published.root)
    (report,) = sources.reports
    language = SOURCE_LANGUAGE if file == ZH else "en"
    text = f"# 工作 {{#c1}}\n\n甲{''.join(pieces)}乙 {{#p11}}\n"
    files = tuple(
        replace(one, text=text) if one.file == file else one for one in report.files[language]
    )
    report = replace(report, files={**report.files, language: files})
    sources = replace(sources, reports=(report,))
    widths = tuple(
        check for check in checks.ALL if check.id in ("half-width", "full-width", "spaces")
    )
    order = Order(frozenset({"town"}), widths, (), _DAY)
    try:
        before = parsed(report).sections
    except ContentError:
        return

    after, found = repaired(sources, order)

    sections = parsed(after.reports[0]).sections
    assert _said(sections[language]) == _said(before[language])
    assert not any(one.repair for one in found.findings)


@cache
def _loaded(root):
    return load(find_project(root))


def _said(sections):
    return [
        (block.id, fingerprint(words(block))) for section in sections for block in section.blocks
    ]


def test_nothing_is_written_where_a_file_has_changed_since_it_was_read(small):
    project = find_project(small.root)
    sources = load(project)
    after, count = with_repairs(
        sources, (repair(1, 3, "Main", "Chief"), repair(1, 3, "主要", "重点", ZH))
    )
    small.change(EN, "Main", "Principal")
    before = {file: small.read(file) for file in (EN, ZH)}

    with pytest.raises(ContentError) as caught:
        write_changes(project, changes(sources, after))

    assert count == 2
    assert caught.value.at == Location(EN)
    assert "nothing was written" in caught.value.message
    assert {file: small.read(file) for file in (EN, ZH)} == before


def test_a_term_in_the_glossary_can_be_repaired_too(small):
    sources = load(find_project(small.root))
    file = sources.glossary_files[0].file
    line = sources.glossary_files[0].text.split("\n").index('term = "我县"') + 1

    after, count = with_repairs(sources, (repair(line, 9, "我县", "本县", file),))

    assert count == 1
    assert "本县" in [one.language(SOURCE_LANGUAGE).preferred for one in after.concepts]


def test_a_difference_keeps_lines_that_only_other_programs_would_part():
    change = Change("x.md", "a\u2028b,\nc", "a\u2028b，\nc")

    assert difference(change) == (
        *("--- a/x.md", "+++ b/x.md", "@@ -1,2 +1,2 @@"),
        *("-a\u2028b,", "+a\u2028b，", " c", "\\ No newline at end of file"),
    )


def test_a_difference_shows_what_was_put_in_and_not_what_moved_down():
    entry = '[[concept]]\nid = "{0}"\nstatus = "approved"\n\n[concept.en]\nterm = "{0}"\n\n\n'
    entries = [entry.format(number) for number in range(60)]
    new = [*entries[:30], entry.format("new"), *entries[30:]]

    _, _, head, *rows = difference(Change("x.toml", "".join(entries), "".join(new)))

    assert head == "@@ -236,6 +236,14 @@"
    added = [row[1:] for row in rows if row.startswith("+")]
    assert sorted(added) == sorted(entry.format("new").split("\n")[:-1])
    assert not any(row.startswith("-") for row in rows)


# ── Two files without a project ──


def in_english(pair_, _bitext):
    """Every “甲” of the Chinese has its “A”.

    A check of the tests' own, for pairs.
    """
    if "甲" in pair_.source.text and "A" not in pair_.target.text:
        yield Problem("“甲” has no “A”", "write it", pair_.target.at)


def doubled(block, language, _bitext):
    """Every comma stands once."""
    for found in re.finditer(",{2,}|，{2,}", block.text):
        yield Problem(f"“{found[0]}” in {language}", "once is enough", block.locate(found.start()))


PLAIN = (
    Check("letters", Severity.ERROR, pair=in_english, plain=True),
    Check("doubled", Severity.WARNING, block=doubled, plain=True),
    Check("ids", Severity.ERROR, block=lambda block, *_: iter([Problem("x", "y", block.at)])),
)


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A folder outside any project, with checks of the tests' own."""
    monkeypatch.setattr(jdpublish.cli.check, "ALL", PLAIN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compared(folder, zh, en, *words):
    for name, text in (("zh.txt", zh), ("en.txt", en)):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return run_here("check", "--pair", "zh.txt", "en.txt", *words)


def test_two_files_are_compared_line_by_line_without_a_project(alone):
    outcome = compared(alone, "甲\n乙\n甲，，\n", "A\nB\n  C\n")

    assert (outcome.code, outcome.said) == (1, "")
    assert "error[letters]: “甲” has no “A”\n  --> en.txt:3:3\n  3 |   C\n" in outcome.printed
    assert "warning[doubled]: “，，” in zh-Hans\n  --> zh.txt:3:2\n" in outcome.printed
    assert "[ids]" not in outcome.printed


def test_nothing_found_says_how_many_lines_were_compared(alone):
    outcome = compared(alone, "甲\n\n乙\n", "A\n\nB\n")

    assert outcome.code == 0
    assert outcome.printed == "No findings: 2 lines checked by 2 checks\n"


def test_many_lines_are_compared_by_several_processes_and_told_in_order(alone):
    zh = "".join("甲，，\n" if number % 7 else "\n" for number in range(1, 2001))
    en = "".join(f"{number}\n" if number % 7 else "\n" for number in range(1, 2001))

    told = json.loads(compared(alone, zh, en, "--output-format", "json").printed)

    lines = [number for number in range(1, 2001) if number % 7]
    places = [(one["file"], one["line"], one["block"]) for one in told["findings"]]
    assert places == [
        (file, line, f"line-{line}") for file in ("en.txt", "zh.txt") for line in lines
    ]
    assert told["summary"]["checked"]["blocks"] == len(lines)


def test_two_files_have_nowhere_to_waive_anything(alone):
    outcome = compared(alone, "甲\n", "B\n")

    assert outcome.printed.endswith("\n1 error: mend the text\n")


def test_nobody_is_sent_to_repairs_that_are_for_a_project_s_text(alone, monkeypatch):
    monkeypatch.setattr(jdpublish.cli.check, "ALL", checks.ALL)

    outcome = compared(alone, "推进改革,增长5%。\n", "Reform went on, up 5 percent.\n")

    assert "warning[half-width]" in outcome.printed
    assert outcome.printed.endswith("1 warning: mend the text\n")


def test_json_of_two_files_names_the_lines(alone):
    told = json.loads(compared(alone, "乙\n甲", "B\nB", "--output-format", "json").printed)

    (finding,) = told["findings"]
    assert (finding["file"], finding["line"], finding["column"]) == ("en.txt", 2, 1)
    assert finding["block"] == "line-2"


def test_a_byte_order_mark_and_other_systems_line_ends_do_not_matter(alone):
    outcome = compared(alone, b"\xef\xbb\xbf" + "甲\r\n甲\r\n".encode(), "A\nC\n")

    assert re.findall(r"--> (\S+)", outcome.printed) == ["en.txt:2:1"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\r"])
def test_what_ends_lines_elsewhere_ends_none_here(alone, sign):
    outcome = compared(alone, f"乙{sign}乙\n甲\n", f"B{sign}B\nC\n")

    assert re.findall(r"--> (\S+)", outcome.printed) == ["en.txt:2:1"]


@pytest.mark.parametrize("ends", [("\n", ""), ("", "\n"), ("\n\n\n", "\n"), ("", " \n\n")])
def test_empty_lines_at_the_end_do_not_count(alone, ends):
    assert compared(alone, "甲" + ends[0], "A" + ends[1]).code == 0


def test_a_line_is_shown_as_it_is_counted(alone):
    """A lone carriage return ends no line, neither for the comparison nor for what is shown."""
    outcome = compared(alone, "一\r二\n甲,,\n", "1\r2\nA\n")

    assert "--> zh.txt:2:2\n  2 | 甲,,\n" in outcome.printed


def test_only_checks_that_run_on_two_files_are_listed_beside_them(alone):
    outcome = compared(alone, "甲", "A", "--list")

    assert [line.split()[0] for line in outcome.printed.split("\n")[1:-1]] == [
        *("letters", "doubled"),
    ]


def test_a_line_that_is_empty_in_one_file_only_is_a_warning(alone):
    outcome = compared(alone, "甲\n\n乙\n", "\nA\nB\n")

    assert outcome.code == 0
    assert "warning[untranslated]: this line has no English\n  --> zh.txt:1:1" in outcome.printed
    assert "warning[surplus]: this line has no Chinese\n  --> en.txt:2:1" in outcome.printed


@pytest.mark.parametrize(
    ("zh", "en", "place", "words"),
    [
        ("甲\n乙\n甲\n", "A\nB\n", "zh.txt:3:1", "zh.txt has 3 lines and en.txt has 2: line 3"),
        ("甲\n", "A\nB\nC", "en.txt:2:1", "zh.txt has 1 lines and en.txt has 3: line 2"),
        ("", "A\n", "en.txt:1:1", "zh.txt has 0 lines and en.txt has 1: line 1"),
    ],
)
def test_files_of_different_length_are_an_error_at_the_first_line_without_a_partner(
    alone, zh, en, place, words
):
    outcome = compared(alone, zh, en)

    assert (outcome.code, outcome.printed) == (2, "")
    assert words in outcome.said
    assert outcome.place == place
    assert "hint: " in outcome.said


def test_a_file_that_is_not_utf_8_is_an_error_with_line_and_column(alone):
    outcome = compared(alone, "甲\n嘉定".encode("gb18030"), "A\nB")

    assert (outcome.code, outcome.printed) == (2, "")
    assert "not UTF-8" in outcome.said
    assert outcome.place == "zh.txt:1:1"


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_a_file_that_cannot_be_read_is_an_error(alone, name):
    (alone / "zh.txt").write_text("甲", "utf-8")

    outcome = run_here("check", "--pair", "zh.txt", name)

    assert (outcome.code, outcome.printed) == (2, "")
    assert "cannot read this file" in outcome.said
    assert outcome.place == f"{name}:1:1"


@pytest.mark.usefixtures("alone")
def test_files_may_stand_anywhere(tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "zh.txt").write_text("乙\n甲", "utf-8")
    (folder / "en.txt").write_text("B\nC", "utf-8")

    outcome = run_here("check", "--pair", str(folder / "zh.txt"), str(folder / "en.txt"))

    assert outcome.code == 1
    assert f"--> {folder}/en.txt:2:1\n  2 | C" in outcome.printed


def test_in_a_project_the_files_meant_are_those_of_the_folder_one_stands_in(small, monkeypatch):
    """An error shows their lines, not those of files with the same name in the project."""
    folder = small.root / "notes"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (small.root / "en.txt").write_text("wrong\nwrong\n", "utf-8")
    (folder / "zh.txt").write_text("甲\n", "utf-8")
    (folder / "en.txt").write_text("A\nright\n", "utf-8")

    outcome = run_here("check", "--pair", "zh.txt", "en.txt")

    assert outcome.code == 2
    assert outcome.pointed == "right"


def test_a_check_that_needs_a_project_is_refused_for_two_files(alone):
    outcome = compared(alone, "甲", "A", "--only", "ids")

    assert (outcome.code, outcome.printed) == (2, "")
    assert "The check “ids” needs a project" in outcome.said


def test_checks_for_two_files_are_of_blocks_or_pairs():
    assert all(check.pair or check.block for check in checks.ALL if check.plain)


@given(st.lists(st.tuples(st.text("甲乙 \u3000\u2028", max_size=5), st.text("AB ", max_size=5))))
def test_every_line_with_words_is_a_block_that_knows_its_place(rows):
    zh, en = ("\n".join(row[side] + "." for row in rows) for side in (0, 1))

    bitext = linewise(SourceFile("zh", "zh.txt", zh), SourceFile("en", "en.txt", en))

    for language, text in ((SOURCE_LANGUAGE, zh), ("en", en)):
        lines = text.split("\n")
        blocks = bitext.blocks(language)
        assert len(blocks) == len(rows)
        for block in blocks:
            at = block.locate(len(block.text) - 1)
            assert lines[at.line - 1][at.column - 1] == block.text[-1]
            assert lines[at.line - 1].strip() == block.text


def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path):
    """As `head` is, which closes the pipe after some lines."""
    for name in ("zh.txt", "en.txt"):
        (tmp_path / name).write_text("(\n" * 5000, "utf-8")
    command = [sys.executable, "-m", "jdpublish", "check", "--pair", "zh.txt", "en.txt"]

    with subprocess.Popen(
        command, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""


def test_another_place_is_offered_only_where_one_can_be_named():
    def hint(**more):
        with pytest.raises(OutputError) as caught, output_errors(Path("x.md"), **more):
            raise PermissionError(13, "Permission denied")
        return caught.value.hint

    assert "may be written to" in hint()
    assert hint(elsewhere=True) == f"{hint()}, or name another with -o"


@pytest.mark.parametrize("words", [("check", "--list"), ("figures",)])
def test_findings_and_a_full_disk_are_told_apart_by_the_exit_code(small, words, tmp_path):
    """A file that may not grow stands for the disk: everywhere a process can be told so."""
    command = [sys.executable, "-m", "jdpublish", *words]

    with (tmp_path / "said.txt").open("wb") as full:
        outcome = subprocess.run(
            command,
            cwd=small.root,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            preexec_fn=_without_room,
        )

    assert outcome.returncode == 2
    assert outcome.stderr == b"error: there is no space left for what is printed\n"


def _without_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_two_reports_are_told_as_one(small):
    """A finding of the glossary, which both have, is told once."""
    shutil.copytree(small.root / "content/town", small.root / "content/village")
    sources = load(find_project(small.root))
    at = sources.concepts[0].at

    def of_terms(_bitext):
        """Speak of a term."""
        yield "", Problem("x", "y", at)

    check = Check("terms", Severity.ERROR, text=of_terms)
    order = Order(frozenset({"town", "village"}), (check,), (), _DAY)

    found = inspected(sources, order)

    assert len(found.findings) == 1
    assert found.extent.terms == len(sources.concepts)
