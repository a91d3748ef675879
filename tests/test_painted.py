"""What the real report’s PDFs look like on every page size: nothing missing, nothing covered."""

import itertools
import re
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.built import (
    EDITIONS,
    SIZES,
    Letter,
    bookmarks,
    letters,
    painted,
    solid,
    text_letters,
)
from tests.tagged import tags
from tests.test_outputs import terms

every_pdf = pytest.mark.parametrize(("edition", "size"), list(itertools.product(EDITIONS, SIZES)))
every_size = pytest.mark.parametrize("size", SIZES)
NOTES = 5
EDITORS_NOTE = re.compile("编者注|編者註|Editor’snote")
LEAST_MARGIN = 14.0
"""In points, 5 mm: nearer to the edge, a printer or a binder may cut ink off."""


@every_size
def test_the_glosses_stand_in_their_column_and_none_covers_anything(built, report, size):
    """Boxes of letters that lie on one another are two texts in one place."""
    path = built.file("en", "pdf", size)
    column = gloss_letters(built.letters("en", size), report, path)
    numbers = {letter.page for letter in column}
    sizes = page_sizes(path)

    assert len(numbers) >= 10
    for number in numbers:
        width, height = sizes[number]
        row = [letter for letter in column if letter.page == number]
        assert min(letter.left for letter in row) > width / 2
        assert max(letter.right for letter in row) < width - LEAST_MARGIN
        assert min(letter.bottom for letter in row) > LEAST_MARGIN
        assert max(letter.top for letter in row) < height - LEAST_MARGIN
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


@every_size
def test_every_annotated_term_has_its_gloss_beside_the_text(built, report, sources, size):
    """As often as the web page marks it: once in each chapter that mentions it."""
    column = painted(
        gloss_letters(built.letters("en", size), report, built.file("en", "pdf", size))
    )
    definitions = {one.id: one.language("en").definition for one in sources.concepts}
    marked = Counter(concept for _, concept in terms(built))

    found = {concept: column.count(solid(definitions[concept])) for concept in marked}
    assert found == dict(marked)


@every_pdf
def test_no_letter_of_the_text_covers_another(built, edition, size):
    pages: dict[tuple[int, int], list[Letter]] = {}
    for letter in built.letters(edition, size):
        pages.setdefault((letter.page, round(letter.bottom / 20)), []).append(letter)

    for (number, _), row in pages.items():
        assert covered(row) == [], number + 1


@every_pdf
def test_no_letter_stands_where_it_could_be_cut_off(built, edition, size):
    sizes = page_sizes(built.file(edition, "pdf", size))
    for letter in built.letters(edition, size):
        width, height = sizes[letter.page]
        assert letter.left > LEAST_MARGIN, letter
        assert letter.right < width - LEAST_MARGIN, letter
        assert letter.bottom > LEAST_MARGIN, letter
        assert letter.top < height - LEAST_MARGIN, letter


@every_pdf
def test_two_engines_paint_the_same_pages(built, edition, size, tmp_path):
    """PDFium and poppler agree on where there is ink, in cells of a centimetre."""
    path = built.file(edition, "pdf", size)
    grids = [
        [page.resize(cells(page, 48), Image.Resampling.BOX).tobytes() for page in pages]
        for pages in (by_pdfium(path, 48), by_poppler(path, 48, tmp_path))
    ]

    assert len(grids[0]) == len(grids[1])
    for number, (one, other) in enumerate(zip(*grids, strict=True), 1):
        assert sum(cell < 250 for cell in one) > 8, f"page {number} is blank"
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) < 26, number


def cells(page: Image.Image, dpi: int) -> tuple[int, int]:
    """Return how many centimetres a page is wide and high."""
    return round(page.width / dpi * 2.54), round(page.height / dpi * 2.54)


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


# ── Notes ──


@every_pdf
def test_every_note_of_the_report_stands_on_the_page_of_its_call(built, edition, size):
    """A structure element holds the page of its words; a long note may run on to the next."""
    root = tags(built.file(edition, "pdf", size))
    elements = list(root.below("Reference", "Note"))

    found = [
        (min(call.pages()), min(note.pages()))
        for call, note in pairwise(elements)
        if (call.kind, note.kind) == ("Reference", "Note") and EDITORS_NOTE.search(note.text())
    ]
    assert len(found) == NOTES
    assert [pages for pages in found if len(set(pages)) > 1] == []


# ── Covers ──

LONG = {
    "zh-Hans": "全面深化改革，构建新发展格局，推动高质量发展，"
    "加快建设令人向往的品质教化之城和科技创新高地",
    "en": "Deepening Reform Comprehensively, Building a New Development Pattern, Advancing"
    " High-Quality Development, and Writing a New Chapter in the Building of a People’s City",
}


@every_size
@pytest.mark.parametrize("edition", LONG)
def test_a_long_title_leaves_room_for_all_else_on_the_cover(small, edition, size):
    for language, title in LONG.items():
        text = small.read(f"content/town/{language}/00-overview.md")
        _, _, rest = text.partition("\n")
        small.write(f"content/town/{language}/00-overview.md", f"# {title} {{#title}}\n{rest}")

    small.run("build", "-e", edition, "-f", "pdf", "--page-size", size, "-o", str(small.root / "x"))

    suffix = "" if size == SIZES[0] else f".{size}"
    cover = [
        letter
        for letter in letters(small.root / f"x/town/{edition}/town.{edition}{suffix}.pdf")
        if letter.page == 0
    ]
    assert solid(LONG[edition]) in painted(tuple(cover))
    assert covered(cover) == []
