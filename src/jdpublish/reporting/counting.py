"""Numbers with their nouns."""

import re


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 finding, 2,000 findings, 2 entries."""
    plural = f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
