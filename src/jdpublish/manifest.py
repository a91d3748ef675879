"""The list of a report's finished files, with sizes and SHA-256 sums."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from jdpublish.publication import Artifact, Sheet

_KEYS = {"path": str, "edition": str, "format": str, "sha256": str, "bytes": int}
_FURTHER = {"pages": int, "page_size": str, "marks": bool, "draft": bool}
"""What a row may say besides."""


def manifest(
    report: str, artifacts: tuple[Artifact, ...], previous: Iterable[dict[str, Any]] = ()
) -> Artifact:
    """Return the list of a report's files with their sizes and SHA-256 sums.

    `previous` are the rows so far: files that were not made now stay listed.
    """
    listed = {row["path"]: row for row in previous}
    for artifact in artifacts:
        path = artifact.path.removeprefix(f"{report}/")
        listed[path] = {
            "edition": artifact.edition,
            "format": artifact.format,
            "path": path,
            "bytes": len(artifact.content),
            "sha256": sha256(artifact.content).hexdigest(),
            **({"pages": artifact.pages} if artifact.pages is not None else {}),
            **_sheet(artifact.sheet),
            **({"draft": True} if artifact.draft else {}),
        }
    ordered = [listed[path] for path in sorted(listed)]
    text = json.dumps({"report": report, "artifacts": ordered}, ensure_ascii=False, indent=2)
    return Artifact(f"{report}/manifest.json", (text + "\n").encode())


def _sheet(sheet: Sheet) -> dict[str, str | bool]:
    """What a row says of a PDF that is not on the theme's first size, or is for the printer."""
    row: dict[str, str | bool] = {"page_size": sheet.size} if sheet.suffix and sheet.size else {}
    return row | ({"marks": True} if sheet.marks else {})


def rows(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a manifest that can be used; none of one that cannot be read."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return []
    listed = found.get("artifacts") if isinstance(found, dict) else None
    return [row for row in listed if _is_row(row)] if isinstance(listed, list) else []


def _is_row(row: object) -> bool:
    if not isinstance(row, dict):
        return False
    needed = all(type(row.get(key)) is kind for key, kind in _KEYS.items())
    return needed and all(type(row[key]) is kind for key, kind in _FURTHER.items() if key in row)
