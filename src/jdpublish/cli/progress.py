"""What a build says while it works: a bar on a terminal, lines with `-v`, else nothing."""

import sys
import time
from types import TracebackType
from typing import Any, Self

from jdpublish.publication import Artifact


class Progress:
    """Counts finished files; draws only where a person looks."""

    def __init__(self, total: int, *, quiet: bool, verbose: bool) -> None:
        """Prepare for a number of files."""
        self._started = time.perf_counter()
        self._verbose = verbose and not quiet
        self._bar: Any = None
        if sys.stderr.isatty() and not quiet and not verbose:
            from rich.console import Console  # noqa: PLC0415  40 ms that a pipe does not need
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
            from rich.progress import Progress as Bar  # noqa: PLC0415

            self._bar = Bar(
                TextColumn("Building"),
                BarColumn(complete_style="red", finished_style="red"),
                MofNCompleteColumn(),
                TextColumn("{task.description}"),
                console=Console(stderr=True),
                transient=True,
                auto_refresh=False,  # its thread could hold a lock at the moment of a fork
            )
            self._task = self._bar.add_task("", total=total)

    def done(self, artifact: Artifact) -> None:
        """Count a finished file."""
        if self._bar is not None:
            name = f"{artifact.edition} {artifact.format}"
            self._bar.update(self._task, advance=1, description=name, refresh=True)
        elif self._verbose:
            seconds = time.perf_counter() - self._started
            size = f"{len(artifact.content) / 1024:.0f} KB"
            pages = f", {artifact.pages} pages" if artifact.pages else ""
            sys.stderr.write(f"{seconds:5.1f} s  {artifact.path}  {size}{pages}\n")

    def __enter__(self) -> Self:
        """Start the bar."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
