"""The lines of finished PDFs, measured: what in them a typesetter would not let pass.

All is derived from the pages: the size of the text, its edges, its leading. Lengths are points.
"""

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw

NEVER_FIRST = "、，。．：；！？…—～·’”》〉）」』】〕%％‰"
NEVER_LAST = "“‘《〈（「『【〔￥"
OPENING = "（《〈「『“‘【〔"
CLOSING = "）》〉」』”’】〕"
STOPS = "，。、；：！？"

RAGGED = STRETCHED = 1 / 4
NEAREST, FURTHEST = 1 / 8, 1 / 4
ROUNDING = 0.015
"""In em: PDF rounds each letter's place to a thousandth, and a line adds them up."""

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_CHINESE_UNITS = (
    "个百分点|个月|平方公里|平方米|立方米|公里|公顷|万千瓦|千瓦|美元|元|亩|吨|公斤|斤|米|度|"
    "年|月|日|周年|天|小时|分钟|时|号线|号|户|家|个|项|条|座|场|名|位|人次|人|处|件|部|台|辆|架|支|套|"
    "所|间|栋|批|次|届|期|轮|类|种|款|张|份|本|版|级|层|岁|倍|成|分|秒|点"
)
_CHINESE_FIGURE = re.compile(
    rf"[第￥]?{_NUMBER}%?(?:[—～+]{_NUMBER}%?)*[余多]?(?:[十百千]?[万亿])?[余多]?(?:{_CHINESE_UNITS})?"
)
_SIMPLIFIED = str.maketrans(
    "億萬餘個項條場戶畝點時鐘號線級類種張間棟層輪處臺輛頃週歲噸",
    "亿万余个项条场户亩点时钟号线级类种张间栋层轮处台辆顷周岁吨",
)
_ENGLISH_FIGURE = re.compile(
    rf"(?:\b(?:RMB|No\.|Line|Version|Phase) )?{_NUMBER}(?:[–+]{_NUMBER})*"
    r"(?:[ -](?:thousand|million|billion|trillion)\b)?"
    r"(?:[ -](?:percent(?:age points?)?|yuan|dollars|hectares|mu|kilowatts|"
    r"(?:(?:square|cubic) )?(?:kilo)?meters)\b)?"
)


@dataclass(frozen=True)
class Glyph:
    """A character as a PDF paints it: it stands at `x` and `y`, its ink is from `left` to `right`.

    `advance` is how far on the next would stand if there were nothing between them; what is upright
    has no `slant`.
    """

    text: str
    font: str
    size: float
    page: int
    x: float
    y: float
    advance: float
    left: float
    right: float
    slant: float = 0.0

    @property
    def end(self) -> float:
        return self.x + self.advance

    @property
    def square(self) -> bool:
        """Whether it fills a square of its own, as Chinese characters and marks do."""
        return self.text >= "\u2e80" or (self.text in "—…‘’“”·" and "Han" in self.font)

    @property
    def letter(self) -> bool:
        """Whether it is a Latin letter or figure."""
        return self.text.isalnum() and not self.square


@dataclass(frozen=True)
class Line:
    """A line of running text from left to right, which `goes_on` in the next or does not.

    `calls` are the places of what is raised in it: the calls of notes and terms.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    calls: frozenset[int] = frozenset()
    goes_on: bool = False
    continues: bool = False

    @property
    def words(self) -> str:
        """The line's text, with spaces between its Latin words."""
        kept = [each for place, each in enumerate(self.glyphs) if place not in self.calls]
        found = kept[0].text
        for one, other in pairwise(kept):
            space = other.x - one.end > one.size / 8 and not one.square and not other.square
            found += " " * space + other.text
        return found

    @property
    def start(self) -> float:
        """Where the line's first character begins, without the blank of a mark."""
        first = self.glyphs[0]
        return first.x + first.size / 2 if first.square and first.text in OPENING else first.x

    @property
    def end(self) -> float:
        """Where the line's last character ends, without the blank of a mark."""
        last = self.glyphs[-1]
        if not last.square or last.text not in CLOSING + STOPS:
            return last.end
        return max(last.right, last.x + last.size / 2)


@dataclass(frozen=True)
class Column:
    """Running text: its size, the edges it keeps to, and its lines top down."""

    size: float
    left: float
    right: float
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, and by how many em."""

    kind: str
    page: int
    words: str
    amount: float = 0.0


def faults(found: Column) -> tuple[Fault, ...]:
    """Return everything that is wrong with lines; the pages count from 0."""
    following = (*found.lines[1:], None)
    return tuple(
        Fault(kind, line.page, line.words, round(amount, 3))
        for line, after in zip(found.lines, following, strict=True)
        for kind, amount in _faults(line, after, found)
    )


def _faults(line: Line, after: Line | None, found: Column) -> Iterator[tuple[str, float]]:
    short = (found.right - line.end) / found.size
    if line.goes_on and abs(short) > RAGGED:
        yield "ragged end", short
    out = (line.start - found.left) / found.size
    if line.continues and abs(out) > RAGGED:
        yield "ragged beginning", out
    if line.continues and (line.words[0] in NEVER_FIRST or 0 in line.calls):
        yield "first is what may not be", 0.0
    if line.goes_on and line.words[-1] in NEVER_LAST:
        yield "last is what may not be", 0.0
    if line.goes_on and after:
        yield from _parted(line.words, after.words)
    if line.continues and not line.goes_on and sum(map(str.isalnum, line.words)) < 2:
        yield "one character alone", 0.0
    yield from _gaps(line, found.size)


def _parted(words: str, following: str) -> Iterator[tuple[str, float]]:
    joint = "" if _is_chinese(words) or words.endswith("-") else " "
    for kind in parted(words + joint + following, len(words)):
        yield kind, 0.0


def parted(text: str, place: int) -> Iterator[str]:
    """Yield what a line's end parts that stands in front of the character at `place`."""
    figure = _CHINESE_FIGURE if _is_chinese(text) else _ENGLISH_FIGURE
    found = figure.finditer(text.translate(_SIMPLIFIED))
    if any(each.start() < place < each.end() for each in found):
        yield "parted figure"
    if text[place - 1 : place + 1] in ("——", "……"):
        yield "parted mark"


def _is_chinese(text: str) -> bool:
    return any(each >= "\u2e80" for each in text)


def _gaps(line: Line, size: float) -> Iterator[tuple[str, float]]:
    for place, (one, other) in enumerate(pairwise(line.glyphs)):
        gap = (other.x - one.end) / size
        raised = not line.calls.isdisjoint((place, place + 1))
        if (other.left - one.right) / size < -0.05 and (one.square or other.square):
            yield "overlap", gap
        if not one.square and not other.square:
            continue
        mixed = (one.letter and other.text.isalnum()) or (one.text.isalnum() and other.letter)
        if mixed and not raised:
            if not NEAREST - ROUNDING <= gap <= FURTHEST + ROUNDING:
                yield "gap beside Latin", gap
        elif gap > STRETCHED + ROUNDING:
            yield "stretched gap", gap
        if _beside(one.text, other.text) and (other.x - one.x) / size > 0.5 + STRETCHED:
            yield "marks too wide", gap


def _beside(one: str, other: str) -> bool:
    """Whether two marks together take less than two squares; stops alone keep theirs."""
    marks = OPENING + CLOSING + STOPS
    return one in marks and other in marks and not (one in STOPS and other in STOPS)


def column(path: Path) -> Column:
    """Return the running text of a PDF: what is set as most of it is."""
    return _column(glyphs(path))


def _column(found: tuple[Glyph, ...]) -> Column:
    font, size = Counter((each.font, round(each.size, 1)) for each in found).most_common(1)[0][0]
    rows = list(_rows(found, font, size))
    left = _most_common(row[0].x for row in rows)
    right = _most_common(row[-1].end for row in rows)
    tops = pairwise((row[0].page, row[0].y) for row in rows)
    leading = _most_common(y - below for (page, y), (other, below) in tops if page == other)
    lines: list[Line] = []
    for row, below in zip(rows, (*rows[1:], None), strict=True):
        page, y = row[0].page, row[0].y
        calls = [
            each
            for each in found
            if each.page == page
            and each.size < 0.88 * size
            and y + size / 20 < each.y < y + size
            and left < each.x < right + size
        ]
        ordered = tuple(sorted([*row, *calls], key=_place))
        goes_on = below is not None and below[0].x < left + size
        if goes_on and below and below[0].page == page:
            goes_on = y - below[0].y < 1.3 * leading
        if goes_on and below and below[0].page != page:
            goes_on = not any(
                each.page == below[0].page and each.y > below[0].y + size / 2 and each.size >= size
                for each in found
            )
        continues = bool(lines) and lines[-1].goes_on
        places = frozenset(place for place, each in enumerate(ordered) if each in calls)
        lines.append(Line(page, ordered, places, goes_on, continues))
    return Column(size, left, right, tuple(lines))


def _rows(found: tuple[Glyph, ...], font: str, size: float) -> Iterator[list[Glyph]]:
    """Yield the rows of glyphs that have this font and size, and the Latin ones beside them."""
    places: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for each in found:
        own = each.font == font and abs(each.size - size) < 0.1
        beside = each.font != font and 0.99 < each.size / size < 1.07 and "Sans" not in each.font
        if own or beside:
            places[each.page, -round(each.y)].append(each)
    for _, row in sorted(places.items()):
        if sum(each.font == font for each in row) > len(row) / 3:
            yield sorted(row, key=_place)


def _place(glyph: Glyph) -> int:
    """Return where a glyph stands; the letters of a ligature, in one place, keep their order."""
    return round(glyph.x)


def _most_common(lengths: Iterable[float]) -> float:
    return Counter(round(length, 1) for length in lengths).most_common(1)[0][0]


@cache
def glyphs(path: Path) -> tuple[Glyph, ...]:
    """Return every character that a PDF paints, in the order in which it does."""
    document = pypdfium2.PdfDocument(path)
    found: list[Glyph] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        found += _glyphs(text, number)
        text.close()
        page.close()
    document.close()
    return tuple(found)


def _glyphs(text: pypdfium2.PdfTextPage, page: int) -> Iterator[Glyph]:
    raw = pypdfium2.raw
    matrix, name = raw.FS_MATRIX(), ctypes.create_string_buffer(128)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index)).replace("\x02", "-")
        if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetFontInfo(text, index, name, 128, None)
        size = raw.FPDFText_GetFontSize(text, index) * matrix.a
        left, _, right, _ = text.get_charbox(index)
        begin, _, end, _ = text.get_charbox(index, loose=True)
        font = name.value.decode().partition("+")[2]
        place = (page, x.value, y.value, end - begin, left, right, matrix.c)
        glyph = Glyph(character, font, size, *place)
        yield replace(glyph, advance=size) if glyph.square else glyph
