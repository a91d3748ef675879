"""What a person should look at before a report is published."""

import re
from collections.abc import Iterator

from jdpublish.align import pairs, surplus
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, Block, BlockKind, Finding, MarkKind, Section, Severity
from jdpublish.report import Report, marks


def review(report: Report) -> Iterator[Finding]:
    """Yield what a person should look at before a report is published."""
    originals = report.sections[SOURCE_LANGUAGE]
    for section in originals:
        for block in section.blocks:
            if block.provisional:
                yield Finding(
                    "provisional-id",
                    Severity.WARNING,
                    block.at,
                    f"this block has no id; it is called “{block.id}” until one is written",
                    "run `jdpublish ids --write`",
                    block.id,
                )
    for language, sections in report.sections.items():
        yield from _damaged(sections)
        yield from _calls_without_note(sections)
        yield from _notes_without_call(sections)
        if language != SOURCE_LANGUAGE:
            yield from _unfinished(originals, sections, language)


_LIKE_AN_ID = re.compile(r"[{｛]\s*[#＃]?\s*[A-Za-z][\w.-]*\s*[}｝]")
_LIKE_A_HEADING = re.compile(r"[#＃]{1,3}(?=[^#＃\s])")


_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def _damaged(sections: tuple[Section, ...]) -> Iterator[Finding]:
    """What was meant for the program and would be printed: a slip of the keyboard made it words."""
    for block, at, found in _places(_LIKE_AN_ID, sections):
        yield Finding(
            "damaged-id",
            Severity.WARNING,
            at,
            f"“{found[0]}” looks like an id, but is printed",
            "an id is written {#p12}, with nothing after it in its block",
            block.id,
        )
    for block in (block for section in sections for block in section.blocks):
        if block.kind is BlockKind.PARAGRAPH and _LIKE_A_HEADING.match(block.text):
            yield Finding(
                "damaged-heading",
                Severity.WARNING,
                block.at,
                "this looks like a heading, but is printed as a paragraph",
                "put a space after the #",
                block.id,
            )


def _calls_without_note(sections: tuple[Section, ...]) -> Iterator[Finding]:
    """A call whose note is not defined in the same file is no call, and printed as it stands."""
    for block, at, found in _places(_CALL, sections):
        yield Finding(
            "note-missing",
            Severity.WARNING,
            at,
            f"the note “{found[1]}” is called here and not written in this file",
            f"write it in a line of its own: [^{found[1]}]: …",
            block.id,
        )


def _places(
    pattern: re.Pattern[str], sections: tuple[Section, ...]
) -> Iterator[tuple[Block, Location, re.Match[str]]]:
    """Yield where a pattern stands in the words of a report: the block, the place, the match."""
    for section in sections:
        for block in section.blocks:
            for segment in block.segments:
                for found in pattern.finditer(segment.text):
                    yield block, segment.locate(found.start()), found


def _notes_without_call(sections: tuple[Section, ...]) -> Iterator[Finding]:
    """A note is printed where it is called, so one that nothing calls is not printed at all."""
    called = {mark.value for _, mark in marks(sections, MarkKind.NOTE)}
    for section in sections:
        for block in section.blocks:
            if block.kind is BlockKind.NOTE and block.id not in called:
                yield Finding(
                    "note-uncalled",
                    Severity.WARNING,
                    block.at,
                    f"nothing calls the note “{block.id}”, so it is not printed",
                    f"write [^{block.id}] after the words it belongs to, or delete the note",
                    block.id,
                )


def _unfinished(
    originals: tuple[Section, ...], sections: tuple[Section, ...], language: str
) -> Iterator[Finding]:
    for pair in pairs(originals, sections):
        if pair.target is None:
            yield Finding(
                "untranslated",
                Severity.WARNING,
                pair.source.at,
                f"block “{pair.source.id}” is not in {language} yet",
                f"add it to the same file in {language}/, {_how(pair.source)}",
                pair.source.id,
            )
    for block in surplus(originals, sections):
        name = f"block “{block.id}”" if block.id else "a block without an id"
        yield Finding(
            "surplus",
            Severity.WARNING,
            block.at,
            f"{name} translates nothing and is not printed",
            "give it the id of the Chinese block it translates, or delete it",
            block.id,
        )


def _how(block: Block) -> str:
    if block.kind is BlockKind.NOTE:
        return f"in a line of its own: [^{block.id}]: …"
    return f"with {{#{block.id}}} at its end"
