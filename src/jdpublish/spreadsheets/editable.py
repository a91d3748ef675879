"""Workbooks that people change and send back: drop-down lists, hidden notes, texts alone."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jdpublish.spreadsheets.archive import saved
from jdpublish.spreadsheets.safety import STARTS_A_FORMULA, set_text, tab


@dataclass(frozen=True, slots=True)
class Choices:
    """The words of a drop-down list; `open` lets people write others, after a question."""

    words: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class EditableColumn:
    """A column: its head in one or two lines, its width in characters, what may be chosen in it.

    One that is `folded` is hidden until somebody unfolds it. `question` is asked before what stands
    in it is changed.
    """

    head: str
    width: float
    choices: Choices | None = None
    folded: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of texts; those of `heads` (rows from 0) are bold, as is the first."""

    name: str
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class EditableTable:
    """A workbook with a table to fill in, a page that explains it, and words that travel along.

    `frozen` is how many columns stay in sight. `tints` are the colours of rows by what their
    `tinted` column (from 0) says. `kept` stands on a sheet that spreadsheet programs do not show.
    """

    name: str
    title: str
    columns: tuple[EditableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    when: dt.date
    page: Page
    kept: tuple[tuple[str, ...], ...]
    frozen: int = 0
    tinted: int = 0
    tints: Mapping[str, str] = field(default_factory=dict)


KEPT = "base"
LISTS = "lists"
"""The names of the sheets that are not shown: what went out, and the words of drop-down lists."""
_PAGES_WIDE = 3
"""A table with many columns, printed: on one page nobody could read it."""
_FIRST_ROW = 2
_LAST_ROW = 1_048_576
"""The last row of a sheet: what is added below has drop-down lists, too."""


def workbook(table: EditableTable) -> bytes:
    """Return a table as an XLSX file: equal tables give equal bytes.

    Texts stay texts: none becomes a formula, a date or an error, also when somebody edits it.
    """
    from openpyxl import Workbook  # noqa: PLC0415  a tenth of a second that other commands spare

    book = Workbook()
    page = book.active
    page.title = tab(table.name)
    _write(page, table)
    _set_up(page, table)
    _write_page(book.create_sheet(tab(table.page.name)), table.page)
    lists = book.create_sheet(LISTS)
    for number, column in enumerate(table.columns, 1):
        _validate(page, lists, number, column, len(table.rows))
    lists.sheet_state = "veryHidden"
    kept = book.create_sheet(KEPT)
    for row, words in enumerate(table.kept, 1):
        for number, word in enumerate(words, 1):
            set_text(kept.cell(row, number), word)
    kept.sheet_state = "veryHidden"
    book.properties.creator = book.properties.lastModifiedBy = "jdpublish"
    book.properties.title = table.title
    book.properties.created = dt.datetime.combine(table.when, dt.time())
    return saved(book, table.when, automatic=True)


def _write(page: Any, table: EditableTable) -> None:  # noqa: ANN401  openpyxl has no types
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    line = Side(style="thin", color="D9D9D9")
    for number, column in enumerate(table.columns, 1):
        head = page.cell(1, number)
        set_text(head, column.head)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDEBF7")
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        head.border = Border(bottom=Side(style="medium", color="5B9BD5"), right=line)
        width = page.column_dimensions[get_column_letter(number)]
        width.number_format = "@"  # what is added below stays text, too
        width.alignment = Alignment(vertical="top", wrap_text=True)
    page.row_dimensions[1].height = 34
    # The styles of two cells are made once: to make them anew for each takes longer than all else.
    plain, quoted = page.parent.create_sheet("styles")["A1:B1"][0]
    for cell in (plain, quoted):
        cell.number_format = "@"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    quoted.quotePrefix = True
    for index, row in enumerate(table.rows, _FIRST_ROW):
        for number, text in enumerate(row, 1):
            if text:
                cell = page.cell(index, number)
                set_text(cell, text)
                style = quoted if text.startswith(STARTS_A_FORMULA) else plain
                cell._style = style._style  # noqa: SLF001  see above
        page.row_dimensions[index].height = _height(row, (one.width for one in table.columns))
    page.parent.remove(plain.parent)


_LINE_HEIGHT = 15
_HIGHEST = 405
"""In points, of a line, and of the highest row that a sheet can have."""


def _height(row: Iterable[str], widths: Iterable[float]) -> int:
    """Return about how high a row is to be that all its lines can be seen, in points.

    A Chinese character is as wide as two letters, and takes three bytes.
    """
    most = 1
    for text, width in zip(row, widths, strict=False):
        if len(text) > width / 2 or "\n" in text:
            lines = (
                -(-(len(line) + len(line.encode())) // (2 * width)) for line in text.split("\n")
            )
            most = max(most, int(sum(max(1, one) for one in lines)))
    return min(_HIGHEST, _LINE_HEIGHT * most + 1)


def _set_up(page: Any, table: EditableTable) -> None:  # noqa: ANN401
    from openpyxl.formatting.rule import FormulaRule  # noqa: PLC0415
    from openpyxl.styles import Border, PatternFill, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    folded = False
    for number, column in enumerate(table.columns, 1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.collapsed = folded and not column.folded
        dimension.hidden = folded = column.folded
        dimension.outlineLevel = int(column.folded)
    last = get_column_letter(len(table.columns))
    page.freeze_panes = page.cell(_FIRST_ROW, table.frozen + 1)
    page.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    every = f"A{_FIRST_ROW}:{last}{_LAST_ROW}"
    line = Border(bottom=Side(style="thin", color="D9D9D9"))
    rule = FormulaRule(formula=[f"COUNTA($A{_FIRST_ROW}:${last}{_FIRST_ROW})>0"], border=line)
    page.conditional_formatting.add(every, rule)
    told = get_column_letter(table.tinted + 1)
    for word, colour in table.tints.items():
        fill = PatternFill("solid", bgColor=colour)
        rule = FormulaRule(formula=[f'${told}{_FIRST_ROW}="{word}"'], fill=fill)
        page.conditional_formatting.add(every, rule)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = _PAGES_WIDE
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.print_title_cols = f"A:{get_column_letter(table.frozen or 1)}"
    page.oddFooter.center.text = "&P / &N"


def _validate(page: Any, lists: Any, number: int, column: EditableColumn, rows: int) -> None:  # noqa: ANN401
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    letter = get_column_letter(number)
    if column.choices and column.choices.words:
        for row, word in enumerate(column.choices.words, 1):
            set_text(lists.cell(row, number), word)
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$1:${letter}${len(column.choices.words)}",
            allow_blank=True,
            errorStyle="warning" if column.choices.open else "stop",
            errorTitle=column.head.replace("\n", " ")[:32],
            error="列表中没有这个词，确定要用吗？\nThis word is new: use it?"
            if column.choices.open
            else "请从列表中选择。\nPlease choose from the list.",
            showErrorMessage=True,
        )
        rule.add(f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}")
        page.add_data_validation(rule)
    elif column.question and rows:
        # No text has no characters, so that whatever is written is asked about.
        rule = DataValidation(
            type="textLength",
            operator="equal",
            formula1="0",
            allow_blank=True,
            errorStyle="warning",
            errorTitle=column.head.replace("\n", " ")[:32],
            error=column.question,
            showErrorMessage=True,
        )
        rule.add(f"{letter}{_FIRST_ROW}:{letter}{rows + 1}")
        page.add_data_validation(rule)


def _write_page(sheet: Any, page: Page) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, width in enumerate(page.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for index, row in enumerate(page.rows):
        for number, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(index + 1, number)
            set_text(cell, text)
            cell.alignment = Alignment(vertical="top", wrap_text=len(row) > 1)
            if index == 0 or index in page.heads:
                cell.font = Font(bold=True, size=14 if index == 0 else 11)
        if len(row) > 1:
            sheet.row_dimensions[index + 1].height = _height(row, page.widths)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
