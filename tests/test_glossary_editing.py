"""Entries added, changed and retired: what is written, and that nothing else is touched."""

import re
import resource
import signal
import subprocess
import sys
import tomllib
from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdpublish.errors import ContentError, GlossaryError, Location
from jdpublish.sources import GlossarySources, SourceFile
from jdpublish.termbase.changing import entry_text, with_changes, with_entry_text
from jdpublish.termbase.entry.fields import BY_NAME, Kind
from jdpublish.termbase.entry.naming import is_name, proposed_id, slug
from jdpublish.termbase.entry.values import values
from jdpublish.termbase.forms.likeness import alike, duplicates, nearest
from jdpublish.termbase.forms.pinyin import pinyin
from jdpublish.terms.glossary import glossary
from jdpublish.terms.layout import entries, statements
from jdpublish.workspace import find_project, load_glossary, write_changes
from tests.answering import INTERRUPTION, Terminal
from tests.project_factory import ENVIRONMENT
from tests.strategies import glossaries

FILE = "glossary/x.toml"

PLAIN = """\
# A file, and what it is for.

[[concept]]
id = "new-city"
subject = "place"
status = "approved"   # agreed in May
annotate = ["en"]

# how it is read
[concept.zh-Hans]
term = "新城"
pinyin = "xīnchéng"

[concept.en]
term = "new city"
admitted = ["new town"]
deprecated = [
    { term = "new Town", reason = "capital" }, # seen in 2023
    # the next is from the agency
    { term = "satellite", reason = "no" },
]
definition = 'A "city" that is new.'


# about the river
[[concept]]
id = "river"
status = "proposed"
see = ["new-city"]

[concept.zh-Hans]
term = "河"
# the last word
"""

ODD = '''\
# [[concept]] in a comment is none
  [[ concept ]]   # of old
"id"='a'
status = 'approved'
note = """
[[concept]]
id = "none"
# no comment"""
created.date = 2024-01-02 # first
created.by = "Li"
en = { term = "a \\u0022b\\u0022", admitted = ["x", 'y'] }   # in one line
 [ concept . "zh-Hans" ] # Chinese
 term = "甲"
'''

HEADLESS = """\
[[concept]]
id = "b"
status = "proposed"
zh-Hans.term = "乙"
zh-Hans.definition = \'\'\'
two
lines\'\'\'
# the end"""

ARRAYS = """\
[[concept]]
id = "c"
status = "proposed"
[concept.en]
term = "see"
[[concept.en.deprecated]]
term = "c1" # one
reason = "r"
[[concept.en.deprecated]]
term = "c2"
reason = "r"
[concept.zh-Hans]
term = "丙"
"""

FILES = {
    "glossary/plain.toml": PLAIN,
    "glossary/odd.toml": ODD,
    "glossary/headless.toml": HEADLESS,
    "glossary/arrays.toml": ARRAYS,
    "glossary/windows.toml": PLAIN.replace("new-city", "w")
    .replace('"river"', '"wr"')
    .replace("新城", "旧城")
    .replace("河", "湖")
    .replace("\n", "\r\n"),
}


def kept(files):
    """Return a glossary of these files."""
    return GlossarySources(
        tuple(SourceFile(file[9:-5], file, text) for file, text in files.items()),
        glossary(files),
    )


def after(files, **wishes):
    """Return the files of a glossary as they become."""
    changes = with_changes(kept(files), **wishes)
    assert all(change.old == files.get(change.file, "") for change in changes)
    return files | {change.file: change.new for change in changes}


def edited(text, identity="new-city", **said):
    """Return a file's text with fields changed, which are named with _ for - and __ for a dot."""
    fields = {key.replace("__", ".").replace("_", "-"): value for key, value in said.items()}
    fields = {key.replace("zh-hans", "zh-Hans"): value for key, value in fields.items()}
    return after({FILE: text}, edited={identity: fields})[FILE]


def refused(files, **wishes):
    with pytest.raises(GlossaryError) as caught:
        with_changes(kept(files), **wishes)
    return caught.value


def diff(old, new):
    """Return the lines that are gone and those that have come, in order."""
    before, now = old.split("\n"), new.split("\n")
    gone = [f"-{line}" for line in before if before.count(line) > now.count(line)]
    return gone + [f"+{line}" for line in now if now.count(line) > before.count(line)]


# ── Where entries stand ──


def test_an_entry_begins_at_its_line_and_not_in_strings_or_comments():
    spans = entries(f"{ODD}\n\n{PLAIN}")

    assert [span.line for span in spans] == [2, 18, 41]


def test_comments_directly_above_an_entry_are_its_own():
    first, second = entries(PLAIN)

    assert PLAIN[: first.start] == "# A file, and what it is for.\n\n"
    assert PLAIN[second.start :].startswith("# about the river\n[[concept]]")
    assert first.stop == second.start


def test_a_string_that_ends_as_a_comment_might_is_none():
    text = '[[concept]]\nnote = """\n# x"""\n[[concept]]\n'

    assert [span.start for span in entries(text)] == [0, text.rindex("[[")]


@pytest.mark.parametrize(
    "text", ["", "#", "\n", '"""', "'''\n[[concept]]", '"', "x = [", "[[concept", "[[concept]]"]
)
def test_a_text_that_is_broken_has_entries_all_the_same(text):
    assert len(entries(text)) <= 1


def test_statements_have_their_keys_values_and_comments():
    (span,) = entries(ODD)
    found = [
        (one.path, ODD[one.value : one.value_stop], ODD[one.comment : one.end])
        for one in statements(ODD, span.head, span.stop)
    ]

    assert found == [
        ((), "", "# of old"),
        (("id",), "'a'", ""),
        (("status",), "'approved'", ""),
        (("note",), '"""\n[[concept]]\nid = "none"\n# no comment"""', ""),
        (("created", "date"), "2024-01-02", "# first"),
        (("created", "by"), '"Li"', ""),
        (("en",), '{ term = "a \\u0022b\\u0022", admitted = ["x", \'y\'] }', "# in one line"),
        (("zh-Hans",), "", "# Chinese"),
        (("zh-Hans", "term"), '"甲"', ""),
    ]


@given(st.lists(st.sampled_from((PLAIN + ODD).splitlines(keepends=True)), max_size=30))
def test_the_entries_of_any_file_are_as_many_as_are_read(lines):
    text = "".join(lines)
    try:
        read = tomllib.loads(text).get("concept", [])
    except tomllib.TOMLDecodeError:
        return
    if not isinstance(read, list):
        return
    spans = entries(text)

    assert len(spans) == len(read)
    assert [tomllib.loads(text[one.head : one.stop])["concept"] for one in spans] == [
        [one] for one in read
    ]


# ── One entry changed ──


def test_a_value_is_changed_and_nothing_else():
    assert diff(PLAIN, edited(PLAIN, status="proposed")) == [
        '-status = "approved"   # agreed in May',
        '+status = "proposed"   # agreed in May',
    ]


def test_a_new_key_stands_where_it_stands_in_all_entries():
    text = edited(PLAIN, note="seen", en__first="a new city", zh_hans__not_in=("更新城",))

    assert 'annotate = ["en"]\nnote = "seen"\n\n# how it is read' in text
    assert 'term = "new city"\nfirst = "a new city"\nadmitted' in text
    assert 'pinyin = "xīnchéng"\nnot-in = ["更新城"]\n' in text


def test_a_new_language_stands_before_those_that_follow_it():
    text = after({FILE: PLAIN}, edited={"new-city": {"zh-Hant.term": "新城"}})[FILE]

    assert 'pinyin = "xīnchéng"\n\n[concept.zh-Hant]\nterm = "新城"\n\n[concept.en]' in text


def test_a_new_language_stands_below_what_is_said_of_the_one_before():
    text = edited(PLAIN, "river", en__term="river")

    assert text.endswith('term = "河"\n# the last word\n\n[concept.en]\nterm = "river"\n')


def test_a_language_of_which_nothing_is_left_goes_with_its_head():
    text = edited(edited(PLAIN, "river", en__term="river"), "river", en__term="")

    assert text == PLAIN


def test_a_key_that_is_taken_out_leaves_its_comment():
    text = edited(PLAIN.replace('annotate = ["en"]', 'annotate = ["en"] # why'), annotate=())

    assert "# agreed in May\n# why\n\n# how it is read" in text


def test_quotation_marks_stay_as_they_were():
    assert "definition = 'Now \"new\".'" in edited(PLAIN, en__definition='Now "new".')
    assert 'definition = "It’s \\"it\'s\\"."' in edited(PLAIN, en__definition='It’s "it\'s".')


def test_a_list_in_one_line_stays_in_it_while_it_is_short():
    assert 'admitted = ["new town", "x"]' in edited(PLAIN, en__admitted=("new town", "x"))
    assert 'admitted = ["x", "new town"]' in edited(PLAIN, en__admitted=("x", "new town"))


def test_a_list_that_grows_too_long_gets_a_line_for_each():
    long = "a very long form of it that nobody will ever say in one breath or two"
    text = edited(PLAIN, en__admitted=("new town", long, "city"))

    assert f'admitted = [\n    "new town",\n    "{long}",\n    "city",\n]\n' in text


def test_elements_of_a_list_that_stay_keep_their_comments():
    text = edited(PLAIN, en__deprecated=(("new Town", "capital"), ("burg", "German")))

    assert '{ term = "new Town", reason = "capital" }, # seen in 2023\n' in text
    assert "# the next is from the agency\n" in text
    assert '    { term = "burg", reason = "German" },\n]' in text


def test_a_text_in_several_lines_is_written_so():
    text = edited(PLAIN, note='one\n"two"\\ \tthree')

    assert 'note = """\none\n\\"two\\"\\\\ \\tthree"""\n' in text


def test_approved_is_said_by_saying_nothing():
    text = edited(PLAIN, en__definition_status="proposed")

    assert 'definition-status = "proposed"\n' in text
    assert edited(text, en__definition_status="approved") == PLAIN


def test_a_file_with_other_line_ends_keeps_them():
    windows = PLAIN.replace("\n", "\r\n")
    text = edited(windows, en__first="x", note="a\nb", zh_hans__admitted=("新的城",))
    more = after({FILE: text}, added=[RIVER | {"subject": "place"}])[FILE]

    assert text.count("\n") == text.count("\r\n") == PLAIN.count("\n") + 5
    assert more.count("\n") == more.count("\r\n") == text.count("\n") + 12


def test_what_stays_the_same_is_not_written():
    assert with_changes(kept(FILES), edited={"new-city": {"status": "approved"}, "a": {}}) == ()


def test_entries_written_in_unusual_ways_are_changed_too():
    text = edited(ODD, "a", en__term="A", en__admitted=("y",), note="", created="2025-01-01, Wu")

    assert text.endswith("admitted = ['y'] }   # in one line\n" + ODD.split("# in one line\n")[1])
    assert 'en = { term = "A", ' in text
    assert 'created = { date = 2025-01-01, by = "Wu" }\n' in text
    assert "# first\n" in text
    assert edited(HEADLESS, "b", zh_hans__pinyin="yǐ").splitlines()[4] == 'zh-Hans.pinyin = "yǐ"'
    changed = edited(ARRAYS, "c", en__deprecated=(("c1", "s"),))
    assert 'deprecated = [\n    { term = "c1", reason = "s" },\n]\n# one\n' in changed


def test_an_entry_without_a_line_of_its_own_is_to_be_changed_by_hand():
    text = 'concept = [{ id = "a", status = "approved", zh-Hans = { term = "甲" } }]\n'

    error = refused({FILE: text}, edited={"a": {"note": "x"}})
    assert "cannot change" in error.message
    assert error.at == Location(FILE, 1)
    error = refused({FILE: text}, added=[RIVER | {"subject": ""}])
    assert "cannot change" in error.message


def test_all_mistakes_are_told_at_once_and_at_their_places():
    error = refused(
        {FILE: PLAIN},
        edited={
            "new-city": {"status": "maybe", "en.deprecated": (("new city", "x"),)},
            "river": {"annotate": ("fr",)},
        },
    )

    assert [(one.message[:16], one.at.line) for one in (error, *error.others) if one.at] == [
        ("“new city” is ac", 17),
        ("“maybe” is not a", 6),
        ("“fr” is not a la", 26),
    ]


def test_a_change_that_contradicts_another_entry_is_refused():
    assert (
        "stands twice" in refused({FILE: PLAIN}, edited={"river": {"zh-Hans.term": "新城"}}).message
    )
    assert "no entry’s id" in refused({FILE: PLAIN}, edited={"new-city": {"id": "city"}}).message
    assert "no entry with the id" in refused({FILE: PLAIN}, edited={"sea": {"note": ""}}).message


@given(st.data())
def test_any_change_leaves_all_else_as_it_was(data):
    """Whatever is changed in an entry, its other lines and all other entries stay."""
    sources = kept(FILES)
    concept = data.draw(st.sampled_from(sources.concepts))
    (other,) = data.draw(glossaries(min_size=1, max_size=1))
    fields = data.draw(
        st.sets(st.sampled_from(sorted(BY_NAME.keys() - {"id", "see", "successor"})))
    )
    said = {name: value for name, value in values(other).items() if name in fields}
    try:
        files = after(FILES, edited={concept.id: said})
    except GlossaryError:
        return
    text, new = FILES[concept.at.file], files[concept.at.file]

    assert {file for file in files if files[file] != FILES[file]} <= {concept.at.file}
    (old_span,) = (one for one in entries(text) if _holds(text, one, concept.at.line))
    (span,) = (one for one in entries(new) if one.start == old_span.start)
    assert new[: span.head] == text[: old_span.head]
    assert new[span.stop :] == text[old_span.stop :]
    kept_lines = _statements(text, old_span, said)
    assert [one for one in _statements(new, span, said) if one in kept_lines] == kept_lines
    assert ("\r\n" in new) == ("\r\n" in text)
    for comment in _comments(text, old_span):
        assert comment in new or "deprecated" in "".join(fields)
    (read,) = (one for one in glossary(files) if one.id == concept.id)
    before = values(concept)
    for name, value in values(read).items():
        wanted = said.get(name, before[name])
        if not name.endswith("-status"):
            assert value == (tuple(dict.fromkeys(wanted)) if isinstance(wanted, tuple) else wanted)


def _holds(text, span, line):
    return span.line <= line <= span.line + text.count("\n", span.head, span.stop)


def _statements(text, span, said):
    """Return the statements of an entry that are not spoken of, as they are written."""
    spoken = [(*name.split("."),) for name in said]
    return [
        text[one.start : one.stop].rstrip()
        for one in statements(text, span.head, span.stop)
        if not one.opens
        and not any(one.path[: len(path)] == path[: len(one.path)] for path in spoken)
    ]


def _comments(text, span):
    return [
        text[one.comment : one.end]
        for one in statements(text, span.head, span.stop)
        if one.comment < one.end
    ]


# ── New entries ──

RIVER = {
    "id": "big-river",
    "subject": "water",
    "status": "proposed",
    "zh-Hans.term": "大河",
    "en.term": "big river",
}


def test_a_new_entry_is_laid_out_as_the_others_are():
    said = RIVER | {
        "zh-Hans.pinyin": "dà hé",
        "zh-Hans.pinyin-status": "proposed",
        "zh-Hans.measure": "yes",
        "en.admitted": ("large river", "Da He"),
        "en.deprecated": (("a", "b"), ('c"', "d\\")),
        "en.definition": "Water.",
        "en.definition-status": "approved",
        "annotate": ("en", "zh"),
        "created": "2026-11-22, Li Ming",
    }

    assert after({}, added=[said]) == {
        "glossary/water.toml": """\
[[concept]]
id = "big-river"
subject = "water"
status = "proposed"
annotate = ["en", "zh"]
created = { date = 2026-11-22, by = "Li Ming" }

[concept.zh-Hans]
term = "大河"
pinyin = "dà hé"
pinyin-status = "proposed"
measure = true

[concept.en]
term = "big river"
admitted = ["large river", "Da He"]
deprecated = [
    { term = "a", reason = "b" },
    { term = "c\\"", reason = "d\\\\" },
]
definition = "Water."
"""
    }


def test_new_entries_go_where_most_of_their_subject_stand():
    files = {"glossary/a.toml": _of("place", 1), "glossary/b.toml": _of("place", 2, 3)}

    said = [RIVER | {"subject": "place"}, RIVER | {"id": "x", "zh-Hans.term": "x", "subject": "水"}]
    new = after(files, added=said)

    assert new["glossary/a.toml"] == files["glossary/a.toml"]
    assert new["glossary/b.toml"].startswith(files["glossary/b.toml"])
    assert new.keys() - files.keys() == {"glossary/shui.toml"}


def _of(subject, *numbers):
    entry = """\
[[concept]]
id = "n{0}"
subject = "{1}"
status = "proposed"
[concept.zh-Hans]
term = "城{0}"
"""
    return "".join(entry.format(number, subject) for number in numbers)


@pytest.mark.parametrize(
    ("end", "gap"),
    [("", "\n\n\n"), ("\n", "\n\n\n"), ("\n\n\n", "\n\n\n"), ("\n\n\n\n\n", "\n\n\n\n\n")],
)
def test_new_entries_are_parted_as_the_others_are(end, gap):
    said = RIVER | {"subject": "place"}
    text = PLAIN.rstrip() + end

    new = after({FILE: text}, added=[said, {**said, "id": "x", "zh-Hans.term": "x"}])[FILE]

    assert new.startswith(text)
    assert f'# the last word{gap}[[concept]]\nid = "big-river"' in new
    assert 'term = "big river"\n\n\n[[concept]]\nid = "x"' in new


def test_entries_parted_by_one_line_stay_so():
    text = PLAIN.replace("\n\n\n", "\n\n")

    assert '# the last word\n\n[[concept]]\nid = "big' in after(
        {FILE: text}, added=[RIVER | {"subject": "place"}]
    )[FILE]  # fmt: skip


def test_a_new_entry_with_mistakes_is_refused():
    assert "stands twice" in refused({FILE: PLAIN}, added=[RIVER | {"id": "river"}]).message
    assert "cannot be" in refused({FILE: PLAIN}, added=[RIVER | {"id": "Big"}]).message
    assert "no status" in refused({FILE: PLAIN}, added=[RIVER | {"status": ""}]).message


@given(glossaries(max_size=3))
@settings(max_examples=40)
def test_what_is_added_is_read_as_it_was_said(concepts):
    said = [values(one) for one in concepts]
    files = after({}, added=said)

    assert {one.id: values(one) for one in glossary(files)} == {one["id"]: one for one in said}


def test_new_entries_look_like_those_of_the_glossary(project):
    """An entry of the real glossary, taken out and added again, is byte for byte what it was."""
    sources = load_glossary(project)
    for concept in sources.concepts:
        others = tuple(one for one in sources.concepts if one is not concept)
        (change,) = with_changes(
            replace(sources, files=(), concepts=others), added=[_said_only(concept)]
        )
        assert change.new == entry_text(sources, concept.id)


def _said_only(concept):
    return {
        name: value
        for name, value in values(concept).items()
        if not (
            BY_NAME[name].kind is Kind.CHOICE and BY_NAME[name].language and value == "approved"
        )
    }


# ── An entry as text ──


def test_an_entry_may_be_changed_as_text():
    sources = kept({FILE: PLAIN})
    text = entry_text(sources, "river")
    assert text.startswith("# about the river\n[[concept]]\n")
    assert text.endswith("# the last word\n")

    new = text.replace('"河"', '"大河"').replace("about the", "about a")
    (change,) = with_entry_text(sources, "river", new, modified="2026-11-22")

    stamped = new.replace(
        'see = ["new-city"]\n', 'see = ["new-city"]\nmodified = { date = 2026-11-22 }\n'
    )
    assert change.new == PLAIN.replace(text, stamped)


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ('status = "proposed"', "status = proposed", "not TOML", 28),
        ('status = "proposed"', 'status = "x"', "not a status", 28),
        ("[[concept]]", "", "not one entry", 25),
        ("[[concept]]", "[[concept]]\n[[concept]]", "not one entry", 25),
        ('"new-city"', '"sea"', "no entry’s id", 27),
    ],
)
def test_a_text_with_a_mistake_is_refused_at_its_line(old, new, message, line):
    sources = kept({FILE: PLAIN})
    text = entry_text(sources, "river")
    with pytest.raises(GlossaryError, match=message) as caught:
        with_entry_text(sources, "river", text.replace(old, new), modified="2026-11-22")

    assert caught.value.at is not None
    assert caught.value.at.line == line


# ── Names, pinyin, likeness ──


@pytest.mark.parametrize(
    ("english", "identity"),
    [
        ("the Four Batches", "four-batches"),
        ("SRDI enterprises’ park", "srdi-enterprises-park"),
        ("a b c d e f g h", "b-c-d-e-f-g"),
        ("the", "the"),
        ("café 5G", "cafe-5g"),
        ("", "xin-cheng"),
        ("new city", "new-city-3"),
    ],
)
def test_an_id_is_proposed_from_the_english_or_the_pinyin(english, identity):
    assert proposed_id(english, "xīn chéng", {"new-city", "new-city-2"}) == identity


def test_an_id_is_made_of_nothing_only_where_there_is_nothing():
    assert proposed_id("", "", set()) == ""
    assert slug("Lǜsè") == "luse"


def test_proper_names_are_known_by_their_capitals():
    assert is_name("Report on the Work of the Government")
    assert not is_name("Jiading section of the line")
    assert not is_name("")


@pytest.mark.parametrize(
    ("chinese", "spoken"),
    [
        ("高质量发展", "gāozhìliàng fāzhǎn"),
        ("四个一批", "sì gè yī pī"),
        ("一般公共预算", "yībān gōnggòng yùsuàn"),
        ("重要", "zhòngyào"),
        ("社区长者食堂", "shèqū zhǎngzhě shítáng"),
        ("世界银行", "shìjiè yínháng"),
        ("政协提案", "zhèngxié tí’àn"),
        ("5G基站", "5G jīzhàn"),
        ("“2+2+1”未来产业", "2+2+1 wèilái chǎnyè"),
        ("市委、市政府", "shìwěi, shìzhèngfǔ"),
        ("在上海市", "zài Shànghǎi Shì"),
        ("绿色工厂", "lǜsè gōngchǎng"),
        ("第五次", "dì-wǔ cì"),
        ("不可移动文物", "bùkě yídòng wénwù"),
        ("", ""),
    ],
)
def test_pinyin_is_proposed(chinese, spoken):
    assert pinyin(chinese) == spoken


def test_the_words_of_a_name_have_capitals_in_pinyin():
    assert pinyin("嘉定新城", name=True) == "Jiādìng Xīnchéng"
    assert pinyin("北虹之云", name=True) == "Běihóng zhī Yún"


def test_pinyin_is_mostly_what_people_have_proof_read(project):
    """Of every real term the syllables and tones are right, of two thirds the words as well."""
    sections = [one.language("zh-Hans") for one in load_glossary(project).concepts]
    names = [is_name(one.language("en").preferred) for one in load_glossary(project).concepts]
    pairs = [
        (section.pinyin, pinyin(section.preferred, name=name))
        for section, name in zip(sections, names, strict=True)
    ]
    letters = str.maketrans("", "", " -’")
    alike_ = [
        one.translate(letters).lower() == two.translate(letters).lower() for one, two in pairs
    ]

    assert sum(alike_) >= 0.98 * len(pairs)
    assert sum(one == two for one, two in pairs) >= 0.66 * len(pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高质量的发展", "高质量发展"),
        ("战略新兴产业", "战略性新兴产业"),
        ("战略性新新产业", "战略性新兴产业"),
        ("嘉定新成", "嘉定新城"),
        ("乡村振星", "乡村振兴"),
    ],
)
def test_terms_that_differ_in_one_character_within_are_alike(one, other):
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("嘉定新城", "新城"),
        ("乡村振兴局", "乡村振兴"),
        ("第五次经济普查", "第四次经济普查"),
        ("亿元", "亿美元"),
        ("产城融合", "产教融合"),
        ("校地合作", "院地合作"),
        ("G15嘉定段", "G16嘉定段"),
    ],
)
def test_terms_that_hold_another_or_differ_in_a_number_are_not_alike(one, other):
    assert not alike(one, other)


def test_no_two_real_terms_are_taken_for_one(project):
    """Only where two Chinese terms share their English is a colleague asked."""
    concepts = load_glossary(project).concepts
    found = {
        (concept.id, one.concept.id)
        for concept in concepts
        for one in duplicates(values(concept), [two for two in concepts if two is not concept])
    }

    assert {frozenset(pair) for pair in found} == {
        frozenset(("strategic-emerging-industries", "strategic-emerging-industries-abbr"))
    }


def test_other_widths_scripts_and_signs_make_no_other_term():
    concepts = kept({FILE: PLAIN.replace("新城", "专精特新5企业")}).concepts

    for term in ("“专精特新”5企业", "专精特新５企业", "专精 特新5企业"):
        (found,) = duplicates({"zh-Hans.term": term}, concepts)
        assert not found.exact
        assert found.error.at == concepts[0].at


def test_a_term_in_traditional_characters_is_the_same_term():
    concepts = kept({FILE: PLAIN.replace("新城", "专精特新5企业")}).concepts

    (found,) = duplicates({"zh-Hans.term": "專精特新5企業"}, concepts)

    assert found.exact
    assert "“專精特新5企業” is “专精特新5企业”" in found.why
    assert "edit new-city --set zh-Hant.term=專精特新5企業" in found.error.hint
    assert "--allow-similar" not in found.error.hint


def test_what_an_entry_prints_in_traditional_characters_is_the_same_term():
    own = '[concept.zh-Hant-TW]\nterm = "臺北新市鎮"\n\n[concept.en]\n'
    concepts = kept({FILE: PLAIN.replace("[concept.en]\n", own)}).concepts

    (found,) = duplicates({"zh-Hans.term": "臺北新市鎮"}, concepts)

    assert found.exact


def test_the_nearest_names_come_first():
    assert nearest("four-batchs", ["new-city", "four-batches", "four-stages"])[0] == "four-batches"
    assert nearest("zzz", ["new-city"]) == ()


# ── The commands ──

TOWN = "glossary/town.toml"
CLEAN = ("glossary", "add", "绿道", "--en", "greenway", "--domain", "places")


@pytest.fixture
def dated(small, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
    return small


def test_a_term_is_added(dated):
    before = dated.read(TOWN)

    outcome = dated.run(*CLEAN, "--by", "Li Ming", "--definition-en", "Path among trees.")

    entry = """\
[[concept]]
id = "greenway"
subject = "places"
status = "proposed"
created = { date = 2026-11-22, by = "Li Ming" }

[concept.zh-Hans]
term = "绿道"
pinyin = "lǜdào"
pinyin-status = "proposed"

[concept.en]
term = "greenway"
definition = "Path among trees."
definition-status = "proposed"
"""
    assert (outcome.code, outcome.printed) == (0, entry)
    assert dated.read(TOWN) == f"{before}\n{entry}"
    assert f"Added to {TOWN}:{before.count(chr(10)) + 2}." in outcome.said
    assert "the id and the pinyin" in outcome.said


def test_what_is_told_is_not_proposed(dated):
    outcome = dated.run(
        *CLEAN, "--id", "path", "--pinyin", "lǜ dào", "--status", "approved",
        "--set", "zh-Hant.term=綠道", "--set", "zh-Hans.not-in=绿道边", "--admit-en", "green way",
        "--deprecate-en", "green road", "no road", "--see", "county", "--annotate", "zh",
    )  # fmt: skip

    assert outcome.code == 0, outcome.said
    assert "roposed" not in outcome.printed + outcome.said
    assert 'not-in = ["绿道边"]' in outcome.printed


def test_a_dry_run_writes_nothing(dated):
    before = dated.read(TOWN)

    assert "greenway" in dated.run(*CLEAN, "--dry-run").printed
    assert "new" in dated.run("glossary", "edit", "county", "--en", "new", "--dry-run").printed
    assert dated.run("glossary", "retire", "county", "--reason", "x", "--dry-run").code == 0
    assert dated.read(TOWN) == before


@pytest.mark.parametrize("words", [(), ("绿道",)])
def test_in_a_pipe_what_lacks_is_named(dated, words):
    outcome = dated.run("glossary", "add", *words)

    assert outcome.code == 2
    assert ("--en" if words else "TERM") in outcome.said


def test_a_term_that_is_there_is_refused_with_its_place(dated):
    outcome = dated.run("glossary", "add", "我县", "--en", "our county", "--allow-similar")

    assert outcome.code == 2
    assert "“我县” is in the glossary already" in outcome.said
    assert outcome.place == f"{TOWN}:32:1"


def test_a_term_that_is_nearly_there_may_be_allowed(dated):
    words = (
        "glossary",
        "add",
        "稳中求进的",
        "--en",
        "pursued progress while maintaining stability",
    )

    outcome = dated.run(*words)
    assert outcome.code == 2
    assert "is the English of “稳中求进” already" in outcome.said
    assert "--allow-similar" in outcome.said
    assert dated.run(*words, "--allow-similar").code == 0


def test_a_broken_report_does_not_hinder(dated):
    dated.write("content/town/report.toml", "broken")

    assert dated.run(*CLEAN).code == 0
    assert dated.run("glossary", "edit", "greenway", "--en", "green way").code == 0
    assert "Not looked through" in dated.run(
        "glossary", "retire", "greenway", "--reason", "x"
    ).said  # fmt: skip


def test_an_entry_is_edited_and_its_diff_shown(dated):
    outcome = dated.run("glossary", "edit", "我县", "--en", "our county", "--by", "Wu")

    assert outcome.code == 0
    assert '-term = "the county"\n' in outcome.printed
    assert '-deprecated = [{ term = "our county"' in outcome.printed
    assert '+modified = { date = 2026-11-22, by = "Wu" }\n' in outcome.printed
    assert "“the county” is no form of the entry any more" in outcome.said
    assert dated.run("glossary", "edit", "county", "--en", "our county").printed == ""


def test_a_form_that_becomes_wrong_is_no_longer_right(dated):
    dated.run("glossary", "edit", "稳中求进", "--deprecate-en", "progress in stability", "vague")

    assert "admitted" not in dated.read(TOWN)
    assert '{ term = "progress in stability", reason = "vague" }' in dated.read(TOWN)


def test_pinyin_is_proof_read_by_saying_it(dated):
    dated.run(*CLEAN)
    assert dated.run("glossary", "edit", "greenway", "--note", "x").code == 0
    assert 'pinyin-status = "proposed"' in dated.read(TOWN)

    dated.run("glossary", "edit", "greenway", "--pinyin", "lǜdào")
    assert "pinyin-status" not in dated.read(TOWN)

    outcome = dated.run("glossary", "edit", "greenway", "--zh", "绿色道路")
    assert '+pinyin = "lǜsè dàolù"\n+pinyin-status = "proposed"\n' in outcome.printed
    assert "please proof-read" in outcome.said


def test_a_field_that_is_not_there_is_told_with_the_nearest(dated):
    assert "en.term" in dated.run("glossary", "edit", "county", "--set", "en.trm=x").said
    assert dated.run("glossary", "edit", "county").code == 2


def test_a_term_is_retired_and_what_still_uses_it_is_named(dated):
    dated.run("glossary", "edit", "progress-in-stability", "--see", "county")

    outcome = dated.run(
        "glossary", "retire", "county", "--reason", "merged", "--successor", "一网通办"
    )

    assert outcome.code == 0
    assert "“progress-in-stability”" in outcome.said
    assert "town still has it, 1 ×" in outcome.said
    text = dated.read(TOWN)
    assert 'status = "retired"\nreason = "merged"\nsuccessor = "one-website"\n' in text
    assert "retired already" in dated.run("glossary", "retire", "county", "--reason", "x").said
    again = dated.run("glossary", "edit", "county", "--status", "approved")
    assert again.code == 0
    assert 'reason = "merged"' not in dated.read(TOWN)


def test_the_english_of_a_retired_term_is_deprecated_in_its_successor(dated):
    dated.run("glossary", "add", "网办", "--en", "cyber office", "--domain", "governance")
    dated.change(
        "content/town/en/01-work.md", "“all government services on one website,”", "a cyber office,"
    )
    words = ("glossary", "retire", "网办", "--reason", "nobody says so", "--successor")
    assert "deprecated-term" not in dated.run("check").said

    assert dated.run(*words, "one-website").code == 0

    told = dated.run("check")
    assert "deprecated-term" in told.said + told.printed
    assert "nobody says so" in told.said + told.printed


def test_a_retired_term_is_neither_explained_nor_looked_for(dated):
    assert 'id="term-one-website"' in dated.page("en")

    dated.run("glossary", "retire", "one-website", "--reason", "gone")

    assert dated.run("build", "-e", "en", "-f", "html").code == 0
    assert "term-one-website" not in dated.page("en")
    assert dated.run("check").code == 0


# ── Many at once, and things that go wrong ──


ADDING = """\
from jdpublish.cli import run
for number in range({0}, {0} + 25):
    words = ("glossary", "add", f"词{{number:03}}号", "--en", f"word {{number}}", "--pinyin", "x")
    assert run((*words, "--domain", "places", "-q")) == 0
"""


def python(project, code, **more):
    """Start Python in a project's folder."""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=project.root,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def test_two_hundred_terms_added_at_once_are_all_there(small):
    before = "# not to be lost\n" + small.read(TOWN).replace("id =", "# mine\nid =")
    small.write(TOWN, before)

    with ExitStack() as stack:
        running = [stack.enter_context(python(small, ADDING.format(25 * one))) for one in range(8)]
        told = [one.communicate()[1] for one in running]

    assert told == [""] * 8
    concepts = load_glossary(find_project(small.root)).concepts
    assert len({one.id for one in concepts}) == len(concepts) == 203
    assert small.read(TOWN).startswith(before)


@pytest.mark.parametrize("moment", ["fsync", "replace", "chmod", "mkstemp"])
def test_a_kill_leaves_the_old_file_or_the_new(small, moment):
    """The process is killed at a step of the writing, once before it and once after it."""
    before = small.read(TOWN)
    for line in ("kill(); return real(*a, **k)", "real(*a, **k); kill()"):
        code = f"""\
import os, pathlib, signal, tempfile
def kill(): os.kill(os.getpid(), signal.SIGKILL)
owner = {{"fsync": os, "mkstemp": tempfile}}.get("{moment}", pathlib.Path)
real = getattr(owner, "{moment}")
def deadly(*a, **k): {line}
setattr(owner, "{moment}", deadly)
{ADDING.format(0)}"""
        with python(small, code) as process:
            process.communicate()
        assert process.returncode == -signal.SIGKILL
        now = small.read(TOWN)
        assert now == before or (now.startswith(before) and now.endswith('term = "word 0"\n'))
        small.write(TOWN, before)
    assert small.run(*CLEAN).code == 0


def test_a_full_disk_leaves_the_old_file(small):
    before = small.read(TOWN)

    with python(small, ADDING.format(0), preexec_fn=_without_room) as process:
        said = process.communicate()[1]

    assert "cannot write to" in said
    assert small.read(TOWN) == before
    assert [path.name for path in (small.root / "glossary").iterdir()] == ["town.toml"]


def _without_room():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_a_file_that_an_editor_saves_meanwhile_is_not_overwritten(small):
    project = find_project(small.root)
    changes = with_changes(load_glossary(project), edited={"county": {"note": "x"}})
    small.change(TOWN, '"the county"', '"this county"')
    saved = small.read(TOWN)

    with pytest.raises(ContentError, match="changed while"):
        write_changes(project, changes)
    assert small.read(TOWN) == saved


def test_a_byte_order_mark_and_a_link_stay(small):
    content = b"\xef\xbb\xbf" + small.read(TOWN).encode()
    small.write("elsewhere.toml", content)
    (small.root / TOWN).unlink()
    (small.root / TOWN).symlink_to("../elsewhere.toml")

    assert small.run(*CLEAN).code == 0
    assert (small.root / TOWN).is_symlink()
    assert (small.root / "elsewhere.toml").read_bytes().startswith(content)


def test_a_new_file_is_made_for_a_new_domain(small):
    words = ("glossary", "add", "河", "--en", "river", "--domain", "Water ways", "--new-domain")

    outcome = small.run(*words)

    assert outcome.code == 0
    assert "New domain “Water ways”: opened glossary/water-ways.toml." in outcome.said
    assert small.read("glossary/water-ways.toml").startswith("[[concept]]\n")


@pytest.mark.parametrize(
    ("domain", "hint"),
    [
        ("plaecs", "did you mean “places”? --new-domain lets it in"),
        ("Places", "did you mean “places”?"),
        ("nonsense", "domains are: governance, places, politics"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ("add", "河", "--en", "river"),
        ("edit", "county"),
        ("candidates", "--add", "数据上链"),
    ],
)
def test_a_domain_that_no_entry_has_is_refused_in_a_pipe(small, words, domain, hint):
    before = small.finished, small.read(TOWN)

    outcome = small.run("glossary", *words, "--domain", domain)

    assert outcome.code == 2
    assert f"no entry has the domain “{domain}”" in outcome.said
    assert hint in outcome.said
    assert (small.finished, small.read(TOWN)) == before
    assert [path.name for path in (small.root / "glossary").iterdir()] == ["town.toml"]


def test_where_no_entry_has_a_domain_the_first_needs_no_word(small):
    small.write(TOWN, re.sub("(?m)^subject = .*\n", "", small.read(TOWN)))

    outcome = small.run("glossary", "add", "河", "--en", "river", "--domain", "water")

    assert outcome.code == 0
    assert "glossary/water.toml" in outcome.said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "river", "--en", "河"), "seem to have changed places"),
        (("add", "嘉亭荟", "--en", "嘉亭荟"), "the English term “嘉亭荟” has Chinese characters"),
        (("edit", "county", "--zh", "our shire"), "has no Chinese character"),
        (("edit", "county", "--admit-en", "本县"), "admitted form “本县” has Chinese characters"),
        (("impact", "county", "--en", "本县"), "the English term “本县” has Chinese characters"),
        (("apply", "county", "--en", "本县"), "the English term “本县” has Chinese characters"),
    ],
)
def test_chinese_as_english_is_refused_and_the_other_way_round(small, words, told):
    before = small.read(TOWN)

    outcome = small.run("glossary", *words)

    assert outcome.code == 2
    assert told in outcome.said
    assert small.read(TOWN) == before


def test_an_abbreviation_in_latin_letters_is_chinese_enough(small):
    assert small.run("glossary", "add", "5G", "--en", "5G").code == 0


def test_double_blanks_on_the_command_line_are_slips(small):
    words = ("--admit-en", "green  way", "--definition-en", "Two.  Sentences.")

    outcome = small.run("glossary", "add", " 绿道 ", "--en", "green   ways", *words)

    assert 'term = "green ways"' in outcome.printed
    assert 'admitted = ["green way"]' in outcome.printed
    assert "Two.  Sentences." in outcome.printed


def test_all_that_is_wrong_with_a_change_is_told_at_once(small):
    outcome = small.run(
        "glossary", "edit", "county", "--set", "see=nowhere", "--set", "annotate=fr"
    )  # fmt: skip

    assert "see names “nowhere”, which is no entry’s id" in outcome.said
    assert "“fr” is not a language that can be annotated" in outcome.said


# ── At a terminal ──


ANSWERS = (
    ("Chinese term", "绿道\n"),
    ("English term", "greenway\n"),
    ("Domain (", "places\n"),
    ("Id", "\n"),
    ("Pinyin", "\n"),
    ("English definition", "Path among trees.\n"),
    ("Chinese definition", "\n"),
)


def test_what_lacks_is_asked_for(small):
    said, code = Terminal(small, ANSWERS).run("glossary", "add")

    assert code == 0, said
    assert "Id [greenway]" in said
    assert "Pinyin [lǜdào]" in said
    text = small.read(TOWN)
    assert 'pinyin = "lǜdào"\npinyin-status = "proposed"\n' in text
    assert 'definition = "Path among trees."\ndefinition-status = "proposed"\n' in text


def test_pinyin_that_is_typed_is_proof_read(small):
    answers = tuple((what, "lǜ dào\n" if what == "Pinyin" else say) for what, say in ANSWERS)

    Terminal(small, answers).run("glossary", "add")

    assert 'pinyin = "lǜ dào"\n\n' in small.read(TOWN)


def test_a_term_that_is_there_is_told_before_anything_else_is_asked(small):
    said, code = Terminal(small, (("Chinese term", "我县\n"),)).run("glossary", "add")

    assert code == 2
    assert "in the glossary already" in said


def test_a_domain_with_a_slip_is_asked_about(small):
    answers = (*ANSWERS[:2], ("Domain (", "plaecs\n"), ("Did you mean", "\n"), *ANSWERS[3:])

    said, code = Terminal(small, answers).run("glossary", "add")

    assert code == 0, said
    assert "No entry has the domain “plaecs”. Did you mean “places”?" in said
    assert 'id = "greenway"\nsubject = "places"' in small.read(TOWN)


def test_a_domain_that_is_meant_is_opened_and_that_is_said(small):
    answers = (("Did you mean", "n\n"),)

    said, code = Terminal(small, answers).run(
        "glossary", "add", "绿道", "--en", "greenway", "--domain", "place"
    )

    assert code == 0, said
    assert "New domain “place”: opened glossary/place.toml." in said
    assert 'subject = "place"' in small.read("glossary/place.toml")


def test_what_cannot_be_meant_is_asked_for_again(small):
    answers = (
        ("Chinese term", "greenway\n"),
        ("has no Chinese character", "绿道\n"),
        ("English term", "绿道\n"),
        ("has Chinese characters", "greenway\n"),
        ("Domain (", "\n"),
        ("Id [", "Green Way\n"),
        ("small letters", "county\n"),
        ("another entry’s id", "\n"),
        *ANSWERS[4:],
    )

    said, code = Terminal(small, answers).run("glossary", "add")

    assert code == 0, said
    assert 'id = "greenway"' in said


def test_an_interruption_leaves_nothing(small):
    before = small.read(TOWN)

    said, code = Terminal(small, (*ANSWERS[:1], ("English", INTERRUPTION))).run("glossary", "add")

    assert code == 130, said
    assert small.read(TOWN) == before


def test_an_entry_opens_in_an_editor(small):
    said, code = Terminal(small, (), "sed -i s/the.county/our.shire/").run(
        "glossary", "edit", "county"
    )

    assert code == 0
    assert '+term = "our.shire"' in said
    assert "modified = { date = " in small.read(TOWN)


def test_a_text_with_a_mistake_is_not_lost(small):
    before = small.read(TOWN)
    editor = "sed -i -e s/approved/appröved/"
    answers = (("again?", "y\n"), ("again?", "n\n"))

    said, code = Terminal(small, answers, editor).run("glossary", "edit", "county")

    assert code == 2
    assert said.count("is not a status") == 2
    assert 'status = "appröved"' in said.rpartition("This was your text")[2]
    assert small.read(TOWN) == before


def test_a_text_is_not_lost_where_the_glossary_breaks_meanwhile(small):
    small.write(
        "editor", 'sed -i s/the.county/our.shire/ "$1"; echo broken >> glossary/town.toml\n'
    )
    answers = (("again?", "y\n"), ("again?", "n\n"))

    said, code = Terminal(small, answers, "sh editor").run("glossary", "edit", "county")

    assert code == 2
    assert 'term = "our.shire"' in said.rpartition("This was your text")[2]
    assert "Traceback" not in said


def test_an_editor_left_without_a_change_writes_nothing(small):
    before = small.read(TOWN)

    said, code = Terminal(small, (), "true").run("glossary", "edit", "county")

    assert code == 0
    assert "nothing was written" in said
    assert small.read(TOWN) == before


def test_a_new_definition_is_agreed_on_where_somebody_says_so(small):
    """Also where the old one was agreed on, so that nothing seems to change in the status."""
    new = ("--definition-en", "Our county.", "--set", "en.definition-status=approved")

    small.run("glossary", "edit", "county", *new)

    text = small.read("glossary/town.toml")
    assert 'definition = "Our county."' in text
    assert "definition-status" not in text
