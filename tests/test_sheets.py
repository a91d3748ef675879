"""Page sizes and the printer's marks: one text, several sheets, each with a file of its own."""

import json

import pikepdf
import pypdfium2
import pytest

from jdpublish.errors import ThemeError
from jdpublish.publication import Sheet
from jdpublish.sheets import sheets
from jdpublish.sources import Theme
from tests.project_factory import SmallProject

POINTS_IN_MM = 72 / 25.4
SIZES = {"A4": (210, 297), "16K": (185, 260), "A5": (148, 210)}
BLEED = 3.0
"""In mm: what printers ask for."""

THEME = Theme(
    "report",
    "themes/report",
    files={},
    words={"zh-Hans": {"size-16K": "16开"}, "en": {"size-16K": "16K"}},
    page_sizes=("A4", "16K", "A5"),
)


# ── Which sheets are meant ──


def test_the_theme_s_first_size_is_its_own_and_adds_nothing_to_the_file_s_name():
    assert sheets(THEME, (), marks=False) == (Sheet("A4"),)
    assert sheets(THEME, ("A4",), marks=False) == (Sheet("A4"),)


def test_other_sizes_and_marks_are_told_by_the_file_s_name():
    assert sheets(THEME, ("A5",), marks=False) == (Sheet("A5", suffix=".A5"),)
    assert sheets(THEME, ("A5",), marks=True) == (Sheet("A5", marks=True, suffix=".A5.marks"),)
    assert sheets(THEME, (), marks=True) == (Sheet("A4", marks=True, suffix=".marks"),)


@pytest.mark.parametrize("name", ["16K", "16k", "16开"])
def test_a_size_is_known_by_its_name_in_any_case_and_by_what_readers_call_it(name):
    assert [sheet.size for sheet in sheets(THEME, (name,), marks=False)] == ["16K"]


def test_sizes_named_twice_are_printed_once_in_the_theme_s_order():
    wanted = ("a5", "16开", "16K", "A5")
    assert [sheet.size for sheet in sheets(THEME, wanted, marks=False)] == ["16K", "A5"]


def test_an_unknown_size_is_refused_with_those_there_are():
    with pytest.raises(ThemeError) as caught:
        sheets(THEME, ("B9",), marks=False)

    assert "no page size “B9”" in caught.value.message
    assert caught.value.hint == "its page sizes are: A4, 16K, 16开, A5"


def test_a_theme_may_have_one_size_without_a_name():
    plain = Theme("plain", "themes/plain", files={}, words={})

    assert sheets(plain, (), marks=False) == (Sheet(),)
    with pytest.raises(ThemeError):
        sheets(plain, ("A4",), marks=False)


# ── What is printed ──


def page_sizes(path) -> set[tuple[int, int]]:
    """Return the sizes of a PDF's pages, in mm."""
    document = pypdfium2.PdfDocument(path)
    found = {
        tuple(round(length / POINTS_IN_MM) for length in document.get_page_size(number))
        for number in range(len(document))
    }
    document.close()
    return found


def test_each_size_has_a_file_of_its_own_beside_the_others(small: SmallProject):
    wanted = [word for size in SIZES for word in ("--page-size", size)]

    outcome = small.run("build", "-e", "zh-Hans", "-f", "pdf", *wanted)

    assert outcome.code == 0, outcome.said
    folder = small.dist / "town/zh-Hans"
    assert page_sizes(folder / "town.zh-Hans.pdf") == {SIZES["A4"]}
    assert page_sizes(folder / "town.zh-Hans.16K.pdf") == {SIZES["16K"]}
    assert page_sizes(folder / "town.zh-Hans.A5.pdf") == {SIZES["A5"]}
    rows = json.loads((small.dist / "town/manifest.json").read_bytes())["artifacts"]
    listed = {row["path"].rpartition("/")[2]: row.get("page_size") for row in rows}
    assert listed["town.zh-Hans.pdf"] is None
    assert listed["town.zh-Hans.16K.pdf"] == "16K"
    assert listed["town.zh-Hans.A5.pdf"] == "A5"


def test_the_page_links_to_the_pdf_on_the_theme_s_own_size_only(small: SmallProject):
    small.run("build", "-e", "en", "-f", "html", "-o", str(small.root / "a"))
    small.run("build", "-e", "en", "--page-size", "A5", "-o", str(small.root / "b"))
    small.run("build", "-e", "en", "-o", str(small.root / "c"))

    linked = [
        "town.en.pdf" in small.read(f"{folder}/town/en/index.html") for folder in ("a", "b", "c")
    ]
    assert linked == [False, False, True]


def test_the_printer_s_file_has_bleed_and_marks_outside_the_page(small: SmallProject):
    outcome = small.run("build", "-e", "en", "-f", "pdf", "--page-size", "A5", "--marks")

    assert outcome.code == 0, outcome.said
    width, height = (length * POINTS_IN_MM for length in SIZES["A5"])
    with pikepdf.open(small.dist / "town/en/town.en.A5.marks.pdf") as document:
        for page in document.pages:
            trim, bleed, media = (
                [float(edge) for edge in page[name]]
                for name in ("/TrimBox", "/BleedBox", "/MediaBox")
            )
            assert trim[2] - trim[0] == pytest.approx(width, abs=0.1)
            assert trim[3] - trim[1] == pytest.approx(height, abs=0.1)
            least = BLEED * POINTS_IN_MM
            assert (
                min(outer - inner for inner, outer in zip(trim[2:], bleed[2:], strict=True))
                >= least
            )
            assert (
                min(inner - outer for inner, outer in zip(trim[:2], bleed[:2], strict=True))
                >= least
            )
            assert media[2] - bleed[2] >= least  # room for the marks, beside the bleed


def test_marks_are_drawn_where_nothing_of_the_page_can_be(small: SmallProject):
    """Outside the bleed there is ink at the four corners; without `--marks` there is no outside."""
    small.run("build", "-e", "en", "-f", "pdf", "--marks")

    document = pypdfium2.PdfDocument(small.dist / "town/en/town.en.marks.pdf")
    picture = document[1].render(scale=4, grayscale=True).to_pil().convert("L")
    document.close()
    edge = 38  # 9.5 pt at four pixels a point: the marks' own strip
    corner = 90
    right, bottom = picture.width, picture.height
    strips = [
        (0, 0, corner, edge),
        (right - corner, 0, right, edge),
        (0, bottom - edge, corner, bottom),
        (right - corner, bottom - edge, right, bottom),
    ]
    assert all(picture.crop(strip).getextrema()[0] < 128 for strip in strips)


def test_the_printer_s_file_is_not_offered_to_readers(small: SmallProject):
    small.run("build", "-e", "en", "--marks")

    assert ".marks.pdf" not in small.read("dist/index.html")
    assert ".marks.pdf" in small.read("dist/town/manifest.json")


def test_an_unknown_size_stops_the_build_before_anything_is_made(small: SmallProject):
    outcome = small.run("build", "--page-size", "B9", "-o", str(small.root / "new"))

    assert outcome.code == 2
    assert "no page size “B9”" in outcome.said
    assert "A4, 16K, 16开, 16開, A5" in outcome.said
    assert not (small.root / "new").exists()
