"""The door to the disk: a project is read once, finished files are written all or not at all."""

from jdpublish.workspace.built import finished_report
from jdpublish.workspace.files import (
    read_text,
    save_result,
    source_line,
    source_lines,
    text_if_there,
)
from jdpublish.workspace.output import (
    changing,
    check_result,
    check_writable,
    read_manifest,
    save,
    save_file,
)
from jdpublish.workspace.project import Project, find_project, project_folder
from jdpublish.workspace.reading import load, load_glossary, load_reports
from jdpublish.workspace.records import recording, write_changes, write_texts

__all__ = [
    "Project",
    "changing",
    "check_result",
    "check_writable",
    "find_project",
    "finished_report",
    "load",
    "load_glossary",
    "load_reports",
    "project_folder",
    "read_manifest",
    "read_text",
    "recording",
    "save",
    "save_file",
    "save_result",
    "source_line",
    "source_lines",
    "text_if_there",
    "write_changes",
    "write_texts",
]
