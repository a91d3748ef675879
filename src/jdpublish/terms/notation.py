"""Values and new entries, as the files of the glossary write them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import cast

from jdpublish.terms.entry import ENTRY_KEYS, LANGUAGES, SECTION_KEYS

_INDENT = "    "
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}
_LONG_ESCAPES = {**_ESCAPES, ord("\n"): "\n"}


def new_entry(values: Mapping[str, object], *, line_end: str = "\n") -> str:
    """Return the text of an entry that holds these values, which are as `tomllib` reads them.

    It is laid out as the entries of the glossary are, with its keys in the same order.
    """
    own = [key for key in ENTRY_KEYS if key in values]
    lines = ["[[concept]]", *(assignment(key, values[key]) for key in own)]
    for tag in LANGUAGES:
        if tag in values:
            lines += ["", *language_table(tag, cast("Mapping[str, object]", values[tag]))]
    text = "".join(f"{line}\n" for line in lines)
    return text if line_end == "\n" else text.replace("\n", line_end)


def language_table(tag: str, section: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of a language’s table, its keys in the order of all entries."""
    yield f"[concept.{tag}]"
    yield from (assignment(key, section[key]) for key in SECTION_KEYS if key in section)


def assignment(key: str, value: object) -> str:
    """Return the line, or the lines, that give a key its value."""
    return f"{key} = {written(value, long_list=key == 'deprecated')}"


def written(value: object, *, long_list: bool = False) -> str:
    """Return a value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case dt.date():
            return value.isoformat()
        case dict():
            pairs = ", ".join(f"{key} = {written(one)}" for key, one in value.items())
            return f"{{ {pairs} }}"
        case list() | tuple():
            elements = [written(one) for one in value]
            if long_list and elements:
                return "".join(["[\n", *(f"{_INDENT}{one},\n" for one in elements), "]"])
            return f"[{', '.join(elements)}]"
        case _:
            return _string(str(value))


def _string(text: str) -> str:
    if "\n" in text:  # somebody set lines apart, and they are to be seen so
        return in_lines(text)
    return f'"{text.translate(_ESCAPES)}"'


def in_lines(text: str) -> str:
    """Return a text in three quotation marks, each of its lines on one."""
    return f'"""\n{text.translate(_LONG_ESCAPES)}"""'
