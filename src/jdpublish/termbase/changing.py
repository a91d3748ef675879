"""Glossary files in which entries are added or changed; all else in them stays, byte for byte."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from jdpublish.errors import GlossaryError, Location, refuse
from jdpublish.model import Concept
from jdpublish.repairs import Change
from jdpublish.sources import GlossarySources
from jdpublish.termbase.fields import BY_NAME, Value, Values
from jdpublish.termbase.naming import slug
from jdpublish.termbase.pinyin import pinyin
from jdpublish.termbase.values import concept as read
from jdpublish.termbase.values import tables, toml_value, values
from jdpublish.terms.glossary import check_together, read_concept
from jdpublish.terms.layout import EntrySpan
from jdpublish.terms.layout import entries as entry_spans
from jdpublish.terms.table import EntryLines
from jdpublish.terms.writing import Path, changed_entry, new_entry
from jdpublish.toml import read_toml

_UNSAID = ("pinyin-status", "definition-status")
"""Keys that are left out where they say “approved”, which is meant without them."""
_BLANK_LINES = 2
"""What parts two entries of a file that does not have two yet."""
_NO_SUBJECT = "other"


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
    glossary = _Glossary.of(sources)
    edits = tuple(glossary.edit(name, said) for name, said in (edited or {}).items())
    additions = tuple(glossary.addition(said) for said in added)
    wrong = (*(one.mistakes for one in edits), *(one.mistakes for one in additions))
    refuse(mistake for mistakes in wrong for mistake in mistakes)
    changed = {one.before.id: one.concept for one in edits}
    kept = (changed.get(one.id, one) for one in sources.concepts)
    check_together((*kept, *(one.concept for one in additions)))
    return glossary.changes(tuple(one for one in edits if one.changes), additions)


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
class _FileEnd:
    """The places of an entry that has none yet: the end of a file."""

    file: str
    line: int

    def at(self, key: str = "", table: str = "") -> Location:  # noqa: ARG002
        """Return the end of the file."""
        return Location(self.file, self.line)


@dataclass(frozen=True, slots=True)
class _Glossary:
    """The files of a glossary, and where their entries stand.

    A file has None for these where an entry does not begin with a line `[[concept]]`.
    """

    folder: str
    texts: Mapping[str, str]
    lines: Mapping[str, int]
    spans: Mapping[str, tuple[EntrySpan, ...] | None]
    concepts: Mapping[str, Concept]
    homes: Mapping[str, str]

    @classmethod
    def of(cls, sources: GlossarySources) -> "_Glossary":
        """Return a glossary as it is."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in sources.concepts:
            counts[one.subject][one.at.file] += 1
        held = Counter(one.at.file for one in sources.concepts)
        spans = {one.file: entry_spans(one.text) for one in sources.files}
        return cls(
            sources.folder,
            {one.file: one.text for one in sources.files},
            {one.file: one.text.count("\n") for one in sources.files},
            {file: own if len(own) == held[file] else None for file, own in spans.items()},
            {one.id: one for one in sources.concepts},
            {subject: files.most_common(1)[0][0] for subject, files in counts.items()},
        )

    def edit(self, name: str, said: Values) -> _Edit:
        """Return how an entry changes.

        Raises:
            GlossaryError: there is no such entry, or it cannot be found in its file.
        """
        before = self.concepts.get(name)
        if before is None:
            raise GlossaryError(
                f"the glossary has no entry with the id “{name}”",
                hint="`jdpublish glossary list` shows those it has",
            )
        span = self._span(before)
        old = values(before)
        new = {key: value for key, value in said.items() if value != old[key]}
        places = EntryLines(before.at.file, self.texts[before.at.file], span)
        concept, mistakes = read(old | new, places)
        changes = dict(_change(key, value) for key, value in new.items())
        return _Edit(before, span, changes, concept, mistakes)

    def _span(self, concept: Concept) -> EntrySpan:
        spans = self.spans[concept.at.file]
        if not spans:
            raise _by_hand(concept.at)
        return spans[bisect_right(spans, concept.at.line, key=lambda span: span.line) - 1]

    def addition(self, said: Values) -> _Addition:
        """Return a new entry with the file that it goes to."""
        file = self._home(str(said.get("subject", "")))
        concept, wrong = read(said, _FileEnd(file, self.lines.get(file, 0) + 1))
        mistakes = (GlossaryError(one.message, hint=one.hint) for one in wrong)  # it has no place
        return _Addition(file, said, concept, tuple(mistakes))

    def _home(self, subject: str) -> str:
        """Return the file in which most entries of a subject stand, else one named for it."""
        if home := self.homes.get(subject):
            return home
        name = slug(subject) or slug(pinyin(subject)) or _NO_SUBJECT
        return f"{self.folder}/{name}.toml"

    def changes(
        self, edits: tuple[_Edit, ...], additions: tuple[_Addition, ...]
    ) -> tuple[Change, ...]:
        """Return the files that change.

        Raises:
            GlossaryError: an entry cannot be changed but by hand.
        """
        mistakes: list[GlossaryError] = []
        files = dict.fromkeys((*(one.file for one in edits), *(one.file for one in additions)))
        changes = []
        for file in files:
            old = self.texts.get(file, "")
            own = sorted((e for e in edits if e.file == file), key=lambda one: one.span.start)
            text = _edited(old, own, mistakes)
            new = [one.said for one in additions if one.file == file]
            spans = self.spans.get(file, ())
            if new and spans is None:
                mistakes.append(_by_hand(Location(file)))
            changes.append(Change(file, old, _with_added(text, new, _blank_lines(old, spans))))
        refuse(mistakes)
        return tuple(one for one in changes if one.old != one.new)


def _by_hand(at: Location) -> GlossaryError:
    return GlossaryError(
        "this entry is written in a way that this command cannot change",
        at=at,
        hint="change it by hand, or begin it with a line [[concept]] and each language with"
        " a line such as [concept.en]",
    )


def _change(name: str, value: Value) -> tuple[Path, object]:
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
            mistakes.append(_by_hand(one.before.at))
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


def entry_text(sources: GlossarySources, name: str) -> str:
    """Return the text of an entry, with the comments directly above it and without blanks below.

    Raises:
        GlossaryError: it cannot be found in its file.
    """
    one = _Glossary.of(sources).edit(name, {})
    text = next(file.text for file in sources.files if file.file == one.file)
    return text[one.span.start : one.span.stop].rstrip() + "\n"


def with_entry_text(
    sources: GlossarySources, name: str, text: str, *, modified: str
) -> tuple[Change, ...]:
    """Return the file in which an entry's whole text becomes another, stamped as modified.

    Raises:
        GlossaryError: the text is not one entry, or has mistakes; or it contradicts another entry.
    """
    glossary = _Glossary.of(sources)
    one = glossary.edit(name, {})
    old = glossary.texts[one.file]
    line_end = "\r\n" if old.partition("\n")[0].endswith("\r") else "\n"
    body = text.replace("\r\n", "\n").strip("\n").replace("\n", line_end) + line_end
    new = _read_text(body, one.file, old.count("\n", 0, one.span.start))
    head = entry_spans(body)[0].head
    path, stamp = _change("modified", modified)
    stamped = changed_entry(body[head:], {path: stamp})
    if stamped is None:
        raise _by_hand(one.before.at)
    kept = old[one.span.start : one.span.stop]
    below = kept[len(kept.rstrip()) :].removeprefix(line_end)
    check_together(tuple(new if c.id == name else c for c in sources.concepts))
    whole = f"{old[: one.span.start]}{body[:head]}{stamped}{below}{old[one.span.stop :]}"
    return (Change(one.file, old, whole),)


def _read_text(text: str, file: str, above: int) -> Concept:
    """Return the one entry of a text that is to stand below so many lines of a file.

    Raises:
        GlossaryError: it is not one entry, or has mistakes; at their lines in the file.
    """
    placed = "\n" * above + text
    data = read_toml(placed, file=file, error=GlossaryError)
    spans, found = entry_spans(placed), data.get("concept")
    alone = data.keys() == {"concept"} and isinstance(found, list) and len(found) == 1
    if not alone or len(spans) != 1:
        raise GlossaryError(
            "this text is not one entry",
            at=Location(file, above + 1),
            hint="begin it with [[concept]], once; other entries are edited by themselves",
        )
    (entry,) = cast("list[dict[str, object]]", found)
    concept, mistakes = read_concept(entry, EntryLines(file, placed, spans[0]))
    refuse(mistakes)
    return concept
