"""A project read again and again while people write it: each time only what has changed.

What is the same as before is the very same object, so that whatever was made of it still holds.
What is read equals what `load` would read.
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from jdpublish.errors import JdpublishError, Location, ProjectError, noted, refuse
from jdpublish.model import Concept
from jdpublish.sources import GlossarySources, ReportSource, SourceFile, Sources, Theme, ThemeFont
from jdpublish.workspace.files import TomlFile, relative
from jdpublish.workspace.footprints import Footprint, differing, footprints
from jdpublish.workspace.project import CONFIGURATION, Project, project_at
from jdpublish.workspace.reading import glossary_sources, report_names, together
from jdpublish.workspace.records import undisturbed
from jdpublish.workspace.reports import WAIVERS, report, texts
from jdpublish.workspace.theme_fonts import opened
from jdpublish.workspace.themes import theme

_PATIENCE = 0.06
"""Seconds for which a file may be empty or away while an editor writes it (measured: 50 ms)."""
_PAUSE = 0.004

_Part = TypeVar("_Part")


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
        """Wait a moment for files that are empty or away, as they are while some editors save."""
        until = time.monotonic() + _PATIENCE
        while True:
            now = footprints(self.root, self.project)
            if not any(_doubtful(self._seen, now)) or time.monotonic() > until:
                break
            time.sleep(_PAUSE)
        self._seen = now

    def _project(self) -> Project:
        last = self._last
        same = last and last.stand.get(CONFIGURATION) == self._seen.get(CONFIGURATION)
        if last and same and CONFIGURATION not in self._told:
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
                concepts=_each(found.concepts, before.concepts, _id),
                retired=_each(found.retired, before.retired, _id),
            )
        return _Reading(project, _same(found, before), terms, stand)


class _Fonts:
    """Opens the fonts that a theme.toml names, once as long as it says the same."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._opened: tuple[ThemeFont, ...] = ()

    def __call__(self, settings: TomlFile) -> tuple[ThemeFont, ...]:
        if self._text != settings.text:
            self._opened, self._text = opened(settings), settings.text
        return self._opened


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
    if not any(_of(place, project.glossary) for place in changed):
        return before
    known = {file.file: file for file in before.files if file.file not in changed}
    concepts: dict[str, tuple[Concept, ...]] = dict.fromkeys(known, ())
    for concept in before.concepts:
        if concept.at.file in concepts:
            concepts[concept.at.file] += (concept,)
    found = glossary_sources(project, known, concepts)
    return _same(
        replace(
            found,
            files=_each(found.files, before.files, _file),
            concepts=_each(found.concepts, before.concepts, _id),
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
    return _each(tuple(found), before, _report_id)


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
        language: _each(texts, before.files.get(language, ()), _file)
        for language, texts in found.files.items()
    }
    found = replace(found, files=_alike(own, before.files))
    if any(place.endswith(f"/{WAIVERS}") for place in changed):  # their places are not compared
        return found
    return _same(found, before)


def _theme(
    project: Project,
    before: Theme | None,
    changed: Collection[str],
    fonts: Callable[[TomlFile], tuple[ThemeFont, ...]],
) -> Theme:
    if before and not any(_of(place, project.theme) for place in changed):
        return before
    return _same(theme(project, fonts), before)


def _of(place: str, folder: str) -> bool:
    """Whether a file stands in a folder, or is the folder itself."""
    return place == folder or (place.rpartition("/")[0] or ".") == folder


def _same(found: _Part, before: _Part | None) -> _Part:
    """Return what was found, with all that equals what was there before as it was then."""
    if before is None:
        return found
    parts: dict[str, Any] = {
        field.name: _alike(getattr(found, field.name), getattr(before, field.name))
        for field in fields(before)  # type: ignore[arg-type]
    }
    if all(value is getattr(before, name) for name, value in parts.items()):
        return before
    return replace(found, **parts)  # type: ignore[type-var]


def _alike(found: _Part, before: _Part) -> _Part:
    return before if found == before else found


def _each(
    found: tuple[_Part, ...], before: tuple[_Part, ...], key: Callable[[_Part], Hashable]
) -> tuple[_Part, ...]:
    """Return a tuple in which whatever equals what bore its name before is the very same."""
    old = {key(one): one for one in before}
    same = tuple(_alike(one, old.get(key(one), one)) for one in found)
    unmoved = len(same) == len(before) and all(map(_is, same, before))
    return before if unmoved else same


def _is(one: object, other: object) -> bool:
    return one is other


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
