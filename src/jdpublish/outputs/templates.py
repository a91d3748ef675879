"""Where something of a page stands in the template that the page was made from."""

import re
from difflib import get_close_matches

from jdpublish.errors import Location
from jdpublish.sources import Theme
from jdpublish.styles import ON_SCREEN, PRINTED


def place_in_templates(
    theme: Theme, words: str, column: int = 1, *, first: str = "print.html"
) -> Location | None:
    """Return where words of a page stand in its template, or where something alike does.

    `column` counts in the words; `first` is the template that the page was made from. The parts
    that it may include are looked at after it, the templates of other pages never.
    """
    wanted = words.strip()
    if not wanted:
        return None
    shift = column - 1 - (len(words) - len(words.lstrip()))
    parts = (
        name
        for name in theme.files
        if name.endswith(".html") and name not in (*ON_SCREEN, *PRINTED)
    )
    names = [first, *parts]
    for pattern in (re.compile(re.escape(wanted)), re.compile(re.escape(wanted), re.IGNORECASE)):
        for name in names:
            if found := pattern.search(theme.files[name]):
                before = theme.files[name][: found.start()]
                line, start = before.count("\n") + 1, len(before) - before.rfind("\n")
                return Location(f"{theme.folder}/{name}", line, max(1, start + shift))
    for name in names:
        lines = [line.strip() for line in theme.files[name].split("\n")]
        if near := get_close_matches(wanted, lines, 1, cutoff=0.75):
            return Location(f"{theme.folder}/{name}", lines.index(near[0]) + 1)
    return None
