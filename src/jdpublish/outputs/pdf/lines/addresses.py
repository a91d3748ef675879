"""Addresses on the net and of mail, which have no hyphens but their own.

Source: The Chicago Manual of Style, 17th edition, 7.46: no sign is added where a line ends in one.
"""

import re
from collections.abc import Sequence

_ADDRESS = re.compile(
    r"(?:[a-z][a-z+.-]*://|www\.)[!-~]+"
    r"|[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}"
    r"|(?<![\w.-])(?:[a-z0-9-]{2,}\.)+[a-z]{2,}(?![\w-])(?:/[!-~]*)?",
    re.ASCII | re.IGNORECASE,
)
_AROUND = ".,;:!?)]}>\"'"
"""What ends the sentence, not the address."""
_PLACE = re.compile(r"(?<=[^/]/)(?=[^/])|(?<=//)(?=.)|(?<=[^/.:])(?=[.?&=@#_~-])")


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Return where addresses stand in a text, as offsets."""
    return tuple(
        (match.start(), match.start() + len(match[0].rstrip(_AROUND)))
        for match in _ADDRESS.finditer(text)
    )


def broken(text: str, allowed: Sequence[bool]) -> list[bool]:
    """Return before which characters a line may break: in addresses after “/”, before other marks.

    `allowed` is the answer for a text without any.
    """
    found = list(allowed)
    for start, stop in addresses(text):
        places = {match.start() + start for match in _PLACE.finditer(text[start:stop])}
        for place in range(start + 1, stop):
            found[place] = place in places
    return found
