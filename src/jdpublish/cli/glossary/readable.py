"""The reports in which a term is looked for, also where one of them is broken."""

from jdpublish.errors import JdpublishError
from jdpublish.report import Report, parsed
from jdpublish.workspace import Project, load


def readable_reports(project: Project) -> tuple[tuple[Report, ...], tuple[JdpublishError, ...]]:
    """Return the reports that can be read, and what is wrong with the others."""
    try:
        sources = load(project).reports
    except JdpublishError as error:
        return (), (error,)
    reports, unread = [], []
    for source in sources:
        try:
            reports.append(parsed(source))
        except JdpublishError as error:
            unread.append(error)
    return tuple(reports), tuple(unread)
