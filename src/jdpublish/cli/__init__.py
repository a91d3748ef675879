"""The command line: the door to Click, and the only place that turns errors into exit codes."""

import errno
from collections.abc import Sequence
from pathlib import Path

import click

from jdpublish import __version__
from jdpublish.cli.groups import Commands
from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import Exit, JdpublishError, Location

_COMMANDS = {
    "build": "Build the editions of one, several or all reports.",
    "ids": "Propose ids for blocks that have none.",
    "preview": "See the report in a browser while it is being written, and edit its terms there.",
    "check": "Check whether the translation says what the original says.",
    "figures": "List every figure of a report in both languages, to be signed off.",
    "glossary": "Keep the terms: look them up, add and change them, exchange them with others.",
    "translate": "See how far the translation is, what changed under it, and accept it.",
    "doctor": "Say what this machine lacks, and the command that mends it.",
}


@click.command(
    cls=Commands,
    package="jdpublish.cli",
    sentences=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The project's folder; else the current one or the nearest above it.",
)
@loudness
@click.version_option(__version__, "-V", "--version", message="jdpublish %(version)s")
@click.pass_obj
def cli(settings: Settings, project: Path) -> None:
    """Publish an official Chinese report in several languages, as web pages and as PDF."""
    settings.start = project


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    0 is done, 1 findings, 2 yours to mend, 3 the machine's, 130 interrupted.
    """
    settings = Settings()
    try:
        code = cli(list(arguments), prog_name="jdpublish", obj=settings, standalone_mode=False)
    except JdpublishError as error:
        _show(error, settings)
        return error.exit
    except click.ClickException as problem:
        problem.show()
        return Exit.USER
    except OSError as problem:
        if problem.errno not in _FULL:
            raise
        click.echo("error: there is no space left for what is printed", err=True)
        return Exit.USER
    except (click.Abort, KeyboardInterrupt):
        click.echo("\ninterrupted; no file is left half-written", err=True)
        return Exit.INTERRUPTED
    return code if isinstance(code, int) else Exit.DONE


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says of a full disk, a spent allowance and a file that may not grow."""

_MOST = 20
"""A slip may lead to a hundred complaints; the first are enough to find it."""


def _show(error: JdpublishError, settings: Settings) -> None:
    from jdpublish.reporting.terminal import error_text  # noqa: PLC0415  `--version` needs no model

    told = (error, *error.others)
    for one in told[:_MOST]:
        click.echo(error_text(one, _line(one.at, settings)), err=True)
    if len(told) > _MOST:
        click.echo(f"… and {len(told) - _MOST} more", err=True)


def _line(at: Location | None, settings: Settings) -> str | None:
    """Return the line that an error points at, if there is one to show."""
    from jdpublish.workspace import project_folder, source_line  # noqa: PLC0415  only for an error

    try:
        root = settings.files or project_folder(settings.start)
        return source_line(root, at) if at and at.in_text else None
    except JdpublishError:
        return None
