"""A glossary that comes back from others: what is refused, and what a change brings with it."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdpublish.errors import Location
from jdpublish.model import Concept
from jdpublish.termbase.entry.plausible import implausible
from jdpublish.termbase.entry.values import concept
from jdpublish.termbase.forms.likely import Likely
from jdpublish.termbase.forms.likeness import duplicates
from jdpublish.terms.wanted import AsToml
from tests.project_factory import SmallProject, make_project


@dataclass
class Sent:
    """A project, and a table of its entries that went out and is about to come back."""

    project: SmallProject
    file: Path
    heads: list[str]
    rows: list[dict[str, str]]

    def row(self, name: str) -> dict[str, str]:
        (found,) = (row for row in self.rows if row["id"] == name)
        return found

    def comes_back(self, *words: str):
        with self.file.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.DictWriter(opened, self.heads)
            writer.writeheader()
            writer.writerows(self.rows)
        return self.project.run("glossary", "import", str(self.file), *words)

    @property
    def glossary(self) -> str:
        return self.project.read("glossary/town.toml")


@pytest.fixture
def sent(tmp_path) -> Sent:
    project, file = make_project(tmp_path / "town"), tmp_path / "terms.csv"
    assert project.run("glossary", "export", "-o", str(file)).code == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        rows = list(reader)
    return Sent(project, file, list(reader.fieldnames or ()), rows)


# ── Ids and terms that no longer belong together ──


def test_a_column_of_ids_that_was_sorted_alone_is_refused_with_one_error(sent):
    before = sent.glossary
    ids = [row["id"] for row in sent.rows]
    for row, name in zip(sent.rows, [*ids[1:], ids[0]], strict=True):
        row["id"] = name

    outcome = sent.comes_back()

    assert (outcome.code, outcome.printed) == (2, "")
    assert "in 3 rows ids and Chinese terms no longer belong together" in outcome.said
    assert "“一网通办” of “one-website” stands beside “progress-in-stability”" in outcome.said
    assert "sort all columns together" in outcome.said
    assert outcome.said.count("error: ") == 1
    assert sent.glossary == before


def test_two_ids_that_have_changed_places_are_named_each_in_its_row(sent):
    before = sent.glossary
    one, _, other = sent.rows
    one["id"], other["id"] = other["id"], one["id"]
    one["note"] = "New."

    outcome = sent.comes_back()

    assert outcome.code == 2
    assert outcome.said.count("stands beside the id") == 2
    assert "2 errors; nothing was written" in outcome.said
    assert "write each id back beside its term" in outcome.said
    assert sent.glossary == before


def test_a_table_that_was_sorted_as_a_whole_changes_nothing(sent):
    sent.rows.reverse()

    assert sent.comes_back().printed == "0 added, 0 changed, 0 conflicting, 3 unchanged\n"


def test_a_term_that_was_renamed_is_taken(sent):
    sent.row("county")["zh-Hans.term"] = "本县"

    assert sent.comes_back().code == 0
    assert 'term = "本县"' in sent.glossary


def test_a_term_that_another_entry_gives_up_is_taken_where_only_the_term_moves(sent):
    sent.row("county")["zh-Hans.term"] = "一网通办"
    sent.row("one-website")["zh-Hans.term"] = "一网通管"

    assert sent.comes_back().code == 0
    assert sent.glossary.count('term = "一网通办"') == 1


def test_a_row_that_was_copied_over_another_id_is_refused(sent):
    one = sent.row("one-website")
    copied = dict(one, id="county", base=sent.row("county")["base"])
    sent.rows = [one, sent.row("progress-in-stability"), copied]

    outcome = sent.comes_back()

    assert outcome.code == 2
    assert "“一网通办” is the term of “one-website”, and stands beside the id “county”" in (
        outcome.said
    )


# ── Another English rendering ──


def test_the_old_english_becomes_a_form_that_apply_replaces_in_the_reports(sent):
    sent.row("progress-in-stability")["en.term"] = "went forward steadily"

    outcome = sent.comes_back()

    assert outcome.code == 0
    old = "pursued progress while maintaining stability"
    assert f'"{old}", reason = "replaced by “went forward steadily”"' in sent.glossary
    command = '  jdpublish glossary apply progress-in-stability --en "went forward steadily"\n'
    assert command in outcome.said
    applied = sent.project.run(
        "glossary", "apply", "progress-in-stability", "--en", "went forward steadily"
    )
    assert applied.code == 0
    assert "*went forward steadily*" in sent.project.read("content/town/en/00-overview.md")
    assert sent.comes_back().printed.startswith("0 added, 0 changed, 0 conflicting")


@pytest.mark.parametrize(
    ("keep", "kept"), [("admitted", 'admitted = ["the county"]'), ("none", "")]
)
def test_the_old_english_is_kept_as_asked(sent, keep, kept):
    sent.row("county")["en.term"] = "this county"

    outcome = sent.comes_back("--keep-old", keep)

    assert "replaced by" not in sent.glossary
    assert kept in sent.glossary
    assert sent.glossary.count("the county") == bool(kept)
    more = " --keep-old admitted" if kept else ""
    assert f'apply county --en "this county" --from "the county"{more}\n' in outcome.said


def test_what_the_file_says_of_the_old_english_holds(sent):
    row = sent.row("county")
    row["en.term"], row["en.admitted"] = "this county", "the county"

    assert sent.comes_back().code == 0
    assert 'admitted = ["the county"]' in sent.glossary
    assert "replaced by" not in sent.glossary


def test_an_english_form_that_comes_back_into_use_is_no_longer_replaced(sent):
    sent.row("county")["en.term"] = "this county"
    assert sent.comes_back().code == 0
    assert sent.project.run("glossary", "export", "-o", str(sent.file)).code == 0
    with sent.file.open(encoding="utf-8-sig", newline="") as opened:
        sent.rows = list(csv.DictReader(opened))
    sent.row("county")["en.term"] = "the county"

    assert sent.comes_back().code == 0
    assert '"this county", reason = "replaced by “the county”"' in sent.glossary
    assert '"the county", reason' not in sent.glossary


def test_a_first_mention_that_keeps_the_old_words_is_named(sent):
    sent.project.change(
        "glossary/town.toml",
        'term = "the county"\n',
        'term = "the county"\nfirst = "the county (LJ)"\n',
    )
    sent.row("county")["en.term"] = "this county"

    assert "still has the old words: “the county (LJ)”" in sent.comes_back().said


def test_a_first_english_rendering_replaces_nothing(sent):
    sent.project.change("glossary/town.toml", 'term = "the county"\n', "")
    outcome = sent.comes_back("--take", "mine")

    assert "glossary apply" not in outcome.said


# ── Another Chinese term ──


def test_another_chinese_term_gets_new_pinyin_that_is_to_be_proof_read(sent):
    sent.row("one-website")["zh-Hans.term"] = "一网统管"

    outcome = sent.comes_back()

    assert 'pinyin = "yīwǎng tǒngguǎn"\npinyin-status = "proposed"' in sent.glossary
    assert "proof-read: one-website" in outcome.said
    assert sent.comes_back().printed.startswith("0 added, 0 changed, 0 conflicting")


def test_pinyin_that_comes_with_the_new_chinese_term_is_taken_as_it_is(sent):
    row = sent.row("one-website")
    row["zh-Hans.term"], row["zh-Hans.pinyin"] = "一网统管", "yìwǎng-tǒngguǎn"

    assert sent.comes_back().code == 0
    assert 'pinyin = "yìwǎng-tǒngguǎn"\n' in sent.glossary
    assert "pinyin-status" not in sent.glossary


# ── What can hardly be meant ──


def test_chinese_and_english_that_have_changed_places_are_refused_each_in_its_cell(sent):
    sent.rows.append({"zh-Hans.term": "greenway", "en.term": "绿道"})

    outcome = sent.comes_back()

    assert outcome.code == 2
    assert "the Chinese term “greenway” has no Chinese character" in outcome.said
    assert outcome.said.count("greenway,") == 2  # the line, below each of the two
    assert outcome.said.count("have changed places") == 2


@pytest.mark.parametrize("term", ["5G", "AI", "PM2.5", "eVTOL", "R&D", "F1赛车", "〇号线"])
def test_abbreviations_are_chinese_terms_as_well(term):
    assert not implausible({"zh-Hans.term": term, "en.term": "something"})


def test_a_term_in_traditional_characters_is_refused_with_the_simplified_one():
    (doubt,) = implausible({"zh-Hans.term": "綠道網絡", "en.term": "greenway network"})

    assert doubt.why == "the Chinese term “綠道網絡” is in Traditional characters"
    assert "write “绿道网络”" in doubt.hint


@pytest.mark.parametrize("term", ["乾隆著作", "陈嘉璟", "朱镕基", "锺姓", "四个一批"])
def test_characters_that_simplified_texts_have_as_well_are_not_doubted(term):
    assert not implausible({"zh-Hans.term": term, "en.term": "something"})


def test_a_term_that_the_entry_has_already_is_not_doubted():
    said = {"zh-Hans.term": "greenway", "en.term": "“Ba” (八)"}

    assert len(implausible(said)) == 2
    assert not implausible(said, said)


def test_a_domain_that_no_entry_has_is_named_with_the_nearest(sent):
    sent.row("county")["subject"] = "plaecs"

    outcome = sent.comes_back()

    assert outcome.code == 0
    assert "New domain “plaecs” (county); did you mean “places”?" in outcome.said


def test_a_domain_that_is_there_is_not_named(sent):
    sent.row("county")["subject"] = "politics"

    assert "domain" not in sent.comes_back().said


# ── Errors in their cells, each once ──


def test_a_reference_to_no_entry_is_named_in_its_cell(sent):
    sent.row("county")["see"] = "one-web-site"

    outcome = sent.comes_back()

    assert outcome.pointed.startswith("one-web-site,")
    assert "did you mean “one-website”?" in outcome.said


def test_a_term_that_another_entry_has_is_named_in_its_cell_wherever_the_other_stands(sent):
    sent.row("one-website")["zh-Hans.admitted"] = "我县"

    outcome = sent.comes_back()

    assert "--> " + str(sent.file) + ":2:" in outcome.said
    assert f"the other entry is “county” at {sent.file}:" in outcome.said


def test_an_id_that_stands_twice_is_one_error(sent):
    sent.rows.append(dict(sent.row("one-website")))

    outcome = sent.comes_back()

    assert outcome.said.count("error: ") == 1
    assert "stands twice in the file" in outcome.said


def test_a_refused_file_shows_its_errors_and_nothing_else(sent):
    sent.row("county")["status"] = "maybe"
    sent.row("one-website")["en.term"] = "one website"
    sent.rows.append({"zh-Hans.term": "数字经济"})

    outcome = sent.comes_back()

    assert (outcome.code, outcome.printed) == (2, "")
    assert "1 error; nothing was written" in outcome.said


# ── Entries to decide on as a whole ──


def test_a_change_of_an_entry_that_was_retired_here_is_shown_with_all_values(sent):
    sent.project.change(
        "glossary/town.toml",
        'id = "county"\nsubject = "places"\nstatus = "approved"',
        'id = "county"\nsubject = "places"\nstatus = "retired"\nreason = "No county."',
    )
    sent.row("county")["en.term"] = "this county"

    outcome = sent.comes_back()

    assert outcome.code == 1
    assert "retired here\n  en.term:\n    it was  “the county”\n" in outcome.printed
    assert "    theirs  “this county”\n" in outcome.printed
    told = json.loads(sent.comes_back("--output-format", "json").printed)
    assert told["conflicts"][0]["fields"] == [
        {"field": "en.term", "base": "the county", "mine": "the county", "theirs": "this county"}
    ]


def test_a_change_of_an_entry_that_was_removed_here_is_shown(sent):
    text = sent.glossary
    sent.project.write("glossary/town.toml", text[: text.index('[[concept]]\nid = "county"')])
    sent.row("county")["note"] = "New."

    printed = sent.comes_back().printed

    assert "removed here\n  note:\n    it was  (nothing)\n    theirs  “New.”\n" in printed


# ── What is said where nothing is written ──


def test_a_decision_to_keep_what_is_here_is_not_called_the_same_as_the_file(sent):
    sent.project.change("glossary/town.toml", 'term = "the county"', 'term = "our home"')
    sent.row("county")["en.term"] = "this county"

    outcome = sent.comes_back("--take", "mine")

    assert "what the file changes stays as it is here, as decided" in outcome.said


def test_a_file_that_changes_nothing_is_said_to(sent):
    assert "Nothing was written: the file changes nothing." in sent.comes_back().said


# ── Near duplicates among thousands ──


@dataclass(frozen=True)
class Nowhere(AsToml):
    """The places of an entry that stands in no file."""

    def at(self, key="", table=""):  # noqa: ARG002  one place for all
        return Location("nowhere")


def made(terms) -> tuple[Concept, ...]:
    said = (
        {"id": f"entry-{number}", "status": "approved", "zh-Hans.term": term, "en.term": english}
        for number, (term, english) in enumerate(terms)
    )
    return tuple(found for found, mistakes in (concept(one, Nowhere()) for one in said))


TERMS = st.text("嘉定新成城二三1a", min_size=1, max_size=6)
ENGLISH = st.sampled_from(["", "New City", "new  city", "other"])


@settings(max_examples=150)
@given(st.lists(st.tuples(TERMS, ENGLISH), max_size=12), TERMS, TERMS, ENGLISH)
def test_looking_only_at_likely_entries_finds_the_same_duplicates(known, term, admitted, english):
    entries = made(known)
    likely = Likely(entries)
    said = {
        "id": "entry-1",
        "zh-Hans.term": term,
        "zh-Hans.admitted": (admitted,),
        "en.term": english,
    }
    every = set(duplicates(said, entries))

    assert set(duplicates(said, likely.of(said))) == every
    exact = {one for one in every if one.exact}
    assert {one for one in duplicates(said, likely.of(said, near=False)) if one.exact} == exact


def test_numbered_terms_are_not_compared_with_all_of_their_row():
    entries = made((f"第{number}号数字产业项目", "") for number in range(3000))
    likely = Likely(entries)

    assert len(likely.of({"zh-Hans.term": "第1500号数字产业项目"})) == 1
