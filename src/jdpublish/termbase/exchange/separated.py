"""The glossary as CSV and TSV, as spreadsheet programs open and save them."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from jdpublish.errors import GlossaryError, Location
from jdpublish.spreadsheets import guarded
from jdpublish.termbase.entry.fields import BY_NAME
from jdpublish.termbase.entry.values import values
from jdpublish.termbase.exchange.base import packed
from jdpublish.termbase.exchange.cells import written
from jdpublish.termbase.exchange.contract import Format, Offer, Returned
from jdpublish.termbase.exchange.heads import BASE, BASE_IN_ONE_LINE
from jdpublish.termbase.exchange.limits import MOST_ENTRIES, too_large, too_many
from jdpublish.termbase.exchange.tables import (
    DAMAGED,
    Head,
    Lines,
    bases,
    head,
    returned,
    table,
    without_ids,
)

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
    starts: Sequence[int]
    one_line: bool
    guarded: bool = True

    def at(self, line: int, column: int) -> Location:
        """Return the line and the column at which a cell begins."""
        start = place = self.starts[line - 1]
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
    opened = _opened(content, file, one_line=one_line)
    if isinstance(opened, GlossaryError):
        return Returned((), has_base=False, mistakes=(opened,))
    grid, top, encoding = opened
    found = table(grid, top)
    known, damaged = bases((found,))
    if mistake := without_ids(((grid, top),), known):
        return Returned((), has_base=True, mistakes=(*found.mistakes, mistake))
    return returned(
        (found,),
        known,
        unplaced=((place, DAMAGED) for place in damaged),
        notes=((Location(file), f"read as {encoding}") for _ in filter(None, (encoding,))),
    )


def refusal(content: bytes, file: str) -> GlossaryError | None:
    """Return why a file is no table of terms in a text, or None where it is one."""
    opened = _opened(content, file, one_line=False)
    return opened if isinstance(opened, GlossaryError) else None


def _opened(
    content: bytes, file: str, *, one_line: bool
) -> tuple[_TextGrid, Head, str] | GlossaryError:
    """Return a table, its head, and its encoding where that is not UTF-8; or why it is none."""
    here = Location(file)
    if mistake := too_large(len(content), here):
        return mistake
    try:
        text, encoding = decoded(content)
        grid = _grid(text, file, one_line=one_line)
    except UnicodeDecodeError:
        return GlossaryError(
            "the file is a text in none of UTF-8, UTF-16 and GB18030, or no text at all",
            at=here,
            hint="save it as “CSV UTF-8” in the spreadsheet program",
        )
    except _TornError as problem:
        return GlossaryError(
            f"the file cannot be parted into cells: {problem}",
            at=Location(file, problem.line),
            hint="a cell that begins with a quotation mark ends with one, and has double ones"
            " within; or save the table as .xlsx",
        )
    top = head(grid.lines)
    return too_many(len(grid.lines) - 1, here) or (
        (grid, top, encoding) if top else _headless(grid)
    )


def decoded(content: bytes) -> tuple[str, str]:
    """Return a text, and the name of its encoding where that is not UTF-8.

    Raises:
        UnicodeDecodeError: it is in none of those that spreadsheet programs write.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _broken(content.decode("utf-16")), "UTF-16"
    try:
        return _broken(content.decode("utf-8-sig")), ""
    except UnicodeDecodeError:
        text = content.decode("gb18030")
        return _broken(text.removeprefix("\ufeff")), "GB18030"  # as `iconv` makes it of UTF-8


def _broken(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _grid(text: str, file: str, *, one_line: bool) -> _TextGrid:
    """Return a text’s rows, parted by the sign with which the head names most fields."""
    separator = max((_COMMA, _TAB, _SEMICOLON), key=partial(_named, text))
    rows = tuple(islice(_rows(text, separator, strict=True), MOST_ENTRIES + 2))
    starts = (0, *(found.end() for found in re.finditer("\n", text)))
    return _TextGrid(file, text, separator, rows, starts, one_line)


def _named(text: str, separator: str) -> int:
    """Return how many fields the head of a text names, if this sign parts its cells."""
    found = head(list(_rows(text[:_BEGINNING], separator, strict=False, most=30)))
    return len(found.columns) if found else 0


_BEGINNING = 1_000_000
"""So many characters are looked at for a head."""


class _TornError(Exception):
    """A quotation mark in the row that begins in a line does not part cells."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def _rows(
    text: str, separator: str, *, strict: bool, most: int | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # else 131,072 characters
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, tuple(cells)
            line = reader.line_num + 1
            if most and line > most:
                break
    except csv.Error as problem:
        never = "unexpected end" in str(problem)
        what = "is never closed" if never else "stands within a cell, or is closed too early"
        raise _TornError(line, f"a quotation mark in this row {what}") from problem


_SHOWN = 4
_LONGEST = 24
_OMEGAT = 3


def _headless(grid: _TextGrid) -> GlossaryError:
    """Return that no row names the fields, with what the first one says instead."""
    first = next((row for row in grid.lines if not str(row[1][0]).startswith("#")), (1, ("",)))
    cells = [" ".join(str(cell).split()) for cell in first[1]]
    shown = [f"“{cell[:_LONGEST]}{'…' * (len(cell) > _LONGEST)}”" for cell in cells[:_SHOWN]]
    says = ", ".join(shown) + ("…" if len(cells) > _SHOWN else "")
    rows = (row.split("\t") for row in grid.text.splitlines() if row and not row.startswith("#"))
    if any("\t" in str(cell) for cell in first[1]) and all(1 < len(row) <= _OMEGAT for row in rows):
        return GlossaryError(
            "the file looks like a glossary of OmegaT, which does not say what its columns are",
            at=Location(grid.file, first[0]),
            hint="write a first line with 中文术语, 英文术语 and 备注, parted by tabs, if that is"
            " their order, and import it again",
        )
    return GlossaryError(
        f"the file does not name the columns of a glossary: its first row says {says}",
        at=Location(grid.file, first[0]),
        hint="a row at the top must name them, such as 编号, 中文术语, 英文术语, or id,"
        " zh-Hans.term, en.term",
    )


def _recognises(separators: tuple[str, ...]) -> Callable[[bytes], bool]:
    def recognises(content: bytes) -> bool:
        try:
            text, _ = decoded(content)
        except UnicodeDecodeError:
            return False
        named = {sign: _named(text, sign) for sign in (_COMMA, _TAB, _SEMICOLON)}
        best = max(named, key=lambda sign: named[sign])
        return named[best] > 0 and best in separators

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
