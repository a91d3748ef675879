"""What tests share: the real project, read once."""

from pathlib import Path

import pytest
from hypothesis import settings

from jdpublish.report import Report, parsed
from jdpublish.sources import Sources
from jdpublish.workspace import Project, find_project, load

ROOT = Path(__file__).resolve().parent.parent

pytest_plugins = ("tests.built", "tests.project_factory", "tests.browsing", "tests.previewing")

settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def project() -> Project:
    return find_project(ROOT)


@pytest.fixture(scope="session")
def sources(project: Project) -> Sources:
    return load(project)


@pytest.fixture(scope="session")
def report(sources: Sources) -> Report:
    return parsed(next(one for one in sources.reports if one.id == "review-2024"))
