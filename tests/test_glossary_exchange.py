"""What goes out comes back: merges of fields, entries and whole files, and the two commands."""

import csv
import datetime as dt
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import Concept
from jdpublish.sources import GlossarySources, SourceFile
from jdpublish.termbase.changing import with_changes
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS, Kind
from jdpublish.termbase.entry.plausible import implausible
from jdpublish.termbase.entry.values import by_id, concept, values
from jdpublish.termbase.exchange import FORMATS
from jdpublish.termbase.exchange.contract import Offer, Returned, Row
from jdpublish.termbase.merging import (
    Decisions,
    Merge,
    Open,
    Side,
    Wishes,
    decisions,
    merged,
)
from jdpublish.termbase.merging.fieldwise import merged_value
from jdpublish.terms.glossary import glossary
from jdpublish.terms.wanted import AsToml
from tests.conftest import ROOT
from tests.project_factory import GLOSSARY, contents, make_project
from tests.strategies import glossaries

DAY = dt.date(2026, 11, 23)
TODAY = Wishes(DAY)
MINE = Wishes(DAY, decisions=Decisions(otherwise=Side.MINE))
THEIRS = Wishes(DAY, decisions=Decisions(otherwise=Side.THEIRS))
PLAIN = replace(TODAY, keep_old="none")
"""A merge that takes what the file says, and draws no conclusions from it."""


@dataclass(frozen=True)
class Cells(AsToml):
    """The places of a row of a table: a line for the row, a column for each field."""

    row: int

    def at(self, key="", table=""):
        name = f"{table}.{key}" if table else key
        column = [field.name for field in FIELDS].index(name) + 1 if name in BY_NAME else 1
        return Location("terms.csv", self.row, column)


def concepts(text=GLOSSARY):
    return glossary({"glossary/town.toml": text})


def returned(said, base=(), **more):
    """A file that came back: rows in order, each with what its entry said when it went out."""
    went_out = by_id(tuple(base))
    rows = tuple(
        Row(one, Cells(number), went_out.get(one.get("id", "")))
        for number, one in enumerate(said, 2)
    )
    ids = {one.get("id", "") for one in said}
    gone = tuple(name for name in went_out if name not in ids)
    return Returned(rows, has_base=True, gone=gone, **more)


def rows(of):
    return list(by_id(of).values())


def changed(of, name, **fields):
    """The entries as rows, one of them with other values."""
    new = {key.replace("__", ".").replace("_", "-"): value for key, value in fields.items()}
    return [row | (new if row["id"] == name else {}) for row in rows(of)]


def entry_with(of, name, **fields):
    """The entries of a glossary, one of them with other values."""
    made = [concept(row, Cells(1)) for row in changed(of, name, **fields)]
    assert not any(mistakes for _, mistakes in made)
    return tuple(found for found, _ in made)


def after(ours, merge: Merge):
    """What the entries say after a merge, by their ids."""
    assert not merge.open
    new = {one.id: values(concept(one.values, Cells(1))[0]) for one in merge.added}
    return {
        name: said | dict(merge.edited.get(name, {})) for name, said in by_id(ours).items()
    } | new


TOWN = concepts()


# ── One field ──

LINE, LIST, PAIRS = BY_NAME["en.term"], BY_NAME["en.admitted"], BY_NAME["en.deprecated"]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "result"),
    [
        ("a", "a", "a", "a"),
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "b", "b"),
        ("a", "a", "", ""),
        ("", "", "b", "b"),
    ],
)
def test_a_field_that_one_side_changed_is_as_that_side_has_it(base, mine, theirs, result):
    found = merged_value(LINE, base, mine, theirs)

    assert (found.value, found.open) == (result, False)


@pytest.mark.parametrize(("mine", "theirs"), [("b", "c"), ("", "c"), ("b", "")])
def test_a_field_that_both_sides_changed_is_open_until_somebody_decides(mine, theirs):
    assert merged_value(LINE, "a", mine, theirs).open
    assert merged_value(LINE, "a", mine, theirs, Side.MINE).value == mine
    assert merged_value(LINE, "a", mine, theirs, Side.THEIRS).value == theirs


def test_a_list_gets_what_either_side_added_and_loses_what_either_took_out():
    found = merged_value(LIST, ("a", "b", "c"), ("x", "c", "a"), ("a", "b", "y"))

    assert (found.value, found.open) == (("x", "a", "y"), False)


def test_a_list_that_was_only_put_in_another_order_in_the_file_is_taken_so():
    assert merged_value(LIST, ("a", "b"), ("a", "b"), ("b", "a")).value == ("b", "a")


def test_deprecated_forms_are_merged_one_by_one_with_their_reasons():
    base = (("a", "old"), ("b", "old"))
    mine = (("a", "new"), ("b", "old"), ("c", "mine"))
    theirs = (("a", "old"), ("d", "theirs"))

    found = merged_value(PAIRS, base, mine, theirs)

    assert (found.value, found.open) == (
        (("a", "new"), ("c", "mine"), ("d", "theirs")),
        False,
    )


def test_only_the_reason_that_both_sides_changed_is_decided_and_nothing_beside_it_is_lost():
    base = (("a", "old"),)
    mine, theirs = (("a", "mine"), ("b", "x")), (("a", "theirs"), ("c", "y"))

    assert merged_value(PAIRS, base, mine, theirs).open
    found = merged_value(PAIRS, base, mine, theirs, Side.THEIRS)
    assert found.value == (("a", "theirs"), ("b", "x"), ("c", "y"))


def test_of_two_days_of_change_the_later_holds():
    modified = BY_NAME["modified"]

    found = merged_value(modified, "2024-01-01", "2025-02-03, Li", "2025-01-31, Wu")

    assert (found.value, found.open) == ("2025-02-03, Li", False)


WORDS = st.sampled_from("abcd")
VALUES = {
    Kind.LINE: st.just("") | WORDS,
    Kind.LIST: st.lists(WORDS, unique=True, max_size=4).map(tuple),
    Kind.DEPRECATED: st.lists(
        st.tuples(WORDS, st.sampled_from("xy")), unique_by=lambda pair: pair[0], max_size=4
    ).map(tuple),
}


@st.composite
def three(draw):
    field = draw(st.sampled_from([LINE, LIST, PAIRS, BY_NAME["modified"]]))
    kind = Kind.LINE if field.kind is Kind.TRANSACTION else field.kind
    return field, *(draw(VALUES[kind]) for _ in range(3))


def parts(value):
    return value if isinstance(value, str) else set(value)


@given(three())
def test_what_only_one_side_changed_is_never_open_and_as_that_side_has_it(case):
    field, base, one, _ = case

    assert merged_value(field, base, base, one).value == one
    assert merged_value(field, base, one, base).value == one
    assert merged_value(field, base, one, one).value == one


@given(three())
def test_a_merge_is_the_same_from_both_sides_but_for_the_order(case):
    field, base, mine, theirs = case
    here, there = merged_value(field, base, mine, theirs), merged_value(field, base, theirs, mine)

    assert here.open == there.open
    if not here.open:
        assert parts(here.value) == parts(there.value)
    for side, other in ((Side.MINE, Side.THEIRS), (Side.THEIRS, Side.MINE)):
        one = merged_value(field, base, mine, theirs, side).value
        assert parts(one) == parts(merged_value(field, base, theirs, mine, other).value)


@given(three())
def test_a_merge_has_what_somebody_said_and_loses_nothing_that_both_kept(case):
    field, base, mine, theirs = case
    for side in (None, *Side):
        found = merged_value(field, base, mine, theirs, side)
        if field.kind in (Kind.LIST, Kind.DEPRECATED):
            assert set(found.value) <= set(mine) | set(theirs)
            assert set(mine) & set(theirs) <= set(found.value)
        else:
            assert found.value in (mine, theirs)


@given(three(), st.sampled_from([None, *Side]))
def test_a_field_merged_twice_is_as_it_was_merged_once(case, side):
    field, base, mine, theirs = case
    once = merged_value(field, base, mine, theirs, side)
    assume(not once.open)

    assert merged_value(field, base, once.value, theirs, side).value == once.value


# ── A whole file ──


def test_a_file_that_nobody_changed_changes_nothing():
    found = merged(TOWN, returned(rows(TOWN), TOWN), TODAY)

    assert found == Merge(unchanged=("one-website", "progress-in-stability", "county"))


def test_what_was_changed_here_meanwhile_stays_where_the_file_did_not_touch_it():
    ours = entry_with(TOWN, "county", en__term="this county", note="Ours.")

    found = merged(ours, returned(rows(TOWN), TOWN), TODAY)

    assert found.unchanged == ("one-website", "progress-in-stability", "county")
    assert not found.changed


def test_a_change_in_the_file_and_another_here_are_both_kept():
    ours = entry_with(TOWN, "county", note="Ours.")

    found = merged(ours, returned(changed(TOWN, "county", en__term="this county"), TOWN), PLAIN)

    assert found.edited == {"county": {"en.term": "this county", "modified": "2026-11-23"}}
    assert after(ours, found)["county"]["note"] == "Ours."


def test_the_same_change_on_both_sides_is_no_change():
    ours = entry_with(TOWN, "county", en__term="this county")

    found = merged(ours, returned(changed(TOWN, "county", en__term="this county"), TOWN), TODAY)

    assert not found.changed
    assert not found.conflicts


def test_a_conflict_names_its_place_and_all_three_values():
    ours = entry_with(TOWN, "county", en__term="our home")

    found = merged(ours, returned(changed(TOWN, "county", en__term="this county"), TOWN), TODAY)

    (conflict,) = found.conflicts
    assert (conflict.name, conflict.why) == ("county.en.term", Open.BOTH)
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "the county",
        "our home",
        "this county",
    )
    assert conflict.at == Cells(4).at("term", "en")
    assert found.open
    assert not found.changed


@pytest.mark.parametrize(
    ("take", "term"),
    [
        ("mine", "our home"),
        ("theirs", "this county"),
        ("county=theirs", "this county"),
        ("county.en.term=theirs", "this county"),
        ("en.term=theirs", "this county"),
    ],
)
def test_a_conflict_is_settled_for_all_for_an_entry_for_a_field_or_for_both(take, term):
    ours = entry_with(TOWN, "county", en__term="our home")
    file = returned(changed(TOWN, "county", en__term="this county"), TOWN)
    wishes = replace(TODAY, decisions=decisions((take,), ("county",)))

    found = merged(ours, file, wishes)

    assert after(ours, found)["county"]["en.term"] == term
    assert found.kept == (("county",) if take == "mine" else ())


def test_the_nearer_decision_goes_before_the_wider():
    said = decisions(("theirs", "county=mine", "county.note=theirs", "en.term=mine"), ("county",))

    assert said.of("county", "note") is Side.THEIRS
    assert said.of("county", "source") is Side.MINE
    assert said.of("other", "en.term") is Side.MINE
    assert said.of("other", "note") is Side.THEIRS
    assert said.of("county") is Side.MINE


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("ours",), "“ours” does not say whose value is to hold", "write mine, theirs"),
        (("county",), "“county” does not say whose", "write mine, theirs"),
        (("conty=mine",), "neither the glossary nor the file has an entry “conty”", "“county”"),
        (("county.en.trem=mine",), "no entry has a field “en.trem”", "“county.en.term”"),
        (("mine", "theirs"), "everything is to be mine and theirs at once", "take one"),
        (("county=mine", "county=theirs"), "county is to be mine and theirs at once", "take one"),
    ],
)
def test_a_decision_that_cannot_be_meant_is_refused(words, message, hint):
    with pytest.raises(GlossaryError, match=message) as told:
        decisions(words, ("county", "one-website"))

    assert hint in told.value.hint


def test_the_day_of_the_change_and_its_author_are_kept():
    file = returned(changed(TOWN, "county", note="New."), TOWN)

    found = merged(TOWN, file, replace(TODAY, by="李明"))

    assert found.edited["county"]["modified"] == "2026-11-23, 李明"


def test_a_day_that_the_file_itself_gives_stays():
    file = returned(changed(TOWN, "county", note="New.", modified="2026-11-20, Wu"), TOWN)

    assert merged(TOWN, file, TODAY).edited["county"]["modified"] == "2026-11-20, Wu"


def test_an_empty_cell_takes_a_value_out_and_a_missing_column_does_not():
    without = changed(TOWN, "county", en__definition="", en__definition_status="")
    assert (
        after(TOWN, merged(TOWN, returned(without, TOWN), TODAY))["county"]["en.definition"] == ""
    )

    lacking = [{key: row[key] for key in row if key != "en.definition"} for row in rows(TOWN)]
    assert not merged(TOWN, returned(lacking, TOWN), TODAY).changed


def test_a_row_that_is_gone_is_named_and_its_entry_stays():
    found = merged(TOWN, returned(rows(TOWN)[:2], TOWN), TODAY)

    assert found.gone == ("county",)
    assert not found.open
    assert set(after(TOWN, found)) == {"one-website", "progress-in-stability", "county"}


def test_a_part_of_the_glossary_leaves_the_rest_alone():
    found = merged(TOWN, returned(rows(TOWN)[:1], TOWN[:1]), TODAY)

    assert found == Merge(unchanged=("one-website",))


def test_a_new_row_is_proposed_with_an_id_and_pinyin_of_its_own():
    new = {"zh-Hans.term": "数字经济", "en.term": "the digital economy"}

    found = merged(TOWN, returned([*rows(TOWN), new], TOWN), replace(TODAY, domain="economy"))

    (added,) = found.added
    assert added.values == {
        "id": "digital-economy",
        "subject": "economy",
        "status": "proposed",
        "zh-Hans.term": "数字经济",
        "zh-Hans.pinyin": "shùzì jīngjì",
        "zh-Hans.pinyin-status": "proposed",
        "en.term": "the digital economy",
        "created": "2026-11-23",
    }
    assert added.at.line == 5


def test_a_new_row_keeps_what_it_says_itself():
    new = {
        "id": "digital",
        "subject": "industry",
        "status": "approved",
        "zh-Hans.term": "数字经济",
        "zh-Hans.pinyin": "shù zì jīng jì",
        "created": "2020-01-01, Wu",
    }

    (added,) = merged(TOWN, returned([new]), replace(TODAY, domain="economy")).added

    assert added.values == new | {"zh-Hans.pinyin-status": "approved"}


def test_two_new_rows_of_one_name_get_two_ids():
    wishes = replace(TODAY, allow_similar=True)
    new = [{"zh-Hans.term": term, "en.term": "county"} for term in ("县城", "县域")]

    found = merged(TOWN, returned([*rows(TOWN), *new], TOWN), wishes)

    assert [one.id for one in found.added] == ["county-2", "county-3"]


@pytest.mark.parametrize("name", ["the-county", ""])
def test_an_id_that_was_changed_or_lost_in_the_file_is_to_be_written_back(name):
    file = changed(TOWN, "county", id=name)

    found = merged(TOWN, returned(file, TOWN), TODAY)

    (mistake,) = found.mistakes
    assert mistake.message.startswith("the id “county” ")
    assert "write “county” back" in mistake.hint
    assert mistake.at == Cells(4).at("id")
    assert not found.gone


def test_an_id_that_was_changed_where_the_file_knows_the_row_is_to_be_written_back():
    row = Row(rows(TOWN)[2] | {"id": "other"}, Cells(2), rows(TOWN)[2])

    (mistake,) = merged(TOWN, Returned((row,), has_base=True), TODAY).mistakes

    assert mistake.message == "the id “county” has become “other”"


def test_a_row_that_stands_twice_is_named_with_the_place_of_the_other():
    file = returned([*rows(TOWN), rows(TOWN)[0]], TOWN)

    (mistake,) = merged(TOWN, file, TODAY).mistakes

    assert mistake.message == "the id “one-website” stands twice in the file"
    assert (mistake.at, "terms.csv:2:1" in mistake.hint) == (Cells(5).at("id"), True)


def test_two_new_rows_with_one_id_are_a_mistake():
    new = [{"id": "digital", "zh-Hans.term": term} for term in ("数字经济", "数据")]

    (mistake,) = merged(TOWN, returned(new), TODAY).mistakes

    assert "stands twice" in mistake.message


def test_a_new_row_with_a_term_that_is_here_already_is_refused_with_the_place_of_the_other():
    new = {"id": "our-county", "zh-Hans.term": "我县"}

    (mistake,) = merged(TOWN, returned([*rows(TOWN), new], TOWN), TODAY).mistakes

    assert mistake.message == "“我县” is in the glossary already, as “county”"
    assert "glossary/town.toml:3" in mistake.hint


def test_a_term_that_two_entries_would_accept_is_refused():
    file = changed(TOWN, "county", zh_Hans__admitted=("一网通办",))
    file = [{key.replace("zh.Hans", "zh-Hans"): row[key] for key in row} for row in file]

    (mistake,) = merged(TOWN, returned(file, TOWN), TODAY).mistakes

    assert "“一网通办” stands twice" in mistake.message


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_taken():
    file = changed(TOWN, "county", status="aproved", en__term="two\nlines")
    file += [{"id": "No Id!", "zh-Hans.term": "数字经济"}, {"en.term": "nothing in Chinese"}]
    earlier = GlossaryError("unreadable", at=Location("terms.csv", 9))

    found = merged(TOWN, returned(file, TOWN, mistakes=(earlier,)), TODAY)

    told = [(one.at and one.at.line, one.message) for one in found.mistakes]
    assert told == [
        (4, "“aproved” is not a status"),
        (4, "“two lines” is not in one line"),
        (5, "“No Id!” cannot be an entry's id"),
        (6, "the entry “nothing-in-chinese” has no Chinese term"),
        (9, "unreadable"),
    ]
    assert found.open


def test_what_was_removed_here_stays_so_where_the_file_left_it_alone():
    found = merged(TOWN[:2], returned(rows(TOWN), TOWN), TODAY)

    assert found.removed == ("county",)
    assert not found.open
    assert not found.added


def test_what_was_removed_here_and_changed_in_the_file_is_for_somebody_to_decide():
    file = returned(changed(TOWN, "county", note="New."), TOWN)

    (conflict,) = merged(TOWN[:2], file, TODAY).conflicts
    assert (conflict.name, conflict.why) == ("county", Open.REMOVED)
    assert merged(TOWN[:2], file, MINE).kept == ("county",)
    (added,) = merged(TOWN[:2], file, THEIRS).added
    assert (added.id, added.values["note"], added.values["en.term"]) == (
        "county",
        "New.",
        "the county",
    )


def test_what_was_retired_here_and_changed_in_the_file_is_for_somebody_to_decide():
    ours = entry_with(TOWN, "county", status="retired", reason="No county any more.")
    file = returned(changed(TOWN, "county", note="New."), TOWN)

    (conflict,) = merged(ours, file, TODAY).conflicts
    assert (conflict.name, conflict.why) == ("county", Open.RETIRED_HERE)
    assert merged(ours, file, MINE).kept == ("county",)
    taken = after(ours, merged(ours, file, THEIRS))["county"]
    assert (taken["status"], taken["note"]) == ("retired", "New.")


def test_what_was_retired_in_the_file_and_changed_here_is_for_somebody_to_decide():
    ours = entry_with(TOWN, "county", note="Ours.")
    file = returned(changed(TOWN, "county", status="retired", reason="No county."), TOWN)

    (conflict,) = merged(ours, file, TODAY).conflicts
    assert (conflict.name, conflict.why) == ("county", Open.RETIRED_THERE)
    assert merged(ours, file, MINE).kept == ("county",)
    taken = after(ours, merged(ours, file, THEIRS))["county"]
    assert (taken["status"], taken["note"]) == ("retired", "Ours.")


def test_what_the_file_retires_and_nobody_changed_is_retired():
    file = returned(changed(TOWN, "county", status="retired", reason="No county."), TOWN)

    found = merged(TOWN, file, TODAY)

    assert after(TOWN, found)["county"]["status"] == "retired"


# ── A file that does not say what went out ──


def foreign(*said):
    one = tuple(Row(each, Cells(number)) for number, each in enumerate(said, 2))
    return Returned(one, has_base=False)


def test_a_file_without_a_base_that_says_the_same_changes_nothing():
    found = merged(TOWN, foreign(*rows(TOWN)), TODAY)

    assert found == Merge(
        unchanged=("one-website", "progress-in-stability", "county"), has_base=False
    )


def test_a_file_without_a_base_adds_and_fills_and_overwrites_nothing_unasked():
    file = foreign(
        {"zh-Hans.term": "我县", "en.term": "this county", "en.context": "The county grew."},
        {"zh-Hans.term": "数字经济"},
    )

    found = merged(TOWN, file, TODAY)

    (conflict,) = found.conflicts
    assert (conflict.name, conflict.why, conflict.base) == ("county.en.term", Open.UNKNOWN, None)
    assert (conflict.mine, conflict.theirs) == ("the county", "this county")
    mine = after(TOWN, merged(TOWN, file, MINE))
    assert (mine["county"]["en.term"], mine["county"]["en.context"]) == (
        "the county",
        "The county grew.",
    )
    assert mine["shuzi-jingji"]["zh-Hans.term"] == "数字经济"
    assert after(TOWN, merged(TOWN, file, THEIRS))["county"]["en.term"] == "this county"


def test_an_empty_cell_of_a_file_without_a_base_takes_nothing_out():
    empty = [dict.fromkeys(row, "") | {"id": row["id"]} for row in rows(TOWN)]

    assert merged(TOWN, foreign(*empty), THEIRS) == Merge(
        unchanged=("one-website", "progress-in-stability", "county"), has_base=False
    )


def test_a_foreign_id_is_none_of_ours_and_the_chinese_term_says_which_entry_is_meant():
    known = {"id": "c_17", "zh-Hans.term": "我县", "en.term": "the county"}
    new = {"id": "c_18", "zh-Hans.term": "数字经济", "en.term": "digital economy"}

    found = merged(TOWN, foreign(known, new), TODAY)

    assert found.unchanged == ("county",)
    assert [one.id for one in found.added] == ["digital-economy"]


def test_a_file_without_a_base_brings_a_retired_entry_back_only_when_asked():
    ours = entry_with(TOWN, "county", status="retired", reason="No county.")
    file = foreign({"id": "county", "status": "approved"})

    (conflict,) = merged(ours, file, TODAY).conflicts
    assert conflict.name == "county.status"
    taken = after(ours, merged(ours, file, THEIRS))["county"]
    assert (taken["status"], taken["reason"]) == ("approved", "")


# ── Properties of whole files ──


@st.composite
def edits(draw, of: tuple[Concept, ...]):
    """The same entries with other notes, terms and lists in some of them."""
    result = of
    for one in of:
        said = {}
        if draw(st.booleans()):
            said["note"] = draw(st.sampled_from(["", "A.", "B."]))
        if draw(st.booleans()):
            said["en.term"] = draw(st.sampled_from(["one", "two"]))
        if draw(st.booleans()):
            said["annotate"] = draw(st.sampled_from([(), ("en",), ("zh",), ("en", "zh")]))
        found, mistakes = concept(values(one) | said, Cells(1))
        if not mistakes:
            result = tuple(found if each.id == one.id else each for each in result)
    return result


GLOSSARIES = st.one_of(st.just(TOWN), glossaries(min_size=1, max_size=2))


@settings(max_examples=40)
@given(st.data())
def test_a_file_that_comes_back_to_a_glossary_nobody_changed_is_taken_as_it_is(data):
    base = data.draw(GLOSSARIES)
    theirs = data.draw(edits(base))

    found = merged(base, returned(rows(theirs), base), PLAIN)

    def unsigned(said):
        return {name: value for name, value in said.items() if name != "modified"}

    assert list(map(unsigned, after(base, found).values())) == list(map(unsigned, rows(theirs)))


@settings(max_examples=40)
@given(st.data())
def test_a_glossary_that_was_changed_stays_where_the_file_was_not(data):
    base = data.draw(GLOSSARIES)
    ours = data.draw(edits(base))

    found = merged(ours, returned(rows(base), base), TODAY)

    assert found == Merge(unchanged=tuple(one.id for one in ours))


@settings(max_examples=40)
@given(st.data())
def test_a_file_taken_twice_is_taken_once(data):
    base = data.draw(GLOSSARIES)
    ours, theirs = data.draw(edits(base)), data.draw(edits(base))
    wishes = data.draw(st.sampled_from([TODAY, MINE, THEIRS, PLAIN]))
    file = returned(rows(theirs), base)
    if data.draw(st.booleans()):
        file = foreign(*rows(theirs))
    once = merged(ours, file, wishes)
    assume(not once.open)
    said = after(ours, once)
    new = tuple(concept(one, Cells(1))[0] for one in said.values())

    again = merged(new, file, wishes)

    assert after(new, again) == said


@settings(max_examples=40)
@given(st.data())
def test_no_value_of_a_conflict_is_lost(data):
    base = data.draw(GLOSSARIES)
    ours, theirs = data.draw(edits(base)), data.draw(edits(base))
    found = merged(ours, returned(rows(theirs), base), TODAY)

    for conflict in found.conflicts:
        if conflict.field:
            assert conflict.base == by_id(base)[conflict.id][conflict.field]
            assert conflict.mine == by_id(ours)[conflict.id][conflict.field]
            assert conflict.theirs == by_id(theirs)[conflict.id][conflict.field]
    for wishes, side in ((MINE, ours), (THEIRS, theirs)):
        settled = after(ours, merged(ours, returned(rows(theirs), base), wishes))
        for conflict in found.conflicts:
            if conflict.field:
                assert (
                    settled[conflict.id][conflict.field] == by_id(side)[conflict.id][conflict.field]
                )


# ── Every format ──

RETURNING = [one for one in FORMATS if one.read]


def by_hand(of):
    """A glossary of entries, written as files."""
    said = [values(one) for one in of]
    changes = with_changes(GlossarySources((), ()), added=said)
    files = tuple(SourceFile(one.file, one.file, one.new) for one in changes)
    return GlossarySources(files, glossary({one.file: one.text for one in files}))


def sent_back(form, of, change=lambda content: content):
    return form.read(change(form.write(Offer(of, "术语表 Glossary", DAY))), f"terms.{form.name}")


@settings(max_examples=40)
@given(st.sampled_from(RETURNING), glossaries(max_size=3))
def test_what_goes_out_and_comes_back_changes_no_byte(form, of):
    sources = by_hand(of)

    found = merged(sources.concepts, sent_back(form, sources.concepts), TODAY)

    assert found == Merge(unchanged=tuple(one.id for one in sources.concepts))
    assert with_changes(sources, added=found.new, edited=found.edited) == ()


def in_latin(value):
    """Forms with a number in place of each Chinese character, as English ones have none."""
    if isinstance(value, tuple):
        return tuple(map(in_latin, value))
    return "".join(f"u{ord(one)}" if ord(one) >= 0x3000 else one for one in value)


def likely_english(of):
    """The same entries with English forms that may be English; none where Chinese ones may not."""
    made = []
    for one in of:
        said = values(one)
        keys = [f"en.{key}" for key in ("term", "first", "admitted")]
        found, mistakes = concept(said | {key: in_latin(said[key]) for key in keys}, Cells(1))
        assume(not mistakes and not implausible(values(found)))
        made.append(found)
    return tuple(made)


@settings(max_examples=20)
@given(st.sampled_from(RETURNING), glossaries(min_size=1, max_size=2).map(likely_english))
def test_an_empty_glossary_gets_all_that_a_file_says(form, of):
    lost = Returned(
        tuple(replace(row, base=None) for row in sent_back(form, of).rows), has_base=False
    )
    wishes = replace(TODAY, allow_similar=True)
    empty = GlossarySources((), ())

    found = merged((), lost, wishes)

    assert not found.open, found.mistakes
    texts = {one.file: one.new for one in with_changes(empty, added=found.new)}
    result = by_id(glossary(texts))
    assert result.keys() == by_id(of).keys()
    for name, said in by_id(of).items():
        assert {field: result[name][field] for field in said if said[field]} == {
            field: value for field, value in said.items() if value
        }


@pytest.fixture
def town(tmp_path):
    return make_project(tmp_path / "town")


def real(tmp_path):
    """A project with the glossary of the real one."""
    project = make_project(tmp_path / "real")
    shutil.rmtree(project.root / "glossary")
    shutil.copytree(ROOT / "glossary", project.root / "glossary")
    return project


def glossary_bytes(project):
    return contents(project.root / "glossary")


@pytest.mark.parametrize("form", RETURNING, ids=lambda one: one.name)
def test_the_real_glossary_comes_back_unchanged(form, tmp_path):
    project = real(tmp_path)
    before, file = glossary_bytes(project), str(tmp_path / "handed on")

    assert project.run("glossary", "export", "--format", form.name, "-o", file).code == 0
    outcome = project.run("glossary", "import", file)

    count = len(glossary({name: one.decode() for name, one in before.items()}))
    assert (outcome.code, outcome.printed) == (
        0,
        f"0 added, 0 changed, 0 conflicting, {count} unchanged\n",
    )
    assert glossary_bytes(project) == before


# ── The command that hands a glossary on ──


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("terms.xlsx", "xlsx"),
        ("terms.CSV", "csv"),
        ("terms.tsv", "tsv"),
        ("terms.json", "json"),
        ("terms.tbx", "tbx"),
        ("terms.utf8", "omegat"),
        ("terms.txt", "omegat"),
    ],
)
def test_a_files_name_says_what_it_is_to_be(name, form, town, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    outcome = town.run("glossary", "export", "-o", str(tmp_path / name))
    again = town.run("glossary", "export", "--format", form, "-o", str(tmp_path / "again"))

    assert (outcome.code, outcome.said) == (0, f"3 entries: {tmp_path / name}\n")
    assert again.code == 0
    assert (tmp_path / name).read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say what it is to be"),
        (("-o", "terms.docx"), "the name “terms.docx” does not say what the file is to be"),
        (("--format", "json", "--domain", "places", "--domain", "polities"), "“politics”"),
        (("-o", "glossary/terms.json"), "would stand among the project's own files"),
        (("--format", "json", "--status", "retired"), "no entry is retired"),
    ],
)
def test_an_export_that_cannot_be_meant_is_refused(words, said, town):
    words = [str(town.root / word) if "/" in word else word for word in words]
    outcome = town.run("glossary", "export", *words)

    assert (outcome.code, outcome.printed) == (2, "")
    assert said in outcome.said


def test_a_workbook_is_not_poured_over_a_terminal(town):
    screen, terminal = pty.openpty()
    words = [sys.executable, "-m", "jdpublish", "glossary", "export", "--format", "xlsx"]
    done = subprocess.run(
        words, cwd=town.root, stdout=terminal, stderr=subprocess.PIPE, check=False
    )
    os.close(terminal)
    os.close(screen)

    assert done.returncode == 2
    assert b"add -o terms.xlsx" in done.stderr


def test_a_part_of_the_glossary_goes_out_and_the_rest_stays_when_it_comes_back(town, tmp_path):
    file = str(tmp_path / "terms.json")
    words = ("--domain", "places", "--domain", "politics", "--status", "approved")

    assert "2 entries" in town.run("glossary", "export", "-o", file, *words).said
    assert "2 unchanged" in town.run("glossary", "import", file).printed


def test_retired_entries_go_out_but_not_to_omegat(town):
    town.change(
        "glossary/town.toml",
        'id = "county"\nsubject = "places"\nstatus = "approved"',
        'id = "county"\nsubject = "places"\nstatus = "retired"\nreason = "No county."',
    )

    assert town.run("glossary", "export", "--format", "csv").printed.count("我县") == 1
    assert "我县" not in town.run("glossary", "export", "--format", "omegat").printed


# ── The command that takes a file back ──


def sheet(path):
    """The first sheet of a workbook, and the columns of its fields by their English heads."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    head = next(row for row in page.iter_rows(max_row=5) if "Id" in str(row[0].value))
    columns = {str(cell.value).split("\n")[1]: cell.column for cell in head}
    return book, page, head[0].row + 1, columns


def in_excel(path, *, edits=(), drop=(), new=(), by=None):
    """Change a workbook as somebody does with Excel: edit cells, delete, add and sort rows."""
    book, page, first, columns = sheet(path)
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=first)]
    for identity, head, value in edits:
        (line,) = (line for line in lines if line[0] == identity)
        line[columns[head] - 1] = value
    lines = [line for line in lines if line[0] and line[0] not in drop]
    for said in new:
        lines.append([said.get(head) for head in columns])
    if by:
        lines.sort(key=lambda line: line[columns[by] - 1] or "")
    page.delete_rows(first, page.max_row)
    for number, line in enumerate(lines, first):
        for column, value in enumerate(line, 1):
            page.cell(number, column).value = value
    book.save(path)


def test_a_colleagues_workbook_changes_exactly_what_she_changed(town, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    town.change("glossary/town.toml", GLOSSARY, "# Ours, by hand.\n" + GLOSSARY)
    file = tmp_path / "terms.xlsx"
    assert town.run("glossary", "export", "-o", str(file)).code == 0
    in_excel(
        file,
        edits=[
            ("county", "English term", "this county"),
            ("one-website", "English admitted", "one website for everything"),
        ],
        drop=["progress-in-stability"],
        new=[{"Chinese term": "数字经济", "English term": "digital economy", "Domain": "economy"}],
        by="English term",
    )
    town.change(
        "glossary/town.toml", "The county whose government reports.", "The county that reports."
    )
    town.change("glossary/town.toml", 'admitted = ["progress in stability"]\n', "")
    before = town.read("glossary/town.toml")

    outcome = town.run("glossary", "import", str(file), "--by", "李明")

    assert outcome.code == 0, outcome.said
    assert outcome.printed.endswith(
        "1 added, 2 changed, 0 conflicting, 0 unchanged, 1 gone from the file\n"
    )
    modified = 'modified = { date = 2026-11-23, by = "李明" }\n'
    after_ = before.replace('term = "the county"', 'term = "this county"')
    old = '{ term = "our county", reason = "a reader does not live there" }'
    new = '{ term = "the county", reason = "replaced by “this county”" }'
    after_ = after_.replace(f"[{old}]", f"[\n    {old},\n    {new},\n]")
    after_ = after_.replace('annotate = ["en", "zh"]\n', f'annotate = ["en", "zh"]\n{modified}')
    after_ = after_.replace(
        'subject = "places"\nstatus = "approved"\n',
        f'subject = "places"\nstatus = "approved"\n{modified}',
    )
    after_ = after_.replace(
        'term = "all government services on one website"\n',
        'term = "all government services on one website"\n'
        'admitted = ["one website for everything"]\n',
    )
    assert town.read("glossary/town.toml") == after_
    assert town.read("glossary/economy.toml") == NEW_ENTRY
    assert "gone from the file, and still in the glossary: progress-in-stability" in outcome.printed
    assert "reports keep the old English of county" in outcome.said
    assert "proof-read: digital-economy" in outcome.said

    again = glossary_bytes(town)
    outcome = town.run("glossary", "import", str(file), "--by", "王芳")
    assert (outcome.code, glossary_bytes(town)) == (0, again)


NEW_ENTRY = """\
[[concept]]
id = "digital-economy"
subject = "economy"
status = "proposed"
created = { date = 2026-11-23, by = "李明" }

[concept.zh-Hans]
term = "数字经济"
pinyin = "shùzì jīngjì"
pinyin-status = "proposed"

[concept.en]
term = "digital economy"
"""


@pytest.fixture
def disputed(town, tmp_path):
    """A file in which a term was changed that was changed here too, and a note that was not."""
    file = tmp_path / "terms.xlsx"
    assert town.run("glossary", "export", "-o", str(file)).code == 0
    in_excel(file, edits=[("county", "English term", "this county"), ("county", "Note", "Theirs.")])
    town.change("glossary/town.toml", 'term = "the county"', 'term = "our home"')
    return str(file)


def test_a_conflict_is_shown_with_both_values_and_nothing_is_written(town, disputed):
    before = glossary_bytes(town)

    outcome = town.run("glossary", "import", disputed)

    assert outcome.code == 1
    assert f"conflict county.en.term  --> {disputed}, sheet 术语 Terms, cell G" in outcome.printed
    for row in ("it was  “the county”", "mine    “our home”", "theirs  “this county”"):
        assert row in outcome.printed
    assert "--take county.en.term=theirs" in outcome.printed
    assert outcome.printed.endswith("0 added, 0 changed, 1 conflicting, 2 unchanged\n")
    assert "Nothing was written" in outcome.said
    assert glossary_bytes(town) == before


@pytest.mark.parametrize(("take", "term"), [("mine", "our home"), ("county=theirs", "this county")])
def test_a_conflict_that_was_decided_is_written_with_all_else(town, disputed, take, term):
    outcome = town.run("glossary", "import", disputed, "--take", take)

    assert outcome.code == 0
    text = town.read("glossary/town.toml")
    assert f'term = "{term}"' in text
    assert 'note = "Theirs."' in text


def test_a_dry_run_shows_the_difference_and_writes_nothing(town, disputed):
    before = glossary_bytes(town)

    outcome = town.run("glossary", "import", disputed, "--take", "theirs", "--dry-run")

    assert outcome.code == 0
    assert "--- a/glossary/town.toml" in outcome.printed
    assert '\n-term = "our home"\n' in outcome.printed
    assert '\n+term = "this county"\n' in outcome.printed
    assert 'jdpublish glossary apply county --en "this county"\n' in outcome.said
    assert "this was a dry run" in outcome.said
    assert glossary_bytes(town) == before


def test_everything_that_is_wrong_is_named_by_its_cell_and_nothing_is_written(town, tmp_path):
    file = tmp_path / "terms.xlsx"
    town.run("glossary", "export", "-o", str(file))
    in_excel(
        file,
        edits=[
            ("county", "Status", "aproved"),
            ("county", "Note", dt.datetime(2024, 1, 2)),  # noqa: DTZ001  as a cell has it
            ("one-website", "English term", dt.datetime(2024, 1, 2)),  # noqa: DTZ001
            ("one-website", "See", "nowhere"),
            ("progress-in-stability", "Id", "progress"),
        ],
        new=[{"Id": "new", "Chinese term": "我县"}, {"Id": "Other!", "Chinese term": "他县"}],
    )
    before = glossary_bytes(town)

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 2
    for message in (
        "the cell holds a date (2024-01-02), not a text",
        "“aproved” cannot stand in the column “状态 Status”",
        "the id “progress-in-stability” has become “progress”",
        "“我县” is in the glossary already, as “county”",
        "“Other!” cannot be an entry's id",
    ):
        assert message in outcome.said
    assert outcome.said.count(", sheet 术语 Terms, cell ") >= 5
    assert glossary_bytes(town) == before


def test_a_table_without_its_column_of_ids_is_refused_with_one_error(town, tmp_path):
    file = tmp_path / "terms.xlsx"
    town.run("glossary", "export", "-o", str(file))
    book = openpyxl.load_workbook(file)
    book.worksheets[0].delete_cols(1)
    book.save(file)
    assert_refused_once(
        town, file, "the column “编号 Id” is gone", f"{file}, sheet 术语 Terms, cell A1"
    )

    file = tmp_path / "terms.csv"
    town.run("glossary", "export", "-o", str(file))
    rows = csv.reader(io.StringIO(file.read_text("utf-8-sig")))
    made = io.StringIO()
    csv.writer(made).writerows(row[1:] for row in rows)
    file.write_text(made.getvalue(), "utf-8")
    assert_refused_once(town, file, "the column “编号 Id” is gone", f"{file}:1:1")


def assert_refused_once(town, file, message, place):
    before = glossary_bytes(town)
    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 2
    assert message in outcome.said
    assert f"--> {place}\n" in outcome.said
    assert "1 error; nothing was written" in outcome.said
    assert glossary_bytes(town) == before


def test_new_rows_without_ids_may_stand_on_a_sheet_of_their_own(town, tmp_path):
    file = tmp_path / "terms.xlsx"
    town.run("glossary", "export", "-o", str(file))
    book = openpyxl.load_workbook(file)
    sheet = book.create_sheet("新词")
    sheet.append(["中文术语", "英文术语"])
    sheet.append(["邻里", "neighborhood"])
    book.save(file)

    outcome = town.run("glossary", "import", str(file), "--dry-run")

    assert outcome.code == 0, outcome.said
    assert "1 added, 0 changed" in outcome.printed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.csv", "繁体,英文术语\n鄰里,neighborhood\n"),
        ("terms.csv", "zh-TW,English\n鄰里,neighborhood\n"),
        ("terms.csv", "Id,zh-Hant,English\nT-0815,鄰里,neighborhood\n"),
        ("terms.json", '[{"languages": {"zh-Hant": {"term": "鄰里"}}}]'),
    ],
)
def test_a_term_that_stands_in_traditional_characters_only_is_converted(
    name, content, town, tmp_path
):
    file = tmp_path / name
    file.write_text(content, "utf-8")

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 0, outcome.said
    assert "zh-Hans.term: “邻里”" in outcome.printed
    assert "note: “鄰里” stands in zh-Hant" in outcome.printed
    assert "was converted: proof-read “邻里”" in outcome.printed


def test_the_traditional_form_of_an_entry_is_no_new_chinese_term(town, tmp_path):
    file = tmp_path / "terms.csv"
    file.write_text("id,zh-Hant.term\ncounty,我郡\n", "utf-8")

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 0, outcome.said
    assert "note:" not in outcome.printed
    assert 'term = "我郡"' in town.read("glossary/town.toml")
    assert 'term = "我县"' in town.read("glossary/town.toml")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_a_line_is_shown_as_it_was_read_whatever_its_encoding(encoding, town, tmp_path):
    file = tmp_path / "terms.csv"
    file.write_bytes("id,zh-Hans.term,annotate\ncounty,我县,火星文\n".encode(encoding))

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 2
    assert f"--> {file}:2:11\n  2 | county,我县,火星文\n" in outcome.said


def test_a_file_without_a_base_says_so_and_waits_for_a_decision(town, tmp_path):
    file = tmp_path / "agency.csv"
    file.write_text("zh-Hans.term,en.term\n我县,this county\n数字经济,digital economy\n")
    before = glossary_bytes(town)

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 1
    assert outcome.printed.startswith("The file does not say what went out")
    assert "differs county.en.term" in outcome.printed
    assert glossary_bytes(town) == before
    outcome = town.run("glossary", "import", str(file), "--take", "mine", "--domain", "economy")
    assert outcome.code == 0
    assert town.read("glossary/town.toml").encode() == before["town.toml"]
    assert 'id = "digital-economy"' in town.read("glossary/economy.toml")


def test_what_no_field_can_hold_is_told_and_not_dropped_in_silence(town, tmp_path):
    file = tmp_path / "agency.csv"
    file.write_text("zh-Hans.term,en.term,Client\n我县,the county,ACME\n")

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 0
    assert "unplaced" in outcome.printed
    assert "“Client”" in outcome.printed
    assert "1 not placed" in outcome.printed


def test_how_a_file_was_read_is_a_note_and_nothing_that_was_lost(town, tmp_path):
    file = tmp_path / "wps.csv"
    file.write_bytes("zh-Hans.term,en.term\n我县,the county\n".encode("gb18030"))

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 0
    assert "note: read as GB18030" in outcome.printed
    assert "unplaced" not in outcome.printed
    assert "not placed" not in outcome.printed


def test_a_file_that_is_too_large_is_refused_before_it_is_read(town, tmp_path):
    file = tmp_path / "terms.csv"
    with file.open("wb") as made:
        made.truncate(2**40)  # a terabyte that takes no room on the disk

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 2
    assert "the file has more than 64 MB" in outcome.said
    assert "hint: hand the glossary on in several files" in outcome.said


@pytest.mark.parametrize("words", [(), ("--format", "csv"), ("--format", "json")])
def test_a_pdf_is_called_a_pdf_whatever_it_is_said_to_be(town, tmp_path, words):
    file = tmp_path / "terms.csv"
    file.write_bytes(b"%PDF-1.7\n")

    outcome = town.run("glossary", "import", str(file), *words)

    assert outcome.code == 2
    assert "the file is a PDF" in outcome.said


def test_a_file_is_known_by_what_is_in_it(town, tmp_path):
    for form in RETURNING:
        file = str(tmp_path / "some.file")
        town.run("glossary", "export", "--format", form.name, "-o", file)

        assert "3 unchanged" in town.run("glossary", "import", file).printed


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04 no workbook"])
def test_a_file_that_is_no_glossary_is_refused(town, tmp_path, content):
    file = tmp_path / "terms.xlsx"
    file.write_bytes(content)
    before = glossary_bytes(town)

    outcome = town.run("glossary", "import", str(file))

    assert outcome.code == 2
    assert "error: " in outcome.said
    assert glossary_bytes(town) == before


def test_programs_get_all_of_a_merge(town, disputed):
    told = json.loads(town.run("glossary", "import", disputed, "--output-format", "json").printed)

    assert told["summary"]["conflicting"] == 1
    (conflict,) = told["conflicts"]
    assert (conflict["id"], conflict["field"], conflict["why"]) == (
        "county",
        "en.term",
        "both changed",
    )
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (
        "the county",
        "our home",
        "this county",
    )
    assert told["written"] is False

    words = ("--take", "theirs", "--output-format", "json")
    told = json.loads(town.run("glossary", "import", disputed, *words).printed)

    assert told["written"] is True
    assert told["files"][0]["file"] == "glossary/town.toml"
    fields = {one["field"]: one["new"] for one in told["changed"][0]["fields"]}
    assert (fields["en.term"], fields["note"]) == ("this county", "Theirs.")


def test_a_decision_about_nothing_that_is_there_is_refused(town, disputed):
    outcome = town.run("glossary", "import", disputed, "--take", "conty=mine")

    assert outcome.code == 2
    assert "did you mean “county”?" in outcome.said
