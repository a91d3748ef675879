"""The list of a report's figures for a terminal, for spreadsheets as CSV, and for programs."""

import csv
import io
import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from jdpublish.figure_list import Figure, Place
from jdpublish.reporting.counting import counted
from jdpublish.reporting.terminal import columns, styled
from jdpublish.spreadsheets import guarded

_HEAD = ("block", "place", "Chinese", "English", "value", "unit", "hedge", "relation")


def table_text(figures: tuple[Figure, ...], stream: TextIO) -> str:
    """Return the figures as a table whose columns stand one under the other in a terminal."""
    head, *rows = columns([_HEAD, *map(_row, figures)], right=("value",))
    lines = [
        styled(row, "yellow", stream) if figure.relation.wrong else row
        for figure, row in zip(figures, rows, strict=True)
    ]
    return "\n".join([styled(head, "bold", stream), *lines])


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.block,
        f"{figure.at.file}:{figure.at.line}",
        _words(figure.chinese),
        _words(figure.translation),
        figure.value,
        figure.unit,
        figure.hedge.value,
        figure.relation.value,
    )


def _words(place: Place | None) -> str:
    return place.words if place else "–"


def verdict(figures: Iterable[Figure]) -> str:
    """Return one line: how many figures there are, and how many somebody must look at."""
    relations = Counter(figure.relation for figure in figures)
    told = counted(sum(relations.values()), "figure")
    wrong = [
        f"{number} {relation.value}" for relation, number in relations.items() if relation.wrong
    ]
    if wrong:
        return f"{told}; to look at: {', '.join(wrong)} (`jdpublish check` says why)"
    return f"{told}, the same in both languages"


_COLUMNS = (
    "report",
    "block",
    "file",
    "line",
    "column",
    "chinese",
    "english",
    "english_file",
    "english_line",
    "english_column",
    "kind",
    "value",
    "unit",
    "hedge",
    "relation",
)


def _record(figure: Figure) -> dict[str, str | int | None]:
    english = figure.translation
    values = (
        figure.report,
        figure.block,
        figure.at.file,
        figure.at.line,
        figure.at.column,
        figure.chinese.words if figure.chinese else None,
        english.words if english else None,
        english.at.file if english else None,
        english.at.line if english else None,
        english.at.column if english else None,
        figure.kind.value,
        figure.value,
        figure.unit,
        figure.hedge.value,
        figure.relation.value,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def table_json(figures: tuple[Figure, ...]) -> str:
    """Return the figures as a JSON text; values are texts, so that no digit is lost."""
    relations = Counter(figure.relation.value for figure in figures)
    summary = {"figures": len(figures), "relations": dict(relations)}
    record = {"figures": [_record(figure) for figure in figures], "summary": summary}
    return json.dumps(record, ensure_ascii=False, indent=2)


def table_csv(figures: tuple[Figure, ...]) -> bytes:
    """Return the figures as CSV (RFC 4180), in UTF-8 with the mark that Excel needs for Chinese."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for figure in figures:
        record = _record(figure)
        writer.writerow([_cell(key, record[key]) for key in _COLUMNS])
    return BOM_UTF8 + written.getvalue().encode()


def _cell(key: str, value: str | int | None) -> str:
    if value is None:
        return ""
    return str(value) if key == "value" or isinstance(value, int) else guarded(value)
