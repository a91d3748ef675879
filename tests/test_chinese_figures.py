"""Reads the figures of Chinese texts, and leaves alone what is none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.figures.chinese.names import masked
from jdpublish.figures.chinese.numerals import number
from jdpublish.figures.chinese.script import plain
from jdpublish.figures.chinese.text import read
from jdpublish.figures.quantity import Kind, Quantity
from jdpublish.figures.units import CHINESE_UNITS, ENGLISH_UNITS
from tests.cases import Case, cases
from tests.strategies import mixed_texts

PIECES = (
    *"0123456789０１２３４５６７８９.,，．%％‰:：/~—-+、“”（） \n",
    *"〇零一二三四五六七八九十百千万亿两廿半几数上第余多近约超至到和比",
    *"年月日号时点分秒届大元角个里度岁米成倍翻番萬億兩",
    "分之", "百分之", "个百分点", "个基点", "增长", "以上", "左右", "不到", "零下", "下午", "世纪",
    "年代", "季度", "上半年", "美元", "人民币", "$", "¥", "人（户）次", "千瓦", "平方米", "km",
    "/小时", "号线", "G15",
)  # fmt: skip


def figure_texts() -> st.SearchStrategy[str]:
    """Texts made of everything that figures are made of, in any order, among ordinary words."""
    piece = st.sampled_from(PIECES) | mixed_texts() | st.text(max_size=3)
    return st.lists(piece, max_size=25).map("".join)


def shown(quantity: Quantity) -> str:
    """A figure as the case file writes it."""
    over = f"/{quantity.over}" if quantity.over != 1 else ""
    kind = "" if quantity.kind is Kind.NUMBER else f" {quantity.kind}"
    unit = f" {quantity.unit.chinese}" if quantity.unit else ""
    remarks = ", ".join(filter(None, (quantity.hedge, "" if quantity.firm else "not firm")))
    return f"{quantity.text} | {quantity.value:f}{over}{kind}{unit}" + (
        f" | {remarks}" if remarks else ""
    )


@cases("chinese-figures")
def test_every_figure_is_read_as_it_is_meant(case: Case):
    assert tuple(map(shown, read(case.one("zh")))) == case.all("reads")


@given(figure_texts())
def test_reading_never_fails_and_says_where_figures_stand(text):
    found = read(text)

    stop = 0
    for quantity in found:
        assert stop <= quantity.start < quantity.stop <= len(text)
        assert quantity.text == text[quantity.start : quantity.stop]
        assert isinstance(quantity.worth.denominator, int)
        stop = quantity.stop


@given(figure_texts())
def test_names_are_masked_by_as_many_characters(text):
    assert len(plain(text)) == len(text)
    assert len(masked(plain(text))) == len(text)


@given(figure_texts())
def test_full_width_digits_are_read_as_others(text):
    wide = text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))

    assert [(one.start, one.stop, one.value, one.kind) for one in read(wide)] == [
        (one.start, one.stop, one.value, one.kind) for one in read(text)
    ]


@given(st.decimals(0, 10**12, allow_nan=False, places=2))
def test_digits_are_worth_what_they_say(value):
    (quantity,) = read(f"共{value:f}元")

    assert quantity.value == value


@given(st.integers(0, 9999), st.sampled_from(["", "万", "亿", "万亿"]))
def test_numerals_are_worth_what_they_say(value, scale):
    power = {"": 0, "万": 4, "亿": 8, "万亿": 12}[scale]

    assert number(_in_numerals(value) + scale) == value * 10**power


@pytest.mark.parametrize(
    "numeral", ["", "十十", "二百三百", "九九八十一", "三廿", "亿亿亿", "点", "一点"]
)
def test_numerals_in_no_order_are_no_number(numeral):
    assert number(numeral) is None


@pytest.mark.parametrize(
    "piece",
    ["1", "1,234", "1-", "1、", "1/", "1:", "一", "三分之", "十百", "亿", "“一", "第1", "半", "超"],
)
def test_a_long_run_of_anything_is_read_at_once(piece):
    """Twice as much must not take far longer: no pattern tries one thing in many ways."""
    assert isinstance(read(piece * 20_000), tuple)


def test_what_a_unit_is_worth_is_the_same_in_both_languages():
    for name in CHINESE_UNITS.keys() & ENGLISH_UNITS.keys():
        assert CHINESE_UNITS[name] == ENGLISH_UNITS[name], name


def test_a_mu_is_a_fifteenth_of_a_hectare_and_a_jin_half_a_kilogram():
    assert CHINESE_UNITS["亩"].factor * 15 == CHINESE_UNITS["公顷"].factor
    assert CHINESE_UNITS["斤"].factor * 2 == CHINESE_UNITS["公斤"].factor


def _in_numerals(value: int) -> str:
    """A number below ten thousand in Chinese numerals, the plain way: 二千零一十."""
    if not value:
        return "零"
    digits = "零一二三四五六七八九"
    parts = [
        digits[int(digit)] + (size if digit != "0" else "")
        for digit, size in zip(f"{value:04}", ("千", "百", "十", ""), strict=True)
    ]
    return re.sub("零+", "零", "".join(parts)).strip("零")
