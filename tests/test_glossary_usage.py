"""Where terms are used, what another rendering would change, and how it is changed."""

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import jdpublish.cli.glossary.apply
import jdpublish.cli.glossary.impact
import jdpublish.cli.glossary.where  # noqa: F401  all commands now, while streams are pytest's own
from jdpublish.errors import JdpublishError, Location
from jdpublish.model import Concept, LanguageSection, Term
from jdpublish.parse import parse
from jdpublish.report import parsed
from jdpublish.reporting.concordance import Found, concordance_text
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.terminal import text_width
from jdpublish.sources import ReportSource, SourceFile
from jdpublish.termbase.renaming.rewriting import rewritten
from jdpublish.termbase.renaming.wording import ByHandError, Edit, Place, edits
from jdpublish.termbase.usage.concordance import chinese_forms, passages, usages
from jdpublish.termbase.usage.skimming import skimmed
from jdpublish.workspace import Project, find_project, load_glossary, load_reports
from tests.conftest import ROOT
from tests.project_factory import SmallProject

CITY = """\
[[concept]]
id = "new-city"
subject = "places"
status = "approved"

[concept.zh-Hans]
term = "新城"
not-in = ["更新城区"]

[concept.en]
term = "new city"
admitted = ["urban hub"]
deprecated = [{ term = "new town", reason = "smaller" }]

# the longer one
[[concept]]
id = "lin-new-city"
subject = "places"
status = "approved"

[concept.zh-Hans]
term = "临江新城"

[concept.en]
term = "Linjiang New City"

[[concept]]
id = "old-town"
subject = "places"
status = "retired"
reason = "said no more"
successor = "new-city"

[concept.zh-Hans]
term = "老城"
"""

CITY_TEXT = """\
# 新城 {#c2}

建设新城，临江新城更美，更新城区。 {#p21}

- 新城与新城； {#i21}
- 别处。 {#i22}

| 新城 | 数量 {#r21} |
| --- | --- |
| 路 | 8 {#r22} |

还有新城。[^n2] {#p22}

[^n2]: 新城在东。
"""
CITY_TEXT_EN = """\
# The New City {#c2}

A new city is being built, and Linjiang New City is nicer; city blocks are renewed. {#p21}

- New cities, and the urban hub; {#i21}
- elsewhere, no new city. {#i22}

| New city | Number {#r21} |
| --- | --- |
| Roads | 8 {#r22} |

There is a **new** city, too.[^n2] {#p22}

[^n2]: The *new city* lies in the east.
"""


@pytest.fixture
def city(small: SmallProject) -> SmallProject:
    """The small project with a term that stands in all kinds of blocks."""
    small.write("glossary/city.toml", CITY)
    small.write("content/town/zh-Hans/02-city.md", CITY_TEXT)
    small.write("content/town/en/02-city.md", CITY_TEXT_EN)
    return small


def where(project: SmallProject, *words: str) -> dict[str, Any]:
    outcome = project.run("glossary", "where", *words, "--output-format", "json")
    assert outcome.code == 0, outcome.said
    found: list[dict[str, Any]] = json.loads(outcome.printed)
    return found[0]


def test_every_place_of_a_term_is_shown_with_its_english(city):
    found = where(city, "新城")

    assert [
        (place["block"], place["english"]["words"], place["english"]["status"])
        for place in found["places"]
    ] == [
        ("c2", "New City", "preferred"),
        ("p21", "new city", "preferred"),
        ("i21", "New cities", "preferred"),
        ("i21", "urban hub", "admitted"),
        ("r21", "New city", "preferred"),
        ("p22", "new city", "preferred"),
        ("n2", "new city", "preferred"),
    ]


def test_a_place_is_named_by_file_line_and_column_of_both_languages(city):
    outcome = city.run("glossary", "where", "new-city")

    assert "content/town/zh-Hans/02-city.md:5:3  i21 list item" in outcome.printed
    assert "content/town/en/02-city.md:5:3  preferred" in outcome.printed
    assert "【新城】" in outcome.printed
    assert "[New cities]" in outcome.printed
    assert "town: 7 places in 6 blocks: 6 preferred, 1 admitted" in outcome.printed


def test_terms_stand_one_below_the_other(city):
    lines = city.run("glossary", "where", "新城").printed.splitlines()

    widths = {
        sum(2 if "\u2e80" <= one <= "\uffef" else 1 for one in line[: mark.end()])
        for line in lines
        if (mark := re.search(r"【|\[", line)) and line.startswith(" ")
    }

    assert len(widths) == 1


def test_a_longer_term_and_words_that_mean_something_else_are_told(city):
    printed = city.run("glossary", "where", "新城").printed

    assert "A longer term covers it in 1 place: 临江新城 (1)" in printed
    assert "It is not meant in 1 place by not-in: 更新城区 (1)" in printed


def test_a_retired_entry_leads_to_its_successor(city):
    printed = city.run("glossary", "where", "老城").printed

    assert "retired: said no more" in printed
    assert "`jdpublish glossary where new-city`" in printed


def test_a_term_that_no_report_has_is_said_to_be_nowhere(city):
    city.change("content/town/zh-Hans/00-overview.md", "我县", "本地")

    assert "No report has “我县”" in city.run("glossary", "where", "county").printed


def test_english_without_a_known_form_is_said_plainly(city):
    city.change("content/town/en/02-city.md", "There is a **new** city, too.", "It is there, too.")
    city.change("content/town/en/02-city.md", "and the urban hub", "and it")

    printed = city.run("glossary", "where", "新城").printed

    assert "content/town/en/02-city.md:12:1  no known form\n" in printed
    assert "content/town/en/02-city.md:5:3  no form left\n" in printed


def test_places_are_counted_in_the_words_that_stand_beside_them(city):
    city.change("content/town/en/02-city.md", "There is a **new** city, too.", "It is there, too.")
    city.change("content/town/en/02-city.md", "and the urban hub", "and it")
    city.change("content/town/en/02-city.md", "| New city | Number {#r21} |", "| A | B {#x} |")

    printed = city.run("glossary", "where", "新城").printed
    card = city.run("glossary", "show", "新城").printed

    told = "4 preferred, 1 no form left, 1 not translated yet, 1 no known form"
    assert f"town: 7 places in 6 blocks: {told}" in printed
    for words in ("no form left", "not translated yet", "no known form"):
        assert sum(line.endswith(f"  {words}") for line in printed.splitlines()) == 1
    assert told in card
    assert "i21 (no form left)" in card


def test_a_measure_lacks_no_form_for_it_is_rendered_with_its_figure(city):
    city.change("glossary/city.toml", 'term = "新城"\n', 'term = "新城"\nmeasure = true\n')
    city.change("content/town/zh-Hans/02-city.md", "建设新城", "建设3新城")

    printed = city.run("glossary", "where", "新城").printed

    assert "content/town/en/02-city.md:3:1  rendered with its figure\n" in printed
    assert "town: 1 place in 1 block: 1 rendered with its figure" in printed
    assert (
        "in English      1 rendered with its figure" in city.run("glossary", "show", "新城").printed
    )


def test_a_place_that_is_not_translated_is_shown(city):
    city.change("content/town/en/02-city.md", "There is a **new** city, too.[^n2] {#p22}\n", "")

    assert "not translated yet" in city.run("glossary", "where", "新城").printed


def test_an_unknown_report_is_refused(city):
    outcome = city.run("glossary", "where", "新城", "--report", "village")

    assert outcome.code == 2
    assert "there is no report “village”" in outcome.said
    assert "reports are: town" in outcome.said


def real() -> Project:
    return find_project(ROOT)


def test_usages_agree_with_passages_on_the_real_report():
    concepts = tuple(one for one in load_glossary(real()).concepts if not one.retired)
    for source in load_reports(real()):
        report = parsed(source)
        every = usages(report, concepts)

        assert len(every) == sum(len(one.mentions) for one in passages(report, concepts))
        for concept in concepts:
            own = tuple(one for one in every if one.concept == concept.id)
            wanted = frozenset({concept.id})
            assert usages(report, concepts, wanted) == own
            skim = skimmed(source, chinese_forms((concept,)), language="en")
            assert usages(skim, concepts, wanted) == own


def _concept(name: str, zh: str, en: str) -> Concept:
    return Concept(
        name,
        "x",
        "approved",
        Location("g.toml"),
        {
            "zh-Hans": LanguageSection((Term(zh, "preferred"),)),
            "en": LanguageSection((Term(en, "preferred"),)),
        },
    )


CONCEPTS = (_concept("city", "新城", "new city"), _concept("lin", "临江新城", "Lin New City"))
_BODY = st.sampled_from(
    (
        *("新城", "临江新城", "更新城区", "**新**城", "新\n城", "新\\\n城", "&#26032;城", "`新城`"),
        *(
            "[新](a)城",
            "文字",
            "，",
            "x",
            "[^n1]",
            "*",
            "|",
            "\\*",
            "新  \n  城",
            "new city",
            "1. ",
        ),
    )
)
_PART = st.sampled_from(
    (
        *("{body} {{#b{n}}}\n\n", "{body} {{#b{n}}}\n", "{body}\n\n", "- {body} {{#b{n}}}\n\n"),
        *("1. {body} {{#b{n}}}\n\n", "# {body} {{#b{n}}}\n\n", "  {body} {{#b{n}}}\n\n", "\n"),
        *(
            "| {body} | b {{#b{n}}} |\n| --- | --- |\n| c | {body} |\n\n",
            "## {body} {{#b{n}}} ##\n",
        ),
        *("{body}\n- {body} {{#b{n}}}\n\n", "> {body} {{#b{n}}}\n\n", "    {body} {{#b{n}}}\n\n"),
        *(
            "{body}{{#b{n}}}\n\n",
            "{body} {{#b{n}}}\u3000\n\n",
            "\u3000\n",
            "* {body} {{#b{n}}}\r\n\r\n",
        ),
    )
)


@st.composite
def report_files(draw: st.DrawFn) -> str:
    """Markdown of all kinds, in which ids may be missing."""
    parts = draw(st.lists(st.tuples(_PART, st.lists(_BODY, min_size=1, max_size=4)), max_size=9))
    text = "".join(
        part.format(body="".join(body), n=number) for number, (part, body) in enumerate(parts)
    )
    note = "\n\n[^n1]: 新城。\n" if draw(st.booleans()) else ""
    return f"# 题 {{#title}}\n\n{text}{note}"


_LISTS_APART = "# 题 {#title}\n\n1. 文字 {#a}\n\n文字 {#b}\n\n1. 新城 {#c}\n"
_LIST_WITH_PARAGRAPH = "# 题 {#title}\n\n1. 文字 {#a}\n\n   文字 {#b}\n\n1. 新城 {#c}\n"
_NOTE = "# 题 {#title}\n\n新城[^n1] {#a}\n\n[^n1]: 文字 {#b}\n"


@example(_LISTS_APART, _LISTS_APART)
@example(_LIST_WITH_PARAGRAPH, _LIST_WITH_PARAGRAPH)
@example(_NOTE, _NOTE)
@given(report_files(), report_files())
def test_what_is_skimmed_has_the_same_places_as_the_whole(chinese, english):
    source = ReportSource(
        id="r",
        at=Location("content/r/report.toml"),
        year="",
        version="",
        details={},
        files={
            "zh-Hans": (SourceFile("00", "zh.md", chinese),),
            "en": (SourceFile("00", "en.md", english),),
        },
        images={},
    )
    try:
        whole = parsed(source)
    except JdpublishError:
        return
    for concept in CONCEPTS:
        wanted = frozenset({concept.id})
        skim = skimmed(source, chinese_forms((concept,)), language="en")

        assert usages(skim, CONCEPTS, wanted) == usages(whole, CONCEPTS, wanted)


WORDINGS = (
    ("A ‹new city› rose.", "new city", "urban hub", "An urban hub rose."),
    ("A ‹new city› rose.", "new city", "town", "A town rose."),
    ("It is a hub for ‹new cities›.", "new city", "urban hub", "It is a hub for urban hubs."),
    ("an ‹integrated circuit› plant", "integrated circuits", "microchips", "a microchip plant"),
    ("the ‹new city›’s ring", "new city", "urban hub", "the urban hub’s ring"),
    ("the ‹new city›’s ring", "new city", "urban hubs", "the urban hubs’ ring"),
    ("the ‹companies›’ plans", "company", "enterprise", "the enterprises’ plans"),
    (
        "A ‹high-quality-development› zone",
        "high-quality development",
        "fast growth",
        "A fast-growth zone",
    ),
    ("‹high quality development›", "high-quality development", "fast growth", "fast growth"),
    ("‹New city› works", "new city", "urban hub", "Urban hub works"),
    ("Work: ‹New city› ring", "new city", "urban hub", "Work: Urban hub ring"),
    ("In the ‹New City› ring", "new city", "Urban Hub", None),
    ("In the ‹New York› ring", "New York", "big apple", "In the big apple ring"),
    ("‹New York› rose", "New York", "big apple", "Big apple rose"),
    ("our “‹four batches›,” too", "four batches", "“four lots”", "our “four lots,” too"),
    ("our ‹four batches›, too", "four batches", "“four lots”", "our “four lots,” too"),
    ("the ‹four ones› model", "“four ones”", "“four singles”", "the four singles model"),
    ("the ‹“four” ones› model", "four ones", "four singles", None),
    ("‹grants of land-use rights›", "grant of land-use rights", "land grant", None),
    ("three ‹land grants›", "land grant", "grant of land-use rights", None),
    ("policies for ‹chips›", "chip", "equipment", None),
    ("a ‹chip›", "chip", "microchips", None),
    ("an ‹ICV› plant", "ICV", "smart car", "a smart car plant"),
    ("a ‹smart car› plant", "smart car", "NEV", "an NEV plant"),
    ("a ‹district chief›", "district chief", "university head", "a university head"),
    ("the ‹new city›", "the new city", "the urban hub", "the urban hub"),
    ("this ‹new city›", "new city", "the urban hub", "this urban hub"),
    ("we ‹simplified› it", "simplify", "streamline", "we streamlined it"),
    ("we ‹plan› it", "plan", "design", "we design it"),
    ("‹pursued stability›", "pursue stability", "seek stability", None),
)


@pytest.mark.parametrize(("marked", "old", "new", "expected"), WORDINGS)
def test_a_form_is_written_as_its_place_asks_for(marked, old, new, expected):
    before, words, after = re.split("[‹›]", marked)
    where_ = Place(before + words + after, len(before), len(before + words))

    if expected is None:
        with pytest.raises(ByHandError):
            edits(where_, old, new)
    else:
        assert _changed(where_.text, edits(where_, old, new)) == expected


def test_the_head_of_a_chapter_keeps_headline_capitals():
    where_ = Place("Ring of the New City", 12, 20, headline=True)

    changed = _changed(where_.text, edits(where_, "new city", "hub of the region"))

    assert changed == "Ring of the Hub of the Region"


def _changed(text: str, changes: tuple[Edit, ...]) -> str:
    for edit in sorted(changes, key=lambda one: -one.start):
        text = text[: edit.start] + edit.new + text[edit.stop :]
    return text


def test_impact_shows_what_apply_writes_and_writes_nothing(city):
    before = sources(city)

    outcome = city.run("glossary", "impact", "新城", "--en", "urban area")

    assert outcome.code == 0, outcome.said
    assert sources(city) == before
    assert "+# The Urban Area {#c2}" in outcome.printed
    assert '+term = "urban area"' in outcome.printed
    assert "by hand: 1 place" in outcome.said

    city.run("glossary", "apply", "新城", "--en", "urban area")
    added = {line[1:] for line in outcome.printed.splitlines() if re.match(r"\+(?!\+\+)", line)}
    after = sources(city)
    new = {
        line
        for file, text in after.items()
        for line in set(text.splitlines()) - set(before[file].splitlines())
    }
    assert new == added


def sources(project: SmallProject) -> dict[str, str]:
    return {
        path.relative_to(project.root).as_posix(): path.read_text()
        for folder in ("content", "glossary")
        for path in sorted((project.root / folder).rglob("*"))
        if path.is_file()
    }


def test_apply_changes_the_blocks_that_where_names_and_no_others(city):
    blocks = {place["block"] for place in where(city, "新城")["places"]}
    before = city.read("content/town/en/02-city.md").splitlines()

    outcome = city.run("glossary", "apply", "新城", "--en", "urban area", "--by", "Li Ming")

    assert outcome.code == 0, outcome.said
    after = city.read("content/town/en/02-city.md").splitlines()
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [other for _, other in changed] == [
        "# The Urban Area {#c2}",
        (
            "An urban area is being built, and Linjiang New City is nicer; city blocks are renewed."
            " {#p21}"
        ),
        "- Urban areas, and the urban hub; {#i21}",
        "| Urban area | Number {#r21} |",
        "[^n2]: The *urban area* lies in the east.",
    ]
    assert all(
        any(f"#{block}}}" in line or f"[^{block}]" in line for block in blocks)
        for line, _ in changed
    )


def test_the_old_form_becomes_deprecated_and_the_rest_of_the_file_stays(city):
    city.run("glossary", "apply", "新城", "--en", "urban area")

    new = city.read("glossary/city.toml")
    assert 'reason = "replaced by “urban area”"' in new
    kept = [line for line in CITY.splitlines() if line in new.splitlines()]
    assert set(CITY.splitlines()) - set(kept) <= {
        'term = "new city"',
        'deprecated = [{ term = "new town", reason = "smaller" }]',
    }


def test_the_old_form_can_stay_admitted(city):
    city.run("glossary", "apply", "新城", "--en", "urban area", "--keep-old", "admitted")

    assert 'admitted = ["new city", "urban hub"]' in city.read("glossary/city.toml")


def test_an_admitted_form_that_becomes_preferred_is_admitted_no_longer(city):
    city.run("glossary", "apply", "新城", "--en", "urban hub")

    new = city.read("glossary/city.toml")
    assert 'term = "urban hub"' in new
    assert "admitted" not in new


def test_what_was_changed_can_be_changed_back(city):
    before = city.read("content/town/en/02-city.md")

    city.run("glossary", "apply", "新城", "--en", "town area")
    city.run("glossary", "apply", "新城", "--en", "new city")

    assert city.read("content/town/en/02-city.md") == before
    assert 'term = "new city"' in city.read("glossary/city.toml")


def test_changed_blocks_are_drafts_and_nothing_else_is(city):
    city.run("translate", "accept", "--all")

    city.run("glossary", "apply", "新城", "--en", "urban area", "--by", "Li Ming")

    lines = [line.split("\t") for line in city.read("content/town/translation.tsv").splitlines()]
    drafts = {line[0]: line for line in lines if len(line) == 7 and line[2] == "draft"}
    assert set(drafts) == {"c2", "p21", "i21", "r21", "n2"}
    assert drafts["c2"][5] == "Li Ming"
    status = city.run("translate", "status", "--output-format", "json")
    assert status.code in (0, 1)
    assert "draft" in status.printed


def test_without_a_record_none_is_begun(city):
    city.run("glossary", "apply", "新城", "--en", "urban area")

    assert not (city.root / "content/town/translation.tsv").exists()


def test_a_second_apply_changes_nothing(city):
    city.run("glossary", "apply", "新城", "--en", "new city area")
    before = sources(city)

    outcome = city.run("glossary", "apply", "新城", "--en", "new city area")

    assert outcome.code == 0, outcome.said
    assert sources(city) == before


def test_a_second_try_completes_what_a_break_has_left(city):
    """Each file in turn is put back to what it was, as if the writing had stopped before it."""
    city.run("translate", "accept", "--all")
    old = sources(city)
    city.run("glossary", "apply", "新城", "--en", "new city area")
    new = sources(city)
    changed = [file for file in new if new[file] != old[file]]
    assert len(changed) == 3

    order = sorted(changed, key=lambda file: (file.startswith("glossary"), file.endswith(".md")))
    for stop in range(len(order)):
        for number, file in enumerate(order):
            city.write(file, (new if number < stop else old)[file])
        assert city.run("glossary", "apply", "新城", "--en", "new city area").code == 0
        assert sources(city) == new


def test_a_change_made_in_the_glossary_alone_is_carried_out(city):
    city.change("glossary/city.toml", 'term = "new city"', 'term = "urban area"')
    city.change(
        "glossary/city.toml",
        '"smaller" }]',
        '"smaller" }, { term = "new city", reason = "replaced by “urban area”" }]',
    )
    before = city.read("glossary/city.toml")

    outcome = city.run("glossary", "apply", "新城", "--en", "urban area")

    assert "# The Urban Area {#c2}" in city.read("content/town/en/02-city.md"), outcome.said
    assert city.read("glossary/city.toml") == before


def test_a_form_that_the_entry_no_longer_has_is_replaced_where_it_is_named(city):
    city.run("glossary", "edit", "新城", "--en", "urban area")
    assert (
        "nothing is to change" in city.run("glossary", "apply", "新城", "--en", "urban area").said
    )
    words = ("新城", "--en", "urban area", "--from", "new city")

    shown = city.run("glossary", "impact", *words)
    outcome = city.run("glossary", "apply", *words)

    assert "+# The Urban Area {#c2}" in shown.printed
    text = city.read("content/town/en/02-city.md")
    assert "# The Urban Area {#c2}" in text, outcome.said
    assert "There is an **urban area**, too." not in text  # “new” alone is bold: by hand
    entry = city.read("glossary/city.toml")
    assert '{ term = "new city", reason = "replaced by “urban area”" }' in entry
    assert city.run("glossary", "apply", *words).code == 0
    assert city.read("glossary/city.toml") == entry


def test_another_right_form_can_be_replaced_as_well(city):
    outcome = city.run("glossary", "apply", "新城", "--en", "urban area", "--from", "urban hub")

    assert "Urban areas, and the urban area;" in city.read("content/town/en/02-city.md")
    entry = city.read("glossary/city.toml")
    assert "admitted" not in entry.partition("[[concept]]")[2].partition("[[concept]]")[0]
    assert '{ term = "urban hub", reason = "replaced by “urban area”" }' in entry, outcome.said


def test_a_form_is_not_replaced_by_itself(city):
    outcome = city.run("glossary", "impact", "新城", "--en", "urban area", "--from", "urban area")

    assert outcome.code == 2
    assert "“urban area” is to be replaced by itself" in outcome.said


def test_long_lines_keep_to_the_terminal(city):
    text = "建设新城" * 60
    city.change("content/town/zh-Hans/02-city.md", "还有新城", text)
    report = parsed(load_reports(find_project(city.root))[0])
    concepts = tuple(one for one in load_glossary(find_project(city.root)).concepts)
    own = usages(report, concepts, frozenset({"new-city"}))
    found = Found(next(one for one in concepts if one.id == "new-city"), own, (), ("town",))

    printed = concordance_text((found,), Paper(60, io.StringIO()))

    shown = [line for line in printed.splitlines() if "【" in line or "[" in line]
    assert len(shown) > 60
    assert max(map(text_width, shown)) <= 60


def test_the_form_for_the_first_mention_is_changed_with_it(city):
    city.change(
        "glossary/city.toml",
        'term = "new city"\n',
        'term = "new city"\nfirst = "new city (a big one)"\n',
    )
    city.change("content/town/en/02-city.md", "A new city is", "A new city (a big one) is")

    city.run("glossary", "apply", "新城", "--en", "urban area")

    assert 'first = "urban area (a big one)"' in city.read("glossary/city.toml")
    assert "An urban area (a big one) is" in city.read("content/town/en/02-city.md")


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        ("新城", "new town", "“new town” is deprecated in this entry: smaller"),
        ("老城", "old town", "the entry “old-town” is retired"),
        ("窗口", "counter", "the glossary has no entry “窗口”"),
        ("新城", "  ", "write one line with words in it"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(city, name, new, said):
    before = sources(city)

    outcome = city.run("glossary", "apply", name, "--en", new)

    assert outcome.code == 2
    assert said in outcome.said
    assert sources(city) == before


def test_another_entry_s_name_is_left_to_people(city):
    city.change("content/town/zh-Hans/02-city.md", "临江新城", "临江的新城")

    outcome = city.run("glossary", "apply", "新城", "--en", "urban area")

    assert "it is part of “Linjiang New City”, the English of lin-new-city" in outcome.said
    assert "Linjiang New City" in city.read("content/town/en/02-city.md")


def test_words_that_stand_elsewhere_are_left_alone(city):
    city.run("glossary", "apply", "新城", "--en", "urban area")

    assert "- elsewhere, no new city. {#i22}" in city.read("content/town/en/02-city.md")


def test_new_capitals_alone_leave_what_has_them(city):
    city.change("content/town/en/02-city.md", "A new city is", "A New City is")

    outcome = city.run("glossary", "apply", "新城", "--en", "New City")

    assert "A New City is being built" in city.read("content/town/en/02-city.md")
    assert "2 places had the new form already" in outcome.said


def test_what_covers_and_feet_say_is_left_to_people(city):
    city.change("content/town/report.toml", 'overview = "概述"', 'overview = "新城概述"')
    city.change("content/town/report.toml", 'overview = "Overview"', 'overview = "New City"')

    outcome = city.run("glossary", "impact", "新城", "--en", "urban area")

    assert "report.toml is changed by hand" in outcome.said


def test_a_measure_is_not_replaced(city):
    city.change("glossary/city.toml", 'term = "新城"\n', 'term = "新城"\nmeasure = true\n')

    outcome = city.run("glossary", "impact", "新城", "--en", "urban area")

    assert outcome.code == 2
    assert "“新城” is a measure" in outcome.said


def test_the_difference_can_be_applied_by_patch(city):
    outcome = city.run("glossary", "impact", "新城", "--en", "urban area", "-q")
    (city.root / "x.diff").write_text(outcome.printed)

    assert outcome.said == ""
    subprocess.run(["patch", "-p1", "-s", "-i", "x.diff"], cwd=city.root, check=True)
    patched = sources(city)
    city.run("glossary", "apply", "新城", "--en", "new city")
    again = city.run("glossary", "apply", "新城", "--en", "urban area")
    assert again.code == 0, again.said
    assert sources(city).keys() == patched.keys()
    assert sources(city)["content/town/en/02-city.md"] == patched["content/town/en/02-city.md"]


def _file(text: str) -> SourceFile:
    return SourceFile("00", "en.md", text)


@given(report_files(), st.data())
def test_a_change_of_words_changes_nothing_else(text, data):

    try:
        blocks = parse("00", text, file="en.md", language="en").blocks
    except JdpublishError:
        return
    found = [(block, block.text.find("new city")) for block in blocks if block.id]
    wanted = {
        block.id: (
            Edit(start, start + 8, data.draw(st.sampled_from(["hub", "a*b*c", "x|y", "&lt;"]))),
        )
        for block, start in found
        if start >= 0
    }
    if len({block.id for block in blocks}) < len(blocks):
        return

    outcome = rewritten(_file(text), blocks, wanted, language="en")

    after = parse("00", outcome.text, file="en.md", language="en").blocks
    for old, new in zip(blocks, after, strict=True):
        expected = old.text
        if old.id in outcome.changed:
            expected = _changed(old.text, wanted[old.id])
        assert new.text == expected
        assert replace(new, segments=(), at=old.at, last_line=0) == replace(
            old, segments=(), last_line=0
        )


TERMS = (
    ("高质量发展", "advanced development"),
    ("四个一批", "four cohorts"),
    ("一网通办", "one-stop e-government"),
    ("新动能", "fresh growth engines"),
    ("生物医药", "life sciences"),
    ("集成电路", "microchips"),
    ("总产出", "aggregate output"),
    ("嘉定新城", "Jiading Satellite Town"),
    ("出让", "land grant"),
    ("城市更新", "city renewal"),
)


@pytest.mark.parametrize(("term", "new"), TERMS)
def test_real_terms_are_changed_and_the_checks_find_nothing_new(term, new, tmp_path: Path):
    project = SmallProject(tmp_path)
    for folder in ("content", "glossary"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "jdpublish.toml", tmp_path)
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "report").symlink_to(ROOT / "themes" / "report")
    places = where(project, term)["places"]

    outcome = project.run("glossary", "apply", term, "--en", new, "--output-format", "json")

    told = json.loads(outcome.printed)
    named = {place["block"] for place in places}
    assert {one["block"] for one in told["blocks"]} <= named
    assert not [one for one in told["left"] if one["by_hand"]]
    found = json.loads(project.run("check", "--output-format", "json").printed)
    rows = found["findings"] if isinstance(found, dict) else found
    assert [row for row in rows if row["check"] in ("terms", "deprecated-term", "one-form")] == []
