"""The finished files of the real report: complete, true, the same every time, and readable."""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from jdpublish.model import BlockKind
from tests.built import (
    CHINESE,
    EDITIONS,
    REPORT,
    SIZES,
    TRADITIONAL,
    blocks_of,
    bookmarks,
    by_id,
    painted,
    solid,
    text_letters,
    visible,
    words,
)
from tests.project_factory import contents
from tests.tagged import kinds_below

WANTED = ("數據上鏈", "假托班", "發布", "「四個一批」")
UNWANTED = ("爲", "衆", "羣", "牀", "上鍊", "託班", "網際網路", "經濟執行")
OWN_FONTS = "Report-"

every_edition = pytest.mark.parametrize("edition", EDITIONS)


# ── Files ──


@every_edition
def test_every_edition_has_a_page_and_a_pdf(built, edition):
    assert built.file(edition, "html").read_bytes().startswith(b"<!doctype html>")
    assert built.file(edition, "pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_output_folder_holds_what_the_manifest_lists_and_nothing_else(built):
    listed = {f"{REPORT}/{row['path']}" for row in built.manifest["artifacts"]}

    assert set(contents(built.root)) == {"index.html", f"{REPORT}/manifest.json", *listed}


def test_the_manifest_tells_the_truth(built):
    assert built.manifest["report"] == REPORT
    assert len(built.manifest["artifacts"]) == (1 + len(SIZES)) * len(EDITIONS)
    for row in built.manifest["artifacts"]:
        path = built.root / REPORT / row["path"]
        content = path.read_bytes()
        assert path == built.file(row["edition"], row["format"], row.get("page_size", SIZES[0]))
        assert (row["bytes"], row["sha256"]) == (len(content), sha256(content).hexdigest())
        if row["format"] == "pdf":
            with pikepdf.open(path) as document:
                assert row["pages"] == len(document.pages)


def test_building_again_with_another_number_of_jobs_gives_the_same_bytes(built, built_again):
    first, second = contents(built.root), contents(built_again.root)

    assert [path for path in first if first[path] != second.get(path)] == []
    assert first.keys() == second.keys()


def test_the_front_page_leads_to_every_file(built):
    root = built.root
    targets = {link for link in _attributes(built, root / "index.html") if not link.startswith("#")}

    pages = {built.file(edition, "html") for edition in EDITIONS}
    printed = {built.file(edition, "pdf", size) for edition in EDITIONS for size in SIZES}
    assert {root / target for target in targets} == pages | printed


def _attributes(built, path: Path) -> list[str]:
    page = built.page_at(path)
    return [element.attrib["href"] for element in page.iter("a") if "href" in element.attrib]


# ── Words ──


@every_edition
def test_the_page_has_every_block_under_its_id(built, report, edition):
    elements = by_id(built.page(edition))

    assert [block.id for block in blocks_of(report, edition) if block.id not in elements] == []


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_the_page_has_every_word_of_every_block(built, report, edition):
    """In its place and in one piece: a block's element has its words, and cannot have fewer."""
    elements = by_id(built.page(edition))
    lost = [
        block.id
        for block in blocks_of(report, edition)
        for segment in block.segments
        if segment.text not in words(elements[block.id])
    ]

    assert lost == []


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_the_pdf_has_every_word_of_every_block(built, report, edition):
    """Calls, margin glosses, running heads and page numbers stand between the words of a block.

    All of them are set smaller than the text, so the letters of the text's own size and above,
    in the order in which they are painted, are the blocks without interruption. Notes are small
    themselves and stand in one piece.
    """
    everything = built.letters(edition)
    text = painted(text_letters(everything, report, edition))
    notes = painted(everything)
    lost = [
        block.id
        for block in blocks_of(report, edition)
        for segment in block.segments
        if solid(segment.text) not in (notes if block.kind is BlockKind.NOTE else text)
    ]

    assert lost == []


@pytest.mark.parametrize("edition", CHINESE)
def test_every_chinese_block_has_its_length_in_every_script(built, report, edition):
    """Conversion changes characters, never their number, so nothing can have been dropped."""
    elements = by_id(built.page(edition))

    for block in blocks_of(report, edition):
        simplified = by_id(built.page("zh-Hans"))[block.id]
        assert len(words(elements[block.id])) == len(words(simplified)), block.id


@every_edition
def test_no_trace_of_markdown_and_no_broken_character_is_left(built, edition):
    for text in (visible(built.page(edition)), painted(built.letters(edition))):
        assert not re.search(r"\*\*|\{#|\[\^|\ufffd|\]\(", text)


@pytest.mark.parametrize("edition", TRADITIONAL)
def test_the_traditional_editions_use_the_forms_their_readers_expect(built, edition):
    for text in (solid(visible(built.page(edition))), painted(built.letters(edition))):
        assert [word for word in WANTED if word not in without_calls(text)] == []
        assert [word for word in UNWANTED if word in text] == []


def without_calls(text: str) -> str:
    """Return a text without figures, among which are the numbers of calls."""
    return re.sub(r"\d", "", text)


def test_the_search_and_the_card_speak_the_script_of_the_page(built):
    for edition in TRADITIONAL:
        assert [word for word in UNWANTED if word in built.source(edition)] == []


# ── Links ──


@every_edition
def test_ids_are_unique_and_every_link_within_the_page_has_its_target(built, edition):
    page = built.page(edition)
    ids = Counter(element.attrib["id"] for element in page.iter() if "id" in element.attrib)
    targets = {
        link[1:] for link in _attributes(built, built.file(edition, "html")) if link[0] == "#"
    }

    assert [identity for identity, count in ids.items() if count > 1] == []
    assert sorted(targets - ids.keys()) == []


@every_edition
def test_links_between_pages_lead_to_files_that_are_there(built, edition):
    path = built.file(edition, "html")
    for link in _attributes(built, path):
        if not link.startswith(("#", "https://", "http://")):
            assert (path.parent / link.partition("#")[0]).is_file(), link


@every_edition
def test_each_edition_links_to_all_others_and_says_where_it_is(built, edition):
    page = built.page(edition)
    switch = {
        link.attrib["hreflang"]: link.attrib.get("aria-current")
        for link in page.iter("a")
        if link.attrib.get("hreflang")
    }

    assert switch == {other: "page" if other == edition else None for other in EDITIONS}


# ── Glossary ──


def test_the_english_explains_at_least_60_concepts_among_them_every_numbered_slogan(built, sources):
    explained = {concept for _, concept in terms(built)}
    slogans = {concept.id for concept in sources.concepts if concept.gloss_in_source}

    assert len(explained) >= 60
    assert sorted(slogans - explained) == []


def terms(built):
    """Return the annotated terms of the English page: element and concept, in order."""
    return [
        (link, link.attrib["data-concept"])
        for link in built.page("en").iter()
        if "data-concept" in link.attrib
    ]


def test_a_term_is_a_link_to_its_entry_and_never_a_button(built):
    elements = by_id(built.page("en"))

    for link, concept in terms(built):
        assert link.tag == "a"
        assert elements[link.attrib["href"].removeprefix("#")].attrib["id"] == f"term-{concept}"
        assert words(link).strip()


def test_a_concept_is_explained_once_in_a_chapter(built):
    for chapter in built.page("en").iter("section"):
        counts = Counter(
            link.attrib["data-concept"] for link in chapter.iter() if "data-concept" in link.attrib
        )
        assert not counts or max(counts.values()) == 1


@pytest.mark.parametrize("edition", CHINESE)
def test_the_chinese_annex_explains_what_the_text_calls(built, edition):
    page = built.page(edition)
    called = {link.attrib["data-concept"] for link in page.iter() if "data-concept" in link.attrib}
    entries = {identity for identity in by_id(page) if identity.startswith("term-")}

    assert {f"term-{concept}" for concept in called} == entries
    assert len(entries) >= 50


# ── The page alone ──

_LOADING = re.compile(
    r"""url\(\s*["']?(?!data:)[^)]*\)|@import|<link\b[^>]*stylesheet|\bimport\("""
)


@every_edition
def test_a_page_needs_nothing_but_itself(built, edition):
    source = built.source(edition)
    loaded = [
        element.attrib[name]
        for element in built.page(edition).iter()
        for name in ("src", "srcset", "poster", "data", "action", "background")
        if name in element.attrib and element.tag != "a"
    ]

    assert [url for url in loaded if not url.startswith("data:")] == []
    assert list(built.page(edition).iter("link")) == []
    assert _LOADING.findall(source) == []


# ── PDF ──


@every_edition
def test_the_pdf_says_what_it_is_called_by_whom_and_in_which_language(built, report, edition):
    language = "en" if edition == "en" else "zh-Hans"
    elements = by_id(built.page(edition))
    with pikepdf.open(built.file(edition, "pdf")) as document, document.open_metadata() as about:
        assert f"{document.Root.Lang}-".startswith(f"{edition}-")
        assert solid(str(document.docinfo["/Title"])) == solid(words(elements["title"]))
        assert about["dc:title"] == str(document.docinfo["/Title"])
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        if edition in report.sections:
            assert document.docinfo["/Author"] == report.source.details[language].author
        assert about["dc:creator"] == [str(document.docinfo["/Author"])]
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")


@every_edition
def test_the_pdf_is_tagged_for_screen_readers(built, edition):
    with pikepdf.open(built.file(edition, "pdf")) as document:
        kinds = Counter(kinds_below(document.Root.StructTreeRoot))

        assert bool(document.Root.MarkInfo.Marked)
        assert all("/StructParents" in page for page in document.pages)
        assert kinds["/H1"] == 1
        assert kinds["/H2"] >= 6
        assert kinds["/H3"] == 24
        assert kinds["/P"] >= 25
        assert kinds["/Link"] >= 60
        assert kinds["/L"] > 0


@every_edition
def test_the_pdf_has_a_bookmark_for_every_heading(built, report, edition):
    """Worded as on the web page, with its numeral kept apart from its words."""
    elements = by_id(built.page(edition))
    titles = [unnumbered(title) for title, *_ in bookmarks(built.file(edition, "pdf"))]
    ids = [block.id for block in blocks_of(report, edition) if block.kind is BlockKind.HEADING]
    wanted = [unnumbered(words(elements[identity])) for identity in ids]

    assert [title for title in titles if title in wanted] == wanted
    assert len(titles) - len(wanted) == len(("contents", "overview", "glossary", "about"))


def unnumbered(title: str) -> str:
    """Return a heading's words without its numeral and what parts the two: 一、 or 1 or 1 ·."""
    return re.sub(r"^(\d+ (· )?|[一二三四五六七八九十]+、)", "", " ".join(title.split()))


@every_edition
def test_the_pdf_carries_no_script_and_no_form(built, edition):
    with pikepdf.open(built.file(edition, "pdf")) as document:
        assert "/AcroForm" not in document.Root
        assert "/OpenAction" not in document.Root
        assert "/JavaScript" not in document.Root.get("/Names", {})
        actions = [
            note.A.S for page in document.pages for note in page.get("/Annots", []) if "/A" in note
        ]
        assert set(map(str, actions)) <= {"/GoTo", "/URI"}


@every_edition
def test_the_pdf_embeds_subsets_of_the_themes_fonts_only(built, edition):
    with pikepdf.open(built.file(edition, "pdf")) as document:
        fonts = [item for item in document.objects if _is_font(item)]
        for font in fonts:
            prefix, _, name = str(font.BaseFont).removeprefix("/").partition("+")
            assert re.fullmatch("[A-Z]{6}", prefix)
            assert name.startswith(OWN_FONTS)
            assert "/ToUnicode" in font
            for descendant in font.DescendantFonts:
                described = descendant.FontDescriptor
                assert {"/FontFile2", "/FontFile3"} & set(described.keys())
        assert fonts


def _is_font(item) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"


@every_edition
def test_the_contents_name_the_page_of_every_heading_and_link_to_it(built, report, edition):
    path = built.file(edition, "pdf")
    _, (contents_title, _, start), (_, _, stop), *_ = marks = bookmarks(path)
    text = painted(tuple(one for one in built.letters(edition) if start <= one.page < stop))
    listed = text.replace(".", "")

    for title, _, page in marks[2:-1]:
        own = solid(unnumbered(title))  # a numeral may be painted on its own
        assert f"{own}{page + 1}" in listed, title
    assert listed.startswith(solid(contents_title))
    heads = {block.id for block in blocks_of(report, edition) if block.kind is BlockKind.HEADING}
    assert heads - {"title"} <= link_targets(path, range(start, stop))


@every_edition
def test_every_link_in_the_pdf_leads_somewhere_and_can_be_hit(built, edition):
    """As high as small print at least: a link without height cannot be clicked."""
    path = built.file(edition, "pdf")
    with pikepdf.open(path) as document:
        names = {str(name) for name in document.Root.Names.Dests.Names[::2]}
        assert link_targets(path, range(len(document.pages))) <= names
        assert len(names) >= 60
        for number, page in enumerate(document.pages, 1):
            for link in page.get("/Annots", []):
                left, one, right, other = map(float, link.Rect)
                assert right - left >= 2, (number, link.Contents)
                assert abs(one - other) >= 5, (number, link.Contents)


def link_targets(path: Path, pages: range) -> set[str]:
    """Return the names of the places that the links of some pages lead to."""
    with pikepdf.open(path) as document:
        return {
            str(link.Dest)
            for number in pages
            for link in document.pages[number].get("/Annots", [])
            if "/Dest" in link
        }
