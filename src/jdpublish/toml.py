"""TOML with errors that name the line: what every configuration file is read with."""

import re

import tomli

from jdpublish.errors import JdpublishError, Location


def read_toml(text: str, *, file: str, error: type[JdpublishError]) -> dict[str, object]:
    """Return what a TOML text holds.

    Raises:
        error: the text is not TOML; at the line and column that the parser names.
    """
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as problem:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(problem))
        end = text.count("\n") + 1
        at = (
            Location(file, *(int(number) for number in found.groups()))
            if found
            else Location(file, end)
        )
        reason = re.sub(r"\s*\(at .*\)$", "", str(problem))
        hint = 'mend this line: text stands in “straight” quotes "…", one key = value a line'
        raise error(f"this is not TOML: {reason}", at=at, hint=hint) from problem
