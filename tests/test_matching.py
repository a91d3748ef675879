"""Terms in text: the longest in Chinese, in English whatever is still the same term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.terms.inflection import rendering, renderings, stems
from jdpublish.terms.matching import Mention, lexicon, mentions
from tests.cases import cases
from tests.strategies import LATIN, WORDS, mixed_texts


def found(text, *terms):
    """Return the terms found in a Chinese text, where each term is its own concept."""
    return [text[one.start : one.stop] for one in mentions(text, lexicon(zip(terms, terms)))]  # noqa: B905


def test_a_term_is_found_wherever_it_stands():
    assert mentions("新城和新城", lexicon([("新城", "new-city")])) == (
        Mention(0, 2, "new-city"),
        Mention(3, 5, "new-city"),
    )


def test_of_two_terms_at_one_place_the_longer_is_meant():
    assert found("推进嘉定新城建设", "嘉定", "新城", "嘉定新城") == ["嘉定新城"]
    assert found("推进新城建设", "嘉定", "新城", "嘉定新城") == ["新城"]


def test_terms_that_overlap_are_found_from_left_to_right():
    assert found("一二三四五", "二三", "三四", "四五") == ["二三", "四五"]


def test_the_longest_term_does_not_hide_the_next():
    assert found("四个一批四个一", "四个一", "四个一批") == ["四个一批", "四个一"]


def test_a_term_with_quotation_marks_is_told_from_the_same_without():
    terms = ("“四个一”", "“四个一”普惠金融服务模式")

    assert found("打造“四个一”普惠金融服务模式", *terms) == [terms[1]]
    assert found("样板区和“四个一”加快建设", *terms) == [terms[0]]
    assert found("“四个一批”", *terms) == []


def test_within_a_context_the_term_is_not_meant():
    terms = lexicon(
        [("新城", "new-city")], contexts=[("更新城", "new-city"), ("新城镇", "new-city")]
    )

    assert mentions("更新城区，新城镇", terms) == ()
    assert mentions("更新城区，建设新城", terms) == (Mention(7, 9, "new-city"),)


def test_a_context_hides_the_one_concept_only():
    terms = lexicon(
        [("建成", "completed"), ("成立", "established")], contexts=[("组建成立", "completed")]
    )

    assert mentions("组建成立", terms) == (Mention(2, 4, "established"),)


def test_where_the_longest_term_is_not_meant_the_next_longest_may_be():
    terms = lexicon([("新城", "city"), ("新城建", "builder")], contexts=[("新城建设", "builder")])

    assert mentions("新城建设", terms) == (Mention(0, 2, "city"),)


def test_a_context_may_be_a_term_of_its_own():
    terms = lexicon([("新城", "city"), ("创新城市", "innovative")], contexts=[("创新城市", "city")])

    assert mentions("创新城市", terms) == (Mention(0, 4, "innovative"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [("1300张床", 1), ("两张", 1), ("１０余张", 1), ("3万张", 1), ("张江", 0), ("开张", 0)],
)
def test_a_measure_is_meant_only_after_a_figure(text, found):
    assert len(mentions(text, lexicon([("张", "beds")], measures=frozenset({"beds"})))) == found


@pytest.mark.parametrize("text", ["", "新", "城新", "新 城"])
def test_what_only_looks_like_a_term_is_silent(text):
    assert found(text, "新城", "") == []


@given(mixed_texts(), st.lists(st.sampled_from(WORDS) | mixed_texts(min_size=1), max_size=6))
def test_mentions_never_overlap_and_each_is_its_term(text, terms):
    stop = 0
    for one in mentions(text, lexicon((term, term) for term in terms)):
        assert stop <= one.start < one.stop
        assert text[one.start : one.stop] == one.concept
        assert all(
            len(term) <= len(one.concept) for term in terms if text.startswith(term, one.start)
        )
        stop = one.stop


@given(
    st.text("新城嘉定", max_size=12),
    st.lists(st.text("新城嘉定", min_size=1, max_size=4), unique=True, max_size=6),
    st.lists(st.text("新城嘉定", min_size=1, max_size=5), max_size=3),
)
def test_of_what_is_meant_the_longest_is_found_from_left_to_right(text, terms, contexts):
    """As a reader would who goes from character to character and tries every term."""

    def meant(start, term):
        return text.startswith(term, start) and not any(
            text.startswith(context, place) and start + len(term) <= place + len(context)
            for context in contexts
            for place in range(start + 1)
        )

    expected = []
    start = 0
    while start < len(text):
        longest = max((term for term in terms if meant(start, term)), key=len, default="")
        expected += [longest] if longest else []
        start += len(longest) or 1

    pairs = [(context, term) for context in contexts for term in terms]
    read = lexicon([(term, term) for term in terms], contexts=pairs)
    assert [one.concept for one in mentions(text, read)] == expected


@given(mixed_texts(), st.sampled_from(WORDS), mixed_texts())
def test_no_term_is_missed_where_no_other_stands(before, term, after):
    text = before.replace(term, "") + "、" + term + "、" + after

    assert term in found(text, term)


@cases("english-terms")
def test_english_terms(case):
    text = case.one("en")
    span = rendering(text, case.all("form"))

    assert (text[slice(*span)] if span else "") == case.one("finds")


@pytest.mark.parametrize("apostrophe", ["’", "'"])
def test_a_plural_s_mark_ends_before_its_apostrophe(apostrophe):
    text = f"the listed companies{apostrophe} revenue"
    start, stop = rendering(text, ["listed company"]) or (0, 0)

    assert text[start:stop] == "listed companies"


def test_every_case_in_english_says_by_its_head_whether_it_speaks():
    marked = next(mark for mark in test_english_terms.pytestmark if mark.name == "parametrize")
    read = [parameters.values[0] for parameters in marked.args[1]]

    assert len(read) > 40
    assert [
        case.title for case in read if case.title.startswith("silent") == bool(case.all("finds"))
    ] == []


_ENGLISH = st.lists(
    st.sampled_from(["new", "city", "cities", "four", "ones", "’s", "business", "of", "(the", "a)"])
    | st.sampled_from(["“two", "new”", "—", "grants", "R&D", "City", "modernise", ",", ". "])
    | st.sampled_from(LATIN),
    max_size=12,
).map(" ".join)


@given(_ENGLISH, _ENGLISH)
def test_a_rendering_lies_in_the_text_and_has_the_form_s_words(text, form):
    span = rendering(text, [form])

    if span:
        start, stop = span
        assert 0 <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        assert rendering(text[start:stop], [form]) == (0, stop - start)


@given(_ENGLISH, _ENGLISH)
def test_what_is_strictly_a_rendering_is_one_in_any_inflection(text, form):
    places = [(one.start, one.stop) for one in renderings(text, [form])]

    assert places == sorted(places)
    assert all(0 <= start < stop <= len(text) for start, stop in places)
    if rendering(text, [form]):
        assert places


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("cities", "city"), ("buildings", "building"), ("granted", "grant"), ("SMEs", "SME")),
        *(("reactivating", "reactivate"), ("planned", "plan"), ("speeds", "speed"), ("ICs", "IC")),
        *(("businesses", "business"), ("used", "use"), ("studied", "study"), ("boxes", "box")),
        *(("factory’s", "factory"), ("modernised", "modernize"), ("agencies", "agency")),
    ],
)
def test_inflections_of_one_word_have_one_stem(one, other):
    assert stems(one) == stems(other) != set()


@pytest.mark.parametrize(
    ("one", "other"), [("gas", "ga"), ("ones", "on"), ("thing", "the"), ("news", "newer")]
)
def test_other_words_have_another_stem(one, other):
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("text", "forms", "found"),
    [
        ("the new cities plan", ["new city plan"], ["new cities plan"]),
        ("Grants of a use right", ["grant of use rights"], ["Grants of a use right"]),
        ("Linjiang District", ["Linjiang", "Linjiang District"], ["Linjiang District"]),
        ("New City and City", ["City", "New City"], ["New City", "City"]),
        ("the one network", ["One Network"], []),
        ("a new, not a big city", ["new city"], []),
        ("new\tcity", ["new city"], []),
    ],
)  # fmt: skip
def test_renderings_in_any_inflection(text, forms, found):
    assert [text[one.start : one.stop] for one in renderings(text, forms)] == found


@given(_ENGLISH)
def test_a_text_is_a_rendering_of_itself(text):
    words = any(character.isalnum() for character in text)

    assert (rendering(text, [text]) is not None) == words


def test_every_preferred_english_term_is_found_in_a_sentence_of_its_own(sources):
    lost = [
        (concept.id, form)
        for concept in sources.concepts
        for form in concept.language("en").accepted
        if not rendering(f"In Jiading, {form}, and more.", [form])
    ]

    assert lost == []


def test_every_chinese_term_is_found_as_itself(sources):
    terms = lexicon(
        (form, concept.id)
        for concept in sources.concepts
        for form in concept.language(SOURCE_LANGUAGE).accepted
    )

    assert [
        concept.id
        for concept in sources.concepts
        for term in [concept.language(SOURCE_LANGUAGE).preferred]
        if [(one.start, one.stop, one.concept) for one in mentions(term, terms)]
        != [(0, len(term), concept.id)]
    ] == []
