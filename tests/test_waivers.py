"""Waivers: what somebody answers for does not count, and nothing is waived for ever."""

import datetime as dt
import json
import shutil
from dataclasses import replace

import pytest

from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.errors import Location, ProjectError
from jdpublish.inspection import inspection
from jdpublish.model import Finding, Severity
from jdpublish.report import parsed
from jdpublish.waivers import WAIVER, judged, overdue, read_waivers

FILE = "content/town/waivers.toml"
ZH = "content/town/zh-Hans/01-work.md"
EN = "content/town/en/01-work.md"
TODAY = dt.date(2026, 6, 30)

ENTRY = """\
[[waiver]]
block = "p11"
check = "note-missing"
reason = "“[^n9]” is the name of a file here"
by = "Li Ming"
expires = 2099-12-31
"""


def waivers(text=ENTRY):
    return read_waivers(text, file=FILE)


def finding(check="note-missing", block="p11", message="the note “n9” is called here"):
    return Finding(check, Severity.WARNING, Location("x.md", 3), message, "", block)


# ── What a waiver covers ──


def test_a_waiver_lets_the_findings_of_its_check_in_its_block_pass():
    own = finding()
    others = (finding(check="surplus"), finding(block="p12"))

    parted = judged((own, *others), waivers(), TODAY)

    assert parted.findings == others
    assert [one for _, one in parted.waived] == [own]


def test_words_of_the_message_choose_one_finding_of_several():
    own, other = finding(message="“8个” is missing"), finding(message="“9个” is missing")

    parted = judged((own, other), waivers(ENTRY + 'words = "8个"\n'), TODAY)

    assert (parted.findings, [one for _, one in parted.waived]) == ((other,), [own])


@pytest.mark.parametrize(("expires", "holds"), [("2026-06-30", True), ("2026-06-29", False)])
def test_a_waiver_holds_through_the_day_on_which_it_expires(expires, holds):
    found = waivers(ENTRY.replace("2099-12-31", expires))

    assert bool(judged((finding(),), found, TODAY).waived) is holds


def test_a_day_may_be_written_as_a_text_too():
    assert waivers(ENTRY.replace("2099-12-31", '"2099-12-31"')) == waivers()


def test_an_expired_waiver_is_a_finding_beside_the_one_it_no_longer_covers():
    found = waivers(ENTRY.replace("2099-12-31", "2026-06-29"))

    (owed,) = overdue(found, (finding(),), checks=("note-missing",), today=TODAY)

    assert (owed.check, owed.severity, owed.at) == (WAIVER, Severity.WARNING, Location(FILE, 1))
    assert "“note-missing” in “p11” expired on 2026-06-29" in owed.message
    assert "Li Ming" in owed.hint


def test_a_waiver_that_matches_nothing_is_a_finding_at_its_place():
    found = waivers("# why\n\n" + ENTRY)

    (owed,) = overdue(found, (), checks=("note-missing",), today=TODAY)

    assert owed.at == Location(FILE, 3)
    assert "matches no finding" in owed.message


def test_of_a_check_that_did_not_run_no_waiver_is_called_unused():
    assert not list(overdue(waivers(), (), checks=("figures",), today=TODAY))


def test_an_expired_waiver_is_told_even_where_its_check_did_not_run():
    found = waivers(ENTRY.replace("2099-12-31", "2020-01-01"))

    assert len(list(overdue(found, (), checks=(), today=TODAY))) == 1


def test_a_check_s_findings_are_waived_whatever_the_check(sources):
    """A check of the test's own, passed as a value."""

    def says_so(bitext):
        """Speak of the first block."""
        block = bitext.original[0].blocks[0]
        yield block.id, Problem("the title speaks", "let it", block.at)

    text = ENTRY.replace("p11", "title").replace("note-missing", "speaks")
    source = sources.reports[0]
    check = Check("speaks", Severity.ERROR, text=says_so)
    bitext = Bitext(parsed(source).sections, source=replace(source, waivers=waivers(text)))

    found = inspection(bitext, (check,), today=TODAY)

    assert found.findings == ()
    assert [one.message for _, one in found.waived] == ["the title speaks"]


# ── What cannot be a waiver ──

MISTAKES = {
    "broken TOML": (ENTRY.replace('"p11"', "p11"), 2, "not TOML"),
    "no list": (ENTRY.replace("[[waiver]]", "[waiver]"), 1, "“waiver” is not a waiver"),
    "something else": ("[[waivers]]\n" + ENTRY, 1, "“waivers” is not a waiver"),
    "an unknown key": (ENTRY + 'untill = "x"\n', 7, "no “untill”"),
    "no reason": (ENTRY.replace("reason", "#"), 1, "lacks reason"),
    "nobody": (ENTRY.replace("by =", "#"), 1, "lacks by"),
    "no day": (ENTRY.replace("expires", "#"), 1, "lacks expires"),
    "a blank reason": (
        ENTRY.replace("“[^n9]” is the name of a file here", " "),
        4,
        "“reason” is not a text",
    ),
    "a number for a name": (ENTRY.replace('"Li Ming"', "7"), 5, "“by” is not a text"),
    "empty words": (ENTRY + 'words = ""\n', 7, "“words” is not a text"),
    "a day that is none": (ENTRY.replace("2099-12-31", '"2099-02-30"'), 6, "“2099-02-30” is no"),
    "a moment": (ENTRY.replace("2099-12-31", "2099-12-31T08:00:00"), 6, "is not a day"),
    "a year": (ENTRY.replace("2099-12-31", "2099"), 6, "“2099” is not a day"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_waivers_is_told_with_its_line(name):
    text, line, words = MISTAKES[name]

    with pytest.raises(ProjectError) as caught:
        waivers(text)

    assert caught.value.at is not None
    assert (caught.value.at.file, caught.value.at.line) == (FILE, line)
    assert words in caught.value.message
    assert caught.value.hint


def test_all_mistakes_are_told_together():
    with pytest.raises(ProjectError) as caught:
        waivers(ENTRY.replace("by =", "#") + ENTRY.replace("expires", "#"))

    assert [error.message for error in (caught.value, *caught.value.others)] == [
        "this waiver lacks by",
        "this waiver lacks expires",
    ]


def test_an_empty_file_waives_nothing():
    assert waivers("") == waivers("# nothing to waive\n") == ()


# ── The command ──


@pytest.fixture
def with_finding(small):
    """The small project with a call of a note that is not there: one finding."""
    small.change(ZH, "减少跑动次数。", "减少跑动次数[^n9]。")
    return small


def check(project, *words):
    return project.run("check", "--only", "note-missing", *words)


def test_what_is_waived_does_not_count_and_is_listed(with_finding):
    before = check(with_finding, "--fail-on", "warning")
    with_finding.write(FILE, ENTRY)

    outcome = check(with_finding, "--fail-on", "warning")

    assert before.code == 1
    assert (outcome.code, outcome.said) == (0, "")
    assert "warning[note-missing]" not in outcome.printed
    assert "waived[note-missing] in p11 until 2099-12-31, Li Ming: “[^n9]”" in outcome.printed
    assert "1 waived" in outcome.printed


def test_json_has_what_is_waived_in_the_summary(with_finding):
    with_finding.write(FILE, ENTRY)

    told = json.loads(check(with_finding, "--output-format", "json").printed)

    assert told["findings"] == []
    (waived,) = told["summary"]["waived"]
    assert (waived["block"], waived["by"], waived["expires"]) == ("p11", "Li Ming", "2099-12-31")
    assert told["summary"]["checks"] == {"note-missing": {"errors": 0, "warnings": 0, "waived": 1}}


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("note-missing", "note-mising"), 3, "there is no check “note-mising”"),
        (("note-missing", WAIVER), 3, "there is no check “waiver”"),
        (("p11", "p99"), 2, "there is no block “p99” in this report"),
        (("expires", "expired"), 6, "a waiver has no “expired”"),
    ],
)
def test_a_waiver_for_what_is_not_there_is_an_error(with_finding, change, line, words):
    with_finding.write(FILE, ENTRY.replace(*change))

    outcome = check(with_finding)

    assert (outcome.code, outcome.printed) == (2, "")
    assert words in outcome.said
    assert "hint: " in outcome.said
    assert outcome.place == f"{FILE}:{line}:1"


def test_waivers_that_are_not_utf_8_are_an_error(with_finding):
    with_finding.write(FILE, ENTRY.replace("Li Ming", "李明").encode("gb18030"))

    outcome = check(with_finding)

    assert (outcome.code, outcome.printed) == (2, "")
    assert "not UTF-8" in outcome.said
    assert outcome.place == f"{FILE}:4:11"


def test_the_day_is_that_of_the_environment_where_it_names_one(with_finding, monkeypatch):
    with_finding.write(FILE, ENTRY.replace("2099-12-31", "2030-01-01"))

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893542399")  # 2030-01-01 23:59:59 UTC
    in_time = check(with_finding)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1893542400")
    late = check(with_finding, "--only", "waiver")

    assert "waived[note-missing]" in in_time.printed
    assert "warning[waiver]" in late.printed
    assert "expired on 2030-01-01" in late.printed
    assert "warning[note-missing]" in late.printed


def test_a_day_that_is_no_number_is_an_error(with_finding, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    outcome = check(with_finding)

    assert (outcome.code, outcome.printed) == (2, "")
    assert "“yesterday”" in outcome.said


def test_a_waiver_of_another_check_is_not_unused_with_only(with_finding):
    with_finding.write(FILE, ENTRY.replace("note-missing", "surplus"))

    one = check(with_finding)
    both = with_finding.run("check", "--only", "surplus", "--only", "waiver")

    assert "[waiver]" not in one.printed
    assert "the waiver of “surplus” in “p11” matches no finding" in both.printed


# ── Entries of the glossary ──

OF_AN_ENTRY = """\
[[waiver]]
block = "term-one-website"
check = "undefined-term"
reason = "Every reader knows it"
by = "Li Ming"
expires = 2099-12-31
"""


@pytest.fixture
def undefined(small):
    """The small project with an entry that is explained to readers and says nothing."""
    small.change(
        "glossary/town.toml",
        'definition = "Services of all departments, reached through one website."\n',
        "",
    )
    return small


def check_definitions(project, *words):
    return project.run("check", "--only", "undefined-term", "--fail-on", "warning", *words)


def test_what_is_found_in_an_entry_is_waived_by_the_id_it_has_on_a_page(undefined):
    told = json.loads(check_definitions(undefined, "--output-format", "json").printed)
    undefined.write(FILE, OF_AN_ENTRY)

    outcome = check_definitions(undefined)

    assert [one["block"] for one in told["findings"]] == ["term-one-website"]
    assert (outcome.code, outcome.said) == (0, "")
    assert "waived[undefined-term] in term-one-website" in outcome.printed


def test_an_entry_that_is_not_there_is_an_error_that_names_the_nearest(undefined):
    undefined.write(FILE, OF_AN_ENTRY.replace("one-website", "one-web"))

    outcome = check_definitions(undefined)

    assert (outcome.code, outcome.place) == (2, f"{FILE}:2:1")
    assert "did you mean “term-one-website”?" in outcome.said


def test_what_two_reports_share_is_waived_for_both_by_one(undefined):
    shutil.copytree(undefined.root / "content/town", undefined.root / "content/village")
    before = check_definitions(undefined)
    undefined.write(FILE, OF_AN_ENTRY)

    assert before.code == 1
    assert before.printed.count("warning[undefined-term]") == 1
    assert check_definitions(undefined).code == 0


# ── The build ──


def test_a_build_tells_nothing_that_is_waived(with_finding):
    before = with_finding.run("build", "-f", "html", "-e", "zh-Hans", "--strict")
    with_finding.write(FILE, ENTRY)

    outcome = with_finding.run("build", "-f", "html", "-e", "zh-Hans", "--strict")

    assert before.code == 1
    assert outcome.code == 0, outcome.said
    assert "note-missing" not in outcome.said


def test_a_build_tells_again_what_is_no_longer_waived(with_finding):
    with_finding.write(FILE, ENTRY.replace("2099", "2020"))

    outcome = with_finding.run("build", "-f", "html", "-e", "zh-Hans")

    assert "warning[note-missing]" in outcome.said
