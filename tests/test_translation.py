"""What was accepted, what has changed since, and how far the translation is."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jdpublish.cli.translate.accept
import jdpublish.cli.translate.diff
import jdpublish.cli.translate.status  # noqa: F401  now, while the streams are pytest's own
from jdpublish.checks import unrecorded
from jdpublish.checks.contract import Bitext
from jdpublish.checks.stale import CHECK
from jdpublish.cli.readiness import unready
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, Section, Severity
from jdpublish.parse import parse
from jdpublish.sources import ReportSource
from jdpublish.translation.differences import Change, differences, in_brief, plain
from jdpublish.translation.fingerprint import fingerprint, normalised, width_folded, words
from jdpublish.translation.record import (
    Acceptance,
    AcceptedText,
    Status,
    TranslationRecord,
    read_record,
    with_acceptances,
    with_texts,
)
from jdpublish.translation.rewriting import changed
from jdpublish.translation.staleness import Standing, block_states
from tests.built import letters, painted, parsed_page, solid, visible
from tests.cases import Case, cases
from tests.conftest import ROOT
from tests.project_factory import ENVIRONMENT, Outcome, SmallProject, make_project
from tests.strategies import mixed_texts

ZH, EN = "content/town/zh-Hans/01-work.md", "content/town/en/01-work.md"
OVERVIEW = "content/town/zh-Hans/00-overview.md"
RECORD, ACCEPTED = "content/town/translation.tsv", "content/town/accepted.tsv"
IDS = ["title", "subtitle", "p01", "c1", "h11", "p11", "i11", "i12", "r11", "r12", "n1"]
DAY = date(2025, 3, 4)
_HERE = Location("translation.tsv")


@pytest.fixture
def town(tmp_path):
    """The small project, of whose translation nothing is recorded, and nothing built."""
    return make_project(tmp_path / "project")


@pytest.fixture
def translated(town):
    """The small project, all of it accepted as translated by Li Hua."""
    outcome = town.run("translate", "accept", "--all", "--by", "Li Hua")
    assert outcome.code == 0, outcome.said
    return town


def accept(project: SmallProject, *words_: str) -> str:
    outcome = project.run("translate", "accept", *words_)
    assert outcome.code == 0, outcome.said
    return outcome.said


def blocks(project: SmallProject) -> dict[str, dict[str, Any]]:
    outcome = project.run("translate", "status", "--output-format", "json")
    assert outcome.code == 0, outcome.said
    return {
        block["block"]: block
        for report in json.loads(outcome.printed)["reports"]
        for block in report["blocks"]
    }


def stale(project: SmallProject) -> list[str]:
    return [identity for identity, block in blocks(project).items() if block["stale"]]


def lines(project: SmallProject, file: str = RECORD) -> dict[str, list[str]]:
    """Return the cells of the lines below the head, by block."""
    rows = [line.split("\t") for line in project.read(file).splitlines()]
    return {row[0]: row for row in rows if len(row) > 1 and row[0] != "block"}


# ── A change in the Chinese ──


def test_a_changed_character_makes_exactly_one_block_stale(translated):
    assert stale(translated) == []

    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    assert stale(translated) == ["p11"]
    outcome = translated.run("translate", "status")
    assert outcome.code == 0
    assert "1 block is stale" in outcome.printed
    assert f"  p11  {EN}:5:1" in outcome.printed
    assert "jdpublish translate diff town" in outcome.said


def test_the_change_is_shown_character_by_character_with_the_english(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    outcome = translated.run("translate", "diff")

    assert outcome.code == 0
    assert "减少跑[-动-]{+腿+}次数" in outcome.printed
    assert f"{ZH}:5:1" in outcome.printed
    assert "cut the number of errands." in " ".join(outcome.printed.split())
    assert "accepted as translated by Li Hua" in outcome.printed
    assert "jdpublish translate accept p11" in outcome.said


def test_the_figures_and_terms_that_went_or_came_are_named(translated):
    translated.change(OVERVIEW, "12公里", "13公里")
    translated.change(ZH, "全面推进“一网通办”", "全面推进我县政务")

    shown = translated.run("translate", "diff").printed

    assert "figures  gone: 12公里 (12 kilometers); new: 13公里 (13 kilometers)" in shown
    assert "一网通办 (all government services on one website)" in shown
    assert "new: 我县 (the county)" in shown
    assert "terms    the same" in shown.partition("p11")[0]


@pytest.mark.parametrize("name", ["p11", "town/p11", "01-work", "town"])
def test_a_change_is_asked_for_by_block_file_or_report(translated, name):
    translated.change(OVERVIEW, "平稳的一年", "平稳的两年")
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    shown = translated.run("translate", "diff", name).printed

    assert "town/p11" in shown
    assert ("town/title" in shown) is (name == "town")


def test_a_block_that_has_not_changed_is_said_to_be_so(translated):
    assert "Nothing is stale" in translated.run("translate", "diff").printed
    assert "p11 is not stale" in translated.run("translate", "diff", "p11").printed
    translated.change(ZH, " {#i12}", " {#i19}")
    assert "i19 is not translated" in translated.run("translate", "diff", "i19").printed


def test_a_moved_word_between_cells_is_a_change(translated):
    translated.change(ZH, "| 窗口 | 8个", "| 窗口8 | 个")

    assert stale(translated) == ["r12"]
    assert "|" in translated.run("translate", "diff", "r12").printed


def test_chinese_that_is_as_it_was_again_is_not_stale(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")
    translated.change(ZH, "减少跑腿次数", "减少跑动次数")

    assert stale(translated) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一网通办”，数据", "一网通办”,数据"),
        ("一网通办”，数据", "一网通办”, 数据"),
        ("“一网通办”", '"一网通办"'),
        ("次数。[^n1]", "次数.[^n1]"),
        ("个； {#i11}", "个; {#i11}"),
        ("新设窗口8个", "新设窗口 ８ 个"),
        ("全面推进", "**全面**推进"),
        ("全面推进", "[全面推进](#p01)"),
        ("次数。[^n1]", "次数。"),
        ("数据上链，减少", "数据上链，\n减少"),
        ("- 新设窗口", "* 新设窗口"),
    ],
)
def test_width_blanks_and_formatting_make_nothing_stale(translated, old, new):
    translated.change(ZH, old, new)

    assert stale(translated) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("8个； {#i11}", "9个； {#i11}"), ("新设窗口", "未设窗口"), ("；", "。"), ("年底", "年初")],
)
def test_another_word_figure_or_mark_makes_a_block_stale(translated, old, new):
    translated.change(ZH, old, new)

    assert len(stale(translated)) == 1


def test_the_difference_passes_over_width(translated):
    translated.change(ZH, "一网通办”，数据上链", "一网通办”,数据下链")

    assert "一网通办”,数据[-上-]{+下+}链" in translated.run("translate", "diff").printed


def test_in_a_terminal_the_change_is_coloured(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    shown = in_terminal(translated, "translate", "diff")

    assert "\x1b[31;1m动\x1b[0m\x1b[32m腿\x1b[0m" in shown
    assert "[-" not in shown


def in_terminal(project: SmallProject, *command: str) -> str:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "jdpublish", *command],
        cwd=project.root,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ):
        os.close(theirs)
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
        os.close(ours)
    return shown.decode()


# ── The real report ──


@pytest.fixture
def real(tmp_path) -> SmallProject:
    """A copy of the real sources."""
    for name in ("content", "glossary", "themes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "jdpublish.toml", tmp_path)
    return SmallProject(tmp_path)


def test_one_changed_character_of_the_real_report_is_found_and_shown(real):
    real.change(
        "content/review-2024/zh-Hans/01-economy.md", "旅游消费约134亿元", "旅游消费约135亿元"
    )

    assert stale(real) == ["p11"]
    shown = real.run("translate", "diff").printed
    assert "旅游消费约13[-4-]{+5+}亿元" in shown
    assert "134亿元 (about 13.4 billion yuan)" in shown
    assert "135亿元 (about 13.5 billion yuan)" in shown


def test_every_block_of_the_real_report_is_recorded_and_none_is_stale(report):
    record = report.source.translation
    assert record is not None
    states = block_states(report.sections[SOURCE_LANGUAGE], report.sections["en"], record, "en")

    assert {state.standing for state in states} <= {
        Standing.TRANSLATED,
        Standing.REVIEWED,
        Standing.FINAL,
    }
    assert [one.block for one in record.acceptances] == [state.source.id for state in states]
    assert all(record.accepted_text(one) is not None for one in record.acceptances)


def test_the_real_translation_waits_for_its_reviser(report):
    told = "\n".join(unready((report,), ("en",)))

    assert "not reviewed" in told
    assert "jdpublish translate status review-2024" in told


# ── Accepting ──


def test_what_is_accepted_is_written_in_the_order_of_the_text(translated):
    assert list(lines(translated)) == IDS
    assert list(lines(translated, ACCEPTED)) == IDS
    assert lines(translated)["p11"][1:3] == ["en", "translated"]
    assert lines(translated)["p11"][5] == "Li Hua"
    assert re.fullmatch("[0-9a-f]{16}", lines(translated)["p11"][3])
    assert lines(translated, ACCEPTED)["r12"][2] == r"窗口\t8个"
    assert translated.read(RECORD).startswith("# ")


def test_the_date_is_that_of_the_environment_where_it_sets_one(town, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1741046400")

    accept(town, "p11")

    assert lines(town)["p11"][6] == "2025-03-04"


def test_a_mended_translation_is_accepted_and_no_longer_stale(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")
    translated.change(EN, "the number of errands", "the number of trips")

    said = accept(translated, "p11", "--by", "Wang Fang")

    assert stale(translated) == []
    assert lines(translated)["p11"][5] == "Wang Fang"
    assert said.startswith("p11: accepted as translated.\n")
    assert "the translation has not" not in said
    assert "减少跑腿次数" in lines(translated, ACCEPTED)["p11"][2]
    assert "减少跑动次数" not in translated.read(ACCEPTED)


def test_who_accepts_changed_chinese_with_the_same_english_is_asked(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    assert "the Chinese had changed and the translation has not" in accept(translated, "p11")


def test_after_a_slip_what_is_still_valid_keeps_its_status_and_name(translated):
    accept(translated, "p11", "--status", "reviewed", "--by", "Wang Fang")
    before = lines(translated)["p11"]
    translated.change(ZH, "减少跑动次数", "减少跑步次数")

    accept(translated, "p11", "--still-valid")

    after = lines(translated)["p11"]
    assert stale(translated) == []
    assert after[3] != before[3]
    assert [*after[:3], *after[4:]] == [*before[:3], *before[4:]]


def test_only_what_was_accepted_can_still_be_valid(town):
    outcome = town.run("translate", "accept", "p11", "--still-valid")

    assert outcome.code == 2
    assert "“p11” has never been accepted" in outcome.said
    assert not (town.root / RECORD).exists()


def test_english_changed_after_its_review_is_translated_again(translated):
    accept(translated, "p11", "--status", "final", "--by", "Wang Fang")
    assert blocks(translated)["p11"]["status"] == "final"

    translated.change(EN, "the number of errands", "the number of trips")

    block = blocks(translated)["p11"]
    assert (block["status"], block["edited"], block["stale"]) == ("translated", True, False)
    assert block["accepted"]["status"] == "final"
    printed = translated.run("translate", "status").printed
    assert "1 block is no longer reviewed: the translation was changed since" in printed


def test_a_reviser_who_is_the_translator_is_told_what_the_standard_asks(translated):
    said = accept(translated, "p11", "--status", "reviewed", "--by", "Li Hua")
    assert "ISO 17100" in said

    assert "ISO" not in accept(translated, "p01", "--status", "reviewed", "--by", "Wang Fang")


def test_a_file_is_accepted_at_once_and_nothing_that_is_signed_is_lowered(translated):
    accept(translated, "p11", "--status", "final", "--by", "Wang Fang")

    said = accept(translated, "01-work", "--status", "reviewed", "--by", "Wang Fang")

    found = {identity: block["status"] for identity, block in blocks(translated).items()}
    assert found["p11"] == "final"
    assert found["c1"] == found["n1"] == "reviewed"
    assert found["p01"] == "translated"
    assert "p11: unchanged and accepted already, left as before." in said
    accept(translated, "--all")
    assert blocks(translated)["c1"]["status"] == "reviewed"


def test_of_a_file_what_has_no_translation_is_left_out_and_named(town):
    town.change(EN, "- opening hours were extended. {#i12}\n", "")

    said = accept(town, "01-work")

    assert "i12: left out, no translation, or no id." in said
    assert "i12" not in lines(town)
    assert blocks(town)["i12"]["status"] == "untranslated"


@pytest.mark.parametrize(
    ("words_", "message", "hint"),
    [
        (["p12"], "there is no block or file “p12”", "did you mean “p11”"),
        (["village/p11"], "there is no block or file “village/p11”", "did you mean “p11”"),
        (["town"], "there is no block or file “town”", "--report town --all"),
        (["p11", "i12"], "“i12” has no translation in en/", "translate it first"),
        (["p11", "--report", "village"], "there is no report “village”", "reports are: town"),
    ],
)
def test_what_cannot_be_accepted_is_refused_and_nothing_is_written(town, words_, message, hint):
    town.change(EN, "- opening hours were extended. {#i12}\n", "")

    outcome = town.run("translate", "accept", *words_)

    assert outcome.code == 2
    assert message in outcome.said
    assert hint in outcome.said
    assert not (town.root / RECORD).exists()
    assert not (town.root / ACCEPTED).exists()


def test_a_block_without_an_id_is_not_accepted(town):
    town.change(ZH, " {#i12}", "")

    outcome = town.run("translate", "accept", "i13")

    assert outcome.code == 2
    assert "this block has no id" in outcome.said
    assert "jdpublish ids --write" in outcome.said


@pytest.mark.parametrize(
    ("words_", "said"),
    [
        ([], "Name blocks or files"),
        (["p11", "--all"], "Name blocks or files"),
        (["p11", "--status", "reviewed"], "Somebody answers for what is reviewed: add --by NAME"),
        (["p11", "--status", "final", "--by", " "], "add --by NAME"),
        (["p11", "--status", "done"], "'done' is not one of"),
        (["p11", "--status", "untranslated"], "is not one of"),
        (["p11", "--still-valid", "--by", "Li"], "leave --status and --by out"),
        (["p11", "--by", "Li\tHua"], "a name has no tabs or line ends"),
    ],
)
def test_a_command_that_contradicts_itself_is_refused(town, words_, said):
    outcome = town.run("translate", "accept", *words_)

    assert outcome.code == 2
    assert said in outcome.said
    assert not (town.root / RECORD).exists()


def test_an_id_that_two_reports_have_is_asked_about(translated):
    shutil.copytree(translated.root / "content/town", translated.root / "content/village")

    outcome = translated.run("translate", "accept", "p11")

    assert outcome.code == 2
    assert "“p11” is in “town” and in “village”" in outcome.said
    assert "town/p11 or village/p11" in outcome.said
    before = translated.read("content/village/translation.tsv")
    accept(translated, "town/p11", "--by", "Wang Fang")
    assert translated.read("content/village/translation.tsv") == before
    accept(translated, "p11", "--report", "village", "--by", "Wang Fang")
    assert translated.read("content/village/translation.tsv") != before


def test_accepting_the_same_again_changes_no_byte(translated):
    before = (translated.read(RECORD), translated.read(ACCEPTED))

    accept(translated, "--all", "--by", "Li Hua")
    accept(translated, "p11", "--by", "Li Hua")

    assert (translated.read(RECORD), translated.read(ACCEPTED)) == before


# ── What people do to the files ──


def test_comments_order_and_line_ends_of_others_stay_byte_for_byte(translated):
    rows = translated.read(RECORD).splitlines()[3:]
    by_hand = [*rows[6:], "# to be asked: Ms. Wang", "", *rows[:5]]  # none for p11
    edited = ["\ufeff# ours", "block\tlanguage\tstatus\tsource\ttarget\tby\tdate", *by_hand]
    translated.write(RECORD, "\r\n".join(edited))

    accept(translated, "c1", "--by", "Zhao")

    after = translated.read(RECORD).split("\r\n")
    (place,) = [number for number, line in enumerate(edited) if line.startswith("c1\t")]
    assert after[place].split("\t")[5] == "Zhao"
    assert [*after[:place], *after[place + 1 :]] == [*edited[:place], *edited[place + 1 :]]

    accept(translated, "p11", "--by", "Zhao")

    assert (
        translated.read(RECORD).split("\r\n")[:-2] == after
    )  # h11, behind which p11 comes, is last
    assert list(lines(translated))[-2:] == ["h11", "p11"]


def test_a_new_line_stands_behind_that_of_the_block_before_it(town):
    for identity in ("r12", "c1", "p11", "title", "i11", "p01"):
        accept(town, identity)

    assert list(lines(town)) == ["title", "p01", "c1", "p11", "i11", "r12"]
    assert list(lines(town, ACCEPTED)) == ["title", "p01", "c1", "p11", "i11", "r12"]


def test_a_block_without_a_line_is_a_draft(translated):
    text = translated.read(RECORD)
    translated.write(RECORD, re.sub(r"(?m)^p11\t.*\n", "", text))
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    assert blocks(translated)["p11"]["status"] == "draft"
    assert stale(translated) == []
    assert "p11 has never been accepted" in translated.run("translate", "diff", "p11").printed


def test_without_a_record_all_is_a_draft_and_the_way_to_begin_is_told(town):
    outcome = town.run("translate", "status")

    assert {block["status"] for block in blocks(town).values()} == {"draft"}
    assert "jdpublish translate accept --all --report town" in outcome.said
    assert "warning[stale]" not in town.run("build", "-f", "html", "-e", "en").said


@pytest.mark.parametrize("loss", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_record_that_was_lost_does_not_pass_for_a_report_without_one(translated, loss):
    """What accepted.tsv keeps says that there was one: nothing is reviewed, and strictly built."""
    loss(translated.root / RECORD)

    outcome = translated.run("build", "-f", "html", "-e", "en", "--strict")

    assert outcome.code == 1
    assert "11 blocks are not reviewed" in outcome.said
    assert {block["status"] for block in blocks(translated).values()} == {"draft"}


def test_where_nothing_is_translated_there_is_nothing_to_accept_yet(town):
    shutil.rmtree(town.root / "content/town/en")

    outcome = town.run("translate", "status")

    assert "Translate it: files and ids in en/ are the same as in the Chinese" in outcome.said
    assert "accept" not in outcome.said


@pytest.mark.parametrize("file", [RECORD, ACCEPTED])
def test_a_record_that_is_a_link_stays_one(translated, tmp_path, file):
    path, real = translated.root / file, tmp_path / "elsewhere.tsv"
    path.rename(real)
    path.symlink_to(real)
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    accept(translated, "p11", "--by", "Wang Fang")

    assert path.is_symlink()
    assert stale(translated) == []
    assert real.read_text("utf-8") == translated.read(file)


def test_a_line_for_a_block_that_is_not_in_the_text_is_a_finding(translated):
    for file in (ZH, EN):
        text = translated.read(file)
        translated.write(file, re.sub(r"(?m)^- .*\{#i12\}\n", "", text))

    outcome = translated.run("build", "-f", "html")

    assert outcome.code == 0
    assert "warning[stale]: “i12” has a line here for en, but is not in the text" in outcome.said
    assert outcome.place == f"{RECORD}:11:1"
    assert "“i12” has a line there" in translated.run("translate", "status").printed


def test_where_the_chinese_was_not_kept_the_change_cannot_be_shown_but_is_known(translated):
    (translated.root / ACCEPTED).unlink()
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    assert stale(translated) == ["p11"]
    assert f"is not kept in {ACCEPTED}" in translated.run("translate", "diff").printed
    accept(translated, "p11")
    assert list(lines(translated, ACCEPTED)) == ["p11"]


P11 = r"(?m)^p11\t.*$"


@pytest.mark.parametrize(
    ("file", "pattern", "new", "message_and_place"),
    [
        (RECORD, P11, r"<<<<<<< ours\n\g<0>", ("a merge has left a conflict here", "9:1")),
        (ACCEPTED, P11, r"\g<0>\n=======", ("a merge has left a conflict here", "10:1")),
        (RECORD, r"(?m)^(p11\t.*)\t[^\t]*$", r"\1", ("6 columns instead of 7", "9:1")),
        (RECORD, r"(?m)^block.*\n", "", ("does not begin with the names of its columns", "3:1")),
        (RECORD, r"(?m)^(p11\ten\t)translated", r"\1reviewd", ("“reviewd” is not a status", "9:8")),
        (RECORD, P11, r"\g<0>\n\g<0>", ("there are two lines for “p11”", "10:1")),
        (RECORD, r"(?m)^(p11\ten\t\w+\t)\w+", r"\g<1>1.2E+15", ("“1.2E+15” is not a hash", "9:19")),
        (RECORD, r"(?m)^(p11\t.*\t)[^\t]+$", r"\g<1>22.11.2026", ("“22.11.2026” is not a day", "")),
        (RECORD, r"(?m)^p11\ten", "p11\t", ("no language is named", "9:5")),
        (
            ACCEPTED,
            r"(?m)^(p11\t\w+\t)全面",
            r"\1片面",
            ("this is not the Chinese of “p11”", "9:22"),
        ),
        (ACCEPTED, r"(?m)^(p11\t)\w+", r"\1abc", ("“abc” is not a hash", "9:5")),
    ],
)
def test_a_damaged_file_is_refused_with_its_place_and_nothing_is_overwritten(
    translated, file, pattern, new, message_and_place
):
    message, place = message_and_place
    text, count = re.subn(pattern, new, translated.read(file))
    assert count == 1
    translated.write(file, text)
    before = (translated.read(RECORD), translated.read(ACCEPTED))

    for command in (["accept", "--all"], ["status"], ["diff"]):
        outcome = translated.run("translate", *command)
        assert outcome.code == 2
        assert message in outcome.said
        assert outcome.place.startswith(f"{file}:{place}")
        assert "hint: " in outcome.said

    assert (translated.read(RECORD), translated.read(ACCEPTED)) == before


@pytest.mark.parametrize("file", [RECORD, ACCEPTED])
def test_a_file_in_another_encoding_is_refused(translated, file):
    content = translated.read(file).replace("Li Hua", "李华").encode("gb18030")
    translated.write(file, content + "# 备注\n".encode("gb18030"))

    outcome = translated.run("translate", "accept", "p11")

    assert outcome.code == 2
    assert "this file is not UTF-8" in outcome.said
    assert (translated.root / file).read_bytes().startswith(content)


# ── Again, and two at once ──


def test_the_chinese_of_an_acceptance_takes_the_place_of_the_former(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")
    translated.change(EN, "the number of errands", "the number of trips")
    assert "减少跑[-动-]{+腿+}次数" in translated.run("translate", "diff").printed

    accept(translated, "p11", "--by", "Li Hua")

    assert stale(translated) == []
    assert list(lines(translated, ACCEPTED)) == IDS
    assert translated.read(ACCEPTED).count("\np11\t") == 1


def test_of_two_who_accept_at_once_neither_is_lost(town):
    running = [
        town.start("translate", "accept", identity, "-q") for identity in ("p11", "p01", "i11")
    ]
    for process in running:
        with process:
            assert process.wait() == 0

    assert list(lines(town)) == ["p01", "p11", "i11"]
    assert list(lines(town, ACCEPTED)) == ["p01", "p11", "i11"]


# ── The check ──


@cases("checks/stale")
def test_the_check_speaks_where_the_words_changed_and_only_there(case):
    found = list(CHECK.findings(recorded(case, line=case.one("line"))))

    assert tuple(one.message for one in found) == case.all("finds")
    assert all(one.hint and one.severity is Severity.WARNING for one in found)


@cases("checks/unrecorded")
def test_what_is_not_on_record_is_told(case):
    found = list(unrecorded.CHECK.findings(recorded(case, line="p9")))

    assert len(found) == len(case.all("finds"))
    assert all(map(str.startswith, (one.message for one in found), case.all("finds")))
    lost = {case.one("lost")} - {""}
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert len(errors) == len(lost)
    assert not lost & {one.at.file for one in errors}  # the place is a line that is still there


def recorded(case: Case, *, line: str) -> Bitext:
    """A block with what was accepted of it, and a line for another block, if one is named."""
    before, lost = case.one("accepted"), case.one("lost")
    rows = [(one, before or "x") for one in ("p1" if before else "", line) if one]
    record = read_record(
        with_acceptances(
            "",
            [
                Acceptance(
                    block, "en", Status.FINAL, fingerprint(text), fingerprint("y"), "", DAY, _HERE
                )
                for block, text in rows
                if (block, lost) != ("p1", "translation.tsv")
            ],
            ("p1", "p9"),
        ),
        with_texts(
            "",
            [
                AcceptedText(one, fingerprint(text), text, _HERE)
                for one, text in rows
                if (one, lost) != ("p1", "accepted.tsv")
            ],
            ("p1", "p9"),
        ),
        "translation.tsv",
        "accepted.tsv",
    )
    english = [] if case.one("en") == "-" else [case.one("en")]
    return Bitext(
        {
            "zh-Hans": (section("zh-Hans", case.one("zh")),),
            "en": tuple(section("en", text) for text in english),
        },
        source=ReportSource("town", _HERE, "", "", {}, {}, {}, translation=record),
    )


def section(language: str, text: str) -> Section:
    return parse("x", f"{text} {{#p1}}\n", file=f"{language}/x.md", language=language)


# ── The build ──


def test_stale_english_stays_published_and_is_found(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    outcome = translated.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 0
    assert "warning[stale]: the Chinese of “p11” has changed" in outcome.said
    assert "减少跑[-动-]{+腿+}次数" in outcome.said
    assert outcome.place == f"{EN}:5:1"
    assert "`jdpublish translate diff p11`" in outcome.said
    assert "`jdpublish translate accept p11`" in outcome.said
    page = visible(parsed_page(translated.dist / "town/en/index.html"))
    assert "cut the number of errands" in page
    assert "Chinese has changed" not in page


def test_a_draft_names_what_is_stale_and_marks_it(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    outcome = translated.run("build", "--draft", "-e", "en", "-e", "zh-Hans")

    assert outcome.code == 0
    page = translated.read("draft/town/en/index.html")
    text = solid(visible(parsed_page(translated.root / "draft/town/en/index.html")))
    assert solid("Passages whose Chinese has changed since they were translated 1 p11") in text
    assert solid("Findings of the build") not in text
    assert 'main [id="p11"] { border-left' in page
    pdf = painted(letters(translated.root / "draft/town/en/town.en.pdf"))
    assert solid("Passages whose Chinese has changed since they were translated") in pdf
    chinese = translated.read("draft/town/zh-Hans/index.html")
    assert "译后中文有改动" not in visible(
        parsed_page(translated.root / "draft/town/zh-Hans/index.html")
    )
    assert "border-left: 2px solid var(--accent); padding-left: .9em; }\n</style>" not in chinese


def test_strict_refuses_what_nobody_has_reviewed(translated):
    outcome = translated.run("build", "-f", "html", "--strict")

    assert outcome.code == 1
    assert "town (en) is not ready to be published" in outcome.said
    assert "11 blocks are not reviewed: title, subtitle, p01, c1, h11, p11 and 5" in outcome.said
    assert "`jdpublish translate status town`" in outcome.said
    assert outcome.said.endswith("nothing was built (--strict)\n")
    assert not translated.dist.exists()


def test_strict_builds_what_is_reviewed_or_final(translated):
    accept(translated, "--all", "--status", "reviewed", "--by", "Wang Fang")
    accept(translated, "p11", "--status", "final", "--by", "Wang Fang")

    assert translated.run("build", "-f", "html", "--strict").code == 0


def test_strict_refuses_what_is_stale_or_was_changed_since_its_review(translated):
    accept(translated, "--all", "--status", "final", "--by", "Wang Fang")
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")
    translated.change(EN, "Eight new counters", "Nine new counters")

    outcome = translated.run("build", "-f", "html", "--strict")

    assert outcome.code == 1
    assert "1 block is stale: p11" in outcome.said
    assert "1 block is not reviewed: i11" in outcome.said


def test_chinese_editions_wait_for_no_translation(translated):
    translated.change(ZH, "减少跑动次数", "减少跑腿次数")

    outcome = translated.run("build", "-f", "html", "-e", "zh-Hans", "-e", "zh-Hant", "--strict")

    assert outcome.code == 0, outcome.said


def test_a_report_without_a_record_is_strictly_built_as_before(town):
    assert town.run("build", "-f", "html", "--strict").code == 0


# ── Counting ──


def test_the_table_sums_up_blocks_characters_and_words(translated):
    accept(translated, "00-overview", "--status", "final", "--by", "Wang Fang")
    translated.change(ZH, "延长服务时间", "延长开放时间")

    printed = translated.run("translate", "status").printed

    rows = [line.split() for line in printed.splitlines() if line]
    assert rows[0] == ["town", "(en)", "status", "blocks", "characters", "words"]
    assert rows[1][:3] == ["00-overview", "final", "3"]
    assert rows[2][:3] == ["01-work", "translated", "7"]
    assert rows[3] == ["stale", "1", "7", "4"]
    assert rows[-3][:3] == ["in", "all", "11"]
    found = json.loads(translated.run("translate", "status", "--output-format", "json").printed)[
        "reports"
    ][0]
    assert found["total"]["blocks"] == sum(one["blocks"] for one in found["statuses"].values())
    assert found["total"]["words"] == sum(file["total"]["words"] for file in found["files"])
    assert found["statuses"]["stale"] == {"blocks": 1, "characters": 7, "words": 4}


def test_a_finished_translation_is_said_to_be_ready(translated):
    accept(translated, "--all", "--status", "reviewed", "--by", "Wang Fang")

    assert "jdpublish build town --strict" in translated.run("translate", "status").said


def test_every_status_names_the_next_step(town):
    assert "accept --all --report town" in town.run("translate", "status").said
    accept(town, "00-overview")
    assert "jdpublish translate accept 01-work" in town.run("translate", "status").said
    accept(town, "--all")
    said = town.run("translate", "status").said
    assert "jdpublish translate accept 00-overview --status reviewed --by NAME" in said
    town.change(EN, "- opening hours were extended. {#i12}\n", "")
    assert "Translate what is missing" in town.run("translate", "status").said


def reopened(project: SmallProject, *ids: str) -> Outcome:
    """Return the status of a project in which these blocks have become drafts."""
    accept(project, *ids, "--status", "draft")
    return project.run("translate", "status")


def test_drafts_are_named_with_their_places_and_accepted_by_name(translated):
    outcome = reopened(translated, "p11", "i12")

    assert "2 blocks are drafts: to be read and accepted\n  p11  content/town/en" in outcome.printed
    assert re.search(r"\n  i12  content/town/en/01-work.md:\d+:\d+\n", outcome.printed)
    assert "`jdpublish translate accept p11 i12`" in outcome.said
    accept(translated, "p11", "i12")
    assert "draft" not in translated.run("translate", "status").printed


def test_a_file_that_is_all_drafts_is_accepted_as_a_file(translated):
    outcome = reopened(translated, "title", "subtitle", "p01")

    assert "3 blocks are drafts" in outcome.printed
    assert "`jdpublish translate accept 00-overview`" in outcome.said


def test_of_many_drafts_the_first_are_named(translated):
    items = [f"- 第{number}项。 {{#x{number}}}\n" for number in range(20)]
    translated.change(ZH, "| 项目", "".join(items) + "\n| 项目")
    translated.change(
        EN, "| Item", "".join(items).replace("第", "Item ").replace("项", "") + "\n| Item"
    )

    outcome = translated.run("translate", "status")

    assert "20 blocks are drafts" in outcome.printed
    assert "  x11  " in outcome.printed
    assert "x12" not in outcome.printed + outcome.said
    assert "  and 8 more\n" in outcome.printed
    assert "`jdpublish translate accept 01-work`" in outcome.said


def test_drafts_of_a_translation_that_nobody_has_begun_to_accept_are_only_counted(town):
    printed = town.run("translate", "status").printed

    assert "draft" in printed
    assert "to be read and accepted" not in printed
    assert "content/town/en" not in printed


def test_of_several_reports_the_one_is_named_whose_blocks_are_drafts(translated):
    shutil.copytree(translated.root / "content/town", translated.root / "content/village")

    said = reopened(translated, "--report", "village", "p11").said

    assert "`jdpublish translate accept --report village p11`" in said


# ── What is told of it ──


@pytest.mark.parametrize("name", ["status", "diff", "accept"])
def test_every_command_and_option_has_help_and_is_in_the_guide(town, name):
    guide = (ROOT / "docs" / "translating.md").read_text("utf-8")

    outcome = town.run("translate", name, "--help")

    assert outcome.code == 0
    assert f"jdpublish translate {name}" in guide
    options = set(re.findall(r"  (?:-., )?(--[a-z-]+)", outcome.printed))
    assert options - set(re.findall("--[a-z-]+", guide)) <= {"--quiet", "--verbose", "--help"}


def test_the_group_names_its_commands(town):
    printed = town.run("translate", "--help").printed

    assert all(name in printed for name in ("status", "diff", "accept"))


# ── Properties ──

_NAMES = st.from_regex(r"[a-z][a-z0-9]{0,3}", fullmatch=True)
_HASHES = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)
_BY = st.text(st.characters(exclude_categories=("C", "Z")), max_size=8)
_DATES = st.dates()
_LINES = st.lists(
    st.tuples(_NAMES, st.sampled_from(Status), _HASHES, _HASHES, _BY, _DATES),
    unique_by=lambda one: one[0],
    max_size=8,
)
_ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def acceptances(rows) -> tuple[Acceptance, ...]:
    return tuple(
        Acceptance(block, "en", status, source, target, by, date, _HERE)
        for block, status, source, target, by, date in rows
    )


def facts(record: TranslationRecord) -> list[tuple[object, ...]]:
    return [
        (one.block, one.language, one.status, one.source, one.target, one.by, one.date)
        for one in record.acceptances
    ]


@given(_LINES)
def test_what_is_written_is_read_again(rows):
    new = acceptances(rows)
    order = tuple(one.block for one in new)

    record = read_record(with_acceptances("", new, order), "", "translation.tsv", "accepted.tsv")

    assert facts(record) == [
        (one.block, one.language, one.status, one.source, one.target, one.by, one.date)
        for one in new
    ]
    assert with_acceptances(record.text, new, order) == record.text
    one_by_one = ""
    for one in reversed(new):
        one_by_one = with_acceptances(one_by_one, [one], order)
    assert (one_by_one or record.text) == record.text


@given(st.dictionaries(_NAMES, _ANY_TEXT, max_size=6))
def test_chinese_of_whatever_characters_is_kept_as_it_was(texts):
    kept = tuple(
        AcceptedText(block, fingerprint(text), text, _HERE) for block, text in texts.items()
    )

    text = with_texts("", kept, tuple(texts))

    record = read_record("", text, "translation.tsv", "accepted.tsv")
    assert [(one.block, one.text) for one in record.texts] == list(texts.items())


@given(mixed_texts())
def test_the_hash_knows_no_width(text):
    narrow = "".join(
        unicodedata.normalize("NFKC", one)
        if unicodedata.east_asian_width(one) in "FH" or "\uff01" <= one <= "\uff5e"
        else one
        for one in text
    )
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)

    assert fingerprint(narrow) == fingerprint(text) == fingerprint(wide)
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(text)


@given(_ANY_TEXT)
def test_what_is_normalised_stays_so(text):
    assert normalised(normalised(text)) == normalised(text)
    assert len(width_folded(text)) == len(text)


@given(mixed_texts(min_size=1), st.data())
def test_another_character_of_words_is_another_hash(text, data):
    place = data.draw(st.integers(0, len(text)))

    assert fingerprint(text[:place] + "变" + text[place:]) != fingerprint(text)


@given(mixed_texts(), mixed_texts())
def test_a_difference_holds_both_texts(before, after):
    found = differences(before, after)

    new = "".join(piece.text for piece in found if piece.change is not Change.REMOVED)
    old = "".join(piece.text for piece in found if piece.change is not Change.ADDED)
    assert new == after
    assert width_folded(old) == width_folded(before)
    assert all(piece.text for piece in found)
    assert all(one.change != other.change for one, other in pairwise(found))
    for one, brief in zip(found, in_brief(found, 3), strict=True):
        assert brief == one or (one.change is Change.KEPT and len(brief.text) <= 7)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("约134亿元", "约135亿元", "约13[-4-]{+5+}亿元"),
        ("建成投用", "投入使用", "[-建成投-]{+投入使+}用"),
        ("新设窗口。", "新设服务窗口。", "新设{+服务+}窗口。"),
        ("一，二", "一,三", "一,[-二-]{+三+}"),
        ("同", "同", "同"),
    ],
)
def test_differences_are_grouped_for_reading(before, after, shown):
    assert plain(differences(before, after)) == shown


@given(
    st.lists(_NAMES, unique=True, min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.data(),
)
def test_lines_that_are_not_meant_stay_where_they_are(names, end, data):
    there = data.draw(st.lists(st.sampled_from(names), unique=True))
    new = data.draw(st.lists(st.sampled_from(names), unique=True))
    old = ["# comment", "block\tx", *(f"{one}\told" for one in there), "", "# end"]
    text = end.join(old)

    result = changed(
        text, {(one, "old"): f"{one}\told\tnew" for one in new}, head="-", order=tuple(names)
    )

    left = [line for line in result.split(end) if not line.endswith("\tnew")]
    assert left == [line for line in old if line.removesuffix("\told") not in new] + (
        [""] if result.endswith(end) else []
    )
    assert set(re.findall(r"(\w+)\told\tnew", result)) == set(new)


def test_the_words_of_a_block_are_those_that_are_accepted(report):
    for section in report.sections[SOURCE_LANGUAGE]:
        for block in section.blocks:
            assert words(block) == block.text
