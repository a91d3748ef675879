"""Days: read as ISO 8601 writes them, written as the readers of an edition do."""

import re
from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(text: str) -> date | None:
    """Return the day that a text such as 2026-11-22 names (ISO 8601), or None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def written(when: date, language: str) -> str:
    """Return a day as a language writes it: 2026年11月22日, November 22, 2026, else ISO 8601."""
    if language.startswith("zh"):
        return f"{when.year}年{when.month}月{when.day}日"
    if language.startswith("en"):
        return f"{_MONTHS[when.month - 1]} {when.day}, {when.year}"
    return when.isoformat()
