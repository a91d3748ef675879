"""Where in the glossary's files an entry says something: the line of the key or of the value."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from jdpublish.errors import Location
from jdpublish.model import Concept
from jdpublish.sources import SourceFile
from jdpublish.terms.layout import EntrySpan
from jdpublish.terms.layout import entries as entry_spans
from jdpublish.terms.table import EntryLines


@dataclass(frozen=True, slots=True)
class Spots:
    """The texts of the glossary's files, by their paths."""

    texts: dict[str, str] = field(hash=False)

    def at(self, concept: Concept, name: str, value: str = "") -> Location:
        """Return where a field of an entry stands; in a list, where the value does.

        Without the file at hand it is where the entry begins.
        """
        text = self.texts.get(concept.at.file, "")
        spans = _spans(text)
        number = bisect_right(spans, concept.at.line, key=lambda span: span.line)
        if not number:
            return concept.at
        span = spans[number - 1]
        table, _, key = name.rpartition(".")
        found = EntryLines(concept.at.file, text, span).at(key, table)
        if found.line == span.line:
            return concept.at
        return _of_value(_lines(text), found, value)


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[EntrySpan, ...]:
    return entry_spans(text)


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def _of_value(lines: tuple[str, ...], key: Location, value: str) -> Location:
    """Return where a value begins that stands behind its key or, in a list, some lines below."""
    for number in range(key.line - 1, len(lines)):
        line = lines[number]
        if number >= key.line and (line.startswith("[") or not line.strip()):
            break
        column = line.find(f'"{value}"') if value else -1
        if column >= 0:
            return Location(key.file, number + 1, column + 2)
    return key


def spots(files: Iterable[SourceFile]) -> Spots:
    """Return the texts of files, to look places up in."""
    return Spots({one.file: one.text for one in files})
