"""Traditional characters: the right ones, edition by edition, and never other words."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.document import document
from jdpublish.editions import EDITIONS
from jdpublish.errors import ScriptError
from jdpublish.model import Block, BlockKind
from jdpublish.parse import parse
from jdpublish.script import PROFILES, converter, to_traditional
from jdpublish.terms.glossary import glossary
from tests.cases import cases, html
from tests.strategies import HERE, blocks, mixed_texts

TRADITIONAL = {"zh-Hant": "hant", "zh-Hant-TW": "tw", "zh-Hant-HK": "hk"}
STANDARD = {"zh-Hant": ("s2tw",), "zh-Hant-TW": ("s2tw",), "zh-Hant-HK": ("s2hk", "s2tw")}

every_profile = pytest.mark.parametrize("profile", TRADITIONAL)


def concepts(term, own, language="zh-Hant"):
    return glossary(
        {
            "glossary/x.toml": f"""\
[[concept]]
id = "x"
status = "approved"
[concept.zh-Hans]
term = "{term}"
[concept.{language}]
term = "{own}"
"""
        }
    )


def block(markdown):
    (found,) = parse("x", markdown, file="content/x.md", language="zh-Hans").blocks
    return found


@every_profile
@cases("traditional")
def test_traditional_forms(case, profile):
    text = case.one("hans")
    result = converter(profile)(text)

    assert result == case.one(TRADITIONAL[profile], case.one("hant"))
    assert [form for form in case.all("never") if form in result] == []


def test_every_traditional_edition_has_a_profile():
    assert {edition.conversion for edition in EDITIONS if edition.conversion} == set(PROFILES)
    assert set(PROFILES) == set(TRADITIONAL)


@every_profile
def test_no_profile_is_the_dictionaries_inner_form_or_another_vocabulary(profile):
    assert PROFILES[profile].base in ("s2tw", "s2hk")


def test_phrases_are_converted_across_emphasis():
    converted = to_traditional(block("头**发**与**数据**上链"), converter("zh-Hant"))

    assert html(converted.segment) == "頭<strong>髮</strong>與<strong>數據</strong>上鏈"


def test_phrases_are_converted_across_line_breaks_and_calls_of_notes():
    assert to_traditional(block("剪头\n发"), converter("zh-Hant")).text == "剪頭髮"


def test_formatting_keeps_its_place_its_target_and_its_id():
    before = block("**发布**[头发](发布)`发布` {#p1}")
    after = to_traditional(before, converter("zh-Hant"))

    assert after.id == "p1"
    assert after.segment.marks == before.segment.marks
    assert after.segment.marks[1].value == before.segment.marks[1].value


def test_each_cell_of_a_row_is_converted():
    head, *_ = parse("x", "| 头发 | 发布 |\n|---|---|", file="x.md", language="zh-Hans").blocks

    assert to_traditional(head, converter("zh-Hant-HK")).text == "頭髮\t發布"


@given(blocks(), st.sampled_from(tuple(TRADITIONAL)))
def test_conversion_changes_neither_length_nor_marks_nor_places(found, profile):
    converted = to_traditional(found, converter(profile))

    assert len(converted.text) == len(found.text)
    assert converted.with_segments(found.segments) == found
    assert converted.segment.marks == found.segment.marks
    assert converted.segment.at == found.segment.at


@given(mixed_texts(), st.sampled_from(tuple(TRADITIONAL)))
def test_only_chinese_characters_and_quotation_marks_change(text, profile):
    converted = converter(profile)(text)

    for before, after in zip(text, converted, strict=True):
        if before != after:
            assert before in "“”‘’" or ord(before) >= 0x3400


@given(st.text("aÀé’‘ǎ\u0301发×1 ", max_size=12), st.sampled_from(tuple(TRADITIONAL)))
def test_an_apostrophe_stays_just_where_latin_letters_are_on_both_sides(text, profile):
    letters = "aÀéǎ\u0301"
    converted = converter(profile)(text)

    assert len(converted) == len(text)
    for index, character in enumerate(text):
        if character == "’":
            before, after = text[:index][-1:], text[index + 1 :][:1]
            latin = bool(before and after) and before in letters and after in letters
            assert converted[index] == ("’" if latin else "』")


@every_profile
@pytest.mark.parametrize(("marks", "corners"), [("“”‘’", "「」『』"), ("", "")])
def test_every_quotation_mark_becomes_a_corner_bracket(profile, marks, corners):
    assert converter(profile)(marks) == corners


@every_profile
def test_a_concept_s_own_traditional_term_overrides_the_dictionaries(profile):
    own = converter(profile, concepts("平台", "平台"))

    assert own("出台平台") == converter(profile)("出台") + "平台"


def test_an_override_stands_even_within_a_longer_phrase_of_the_dictionary():
    own = converter("zh-Hant", concepts("计划", "計畫"))

    assert own("计划、行动计划、计划生育") == "計畫、行動計畫、計畫生育"


def test_an_override_for_one_edition_leaves_the_others_alone():
    own = concepts("平台", "平臺", "zh-Hant-HK")

    assert converter("zh-Hant-HK", own)("平台、台阶") == "平臺、台階"
    assert converter("zh-Hant", own)("平台") == "平臺"
    assert converter("zh-Hant", concepts("平台", "平台", "zh-Hant-TW"))("平台") == "平臺"


def test_an_edition_s_own_override_goes_before_the_general_one():
    both = glossary(
        {
            "x.toml": """\
[[concept]]
id = "x"
status = "approved"
[concept.zh-Hans]
term = "标杆"
[concept.zh-Hant]
term = "標桿"
[concept.zh-Hant-TW]
term = "標竿"
"""
        }
    )

    assert converter("zh-Hant", both)("标杆") == "標桿"
    assert converter("zh-Hant-TW", both)("标杆") == "標竿"


def test_an_override_goes_before_what_the_edition_corrects_by_itself():
    convert = converter("zh-Hant-TW", concepts("数据上链", "數據上鍊", "zh-Hant-TW"))

    assert convert("推动数据上链，产品上链") == "推動數據上鍊，產品上鏈"


@every_profile
@pytest.mark.parametrize("own", ["網際網路", "網"])
def test_an_override_of_another_length_is_an_error_at_the_text(profile, own):
    convert = converter(profile, concepts("互联网", own))
    found = block("# 发展**互联网** {#h1}")

    with pytest.raises(ScriptError, match="changed the length of “发展互联网") as caught:
        to_traditional(found, convert)

    assert str(caught.value.at) == "content/x.md:1:3"
    assert "glossary" in caught.value.hint


def test_an_override_that_the_text_does_not_use_is_no_error():
    convert = converter("zh-Hant", concepts("互联网", "網際網路"))

    assert to_traditional(block("发展"), convert).text == "發展"


@pytest.fixture(scope="module")
def printed(report, sources):
    """Everything that the Traditional editions print in Chinese, by edition."""
    return {
        edition.id: every_word(document(report, edition, sources, others=()))
        for edition in EDITIONS
        if edition.conversion
    }


def every_word(document):
    entries = [entry.han + entry.definition for entry in document.entries.values()]
    details = [getattr(document.details, name) for name in document.details.__dataclass_fields__]
    texts = [block.text for block in document.blocks]
    return "\n".join([*texts, *entries, *details, *document.words.values()])


@every_profile
@pytest.mark.parametrize(
    "form", ["數據上鏈", "寒暑假托班", "發布", "「四個一批」", "經濟運行", "社區"]
)
def test_the_real_report_has_the_right_forms(printed, profile, form):
    assert form in printed[profile]


@every_profile
@pytest.mark.parametrize(
    "form",
    ["爲", "衆", "羣", "牀", "上鍊", "託班", "網際網路", "經濟執行", "發佈", "汙", "覈", "“", "‘"],
)
def test_the_real_report_has_none_of_the_wrong_forms(printed, profile, form):
    assert form not in printed[profile]


@every_profile
def test_no_simplified_character_is_left_in_the_real_report(printed, profile):
    """In each character some standard of its place sees nothing to convert."""
    standards = [opencc.OpenCC(name) for name in STANDARD[profile]]
    traditional_too = "里污"  # 裡 and 汙 by themselves, but 公里 and 污染

    assert {
        character
        for character in set(printed[profile]) - set(traditional_too)
        if all(standard.convert(character) != character for standard in standards)
    } == set()


@every_profile
def test_the_real_report_is_the_same_text_in_other_characters(printed, profile, report, sources):
    back = opencc.OpenCC("t2s")
    (simplified,) = [edition for edition in EDITIONS if edition.id == "zh-Hans"]
    original = every_word(document(report, simplified, sources, others=()))
    marks = str.maketrans("「」『』", "“”‘’")
    returned = back.convert(printed[profile].translate(marks))
    variants = str.maketrans("畫竿佈週衞", "划杆布周卫")

    assert returned.translate(variants) == original


def test_an_empty_block_stays_empty():
    empty = Block("p1", BlockKind.PARAGRAPH, HERE, (block("甲").segment,))
    blank = empty.with_segments((parse("x", "#", file="x.md", language="zh").blocks[0].segment,))

    assert to_traditional(blank, converter("zh-Hant")).text == ""
