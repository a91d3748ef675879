"""Opening a block in the editor: file and line are asked of the project, never of a request."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from jdpublish.errors import Location, ProjectError
from jdpublish.preview.contract import Answer, Asked, Message, Route, Snapshot


@dataclass(frozen=True, slots=True)
class Command:
    """A command that opens a file: its words, in which {file}, {line} and {column} are filled."""

    words: tuple[str, ...]

    def filled(self, file: Path, line: int, column: int) -> tuple[str, ...]:
        """Return the words for a place; all at once, for a file's name may look like a {line}."""
        values = {"{file}": str(file), "{line}": str(line), "{column}": str(column)}
        return tuple(_PLACEHOLDER.sub(lambda found: values[found[0]], word) for word in self.words)


_PLACEHOLDER = re.compile(r"\{(?:file|line|column)\}")


def editor_command(text: str) -> Command:
    """Return a command as it is written in a shell, which it never sees; {file} may be left out.

    Raises:
        ProjectError: there is no such program, or a quotation mark is not closed.
    """
    try:
        words = tuple(shlex.split(text))
    except ValueError as problem:
        raise ProjectError(
            f"the editor’s command cannot be read: “{text}”",
            hint="close every quotation mark, as in --editor 'code --goto {file}:{line}'",
        ) from problem
    if not words or not shutil.which(words[0]):
        raise ProjectError(
            f"there is no program “{words[0] if words else ''}” to open files with",
            hint="name one that is installed, such as --editor 'code --goto {file}:{line}'",
        )
    return Command(words if any("{file}" in word for word in words) else (*words, "{file}"))


def opening(
    root: Path, command: Command | None, problems: Callable[[], Sequence[Message]]
) -> Route:
    """Return the route that opens a block, or one of the problems there are, by its number.

    Without a command it answers with a link to follow.
    """

    def answer(asked: Asked) -> Answer:
        at = _asked_place(asked, problems())
        if at is None:
            return Answer({"problems": [_GONE]}, status=404)
        file = root / at.file
        if command is None:
            link = f"vscode://file{quote(str(file))}:{at.line}:{at.column}"
            return Answer({"link": link, "file": at.file, "line": at.line}, status=409)
        _start(command.filled(file, at.line, at.column))
        return Answer({"file": at.file, "line": at.line, "column": at.column})

    return Route("POST", "/-/open", answer)


_GONE = {"message": "this place is not in the text any more", "hint": "reload the page"}


def _asked_place(asked: Asked, problems: Sequence[Message]) -> Location | None:
    body = asked.body
    if "problem" in body:
        wanted = body["problem"]
        found = [one for number, one in enumerate(problems) if number == wanted and "file" in one]
        return next((Location(one["file"], one["line"], one["column"]) for one in found), None)
    names = (str(body.get(name, "")) for name in ("report", "language", "block"))
    return place(asked.snapshot, *names)


def place(snapshot: Snapshot, report: str, language: str, block: str) -> Location | None:
    """Return where a block of a report stands in a language, or None where it does not."""
    found = snapshot.reports.get(report)
    sections = found.sections.get(language, ()) if found else ()
    blocks = (one for section in sections for one in section.blocks)
    return next((one.at for one in blocks if one.id == block), None)


def _start(words: tuple[str, ...]) -> None:
    try:
        process = subprocess.Popen(  # noqa: S603  the user's own command, and a file of the project
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it stays when the preview ends
        )
    except OSError as problem:
        raise ProjectError(
            f"“{words[0]}” cannot be started: {problem.strerror}",
            hint="start the preview again with another --editor",
        ) from problem
    Thread(target=process.wait, daemon=True).start()
