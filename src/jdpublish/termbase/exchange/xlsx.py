"""The glossary as a workbook for people: one row for each entry, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jdpublish.errors import CellLocation, GlossaryError, Location
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.spreadsheets import (
    LISTS,
    OLE,
    Choices,
    EditableColumn,
    EditableTable,
    Page,
    SheetFound,
    UnreadableWorkbookError,
    editable_workbook,
    fits_a_cell,
    sheets,
)
from jdpublish.termbase.entry.fields import BY_NAME, FIELDS, Field, Kind, Values
from jdpublish.termbase.entry.values import YES, values
from jdpublish.termbase.exchange.base import is_packed, packed, unpacked
from jdpublish.termbase.exchange.cells import chinese, written
from jdpublish.termbase.exchange.contract import Format, Offer, Returned
from jdpublish.termbase.exchange.explanations import explanation
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

_TERMS = "术语 Terms"
_README = "说明 Read me"
_TINTS = {"proposed": "FFF9E5", "retired": "E4E4E4"}
_ALWAYS_SHOWN = ("id", "subject", "status", f"{SOURCE_LANGUAGE}.term", "en.term")
_FROZEN = 4
"""The columns that stay in sight: those up to the Chinese term."""
_WIDTHS = {
    **dict.fromkeys(("definition", "context", "source", "note", "deprecated"), 44.0),
    **dict.fromkeys(("term", "first", "admitted", "pinyin", "reason"), 26.0),
    **dict.fromkeys(("id", "see", "not-in", "successor", "created", "modified"), 22.0),
}
_OTHER_WIDTH = 13.0
_CHUNK = 32_000
_TOGETHER = 200
"""So many entries are packed into a word: where one is damaged, the others are not."""


def write(offer: Offer) -> bytes:
    """Return entries as an XLSX file.

    Raises:
        GlossaryError: a text is longer than a cell can hold.
    """
    all_ = tuple(map(values, offer.concepts))
    rows = tuple(_row(offer, said) for said in all_)
    used = {field.name for field in FIELDS if any(said[field.name] for said in all_)}
    subjects = tuple(sorted({str(said["subject"]) for said in all_} - {""}))
    return editable_workbook(
        EditableTable(
            name=_TERMS,
            title=offer.title,
            columns=tuple(_column(field, used, subjects) for field in FIELDS),
            rows=rows,
            when=offer.date,
            page=_read_me(offer),
            kept=tuple(_kept(all_)),
            frozen=_FROZEN,
            tinted=[field.name for field in FIELDS].index("status"),
            tints=_TINTS,
        )
    )


def _row(offer: Offer, said: Values) -> tuple[str, ...]:
    cells = tuple(written(field, said[name], one_line=False) for name, field in BY_NAME.items())
    for field, cell in zip(FIELDS, cells, strict=True):
        if not fits_a_cell(cell):
            (concept,) = (one for one in offer.concepts if one.id == said["id"])
            raise GlossaryError(
                f"{field.name} of “{concept.id}” is longer than a cell of a workbook can hold",
                at=concept.at,
                hint="hand the glossary on as csv or json",
            )
    return cells


def _column(field: Field, used: set[str], subjects: tuple[str, ...]) -> EditableColumn:
    return EditableColumn(
        head=f"{field.chinese}\n{field.english}",
        width=_WIDTHS.get(field.key, _OTHER_WIDTH),
        choices=_choices(field, subjects),
        folded=field.name not in used and field.name not in _ALWAYS_SHOWN,
        question="改动编号后，此行将视为新词条。确定要改动吗？\n"
        "With another id this row becomes a new entry. Change it?"
        if field.name == "id"
        else "",
    )


def _choices(field: Field, subjects: tuple[str, ...]) -> Choices | None:
    if field.name == "subject":
        return Choices(subjects, open=True)
    if field.kind is Kind.CHOICE:
        return Choices(field.choices)
    if field.kind is Kind.FLAG:
        return Choices((YES,))
    if field.choices:  # a list: one of them, or all
        return Choices((*field.choices, "\n".join(field.choices)), open=True)
    return None


def _read_me(offer: Offer) -> Page:
    day = offer.date.isoformat()
    top = (
        (offer.title,),
        (f"导出日期 Exported: {day}；词条 entries: {len(offer.concepts)}",),
        ("",),
        *((line,) for line in _RULES.split("\n")),
    )
    heads = ("列", "Column", "内容", "What it holds", "可选项 Choices")
    columns = tuple(
        (
            field.chinese,
            field.english,
            *explanation(field),
            "\n".join(f"{one} {chinese(one)}".strip() for one in field.choices),
        )
        for field in FIELDS
    )
    return Page(
        _README, (16.0, 26.0, 54.0, 60.0, 22.0), (*top, heads, *columns), frozenset({len(top)})
    )


_RULES = """\
• 每行一个词条。可以修改、排序、筛选，也可以在末尾增加新行（编号留空）。
  One row is one entry. Change, sort and filter as you like; add rows at the end, without id.
• 请勿改动已有的编号。删去一行并不删除词条；要停用，请将状态改为 retired，并写明停用原因。
  Leave ids as they are. Deleting a row deletes no entry: set its status to retired, and say why.
• 单元格内换行用 Alt+Enter；可填多项的，每行一项。请勿合并单元格，也请勿使用公式。
  Alt+Enter breaks a line within a cell; lists have one item in a line. Merge no cells, and use no \
formulas.
• 无内容的列已折叠，点击表格上方的 [+] 或 [2] 即可展开。删去一列，术语库中该列的内容保持不变。
  Empty columns are folded away: click [+] or [2] above the table. A column that you delete stays \
as it is in the glossary.
• 浅黄色为拟定，灰色为停用。改好后，请保存为“Excel 工作簿（.xlsx）”并发回。
  Light yellow is proposed, grey is retired. Save as “Excel workbook (.xlsx)”, and send it back.
"""


def _kept(all_: Sequence[Values]) -> Iterator[tuple[str, ...]]:
    """Yield packed entries, in as many cells as their words need."""
    for start in range(0, len(all_), _TOGETHER) if all_ else [0]:
        word = packed({str(said["id"]): said for said in all_[start : start + _TOGETHER]})
        yield tuple(word[at : at + _CHUNK] for at in range(0, len(word), _CHUNK))


# ── What comes back ──


@dataclass(frozen=True, slots=True)
class _SheetGrid:
    file: str
    sheet: SheetFound
    one_line: bool = False
    guarded: bool = False

    @property
    def lines(self) -> Lines:
        return self.sheet.rows

    def at(self, line: int, column: int) -> Location:
        return CellLocation(self.file, line, column + 1, self.sheet.name)


def read(content: bytes, file: str) -> Returned:
    """Return what an XLSX file says; its sheets are known by their heads."""
    try:
        # Words to choose from may look like heads: “id” and “en” in one row.
        found = [one for one in sheets(content) if not (one.hidden and one.name == LISTS)]
    except UnreadableWorkbookError as problem:
        mistake = GlossaryError(problem.message, at=CellLocation(file), hint=problem.hint)
        return Returned((), has_base=False, mistakes=(mistake,))
    words = [_words(sheet) for sheet in found]
    kept = [unpacked(word) for each in words for word in each]
    heads = [(_SheetGrid(file, one), head(one.rows)) for one in found]
    tables = tuple((grid, top) for grid, top in heads if top)
    left = [grid for (grid, top), word in zip(heads, words, strict=True) if not (top or word)]
    read_ = tuple(table(grid, top) for grid, top in tables)
    known, damaged = bases(read_)  # in a column, where this was a CSV file
    for base in kept:
        known = known if base is None else (known or {}) | base
    mistakes = [one for grid, top in tables for one in _structure(grid, top)]
    if lost := without_ids(tables, known):
        told = (one for each in read_ for one in each.mistakes)
        return Returned((), has_base=True, mistakes=(*mistakes, *told, lost))
    return returned(
        read_,
        known,
        mistakes=mistakes if tables else [_headless(file)],
        unplaced=(
            *((one.at(one.lines[0][0], 0), _NO_HEADS) for one in left if _told(one)),
            *((place, DAMAGED) for place in damaged),
            *([(CellLocation(file), _DAMAGED_SHEET)] if None in kept else []),
        ),
    )


_NO_HEADS = "this sheet has no heads of a glossary’s columns"
_DAMAGED_SHEET = "the hidden sheet that says what went out is damaged in part"


def _told(grid: _SheetGrid) -> bool:
    """Whether a sheet is to be told of: somebody wrote on it, and not this program."""
    return bool(grid.lines) and not grid.sheet.hidden and grid.sheet.name != _README


def _words(sheet: SheetFound) -> tuple[str, ...]:
    """Return the packed words of a sheet that holds nothing else."""
    joined = tuple("".join(map(str, cells)) for _, cells in sheet.rows)
    return joined if joined and any(map(is_packed, joined)) else ()


def _headless(file: str) -> GlossaryError:
    return GlossaryError(
        "no sheet has the heads of a glossary",
        at=CellLocation(file),
        hint="one row must name the columns, such as 编号 Id, 中文术语 Chinese term,"
        " 英文术语 English term",
    )


def _structure(grid: _SheetGrid, top: Head) -> Iterator[GlossaryError]:
    first = grid.lines[top.index][0]
    last = grid.lines[-1][0]
    if grid.sheet.too_long:
        yield GlossaryError(
            "the sheet has more rows than can be read",
            at=grid.at(last, 0),
            hint="delete what stands far below the entries, or hand them on in several files",
        )
    for row, column, last_row, last_column in grid.sheet.merged:
        fields = any(top.fields[column - 1 : last_column])
        if first < last_row and row <= last and fields and (row, column) != (last_row, last_column):
            yield GlossaryError(
                "cells are merged here, so that it is not clear which entry says what",
                at=grid.at(row, column - 1),
                hint="unmerge them, and write into each what it is to say",
            )


def _recognises(content: bytes) -> bool:
    """Whether a file is an archive, or an old workbook, of which it is told how to save it."""
    return content.startswith((b"PK", OLE))


XLSX = Format("xlsx", (".xlsx", ".xlsm"), write, read, _recognises)
