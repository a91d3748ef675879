"""Sources → finished files: pure, in the order a report passes through it.

parse ► align ► annotate ► convert ► page ► output. Nothing here touches the disk or the clock.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from jdpublish.corrections import CORRECTIONS
from jdpublish.document import document
from jdpublish.draft import open_matters
from jdpublish.editions import EDITIONS
from jdpublish.errors import Location, ProjectError
from jdpublish.model import SOURCE_LANGUAGE, TITLE
from jdpublish.outputs import OUTPUTS
from jdpublish.outputs.web.front import Listing, index_page
from jdpublish.page import Document
from jdpublish.publication import OWN_SHEET, Artifact, Edition, OpenMatter, Sheet
from jdpublish.rendering import warm
from jdpublish.report import Report, title
from jdpublish.sources import Details, Sources, Theme
from jdpublish.styles import BY_ITSELF
from jdpublish.stylesheet import check_coverage


def editions(wanted: tuple[str, ...]) -> tuple[Edition, ...]:
    """Return the editions with these ids, in the order in which they are declared.

    Raises:
        ProjectError: an id is not an edition's.
    """
    known = {edition.id: edition for edition in EDITIONS}
    for identity in wanted:
        if identity not in known:
            raise ProjectError(
                f"there is no edition “{identity}”", hint=f"editions are: {', '.join(known)}"
            )
    return tuple(edition for edition in EDITIONS if edition.id in wanted)


APPENDICES = (CORRECTIONS,)
"""What an edition prints on request only."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is to make: editions and formats by name, the sheets for PDFs.

    With `draft` every file says that it is one; `appendices` names what is printed on request.
    """

    editions: tuple[str, ...]
    formats: tuple[str, ...]
    sheets: tuple[Sheet, ...] = (OWN_SHEET,)
    draft: bool = False
    appendices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make; `has_pdf` says whether its edition has a PDF for the page to link to.

    `sheet` is what a PDF is printed on; a `draft` says what is still open in it.
    """

    report: Report
    edition: Edition
    format: str
    others: tuple[Edition, ...]
    has_pdf: bool
    sheet: Sheet = OWN_SHEET
    draft: bool = False
    appendices: tuple[str, ...] = ()


def tasks(
    reports: tuple[Report, ...],
    order: Order,
    listed: Mapping[str, list[dict[str, Any]]],
) -> tuple[Task, ...]:
    """Return what there is to make, the slowest first: a PDF on each of the sheets.

    A page's language switch names what is made now and what is `listed` of its report; so does
    its link to the PDF.
    """
    chosen = editions(order.editions)
    on_own_sheet = any(not sheet.suffix for sheet in order.sheets)
    slow_first = sorted(chosen, key=lambda edition: edition.source == SOURCE_LANGUAGE)
    return tuple(
        Task(
            report,
            edition,
            name,
            others=_switch(order.editions, listed.get(report.source.id, [])),
            has_pdf=("pdf" in order.formats and on_own_sheet)
            or edition.id in _there(listed.get(report.source.id, []), "pdf"),
            sheet=sheet,
            draft=order.draft,
            appendices=order.appendices,
        )
        for name in reversed(OUTPUTS)
        if name in order.formats
        for report in reports
        for edition in slow_first
        for sheet in (order.sheets if name == "pdf" else (OWN_SHEET,))
    )


def _switch(wanted: tuple[str, ...], listed: list[dict[str, Any]]) -> tuple[Edition, ...]:
    there = _there(listed, "html").union(wanted)
    return tuple(edition for edition in EDITIONS if edition.id in there)


def _there(listed: list[dict[str, Any]], name: str) -> set[str]:
    """Return the ids of the editions that are listed in a format, on the theme's own page size."""
    return {
        row["edition"]
        for row in listed
        if row["format"] == name and not row.get("page_size") and not row.get("marks")
    }


def prepare(tasks: tuple[Task, ...], theme: Theme) -> None:
    """Load what these tasks share, before processes are forked for them."""
    formats = {task.format for task in tasks}
    if "pdf" in formats:
        import jdpublish.outputs.pdf.edition  # noqa: F401, PLC0415  WeasyPrint takes 0.3 s to load
    warm(theme, without=BY_ITSELF if "pdf" in formats else ("print.html", *BY_ITSELF))


def perform(task: Task, sources: Sources) -> Artifact:
    """Return one finished file."""
    found = document(
        task.report, task.edition, sources, others=task.others, appendices=task.appendices
    )
    made = OUTPUTS[task.format](
        replace(
            found,
            has_pdf=task.has_pdf,
            sheet=task.sheet,
            draft=_open_matters(found, task.report) if task.draft else None,
        ),
        sources.theme,
    )
    return replace(made, draft=task.draft)


def _open_matters(found: Document, report: Report) -> tuple[OpenMatter, ...]:
    from jdpublish.review import review  # noqa: PLC0415  checks take 0.25 s to load

    return open_matters(found, report, review(report))


def index(
    sources: Sources,
    reports: tuple[Report, ...],
    listed: Mapping[str, list[dict[str, Any]]],
    *,
    draft: bool = False,
) -> Artifact:
    """Return the page that lists every report and the editions of it that are there.

    Raises:
        GlyphError: no font of the theme can show a title, of whatever language, or a detail.
        ThemeError: its template has a mistake.
    """
    return index_page(sources.theme, listings(sources, reports, listed), draft=draft)


def listings(
    sources: Sources,
    reports: tuple[Report, ...],
    listed: Mapping[str, list[dict[str, Any]]],
) -> tuple[Listing, ...]:
    """Return the reports as the front page shows them: those of which anything is listed.

    Raises:
        GlyphError: no font of the theme can show a title, of whatever language, or a detail.
    """
    shown = [text for report in reports for text in _on_front_page(report)]
    check_coverage(sources.theme, SOURCE_LANGUAGE, shown)
    return tuple(
        Listing(
            id=report.source.id,
            year=report.source.year,
            titles={
                language: (name, report.source.details[language].body)
                for language in report.source.details
                if (name := title(report, language))
            },
            files=listed[report.source.id],
            details=report.source.details,
        )
        for report in reports
        if listed.get(report.source.id)
    )


def _on_front_page(report: Report) -> Iterator[tuple[str, Callable[[int], Location]]]:
    """Yield what the front page shows of a report, with its places: it knows all languages."""
    for language, details in report.source.details.items():
        blocks = (block for one in report.sections.get(language, ()) for block in one.blocks)
        yield from ((block.text, block.segment.locate) for block in blocks if block.id == TITLE)
        place = report.source.places.get(language, report.source.at)
        words = "".join(getattr(details, name) for name in Details.__dataclass_fields__)
        yield words, partial(_at, place)


def _at(place: Location, _: int) -> Location:
    return place
