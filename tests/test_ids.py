"""Ids that are proposed and written: always the same, always free, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.errors import Location
from jdpublish.ids import check_unique, same_shape, with_ids, written
from jdpublish.parse import parse
from jdpublish.proposals import proposed_ids
from jdpublish.report import parsed
from jdpublish.review import review
from jdpublish.sources import ReportSource, SourceFile
from tests.strategies import markdown_paragraphs

CHINESE = """\
# 标题 {#title}

预计全区
生产总值

- 甲
- 乙[^n1]

| 指标 | 数值 |
|---|---|
| 产值 | 5% |

[^n1]: 注
"""


def section(text, name="00", language="zh-Hans"):
    return parse(name, text, file=f"{language}/{name}.md", language=language)


def ids(*texts):
    """Return the ids of the blocks of files with these texts, as proposed."""
    sections = tuple(section(text, f"{number:02}") for number, text in enumerate(texts))
    return [[block.id for block in one.blocks] for one in with_ids(sections)]


def write(text, name="00"):
    """Return a text with ids written to every block that has none."""
    (one,) = with_ids((section(text, name),))
    return written(text, tuple(block for block in one.blocks if block.provisional))


def report_of(**languages):
    return ReportSource(
        id="x",
        at=Location("content/x/report.toml"),
        year="2024",
        version="1",
        details={},
        files={
            language.replace("_", "-"): tuple(
                SourceFile(name, f"{language}/{name}.md", text) for name, text in files.items()
            )
            for language, files in languages.items()
        },
        images={},
    )


def test_an_id_says_the_kind_the_file_and_the_number():
    first, second = ids("# 甲\n\n乙\n\n## 丙", "# 甲\n\n## 乙\n\n丙\n\n丁\n\n- 戊\n\n| 一 |\n|---|")

    assert first == ["c0", "p01", "h01"]
    assert second == ["c1", "h11", "p11", "p12", "i11", "r11"]


def test_a_second_chapter_in_a_file_has_a_number_too():
    assert ids("# 甲\n\n# 乙\n\n# 丙") == [["c0", "c01", "c02"]]


def test_ids_that_are_there_stay_and_are_not_given_again():
    assert ids("甲 {#p02}\n\n乙\n\n丙\n\n丁 {#p01}") == [["p02", "p03", "p04", "p01"]]


def test_an_id_of_another_file_is_not_given_again():
    assert ids("甲\n\n乙", "丙 {#p01}") == [["p02", "p03"], ["p01"]]


def test_an_id_that_another_language_uses_is_not_given_to_a_new_block():
    """Else a new Chinese block would get the translation of one that was deleted."""
    source = parsed(
        report_of(
            zh_Hans={"00": "# 标题 {#title}\n\n新"},
            en={"00": "# Title {#title}\n\nOld {#p01}", "01": "Older {#p02}"},
        )
    )
    (chinese,) = source.sections["zh-Hans"]

    assert [block.id for block in chinese.blocks] == ["title", "p03"]
    assert {finding.check for finding in review(source)} == {
        "provisional-id",
        "untranslated",
        "surplus",
    }


def test_two_files_whose_numbers_run_together_get_different_ids():
    many = "\n\n".join("甲" for _ in range(12))
    found = [identity for each in ids("甲", many, *["乙"] * 10) for identity in each]

    assert len(set(found)) == len(found)


def test_a_proposed_id_stays_provisional_and_a_given_one_is_not():
    (one,) = with_ids((section("甲\n\n乙 {#p1}"),))

    assert [block.provisional for block in one.blocks] == [True, False]


@given(st.lists(st.lists(markdown_paragraphs(), min_size=1, max_size=2), min_size=1, max_size=2))
def test_proposals_are_the_same_every_time_and_free(files):
    texts = [
        "\n\n".join(block.source.replace("{#p12}", "") for block in blocks) for blocks in files
    ]
    sections = with_ids(tuple(section(text, str(number)) for number, text in enumerate(texts)))
    plain = [block for one in sections for block in one.blocks if block.provisional]

    assert sections == with_ids(
        tuple(section(text, str(number)) for number, text in enumerate(texts))
    )
    assert len({block.id for block in plain}) == len(plain)
    assert all(re.fullmatch(r"[cphirn][0-9]+", block.id) for block in plain)


def test_ids_are_written_at_the_ends_of_their_blocks():
    assert (
        write(CHINESE)
        == """\
# 标题 {#title}

预计全区
生产总值 {#p01}

- 甲 {#i01}
- 乙[^n1] {#i02}

| 指标 | 数值 {#r01} |
|---|---|
| 产值 | 5% {#r02} |

[^n1]: 注
"""
    )


def test_written_ids_are_read_again_and_nothing_is_left_to_write():
    once = write(CHINESE)
    (before,), (after,) = with_ids((section(CHINESE),)), with_ids((section(once),))

    assert [(block.id, block.text) for block in after.blocks] == [
        (block.id, block.text) for block in before.blocks
    ]
    assert not any(block.provisional for block in after.blocks)
    assert write(once) == once


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(end):
    text = CHINESE.replace("\n", end)

    assert write(text) == write(CHINESE).replace("\n", end)


def test_a_text_without_an_end_of_line_gets_none():
    assert write("甲") == "甲 {#p01}"
    assert write("甲\r\n\r\n乙") == "甲 {#p01}\r\n\r\n乙 {#p02}"


def test_blank_lines_and_indents_stay_as_they_are():
    text = "\n\n  甲\n\n\n- 乙\n\n  丙\n\n   \n"

    assert write(text) == "\n\n  甲 {#p01}\n\n\n- 乙 {#i01}\n\n  丙 {#p02}\n\n   \n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 甲 |\n|---|", "| 甲 {#r01} |\n|---|"),
        ("甲 | 乙\n---|---", "甲 | 乙 {#r01}\n---|---"),
        ("|甲|\n|---|\n|丙\\||", "|甲 {#r01} |\n|---|\n|丙\\| {#r02} |"),
        ("|甲|乙|\n|-|-|\n|丙 \\|", "|甲|乙 {#r01} |\n|-|-|\n|丙 \\| {#r02}"),
        ("|甲|乙|\n|-|-|\n|丙|", "|甲|乙 {#r01} |\n|-|-|\n|丙 {#r02} |"),
        ("# 甲 #", "# 甲 {#c0} #"),
        ("## C#", "## C# {#h01}"),
        ("#", "# {#c0}"),
        ("甲\n===", "甲\n=== {#p01}"),
        ("- 甲\n  乙\n  - 丙", "- 甲\n  乙 {#i01}\n  - 丙 {#i02}"),
        ("**甲**", "**甲** {#p01}"),
    ],
)
def test_an_id_stands_where_it_is_read_again(text, expected):
    once = write(text)
    (before,), (after,) = with_ids((section(text),)), with_ids((section(once),))

    assert once == expected
    assert [(block.id, block.text) for block in after.blocks] == [
        (block.id, block.text) for block in before.blocks
    ]
    assert write(once) == once


@given(
    st.lists(markdown_paragraphs(), min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\n\n"]),
)
def test_writing_ids_changes_nothing_else(found, end, last):
    """Take the ids away and each byte is as it was, but for blanks at the ends of lines."""
    sources = [
        re.sub(r"\s*\{#p12\}\s*$|\[\^n1\](: )?", "", block.source).rstrip() for block in found
    ]
    text = ("\n\n".join(sources) + last).replace("\n", end)
    once = write(text)

    assert re.sub(r" \{#[a-z0-9]+\}", "", once) == text
    assert write(once) == once
    (before,), (after,) = with_ids((section(text),)), (section(once),)
    assert [(block.id, block.kind, block.text) for block in after.blocks] == [
        (block.id, block.kind, block.text) for block in before.blocks
    ]
    check_unique((after,))


def test_files_have_the_same_shape_where_kinds_and_depths_agree():
    assert same_shape(section("# 甲\n\n- 乙"), section("# A\n\n1. B", language="en"))
    assert not same_shape(section("# 甲\n\n乙"), section("## A\n\nB", language="en"))
    assert not same_shape(section("# 甲\n\n乙"), section("# A\n\n- B", language="en"))
    assert not same_shape(section("# 甲"), section("# A\n\nB", language="en"))


def test_a_translation_of_the_same_shape_gets_the_ids_of_the_chinese():
    source = parsed(
        report_of(
            zh_Hans={"00": "# 标题 {#title}\n\n甲\n\n乙 {#last}"},
            en={"00": "# Title\r\n\r\nA\r\n\r\nB {#last}\r\n"},
        )
    )
    proposals = {proposal.file: proposal for proposal in proposed_ids(source)}

    assert proposals["zh_Hans/00.md"].text == "# 标题 {#title}\n\n甲 {#p01}\n\n乙 {#last}"
    assert proposals["en/00.md"].text == ("# Title {#title}\r\n\r\nA {#p01}\r\n\r\nB {#last}\r\n")
    assert [block.id for block in proposals["en/00.md"].blocks] == ["title", "p01"]


def test_a_translation_of_another_shape_gets_no_ids_and_is_named():
    source = parsed(report_of(zh_Hans={"00": "# 标题 {#title}\n\n甲"}, en={"00": "# Title\n\n- A"}))
    (english,) = [one for one in proposed_ids(source) if one.file == "en/00.md"]

    assert english.text == "# Title\n\n- A"
    assert english.blocks == ()
    assert [block.text for block in english.unknown] == ["Title", "A"]


def test_a_translation_whose_ids_stand_elsewhere_gets_no_id_twice():
    source = parsed(
        report_of(
            zh_Hans={"00": "# 标题 {#title}\n\n甲 {#p01}\n\n乙 {#p02}"},
            en={"00": "# Title {#title}\n\nA\n\nB {#p01}"},
        )
    )
    (english,) = proposed_ids(source)

    assert (english.blocks, [block.text for block in english.unknown]) == ((), ["A"])


def test_a_translation_of_no_chinese_file_gets_no_ids():
    source = parsed(report_of(zh_Hans={"00": "# 标题 {#title}"}, en={"01": "# Title"}))
    (english,) = proposed_ids(source)

    assert (english.file, english.text, english.blocks) == ("en/01.md", "# Title", ())


def test_files_whose_blocks_all_have_ids_are_left_alone():
    source = parsed(report_of(zh_Hans={"00": "# 标题 {#title}"}, en={"00": "# Title {#title}"}))

    assert list(proposed_ids(source)) == []


def test_the_real_report_needs_no_ids(report):
    assert list(proposed_ids(report)) == []
