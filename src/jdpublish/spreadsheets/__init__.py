"""Workbooks for Excel, LibreOffice and WPS: the door to openpyxl."""

from jdpublish.spreadsheets.archive import UnreadableWorkbookError
from jdpublish.spreadsheets.editable import Choices, EditableColumn, EditableTable, Page
from jdpublish.spreadsheets.editable import workbook as editable_workbook
from jdpublish.spreadsheets.printed import Cell, Column, Sheet, workbook
from jdpublish.spreadsheets.reading import Found, SheetFound, UnreadableCell, sheets
from jdpublish.spreadsheets.safety import STARTS_A_FORMULA, fits_a_cell, guarded, unguarded

__all__ = [
    "STARTS_A_FORMULA",
    "Cell",
    "Choices",
    "Column",
    "EditableColumn",
    "EditableTable",
    "Found",
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
