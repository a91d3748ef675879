"""Where lines end and what gives way, without any page: characters are squares ten wide."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.outputs.pdf.lines import breaking
from jdpublish.outputs.pdf.lines.addresses import addresses, broken
from jdpublish.outputs.pdf.lines.breaking import Paragraph, with_the_worst
from jdpublish.outputs.pdf.lines.gaps import (
    NEVER_FIRST,
    NEVER_LAST,
    Gap,
    Setting,
    chinese_gaps,
    filled,
    latin_gaps,
    places,
)
from tests.strategies import mixed_texts

EM = 10.0


def setting(text, *, chinese=True, **more):
    """Return a text whose Latin letters are half as wide, with gaps beside Chinese characters."""
    widths = [EM / 2 if each < "\u2000" else EM for each in text]
    left, right, x = [], [], 0.0
    for index, width in enumerate(widths):
        beside = index and {text[index - 1].isascii(), text[index].isascii()} == {True, False}
        mixed = beside and text[index - 1].isalnum() and text[index].isalnum()
        x += EM / 6 if mixed and chinese else 0.0
        left.append(x)
        x += width
        right.append(x)
    return Setting(text, left, right, EM, chinese=chinese, **more)


def anywhere(text):
    return [True] * (len(text) + 1)


def bars(text, **more):
    """Return a text with a bar where a line may break though Unicode forbids it everywhere."""
    found = places(setting(text, **more), [False] * (len(text) + 1))
    return "".join("|" * (index in found) + each for index, each in enumerate(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("打造“四个一”服务", "打造|“四个一”|服务"),
        ("首批“6+1”上海", "首批|“6+1”|上海"),
        ("甲，“乙”（丙）", "甲，|“乙”|（丙）"),
        ("“甲”“乙”", "“甲”|“乙”"),
        ("打造‘甲’服务", "打造|‘甲’|服务"),
    ],
)
def test_a_line_may_break_outside_chinese_quotation_marks(text, expected):
    assert bars(text) == expected


@pytest.mark.parametrize("text", ["（“甲”）", "“‘甲’”", "“甲”，乙", "“甲”。", "people’s"])
def test_a_line_may_not_break_inside_quotation_marks_or_before_a_stop(text):
    assert bars(text) == text


def test_in_english_unicode_s_word_on_quotation_marks_is_taken():
    assert bars("a “b” c", chinese=False) == "a “b” c"


@given(mixed_texts(min_size=2))
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text):
    for place in places(setting(text), anywhere(text)):
        assert text[place] not in NEVER_FIRST
        assert text[place - 1] not in NEVER_LAST


def test_what_is_whole_is_never_parted():
    assert places(setting("甲乙丙丁", whole={2}), anywhere("甲乙丙丁")) == [1, 3]


def kinds(text, **more):
    return [kind.name for kind in chinese_gaps(setting(text, **more)).kinds[1:]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙", ["PLAIN"]),
        ("甲，乙", ["PLAIN", "COMMA"]),
        ("甲。乙", ["PLAIN", "PLAIN"]),
        ("甲“乙”丙", ["BRACKET", "PLAIN", "PLAIN", "BRACKET"]),
        ("甲5乙", ["MIXED", "MIXED"]),
        ("甲A b乙", ["MIXED", "NONE", "SPACE", "MIXED"]),
        ("——甲", ["NONE", "PLAIN"]),
        ("……甲", ["NONE", "PLAIN"]),
        ("3～5", ["NONE", "NONE"]),
        ("甲‧乙", ["DOT", "DOT"]),
        ("甲·乙", ["PLAIN", "PLAIN"]),  # a narrow one has no blank to lose
        ("“A”，5", ["NONE", "NONE", "BRACKET", "COMMA"]),
    ],
)
def test_what_stands_between_two_characters(text, expected):
    assert kinds(text) == expected


def test_within_a_figure_nothing_is_widened():
    gaps = chinese_gaps(setting("约5亿元", whole={2, 3}))

    assert [kind.name for kind in gaps.kinds[1:]] == ["MIXED", "MIXED", "NONE"]
    assert [bool(each) for each in gaps.stretch[1:]] == [True, False, False]


def test_where_a_call_stands_over_the_blank_of_a_mark_it_is_not_squeezed():
    assert chinese_gaps(setting("甲，乙")).shrink[2] == EM / 2
    assert chinese_gaps(setting("甲，乙", called={2})).shrink[2] == 0


def test_the_gap_beside_latin_keeps_to_an_eighth_and_a_quarter_of_a_square():
    gaps = chinese_gaps(setting("甲5乙"))

    assert gaps.shrink[1:] == pytest.approx([EM / 6 - EM / 8] * 2)
    assert gaps.stretch[1:] == pytest.approx([EM / 4 - EM / 6] * 2)


def test_a_space_between_english_words_loses_a_tenth_at_most_and_gains_half():
    gaps = latin_gaps(setting("a b", chinese=False))

    assert (gaps.shrink[2], gaps.stretch[2]) == (EM / 20, EM / 4)


def test_a_centred_comma_gives_way_on_both_sides():
    assert chinese_gaps(setting("甲，乙", centred=True)).shrink[1:] == [EM / 4, EM / 4]


def test_marks_lose_their_blank_at_the_edges_of_a_line():
    marks = setting("“甲，")
    centred = setting("「甲，", centred=True)

    assert (marks.lead(0), marks.trail(2)) == (EM / 2, EM / 2)
    assert (centred.lead(0), centred.trail(2)) == (EM / 2, EM / 4)
    assert setting("“甲，", narrow={0, 2}).trail(2) == 0
    assert setting("“a,”", chinese=False).lead(0) == 0


def test_squeezing_takes_brackets_before_commas_and_both_before_gaps_beside_latin():
    """In the order of CLREQ, “Procedures for Inter-Character Spacing Reduction”."""
    gaps = chinese_gaps(setting("甲，乙“丙”丁5戊"))

    little = filled(gaps, 0, 9, -EM)
    more = filled(gaps, 0, 9, -1.4 * EM)
    most = filled(gaps, 0, 9, -1.55 * EM)

    assert {gaps.kinds[index] for index in little} == {Gap.BRACKET}
    assert {gaps.kinds[index] for index in more} == {Gap.BRACKET, Gap.COMMA}
    assert {gaps.kinds[index] for index in most} == {Gap.BRACKET, Gap.COMMA, Gap.MIXED}


def test_widening_takes_gaps_beside_latin_up_to_a_quarter_before_all_others():
    gaps = chinese_gaps(setting("甲乙5丙丁"))

    little, more = filled(gaps, 0, 5, 1.0), filled(gaps, 0, 5, 5.0)

    assert set(little) == {2, 3}
    assert more[2] == more[3] == pytest.approx(EM / 4 - EM / 6)
    assert more[1] == more[4] == pytest.approx((5.0 - 2 * (EM / 4 - EM / 6)) / 2)


@given(mixed_texts(min_size=2), st.floats(0, 200))
def test_all_that_a_chinese_line_lacks_is_given_to_its_gaps(text, slack):
    gaps = chinese_gaps(setting(text))
    gains = filled(gaps, 0, len(text), slack)

    assert all(gain >= 0 for gain in gains.values())
    if any(gaps.stretch[index] for index in gains):
        assert sum(gains.values()) == pytest.approx(slack)
    assert all(gain <= EM / 2 + 0.02 for gain in gains.values())


@pytest.mark.parametrize(("slack", "gain"), [(EM / 2, EM / 4), (EM / 2 + 0.1, None)])
def test_no_plain_gap_gains_more_than_a_quarter_of_a_square(slack, gain):
    """The line is left ragged before that."""
    found = filled(chinese_gaps(setting("甲乙丙")), 0, 3, slack)

    assert found == ({1: gain, 2: gain} if gain else {})


def test_an_english_line_is_flush_at_any_price():
    assert filled(latin_gaps(setting("a b", chinese=False)), 0, 3, 99.0) == {2: 99.0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见www.jiading.gov.cn/a/b，", "见www|.jiading|.gov|.cn/|a/|b，"),
        ("at https://a.cn/x?y=1&z=2.", "at https://|a|.cn/|x|?y|=1|&z|=2."),
        ("to one-two@three.gov.cn, or", "to one|-two|@three|.gov|.cn, or"),
        ("by jiading.gov.cn", "by jiading|.gov|.cn"),
        ("at 10 a.m., 17.5km, No.12, and/or", "at 10 a.m., 17.5km, No.12, and/or"),
    ],
)
def test_an_address_ends_a_line_after_a_slash_or_before_another_mark(text, expected):
    """Chicago Manual of Style, 7.46; what follows or stands around it is no part of it."""
    allowed = broken(text, [False] * (len(text) + 1))

    assert "".join("|" * allowed[index] + each for index, each in enumerate(text)) == expected


@given(st.text("w.a/:-@?&= 甲，", max_size=40))
def test_outside_addresses_unicode_s_word_is_taken(text):
    inside = {at for start, stop in addresses(text) for at in range(start + 1, stop)}
    allowed = broken(text, anywhere(text))

    assert all(allowed[place] for place in range(len(text)) if place not in inside)


@pytest.mark.parametrize(
    ("text", "measure", "first"),
    [
        ("aa bb cc mill yuan", 65, "aa bb cc mill "),  # the others would gain 5 times what they can
        ("a b c d e f g mi yuan", 80, "a b c d e f g "),  # they gain just what they can
    ],
)
def test_a_figure_is_parted_only_so_that_a_line_is_not_torn(text, measure, first):
    """Both would be flush if they ended before “yuan”."""
    own = setting(text, chinese=False)
    seam = text.index("yuan")
    paragraph = Paragraph.of(own, sorted(spaces(own)), latin_gaps(own), seams={seam})

    assert parts(own, paragraph, breaking.flush(paragraph, measure, 0))[0] == first


def lines(text, measure, *, indent=0.0, chinese=True, whole=()):
    """Return the lines of a paragraph: of Chinese ones in which every place is allowed.

    In English they may end after spaces, and, with a hyphen, at each bar.
    """
    own, paragraph = made(text, chinese=chinese, whole=whole)
    return parts(own, paragraph, breaking.flush(paragraph, measure, indent))


def made(text, *, chinese=True, whole=()):
    """Return a text without its bars, and the places where its lines may begin and end."""
    pieces = [text] if chinese else text.split("|")
    hyphens = {sum(map(len, pieces[:count])) for count in range(1, len(pieces))}
    own = setting("".join(pieces), chinese=chinese, whole=whole)
    if chinese:
        return own, Paragraph.of(own, places(own, anywhere(text)), chinese_gaps(own))
    return own, Paragraph.of(own, sorted(spaces(own) | hyphens), latin_gaps(own), hyphens, EM / 2)


def spaces(own: Setting) -> set[int]:
    return {index for index in range(1, len(own.text)) if own.text[index - 1] == " "}


def parts(own: Setting, paragraph: Paragraph, found: breaking.Breaks) -> list[str]:
    begins = [paragraph.begins[each] for each in found]
    hyphens = [paragraph.hyphens[each - 1] for each in (*found[1:], 0)]
    return [
        own.text[one:other] + "-" * hyphen
        for (one, other), hyphen in zip(pairwise([*begins, len(own.text)]), hyphens, strict=True)
    ]


def test_a_paragraph_of_squares_has_lines_of_squares():
    assert lines("甲" * 25, 100) == ["甲" * 10, "甲" * 10, "甲" * 5]


def test_the_first_line_has_its_indent():
    assert lines("甲" * 25, 100, indent=20) == ["甲" * 8, "甲" * 10, "甲" * 7]


def test_a_stop_is_squeezed_into_its_line():
    assert lines("甲甲，甲甲甲，甲甲甲。乙乙", 100) == ["甲甲，甲甲甲，甲甲甲。", "乙乙"]


def test_a_character_never_stands_alone_in_the_last_line():
    found = lines("甲" * 20 + "乙。", 100)

    assert sum(map(str.isalnum, found[-1])) >= 2


def test_a_character_stands_alone_rather_than_tear_another_line():
    assert lines("甲" * 14 + "乙。", 70) == ["甲" * 7, "甲" * 7, "乙。"]


def test_where_one_line_must_be_torn_the_last_still_has_two_characters():
    text = "甲" * 3 + "1" * 40 + "丙" * 40 + "乙。"

    assert lines(text, 200, whole=set(range(4, 43)))[-1] == "丙乙。"


def test_the_blank_of_a_mark_at_an_edge_takes_no_room():
    for text in ("甲" * 10 + "。", "“" + "甲" * 10):
        assert lines(text + "乙乙", 105) == [text, "乙乙"]
        assert lines(text + "乙乙", 104) != [text, "乙乙"]


SPACED = "aa bb cc dd ee ff g hh ii jj"
"""Up to g it is 95 wide, and its spaces can lose 3; up to ff it is 85, and they can gain 12.5."""


@pytest.mark.parametrize(
    ("measure", "first"),
    [
        (95 - 0.4 * 3, "aa bb cc dd ee ff g "),  # the others would gain .70 of what they can
        (95 - 0.55 * 3, "aa bb cc dd ee ff "),  # they gain .67
    ],
)
def test_a_line_is_squeezed_if_it_is_clearly_nearer_to_the_measure(measure, first):
    assert lines(SPACED, measure, chinese=False)[0] == first


@pytest.mark.parametrize(("measure", "found"), [(45, ["aa bb cc ", "dddd"]), (46, None)])
def test_lines_are_tight_if_none_gains_more_than_it_can(measure, found):
    """The two spaces of the first line can gain 5, and dddd does not fit there."""
    own, paragraph = made("aa bb cc dddd", chinese=False)
    tight = breaking.tight(paragraph, measure, 0)

    assert (tight and parts(own, paragraph, tight)) == found


def test_there_is_room_for_a_hyphen():
    assert lines("xx aaaa|aaaa bbbb", 40, chinese=False)[0] == "xx aaaa-"
    assert lines("xx aaaa|aaaa bbbb", 39, chinese=False)[0] == "xx "


def test_no_word_is_parted_for_little():
    text = "year of for ser|vi|ces of pro|gress in all year"

    assert lines(text, 110, chinese=False) == [
        "year of for services ",
        "of progress in all ",
        "year",
    ]


def test_a_word_is_parted_so_that_a_line_is_not_loose():
    text = "for of peo|ple year all in coun|ties work a"

    assert lines(text, 80, chinese=False) == ["for of peo-", "ple year all in ", "counties work a"]


def test_two_lines_in_a_row_do_not_end_with_hyphens_if_others_are_nearly_as_good():
    text = (
        "re|form peo|ple trans|for|ma|tion the ad|min|is|tra|tion ser|vi|ces of in for peo|ple "
        "coun|ties all"
    )

    assert lines(text, 140, chinese=False) == [
        "reform people transformation ",
        "the administration services ",
        "of in for people coun-",
        "ties all",
    ]


def test_slack_is_shared_among_lines():
    """A long piece at the end of one line would tear it, were the lines before it kept full."""
    text = "甲" * 18 + "1234567890" + "甲" * 20
    found = lines(text, 100, whole=set(range(18, 29)))

    assert all(len(line) >= 8 or "1" in line for line in found[:-1])


def test_a_piece_wider_than_the_measure_has_a_line_of_its_own():
    found = lines("ab " + "x" * 40 + " cd", 100, chinese=False)

    assert found == ["ab ", "x" * 40 + " ", "cd"]


@pytest.mark.parametrize("whole", [(), range(4, 25)])
def test_only_what_is_wider_than_the_measure_may_be_parted_anywhere(whole):
    """Whether it is whole or not, such as in an element that is `nowrap`."""
    text = "ab " + "x" * 21 + " " + "y" * 20 + " cd"
    own = setting(text, chinese=False, whole=whole)

    assert with_the_worst(own, [3, 25, 46], 100) == [3, *range(4, 25), 25, 46]
    assert with_the_worst(own, [3, 25, 46], 105) == [3, 25, 46]


@given(mixed_texts(min_size=1), st.integers(60, 400), st.sampled_from([0.0, 20.0]))
def test_lines_hold_the_whole_text_in_order(text, measure, indent):
    text = text.strip() or "甲"

    assert "".join(lines(text, measure, indent=indent)) == text


@given(st.text("甲乙丙丁，。“”5A ", min_size=1, max_size=80), st.integers(60, 300))
def test_ragged_lines_are_as_full_as_can_be(text, measure):
    text = text.strip() or "甲"
    _, paragraph = made(text)
    found = breaking.ragged(paragraph, measure, 0)
    ends = paragraph.ends

    for line, following in pairwise(found):
        assert ends[following - 1] - paragraph.starts[line] <= measure or following == line + 1
    for line, following in pairwise(found[:-1]):
        assert ends[following] - paragraph.starts[line] > measure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲" * 20 + "乙。", ["甲" * 10, "甲" * 9, "甲乙。"]),
        ("甲" * 20 + "乙乙。", ["甲" * 10, "甲" * 10, "乙乙。"]),
        ("aaaa bbbbbbbbb ccccc ddd", ["aaaa bbbbbbbbb ", "ccccc ddd"]),
        ("aaaa bbbbbbbbb ccccc dddd", ["aaaa bbbbbbbbb ccccc ", "dddd"]),
    ],
)
def test_the_last_ragged_line_is_no_orphan(text, expected):
    """Two characters, or four letters; the line before gives of its own."""
    own, paragraph = made(text, chinese=not text.isascii())

    assert parts(own, paragraph, breaking.ragged(paragraph, 105 if text.isascii() else 100, 0)) == (
        expected
    )
