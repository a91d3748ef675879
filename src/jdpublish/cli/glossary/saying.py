"""What options say of an entry: those that `add` and `edit` share, read into its fields."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from jdpublish.model import PARTS_OF_SPEECH
from jdpublish.termbase.changing.editing import pairs, settled
from jdpublish.termbase.entry.fields import BY_NAME, Kind, Value, Values, as_meant, in_line
from jdpublish.termbase.forms.likeness import nearest

_LINES = {
    "en": ("en.term", "The English term."),
    "first_en": ("en.first", "The English of the first mention in a report, where it differs."),
    "definition_en": ("en.definition", "The English definition."),
    "definition_zh": ("zh-Hans.definition", "The Chinese definition."),
    "pinyin": ("zh-Hans.pinyin", "The pinyin, proof-read; else it is proposed."),
    "domain": ("subject", "The domain; it decides in which file a new entry stands."),
    "source": ("source", "Where the English was seen, and when."),
    "note": ("note", "A remark for colleagues."),
}
_CHOICES = {
    "status": ("status", ("approved", "proposed"), "Whether the terminologists agree on it."),
    "part_of_speech_en": ("en.part-of-speech", PARTS_OF_SPEECH, "The English part of speech."),
}
_LISTS = {
    "admitted_en": ("en.admitted", ("--admit-en", "--admitted-en"), "Another right English form."),
    "admitted_zh": (
        "zh-Hans.admitted",
        ("--admit-zh", "--admitted-zh"),
        "Another right Chinese form.",
    ),
    "see": ("see", ("--see",), "The id of an entry that this one builds on."),
    "annotate": ("annotate", ("--annotate",), "Whose readers get an explanation: en or zh."),
}
_DEPRECATED = {
    "deprecated_en": ("en.deprecated", "--deprecate-en", "English"),
    "deprecated_zh": ("zh-Hans.deprecated", "--deprecate-zh", "Chinese"),
}


def by_name(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --by, checked so that a name is one line."""
    return click.option(
        "--by", metavar="NAME", default="", callback=_name, help="Who writes this, for the record."
    )(command)


def _name(context: click.Context, option: click.Parameter, value: str) -> str:  # noqa: ARG001
    if not value.isprintable():
        raise click.BadParameter("a name has no tabs or line ends in it", param_hint="--by")
    return value.strip()


def entry_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what an entry's fields become."""
    options = [
        *(
            click.option(f"--{name.replace('_', '-')}", name, metavar="TEXT", help=text)
            for name, (_, text) in _LINES.items()
        ),
        *(
            click.option(f"--{name.replace('_', '-')}", name, type=click.Choice(some), help=text)
            for name, (_, some, text) in _CHOICES.items()
        ),
        *(
            click.option(*words, name, multiple=True, metavar="TEXT", help=f"{text} Repeatable.")
            for name, (_, words, text) in _LISTS.items()
        ),
        *(
            click.option(
                word,
                name,
                nargs=2,
                multiple=True,
                metavar="FORM REASON",
                help=f"A wrong {language} form, and why it must not be used. Repeatable.",
            )
            for name, (_, word, language) in _DEPRECATED.items()
        ),
        click.option(
            "--set",
            "assignments",
            multiple=True,
            metavar="FIELD=VALUE",
            help="Any other field, such as zh-Hant.term=…; a list is repeated. Repeatable.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def said(options: Mapping[str, Any], old: Values, unset: Iterable[str] = ()) -> dict[str, Value]:
    """Return the fields that options speak of, with what they become in an entry that says `old`.

    Forms are added to those it has; one that is now right is no longer wrong, and the other way
    round.

    Raises:
        UsageError: an option names no field, or says something that no field holds.
    """
    new = {**_taken_out(unset), **_texts(options)}
    for field, values in _assigned(options["assignments"]).items():
        if field in new:
            raise click.UsageError(f"“{field}” is said twice.")
        new[field] = tuple(values) if BY_NAME[field].kind is Kind.LIST else values[-1]
    for name, (field, *_) in _LISTS.items():
        if options[name]:
            new[field] = _united(new.get(field, old.get(field, ())), options[name])
    for name, (field, *_) in _DEPRECATED.items():
        if options[name]:
            new[field] = _with_reasons(new.get(field, old.get(field, ())), options[name])
    return settled(new, old)


def _taken_out(names: Iterable[str]) -> dict[str, Value]:
    lists = (Kind.LIST, Kind.DEPRECATED)
    return {_field(name): () if BY_NAME[name].kind in lists else "" for name in names}


def _texts(options: Mapping[str, Any]) -> dict[str, Value]:
    said = ((field, options[name]) for name, (field, *_) in (_LINES | _CHOICES).items())
    return {field: as_meant(field, text) for field, text in said if text is not None}


def _field(name: str) -> str:
    if name not in BY_NAME:
        near = nearest(name, BY_NAME)
        hint = f" Did you mean {' or '.join(near)}?" if near else f" Known: {', '.join(BY_NAME)}."
        raise click.UsageError(f"An entry has no field “{name}”.{hint}")
    return name


def _assigned(assignments: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for assignment in assignments:
        name, sign, value = assignment.partition("=")
        field = BY_NAME[_field(name.strip())]
        if not sign:
            raise click.UsageError(f"--set wants FIELD=VALUE: {field.name}=…")
        if field.kind is Kind.DEPRECATED:
            language = field.language.partition("-")[0]
            raise click.UsageError(f"Write --deprecate-{language} FORM REASON for {field.name}.")
        values = found.setdefault(field.name, [])
        if values and field.kind is not Kind.LIST:
            raise click.UsageError(f"“{field.name}” is said twice.")
        given = as_meant(field.name, value)
        values += [given] if given or field.kind is not Kind.LIST else []
    return found


def _united(old: Value, new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*map(str, old), *map(in_line, new))))


def _with_reasons(old: Value, new: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    added = {in_line(form): reason.strip() for form, reason in new}
    return tuple({**pairs(old), **added}.items())
