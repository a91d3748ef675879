"""What a machine must have to build editions: read off the machine itself, for `doctor`."""

import ctypes.util
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jdpublish.document import document
from jdpublish.errors import EnvironmentMissingError, JdpublishError
from jdpublish.pipeline import editions
from jdpublish.report import parsed
from jdpublish.sources import ReportSource, Sources
from jdpublish.workspace import find_project, load

_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Health:
    """One thing that building needs: whether it is there, and what puts it there."""

    what: str
    well: bool
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class _Packages:
    """What a library is called in each system's packages."""

    apt: str
    dnf: str
    brew: str

    @property
    def command(self) -> str:
        if sys.platform == "darwin":
            return f"brew install {self.brew}"
        if Path("/etc/debian_version").exists():
            return f"sudo apt-get install {self.apt}"
        if Path("/etc/fedora-release").exists():
            return f"sudo dnf install {self.dnf}"
        return f"install {self.apt} (Debian), {self.dnf} (Fedora) or {self.brew} (macOS)"


_LIBRARIES = (
    ("Pango, which sets lines", "pangoft2-1.0", _Packages("libpangoft2-1.0-0", "pango", "pango")),
    (
        "HarfBuzz subsetting, without which a PDF takes twenty times as long",
        "harfbuzz-subset",
        _Packages("libharfbuzz-subset0", "harfbuzz", "harfbuzz"),
    ),
)
_FONTS = _Packages(
    "fonts-noto-cjk fonts-linuxlibertine",
    "google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts linux-libertine-fonts",
    "--cask font-noto-serif-cjk font-noto-sans-cjk font-linux-libertine",
)


def checkup(start: Path) -> Iterator[Health]:
    """Yield the state of Python, the libraries, the project and its fonts, in this order."""
    version = platform.python_version()
    yield Health(
        f"Python {version}",
        sys.version_info >= _PYTHON,
        "install Python 3.11 or newer, then `make setup`",
    )
    for what, library, packages in _LIBRARIES:
        there = ctypes.util.find_library(library) is not None
        yield Health(what, there, packages.command)
    yield from _project(start)


def _project(start: Path) -> Iterator[Health]:
    try:
        project = find_project(start)
        sources = load(project)
    except EnvironmentMissingError as error:
        yield Health(f"the project: {error.message}", well=False, remedy=_FONTS.command)
        return
    except JdpublishError as error:
        yield Health(f"the project: {error.message}", well=False, remedy=error.hint)
        return
    yield Health(f"the project in {project.root}", well=True)
    for font in sources.theme.fonts:
        names = ", ".join(dict.fromkeys(face.name for face in font.faces.values()))
        yield Health(f"{font.family} {font.weight} {font.style}: {names}", well=True)
    for source in sources.reports:
        yield from _coverage(source, sources)


def _coverage(source: ReportSource, sources: Sources) -> Iterator[Health]:
    try:
        report = parsed(source)
    except JdpublishError as error:
        yield _ill(error)
        return
    for edition in editions(sources.editions):
        try:
            document(report, edition, sources, others=())
        except JdpublishError as error:
            yield _ill(error)
        else:
            what = f"every character of {source.id} in {edition.id} has a glyph"
            yield Health(what, well=True)


def _ill(error: JdpublishError) -> Health:
    place = f"{error.at}: " if error.at else ""
    return Health(f"{place}{error.message}", well=False, remedy=error.hint)
