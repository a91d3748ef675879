"""The list of a report's figures as a sheet that leaders print and sign."""

import datetime as dt
import re
from decimal import Decimal

from jdpublish.figure_list import Figure
from jdpublish.figures.quantity import Kind
from jdpublish.reporting.in_chinese import HEDGES, RELATIONS
from jdpublish.spreadsheets import Cell, Column, Sheet, workbook

_COLUMNS = (
    Column("段落\nBlock", 9),
    Column("位置\nFile and line", 34),
    Column("中文\nChinese", 20),
    Column("英文\nEnglish", 30),
    Column("数值\nValue", 20),
    Column("单位\nUnit", 18),
    Column("约数\nHedge", 13),
    Column("比对\nComparison", 22),
    Column("核对人／日期\nChecked by / date", 20),
)

_UNGROUPED = (Kind.YEAR, Kind.DECADE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def figure_sheet(
    figures: tuple[Figure, ...], *, title: str, name: str, author: str, when: dt.date
) -> bytes:
    """Return the figures as an XLSX file with a column for the signatures.

    Its heads are in Chinese and English; rows that somebody must look at are coloured.
    """
    return workbook(
        Sheet(
            name=name,
            title=title,
            columns=_COLUMNS,
            rows=tuple(map(_row, figures)),
            when=when,
            author=author,
            marked=frozenset(n for n, one in enumerate(figures) if one.relation.wrong),
            ungrouped=frozenset(n for n, one in enumerate(figures) if one.kind in _UNGROUPED),
        )
    )


def _row(figure: Figure) -> tuple[Cell, ...]:
    number = _NUMBER.fullmatch(figure.value)
    return (
        figure.block,
        f"{figure.at.file}:{figure.at.line}",
        figure.chinese.words if figure.chinese else None,
        figure.translation.words if figure.translation else None,
        Decimal(figure.value) if number else figure.value,
        figure.unit,
        f"{HEDGES[figure.hedge]} {figure.hedge}".strip(),
        f"{RELATIONS[figure.relation]} {figure.relation}",
        None,
    )
