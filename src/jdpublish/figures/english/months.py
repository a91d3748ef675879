"""The English names of months, long and short."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
"""Which month of the year each name is."""
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""The English names of months, for a pattern."""
MONTH_THERE = re.compile(rf"(?:{MONTH})(?![a-z])")
"""A month by its name, in small letters."""
