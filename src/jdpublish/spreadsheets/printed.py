"""Sheets to read, print and sign."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jdpublish.spreadsheets.archive import saved
from jdpublish.spreadsheets.safety import STARTS_A_FORMULA, set_text, tab

Cell = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, in one or two lines, and its width in characters."""

    head: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for people to read, print and sign.

    `name` stands on the sheet's tab, `title` above the table; `marked` are the numbers of rows
    (from 0) that somebody must look at, `ungrouped` of those whose numbers have no commas, such as
    years. `when` is the day that the file bears.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    when: dt.date
    author: str = ""
    marked: frozenset[int] = frozenset()
    ungrouped: frozenset[int] = frozenset()


def workbook(sheet: Sheet) -> bytes:
    """Return a table as an XLSX file: equal tables give equal bytes.

    Texts stay texts: none becomes a formula, a date or an error, also when somebody edits it.
    """
    from openpyxl import Workbook  # noqa: PLC0415  a tenth of a second that other commands spare

    book = Workbook()
    page = book.active
    page.title = tab(sheet.name)
    _write(page, sheet)
    _set_up(page, sheet)
    book.properties.creator = book.properties.lastModifiedBy = sheet.author or "jdpublish"
    book.properties.title = sheet.title
    book.properties.created = dt.datetime.combine(sheet.when, dt.time())
    return saved(book, sheet.when)


_HEAD_ROW = 2
_FIRST_ROW = 3


def _write(page: Any, sheet: Sheet) -> None:  # noqa: ANN401  openpyxl has no types
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    line = Side(style="thin", color="BFBFBF")
    frame = Border(line, line, line, line)
    title = page.cell(1, 1)
    set_text(title, sheet.title)
    title.font = Font(bold=True, size=14)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(sheet.columns))
    page.row_dimensions[1].height = 26
    title.alignment = Alignment(vertical="center", wrap_text=True)
    for number, column in enumerate(sheet.columns, 1):
        cell = page.cell(_HEAD_ROW, number)
        set_text(cell, column.head)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E7E6E6")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = frame
    page.row_dimensions[_HEAD_ROW].height = 32
    warning = PatternFill("solid", fgColor="FCE4D6")
    for index, row in enumerate(sheet.rows):
        for number, value in enumerate(row, 1):
            cell = page.cell(_FIRST_ROW + index, number)
            _fill(cell, value, grouped=index not in sheet.ungrouped)
            right = isinstance(value, Decimal)
            cell.alignment = Alignment(
                horizontal="right" if right else "left", vertical="top", wrap_text=not right
            )
            cell.border = frame
            if index in sheet.marked:
                cell.fill = warning


def _fill(cell: Any, value: Cell, *, grouped: bool) -> None:  # noqa: ANN401
    if isinstance(value, Decimal):
        cell.value = value
        places = max(0, -int(value.as_tuple().exponent))
        cell.number_format = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    elif value:
        set_text(cell, value)
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(STARTS_A_FORMULA)


def _set_up(page: Any, sheet: Sheet) -> None:  # noqa: ANN401
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = page.cell(_FIRST_ROW, 1)
    last = f"{get_column_letter(len(sheet.columns))}{_HEAD_ROW + len(sheet.rows)}"
    page.auto_filter.ref = f"A{_HEAD_ROW}:{last}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.print_area = f"A1:{last}"
    page.oddFooter.center.text = "&P / &N"
    page.print_options.horizontalCentered = True
