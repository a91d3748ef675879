"""Values ↔ the text of a cell, as people can read and write it.

A list has one item in a line. Where a cell has one line only, ` | ` parts the items, and a
backslash stands before `n` for a line break, `t` for a tab, and before `|` and itself. A deprecated
form is written `form — reason`; a backslash may stand before what would be read as another dash.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from jdpublish.dates import day
from jdpublish.spreadsheets import Found, Inexact, UnreadableCell
from jdpublish.termbase.entry.fields import Field, Kind, Value
from jdpublish.termbase.entry.values import YES


class CellError(Exception):
    """A cell holds what its column cannot: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep the sentence and the way out."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def written(field: Field, value: Value, *, one_line: bool) -> str:
    """Return a value as the text of a cell."""
    if not value:
        return ""
    match field.kind:
        case Kind.LIST:
            items = [str(item) for item in value]
            return _joined(
                [_escaped(one, _BARRED) for one in items] if one_line else items, one_line
            )
        case Kind.DEPRECATED:
            pairs = cast("tuple[tuple[str, str], ...]", value)
            return _joined([_pair(*pair, one_line) for pair in pairs], one_line)
        case _:
            text = cast("str", value)
            return _escaped(text, _LINED) if one_line else text


def read(field: Field, found: Found, *, one_line: bool) -> Value:
    """Return the value that a cell gives a field; what fits no field of its kind stays as it is.

    Raises:
        CellError: the cell holds no text.
    """
    text = _plain(field, found)
    match field.kind:
        case Kind.LIST:
            return _list(field, text, one_line)
        case Kind.DEPRECATED:
            return tuple(_parted(item) for item in _items(text, one_line))
        case Kind.CHOICE:
            return _words(field).get(_folded(text), text)
        case Kind.FLAG:
            return _FLAGS.get(_folded(text), text)
        case Kind.TRANSACTION:
            return _transaction(_unescaped(text) if one_line else text)
        case _:
            return _unescaped(text) if one_line and "\\" in text else text


def _plain(field: Field, found: Found) -> str:
    if isinstance(found, UnreadableCell):
        raise CellError(
            f"the cell holds {found.holds}, not a text",
            "write what it shows as text",
        )
    if isinstance(found, bool):
        if field.kind is Kind.FLAG:
            return YES if found else "no"
        raise CellError(
            f"the cell holds {str(found).upper()}, not a text",
            "spreadsheets turn the words true and false into a value:"
            " format the cell as text, and write it again",
        )
    if isinstance(found, Inexact):
        if field.kind is Kind.TEXT:
            return found.text
        raise CellError(
            f"the cell holds the number {found.text}, not a text",
            "a spreadsheet may have changed its digits:"
            " format the cell as text, and write it again",
        )
    if isinstance(found, dt.date):
        if field.kind in (Kind.TRANSACTION, Kind.TEXT):
            return found.isoformat()
        raise CellError(
            f"the cell holds a date ({found.isoformat()}), not a text",
            "spreadsheets turn what looks like a date into one:"
            " format the cell as text, and write it again",
        )
    return found.replace("\r\n", "\n").replace("\r", "\n").strip()


# ── Lists ──

_BLANK = re.compile(r"\s")
_NO_BAR = re.compile(r"(?:\\.|[^|])+", re.DOTALL)
_PARTS = re.compile(r"[,;，；、]")


def _joined(items: list[str], one_line: bool) -> str:  # noqa: FBT001  as the callers say
    return (" | " if one_line else "\n").join(items)


def _items(text: str, one_line: bool) -> list[str]:  # noqa: FBT001  as above
    """Return the items of a list as they are written, less empty ones."""
    lines = text.split("\n")
    if one_line:
        lines = [item for line in lines for item in _NO_BAR.findall(line)]
    return [item for item in map(str.strip, lines) if item]


def _list(field: Field, text: str, one_line: bool) -> tuple[str, ...]:  # noqa: FBT001  as above
    items = _items(text, one_line)
    if one_line:
        items = [_unescaped(item) for item in items]
    if field.choices or field.key == "see":  # no id and no language has such signs, terms may
        items = [part for item in items for one in _PARTS.split(item) if (part := one.strip())]
        items = [_words(field).get(_folded(item), item) for item in items]
    return tuple(dict.fromkeys(items))


# ── Deprecated forms ──

_SEPARATOR = re.compile(r"\s—\s")
_DASH_IN_FORM = re.compile(r"(?<=\s)—(?=\s|$)")
_OTHER_SEPARATORS = (
    re.compile(r"(?<![—\\])——(?!—)"),
    re.compile(r"\s[–-]\s|\s--\s"),
    re.compile(r"(?<![—\\])—(?!—)"),
)
"""What people type instead; each counts only where it stands once."""


def _pair(form: str, reason: str, one_line: bool) -> str:  # noqa: FBT001  as above
    signs = _BARRED if one_line else _LINED_ONLY
    shielded = _DASH_IN_FORM.sub(lambda _: "\\—", _escaped(form, signs))
    return f"{shielded} — {_escaped(reason, signs)}"


def _parted(item: str) -> tuple[str, str]:
    """Return a form and the reason against it, which is empty where none is told."""
    found = _SEPARATOR.search(item)
    if not found:
        for separator in _OTHER_SEPARATORS:
            all_ = [*separator.finditer(item)]
            if len(all_) == 1:
                found = all_[0]
                break
    if not found:
        return _unescaped(item), ""
    return _unescaped(item[: found.start()].strip()), _unescaped(item[found.end() :].strip())


# ── Signs that would be read as something else ──

_LINED_ONLY = str.maketrans({"\\": "\\\\", "\n": "\\n"})
_LINED = _LINED_ONLY | str.maketrans({"\t": "\\t"})
_BARRED = _LINED | str.maketrans({"|": "\\|"})
_SIGN = re.compile(r"\\([\\nt|—])")
_SIGNS = {"n": "\n", "t": "\t"}


def _escaped(text: str, signs: Mapping[int, str]) -> str:
    return text.translate(signs)


def _unescaped(text: str) -> str:
    return _SIGN.sub(lambda found: _SIGNS.get(found[1], found[1]), text)


# ── Words ──

_CHINESE: Mapping[str, tuple[str, ...]] = {
    "approved": ("审定", "已审定", "核准", "已核准", "批准", "已批准"),
    "proposed": ("拟定", "拟议", "拟用", "建议", "待定", "待审", "待批准"),
    "retired": ("停用", "已停用", "废止", "已废止", "弃用"),
    "noun": ("名词",),
    "verb": ("动词",),
    "adjective": ("形容词",),
    "adverb": ("副词",),
    "properNoun": ("专有名词", "专名", "proper noun", "proper-noun"),
    "other": ("其他", "其它"),
    "given": ("已释", "有"),
    "inferable": ("可推知", "可推断"),
    "none": ("未释", "无"),
    "en": ("英文", "英语", "English"),
    "zh": ("中文", "汉语", "Chinese"),
}

_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "1", "√", "✓", "✔", "是", "对"), YES),
    **dict.fromkeys(("no", "n", "false", "0", "×", "✗", "否", "-", "—", "无"), ""),
}


def _folded(text: str) -> str:
    return text.casefold()


@cache
def _words(field: Field) -> Mapping[str, str]:
    """Return what people write for a field's choices, in small letters."""
    return {
        _folded(word): choice
        for choice in field.choices
        for word in (choice, *_CHINESE.get(choice, ()))
    }


def chinese(choice: str) -> str:
    """Return the Chinese word that may be written for a choice, if there is one."""
    return next(iter(_CHINESE.get(choice, ())), "")


# ── Days ──

_PROPER = re.compile(r"\d{4}-\d\d-\d\d(,.*)?", re.DOTALL)
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?"
    r"(?:\s*[,，、;；]\s*|\s+|$)(.*)"
)


def _transaction(text: str) -> str:
    """Return a day and a name as a glossary writes them, where a day can be told."""
    found = None if _PROPER.fullmatch(text) else _DAY.fullmatch(text)
    if not found:
        return text
    year, month, date, name = found.groups()
    when = f"{year}-{int(month):02}-{int(date):02}"
    return ", ".join(filter(None, (when, name.strip()))) if day(when) else text
