"""Conflicts of the glossary: what contradicts another entry is told with both places, no more."""

import json

import pytest
from hypothesis import given, settings

from jdpublish.model import Severity
from jdpublish.sources import SourceFile
from jdpublish.termbase.conflicts import Conflict, conflicts
from jdpublish.terms.glossary import glossary
from jdpublish.terms.together import current
from jdpublish.workspace import find_project, load_glossary
from tests.conftest import ROOT
from tests.strategies import glossaries


def entry(identity: str, chinese: str, english: str = "", **more: str) -> str:
    """An entry as a glossary file has it; `top`, `zh` and `en` are further lines of its tables."""
    lines = ["[[concept]]", f'id = "{identity}"', 'status = "approved"', more.get("top", "")]
    lines = [line for line in lines if line or "status" in more]
    lines += ["", "[concept.zh-Hans]", f'term = "{chinese}"', more.get("zh", "")]
    if english:
        lines += ["", "[concept.en]", f'term = "{english}"', more.get("en", "")]
    return "\n".join(line for line in lines if line) + "\n\n"


def found(*entries: str) -> tuple[Conflict, ...]:
    text = "".join(entries)
    concepts = glossary({"glossary/x.toml": text})
    retired = tuple(one for one in concepts if one.retired)
    files = (SourceFile("x", "glossary/x.toml", text),)
    return conflicts(current(concepts), retired, files)


def kinds(*entries: str) -> list[str]:
    return [one.kind for one in found(*entries)]


def retired(identity: str, chinese: str, successor: str = "") -> str:
    lines = ["[[concept]]", f'id = "{identity}"', 'status = "retired"', 'reason = "out of use"']
    lines += [f'successor = "{successor}"'] if successor else []
    return "\n".join([*lines, "[concept.zh-Hans]", f'term = "{chinese}"', "", ""])


# One Chinese term, several renderings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5G基站", "５Ｇ基站"),
        ("新质生产力", "新質生產力"),
        ("一网通办", "“一网通办”"),
        ("F1大奖赛", "f1大奖赛"),
        ("走出去、请进来", "走出去请进来"),
    ],
    ids=["width", "script", "quotation marks", "case", "punctuation"],
)
def test_a_term_that_stands_in_two_spellings_is_one_term(one, other):
    (told,) = found(entry("a", one, "base station"), entry("b", other, "mast"))

    assert told.kind == "one-term-several-renderings"
    assert told.severity is Severity.ERROR
    assert {side.entry for side in told.sides} == {"a", "b"}
    assert "base station" in told.message
    assert "mast" in told.message


def test_two_entries_with_the_same_english_are_still_two_entries_of_one_term():
    told = found(entry("a", "邻里中心", "hub"), entry("b", "鄰里中心", "hub"))

    assert "stands in two entries" in told[0].message


def test_a_traditional_override_counts_as_a_spelling():
    one = entry("a", "里程", "mileage") + '[concept.zh-Hant]\nterm = "哩程"\n\n'

    assert kinds(one, entry("b", "哩程", "air miles")) == ["one-term-several-renderings"]


def test_entries_of_one_spelling_that_know_of_each_other_are_left_alone():
    assert not found(entry("a", "四个一", "x"), entry("b", "“四个一”", "y", top='see = ["a"]'))


# One rendering, several terms


@pytest.mark.parametrize(
    "english", ["smart factory", "Smart Factory", "smart factories", "the smart-factory"]
)
def test_two_terms_of_one_rendering_cannot_be_told_apart(english):
    (told,) = found(entry("a", "智能工厂", "smart factory"), entry("b", "智慧工厂", english))

    assert told.kind == "several-terms-one-rendering"
    assert told.severity is Severity.WARNING
    assert "智能工厂" in told.message
    assert "智慧工厂" in told.message


def test_an_abbreviation_that_names_its_full_form_may_have_the_same_english():
    assert not found(
        entry("full", "战略性新兴产业", "strategic emerging industries"),
        entry("short", "战新产业", "strategic emerging industries", top='see = ["full"]'),
    )


def test_renderings_of_the_same_words_in_another_order_are_two():
    assert not found(
        entry("a", "城市规划", "city planning"), entry("b", "规划城市", "planning city")
    )


# Preferred here, deprecated there


AGAINST = 'deprecated = [{ term = "transfer", reason = "only use rights change hands" }]'


def test_a_form_that_is_right_here_and_deprecated_there_is_told():
    (told,) = found(entry("sale", "转让", "transfer"), entry("grant", "出让", "grant", en=AGAINST))

    assert told.kind == "preferred-and-deprecated"
    assert told.severity is Severity.WARNING
    assert [side.field for side in told.sides] == ["en.term", "en.deprecated"]


def test_it_is_an_error_where_one_term_contains_the_other():
    told = found(entry("plot", "地块出让", "transfer"), entry("grant", "出让", "grant", en=AGAINST))

    assert ("preferred-and-deprecated", Severity.ERROR) in {
        (one.kind, one.severity) for one in told
    }


def test_a_deprecation_that_keeps_the_form_for_the_other_term_is_meant():
    reserved = 'deprecated = [{ term = "transfer", reason = "reserve for 转让" }]'

    assert not found(
        entry("sale", "转让", "transfer"), entry("grant", "出让", "grant", en=reserved)
    )


def test_a_chinese_form_may_not_be_right_here_and_deprecated_there():
    against = 'deprecated = [{ term = "智慧工厂", reason = "old name" }]'

    assert kinds(
        entry("a", "智能工厂", "smart factory", zh=against), entry("b", "智慧工厂", "wise factory")
    ) == ["preferred-and-deprecated"]


def test_what_a_retired_entry_said_is_deprecated_in_its_successor():
    old = retired("old", "智慧工厂", "new") + '[concept.en]\nterm = "wise factory"\n\n'

    assert "preferred-and-deprecated" in kinds(
        old, entry("new", "智能工厂", "smart factory"), entry("x", "智厂", "wise factory")
    )


# Nested terms


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("Jiading New City", "new city"),
        ("five new cities", "new city"),
        ("one-stop reactivation of land", "reactivate"),
        ("city’s new-town belt", "new town"),
        ("World Championship in Shanghai", "Shanghai world championship"),
    ],
)
def test_a_longer_term_with_the_english_of_the_inner_one_agrees(outer, inner):
    assert not found(entry("out", "嘉定新城", outer), entry("in", "新城", inner))


def test_a_longer_term_without_the_english_of_the_inner_one_disagrees():
    (told,) = found(entry("out", "嘉定新城", "Jiading Suburb"), entry("in", "新城", "new city"))

    assert told.kind == "nested-terms"
    assert told.severity is Severity.WARNING
    assert "Jiading Suburb" in told.message
    assert "new city" in told.message


def test_an_admitted_form_of_the_inner_term_will_do():
    assert not found(
        entry("out", "嘉定新城", "Jiading New Town"),
        entry("in", "新城", "new city", en='admitted = ["new town"]'),
    )


def test_words_in_which_the_inner_term_is_not_meant_may_differ():
    assert not found(
        entry("out", "城市更新城区", "renewal area"),
        entry("in", "新城", "new city", zh='not-in = ["更新城"]'),
    )
    assert not found(
        entry("out", "更新城区", "renewal area"),
        entry("in", "新城", "new city", zh='not-in = ["更新城区"]'),
    )


def test_a_measure_within_a_term_is_no_term():
    assert not found(
        entry("out", "万户计划", "Homes Plan"),
        entry("in", "万户", "ten thousand households", zh="measure = true"),
    )


# Definitions


OURS = 'deprecated = [{ term = "our county", reason = "a reader does not live there" }]'


def test_a_definition_may_not_use_a_deprecated_rendering():
    (told,) = found(
        entry("county", "我县", "the county", en=OURS),
        entry("town", "镇", "town", en='definition = "Seat of a part of our county."'),
    )

    assert told.kind == "deprecated-in-definition"
    assert told.severity is Severity.ERROR
    assert "our county" in told.message
    assert [side.entry for side in told.sides] == ["town", "county"]


def test_the_form_of_the_first_mention_may_not_use_one_either():
    assert kinds(
        entry("county", "我县", "the county", en=OURS),
        entry("town", "镇", "town", en='first = "town (of our county)"'),
    ) == ["deprecated-in-definition"]


@pytest.mark.parametrize(
    "definition",
    [
        "Value wider than gross output value, which leaves out services.",
        "Index, successor to gross output value.",
        "Not gross output value, but what is added.",
    ],
)
def test_what_a_definition_is_set_off_against_may_be_named(definition):
    against = 'deprecated = [{ term = "gross output value", reason = "narrower" }]'
    text = f'{against}\ndefinition = "{definition}"'

    assert not found(entry("total", "总产出", "total output", en=text))


def test_a_deprecated_form_within_a_right_one_is_right():
    against = 'deprecated = [{ term = "quality development", reason = "ambiguous" }]'

    assert not found(
        entry("hq", "高质量发展", "high-quality development", en=against),
        entry("x", "样板", "model", en='definition = "Example of high-quality development."'),
    )


def test_a_single_word_counts_only_where_the_chinese_has_the_term():
    grant = entry("grant", "出让", "grant", en=AGAINST)
    deal = 'definition = "Agreement on the transfer of technology."'

    assert not found(grant, entry("deal", "技术合同", "technology contract", en=deal))
    land = entry("deal", "用地合同", "land contract", zh='definition = "土地出让的合同。"', en=deal)
    assert kinds(grant, land) == ["deprecated-in-definition"]


def test_a_chinese_definition_may_not_use_a_deprecated_form():
    against = 'deprecated = [{ term = "智慧工厂", reason = "old name" }]'

    assert kinds(
        entry("a", "智能工厂", "smart factory", zh=against),
        entry("b", "标杆", "benchmark", zh='definition = "最好的智慧工厂。"'),
    ) == ["deprecated-in-definition"]


# References


def test_references_that_lead_in_a_circle_are_told_once_with_the_whole_way():
    (told,) = found(
        entry("a", "甲", "one", top='see = ["b"]'),
        entry("b", "乙", "two", top='see = ["c"]'),
        entry("c", "丙", "three", top='see = ["a"]'),
        entry("d", "丁", "four", top='see = ["a"]'),
    )

    assert (told.kind, told.severity) == ("circular-references", Severity.ERROR)
    assert "a → b → c → a" in told.message
    assert len(told.sides) == 3


def test_references_that_meet_again_are_no_circle():
    assert not found(
        entry("a", "甲", "one", top='see = ["b", "c"]'),
        entry("b", "乙", "two", top='see = ["d"]'),
        entry("c", "丙", "three", top='see = ["d"]'),
        entry("d", "丁", "four"),
    )


def test_a_chain_of_thousands_of_references_can_be_followed():
    chain = [
        entry(f"e{n}", f"第{n}号条目", f"item {n}", top=f'see = ["e{n + 1}"]') for n in range(3000)
    ]

    told = found(*chain, entry("e3000", "末尾", "end", top='see = ["e0"]'))

    assert [one.kind for one in told].count("circular-references") == 1


def test_successors_that_lead_in_a_circle_are_told():
    (told,) = found(retired("a", "甲", "b"), retired("b", "乙", "a"))

    assert told.kind == "circular-successors"


def test_what_leads_into_a_circle_of_successors_is_told_as_well():
    told = kinds(
        retired("a", "甲", "b"),
        retired("b", "乙", "a"),
        retired("c", "丙", "a"),
        entry("d", "丁", "four", top='see = ["a"]'),
    )

    assert sorted(told) == ["circular-successors", "retired-reference", "retired-reference"]


def test_a_successor_that_is_retired_itself_is_told_with_the_last_of_the_chain():
    (told,) = found(retired("a", "甲", "b"), retired("b", "乙", "c"), entry("c", "丙", "three"))

    assert told.kind == "retired-reference"
    assert "name “c” instead" in told.hint


def test_a_reference_to_a_retired_entry_is_told():
    (told,) = found(
        entry("a", "甲", "one", top='see = ["b"]'), retired("b", "乙", "c"), entry("c", "丙", "x")
    )

    assert told.kind == "retired-reference"
    assert "out of use" in told.message


# Places


def test_each_conflict_names_the_lines_on_which_both_sides_stand():
    text = (
        entry("a", "转让", "transfer"),
        entry(
            "b",
            "出让",
            "grant",
            en='deprecated = [\n    { term = "sale", reason = "x" },\n'
            '    { term = "transfer", reason = "y" },\n]',
        ),
    )
    (told,) = found(*text)
    lines = "".join(text).split("\n")

    for side in told.sides:
        assert lines[side.at.line - 1][side.at.column - 1 :].startswith("transfer")


def test_the_glossary_of_the_report_has_no_contradiction():
    terms = load_glossary(find_project(ROOT))

    told = conflicts(
        current(terms.concepts), tuple(one for one in terms.concepts if one.retired), terms.files
    )

    assert not [one.message for one in told if one.severity is Severity.ERROR]


@settings(max_examples=25)
@given(glossaries())
def test_any_glossary_can_be_searched_and_each_conflict_is_told_once(concepts):
    retired = tuple(one for one in concepts if one.retired)

    told = conflicts(current(concepts), retired)

    assert len(told) == len(set(told))
    assert all(one.sides and one.message and one.hint for one in told)


# The command


CONFLICT = entry("hub", "一網通辦", "one-stop portal")


def test_the_command_shows_both_places_and_ends_with_one(small):
    small.write("glossary/more.toml", CONFLICT)

    outcome = small.run("glossary", "conflicts")

    assert outcome.code == 1
    assert "glossary/more.toml" in outcome.printed
    assert "glossary/town.toml" in outcome.printed
    assert "1 error in 4 entries" in outcome.printed


def test_the_command_ends_with_nought_where_nothing_is_found(small):
    outcome = small.run("glossary", "conflicts")

    assert (outcome.code, outcome.printed) == (0, "No conflicts in 3 entries\n")
    assert small.run("glossary", "conflicts", "-q").printed == ""


def test_warnings_count_where_the_command_is_told_so(small):
    small.write("glossary/more.toml", entry("x", "本县", "The County"))

    assert small.run("glossary", "conflicts").code == 0
    assert small.run("glossary", "conflicts", "--fail-on", "warning").code == 1


def test_programs_get_both_values(small):
    small.write("glossary/more.toml", CONFLICT)

    outcome = small.run("glossary", "conflicts", "--output-format", "json")
    (told,) = json.loads(outcome.printed)["conflicts"]

    assert [(side["id"], side["value"]) for side in told["sides"]] == [
        ("one-website", "一网通办"),
        ("hub", "一網通辦"),
    ] or [(side["id"], side["value"]) for side in told["sides"]] == [
        ("hub", "一網通辦"),
        ("one-website", "一网通办"),
    ]
    assert small.run("glossary", "conflicts", "--output-format", "github").printed.startswith(
        "::error file=glossary/"
    )
