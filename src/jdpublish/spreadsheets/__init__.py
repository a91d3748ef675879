"""Workbooks for Excel, LibreOffice and WPS: the door to openpyxl."""

from jdpublish.spreadsheets.archive import MOST_BYTES, OLE, UnreadableWorkbookError
from jdpublish.spreadsheets.editable import LISTS, Choices, EditableColumn, EditableTable, Page
from jdpublish.spreadsheets.editable import workbook as editable_workbook
from jdpublish.spreadsheets.printed import Cell, Column, Sheet, workbook
from jdpublish.spreadsheets.reading import (
    MOST_ROWS,
    Found,
    Inexact,
    SheetFound,
    UnreadableCell,
    sheets,
)
from jdpublish.spreadsheets.safety import STARTS_A_FORMULA, fits_a_cell, guarded, unguarded

__all__ = [
    "LISTS",
    "MOST_BYTES",
    "MOST_ROWS",
    "OLE",
    "STARTS_A_FORMULA",
    "Cell",
    "Choices",
    "Column",
    "EditableColumn",
    "EditableTable",
    "Found",
    "Inexact",
    "Page",
    "Sheet",
    "SheetFound",
    "UnreadableCell",
    "UnreadableWorkbookError",
    "editable_workbook",
    "fits_a_cell",
    "guarded",
    "sheets",
    "unguarded",
    "workbook",
]
