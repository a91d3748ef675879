"""Which words are explained: the first mention in each chapter, marked and otherwise untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.annotate import Glossary, annotate_source, annotate_target, annotated
from jdpublish.document import document
from jdpublish.editions import EDITIONS
from jdpublish.model import SOURCE_LANGUAGE, Block, BlockKind, MarkKind, Section
from jdpublish.parse import parse
from jdpublish.terms.glossary import glossary
from jdpublish.terms.matching import mentions
from tests.cases import html, read_words, shown
from tests.strategies import WORDS, segments

GLOSSARY = Glossary.of(
    glossary(
        {
            "glossary/x.toml": """\
[[concept]]
id = "new-city"
subject = "place"
status = "approved"
annotate = ["en", "zh"]
[concept.zh-Hans]
term = "新城"
[concept.en]
term = "new city"

[[concept]]
id = "jiading-new-city"
subject = "place"
status = "approved"
[concept.zh-Hans]
term = "嘉定新城"
[concept.en]
term = "Jiading New City"

[[concept]]
id = "grid"
subject = "governance"
status = "approved"
annotate = ["en"]
[concept.zh-Hans]
term = "网格"
admitted = ["融合型网格"]
[concept.en]
term = "grid"
first = "integrated grid (several services)"
admitted = ["integrated grid"]
deprecated = [{ term = "mesh", reason = "another thing" }]
"""
        }
    )
)

RUNNING_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)

EXPLAINED_ELSEWHERE: dict[tuple[str, str], str] = {
    # (block, concept): why the English there has none of the concept's forms.
}


def section(text, language="zh-Hans", name="x"):
    return parse(name, text, file=f"{language}/{name}.md", language=language)


def terms(sections):
    """Return what is marked: block, concept and words."""
    return [
        (block.id, mark.value, segment.text[mark.start : mark.stop])
        for one in sections
        for block in one.blocks
        for segment in block.segments
        for mark in segment.marks
        if mark.kind is MarkKind.TERM
    ]


def in_chinese(*texts):
    return terms(annotate_source(tuple(section(text) for text in texts), GLOSSARY))


def in_english(english, chinese):
    source, target = (section(chinese),), (section(english, "en"),)
    return terms(annotate_target(target, source, GLOSSARY, "en"))


def test_the_first_mention_in_a_chapter_is_marked_and_no_other():
    assert in_chinese("新城 {#p1}\n\n新城与新城 {#p2}") == [("p1", "new-city", "新城")]
    assert in_chinese("与新城、新城 {#p1}") == [("p1", "new-city", "新城")]


def test_each_chapter_has_a_first_mention_of_its_own():
    assert in_chinese("新城 {#p1}", "新城 {#p2}") == [
        ("p1", "new-city", "新城"),
        ("p2", "new-city", "新城"),
    ]


def test_a_concept_is_marked_for_the_readers_it_must_be_explained_to():
    assert in_chinese("网格 {#p1}") == []
    assert in_english("a grid {#p1}", "网格 {#p1}") == [("p1", "grid", "grid")]


def test_a_longer_term_that_needs_no_explanation_hides_the_shorter():
    assert in_chinese("嘉定新城 {#p1}\n\n新城 {#p2}") == [("p2", "new-city", "新城")]


@pytest.mark.parametrize("prefix", ["# ", "### "])
def test_headings_are_not_marked_and_do_not_count_as_a_mention(prefix):
    assert in_chinese(f"{prefix}新城 {{#h1}}\n\n新城 {{#p1}}") == [("p1", "new-city", "新城")]
    assert in_english(f"{prefix}The new city {{#h1}}", f"{prefix}新城 {{#h1}}") == []


def test_notes_are_not_marked():
    assert in_chinese("甲[^n1] {#p1}\n\n[^n1]: 新城") == []


def test_items_and_cells_are_marked():
    assert in_chinese("- 新城 {#i1}") == [("i1", "new-city", "新城")]
    assert in_chinese("| 甲 | 新城 {#r1} |\n|---|---|") == [("r1", "new-city", "新城")]


@pytest.mark.parametrize("text", ["新**城区**", "**建新**城", "建*新**城区***", "新[城](x)"])
def test_a_term_that_crosses_other_formatting_is_left_alone(text):
    assert in_chinese(f"{text} {{#p1}}") == []


def test_a_term_is_left_to_its_next_mention_where_the_first_cannot_be_marked():
    assert in_chinese("新**城区**、新城 {#p1}") == [("p1", "new-city", "新城")]


@pytest.mark.parametrize(
    "text", ["**新城**", "**建新城区**", "新**城**", "*新*城", "*建**新城***", "`新城`"]
)
def test_a_term_within_or_around_other_formatting_is_marked(text):
    assert in_chinese(f"{text} {{#p1}}") == [("p1", "new-city", "新城")]


@pytest.mark.parametrize("text", ["[新城](x)", "![新城](image.png)", "新[^n1]城"])
def test_a_term_in_a_link_or_in_an_image_or_around_a_call_is_left_alone(text):
    assert in_chinese(f"{text} {{#p1}}\n\n[^n1]: 注") == []


@pytest.mark.parametrize("text", ["甲[^n1]新城", "新城[^n1]乙", "[甲](x)新城[乙](x)"])
def test_a_term_beside_a_link_or_a_call_is_marked_without_a_link_in_a_link(text):
    (one,) = annotate_source((section(f"{text} {{#p1}}\n\n[^n1]: 注"),), GLOSSARY)

    assert terms((one,)) == [("p1", "new-city", "新城")]
    assert read_words(html(one.blocks[0].segment)) == one.blocks[0].text


def test_english_is_marked_only_where_the_chinese_block_has_the_term():
    assert in_english("a new city {#p1}\n\nthe new city {#p2}", "一座城 {#p1}\n\n新城 {#p2}") == [
        ("p2", "new-city", "new city")
    ]


def test_english_that_translates_no_chinese_is_not_marked():
    assert in_english("a new city {#p2}", "新城 {#p1}") == []


def test_english_without_any_form_of_the_term_is_not_marked():
    assert in_english("the town, a mesh {#p1}", "新城、网格 {#p1}") == []


def test_the_longest_form_that_stands_first_is_marked():
    assert in_english(
        "Integrated grids, an integrated grid (several services) {#p1}", "网格 {#p1}"
    ) == [("p1", "grid", "Integrated grids")]
    assert in_english("The integrated grid (several services) {#p1}", "网格 {#p1}") == [
        ("p1", "grid", "integrated grid (several services)")
    ]


def test_a_concept_s_chinese_form_need_not_be_the_preferred_one():
    assert in_english("the grid {#p1}", "融合型网格 {#p1}") == [("p1", "grid", "grid")]


def test_of_two_english_terms_that_overlap_the_longer_is_marked():
    assert in_english("Jiading New City {#p1}", "嘉定新城、新城 {#p1}") == []
    assert in_english("Jiading New City, a new city {#p1}", "嘉定新城、新城 {#p1}") == []


def test_annotated_names_the_concepts_once_in_the_order_of_their_mention():
    source = (section("网格、新城 {#p1}"), section("新城、网格 {#p2}", name="y"))
    target = (
        section("a grid in the new city {#p1}", "en"),
        section("the new city and its grid {#p2}", "en", name="y"),
    )

    assert annotated(annotate_target(target, source, GLOSSARY, "en")) == ("grid", "new-city")


@given(st.lists(segments(), min_size=1, max_size=3))
def test_annotation_only_adds_marks(found):
    """Take the tags away and the words are untouched."""
    everything = Glossary.of(
        glossary(
            {
                "x.toml": "\n".join(
                    f'[[concept]]\nid = "c{number}"\nstatus = "approved"\nannotate = ["zh"]\n'
                    f'[concept.zh-Hans]\nterm = "{word}"'
                    for number, word in enumerate(WORDS)
                )
            }
        )
    )
    blocks = tuple(Block("p", BlockKind.PARAGRAPH, one.at, (one,)) for one in found)
    (marked,) = annotate_source((Section("x", blocks),), everything)

    for before, after in zip(found, marked.blocks, strict=True):
        kept = tuple(mark for mark in after.segment.marks if mark.kind is not MarkKind.TERM)
        assert (after.text, kept) == (before.text, before.marks)
        assert read_words(html(after.segment)) == shown(before)
    ids = [concept for _, concept, _ in terms((marked,))]
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def documents(report, sources):
    return {edition.id: document(report, edition, sources, others=()) for edition in EDITIONS}


@pytest.fixture(scope="module")
def prepared(sources):
    return Glossary.of(sources.concepts)


def explained(prepared, language):
    return [concept for concept in prepared.concepts if language in concept.annotate]


def first_mentions(report, prepared, concept):
    """Yield the first block of running text in each chapter that has the term, in Chinese."""
    for one in report.sections[SOURCE_LANGUAGE]:
        for block in one.blocks:
            if block.kind in RUNNING_TEXT and any(
                found.concept == concept.id for found in mentions(block.text, prepared.terms)
            ):
                yield block.id
                break


def test_the_english_report_explains_at_least_sixty_concepts(documents):
    assert len(annotated(documents["en"].sections)) >= 60


@pytest.mark.parametrize("edition", [edition.id for edition in EDITIONS])
def test_every_numbered_slogan_is_explained_in_the_report(documents, prepared, edition):
    slogans = {concept.id for concept in prepared.concepts if concept.gloss_in_source}

    assert sorted(slogans - set(annotated(documents[edition].sections))) == []


@pytest.mark.parametrize(("edition", "language"), [("en", "en"), ("zh-Hans", "zh")])
def test_each_term_is_explained_in_the_first_block_of_a_chapter_that_has_it(
    documents, prepared, report, edition, language
):
    document = documents[edition]
    marked = {(block, concept) for block, concept, _ in terms(document.sections)}
    lost = [
        f"{block}: {concept.id} ({concept.language(SOURCE_LANGUAGE).preferred}) is not explained; "
        f"none of {concept.language('en').accepted} stands in: {document.plain_text(block)}"
        for concept in explained(prepared, language)
        for block in first_mentions(report, prepared, concept)
        if (block, concept.id) not in marked
        and not (edition == "en" and (block, concept.id) in EXPLAINED_ELSEWHERE)
    ]

    assert lost == [], "\n".join(lost)


def test_no_exception_is_left_that_is_none(documents, report, prepared):
    marked = {(block, concept) for block, concept, _ in terms(documents["en"].sections)}
    known = {
        (block, concept.id)
        for concept in explained(prepared, "en")
        for block in first_mentions(report, prepared, concept)
    }

    assert set(EXPLAINED_ELSEWHERE) <= known - marked


def test_concepts_that_are_never_explained_stand_in_headings_only(documents, prepared, report):
    for edition, language in (("en", "en"), ("zh-Hans", "zh")):
        found = set(annotated(documents[edition].sections))
        never = [concept for concept in explained(prepared, language) if concept.id not in found]
        assert [
            concept.id for concept in never if list(first_mentions(report, prepared, concept))
        ] == []


def test_no_mark_in_the_english_report_cuts_a_pair_of_marks(documents):
    assert [
        words
        for _, _, words in terms(documents["en"].sections)
        if words.count("(") != words.count(")") or words.startswith(("”", ")"))
    ] == []


@pytest.mark.parametrize("edition", ["en", "zh-Hans"])
def test_the_real_report_keeps_every_word(documents, report, edition):
    plain = [block for one in report.sections[edition] for block in one.blocks]

    for before, after in zip(plain, documents[edition].blocks, strict=True):
        assert before.text == after.text
        for segment in after.segments:
            assert read_words(html(segment)) == segment.text


def test_traditional_editions_explain_what_the_simplified_one_explains(documents):
    found = {
        edition: [(block, concept) for block, concept, _ in terms(document.sections)]
        for edition, document in documents.items()
        if edition.startswith("zh")
    }

    assert len(found) == 4
    assert all(each == found["zh-Hans"] for each in found.values())
