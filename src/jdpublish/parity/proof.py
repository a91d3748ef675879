"""Every figure of a report's Chinese text in every finished file: where it stands, and whether."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from jdpublish.built.finished import FinishedFile, FinishedReport, Reading
from jdpublish.built.tagged import tagged_pdf
from jdpublish.built.webpages import web_page
from jdpublish.editions import EDITIONS
from jdpublish.errors import JdpublishError, Location, refuse
from jdpublish.model import SOURCE_LANGUAGE, Concept, Finding, Severity
from jdpublish.parity import PARITY
from jdpublish.parity.look import Look
from jdpublish.parity.original import Original, figures
from jdpublish.parity.simplified import simplified
from jdpublish.parity.standing import REACH, Proof, Row, Stands, in_context
from jdpublish.parity.telling import Key, Rebuild, findings
from jdpublish.parity.words import written
from jdpublish.publication import Edition
from jdpublish.report import Report
from jdpublish.waivers import Waiver


def proof(
    report: Report,
    built: FinishedReport,
    *,
    concepts: tuple[Concept, ...] = (),
    waivers: tuple[Waiver, ...] = (),
    output: str = "",
) -> Proof:
    """Return how every figure of the Chinese text stands in the files of a report.

    In each file every block is compared with the edition's own text, so that any figure that was
    changed, dropped or added there is found, and in a translation also by value with the Chinese.
    `concepts` are the glossary's, which a conversion between scripts obeys. `waivers` are those
    that hold: what the check of figures lets pass in the translation, is let pass here. `output`
    is the folder that the build was told, if any.

    Raises:
        OutputError: a file cannot be read; all that cannot are told.
    """
    text = Original.of(report)
    there = tuple(sorted((file for file in built.files if file.content is not None), key=_order))
    readings = _readings(there, text)
    tables: dict[str, Mapping[int, str]] = {}
    checked, stands, found = [], {}, []
    for file, reading in zip(there, readings, strict=True):
        edition = _edition(file)
        if edition is None:
            found.append(_unknown_edition(file))
            continue
        if edition.conversion and edition.id not in tables:
            tables[edition.id] = simplified(text.blocks, edition.conversion, concepts)
        rebuild = Rebuild(report.source.id, file, output)
        look = Look(text, file, edition, reading, tables.get(edition.id, {}), waivers)
        compared = tuple(look.blocks())
        stands[file.path] = {
            (block.block.id, index): one
            for block in compared
            for index, one in enumerate(block.stands)
        }
        checked.append(look.checked)
        found += findings(look, compared, rebuild)
    found += [_not_there(file) for file in built.files if file.content is None]
    found += [_unlisted(name) for name in built.unlisted]
    return Proof(
        report=report.source.id,
        files=tuple(checked),
        chapters=text.chapters,
        rows=tuple(_rows(text, tuple(stands.values()))),
        blocks=len(text.blocks),
        findings=_once(found),
    )


def _order(file: FinishedFile) -> tuple[int, bool, bool, str]:
    """The Chinese first, and of each edition the page that everybody opens, and the usual PDF."""
    known = [edition.id for edition in EDITIONS]
    number = known.index(file.edition) if file.edition in known else len(known)
    return number, file.format != "html", bool(file.page_size), file.path


def _edition(file: FinishedFile) -> Edition | None:
    return next((edition for edition in EDITIONS if edition.id == file.edition), None)


def _readings(files: Iterable[FinishedFile], text: Original) -> tuple[Reading, ...]:
    readings, mistakes = [], []
    for file in files:
        read = tagged_pdf if file.format == "pdf" else web_page
        try:
            readings.append(read(file.content or b"", known=text.known, file=file.file))
        except JdpublishError as mistake:
            mistakes.append(mistake)
    refuse(mistakes)
    return tuple(readings)


def _rows(text: Original, stands: tuple[Mapping[tuple[str, int], Stands], ...]) -> Iterator[Row]:
    for block in text.blocks:
        chinese = written(block.text, chinese=True)
        for index, figure in enumerate(figures(chinese, SOURCE_LANGUAGE)):
            yield Row(
                chapter=text.chapter[block.id],
                block=block.id,
                chinese=in_context(chinese, figure.start, figure.stop, REACH[True]),
                quantity=figure,
                stands=tuple(one[block.id, index] for one in stands),
            )


def _unknown_edition(file: FinishedFile) -> tuple[Key, Finding]:
    known = ", ".join(edition.id for edition in EDITIONS)
    return (file.file,), Finding(
        PARITY.id,
        Severity.ERROR,
        Location(file.file),
        f"this file is listed as an edition “{file.edition}”, and there is none",
        f"delete the folder and build again; editions are: {known}",
    )


def _not_there(file: FinishedFile) -> tuple[Key, Finding]:
    return (file.file,), Finding(
        PARITY.id,
        Severity.ERROR,
        Location(file.file),
        "manifest.json lists this file, and it is not there",
        "build it again",
    )


def _unlisted(name: str) -> tuple[Key, Finding]:
    return (name,), Finding(
        PARITY.id,
        Severity.ERROR,
        Location(name),
        "manifest.json does not list this file, so nobody has compared it",
        "delete it, or build it",
    )


def _once(found: Iterable[tuple[Key, Finding]]) -> tuple[Finding, ...]:
    """Return the findings, with what is so in all files of an edition told once, at the first."""
    kept: dict[Key, Finding] = {}
    files: Counter[Key] = Counter()
    for key, finding in found:
        kept.setdefault(key, finding)
        files[key] += 1
    return tuple(
        replace(one, message=f"{one.message} (so in {files[key]} files)") if files[key] > 1 else one
        for key, one in kept.items()
    )
