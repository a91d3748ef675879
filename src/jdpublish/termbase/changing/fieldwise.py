"""Entries added, and fields of entries changed; all else in their files stays, byte for byte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import Concept
from jdpublish.repairs import Change
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.files import GlossaryFiles, by_hand
from jdpublish.termbase.entry.fields import BY_NAME, Value, Values
from jdpublish.termbase.entry.values import concept as read
from jdpublish.termbase.entry.values import tables, toml_value, values
from jdpublish.terms.layout import EntrySpan
from jdpublish.terms.notation import new_entry
from jdpublish.terms.table import EntryLines
from jdpublish.terms.together import contradictions
from jdpublish.terms.wanted import AsToml
from jdpublish.terms.writing import Path, changed_entry

_UNSAID = ("pinyin-status", "definition-status")
"""Keys that are left out where they say “approved”, which is meant without them."""
_BLANK_LINES = 2
"""What parts two entries of a file that does not have two yet."""


def with_changes(
    sources: GlossarySources,
    *,
    added: Sequence[Values] = (),
    edited: Mapping[str, Values] | None = None,
) -> tuple[Change, ...]:
    """Return the glossary's files in which something changes, each with its text as it becomes.

    `edited` names entries by their ids, and the fields of theirs that become others; an empty value
    takes a field out. What is added goes to the file in which most entries of its subject stand.

    Raises:
        GlossaryError: with all further ones, for an id that no entry has, a value that an entry
            cannot have, entries that contradict one another, or an entry that is written in such a
            way that it can only be changed by hand.
    """
    glossary = GlossaryFiles.of(sources)
    edits = tuple(_edit(glossary, name, said) for name, said in (edited or {}).items())
    additions = tuple(_addition(glossary, said) for said in added)
    changed = {one.before.id: one.concept for one in edits}
    kept = (changed.get(one.id, one) for one in sources.concepts)
    together = (*kept, *(one.concept for one in additions))
    changes: tuple[_Edit | _Addition, ...] = (*edits, *additions)
    wrong = [mistake for one in changes for mistake in one.mistakes]
    if all(one.concept.id for one in changes):  # without an id, what refers to it is not astray
        wrong += contradictions(together)
    refuse(wrong)
    return _changed_files(glossary, tuple(one for one in edits if one.changes), additions)


@dataclass(frozen=True, slots=True)
class _Edit:
    """An entry that changes: where it stands, what it says then, and all that is wrong with it."""

    before: Concept
    span: EntrySpan
    changes: Mapping[Path, object]
    concept: Concept
    mistakes: tuple[GlossaryError, ...]

    @property
    def file(self) -> str:
        """The file in which the entry stands."""
        return self.before.at.file


@dataclass(frozen=True, slots=True)
class _Addition:
    """An entry that is new: the file that it goes to, and all that is wrong with it."""

    file: str
    said: Values
    concept: Concept
    mistakes: tuple[GlossaryError, ...]


@dataclass(frozen=True, slots=True)
class _FileEnd(AsToml):
    """The places of an entry that has none yet: the end of a file."""

    file: str
    line: int

    def at(self, key: str = "", table: str = "") -> Location:  # noqa: ARG002
        """Return the end of the file."""
        return Location(self.file, self.line)


def _edit(glossary: GlossaryFiles, name: str, said: Values) -> _Edit:
    """Return how an entry changes.

    Raises:
        GlossaryError: there is no such entry, or it cannot be found in its file.
    """
    before = glossary.entry(name)
    span = glossary.span(before)
    old = values(before)
    new = {key: value for key, value in said.items() if value != old[key]}
    places = EntryLines(before.at.file, glossary.texts[before.at.file], span)
    concept, mistakes = read(old | new, places)
    changes = dict(change(key, value) for key, value in new.items())
    return _Edit(before, span, changes, concept, mistakes)


def _addition(glossary: GlossaryFiles, said: Values) -> _Addition:
    """Return a new entry with the file that it goes to."""
    file = glossary.home(str(said.get("subject", "")))
    concept, wrong = read(said, _FileEnd(file, glossary.lines.get(file, 0) + 1))
    mistakes = (GlossaryError(one.message, hint=one.hint) for one in wrong)  # it has no place
    return _Addition(file, said, concept, tuple(mistakes))


def _changed_files(
    glossary: GlossaryFiles, edits: tuple[_Edit, ...], additions: tuple[_Addition, ...]
) -> tuple[Change, ...]:
    """Return the files that change.

    Raises:
        GlossaryError: an entry cannot be changed but by hand.
    """
    mistakes: list[GlossaryError] = []
    files = dict.fromkeys((*(one.file for one in edits), *(one.file for one in additions)))
    changes = []
    for file in files:
        old = glossary.texts.get(file, "")
        own = sorted((e for e in edits if e.file == file), key=lambda one: one.span.start)
        text = _edited(old, own, mistakes)
        new = [one.said for one in additions if one.file == file]
        spans = glossary.spans.get(file, ())
        if new and spans is None:
            mistakes.append(by_hand(Location(file)))
        changes.append(Change(file, old, _with_added(text, new, _blank_lines(old, spans))))
    refuse(mistakes)
    return tuple(one for one in changes if one.old != one.new)


def change(name: str, value: Value) -> tuple[Path, object]:
    """Return a field’s place in an entry’s TOML, and its value there; None where it is left out."""
    field = BY_NAME[name]
    path = (field.language, field.key) if field.language else (field.key,)
    unsaid = not value or _is_unsaid(name, value)
    return path, None if unsaid else toml_value(field, value)


def _is_unsaid(name: str, value: Value) -> bool:
    return BY_NAME[name].key in _UNSAID and value == "approved"


def _edited(text: str, edits: Sequence[_Edit], mistakes: list[GlossaryError]) -> str:
    """Return a file's text with entries changed; those that cannot be are added to `mistakes`."""
    parts, reached = [], 0
    for one in edits:
        new = changed_entry(text[one.span.head : one.span.stop], one.changes)
        if new is None:
            mistakes.append(by_hand(one.before.at))
            continue
        parts += [text[reached : one.span.head], new]
        reached = one.span.stop
    return "".join([*parts, text[reached:]])


def _with_added(text: str, added: Sequence[Values], blank_lines: int) -> str:
    """Return a file's text with entries at its end, parted as those before them are."""
    if not added:
        return text
    line_end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    entries = (
        new_entry(
            tables({name: one for name, one in said.items() if not _is_unsaid(name, one)}),
            line_end=line_end,
        )
        for said in added
    )
    gap = line_end * blank_lines
    if not text.strip():
        return text + gap.join(entries)
    if not text.endswith("\n"):
        text += line_end
    there = len(text) - len(text.rstrip()) - len(line_end)
    first_gap = line_end * max(0, blank_lines - there // len(line_end))
    return f"{text}{first_gap}{gap.join(entries)}"


def _blank_lines(text: str, spans: tuple[EntrySpan, ...] | None) -> int:
    """Return how many blank lines stand before the last entry of a file that has several."""
    if not spans or len(spans) == 1:
        return _BLANK_LINES
    before = text[: spans[-1].start]
    return max(before[len(before.rstrip()) :].count("\n") - 1, 0)
