"""What the routes share: who reads the project, who makes PDFs, who is to be told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jdpublish.preview.contract import View
from jdpublish.preview.engine import Engine
from jdpublish.preview.pdfs import Pdfs
from jdpublish.preview.server.delivery import Fonts
from jdpublish.preview.server.editor import Command
from jdpublish.preview.server.security import Gate
from jdpublish.preview.server.tabs import Tabs


@dataclass(frozen=True, slots=True)
class Context:
    """A preview that is running: `report` is the one it was started for, empty for all of them.

    `run` tells this start of it from others, by which a tab knows that its page is of an old one;
    `editor` is the command that opens a file, if any; `complain` takes our own mistakes.
    """

    root: Path
    report: str
    engine: Engine
    pdfs: Pdfs
    tabs: Tabs
    gate: Gate
    run: str
    complain: Callable[[str], None]
    editor: Command | None = None
    fonts: Fonts = field(default_factory=Fonts)

    def view(self, report: str, name: str) -> View | None:
        """Return a view by what an address says, or None where there is none."""
        if report not in self.engine.reports():
            return None
        return next((one for one in self.engine.views(report) if one.id == name), None)
