"""Texts that stay texts: no cell becomes a formula, and every character comes back."""

import re
from typing import Any

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula's beginning, in full width where the system is Chinese.

Source: OWASP, “CSV Injection”.
"""

_LONGEST = 32_767
_GUARDED = re.compile(rf"'*[{re.escape(''.join(STARTS_A_FORMULA))}]")


def guarded(text: str) -> str:
    """Return a text as a cell of a CSV file that no spreadsheet takes for a formula.

    A text that looks as if it had a guard gets one, so that `unguarded` gives every text back.
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell of a CSV file: a guard is taken off, an apostrophe stays."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def fits_a_cell(text: str) -> bool:
    """Whether a cell of a workbook can hold a text: 32,767 characters, rare ones count twice."""
    return 2 * len(text) <= _LONGEST or len(text.encode("utf-16-le")) <= 2 * _LONGEST


def set_text(cell: Any, value: str) -> None:  # noqa: ANN401  openpyxl has no types
    """Give a cell a text, whatever the text looks like."""
    cell.value = stored(value)
    cell.data_type = "s"


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML file can hold."""
_LOOKS_STORED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_STORED = re.compile("_x([0-9A-Fa-f]{4})_")


def stored(text: str) -> str:
    """Return a text as a workbook stores it, where _x0041_ would be read as an A.

    What no workbook can hold becomes the sign for a lost character.
    Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
    """
    return _LOOKS_STORED.sub("_x005F_", _CONTROL.sub("\ufffd", text))


def restored(text: str) -> str:
    """Return the text that a workbook stores so."""
    return _STORED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # noqa: PLR2004  halves of one


def tab(name: str) -> str:
    """Return a name as a sheet's tab can bear it: 31 characters, no brackets, slashes or colons."""
    return re.sub(r"[\[\]:*?/\\]", "-", _CONTROL.sub("\ufffd", name))[:31].strip("'") or "1"
