"""Unfinished is not broken: what is not there yet is a finding, and the rest is published."""

import json
import re

import pytest

from tests.built import by_id, letters, painted, parsed_page, solid, visible, words
from tests.project_factory import SmallProject

ZH = "content/town/zh-Hans/01-work.md"
EN = "content/town/en/01-work.md"
PLACEHOLDER = "[Not yet translated]"
ITEM = "- opening hours were extended. {#i12}\n"


def page(project: SmallProject, edition: str):
    return parsed_page(project.dist / "town" / edition / "index.html")


def pdf_text(project: SmallProject, edition: str) -> str:
    return painted(letters(project.dist / "town" / edition / f"town.{edition}.pdf"))


def chinese(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if "/zh-" in path}


# ── Translation ──


def test_a_finished_project_has_no_findings(small):
    outcome = small.run("build", "-f", "html", "--strict")

    assert outcome.code == 0
    assert re.fullmatch(r"Built 3 files in \S+ s: .*/dist/index\.html\n", outcome.said)


def test_an_untranslated_block_is_a_finding_with_its_place(small):
    small.change(EN, ITEM, "")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 0
    assert "warning[untranslated]: block “i12” is not in en yet" in outcome.said
    assert outcome.place == f"{ZH}:8:3"
    assert outcome.pointed.startswith("延长服务时间")
    assert "with {#i12} at its end" in outcome.said
    assert outcome.said.count("-->") == 1
    assert re.search(r"Built 3 files in \S+ s, 1 finding above: ", outcome.said)


def test_english_says_at_its_place_what_is_not_translated_yet(small):
    small.change(EN, ITEM, "")

    small.run("build", "-e", "en")

    items = [element for element in page(small, "en").iter("li") if element.get("id") == "i12"]
    assert [words(item) for item in items] == [PLACEHOLDER]
    assert "missing" in items[0].attrib["class"]
    text = pdf_text(small, "en")
    places = [text.index(solid(part)) for part in ("Eight new counters", PLACEHOLDER, "Counters")]
    assert places == sorted(places)


def test_the_chinese_editions_are_the_same_without_a_translation(small):
    before = chinese(small.finished)
    small.change(EN, ITEM, "")

    small.run("build")

    assert len(before) == 4
    assert chinese(small.finished) == before


def test_a_heading_and_a_row_can_be_untranslated_too(small):
    small.change(EN, "## Services became easier to use {#h11}\n", "")
    small.change(EN, "| Counters | 8 {#r12} |\n", "")

    outcome = small.run("build", "-e", "en")

    assert outcome.code == 0, outcome.said
    elements = by_id(page(small, "en"))
    assert words(elements["h11"]) == PLACEHOLDER
    assert words(elements["r12"]) == PLACEHOLDER * 2


def test_a_report_without_any_english_is_published_in_chinese_and_awaits_its_translation(small):
    before = chinese(small.finished)
    for path in (small.root / "content/town/en").iterdir():
        path.unlink()

    outcome = small.run("build")

    assert outcome.code == 0, outcome.said
    assert outcome.said.count("warning[untranslated]") == 11
    elements = by_id(page(small, "en"))
    assert {words(elements[identity]) for identity in ("title", "p01", "p11")} == {PLACEHOLDER}
    assert chinese(small.finished).keys() == before.keys()


def test_a_report_that_names_no_english_builds_in_chinese_and_says_what_english_needs(small):
    details = small.read("content/town/report.toml")
    small.write("content/town/report.toml", details.partition("[en]")[0])

    chinese_only = small.run("build", "-f", "html", "-e", "zh-Hans", "-e", "zh-Hant")
    with_english = small.run("build", "-f", "html")

    assert chinese_only.code == 0, chinese_only.said
    assert with_english.code == 2
    assert "there is no [en] here" in with_english.said
    assert with_english.place == "content/town/report.toml:1:1"


def test_a_block_that_translates_nothing_is_a_finding_and_is_not_printed(small):
    small.write(EN, small.read(EN) + "\nAn afterthought. {#p99}\n\nAnother.\n")

    outcome = small.run("build", "-e", "en")

    assert outcome.code == 0
    assert "warning[surplus]: block “p99” translates nothing" in outcome.said
    assert "warning[surplus]: a block without an id translates nothing" in outcome.said
    assert f"--> {EN}:17:1" in outcome.said
    assert "afterthought" not in small.page("en")
    assert "afterthought" not in pdf_text(small, "en")


# ── Notes, lists and links ──


def test_a_note_that_nothing_calls_is_a_finding_in_each_language(small):
    small.change(ZH, "[^n1] {#p11}", "{#p11}")
    small.change(EN, "[^n1] {#p11}", "{#p11}")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 0
    assert outcome.said.count("warning[note-uncalled]: nothing calls the note “n1”") == 2
    assert outcome.place == f"{ZH}:14:8"
    assert f"--> {EN}:15:8" in outcome.said
    assert "write [^n1] after the words it belongs to" in outcome.said
    assert "数据截至年底" not in visible(page(small, "zh-Hans"))


def test_a_note_that_is_called_in_a_table_is_silent(small):
    small.change(ZH, "[^n1] {#p11}", "{#p11}")
    small.change(ZH, "| 窗口 |", "| 窗口[^n1] |")

    assert small.run("build", "-f", "html", "--strict").code == 0


def listed(project: SmallProject, edition: str) -> list[tuple[str, list[str]]]:
    """Return the numbered lists of the text: where each starts, and the ids of its items."""
    return [
        (found.get("start", "1"), [str(item.get("id")) for item in found.iter("li")])
        for found in page(project, edition).iter("ol")
        if any(item.get("id") in ("i11", "i12", "i13") for item in found.iter("li"))
    ]


def test_a_translation_s_items_have_the_numbers_of_the_chinese(small):
    small.change(ZH, "- 新设", "3. 新设")
    small.change(ZH, "- 延长服务时间。 {#i12}", "4. 延长服务时间。 {#i12}\n5. 再多。 {#i13}")
    small.change(EN, "- Eight", "1. Eight")
    small.change(EN, ITEM, "2. and more. {#i13}\n")

    small.run("build", "-f", "html")

    assert listed(small, "zh-Hans") == [("3", ["i11", "i12", "i13"])]
    assert listed(small, "en") == [("3", ["i11", "i12", "i13"])]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("page-2.html", "the link’s target “page-2.html” is no address"),
        ("../town", "the link’s target “../town” is no address"),
        ("//example.org", "the link’s target “//example.org” is no address"),
        ("ftp://example.org", "the link’s target “ftp://example.org” is no address"),
        ("", "this link has no target"),
        ("#", "nothing in zh-Hans is called “”"),
    ],
)
def test_a_link_that_no_reader_can_follow_is_refused(small, target, said):
    small.change(ZH, "新设窗口", f"[新设窗口]({target})")

    outcome = small.run("build", "-f", "html")

    assert outcome.code == 2
    assert said in " ".join(outcome.said.split())
    assert outcome.place == f"{ZH}:7:4"
    assert "https://" in outcome.said or "#p12" in outcome.said


@pytest.mark.parametrize(
    "target", ["https://example.org/a", "HTTP://example.org", "mailto:a@example.org", "#p01", "#n1"]
)
def test_a_link_that_a_reader_can_follow_is_silent(small, target):
    small.change(ZH, "新设窗口", f"[新设窗口]({target})")

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans", "--strict")

    assert outcome.code == 0, outcome.said


def test_a_link_to_a_note_that_nothing_calls_is_refused(small):
    small.change(ZH, "[^n1] {#p11}", "{#p11}")
    small.change(ZH, "新设窗口", "[新设窗口](#n1)")

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    assert outcome.code == 2
    assert "nothing in zh-Hans is called “n1”" in outcome.said


# ── Ids ──


def without_ids(project: SmallProject, *ids: str) -> None:
    for file in (ZH, EN):
        text = project.read(file)
        for identity in ids:
            text = text.replace(f" {{#{identity}}}", "")
        project.write(file, text)


def test_a_block_without_an_id_is_a_finding_and_is_printed(small):
    without_ids(small, "i12")

    outcome = small.run("build", "-f", "html", "-e", "zh-Hans")

    assert outcome.code == 0
    assert "warning[provisional-id]: this block has no id" in outcome.said
    assert outcome.place == f"{ZH}:8:3"
    assert "jdpublish ids --write" in outcome.said
    assert "延长服务时间。" in words(page(small, "zh-Hans"))


def test_a_block_without_an_id_has_one_to_link_to_until_it_is_written(small):
    without_ids(small, "p11")

    small.run("build", "-f", "html", "-e", "zh-Hans")

    proposed = small.run("ids").printed.split("{#")[1].split("}")[0]
    assert "一网通办" in words(by_id(page(small, "zh-Hans"))[proposed])


def test_ids_are_proposed_and_nothing_is_written_without_being_asked(small):
    without_ids(small, "p11", "i12")
    before = {file: small.read(file) for file in (ZH, EN)}

    outcome = small.run("ids")

    assert outcome.code == 1
    rows = [line.split("  ") for line in outcome.printed.splitlines()]
    assert [place for place, *_ in rows] == [f"{ZH}:5:1", f"{ZH}:8:3", f"{EN}:5:1", f"{EN}:9:3"]
    assert rows[0][2] == "全面推进“一网通办”，数据上链，减少跑动次数。"
    assert [row[1] for row in rows[:2]] == [row[1] for row in rows[2:]]
    assert "4 blocks without an id" in outcome.said
    assert {file: small.read(file) for file in (ZH, EN)} == before


def test_written_ids_change_nothing_else(small):
    """Line ends, spaces and what stands in the other files stay byte for byte."""
    small.write(ZH, small.read(ZH).replace("\n", "\r\n") + "\r\n\r\n")
    before = {file: small.read(file) for file in (ZH, EN)}
    without_ids(small, "p11", "i12", "h11", "r11", "r12")
    others = {file: small.read(file) for file in ("content/town/zh-Hans/00-overview.md",)}

    outcome = small.run("ids", "--write")

    assert outcome.code == 0, outcome.said
    assert "Wrote the ids of 10 blocks" in outcome.said
    for file, old in before.items():
        unnamed = [re.sub(r" ?\{#[^}]*\}", "", text) for text in (old, small.read(file))]
        assert unnamed[0] == unnamed[1]
        assert small.read(file).count("{#") == old.count("{#")
    assert {file: small.read(file) for file in others} == others


def test_after_the_ids_are_written_there_is_nothing_to_say(small):
    without_ids(small, "p11", "i12", "r12")

    small.run("ids", "--write")
    outcome = small.run("ids")
    build = small.run("build", "-f", "html", "--strict")

    assert (outcome.code, outcome.printed) == (0, "")
    assert outcome.said == "Every block that can have an id has one.\n"
    assert build.code == 0, build.said
    assert PLACEHOLDER not in visible(page(small, "en"))


def test_a_translation_of_another_shape_gets_no_guessed_ids(small):
    without_ids(small, "i12")
    small.change(EN, "- Eight new counters were opened; {#i11}\n", "")
    before = small.read(EN)

    outcome = small.run("ids", "--write")

    assert outcome.code == 1
    assert f"{EN}:8:3  no id: the Chinese file has other blocks here" in outcome.said
    assert small.read(EN) == before
    assert small.read(ZH).count("{#") == 7


# ── Strict ──


def test_strict_refuses_a_block_without_translation(small):
    before = small.finished
    small.change(EN, ITEM, "")

    outcome = small.run("build", "--strict")

    assert outcome.code == 1
    assert "warning[untranslated]" in outcome.said
    assert outcome.said.endswith("1 finding: nothing was built (--strict)\n")
    assert small.finished == before


def test_strict_refuses_a_block_without_id(small):
    before = small.finished
    without_ids(small, "i12", "p11")

    outcome = small.run("build", "--strict")

    assert outcome.code == 1
    assert outcome.said.count("warning[provisional-id]") == 2
    assert "nothing was built (--strict)" in outcome.said
    assert small.finished == before


def test_strict_makes_no_output_folder(small):
    small.change(EN, ITEM, "")

    outcome = small.run("build", "--strict", "-o", str(small.root / "elsewhere"))

    assert outcome.code == 1
    assert not (small.root / "elsewhere").exists()


def test_an_unfinished_edition_is_listed_like_any_other(small):
    small.change(EN, ITEM, "")

    small.run("build")

    rows = json.loads(small.read("dist/town/manifest.json"))["artifacts"]
    assert {row["edition"] for row in rows} == {"zh-Hans", "zh-Hant", "en"}


@pytest.mark.parametrize("slip", ["{p11}", "｛#p11｝", "{#p11}。"])
def test_an_id_that_a_slip_has_made_words_is_a_finding(small, slip):
    small.change(ZH, "{#p11}", slip)

    outcome = small.run("build", "-e", "zh-Hans", "-f", "html")

    assert outcome.code == 0
    assert f"“{slip.rstrip('。')}” looks like an id, but is printed" in outcome.said


def test_a_heading_without_its_space_is_a_finding(small):
    heading = next(line for line in small.read(ZH).splitlines() if line.startswith("## "))
    small.change(ZH, heading, heading.replace("## ", "##"))

    outcome = small.run("build", "-e", "zh-Hans", "-f", "html")

    assert outcome.code == 0
    assert "this looks like a heading, but is printed as a paragraph" in outcome.said


def test_braces_and_number_signs_in_prose_are_silent(small):
    small.change(ZH, "{#p11}", "集合{1, 2}与｛甲｝、C#语言。 {#p11}")

    assert "damaged" not in small.run("build", "-e", "zh-Hans", "-f", "html").said
