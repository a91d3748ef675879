"""The files of the page's own scripts and styles, read once: a request only picks from them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is delivered, with a hash of its content for a browser that has it already."""

    content: bytes
    media_type: str
    version: str


def assets() -> Mapping[str, Asset]:
    """Return every file of the client by its name, and the script of our own stand-in page."""
    own = Path(__file__).parent
    found = {}
    for file in (*own.with_name("client").iterdir(), own / WAITING):
        kind = _MEDIA_TYPES.get(file.suffix)
        if kind:
            content = file.read_bytes()
            found[file.name] = Asset(content, kind, hashlib.sha256(content).hexdigest()[:16])
    return found


WAITING = "waiting.js"
