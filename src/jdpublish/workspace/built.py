"""What a build has left in the output folder, read for comparing it with the text."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jdpublish.built.finished import FinishedFile, FinishedReport
from jdpublish.errors import Location, OutputError
from jdpublish.manifest import rows
from jdpublish.workspace.files import relative
from jdpublish.workspace.project import Project

_MANIFEST = "manifest.json"
_SUFFIXES = (".html", ".pdf")


def finished_report(folder: Path, report: str, project: Project) -> FinishedReport:
    """Return what a build has left of a report: no file where it has not been built.

    To be called while `changing` the folder, so that all files are of one build.

    Raises:
        OutputError: the manifest or one of the files cannot be read.
    """
    home = folder / report
    manifest = home / _MANIFEST
    content = _content(manifest, project)
    if content is None:
        return FinishedReport(())
    listed = rows(content)
    if not listed:
        raise _unusable("this manifest cannot be read", manifest, project)
    paths = Counter(row["path"] for row in listed)
    for row in listed:
        if not _as_a_build_lists(row) or paths[row["path"]] > 1:
            what = f"“{row['path'][:_SHOWN]}” is not listed here as a build lists a file"
            raise _unusable(what.encode("utf-8", "replace").decode(), manifest, project)
    files = tuple(_file(home, row, project) for row in listed)
    return FinishedReport(files, tuple(_unlisted(home, files, project)))


_SHOWN = 80
"""Characters that are quoted of a path."""


def _as_a_build_lists(row: dict[str, Any]) -> bool:
    """Whether a row's file is in the folder of its edition, and is what it is called."""
    folder, _, name = row["path"].partition("/")
    named = name.isprintable() and not {"/", "\\"} & set(name) and not name.startswith(".")
    return (
        named and folder == row["edition"] and Path(name).suffix == f".{row['format']}" in _SUFFIXES
    )


def _unusable(what: str, manifest: Path, project: Project) -> OutputError:
    return OutputError(
        what,
        at=Location(_name(manifest, project)),
        hint="somebody has edited it: delete it, and build the report again",
    )


def _unlisted(home: Path, files: tuple[FinishedFile, ...], project: Project) -> Iterator[str]:
    """Yield the pages and PDFs in the folders of a report's editions that nobody lists."""
    listed = {file.path for file in files}
    for path in sorted(home.glob("*/*")):
        known = path.relative_to(home).as_posix() in listed or path.name.startswith(".")
        if path.suffix in _SUFFIXES and not known:
            yield _name(path, project)


def _file(home: Path, row: dict[str, Any], project: Project) -> FinishedFile:
    path = home / row["path"]
    inside = path.resolve().is_relative_to(home.resolve())
    return FinishedFile(
        path=row["path"],
        file=_name(path, project),
        edition=row["edition"],
        format=row["format"],
        sha256=row["sha256"],
        content=_content(path, project) if inside else None,
        page_size=row.get("page_size", ""),
        marks=row.get("marks", False),
        draft=row.get("draft", False),
    )


def _name(path: Path, project: Project) -> str:
    """Return what messages call a file: its place in the project, or in the system."""
    found = path.absolute()
    return relative(found, project.root) if found.is_relative_to(project.root) else str(path)


def _content(path: Path, project: Project) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise OutputError(
            f"cannot read this file: {problem.strerror}",
            at=Location(_name(path, project)),
            hint="check its rights, or build it again",
        ) from problem
