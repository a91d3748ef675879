"""The door to the disk: a project is read once, finished files are written all or not at all."""

import contextlib
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jdpublish.editions import DEFAULT_EDITIONS, EDITIONS
from jdpublish.errors import (
    ContentError,
    EnvironmentMissingError,
    Location,
    OutputError,
    ProjectError,
    ThemeError,
)
from jdpublish.fonts import Face, open_face
from jdpublish.glossary import glossary, read_toml
from jdpublish.model import Artifact
from jdpublish.sources import Details, ReportSource, SectionFile, Sources, Theme, ThemeFont

CONFIGURATION = "jdpublish.toml"
_THEME_FILES = ("screen.html", "screen.css", "screen.js", "print.html", "print.css", "index.html")
_THEME_HINT = f"a theme's folder needs: {', '.join(_THEME_FILES)}, theme.toml, words.toml"
_IMAGES = (".png", ".jpg", ".jpeg", ".svg", ".webp")


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and what `jdpublish.toml` says; paths are below the folder."""

    root: Path
    editions: tuple[str, ...]
    theme: str
    glossary: str
    content: str


def find_project(start: Path) -> Project:
    """Return the project of a folder or of the nearest folder above it.

    Raises:
        ProjectError: there is no `jdpublish.toml`, or it has a mistake.
    """
    return _project(project_folder(start))


def project_folder(start: Path) -> Path:
    """Return the nearest folder with a `jdpublish.toml`, from this one upwards.

    Raises:
        ProjectError: there is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / CONFIGURATION).is_file():
            return folder
    raise ProjectError(
        f"there is no project in {start}",
        hint=f"go to the folder that has {CONFIGURATION}, or name it with --project",
    )


def _project(root: Path) -> Project:
    path = root / CONFIGURATION
    data = read_toml(_read(path, root, ProjectError), file=CONFIGURATION, error=ProjectError)
    known = {
        "editions": list(DEFAULT_EDITIONS),
        "theme": "",
        "glossary": "glossary",
        "content": "content",
    }
    for key, value in data.items():
        if key not in known or not isinstance(value, type(known[key])):
            raise ProjectError(
                f"“{key}” is not a setting, or not of this kind",
                at=Location(CONFIGURATION, _line_of(path, key)),
                hint=f"settings are: {', '.join(known)}",
            )
    settings: dict[str, Any] = {**known, **data}
    editions = [edition.id for edition in EDITIONS]
    for name in settings["editions"]:
        if name not in editions:
            raise ProjectError(
                f"there is no edition “{name}”",
                at=Location(CONFIGURATION, _line_of(path, "editions")),
                hint=f"editions are: {', '.join(editions)}",
            )
    return Project(
        root=root,
        editions=tuple(settings["editions"]),
        theme=settings["theme"] or "themes/report",
        glossary=settings["glossary"],
        content=settings["content"],
    )


def load(project: Project, reports: tuple[str, ...] = ()) -> Sources:
    """Return everything that a build depends on, read once.

    Raises:
        JdpublishError: a file is missing, not UTF-8, or has a mistake.
    """
    names = reports or _report_names(project)
    return Sources(
        reports=tuple(_report(project, name) for name in names),
        concepts=glossary(_glossary_files(project)),
        theme=_theme(project),
        editions=project.editions,
    )


def _report_names(project: Project) -> tuple[str, ...]:
    content = project.root / project.content
    names = tuple(sorted(path.parent.name for path in content.glob("*/report.toml")))
    if not names:
        raise ProjectError(
            f"there is no report in {project.content}/",
            hint="a report is a folder with a report.toml",
        )
    return names


def _report(project: Project, name: str) -> ReportSource:
    folder = project.root / project.content / name
    path = folder / "report.toml"
    if not path.is_file():
        known = ", ".join(_report_names(project))
        raise ProjectError(f"there is no report “{name}”", hint=f"reports are: {known}")
    place = _relative(path, project.root)
    data = read_toml(_read(path, project.root, ProjectError), file=place, error=ProjectError)
    details = {
        language: _details(table, language, place, path)
        for language, table in data.items()
        if isinstance(table, dict)
    }
    return ReportSource(
        id=name,
        at=Location(place),
        year=str(data.get("year", "")),
        version=str(data.get("version", "")),
        details=details,
        files={language: _sections(folder / language, project.root) for language in details},
        images=_images(folder),
        places={language: Location(place, _line_of(path, f"[{language}]")) for language in details},
    )


def _details(table: Mapping[str, Any], language: str, place: str, path: Path) -> Details:
    known = Details.__dataclass_fields__
    at = Location(place, _line_of(path, f"[{language}]"))
    values = {key.replace("-", "_"): value for key, value in table.items()}
    for key, value in values.items():
        if key not in known or not isinstance(value, str):
            raise ProjectError(
                f"“{key}” is not a detail of a report, or not a text",
                at=at,
                hint=f"details are: {', '.join(name.replace('_', '-') for name in known)}",
            )
    missing = [name for name in known if name not in values and name != "description"]
    if missing:
        raise ProjectError(
            f"[{language}] lacks {', '.join(name.replace('_', '-') for name in missing)}",
            at=at,
            hint='write one line each: name = "…"',
        )
    return Details(**values)


def _sections(folder: Path, root: Path) -> tuple[SectionFile, ...]:
    return tuple(
        SectionFile(path.stem, _relative(path, root), _read(path, root, ContentError))
        for path in sorted(folder.glob("*.md"))
    )


def _images(folder: Path) -> dict[str, bytes]:
    home = folder.resolve()
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in _IMAGES and path.resolve().is_relative_to(home)
    }


def _glossary_files(project: Project) -> dict[str, str]:
    folder = project.root / project.glossary
    if not folder.is_dir():
        raise ProjectError(
            f"the glossary's folder {project.glossary}/ is not there",
            at=Location(CONFIGURATION),
            hint="make it, or name another with glossary = …",
        )
    return {
        _relative(path, project.root): _read(path, project.root, ContentError)
        for path in sorted(folder.glob("*.toml"))
    }


def _theme(project: Project) -> Theme:
    folder = project.root / project.theme
    files = {}
    for name in _THEME_FILES:
        path = folder / name
        if not path.is_file():
            raise ThemeError(
                f"the theme lacks {name}",
                at=Location(f"{project.theme}/{name}"),
                hint=_THEME_HINT,
            )
        files[name] = _read(path, project.root, ThemeError)
    extra = [path for path in sorted(folder.glob("*.html")) if path.name not in files]
    files |= {path.name: _read(path, project.root, ThemeError) for path in extra}
    return Theme(
        name=folder.name,
        folder=project.theme,
        files=files,
        words=_theme_table(project, "words.toml"),
        fonts=tuple(
            _font(font, f"{project.theme}/theme.toml")
            for font in _theme_table(project, "theme.toml").get("font", ())
        ),
    )


def _theme_table(project: Project, name: str) -> dict[str, Any]:
    path = project.root / project.theme / name
    place = f"{project.theme}/{name}"
    if not path.is_file():
        raise ThemeError(f"the theme lacks {name}", at=Location(place), hint=_THEME_HINT)
    return read_toml(_read(path, project.root, ThemeError), file=place, error=ThemeError)


def _font(table: Mapping[str, Any], place: str) -> ThemeFont:
    path = _font_file(str(table.get("file", "")), place)
    families = table.get("face") or {"": ""}
    return ThemeFont(
        family=table["family"],
        weight=table.get("weight", 400),
        style=table.get("style", "normal"),
        faces={locale: _face(path, family, place) for locale, family in families.items()},
        display=table.get("display", False),
        media=tuple(table.get("media", ("screen", "print"))),
        unicode_range=table.get("unicode-range", ""),
    )


def _font_file(name: str, place: str) -> Path:
    for folder in font_folders():
        for path in folder.rglob(name):
            return path
    raise EnvironmentMissingError(
        f"the font {name} is not on this machine",
        at=Location(place),
        hint="`make setup` installs it, `jdpublish doctor` names its package",
    )


def font_folders() -> tuple[Path, ...]:
    """Return the folders in which this kind of machine keeps fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        folders = (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        folders = (
            home / ".local/share/fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )
    return tuple(folder for folder in folders if folder.is_dir())


def _face(path: Path, family: str, place: str) -> Face:
    face = open_face(str(path), family)
    if face is None:
        raise EnvironmentMissingError(
            f"{path.name} has no face called “{family}”",
            at=Location(place),
            hint="another edition of the font is installed; `jdpublish doctor` says more",
        )
    return face


def _read(path: Path, root: Path, error: type[Any]) -> str:
    place = _relative(path, root)
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise error(f"cannot read this file: {problem.strerror}", at=Location(place)) from problem
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise error(
            "this file is not UTF-8",
            at=Location(place, line, column),
            hint="save it again as UTF-8; Chinese files from older programs are often GB 18030",
        ) from problem


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _line_of(path: Path, words: str) -> int:
    for number, line in enumerate(path.read_text("utf-8", "replace").split("\n"), 1):
        if line.strip().startswith(words):
            return number
    return 1


def source_line(root: Path, at: Location) -> str | None:
    """Return the line of a project's file that a message points at, for showing it, or None."""
    with contextlib.suppress(OSError):
        lines = (root / at.file).read_text("utf-8", "replace").split("\n")
        if at.line <= len(lines):
            return lines[at.line - 1].rstrip("\r")
    return None


def write_text(project: Project, file: str, text: str) -> None:
    """Replace a file of the project at once: a reader sees the old text or the new, never half.

    Raises:
        OutputError: the file cannot be written.
    """
    path = project.root / file
    with _output_errors(path):
        _write(path, text.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def check_writable(folder: Path, reports: Iterable[str]) -> None:
    """Make sure that reports' files can be written to a folder, before any is made.

    Raises:
        OutputError: they cannot.
    """
    with _output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    for target in (folder / report for report in reports):
        if target.exists() and not target.is_dir():
            raise OutputError(
                f"cannot write to {target}: it is a file, not a folder",
                hint="move it away, or name another folder with -o",
            )


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let one process at a time read and then change what an output folder lists.

    Raises:
        OutputError: the folder cannot be written.
    """
    with _output_errors(folder), _locked(folder):
        yield


def save(folder: Path, report: str, artifacts: tuple[Artifact, ...]) -> None:
    """Put a report's files into the output folder: all of them or, at any fault, none.

    To be called while `changing` the folder.

    The report's folder is made anew beside the old one, with the files of editions that were not
    built now, and takes its place in one step.

    Raises:
        OutputError: the folder cannot be written.
    """
    target = folder / report
    with _output_errors(folder):
        stage = Path(tempfile.mkdtemp(prefix=f".{report}-", dir=folder))
        try:
            if target.is_dir():
                shutil.copytree(target, stage, dirs_exist_ok=True, copy_function=os.link)
            for artifact in artifacts:
                _write(stage / artifact.path.removeprefix(f"{report}/"), artifact.content)
            stage.chmod(0o777 & ~_umask())
            _swap(stage, target)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def save_file(folder: Path, artifact: Artifact) -> None:
    """Put one file into the output folder at once, while `changing` it.

    Raises:
        OutputError: it cannot be written.
    """
    with _output_errors(folder):
        _write(folder / artifact.path, artifact.content)


def read_manifest(folder: Path, report: str) -> bytes | None:
    """Return the manifest of the files that a report has in the output folder, if any."""
    path = folder / report / "manifest.json"
    return path.read_bytes() if path.is_file() else None


def _swap(stage: Path, target: Path) -> None:
    """Exchange two folders; what the stage has afterwards is the old content."""
    if not target.exists():
        stage.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    target.rename(aside / "old")
    try:
        stage.rename(target)
    except BaseException:
        (aside / "old").rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time change the output folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _output_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise OutputError(
            f"cannot write to {path}: {problem.strerror or problem}",
            hint="check the folder's rights and the free space, or name another with -o",
        ) from problem
