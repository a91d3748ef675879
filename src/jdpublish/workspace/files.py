"""Single files: read as UTF-8 with a clear error, written at once or not at all."""

import contextlib
import errno
import os
import re
import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jdpublish.errors import JdpublishError, Location, OutputError
from jdpublish.toml import read_toml
from jdpublish.workspace.received import legible

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def read_text(path: Path, root: Path, error: type[JdpublishError]) -> str:
    """Return a file's text, without a byte order mark.

    Raises:
        error: it cannot be read or is not UTF-8, with the line and column of the first bad byte.
    """
    place = relative(path, root)
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise error(
                "cannot read this file: it is a folder"
                if path.is_dir()
                else "this is no file that could be read",
                at=Location(place),
                hint="put a plain text file there",
            )
        data = path.read_bytes()
    except OSError as problem:
        raise error(f"cannot read this file: {problem.strerror}", at=Location(place)) from problem
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise error(
            "this file is not UTF-8",
            at=Location(place, line, column),
            hint="save it again as UTF-8; Chinese files from older programs are often GB 18030",
        ) from problem


def text_if_there(path: Path, root: Path, error: type[JdpublishError]) -> str:
    """Return a file's text as `read_text` does, or nothing where there is no such file.

    Raises:
        error: it is there and cannot be read.
    """
    return read_text(path, root, error) if path.exists() else ""


def visible(paths: Iterable[Path]) -> list[Path]:
    """Return files in their order, without those that editors hide beside an open one."""
    return sorted(path for path in paths if not path.name.startswith("."))


def pictures(
    paths: Iterable[Path], folder: Path, root: Path, error: type[JdpublishError]
) -> dict[str, bytes]:
    """Return the pictures among the files below a folder, by their paths in it.

    What leads out of the folder is none of it.

    Raises:
        error: one cannot be read.
    """
    return {name: _picture(path, root, error) for name, path in _pictures(paths, folder)}


def named_pictures(paths: Iterable[Path], folder: Path) -> dict[str, bytes]:
    """Return the same pictures by their paths, without opening one: all of them are empty."""
    return {name: b"" for name, _ in _pictures(paths, folder)}


def _pictures(paths: Iterable[Path], folder: Path) -> Iterator[tuple[str, Path]]:
    home = folder.resolve()
    for path in visible(paths):
        picture = path.suffix.lower() in PICTURES and path.is_file()
        if picture and path.resolve().is_relative_to(home):
            yield path.relative_to(folder).as_posix(), path


def _picture(path: Path, root: Path, error: type[JdpublishError]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise error(
            f"cannot read this picture: {problem.strerror}",
            at=Location(relative(path, root)),
            hint="check its rights, or take it out of this folder",
        ) from problem


def byte_order_mark(path: Path) -> bytes:
    """Return the byte order mark that a file begins with, or nothing."""
    with path.open("rb") as file:
        return BOM_UTF8 if file.read(len(BOM_UTF8)) == BOM_UTF8 else b""


def relative(path: Path, root: Path) -> str:
    """Return a file's place in the project as messages name it, or one outside as it was given."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A configuration file that has been read, and where its lines stand."""

    place: str
    text: str
    values: dict[str, Any]

    @classmethod
    def read(cls, path: Path, root: Path, error: type[JdpublishError]) -> "TomlFile":
        """Return what a file of the project says.

        Raises:
            error: it cannot be read, or is not TOML.
        """
        text, place = read_text(path, root, error), relative(path, root)
        return cls(place, text, read_toml(text, file=place, error=error))

    def places(self, words: str) -> tuple[Location, ...]:
        """Return the places of the lines that begin with these words."""
        lines = enumerate(self.text.split("\n"), 1)
        return tuple(
            Location(self.place, number) for number, line in lines if line.strip().startswith(words)
        )

    def at(self, words: str) -> Location:
        """Return the place of the first line that begins with these words, else the file's."""
        return next(iter(self.places(words)), Location(self.place))

    def below(self, table: str, key: str) -> Location:
        """Return the place of the first line below a table's head that gives a key a value."""
        head = self.at(table)
        for number, line in enumerate(self.text.split("\n")[head.line :], head.line + 1):
            if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return Location(self.place, number)
        return head


def line_of(path: Path, words: str) -> int:
    """Return the number of the first line that begins with these words, else 1."""
    return next(iter(lines_of(path, words)), 1)


def lines_of(path: Path, words: str) -> tuple[int, ...]:
    """Return the numbers of the lines that begin with these words."""
    lines = enumerate(path.read_text("utf-8", "replace").split("\n"), 1)
    return tuple(number for number, line in lines if line.strip().startswith(words))


def source_line(root: Path, at: Location) -> str | None:
    """Return the line of a project's file that a message points at, for showing it, or None."""
    return source_lines(root)(at)


def source_lines(root: Path) -> Callable[[Location], str | None]:
    """Return a function as `source_line` that reads each file once, for many findings."""

    @cache
    def lines(file: str) -> tuple[str, ...]:
        with contextlib.suppress(OSError):
            data = (root / file).read_bytes()
            return () if data.startswith(b"%PDF") else tuple(legible(data).split("\n"))
        return ()

    def line(at: Location) -> str | None:
        found = lines(at.file)
        return found[at.line - 1].rstrip("\r") if at.line <= len(found) else None

    return line


def write(path: Path, content: bytes) -> None:
    """Replace a file at once, with the rights that it had.

    Raises:
        OSError: it cannot be written; the old file stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = prepared(path, content)
    try:
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


PART = re.compile(r"\.[a-z0-9_]{8}\.part")
"""The name of a file that is to replace another, as `prepared` makes it."""


def prepared(path: Path, content: bytes) -> Path:
    """Return a new file beside another that can replace it: on the disk, with the rights it has.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def sync(folder: Path) -> None:
    """Wait until the disk knows which files a folder has, where the file system can say so."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def refused(path: Path) -> OSError | None:
    """Return why a file must not be replaced, or None where it may be.

    A rename asks for the folder's rights alone. Whoever has taken the right to write from a file
    means the file.
    """
    for one in (path, next(folder for folder in path.parents if folder.exists())):
        if one.exists() and not os.access(one, os.W_OK):
            read_only = os.statvfs(one).f_flag & os.ST_RDONLY
            number = errno.EROFS if read_only else errno.EACCES
            return OSError(number, os.strerror(number), str(one))
    return None


def save_result(path: Path, content: bytes) -> None:
    """Write a file that the user has named, at once or not at all.

    Raises:
        OutputError: the system refused.
    """
    with output_errors(path, elsewhere=True):
        if problem := refused(path):
            raise problem
        write(path, content)


def umask() -> int:
    """Return the rights that new files of this process are not given."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_FULL = "make room on the disk, and give the command again"
_RIGHT = "see that the file and its folder may be written to (`ls -ld`, `chmod u+w`)"
_REASONS = {
    errno.ENOSPC: ("the disk is full", _FULL),
    errno.EDQUOT: ("your share of the disk is used up", _FULL),
    errno.EFBIG: ("no file may grow so large here", "have the limit raised (`ulimit -f`)"),
    errno.EACCES: ("no permission to write there", _RIGHT),
    errno.EPERM: ("no permission to write there", _RIGHT),
    errno.EROFS: ("the file system is read-only", "work on a copy of the project on another disk"),
}
_OTHERWISE = "check the folder's rights and the free space"
_ELSEWHERE = ", or name another with -o"


def unwritten(path: Path, problem: OSError, *, elsewhere: bool = False) -> OutputError:
    """Return what the system says of a file as an error that a user understands.

    `elsewhere` is where the user may also choose another place.
    """
    said = problem.strerror or str(problem)
    reason, hint = _REASONS.get(problem.errno or 0, (said, _OTHERWISE))
    return OutputError(
        f"cannot write to {path}: {reason}", hint=hint + (_ELSEWHERE if elsewhere else "")
    )


@contextlib.contextmanager
def output_errors(path: Path, *, elsewhere: bool = False) -> Iterator[None]:
    """Turn what the system says of a file into an error that a user understands.

    Raises:
        OutputError: the system refused.
    """
    try:
        yield
    except OSError as problem:
        raise unwritten(path, problem, elsewhere=elsewhere) from problem
