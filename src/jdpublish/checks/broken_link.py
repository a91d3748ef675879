"""Links that lead nowhere."""

from collections.abc import Iterator

from jdpublish.annotate import Glossary, annotate_source, annotate_target, annotated
from jdpublish.checks.contract import Bitext, Check, Problem
from jdpublish.errors import Location
from jdpublish.model import SOURCE_LANGUAGE, BlockKind, Mark, MarkKind, Severity
from jdpublish.report import marks

_OUTWARD = ("http://", "https://", "mailto:")
_TERM = "term-"


def broken_link(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """Every link within the report leads to something that is printed.

    That is a block, a note that is called, or a concept that the glossary explains in this
    language. Another link must be a whole address; whether anything is there, nobody asks. A build
    stops at such a link, so this is an error.
    """
    called = {
        language: {mark.value for _, mark in marks(sections, MarkKind.NOTE)}
        for language, sections in bitext.sections.items()
    }
    ids = {
        block.id: block.kind is BlockKind.NOTE
        for section in bitext.original
        for block in section.blocks
    }
    for language in bitext.sections:
        explained: set[str] | None = None
        for block in bitext.blocks(language):
            for segment in block.segments:
                for mark in segment.marks:
                    if mark.kind is not MarkKind.LINK:
                        continue
                    name = mark.value.removeprefix("#")
                    if mark.value.startswith(f"#{_TERM}") and explained is None:
                        explained = _explained(bitext, language)
                    if not _leads(mark, ids, called[language], explained or set()):
                        yield block.id, _problem(mark, name, language, segment.locate(mark.start))


def _leads(mark: Mark, ids: dict[str, bool], called: set[str], explained: set[str]) -> bool:
    if not mark.value.startswith("#"):
        return mark.value.lower().startswith(_OUTWARD)
    name = mark.value[1:]
    if name.startswith(_TERM):
        return name.removeprefix(_TERM) in explained
    return name in ids and (not ids[name] or name in called)


def _explained(bitext: Bitext, language: str) -> set[str]:
    glossary = Glossary.of(bitext.concepts)
    if language == SOURCE_LANGUAGE:
        return set(annotated(annotate_source(bitext.original, glossary)))
    own = bitext.sections[language]
    return set(annotated(annotate_target(own, bitext.original, glossary, language)))


def _problem(mark: Mark, name: str, language: str, at: Location) -> Problem:
    if mark.value.startswith("#"):
        return Problem(
            f"nothing in {language} is called “{name}”",
            "a link within the report leads to a block's id such as #p12, or to a concept"
            " that is explained, such as #term-two-new-programs",
            at,
        )
    return Problem(
        f"the link’s target “{mark.value}” is no address a reader can follow"
        if mark.value
        else "this link has no target",
        "write a whole address that begins with https://, http:// or mailto:,"
        " or # and a block's id, such as #p12",
        at,
    )


CHECK = Check("broken-link", Severity.ERROR, text=broken_link)
