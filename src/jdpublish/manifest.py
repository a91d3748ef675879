"""The list of a report's finished files, with sizes and SHA-256 sums."""

import json
from hashlib import sha256
from typing import Any

from jdpublish.model import Artifact


def manifest(
    report: str, artifacts: tuple[Artifact, ...], previous: bytes | None = None
) -> Artifact:
    """Return the list of a report's files with their sizes and SHA-256 sums.

    `previous` is the manifest so far: what it lists of files that were not made now stays listed.
    """
    listed = {row["path"]: row for row in rows(previous)}
    for artifact in artifacts:
        path = artifact.path.removeprefix(f"{report}/")
        listed[path] = {
            "edition": artifact.edition,
            "format": artifact.format,
            "path": path,
            "bytes": len(artifact.content),
            "sha256": sha256(artifact.content).hexdigest(),
            **({"pages": artifact.pages} if artifact.pages is not None else {}),
        }
    ordered = [listed[path] for path in sorted(listed)]
    text = json.dumps({"report": report, "artifacts": ordered}, ensure_ascii=False, indent=2)
    return Artifact(f"{report}/manifest.json", (text + "\n").encode())


def rows(content: bytes | None) -> list[dict[str, Any]]:
    """Return the rows of a manifest; none of one that is absent or cannot be read."""
    try:
        found = json.loads(content or b"{}").get("artifacts", [])
        return [row for row in found if {"path", "edition", "format"} <= row.keys()]
    except (ValueError, AttributeError):
        return []
