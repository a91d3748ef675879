"""A report read only as far as it may mention some words: the same places, much sooner.

Markdown’s paragraphs do not look at one another. One that stands alone between empty lines, has an
id and cannot hold the words may therefore be left out, if something stands in its place: without
it, two lists would become one. Lists, tables and notes are always read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jdpublish.ids import check_unique
from jdpublish.model import SOURCE_LANGUAGE, TITLE, Section
from jdpublish.parse import parse
from jdpublish.report import Report, parsed
from jdpublish.sources import ReportSource, SourceFile

_LINE_END = re.compile(r"\r\n?")
_CHUNK = re.compile(r"(?:^[ \t]*[^ \t\n][^\n]*(?:\n|\Z))+", re.MULTILINE)
"""Lines between empty ones."""
_NO_PARAGRAPH = re.compile(
    r"^(?:[ \t]|[-+:#>=~`<]|\*(?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|\[\^)", re.MULTILINE
)
"""What begins something else than a line of a paragraph, or is best looked at."""
_HEADING = re.compile(r"#{1,6}[ \t][^\n]*\n?")
_ID = re.compile(r"[ \t]\{#([a-z][a-z0-9]*(?:[._-][a-z0-9]+)*)\}[ \t]*\n?")
_RESERVED = ("term-", "note-", "page-")
_IDS, _NOTES = re.compile(r"\{#([^{}]*)\}"), re.compile(r"\[\^([^\]]*)\]")
"""Two, since each is found fast by how it begins."""
_MARKUP = re.compile(r"[\n\\*_`\[\]!]")
"""What may stand between two characters that follow one another in the text."""


def skimmed(source: ReportSource, words: tuple[str, ...], *, language: str) -> Report:
    """Return a report with at least the blocks that have one of these Chinese words.

    With them are their translations into a language. Where it is not certain that they are read as
    they would be in the whole report, the whole report is returned.

    Raises:
        ContentError: a file cannot be read.
    """
    report = _skimmed(source, words, language)
    return report or parsed(source)


def _skimmed(source: ReportSource, words: tuple[str, ...], language: str) -> Report | None:
    may_have = _finder(words)
    files = tuple(_read(file) for file in source.files.get(SOURCE_LANGUAGE, ()))
    original = tuple(_section(file, may_have, SOURCE_LANGUAGE) for file in files)
    blocks = [block for section in original for block in section.blocks]
    if any(block.provisional for block in blocks) or not _sound(files):
        return None
    check_unique(original)
    wanted = {block.id for block in blocks}

    def is_wanted(chunk: "_Chunk") -> bool:
        return not wanted.isdisjoint(_names(chunk.text))

    translation = tuple(
        Section(file.name, ())
        if wanted.isdisjoint(_names(file.text))
        else _section(_read(file), is_wanted, language)
        for file in source.files.get(language, ())
    )
    check_unique(translation)
    return Report(source, {SOURCE_LANGUAGE: original, language: translation})


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines between empty ones; with an `id` if they are known to be one paragraph or heading."""

    start: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file with its lines’ ends as line feeds, and what stands between its empty lines."""

    source: SourceFile
    text: str
    chunks: tuple[_Chunk, ...]


def _read(file: SourceFile) -> _File:
    text = _LINE_END.sub("\n", file.text) if "\r" in file.text else file.text
    chunks = (
        _Chunk(found.start(), found[0], _plain_id(found[0])) for found in _CHUNK.finditer(text)
    )
    return _File(file, text, tuple(chunks))


def _plain_id(chunk: str) -> str:
    """Return the id of lines that are surely one paragraph or heading, else nothing."""
    found = _ID.fullmatch(chunk, max(chunk.rfind("{#") - 1, 0))
    if not found or found[1].startswith(_RESERVED) or "|" in chunk or "![" in chunk:
        return ""
    # One line is looked at without the search, which would go through all of it.
    one_line = chunk.find("\n", 0, -1) < 0
    other = _NO_PARAGRAPH.match(chunk) if one_line else _NO_PARAGRAPH.search(chunk)
    return "" if other and not _HEADING.fullmatch(chunk) else found[1]


def _names(text: str) -> frozenset[str]:
    """Return what may be the ids of blocks in a text."""
    return frozenset((*_IDS.findall(text), *_NOTES.findall(text)))


def _sound(files: tuple[_File, ...]) -> bool:
    """Whether the report has a title, and no id stands twice, as far as can be seen."""
    ids = Counter(chunk.id for file in files for chunk in file.chunks if chunk.id)
    return TITLE in ids and max(ids.values()) == 1


def _section(file: _File, wanted: Callable[[_Chunk], bool], language: str) -> Section:
    """Return the blocks of a file that are wanted, and perhaps others."""
    kept = {chunk.start for chunk in file.chunks if wanted(chunk)}
    if not kept:
        return Section(file.source.name, ())
    passed: set[str] = set()
    section = parse(
        file.source.name,
        "".join(_thinned(file, kept, passed)),
        file=file.source.file,
        language=language,
    )
    blocks = tuple(block for block in section.blocks if block.id not in passed)
    return Section(section.name, blocks)


def _thinned(file: _File, kept: set[int], passed: set[str]) -> Iterator[str]:
    """Yield a file’s text with as many lines, its idle paragraphs as one short word in each row.

    Their ids are added to `passed`.
    """
    reached = 0
    within = False
    for chunk in file.chunks:
        idle = bool(chunk.id) and chunk.start not in kept
        if idle:
            passed.add(chunk.id)
            yield file.text[reached : chunk.start]
            yield "" if within else f"x {{#{chunk.id}}}"
            yield "\n" * chunk.text.count("\n")
            reached = chunk.start + len(chunk.text)
        within = idle
    yield file.text[reached:]


def _finder(words: tuple[str, ...]) -> Callable[[_Chunk], bool]:
    """Return what says whether a chunk may have one of these words, however it is marked up."""
    letters = tuple("".join(word.split()) for word in words)

    def may_have(chunk: _Chunk) -> bool:
        text = chunk.text
        if "&" in text or any(word in text for word in words):
            return True
        marked = _MARKUP.search(text.removesuffix("\n"))
        return bool(marked) and any(_in_order(word, text) for word in letters)

    return may_have


def _in_order(word: str, text: str) -> bool:
    """Whether the characters of a word follow one another, whatever stands between them."""
    place = -1
    for character in word:
        place = text.find(character, place + 1)
        if place < 0:
            return False
    return True
