"""The output folder: a report's files are put there all at once or not at all."""

import contextlib
import ctypes
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from jdpublish.built.finished import PARITY_FILES
from jdpublish.errors import OutputError
from jdpublish.manifest import rows
from jdpublish.publication import Artifact
from jdpublish.workspace.files import PART, output_errors, umask, write
from jdpublish.workspace.project import CONFIGURATION, Project


def check_writable(folder: Path, reports: Iterable[str], project: Project) -> None:
    """Make sure that reports' files can be written to a folder, before any is made.

    Raises:
        OutputError: they cannot, or would stand among the project's own.
    """
    own = (project.content, project.glossary, project.theme, "src")
    place = folder.resolve()
    if place == project.root or any(
        place.is_relative_to((project.root / name).resolve()) for name in own
    ):
        raise OutputError(
            f"{folder} holds the project's own files",
            hint="finished files need a folder of their own, such as dist",
        )
    with output_errors(folder, elsewhere=True):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    for target in (folder / report for report in reports):
        if target.exists() and not target.is_dir():
            raise OutputError(
                f"cannot write to {target}: it is a file, not a folder",
                hint="move it away, or name another folder with -o",
            )


def check_result(path: Path, project: Project) -> None:
    """Make sure that a file that the user has named is none of the project's own.

    Raises:
        OutputError: it is, or would stand among them.
    """
    own = (project.content, project.glossary, project.theme, "src")
    place = path.resolve()
    inside = any(place.is_relative_to((project.root / name).resolve()) for name in own)
    if inside or place == project.root / CONFIGURATION:
        raise OutputError(
            f"{path} would stand among the project's own files",
            hint="name a file elsewhere, such as figures.xlsx in the project's folder",
        )


@contextlib.contextmanager
def changing(folder: Path, reports: Iterable[str]) -> Iterator[None]:
    """Let one process at a time read and then change what an output folder lists.

    What builds that were killed have left in it or beside these reports is swept away first.

    Raises:
        OutputError: the folder cannot be opened, locked or swept.
    """
    with output_errors(folder, elsewhere=True):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        with output_errors(folder, elsewhere=True):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            for report in reports:
                _sweep(folder / report)
            for part in folder.iterdir():
                if PART.fullmatch(part.name):
                    part.unlink(missing_ok=True)
        yield
    finally:
        os.close(descriptor)


def save(folder: Path, report: str, artifacts: tuple[Artifact, ...]) -> None:
    """Put a report's files into the output folder: all of them or, at any fault, none.

    To be called while `changing` the folder.

    The report's folder is made anew beside the old one, with the files of editions that were not
    built now but without an older report of parity, and takes its place: on Linux in one step;
    where the system cannot exchange two folders, in two, so that for a moment the report's folder
    is not there.

    Raises:
        OutputError: the folder cannot be written.
    """
    target = folder / report
    with output_errors(folder, elsewhere=True):
        stage = _beside(target)
        try:
            if target.is_dir():
                shutil.copytree(
                    target, stage, symlinks=True, dirs_exist_ok=True, copy_function=_link
                )
            for name in PARITY_FILES:  # what they say is said of other files
                (stage / name).unlink(missing_ok=True)
            for artifact in artifacts:
                write(stage / artifact.path.removeprefix(f"{report}/"), artifact.content)
            stage.chmod(0o777 & ~umask())
            _replace(target, stage)
        finally:
            _discard(stage)


def save_file(folder: Path, artifact: Artifact) -> None:
    """Put one file into the output folder at once, while `changing` it.

    Raises:
        OutputError: it cannot be written.
    """
    with output_errors(folder, elsewhere=True):
        write(folder / artifact.path, artifact.content)


def read_manifest(folder: Path, report: str) -> list[dict[str, Any]]:
    """Return what the manifest in the output folder lists of a report, less what is not there.

    Raises:
        OutputError: the manifest is there but cannot be read.
    """
    home = folder / report
    try:
        listed = rows((home / "manifest.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as problem:
        raise OutputError(
            f"cannot read {home / 'manifest.json'}: {problem.strerror}",
            hint="check its rights, or take it away: the files it lists are then built anew",
        ) from problem
    return [row for row in listed if _is_file_below(home, row["path"])]


def _is_file_below(home: Path, path: str) -> bool:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\0" in path:
        return False
    return (home / parts).is_file()


def _beside(target: Path) -> Path:
    """Return a new folder beside another, with a name that `_sweep` knows again."""
    return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))


def _sweep(target: Path) -> None:
    """Take away what builds that were killed have left beside a report's folder.

    A report's folder that was moved aside and never replaced is put back.
    """
    name = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}")  # as tempfile makes them
    for path in sorted(target.parent.iterdir()):
        if name.fullmatch(path.name):
            if not target.exists() and (path / _OLD).is_dir():
                (path / _OLD).rename(target)
            _discard(path)


def _discard(path: Path) -> None:
    if path.is_symlink():  # the report's folder was a link, and the new one has taken its place
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it where the file system knows one name only."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


_OLD = "old"
_HERE = -100  # AT_FDCWD: a path is meant from where the process stands
_EXCHANGE = 2  # RENAME_EXCHANGE


def _replace(target: Path, stage: Path) -> None:
    """Put a folder in the place of another; the old one, if any, is for the caller to discard."""
    if not target.exists():
        stage.rename(target)
    elif not _exchanged(stage, target):
        _replace_in_two_steps(target, stage)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, or return False where system or file system cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)  # Linux has it, others do not
    if rename is None:
        return False
    failed: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return not failed


def _replace_in_two_steps(target: Path, stage: Path) -> None:
    aside = _beside(target)
    try:
        target.rename(aside / _OLD)
        stage.rename(target)
    finally:
        if not target.exists():
            (aside / _OLD).rename(target)
        _discard(aside)
