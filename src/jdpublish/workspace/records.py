"""The record of a translation, changed by one process at a time and one file after the other."""

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator

from jdpublish.acceptance import FileText
from jdpublish.workspace.files import byte_order_mark, output_errors, write
from jdpublish.workspace.project import Project


@contextlib.contextmanager
def recording(project: Project) -> Iterator[None]:
    """Let one process at a time read a project's reports and then change what is recorded of them.

    Raises:
        OutputError: the folder cannot be opened or locked.
    """
    folder = project.root / project.content
    with output_errors(folder):
        descriptor = os.open(folder, os.O_RDONLY)
    try:
        with output_errors(folder):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def write_in_turn(project: Project, files: Iterable[FileText]) -> None:
    """Write files one after the other, each at once; what would stay the same is not touched.

    A byte order mark that a file begins with stays.

    Raises:
        OutputError: a file cannot be written; those before it are.
    """
    for file in files:
        path = project.root / file.file
        with output_errors(path):
            there = path.exists()
            content = (byte_order_mark(path) if there else b"") + file.text.encode()
            if not there or path.read_bytes() != content:
                write(path.resolve(), content)
