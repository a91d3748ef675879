"""The finished files of the real report: complete, true, the same every time, and readable."""

import itertools
import re
import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from jdpublish.model import BlockKind
from tests.built import (
    CHINESE,
    EDITIONS,
    REPORT,
    TRADITIONAL,
    Letter,
    by_id,
    painted,
    solid,
    visible,
    words,
)
from tests.project_factory import contents

WANTED = ("數據上鏈", "假托班", "發布", "「四個一批」")
UNWANTED = ("爲", "衆", "羣", "牀", "上鍊", "託班", "網際網路", "經濟執行")
OWN_FONTS = "Report-"

every_edition = pytest.mark.parametrize("edition", EDITIONS)


def blocks_of(report, edition):
    language = "en" if edition == "en" else "zh-Hans"
    return [block for section in report.sections[language] for block in section.blocks]


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
    assert len(built.manifest["artifacts"]) == 2 * len(EDITIONS)
    for row in built.manifest["artifacts"]:
        path = built.root / REPORT / row["path"]
        content = path.read_bytes()
        assert path == built.file(row["edition"], row["format"])
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

    assert {root / target for target in targets} == {
        built.file(edition, kind) for edition in EDITIONS for kind in ("html", "pdf")
    }


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


def text_letters(everything: tuple[Letter, ...], report, edition) -> tuple[Letter, ...]:
    """Return the letters set in the size of the first paragraph, or larger."""
    kept = tuple(letter for letter in everything if solid(letter.text))
    first = next(block for block in blocks_of(report, edition) if block.id == "p00")
    opening = solid(first.text)[:8]
    start = painted(kept).index(opening)
    size = min(letter.size for letter in kept[start : start + len(opening)])
    return tuple(letter for letter in kept if letter.size > size - 0.01)


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
        kinds = Counter(_kinds(document.Root.StructTreeRoot))

        assert bool(document.Root.MarkInfo.Marked)
        assert all("/StructParents" in page for page in document.pages)
        assert kinds["/H1"] == 1
        assert kinds["/H2"] >= 6
        assert kinds["/H3"] == 24
        assert kinds["/P"] >= 25
        assert kinds["/Link"] >= 60
        assert kinds["/L"] > 0


def _kinds(node):
    """Yield the kinds of all structure elements below one."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _kinds(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from _kinds(node.K)


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


@cache
def bookmarks(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return title, level and page number, both from 0, of a PDF's bookmarks."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for item in document.get_toc():
        target = item.get_dest()
        assert target is not None
        found.append((item.get_title(), item.level, target.get_index()))
    document.close()
    return tuple(found)


@every_edition
def test_the_pdf_carries_no_file_no_script_and_no_form(built, edition):
    with pikepdf.open(built.file(edition, "pdf")) as document:
        assert len(document.attachments) == 0
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


# ── What is painted ──


def test_the_glosses_stand_in_their_column_and_none_covers_anything(built, report):
    """Boxes of letters that lie on one another are two texts in one place."""
    everything = built.letters("en")
    column = gloss_letters(everything, report, built.file("en", "pdf"))
    numbers = {letter.page for letter in column}
    sizes = page_sizes(built.file("en", "pdf"))

    assert len(numbers) >= 10
    for number in numbers:
        width, height = sizes[number]
        row = [letter for letter in column if letter.page == number]
        assert min(letter.left for letter in row) > width / 2
        assert max(letter.right for letter in row) < width - 14
        assert min(letter.bottom for letter in row) > 28
        assert max(letter.top for letter in row) < height - 28
        assert covered(row) == []


LARGE = 15.0


def gloss_letters(everything: tuple[Letter, ...], report, path: Path) -> tuple[Letter, ...]:
    """Return the letters right of the text on the pages of the chapters.

    Chapters' headings are larger than these, and as wide as text and glosses together.
    """
    marks = bookmarks(path)
    first, last = marks[2][2], marks[-2][2]
    chapters = [one for one in everything if first <= one.page < last and one.size < LARGE]
    text = text_letters(everything, report, "en")
    edge = max(one.right for one in text if first <= one.page < last and one.size < LARGE)
    return tuple(letter for letter in chapters if letter.left > edge)


def covered(row: list[Letter]) -> list[tuple[str, str]]:
    """Return the pairs of letters of which most of the smaller lies under the other.

    The letters of a ligature all have the ligature's box, and kerning lets neighbours touch.
    """
    ordered = sorted(enumerate(row), key=lambda numbered: numbered[1].left)
    found = []
    for place, (here, one) in enumerate(ordered, 1):
        for there, other in itertools.islice(ordered, place, None):
            if other.left >= one.right:
                break
            apart = abs(there - here) > 1 and (one.left, one.bottom) != (other.left, other.bottom)
            if apart and common(one, other) > 0.6 * min(area(one), area(other)) > 0.3:
                found.append((one.text, other.text))
    return found


def test_letters_that_lie_on_one_another_are_noticed(built):
    """The first page of the English text, and its first lines once more a little lower."""
    row = [letter for letter in built.letters("en") if letter.page == 2]
    again = [
        replace(one, bottom=one.bottom - 1.5, top=one.top - 1.5, left=one.left + 1)
        for one in row[:200]
    ]

    assert covered(row) == []
    assert len(covered([*row, *again])) > 50


def common(one: Letter, other: Letter) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    return max(width, 0) * max(height, 0)


def area(letter: Letter) -> float:
    return (letter.right - letter.left) * (letter.top - letter.bottom)


def page_sizes(path: Path) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(path)
    sizes = [document.get_page_size(number) for number in range(len(document))]
    document.close()
    return sizes


def test_every_annotated_term_has_its_gloss_beside_the_text(built, report, sources):
    """As often as the web page marks it: once in each chapter that mentions it."""
    column = painted(gloss_letters(built.letters("en"), report, built.file("en", "pdf")))
    definitions = {one.id: one.language("en").definition for one in sources.concepts}
    marked = Counter(concept for _, concept in terms(built))

    found = {concept: column.count(solid(definitions[concept])) for concept in marked}
    assert found == dict(marked)


@every_edition
def test_no_letter_of_the_text_covers_another(built, edition):
    pages: dict[tuple[int, int], list[Letter]] = {}
    for letter in built.letters(edition):
        pages.setdefault((letter.page, round(letter.bottom / 20)), []).append(letter)

    for (number, _), row in pages.items():
        assert covered(row) == [], number + 1


@every_edition
def test_two_engines_paint_the_same_pages(built, edition, tmp_path):
    """PDFium and poppler agree on where there is ink, in cells of a centimetre."""
    path = built.file(edition, "pdf")
    grids = [
        [page.resize((21, 30), Image.Resampling.BOX).tobytes() for page in pages]
        for pages in (by_pdfium(path, 24), by_poppler(path, 24, tmp_path))
    ]

    assert len(grids[0]) == len(grids[1])
    for number, (one, other) in enumerate(zip(*grids, strict=True), 1):
        assert sum(cell < 250 for cell in one) > 8, f"page {number} is blank"
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) < 26, number


@pytest.mark.parametrize("edition", ["zh-Hans", "zh-Hant", "en"])
def test_every_letter_of_the_pdf_is_painted_in_both_engines(built, edition, tmp_path):
    """What a search finds is what a reader sees: no blank where the text has a character."""
    dpi = 100
    path = built.file(edition, "pdf")
    sizes = page_sizes(path)
    for pages in (by_pdfium(path, dpi), by_poppler(path, dpi, tmp_path)):
        blank = []
        for letter in built.letters(edition):
            if not letter.text.isalnum():
                continue
            height = sizes[letter.page][1]
            box = (letter.left, height - letter.top, letter.right, height - letter.bottom)
            left, top, right, bottom = (edge * dpi / 72 for edge in box)
            cell = pages[letter.page].crop((int(left), int(top), int(right) + 1, int(bottom) + 1))
            if cell.getextrema()[0] > 225:
                blank.append((letter.page + 1, letter.text))
        assert blank == []


def by_pdfium(path: Path, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(path)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return pages


def by_poppler(path: Path, dpi: int, folder: Path) -> list[Image.Image]:
    target = folder / f"{path.stem}-{dpi}"
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", path, target], check=True)
    return [Image.open(page) for page in sorted(folder.glob(f"{target.name}-*"))]
