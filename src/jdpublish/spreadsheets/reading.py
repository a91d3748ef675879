"""Workbooks that come back from people: each sheet's cells, as texts, days and what is neither."""

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jdpublish.spreadsheets.archive import UnreadableWorkbookError, packed, parts
from jdpublish.spreadsheets.safety import restored

MOST_ROWS = 200_000
_MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class UnreadableCell:
    """A cell that holds no text: in words, what it holds instead."""

    holds: str


@dataclass(frozen=True, slots=True)
class Inexact:
    """A number of which the cell may not hold all that was typed: 2.50 has become 2.5."""

    text: str


Found = str | bool | dt.date | Inexact | UnreadableCell
"""What a cell holds; a whole number is the text of its digits, an empty cell an empty text."""


@dataclass(frozen=True, slots=True)
class SheetFound:
    """A sheet of a workbook: its name, its rows by their numbers, the ranges of merged cells.

    Rows without any content are left out. A range is its first row and column, then its last, all
    from 1.
    """

    name: str
    rows: tuple[tuple[int, tuple[Found, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    too_long: bool = False


def sheets(content: bytes) -> tuple[SheetFound, ...]:
    """Return the sheets of an XLSX file, in their order.

    Raises:
        UnreadableWorkbookError: it is of another kind, damaged, too large, or holds what may do
            harm.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  a tenth of a second others spare

    found = {name: _kept(name, data) for name, data in parts(content).items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it would not write again
            book = load_workbook(packed(found), read_only=True, keep_links=False)
            return tuple(_sheet(page, found) for page in book.worksheets)
    except Exception as problem:
        # openpyxl lets through whatever a damaged file brings up, from KeyError to SyntaxError.
        raise UnreadableWorkbookError(
            "the workbook is damaged",
            "open it in a spreadsheet program, and save it as “Excel workbook (.xlsx)”",
        ) from problem


_ESCAPE = re.compile(rb"(_?)x005F_")


def _kept(name: str, data: bytes) -> bytes:
    """Return a part in which openpyxl finds no x005F_, which it drops from shared texts."""
    if not name.lower().endswith("sharedstrings.xml"):
        return data
    return _ESCAPE.sub(lambda one: b"_x005f_" if one[1] else b"x005_x0046__", data)


def _sheet(page: Any, found: dict[str, bytes]) -> SheetFound:  # noqa: ANN401  openpyxl has no types
    page.reset_dimensions()  # a file may claim a million rows of which it has ten
    rows = tuple(_rows(page))
    data = found[page._worksheet_path]  # noqa: SLF001  it reads merged cells only with all others
    return SheetFound(
        page.title,
        tuple(row for row in rows if row[0] <= MOST_ROWS),
        tuple(_merged(data)),
        hidden=page.sheet_state != "visible",
        too_long=bool(rows) and rows[-1][0] > MOST_ROWS,
    )


def _rows(page: Any) -> Iterator[tuple[int, tuple[Found, ...]]]:  # noqa: ANN401
    empty = None
    wanted = page.iter_rows(max_row=MOST_ROWS + 1, max_col=_MOST_COLUMNS)
    for number, row in enumerate(wanted, 1):
        if row is empty:  # it gives the same one for all rows that a file leaves out
            continue
        last = max((at for at, cell in enumerate(row) if cell.value is not None), default=-1)
        if last < 0:
            empty = row
        else:
            yield number, tuple(map(_found, row[: last + 1]))


def _found(cell: Any) -> Found:  # noqa: ANN401
    value = cell.value
    match cell.data_type:
        case "s" | "inlineStr":
            return restored(value or "")
        case "f":
            return UnreadableCell("a formula")
        case "e":
            return UnreadableCell(f"an error ({value})")
        case "b":
            return bool(value)
        case "d":
            return _day(value)
        case _:
            return _number(value, cell.number_format) if value is not None else ""


def _day(value: object) -> Found:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    return UnreadableCell("a time of day")


def _number(value: float, shown: str) -> Found:
    """Return a number as people typed it: 110, 5%; whether 2.5 was 2.50 nobody knows."""
    number = Decimal(repr(value))
    if not number.is_finite():
        return UnreadableCell("a number without end")
    percent = "%" in (shown or "")
    number = number * 100 if percent else number
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    exact = "." not in text and len(text.lstrip("-")) <= _EXACT_DIGITS
    text = f"{text}%" if percent else text
    return text if exact else Inexact(text)


_EXACT_DIGITS = 15
"""So many digits of a number does a spreadsheet keep."""


_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+\d+:[A-Z]+\d+)["']""")


def _merged(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415  as above

    for found in _MERGED.finditer(data):
        first_column, first_row, last_column, last_row = range_boundaries(found[1].decode())
        yield first_row, first_column, last_row, last_column
