"""Which files and folders of a project matter, and how each stands on the disk.

What is temporary is none of them: the names of all files that matter are known, so that whatever
editors put beside these while they save is passed over.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from stat import S_ISDIR

from jdpublish.workspace.files import PICTURES
from jdpublish.workspace.project import CONFIGURATION, Project
from jdpublish.workspace.reports import FACTS, LANGUAGES, RECORDS

Footprint = tuple[int, int, int]
"""When a file, its rights or its name changed last (nanoseconds), its bytes, and its number."""

_THEME = (".html", ".css", ".js", ".toml", *PICTURES)
_FOLDER: Footprint = (0, 0, 0)
"""A folder is there: that is all."""
_TERMS = (".toml",)
_TEXTS = (".md",)


def footprints(root: Path, project: Project | None) -> dict[str, Footprint]:
    """Return how every file that matters stands on the disk, by its place in the project.

    Of a project that could not be read yet, it is the configuration alone.
    """
    places = (CONFIGURATION, *(_files(project) if project else ()))
    found = {place: _stand(f"{root}/{place}") for place in places}
    return {place: stand for place, stand in found.items() if stand}


def differing(before: Mapping[str, Footprint], now: Mapping[str, Footprint]) -> frozenset[str]:
    """Return the places of the files that came, went or were written."""
    return frozenset(place for place, _ in before.items() ^ now.items())


def folders(root: Path, project: Project | None) -> tuple[Path, ...]:
    """Return the folders that have to be watched, without what is below them."""
    found = ["."]
    if project:
        found += (project.theme, project.glossary, project.content)
        for report in _folders(root, project.content):
            found.append(report)
            if _stand(f"{root}/{report}/{FACTS}"):
                found += _below(root, report)
    folders = dict.fromkeys(found)
    return tuple(root / place for place in folders if _stand(f"{root}/{place}") == _FOLDER)


def matters(place: str, project: Project | None) -> bool:
    """Whether a file is one of those that a project is read from, by its place alone."""
    path = PurePosixPath(place)
    if place == CONFIGURATION:
        return True
    if project is None or path.name.startswith("."):
        return False
    folder, end = str(path.parent), path.suffix.lower()
    if (folder == project.theme and end in _THEME) or (
        folder == project.glossary and end in _TERMS
    ):
        return True
    if not path.is_relative_to(project.content):
        return False
    own = PurePosixPath(*path.relative_to(project.content).parts[1:])
    text = str(own.parent) in LANGUAGES and end in _TEXTS
    return text or str(own) in RECORDS or end in PICTURES


def _files(project: Project) -> Iterator[str]:
    root = project.root
    yield from (project.theme, project.glossary)
    yield from _named(root, project.theme, _THEME)
    yield from _named(root, project.glossary, _TERMS)
    for report in _folders(root, project.content):
        if not _stand(f"{root}/{report}/{FACTS}"):
            continue
        yield from (_join(report, name) for name in RECORDS)
        for language in LANGUAGES:
            yield from _named(root, _join(report, language), _TEXTS)
        for folder in (report, *_below(root, report)):
            yield from _named(root, folder, PICTURES)


def _named(root: Path, folder: str, ends: tuple[str, ...]) -> Iterator[str]:
    """Yield the visible files of a folder whose names end so."""
    for entry in _visible(root, folder):
        if entry.name.lower().endswith(ends):
            yield _join(folder, entry.name)


def _folders(root: Path, folder: str) -> Iterator[str]:
    for entry in _visible(root, folder):
        place = _join(folder, entry.name)
        if _stand(f"{root}/{place}") == _FOLDER:
            yield place


def _below(root: Path, folder: str) -> Iterator[str]:
    """Yield the visible folders below one; what is below a link is passed over."""
    for child in _folders(root, folder):
        yield child
        with contextlib.suppress(OSError):
            if not (root / child).is_symlink():
                yield from _below(root, child)


def _visible(root: Path, folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(f"{root}/{folder}") as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError:  # it is gone, or nobody may look into it: whoever reads it says so
        return


def _stand(path: str) -> Footprint | None:
    try:
        found = os.stat(path)  # noqa: PTH116  a path made of it takes longer than asking
    except OSError:
        return None
    if S_ISDIR(found.st_mode):
        return _FOLDER
    return found.st_ctime_ns, found.st_size, found.st_ino


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
