"""An entry’s text with some values changed: the door to tomlkit.

What is changed is written anew, and every other character stays as it was: order, comments,
quotation marks, line ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any, cast

import tomli

from jdpublish.terms.entry import ENTRY_KEYS, LANGUAGES, SECTION_KEYS
from jdpublish.terms.layout import Statement, statements
from jdpublish.terms.notation import assignment, in_lines, language_table, written

Path = tuple[str, ...]
"""A key of an entry, or a language and a key of its."""

_COLUMNS = 100
"""A list that has grown longer than this gets a line for each of its elements."""


def changed_entry(entry: str, changes: Mapping[Path, object]) -> str | None:
    """Return an entry's text in which some values are others; None takes a key out.

    Returns None where the entry is written in a way that leaves no sure place for a change.
    """
    wanted = _changed_values(entry, changes)
    if wanted is None:
        return None
    text = entry
    for path in sorted(changes, key=_rank):
        text = _with(text, path, changes[path])
    return text if _values(text) == wanted else None


def _values(entry: str) -> dict[str, Any] | None:
    """Return what an entry says, or None where its text is not just one entry."""
    try:
        data = tomli.loads(entry)
    except tomli.TOMLDecodeError:
        return None
    found = data.get("concept") if len(data) == 1 else None
    if not isinstance(found, list) or len(found) != 1:
        return None
    return cast("dict[str, Any]", found[0])


def _changed_values(entry: str, changes: Mapping[Path, object]) -> dict[str, Any] | None:
    values = deepcopy(_values(entry))
    if values is None:
        return None
    for (*tables, key), value in changes.items():
        table: Any = values
        for name in tables:
            table = table.setdefault(name, {})
            if not isinstance(table, dict):
                return None
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value
    return {key: value for key, value in values.items() if value != {}}


def _rank(path: Path) -> tuple[int, int]:
    """Return where a key stands among all that an entry may have."""
    if path[0] in LANGUAGES:
        return LANGUAGES.index(path[0]) + 1, _index(SECTION_KEYS, path[1]) if path[1:] else -1
    return 0, _index(ENTRY_KEYS, path[0])


def _index(keys: tuple[str, ...], key: str) -> int:
    return keys.index(key) if key in keys else len(keys)


def _with(text: str, path: Path, value: object) -> str:
    """Return an entry's text with one value changed, added or taken out."""
    said = tuple(statements(text, 0, len(text)))
    exact = [one for one in said if one.path == path and not one.opens]
    around = [one for one in said if not one.opens and one.path == path[: len(one.path)] != path]
    below = [one for one in said if one.path[: len(path)] == path]
    if around:
        return _within_inline(text, around[-1], path, value)
    if exact and value is not None:
        return _replaced(text, exact[0], value)
    for one in reversed(below):
        text = _without(text, one)
    if value is not None:
        return _added(text, path, value)
    return _without_empty_table(text, path[0]) if below and len(path) > 1 else text


def _replaced(text: str, one: Statement, value: object) -> str:
    old = text[one.value : one.value_stop]
    new = _in_style(old, value, one.value - one.start, _line_end(text))
    return f"{text[: one.value]}{new}{text[one.value_stop :]}"


def _in_style(old: str, value: object, column: int, line_end: str) -> str:
    """Return a new value as the old one is written: in its quotation marks, with its lines."""
    match value:
        case list():
            new = _changed_list(old, value)
            if new is None or ("\n" not in new and column + len(new) > _COLUMNS):
                new = written(value, long_list=True)
        case str() if old.startswith("'") and not old.startswith("'''") and _literal(value):
            new = f"'{value}'"
        case str() if old.startswith(('"""', "'''")) and "\n" in old:
            new = in_lines(value)
        case _:
            new = written(value)
    return new.replace("\r\n", "\n").replace("\n", line_end)


def _literal(value: str) -> bool:
    return "'" not in value and value.isprintable()


def _changed_list(old: str, value: Sequence[object]) -> str | None:
    """Return a list in which elements were added and taken out; comments of the others stay."""
    import tomlkit  # noqa: PLC0415  most commands read only
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        elements = cast("Any", tomlkit.parse(f"x = {old}\n")["x"])
        before = list(map(_plain, elements))
        matcher = SequenceMatcher(None, before, list(map(_plain, value)), autojunk=False)
        for kind, start, stop, first, last in reversed(matcher.get_opcodes()):
            if kind != "equal":
                kept = min(stop - start, last - first)
                for index in range(kept):
                    elements[start + index] = tomlkit.value(written(value[first + index]))
                for _ in range(stop - start - kept):
                    elements.pop(start + kept)
                for index in range(last - first - kept):
                    new = tomlkit.value(written(value[first + kept + index]))
                    elements.insert(start + kept + index, new)
        text = str(elements.as_string())
        if "\n" not in old:  # tomlkit leaves out blanks
            pad = " " if old.startswith("[ ") and elements else ""
            text = f"[{pad}{', '.join(one.as_string() for one in elements)}{pad}]"
        return text if tomli.loads(f"x = {text}\n")["x"] == value else None
    except (TOMLKitError, tomli.TOMLDecodeError, TypeError, AttributeError, IndexError):
        return None


def _plain(element: object) -> object:
    """Return an element of a list such that it can be compared and looked up."""
    if isinstance(element, dict):
        return tuple(sorted((str(key), str(value)) for key, value in element.items()))
    return str(element)


def _within_inline(text: str, one: Statement, path: Path, value: object) -> str:
    """Return an entry's text with a value changed in a table that is written in one line."""
    import tomlkit  # noqa: PLC0415  most commands read only

    table = cast("Any", tomlkit.parse(f"x = {text[one.value : one.value_stop]}\n")["x"])
    *tables, key = path[len(one.path) :]
    for name in tables:
        table = table[name]
    if value is None:
        table.pop(key, None)
    else:
        old = str(table[key].as_string()) if key in table else ""
        table[key] = tomlkit.value(_in_style(old, value, 0, "\n"))
    new = str(table.as_string()).replace("\n", _line_end(text))
    return f"{text[: one.value]}{new}{text[one.value_stop :]}"


def _line_end(text: str) -> str:
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _without(text: str, one: Statement) -> str:
    """Return an entry's text without a statement; a comment behind it gets its own line."""
    rest = ""
    if one.comment < one.end:
        rest = text[one.start : one.name] + text[one.comment : one.stop]
    return f"{text[: one.start]}{rest}{text[one.stop :]}"


def _without_empty_table(text: str, tag: str) -> str:
    """Return an entry's text without a language's head below which nothing is left."""
    heads = [one for one in statements(text, 0, len(text)) if one.path[:1] == (tag,)]
    if len(heads) != 1 or not heads[0].opens:
        return text
    head = heads[0]
    before = text[: head.start]
    if before.endswith(("\n\n", "\n\r\n")) and head.comment == head.end:
        before = before.removesuffix("\n").removesuffix("\r")
    rest = text[head.comment : head.stop] if head.comment < head.end else ""
    return before + rest + text[head.stop :]


def _added(text: str, path: Path, value: object) -> str:
    """Return an entry's text with a new key at its place among those that are there."""
    said = tuple(statements(text, 0, len(text)))
    section = _section(said, path[:-1])
    if section:
        before = [one for one in section[1:] if _rank(one.path) < _rank(path)]
        after = max(before, key=lambda one: (_rank(one.path), one.start), default=section[0])
        indent = text[after.start : after.name] if not after.opens else ""
        line = f"{indent}{assignment(path[-1], value)}"
        return _inserted(text, after.stop, (line,))
    dotted = [one for one in said if len(path) > 1 and one.path[:1] == path[:1]]
    if dotted and not any(one.opens for one in dotted):
        before = [one for one in dotted if _rank(one.path) < _rank(path)]
        near = max(before, key=lambda one: (_rank(one.path), one.start), default=dotted[0])
        name = text[near.name : near.value].rpartition(".")[0]
        line = f"{text[near.start : near.name]}{name}.{assignment(path[-1], value)}"
        return _inserted(text, near.stop if before else near.start, (line,))
    return _inserted(
        text, _table_place(text, said, path), ("", *language_table(path[0], {path[1]: value}))
    )


def _section(said: Iterable[Statement], table: Path) -> tuple[Statement, ...]:
    """Return the head of a table and the statements below it, or nothing where it is not there."""
    found: list[Statement] = []
    inside = False
    for one in said:
        if one.opens:
            inside = one.path == table and not found
        if inside:
            found.append(one)
    return tuple(found)


def _table_place(text: str, said: Sequence[Statement], path: Path) -> int:
    """Return where the table of a language begins that is not there: behind those before it."""
    own = _section(said, ())
    before = [one for one in said if one.path and _rank(one.path[:1]) < _rank(path[:1])]
    last = max([*own[-1:], *before[-1:]], key=lambda one: one.stop)
    stop = last.stop
    # Comments directly below belong to what is above them, if nothing follows directly.
    below = stop
    while below < len(text) and text[below:].lstrip(" \t").startswith("#"):
        below = text.find("\n", below) + 1 or len(text)
    return below if not text[below:].partition("\n")[0].strip() else stop


def _inserted(text: str, at: int, lines: Iterable[str]) -> str:
    end = _line_end(text)
    new = "".join(f"{line}\n" for line in lines).replace("\n", end)
    before = text[:at]
    if before and not before.endswith("\n"):
        return f"{before}{end}{new.removesuffix(end)}{text[at:]}"
    return f"{before}{new}{text[at:]}"
