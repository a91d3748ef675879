"""Large glossary files, kept as they were read last, in the user's own folder for such things."""

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from jdpublish import __version__, dates, model, toml
from jdpublish.model import Concept
from jdpublish.sources import SourceFile
from jdpublish.terms import entry, glossary, layout, stored, table, together, wanted
from jdpublish.workspace.files import write

_READERS = (dates, entry, glossary, layout, model, stored, table, together, toml, wanted)
"""What makes concepts of a text; after a change of theirs, what was kept may be something else."""
_LARGE = 200_000
"""Characters from which on a file is worth keeping: reading fewer takes no longer."""


def read_glossary(files: tuple[SourceFile, ...], root: Path) -> tuple[Concept, ...]:
    """Return the concepts of all glossary files; of large ones that are unchanged, as kept.

    Where nothing can be kept, nothing is lost but time.

    Raises:
        GlossaryError: as `terms.glossary.glossary`.
    """
    sums = {file.file: _sum(file) for file in files if len(file.text) >= _LARGE}
    known = _kept(files, sums, root)
    whole = hashlib.sha256("".join(sums.values()).encode()).hexdigest()
    if known and len(known) == len(files) and _read(root, "", whole) is not None:
        return tuple(concept for file in files for concept in known[file.file])
    concepts = glossary.glossary({file.file: file.text for file in files}, kept=known)
    for name in sums.keys() - known.keys():
        own = (one for one in concepts if one.at.file == name)
        _keep(root, name, sums[name], stored.stored(own))
    if len(sums) == len(files):
        _keep(root, "", whole, "")
    return concepts


def _kept(
    files: tuple[SourceFile, ...], sums: Mapping[str, str], root: Path
) -> dict[str, tuple[Concept, ...]]:
    """Return the concepts of those files whose very text has been read and kept before."""
    found = {}
    for file in files:
        text = _read(root, file.file, sums[file.file]) if file.file in sums else None
        with contextlib.suppress(ValueError):
            if text:
                found[file.file] = stored.restored(text, file.file)
    return found


def _read(root: Path, name: str, wanted: str) -> str | None:
    """Return what was kept under a name together with this sum, or None."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # the last: nobody's home
        head, _, text = _place(root, name).read_bytes().decode().partition("\n")
        if head == wanted:
            return text
    return None


def _keep(root: Path, name: str, head: str, text: str) -> None:
    with contextlib.suppress(OSError, RuntimeError):
        place = _place(root, name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(place, f"{head}\n{text}".encode())


def _place(root: Path, name: str) -> Path:
    """Return where something of a project is kept: a file each, so that nothing piles up.

    Source: XDG Base Directory Specification 0.8, XDG_CACHE_HOME.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base) if base.startswith("/") else Path.home() / ".cache"
    file = hashlib.sha256(f"{root}\0{name}".encode()).hexdigest()
    return folder / "jdpublish" / "glossary" / f"{file[:32]}.json"


def _sum(file: SourceFile) -> str:
    """Return a hash of a file's text, and of the program that reads it."""
    parts = [__version__.encode(), file.text.encode()]
    parts += (Path(str(module.__file__)).read_bytes() for module in _READERS)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
