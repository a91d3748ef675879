"""The output folder: a report's files are put there all at once or not at all."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from jdpublish.errors import OutputError
from jdpublish.model import Artifact
from jdpublish.workspace.files import output_errors, umask, write


def check_writable(folder: Path, reports: Iterable[str]) -> None:
    """Make sure that reports' files can be written to a folder, before any is made.

    Raises:
        OutputError: they cannot.
    """
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    for target in (folder / report for report in reports):
        if target.exists() and not target.is_dir():
            raise OutputError(
                f"cannot write to {target}: it is a file, not a folder",
                hint="move it away, or name another folder with -o",
            )


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let one process at a time read and then change what an output folder lists.

    Raises:
        OutputError: the folder cannot be written.
    """
    with output_errors(folder), _locked(folder):
        yield


def save(folder: Path, report: str, artifacts: tuple[Artifact, ...]) -> None:
    """Put a report's files into the output folder: all of them or, at any fault, none.

    To be called while `changing` the folder.

    The report's folder is made anew beside the old one, with the files of editions that were not
    built now, and takes its place in one step.

    Raises:
        OutputError: the folder cannot be written.
    """
    target = folder / report
    with output_errors(folder):
        stage = Path(tempfile.mkdtemp(prefix=f".{report}-", dir=folder))
        try:
            if target.is_dir():
                shutil.copytree(target, stage, dirs_exist_ok=True, copy_function=os.link)
            for artifact in artifacts:
                write(stage / artifact.path.removeprefix(f"{report}/"), artifact.content)
            stage.chmod(0o777 & ~umask())
            _swap(stage, target)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def save_file(folder: Path, artifact: Artifact) -> None:
    """Put one file into the output folder at once, while `changing` it.

    Raises:
        OutputError: it cannot be written.
    """
    with output_errors(folder):
        write(folder / artifact.path, artifact.content)


def read_manifest(folder: Path, report: str) -> bytes | None:
    """Return the manifest of the files that a report has in the output folder, if any."""
    path = folder / report / "manifest.json"
    return path.read_bytes() if path.is_file() else None


def _swap(stage: Path, target: Path) -> None:
    """Exchange two folders; what the stage has afterwards is the old content."""
    if not target.exists():
        stage.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    target.rename(aside / "old")
    try:
        stage.rename(target)
    except BaseException:
        (aside / "old").rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time change the output folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
