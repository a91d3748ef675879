"""`jdpublish figures`: every figure of a report, as a table, a sheet to sign, and for programs."""

import csv
import datetime as dt
import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jdpublish.errors import Location
from jdpublish.figure_list import Figure, Place, figures, unit, value
from jdpublish.figures import quantities
from jdpublish.figures.comparing.comparison import Relation
from jdpublish.figures.quantity import Hedge, Kind, Quantity
from jdpublish.figures.units import CHINESE_UNITS
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.reporting.figure_sheet import figure_sheet
from jdpublish.reporting.figure_table import table_csv, table_json, table_text, verdict
from jdpublish.reporting.in_chinese import HEDGES, RELATIONS
from jdpublish.reporting.terminal import text_width
from jdpublish.spreadsheets import STARTS_A_FORMULA, Column, Sheet, guarded, workbook
from tests.conftest import ROOT
from tests.project_factory import run_here
from tests.strategies import mixed_texts

ZH = "content/town/zh-Hans/00-overview.md"
EN = "content/town/en/00-overview.md"
DAY = dt.date(2026, 11, 22)


def figure(chinese="243.4亿元", english="24.34 billion yuan", worth="24340000000", **changed):
    given_ = {
        "report": "town",
        "block": "p01",
        "language": "en",
        "chinese": Place(chinese, Location(ZH, 5, 7)) if chinese else None,
        "translation": Place(english, Location(EN, 6, 11)) if english else None,
        "kind": Kind.NUMBER,
        "value": worth,
        "unit": "元 yuan",
        "hedge": Hedge.NONE,
        "relation": Relation.RESCALED,
    }
    return Figure(**(given_ | changed))


MISSING = figure(english=None, chinese="30.7%", worth="30.7", unit="%", relation=Relation.MISSING)
FIGURES = (figure(), MISSING, figure(worth="2024", unit="year", kind=Kind.YEAR))

# ── What is listed ──


def test_the_figures_of_a_report_come_in_the_order_of_its_text(report):
    listed = figures(report)
    blocks = [block.id for section in report.sections[SOURCE_LANGUAGE] for block in section.blocks]
    places = [
        (blocks.index(one.block), one.chinese is None, one.at.line, one.at.column) for one in listed
    ]

    assert len(listed) > 100
    assert places == sorted(places)


def test_every_figure_of_the_chinese_is_listed(report):
    listed = {
        (one.chinese.words, one.chinese.at) for one in figures(report) if one.chinese is not None
    }
    blocks = [block for section in report.sections[SOURCE_LANGUAGE] for block in section.blocks]

    assert listed == {
        (one.text, block.locate(one.start))
        for block in blocks
        for one in quantities(block.text, SOURCE_LANGUAGE)
    }


def test_a_figure_stands_where_the_list_says(report):
    lines = {
        file.file: file.text.split("\n") for files in report.source.files.values() for file in files
    }
    for one in figures(report):
        for place in filter(None, (one.chinese, one.translation)):
            line = lines[place.at.file][place.at.line - 1]
            start = place.words.replace("*", "")[0]
            assert line[place.at.column - 1] == start, place


def quantity(text, number, **more):
    return Quantity(0, len(text), text, Decimal(number), **more)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (quantity("243.4亿", "2.434E+10"), "24340000000"),
        (quantity("5.0%", "5.0", kind=Kind.PERCENT), "5.0"),
        (quantity("-1.3", "-1.3"), "-1.3"),
        (quantity("三分之一", "1", over=3, kind=Kind.SHARE), "1/3"),
        (quantity("三成", "3", over=10, kind=Kind.SHARE), "0.3"),
        (quantity("二十分之一", "1", over=20, kind=Kind.SHARE), "0.05"),
        (quantity("3:1", "3", over=1, kind=Kind.RATIO), "3:1"),
        (quantity("14:30", "870", kind=Kind.TIME), "14:30"),
        (quantity("8:05", "485", kind=Kind.TIME), "8:05"),
    ],
)
def test_a_value_is_written_in_full(found, shown):
    assert value(found) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(1, 1000))
@example(Decimal("6.2813532380863425386976369E-17"), 16)
def test_no_value_is_rounded(number, over):
    assert Fraction(value(Quantity(0, 1, "x", number, over=over))) == Fraction(number) / over


@pytest.mark.parametrize("kind", set(Kind) - {Kind.NUMBER})
def test_what_has_no_unit_says_of_what_kind_it_is(kind):
    assert unit(quantity("1", "1", kind=kind))


def test_a_unit_is_named_in_both_languages():
    assert unit(quantity("1元", "1", unit=CHINESE_UNITS["元"])) == "元 yuan"
    assert unit(quantity("1个", "1", unit=CHINESE_UNITS["个"])) == "个"
    assert unit(quantity("5%", "5", kind=Kind.PERCENT)) == "%"
    assert unit(quantity("1", "1")) == ""
    assert unit(quantity("2024年", "2024", kind=Kind.YEAR)) == "年份 year"


@pytest.mark.parametrize(
    ("old", "new", "english"),
    [
        ("12 kilometers", "more than 12 kilometers", "more than 12 kilometers"),
        ("built 12 kilometers", "built, or so they say, At least 12 kilometers", "At least 12"),
        ("12 kilometers", "12 kilometers or so", "12 kilometers or so"),
        ("12 kilometers", "12 kilometers", "12 kilometers"),
    ],
)
def test_the_english_is_shown_with_the_words_that_hedge_it(small, old, new, english):
    small.change(EN, old, new)

    told = json.loads(small.run("figures", "--output-format", "json").printed)

    (row,) = [row for row in told["figures"] if row["chinese"] == "12公里"]
    line = small.read(EN).split("\n")[row["english_line"] - 1]
    assert row["english"].startswith(english)
    assert line[row["english_column"] - 1 :].startswith(row["english"])


def test_every_figure_of_the_chinese_is_listed_and_what_only_english_says_on_request(small):
    small.change(EN, "12 kilometers of new road", "12 kilometers of new road on two routes")

    usual = small.run("figures")
    everything = small.run("figures", "--all")

    assert re.search("^title .*一年 .*implied$", usual.printed, re.MULTILINE)
    assert not re.search(" – +two ", usual.printed)
    assert re.search(" – +two .*implied$", everything.printed, re.MULTILINE)
    assert re.search(r" \(\d+ more that only the English says: --all\)$", usual.said)
    assert "--all" not in everything.said


def test_a_workbook_can_be_sent_on_but_not_shown(small, tmp_path):
    with (tmp_path / "figures.xlsx").open("wb") as file:
        subprocess.run(
            [sys.executable, "-m", "jdpublish", "figures", "--output-format", "xlsx"],
            cwd=small.root,
            stdout=file,
            stderr=subprocess.DEVNULL,
            check=True,
        )

    sheet = openpyxl.load_workbook(tmp_path / "figures.xlsx").active
    assert "12公里" in [cell.value for row in sheet for cell in row]

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jdpublish", "figures", "--output-format", "xlsx"]
    refused = subprocess.run(
        command, cwd=small.root, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(theirs)
    os.close(ours)
    assert refused.returncode == 2
    assert "A workbook needs a file: add -o figures.xlsx" in refused.stderr


def test_a_word_that_repeats_a_figure_is_no_figure_of_its_own(small):
    """“Four” is worth as much as 4%, and “4 percent” says it already."""
    small.change("content/town/zh-Hans/00-overview.md", "12公里", "12公里，增长4%")
    small.change(
        EN, "12 kilometers of new road", "12 kilometers of road, up 4 percent, in all four"
    )

    told = json.loads(small.run("figures", "--all", "--output-format", "json").printed)["figures"]

    assert [row["english"] for row in told if row["chinese"] == "4%"] == ["4 percent"]
    assert [row["chinese"] for row in told if row["english"] == "four"] == [None]


# ── Tables ──


def test_the_table_s_columns_stand_one_under_the_other():
    head, first, second, _ = table_text(FIGURES, io.StringIO()).split("\n")

    assert head.split() == [
        *("block", "place", "Chinese", "English", "value", "unit", "hedge", "relation"),
    ]
    assert f"{ZH}:5" in first
    for words in ("243.4亿元", "rescaled"):
        assert words in first
    column = text_width(first[: first.index("rescaled")])
    assert text_width(second[: second.index("missing")]) == column == head.index("relation")


def test_the_last_line_says_what_to_look_at():
    assert verdict((figure(),)) == "1 figure, the same in both languages"
    assert verdict(FIGURES).startswith("3 figures; to look at: 1 missing (`jdpublish check")


def test_csv_is_what_excel_opens_as_chinese():
    content = table_csv(FIGURES)
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(FIGURES) + 1
    first, second, _ = (dict(zip(head, row, strict=True)) for row in rows)
    assert first["chinese"] == "243.4亿元"
    assert first["value"] == "24340000000"
    assert (second["english"], second["relation"]) == ("", "missing")


@pytest.mark.parametrize("sign", STARTS_A_FORMULA)
def test_no_cell_of_a_csv_file_becomes_a_formula(sign):
    content = table_csv((figure(chinese=f"{sign}1+cmd|x", english=f"{sign}2"),))

    _, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert not any(cell.startswith(STARTS_A_FORMULA) for cell in row)
    assert f"'{sign}2" in row


def test_a_number_below_zero_stays_a_number():
    content = table_csv((figure(worth="-3.2"),)).decode()

    assert ",-3.2," in content


@given(mixed_texts())
def test_a_guard_is_given_only_where_it_is_needed(text):
    assert guarded(text) in (text, f"'{text}")
    assert not guarded(text).startswith(STARTS_A_FORMULA)


def test_json_keeps_every_digit():
    told = json.loads(table_json(FIGURES))

    assert told["summary"] == {"figures": 3, "relations": {"rescaled": 2, "missing": 1}}
    first, second, _ = told["figures"]
    assert first["value"] == "24340000000"
    assert (first["file"], first["line"], first["english_line"]) == (ZH, 5, 6)
    assert (second["english"], second["english_file"]) == (None, None)


# ── The sheet to sign ──


def sheet(found=FIGURES, when=DAY):
    return figure_sheet(found, title="数字核对表", name="town", author="临江县", when=when)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_the_sheet_has_a_title_heads_in_both_languages_and_room_to_sign():
    page = opened(sheet())

    assert page["A1"].value == "数字核对表"
    heads = [cell.value for cell in page[2]]
    assert all(re.fullmatch(r"[\u4e00-\u9fff／]+\n[A-Za-z /]+", head) for head in heads)
    assert heads[-1] == "核对人／日期\nChecked by / date"
    assert {page.cell(row, len(heads)).value for row in (3, 4, 5)} == {None}


def test_the_sheet_is_set_up_for_print_and_screen():
    page = opened(sheet())

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$2:$2"
    assert page.freeze_panes == "A3"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page["C3"].alignment.wrap_text


def test_numbers_are_numbers_and_show_all_their_digits():
    page = opened(sheet((*FIGURES, figure(worth="1/3"), figure(worth="14:30"))))
    cells = [page.cell(row, 5) for row in range(3, 8)]

    assert [cell.value for cell in cells] == [24340000000, 30.7, 2024, "1/3", "14:30"]
    assert [cell.number_format for cell in cells] == ["#,##0", "#,##0.0", "0", "@", "@"]


def test_rows_to_look_at_are_coloured():
    page = opened(sheet())

    fills = [page.cell(row, 3).fill.fill_type for row in (3, 4, 5)]
    assert fills == [None, "solid", None]


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-30%", "@x", "＝1", "#N/A", "2024-1-2"])
def test_no_text_becomes_a_formula_an_error_or_a_date(text):
    cell = opened(sheet((figure(chinese=text),)))["C3"]

    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is text.startswith(STARTS_A_FORMULA)


def test_what_no_xml_can_hold_does_not_break_the_sheet():
    assert opened(sheet((figure(chinese="1\x00\x0b2"),)))["C3"].value == "1\ufffd\ufffd2"


@given(mixed_texts(), mixed_texts())
def test_any_text_can_stand_in_a_sheet(text, name):
    table = Sheet(name, text, (Column("甲", 9),), ((text,), (Decimal("1.50"),)), DAY)

    page = opened(workbook(table))

    assert 1 <= len(page.title) <= 31
    assert page["A3"].data_type in ("s", "n")
    assert page["A4"].value == 1.5


def test_equal_figures_give_equal_bytes_whatever_the_clock(monkeypatch):
    first = sheet()
    monkeypatch.setenv("TZ", "Asia/Shanghai")

    assert sheet() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2026-11-22T00:00:00Z"] * 2
    assert "临江县" in core


def test_a_report_without_a_date_gives_the_same_bytes_too():
    assert sheet(when=dt.date.min) == sheet(when=dt.date.min)


def test_every_hedge_and_relation_has_its_chinese():
    assert set(HEDGES) == set(Hedge)
    assert set(RELATIONS) == set(Relation)


# ── The command ──


def test_the_table_is_printed_and_the_verdict_beside_it(small):
    outcome = small.run("figures")

    assert outcome.code == 0
    assert outcome.printed.startswith("block ")
    assert re.search(
        rf"^p01 .*{re.escape(ZH)}:5 .*12公里 .*12 kilometers", outcome.printed, re.MULTILINE
    )
    assert re.match(r"\d+ figures", outcome.said)


def test_quiet_prints_the_table_alone(small):
    outcome = small.run("figures", "-q", "town")

    assert outcome.said == ""
    assert outcome.printed.startswith("block ")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("f.csv", b"\xef\xbb\xbfreport,"), ("f.XLSX", b"PK"), ("f.json", b"{"), ("f.txt", b"block ")],
)
def test_a_file_s_name_says_what_it_is(small, tmp_path, name, begins):
    outcome = small.run("figures", "-o", str(tmp_path / name))

    assert (outcome.code, outcome.printed) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert outcome.said.endswith(f": {tmp_path / name}\n")


def test_the_form_that_is_named_goes_before_the_file_s_name(small, tmp_path):
    small.run("figures", "--output-format", "json", "-o", str(tmp_path / "figures.dat"))

    assert json.loads((tmp_path / "figures.dat").read_text("utf-8"))["figures"]


def test_the_sheet_of_the_real_report_bears_the_version_s_day(tmp_path):
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for file in files:
        assert run_here("--project", str(ROOT), "figures", "review-2024", "-o", str(file)).code == 0

    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 11, 22)}
    page = opened(files[0].read_bytes())
    assert page.max_row > 100
    assert page["A1"].value == (
        "数字核对表 Figures: 嘉定区2024年工作回顾 · Jiading District: Review of 2024"
        "（第1版 version 1，2026-11-22）"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("village",), "there is no report “village”"),
        (("-o", "figures.doc"), "the name “figures.doc” does not say what the file is to be"),
        (("-o", "figures"), "the name “figures” does not say"),
        (("--output-format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_what_cannot_be_listed_is_an_error(small, words, said, monkeypatch):
    monkeypatch.chdir(small.root)

    outcome = small.run("figures", *words)

    assert (outcome.code, outcome.printed) == (2, "")
    assert said in outcome.said
    assert "Traceback" not in outcome.said


@pytest.mark.parametrize(
    "name", ["jdpublish.toml", "content/town/f.csv", "glossary/f.csv", "themes/report/f.json"]
)
def test_no_file_of_the_project_is_written_over(small, name, monkeypatch):
    monkeypatch.chdir(small.root)
    before = small.read("jdpublish.toml")

    outcome = small.run("figures", "--output-format", "csv", "-o", name)

    assert (outcome.code, outcome.printed) == (2, "")
    assert "would stand among the project's own files" in outcome.said
    assert small.read("jdpublish.toml") == before
    assert not (small.root / "content/town/f.csv").exists()


def test_a_file_that_cannot_be_written_is_an_error_and_leaves_nothing(small, tmp_path):
    (tmp_path / "taken").write_text("a file", "utf-8")

    outcome = small.run("figures", "-o", str(tmp_path / "taken" / "f.csv"))

    assert (outcome.code, outcome.printed) == (2, "")
    assert "cannot write to" in outcome.said
    assert (tmp_path / "taken").read_text("utf-8") == "a file"


def test_a_block_without_a_translation_lists_its_figures_as_missing(small):
    small.change("content/town/en/00-overview.md", "{#p01}", "{#p99}")

    told = json.loads(small.run("figures", "--output-format", "json").printed)

    (row,) = [row for row in told["figures"] if row["chinese"] == "12公里"]
    assert (row["relation"], row["english"]) == ("missing", None)
