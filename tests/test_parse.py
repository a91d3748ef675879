"""Sections: what a Markdown file says, block by block, and where every character of it stands."""

import re

import pytest
from hypothesis import given

from jdpublish.errors import ContentError, Location
from jdpublish.ids import check_unique
from jdpublish.markup import pieces
from jdpublish.model import BlockKind, MarkKind
from jdpublish.parse import parse
from tests.cases import DIALECT, cases, html
from tests.strategies import markdown_paragraphs

FILE = "content/x.md"
RESERVED = ["term-x", "note-1", "page-01"]
MALFORMED = ["P1", "1p", "第一", "p 1", "p1-", "p..1", "", "p1/2"]


def section(text, language="zh-Hans", name="x", file=FILE):
    return parse(name, text, file=file, language=language)


def blocks(text, language="zh-Hans"):
    return section(text, language).blocks


def only(text, language="zh-Hans"):
    (block,) = blocks(text, language)
    return block


def marks(block):
    segment = block.segment
    return [
        (mark.kind.value, segment.text[mark.start : mark.stop], mark.value)
        for mark in segment.marks
    ]


def test_a_heading_keeps_its_level_and_takes_the_id_at_its_end():
    chapter, head = blocks("# 城市能级迈上新台阶 {#c2}\n\n## 乡村振兴 {#h24}")

    assert (chapter.id, chapter.kind, chapter.depth) == ("c2", BlockKind.HEADING, 1)
    assert (head.id, head.kind, head.depth) == ("h24", BlockKind.HEADING, 2)
    assert chapter.text == "城市能级迈上新台阶"


def test_a_paragraph_takes_the_id_at_the_end_of_its_last_line():
    block = only("预计全区\n生产总值 {#p01}")

    assert (block.id, block.kind, block.depth) == ("p01", BlockKind.PARAGRAPH, 0)
    assert block.text == "预计全区生产总值"
    assert block.last_line == 2


def test_items_know_their_list_and_their_depth():
    items = blocks("1. 甲 {#i1}\n2. 乙 {#i2}\n   - 丙 {#i3}\n\n- 丁 {#i4}")

    assert [(item.id, item.text, item.ordered, item.depth) for item in items] == [
        ("i1", "甲", True, 1),
        ("i2", "乙", True, 1),
        ("i3", "丙", False, 2),
        ("i4", "丁", False, 1),
    ]
    assert {item.kind for item in items} == {BlockKind.ITEM}


def test_a_second_paragraph_of_an_item_is_a_paragraph():
    item, more = blocks("- 甲 {#i1}\n\n  乙 {#p1}")

    assert (item.kind, more.kind) == (BlockKind.ITEM, BlockKind.PARAGRAPH)


def numbers(text):
    return [block.number for block in blocks(text) if block.kind is BlockKind.ITEM]


def page(text):
    made = "".join(piece.html for piece in pieces(blocks(text), DIALECT))
    return re.sub(r' id="[^"]*"', "", made).replace("\n", "")


def test_items_keep_the_numbers_of_their_list():
    assert numbers("3. 甲\n3. 乙\n   1. 丙\n\n0) 丁") == [3, 4, 1, 0]
    assert numbers("- 甲\n- 乙") == [0, 0]
    assert page("3. 甲\n4. 乙") == '<ol start="3"><li>甲</li><li>乙</li></ol>'
    assert page("1. 甲\n2. 乙") == "<ol><li>甲</li><li>乙</li></ol>"


def test_a_numbered_list_goes_on_after_a_paragraph_within_it():
    assert page("1. 甲\n\n   乙\n2. 丙") == (
        '<ol><li>甲</li></ol><p>乙</p><ol start="2"><li>丙</li></ol>'
    )


def test_a_numbered_list_that_follows_another_begins_anew():
    assert page("1. 甲\n\n1) 乙") == "<ol><li>甲</li></ol><ol><li>乙</li></ol>"


def test_bullets_within_numbers_do_not_break_the_list():
    assert page("2. 甲\n   - 乙\n   - 丙\n3. 丁") == (
        '<ol start="2"><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ol>'
    )


def test_a_table_s_second_line_says_how_its_columns_are_set():
    text = "| 项目 | 说明 | 数量 {#r1} |\n| --- | :-: | --: |\n| 窗口 | 新设 | 8个 {#r2} |\n"

    head, row = parse("x", text, file="x.md", language="zh-Hans").blocks

    assert head.aligned == row.aligned == ("", "center", "right")


def test_two_tables_one_after_the_other_stay_two():
    table = "| 甲 |\n|---|\n| 乙 |"
    one = '<table><thead><tr><th scope="col">甲</th></tr></thead>'
    one += "<tbody><tr><td>乙</td></tr></tbody></table>"

    assert page(f"{table}\n\n{table}") == one + one


@pytest.mark.parametrize("item", ["-", "- # 标题", "1.\n2."])
def test_what_follows_an_item_without_words_is_no_item(item):
    *_, last = blocks(f"{item}\n\n正文 {{#p1}}")

    assert (last.kind, last.text) == (BlockKind.PARAGRAPH, "正文")


def test_a_row_has_a_segment_for_each_cell_and_takes_its_id_from_the_last():
    head, row = blocks("| 指标 | 数值 {#r1} |\n|---|---|\n| 生产总值 | **5%** {#r2} |")

    assert (head.id, head.kind, head.header) == ("r1", BlockKind.ROW, True)
    assert (row.id, row.kind, row.header) == ("r2", BlockKind.ROW, False)
    assert [cell.text for cell in row.segments] == ["生产总值", "5%"]
    assert row.text == "生产总值\t5%"


def test_a_row_with_fewer_cells_than_its_head_still_takes_its_id():
    _, row = blocks("| 甲 | 乙 |\n|---|---|\n| 丙 {#r1} |")

    assert row.id == "r1"
    assert [cell.text for cell in row.segments] == ["丙", ""]


def test_a_row_with_more_cells_than_its_head_is_an_error_and_no_loss():
    with pytest.raises(ContentError, match="has 3 cells, but the table's head has 2") as caught:
        section("| 甲 | 乙 |\n|---|---|\n| 一 | 二 | 三 |")

    assert caught.value.at == Location(FILE, 3)


def test_an_escaped_bar_is_part_of_a_cell():
    _, row = blocks("| 甲 | 乙 |\n|---|---|\n| 一 \\| 二 | 三\\| |")

    assert [cell.text for cell in row.segments] == ["一 | 二", "三|"]


def test_notes_stand_last_in_the_order_of_their_definitions_with_their_names_as_ids():
    text = "甲[^n2]乙[^n1]\n\n[^n1]: 一\n\n[^n2]: 二\n\n丙"

    assert [(block.id, block.kind.value, block.text) for block in blocks(text)] == [
        ("", "paragraph", "甲乙"),
        ("", "paragraph", "丙"),
        ("n1", "note", "一"),
        ("n2", "note", "二"),
    ]


def test_a_note_that_nothing_calls_is_kept():
    assert [block.text for block in blocks("甲\n\n[^n1]: 注")] == ["甲", "注"]


@pytest.mark.parametrize(
    ("more", "line"),
    [("\n    另一段", 5), ("\n    # 标题", 5), ("\n    - 丙", 5), ("\n    [^n2]: 二", 5)],
)
def test_a_note_of_several_paragraphs_is_an_error_at_the_second(more, line):
    with pytest.raises(ContentError, match="the note “n1” is more than one paragraph") as caught:
        section(f"甲[^n1]\n\n[^n1]: 注\n{more}")

    assert caught.value.at == Location(FILE, line)
    assert "join the parts" in caught.value.hint


def test_a_note_that_is_no_paragraph_is_an_error():
    with pytest.raises(ContentError, match="the note “n1” is no paragraph") as caught:
        section("甲[^n1]\n\n[^n1]: - 乙")

    assert caught.value.at == Location(FILE, 3)


def test_a_note_without_words_is_an_error_at_its_definition():
    with pytest.raises(ContentError, match="the note “n1” is empty") as caught:
        section("甲[^n1]\n\n[^n1]:")

    assert caught.value.at == Location(FILE, 3)


def test_a_note_may_go_on_in_the_next_line():
    assert [block.text for block in blocks("甲[^n1]\n\n[^n1]: 注\n    下")] == ["甲", "注下"]


def test_a_call_of_a_note_lies_between_two_characters():
    block, _ = blocks("甲[^n1]乙\n\n[^n1]: 注")

    assert block.text == "甲乙"
    assert [(mark.start, mark.stop, mark.kind, mark.value) for mark in block.segment.marks] == [
        (1, 1, MarkKind.NOTE, "n1")
    ]


def test_a_call_without_a_note_stays_text():
    assert only("甲[^n1]乙").text == "甲[^n1]乙"


def test_a_block_without_an_id_says_so():
    block = only("甲")

    assert block.id == ""
    assert block.provisional


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "  \n", "\\\n"])
def test_a_line_break_is_nothing_in_chinese_and_a_space_in_english(end):
    assert only(f"稳中{end}求进", "zh-Hans").text == "稳中求进"
    assert only(f"steady{end}progress", "en").text == "steady progress"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_parts_blocks_and_counts_lines(end):
    first, second = blocks(f"# 甲{end}{end}乙")

    assert (first.text, second.text) == ("甲", "乙")
    assert (first.at, second.at) == (Location(FILE, 1, 3), Location(FILE, 3, 1))


@pytest.mark.parametrize(
    "text",
    [
        "<b>甲</b>",
        "<!-- 甲 -->",
        "<script>alert(1)</script>",
        "<https://example.org>",
        "> 甲",
        "---",
    ],
)
def test_html_and_what_reports_never_use_stay_text(text):
    block = only(text)

    assert (block.kind, block.text, marks(block)) == (BlockKind.PARAGRAPH, text, [])


def test_what_looks_like_a_heading_s_underline_or_code_stays_text():
    assert only("甲\n===\n乙").text == "甲===乙"
    assert only("    甲").text == "甲"


def test_links_and_images_keep_their_targets_and_code_its_words():
    assert marks(only('甲[乙](https://example.org "丙")丁`戊 *己*`')) == [
        ("link", "乙", "https://example.org"),
        ("code", "戊 *己*", ""),
    ]
    assert marks(only("![图**一**](image.png)")) == [("image", "图一", "image.png")]


@pytest.mark.parametrize(
    ("text", "column"),
    [("甲![](a.png)", 2), ("[![](a.png)](#p1)", 2), ("![ ](a.png)", 1)],
)
def test_an_image_without_a_description_is_an_error_at_its_place(text, column):
    with pytest.raises(ContentError, match=r"the image “a\.png” has no description") as caught:
        section(text)

    assert caught.value.at == Location(FILE, 1, column)
    assert "![…](…)" in caught.value.hint


def test_an_unsafe_link_stays_text():
    assert marks(only("[甲](javascript:alert)")) == []


@cases("emphasis")
def test_emphasis_beside_chinese_punctuation(case):
    assert html(only(case.one("md")).segment) == case.one("html")


@pytest.mark.parametrize("identity", MALFORMED)
def test_a_malformed_id_is_an_error_at_the_block(identity):
    with pytest.raises(ContentError, match="cannot be a block's id") as caught:
        section(f"# 标题\n\n- 正文 {{#{identity}}}")

    assert caught.value.at == Location(FILE, 3, 3)
    assert f"“{identity}”" in caught.value.message
    assert "such as p12" in caught.value.hint


@pytest.mark.parametrize("identity", RESERVED)
def test_an_id_that_pages_use_themselves_is_an_error(identity):
    with pytest.raises(ContentError, match="cannot be a block's id") as caught:
        section(f"正文 {{#{identity}}}")

    assert "are taken" in caught.value.hint


def test_a_note_s_name_must_be_an_id():
    with pytest.raises(ContentError, match="“1” cannot be a block's id"):
        section("甲[^1]\n\n[^1]: 注")


@pytest.mark.parametrize("identity", ["p1", "c0", "p1.2", "p1-2", "p_1", "terms", "pages-1", "a"])
def test_a_good_id_is_no_error(identity):
    assert only(f"正文 {{#{identity}}}").id == identity


def test_an_id_in_the_middle_of_a_line_is_text():
    assert only("甲 {#p1} 乙").text == "甲 {#p1} 乙"


def test_a_second_block_with_an_id_is_an_error_that_names_the_first():
    one = section("# 甲 {#c1}\n\n乙 {#p1}", name="01", file="content/01.md")
    other = section("丙\n\n- 丁 {#p1}", name="02", file="content/02.md")

    with pytest.raises(ContentError, match="the id “p1” stands twice") as caught:
        check_unique((one, other))

    assert str(caught.value.at) == "content/02.md:3:3"
    assert "content/01.md:3:1" in caught.value.hint


def test_blocks_without_ids_are_not_taken_for_one_another():
    check_unique((section("甲\n\n乙"), section("丙 {#p1}\n\n丁 {#p2}")))


def test_a_nul_is_an_error_at_its_place():
    with pytest.raises(ContentError, match="NUL") as caught:
        section("甲\r\n乙丙\0丁")

    assert caught.value.at == Location(FILE, 2, 3)


@pytest.mark.parametrize("text", ["", "\n\n", "  \n\t\n"])
def test_a_file_without_a_block_is_an_error(text):
    with pytest.raises(ContentError, match="the section “x” is empty") as caught:
        section(text)

    assert caught.value.at == Location(FILE)


def test_signs_that_other_programs_take_for_line_ends_are_characters():
    text = "甲\u2028乙\u0085丙\x0b丁"

    assert only(text).text == text
    assert only(text).segment.locate(6) == Location(FILE, 1, 7)


@given(markdown_paragraphs())
def test_every_character_is_found_again_where_it_stands(written):
    (block, *_) = blocks(f"{written.source}\n\n[^n1]: 注")
    places = [block.segment.locate(offset) for offset in range(len(block.text))]

    assert block.text == written.text
    assert [(place.line, place.column) for place in places] == list(written.places)
    assert block.at == places[0]


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ("| 甲 | 甲 |", [(3,), (7,)]),
        ("|甲\\|乙|`丙\\|`丁|", [(2, 4, 5), (8, 10, 12)]),
        ("甲 | [乙](丙 '丙')丙", [(1,), (6, 15)]),
        ("| **甲**[^n1] | n1 | ", [(5,), (16, 17)]),
    ],
)
def test_every_character_of_a_row_is_found_again_where_it_stands(row, places):
    *_, found, _ = blocks(f"| 一 | 二 |\n|---|---|\n{row}\n\n[^n1]: 注")

    assert [
        tuple(cell.locate(offset).column for offset in range(len(cell.text)))
        for cell in found.segments
    ] == places
    assert {cell.at.line for cell in found.segments} == {3}


def test_code_on_several_lines_is_found_again_where_it_stands():
    segment = only("甲`乙\n丙 丁`\n戊").segment

    assert segment.text == "甲乙 丙 丁戊"
    assert [str(segment.locate(offset)) for offset in (0, 1, 3, 5, 6)] == [
        f"{FILE}:{place}" for place in ("1:1", "1:3", "2:1", "2:3", "3:1")
    ]


def test_words_after_a_link_on_several_lines_are_found_again_where_they_stand():
    segment = only("[甲](x\n'题\n目')乙\n丙").segment

    assert segment.text == "甲乙丙"
    assert [str(segment.locate(offset)) for offset in (0, 1, 2)] == [
        f"{FILE}:{place}" for place in ("1:2", "3:4", "4:1")
    ]
