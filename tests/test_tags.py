"""What a screen reader is told of the PDFs, and what it is not: kinds, languages, notes, links."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from jdpublish.model import SUBTITLE, TITLE, BlockKind
from tests.built import CHINESE, EDITIONS, SIZES, Built, blocks_of, bookmarks, by_id, solid
from tests.project_factory import ENVIRONMENT, SmallProject
from tests.tagged import Tag, marked_words, tags

every_edition = pytest.mark.parametrize("edition", EDITIONS)
HAN = re.compile("[\u3400-\u9fff]")
LATIN = re.compile("[A-Za-z]")
PINYIN = "zh-Latn-pinyin"


def tree(built: Built, edition: str) -> Tag:
    return tags(built.file(edition, "pdf"))


# ── The text ──


@every_edition
def test_every_mark_on_a_page_belongs_to_one_element_and_knows_it(built, edition):
    path = built.file(edition, "pdf")
    owned = Counter((held.page, held.number) for _, held in tree(built, edition).pieces())

    assert set(owned.values()) == {1}
    with pikepdf.open(path) as document:
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        marks = {
            (page, mark) for page in range(len(document.pages)) for mark in range(len(owners[page]))
        }
        assert marks == set(owned)
        for page, mark in marks:
            kids: list[Any] = list(owners[page][mark].K)
            assert mark in [kid if isinstance(kid, int) else kid.get("/MCID") for kid in kids]


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_every_block_is_one_element_also_where_a_page_ends(built, report, edition):
    """With its words in their order, and what is called from it left aside."""
    kinds = {BlockKind.HEADING: ("H2", "H3"), BlockKind.PARAGRAPH: ("P",)}
    found: dict[str, list[Tag]] = {}
    for tag in tree(built, edition).below("H2", "H3", "P"):
        found.setdefault(tag.text("Note", "Reference", "Lbl"), []).append(tag)
    blocks = [
        block
        for section in report.sections[edition]
        for block in section.blocks
        if block.kind in kinds and block.id not in (TITLE, SUBTITLE)
    ]
    lost = [
        block.id
        for block in blocks
        if [tag.kind for tag in found.get(solid(block.text), [])]
        != [f"H{block.depth + 1}" if block.kind is BlockKind.HEADING else "P"]
    ]

    assert lost == []
    paragraphs = [
        tag for size in SIZES for tag in tags(built.file(edition, "pdf", size)).below("P")
    ]
    assert [tag for tag in paragraphs if len(tag.pages()) > 1]


@every_edition
def test_the_tree_has_one_part_and_a_section_for_each_chapter(built, report, edition):
    sections = report.sections["en" if edition == "en" else "zh-Hans"]
    (text,) = tree(built, edition).below("Part")

    heads = [section.children[0] for section in text.children]
    assert {section.kind for section in text.children} == {"Sect"}
    assert {head.kind for head in heads} <= {"H2", "Div"}
    assert len(heads) == len(sections) + len(("glossary", "about"))


# ── Languages ──


@every_edition
def test_every_change_of_language_is_said_and_nothing_else(built, edition):
    root = tree(built, edition)

    def check(tag: Tag) -> None:
        for kid in tag.children:
            assert kid.own_language != tag.language, kid
            check(kid)

    check(root)
    others = {"zh-Hans", PINYIN} if edition == "en" else {"en", PINYIN}
    assert {tag.language for tag, _ in root.pieces()} == {root.language, *others}


def test_in_english_all_chinese_is_said_to_be_chinese_and_no_english_is(built):
    pieces = [(tag.language, held.text) for tag, held in tree(built, "en").pieces()]

    assert [text for tag, text in pieces if HAN.search(text) and tag != "zh-Hans"] == []
    assert [text for tag, text in pieces if LATIN.search(text) and tag == "zh-Hans"] == []
    assert sum(bool(HAN.search(text)) for _, text in pieces) > 150


@pytest.mark.parametrize("edition", CHINESE)
def test_in_chinese_the_english_of_the_glossary_and_its_pinyin_are_said_to_be_so(built, edition):
    pieces = [(tag.language, held.text) for tag, held in tree(built, edition).pieces()]

    assert [text for tag, text in pieces if HAN.search(text) and tag != edition] == []
    for language in ("en", PINYIN):
        assert sum(tag == language for tag, _ in pieces) >= 50


@every_edition
def test_pinyin_and_only_pinyin_is_said_to_be_pinyin(built, sources, edition):
    spelled = {solid(one.language("zh-Hans").pinyin) for one in sources.concepts}
    marked = [
        tag.text() for tag in tree(built, edition).below("Span") if tag.own_language == PINYIN
    ]

    assert len(marked) >= 50
    assert set(marked) <= spelled


@every_edition
def test_the_title_on_the_cover_in_the_other_language_is_said_to_be_so(built, report, edition):
    other = "zh-Hans" if edition == "en" else "en"
    title = next(
        block.text for one in report.sections[other] for block in one.blocks if block.id == TITLE
    )

    assert [tag.text() for tag in tree(built, edition).below("P") if tag.language == other] == [
        solid(title)
    ]


# ── Notes ──


@every_edition
def test_every_note_stands_behind_its_call_and_has_its_label(built, edition):
    """Margin glosses and footnotes alike, wherever they are printed."""
    root = tree(built, edition)
    notes = list(root.below("Note"))
    behind = [
        (before, note)
        for parent in everything(root)
        for before, note in pairwise(parent.kids)
        if isinstance(note, Tag) and note.kind == "Note"
    ]

    assert len(behind) == len(notes) >= 1
    for before, note in behind:
        assert isinstance(before, Tag)
        call = before if before.kind == "Reference" else list(before.below("Reference"))[-1]
        assert call.kind == "Reference"
        assert note.children[0].kind == "Lbl"
        assert note.children[0].text() == call.text()
        assert len(note.text("Lbl")) >= 5


def test_a_gloss_for_which_its_page_had_no_room_still_stands_behind_its_number(built):
    """In one of the page sizes at least there is one that is printed overleaf."""
    overleaf = 0
    for size in SIZES:
        root = tags(built.file("en", "pdf", size))
        pairs = [pair for parent in everything(root) for pair in pairwise(parent.children)]
        behind = [pair for pair in pairs if pair[1].kind == "Note"]
        assert len(behind) == len(list(root.below("Note")))
        assert all(call.text().endswith(note.children[0].text()) for call, note in behind)
        overleaf += sum(call.pages() != note.pages() for call, note in behind)

    assert overleaf


def everything(tag: Tag) -> Iterator[Tag]:
    yield tag
    for kid in tag.children:
        yield from everything(kid)


def test_english_has_a_note_for_every_gloss_and_every_footnote(built, report, sources):
    definitions = {one.id: solid(one.language("en").definition) for one in sources.concepts}
    marked = Counter(
        link.attrib["data-concept"]
        for link in built.page("en").iter()
        if "data-concept" in link.attrib
    )
    notes = [note.text("Lbl") for note in tree(built, "en").below("Note")]

    footnotes = [block for block in blocks_of(report, "en") if block.kind is BlockKind.NOTE]
    assert len(notes) == marked.total() + len(footnotes)
    assert len(footnotes) >= 1
    for concept, times in marked.items():
        assert sum(note.endswith(definitions[concept]) for note in notes) >= times, concept
    for block in footnotes:
        assert notes.count(solid(block.text)) == 1


@pytest.mark.parametrize("edition", CHINESE)
def test_chinese_has_a_note_for_every_footnote_only(built, report, edition):
    footnotes = [block for block in blocks_of(report, edition) if block.kind is BlockKind.NOTE]
    notes = [note.text("Lbl") for note in tree(built, edition).below("Note")]

    assert len(notes) == len(footnotes) >= 1
    if edition == "zh-Hans":
        assert sorted(notes) == sorted(solid(block.text) for block in footnotes)


@every_edition
def test_every_block_is_found_by_its_id(built, report, edition):
    """So that what was printed can be compared with the text, block by block."""
    ids = {tag.identity for tag in everything(tree(built, edition))}

    assert {block.id for block in blocks_of(report, edition)} <= ids


@every_edition
def test_every_note_has_an_id_of_its_own_and_is_found_by_it(built, edition):
    """As ISO 14289-1:2014, 7.9 and ISO 32000-1:2008, table 322 demand."""
    assert all(note.identity for note in tree(built, edition).below("Note"))
    ids = [tag.identity for tag in everything(tree(built, edition)) if tag.identity]
    assert len(set(ids)) == len(ids)
    with pikepdf.open(built.file(edition, "pdf")) as document:
        names = document.Root.StructTreeRoot.IDTree.Names
        listed = [str(name) for name in names[::2]]
        assert listed == sorted(ids)
        assert all(str(one.ID) == name for name, one in zip(listed, names[1::2], strict=True))


@pytest.mark.parametrize("edition", CHINESE)
def test_the_numbers_after_chinese_terms_are_references_to_the_annex(built, edition):
    calls = [
        tag
        for tag in tree(built, edition).below("Reference")
        if any(link.target.startswith("term-") for link in links_in(tag))
    ]
    entries = list(by_id(built.page(edition)))
    terms = [identity for identity in entries if identity.startswith("term-")]

    assert {link.target for tag in calls for link in links_in(tag)} == set(terms)
    assert all([kid.kind for kid in tag.children] == ["Link"] for tag in calls)


def links_in(tag: Tag):
    return [link for inner in tag.below("Link") for link in inner.links]


# ── Contents and links ──


@every_edition
def test_every_entry_of_the_contents_is_one_link_with_its_words_and_page(built, edition):
    path = built.file(edition, "pdf")
    _, (_, _, start), (_, _, stop), *_ = marks = bookmarks(path)
    (contents,) = (
        tag
        for tag in tree(built, edition).below("Sect")
        for kid in tag.children
        if kid.kind == "TOC"
    )
    items = list(contents.below("TOCI"))
    listed = [
        (solid(links_in(reference)[0].said), reference.text())
        for item in items
        for reference in item.children
        if reference.kind == "Reference"
    ]

    assert len(items) == len(listed) == len(marks[2:-1])
    for (title, _, page), (said, text) in zip(marks[2:-1], listed, strict=True):
        assert solid(title).endswith(said)
        assert text == f"{said}{page + 1}"
    with pikepdf.open(path) as document:
        pages = document.pages[start:stop]
        annotations = [link for page in pages for link in page.get("/Annots", [])]
        assert len(annotations) == len(items)


@every_edition
def test_the_contents_are_nested_as_the_headings_are(built, edition):
    marks = bookmarks(built.file(edition, "pdf"))[2:-1]
    (contents,) = (
        kid
        for tag in tree(built, edition).below("Sect")
        for kid in tag.children
        if kid.kind == "TOC"
    )

    def levels(toc: Tag, level: int) -> list[int]:
        found = []
        for item in toc.children:
            assert item.kind == "TOCI"
            found.append(level)
            for inner in item.children:
                assert inner.kind in ("Lbl", "Reference", "TOC")
                found += levels(inner, level + 1) if inner.kind == "TOC" else []
        return found

    first = marks[0][1]
    assert levels(contents, first) == [level for _, level, _ in marks]


@every_edition
def test_every_link_says_in_words_where_it_leads(built, sources, edition):
    """Contents is what a screen reader says: never an id, and of a number what it stands for."""
    links = links_in(tree(built, edition))
    ids = set(by_id(built.page(edition)))
    terms = {
        one.id: one.language("en" if edition == "en" else "zh-Hans") for one in sources.concepts
    }

    assert len(links) >= 60
    for link in links:
        assert link.said.strip()
        assert link.said not in ids
        assert link.said != link.target
        if link.target.startswith("term-") and edition in ("zh-Hans", "en"):
            assert link.said.endswith(terms[link.target.removeprefix("term-")].preferred)


@every_edition
def test_every_link_is_in_the_tree_once_and_knows_its_place(built, edition):
    with pikepdf.open(built.file(edition, "pdf")) as document:
        annotations = [link for page in document.pages for link in page.get("/Annots", [])]
        numbers = document.Root.StructTreeRoot.ParentTree.Nums
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for link in annotations:
            owner = owners[int(link.StructParent)]
            assert owner.S == "/Link"
            kids: list[Any] = list(owner.K)
            held = [kid for kid in kids if not isinstance(kid, int) and "/Obj" in kid]
            assert link.objgen in [kid.Obj.objgen for kid in held]
    assert len(annotations) == len(links_in(tree(built, edition)))


# ── Glossary ──


@every_edition
def test_the_glossary_is_a_list_of_terms_and_what_they_mean(built, sources, edition):
    concepts = {one.id: one for one in sources.concepts}
    page = by_id(built.page(edition))
    explained = [identity for identity in page if identity.startswith("term-")]
    glossary = max(tree(built, edition).below("L"), key=lambda tag: len(tag.children))

    assert len(glossary.children) == len(explained)
    assert {tuple(kid.kind for kid in item.children) for item in glossary.children} == {
        ("Lbl", "LBody")
    }
    if edition in ("zh-Hans", "en"):
        labels = [item.children[0].text() for item in glossary.children]
        bodies = [item.children[1].text() for item in glossary.children]
        for identity in explained:
            said = concepts[identity.removeprefix("term-")].language(edition)
            place = next(
                place
                for place, (label, body) in enumerate(zip(labels, bodies, strict=True))
                if solid(said.preferred) in label and solid(said.definition) in body
            )
            assert solid(said.pinyin) in labels[place]


# ── What is no text ──


@every_edition
def test_running_heads_and_page_numbers_are_pagination_and_no_text(built, edition):
    """As ISO 14289-1:2014, 7.8 demands: headers and footers, said to be so."""
    path = built.file(edition, "pdf")
    marks = bookmarks(path)
    running = {solid(title) for title, level, _ in marks if level == marks[1][1]}
    outside = {
        page: solid(text) for (page, number), text in marked_words(path).items() if number < 0
    }
    first, last = marks[2][2], marks[-1][2]
    with pikepdf.open(path) as document:
        for number, page in enumerate(document.pages):
            said = painted_artifacts(page)
            assert said <= {("/Pagination", "/Header"), ("/Pagination", "/Footer"), ("/Layout", "")}
            if first <= number < last:
                head = outside[number].removesuffix(str(number + 1))
                assert head in {"", *running}
                assert ("/Pagination", "/Footer") in said
                assert (("/Pagination", "/Header") in said) is (head != "")


def painted_artifacts(page) -> set[tuple[str, str]]:
    """Return type and subtype of the artifacts in which words are painted; fail on loose words."""
    found = set()
    around: list[tuple[str, Any]] = []
    for instruction in pikepdf.parse_content_stream(page):
        name = str(instruction.operator)
        if name in ("BMC", "BDC"):
            operands = list(instruction.operands)
            around.append((str(operands[0]), operands[1] if len(operands) > 1 else {}))
        elif name == "EMC":
            around.pop()
        elif name in ("Tj", "TJ", "'", '"'):
            ((tag, properties),) = around
            if tag == "/Artifact":
                found.add((str(properties.get("/Type", "")), str(properties.get("/Subtype", ""))))
            else:
                assert "/MCID" in properties
    return found


@every_edition
def test_leaders_are_no_text(built, edition):
    path = built.file(edition, "pdf")
    (contents,) = (
        kid
        for tag in tree(built, edition).below("Sect")
        for kid in tag.children
        if kid.kind == "TOC"
    )
    outside = "".join(text for (_, number), text in marked_words(path).items() if number < 0)

    assert "." not in contents.text()
    assert outside.count(".") > 300


# ── Tables, lists, pictures: what the real report has none of ──

ROWS = range(22, 110)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
MORE = """# More {#c2}

A note on **this *and*[^n2] that**. {#p20}

![A sketch of the town](pic.svg) {#p21}

1. one[^n3]; {#i21}
   - two {#i22}
   - three {#i23}
2. four[^n3]. {#i24}

[A link in **bold** type](https://example.org/x) and [a paragraph](#p20). {#p22}

| First | Second {#r21} |
| --- | --- |
"""
NOTES = "\n[^n2]: Second note.\n\n[^n3]: Third note.\n"


@pytest.fixture(scope="module")
def rich_file(published: SmallProject, tmp_path_factory) -> Path:
    """An English edition with what the real report has none of."""
    root: Path = tmp_path_factory.mktemp("rich") / "project"
    shutil.copytree(published.root, root, symlinks=True)
    project = SmallProject(root)
    rows = "".join(f"| row {number} | value {number} {{#r{number}}} |\n" for number in ROWS)
    project.write("content/town/pic.svg", SQUARE)
    for language in ("zh-Hans", "en"):
        project.write(f"content/town/{language}/02-more.md", MORE + rows + NOTES)
    outcome = project.run("build", "-e", "en", "-f", "pdf")
    assert outcome.code == 0, outcome.said
    return project.root / "dist/town/en/town.en.pdf"


@pytest.fixture
def rich(rich_file) -> Tag:
    return tags(rich_file)


def test_a_table_is_one_with_one_head_however_many_pages_it_has(rich):
    *_, table = rich.below("Table")

    assert len(table.pages()) >= 3
    assert [part.kind for part in table.children] == ["THead", "TBody"]
    head, body = table.children
    assert [cell.text() for cell in head.below("TH")] == ["First", "Second"]
    rows = [[cell.text() for cell in row.children] for row in body.children]
    assert rows == [[f"row{number}", f"value{number}"] for number in ROWS]


def test_every_head_of_a_table_says_which_cells_are_its(rich):
    """As ISO 14289-1:2014, 7.5 demands where no cell names its heads."""
    heads = list(rich.below("TH"))

    assert len(heads) == 4
    assert [cell.attributes for cell in heads] == [{"O": "Table", "Scope": "Column"}] * 4
    assert not any(cell.attributes for cell in rich.below("TD"))


def test_heads_of_a_table_that_are_printed_again_are_no_text(rich_file):
    marks = bookmarks(rich_file)
    first = next(page for title, _, page in marks if title.endswith("More"))
    texts = marked_words(rich_file).items()
    outside = {page: text for (page, number), text in texts if number < 0}

    assert "Second" not in outside.get(first, "")
    assert "Second" in outside[first + 1]


def test_a_list_has_labels_and_says_how_it_is_numbered(rich):
    numbered = next(
        tag for tag in rich.below("L") if tag.attributes.get("ListNumbering") == "Decimal"
    )

    assert [item.kind for item in numbered.children] == ["LI", "LI"]
    labels = [item.children[0] for item in numbered.children]
    assert [(label.kind, label.text()) for label in labels] == [("Lbl", "1."), ("Lbl", "2.")]
    bodies = [item.children[1] for item in numbered.children]
    assert bodies[0].text("Note", "Reference", "L") == "one;"
    (inner,) = bodies[0].below("L")
    assert inner.attributes == {"O": "List", "ListNumbering": "Disc"}
    assert [item.children[1].text() for item in inner.children] == ["two", "three"]
    assert bodies[1].text("Reference") == "four."


def test_a_note_called_twice_is_one_note_and_its_second_call_a_link_to_it(rich):
    notes = [note for note in rich.below("Note") if note.text("Lbl") == "Thirdnote."]
    label = notes[0].children[0].text()
    calls = [tag for tag in rich.below("Reference") if tag.text() == label]

    assert len(notes) == 1
    assert [[link.said for link in links_in(call)] for call in calls] == [[], [f"Note {label}"]]
    assert links_in(calls[1])[0].target == "n3"


def test_a_note_called_within_emphasis_stands_behind_it(rich):
    (paragraph,) = (tag for tag in rich.below("P") if tag.text().startswith("Anoteon"))
    strong, note = paragraph.children

    assert (strong.kind, note.kind) == ("Strong", "Note")
    assert [tag.kind for tag in strong.children] == ["Em", "Reference"]
    assert strong.text("Reference") == "thisandthat"
    assert note.text("Lbl") == "Secondnote."


def test_a_picture_is_a_figure_with_the_words_for_it_and_its_place(rich):
    (figure,) = rich.below("Figure")
    left, bottom, right, top = map(float, figure.attributes["BBox"].split())

    assert figure.alternative == "A sketch of the town"
    assert 0 < left < right < 595
    assert 842 / 2 < bottom < top < 842
    assert top - bottom == pytest.approx(9 * 72 / 96)


def test_a_link_with_emphasis_in_it_is_still_one_link(rich):
    (link,) = (tag for tag in rich.below("Link") if tag.text() == "Alinkinboldtype")

    assert [(one.said, one.target) for one in link.links] == [
        ("A link in bold type", "https://example.org/x")
    ]
    assert [tag.kind for tag in link.children] == ["Strong"]
    assert not link.children[0].links


def test_what_a_theme_hides_from_screen_readers_is_no_text(small):
    """Once hidden, once not: the second would be noticed."""
    small.own_theme()
    hidden, shown = '<p aria-hidden="true">stamp<a href="#c1">one</a></p>', "<p>seal</p>"
    small.change("themes/report/print.html", "<main>", f"<main>{hidden}{shown}")

    outcome = small.run("build", "-e", "en", "-f", "pdf")

    assert outcome.code == 0, outcome.said
    path = small.root / "dist/town/en/town.en.pdf"
    said = [tag.text() for tag in tags(path).below("P")]
    outside = "".join(text for (_, number), text in marked_words(path).items() if number < 0)
    assert "seal" in said
    assert not any("stamp" in text for text in said)
    assert "stampone" in solid(outside)
    with pikepdf.open(path) as document:
        annotations = [link for page in document.pages for link in page.get("/Annots", [])]
        assert all("/StructParent" in link for link in annotations)
        assert not any(link.Contents == "one" for link in annotations)


PRIVATE = (
    "css.properties",
    "css.validation.expanders",
    "formatting_structure.boxes",
    "layout.page",
    "pdf.stream",
    "text.ffi",
    "text.line_break",
)
"""Modules of WeasyPrint that are not part of its interface, and that it imports only once."""


@pytest.mark.parametrize("private", [(), PRIVATE], ids=["the same parts", "other parts"])
def test_with_another_weasyprint_the_pdf_is_tagged_as_that_does_it(small, private):
    """Plain, but nothing is wrong: words, headings and the files that go with them are there.

    Nor are WeasyPrint's private parts needed, which another version may lack.
    """
    program = """if True:
        import sys, types
        import weasyprint
        weasyprint.__version__ = "0.1"
        for name in sys.argv[1:]:  # WeasyPrint keeps what it has; we no longer find it
            whole = f"weasyprint.{name}"
            package, _, own = whole.rpartition(".")
            sys.modules[whole] = types.ModuleType(whole)
            setattr(sys.modules[package], own, sys.modules[whole])
        from jdpublish.__main__ import main
        sys.argv[1:] = ["build", "-f", "pdf", "-e", "en", "-j", "1", "-q"]
        main()
    """
    done = subprocess.run(
        [sys.executable, "-c", program, *private],
        cwd=small.root,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    path = small.root / "dist/town/en/town.en.pdf"
    root = tags(path)
    assert [tag.text() for tag in root.below("H1")] == ["AYearinaSmallTown,aSteadyYear"]
    assert not list(root.below("Note", "TOC", "Reference"))
    with pikepdf.open(path) as document:
        assert "glossary/town.toml" in document.attachments
