"""The fields of a glossary entry: what tables, merges and commands call its values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jdpublish.model import PARTS_OF_SPEECH, SOURCE_LANGUAGE
from jdpublish.terms.entry import TRADITIONAL


class Kind(StrEnum):
    """What a field holds.

    A line and a text are a `str`, a text may have several lines. A choice is a `str` of some, a
    flag is "yes" or empty, a transaction is a day and perhaps a name: "2026-11-22, Li Ming". A list
    is a tuple of lines. Deprecated forms are a tuple of forms and reasons, `(form, reason)`.
    """

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    TRANSACTION = "transaction"
    LIST = "list"
    DEPRECATED = "deprecated"


Value = str | tuple[str, ...] | tuple[tuple[str, str], ...]
"""What a field says; an empty one says nothing."""

Values = Mapping[str, Value]
"""What an entry says, by the names of its fields.

A field that is missing is not spoken of: a table may lack its column. One that is empty is said to
be empty.
"""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its key in an entry, and in which of the entry's languages, if in one.

    `chinese` and `english` are the head of its column.
    """

    key: str
    kind: Kind
    chinese: str
    english: str
    language: str = ""
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The field's name in messages, files and options: `en.term`, or `note`."""
        return f"{self.language}.{self.key}" if self.language else self.key


_STATUSES = ("approved", "proposed")


def _terms(language: str, chinese: str, english: str) -> tuple[Field, ...]:
    return (
        Field("term", Kind.LINE, f"{chinese}术语", f"{english} term", language),
        Field("first", Kind.LINE, f"{chinese}首见写法", f"{english} first mention", language),
        Field("admitted", Kind.LIST, f"{chinese}许用术语", f"{english} admitted", language),
        Field(
            "deprecated",
            Kind.DEPRECATED,
            f"{chinese}拒用术语",
            f"{english} deprecated",
            language,
        ),
        Field(
            "part-of-speech",
            Kind.CHOICE,
            f"{chinese}词性",
            f"{english} part of speech",
            language,
            PARTS_OF_SPEECH,
        ),
        Field("definition", Kind.TEXT, f"{chinese}释义", f"{english} definition", language),
        Field(
            "definition-status",
            Kind.CHOICE,
            f"{chinese}释义状态",
            f"{english} definition status",
            language,
            _STATUSES,
        ),
        Field("context", Kind.TEXT, f"{chinese}例句", f"{english} context", language),
    )


FIELDS = (
    Field("id", Kind.LINE, "编号", "Id"),
    Field("subject", Kind.LINE, "领域", "Domain"),
    Field("status", Kind.CHOICE, "状态", "Status", choices=(*_STATUSES, "retired")),
    *_terms(SOURCE_LANGUAGE, "中文", "Chinese")[:1],
    Field("pinyin", Kind.LINE, "拼音", "Pinyin", SOURCE_LANGUAGE),
    Field(
        "pinyin-status",
        Kind.CHOICE,
        "拼音状态",
        "Pinyin status",
        SOURCE_LANGUAGE,
        _STATUSES,
    ),
    *_terms("en", "英文", "English"),
    *_terms(SOURCE_LANGUAGE, "中文", "Chinese")[1:],
    Field("not-in", Kind.LIST, "排除字串", "Not in", SOURCE_LANGUAGE),
    Field("measure", Kind.FLAG, "量词", "Measure", SOURCE_LANGUAGE),
    *(
        Field("term", Kind.LINE, f"繁体（{tag}）", f"Traditional ({tag})", tag)
        for tag in TRADITIONAL
    ),
    Field("annotate", Kind.LIST, "加注对象", "Explained to", choices=("en", "zh")),
    Field(
        "gloss-in-source",
        Kind.CHOICE,
        "原文解释",
        "Gloss in source",
        choices=("given", "inferable", "none"),
    ),
    Field("see", Kind.LIST, "参见", "See"),
    Field("source", Kind.TEXT, "来源", "Source"),
    Field("note", Kind.TEXT, "备注", "Note"),
    Field("reason", Kind.TEXT, "停用原因", "Why retired"),
    Field("successor", Kind.LINE, "替代词条", "Successor"),
    Field("created", Kind.TRANSACTION, "建立", "Created"),
    Field("modified", Kind.TRANSACTION, "修改", "Modified"),
)
"""All fields, in the order of a table's columns; together they hold an entry without loss."""

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def in_line(text: str) -> str:
    """Return a line as somebody has meant it: single blanks, and none at its ends."""
    return re.sub(r"(?<=\S)[ \u00a0\u3000]{2,}(?=\S)", " ", text.strip())


def as_meant(name: str, text: str) -> str:
    """Return a value as somebody has meant it; only texts may have several blanks in a row."""
    return text.strip() if BY_NAME[name].kind is Kind.TEXT else in_line(text)
