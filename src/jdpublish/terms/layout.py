"""Where the entries of a glossary file begin and end, and the lines of an entry: nothing is read.

Strings and comments are passed over, so what looks like an entry within them is none. All places
are offsets in code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEAD = r"""[ \t]*+\[\[[ \t]*+(?:concept|"concept"|'concept')[ \t]*+\]\]"""
_LONG = r'''"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}+|\'\'\'(?:[^']++|'(?!\'\'))*+'{3,5}+'''
_SHORT = r""""(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+'"""
_COMMENT = r"#[^\n]*+"
_COMMENTS = r"(?:[ \t]*+#[^\n]*+\n)*+"
_UP_TO_ENTRY = re.compile(
    rf"""(?:{_LONG}|{_SHORT}|{_COMMENT}|[^"'#\n]++|\n{_COMMENTS}(?!{_HEAD})|["'])*+""", re.DOTALL
)
"""Everything before the line end after which an entry begins, with the comments above it."""
_ABOVE = re.compile(_COMMENTS)


@dataclass(frozen=True, slots=True)
class EntrySpan:
    """An entry is `text[start:stop]`; its `[[concept]]` line begins at `head`, the `line` from 1.

    Comments directly above that line, without a blank line between, belong to the entry; what else
    stands between two entries belongs to the former.
    """

    start: int
    head: int
    stop: int
    line: int


def entries(text: str) -> tuple[EntrySpan, ...]:
    """Return where each entry of a glossary file stands."""
    heads = tuple(_heads(text))
    stops = [*(start for start, _ in heads[1:]), len(text)]
    spans, line, counted = [], 1, 0
    for (start, head), stop in zip(heads, stops, strict=False):
        line += text.count("\n", counted, head)
        counted = head
        spans.append(EntrySpan(start, head, stop, line))
    return tuple(spans)


def _heads(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each entry begins, with the comments above it and without."""
    led = f"\n{text}"  # so the first line has a line end before it as all others have
    reached = 0
    while (start := _end(_UP_TO_ENTRY, led, reached)) < len(led):
        reached = _end(_ABOVE, led, start + 1)
        yield start, reached - 1
        reached = led.index("]]", reached)


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_PATH = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_STATEMENT = re.compile(
    rf"[ \t]*+(?:\[(?P<double>\[)?+[ \t]*+(?P<table>{_PATH})[ \t]*+\]+"
    rf"|(?P<key>{_PATH})[ \t]*+=[ \t]*+)"
)
_TOKEN = re.compile(
    rf"""(?P<string>{_LONG}|{_SHORT})|{_COMMENT}|(?P<open>[\[{{])|(?P<close>[\]}}])|[^"'#\[\]{{}}]++""",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^#\n\r]*")
_REST = re.compile(r"[ \t]*+(?P<comment>#[^\n]*+)?")
_SPLIT = re.compile(_PART)


@dataclass(frozen=True, slots=True)
class Statement:
    r"""A line of an entry that says something, in `text[start:stop]` with its line's end.

    It opens the table `path` below `concept`, or gives the key at the end of `path` the value
    `text[value:value_stop]`, for which it may take several lines. The comment behind it begins at
    `comment`, which is `end`, where the line ends, if there is none; `name` is where it begins
    without blanks.
    """

    path: tuple[str, ...]
    opens: bool
    start: int
    name: int
    value: int
    value_stop: int
    comment: int
    end: int
    stop: int


def statements(text: str, start: int, stop: int) -> Iterator[Statement]:
    """Yield the statements of an entry that begins at `start`, in their order."""
    table: tuple[str, ...] = ()
    while start < stop:
        found = _STATEMENT.match(text, start, stop)
        if not found:
            start = _after_line(text, start, stop)
            continue
        opens = found["table"] is not None
        value = found.end()
        value_stop = value if opens else _value_stop(text, value, stop)
        path = _parts(found["table" if opens else "key"])
        if opens:
            table = path[1:]  # the first part is “concept”
            path = table
        else:
            path = (*table, *path)
        after = _after_line(text, value_stop, stop)
        end = after - (len(text[value_stop:after]) - len(text[value_stop:after].rstrip("\r\n")))
        rest = _REST.match(text, value_stop, stop)
        comment = rest.start("comment") if rest and rest["comment"] else end
        name = found.start() + len(found[0]) - len(found[0].lstrip(" \t"))
        yield Statement(path, opens, start, name, value, value_stop, comment, end, after)
        start = after


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _SPLIT.findall(path))


def _after_line(text: str, start: int, stop: int) -> int:
    """Return where the line after the one at `start` begins."""
    found = text.find("\n", start, stop)
    return stop if found < 0 else found + 1


def _value_stop(text: str, start: int, stop: int) -> int:
    """Return where the value ends that begins at `start`."""
    depth, reached = 0, start
    while token := _TOKEN.match(text, reached, stop):
        if not depth and not token["string"] and not token["open"]:
            break
        depth += bool(token["open"]) - bool(token["close"])
        reached = token.end()
        if depth <= 0:
            return reached
    found = _PLAIN.match(text, start, stop)
    return start + len(found[0].rstrip()) if found else start
