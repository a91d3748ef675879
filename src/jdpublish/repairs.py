"""Repairs made in texts: what was found and needs nobody's decision, all else byte for byte."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from jdpublish.errors import JdpublishError
from jdpublish.model import Block, Finding, Repair
from jdpublish.parse import parse
from jdpublish.sources import ReportSource, SourceFile, Sources
from jdpublish.terms.glossary import glossary
from jdpublish.terms.together import current
from jdpublish.translation.fingerprint import fingerprint, normalised, words

_LINE_END = re.compile(r"\r\n?|\n")


def repairs(findings: Iterable[Finding]) -> tuple[Repair, ...]:
    """Return the repairs that findings offer, each once."""
    found = (finding.repair for finding in findings)
    return tuple(dict.fromkeys(repair for repair in found if repair))


def mended(text: str, wanted: Iterable[Repair]) -> tuple[str, int]:
    """Return a file's text with repairs made, and how many were.

    A repair is passed over where its old words do not stand at its place, or where another has
    just changed them.
    """
    parts, reached, made = [], 0, 0
    places = _places(wanted, _line_starts(text))
    for start, repair in sorted(places, key=lambda found: found[0]):
        if start >= reached and text.startswith(repair.old, start) and repair.old != repair.new:
            parts += [text[reached:start], repair.new]
            reached = start + len(repair.old)
            made += 1
    return "".join([*parts, text[reached:]]), made


def _line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in _LINE_END.finditer(text))]


def _places(wanted: Iterable[Repair], starts: list[int]) -> Iterable[tuple[int, Repair]]:
    for repair in wanted:
        if repair.at.line <= len(starts):
            yield starts[repair.at.line - 1] + repair.at.column - 1, repair


def lossless(sources: Sources, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings without the repairs that would do more than they say; a person makes these.

    A repair changes widths and blanks. Beside marks of formatting, another width may make words
    bold, or bold words plain; behind a backslash, it may make the backslash vanish. So every block
    must have the same words, id and formatting before and after.
    """
    wanted: dict[str, list[Repair]] = {}
    for repair in repairs(findings):
        wanted.setdefault(repair.at.file, []).append(repair)
    harmful = {
        repair
        for language, file in _files(sources)
        if file.file in wanted
        for repair in set(wanted[file.file]) - set(_harmless(file, language, wanted[file.file]))
    }
    if not harmful:
        return findings
    return tuple(replace(one, repair=None) if one.repair in harmful else one for one in findings)


def _files(sources: Sources) -> Iterator[tuple[str, SourceFile]]:
    for report in sources.reports:
        for language, files in report.files.items():
            yield from ((language, file) for file in files)


def _harmless(file: SourceFile, language: str, wanted: list[Repair]) -> tuple[Repair, ...]:
    """Return the repairs after which a file is read as before, found by halving."""
    before = _reading(file, language, file.text)

    def alike(some: tuple[Repair, ...]) -> bool:
        return _reading(file, language, mended(file.text, some)[0]) == before

    def harmless(some: tuple[Repair, ...]) -> tuple[Repair, ...]:
        if alike(some):
            return some
        middle = len(some) // 2
        return (*harmless(some[:middle]), *harmless(some[middle:])) if middle else ()

    found = harmless(
        tuple(
            repair
            for start, repair in _places(wanted, _line_starts(file.text))
            if file.text.startswith(repair.old, start)
        )
    )
    return found if alike(found) else ()  # each may be harmless, and two of them not


def _reading(file: SourceFile, language: str, text: str) -> tuple[object, ...] | None:
    """Return what a repair must leave as it is; None where the text cannot be read."""
    try:
        section = parse(file.name, text, file=file.file, language=language)
    except JdpublishError:
        return None
    return tuple(map(_shape, section.blocks))


def _shape(block: Block) -> tuple[object, ...]:
    marked = tuple(
        (mark.kind, mark.value, normalised(segment.text[mark.start : mark.stop]))
        for segment in block.segments
        for mark in segment.marks
    )
    return block.kind, block.depth, block.id, marked, fingerprint(words(block))


@dataclass(frozen=True, slots=True)
class Change:
    """A file of the project whose text becomes another."""

    file: str
    old: str
    new: str


def with_repairs(sources: Sources, wanted: Iterable[Repair]) -> tuple[Sources, int]:
    """Return a project's sources with repairs made in their texts, and how many were.

    Raises:
        GlossaryError: a repair has broken an entry of the glossary.
    """
    by_file: dict[str, list[Repair]] = {}
    for repair in wanted:
        by_file.setdefault(repair.at.file, []).append(repair)
    outcomes = {
        source.file: mended(source.text, by_file[source.file])
        for source in texts(sources)
        if source.file in by_file
    }
    count = sum(made for _, made in outcomes.values())
    return _with_texts(sources, {file: text for file, (text, _) in outcomes.items()}), count


def texts(sources: Sources) -> tuple[SourceFile, ...]:
    """Return every file of text and of the glossary in a project."""
    reports = sources.reports
    own = (file for report in reports for files in report.files.values() for file in files)
    return (*own, *sources.glossary_files)


def _with_texts(sources: Sources, changed: Mapping[str, str]) -> Sources:
    def renewed(files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        return tuple(replace(one, text=changed.get(one.file, one.text)) for one in files)

    def report(source: ReportSource) -> ReportSource:
        files = {language: renewed(own) for language, own in source.files.items()}
        return replace(source, files=files)

    terms = renewed(sources.glossary_files)
    same = terms == sources.glossary_files
    return replace(
        sources,
        reports=tuple(map(report, sources.reports)),
        glossary_files=terms,
        concepts=sources.concepts
        if same
        else current(glossary({one.file: one.text for one in terms})),
    )


def changes(before: Sources, after: Sources) -> tuple[Change, ...]:
    """Return the files whose text differs between two states of a project."""
    pairs = zip(texts(before), texts(after), strict=True)
    return tuple(Change(old.file, old.text, new.text) for old, new in pairs if old != new)


_NO_END = "\\ No newline at end of file"


def difference(change: Change) -> tuple[str, ...]:
    """Return a change as the lines of a unified diff, as `patch` reads it.

    Only a line feed ends a line: what else might, such as U+2028, stays within it.
    """
    rows = tuple(_hunks(*(_marked(text.split("\n")) for text in (change.old, change.new))))
    head = (f"--- a/{change.file}", f"+++ b/{change.file}") if rows else ()
    return tuple(part for row in (*head, *rows) for part in row.split("\n"))


_LONG = 5_000
"""From so many lines on, comparing also the commonest with one another takes seconds."""


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield what differs, with three lines around it.

    Lines that stand everywhere in a file count as all others do, unlike in `unified_diff`: else
    [[concept]] would join nothing, and entries that only moved down would look as if they changed.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _LONG)
    for group in matcher.get_grouped_opcodes():
        first, last = group[0], group[-1]
        yield f"@@ -{_extent(first[1], last[2])} +{_extent(first[3], last[4])} @@"
        for kind, start, stop, begin, end in group:
            if kind == "equal":
                yield from (f" {line}" for line in old[start:stop])
            else:
                yield from (f"-{line}" for line in old[start:stop])
                yield from (f"+{line}" for line in new[begin:end])


def _extent(start: int, stop: int) -> str:
    """Return the lines of a hunk as its head says them: where they begin, and how many they are."""
    count = stop - start
    first = start + bool(count)
    return str(first) if count == 1 else f"{first},{count}"


def _marked(lines: list[str]) -> list[str]:
    """Return lines without the empty one after the last line's end, or with a word on its lack."""
    return lines[:-1] if not lines[-1] else [*lines[:-1], f"{lines[-1]}\n{_NO_END}"]
