"""The glossary: what it refuses, where it says so, and what the real one promises its readers."""

import datetime as dt
import re

import pytest

from jdpublish.errors import GlossaryError, Location
from jdpublish.model import Term, Transaction
from jdpublish.terms.glossary import glossary
from jdpublish.terms.together import current

FILE = "glossary/x.toml"

ENTRY = """\
# 一个条目

[[concept]]
id = "four-batches"
subject = "slogan"
status = "approved"
annotate = ["en", "zh"]
gloss-in-source = "given"

[concept.zh-Hans]
term = "四个一批"
pinyin = "sì gè yī pī"
definition = "分四批推进。"
definition-status = "proposed"

[concept.en]
term = "four batches"
first = "“four batches” of projects"
admitted = ["batches"]
deprecated = [{ term = "four groups", reason = "loses the sense" }]
definition = "Four stages."
"""

OTHER = """\
[[concept]]
id = "new-city"
subject = "place"
status = "proposed"

[concept.zh-Hans]
term = "新城"
"""


def refused(text, *, before="", file=FILE):
    """Return the error of a glossary file with an entry before it, as it is shown."""
    with pytest.raises(GlossaryError) as caught:
        glossary({"glossary/first.toml": before, file: text})
    return caught.value


def changed(old, new, text=ENTRY):
    assert text.count(old) == 1, old
    return text.replace(old, new)


def place(text, line):
    """Return the place of a line's first character; the line stands once in the text."""
    lines = text.split("\n")
    (number,) = [number for number, each in enumerate(lines, 1) if each.strip() == line]
    return Location(FILE, number, len(lines[number - 1]) - len(lines[number - 1].lstrip()) + 1)


def test_an_entry_is_read_whole():
    (concept,) = glossary({FILE: ENTRY})
    chinese, english = concept.language("zh-Hans"), concept.language("en")

    assert (concept.id, concept.status, concept.gloss_in_source) == (
        "four-batches",
        "approved",
        "given",
    )
    assert concept.at == Location(FILE, 4)
    assert (chinese.preferred, chinese.pinyin) == ("四个一批", "sì gè yī pī")
    assert (chinese.definition_status, english.definition_status) == ("proposed", "approved")
    assert english.accepted == ("four batches", "batches", "“four batches” of projects")
    assert [(term.text, term.reason) for term in english.terms if term.status == "deprecated"] == [
        ("four groups", "loses the sense")
    ]
    assert concept.language("zh-Hant").preferred == ""


def test_entries_keep_the_order_of_the_files_and_of_their_lines():
    concepts = glossary({"b.toml": OTHER, "a.toml": ENTRY})

    assert [concept.id for concept in concepts] == ["new-city", "four-batches"]


def test_contexts_and_measures_are_read():
    (concept,) = glossary(
        {
            FILE: changed(
                'term = "新城"', 'term = "新城"\nnot-in = ["更新城"]\nmeasure = true', OTHER
            )
        }
    )

    chinese = concept.language("zh-Hans")
    assert (chinese.not_in, chinese.measure) == (("更新城",), True)


@pytest.mark.parametrize("context", ["更新", "新城", ""])
def test_a_context_without_the_term_in_it_is_an_error(context):
    text = changed('term = "新城"', f'term = "新城"\nnot-in = ["{context}"]', OTHER)
    error = refused(text)

    assert error.at == place(text, f'not-in = ["{context}"]')
    assert error.hint


def test_a_measure_is_true_or_false():
    text = changed('term = "新城"', 'term = "新城"\nmeasure = "yes"', OTHER)
    error = refused(text)

    assert error.message == "measure is neither true nor false"
    assert error.at == place(text, 'measure = "yes"')


@pytest.mark.parametrize("line", ['not-in = ["four batches more"]', "measure = true"])
def test_contexts_and_measures_belong_to_the_chinese(line):
    text = changed('admitted = ["batches"]', line)
    error = refused(text)

    assert error.message.startswith("[concept.en] has no key “")
    assert error.at == place(text, line)
    assert error.hint == "write it below [concept.zh-Hans]"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "concept = []\n"])
def test_a_file_without_entries_is_no_error(text):
    assert glossary({FILE: text}) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ('"四个一批"', "“四个一批”", 11, 8),
        ('status = "approved"', 'status = "approved', 6, 19),
        ('"four-batches"', '"four-batches"\nid = "x"', 5, 9),
    ],
)
def test_broken_toml_is_an_error_where_the_parser_stopped(old, new, line, column):
    error = refused(changed(old, new))

    assert error.message.startswith("this is not TOML: ")
    assert error.at == Location(FILE, line, column)
    assert "straight" in error.hint


def test_toml_that_breaks_off_is_an_error_at_the_last_line():
    assert refused(f'{ENTRY}note = ["').at == Location(FILE, 22)
    assert refused(f'{ENTRY}note = """\nnever closed').at == Location(FILE, 23)


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        (f"title = 'x'\n{ENTRY}", "title", 1),
        (f"{ENTRY}\n[[term]]\nid = 'x'\n", "term", 23),
        (f"{ENTRY}\n[ term ]\nid = 'x'\n", "term", 23),
        (f"{ENTRY}\n[conept.en]\nterm = 'x'\n", "conept", 23),
    ],
)
def test_a_table_that_is_no_entry_is_an_error_at_its_line(text, name, line):
    error = refused(text)

    assert error.message == f"“{name}” is not known here"
    assert error.at == Location(FILE, line)
    assert "[[concept]]" in error.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (ENTRY.replace("[[concept]]", "[concept]"), 3),
        ("\nconcept = 'x'\n", 2),
        ("\n\nconcept = ['x', 1]\n", 3),
    ],
)
def test_entries_in_no_list_are_an_error_at_its_line(text, line):
    error = refused(text)

    assert error.message == "“concept” is no list of entries"
    assert error.at == Location(FILE, line)
    assert "two brackets" in error.hint


@pytest.mark.parametrize(
    ("old", "new", "line", "meant"),
    [
        ("annotate = ", "anotate = ", 'anotate = ["en", "zh"]', "annotate"),
        ("gloss-in-source", "gloss_in_source", 'gloss_in_source = "given"', "gloss-in-source"),
        ('first = "', 'frist = "', 'frist = "“four batches” of projects"', "first"),
        ('definition = "Four', 'defintion = "Four', 'defintion = "Four stages."', "definition"),
        ("pinyin", "  pinyn", 'pinyn = "sì gè yī pī"', "pinyin"),
    ],
)
def test_an_unknown_key_is_an_error_that_guesses_what_was_meant(old, new, line, meant):
    text = changed(old, new)
    error = refused(text)

    assert f"has no key “{line.split()[0]}”" in error.message
    assert error.hint == f"did you mean “{meant}”?"
    assert error.at == place(text, line)


def test_an_unknown_key_that_is_like_no_other_is_told_which_there_are():
    error = refused(changed("pinyin", "xyz"))

    assert error.hint.startswith("known are: term, pinyin")


def test_an_unknown_language_is_an_error():
    error = refused(changed("[concept.en]", "[concept.zh-Hat]"))

    assert error.message == "an entry has no key “zh-Hat”"
    assert error.hint == "did you mean “zh-Hant”?"
    assert error.at == Location(FILE, 16)


def test_the_same_key_in_another_language_is_not_taken_for_the_wrong_one():
    text = changed('term = "four batches"', "term = 4")

    assert refused(text).at == place(text, "term = 4")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"slogan"', "7", "subject is not a text"),
        ('"sì gè yī pī"', "['sì']", "pinyin is not a text"),
        ('"Four stages."', "true", "definition is not a text"),
        ('["en", "zh"]', '"en"', "annotate is not a list of texts"),
        ('["batches"]', "[1]", "admitted is not a list of texts"),
        ('["batches"]', '[""]', "admitted is not a list of texts"),
        ('"four-batches"', "4", "id is not a text"),
        ('"four-batches"', '"Four Batches"', "“Four Batches” cannot be an entry's id"),
        ('"approved"', '"aproved"', "“aproved” is not a status"),
        ('"approved"', '["approved"]', "“['approved']” is not a status"),
        ('"given"', '"yes"', "“yes” is not a gloss-in-source"),
        ('"proposed"', '"done"', "“done” is not a definition-status"),
        ('["en", "zh"]', '["en", "de"]', "“de” is not a language that can be annotated"),
    ],
)
def test_a_wrong_value_is_an_error_at_its_key(old, new, message):
    text = changed(old, new)
    error = refused(text)
    (line,) = [line for line in text.split("\n") if new in line and "[concept" not in line]

    assert error.message == message
    assert error.at == place(text, line)
    assert "write" in error.hint


@pytest.mark.parametrize(
    "rows",
    [
        '["four groups"]',
        '"four groups"',
        '[{ term = "four groups" }]',
        '[{ term = "four groups", reason = "" }]',
        '[{ term = "four groups", why = "x" }]',
        "[{ term = 4, reason = 'x' }]",
    ],
)
def test_a_deprecated_form_without_a_reason_is_an_error(rows):
    text = changed('[{ term = "four groups", reason = "loses the sense" }]', rows)
    error = refused(text)

    assert error.message == "deprecated forms need a term and a reason each"
    assert error.at == place(text, f"deprecated = {rows}")


def test_a_language_that_is_no_table_is_an_error():
    text = changed('subject = "slogan"', 'subject = "slogan"\nzh-Hant = "四個一批"')
    error = refused(text)

    assert error.message == "“zh-Hant” is not a table"
    assert error.at == place(text, 'zh-Hant = "四個一批"')


@pytest.mark.parametrize("key", ["id", "status"])
def test_a_missing_key_is_an_error_at_the_entry(key):
    text = re.sub(rf"^{key} = .*\n", "", ENTRY, flags=re.MULTILINE)
    error = refused(text)

    assert f"has no {key}" in error.message
    assert error.at == Location(FILE, 3)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [('term = "四个一批"\n', "", 10), ('"四个一批"', '""', 10), ("[concept.zh-Hans]", "", 3)],
)
def test_an_entry_without_a_chinese_term_is_an_error_at_its_chinese(old, new, line):
    text = changed(old, new)
    if not new and old.startswith("["):
        text = OTHER.replace('term = "新城"', "").replace("[concept.zh-Hans]", "")
        line = 1
    error = refused(text)

    assert "has no Chinese term" in error.message
    assert error.at == Location(FILE, line)


def test_an_entry_without_english_is_no_error():
    assert [concept.id for concept in glossary({FILE: OTHER})] == ["new-city"]


def test_an_id_that_stands_twice_is_an_error_that_names_the_first_place():
    text = OTHER.replace("新城", "新市镇")
    error = refused(f"\n{text}", before=OTHER)

    assert error.message == "the id “new-city” stands twice in the glossary"
    assert error.at == Location(FILE, 3)
    assert "glossary/first.toml:2:1" in error.hint


def test_a_chinese_term_that_stands_twice_is_an_error_that_names_the_first_entry():
    error = refused(OTHER.replace("new-city", "new-town"), before=OTHER)

    assert error.message == "the Chinese term “新城” stands twice in the glossary"
    assert error.at == Location(FILE, 7)
    assert "“new-city” at glossary/first.toml:7:1" in error.hint


@pytest.mark.parametrize("key", ['admitted = ["新城"]', 'first = "新城"'])
@pytest.mark.parametrize("later", [True, False])
def test_an_accepted_chinese_form_of_another_entry_is_an_error(key, later):
    other = f"{OTHER.replace('new-city', 'new-town').replace('新城', '新市镇')}{key}\n"
    before, text = (OTHER, other) if later else (other, OTHER)
    error = refused(text, before=before)

    assert error.message == "the Chinese term “新城” stands twice in the glossary"
    assert error.at == Location(FILE, 8 if later else 7)
    assert f"glossary/first.toml:{7 if later else 8}:1" in error.hint


def test_a_form_that_is_accepted_twice_in_one_entry_is_no_error():
    assert len(glossary({FILE: f'{OTHER}admitted = ["新城"]\nfirst = "新城"\n'})) == 1


@pytest.mark.parametrize("form", ["four batches", "“four batches” of projects", "batches"])
def test_a_form_that_is_accepted_and_deprecated_is_an_error(form):
    text = changed('"four groups"', f'"{form}"')
    error = refused(text)

    assert error.message == f"“{form}” is accepted and deprecated in one entry"
    assert error.at == place(
        text, f'deprecated = [{{ term = "{form}", reason = "loses the sense" }}]'
    )


def test_a_form_may_be_deprecated_in_one_language_and_stand_in_another():
    text = changed(
        'pinyin = "sì', 'deprecated = [{ term = "batches", reason = "英文" }]\npinyin = "sì'
    )

    assert len(glossary({FILE: text})) == 1


def test_an_error_in_a_later_entry_is_found_below_its_own_head():
    text = "\n".join((ENTRY, changed('"proposed"', '"new"', OTHER)))
    error = refused(text)

    assert error.message == "“new” is not a status"
    assert error.at == place(text, 'status = "new"')


def test_comments_and_quotes_at_a_table_s_head_do_not_hide_it():
    text = changed("[concept.en]", '[ concept."en" ]  # English').replace(
        "[[concept]]", "[[concept]] #"
    )
    text = text.replace('term = "four batches"', "term = 4")

    assert refused(text).at == place(text, "term = 4")


# ── Records: who made an entry, what it refers to, why it is retired ──

RECORD = """\
created = { date = 2024-05-06, by = "Li Ming" }
modified = { date = "2026-11-22" }
see = ["new-city"]
"""


def recorded(*lines):
    """Return the entry with further keys of its own, and the other entry after it."""
    return changed("annotate", "\n".join((*lines, "annotate"))) + OTHER


def test_the_record_of_an_entry_is_read():
    concept, _ = glossary({FILE: recorded(RECORD)})

    assert concept.created == Transaction(dt.date(2024, 5, 6), "Li Ming")
    assert concept.modified == Transaction(dt.date(2026, 11, 22))
    assert concept.see == ("new-city",)


@pytest.mark.parametrize(
    "value",
    [
        '"2026-11-31"',
        '"yesterday"',
        "2026",
        "2026-11-22",
        "{ date = 2026-11-22T10:00:00 }",
        '{ by = "Li Ming" }',
        "{ date = 2026-11-22, by = 5 }",
        '{ date = 2026-11-22, who = "Li Ming" }',
        '{ date = 2026-11-22, by = "Li\\nMing" }',
    ],
)
def test_a_record_without_a_day_is_an_error(value):
    error = refused(recorded(f"modified = {value}"))

    assert error.message == "modified does not say when"
    assert error.at == place(recorded(f"modified = {value}"), f"modified = {value}")


def test_parts_of_speech_and_contexts_are_read():
    text = changed('first = "', 'part-of-speech = "noun"\ncontext = "Seen so."\nfirst = "')
    (concept,) = glossary({FILE: text})

    assert concept.language("en").part_of_speech == "noun"
    assert concept.language("en").context == "Seen so."
    assert "is not a part-of-speech" in refused(text.replace('"noun"', '"nouns"')).message


def test_pinyin_is_approved_where_nothing_else_is_said():
    (said,) = glossary({FILE: ENTRY})
    (proposed,) = glossary(
        {FILE: changed("definition-st", 'pinyin-status = "proposed"\ndefinition-st')}
    )

    assert said.language("zh-Hans").pinyin_status == "approved"
    assert proposed.language("zh-Hans").pinyin_status == "proposed"
    assert (
        "not a pinyin-status"
        in refused(changed("definition-st", 'pinyin-status = "no"\ndefinition-st')).message
    )


RETIRED = OTHER.replace('"proposed"', '"retired"\nreason = "merged"\nsuccessor = "four-batches"')


def test_an_entry_is_retired_for_a_reason():
    _, concept = glossary({FILE: ENTRY + RETIRED})

    assert concept.retired
    assert (concept.reason, concept.successor) == ("merged", "four-batches")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('reason = "merged"\n', "", "the entry is retired and does not say why"),
        ('"retired"', '"approved"', "the entry has a reason, but is not retired"),
        ('"four-batches"', '"four-batch"', "successor names “four-batch”, which is no entry’s id"),
        ('"four-batches"', '"new-city"', "successor names “new-city”, which is the entry itself"),
    ],
)
def test_a_retired_entry_that_does_not_add_up_is_an_error(old, new, message):
    assert refused(changed(old, new, RETIRED), before=ENTRY).message == message


def test_an_entry_cannot_refer_to_one_that_is_not_there():
    text = recorded('see = ["new-cty"]')
    error = refused(text)

    assert error.message == "see names “new-cty”, which is no entry’s id"
    assert text.split("\n")[error.at.line - 1] == 'see = ["new-cty"]'
    assert error.hint == "did you mean “new-city”?"


def test_of_two_entries_with_one_id_each_is_told_at_its_own_place():
    twice = OTHER.replace('status = "proposed"', 'status = "proposed"\nsee = ["nowhere"]')
    error = refused(twice.replace("新城", "新市镇"), before=OTHER)

    assert [(str(one.at), one.message) for one in (error, *error.others)] == [
        (f"{FILE}:2:1", "the id “new-city” stands twice in the glossary"),
        (f"{FILE}:2:1", "see names “nowhere”, which is no entry’s id"),
    ]


def test_where_a_whole_file_is_missing_every_reference_is_named():
    names = ", ".join(f'"new-cty-{number}"' for number in range(50))
    error = refused(recorded(f"see = [{names}]"))

    assert len(error.others) == 49
    assert error.hint == "did you mean “new-city”?"
    assert error.others[-1].hint == "name another, or none"


def test_a_retired_entry_may_have_the_chinese_of_one_in_use():
    assert len(glossary({FILE: ENTRY + RETIRED.replace("新城", "四个一批")})) == 2
    both = RETIRED + RETIRED.replace('"new-city"', '"new-town"')
    assert len(glossary({FILE: ENTRY + both})) == 3
    assert "stands twice" in refused(OTHER.replace("new-city", "n"), before=OTHER).message


def test_the_forms_of_a_retired_entry_are_deprecated_in_its_successor():
    retired = f"""{RETIRED}admitted = ["新的城", "四个一批"]
[concept.en]
term = "new city"
admitted = ["batches", "four groups"]
"""
    (concept,) = current(glossary({FILE: ENTRY + retired}))

    inherited = {tag: section.deprecated for tag, section in concept.languages.items()}
    assert inherited == {
        "zh-Hans": (Term("新城", "deprecated", "merged"), Term("新的城", "deprecated", "merged")),
        "en": (
            Term("four groups", "deprecated", "loses the sense"),
            Term("new city", "deprecated", "merged"),
        ),
    }


def test_without_retired_entries_the_glossary_is_as_it_is():
    concepts = glossary({FILE: ENTRY + OTHER})

    assert current(concepts) == concepts


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("四个一批", "四个\\u0000一批", "there is a control character in term (U+0000)"),
        ("分四批推进", "分四批\\u000B推进", "there is a control character in definition (U+000B)"),
        (
            "“four batches” of projects",
            "four batches ",
            "“four batches” begins or ends with a blank",
        ),
        ('"batches"', '"\u3000batches"', "“batches” begins or ends with a blank"),
        ("sì gè yī pī", "sì gè\\nyī pī", "“sì gè yī pī” is not in one line"),
        ('"four groups"', '"four\\tgroups"', "“four groups” is not in one line"),
        ("loses the sense", " loses", "“loses” begins or ends with a blank"),
        ('"four groups"', '"four groups "', "“four groups” begins or ends with a blank"),
        (
            '"four groups"',
            '"four\\u001Bgroups"',
            "there is a control character in deprecated (U+001B)",
        ),
        (
            "四个一批",
            "四个\\u202E一批",
            "there is an invisible character in term (U+202E RIGHT-TO-LEFT OVERRIDE)",
        ),
        (
            "sì gè",
            "sì\\u200B gè",
            "there is an invisible character in pinyin (U+200B ZERO WIDTH SPACE)",
        ),
        (
            "four groups",
            "four\\uFEFF groups",
            "there is an invisible character in deprecated (U+FEFF ZERO WIDTH NO-BREAK SPACE)",
        ),
    ],
)
def test_what_no_text_of_an_entry_holds_is_an_error(old, new, message):
    assert refused(changed(old, new)).message == message


def test_definitions_may_have_several_lines():
    (concept,) = glossary({FILE: changed('"Four stages."', '"Four\\n\\tstages."')})

    assert concept.language("en").definition == "Four\n\tstages."


def test_all_mistakes_are_told_at_once():
    text = changed('"approved"', '"fine"').replace("admitted", "admited") + OTHER.replace(
        "id", "ide"
    )

    error = refused(text, before="not TOML")

    told = [(one.message.split("“")[0].strip(), one.at.file[9:]) for one in (error, *error.others)]
    assert told == [
        ("this is not TOML: Expected '=' after a key in a key/value pair", "first.toml"),
        ("[concept.en] has no key", "x.toml"),
        ("", "x.toml"),
        ("an entry has no key", "x.toml"),
        ("the entry has no id", "x.toml"),
    ]


def test_lines_that_only_look_like_keys_are_not_taken_for_them():
    """A text in several lines may hold what looks like an entry, a language or a key."""
    text = changed(
        'subject = "slogan"\n',
        'note = """\n[[concept]]\n[concept.en]\nfirst = 5"""\nsubject = "slogan"\n',
    )
    wrong = text.replace('first = "“four', 'first = 5 # "“four')

    assert refused(wrong).at == place(wrong, 'first = 5 # "“four batches” of projects"')
    assert glossary({FILE: text + OTHER})[1].at == place(text + OTHER, 'id = "new-city"')


def test_the_real_glossary_has_247_concepts(sources):
    assert len(sources.concepts) == 247


def test_every_numbered_slogan_is_explained_to_english_and_chinese_readers(sources):
    slogans = [concept for concept in sources.concepts if concept.gloss_in_source]

    assert len(slogans) >= 25
    assert [concept.id for concept in slogans if set(concept.annotate) != {"en", "zh"}] == []
    assert [
        concept.id
        for concept in sources.concepts
        if concept.subject == "numbered-slogan" and not concept.gloss_in_source
    ] == []


def test_every_concept_has_pinyin_and_a_definition_in_both_languages(sources):
    assert [
        concept.id
        for concept in sources.concepts
        if not concept.language("zh-Hans").pinyin
        or not concept.language("zh-Hans").definition
        or not concept.language("en").definition
        or not concept.language("en").preferred
    ] == []


def test_pinyin_is_pinyin(sources):
    letters = re.compile(r"[A-Za-zÀ-ÿĀ-ſǍ-ǜ0-9 ’“”()+,.%·–-]+")

    assert [
        (concept.id, concept.language("zh-Hans").pinyin)
        for concept in sources.concepts
        if not letters.fullmatch(concept.language("zh-Hans").pinyin)
    ] == []


def test_every_chinese_definition_is_proposed_until_someone_approves_it(sources):
    assert {concept.language("zh-Hans").definition_status for concept in sources.concepts} == {
        "proposed"
    }


def test_every_deprecated_form_has_a_reason(sources):
    forms = [
        term
        for concept in sources.concepts
        for section in concept.languages.values()
        for term in section.terms
        if term.status == "deprecated"
    ]

    assert len(forms) > 100
    assert [term.text for term in forms if not term.reason.strip()] == []


def test_no_deprecated_form_is_another_concept_s_preferred_term(sources):
    preferred = {
        (tag, section.preferred): concept.id
        for concept in sources.concepts
        for tag, section in concept.languages.items()
    }

    assert [
        (concept.id, term.text, preferred[tag, term.text])
        for concept in sources.concepts
        for tag, section in concept.languages.items()
        for term in section.terms
        if term.status == "deprecated" and (tag, term.text) in preferred
    ] == []


def test_definitions_use_the_marks_of_their_language(sources):
    english = [concept.language("en").definition for concept in sources.concepts]
    chinese = [concept.language("zh-Hans").definition for concept in sources.concepts]

    assert [text for text in english if re.search(r"[\"']|[，。；：（）]", text)] == []
    assert [text for text in chinese if re.search(r"[\"',;()]|(?<!\d)[.:]", text)] == []
