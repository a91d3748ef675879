"""Several files of a project, written together: all of them or none, whatever happens meanwhile.

A rename replaces one file in one step, and nothing replaces two. Where a kill, a full disk or a
power cut comes between the first and the second, an entry of the first may refer to one that the
second was to get: the glossary can no longer be read, so the command cannot be given again either.

Therefore all new texts are first put on the disk beside the files that they are to replace. Until
then nothing has changed, and whatever fails leaves nothing behind. Then a journal that lists them
is put there with one rename: from now on the change is made, and what is left can be done by any
process at any time. The renames follow, and the journal is taken away. Whoever finds a journal
waits until its writer is gone, and completes what was left.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from jdpublish.errors import ContentError, JdpublishError, Location, OutputError, refuse
from jdpublish.workspace.files import (
    PART,
    byte_order_mark,
    output_errors,
    prepared,
    refused,
    sync,
    unwritten,
    write,
)
from jdpublish.workspace.journal import (
    NAME,
    DamagedJournalError,
    Replacement,
    hash_of,
    read,
    written,
)


def write_together(root: Path, folder: Path, texts: Mapping[str, str]) -> None:
    """Give files of the project these texts, all or none; what would stay the same is not touched.

    The journal stands in `folder`, which the caller has locked. A byte order mark that a file
    begins with stays; where it is a link, that stays one, and what it leads to is replaced.

    Raises:
        OutputError: they cannot be written; nothing is.
        ContentError: an editor has saved one of them meanwhile.
    """
    complete(root, folder)
    wanted = tuple(_wanted(root, texts))
    refuse(unwritten(path, problem) for path, *_ in wanted if (problem := refused(path)))
    made: list[Replacement] = []
    try:
        for path, file, old, content in wanted:
            with output_errors(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                made.append(Replacement(file, prepared(path, content).name, old, hash_of(content)))
                sync(path.parent)
        if len(made) > 1:
            with output_errors(folder / NAME):
                write(folder / NAME, written(made))
                sync(folder)
        hindered = _carry_out(root, folder, made)
    except BaseException as problem:
        if not any(_step(root, one).state is _State.DONE for one in made):
            _give_up(root, folder, made)
        elif isinstance(problem, OutputError):
            problem.hint += _COMPLETES
        raise
    refuse(_saved_meanwhile(one) for one in hindered)


_COMPLETES = "; what a command has begun and could not finish, the next one completes"


def _wanted(root: Path, texts: Mapping[str, str]) -> Iterator[tuple[Path, str, str, bytes]]:
    """Yield where each file is, its name, the hash of what it says and what it is to say."""
    for file, text in texts.items():
        path = (root / file).resolve()
        with output_errors(path):
            there = path.exists()
            content = (byte_order_mark(path) if there else b"") + text.encode()
            old = path.read_bytes() if there else None
        if old != content:
            yield path, file, "" if old is None else hash_of(old), content


def complete(root: Path, folder: Path) -> None:
    """Complete what a command was writing when it was interrupted; `folder` is locked.

    Where it had not replaced a file yet and cannot be completed, what it has left is taken away,
    and everything is as before it.

    Raises:
        ContentError: an editor has changed one of the files in between, and it is left alone.
        OutputError: a file cannot be written.
    """
    journal = folder / NAME
    try:
        with output_errors(journal):
            found = read(journal.read_bytes()) if journal.is_file() else ()
    except DamagedJournalError as problem:
        raise ContentError(
            "this list of files that a command had not finished writing is damaged, or of another"
            " version of the program",
            at=Location(_name(journal, root)),
            hint="look whether the files that it names are as they should be, then delete it",
        ) from problem
    if found is None:  # before it was on the disk, nothing was replaced
        with output_errors(journal):
            journal.unlink()
    elif found:
        try:
            _carry_out(root, folder, found)
        except OutputError as problem:
            problem.hint += _COMPLETES
            raise


def sweep(folders: Iterable[Path]) -> None:
    """Take away what killed commands have left in folders, while no other command is writing."""
    for folder in folders:
        with contextlib.suppress(OSError):  # it harms nobody
            for path in tuple(folder.iterdir()):
                if PART.fullmatch(path.name) and path.is_file():
                    path.unlink()


class _State(Enum):
    """How far a replacement is."""

    OPEN = "the old text stands there, and the new one beside it"
    DONE = "the new one stands there, whatever was made of it since"
    LOST = "the old one stands there, and the new one is gone"
    CHANGED = "somebody has saved another text, and the new one stands beside it"


@dataclass(frozen=True, slots=True)
class _Step:
    """A replacement, where its files are, and how far it is."""

    said: Replacement
    path: Path
    state: _State

    @property
    def part(self) -> Path:
        return self.path.parent / self.said.part


def _carry_out(root: Path, folder: Path, replacements: Sequence[Replacement]) -> tuple[_Step, ...]:
    """Make replacements and take the journal away.

    Where none was made yet and one cannot be, all are given up, and those that hinder returned.

    Raises:
        ContentError: some were made before, and one cannot be, as the file is not as it was.
        OutputError: the system refused one.
    """
    journal = folder / NAME
    steps = tuple(_step(root, one) for one in replacements)
    hindered = tuple(one for one in steps if one.state in (_State.LOST, _State.CHANGED))
    if hindered and not any(one.state is _State.DONE for one in steps):
        _give_up(root, folder, replacements)
        return hindered
    for one in steps:
        if one.state is _State.OPEN:
            with output_errors(one.path):
                one.part.replace(one.path)
    for place in {one.path.parent for one in steps}:
        sync(place)
    refuse(_unfinished(one, root, _name(journal, root)) for one in hindered)
    with output_errors(journal):
        journal.unlink(missing_ok=True)
        sync(folder)
    return ()


def _step(root: Path, one: Replacement) -> _Step:
    path = (root / one.file).resolve()
    with output_errors(path):
        now = hash_of(path.read_bytes()) if path.exists() else ""
        part = path.parent / one.part
        whole = part.is_file() and hash_of(part.read_bytes()) == one.new
    if now == one.new:
        state = _State.DONE
    elif now == one.old:
        state = _State.OPEN if whole else _State.LOST
    else:  # without the new text, that was there and was changed
        state = _State.CHANGED if whole else _State.DONE
    return _Step(one, path, state)


def _give_up(root: Path, folder: Path, replacements: Iterable[Replacement]) -> None:
    """Take everything away that was prepared: first the journal, so that nobody goes on with it."""
    journal = folder / NAME
    with output_errors(journal):
        journal.unlink(missing_ok=True)
        sync(folder)
    _discard(root, replacements)


def _discard(root: Path, replacements: Iterable[Replacement]) -> None:
    for one in replacements:
        with contextlib.suppress(OSError):  # the next writer sweeps it away
            ((root / one.file).resolve().parent / one.part).unlink(missing_ok=True)


def _saved_meanwhile(one: _Step) -> JdpublishError:
    return ContentError(
        "this file has changed while it was being worked on, and nothing was written",
        at=Location(one.said.file),
        hint="give the command again",
    )


def _unfinished(one: _Step, root: Path, journal: str) -> JdpublishError:
    if one.state is _State.LOST:
        return ContentError(
            "a command that was interrupted has written other files but not this one, and its text"
            " for it is gone",
            at=Location(one.said.file),
            hint=f"take the other files back to what they were, or go on with all as they are and"
            f" delete {journal}",
        )
    return ContentError(
        "this file was changed before a command that was interrupted could write it; the other"
        " files of that command are written",
        at=Location(one.said.file),
        hint=f"its text for this file is in {_name(one.part, root)}: take over what lacks here,"
        f" then delete {journal}",
    )


def _name(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
