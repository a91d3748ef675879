"""Rows of cells, wherever they were read → what entries say, and what is wrong with the rows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jdpublish.errors import GlossaryError, Location
from jdpublish.spreadsheets import Found, unguarded
from jdpublish.termbase.entry.fields import BY_NAME, Kind, Value, Values
from jdpublish.termbase.exchange.base import unpacked
from jdpublish.termbase.exchange.cells import CellError, read
from jdpublish.termbase.exchange.contract import Returned, Row
from jdpublish.termbase.exchange.heads import BASE, BASE_IN_ONE_LINE, field_named, fields
from jdpublish.termbase.exchange.hints import in_cell
from jdpublish.terms.entry import LANGUAGES
from jdpublish.terms.wanted import Wanted

Lines = Sequence[tuple[int, Sequence[Found]]]
"""The rows of a table that are not empty, each with its number."""

_ID = BY_NAME["id"]
_HEAD_WITHIN = 30
"""So many rows of titles and remarks may stand above a head."""


class Grid(Protocol):
    """A table: its rows, and where its cells stand."""

    @property
    def lines(self) -> Lines:
        """The rows that are not empty, each with its number."""

    @property
    def one_line(self) -> bool:
        """Whether cells have one line where the head does not tell."""

    @property
    def guarded(self) -> bool:
        """Whether cells have a guard that keeps them from being formulas, where needed."""

    def at(self, line: int, column: int) -> Location:
        """Return where the cell stands in the row with a number and a column, from 0."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its place among the rows, and the fields of its columns."""

    index: int
    fields: tuple[str, ...]

    @property
    def columns(self) -> Mapping[str, int]:
        """The column of each field, from 0."""
        return {name: column for column, name in enumerate(self.fields) if name}


@dataclass(frozen=True, slots=True)
class CellsOfEntry:
    """The cells of a row: finds those of a key for messages."""

    grid: Grid
    line: int
    columns: Mapping[str, int]
    heads: Sequence[Found] = ()

    def at(self, key: str = "", table: str = "") -> Location:
        """Return where a key of the entry or of one of its languages stands, else the entry."""
        name = f"{table}.{key}" if table and key else table or key
        for one in (name, f"{name}.term" if name in LANGUAGES else "id", "id"):
            if one in self.columns:
                return self.grid.at(self.line, self.columns[one])
        return self.grid.at(self.line, 0)

    def column(self, key: str, table: str = "") -> str:
        """Return the head of the column in which a key stands, or nothing where there is none."""
        name = f"{table}.{key}" if table else key
        return " ".join(str(self.heads[self.columns[name]]).split()) if name in self.columns else ""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
        """Return what to write into the cell."""
        return in_cell(wanted, key, choices)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that was read, with the packed word in its last column, if it has one."""

    row: Row
    base: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read."""

    entries: tuple[Entry, ...]
    mistakes: tuple[GlossaryError, ...]
    unplaced: tuple[tuple[Location, str], ...]
    has_base: bool


def head(lines: Lines) -> Head | None:
    """Return the head of a table: of the first rows the one that names most fields."""
    found = [
        Head(index, names)
        for index, (_, cells) in enumerate(lines[:_HEAD_WITHIN])
        if (names := fields(cells))
    ]
    return max(found, key=lambda one: len(one.columns), default=None)


def table(grid: Grid, found: Head) -> Table:
    """Return what the rows below a head say."""
    has_base = BASE in found.columns or BASE_IN_ONE_LINE in found.columns
    one_line = BASE_IN_ONE_LINE in found.columns if has_base else grid.one_line
    guard = has_base or grid.guarded  # a CSV file may have become a workbook
    mistakes = [*_twice(grid, found), *_garbled(grid, found)]
    entries = []
    for number, cells in grid.lines[found.index + 1 :]:
        if not _is_head(cells, found.fields) and any(_says(cell) for cell in cells):
            texts = [unguarded(one) if guard and isinstance(one, str) else one for one in cells]
            entries.append(_entry(grid, found, (number, texts), one_line, mistakes))
    return Table(tuple(entries), tuple(mistakes), tuple(_unplaced(grid, found)), has_base)


def _entry(
    grid: Grid,
    found: Head,
    line: tuple[int, Sequence[Found]],
    one_line: bool,  # noqa: FBT001  as the caller found out
    mistakes: list[GlossaryError],
) -> Entry:
    number, cells = line
    said: dict[str, Value] = {
        name: () if BY_NAME[name].kind in (Kind.LIST, Kind.DEPRECATED) else ""
        for name in found.fields
        if name in BY_NAME
    }
    base = ""
    for column, (name, cell) in enumerate(zip(found.fields, cells, strict=False)):
        if not name or cell == "":
            continue
        if name not in BY_NAME:
            base = str(cell)
            continue
        try:
            said[name] = read(BY_NAME[name], cell, one_line=one_line)
        except CellError as problem:
            place = grid.at(number, column)
            mistakes.append(GlossaryError(problem.message, at=place, hint=problem.hint))
    heads = grid.lines[found.index][1]
    return Entry(Row(said, CellsOfEntry(grid, number, found.columns, heads)), base)


def _says(cell: Found) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _is_head(cells: Sequence[Found], names: tuple[str, ...]) -> bool:
    """Whether a row says its head again, as where two tables were put together."""
    told = [(cell, name) for cell, name in zip(cells, names, strict=False) if cell and name]
    return len(told) > 1 and all(field_named(cell) == name for cell, name in told)


def _twice(grid: Grid, found: Head) -> Iterator[GlossaryError]:
    number, cells = grid.lines[found.index]
    for name, count in Counter(filter(None, found.fields)).items():
        if count > 1:
            first, second = [at for at, one in enumerate(found.fields) if one == name][:2]
            yield GlossaryError(
                f"two columns are headed “{' '.join(str(cells[second]).split())}”",
                at=grid.at(number, second),
                hint=f"the other is at {grid.at(number, first)}; delete one, or rename it",
            )


_BROKEN_MARK = "ï»¿"
"""The byte order mark of UTF-8, read as Windows-1252."""


def _garbled(grid: Grid, found: Head) -> Iterator[GlossaryError]:
    number, cells = grid.lines[found.index]
    if cells and isinstance(cells[0], str) and cells[0].startswith(_BROKEN_MARK):
        yield GlossaryError(
            "somebody opened this file as if it were not in UTF-8, and has saved it so",
            at=grid.at(number, 0),
            hint="go back to the file that was sent, and open it as UTF-8 (Excel: Data, From Text)",
        )


def _unplaced(grid: Grid, found: Head) -> Iterator[tuple[Location, str]]:
    """Yield the columns that hold something and are no field's."""
    number, heads = grid.lines[found.index]
    below = [
        (line, cells)
        for line, cells in grid.lines[found.index + 1 :]
        if not _is_head(cells, found.fields)
    ]
    widest = max((len(cells) for _, cells in below), default=0)
    for column in range(max(widest, len(heads))):
        if column < len(found.fields) and found.fields[column]:
            continue
        full = [line for line, cells in below if column < len(cells) and _says(cells[column])]
        name = heads[column] if column < len(heads) else ""
        if full and isinstance(name, str):
            what = f"the column “{' '.join(name.split())}”" if name else "a column without a head"
            count = f"{len(full)} cell{'' if len(full) == 1 else 's'}"
            yield grid.at(number if name else full[0], column), f"{what} is no field: {count}"


def bases(tables: Iterable[Table]) -> tuple[dict[str, Values] | None, tuple[Location, ...]]:
    """Return the entries that went out as rows tell them, and where that cannot be read.

    None where no table has a column for it.
    """
    found = [one for one in tables if one.has_base]
    known: dict[str, Values] = {}
    damaged = []
    for entry in (one for each in found for one in each.entries):
        base = unpacked(entry.base) if entry.base else {}
        if base is None:
            damaged.append(entry.row.places.at("id"))
        else:
            known |= base
    return known if found else None, tuple(damaged)


def without_ids(
    tables: Iterable[tuple[Grid, Head]], known: Mapping[str, Values] | None
) -> GlossaryError | None:
    """Return what is wrong where entries went out and no table has the column of their ids."""
    heads = tuple(tables)
    if not known or not heads or any("id" in top.columns for _, top in heads):
        return None
    grid, top = heads[0]
    return GlossaryError(
        f"the column “{_ID.chinese} {_ID.english}” is gone, so that no row says which entry it is",
        at=grid.at(grid.lines[top.index][0], 0),
        hint="put it back as it was, or make your changes in the file that was sent; an entry’s id"
        " is part of addresses and never changes",
    )


DAMAGED = "what this row said when it went out is damaged"


def returned(
    tables: Iterable[Table],
    known: Mapping[str, Values] | None,
    *,
    mistakes: Iterable[GlossaryError] = (),
    unplaced: Iterable[tuple[Location, str]] = (),
    notes: Iterable[tuple[Location, str]] = (),
) -> Returned:
    """Return what a file with these tables says; `known` are the entries that went out, if told.

    An entry that stands twice is a mistake.
    """
    all_ = tuple(tables)
    rows = [entry.row for one in all_ for entry in one.entries]
    ids = {str(row.said.get("id", "")) for row in rows}
    went = known or {}
    return Returned(
        rows=tuple(
            Row(row.said, row.places, went.get(str(row.said.get("id", "")))) for row in rows
        ),
        has_base=known is not None,
        mistakes=(*mistakes, *(one for each in all_ for one in each.mistakes), *repeated(rows)),
        unplaced=(*unplaced, *(one for each in all_ for one in each.unplaced)),
        gone=tuple(name for name in went if name not in ids),
        notes=tuple(notes),
    )


def repeated(rows: Iterable[Row]) -> Iterator[GlossaryError]:
    """Yield a mistake for every entry that stands twice."""
    seen: dict[str, Row] = {}
    for row in rows:
        identity = str(row.said.get("id", ""))
        first = seen.setdefault(identity, row)
        if identity and first is not row:
            yield GlossaryError(
                f"the id “{identity}” stands twice in the file",
                at=row.places.at("id"),
                hint=f"the other is at {first.places.at('id')};"
                " delete one of the rows, or take the id out of one that is new",
            )
