"""Looking up: an entry by any of its names, a list of those asked for, all of one, and counts."""

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.report import parsed
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.snippets import beginning, ending, snippet
from jdpublish.reporting.term_card import card_text
from jdpublish.reporting.term_counts import Statistics, counts_text
from jdpublish.reporting.term_list import list_text
from jdpublish.reporting.terminal import text_width
from jdpublish.reporting.wrapping import cut, wrapped
from jdpublish.script import PROFILES, converter
from jdpublish.termbase.forms.folding import in_syllables, syllables, toneless, variants
from jdpublish.termbase.lookup.by_name import did_you_mean, entry_meant, entry_named
from jdpublish.termbase.lookup.known import known, traditional
from jdpublish.termbase.lookup.order import ORDERS
from jdpublish.termbase.lookup.searching import matching
from jdpublish.termbase.lookup.statistics import body, counts, coverage, unused
from jdpublish.terms.entry import TRADITIONAL
from jdpublish.terms.glossary import glossary
from tests.project_factory import GLOSSARY
from tests.strategies import glossaries, mixed_texts

MORE = """\
[[concept]]
id = "four-batches"
subject = "slogans"
status = "approved"
annotate = ["en", "zh"]
gloss-in-source = "given"
see = ["on-chain"]
source = "State Council, press release, 2024; China Daily"
note = "Said twice."
created = { date = 2024-03-01, by = "Li" }
modified = { date = 2025-04-02 }

[concept.zh-Hans]
term = "四个一批"
pinyin = "sì gè yī pī"
definition = "分四批推进。"
definition-status = "proposed"
not-in = ["四个一批量"]

[concept.en]
term = "four batches"
first = "“four batches” of projects"
admitted = ["batches of four"]
deprecated = [{ term = "four groups", reason = "loses the sense" }]
part-of-speech = "noun"
definition = "Four stages of the work."
context = "The four batches were begun."

[[concept]]
id = "on-chain"
subject = "digital-government"
status = "proposed"

[concept.zh-Hans]
term = "数据上链"
pinyin = "shùjù shàngliàn"

[concept.zh-Hant-HK]
term = "數據上鏈"

[concept.en]
term = "data on a blockchain"

[[concept]]
id = "plan"
subject = "planning"
status = "proposed"
annotate = ["zh"]

[concept.zh-Hans]
term = "行动计划"
pinyin = "xíngdòng jìhuà"

[[concept]]
id = "old-batches"
subject = "slogans"
status = "retired"
reason = "the county dropped it"
successor = "four-batches"

[concept.zh-Hans]
term = "四批"
pinyin = "sì pī"

[concept.en]
term = "Batches of Four"
"""
ENTRIES = glossary({"glossary/more.toml": MORE, "glossary/town.toml": GLOSSARY})


def ids(concepts) -> list[str]:
    return [one.id for one in concepts]


def hint(name: str, concepts=ENTRIES) -> str:
    with pytest.raises(GlossaryError) as caught:
        entry_named(name, concepts)
    return caught.value.hint


# An entry by its name


@pytest.mark.parametrize(
    "name",
    [
        "four-batches",
        "四个一批",
        "“四个一批”",
        "四個一批",
        "四個一批 ",
        "four batches",
        "Four  Batches",
        "ｆｏｕｒ ｂａｔｃｈｅｓ",
        "four‐batches",
        '"four batches" of projects',
    ],
)
def test_an_entry_is_known_by_its_id_and_its_forms(name):
    assert entry_named(name, ENTRIES).id == "four-batches"


@pytest.mark.parametrize("profile", PROFILES)
def test_every_term_is_found_as_the_traditional_editions_print_it(profile, sources):
    convert = converter(profile, sources.concepts)
    for concept in sources.concepts:
        typed = convert(concept.language(SOURCE_LANGUAGE).preferred)
        assert entry_named(typed, sources.concepts) is concept


def test_every_entry_is_found_by_its_own_names(sources):
    for concept in sources.concepts:
        assert entry_named(concept.id, sources.concepts) is concept
        assert entry_named(concept.language(SOURCE_LANGUAGE).preferred, sources.concepts) is concept


@given(glossaries())
def test_every_id_names_its_entry_whatever_the_others_are_called(concepts):
    for concept in concepts:
        assert entry_named(concept.id, concepts) is concept


def test_an_entry_in_use_comes_before_a_retired_one():
    """“batches of four” is admitted in one and was the term of the other."""
    assert entry_named("Batches of Four", ENTRIES).id == "four-batches"
    assert entry_named("四批", ENTRIES).id == "old-batches"
    assert entry_named("old-batches", ENTRIES).id == "old-batches"


def test_a_form_of_several_entries_names_none_of_them():
    twice = MORE.replace('term = "data on a blockchain"', 'term = "four batches"')
    concepts = glossary({"glossary/more.toml": twice})
    with pytest.raises(GlossaryError) as caught:
        entry_named("four batches", concepts)
    assert caught.value.message == "“four batches” stands in several entries"
    assert "四个一批 (four-batches) or 数据上链 (on-chain" in caught.value.hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("four bacthes", "四个一批 (four-batches)"),
        ("four-batch", "四个一批 (four-batches)"),
        ("四个一匹", "四个一批 (four-batches)"),  # it sounds the same
        ("數據上練", "数据上链 (on-chain, “data on a blockchain”)"),
        ("数据", "数据上链 (on-chain, “data on a blockchain”)"),
        ("上链", "数据上链 (on-chain, “data on a blockchain”)"),
        ("blockchain", "数据上链 (on-chain, “data on a blockchain”)"),
        ("sigeyip", "四个一批 (four-batches)"),
        ("行動計畫", ""),
    ],
)
def test_what_is_nearly_a_name_is_asked_about(typed, meant):
    if not meant:
        assert entry_named(typed, ENTRIES).id == "plan"
    else:
        assert hint(typed).startswith(f"did you mean {meant}")


def test_many_that_begin_alike_are_counted(sources):
    told = hint("shang", sources.concepts)
    found = re.match(r"did you mean one of (\d+) that begin with “shang”: (.*) …\?", told)
    assert found
    assert int(found[1]) > 3
    assert found[2].count("(") == 3


def test_a_deprecated_form_is_named_as_such_and_changes_nothing():
    assert hint("four groups") == (
        "that is a deprecated form of 四个一批 (four-batches): loses the sense"
    )


@pytest.mark.parametrize("typed", ["xyzzy", "鼋鼍", "12345"])
def test_what_is_near_nothing_gets_no_guess(typed):
    assert did_you_mean(typed, ENTRIES) == ""
    assert "list --query" in hint(typed)


@pytest.mark.parametrize("typed", ["", "  ", "“”"])
def test_no_name_names_nothing(typed):
    with pytest.raises(GlossaryError):
        entry_named(typed, ENTRIES)
    assert did_you_mean(typed, ENTRIES) == ""


def test_a_guess_names_entries_in_use_first():
    assert hint("batches of").index("four-batches") < hint("batches of").index("old-batches")


@given(mixed_texts(), glossaries())
def test_whatever_is_typed_finds_one_entry_or_is_refused(typed, concepts):
    try:
        assert entry_named(typed, concepts) in concepts
    except GlossaryError as error:
        assert str(error)  # noqa: PT017  either will do


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("four batches", ""),
        ("four groups", "“four groups” is deprecated; the entry is 四个一批 (four-batches)"),
        ("sigeyipi", "found by its pinyin"),
        ("si4 ge4 yi1 pi1", "found by its pinyin"),
        ("sì gè yī pī", "found by its pinyin"),
    ],
)
def test_an_entry_is_shown_by_deprecated_forms_and_pinyin_too(typed, how):
    found = entry_meant(typed, ENTRIES)
    assert (found.concept.id, found.how) == ("four-batches", how)


def test_other_tones_are_another_word():
    with pytest.raises(GlossaryError):
        entry_meant("sǐ gè yī pī", ENTRIES)


# Pinyin and scripts


@pytest.mark.parametrize(
    ("pinyin", "parts"),
    [
        ("gāozhìliàng fāzhǎn", "gao zhi liang fa zhan"),
        ("xī’ān", "xi an"),
        ("fāng’àn", "fang an"),
        ("dànǎo", "da nao"),
        ("nǚ'ér", "nu er"),
        ("Cháng-Sānjiǎo", "chang san jiao"),
        ("lǜdào", "lu dao"),
        ("chuàngxīn", "chuang xin"),
        ("wǎng tōng", "wang tong"),
    ],
)
def test_pinyin_is_parted_into_syllables(pinyin, parts):
    assert " ".join(syllables(pinyin)) == parts


def test_pinyin_of_the_glossary_has_a_syllable_for_each_character(sources):
    for concept in sources.concepts:
        section = concept.language(SOURCE_LANGUAGE)
        characters = re.findall(r"[\u4e00-\u9fff]", section.preferred)
        if len(characters) == len(re.sub(r"[“”、·（）]", "", section.preferred)):
            assert len(syllables(section.pinyin)) == len(characters), section.pinyin


@pytest.mark.parametrize("typed", ["lüdao", "lvdao", "ludao", "lǜdào", "lu:4dao4", "LÜ DAO"])
def test_u_with_two_dots_is_typed_in_many_ways(typed):
    assert in_syllables(typed, "lǜdào")
    assert "lu" in toneless(typed)


def test_pinyin_is_found_in_whole_syllables():
    assert in_syllables("zhiliang", "gāozhìliàng fāzhǎn")
    assert not in_syllables("land", "lán dì")
    assert not in_syllables("an", "fāngxiàng")


def test_traditional_characters_of_every_region_are_read():
    assert "行动计划" in variants("行動計畫")
    assert "卫生" in variants("衞生")
    assert variants("abc") == ("abc",)


# A search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("四个一批", ["four-batches"]),
        ("數據上鏈", ["on-chain"]),
        ("數據", ["on-chain"]),
        ("sige yipi", ["four-batches"]),
        ("sì gè", ["four-batches"]),
        ("ＦＯＵＲ", ["four-batches", "old-batches"]),
        ("groups", ["four-batches"]),
        ("分四批", ["four-batches"]),
        ("begun", ["four-batches"]),
        ("said twice", ["four-batches"]),
        ("State Council", ["four-batches"]),
        ("dropped", ["old-batches"]),
        ("stages four", ["four-batches"]),
        ("plan", ["plan"]),
        ("xyzzy", []),
    ],
)
def test_a_search_looks_in_all_fields(query, found):
    assert ids(matching(query, ENTRIES)) == found


def test_the_best_come_first():
    assert ids(matching("batches", ENTRIES))[0] == "four-batches"
    assert ids(matching("one", ENTRIES))[0] == "one-website"


def test_the_best_of_the_real_glossary_come_first(sources):
    assert ids(matching("新城", sources.concepts))[:1] == ["new-city"]
    assert ids(matching("xincheng", sources.concepts))[:1] == ["new-city"]
    land = [one.language("en").preferred for one in matching("land", sources.concepts)]
    assert len(land) > 3
    assert "land" in land[0]


@given(glossaries())
def test_every_entry_is_among_those_that_its_own_term_finds(concepts):
    for concept in concepts:
        found = matching(concept.language(SOURCE_LANGUAGE).preferred, concepts)
        assert concept in found


def test_no_words_find_everything():
    assert matching(" ", ENTRIES) == ENTRIES


# The list


@pytest.fixture
def looked_up(small):
    """The small project with all kinds of entries, three of them in use nowhere."""
    small.write("glossary/more.toml", MORE)
    return small


def listed(project, *words: str) -> list[str]:
    outcome = project.run("glossary", "list", *words, "--output-format", "json", "-q")
    assert (outcome.code, outcome.said) == (0, ""), outcome.said
    return ids_of(outcome.printed)


def ids_of(text: str) -> list[str]:
    return [one["id"] for one in json.loads(text)["entries"]]


ALL = ["on-chain", "one-website", "county", "plan", "progress-in-stability", "four-batches"]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("", ALL),
        ("--all", [*ALL[:5], "four-batches", "old-batches"]),
        ("--retired", ["old-batches"]),
        ("--status retired", ["old-batches"]),
        ("--status Proposed", ["on-chain", "plan"]),
        ("--status proposed --status retired", ["on-chain", "plan", "old-batches"]),
        ("--domain slogans", ["four-batches"]),
        ("--domain slogans --domain planning", ["plan", "four-batches"]),
        ("--domain slogans --all", ["four-batches", "old-batches"]),
        ("--untranslated", ["plan"]),
        ("--undefined", ["on-chain", "plan"]),
        ("--proposed-definitions", ["four-batches"]),
        ("--query 四個一批", ["four-batches"]),
        ("--query county", ["county"]),
        ("--query county --domain slogans", []),
        ("--sort id", sorted(ALL)),
        (
            "--sort pinyin",
            [
                "on-chain",
                "four-batches",
                "progress-in-stability",
                "plan",
                "one-website",
                "county",
            ],
        ),
        (
            "--sort english",
            [
                "one-website",
                "county",
                "on-chain",
                "four-batches",
                "progress-in-stability",
                "plan",
            ],
        ),
    ],
)
def test_a_list_has_the_entries_that_are_asked_for(looked_up, options, found):
    assert listed(looked_up, *options.split()) == found


def test_a_pipe_gets_every_entry_in_full_and_aligned(looked_up):
    outcome = looked_up.run("glossary", "list", "--all")
    head, *rows = outcome.printed.splitlines()
    assert outcome.code == 0
    assert head.split() == ["id", "Chinese", "pinyin", "English", "domain", "status"]
    assert "…" not in outcome.printed
    assert "\x1b" not in outcome.printed
    assert "pursued progress while maintaining stability" in outcome.printed
    assert len(rows) == 7
    where = text_width(head[: head.index("status")])
    assert {text_width(re.sub(r"\S+$", "", row)) for row in rows} == {where}
    assert outcome.said == "7 entries: 4 approved, 2 proposed, 1 retired\n"


def test_a_shorter_list_says_of_how_many(looked_up):
    outcome = looked_up.run("glossary", "list", "--domain", "slogans")
    assert outcome.said == "1 of 7 entries: 1 approved\n"
    assert looked_up.run("glossary", "list", "--domain", "slogans", "-q").said == ""


def test_what_is_not_there_is_asked_about(looked_up):
    outcome = looked_up.run("glossary", "list", "--query", "四个一匹")
    assert (outcome.code, outcome.printed) == (0, "")
    assert "did you mean 四个一批 (four-batches)" in outcome.said


@pytest.mark.parametrize(
    ("option", "typed", "near"),
    [
        ("--domain", "slogan", "did you mean “slogans”?"),
        ("--domain", "plannign", "did you mean “planning”?"),
        ("--domain", "xyzzy", "domains are: digital-government, governance, places"),
        ("--status", "aproved", "did you mean “approved”"),
    ],
)
def test_an_unknown_domain_or_status_is_refused_with_the_nearest(looked_up, option, typed, near):
    outcome = looked_up.run("glossary", "list", option, typed)
    assert (outcome.code, outcome.printed) == (2, "")
    assert f"“{typed}”" in outcome.said
    assert near in outcome.said


def test_a_program_gets_the_keys_of_the_files(looked_up):
    outcome = looked_up.run("glossary", "list", "--domain", "slogans", "--output-format", "json")
    (entry,) = json.loads(outcome.printed)["entries"]
    assert entry["zh-Hans"]["term"] == "四个一批"
    assert entry["en"]["deprecated"] == [{"term": "four groups", "reason": "loses the sense"}]
    assert entry["created"] == {"date": "2024-03-01", "by": "Li"}
    assert (entry["file"], entry["line"]) == ("glossary/more.toml", 2)


def test_a_list_does_not_need_the_reports(looked_up):
    looked_up.write("content/town/report.toml", "year = ")
    assert listed(looked_up) == ALL


def test_an_empty_glossary_lists_nothing(small):
    small.write("glossary/town.toml", "# none yet\n")
    outcome = small.run("glossary", "list")
    assert (outcome.code, outcome.printed) == (0, "")
    assert "glossary add" in outcome.said


@pytest.mark.parametrize("width", [*range(20, 130, 7), 200])
@pytest.mark.parametrize("grouped", [True, False])
def test_no_row_is_wider_than_the_terminal(width, grouped, sources):
    concepts = tuple(sorted(sources.concepts, key=ORDERS["domain"]))
    paper = Paper(max(width, 34), io.StringIO())
    for line in list_text(concepts, paper, grouped=grouped).splitlines():
        assert text_width(line) <= max(width, 34)


def test_a_terminal_of_80_columns_shows_most_of_each_id(sources):
    concepts = tuple(sorted(sources.concepts, key=ORDERS["domain"]))
    shown = list_text(concepts, Paper(80, io.StringIO()), grouped=True)
    for concept in concepts:
        assert concept.id[:18] in shown
        assert concept.status in shown


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_leaves_nothing_out_and_does_not_depend_on_the_files(order, sources):
    backwards = sources.concepts[::-1]
    there, back = (sorted(one, key=ORDERS[order]) for one in (sources.concepts, backwards))
    assert ids(there) == ids(back)
    assert set(ids(there)) == set(ids(sources.concepts))


# One entry


def test_everything_of_an_entry_is_shown(looked_up):
    outcome = looked_up.run("glossary", "show", "four-batches")
    assert (outcome.code, outcome.said) == (0, "")
    for said in (
        "四个一批 · four batches",
        "sì gè yī pī",
        "slogans",
        "approved",
        "glossary/more.toml:2",
        "分四批推进。 (proposed)",
        "四个一批量",
        "四個一批",
        "“four batches” of projects",
        "batches of four",
        "four groups: loses the sense",
        "noun",
        "Four stages of the work.",
        "The four batches were begun.",
        "readers of English and Chinese",
        "the report explains it itself",
        "数据上链 (on-chain, “data on a blockchain”)",
        "四批 (old-batches, “Batches of Four”): the county dropped it",
        "State Council, press release, 2024; China Daily",
        "Said twice.",
        "2024-03-01 by Li",
        "2025-04-02",
        "town            nowhere",
    ):
        assert said in outcome.printed, said


def test_places_are_counted_and_quoted_with_their_english(looked_up):
    outcome = looked_up.run("glossary", "show", "一网通办")
    assert "1 place in 1 block" in outcome.printed
    assert "1  01-work  主要工作" in outcome.printed
    assert "1 preferred" in outcome.printed
    assert "content/town/zh-Hans/01-work.md:5 p11" in outcome.printed
    assert "全面推进“一网通办”，" in outcome.printed
    assert "“all government services on one website,”" in outcome.printed


def test_a_place_that_is_rendered_otherwise_is_named(looked_up):
    looked_up.change("glossary/more.toml", "data on a blockchain", "data recorded on chain")
    outcome = looked_up.run("glossary", "show", "on-chain")
    assert "1 no known form" in outcome.printed
    assert "p11 (no known form)" in outcome.printed


def test_several_words_need_no_quotation_marks(looked_up):
    outcome = looked_up.run("glossary", "show", "four", "batches")
    assert outcome.printed.startswith("四个一批 · four batches\n")


def test_a_deprecated_form_shows_its_entry_and_says_so(looked_up):
    outcome = looked_up.run("glossary", "show", "four groups")
    assert outcome.printed.startswith("四个一批 · four batches\n")
    assert "“four groups” is deprecated" in outcome.said
    assert looked_up.run("glossary", "show", "four groups", "-q").said == ""


def test_a_retired_entry_says_why_and_what_to_use_first(looked_up):
    outcome = looked_up.run("glossary", "show", "四批")
    lines = outcome.printed.splitlines()
    assert lines[1].split() == ["retired", "the", "county", "dropped", "it"]
    assert lines[2].split() == ["use", "instead", "四个一批", "(four-batches)"]
    assert "Where used" not in outcome.printed


def test_an_entry_that_is_not_there_is_asked_about(looked_up):
    outcome = looked_up.run("glossary", "show", "four bacthes")
    assert (outcome.code, outcome.printed) == (2, "")
    assert "the glossary has no entry “four bacthes”" in outcome.said
    assert "did you mean 四个一批 (four-batches)" in outcome.said


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("content/town/report.toml", "year = ", "content/town/report.toml:1:1"),
        ("content/town/zh-Hans/01-work.md", b"\xff", "content/town/zh-Hans/01-work.md:1:1"),
        ("content/town/zh-Hans/00-overview.md", "正文 {#p01}\n", "content/town/zh-Hans"),
    ],
)
def test_a_broken_report_does_not_hide_the_entry(looked_up, file, content, place):
    looked_up.write(file, content)
    outcome = looked_up.run("glossary", "show", "four-batches")
    assert outcome.code == 0
    assert outcome.printed.startswith("四个一批 · four batches\n")
    assert "no report could be read" in outcome.printed
    assert "where it is used is not all told" in outcome.said
    assert place in outcome.said


def test_a_program_gets_every_place(looked_up):
    outcome = looked_up.run("glossary", "show", "一网通办", "--output-format", "json")
    record = json.loads(outcome.printed)
    assert record["entry"]["id"] == "one-website"
    assert set(record["traditional"]) == set(TRADITIONAL)
    (use,) = record["used"]
    (place,) = use["usages"]
    chinese, english = place["chinese"], place["english"]
    assert chinese["text"][chinese["start"] : chinese["stop"]] == "一网通办"
    assert "all government services" in english["text"][english["start"] : english["stop"]]
    assert (use["places"], english["status"]) == (1, "preferred")


def test_traditional_forms_are_those_that_the_editions_print(sources):
    for concept in sources.concepts:
        for tag, term in traditional(concept, sources.concepts).items():
            printed = converter(tag, sources.concepts)(concept.language(SOURCE_LANGUAGE).preferred)
            assert term == printed


def test_an_entrys_own_traditional_form_is_honoured(looked_up):
    looked_up.change("glossary/more.toml", "[concept.zh-Hant-HK]", "[concept.zh-Hant-TW]")
    looked_up.change("glossary/more.toml", "數據上鏈", "資料上鏈")
    outcome = looked_up.run("glossary", "show", "on-chain")
    assert "zh-Hant-TW      資料上鏈 (the entry’s own form)\n" in outcome.printed
    assert "zh-Hant-HK      數據上鏈\n" in outcome.printed


@pytest.mark.parametrize("width", [40, 50, 80, 120])
def test_no_line_of_a_card_is_wider_than_the_terminal(width, sources):
    reports = tuple(map(parsed, sources.reports))
    for concept in sources.concepts[::12]:
        found = known(concept, sources.concepts, reports)
        for line in card_text(found, Paper(width, io.StringIO())).splitlines():
            assert text_width(line) <= width


def test_a_card_in_a_pipe_has_each_field_in_one_line(sources):
    for concept in sources.concepts[::40]:
        found = known(concept, sources.concepts, ())
        text = card_text(found, Paper(None, io.StringIO()))
        assert concept.language("en").definition in text
        assert concept.source in text


# Counts


def counted(project, *words: str):
    outcome = project.run("glossary", "stats", *words, "--output-format", "json")
    assert (outcome.code, outcome.said) == (0, "")
    return json.loads(outcome.printed)


def test_entries_are_counted_by_what_they_are(looked_up):
    found = counted(looked_up)
    assert (found["entries"], found["retired"]) == (6, 1)
    assert sum(found["domains"].values()) == 6
    assert found["statuses"] == {"approved": 4, "proposed": 2}
    assert found["sources"] == {"State Council": 1, "": 5}
    assert found["definitions"]["zh-Hans"] == {"approved": 1, "proposed": 1, "none": 4}
    assert found["definitions_needed"] == {"zh-Hans": 1, "en": 0}
    assert found["complete"]["English term"] == 5


def test_a_reports_coverage_is_counted(looked_up):
    looked_up.change("glossary/more.toml", "data on a blockchain", "data recorded on chain")
    (report,) = counted(looked_up)["reports"]
    assert report["by_entry"] == {
        "progress-in-stability": 1,
        "county": 1,
        "one-website": 1,
        "on-chain": 1,
    }
    assert report["characters_in_terms"] == 4 + 2 + 4 + 4
    assert report["not_in_english"] == ["on-chain"]


def test_entries_that_stand_nowhere_are_named(looked_up):
    looked_up.change("glossary/more.toml", "data on a blockchain", "data recorded on chain")
    assert counted(looked_up)["unused"] == ["four-batches", "plan"]
    outcome = looked_up.run("glossary", "stats")
    assert "2 entries do not stand in this report\n" in outcome.printed
    assert "1 entry stands in the Chinese and has no known form in the English" in (outcome.printed)


def test_a_measure_is_not_looked_for_in_english(looked_up):
    looked_up.change("glossary/town.toml", 'term = "我县"', 'term = "个"\nmeasure = true')
    (report,) = counted(looked_up)["reports"]
    assert report["by_entry"]["county"] == 2
    assert "county" not in report["not_in_english"]


def test_a_report_without_english_lacks_nothing_in_it(looked_up):
    for file in ("00-overview", "01-work"):
        (looked_up.root / f"content/town/en/{file}.md").unlink()
    (report,) = counted(looked_up)["reports"]
    assert report["not_in_english"] is None


def test_an_unknown_report_is_refused(looked_up):
    outcome = looked_up.run("glossary", "stats", "village")
    assert outcome.code == 2
    assert "there is no report “village”" in outcome.said


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("State Council, Report, 2025; Shine", "State Council"),
        ("Shine; State Council", "Shine"),
        ("City News Service (Shine), July 31", "City News Service"),
        ("english.jiading.gov.cn, 2020", "english.jiading.gov.cn"),
        ("国务院，2024年", "国务院"),
        ("This report", "This report"),
        ("This report.", "This report"),
        ("", ""),
    ],
)
def test_a_source_is_counted_under_the_body_named_first(source, named):
    assert body(source) == named


def test_every_count_of_the_real_glossary_adds_up(sources):
    found = counts(sources.concepts, sources.retired)
    for numbers in (found.domains, found.statuses, found.sources, *found.definitions.values()):
        assert sum(numbers.values()) == found.entries == len(sources.concepts)


def test_what_is_used_and_what_is_not_are_all_entries(sources):
    covered = tuple(coverage(parsed(one), sources.concepts) for one in sources.reports)
    used = {identity for one in covered for identity in one.mentions}
    assert used.isdisjoint(ids(unused(sources.concepts, covered)))
    assert len(used) + len(unused(sources.concepts, covered)) == len(sources.concepts)
    assert all(0 < one.covered < one.characters for one in covered)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_of_the_counts_is_wider_than_the_terminal(width, sources):
    text = counts_text(_statistics(sources.concepts, sources), Paper(width, io.StringIO()))
    assert "█" in text
    for line in text.splitlines():
        assert text_width(line) <= width


def test_a_pipe_gets_numbers_without_bars(sources):
    text = counts_text(_statistics(sources.concepts, sources), Paper(None, io.StringIO()))
    assert "█" not in text
    assert "…" not in text


def test_an_empty_glossary_is_counted(sources):
    text = counts_text(_statistics((), sources), Paper(80, io.StringIO()))
    assert text.startswith("0 entries in use\n")
    assert "0.0%" in text


def _statistics(concepts: tuple[Concept, ...], sources) -> Statistics:
    covered = tuple(coverage(parsed(one), concepts) for one in sources.reports)
    return Statistics(counts(concepts, ()), covered, concepts, unused(concepts, covered))


# Lines


@given(mixed_texts(), st.integers(2, 60))
def test_wrapping_loses_no_word_and_keeps_the_width(text, width):
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(wrapped(text, None)[0].split())
    assert all(text_width(line) <= width for line in lines)


def test_a_line_does_not_begin_with_a_comma():
    assert wrapped("四个一批，四个一批。", 10) == ("四个一批，", "四个一批。")
    assert wrapped("四个一批，四个一批。", 8) == ("四个一", "批，四个", "一批。")
    assert wrapped("以四“个”一批", 6) == ("以四", "“个”一", "批")


@given(mixed_texts(), st.integers(0, 60))
def test_a_cut_text_keeps_the_width_and_its_beginning(text, width):
    short = cut(text, width)
    assert text_width(short) <= width
    assert text.startswith(short.removesuffix("…"))


@given(mixed_texts(min_size=1), st.data(), st.integers(12, 90))
def test_a_snippet_fits_its_line_and_shows_the_words(text, data, width):
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start, min(len(text), start + 5)))
    found = snippet(text, start, stop, width)
    assert text_width(found.before + found.words + found.after) <= width
    if text_width(text[start:stop]) < width - 2:
        assert text_width(found.words) == text_width(text[start:stop])


@given(mixed_texts(), st.integers(1, 60), st.sampled_from([text_width, len]))
def test_what_stands_around_words_is_cut_on_both_sides_in_the_same_way(text, most, measure):
    left, right = ending(text, most, measure), beginning(text, most, measure)

    assert text.endswith(left.removeprefix("…"))
    assert text.startswith(right.removesuffix("…"))
    for shown, cut_off in ((left, left.startswith("…")), (right, right.endswith("…"))):
        own = shown.strip("…") if cut_off and measure is len else shown
        assert measure(own) <= most
    if measure(text) <= most:
        assert (left, right) == (text, text)


def test_english_is_cut_between_words_unless_there_is_no_room_for_one():
    assert ending("a new city", 7) == "…city"
    assert beginning("new city district", 10) == "new city…"
    assert ending("neighborhood", 5) == "…hood"
    assert beginning("neighborhood", 5) == "neig…"
    assert ending("新城建设", 5) == "…建设"
