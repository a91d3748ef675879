"""TBX: our entries come back whole, others read them, theirs are read, and no trap is sprung."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from translate.storage.tbx import tbxfile

from jdpublish.errors import GlossaryError
from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.termbase.entry.values import concept, values
from jdpublish.termbase.exchange import FORMATS
from jdpublish.termbase.exchange.contract import Format, Offer, Returned
from jdpublish.termbase.exchange.tbx.tags import language
from jdpublish.workspace.project import find_project
from jdpublish.workspace.reading import load
from jdpublish.xml import MOST_BYTES, read_xml
from tests.strategies import glossaries

ROOT = Path(__file__).parent.parent
SAMPLES = Path(__file__).parent / "cases" / "tbx"
SCHEMAS = Path(__file__).parent / "schemas"
DAY = dt.date(2026, 11, 22)

TBX, TBX_2008, OMEGAT = (
    next(one for one in FORMATS if one.name == name) for name in ("tbx", "tbx-2008", "omegat")
)
both_editions = pytest.mark.parametrize("form", [TBX, TBX_2008], ids=["tbx", "tbx-2008"])


@pytest.fixture(scope="module")
def ours() -> tuple[Concept, ...]:
    sources = load(find_project(ROOT))
    return sources.concepts + sources.retired


def _written(form: Format, concepts: Iterable[Concept]) -> bytes:
    return form.write(Offer(tuple(concepts), "Glossary “嘉定” & <others>", DAY))


def _read(content: bytes, name: str = "agency.tbx") -> Returned:
    assert TBX.read
    return TBX.read(content, name)


def _sample(name: str) -> Returned:
    return _read((SAMPLES / name).read_bytes(), name)


def _said(returned: Returned) -> list[dict[str, object]]:
    return [dict(row.said) for row in returned.rows]


def _told(returned: Returned) -> list[str]:
    return [f"{at.line}: {what}" for at, what in returned.unplaced]


def _mistake(content: bytes) -> GlossaryError:
    returned = _read(content)
    assert returned.rows == ()
    assert len(returned.mistakes) == 1
    return returned.mistakes[0]


# ---- What goes out comes back ----------------------------------------------------------------


@both_editions
def test_the_glossary_comes_back_as_it_went_out(form, ours):
    returned = _read(_written(form, ours))

    assert returned.has_base
    assert (returned.mistakes, returned.unplaced, returned.gone) == ((), (), ())
    assert _said(returned) == [values(one) for one in ours]
    assert [row.base for row in returned.rows] == [values(one) for one in ours]


@given(glossaries())
def test_every_glossary_is_tbx_basic_and_comes_back_as_it_went_out(concepts):
    for form in (TBX, TBX_2008):
        content = _written(form, concepts)
        returned = _read(content)

        assert (returned.mistakes, returned.unplaced, returned.gone) == ((), (), ())
        assert _said(returned) == [values(one) for one in concepts]
        assert [row.base for row in returned.rows] == [values(one) for one in concepts]
        if concepts:  # a TBX file without an entry is none
            _schema(form).assertValid(etree.fromstring(content))


@both_editions
def test_it_comes_back_whole_from_a_program_that_drops_the_header(form, ours):
    """Another program may write the entries anew; then nobody knows what went out."""
    content = re.sub(rb"<p>jdpublish-base[^<]*</p>", b"", _written(form, ours))
    returned = _read(content)

    assert not returned.has_base
    assert returned.unplaced == ()
    for row, one in zip(returned.rows, ours, strict=True):
        assert row.base is None
        everything = values(one)
        assert row.said == {
            name: value if isinstance(value, tuple) else " ".join(value.split(" "))
            for name, value in everything.items()
            if name in row.said
        }
        left_out = {name for name in everything if name not in row.said and everything[name]}
        assert {name for name in left_out if everything[name] != "approved"} == set()


@both_editions
def test_entries_that_refer_to_others_can_go_out_without_them(form, ours):
    places = _read(_written(form, ours[:1])).rows[0].places
    one, _ = concept(values(ours[0]) | {"see": (ours[1].id, "elsewhere")}, places)
    content = _written(form, [one, ours[1]])

    _schema(form).assertValid(etree.fromstring(content))
    assert _said(_read(content)) == [values(one), values(ours[1])]


@both_editions
def test_equal_glossaries_give_equal_bytes(form, ours):
    assert _written(form, ours) == _written(form, ours)


@both_editions
def test_a_change_is_seen_beside_what_went_out(form, ours):
    one = next(one for one in ours if one.language("en").preferred)
    english = one.language("en").preferred
    content = _written(form, [one]).replace(
        f"<term>{english}</term>".encode(), b"<term>another rendering</term>", 1
    )
    (row,) = _read(content).rows

    assert row.said["en.term"] == "another rendering"
    assert row.base is not None
    assert row.base["en.term"] == english
    at = row.places.at("term", "en")
    assert "another rendering" in content.decode().split("\n")[at.line - 1]


@both_editions
def test_an_entry_that_somebody_took_out_is_gone_and_one_added_has_no_base(form, ours):
    content = _written(form, ours[:2]).decode()
    identity = re.escape(ours[1].id)
    content = re.sub(rf'id="_?{identity}"', 'id="new-one"', content)
    returned = _read(content.encode())

    assert returned.gone == (ours[1].id,)
    assert [row.base is None for row in returned.rows] == [False, True]
    assert returned.rows[1].said["id"] == "new-one"


@both_editions
def test_a_field_that_somebody_emptied_is_empty_and_not_unspoken_of(form, ours):
    one = next(one for one in ours if one.note)
    content = re.sub(rb"<admin type=.source.>[^<]*</admin>", b"", _written(form, [one]))
    (row,) = _read(content).rows

    assert row.said["source"] == ""


@both_editions
def test_a_damaged_base_counts_as_none(form, ours):
    content = re.sub(rb"jdpublish-base-1:.{20}", b"jdpublish-base-1:", _written(form, ours[:1]))

    assert not _read(content).has_base


@both_editions
def test_retired_entries_offer_no_program_a_term(form, ours):
    said = values(ours[0]) | {"status": "retired", "reason": "replaced\nby law"}
    retired, mistakes = concept(said, _read(_written(form, ours[:1])).rows[0].places)
    content = _written(form, [retired])

    assert mistakes == ()
    assert b"preferredTerm" not in content
    assert b"admittedTerm" not in content
    assert _said(_read(content)) == [said]


# ---- Others read it --------------------------------------------------------------------------


@cache
def _schema(form: Format) -> etree.RelaxNG:
    name = {"tbx": "tbx-basic.rng", "tbx-2008": "tbx-basic-2008.rng"}[form.name]
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


@both_editions
def test_the_glossary_follows_our_schema_of_tbx_basic(form, ours):
    _schema(form).assertValid(etree.fromstring(_written(form, ours)))


@both_editions
def test_the_schema_refuses_what_tbx_basic_does_not_know(form, ours):
    content = _written(form, ours)
    for old, new in (
        (b">preferredTerm-admn-sts<", b">best<"),
        (b'type="subjectField"', b'type="domain"'),
        (b'xml:lang="zh-Hans"', b'lang="zh-Hans"'),
        (b'type="administrativeStatus"', b'type="partOfSpeech"'),
    ):
        assert old in content
        assert not _schema(form).validate(etree.fromstring(content.replace(old, new, 1)))


def test_the_translate_toolkit_finds_every_term_of_tbx_2008(ours):
    store = tbxfile.parsestring(
        _written(TBX_2008, ours), sourcelanguage=SOURCE_LANGUAGE, targetlanguage="en"
    )

    assert len(store.units) == len(ours)
    for unit, one in zip(store.units, ours, strict=True):
        assert unit.source == one.language(SOURCE_LANGUAGE).preferred
        english = one.language("en")
        assert unit.target == (english.terms[0].text if english.terms else None)
        expected = [(term.text, f"{term.status}Term-admn-sts") for term in english.terms]
        found = [(term.text, term.administrative_status) for term in unit.get_target_terms()]
        assert found[: len(expected)] == expected
        assert one.language("en").definition in unit.getnotes(origin="definition")


def test_omegat_is_offered_accepted_forms_alone_each_in_one_line(ours):
    text = OMEGAT.write(Offer(ours, "Glossary", DAY)).decode("utf-8-sig")
    rows = [tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#")]

    assert all(len(row) == 3 for row in rows)
    in_use = [one for one in ours if not one.retired]
    assert {row[:2] for row in rows} == {
        (chinese, english)
        for one in in_use
        for chinese in one.language(SOURCE_LANGUAGE).accepted
        for english in one.language("en").accepted
    }


@settings(max_examples=30)
@given(glossaries())
def test_no_text_breaks_a_row_of_omegat(concepts):
    text = OMEGAT.write(Offer(concepts, "Glossary\nof #1", DAY)).decode("utf-8-sig")
    head, *rows = text.split("\n")[:-1]
    pairs = sum(
        len(one.language(SOURCE_LANGUAGE).accepted) * len(one.language("en").accepted)
        for one in concepts
        if not one.retired
    )

    assert head.startswith("# ")
    assert len(text.splitlines()) == len(rows) + 1 == pairs + 1
    assert all(row.count("\t") == 2 and not row.startswith("#") for row in rows)


def test_omegat_is_told_what_to_read_back_nothing():
    assert OMEGAT.read is None


# ---- What others make ------------------------------------------------------------------------


def test_an_agencys_export_with_groups_and_formatting_is_read():
    returned = _read((SAMPLES / "agency.tbx").read_bytes(), "inbox/agency.tbx")

    assert returned.mistakes == ()
    assert not returned.has_base
    assert _said(returned) == [
        {
            "id": "c12",
            "subject": "transport",
            "zh-Hans.term": "网约车",
            "zh-Hans.admitted": ("网络预约出租汽车",),
            "zh-Hans.part-of-speech": "noun",
            "zh-Hans.context": "全区网约车司机。",
            "en.term": "ride-hailing car",
            "en.deprecated": (("net-about car", "deprecatedTerm-admn-sts in agency.tbx"),),
            "en.definition": "A car booked through an app.",
            "source": "Ministry of Transport",
            "note": "ride-hailing car: Never capitalized.",
            "created": "2019-04-17, Li Ming",
            "modified": "2021-06-30, Li Ming",
        }
    ]


def test_what_has_no_field_is_told_with_its_line():
    assert _told(_sample("agency.tbx")) == [
        "24: an earlier change: 2020-01-02, Wang Fang",
        "47: termType “fullForm” of “网络预约出租汽车”",
        "67: the terms in fr: “VTC”",
        "72: the list of people and sources at the end: 1",
    ]


def test_data_categories_that_are_elements_of_their_own_are_read():
    returned = _sample("many-languages.tbx")

    assert _said(returned) == [
        {
            "id": "iate-3556",
            "subject": "environment",
            "zh-Hans.term": "垃圾厢房",
            "zh-Hans.admitted": ("垃圾箱房",),
            "zh-Hant-TW.term": "垃圾廂房",
            "en.term": "waste sorting room",
            "en.definition": "Rooms for waste sorting.",
            "en.part-of-speech": "noun",
            "en.deprecated": (("garbage house", "informal"),),
        }
    ]
    assert _told(returned) == [
        "18: termLocation “menuItem” of “waste sorting room”",
        "40: an entry without a Chinese term: “orphan works”",
    ]


def test_a_term_in_traditional_characters_only_is_proposed_in_simplified_ones():
    taiwan = '<langSet xml:lang="zh-TW"><tig><term>綠色通道</term></tig></langSet>'
    english = '<langSet xml:lang="en"><tig><term>green lane</term></tig></langSet>'

    returned = _read(_entry(taiwan + english))

    assert _said(returned) == [
        {
            "id": "a",
            "zh-Hant-TW.term": "綠色通道",
            "zh-Hans.term": "绿色通道",
            "en.term": "green lane",
        }
    ]
    assert _told(returned) == []
    ((_, note),) = returned.notes
    assert "“綠色通道” stands in zh-Hant-TW only" in note
    assert "proof-read “绿色通道”" in note


def test_a_simplified_term_beside_a_traditional_one_is_as_the_file_has_it():
    both = "".join(
        f'<langSet xml:lang="{tag}"><tig><term>{term}</term></tig></langSet>'
        for tag, term in (("zh-TW", "軟體"), ("zh-CN", "软件"))
    )

    returned = _read(_entry(both))

    assert _said(returned) == [{"id": "a", "zh-Hant-TW.term": "軟體", "zh-Hans.term": "软件"}]
    assert returned.notes == ()


def test_sections_without_a_language_and_entries_without_an_id_are_read():
    returned = _sample("software.tbx")

    assert _said(returned)[1] == {"zh-Hans.term": "任务", "en.term": "task"}
    assert _said(returned)[0]["id"] == "27766-1436191"
    assert _told(returned) == []
    assert [f"{at.line}: {what}" for at, what in returned.notes] == [
        "15: a section names no language; “任务” is taken for zh-Hans",
        "16: a section names no language; “task” is taken for en",
    ]


def test_tbx_min_is_read():
    returned = _sample("min.tbx")

    assert _said(returned) == [
        {
            "id": "c1",
            "subject": "industry",
            "zh-Hans.term": "匠冠园",
            "en.term": "Jiangguan park",
            "en.admitted": ("Artisan Crown park",),
            "en.part-of-speech": "properNoun",
        }
    ]
    assert _told(returned) == ["13: customer “The district” of “Jiangguan park”"]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_makes_no_difference(name, encoding):
    text = (SAMPLES / name).read_text(encoding="utf-8")
    declared = re.sub(r"encoding=.UTF-8.", f'encoding="{encoding.removesuffix("-sig")}"', text)
    returned = _read(declared.encode(encoding), name)

    assert _said(returned) == _said(_sample(name))
    assert _told(returned) == _told(_sample(name))


@pytest.mark.parametrize(
    ("tag", "ours"),
    [
        *(
            (tag, "zh-Hans")
            for tag in ("zh", "zh-CN", "zh_CN", "ZH-hans", "zh-chs", "cmn", "zh-SG")
        ),
        *((tag, "zh-Hant-TW") for tag in ("zh-TW", "zh_tw", "zh-Hant-TW", "zh-cht")),
        *((tag, "zh-Hant-HK") for tag in ("zh-HK", "zh-Hant-HK", "zh-mo")),
        ("zh-Hant", "zh-Hant"),
        *((tag, "en") for tag in ("en", "en-US", "EN_gb", "eng")),
        *((tag, "") for tag in ("fr", "ja", "enm", "zha", "")),
    ],
)
def test_languages_are_known_by_many_names(tag, ours):
    assert language(tag) == ours


def _entry(inner: str) -> bytes:
    return (
        f'<martif><text><body><termEntry id="a">{inner}</termEntry></body></text></martif>'.encode()
    )


CHINESE = '<langSet xml:lang="zh"><tig><term>新城</term></tig></langSet>'


def test_two_kinds_of_english_are_taken_together():
    returned = _read(
        _entry(
            CHINESE
            + '<langSet xml:lang="en-GB"><tig><term>centre</term></tig></langSet>'
            + '<langSet xml:lang="en-US"><tig><term>center</term></tig></langSet>'
        )
    )

    assert _said(returned)[0]["en.term"] == "center"
    assert _said(returned)[0]["en.admitted"] == ("centre",)
    assert _told(returned) == ["1: en-US and en-GB are taken together"]


def test_a_second_definition_a_second_domain_and_unknown_categories_are_told():
    returned = _read(
        _entry(
            '<descrip type="subjectField">city</descrip><descrip type="subjectField">law</descrip>'
            '<descrip type="definition" xml:lang="en">One.</descrip>'
            '<descrip type="definition" xml:lang="en">Two.</descrip>'
            '<admin type="customerSubset">A</admin><xref type="xGraphic" target="a.png"/>'
            '<ref type="crossReference" target="nowhere">elsewhere</ref>' + CHINESE
        )
    )

    assert _said(returned) == [
        {"id": "a", "subject": "city", "en.definition": "One.", "zh-Hans.term": "新城"}
    ]
    assert _told(returned) == [
        "1: subjectField “law”",
        "1: definition “Two.”",
        "1: customerSubset “A”",
        "1: xGraphic “a.png”",
        "1: crossReference “elsewhere”",
    ]


def test_a_history_that_says_more_than_a_day_and_a_name_is_told():
    returned = _read(
        _entry(
            "<transacGrp><transac type='transactionType'>approval</transac>"
            "<transacNote type='responsibility'>Li Ming</transacNote><date>2019</date></transacGrp>"
            + CHINESE
        )
    )

    assert _told(returned) == ["1: transacGrp “approval, Li Ming, 2019”"]


def test_a_note_that_looks_like_a_label_but_says_nothing_we_know_stays_a_note():
    returned = _read(_entry("<note>Status: to be discussed</note>" + CHINESE))

    assert _said(returned)[0]["note"] == "Status: to be discussed"
    assert "status" not in _said(returned)[0]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"<martif>\n<text></martif>", 2, "this is not XML"),
        (b"", 1, "this is not XML"),
        (b"<xliff/>", 1, "begins with <xliff>"),
        (b"PK\x03\x04", 1, "this is not XML"),
        (b"<martif>\n&nbsp;</martif>", 2, "“&nbsp;”"),
        ("<martif>\n新</martif>".encode("gbk"), 2, "utf-8"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><martif/>', 1, "no encoding"),
        (
            b'<martif><text>\n<termEntry id="a"/>\n<termEntry id="a"/></text></martif>',
            3,
            "two entries",
        ),
    ],
)
def test_a_broken_file_is_told_with_its_line(content, line, words):
    mistake = _mistake(content)

    assert words in mistake.message
    assert mistake.at
    assert (mistake.at.file, mistake.at.line) == ("agency.tbx", line)
    assert mistake.hint


def test_lines_are_told_beyond_those_that_lxml_counts():
    filler = "<!-- <termEntry> -->\n" * 70_000
    returned = _read(_entry(f"\n{filler}<admin type='a'>b</admin>{CHINESE}"))

    assert returned.unplaced[0][0].line == 70_002


# ---- Traps -----------------------------------------------------------------------------------

LAUGHS = """<!DOCTYPE martif [
  <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"> <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<martif>&c;</martif>"""
QUADRATIC = f'<!DOCTYPE martif [<!ENTITY a "{"a" * 50_000}">]><martif>{"&a;" * 50_000}</martif>'
OUTSIDE = '<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif>&a;</martif>'
PARAMETER = '<!DOCTYPE martif SYSTEM "a.dtd" [<!ENTITY % a SYSTEM "b.dtd"> %a;]><martif/>'
TWICE = '<!DOCTYPE martif SYSTEM "a.dtd"><!DOCTYPE martif [<!ENTITY a "b">]><martif>&a;</martif>'
OTHER_ROOT = '<!DOCTYPE tbx SYSTEM "a.dtd"><tbx/>'
COMMENTED = f"<!-- a --><?b c?>\n<!-- <martif> -->{LAUGHS}"


@pytest.mark.parametrize(
    "text", [LAUGHS, QUADRATIC, OUTSIDE, PARAMETER, TWICE, OTHER_ROOT, COMMENTED]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_document_types_that_declare_something_are_refused_in_every_encoding(text, encoding):
    mistake = _mistake(text.encode(encoding))

    assert "document type" in mistake.message
    assert "take it out" in mistake.hint


@pytest.mark.parametrize(
    "line",
    [
        '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">',
        "<!DOCTYPE martif SYSTEM 'file:///etc/passwd' >",
        '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_bare_line_of_old_files_is_passed_over_and_what_it_names_is_not_sought(line, encoding):
    returned = _read((f"{line}\n" + _entry(CHINESE).decode()).encode(encoding))

    assert [row.said["zh-Hans.term"] for row in returned.rows] == ["新城"]
    assert returned.rows[0].places.at().line == 2


def test_no_file_is_put_into_another():
    secret = SAMPLES / "min.tbx"
    include = (
        '<martif><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text"'
        f' href="{secret.as_uri()}"/></martif>'
    )

    assert "XInclude" in _mistake(include.encode()).message


@pytest.mark.parametrize(
    "content",
    [
        b"<a>" * 100_000,
        b"<a>" * 100_000 + b"</a>" * 100_000,
        b'<a b="' + b"x" * 20_000_000 + b'"/>',
        b"<a>" + b"x" * 20_000_000 + b"</a>",
    ],
    ids=["deep, open", "deep", "long attribute", "long text"],
)
def test_what_is_deeper_or_longer_than_any_real_file_is_refused(content):
    assert "deeper or longer" in _mistake(content).message


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE martif SYSTEM" + b" " * 300_000,
        b"<!--" * 100_000,
        b"<?xml " + b" " * 300_000,
        b"<!DOCTYPE martif SYSTEM '" + b"a" * 300_000,
    ],
)
def test_what_never_ends_is_refused(content):
    assert _mistake(content).at


def test_a_file_that_is_too_large_is_refused_unread():
    content = b'<a b="' + bytes(MOST_BYTES)

    assert "more than 64 MB" in _mistake(content).message


def test_a_document_type_is_tolerated_only_where_somebody_asked_for_it():
    with pytest.raises(GlossaryError, match="document type"):
        read_xml(b'<!DOCTYPE martif SYSTEM "a"><martif/>', file="a.xml", error=GlossaryError)


def test_each_edition_recognises_its_own(ours):
    for encoding in ("utf-8", "utf-16"):
        for form, other in ((TBX, TBX_2008), (TBX_2008, TBX)):
            text = _written(form, ours[:1]).decode()
            assert form.recognises(text.encode(encoding))
            assert not other.recognises(text.encode(encoding))
