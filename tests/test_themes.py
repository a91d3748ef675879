"""A theme is a folder: a second one, written from docs/themes.md alone, makes all else look anew.

`tests/themes/plain` shares nothing with the project's own theme: colours, page, fonts, words, how
chapters begin, where glosses stand.
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.built import Letter, letters, painted, parsed_page, solid, visible
from tests.conftest import ROOT
from tests.project_factory import SmallProject, make_project
from tests.tagged import tags

EDITIONS = ("zh-Hans", "zh-Hant-HK", "en")
PLAIN = ROOT / "tests" / "themes" / "plain"
THEME = "themes/plain"
ACCENT = (0x1F, 0x4E, 0x79)
FAMILIES = {"Song", "Hei", "Biolinum"}
CONTENTS = {"zh-Hans": "本册内容", "zh-Hant-HK": "本冊內容", "en": "In this volume"}
POINTS_IN_MM = 72 / 25.4

every_edition = pytest.mark.parametrize("edition", EDITIONS)


def with_plain_theme(root: Path) -> SmallProject:
    project = make_project(root)
    shutil.copytree(PLAIN, root / THEME)
    names = ", ".join(f'"{edition}"' for edition in EDITIONS)
    project.write("jdpublish.toml", f'editions = [{names}]\ntheme = "{THEME}"\n')
    return project


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> SmallProject:
    """The small project in the plain theme, built once; never changed."""
    project = with_plain_theme(tmp_path_factory.mktemp("plain"))
    outcome = project.run_alone("build", "-q")
    assert (outcome.code, outcome.printed, outcome.said) == (0, "", ""), outcome.said
    outcome = project.run("build", "-q", "-f", "pdf", "--marks")
    assert (outcome.code, outcome.said) == (0, "")
    return project


@pytest.fixture
def plain(tmp_path) -> SmallProject:
    """The same, for one test to change."""
    return with_plain_theme(tmp_path)


def pdf(project: SmallProject, edition: str, suffix: str = "") -> Path:
    return project.dist / "town" / edition / f"town.{edition}{suffix}.pdf"


def pixel(path: Path, page: int, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour of a place on a page, in shares of its width and height."""
    document = pypdfium2.PdfDocument(path)
    picture = document[page].render(scale=1).to_pil().convert("RGB")
    document.close()
    width, height = picture.size
    found = picture.getpixel((int(x * width), int(y * height)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def fonts(path: Path) -> set[str]:
    """Return the families of the fonts in a PDF."""
    with pikepdf.open(path) as document:
        kinds = (
            one
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        )
        return {str(one.FontFamily) for one in kinds}


# ── Its own look ──


def test_nothing_is_found_wrong_with_it(plain):
    outcome = plain.run("build", "--strict", "-e", "en")

    assert outcome.code == 0, outcome.said
    assert "warning" not in outcome.said


@every_edition
def test_its_page_is_its_own(finished, edition):
    document = pypdfium2.PdfDocument(pdf(finished, edition))
    sizes = {document.get_page_size(number) for number in range(len(document))}
    document.close()

    assert {tuple(round(side / POINTS_IN_MM) for side in size) for size in sizes} == {(176, 250)}


@every_edition
def test_its_fonts_are_its_own_and_no_other_is_in_the_files(finished, edition):
    assert fonts(pdf(finished, edition)) <= FAMILIES
    faces = re.findall(r'@font-face \{ font-family: "([^"]*)"', finished.page(edition))
    assert set(faces) == FAMILIES


@every_edition
def test_its_words_are_its_own_and_converted_where_the_script_is(finished, edition):
    painted_words = painted(letters(pdf(finished, edition)))

    assert solid(CONTENTS[edition]) in painted_words
    assert "目录" not in painted_words


@every_edition
def test_its_colour_is_its_own_on_paper_and_on_the_screen(finished, edition):
    assert pixel(pdf(finished, edition), 0, 0.9, 0.9) == ACCENT
    page = finished.page(edition)
    assert "--accent: #1f4e79" in page
    assert "9b2a20" not in page


@every_edition
def test_the_colour_of_its_cover_reaches_to_the_end_of_the_bleed(finished, edition):
    """The inner half of the bleed is what ink may fill; beyond it stand the marks."""
    path = pdf(finished, edition, ".marks")
    with pikepdf.open(path) as document:
        media, bleed = (document.pages[0][box] for box in ("/MediaBox", "/BleedBox"))
    width, height = float(media[2] - media[0]), float(media[3] - media[1])
    x, y = float(bleed[0] - media[0]) + 1, float(bleed[1] - media[1]) + 1

    corners = ((x, y), (width - x, y), (x, height - y), (width - x, height - y))
    assert {pixel(path, 0, a / width, b / height) for a, b in corners} == {ACCENT}
    assert pixel(path, 1, x / width, y / height) == (255, 255, 255)


@every_edition
def test_its_chapters_run_on_where_the_last_one_ended(finished, edition):
    with pikepdf.open(pdf(finished, edition)) as document:
        assert len(document.pages) < 5
    heads = {"zh-Hans": "主要工作", "zh-Hant-HK": "主要工作", "en": "Main Work"}
    page = letters(pdf(finished, edition))
    second = painted(tuple(letter for letter in page if letter.page == 1))

    assert second.count(solid(heads[edition])) >= 2  # in the contents and above the chapter
    assert solid(CONTENTS[edition]) in second


def test_its_glosses_stand_at_the_left_of_the_text_each_beside_its_line(finished):
    page = [one for one in letters(pdf(finished, "en")) if one.page == 1]
    size = min(letter.size for letter in page if letter.text == "稳")
    glosses = [one for one in page if one.right < 58 * POINTS_IN_MM and one.bottom > 60]
    assert {"稳", "网"} <= {letter.text for letter in glosses}
    assert max(letter.size for letter in glosses) == pytest.approx(size, abs=1.5)

    calls = {
        word: next(letter for letter in page[start:] if letter.text == word[0])
        for word, start in (("pursued", at("pursued", page)), ("all", at("“all", page)))
    }
    tops = [next(one.top for one in glosses if one.text == first) for first in "稳一"]
    assert abs(tops[0] - calls["pursued"].top) < 20
    assert tops[0] > tops[1]


def at(words: str, page: list[Letter]) -> int:
    return "".join(letter.text for letter in page).index(words)


def test_a_theme_may_print_no_glosses(plain, finished):
    plain.change(
        f"{THEME}/print.css", ".gloss {\n  position: absolute;", ".gloss {\n  display: none;"
    )
    plain.change(
        f"{THEME}/print.css", "content: counter(gloss); font-size", "content: none; font-size"
    )

    outcome = plain.run("build", "-f", "pdf", "-e", "en")

    assert outcome.code == 0, outcome.said
    assert "warning" not in outcome.said
    pinyin = "wěnzhōngqiújìn"
    assert pinyin in painted(letters(pdf(finished, "en")))
    assert pinyin not in painted(letters(pdf(plain, "en")))


# ── What no theme can take away ──


@every_edition
def test_its_pdfs_are_tagged_like_any_other(finished, edition):
    path = pdf(finished, edition)
    root = tags(path)
    wanted = ("H1", "H2", "H3", "P", "L", "Table", "TOC", "Note", "Link")

    counts = Counter(tag.kind for tag in root.below(*wanted))
    assert counts.keys() == set(wanted)
    assert counts["H1"] == 1
    with pikepdf.open(path) as document:
        assert str(document.Root.Lang) == edition
        assert document.Root.MarkInfo.Marked
        metadata = bytes(document.Root.Metadata.read_bytes())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b"pdfaid:part" in metadata


@every_edition
def test_its_pages_hold_the_whole_text(finished, edition):
    text = visible(parsed_page(finished.dist / "town" / edition / "index.html"))
    words = {
        "zh-Hans": ("小城的一年", "延长服务时间", "数据截至年底"),
        "zh-Hant-HK": ("小城的一年", "延長服務時間", "數據截至年底"),
        "en": (
            "A Year in a Small Town",
            "opening hours were extended",
            "As of the end of the year",
        ),
    }
    for passage in words[edition]:
        assert passage in text
        assert solid(passage) in painted(letters(pdf(finished, edition)))


def test_the_front_page_is_the_theme_s_too(finished):
    front = finished.read("dist/index.html")
    page = parsed_page(finished.dist / "index.html")
    links = [link.attrib["href"] for link in page.iter("a")]

    assert "书架" in visible(page)
    assert "印刷本 大32開" in visible(page)
    assert "--accent: #1f4e79" in front
    assert links == [
        link
        for edition in EDITIONS
        for link in (f"town/{edition}/index.html", f"town/{edition}/town.{edition}.pdf")
    ]


# ── Its pictures ──


def test_its_pictures_are_shown_by_styles_and_templates(finished):
    for page in (finished.page("en"), finished.read("dist/index.html")):
        assert page.count("data:image/svg+xml;base64,") == 2  # the template's, and the style's
        assert "url(mark.svg)" not in page
    gold = {pixel(pdf(finished, "en"), 0, 0.133, y / 200) for y in range(60, 160)}
    assert (0xE8, 0xB6, 0x4C) in gold


@pytest.mark.parametrize("file", ["print.css", "screen.css"])
def test_a_picture_that_is_not_there_is_named_where_it_is_asked_for(plain, file):
    (plain.root / THEME / "mark.svg").unlink()

    outcome = plain.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 2
    assert "there is no picture “mark.svg” in the theme's folder" in outcome.said
    assert re.search(rf"--> {THEME}/{file}:\d+:\d+\n", outcome.said)


def test_a_picture_that_a_template_asks_for_and_is_not_there_is_named(plain):
    plain.change(f"{THEME}/screen.html", 'images["mark.svg"]', 'images["sign.svg"]')

    outcome = plain.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 2
    assert "sign.svg" in outcome.said
    assert outcome.place.startswith(f"{THEME}/screen.html:11:")


def test_a_picture_that_cannot_be_read_is_named(plain):
    plain.write(f"{THEME}/mark.svg", "<svg")

    outcome = plain.run("build", "-f", "pdf", "-e", "en")

    assert outcome.code == 2
    assert "this picture cannot be printed" in outcome.said
    assert outcome.place == f"{THEME}/mark.svg:1:1"


def test_a_picture_that_the_machine_will_not_read_is_named(plain, monkeypatch):
    read = Path.read_bytes

    def refuses(path: Path) -> bytes:
        if path.name == "mark.svg":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuses)

    outcome = plain.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 2
    assert "cannot read this picture: Permission denied" in outcome.said
    assert outcome.place == f"{THEME}/mark.svg:1:1"


def test_a_picture_may_have_a_space_in_its_name(plain):
    (plain.root / THEME / "mark.svg").rename(plain.root / THEME / "my mark.svg")
    for file, old, new in (
        ("print.css", "url(mark.svg)", "url(my\\ mark.svg)"),
        ("screen.css", "url(mark.svg)", "url(my\\ mark.svg)"),
        ("screen.html", 'images["mark.svg"]', 'images["my mark.svg"]'),
        ("index.html", 'images["mark.svg"]', 'images["my mark.svg"]'),
    ):
        plain.change(f"{THEME}/{file}", old, new)

    outcome = plain.run("build", "-e", "en")

    assert outcome.code == 0, outcome.said
    gold = {pixel(pdf(plain, "en"), 0, 0.133, y / 200) for y in range(60, 160)}
    assert (0xE8, 0xB6, 0x4C) in gold
    assert "url(data:image/svg+xml;base64," in plain.page("en")


def test_hidden_files_are_none_of_the_theme(plain):
    """Emacs keeps `.#name` beside an open file, macOS `._name` beside one that it copied."""
    (plain.root / THEME / ".#print.html").symlink_to("someone@machine.4711")
    plain.write(f"{THEME}/._part.html", b"\x00\x05\x16\x07\xa3")
    plain.write(f"{THEME}/._mark.svg", b"\x00\x05\x16\x07\xa3")
    plain.change(f"{THEME}/screen.css", "url(mark.svg)", "url(._mark.svg)")

    outcome = plain.run("build", "-f", "html", "-e", "en")

    assert outcome.code == 2
    assert outcome.said.count("error: ") == 1
    assert "there is no picture “._mark.svg” in the theme's folder" in outcome.said


def test_a_picture_that_leads_out_of_the_theme_is_none_of_it(plain):
    (plain.root / THEME / "mark.svg").unlink()
    (plain.root / "outside.svg").write_text((PLAIN / "mark.svg").read_text("utf-8"), "utf-8")
    (plain.root / THEME / "mark.svg").symlink_to(plain.root / "outside.svg")

    assert plain.run("build", "-f", "html", "-e", "en").code == 2


def drawing(family: str) -> str:
    text = f'<text y="20" font-family="{family}">鑫</text>'  # which nothing else has
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">{text}</svg>'


@pytest.mark.parametrize(("family", "is_found"), [("Song", False), ("Arial", True)])
def test_words_in_a_drawing_of_the_text_should_be_in_its_fonts(plain, family, is_found):
    plain.write("content/town/map.svg", drawing(family))
    plain.change("content/town/zh-Hans/01-work.md", "新设窗口", "![图](map.svg)新设窗口")

    outcome = plain.run("build", "-f", "pdf", "-e", "zh-Hans")

    assert outcome.code == 0, outcome.said
    assert (fonts(pdf(plain, "zh-Hans")) <= FAMILIES) is not is_found
    assert ("warning[font-in-drawing]: in this drawing “鑫”" in outcome.said) is is_found
    if is_found:
        assert outcome.place == "content/town/zh-Hans/01-work.md:7:5"


def test_words_in_a_drawing_of_the_theme_must_be_in_its_fonts(plain):
    plain.write(f"{THEME}/mark.svg", drawing("Arial"))

    outcome = plain.run("build", "-f", "pdf", "-e", "en")

    assert outcome.code == 2
    assert "“鑫” is printed in" in outcome.said
    assert outcome.place == f"{THEME}/mark.svg:1:1"


# ── Page sizes ──


def test_a_theme_of_one_size_needs_no_name_for_it(plain):
    measures = plain.read(f"{THEME}/print-B5.css")
    (plain.root / THEME / "print-B5.css").unlink()
    plain.write(f"{THEME}/print.css", measures + plain.read(f"{THEME}/print.css"))
    plain.change(f"{THEME}/theme.toml", 'page-sizes = ["B5"]\n', "")

    outcome = plain.run("build", "-q", "-f", "pdf", "-e", "en")

    assert (outcome.code, outcome.said) == (0, "")
    assert pixel(pdf(plain, "en"), 0, 0.9, 0.9) == ACCENT
    refused = plain.run("build", "-f", "pdf", "-e", "en", "--page-size", "B5")
    assert refused.code == 2
    assert "it has one page size only" in refused.said


def test_a_further_page_size_is_one_more_file(plain):
    """What docs/themes.md says of it: copy a print-<size>.css, change it, name it."""
    measures = plain.read(f"{THEME}/print-B5.css")
    smaller = measures.replace("176mm", "148mm").replace("250mm", "210mm").replace("25mm", "18mm")
    plain.write(f"{THEME}/print-A5.css", smaller.replace("60mm", "46mm").replace("38mm", "28mm"))
    plain.change(f"{THEME}/theme.toml", '["B5"]', '["B5", "A5"]')

    outcome = plain.run("build", "-q", "-f", "pdf", "-e", "en", "--page-size", "a5")

    assert (outcome.code, outcome.said) == (0, "")
    document = pypdfium2.PdfDocument(pdf(plain, "en", ".A5"))
    size = document.get_page_size(0)
    document.close()
    assert tuple(round(side / POINTS_IN_MM) for side in size) == (148, 210)


# ── The project's own theme, restyled ──

GREEN = "#0a6b3d"
RED = re.compile(rb"\b0\.60784\d* 0\.16470\d* 0\.12549\d* (?:rg|RG|scn|SCN)\b")
"""#9b2a20 as PDFs write it, in sRGB."""


def streams(path: Path) -> Iterator[bytes]:
    with pikepdf.open(path) as document:
        for page in document.pages:
            page.contents_coalesce()
            yield page.Contents.read_bytes()


def test_another_accent_colour_is_one_line_in_each_style(small):
    before = {e: letters(pdf(small, e)) for e in ("zh-Hans", "en")}
    assert all(RED.search(b"".join(streams(pdf(small, edition)))) for edition in before)
    small.own_theme()
    small.change("themes/report/print.css", "--accent: #9b2a20", f"--accent: {GREEN}")
    small.change(
        "themes/report/screen.css",
        "--accent: light-dark(#9b2a20, #e98a78)",
        f"--accent: light-dark({GREEN}, #7ad1a4)",
    )

    outcome = small.run("build", "-q", "-e", "zh-Hans", "-e", "en", "-o", str(small.root / "new"))

    assert (outcome.code, outcome.said) == (0, "")
    for edition, printed in before.items():
        folder = small.root / "new/town" / edition
        path = folder / f"town.{edition}.pdf"
        assert not RED.search(b"".join(streams(path)))
        assert letters(path) == printed
        page = (folder / "index.html").read_text("utf-8")
        assert GREEN in page
        assert "9b2a20" not in page


def test_another_size_of_type_is_one_number_of_a_page_size(small):
    """All is in rem, so what fitted before fits after, and every letter is as much larger."""
    small.own_theme()
    measures = small.read("themes/report/print-A4.css")
    assert measures.count("font-size: 10pt") == 2  # Chinese and English
    bigger = measures.replace("font-size: 10pt", "font-size: 10.5pt")
    small.write("themes/report/print-A4.css", bigger)

    outcome = small.run("build", "-q", "-f", "pdf", "-e", "zh-Hans", "-o", str(small.root / "new"))

    assert (outcome.code, outcome.said) == (0, "")
    paths = (pdf(small, "zh-Hans"), small.root / "new/town/zh-Hans/town.zh-Hans.pdf")
    old, new = ([one for one in letters(path) if one.text != "."] for path in paths)
    assert [one.text for one in old] == [one.text for one in new]
    ratios = {round(b.size / a.size, 2) for a, b in zip(old, new, strict=True)}
    assert ratios == {1.05}


# ── Words of converted editions ──


def test_a_word_of_the_traditional_editions_can_be_written_and_is_then_not_converted(small):
    """What stands under zh-Hant holds for Taiwan and Hong Kong too, unless they have their own."""
    small.own_theme()
    words = small.read("themes/report/words.toml").replace(
        "[zh-Hant]", '[zh-Hant]\ncontents = "篇目"'
    )
    small.write("themes/report/words.toml", f'{words}\n[zh-Hant-HK]\ncontents = "目次"\n')
    editions = ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")

    small.run("build", "-f", "html", *(word for one in editions for word in ("-e", one)))

    heads = {one: small.page(one).partition('id="page-contents">')[2][:2] for one in editions}
    assert heads == {
        "zh-Hans": "目录",
        "zh-Hant": "篇目",
        "zh-Hant-TW": "篇目",
        "zh-Hant-HK": "目次",
    }


def test_words_that_are_not_written_for_the_traditional_editions_are_converted(small):
    assert "名詞解釋" in small.page("zh-Hant")
