"""The parity of what was built as a page: for who signs off, and for whoever audits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from jdpublish.editions import EDITIONS
from jdpublish.figures.comparing.comparison import Relation
from jdpublish.fonts import data_url
from jdpublish.model import SOURCE_LANGUAGE, Finding
from jdpublish.page import FONTS, plain
from jdpublish.parity.standing import Chapter, CheckedFile, Proof, Row, Stands, Words
from jdpublish.publication import Edition
from jdpublish.rendering import packaged
from jdpublish.report import Report, title
from jdpublish.reporting.in_chinese import HEDGES, RELATIONS
from jdpublish.sources import Theme, ThemeFont
from jdpublish.stylesheet import Shown, font_faces


def parity_page(proof: Proof, report: Report, theme: Theme) -> bytes:
    """Return the page: a summary, the files with their sums, a row for every figure.

    It stands alone and needs no script. It is set in the theme's text faces.
    """
    editions = tuple(_editions(proof))
    values = {
        "proof": proof,
        "report": report.source,
        "titles": {language: title(report, language) for language in report.sections},
        "editions": editions,
        "files": tuple(_file(one, proof) for one in proof.files),
        "names": {one.file.path: _name(one) for one in proof.files},
        "draft": any(one.file.draft for one in proof.files),
        "relations": {one.value: name for one, name in RELATIONS.items() if one not in _PLAIN},
        "hedges": {one.value: name for one, name in HEDGES.items()},
        "chapters": tuple(_chapters(proof, editions)),
        "places": {finding: _place(finding, proof) for finding in proof.findings},
        "families": _families(theme, english=False),
        "english_families": _families(theme, english=True),
        "fonts": Markup(FONTS),  # noqa: S704
    }
    page = packaged("reporting/parity.html", values)
    faces = font_faces(
        replace(theme, fonts=tuple(_text_faces(theme))),
        "screen",
        SOURCE_LANGUAGE,
        Shown(plain(page), _heads(proof, report)),
        lambda _, font: data_url(font),
    )
    return page.replace(FONTS, faces, 1).encode()


_PLAIN = (Relation.EXACT, Relation.RESCALED, Relation.IMPLIED, Relation.MISSING)
"""Of what a figure of the translation is to that of the text: what the signs say already."""


def _text_faces(theme: Theme) -> Iterator[ThemeFont]:
    """Yield the theme's upright text faces, with the bold ones of the same families for heads."""
    families = {font.family for font in theme.fonts if not font.display}
    for font in theme.fonts:
        if font.family in families and font.style == "normal" and "screen" in font.media:
            yield font
            if font.unicode_range:  # in English “ ” … — are its own
                yield replace(font, family=f"{font.family}{_ENGLISH}", unicode_range="")


_ENGLISH = " English"


def _families(theme: Theme, *, english: bool) -> Markup:
    """Return the families to set in, as CSS: those first that leave some characters to others."""
    faces = sorted(_text_faces(theme), key=lambda font: not font.unicode_range)
    names = [font.family for font in faces if not font.family.endswith(_ENGLISH)]
    own = [font.family for font in faces if font.family.endswith(_ENGLISH)] if english else []
    quoted = (f'"{name}", ' for name in dict.fromkeys([*own, *names]))
    return Markup("".join(quoted))  # noqa: S704  the theme's own names


def _heads(proof: Proof, report: Report) -> str:
    """Return all that is set bold: titles, and the Chinese figures themselves."""
    titles = [one for chapter in proof.chapters for one in chapter.titles.values()]
    own = [title(report, language) for language in report.sections]
    own += [row.chinese.text + row.unit for row in proof.rows]
    own += [one.words.text for row in proof.rows for one in row.stands if one.words]
    return "".join([*titles, *own, _BOLD])


_BOLD = "数字核对的个文件全部一致有差异，另处问题提示"


def _place(finding: Finding, proof: Proof) -> str:
    """Return the way to a finding's place: to the block of a page, else to the file."""
    paths = {one.file.file: one.file for one in proof.files}
    file = paths.get(finding.at.file)
    if file is None:
        return ""
    block = f"#{finding.block}" if file.format == "html" and finding.block else ""
    return quote(file.path) + block


def _editions(proof: Proof) -> Iterator[Edition]:
    there = {one.file.edition for one in proof.files}
    yield from (edition for edition in EDITIONS if edition.id in there)


def _name(one: CheckedFile) -> str:
    """Return what a file is called among those of its edition: 网页 is its web page."""
    if one.file.format == "html":
        return "网页"
    size = f" {one.file.page_size}" if one.file.page_size else ""
    return f"PDF{size}{' 印厂' if one.file.marks else ''}"


@dataclass(frozen=True, slots=True)
class _File:
    """A file as the page lists it."""

    checked: CheckedFile
    name: str
    edition: Edition
    link: str
    differing: int


def _file(one: CheckedFile, proof: Proof) -> _File:
    stands = [stands for row in proof.rows for stands in row.stands if stands.path == one.file.path]
    edition = next(edition for edition in EDITIONS if edition.id == one.file.edition)
    return _File(
        one, _name(one), edition, quote(one.file.path), sum(s.standing.wrong for s in stands)
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure in one edition: how it stands in each of its files."""

    edition: Edition
    stands: tuple[Stands, ...]

    @property
    def wrong(self) -> bool:
        return any(one.standing.wrong for one in self.stands)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A row of the table; `english` are its words there, None where it has no figure there."""

    number: int
    row: Row
    english: Words | None
    relation: str
    value: str
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A chapter with its figures."""

    chapter: Chapter
    figures: tuple[_Figure, ...]

    @property
    def differing(self) -> int:
        return sum(figure.row.differs for figure in self.figures)


def _chapters(proof: Proof, editions: tuple[Edition, ...]) -> Iterator[_Part]:
    of_path = {one.file.path: one.file.edition for one in proof.files}
    figures = tuple(
        _figure(number, row, editions, of_path) for number, row in enumerate(proof.rows, 1)
    )
    for chapter in proof.chapters:
        own = tuple(figure for figure in figures if figure.row.chapter == chapter.id)
        if own:
            yield _Part(chapter, own)


def _figure(
    number: int, row: Row, editions: tuple[Edition, ...], of_path: dict[str, str]
) -> _Figure:
    cells = tuple(
        _Cell(edition, tuple(one for one in row.stands if of_path[one.path] == edition.id))
        for edition in editions
    )
    translated = [
        one for cell in cells if cell.edition.source != SOURCE_LANGUAGE for one in cell.stands
    ]
    shown = next((one for one in translated if one.words), None)
    relation = shown.relation.value if shown and shown.relation else ""
    return _Figure(
        number, row, shown.words if shown else None, relation, _grouped(row.value), cells
    )


def _grouped(value: str) -> str:
    """Return a plain number with its thousands parted; years, times and ratios as they are."""
    whole, point, rest = value.partition(".")
    if not whole.isdigit() or len(whole) <= len("2024"):
        return value
    return f"{int(whole):,}{point}{rest}"
