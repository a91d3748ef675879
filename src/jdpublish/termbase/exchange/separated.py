"""The glossary as CSV and TSV, as spreadsheet programs open and save them."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from jdpublish.errors import GlossaryError, Location
from jdpublish.spreadsheets import guarded
from jdpublish.termbase.exchange.base import packed
from jdpublish.termbase.exchange.cells import written
from jdpublish.termbase.exchange.contract import Format, Offer, Returned
from jdpublish.termbase.exchange.heads import BASE, BASE_IN_ONE_LINE
from jdpublish.termbase.exchange.tables import DAMAGED, Lines, bases, head, returned, table
from jdpublish.termbase.fields import BY_NAME
from jdpublish.termbase.values import values

_COMMA, _SEMICOLON, _TAB = ",", ";", "\t"


def write(offer: Offer, *, separator: str) -> bytes:
    """Return entries as CSV (RFC 4180) with a byte order mark, by which Excel knows UTF-8.

    Parted by tabs, no cell has a line break. No cell becomes a formula. The last column holds what
    each row says as it goes out.
    """
    one_line = separator == _TAB
    made = io.StringIO()
    rows = csv.writer(made, delimiter=separator, lineterminator="\r\n")
    rows.writerow([*BY_NAME, BASE_IN_ONE_LINE if one_line else BASE])
    for said in map(values, offer.concepts):
        cells = [written(field, said[name], one_line=one_line) for name, field in BY_NAME.items()]
        rows.writerow([*map(guarded, cells), packed({str(said["id"]): said})])
    return codecs.BOM_UTF8 + made.getvalue().encode()


# ── What comes back ──


@dataclass(frozen=True, slots=True)
class _TextGrid:
    """The rows of a text: each is known by the line in which it begins."""

    file: str
    text: str
    separator: str
    lines: Lines
    one_line: bool
    guarded: bool = True

    def at(self, line: int, column: int) -> Location:
        """Return the line and the column at which a cell begins."""
        start = 0
        for _ in range(line - 1):
            start = self.text.index("\n", start) + 1
        place = start
        for cell in _cells(self.text, self.separator, start):
            place = cell.start()
            if not column or not self.text.startswith(self.separator, cell.end()):
                break
            column -= 1
        before = self.text.count("\n", start, place)
        return Location(self.file, line + before, place - (self.text.rfind("\n", 0, place) + 1) + 1)


def _cells(text: str, separator: str, start: int) -> Iterator[re.Match[str]]:
    cell = re.compile(rf'"(?:[^"]|"")*"|[^{separator}\n]*')
    while found := cell.match(text, start):
        yield found
        start = found.end() + 1


def read(content: bytes, file: str, *, one_line: bool) -> Returned:
    """Return what a file of separated values says, whichever sign parts them.

    Texts in UTF-8, UTF-16 and GB18030 are read, which is what spreadsheet programs write.
    `one_line` says how cells are written where the file does not tell.
    """
    try:
        text, encoding = _decoded(content)
        grid = _grid(text, file, one_line=one_line)
        top = head(grid.lines)
    except (UnicodeDecodeError, csv.Error) as problem:
        return Returned((), has_base=False, mistakes=(_unreadable(problem, file),))
    if not top:
        return Returned((), has_base=False, mistakes=(_headless(file),))
    found = table(grid, top)
    known, damaged = bases((found,))
    here = Location(file)
    return returned(
        (found,),
        known,
        unplaced=(
            *([(here, f"the file is written in {encoding}, not UTF-8")] if encoding else ()),
            *((place, DAMAGED) for place in damaged),
        ),
    )


def _decoded(content: bytes) -> tuple[str, str]:
    """Return a text, and the name of its encoding where that is not UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _broken(content.decode("utf-16")), "UTF-16"
    try:
        return _broken(content.decode("utf-8-sig")), ""
    except UnicodeDecodeError:
        return _broken(content.decode("gb18030")), "GB18030"


def _broken(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _grid(text: str, file: str, *, one_line: bool) -> _TextGrid:
    """Return a text’s rows, parted by the sign with which the head names most fields."""

    def named(separator: str) -> int:
        rows = list(_rows(text, separator, strict=False, most=30))
        found = head(rows)
        return len(found.columns) if found else 0

    separator = max((_COMMA, _TAB, _SEMICOLON), key=named)
    rows = tuple(_rows(text, separator, strict=True))
    return _TextGrid(file, text, separator, rows, one_line)


def _rows(
    text: str, separator: str, *, strict: bool, most: int | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # else 131,072 characters
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line = 1
    for cells in reader:
        if any(cells):
            yield line, tuple(cells)
        line = reader.line_num + 1
        if most and line > most:
            break


def _unreadable(problem: UnicodeDecodeError | csv.Error, file: str) -> GlossaryError:
    if isinstance(problem, UnicodeDecodeError):
        return GlossaryError(
            "the file is a text in none of UTF-8, UTF-16 and GB18030",
            at=Location(file),
            hint="save it as “CSV UTF-8” in the spreadsheet program",
        )
    return GlossaryError(
        f"the file cannot be parted into cells: {problem}",
        at=Location(file),
        hint="a cell that begins with a quotation mark ends with one, and has double ones within",
    )


def _headless(file: str) -> GlossaryError:
    return GlossaryError(
        "the file does not name the columns of a glossary",
        at=Location(file),
        hint="its first line must name them, such as id, zh-Hans.term, en.term",
    )


def _recognises(separators: tuple[str, ...]) -> Callable[[bytes], bool]:
    def recognises(content: bytes) -> bool:
        try:
            grid = _grid(_decoded(content)[0], "", one_line=False)
        except (UnicodeDecodeError, csv.Error):
            return False
        return head(grid.lines) is not None and grid.separator in separators

    return recognises


CSV = Format(
    "csv",
    (".csv",),
    partial(write, separator=_COMMA),
    partial(read, one_line=False),
    _recognises((_COMMA, _SEMICOLON)),
)
TSV = Format(
    "tsv",
    (".tsv", ".tab"),
    partial(write, separator=_TAB),
    partial(read, one_line=True),
    _recognises((_TAB,)),
)
