"""The glossary as workbook, CSV, TSV and JSON: what goes out comes back, whatever people do."""

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import SOURCE_LANGUAGE, Concept, LanguageSection, Term
from jdpublish.spreadsheets import STARTS_A_FORMULA, fits_a_cell, guarded, unguarded
from jdpublish.spreadsheets.safety import restored, stored
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS
from jdpublish.termbase.entry.values import concept, values
from jdpublish.termbase.exchange import FORMATS
from jdpublish.termbase.exchange.cells import read as read_cell
from jdpublish.termbase.exchange.cells import written
from jdpublish.termbase.exchange.contract import Offer, Returned
from jdpublish.termbase.exchange.explanations import explanation
from jdpublish.termbase.exchange.heads import field_named
from jdpublish.termbase.exchange.hints import in_cell, in_json, in_tbx
from jdpublish.termbase.exchange.other_files import unknown
from jdpublish.terms.wanted import Wanted
from tests.strategies import glossaries, glossary_lines, glossary_texts

DAY = dt.date(2026, 11, 22)


class Table(NamedTuple):
    """A format that goes out and comes back."""

    write: Callable[[Offer], bytes]
    read: Callable[[bytes, str], Returned]
    recognises: Callable[[bytes], bool]


TABLES = {
    one.name: Table(one.write, one.read, one.recognises)
    for one in FORMATS
    if one.read and one.name in ("xlsx", "csv", "tsv", "json")
}
XLSX, CSV, TSV, JSON = (TABLES[name] for name in ("xlsx", "csv", "tsv", "json"))


def entry(identity="new-city", term="新城", english="new city", **more):
    return Concept(
        **{
            "id": identity,
            "subject": "city",
            "status": "approved",
            "at": Location("glossary/city.toml", 3),
            "languages": {
                SOURCE_LANGUAGE: LanguageSection((Term(term, "preferred"),)),
                "en": LanguageSection(
                    (Term(english, "preferred"), Term("new town", "deprecated", "not official"))
                ),
            },
            **more,
        }
    )


ENTRIES = (
    entry(),
    entry("greenway", "绿道", "greenway", status="proposed", subject="=1+1"),
    entry("old-city", "旧城", "-old city", status="retired", reason="no longer used"),
)
OFFER = Offer(ENTRIES, "术语表 Glossary", DAY)


def said(returned):
    return [row.said for row in returned.rows]


def text_of(mistakes):
    return [f"{one.at}: {one.message}" for one in mistakes]


# ── What goes out comes back ──


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=15)
@given(concepts=glossaries())
def test_what_goes_out_comes_back(name, concepts):
    back = TABLES[name].read(TABLES[name].write(Offer(concepts, "x", DAY)), "x")

    assert said(back) == [values(one) for one in concepts]
    assert [row.base for row in back.rows] == [values(one) for one in concepts]
    assert (back.mistakes, back.unplaced, back.gone, back.has_base) == ((), (), (), True)


@pytest.mark.parametrize("name", TABLES)
def test_the_real_glossary_comes_back(name, sources):
    concepts = (*sources.concepts, *sources.retired)

    back = TABLES[name].read(TABLES[name].write(Offer(concepts, "x", DAY)), "x")

    assert said(back) == [values(one) for one in concepts]


@pytest.mark.parametrize("name", TABLES)
def test_equal_entries_give_equal_bytes_whatever_the_clock(name, monkeypatch):
    first = TABLES[name].write(OFFER)
    monkeypatch.setenv("TZ", "Asia/Shanghai")

    assert TABLES[name].write(OFFER) == first


@pytest.mark.parametrize("name", TABLES)
def test_a_format_knows_its_own_files_and_no_others(name):
    content = TABLES[name].write(OFFER)

    assert [one for one, table in TABLES.items() if table.recognises(content)] == [name]


@given(st.sampled_from(FIELDS), glossary_texts(), glossary_lines(), st.booleans())
def test_a_cell_says_what_its_value_says(field, text, line, one_line):
    value = {"list": (line, "x"), "deprecated": ((line, text), ("x", "y"))}.get(field.kind, text)
    if field.choices or field.key == "see" or field.kind in ("flag", "transaction"):
        return

    cell = written(field, value, one_line=one_line)

    assert read_cell(field, cell, one_line=one_line) == value
    assert not (one_line and set(cell) & {"\n", "\t"})


@given(glossary_lines() | st.text(alphabet="'=+-@x\t"))
def test_a_guard_is_taken_off_and_an_apostrophe_is_not(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(STARTS_A_FORMULA)


@given(st.text(alphabet="_x05F4aD1 "))
def test_a_text_that_looks_stored_in_a_workbook_comes_back(text):
    assert restored(stored(text)) == text


def test_the_halves_of_a_character_are_not_put_into_a_text():
    assert restored("_xD83D__xDE00_ _x000D_") == "_xD83D__xDE00_ \r"


# ── The workbook is made for people ──


def book(content=None):
    return openpyxl.load_workbook(io.BytesIO(content or XLSX.write(OFFER)))


def terms(opened=None):
    return (opened or book()).worksheets[0]


def column(name):
    return list(BY_NAME).index(name) + 1


def test_the_columns_stand_in_the_order_of_the_fields_with_heads_in_both_languages():
    heads = [cell.value for cell in terms()[1]]

    assert heads == [f"{field.chinese}\n{field.english}" for field in FIELDS]


def test_the_head_and_the_first_columns_stay_in_sight():
    sheet = terms()

    assert sheet.freeze_panes == "E2"
    assert sheet["D1"].value == "中文术语\nChinese term"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"


def lists(sheet):
    return {str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation}


def words(opened, rule):
    sheet, cells = rule.formula1.split("!")
    return [cell.value for (cell,) in opened[sheet][cells.replace("$", "")]] if ":" in cells else []


def test_what_can_be_chosen_has_a_list():
    opened = book()
    rules = lists(terms(opened))
    letter = openpyxl.utils.get_column_letter

    for field in FIELDS:
        if field.kind == "choice":
            rule = rules[f"{letter(column(field.name))}2"]
            assert tuple(words(opened, rule)) == field.choices
            assert rule.errorStyle == "stop"
    domains = rules[f"{letter(column('subject'))}2"]
    assert words(opened, domains) == ["=1+1", "city"]
    assert domains.errorStyle == "warning"
    assert f"{letter(column('zh-Hans.measure'))}2" in rules


def test_a_changed_id_is_asked_about_and_a_new_one_is_not():
    rule = lists(terms())["A2"]

    assert (str(rule.sqref), rule.errorStyle) == ("A2:A4", "warning")


def test_no_cell_is_a_formula_and_all_stay_text():
    for sheet in book().worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") for cell in row)
            assert all(cell.value is None for cell in row if cell.data_type == "n")
    sheet = terms()
    assert sheet["B3"].value == "=1+1"
    assert sheet["B3"].quotePrefix
    assert sheet["B3"].number_format == "@"
    assert sheet.column_dimensions["B"].number_format == "@"


def test_columns_that_no_entry_uses_are_folded_away_and_still_there():
    sheet = terms()
    folded = [
        field.name
        for number, field in enumerate(FIELDS, 1)
        if sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].hidden
    ]

    assert "en.context" in folded
    assert "note" in folded
    assert not {"id", "subject", "status", "zh-Hans.term", "en.term", "reason"} & set(folded)


def test_what_went_out_stands_on_a_sheet_that_is_not_shown():
    states = {sheet.title: sheet.sheet_state for sheet in book().worksheets}

    assert states["base"] == states["lists"] == "veryHidden"
    assert [name for name, state in states.items() if state == "visible"] == [
        *("术语 Terms", "说明 Read me"),
    ]


def test_every_field_is_explained_in_both_languages():
    assert all(map(explanation, FIELDS))
    terms_ = [explanation(field) for field in FIELDS if field.key == "term"]
    assert len({chinese for chinese, _ in terms_}) == len({one for _, one in terms_}) == 5
    required = [field.name for field in FIELDS if "必填" in explanation(field)[0]]
    assert required == ["zh-Hans.term"]
    page = book()["说明 Read me"]
    told = {cell.value for row in page.iter_rows() for cell in row}
    assert {field.chinese for field in FIELDS} | {field.english for field in FIELDS} <= told


def test_every_file_in_the_workbook_bears_the_day():
    with zipfile.ZipFile(io.BytesIO(XLSX.write(OFFER))) as archive:
        assert {one.date_time[:3] for one in archive.infolist()} == {(2026, 11, 22)}


def test_a_text_that_no_cell_can_hold_is_refused_with_its_entry():
    long = entry(note="长" * 32_768)

    with pytest.raises(GlossaryError, match="note of “new-city” is longer") as refused:
        XLSX.write(Offer((long,), "x", DAY))

    assert refused.value.at == long.at
    assert said(CSV.read(CSV.write(Offer((long,), "x", DAY)), "x")) == [values(long)]
    assert fits_a_cell("𠮷" * 16_383)
    assert not fits_a_cell("𠮷" * 16_384)


def test_long_glossaries_keep_what_went_out(sources):
    many = tuple(
        replace(one, id=f"{one.id}-{number}") for number in range(2) for one in sources.concepts
    )

    back = XLSX.read(XLSX.write(Offer(many, "x", DAY)), "x")

    assert [row.base for row in back.rows] == [values(one) for one in many]


# ── What people do to a workbook ──

SHEET = "terms.xlsx, sheet 术语 Terms, cell"


def changed(change, content=None):
    opened = book(content)
    change(terms(opened))
    written_ = io.BytesIO()
    opened.save(written_)
    return XLSX.read(written_.getvalue(), "terms.xlsx")


def test_rows_may_be_sorted_deleted_and_added():
    def change(sheet):
        for row in sheet["A2:AZ2"][0]:
            row.value = None  # deleted, and the row left
        sheet["D9"].value = "新词"
        sheet["C9"].value = "拟议"

    back = changed(change)

    assert [one["id"] for one in said(back)] == ["greenway", "old-city", ""]
    assert back.gone == ("new-city",)
    assert (back.rows[2].said["zh-Hans.term"], back.rows[2].said["status"]) == ("新词", "proposed")
    assert back.rows[2].base is None
    assert str(back.rows[2].places.at("status")) == "terms.xlsx, sheet 术语 Terms, cell C9"
    assert back.mistakes == ()


def test_columns_may_be_moved_deleted_and_renamed():
    def change(sheet):
        sheet.delete_cols(column("source"))
        sheet.move_range(f"A1:A{sheet.max_row}", cols=60)
        sheet["A1"].value = "我的备注"
        sheet["A3"].value = "?"
        sheet["D1"].value = "中文"

    back = changed(change)

    assert [one["id"] for one in said(back)] == ["new-city", "greenway", "old-city"]
    assert all("source" not in one for one in said(back))
    assert back.unplaced[0][1] == "the column “我的备注” is no field: 1 cell"
    assert back.mistakes == ()


def test_other_words_for_a_head_are_understood():
    others = ["英文禁用", "英文许用", "中文定义", "中文定义状态", "中文语境", "条目编号"]

    assert [field_named(one) for one in others] == [
        *("en.deprecated", "en.admitted", "zh-Hans.definition", "zh-Hans.definition-status"),
        *("zh-Hans.context", "id"),
    ]


def test_titles_above_the_head_and_a_second_head_are_passed_over():
    def change(sheet):
        sheet.insert_rows(1, 3)
        sheet["A1"].value = "某某公司审校稿"
        sheet.title = "Sheet1"
        for number, field in enumerate(FIELDS, 1):
            sheet.cell(5, number).value, was = field.english, sheet.cell(5, number).value
            sheet.cell(9, number).value = was

    assert sorted(one["id"] for one in said(changed(change))) == [
        "greenway",
        "new-city",
        "old-city",
    ]


def test_numbers_and_dates_and_words_of_either_language_are_understood():
    def change(sheet):
        sheet["D2"].value = 110
        sheet.cell(2, column("note")).value = 2.5
        sheet["G3"].value, sheet["G3"].number_format = 0.05, "0%"
        sheet["C2"].value = " APPROVED\u00a0"
        sheet["C3"].value = "已批准"
        sheet.cell(2, column("zh-Hans.measure")).value = "√"
        sheet.cell(3, column("zh-Hans.measure")).value = True
        sheet.cell(2, column("annotate")).value = "en、中文"
        sheet.cell(2, column("created")).value = dt.datetime.combine(DAY, dt.time())
        sheet.cell(3, column("created")).value = "2026年1月2日，李明"
        sheet.cell(2, column("en.deprecated")).value = "a——b\r\nnew \\— town — c\n\n d - e "
        sheet.cell(2, column("en.admitted")).value = "one; two\r\n  three\u00a0\n"
        sheet.cell(3, column("note")).value = "it's “so”_x000D_\nand 'so'"

    first, second, _ = said(changed(change))

    assert (first["zh-Hans.term"], first["note"], second["en.term"]) == ("110", "2.5", "5%")
    assert (first["status"], second["status"]) == ("approved", "approved")
    assert (first["zh-Hans.measure"], second["zh-Hans.measure"]) == ("yes", "yes")
    assert first["annotate"] == ("en", "zh")
    assert (first["created"], second["created"]) == ("2026-11-22", "2026-01-02, 李明")
    assert first["en.deprecated"] == (("a", "b"), ("new — town", "c"), ("d", "e"))
    assert first["en.admitted"] == ("one; two", "three")
    assert second["note"] == "it's “so”\nand 'so'"


def test_what_is_no_text_is_named_by_its_cell_and_all_at_once():
    def change(sheet):
        sheet["D2"].value = "=1+1"
        sheet["G2"].value = dt.date(2026, 1, 2)
        sheet["G3"].value = "#N/A"
        sheet["G3"].data_type = "e"
        sheet["A4"].value = "new-city"

    back = changed(change)

    assert text_of(back.mistakes) == [
        f"{SHEET} D2: the cell holds a formula, not a text",
        f"{SHEET} G2: the cell holds a date (2026-01-02), not a text",
        f"{SHEET} G3: the cell holds an error (#N/A), not a text",
        f"{SHEET} A4: the id “new-city” stands twice in the file",
    ]
    assert all(one.hint for one in back.mistakes)


def test_a_tick_or_a_broken_number_is_no_term():
    """Excel turns true into TRUE and 12.50 into 12.5: nobody knows any more what was typed."""

    def change(sheet):
        sheet.cell(2, column("zh-Hans.pinyin")).value = True
        sheet.cell(2, column("en.admitted")).value = False
        sheet["G2"].value = 12.5
        sheet["D3"].value = 1234567890123456789
        sheet["D4"].value = 110
        sheet.cell(3, column("zh-Hans.measure")).value = False

    back = changed(change)

    assert [one.message for one in back.mistakes] == [
        "the cell holds TRUE, not a text",
        "the cell holds the number 12.5, not a text",
        "the cell holds FALSE, not a text",
        "the cell holds the number 1234567890123457000, not a text",
    ]
    assert all("format the cell as text" in one.hint for one in back.mistakes)
    assert (said(back)[1]["zh-Hans.measure"], said(back)[2]["zh-Hans.term"]) == ("", "110")


def mistakes_of(back, number=0):
    """What is wrong with the entry of a row, with what to do."""
    row = back.rows[number]
    return {one.message: one.hint for one in concept(row.said, row.places)[1]}


def test_hints_say_what_to_write_into_a_cell():
    heads = ["编号", "状态", "中文术语", "原文解释", "量词", "建立"]
    heads += ["英文拒用术语", "加注对象", "拼音"]
    rows = [
        [head if head != "状态" else "状态\nStatus" for head in heads],
        ["a-b", "maybe", "新城", "perhaps", "ja", "soon", "new town", "fr", "x\u202ey"],
        ["B 1", "retired", "", "", "", "", "", "", ""],
    ]
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    back = CSV.read(made.getvalue().encode(), "t.csv")

    assert mistakes_of(back) == {
        "“maybe” cannot stand in the column “状态 Status”": (
            "write approved, proposed or retired, or 审定、拟定、停用"
        ),
        "“perhaps” cannot stand in the column “原文解释”": (
            "write given, inferable or none, or 已释、可推知、未释; or leave it empty"
        ),
        "“ja” cannot stand in the column “量词”": "write yes, or leave it empty",
        "“建立” does not say when": "write 2026-11-22, Li Ming; the name may be left out",
        "deprecated forms need a term and a reason each": (
            "write: form — reason; each in a line of its own"
        ),
        "“fr” is not a language that can be annotated": "write en, zh, or both",
        "there is an invisible character in “拼音” (U+202E RIGHT-TO-LEFT OVERRIDE)": (
            "delete it; it often comes from a word processor or a spreadsheet"
        ),
    }
    assert mistakes_of(back, 1) == {
        "“B 1” cannot be an entry's id": (
            "write small letters, digits and hyphens, such as four-batches"
        ),
        "the entry “B 1” has no Chinese term": "write the Chinese term into this row",
        "the entry is retired and does not say why": (
            "write why into the column 停用原因 Why retired, and the id of the entry that"
            " takes its place, if there is one, into 替代词条 Successor"
        ),
    }


def test_no_hint_for_a_cell_an_object_or_tbx_is_written_as_a_glossary_file_is():
    """Whoever works in Excel has never seen TOML."""
    for hint in (in_cell, in_json, in_tbx):
        for wanted in Wanted:
            words_ = hint(wanted, "status", ("", "approved"))
            assert words_
            assert " = " not in words_
            assert "[concept" not in words_


def test_a_mistake_of_the_whole_workbook_names_no_cell():
    opened = openpyxl.Workbook()
    saved = io.BytesIO()
    opened.save(saved)

    (mistake,) = XLSX.read(saved.getvalue(), "t.xlsx").mistakes

    assert str(mistake.at) == "t.xlsx"


def test_merged_cells_are_refused_below_the_head():
    back = changed(lambda sheet: sheet.merge_cells("B2:B4"))

    assert text_of(back.mistakes) == [
        f"{SHEET} B2: cells are merged here, so that it is not clear which entry says what"
    ]


def test_two_columns_for_one_field_are_refused():
    back = changed(lambda sheet: sheet.cell(1, 60, "English term"))

    assert [one.message for one in back.mistakes] == ["two columns are headed “English term”"]


def test_hidden_and_filtered_rows_are_read():
    def change(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.auto_filter.add_filter_column(0, ["new-city"])

    assert len(changed(change).rows) == 3


def test_a_sheet_of_somebody_else_is_told_of():
    opened = book()
    opened.create_sheet("会议").append(["记录", "请看"])
    saved = io.BytesIO()
    opened.save(saved)

    back = XLSX.read(saved.getvalue(), "t.xlsx")

    assert [(str(at), what) for at, what in back.unplaced] == [
        ("t.xlsx, sheet 会议, cell A1", "this sheet has no heads of a glossary’s columns")
    ]


def test_words_to_choose_from_are_not_taken_for_heads():
    offer = Offer((entry(subject="编号", annotate=("en",)),), "x", DAY)

    assert said(XLSX.read(XLSX.write(offer), "x")) == [values(one) for one in offer.concepts]


def test_a_workbook_made_by_hand_has_no_base():
    opened = openpyxl.Workbook()
    opened.active.append(["英文", "中文"])
    opened.active.append(["new city", "新城"])
    opened.active.add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="A1"))
    saved = io.BytesIO()
    opened.save(saved)

    back = XLSX.read(saved.getvalue(), "t.xlsx")

    assert said(back) == [{"zh-Hans.term": "新城", "en.term": "new city"}]
    assert (back.has_base, back.rows[0].base, back.mistakes) == (False, None, ())


def test_a_damaged_base_is_told_and_the_rest_is_read():
    opened = book()
    opened["base"]["A1"].value = opened["base"]["A1"].value[:-9]
    saved = io.BytesIO()
    opened.save(saved)

    back = XLSX.read(saved.getvalue(), "t.xlsx")

    assert (len(back.rows), back.has_base) == (3, False)
    assert "damaged" in back.unplaced[0][1]


def test_a_csv_file_that_became_a_workbook_is_still_known():
    opened = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(CSV.write(OFFER).decode("utf-8-sig"), newline="")):
        opened.active.append(row)
    saved = io.BytesIO()
    opened.save(saved)

    back = XLSX.read(saved.getvalue(), "t.xlsx")

    assert said(back) == [row.base for row in back.rows] == [values(one) for one in ENTRIES]


def test_shared_texts_are_read_as_they_stand():
    """openpyxl takes x005F_ out of shared texts, which Excel writes and openpyxl does not."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>中文</t></si><si><t>英文</t></si><si><t>_x005F_x0041_ x005F_</t></si>"
        "<si><r><t>rich </t></r><r><t>text</t></r></si></sst>"
    )
    sheet = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{a}</v></c><c r="B{row}" t="s"><v>{b}</v></c></row>'
        for row, a, b in ((1, 0, 1), (2, 2, 3))
    )
    content = workbook_of(sheet)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = types.replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    )
    content = altered(content, {"[Content_Types].xml": types, "xl/sharedStrings.xml": strings})

    assert said(XLSX.read(content, "t.xlsx")) == [
        {"zh-Hans.term": "_x0041_ x005F_", "en.term": "rich text"}
    ]


# ── What may do harm ──


def altered(content, parts):
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()


def workbook_of(rows):
    """A workbook whose only sheet has these rows, as XML, and claims to have all there can be."""
    opened = openpyxl.Workbook()
    saved = io.BytesIO()
    opened.save(saved)
    return altered(
        saved.getvalue(),
        {
            "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/'
            'spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
            f"<sheetData>{rows}</sheetData></worksheet>"
        },
    )


HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>中文</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>英文</t></is></c></row>'
)


def refusal(content):
    back = XLSX.read(content, "t.xlsx")
    assert back.rows == ()
    (mistake,) = back.mistakes
    assert mistake.hint
    return mistake.message


def laughs(encoding="UTF-8"):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{levels}]><x>&l9;</x>'
    return text.encode({"UTF-7": "utf-7"}.get(encoding, encoding))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/x.png"]
)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "UTF-7"])
def test_entities_are_refused_before_they_are_read(part, encoding):
    assert "entities" in refusal(altered(XLSX.write(OFFER), {part: laughs(encoding)}))


def test_an_outside_file_is_not_read():
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'

    assert "entities" in refusal(altered(XLSX.write(OFFER), {"docProps/core.xml": evil}))


def test_a_bomb_is_refused_by_its_size():
    bomb = altered(XLSX.write(OFFER), {"xl/worksheets/sheet9.xml": b" " * (257 * 2**20)})

    assert len(bomb) < 2**20
    assert re.match(r"unpacked, the file would have 257 MB", refusal(bomb))
    many = altered(XLSX.write(OFFER), {f"xl/{number}.xml": b"" for number in range(2_001)})
    assert "parts" in refusal(many)


def test_a_directory_that_lies_about_sizes_gives_no_more_than_it_says():
    content = bytearray(altered(XLSX.write(OFFER), {"xl/worksheets/sheet1.xml": b" " * 2**20}))
    said_ = (2**20).to_bytes(4, "little")
    while (at := content.find(said_)) >= 0:
        content[at : at + 4] = (7).to_bytes(4, "little")

    assert "damaged" in refusal(bytes(content))


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes():
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>新城</t></is></c></row>'
    far = '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'

    assert len(XLSX.read(workbook_of(HEAD + row), "t.xlsx").rows) == 1
    assert XLSX.read(workbook_of(HEAD + row + far), "t.xlsx").mistakes == ()


def test_a_sheet_with_too_many_rows_is_refused():
    far = '<row r="200001"><c r="A200001"><v>1</v></c></row>'

    (mistake,) = XLSX.read(workbook_of(HEAD + far), "t.xlsx").mistakes

    assert "more rows than can be read" in mistake.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "damaged, or no workbook"),
        (b"PK\x03\x04", "damaged, or no workbook"),
        (b"id,term\r\n", "damaged, or no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Excel workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
    ],
)
def test_files_of_other_kinds_are_named(content, message):
    assert message in refusal(content)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("mimetype", "OpenDocument"),
        ("xl/workbook.bin", "binary Excel workbook"),
        ("word/document.xml", "Word document"),
        ("ppt/presentation.xml", "presentation"),
    ],
)
def test_workbooks_of_other_kinds_are_named(part, message):
    assert message in refusal(altered(XLSX.write(OFFER), {part: b""}))


def directory_says(content: bytes, at: int, value: int) -> bytes:
    """Return a workbook whose directory has a number at a place of its first entry."""
    entry = content.index(b"PK\x01\x02")
    return content[: entry + at] + value.to_bytes(2, "little") + content[entry + at + 2 :]


def test_parts_that_a_password_protects_are_named():
    assert "protected by a password" in refusal(directory_says(XLSX.write(OFFER), 8, 1))


@pytest.mark.parametrize(("at", "value"), [(6, 99), (10, 99), (8, 0x20)])
def test_parts_that_are_packed_in_an_unknown_way_are_damage(at, value):
    assert "damaged, or no workbook" in refusal(directory_says(XLSX.write(OFFER), at, value))


@settings(max_examples=25)
@given(st.data())
def test_no_damage_to_a_workbook_is_more_than_a_mistake(data):
    content = XLSX.write(OFFER)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = data.draw(st.sampled_from(archive.namelist()))
        part = archive.read(name)
    at = data.draw(st.integers(0, len(part)))
    hurt = part[:at] + data.draw(st.binary(max_size=4)) + part[at + data.draw(st.integers(0, 40)) :]

    XLSX.read(altered(content, {name: hurt}), "t.xlsx")
    XLSX.read(content[:at], "t.xlsx")


# ── CSV and TSV ──


def rows_of(content, separator=","):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def test_csv_is_what_excel_opens_as_chinese():
    content = CSV.write(OFFER)
    head, *rows = rows_of(content)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert head == [*BY_NAME, "base"]
    assert rows[0][3] == "新城"


@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
@settings(max_examples=10)
@given(concepts=glossaries())
def test_no_cell_of_separated_values_is_a_formula(name, separator, concepts):
    rows = rows_of(TABLES[name].write(Offer(concepts, "x", DAY)), separator)

    assert not any(cell.startswith(STARTS_A_FORMULA) for row in rows for cell in row)


@settings(max_examples=10)
@given(glossaries())
def test_no_cell_of_tsv_has_a_line_break(concepts):
    content = TSV.write(Offer(concepts, "x", DAY)).decode()

    assert content.count("\n") == content.count("\r\n") == len(concepts) + 1
    assert {line.count("\t") for line in content.split("\r\n")[:-1]} == {len(FIELDS)}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheet_programs_make_of_csv_is_read(separator, encoding, end):
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator=end).writerows(rows_of(CSV.write(OFFER)))

    back = CSV.read(made.getvalue().encode(encoding), "t.csv")

    assert said(back) == [row.base for row in back.rows] == [values(one) for one in ENTRIES]
    told = {"utf-16": ["UTF-16"], "gb18030": ["GB18030"]}.get(encoding, [])
    assert back.unplaced == ()
    assert [what.removeprefix("read as ") for _, what in back.notes] == told


def test_a_cell_of_csv_is_named_by_line_and_column():
    lines = [
        "标题,,",
        'Chinese term,中文定义,"English\nterm",建立',
        '新城,"第一行\n第二行 ""引号""",new city,x',
        "绿道,,,y",
    ]
    back = CSV.read("\n".join(lines).encode(), "t.csv")

    assert said(back)[0]["zh-Hans.definition"] == '第一行\n第二行 "引号"'
    first, second = (row.places for row in back.rows)
    assert str(first.at("definition", "zh-Hans")) == "t.csv:4:4"
    assert str(first.at("created")) == "t.csv:5:22"
    assert str(second.at("created")) == "t.csv:6:6"
    assert str(second.at("zh-Hans")) == "t.csv:6:1"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "does not name the columns"),
        ("词,字\r\n新城,x".encode(), "does not name the columns"),
        (b"id,term\r\n\xff\xff\xff", "none of UTF-8, UTF-16 and GB18030"),
        ('id,term\r\na,"新城\r\n'.encode(), "cannot be parted into cells"),
        ('id,term\r\na,"新"城\r\n'.encode(), "cannot be parted into cells"),
    ],
)
def test_what_is_no_csv_is_named(content, message):
    (mistake,) = CSV.read(content, "t.csv").mistakes

    assert message in mistake.message
    assert mistake.hint


def test_a_file_that_iconv_made_of_ours_is_read():
    """It carries the byte order mark over into GB18030."""
    back = CSV.read(CSV.write(OFFER).decode().encode("gb18030"), "t.csv")

    assert said(back) == [values(one) for one in ENTRIES]
    assert (back.mistakes, back.unplaced) == ((), ())
    assert back.notes == ((Location("t.csv"), "read as GB18030"),)


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "xlsx"])
def test_a_file_that_is_larger_than_any_glossary_is_refused_before_it_is_read(name):
    (mistake,) = TABLES[name].read(b" " * (64 * 2**20 + 1), "t").mistakes

    assert "64" in mistake.message
    assert "in several files" in mistake.hint


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("csv", "中文术语,英文术语\n" + "词,word\n" * 200_001),
        ("tsv", "中文术语\t英文术语\n" + "词\tword\n" * 200_001),
        ("json", "[" + "{}," * 200_000 + "{}]"),
    ],
)
def test_a_file_with_more_entries_than_any_glossary_is_refused(name, content):
    (mistake,) = TABLES[name].read(content.encode(), "t").mistakes

    assert mistake.message == "the file has more than 200,000 entries"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "message", "way"),
    [
        (b"", "the file is empty", "ask"),
        (b"\xef\xbb\xbf\r\n", "the file is empty", "ask"),
        (b"%PDF-1.7 ...", "the file is a PDF, and no glossary", "into a table"),
        (rb"{\rtf1\ansi}", "(RTF)", "into a table"),
        (b"<!DOCTYPE html>\n<html>", "a web page (HTML)", "save it as"),
        (b"<html><table>", "a web page (HTML)", "save it as"),
        (b'<?xml version="1.0"?>\n<tmx>', "begins with <tmx>", "as TBX"),
        ("term;término;ñ\né;ü;ö".encode("latin-1"), "none of UTF-8, UTF-16 and GB18030", "UTF-8"),
        (
            "词,word\n新城,new city".encode(),
            "first row says “词”, “word”",
            "编号, 中文术语, 英文术语",
        ),
        ("新城\tnew city\tx\n绿道\tgreenway".encode(), "OmegaT", "first line"),
        ("# a, b\n新城\tnew, city".encode(), "OmegaT", "first line"),
    ],
)
def test_what_a_file_is_that_is_no_glossary_is_told_with_what_to_do(content, message, way):
    assert not any(one.recognises(content) for one in TABLES.values()) or content.startswith(b"{")
    mistake = unknown(content, "t")

    assert message in mistake.message
    assert way in mistake.hint


@pytest.mark.parametrize(
    ("streams", "message"),
    [("Workbook", "old Excel workbook (.xls)"), ("WordDocument", "old Word document (.doc)")],
)
def test_an_old_file_of_microsoft_office_is_named_without_being_asked_what_it_is(streams, message):
    content = OLE + bytes(500) + streams.encode("utf-16-le")

    assert XLSX.recognises(content)
    assert message in refusal(content)


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line():
    content = '编号,中文术语\nb,绿道\na,"新城\nc,区\n'.encode()
    assert CSV.recognises(content)

    (mistake,) = CSV.read(content, "t.csv").mistakes

    assert str(mistake.at) == "t.csv:3:1"
    assert "is never closed" in mistake.message


def test_a_file_that_was_opened_in_the_wrong_encoding_is_refused():
    garbled = CSV.write(OFFER).decode("cp1252", "replace").encode()

    back = CSV.read(garbled, "t.csv")

    assert any("not in UTF-8" in one.message for one in back.mistakes)


def test_a_row_whose_base_is_damaged_has_none():
    head, first, *rest = rows_of(CSV.write(OFFER))
    made = io.StringIO()
    csv.writer(made).writerows([head, [*first[:-1], first[-1][:-5]], *rest])

    back = CSV.read(made.getvalue().encode(), "t.csv")

    assert [row.base is None for row in back.rows] == [True, False, False]
    assert "damaged" in back.unplaced[0][1]


def test_a_long_cell_is_read():
    long = entry(note="长" * 200_000)

    assert said(TSV.read(TSV.write(Offer((long,), "x", DAY)), "x")) == [values(long)]


# ── JSON ──


def told(**changed_):
    found = json.loads(JSON.write(OFFER))
    return JSON.read(json.dumps(found | changed_, ensure_ascii=False, indent=1).encode(), "t.json")


def test_json_has_one_object_for_each_entry_and_what_went_out_at_the_end():
    found = json.loads(JSON.write(OFFER))

    assert list(found)[-1] == "base"
    assert found["concepts"][0]["languages"]["en"] == {
        "term": "new city",
        "deprecated": [{"term": "new town", "reason": "not official"}],
    }
    assert "note" not in found["concepts"][0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_known_and_read_in_what_editors_save(encoding):
    content = JSON.write(OFFER).decode().encode(encoding)

    assert JSON.recognises(content)
    assert [row.said for row in JSON.read(content, "t.json").rows] == [
        values(one) for one in ENTRIES
    ]


def test_what_a_json_file_does_not_speak_of_is_not_said():
    back = JSON.read(b'[{"id": "a", "languages": {"zh-Hans": {"term": 110}}, "note": null}]', "t")

    assert said(back) == [{"id": "a", "zh-Hans.term": "110", "note": ""}]
    assert not back.has_base


def test_a_number_with_a_fraction_is_no_term_in_json():
    content = b'[{"id": "a", "note": 2.5, "languages": {"en": {"term": 12.5, "admitted": []}}}]'

    back = JSON.read(content, "t")

    assert text_of(back.mistakes) == ["t:1:48: en.term is not what it is to be"]
    assert said(back)[0]["note"] == "2.5"


def test_languages_of_the_wrong_kind_are_mistakes_and_nothing_unknown():
    content = b'[{"id": "a", "languages": []},\n {"id": "b", "languages": {"en": []}}]'

    back = JSON.read(content, "t.json")

    assert text_of(back.mistakes) == [
        "t.json:1:14: languages is not what it is to be",
        "t.json:2:28: en is not what it is to be",
    ]
    assert back.unplaced == ()


def test_mistakes_in_json_are_named_by_line_and_column_all_at_once():
    back = JSON.read(
        b"""{"concepts": [
  {"id": "a", "see": "b",
   "languages": {"en": {"term": ["x"], "deprecated": [{"form": "y"}]}, "fr": {}}},
  {"id": "a", "colour": "red"},
  7
]}""",
        "t.json",
    )

    assert text_of(back.mistakes) == [
        "t.json:2:15: see is not what it is to be",
        "t.json:3:25: en.term is not what it is to be",
        "t.json:3:40: en.deprecated is not what it is to be",
        "t.json:5:3: an entry is no object",
        "t.json:4:4: the id “a” stands twice in the file",
    ]
    assert [(str(at), what) for at, what in back.unplaced] == [
        ("t.json:3:72", "“fr” is no language of an entry"),
        ("t.json:4:15", "“colour” is no field of an entry"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b'{"concepts": [}', "no JSON"),
        (b'{"concepts": [{"id": NaN}]}', "NaN"),
        (b'{"concepts": [{"id": "a", "id": "b"}]}', "“id” stands twice"),
        (b'{"a": 1}', "no list “concepts”"),
        (b"7", "no list"),
        (b"[" * 100_000, "nested too deeply"),
        ('["新"]'.encode("gb18030"), "not written in UTF-8"),
    ],
)
def test_what_is_no_json_of_a_glossary_is_named(content, message):
    (mistake,) = JSON.read(content, "t.json").mistakes

    assert message in mistake.message


def test_a_json_file_of_another_version_is_refused():
    (mistake,) = told(version=2).mistakes

    assert "of version 2" in mistake.message


def test_what_is_no_part_of_a_glossary_is_told():
    back = told(comment="x", base="jdpublish-base-1:x")

    assert [what for _, what in back.unplaced] == [
        "“comment” is no part of a glossary",
        "what this file said when it went out is damaged",
    ]
    assert not back.has_base


def test_half_a_character_does_not_break_the_file():
    back = JSON.read(rb'[{"id": "a", "note": "x\ud83d", "source": "\ud83d\ude00"}]', "t")

    assert said(back) == [{"id": "a", "note": "x\ufffd", "source": "😀"}]
