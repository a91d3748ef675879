"""The journal of files that are being written together: what is to replace what.

It is plain text for whoever finds it, and ends with a hash of itself. One that lacks its end was
never on the disk as a whole; one with another hash has been changed since.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import PurePosixPath

from jdpublish.workspace.files import PART

NAME = ".unfinished"
_HEAD = """\
# A command was writing these files together. The next command completes what it has left.
version 1
"""
_END = "end "


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file of the project that another beside it replaces, with the hashes of both.

    `old` is empty where there was no file.
    """

    file: str
    part: str
    old: str
    new: str


class DamagedJournalError(Exception):
    """The journal is not as it was written."""


def hash_of(content: bytes) -> str:
    """Return a file's hash, as a journal gives it."""
    return sha256(content).hexdigest()


def written(replacements: Iterable[Replacement]) -> bytes:
    """Return the text of a journal."""
    text = _HEAD + "".join(f"{json.dumps(asdict(one))}\n" for one in replacements)
    return f"{text}{_END}{hash_of(text.encode())}\n".encode()


def read(content: bytes) -> tuple[Replacement, ...] | None:
    """Return what a journal lists, or None where its end was never written.

    Raises:
        DamagedJournalError: it is not as it was written, or of another version of the program.
    """
    body, end, said = content.decode("utf-8", "replace").rpartition(f"\n{_END}")
    text = f"{body}\n"
    if not end or not said.endswith("\n"):
        return None
    if not text.startswith(_HEAD) or said != f"{hash_of(text.encode())}\n":
        raise DamagedJournalError
    return tuple(_replacement(line) for line in text.removeprefix(_HEAD).splitlines())


def _replacement(line: str) -> Replacement:
    """Return a line's replacement: of a file below the project, by one named as ours are."""
    try:
        said = json.loads(line)
        one = Replacement(*(str(said[field.name]) for field in fields(Replacement)))
    except (ValueError, KeyError, TypeError) as problem:
        raise DamagedJournalError from problem
    path = PurePosixPath(one.file)
    if path.is_absolute() or ".." in path.parts or not PART.fullmatch(one.part):
        raise DamagedJournalError
    return one
