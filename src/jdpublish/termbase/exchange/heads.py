"""The heads of a table's columns → the fields that the columns hold."""

import unicodedata
from collections.abc import Mapping, Sequence

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.spreadsheets import Found
from jdpublish.termbase.entry.fields import FIELDS
from jdpublish.terms.entry import TRADITIONAL

BASE = "base"
BASE_IN_ONE_LINE = "base, cells in one line"
"""The heads of the column that holds the entries as they went out; no person writes in it."""

_FEWEST = 2
_NAMING = ("id", f"{SOURCE_LANGUAGE}.term", *(f"{tag}.term" for tag in TRADITIONAL))
"""The fields of which a head has one: without, nothing says of which entry a row speaks."""


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


_ALSO = {
    f"{SOURCE_LANGUAGE}.term": (
        "zh",
        "zh-Hans",
        "zh-CN",
        "中文",
        "汉语",
        "术语",
        "Chinese",
        "Term",
    ),
    "zh-Hant.term": (
        "zh-Hant",
        "繁体",
        "繁體",
        "繁体中文",
        "繁體中文",
        "Traditional",
        "Traditional Chinese",
    ),
    "zh-Hant-TW.term": ("zh-Hant-TW", "zh-TW"),
    "zh-Hant-HK.term": ("zh-Hant-HK", "zh-HK"),
    "en.term": ("en", "英文", "英语", "English"),
    "subject": ("subject", "主题", "学科", "subject field"),
    "id": ("entry id", "词条编号", "条目编号"),
    "pinyin": ("pinyin",),
    **{
        f"{tag}.{key}": tuple(language + head for head in heads)
        for tag, language in ((SOURCE_LANGUAGE, "中文"), ("en", "英文"))
        for key, heads in (
            ("admitted", ("许用",)),
            ("deprecated", ("拒用", "禁用", "禁用术语")),
            ("definition", ("定义",)),
            ("definition-status", ("定义状态",)),
            ("context", ("语境",)),
        )
    },
}


def _known() -> Mapping[str, str]:
    heads = {
        _folded(head): field.name
        for field in FIELDS
        for head in (field.name, field.chinese, field.english, field.chinese + field.english)
    }
    also = {_folded(head): name for name, heads_ in _ALSO.items() for head in heads_}
    return {**also, **heads, _folded(BASE): BASE, _folded(BASE_IN_ONE_LINE): BASE_IN_ONE_LINE}


_KNOWN = _known()


def field_named(head: Found) -> str:
    """Return the name of the field that a head means, by either of its lines; else nothing."""
    if not isinstance(head, str) or not head.strip():
        return ""
    for part in (head, *head.splitlines()):
        if name := _KNOWN.get(_folded(part)):
            return name
    return ""


def fields(cells: Sequence[Found]) -> tuple[str, ...]:
    """Return the field of each column, empty where it has none, if this is a head; else nothing."""
    names = tuple(map(field_named, cells))
    found = set(filter(None, names))
    if len(found) >= _FEWEST and not found.isdisjoint(_NAMING):
        return names
    return ()
