"""The translation pane of the preview: what its desk tells, checks, writes and refuses to write."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from jdpublish.errors import JdpublishError
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.preview.contract import Answer, Asked, Snapshot
from jdpublish.preview.desk.translation import TRANSLATION
from jdpublish.report import parsed
from jdpublish.workspace import find_project, load
from tests.previewing import copied_report
from tests.project_factory import SmallProject, make_project

ANSWERS = {(route.method, route.path.count("check")): route.answer for route in TRANSLATION}
OVERVIEW, OVERVIEW_EN = (f"content/town/{one}/00-overview.md" for one in ("zh-Hans", "en"))
WORK, WORK_EN = (f"content/town/{one}/01-work.md" for one in ("zh-Hans", "en"))
ECONOMY, ECONOMY_EN = (f"content/review-2024/{one}/01-economy.md" for one in ("zh-Hans", "en"))
RECORD, ACCEPTED = "translation.tsv", "accepted.tsv"


@dataclass
class Desk:
    """The desk of a project, asked as the server asks it: by way of JSON."""

    project: SmallProject
    report: str = "town"

    def __post_init__(self) -> None:
        self.look()

    def look(self) -> None:
        """Have the page show the project as it is on the disk."""
        self.found = find_project(self.project.root)
        sources = load(self.found)
        self.snapshot = Snapshot(1, sources, {one.id: parsed(one) for one in sources.reports})

    def ask(self, method: str, block: str, body: Any = None, *, check: int = 0, **more: Any) -> Any:
        names = {"report": more.pop("report", self.report), "block": block}
        sent = json.loads(json.dumps(body or {}))
        asked = Asked(self.found, self.snapshot, names=names, body=sent, **more)
        answer = ANSWERS[method, check](asked)
        return Answer(json.loads(json.dumps(answer.body)), answer.status, answer.version)

    def shown(self, block: str, **more: Any) -> Any:
        answer = self.ask("GET", block, **more)
        assert answer.status == 200, answer.body
        return answer.body

    def typed(self, block: str, markdown: str) -> Any:
        return self.ask("POST", block, {"markdown": markdown}, check=1).body

    def change_words(self, block: str, old: str, new: str) -> str:
        """Return the words of a block with a passage changed, which must be there."""
        words: str = self.shown(block)["english"]["markdown"]
        assert old in words
        return words.replace(old, new)

    def save(self, block: str, markdown: str, version: str = "", **more: Any) -> Any:
        version = version or self.ask("GET", block).version
        return self.ask("PUT", block, {"markdown": markdown, **more}, version=version)

    def lines(self, file: str) -> list[str]:
        return self.project.read(file).split("\n")


@pytest.fixture
def town(tmp_path) -> Desk:
    return Desk(make_project(tmp_path / "project"))


@pytest.fixture(scope="module")
def jiading(tmp_path_factory) -> Desk:
    """The real report, which no test of these changes."""
    return Desk(copied_report(tmp_path_factory.mktemp("jiading")), "review-2024")


@pytest.fixture
def own_jiading(tmp_path) -> Desk:
    """The real report, for one test to change."""
    return Desk(copied_report(tmp_path), "review-2024")


def figure(found: Any, chinese: str) -> Any:
    return next(one for one in found["figures"] if one["chinese"] == chinese)


def term(found: Any, chinese: str) -> Any:
    return next(one for one in found["terms"] if one["chinese"] == chinese)


def changed_lines(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    assert len(before) == len(after)
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


# ── What is shown of a block ──


def test_a_block_is_shown_in_both_languages_with_where_it_stands(town: Desk):
    shown = town.shown("p11")

    assert shown["chinese"]["text"].startswith("全面推进“一网通办”")
    assert (shown["chinese"]["file"], shown["chinese"]["line"]) == (WORK, 5)
    assert shown["english"] == {
        "markdown": "We rolled out “all government services on one website,” put data on a"
        " blockchain,\nand cut the number of errands.[^n1]",
        "file": WORK_EN,
        "line": 5,
    }
    assert (shown["kind"], shown["standing"], shown["accepted"]) == ("paragraph", "draft", None)
    assert (shown["previous"], shown["next"]) == ("h11", "i11")


def test_every_block_of_a_report_can_be_shown_and_written_again_as_it_is(jiading: Desk):
    block, seen = "title", []
    while block:
        shown = jiading.shown(block)
        answer = jiading.ask(
            "PUT", block, shown["english"], version=jiading.ask("GET", block).version
        )
        assert (answer.status, answer.body["files"]) == (200, [])
        assert shown["findings"] == []
        assert all(one["found"] for one in shown["figures"])
        assert all(one["standing"] in ("found", "short") for one in shown["terms"])
        seen.append(block)
        block = shown["next"]

    assert len(seen) == jiading.shown("title")["total"]


def test_the_figures_and_terms_of_the_chinese_are_marked_in_it(jiading: Desk):
    chinese = jiading.shown("p01")["chinese"]

    words = {chinese["text"][one["start"] : one["stop"]] for one in chinese["figures"]}
    terms = {chinese["text"][one["start"] : one["stop"]]: one["id"] for one in chinese["terms"]}
    assert {"5%左右", "243.4亿元", "2%以上", "22.5%"} <= words
    assert terms["一般公共预算收入"]


def test_a_row_is_shown_cell_by_cell(town: Desk):
    shown = town.shown("r12")

    assert shown["english"]["markdown"] == "Counters\n8"
    assert shown["cells"] == 2


def test_the_open_blocks_are_found_in_the_order_of_the_text_and_round_its_end(town: Desk):
    ids = [
        one.id
        for section in town.snapshot.reports["town"].sections[SOURCE_LANGUAGE]
        for one in section.blocks
    ]
    accepted = [one for one in ids if one not in ("p01", "i12")]
    assert town.project.run("translate", "accept", *accepted).code == 0
    town.look()

    assert town.shown("title")["next_open"] == "p01"
    assert town.shown("p01")["next_open"] == "i12"
    assert town.shown("p01")["previous_open"] == "i12"
    assert town.shown("i12")["next_open"] == "p01"
    assert town.shown("i12")["open"] == 2


def test_what_changed_in_the_chinese_since_is_shown(own_jiading: Desk):
    own_jiading.project.change(ECONOMY, "促消费活动200余场", "促消费活动300余场，覆盖各街镇")
    own_jiading.look()

    shown = own_jiading.shown("p11")

    assert (shown["standing"], shown["accepted"]["status"]) == ("stale", "translated")
    pieces = [(one["change"], one["text"]) for one in shown["changes"]["pieces"]]
    assert [one for one in pieces if one[0] != "kept"] == [
        ("removed", "2"),
        ("added", "3"),
        ("added", "，覆盖各街镇"),
    ]
    assert shown["changes"]["figures"] == {
        "gone": [{"chinese": "200余场", "english": "more than 200"}],
        "new": [{"chinese": "300余场", "english": "more than 300"}],
    }
    assert [one["english"] for one in shown["changes"]["terms"]["new"]] == [
        "subdistricts and towns"
    ]
    wrong = figure(shown, "300余场")
    assert not wrong["found"]
    assert wrong["forms"][0] == "more than 300 events"


def test_a_block_that_is_not_stale_has_no_changes(jiading: Desk):
    assert jiading.shown("p12")["changes"] is None


@pytest.mark.parametrize(
    ("block", "more", "says"),
    [
        ("p99", {}, "there is no block “p99” in the Chinese of “town”"),
        ("p01", {"report": "village"}, "there is no report “village”"),
        ("p01", {"query": {"language": "fr"}}, "“town” is not translated into “fr”"),
        ("p01", {"query": {"language": "zh-Hans"}}, "“town” is not translated into “zh-Hans”"),
        ("../../etc", {}, "there is no block “../../etc”"),
    ],
)
def test_what_there_is_not_is_said_in_words(town: Desk, block, more, says):
    for method, check in (("GET", 0), ("POST", 1), ("PUT", 0)):
        answer = town.ask(method, block, {"markdown": "x"}, check=check, **more)
        assert answer.status == 404
        assert answer.body["problems"][0]["message"].startswith(says)


def test_english_that_has_no_chinese_is_no_block_to_translate(town: Desk):
    town.project.change(WORK, "- 延长服务时间。 {#i12}\n", "")
    town.look()

    assert town.ask("GET", "i12").status == 404


# ── What is told while it is typed ──


def test_a_wrong_figure_is_told_with_the_form_that_is_right_and_where_it_stands(jiading: Desk):
    words = jiading.change_words("p12", "85.43 billion yuan", "8.543 billion yuan")

    found = jiading.typed("p12", words)

    wrong = figure(found, "854.3亿元")
    assert not wrong["found"]
    assert wrong["forms"] == ["85.43 billion yuan"]
    assert "ten times too little" in wrong["message"]
    (place,) = wrong["places"]
    assert words[place["column"] - 1 : place["end_column"] - 1] == "8.543 billion yuan"
    (finding,) = (one for one in found["findings"] if one["check"] == "figures")
    assert finding["at"]["column"] == place["column"]


def test_every_form_of_a_figure_that_is_offered_is_taken_for_right(jiading: Desk):
    for block in ("p01", "p02", "p11", "p13", "n2"):
        shown = jiading.shown(block)
        for one in shown["figures"]:
            for form in one["forms"]:
                found = jiading.typed(block, f"{shown['english']['markdown']} {form}")
                assert figure(found, one["chinese"])["found"], (block, one, form)


def test_a_figure_or_term_that_is_missing_is_found_once_it_is_typed(jiading: Desk):
    without = jiading.change_words("p12", "low-altitude economy", "drones")

    missing = term(jiading.typed("p12", without), "低空经济")
    found = term(jiading.typed("p12", without.replace("drones", missing["preferred"])), "低空经济")

    assert (missing["standing"], missing["places"]) == ("missing", [])
    assert missing["preferred"] == "low-altitude economy"
    assert found["standing"] == "found"
    assert len(found["places"]) == 1


def test_a_deprecated_form_is_told_with_its_reason(jiading: Desk):
    words = jiading.change_words("p12", "low-altitude economy", "low-level economy")

    told = term(jiading.typed("p12", words), "低空经济")

    assert told["standing"] == "deprecated"
    assert told["deprecated"] == [{"text": "low-level economy", "reason": "suggests low quality"}]
    assert told["gloss"]["en"]


def test_the_first_mention_wants_the_form_in_full_and_later_ones_do_not(jiading: Desk):
    full = "“two new” programs (large-scale equipment upgrades and consumer goods trade-ins)"
    short = jiading.change_words("p11", full, "“two new” programs")

    told = term(jiading.typed("p11", short), "两新")

    assert (told["standing"], told["first"], told["in_full"]) == ("found", full, False)
    later = [
        one
        for block in ("p12", "p13", "p14")
        for one in jiading.shown(block)["terms"]
        if one["chinese"] == "嘉定"
    ]
    assert all(one["first"] == "" for one in later)


def test_a_name_that_was_given_in_full_before_may_be_short(own_jiading: Desk):
    name = "Jiading Comprehensive Bonded Zone"
    own_jiading.project.change(
        ECONOMY, "出台生物医药产业政策", "嘉定综合保税区出台生物医药产业政策"
    )
    own_jiading.look()
    words = own_jiading.shown("p12")["english"]["markdown"]

    short = own_jiading.typed(
        "p12", words.replace("biomedicine industry,", "Bonded Zone’s industry,")
    )
    none = own_jiading.typed("p12", words)

    assert term(short, "嘉定综合保税区")["standing"] == "short"
    assert term(none, "嘉定综合保税区")["standing"] == "missing"
    assert term(none, "嘉定综合保税区")["preferred"] == name


def test_a_date_is_one_figure_with_one_form(town: Desk):
    town.project.change(WORK, "延长服务时间。", "2024年8月1日起延长服务时间。")
    town.look()

    missing = figure(town.shown("i12"), "2024年8月1日")
    found = town.typed("i12", "From August 1, 2024, opening hours were extended.")

    assert missing["forms"] == ["August 1, 2024"]
    assert missing["message"] == "2024年8月1日 is not in the English"
    assert figure(found, "2024年8月1日")["found"]


def test_a_count_that_need_not_be_a_figure_is_not_wanted(town: Desk):
    town.project.change(WORK, "延长服务时间。", "延长两项服务时间。")
    town.look()

    (optional,) = town.shown("i12")["figures"]

    assert (optional["found"], optional["needed"], optional["forms"]) == (True, False, [])


def test_markdown_that_cannot_stand_there_is_told_with_its_line_and_column(town: Desk):
    told = town.typed("p11", "We rolled out it.\n- One\n- Two")

    (problem,) = told["problems"]
    assert problem["message"] == "a list would begin here"
    assert (problem["file"], problem["line"], problem["source"]) == ("", 2, "- One")
    assert told["figures"] == []
    assert term(told, "一网通办")["standing"] == "missing"


def test_an_image_that_is_not_described_is_told_in_the_line_that_has_it(town: Desk):
    (problem,) = town.typed("p01", "We built\nroads ![](a.png)")["problems"]

    assert "has no description" in problem["message"]
    assert (problem["line"], problem["column"]) == (2, 7)


def test_blocks_that_are_not_translated_are_checked_as_if_they_stood_there(town: Desk):
    town.project.change(WORK_EN, "- Eight new counters were opened; {#i11}\n", "")
    town.look()

    shown = town.shown("i11")
    wrong = town.typed("i11", "Nine new counters were opened;")
    right = town.typed("i11", "Eight new counters  were opened;")

    assert (shown["english"], shown["standing"]) == (None, "untranslated")
    assert not figure(shown, "8个")["found"]
    assert not figure(wrong, "8个")["found"]
    assert figure(right, "8个")["found"]
    assert [one["check"] for one in right["findings"]] == ["spaces"]


def test_checking_writes_nothing(town: Desk):
    before = town.project.read(WORK_EN)

    town.typed("p11", "Something else.")

    assert town.project.read(WORK_EN) == before


def test_what_a_waiver_lets_pass_is_not_told(town: Desk):
    words = town.change_words("p01", "12 kilometers", "13 kilometers")
    assert [one["check"] for one in town.typed("p01", words)["findings"]] == ["figures"]

    town.project.write(
        "content/town/waivers.toml",
        '[[waiver]]\nblock = "p01"\ncheck = "figures"\nreason = "as agreed"\nby = "Li"\n'
        "expires = 2999-01-01\n",
    )
    town.look()

    assert town.typed("p01", words)["findings"] == []


# ── What is written ──


def test_saving_changes_one_line_of_one_file(own_jiading: Desk):
    before = own_jiading.lines(ECONOMY_EN)
    words = own_jiading.change_words("p12", "was launched", "was begun")

    saved = own_jiading.save("p12", words)

    assert (saved.status, saved.body["files"]) == (200, [ECONOMY_EN])
    assert changed_lines(before, own_jiading.lines(ECONOMY_EN)) == [
        (line, line.replace("was launched", "was begun")) for line in before if "{#p12}" in line
    ]
    assert saved.body["english"]["markdown"] == words
    assert saved.body["edited"]


def test_wrapped_lines_line_ends_and_a_byte_order_mark_stay(town: Desk):
    text = town.project.read(WORK_EN).replace("\n", "\r\n").removesuffix("\r\n")
    town.project.write(WORK_EN, b"\xef\xbb\xbf" + text.encode())
    town.look()

    saved = town.save("p11", town.change_words("p11", "cut the number", "reduced the number"))

    after = (town.project.root / WORK_EN).read_bytes()
    assert saved.status == 200
    assert after == b"\xef\xbb\xbf" + text.replace("cut the number", "reduced the number").encode()


def test_a_cell_keeps_its_table(town: Desk):
    before = town.lines(WORK_EN)

    town.save("r12", "Counters | desks\n9")

    assert changed_lines(before, town.lines(WORK_EN)) == [
        ("| Counters | 8 {#r12} |", "| Counters \\| desks | 9 {#r12} |")
    ]


def test_a_block_that_is_not_translated_yet_is_put_where_it_belongs(town: Desk):
    before = town.project.read(WORK_EN)
    town.project.change(WORK_EN, "- opening hours were extended. {#i12}\n", "")
    town.look()

    saved = town.save("i12", "opening hours were extended.")

    assert town.project.read(WORK_EN) == before
    assert (saved.body["standing"], saved.body["english"]["line"]) == ("draft", 9)


def test_a_file_that_is_not_there_is_begun(town: Desk):
    town.project.write("content/town/zh-Hans/02-next.md", "# 下一步 {#c2}\n\n继续。 {#p21}\n")
    town.look()
    shown = town.shown("p21")

    saved = town.save("p21", "We go on.")

    assert (shown["begins_file"], shown["file"]) == (True, "content/town/en/02-next.md")
    assert saved.status == 200
    assert town.project.read("content/town/en/02-next.md") == "We go on. {#p21}\n"


def test_a_block_without_an_id_is_not_translated_before_it_has_one(town: Desk):
    town.project.change(WORK, "延长服务时间。 {#i12}", "延长服务时间。")
    town.look()
    ids = [
        one.id
        for section in town.snapshot.reports["town"].sections[SOURCE_LANGUAGE]
        for one in section.blocks
        if one.provisional
    ]

    answer = town.save(ids[0], "opening hours were extended.")

    assert answer.status == 422
    assert "has no id yet" in answer.body["problems"][0]["message"]
    assert "jdpublish ids --write" in answer.body["problems"][0]["hint"]


def test_what_cannot_stand_there_is_not_written(town: Desk):
    before = town.project.read(WORK_EN)

    answer = town.save("p11", "# One\n\nTwo")

    assert answer.status == 422
    assert answer.body["problems"][0]["line"] == 2
    assert town.project.read(WORK_EN) == before


@pytest.mark.parametrize("body", [{}, {"markdown": 3}, {"markdown": None}])
def test_a_request_without_words_is_refused(town: Desk, body):
    version = town.ask("GET", "p11").version
    with pytest.raises(JdpublishError, match="no text “markdown”"):
        town.ask("PUT", "p11", body, version=version)


# ── Two who write at once ──


def test_words_that_somebody_else_has_changed_are_not_overwritten(town: Desk):
    seen = town.ask("GET", "p11").version
    town.project.change(WORK_EN, "We rolled out", "We introduced")

    answer = town.save("p11", "Mine.", seen)

    assert answer.status == 409
    assert answer.body["yours"] == "Mine."
    assert answer.body["theirs"]["english"]["markdown"].startswith("We introduced")
    assert "We introduced" in town.project.read(WORK_EN)
    assert town.save("p11", "Mine.", answer.version).status == 200
    assert "Mine. {#p11}" in town.project.read(WORK_EN)


def test_words_for_chinese_that_has_changed_meanwhile_are_not_written(town: Desk):
    seen = town.ask("GET", "p11").version
    town.project.change(WORK, "减少跑动次数", "少跑腿")

    answer = town.save("p11", "Mine.", seen)

    assert answer.status == 409
    assert "少跑腿" in answer.body["theirs"]["chinese"]["text"]
    assert answer.body["theirs"]["english"]["markdown"] in town.project.read(WORK_EN)


def test_what_somebody_has_accepted_meanwhile_is_not_replaced_unseen(town: Desk):
    seen, words = town.ask("GET", "p11"), town.shown("p11")["english"]["markdown"]
    town.project.run("translate", "accept", "p11", "--status", "final", "--by", "Wang")

    answer = town.save("p11", words, seen.version, accept={"status": "translated"})

    assert answer.status == 409
    accepted = answer.body["theirs"]["accepted"]
    assert (accepted["status"], accepted["by"]) == ("final", "Wang")
    assert "final" in town.project.read(f"content/town/{RECORD}")
    again = town.save("p11", words, answer.version, accept={"status": "translated"})
    assert again.status == 200
    assert town.ask("GET", "p11").version == again.version


def test_what_is_accepted_of_another_passage_hinders_nobody(town: Desk):
    seen = town.ask("GET", "p11").version
    town.project.run("translate", "accept", "p01", "--status", "final", "--by", "Wang")

    assert town.save("p11", "Mine.", seen).status == 200


def test_what_was_just_saved_is_shown_though_the_page_has_not_read_it_yet(town: Desk):
    saved = town.save("p11", "Mine.", accept={"status": "translated"})

    shown = town.ask("GET", "p11")

    assert shown.version == saved.version
    assert shown.body["english"]["markdown"] == "Mine."
    assert shown.body["accepted"]["status"] == "translated"


@pytest.mark.parametrize("file", [OVERVIEW_EN, WORK, f"content/town/{RECORD}"])
def test_what_cannot_be_read_now_hinders_nobody_from_reading_the_rest(town: Desk, file):
    town.project.change(WORK_EN, "We rolled out", "We introduced")
    town.project.write(file, "Two \0 halves {#p11}\n")

    assert town.shown("p11")["english"]["markdown"].startswith("We introduced")


def test_what_changed_elsewhere_in_the_file_stays_and_hinders_nobody(town: Desk):
    seen = town.ask("GET", "p11").version
    town.project.change(WORK_EN, "opening hours were", "hours were")

    assert town.save("p11", "Mine.", seen).status == 200
    assert "- hours were extended. {#i12}" in town.project.read(WORK_EN)


def test_a_block_deleted_meanwhile_is_told_and_nothing_is_written(town: Desk):
    seen = town.ask("GET", "i12").version
    town.project.change(WORK, "- 延长服务时间。 {#i12}\n", "")

    assert town.save("i12", "Mine.", seen).status == 404
    assert "Mine." not in town.project.read(WORK_EN)


def test_a_file_broken_meanwhile_is_told_with_its_place(town: Desk):
    seen = town.ask("GET", "p11").version
    town.project.write(WORK_EN, "# Main Work {#c1}\n\nTwo \0 halves {#p11}\n")

    with pytest.raises(JdpublishError) as caught:
        town.save("p11", "Mine.", seen)
    assert caught.value.at
    assert (caught.value.at.file, caught.value.at.line) == (WORK_EN, 3)


# ── What is accepted with it ──


def test_what_is_accepted_is_recorded_with_the_words_themselves(own_jiading: Desk, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    own_jiading.project.change(ECONOMY, "促消费活动200余场", "促消费活动300余场")
    own_jiading.look()
    words = own_jiading.change_words("p11", "More than 200 events", "More than 300 events")
    folder = "content/review-2024"
    before = own_jiading.lines(f"{folder}/{RECORD}")

    saved = own_jiading.save("p11", words, accept={"status": "translated", "by": "Li Ming"})

    assert saved.body["files"] == [ECONOMY_EN, f"{folder}/{RECORD}", f"{folder}/{ACCEPTED}"]
    assert (saved.body["standing"], saved.body["changes"]) == ("translated", None)
    assert saved.body["accepted"] == {"status": "translated", "by": "Li Ming", "date": "2027-01-01"}
    ((_, line),) = changed_lines(before, own_jiading.lines(f"{folder}/{RECORD}"))
    assert line.startswith("p11\ten\ttranslated\t")
    assert line.endswith("\tLi Ming\t2027-01-01")
    assert "促消费活动300余场" in own_jiading.project.read(f"{folder}/{ACCEPTED}")
    assert "1 stale" not in own_jiading.project.run("translate", "status").printed


def test_without_a_verdict_only_the_text_is_written(town: Desk):
    town.save("p11", "Mine.")

    assert not (town.project.root / "content/town" / RECORD).exists()


def test_a_first_verdict_begins_the_record(town: Desk):
    saved = town.save("p11", "Mine.", accept={"status": "reviewed", "by": "Wang"})

    assert saved.body["standing"] == "reviewed"
    assert "p11\ten\treviewed\t" in town.project.read(f"content/town/{RECORD}")


def test_a_slip_mended_keeps_who_had_accepted_the_words(own_jiading: Desk):
    words = own_jiading.change_words("p12", "was launched", "was begun")

    saved = own_jiading.save("p12", words, accept={"still_valid": True})

    assert saved.body["accepted"]["by"] == "jdpublish authors"
    assert not saved.body["edited"]


def test_whoever_accepts_is_told_what_they_may_not_have_meant(town: Desk):
    words = town.shown("p11")["english"]["markdown"]
    town.save("p11", words, accept={"status": "translated", "by": "Li"})
    town.project.change(WORK, "减少跑动次数", "少跑腿")
    town.look()

    same = town.save("p11", words, accept={"status": "translated", "by": "Li"})
    own = town.save("p11", words, accept={"status": "reviewed", "by": "Li"})

    assert same.body["remarks"] == ["unmended"]
    assert "own" in own.body["remarks"]


@pytest.mark.parametrize(
    ("accept", "says"),
    [
        ({"status": "reviewed"}, "somebody answers for what is reviewed"),
        ({"status": "perfect", "by": "Li"}, "“perfect” is not a status that can be accepted"),
        ({"status": "translated", "by": "Li\tMing"}, "a name has no tabs"),
        ("translated", "“accept” is not a status and a name"),
        ({"still_valid": True}, "has never been accepted"),
    ],
)
def test_a_verdict_that_cannot_be_passed_writes_nothing(town: Desk, accept, says):
    before = town.project.read(WORK_EN)

    with pytest.raises(JdpublishError, match=says):
        town.save("p11", "Mine.", accept=accept)

    assert town.project.read(WORK_EN) == before
    assert not (town.project.root / "content/town" / RECORD).exists()
