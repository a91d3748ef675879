"""The figures check: bilingual cases in official, financial and news style, and what it says."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jdpublish.checks.contract import Bitext
from jdpublish.checks.figures import CHECK
from jdpublish.errors import Location
from jdpublish.figures import quantities
from jdpublish.figures.comparing.comparison import Comparison, Relation, compare
from jdpublish.figures.explanation import Passage, explain
from jdpublish.model import Anchor, Block, BlockKind, Pair, Segment, Severity
from jdpublish.report import chosen, parsed
from jdpublish.review import bitext
from jdpublish.workspace import find_project, load
from tests.cases import Case, cases
from tests.conftest import ROOT

KINDS = {
    "value": Relation.VALUE,
    "unit": Relation.UNIT,
    "points": Relation.POINTS,
    "hedge": Relation.HEDGE,
    "rounded": Relation.ROUNDED,
    "missing": Relation.MISSING,
    "extra": Relation.EXTRA,
}


def passages(zh, en):
    return Passage(zh, quantities(zh, "zh-Hans")), Passage(en, quantities(en, "en"))


def wrong(zh, en):
    """What is wrong, and what is said of it."""
    source, target = passages(zh, en)
    found = compare(source.quantities, target.quantities, zh, en)
    return [(one, *explain(one, source, target)) for one in found if one.relation.wrong]


def stands(quantity, words, text):
    """Whether a figure lies over words of a text; “-” stands for no figure."""
    if words == "-":
        return quantity is None
    return quantity is not None and any(
        found.start() < quantity.stop and quantity.start < found.end()
        for found in re.finditer(re.escape(words), text)
    )


def meant(comparison: Comparison, kind, zh, en, case: Case):
    return (
        comparison.relation is KINDS[kind]
        and stands(comparison.source, zh, case.one("zh"))
        and stands(comparison.target, en, case.one("en"))
    )


def tell(case: Case):
    """A case holds where each of its findings is found once, with the right form, and no other."""
    found = wrong(case.one("zh"), case.one("en"))
    messages = [message for _, message, _ in found]
    expected = case.all("finds")
    for finds in expected:
        kind, zh, en = finds.split(" | ")
        which = [one for one in found if meant(one[0], kind, zh, en, case)]
        assert len(which) == 1, f"{finds!r} is not found once: {messages}"
    for right in case.all("right"):
        assert any(right in message for message in messages), f"{right!r} is not in {messages}"
    assert len(found) == len(expected), messages


@cases("figures")
def test_cases_of_the_documentation(case):
    tell(case)


@cases("figures-official")
def test_official_style(case):
    tell(case)


@cases("figures-financial")
def test_financial_style(case):
    tell(case)


@cases("figures-news")
def test_news_style(case):
    tell(case)


@cases("figures-holdout")
def test_cases_of_somebody_who_had_not_seen_the_code(case):
    tell(case)


@cases("figures-holdout-2")
def test_everyday_cases_of_somebody_who_had_not_seen_the_code(case):
    tell(case)


@cases("figures-context")
def test_the_words_around_figures_decide(case):
    tell(case)


HERE = Location("content/x/en/01.md", 7, 1)


def block(text, at=HERE):
    return Block("p1", BlockKind.PARAGRAPH, at, (Segment(text, at, anchors=(Anchor(0, 7, 1),)),))


def problems(zh, en):
    return list(CHECK.pair(Pair(block(zh), block(en)), Bitext({}))) if CHECK.pair else []


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        (
            "243.4亿元",
            "243.4 billion yuan",
            "243.4亿元 is 24.34 billion yuan, not “243.4 billion yuan”: ten times too much",
        ),
        (
            "提高1.3个百分点",
            "up 1.3 percent",
            "1.3个百分点 is 1.3 percentage points, not “1.3 percent”",
        ),
        (
            "新增10.6万千瓦",
            "106 kW was added",
            "10.6万千瓦 is 106 megawatts (106 MW), not “106 kW”: a thousand times too little",
        ),
        (
            "合同69亿元",
            "contracts worth US$6.9 billion",
            "69亿元 is 6.9 billion yuan, not “US$6.9 billion”: yuan, not US dollars",
        ),
        ("增长30.7%", "it grew", "30.7% is not in the English"),
        ("实现增长", "it grew 30.7 percent", "“30.7 percent” is not in the Chinese"),
        ("近1800亩", "1,800 mu", "近1800亩 is nearly 1,800 mu, not “1,800 mu”"),
        (
            "近12亿元",
            "more than 1.2 billion yuan",
            "近12亿元 is nearly 1.2 billion yuan, not “more than 1.2 billion yuan”",
        ),
        (
            "登记12345家",
            "12,000 firms",
            "12345家 is 12,345 firms: “12,000 firms” is rounded and does not say so",
        ),
        (
            "自2025年3月1日起",
            "from March 11, 2025",
            "2025年3月1日 is March 1, 2025, not “March 11, 2025”",
        ),
        ("校庆70周年", "its 60th anniversary", "70周年 is 70th, not “60th”"),
        ("三名矿工获救", "Four miners were rescued", "三名 is three miners, not “Four miners”"),
        ("7月中旬开放", "open in late July", "7月中旬 is mid-July, not “late July”"),
        (
            "上半年新增8家",
            "8 were added in the second half of the year",
            "上半年 is the first half, not “second half”",
        ),
        ("累计超3万例", "more than 30,400 in all", "超3万例 is more than 30,000, not “30,400”"),
        (
            "救援36艘船",
            "63 vessels were saved",
            "36艘 is 36 vessels, not “63 vessels”: its digits have changed places",
        ),
    ],
)
def test_a_message_names_both_and_the_right_form(zh, en, message):
    assert [found.message for found in problems(zh, en)] == [message]


def test_the_hint_is_what_to_write():
    (found,) = problems("2.5万户居民", "2,500 households")

    assert found.hint == "write “25,000 households”"


def test_what_is_lost_beside_a_right_value_is_a_warning():
    (lost,) = problems("近1800亩", "1,800 mu")
    (rounded,) = problems("共12345个", "12,000 in all")
    (wrong,) = problems("共12345个", "12,354 in all")

    assert (lost.severity, rounded.severity) == (Severity.WARNING, Severity.WARNING)
    assert wrong.severity is None
    assert CHECK.severity is Severity.ERROR


def test_a_finding_stands_at_the_english_figure():
    (found,) = problems("增长5.1%", "Output grew 5.2 percent")

    assert (found.at.line, found.at.column) == (7, 13)


def test_a_missing_figure_is_told_at_the_english_sentence_that_should_have_it():
    zh = "去年收入增长4%。完成投资31亿元，增长6.1%。"
    en = "Revenue grew 4 percent last year. Investment reached 3.1 billion yuan."
    (found,) = problems(zh, en)

    assert found.at.column == en.index("Investment") + 1


def test_a_text_without_figures_is_silent():
    assert problems("千方百计稳就业", "Every effort was made") == []


REPORT = parsed(chosen(load(find_project(ROOT)), ("review-2024",))[0])
PAIRS = [
    (pair.source.text, pair.target.text)
    for pair in bitext(REPORT).pairs("en")
    if pair.target and quantities(pair.target.text, "en")
]


def test_the_real_report_is_silent():
    assert [wrong(zh, en) for zh, en in PAIRS if wrong(zh, en)] == []


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("24.34 billion yuan", "243.4 billion yuan"),
        ("1.3 percentage points", "1.3 percent"),
        ("106 megawatts", "106 kW"),
        ("6.9 billion yuan", "US$6.9 billion"),
        ("US$350 million", "350 million yuan"),
        ("nearly 750,000", "750,000"),
        ("more than 2 percent", "2 percent"),
    ],
)
def test_a_slip_in_the_real_report_is_found_and_nothing_else(words, instead):
    slipped = [(zh, en.replace(words, instead, 1)) for zh, en in PAIRS if words in en]
    found = [one for zh, en in slipped for one in wrong(zh, en)]

    assert len(found) == len(slipped) > 0
    assert all(words in message for _, message, _ in found)


def test_a_figure_left_out_of_the_real_report_is_found():
    ((zh, en),) = [(zh, en) for zh, en in PAIRS if "fell by 30.7 percent" in en]
    found = wrong(zh, en.replace("fell by 30.7 percent year on year", "fell year on year"))

    assert [message for _, message, _ in found] == ["30.7% is not in the English"]


def test_what_is_missing_is_told_at_the_sentence_that_should_have_it():
    zh = "新增充电桩3167个。有效应对台风。事故数下降30.7%。"
    en = "We added 3,167 charging points. We responded to typhoons. Accidents fell."

    (found,) = problems(zh, en)

    assert found.at.column == en.index("Accidents") + 1


MEASURED = [
    (zh, en, one)
    for zh, en in PAIRS
    for one in quantities(en, "en")
    if one.firm and one.unit and one.unit.dimension.startswith("money:CNY")
]


SUMS = [place for place in MEASURED if "-" not in place[2].text]
"""Sums of money without sizes like “100-billion-yuan”, which the Chinese says without 元."""


@pytest.mark.parametrize(("zh", "en", "one"), SUMS, ids=[one.text for *_, one in SUMS])
def test_yuan_taken_for_dollars_anywhere_in_the_real_report_is_one_finding(zh, en, one):
    dollars = "US$" + one.text.removesuffix(" yuan")

    (found,) = wrong(zh, en[: one.start] + dollars + en[one.stop :])

    assert found[0].relation is Relation.UNIT
    assert "yuan, not US dollars" in found[1]


@given(st.sampled_from(MEASURED), st.sampled_from([("billion", "million"), ("million", "billion")]))
def test_a_scale_mistaken_anywhere_in_the_real_report_is_one_finding(place, scales):
    zh, en, one = place
    assume(scales[0] in one.text)
    slipped = en[: one.start] + one.text.replace(*scales) + en[one.stop :]

    (found,) = wrong(zh, slipped)

    assert found[0].relation is Relation.VALUE
    assert one.text.replace("-", " ") in found[1]
    assert found[1].endswith(("a thousand times too little", "a thousand times too much"))


WORDS = (
    "0 1 2.5 30 1,234 2024 12 三 两 半 十 百 万 亿 % ‰ 个 元 美元 年 月 日 时 分 点 倍 成 番 第 之 "
    ": ： - ~ 至 近 余 超 约 以上 左右 公里 亩 公顷 斤 吨 千瓦 度 ℃ million billion thousand half "
    "dozen third two twice doubled percent percentage points yuan US$ $ ¥ £ km mu hectares jin "
    "MW kW degrees years days p.m. March May 1990s nearly over about and to of first 2nd ½ ， 。 、"
)
PIECES = st.sampled_from((*WORDS.split(), " ", "", "(GMT)", "; "))
TEXTS = st.lists(PIECES, max_size=14)


@given(TEXTS.map("".join) | st.text(), TEXTS.map(" ".join) | st.text())
def test_any_two_texts_can_be_compared(zh, en):
    for found, message, hint in wrong(zh, en):
        assert found.source or found.target
        assert message
        assert hint
