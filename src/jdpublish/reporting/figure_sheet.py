"""The list of a report's figures as a sheet that leaders print and sign."""

import datetime as dt
import re
from decimal import Decimal

from jdpublish.figure_list import Figure
from jdpublish.figures.comparing.comparison import Relation
from jdpublish.figures.quantity import Hedge, Kind
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

_HEDGES = {
    Hedge.NONE: "",
    Hedge.ABOUT: "约 about",
    Hedge.OVER: "超过 over",
    Hedge.NEARLY: "近 nearly",
    Hedge.AT_LEAST: "不少于 at least",
    Hedge.AT_MOST: "不超过 at most",
    Hedge.BELOW: "低于 below",
}
_RELATIONS = {
    Relation.EXACT: "一致",
    Relation.RESCALED: "一致（换级）",
    Relation.CONVERTED: "一致（换算单位）",
    Relation.APPROXIMATE: "取整（已注明）",
    Relation.IMPLIED: "无须写出",
    Relation.ROUNDED: "取整",
    Relation.HEDGE: "缺约数词",
    Relation.UNIT: "单位不符",
    Relation.POINTS: "百分比与百分点不符",
    Relation.VALUE: "数值不符",
    Relation.MISSING: "英文缺",
    Relation.EXTRA: "中文无",
}
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
        _HEDGES[figure.hedge],
        f"{_RELATIONS.get(figure.relation, '')} {figure.relation}".strip(),
        None,
    )
