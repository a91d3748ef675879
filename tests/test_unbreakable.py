"""Figures: what of a text no line may part, in Chinese of every script and in English."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.script import PROFILES, converter
from jdpublish.unbreakable import figures, seams

CHINESE = "zh-Hans"


def found(text, language=CHINESE):
    return [text[start:stop] for start, stop in figures(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成243.4亿元，增长5.1%。", ["243.4亿元"]),
        ("推进128户旧住房改造", ["128户"]),
        ("2024年5月1日10:30时", ["2024年", "5月", "1日", "10:30时"]),
        ("共3.5万平方米、21.7亿立方米", ["3.5万平方米", "21.7亿立方米"]),
        ("获第3名，列第 5 位", ["第3名", "第 5 位"]),
        ("首批“6+1”和“2+2+1”", ["6+1", "2+2+1"]),
        ("每年3—5个，2023—2024年，5%—6%", ["3—5个", "2023—2024年", "5%—6%"]),
        ("投入￥300和¥5万元", ["￥300", "¥5万元"]),
        ("下降1.3个百分点、0.5‰、6％", ["1.3个百分点", "0.5‰", "6％"]),
        ("200余场、10多万人次、3千多名", ["200余场", "10多万人次", "3千多名"]),
        ("每人5元/平方米", ["5元/平方米"]),
        ("31.5万人（户）次", ["31.5万人"]),
        ("13号线、7.0版、75周年", ["13号线", "7.0版", "75周年"]),
        ("5 个", ["5 个"]),
        ("28微克/立方米、28μg/m³、28 μg/m³", ["28微克/立方米", "28μg/m³", "28 μg/m³"]),
        ("25℃、25 °C、5万kW、3 GWh、1.2 ‰", ["25℃", "25 °C", "5万kW", "3 GWh", "1.2 ‰"]),
        ("单位（μg/m³）", ["μg/m³"]),
    ],
)
def test_a_number_keeps_what_says_of_what_it_is(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2024嘉定购物节", "G15嘉定段", "5G基站", "“12345”市民热线", "增长5%左右", "10,000", "三千户"],
)
def test_a_number_alone_is_no_figure(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reached 24.34 billion yuan, up 5.1 percent", ["24.34 billion yuan", "5.1 percent"]),
        ("up 1.3 percentage points on 2023", ["1.3 percentage points"]),
        ("the three 100-billion-yuan-class industries", ["100-billion-yuan"]),
        ("RMB 3 billion, US$350 million, ¥5", ["RMB 3 billion", "US$350 million", "¥5"]),
        ("No. 12 of Line 13 and Version 2.0", ["No. 12", "Line 13", "Version 2.0"]),
        ("on May 1 and in May", ["May 1"]),
        ("17,000 square meters and 10,000 mu", ["17,000 square meters", "10,000 mu"]),
        ("from 2023–24 to 3–5 hectares", ["2023–24", "3–5 hectares"]),
        ("at 10 a.m.", ["10 a.m."]),
        ("the “6+1” zones", ["6+1"]),
        ("28 μg/m³, 300 kg/mu, 3 tons/day", ["28 μg/m³", "300 kg/mu", "3 tons/day"]),
        ("25 °C, 12 km², 9 m³, 5 GW", ["25 °C", "12 km²", "9 m³", "5 GW"]),
        ("down 1.2‰, 1.2 ‰, 30 kWh", ["1.2‰", "1.2 ‰", "30 kWh"]),
        ("stated in μg/m³ or kg", ["μg/m³"]),
    ],
)
def test_an_english_number_keeps_its_scale_unit_and_name(text, expected):
    assert found(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "326 companies",
        "16 municipal parks",
        "in 2024",
        "Maybe 5 of them",
        "10 yuans’ worth",
        "1,300",
        "5 men",
        "5 great",
    ],
)
def test_what_an_english_number_counts_is_a_word_like_any_other(text):
    assert found(text, "en") == []


NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}(,[0-9]{3})?(\.[0-9]{1,2})?", fullmatch=True)
UNITS = (
    *(
        "亿元",
        "户",
        "年",
        "月",
        "日",
        "个",
        "家",
        "项",
        "条",
        "座",
        "场",
        "人次",
        "公里",
        "万平方米",
    ),
    *(
        "亿立方米",
        "万千瓦",
        "亩",
        "公顷",
        "个百分点",
        "张",
        "台",
        "处",
        "名",
        "所",
        "辆",
        "万套",
        "级",
    ),
)
ENGLISH = (
    *("percent", "billion yuan", "million US dollars", "percentage points", "square kilometers"),
    *("hectares", "mu", "kilowatts", "kilometers", "trillion"),
)


@given(NUMBERS, st.sampled_from(UNITS), st.sampled_from(["", "约", "达到", "“", "（", "、"]))
def test_every_number_is_held_to_every_unit(number, unit, before):
    text = f"{before}{number}{unit}，"

    assert figures(text, CHINESE) == ((len(before), len(text) - 1),)


@given(NUMBERS, st.sampled_from(ENGLISH), st.sampled_from([" ", "-"]))
def test_every_english_number_is_held_to_every_unit(number, unit, joint):
    text = f"some {number}{joint}{unit}, "

    assert figures(text, "en") == ((5, len(text) - 2),)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("unit", UNITS)
def test_units_are_known_in_every_script(profile, unit):
    text = converter(profile)(f"共12{unit}，第5{unit}。")

    assert figures(text, profile) == figures(f"共12{unit}，第5{unit}。", CHINESE)
    assert len(figures(text, profile)) == 2


@given(
    st.text(st.sampled_from("0123456789.,%—第年个亿元 ab-billion"), max_size=30),
    st.sampled_from(["zh-Hans", "en"]),
)
def test_figures_stand_in_order_and_never_overlap(text, language):
    spans = figures(text, language)

    assert list(spans) == sorted(spans)
    assert all(start < stop for start, stop in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(any(each.isdigit() for each in text[start:stop]) for start, stop in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300 million yuan", "300 million |yuan"),
        ("5.1 percent, 1.2‰", "5.1 percent, 1.2‰"),
        ("3 percentage points", "3 percentage |points"),
        ("500 yuan, RMB 500, US$5", "500 yuan, RMB 500, US$5"),
        ("17,000 square meters", "17,000 |square |meters"),
        ("28 μg/m³, 30 kWh, Line 13", "28 μg/m³, 30 kWh, Line 13"),
    ],
)
def test_in_need_a_figure_is_parted_but_not_behind_its_number(text, expected):
    """A unit of measure that is a word may leave its number; no scale, currency or sign may."""
    assert with_bars(text, seams(text, "en")) == expected


def with_bars(text, places):
    return "".join("|" * (index in places) + each for index, each in enumerate(text))


def test_a_chinese_figure_is_never_parted():
    assert seams("完成243.4亿元", CHINESE) == ()
