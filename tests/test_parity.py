"""`check --built`: every figure of the Chinese text stands in every file that was built."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.built.tagged import tagged_pdf
from jdpublish.built.webpages import web_page
from jdpublish.editions import EDITIONS as DECLARED
from jdpublish.errors import OutputError
from jdpublish.model import BlockKind
from jdpublish.parity.overleaf import row_together
from jdpublish.parity.proof import proof
from jdpublish.parity.standing import Proof, Standing
from jdpublish.parity.words import wording, written
from jdpublish.report import Report, parsed
from jdpublish.script import converter, to_traditional
from jdpublish.sources import Sources
from jdpublish.workspace import Project, find_project, finished_report, load
from tests.altering import alter_page, alter_pdf, begin_with, comment, paint_over
from tests.built import EDITIONS, SIZES, Built
from tests.project_factory import Outcome, SmallProject
from tests.test_browser import AXE
from tests.test_nu import CHECKER

OVERVIEW = "content/town/zh-Hans/00-overview.md"
OVERVIEW_EN = "content/town/en/00-overview.md"
WORK = "content/town/zh-Hans/01-work.md"
WORK_EN = "content/town/en/01-work.md"


def compared(report: Report, sources: Sources, project: Project, folder: Path) -> Proof:
    built = finished_report(folder, report.source.id, project)
    return proof(report, built, concepts=sources.concepts)


def check(small: SmallProject, *more: str) -> Outcome:
    return small.run("check", "--built", *more)


def found(small: SmallProject, *more: str) -> list[tuple[str, int, str]]:
    """Return file, line and message of everything that is found."""
    outcome = check(small, "--output-format", "json", *more)
    findings = json.loads(outcome.printed)["findings"]
    assert all(one["check"] == "parity" and one["hint"] for one in findings)
    return [(one["file"], one["line"], one["message"]) for one in findings]


@pytest.fixture(scope="session")
def all_compared(built: Built, report: Report, sources: Sources, project: Project) -> Proof:
    return compared(report, sources, project, built.root)


# ── The real report ──


def test_every_figure_stands_in_every_edition_format_and_size(all_compared):
    assert len(all_compared.files) == len(EDITIONS) * (1 + len(SIZES))
    assert len(all_compared.rows) > 150
    assert [row.chinese.text for row in all_compared.rows if row.differs] == []
    assert [one.message for one in all_compared.findings] == []


def test_chinese_editions_say_the_same_and_english_says_it_by_value(all_compared):
    row = next(row for row in all_compared.rows if row.chinese.text == "243.4亿元")

    assert (row.value, row.block) == ("24340000000", "p01")
    standings = {(one.path.split("/")[0], one.standing) for one in row.stands}
    assert standings == {
        (edition, Standing.BY_VALUE if edition == "en" else Standing.SAME) for edition in EDITIONS
    }
    words = {one.words.text for one in row.stands if one.words}
    assert words == {"243.4亿元", "243.4億元", "24.34 billion yuan"}


def test_every_word_of_every_block_is_read_from_every_file_as_it_was_written(
    built, report, sources
):
    """So no call, no numeral, no page's number and no running head is taken for text."""
    for edition in DECLARED:
        blocks = {
            block.id: block
            for section in report.sections[edition.source]
            for block in section.blocks
        }
        convert = converter(edition.conversion, sources.concepts) if edition.conversion else None
        chinese = edition.source.startswith("zh")
        for kind, size in (("html", SIZES[0]), *(("pdf", size) for size in SIZES)):
            path = built.file(edition.id, kind, size)
            read = web_page if kind == "html" else tagged_pdf
            reading = read(path.read_bytes(), known=blocks, file=path.name)
            assert reading.strays == ()
            assert reading.unknown == {}
            assert set(reading.passages) == set(blocks)
            for name, block in blocks.items():
                text = (to_traditional(block, convert) if convert else block).text
                expected = written(block.text, chinese=chinese)
                words = wording(reading.passages[name], block, expected, chinese=chinese)
                assert words.text == written(text, chinese=chinese), (path.name, name)


def test_paragraphs_that_go_on_overleaf_are_read_whole(built, report):
    """Some figure of the report stands on the second page of its paragraph on some size."""
    known = {block.id for section in report.sections["en"] for block in section.blocks}
    crossing = 0
    for size in SIZES:
        content = built.file("en", "pdf", size).read_bytes()
        for passage in tagged_pdf(content, known=known, file="").passages.values():
            crossing += len({run.place.page for run in passage.runs}) > 1
    assert crossing > 3


def test_links_lead_to_the_page_that_shows_the_figure(built, all_compared):
    row = next(row for row in all_compared.rows if row.chinese.text == "30.7%")
    links = {one.path: one.link for one in row.stands}

    assert links["en/index.html"] == "en/index.html#p32"
    path = built.file("en", "pdf", "A5")
    page = int(links[f"en/{path.name}"].rpartition("#page=")[2])
    text = "".join(one.text for one in built.letters("en", "A5") if one.page == page - 1)
    assert "30.7" in text


# ── The command ──


def test_what_was_just_built_is_equal_and_the_report_of_it_lies_beside(small):
    outcome = check(small)

    assert outcome.code == 0, outcome.printed
    assert "all equal: " in outcome.said
    assert "No findings" in outcome.printed
    record = json.loads(small.read("dist/town/parity.json"))
    assert record["summary"]["differing"] == 0
    assert record["summary"]["files"] == 6
    kilometers = next(one for one in record["figures"] if one["chinese"] == "12公里")
    assert kilometers["value"] == "12"
    assert [one["words"] for one in kilometers["files"]] == ["12公里"] * 4 + ["12 kilometers"] * 2
    sums = {one["path"]: one["sha256"] for one in record["files"]}
    manifest = json.loads(small.read("dist/town/manifest.json"))["artifacts"]
    assert sums == {one["path"]: one["sha256"] for one in manifest}


def test_nothing_else_in_the_output_folder_changes(small):
    before = small.finished

    check(small)

    after = small.finished
    assert set(after) - set(before) == {"town/parity.html", "town/parity.json"}
    assert {path: after[path] for path in before} == before


def test_the_same_files_give_the_same_report(small):
    check(small)
    first = small.finished

    check(small)

    assert small.finished == first


def test_a_new_build_of_any_file_takes_the_old_report_away(small):
    check(small)

    assert small.run("build", "-e", "en", "-f", "html").code == 0

    assert not {path for path in small.finished if "parity" in path}


def test_nothing_built_is_told_with_the_command_that_builds(small):
    shutil.rmtree(small.dist)

    outcome = check(small)

    assert outcome.code == 2
    assert "hint: build it first: `jdpublish build`" in outcome.said
    assert not small.dist.exists()


def test_a_report_that_is_not_built_is_told_if_it_was_asked_for(small):
    shutil.copytree(small.root / "content/town", small.root / "content/village")

    assert check(small).code == 0
    outcome = check(small, "village")

    assert outcome.code == 2
    assert "there is nothing of the report “village”" in outcome.said
    assert "`jdpublish build village`" in outcome.said


@pytest.mark.parametrize("option", [("--fix",), ("--diff",), ("--only", "figures"), ("--list",)])
def test_it_goes_with_no_option_that_is_for_the_text(small, option):
    outcome = check(small, *option)

    assert outcome.code == 2
    assert "--built checks finished files" in outcome.said


def test_a_folder_is_for_finished_report_only(small):
    assert small.run("check", "-o", "dist").code == 2


def test_drafts_are_compared_too_with_their_stamp(small):
    small.change(
        "glossary/town.toml",
        'status = "approved"\nannotate = ["en", "zh"]',
        'status = "proposed"\nannotate = ["en", "zh"]',
    )
    assert small.run("build", "--draft", "-e", "zh-Hans", "-e", "en").code == 0

    outcome = check(small, "-o", str(small.root / "draft"))

    assert outcome.code == 0, outcome.printed
    assert "草稿" in small.read("draft/town/parity.html")


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_findings_are_given_in_every_form(small, form):
    alter_page(small.dist / "town/en/index.html", "12 kilometers", "21 kilometers")

    outcome = check(small, "--output-format", form)

    assert outcome.code == 1
    assert "dist/town/en/index.html" in outcome.printed
    assert "21 kilometers" in outcome.printed


# ── Altered by hand ──


def test_a_figure_altered_in_a_built_page_is_found_with_file_and_line(small):
    line, column = alter_page(small.dist / "town/zh-Hans/index.html", "道路12", "道路21")

    outcome = check(small)

    assert outcome.code == 1
    assert outcome.printed.count("error[parity]") == 1
    assert "“12公里” of the text reads “21公里”" in outcome.printed
    assert f"--> dist/town/zh-Hans/index.html:{line}:{column + len('道路')}\n" in outcome.printed
    assert "this file was changed after it was built" in outcome.printed
    assert "`jdpublish build town -e zh-Hans -f html`" in outcome.printed


def test_a_simplified_character_in_a_traditional_page_is_found(small):
    """The text converted is right; what becomes of it in the file is looked at all the same."""
    line, column = alter_page(small.dist / "town/zh-Hant/index.html", "數據上鏈，", "数據上鏈，")

    outcome = check(small)

    assert "warning[simplified-left]: “数” is a Simplified character" in outcome.printed
    assert f"--> dist/town/zh-Hant/index.html:{line}:{column}\n" in outcome.printed


def test_a_figure_altered_in_a_built_english_page_is_found(small):
    alter_page(small.dist / "town/en/index.html", "12 kilometers", "120 kilometers")

    ((file, _, message),) = found(small)

    assert file == "dist/town/en/index.html"
    assert message == "“12 kilometers” of the text reads “120 kilometers”"


def test_a_figure_that_need_not_be_there_must_not_be_another(small):
    """English may say 8个 as it likes, but not what its own text does not say."""
    alter_page(small.dist / "town/en/index.html", "Eight new counters", "Nine new counters")

    ((_, _, message),) = found(small)

    assert message == "“Eight” of the text reads “Nine”"


def test_a_dropped_figure_and_one_that_was_added_are_found(small):
    alter_page(small.dist / "town/zh-Hant/index.html", "道路12", "道路若干")
    alter_page(small.dist / "town/zh-Hans/index.html", "延长服务时间。", "延长服务时间3小时。")

    messages = [message for *_, message in found(small)]

    assert messages == [
        "“3小时” stands here, and not in the text",
        "“12公里” of the text does not stand in its block",
    ]


def test_a_digit_in_a_name_is_no_figure_and_still_must_stay(small):
    small.change(OVERVIEW, "全年新建道路", "经G15全年新建道路")
    small.change(OVERVIEW_EN, "and built", "and built by the G15")
    assert small.run("build").code == 0
    assert check(small).code == 0
    alter_page(small.dist / "town/zh-Hans/index.html", "G15全年", "G51全年")

    assert [message for *_, message in found(small)] == ["“G15” of the text reads “G51”"]


@pytest.mark.parametrize(
    ("edition", "old", "new"), [("zh-Hans", "12公里", "21公里"), ("en", "12 kilo", "21 kilo")]
)
def test_a_figure_altered_in_a_built_pdf_is_found_with_its_page(small, edition, old, new):
    path = small.dist / f"town/{edition}/town.{edition}.pdf"
    page = alter_pdf(path, old, new)

    ((file, _, message),) = found(small)

    assert file == f"dist/town/{edition}/town.{edition}.pdf"
    assert f"reads “{new[:2]}" in message
    assert message.endswith(f"on page {page}")
    assert page > 1


def test_a_pdf_built_from_another_text_is_found(small, tmp_path):
    shutil.copytree(small.root, tmp_path / "other", symlinks=True)
    other = SmallProject(tmp_path / "other")
    other.change(OVERVIEW, "12公里", "13公里")
    assert other.run("build", "-e", "zh-Hant", "-f", "pdf").code == 0
    name = "dist/town/zh-Hant/town.zh-Hant.pdf"
    shutil.copy(other.root / name, small.root / name)

    ((file, _, message),) = found(small)

    assert file == name
    assert re.fullmatch(r"“12公里” of the text reads “13公里” on page \d", message)


def test_a_page_older_than_the_text_is_told_so(small):
    small.change(OVERVIEW, "12公里", "13公里")
    small.change(OVERVIEW_EN, "12 kilometers", "13 kilometers")

    outcome = check(small)

    assert outcome.code == 1
    assert outcome.printed.count("error[parity]") == 6
    assert "“13公里” of the text reads “12公里”" in outcome.printed
    assert "the text was changed after this file was built" in outcome.printed
    assert small.run("build").code == 0
    assert check(small).code == 0


def test_an_english_figure_of_another_value_is_told_once_for_all_files(small):
    small.change(OVERVIEW_EN, "12 kilometers", "120 kilometers")
    assert small.run("build").code == 0

    ((_, _, message),) = found(small)

    assert "12 kilometers" in message
    assert "120 kilometers" in message
    assert message.endswith("(so in 2 files)")


WAIVER = """\
[[waiver]]
block = "p01"
check = "figures"
reason = "The English counts the side roads too."
by = "A. Reviser"
expires = {expires}
"""


def test_what_a_waiver_lets_pass_in_the_text_passes_here_until_its_day(small):
    small.change(OVERVIEW_EN, "12 kilometers", "120 kilometers")
    assert small.run("build").code == 0
    small.write("content/town/waivers.toml", WAIVER.format(expires="9999-12-31"))

    assert check(small).code == 0
    record = json.loads(small.read("dist/town/parity.json"))
    row = next(one for one in record["figures"] if one["chinese"] == "12公里")
    assert {one["path"]: one["standing"] for one in row["files"]}["en/index.html"] == "loosely"

    small.write("content/town/waivers.toml", WAIVER.format(expires="2020-01-01"))
    assert check(small).code == 1


def test_a_hedge_that_was_altered_in_a_built_page_is_named(small):
    for language, old in (("zh-Hans", "道路12公里"), ("en", "built 12 kilometers")):
        new = old.replace("12", "约12" if language == "zh-Hans" else "about 12")
        small.change(f"content/town/{language}/00-overview.md", old, new)
    small.run("build")
    alter_page(small.dist / "town/en/index.html", "built about <span", "built <span")

    ((_, _, message),) = found(small)

    assert message == "“12 kilometers” of the text has lost or changed a word such as “about”"


def test_a_lost_hedge_is_a_warning(small):
    small.change(OVERVIEW, "道路12公里", "道路约12公里")
    assert small.run("build").code == 0

    outcome = check(small)

    assert outcome.code == 0
    assert outcome.printed.count("warning[parity]") == 1
    assert check(small, "--fail-on", "warning").code == 1
    assert "all equal" in outcome.said
    page = small.read("dist/town/parity.html")
    assert "数字一致，另有 1 处提示" in page
    assert '<span class="sign" aria-hidden="true">✓</span>' in page


def test_a_block_that_is_missing_or_unknown_is_found(small):
    alter_page(small.dist / "town/zh-Hans/index.html", ' id="i12"', ' id="i77"')

    assert [message for *_, message in found(small)] == [
        "the block “i12” of the text is not in this file",
        "the block “i77” stands here, and not in the text",
    ]


def test_a_file_that_was_changed_elsewhere_is_told_though_all_figures_are_there(small):
    path = small.dist / "town/en/index.html"
    path.write_bytes(path.read_bytes() + b"<!-- -->")

    assert [message for *_, message in found(small)] == [
        "this file is not the one that was built: its SHA-256 is another"
    ]


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        (lambda path: paint_over(path, b"99 km", 3), "“99 km” is written on page 3"),
        (lambda path: comment(path, "99 km"), "a comment or stamp lies on page 1: “99 km”"),
        (lambda path: paint_over(path, b"0 0 600 900 re f", 3, mark="x"), "something on page 3"),
    ],
)
def test_what_somebody_puts_over_a_page_is_found(small, stamp, told):
    stamp(small.dist / "town/en/town.en.pdf")

    assert any(message.startswith(told) for *_, message in found(small))


def test_words_that_a_style_hides_are_not_shown(small):
    hidden = '<span style="color:red; display:none">道路12'
    alter_page(small.dist / "town/zh-Hans/index.html", "道路12", f"{hidden}</span>")

    assert [message for *_, message in found(small)] == [
        "“12公里” of the text does not stand in its block"
    ]


def test_what_a_page_shows_but_does_not_speak_is_read(small):
    added = '道路12<span aria-hidden="true">0</span>'
    alter_page(small.dist / "town/zh-Hans/index.html", "道路12", added)

    assert [message for *_, message in found(small)] == ["“12公里” of the text reads “120公里”"]


@pytest.mark.parametrize(
    ("operator", "told"),
    [
        ((3, "Tr"), "cannot be seen on page 3"),
        ((1, 1, 1, "rg"), "cannot be seen on page 3"),
        ((1, 0, 0, 1, 5000, 100, "Tm"), "stands beyond the edge of page 3"),
    ],
)
def test_words_of_a_pdf_that_nobody_can_see_are_found(small, operator, told):
    """All of them can be marked, copied and searched all the same."""
    begin_with(small.dist / "town/zh-Hans/town.zh-Hans.pdf", "12", operator)

    assert any(message.startswith("“12") and message.endswith(told) for *_, message in found(small))


def test_a_table_too_wide_for_its_page_is_found(small):
    """Nobody has changed the file: it was built so, and a figure is cut off."""
    for file in (WORK, WORK_EN):
        head = " | ".join(f"{year} " for year in range(2001, 2017))
        line = " | ".join(["---"] * 16)
        small.change(file, "\n[^n1]:", f"\n| {head} {{#r21}} |\n| {line} |\n\n[^n1]:")
    assert small.run("build", "-f", "pdf", "--page-size", "A5").code == 0

    messages = [message for *_, message in found(small) if "beyond the edge" in message]

    assert len(messages) == 3
    assert all("2016" in message for message in messages)


def test_another_file_altogether_is_told_once(small):
    (small.dist / "town/en/index.html").write_text("<p>404</p>", "utf-8")

    assert [message for *_, message in found(small)] == ["nothing of the text is in this file"]


def test_many_pieces_on_a_page_are_told_once(small):
    path = small.dist / "town/zh-Hans/town.zh-Hans.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages.append(document.pages[2])
        document.save(path)

    strays = [message for *_, message in found(small) if "is no part of the text" in message]

    assert len(strays) == 1
    assert strays[0].startswith("“概述 过去一年")


def test_a_comment_without_words_is_told_too(small):
    comment(small.dist / "town/en/town.en.pdf", "")

    assert any(
        "a comment or stamp lies on page 1: something without" in m for *_, m in found(small)
    )


# ── Files that cannot be compared ──


def test_files_that_are_not_there_or_not_listed_are_told(small):
    (small.dist / "town/en/index.html").unlink()
    shutil.copy(small.dist / "town/en/town.en.pdf", small.dist / "town/en/old.pdf")

    assert found(small) == [
        (
            "dist/town/en/index.html",
            1,
            "manifest.json lists this file, and it is not there",
        ),
        (
            "dist/town/en/old.pdf",
            1,
            "manifest.json does not list this file, so nobody has compared it",
        ),
    ]


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:400])


def untagged(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.Root.StructTreeRoot
        del document.Root.MarkInfo
        document.save(path)


def recoded(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))


@pytest.mark.parametrize(
    ("file", "damage", "told"),
    [
        ("zh-Hans/town.zh-Hans.pdf", damaged, "this PDF cannot be read"),
        ("zh-Hans/town.zh-Hans.pdf", untagged, "this PDF does not say which of its words"),
        ("zh-Hans/index.html", recoded, "this page is not UTF-8"),
        ("manifest.json", damaged, "this manifest cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_with_its_place(small, file, damage, told):
    check(small)
    before = small.read("dist/town/parity.json")
    damage(small.dist / "town" / file)

    outcome = check(small)

    assert outcome.code == 2
    assert told in outcome.said
    assert outcome.place.startswith(f"dist/town/{file}:")
    assert "build" in outcome.said.partition("hint: ")[2]
    assert small.read("dist/town/parity.json") == before


@pytest.mark.parametrize(
    "changes",
    [
        {"edition": "zh-Hans"},
        {"format": "pdf"},
        {"format": "epub"},
        {"path": "./en/index.html"},
        {"path": "../../content/town/report.toml"},
        {"path": "en/\0.html"},
        {"path": "en/\ud800.html"},
        {"path": "en"},
        {"path": "en/town.en.pdf", "format": "pdf"},
    ],
)
def test_a_manifest_edited_by_hand_is_an_error(small, changes):
    manifest = json.loads(small.read("dist/town/manifest.json"))
    row = next(one for one in manifest["artifacts"] if one["path"] == "en/index.html")
    row.update(changes)
    small.write("dist/town/manifest.json", json.dumps(manifest))

    outcome = check(small)

    assert outcome.code == 2
    assert "is not listed here as a build lists a file" in outcome.said
    assert outcome.place == "dist/town/manifest.json:1:1"


def test_a_page_that_breaks_off_lacks_its_last_blocks(small):
    path = small.dist / "town/zh-Hans/index.html"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index('id="i11"') - 4], "utf-8")

    assert {message.partition(" of the text")[0] for *_, message in found(small)} == {
        f"the block “{block}”" for block in ("i11", "i12", "r11", "r12", "n1")
    }


# ── Lines, columns and pages ──


@pytest.mark.parametrize("size", SIZES)
def test_figures_that_break_over_lines_and_pages_are_read_whole(small, size):
    """Hundreds of figures in one paragraph, and a table over several pages."""
    numbers = [1000 + 7 * step for step in range(260)]
    chinese = "".join(f"第{step}处投资{one / 10:.1f}亿元，" for step, one in enumerate(numbers, 1))
    english = "".join(
        f"site {step} took {one / 100:.2f} billion yuan; " for step, one in enumerate(numbers, 1)
    )
    small.change(OVERVIEW, "全年新建", f"{chinese}全年新建")
    small.change(OVERVIEW_EN, "and built", f"{english}and built")
    options = ("-f", "pdf", "--page-size", size, "-o", str(small.root / "long"))
    assert small.run("build", *options).code == 0

    outcome = check(small, "-o", str(small.root / "long"))

    assert outcome.code == 0, outcome.printed[:2000]
    record = json.loads(small.read("long/town/parity.json"))
    pages = {
        one["page"]
        for row in record["figures"]
        if row["block"] == "p01"
        for one in row["files"]
        if one["path"].startswith("en/")
    }
    assert len(pages) > 2
    assert record["summary"]["figures"] > 2 * len(numbers) - 10


def test_rows_of_a_table_that_go_on_overleaf_are_read_cell_by_cell(small):
    """In narrow columns some cells of a row stand on one page, and the others on the next."""
    values = [[7**step % 8999 + row for step in range(5, 11)] for row in range(60)]
    head = "| --- | " + " | ".join(["---"] * 6) + " |\n"
    years = " | ".join(map(str, range(2015, 2021)))
    for file, name in ((WORK, "全区各街镇各行业重点指标第{}项"), (WORK_EN, "Key indicator No. {}")):
        rows = [
            f"| {name.format(row)} | {' | '.join(map(str, line))} {{#t{row:02}}} |\n"
            for row, line in enumerate(values, 2)
        ]
        table = f"| – | {years} {{#t01}} |\n{head}{''.join(rows)}"
        small.change(file, "\n[^n1]:", f"\n{table}\n[^n1]:")
    assert small.run("build", "-f", "pdf", "--page-size", "A5").code == 0

    messages = [
        message for file, _, message in found(small) if ".A5.pdf" in file and "block" in message
    ]

    assert messages == []


CELLS = st.lists(st.text("12 3亿億ab", max_size=6).map(str.strip), min_size=2, max_size=5)


@given(CELLS, st.data())
def test_a_row_is_put_together_from_its_pages_without_a_word_more_or_less(cells, data):
    cuts = [data.draw(st.integers(0, len(cell))) for cell in cells]
    pages = [
        [cell[:cut] for cell, cut in zip(cells, cuts, strict=True)],
        [cell[cut:] for cell, cut in zip(cells, cuts, strict=True)],
    ]
    texts = ["\t".join(part for part in page if part) for page in pages]
    row = tuple((one, offset) for offset, one in enumerate("\t".join(filter(None, texts))))
    numbers = [1] * len(texts[0]) + [2] * (len(row) - len(texts[0]))

    found = row_together(row, numbers, "\t".join(cells))

    solid = ["".join(sorted("".join(one for one, _ in text).split())) for text in (row, found)]
    assert solid[0] == solid[1]


def test_a_row_is_put_together_in_the_order_of_its_text():
    row = tuple((one, offset) for offset, one in enumerate("5.2\t12公\t指标\t里"))

    found = row_together(row, [1] * 8 + [2] * 4, "指标\t5.2\t12公里")

    assert "".join(one for one, _ in found) == "指标\t5.2\t12公 里"


def test_figures_in_neighbouring_cells_do_not_run_together(small):
    for name in (WORK, WORK_EN):
        small.change(
            name, "| --- | --- |\n", "| --- | --- |\n| 2023 | 5 {#r13} |\n| 2024 | 50 {#r14} |\n"
        )
    assert small.run("build").code == 0

    assert check(small).code == 0

    record = json.loads(small.read("dist/town/parity.json"))
    cells = [one["value"] for one in record["figures"] if one["block"] in ("r13", "r14")]
    assert cells == ["2023", "5", "2024", "50"]


def test_calls_labels_and_numerals_are_no_figures(small):
    check(small)

    record = json.loads(small.read("dist/town/parity.json"))
    assert {one["chinese"] for one in record["figures"]} >= {"12公里", "8个"}
    assert all(one["equal"] for one in record["figures"])
    text = small.page("zh-Hans")
    known = {"c1", "p11", "n1", "r12", "h11"}
    page = web_page(text.encode(), known=known, file="")
    assert page.passages["p11"].text == "全面推进“一网通办”，数据上链，减少跑动次数。"
    assert page.passages["r12"].text == "窗口\t8个"
    content = (small.dist / "town/zh-Hans/town.zh-Hans.pdf").read_bytes()
    pdf = tagged_pdf(content, known=known, file="")
    assert pdf.passages["c1"].text == "主要工作"
    assert pdf.passages["n1"].text == "数据截至年底。"
    assert pdf.passages["r12"].text.replace(" ", "") == "窗口\t8个"


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("一年来的工作", "One Year of Work"),
        ("一二三产业", "1 Year of Work"),
        ("10件实事", "10 Practical Things"),
        ("2024年的工作", "2024 in Review"),
    ],
)
@pytest.mark.parametrize("theme", ["report", "plain"])
def test_a_chapter_may_begin_with_a_numeral_of_its_own(small, chinese, english, theme):
    """Its title, 一年来的工作, stands behind the chapter's numeral: 一、一年来的工作."""
    small.change(WORK, "# 主要工作", f"# {chinese}")
    small.change(WORK_EN, "# Main Work", f"# {english}")
    if theme == "plain":
        (small.root / "themes/plain").symlink_to(Path(__file__).parent / "themes/plain")
        small.change("jdpublish.toml", "themes/report", "themes/plain")
    assert small.run("build").code == 0

    assert "“" not in check(small).printed.replace("“One” is not in the Chinese", "")


def test_another_theme_may_number_chapters_and_notes_as_it_likes(small):
    plain = Path(__file__).parent / "themes" / "plain"
    (small.root / "themes" / "plain").symlink_to(plain)
    small.change("jdpublish.toml", "themes/report", "themes/plain")
    assert small.run("build").code == 0

    outcome = check(small)

    assert outcome.code == 0, outcome.printed


# ── Reading ──


@given(st.text())
def test_no_page_whatever_it_holds_stops_the_reading(text):
    web_page(f'<p id="p1">1{text}'.encode("utf-8", "replace"), known={"p1"}, file="")


@given(st.binary(max_size=200))
def test_what_is_no_pdf_is_told_as_such(content):
    with pytest.raises(OutputError, match="cannot be read"):
        tagged_pdf(content, known=(), file="")


def test_every_character_is_where_the_reading_says(built):
    """Line and column lead to the character itself, behind tags and other lines."""
    source = built.source("zh-Hans")
    lines = source.split("\n")
    reading = web_page(source.encode(), known={"p01", "p32", "h31", "n1"}, file="")

    assert set(reading.passages) == {"p01", "p32", "h31", "n1"}
    for passage in reading.passages.values():
        for offset, character in enumerate(passage.text):
            place = passage.place(offset)
            assert lines[place.line - 1][place.column - 1] == character


# ── The page ──


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_axe_finds_no_barrier_on_the_page_and_nothing_overflows(small, browser, scheme, width):
    alter_page(small.dist / "town/zh-Hans/index.html", "道路12", "道路21")
    check(small)
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((small.dist / "town/parity.html").as_uri())

    page.add_script_tag(path=AXE)
    barriers = page.evaluate("axe.run().then(found => found.violations.map(one => one.id))")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()

    assert barriers == []
    assert not wide


def test_only_differences_can_be_shown_without_any_script(small, browser):
    alter_page(small.dist / "town/zh-Hans/index.html", "道路12", "道路21")
    check(small)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((small.dist / "town/parity.html").as_uri())

    page.locator("#differences").check()
    shown = [row for row in page.locator(".figures tbody tr").all() if row.is_visible()]
    texts = [row.inner_text() for row in shown]
    context.close()

    assert len(texts) == 1
    assert "12公里" in texts[0]
    assert "21公里" in texts[0]


def test_no_column_of_five_editions_is_too_narrow_to_read(small, browser):
    all_of_them = ", ".join(f'"{edition.id}"' for edition in DECLARED)
    small.change("jdpublish.toml", '"zh-Hans", "zh-Hant", "en"', all_of_them)
    assert small.run("build", "-f", "html").code == 0
    check(small)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((small.dist / "town/parity.html").as_uri())

    widths = [cell.bounding_box()["width"] for cell in page.locator(".figures td[lang=en]").all()]
    context.close()

    assert min(widths) > 200


def test_a_report_without_english_has_no_word_of_it(small):
    shutil.rmtree(small.root / "content/town/en")
    details = small.read("content/town/report.toml")
    small.write("content/town/report.toml", details.partition("[en]")[0])
    small.change("jdpublish.toml", ', "en"]', "]")
    shutil.rmtree(small.dist)
    assert small.run("build").code == 0

    assert check(small).code == 0

    page = small.read("dist/town/parity.html")
    assert "英文" not in page
    assert "译文" not in page


def test_every_link_of_the_page_leads_to_a_file_and_a_place_in_it(small):
    check(small)

    links = re.findall(r'href="([^"]+)"', small.read("dist/town/parity.html"))
    assert len(links) > 20
    for link in links:
        path, _, place = link.partition("#")
        content = (small.dist / "town" / path).read_bytes()
        if path.endswith(".html") and place:
            assert f' id="{place}"'.encode() in content
        elif place:
            assert place.startswith("page=")


def test_the_nu_checker_has_nothing_to_say_against_the_page(small):
    alter_page(small.dist / "town/zh-Hans/index.html", "道路12", "道路21")
    check(small)

    done = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", small.dist / "town/parity.html"],
        capture_output=True,
        check=False,
    )

    assert [one["message"] for one in json.loads(done.stderr)["messages"]] == []


@pytest.mark.parametrize("block", [kind.value for kind in BlockKind])
def test_every_kind_of_block_is_compared(small, block):
    report = parsed(load(find_project(small.root)).reports[0])
    kinds = {one.kind for section in report.sections["zh-Hans"] for one in section.blocks}
    assert block in kinds
