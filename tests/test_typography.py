"""Typography as marks: gaps, narrow marks, dots, figures, line ends, and no word changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.annotate import Glossary, annotate_source
from jdpublish.model import Block, BlockKind, Mark, MarkKind, Section, Segment
from jdpublish.parse import parse
from jdpublish.terms.glossary import glossary
from jdpublish.typography import (
    CLOSING,
    OPENING,
    STOPS,
    browser_breaks,
    chinese_typography,
    han_runs,
)
from jdpublish.unbreakable import figures
from tests.cases import html, read_words, shown
from tests.strategies import HERE, WORDS, blocks

OURS = (MarkKind.LATIN, MarkKind.HALF_WIDTH, MarkKind.DOTTED)
FOR_BROWSERS = (MarkKind.FIGURE, MarkKind.JOIN, MarkKind.BREAK)


def typeset(markdown, *, centred_stops=False):
    (block, *_) = parse("x", markdown, file="x.md", language="zh-Hans").blocks
    return chinese_typography(block, centred_stops=centred_stops).segment


def latin(markdown):
    """Return the Latin runs of a text with “<” and “>” where a gap stands."""
    segment = typeset(markdown)
    return [
        f"{mark.value.replace('>', '')}{segment.text[mark.start : mark.stop]}"
        f"{'>' if '>' in mark.value else ''}"
        for mark in segment.marks
        if mark.kind is MarkKind.LATIN
    ]


def narrow(markdown, *, centred_stops=False):
    """Return a text with an underscore after each mark of half width."""
    segment = typeset(markdown, centred_stops=centred_stops)
    stops = {mark.stop for mark in segment.marks if mark.kind is MarkKind.HALF_WIDTH}
    return "".join(
        character + "_" * (offset in stops) for offset, character in enumerate(segment.text, 1)
    )


def for_browsers(markdown, language="zh-Hans"):
    (block, *_) = parse("x", markdown, file="x.md", language=language).blocks
    return browser_breaks(block, language).segment


def breaks(text):
    """Return a text with a bar where browsers are told that a line may break."""
    places = {mark.start for mark in for_browsers(text).marks if mark.kind is MarkKind.BREAK}
    return "".join("|" * (offset in places) + each for offset, each in enumerate(text))


def dotted(markdown):
    """Return the characters that have a dot below them."""
    segment = typeset(markdown)
    return "".join(
        segment.text[mark.start : mark.stop]
        for mark in segment.marks
        if mark.kind is MarkKind.DOTTED
    )


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("建成G15嘉定段", ["<G15>"]),
        ("G15嘉定段", ["G15>"]),
        ("建成G15", ["<G15"]),
        ("增长5%左右", ["<5%"]),
        ("完成243.4亿元，增长2%", ["<243.4>", "<2%"]),
        ("和PM2.5和R&D", ["<PM2.5>", "<R&D"]),
        ("2024年", ["2024>"]),
        ("〇年5々", ["<5>"]),
        ("使用Wi Fi 7技术", ["<Wi Fi 7>"]),
        ("café在此", ["café>"]),
        ("𠮷5𠮷", ["<5>"]),
    ],
)
def test_a_latin_run_has_a_gap_where_chinese_characters_touch_it(text, runs):
    assert latin(text) == runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("首批“6+1”上海", ["6+1"]),
        ("（2024）年", ["2024"]),
        ("《F1》，5G。", ["F1", "5G"]),
        ("5 个", ["5"]),
        ("甲 A 乙", ["A"]),
        ("甲—A—乙", ["A"]),
    ],
)
def test_a_latin_run_beside_a_mark_or_a_blank_has_no_gap(text, runs):
    assert latin(text) == runs


@pytest.mark.parametrize(("text", "runs"), [("共5.", ["<5"]), ("见A:乙", ["<A"]), ("甲,乙", [])])
def test_a_stop_at_the_end_is_no_part_of_a_run(text, runs):
    assert latin(text) == runs


def test_a_text_without_latin_letters_or_figures_has_no_run():
    assert latin("全区生产总值，一般公共预算。") == []


def test_a_run_is_cut_where_formatting_begins_and_the_gaps_stay_outside():
    assert latin("共**5**%左右") == ["<5", "%"]
    assert latin("共A[^n1]B人\n\n[^n1]: 注") == ["<A", "B>"]


def test_a_run_within_formatting_keeps_its_gaps():
    assert latin("共**5%**左右") == ["<5%"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("汽车“新四化”、集成电路", "汽车“新四化”_、集成电路"),
        ("“贝碧嘉”“普拉桑”", "“贝碧嘉”_“普拉桑”"),
        ("他说：“好。”", "他说：_“好。_”"),
        ("（《办法》）", "（《_办法》_）"),
        ("如下：（“甲”）", "如下：_（“_甲”_）"),
        ("真的？！", "真的？_！"),
        ("‘甲’”，乙", "‘甲’_”_，乙"),
        ("「甲」，「乙」", "「甲」_，_「乙」"),
    ],
)
def test_of_two_marks_side_by_side_one_is_half_as_wide(text, expected):
    assert narrow(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「甲」，「乙」", "「甲」_，「_乙」"),
        ("他說：「好。」", "他說：「_好。_」"),
        ("真的？！", "真的？！"),
        ("真的？」", "真的？」"),
        ("甲，『乙』」。", "甲，『_乙』_」_。"),
    ],
)
def test_a_stop_in_the_middle_of_its_square_keeps_its_width_but_before_a_bracket(text, expected):
    assert narrow(text, centred_stops=True) == expected


@pytest.mark.parametrize(
    "text", ["甲，乙。", "（甲）乙", "甲“乙”丙", "回顾——摘要……", "嘉·邻里", "a, (b)", ""]
)
@pytest.mark.parametrize("centred_stops", [False, True])
def test_a_mark_by_itself_keeps_its_width(text, centred_stops):
    assert narrow(text or "甲", centred_stops=centred_stops) == (text or "甲")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("见“甲”[^n1]乙\n\n[^n1]: 注", "见“甲”_乙"),
        ("（甲）[^n1]，乙\n\n[^n1]: 注", "（甲）_，乙"),
        ("甲。[^n1]\n\n[^n1]: 注", "甲。_"),
        ("甲[^n1]”乙\n\n[^n1]: 注", "甲”乙"),
    ],
)
def test_a_mark_before_the_call_of_a_note_is_half_as_wide(markdown, expected):
    assert narrow(markdown) == expected


def test_a_mark_at_the_end_of_a_term_is_half_as_wide_for_its_call():
    segment = Segment("汽车“新四化”产业", HERE, (Mark(0, 7, MarkKind.TERM, "c1"),))
    block = Block("p1", BlockKind.PARAGRAPH, HERE, (segment,))

    assert Mark(6, 7, MarkKind.HALF_WIDTH) in chinese_typography(block).segment.marks


@pytest.mark.parametrize(
    ("markdown", "characters"),
    [
        ("坚持*以人民为中心*的", "以人民为中心"),
        ("*好，“5G”！*", "好5G"),
        ("*一**二***三", "一二"),
        ("**稳中求进**", ""),
        ("*a b*", "ab"),
    ],
)
def test_emphasis_in_chinese_is_a_dot_below_each_character_that_is_no_mark(markdown, characters):
    assert dotted(markdown) == characters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首批“6+1”上海", "首批|“6+1”|上海"),
        ("的“G15”，乙", "的|“G15”，乙"),
        ("甲，“A”（乙）", "甲，|“A”|（乙）"),
        ("“A”“乙”", "“A”|“乙”"),
        ("打造‘A’服务", "打造|‘A’|服务"),
    ],
)
def test_a_line_may_break_outside_quotation_marks_around_latin(text, expected):
    assert breaks(text) == expected


@pytest.mark.parametrize(
    "text",
    ["打造“四个一”服务", "（“A”）", "“‘A’”", "“A”，乙", "a “b” c", "people’s", "「A」乙", "优+”"],
)
def test_elsewhere_browsers_need_not_be_told(text):
    assert breaks(text) == text


GAP = '<span class="join gap"></span>'
JOINT = '<span class="join"></span>'


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("共5个。", f"共5{GAP}个。"),
        ("共1.5亿元。", f"共1.5{GAP}亿{JOINT}元。"),
        ("共3—5个。", f"共3{JOINT}—{JOINT}5{GAP}个。"),
        ("共**5个**。", f"共<strong>5{GAP}个</strong>。"),
        ("共**5**个。", f"共<strong>5</strong>{GAP}个。"),
        ("共5*个*。", f"共5{GAP}<em>个</em>。"),
        ("共5[^n1]个。\n\n[^n1]: 注", f'共5<sup><a href="#n1">*</a></sup>{GAP}个。'),
        ("见![共5](image.png)个", '见<img src="image.png" alt="共5">个'),
        ("共50，10,000。", "共50，10,000。"),
    ],
)
def test_a_chinese_figure_is_joined_where_a_browser_might_break_it(markdown, expected):
    assert html(for_browsers(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("up 5 percent.", 'up <span class="figure">5 percent</span>.'),
        ("up *5 percent*.", 'up <em><span class="figure">5 percent</span></em>.'),
        ("up *5* percent.", 'up <span class="figure"><em>5</em> percent</span>.'),
        (
            "*up by 5* percent.",
            '<span class="figure"><em><span class="loose">up by </span>5</em> percent</span>.',
        ),
        ("up 50, or 10,000.", "up 50, or 10,000."),
    ],
)
def test_an_english_figure_stays_whole_across_formatting(markdown, expected):
    assert html(for_browsers(markdown, "en")) == expected


def test_a_row_s_cells_are_set_one_by_one():
    (head,) = parse("x", "| 共5” | “5个 |\n|---|---|", file="x.md", language="zh").blocks
    marks = [cell.marks for cell in chinese_typography(head).segments]

    assert marks == [
        (Mark(1, 2, MarkKind.LATIN, "<"),),
        (Mark(1, 2, MarkKind.LATIN, ">"),),
    ]


def test_latin_words_in_an_image_s_description_are_not_printed():
    segment = typeset("见![G15 图](image.png)下")

    assert read_words(html(segment)) == "见下"


TERMS = Glossary.of(
    glossary(
        {
            "x.toml": "\n".join(
                f'[[concept]]\nid = "c{number}"\nstatus = "approved"\nannotate = ["zh"]\n'
                f'[concept.zh-Hans]\nterm = "{word}"'
                for number, word in enumerate((*WORDS, "6+1", "的“", "5%"))
            )
        }
    )
)


@given(blocks(), st.booleans())
def test_typography_only_adds_marks_that_nest_with_terms_and_all_others(found, centred_stops):
    """Read the page strictly and the words are untouched."""
    (section,) = annotate_source((Section("x", (found,)),), TERMS)
    (annotated,) = section.blocks
    typeset = chinese_typography(annotated, centred_stops=centred_stops).segment

    kept = tuple(mark for mark in typeset.marks if mark.kind not in OURS)
    assert (typeset.text, kept) == (found.text, annotated.segment.marks)
    assert read_words(html(typeset)) == shown(found.segment)


@given(blocks(), st.sampled_from(["zh-Hans", "zh-Hant-TW", "en"]))
def test_marks_for_browsers_nest_with_all_others_and_cover_each_figure(found, language):
    (section,) = annotate_source((Section("x", (found,)),), TERMS)
    (annotated,) = section.blocks
    marked = browser_breaks(annotated, language).segment

    kept = tuple(mark for mark in marked.marks if mark.kind not in FOR_BROWSERS)
    assert (marked.text, kept) == (found.text, annotated.segment.marks)
    assert read_words(html(marked)) == shown(found.segment)
    whole = [mark for mark in marked.marks if mark.kind is MarkKind.FIGURE and not mark.value]
    hidden = [mark for mark in marked.marks if mark.kind is MarkKind.IMAGE]
    if language != "en":
        joints = {mark.start for mark in marked.marks if mark.kind is MarkKind.JOIN}
        places = {at for start, stop in figures(marked.text, language) for at in range(start, stop)}
        assert joints <= places
        return
    for start, stop in figures(marked.text, language):
        assert any(mark.start <= start and stop <= mark.stop for mark in whole) or any(
            mark.start < stop and start < mark.stop for mark in hidden
        )


@given(blocks(), st.booleans())
def test_each_mark_of_half_width_is_one_mark_beside_another(found, centred_stops):
    text = found.text
    marks = chinese_typography(found, centred_stops=centred_stops).segment.marks
    halved = [mark for mark in marks if mark.kind is MarkKind.HALF_WIDTH]

    assert len({mark.start for mark in halved}) == len(halved)
    for mark in halved:
        assert mark.stop == mark.start + 1
        assert text[mark.start] in OPENING + CLOSING + STOPS
        beside = text[max(mark.start - 1, 0) : mark.start] + text[mark.stop : mark.stop + 1]
        assert set(beside) & set(OPENING + CLOSING + STOPS)
        assert not (centred_stops and text[mark.start] in STOPS)


@given(blocks())
def test_no_latin_run_has_a_chinese_character_and_gaps_stand_beside_one(found):
    segment = chinese_typography(found).segment
    for mark in segment.marks:
        if mark.kind is MarkKind.LATIN:
            words = segment.text[mark.start : mark.stop]
            assert words
            assert not any(ord(character) > 0x2E80 for character in words)
            assert ("<" not in mark.value) or ord(segment.text[mark.start - 1]) > 0x3000
            assert (">" not in mark.value) or ord(segment.text[mark.stop]) > 0x3000


def test_a_block_without_words_stays_as_it_is():
    (heading,) = parse("x", "#", file="x.md", language="zh").blocks

    assert heading.kind is BlockKind.HEADING
    assert chinese_typography(heading) == heading
    assert isinstance(heading, Block)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("有嘉 sounds like 有家.", ["有嘉", "有家"]),
        ("the “两新、两重” policies", ["两新、两重"]),
        ("no Chinese, only “marks” …", []),
    ],
)
def test_chinese_words_in_english_are_marked_as_chinese(english, chinese):
    assert [english[start:stop] for start, stop in han_runs(english)] == chinese
