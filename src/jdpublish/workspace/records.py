"""Files of a project, changed by one process at a time and all together."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from jdpublish.acceptance import FileText
from jdpublish.errors import ContentError, JdpublishError, Location
from jdpublish.repairs import Change
from jdpublish.workspace.files import output_errors, read_text
from jdpublish.workspace.journal import NAME
from jdpublish.workspace.project import Project
from jdpublish.workspace.together import complete, sweep, write_together


@contextlib.contextmanager
def recording(project: Project) -> Iterator[None]:
    """Let one process at a time read a project's files and then change them.

    What a command has left that was killed is completed or swept away first.

    Raises:
        OutputError: the folder cannot be opened or locked.
        ContentError: what a killed command has left cannot be completed.
    """
    with _alone(project) as folder:
        complete(project.root, folder)
        content, glossary = folder, project.root / project.glossary
        sweep([content, glossary, *content.glob("*/"), *content.glob("*/*/")])
        yield


def finished(project: Project) -> None:
    """Complete what a killed command has left, so that files which belong together are read.

    It waits for a command that is still writing. Where none has left anything, nothing is done.

    Raises:
        OutputError: a file cannot be written.
        ContentError: what is left cannot be completed.
    """
    journal = project.root / project.content / NAME
    with output_errors(journal):
        left = journal.exists()
    if left:
        with _alone(project) as folder:
            complete(project.root, folder)


_TRIES = 5
_Read = TypeVar("_Read")


def undisturbed(project: Project, read: Callable[[], _Read]) -> _Read:
    """Return what is read of a project, read again where a command has changed it meanwhile.

    Every change of several files puts a journal into the folder and takes it away again, so that
    the folder's time tells of it.

    Raises:
        JdpublishError: what `read` raises, or as `finished`.
    """
    for _ in range(_TRIES):
        finished(project)
        before = _time(project)
        try:
            result = read()
        except JdpublishError:
            if _time(project) == before:
                raise
        else:
            if _time(project) == before:
                return result
    return read()


def _time(project: Project) -> int:
    folder = project.root / project.content
    with output_errors(folder):
        return folder.stat().st_mtime_ns if folder.exists() else 0


@contextlib.contextmanager
def _alone(project: Project) -> Iterator[Path]:
    folder = project.root / project.content
    with output_errors(folder):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        with output_errors(folder):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(descriptor)


def write_changes(project: Project, changes: tuple[Change, ...]) -> None:
    """Replace files of the project whose text changes, all or none, while `recording`.

    A file whose old text is empty need not be there.

    Raises:
        ContentError: a file is no longer as it was read; nothing is written.
        OutputError: a file cannot be written; none is.
    """
    for change in changes:
        path = project.root / change.file
        there = path.exists() or change.old
        if there and read_text(path, project.root, ContentError) != change.old:
            raise ContentError(
                "this file has changed while it was being checked, and nothing was written",
                at=Location(change.file),
                hint="give the command again",
            )
    write_texts(project, (FileText(change.file, change.new) for change in changes))


def write_texts(project: Project, files: Iterable[FileText]) -> None:
    """Give files these texts, all or none, while `recording`; of one named twice, the last.

    What would stay the same is not touched. A byte order mark that a file begins with stays.

    Raises:
        OutputError: a file cannot be written; none is.
    """
    texts = {file.file: file.text for file in files}
    write_together(project.root, project.root / project.content, texts)
