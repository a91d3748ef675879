"""A report's files → its sections by language, every block with an id."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from jdpublish.errors import ContentError, JdpublishError, ProjectError, noted, refuse
from jdpublish.ids import check_unique, given_ids, with_ids
from jdpublish.keeping import Keep, fresh, gathered, settled
from jdpublish.model import SOURCE_LANGUAGE, TITLE, Mark, MarkKind, Section, Segment
from jdpublish.parse import parse
from jdpublish.sources import ReportSource, SourceFile, Sources


@dataclass(frozen=True, slots=True)
class Report:
    """A report, parsed: its sections by language, every block with an id."""

    source: ReportSource
    sections: dict[str, tuple[Section, ...]] = field(hash=False)


def parsed(source: ReportSource, keep: Keep = fresh) -> Report:
    """Return a report with its files read as blocks.

    `keep` may know the files that have not changed; a block that says what it said before, in the
    same place, is then the very same one.

    Raises:
        ContentError: a file cannot be read, or the report has no title block. Mistakes in several
            files are told together.
    """
    sections: dict[str, tuple[Section, ...]] = {}
    mistakes: list[JdpublishError] = []
    for language, files in source.files.items():
        read = []
        for file in files:
            with noted(mistakes):
                read.append(keep(_section, file, language, keep))
        with noted(mistakes):
            check_unique(tuple(read))
        sections[language] = tuple(read)
    refuse(mistakes)
    taken = given_ids(chain.from_iterable(sections.values()))
    sections[SOURCE_LANGUAGE] = _named(sections.get(SOURCE_LANGUAGE, ()), taken, keep)
    _check_title(source, sections[SOURCE_LANGUAGE])
    _check_images(source, sections)
    return Report(source, sections)


def _section(file: SourceFile, language: str, keep: Keep) -> Section:
    read = parse(file.name, file.text, file=file.file, language=language)
    return replace(read, blocks=tuple(settled(keep, block) for block in read.blocks))


def _named(sections: tuple[Section, ...], taken: frozenset[str], keep: Keep) -> tuple[Section, ...]:
    """Return sections in which every block has an id; one that has them all is the very same."""
    named = with_ids(sections, taken=taken)
    return tuple(
        one if all(block.id for block in one.blocks) else _settled(new, keep)
        for one, new in zip(sections, named, strict=True)
    )


def _settled(section: Section, keep: Keep) -> Section:
    blocks = keep(gathered, *(settled(keep, block) for block in section.blocks))
    return keep(Section, section.name, blocks)


def _check_title(source: ReportSource, sections: tuple[Section, ...]) -> None:
    if not sections:
        raise ContentError(
            f"the report “{source.id}” has no text",
            at=source.at,
            hint=f"put the Chinese into {SOURCE_LANGUAGE}/00-overview.md beside it",
        )
    if not any(block.id == TITLE for section in sections for block in section.blocks):
        raise ContentError(
            "the report has no title",
            at=sections[0].blocks[0].at,
            hint="begin the first file with a heading whose id is title: `# 标题 {#title}`",
        )


def _check_images(source: ReportSource, sections: Mapping[str, tuple[Section, ...]]) -> None:
    for segment, mark in marks(chain.from_iterable(sections.values()), MarkKind.IMAGE):
        if mark.value not in source.images:
            raise ContentError(
                f"there is no image “{mark.value}” in the report's folder",
                at=segment.locate(mark.start),
                hint=f"put it beside {source.at.file} and write its path from there;"
                " images from elsewhere are not fetched",
            )


def marks(sections: Iterable[Section], kind: MarkKind) -> Iterator[tuple[Segment, Mark]]:
    """Yield every mark of a kind with the segment it lies beside."""
    for section in sections:
        for block in section.blocks:
            for segment in block.segments:
                yield from ((segment, mark) for mark in segment.marks if mark.kind is kind)


def chosen(sources: Sources, names: tuple[str, ...]) -> tuple[ReportSource, ...]:
    """Return the reports with these ids, or all of them where none is named.

    Raises:
        ProjectError: an id is not a report's.
    """
    known = {report.id: report for report in sources.reports}
    for name in names:
        if name not in known:
            raise ProjectError(
                f"there is no report “{name}”", hint=f"reports are: {', '.join(known)}"
            )
    return tuple(report for report in sources.reports if report.id in (names or known))


def title(report: Report, language: str) -> str:
    """Return a report's title in a language, or nothing where it is not translated."""
    sections = report.sections.get(language, ())
    titles = (block.text for section in sections for block in section.blocks if block.id == TITLE)
    return next(titles, "")
