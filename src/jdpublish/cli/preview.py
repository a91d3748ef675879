"""`jdpublish preview`: the report in a browser while it is being written."""

import contextlib
import os
import sys
from collections.abc import Sequence
from threading import Thread

import click

from jdpublish.cli.clock import today
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import JdpublishError, Location
from jdpublish.preview.contract import Message
from jdpublish.preview.server.editor import editor_command
from jdpublish.preview.server.listening import LOOPBACK, Listening, listening
from jdpublish.preview.server.running import run
from jdpublish.preview.server.starting import Wish, started
from jdpublish.reporting.terminal import error_text, harmless, styled
from jdpublish.workspace import Project, find_project, source_line

_PORT = 8791


@click.command("preview")
@click.argument("report", required=False, default="")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"The port to answer at, 0 for any; else {_PORT}. If it is taken, the next that is free.",
)
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    help="The name or address to answer at. Any but the default lets other machines in.",
)
@click.option(
    "--open/--no-open",
    "open_",
    default=None,
    help="Whether to open the browser; else on a terminal with a desktop.",
)
@click.option(
    "--editor",
    envvar="JDPUBLISH_EDITOR",
    metavar="COMMAND",
    help="What opens a block’s file, such as 'code --goto {file}:{line}:{column}'; "
    "also from JDPUBLISH_EDITOR. Else links to VS Code.",
)
@loudness
@click.pass_obj
def command(  # noqa: PLR0913
    settings: Settings,
    *,
    report: str,
    port: int | None,
    host: str,
    open_: bool | None,
    editor: str | None,
) -> None:
    """See a report in a browser while it is being written.

    Every edition is shown as a build makes it, and Chinese and English side by side. What is saved
    in any editor shows at once, at the same place. Terms and translations can be edited in the
    page. Without REPORT, the front page lists all of them. It ends with Ctrl+C.
    """
    project = find_project(settings.start)
    opens = editor_command(editor) if editor else None
    place = _place(host, port)
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(place.socket):
        wish = Wish(root=project.root, report=report, place=place, today=today(), editor=opens)
        _preview(settings, project, wish, open_=_has_desktop() if open_ is None else open_)
    if not settings.quiet:
        click.echo("\nThe preview has ended.")


def _place(host: str, port: int | None) -> Listening:
    """Return where to listen, and say so where it is not what one would expect."""
    wanted = _PORT if port is None else port
    place = listening(host, wanted)
    if wanted not in (0, place.port):
        click.echo(f"Port {wanted} is taken by another program; {place.port} is free.", err=True)
    if not place.loopback:
        click.echo(_OPEN_TO_ALL, err=True)
    return place


_OPEN_TO_ALL = """\
warning: other machines of the network can reach this preview
  Whoever opens its address can read the reports and change their files, without a password,
  and what is sent can be read on the way. Use --host in a network that you trust, and not
  longer than you need it.
"""


def _preview(settings: Settings, project: Project, wish: Wish, *, open_: bool) -> None:
    terminal = _Terminal(project)
    with started(wish, hear=terminal.hear, complain=terminal.complain) as context:
        address = context.gate.address
        reports = wish.report or ", ".join(context.engine.reports())
        _say(settings, project, address, reports or "nothing yet: see what must be mended first")
        terminal.begin(context.engine.problems())
        if open_:
            Thread(target=_open, args=(address,), daemon=True).start()
        run(context, wish.place.socket)


def _say(settings: Settings, project: Project, address: str, reports: str) -> None:
    shown = styled(address, "bold", sys.stdout)
    if settings.quiet:
        click.echo(shown)
        return
    watched = (project.content, project.glossary, project.theme, "jdpublish.toml")
    click.echo(f"Preview at {shown}\n")
    for name, words in (
        ("shown", reports),
        ("watched", ", ".join(watched)),
        ("to end it", "Ctrl+C"),
    ):
        click.echo(f"  {styled(f'{name:<10}', 'dim', sys.stdout)} {words}")
    click.echo()


def _has_desktop() -> bool:
    """Tell whether somebody sits before a screen on which a browser can be opened."""
    if not sys.stdout.isatty() or os.geteuid() == 0:
        return False
    if sys.platform == "darwin":
        return "SSH_CONNECTION" not in os.environ
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    import webbrowser  # noqa: PLC0415  it looks for all browsers there are

    webbrowser.open(address)


class _Terminal:
    """Says what has gone wrong: once when it comes, and once when it is mended."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._told: tuple[tuple[object, object], ...] = ()
        self._begun = False

    def begin(self, problems: Sequence[Message]) -> None:
        """Say what is wrong at the start; what was heard before is among it."""
        self._begun = True
        self._problems(problems)

    def hear(self, message: Message) -> None:
        """Say what concerns whoever sits at the terminal; the rest is for the page."""
        kind = message["type"]
        if not self._begun:
            return
        if kind == "problems":
            self._problems(message["problems"])
        elif kind == "gone":
            click.echo(f"{harmless(message['message'])}; the page is kept as it was", err=True)
        elif kind == "back":
            click.echo("The project is there again.", err=True)

    def complain(self, text: str) -> None:
        """Show a mistake of our own, without what a terminal would obey."""
        click.echo(harmless(text), err=True)

    def _problems(self, problems: Sequence[Message]) -> None:
        now = tuple((one.get("file"), one["message"]) for one in problems)
        if now == self._told:
            return
        self._told = now
        if not problems:
            mended = styled("mended", "green", sys.stderr)
            click.echo(f"{mended}: the page is up to date again\n", err=True)
        for problem in problems[:_MOST]:
            click.echo(_problem_text(problem, self._project) + "\n", err=True)
        if len(problems) > _MOST:
            click.echo(f"… and {len(problems) - _MOST} more\n", err=True)


_MOST = 5
"""A slip may lead to a hundred complaints; the page lists all of them."""


def _problem_text(problem: Message, project: Project) -> str:
    at = None
    if "file" in problem:
        at = Location(problem["file"], problem["line"], problem["column"])
    error = JdpublishError(problem["message"], at=at, hint=problem.get("hint", ""))
    return error_text(error, source_line(project.root, at) if at and at.in_text else None)
