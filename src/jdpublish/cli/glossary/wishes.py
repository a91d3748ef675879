"""What options say of another rendering: those that `impact` and `apply` share."""

from collections.abc import Callable
from typing import Any, cast

import click

from jdpublish.cli.clock import today
from jdpublish.termbase.entry.plausible import check_plausible
from jdpublish.termbase.renaming.replacing import Keeping, Wish


def wished(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which rendering becomes which."""
    options = (
        click.option("--en", "new", required=True, metavar="NEW", help="The new preferred form."),
        click.option(
            "--from",
            "old",
            metavar="OLD",
            help="A form to be replaced as well: one that reports have and the entry had before it"
            " was changed alone.",
        ),
        click.option(
            "--first",
            metavar="FORM",
            help="The new form for the first mention, where it is not the old with the new words.",
        ),
        click.option(
            "--keep-old",
            type=click.Choice(["admitted", "deprecated"]),
            default="deprecated",
            show_default=True,
            help="What the old form is from then on.",
        ),
        click.option("--by", metavar="NAME", help="Who changes it; written into the entry."),
        click.option(
            "--output-format",
            type=click.Choice(["text", "json"]),
            default="text",
            help="A difference and a summary to read, or JSON for a program.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wish(*, new: str, old: str | None, first: str | None, keep_old: str, by: str | None) -> Wish:
    """Return what was asked for, with the day of today.

    Raises:
        UsageError: a form is empty or has several lines.
        GlossaryError: the English form is Chinese.
    """
    for option, text in (
        ("--en", new),
        ("--from", old),
        ("--first", first),
        ("--by", by),
    ):
        if text is not None and (not text.strip() or not text.isprintable()):
            raise click.BadParameter("write one line with words in it", param_hint=option)
    check_plausible({"en.term": new, "en.first": first or ""})
    return Wish(
        " ".join(new.split()),
        " ".join((old or "").split()),
        " ".join((first or "").split()),
        cast("Keeping", keep_old),
        (by or "").strip(),
        today(),
    )
