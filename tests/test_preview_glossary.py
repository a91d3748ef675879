"""The glossary in the preview: what its desk finds, proposes, writes and refuses to write."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jdpublish.errors import GlossaryError
from jdpublish.preview.contract import Answer, Asked, Snapshot
from jdpublish.preview.desk.glossary import GLOSSARY
from jdpublish.report import parsed
from jdpublish.terms.layout import entries
from jdpublish.workspace import find_project, load
from tests.conftest import ROOT
from tests.project_factory import SmallProject, make_project

TOWN = "glossary/town.toml"
ANSWERS = {(route.method, route.path): route for route in GLOSSARY}


@dataclass
class Desk:
    """The desk of a project, asked as the server asks it: by way of JSON."""

    project: SmallProject

    def __post_init__(self) -> None:
        self.look()

    def look(self) -> None:
        """Have the page show the project as it is on the disk."""
        self.found = find_project(self.project.root)
        sources = load(self.found)
        self.snapshot = Snapshot(1, sources, {one.id: parsed(one) for one in sources.reports})

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        sent = json.loads(json.dumps(body or {}))
        answer = ANSWERS[method, path].answer(Asked(self.found, self.snapshot, body=sent, **more))
        return Answer(json.loads(json.dumps(answer.body)), answer.status, answer.version)

    def listed(self, **query: str) -> list[str]:
        return [one["id"] for one in self.ask("GET", "/-/glossary", query=query).body["entries"]]

    def entry(self, name: str) -> Answer:
        return self.ask("GET", "/-/glossary/{id}", names={"id": name})

    def add(self, values: dict[str, Any], **more: Any) -> Answer:
        return self.ask("POST", "/-/glossary", {"values": values, **more})

    def edit(self, name: str, changes: dict[str, Any], version: str = "", **more: Any) -> Answer:
        """Save an entry as the form does: all its fields, some of them changed."""
        seen = self.entry(name)
        values = {**seen.body["entry"], **changes} if seen.status == 200 else changes
        return self.ask(
            "PUT",
            "/-/glossary/{id}",
            {"values": values, **more},
            names={"id": name},
            version=version or seen.version,
        )

    def propose(
        self, text: str, block: str = "", view: str = "zh-Hans", report: str = "town"
    ) -> Any:
        place = {"text": text, "block": block, "view": view, "report": report}
        return self.ask("POST", "/-/glossary/propose", place).body


@pytest.fixture
def town(tmp_path) -> Desk:
    return Desk(make_project(tmp_path / "project"))


UNKNOWN = (
    "open-competition-mechanism",
    "integrated-circuits",
    "good-air-days-ratio",
    "incremental-policies",
    "low-altitude-economy",
    "dual-engine-model",
    "new-quality-productive-forces",
    "inefficient-industrial-land",
    "jiading-comprehensive-bonded-zone",
    "tongji-science-park",
    "total-retail-sales-consumer-goods",
    "vehicle-road-cloud-integration",
    "foreign-trade-total",
    "urban-village-redevelopment",
    "high-tech-enterprises",
    "beautiful-courtyards",
)
"""Entries of the real glossary that the tests take out of it, to have them proposed anew."""


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> Desk:
    """The real report, with a glossary that lacks some of its entries."""
    root = tmp_path_factory.mktemp("real")
    (root / "jdpublish.toml").write_bytes((ROOT / "jdpublish.toml").read_bytes())
    (root / "content").symlink_to(ROOT / "content")
    (root / "themes").symlink_to(ROOT / "themes")
    (root / "glossary").mkdir()
    left_out = 0
    for file in sorted((ROOT / "glossary").glob("*.toml")):
        text = file.read_text("utf-8")
        for span in reversed(entries(text)):
            own = text[span.head : span.stop]
            if tomllib.loads(own)["concept"][0]["id"] in UNKNOWN:
                text = text[: span.start] + text[span.stop :]
                left_out += 1
        (root / "glossary" / file.name).write_text(text, "utf-8")
    assert left_out == len(UNKNOWN)
    return Desk(SmallProject(root))


# ── Found ──


def test_all_entries_in_use_are_listed_by_pinyin_with_how_often_they_stand_in_the_text(town):
    answer = town.ask("GET", "/-/glossary")
    found = {one["id"]: one for one in answer.body["entries"]}

    assert answer.body["total"] == 3
    assert answer.body["domains"] == ["governance", "places", "politics"]
    assert found["county"] == {
        "id": "county",
        "zh-Hans": "我县",
        "pinyin": "",
        "en": "the county",
        "subject": "places",
        "status": "approved",
        "uses": 1,
    }


@pytest.mark.parametrize(
    "query",
    [
        {"q": "稳中求进"},
        {"q": "穩中求進"},
        {"q": "wenzhong"},
        {"q": "progress"},
        {"subject": "politics"},
        {"q": "endanger order", "status": "all"},
    ],
)
def test_entries_are_found_by_either_script_by_pinyin_by_english_and_by_domain(town, query):
    assert town.listed(**query) == ["progress-in-stability"]


def test_an_entry_comes_with_all_fields_in_both_languages_and_every_place_of_it(town):
    answer = town.entry("one-website")
    names = {one["name"]: (one["chinese"], one["english"]) for one in answer.body["fields"]}
    (use,) = answer.body["uses"]

    assert answer.body["entry"].keys() == names.keys()
    assert names["en.definition"] == ("英文释义", "English definition")
    assert answer.body["entry"]["annotate"] == ["en", "zh"]
    assert answer.body["traditional"]["zh-Hant"] == "一網通辦"
    assert (use["block"], use["english"]["words"]) == (
        "p11",
        "all government services on one website",
    )
    assert answer.body["at"]["file"] == TOWN
    assert answer.version


def test_an_entry_that_is_not_there_is_said_not_to_be(town):
    answer = town.entry("nowhere")

    assert answer.status == 404
    assert "nowhere" in answer.body["problems"][0]["message"]


def test_conflicts_of_an_entry_name_the_other_side(town):
    same = "pursued progress while maintaining stability"
    town.project.change(TOWN, 'term = "the county"', f'term = "{same}"')

    (conflict,) = town.entry("county").body["conflicts"]

    assert {side["id"] for side in conflict["sides"]} == {"county", "progress-in-stability"}


# ── Written ──


def test_a_term_is_added_with_its_id_its_pinyin_and_the_day_and_the_rest_of_the_file_stays(town):
    town.project.change(
        TOWN, '[concept.en]\nterm = "the county"', '# why so\n[concept.en]\nterm = "the county"'
    )
    before = town.project.read(TOWN)

    answer = town.add(
        {
            "zh-Hans.term": "数据上链",
            "en.term": "putting data on a blockchain",
            "subject": "governance",
        },
        by="李明",
    )
    after = town.project.read(TOWN)

    assert answer.status == 201
    assert after.startswith(before)
    assert answer.body["id"] == "putting-data-on-blockchain"
    assert answer.body["files"] == [TOWN]
    assert answer.body["at"]["line"] == before.count("\n") + 3
    assert answer.body["proposed"] == ["id", "zh-Hans.pinyin"]
    assert answer.body["entry"]["zh-Hans.pinyin"] == "shùjù shàngliàn"
    assert answer.body["entry"]["created"].endswith(", 李明")
    assert answer.version == town.entry("putting-data-on-blockchain").version


def test_what_the_page_adds_is_what_the_command_adds(town, tmp_path):
    other = make_project(tmp_path / "other")
    other.run(
        "glossary", "add", "数据上链", "--en", "data on a blockchain", "--domain", "governance"
    )

    town.add(
        {"zh-Hans.term": "数据上链", "en.term": "data on a blockchain", "subject": "governance"}
    )

    assert town.project.read(TOWN) == other.read(TOWN)


def test_an_edit_changes_its_fields_alone_and_every_comment_stays(town):
    town.project.change(TOWN, 'term = "the county"\n', 'term = "the county" # as in 2023\n')
    town.project.change(TOWN, "deprecated = [{", "deprecated = [\n  # a slip\n  {")
    before = town.project.read(TOWN)

    answer = town.edit("county", {"en.admitted": ["our town"], "note": "Seen\ntwice."})

    assert answer.status == 200
    assert set(town.project.read(TOWN).splitlines()) - set(before.splitlines()) == {
        'note = """',
        "Seen",
        'twice."""',
        'admitted = ["our town"]',
        f"modified = {{ date = {answer.body['entry']['modified']} }}",
    }
    assert set(before.splitlines()) <= set(town.project.read(TOWN).splitlines())


def test_saving_what_an_entry_says_already_writes_nothing(town):
    before = (town.project.root / TOWN).stat().st_mtime_ns

    answer = town.edit("county", {})

    assert answer.body["unchanged"]
    assert (town.project.root / TOWN).stat().st_mtime_ns == before


def test_every_field_goes_to_the_file_and_comes_back_as_it_was_typed(town):
    said = {
        "en.first": "the county (Linjiang)",
        "en.admitted": ["the County", "this county"],
        "en.deprecated": [["our county", "a reader does not live there"], ["we", "vague"]],
        "en.part-of-speech": "noun",
        "en.context": "The county grew.",
        "zh-Hans.admitted": ["本县"],
        "zh-Hans.not-in": ["自我县"],
        "zh-Hant.term": "我縣",
        "annotate": ["en"],
        "gloss-in-source": "given",
        "see": ["one-website"],
        "source": "“Report”, 2023",
        "note": 'Says "so"',
    }

    town.edit("county", said)

    found = town.entry("county").body["entry"]
    assert {name: found[name] for name in said} == said


def test_an_entry_is_retired_with_a_reason_and_the_entry_that_takes_its_place(town):
    answer = town.edit(
        "county", {"status": "retired", "reason": "Too narrow.", "successor": "one-website"}
    )
    town.look()

    assert answer.status == 200
    assert 'reason = "Too narrow."\nsuccessor = "one-website"' in town.project.read(TOWN)
    assert "county" not in town.listed()
    assert town.listed(status="retired") == ["county"]


def test_a_new_definition_is_proposed_unless_somebody_says_that_it_is_agreed_on(town):
    said = {"en.definition": "A county."}
    town.ask(
        "PUT",
        "/-/glossary/{id}",
        {"values": said},
        names={"id": "county"},
        version=town.entry("county").version,
    )
    proposed = town.entry("county").body["entry"]
    agreed = town.edit(
        "county", {"en.definition": "The county.", "en.definition-status": "approved"}
    ).body["entry"]

    assert proposed["en.definition-status"] == "proposed"
    assert agreed["en.definition-status"] == "approved"


def test_another_term_gets_other_pinyin_to_be_proof_read(town):
    answer = town.edit("progress-in-stability", {"zh-Hans.term": "以进促稳"})

    assert answer.body["proposed"] == ["zh-Hans.pinyin"]
    assert answer.body["entry"]["zh-Hans.pinyin"] == "yǐjìn cùwěn"


# ── Refused ──


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"zh-Hans.term": ""}, "zh-Hans.term", "has no Chinese term"),
        ({"zh-Hans.term": "blockchain"}, "zh-Hans.term", "has no Chinese character"),
        ({"zh-Hans.term": "數據"}, "zh-Hans.term", "is in Traditional characters"),
        ({"en.term": "数据"}, "en.term", "has Chinese characters"),
        ({"id": "A B"}, "id", "cannot be an entry's id"),
        ({"id": "county"}, "id", "the id “county” is taken"),
        ({"zh-Hans.term": "我县"}, "zh-Hans.term", "“我县” is in the glossary already"),
        ({"subject": "goverment"}, "subject", "no entry has the domain “goverment”"),
        ({"status": "retired"}, "status", "does not say why"),
        ({"reason": "So."}, "reason", "is not retired"),
        ({"see": ["nowhere"]}, "see", "which is no entry’s id"),
        (
            {"en.admitted": ["chain"], "en.deprecated": [["chain", "x"]]},
            "en.deprecated",
            "accepted",
        ),
        ({"en.deprecated": [["chain", ""]]}, "en.deprecated", "need a term and a reason"),
        ({"zh-Hans.not-in": ["链条"]}, "zh-Hans.not-in", "is not the term with characters"),
        ({"en.term": "data\u200bchain"}, "en.term", "an invisible character"),
    ],
)
def test_what_an_entry_cannot_say_is_told_at_its_field_in_the_words_of_the_command(
    town, values, field, message
):
    before = town.project.read(TOWN)
    entry = {"zh-Hans.term": "数据上链", "en.term": "blockchain", "subject": "governance"}

    answer = town.add({**entry, **values})

    assert answer.status == 422
    (told,) = [one for one in answer.body["problems"] if one["field"] == field]
    assert message in told["message"]
    assert town.project.read(TOWN) == before


def test_a_term_that_is_nearly_another_is_refused_until_somebody_knows_better(town):
    town.add({"zh-Hans.term": "嘉定新城核心区", "en.term": "core area", "subject": "places"})
    near = {"zh-Hans.term": "嘉定新城中心区", "en.term": "central area", "subject": "places"}

    refused = town.add(near)

    assert refused.status == 422
    (told,) = refused.body["problems"]
    assert (told["entry"], told["similar"]) == ("core-area", True)
    assert told["message"] == "“嘉定新城中心区” is nearly “嘉定新城核心区”, which the glossary has"
    assert told["messages"]["zh"] == "“嘉定新城中心区”与已有的“嘉定新城核心区”十分相近"
    assert town.add(near, allow_similar=True).status == 201


def test_a_domain_that_none_has_is_let_in_knowingly(town):
    entry = {"zh-Hans.term": "数据上链", "en.term": "blockchain", "subject": "technology"}

    refused = town.add(entry)
    added = town.add(entry, new_domain=True)

    assert refused.body["problems"][0]["new_domain"]
    assert added.body["opened"]
    assert added.body["files"] == ["glossary/technology.toml"]


def test_what_is_no_field_or_of_another_kind_is_refused(town):
    for values in ({"zh-Hans.colour": "red"}, {"see": "county"}, {"en.term": ["x"]}, "x"):
        assert town.ask("POST", "/-/glossary", {"values": values}).status == 422


# ── Changed by somebody else ──


def test_an_entry_that_was_changed_meanwhile_is_not_overwritten_but_shown_beside_ones_own(town):
    seen = town.entry("county")
    town.project.run("glossary", "edit", "county", "--note", "Theirs.", "--by", "Wang")
    before = town.project.read(TOWN)

    answer = town.edit(
        "county", {"note": "Mine.", "en.term": "the county"}, seen.version, base=seen.body["entry"]
    )

    assert answer.status == 409
    assert answer.body["differing"] == ["note"]
    notes = [answer.body[side]["note"] for side in ("base", "theirs", "yours")]
    assert notes == ["", "Theirs.", "Mine."]
    assert answer.body["modified"].endswith(", Wang")
    assert answer.version == town.entry("county").version
    assert town.project.read(TOWN) == before


def test_what_was_chosen_of_both_is_saved_with_the_new_version(town):
    seen = town.entry("county")
    town.project.run("glossary", "edit", "county", "--note", "Theirs.")
    conflict = town.edit("county", {"source": "Mine."}, seen.version)

    chosen = {**conflict.body["theirs"], "source": "Mine."}
    answer = town.edit("county", chosen, conflict.version)

    assert answer.status == 200
    entry = town.entry("county").body["entry"]
    assert (entry["note"], entry["source"]) == ("Theirs.", "Mine.")


def test_a_comment_of_somebody_is_a_change_too(town):
    seen = town.entry("county")
    town.project.change(
        TOWN, '[[concept]]\nid = "county"', '# ask Wang\n[[concept]]\nid = "county"'
    )

    assert town.edit("county", {"note": "Mine."}, seen.version).status == 409


def test_another_entry_of_the_same_file_may_change_meanwhile(town):
    seen = town.entry("county")
    town.project.run("glossary", "edit", "one-website", "--note", "Theirs.")

    assert town.edit("county", {"note": "Mine."}, seen.version).status == 200
    assert 'note = "Theirs."' in town.project.read(TOWN)


def test_an_entry_that_was_deleted_meanwhile_is_said_to_be(town):
    seen = town.entry("county")
    text = town.project.read(TOWN)
    town.project.write(TOWN, text[: text.index('[[concept]]\nid = "county"')])

    answer = town.edit("county", {"note": "Mine."}, seen.version)

    assert answer.status == 409
    assert answer.body["gone"]
    assert answer.body["yours"]["note"] == "Mine."


def test_nothing_is_written_while_the_glossary_cannot_be_read(town):
    town.project.write("glossary/other.toml", "[[concept]\n")

    answer = town.add({"zh-Hans.term": "数据上链", "en.term": "x", "subject": "governance"})

    assert answer.status == 422
    assert answer.body["problems"][0]["file"] == "glossary/other.toml"
    assert town.entry("county").status == 200  # as the page shows it


# ── Proposed ──


@pytest.mark.parametrize(
    ("text", "block", "pinyin", "english"),
    [
        ("揭榜挂帅", "p23", "jiēbǎng guàshuài", "open competition mechanism"),
        ("集成电路", "p02", "jíchéng diànlù", "integrated circuits"),
        ("环境空气质量优良率", "p03", None, "share of days with good or excellent air quality"),
        ("增量政策", "p11", "zēngliàng zhèngcè", "additional policies"),
        ("低空经济", "p12", "dīkōng jīngjì", "low-altitude economy"),
        ("“双轮驱动”", "p24", "shuānglún qūdòng", "dual-engine"),
        ("新质生产力", "p23", "xīnzhì shēngchǎnlì", "new quality productive forces"),
        ("低效产业用地", "p13", None, "underused industrial land"),
        ("嘉定综合保税区，", "p11", None, "Jiading Comprehensive Bonded Zone"),
        ("同济科技园", "p23", None, "Tongji Science Park"),
        ("社会消费品零售总额", "p01", None, "total retail sales of consumer goods"),
        ("车路云一体化", "p12", None, "vehicle–road–cloud integration"),
        ("外贸进出口总额", "p11", None, "Total imports and exports"),
        ("城中村改造", "p31", "chéngzhōngcūn gǎizào", "redevelopment of urban villages"),
        ("高新技术企业", "p23", None, "high-tech enterprises"),
        ("美丽庭院", "p24", "měilì tíngyuàn", "beautiful courtyards"),
    ],
)
def test_a_chinese_selection_is_proposed_with_pinyin_and_english_that_stands_in_its_block(
    real, text, block, pinyin, english
):
    found = real.propose(text, block, report="review-2024")
    candidates = [one["text"].casefold() for one in found["english"]]

    assert found["term"] == text.strip("“”，")
    assert pinyin in (None, found["pinyin"])
    assert found["existing"] is None
    assert english.casefold() in candidates


def test_every_candidate_stands_literally_where_it_is_said_to(real):
    report = real.snapshot.reports["review-2024"]
    english = {one.id: one.text for section in report.sections["en"] for one in section.blocks}
    for block in english:
        for words in ("高质量", "服务", "新城", "建设", "发展"):
            for one in real.propose(words, block, report="review-2024")["english"]:
                text = english[one["block"]]
                assert text[one["start"] : one["stop"]] == one["text"]
                assert one["before"] + one["text"] + one["after"] in text


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("揭榜挂帅", "zh-Hans"),
        ("揭榜掛帥", "zh-Hant"),
        ("「揭榜掛帥」", "zh-Hant-HK"),
        ("揭榜\n挂帅", "zh-Hans-en"),
        ("揭榜掛帥", "zh-Hant-en"),
    ],
)
def test_words_of_every_edition_lead_to_the_same_term(real, text, view):
    block = "p23.zh-Hans" if view.endswith("-en") else "p23"

    assert real.propose(text, block, view, "review-2024")["term"] == "揭榜挂帅"


@pytest.mark.parametrize(
    ("english", "block", "chinese"),
    [
        ("integrated circuits", "p02", "集成电路"),
        ("low-altitude economy", "p12", "低空经济"),
        ("dual-engine", "p24", "双轮驱动"),
        ("beautiful courtyards", "p24", "美丽庭院"),
        ("Tongji Science Park", "p23", "同济科技园"),
        ("Total retail sales of consumer goods", "p01", "社会消费品零售总额"),
        ("underused industrial land", "p13", "低效产业用地"),
        ("high-tech enterprises", "p23", "高新技术企业"),
    ],
)
def test_an_english_selection_is_proposed_with_chinese_of_its_block(real, english, block, chinese):
    found = real.propose(english, block, "en", "review-2024")

    assert found["english"][0]["text"] == english
    assert chinese in [one["text"] for one in found["chinese"]]
    assert all(one["pinyin"] for one in found["chinese"])


@pytest.mark.parametrize("text", ["新城", "New City", "new cities"])
def test_words_that_are_a_term_already_lead_to_its_entry(real, text):
    assert real.propose(text, "p21", report="review-2024")["existing"] == "new-city"


def test_words_within_a_longer_term_and_terms_within_the_words_are_named(real):
    whole = real.propose("新城新一轮规划", "h21", report="review-2024")
    part = real.propose("绿环", "p21", report="review-2024")

    assert [one["id"] for one in whole["parts"]] == ["new-city"]
    assert [one["id"] for one in part["within"]] == ["new-city-green-ring"]


def test_a_form_gets_pinyin_an_id_and_what_is_nearly_the_same_as_it_is_typed(town):
    found = town.ask(
        "POST", "/-/glossary/propose", {"term": "临江县", "english": "Linjiang County"}
    ).body

    assert (found["pinyin"], found["id"]) == ("Línjiāng Xiàn", "linjiang-county")
    assert town.ask("POST", "/-/glossary/propose", {"term": "我县"}).body["existing"] == "county"


def test_a_passage_without_translation_proposes_a_term_and_no_english(town):
    town.project.change("content/town/en/01-work.md", "- opening hours were extended. {#i12}\n", "")
    town.look()

    found = town.propose("服务时间", "i12")

    assert (found["term"], found["english"]) == ("服务时间", [])


def test_a_page_of_text_is_no_term(town):
    answer = ANSWERS["POST", "/-/glossary/propose"].answer
    for text in ("", "。", "长" * 1_000_000):
        with pytest.raises(GlossaryError, match=r"nothing is selected|more than a term"):
            answer(Asked(town.found, town.snapshot, body={"text": text, "block": "p11"}))


def test_the_desk_asks_nothing_of_the_path_of_a_file():
    paths = [Path(route.path) for route in GLOSSARY]

    assert {path.parts[:3] for path in paths} == {("/", "-", "glossary")}
    assert all(route.conditional for route in GLOSSARY if route.method == "PUT")
