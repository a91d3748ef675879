"""`jdpublish doctor`: what this machine lacks, and the command that mends it."""

import sys

import click

from jdpublish.cli.settings import Settings, loudness
from jdpublish.errors import Exit
from jdpublish.machine import Health, checkup
from jdpublish.reporting.terminal import styled


@click.command("doctor")
@loudness
@click.pass_obj
def command(settings: Settings) -> None:
    """Say what this machine lacks, and the command that mends it."""
    results = tuple(checkup(settings.start))
    for result in results:
        if not (settings.quiet and result.well):
            click.echo(_line(result))
    if not all(result.well for result in results):
        raise click.exceptions.Exit(Exit.ENVIRONMENT)


def _line(result: Health) -> str:
    sign = styled("ok", "green", sys.stdout) if result.well else styled("--", "red", sys.stdout)
    remedy = "" if result.well else f"\n      {result.remedy}"
    return f"  {sign}  {result.what}{remedy}"
