"""The door to the disk: a project is read once, finished files are written all or not at all."""

from jdpublish.workspace.files import source_line
from jdpublish.workspace.output import changing, check_writable, read_manifest, save, save_file
from jdpublish.workspace.project import Project, find_project, project_folder, write_text
from jdpublish.workspace.reading import load

__all__ = [
    "Project",
    "changing",
    "check_writable",
    "find_project",
    "load",
    "project_folder",
    "read_manifest",
    "save",
    "save_file",
    "source_line",
    "write_text",
]
