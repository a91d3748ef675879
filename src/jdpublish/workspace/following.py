"""A project read again and again while people write it: each time only what has changed.

What is the same as before is the very same object, so that whatever was made of it still holds.
What is read equals what `load` would read.
"""

import contextlib
import time
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jdpublish.errors import JdpublishError, Location, ProjectError, noted, refuse
from jdpublish.model import Concept
from jdpublish.sources import GlossarySources, ReportSource, SourceFile, Sources, Theme, ThemeFont
from jdpublish.workspace.files import TomlFile, relative
from jdpublish.workspace.footprints import Footprint, differing, footprints
from jdpublish.workspace.project import CONFIGURATION, Project, project_at
from jdpublish.workspace.reading import glossary_sources, report_names, together
from jdpublish.workspace.records import undisturbed
from jdpublish.workspace.reports import WAIVERS, report, texts
from jdpublish.workspace.sameness import alike, each, same
from jdpublish.workspace.theme_fonts import opened
from jdpublish.workspace.themes import theme

_PATIENCE = 0.06
"""Seconds for which a file may be empty or away while an editor writes it (measured: 50 ms)."""
_CUT_PATIENCE = 0.25
"""Seconds for which a text may end in the middle, or all of it be unsettled: it comes in pieces, or
somebody cut its end."""
_PAUSE = 0.004


@dataclass(frozen=True, slots=True)
class _Reading:
    """A project as it was read without a mistake, and how its files stood on the disk then."""

    project: Project
    sources: Sources
    terms: GlossarySources
    stand: Mapping[str, Footprint]


class Following:
    """Reads the project in a folder whenever it is asked to.

    `project` is what its configuration says, as far as it could be read.

    One thread asks at a time.
    """

    def __init__(self, root: Path) -> None:
        """Begin with a folder of which nothing has been read yet."""
        self.root = root
        self._last: _Reading | None = None
        self._seen: Mapping[str, Footprint] = {}
        self._told: frozenset[str] = frozenset()
        self._fonts = _Fonts()
        self.project: Project | None = None

    @property
    def there(self) -> bool:
        """Whether the project's folder is where it was."""
        try:
            return self.root.is_dir()
        except OSError:  # a folder above it may not be looked into
            return False

    def sources(self, changed: Iterable[str] = ()) -> Sources:
        """Return the project as it is now; where nothing has changed, the very same object.

        `changed` names files that are read again though their times and sizes may be the same.

        Raises:
            JdpublishError: as `load`; mistakes in several files are told together.
        """
        self._told |= frozenset(changed)
        self._wait()
        try:
            self.project = self._project()
            found = undisturbed(self.project, self._read)
        except OSError as problem:  # a file went away while it was looked for
            raise _unreadable(problem, self.root) from problem
        self._last, self._told, self._seen = found, frozenset(), found.stand
        return found.sources

    def _wait(self) -> None:
        """Wait a moment for files that are empty, cut or away, as they are while editors save."""
        began = changed = time.monotonic()
        before: Mapping[str, Footprint] = {}
        while True:
            now, moment = footprints(self.root, self.project), time.monotonic()
            if now != before:  # somebody is still writing
                before, changed = now, moment
            absent = moment - changed < _PATIENCE and any(_doubtful(self._seen, now))
            if moment - began > _CUT_PATIENCE or not (absent or any(self._cut(now))):
                break
            time.sleep(_PAUSE)
        self._seen = now

    def _cut(self, now: Mapping[str, Footprint]) -> Iterable[str]:
        """Yield the texts of which there is a beginning only."""
        if self._last is None:
            return
        stand = self._last.stand
        shorter = [at for at, one in now.items() if at in stand and 0 < one[1] < stand[at][1]]
        if not shorter:
            return
        texts = _texts_of(self._last.sources)
        for place in shorter:
            with contextlib.suppress(OSError):
                path = self.root / place
                if place in texts and path.is_file():
                    beginning = path.read_bytes().removeprefix(BOM_UTF8)
                    if texts[place].encode().startswith(beginning):
                        yield place

    def _project(self) -> Project:
        last = self._last
        is_same = last and last.stand.get(CONFIGURATION) == self._seen.get(CONFIGURATION)
        if last and is_same and CONFIGURATION not in self._told:
            return last.project
        found = project_at(self.root)
        return last.project if last and last.project == found else found

    def _read(self) -> _Reading:
        if self.project is None:
            raise AssertionError  # `sources` has read it before
        project, last = self.project, self._last
        stand = footprints(self.root, project)
        if last and last.project is project:
            changed = self._told | differing(last.stand, stand)
        else:
            changed = frozenset({*stand, *(last.stand if last else ())})
        before = last.sources if last else None
        mistakes: list[JdpublishError] = []
        with noted(mistakes):
            terms = _terms(project, last.terms if last else None, changed)
        with noted(mistakes):
            reports = _reports(project, before.reports if before else (), changed)
        with noted(mistakes):
            look = _theme(project, before.theme if before else None, changed, self._fonts)
        refuse(mistakes)
        found = together(project, terms, reports, look)
        if before:
            found = replace(
                found,
                concepts=each(found.concepts, before.concepts, _id),
                retired=each(found.retired, before.retired, _id),
            )
        return _Reading(project, same(found, before), terms, stand)


class _Fonts:
    """Opens the fonts that a theme.toml names, once as long as it says the same."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._opened: tuple[ThemeFont, ...] = ()

    def __call__(self, settings: TomlFile) -> tuple[ThemeFont, ...]:
        if self._text != settings.text:
            self._opened, self._text = opened(settings), settings.text
        return self._opened


def _texts_of(sources: Sources) -> dict[str, str]:
    """Return the texts of a project by their places."""
    files = [file for one in sources.reports for own in one.files.values() for file in own]
    return {file.file: file.text for file in (*files, *sources.glossary_files)}


def _doubtful(before: Mapping[str, Footprint], now: Mapping[str, Footprint]) -> Iterable[str]:
    """Yield the files that had something in them and have not, and new ones without anything."""
    for place, (_, size, _) in before.items():
        if size and not (place in now and now[place][1]):
            yield place
    for place, (changed, size, _) in now.items():
        if changed and not size and place not in before:
            yield place


def _terms(
    project: Project, before: GlossarySources | None, changed: Collection[str]
) -> GlossarySources:
    """Return the glossary, of which only the changed files are read."""
    if before is None:
        return glossary_sources(project)
    stays = before.folder == project.glossary
    if stays and not any(_of(place, project.glossary) for place in changed):
        return before
    known = {file.file: file for file in before.files if file.file not in changed}
    concepts: dict[str, tuple[Concept, ...]] = dict.fromkeys(known, ())
    for concept in before.concepts:
        if concept.at.file in concepts:
            concepts[concept.at.file] += (concept,)
    found = glossary_sources(project, known, concepts)
    return same(
        replace(
            found,
            files=each(found.files, before.files, _file),
            concepts=each(found.concepts, before.concepts, _id),
        ),
        before,
    )


def _reports(
    project: Project, before: tuple[ReportSource, ...], changed: Collection[str]
) -> tuple[ReportSource, ...]:
    """Return the reports, of which only those with a changed file are read."""
    old = {one.id: one for one in before}
    found = []
    mistakes: list[JdpublishError] = []
    for name in report_names(project):
        own = f"{project.content}/{name}/".removeprefix("./")
        mine = frozenset(place for place in changed if place.startswith(own))
        with noted(mistakes):
            found.append(_report(project, name, old.get(name), mine))
    refuse(mistakes)
    return each(tuple(found), before, _report_id)


def _report(
    project: Project, name: str, before: ReportSource | None, changed: Collection[str]
) -> ReportSource:
    """Return a report, of which only changed texts are read if nothing else has changed."""
    if before is None:
        return report(project, name)
    if not changed:
        return before
    files = {file.file: file for files in before.files.values() for file in files}
    known = {place: file for place, file in files.items() if place not in changed}
    if all(place.endswith(".md") for place in changed):
        found = replace(before, files=texts(project, name, before.details, known))
    else:
        found = report(project, name, known)
    own = {
        language: each(texts, before.files.get(language, ()), _file)
        for language, texts in found.files.items()
    }
    found = replace(found, files=alike(own, before.files))
    if any(place.endswith(f"/{WAIVERS}") for place in changed):  # their places are not compared
        return found
    return same(found, before)


def _theme(
    project: Project,
    before: Theme | None,
    changed: Collection[str],
    fonts: Callable[[TomlFile], tuple[ThemeFont, ...]],
) -> Theme:
    if (
        before
        and before.folder == project.theme
        and not any(_of(place, project.theme) for place in changed)
    ):
        return before
    return same(theme(project, fonts), before)


def _of(place: str, folder: str) -> bool:
    """Whether a file stands in a folder, or is the folder itself."""
    return place == folder or (place.rpartition("/")[0] or ".") == folder


def _id(concept: Concept) -> str:
    return concept.id


def _report_id(source: ReportSource) -> str:
    return source.id


def _file(source: SourceFile) -> str:
    return source.file


def _unreadable(problem: OSError, root: Path) -> ProjectError:
    at = Location(relative(Path(str(problem.filename)), root)) if problem.filename else None
    return ProjectError(
        f"cannot read the project: {problem.strerror or problem}",
        at=at,
        hint="see that its files and folders may be read (`ls -l`, `chmod u+r`)",
    )
