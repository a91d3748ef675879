"""The PDFs that were asked for: one is made at a time, the others wait."""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from threading import Condition, Thread
from typing import IO, Any

from jdpublish.preview.contract import Message
from jdpublish.preview.pdfs.job import Job, fraction, message

_KEPT = 6
"""So many finished PDFs are kept, in memory; there is nothing to sweep up afterwards."""
_WORKER = (sys.executable, "-P", "-m", "jdpublish.preview.pdfs.worker")
"""-P: no module is looked for in the folder where the command was given, which may be anybody's."""
_OFTEN = 0.2
"""Seconds between two messages of the same step."""


class Pdfs:
    """PDFs made, waiting and being made; `tell` hears of each step, from a thread of its own."""

    def __init__(
        self, folder: Path, tell: Callable[[Message], None], complain: Callable[[str], None]
    ) -> None:
        """Keep the project's folder, whom to tell of progress, and whom of our own mistakes."""
        self._folder = folder
        self._tell = tell
        self._complain = complain
        self._changed = Condition()
        self._jobs: dict[str, Job] = {}
        self._futures: dict[str, Future[Job]] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self._took: dict[tuple[str, str], float] = {}
        self._stopped = False
        self._count = 0

    def ask(self, report: str, edition: str, number: int) -> "tuple[Job, Future[Job]]":
        """Return the job that makes a PDF of a snapshot, and what it will have become.

        One that is there is taken if what it reads is that snapshot: one that has not yet begun
        will read what is newest. What will have become of it is not to be cancelled.
        """
        with self._changed:
            for job in self._jobs.values():
                same = (job.report, job.edition) == (report, edition)
                now = job.number == number and job.state in ("running", "done")
                if same and (now or job.state == "waiting"):
                    self._jobs[job.id] = replace(job, number=number)
                    return self._jobs[job.id], self._futures[job.id]
            self._count += 1
            job = Job(str(self._count), report, edition, number)
            self._jobs[job.id] = job
            future = self._futures[job.id] = Future()
            self._forget()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="pdfs", daemon=True)
                self._thread.start()
            self._changed.notify()
        self._tell(message(job))
        return job, future

    def job(self, name: str) -> Job | None:
        """Return a job by its id, or None where there is none, or none any more."""
        with self._changed:
            return self._jobs.get(name)

    def jobs(self) -> tuple[Job, ...]:
        """Return all jobs that are known, the oldest first."""
        with self._changed:
            return tuple(self._jobs.values())

    def cancel(self, name: str) -> Job | None:
        """Give up a PDF that waits or is being made, and return what is now known of it."""
        with self._changed:
            job = self._jobs.get(name)
            if job is None or not job.open:
                return job
            if job.state == "running" and self._process is not None:
                self._process.kill()
            self._set(replace(job, state="cancelled"))
            return self._jobs[name]

    def stop(self) -> None:
        """Give up everything, and wait until the process that made a PDF is gone."""
        with self._changed:
            self._stopped = True
            if self._process is not None:
                self._process.kill()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _forget(self) -> None:
        closed = [job.id for job in self._jobs.values() if not job.open]
        for name in closed[:-_KEPT]:
            del self._jobs[name], self._futures[name]

    def _set(self, job: Job) -> None:
        """Note what has become of a job, unless it was given up meanwhile, and tell of it."""
        with self._changed:
            if not self._wanted(job):
                return
            self._jobs[job.id] = job
            future = self._futures[job.id]
        if not job.open:
            future.set_result(job)
        self._tell(message(job))

    def _wanted(self, job: Job) -> bool:
        known = self._jobs.get(job.id)
        return known is not None and known.open and not self._stopped

    def _next(self) -> Job | None:
        """Wait for the next job, and return None where there will be none any more."""
        with self._changed:
            while not self._stopped:
                waiting = (job for job in self._jobs.values() if job.state == "waiting")
                if job := next(waiting, None):
                    return job
                self._changed.wait()
        return None

    def _work(self) -> None:
        while job := self._next():
            started = time.monotonic()
            begun = replace(job, state="running", step="reading")
            self._set(begun)
            try:
                with tempfile.TemporaryFile() as said:
                    for known in self._steps(begun, started, said):
                        self._set(known)
            except Exception:  # noqa: BLE001  such as no memory for a process: the next may go well
                self._complain(traceback.format_exc())
                self._set(replace(begun, state="failed", problems=(_ENDED,)))

    def _steps(self, job: Job, started: float, said: IO[bytes]) -> Iterator[Job]:
        """Yield what becomes of a job while a process makes its PDF."""
        key, told = (job.report, job.edition), 0.0
        with self._worker(job, said) as process:
            assert process.stdout is not None  # noqa: S101  for mypy: it is a pipe
            for line in process.stdout:
                what: dict[str, Any] = json.loads(line)
                seconds = time.monotonic() - started
                if "problems" in what:
                    yield replace(job, state="failed", problems=tuple(what["problems"]))
                    return
                if "length" in what:
                    content = process.stdout.read(what["length"])
                    if len(content) == what["length"]:
                        self._took[key] = seconds
                        yield replace(
                            job, state="done", fraction=1.0, seconds=seconds, content=content
                        )
                        return
                    break
                step, page = what["step"], what.get("page", 0)
                share = fraction(step, what.get("set", 0), seconds, self._took.get(key))
                done = max(job.fraction, share)
                new = step != job.step
                job = replace(job, step=step, page=page, fraction=done, seconds=seconds)
                if new or seconds - told > _OFTEN:
                    told = seconds
                    yield job
        said.seek(0)
        words = said.read().decode(errors="replace")
        if words and self._wanted(job):
            self._complain(words)
        yield replace(job, state="failed", problems=(_ENDED,))

    @contextlib.contextmanager
    def _worker(self, job: Job, said: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
        """Start a process for a PDF; it is gone when the work is done, or given up."""
        with self._changed:
            process = subprocess.Popen(  # noqa: S603  our own program, and ids that the project has
                (*_WORKER, str(self._folder), job.report, job.edition),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                start_new_session=True,  # Ctrl+C is for the server, which ends it
            )
            self._process = process
            if not self._wanted(job):
                process.kill()
        try:
            with process:
                yield process
        finally:
            with self._changed:
                self._process = None


_ENDED = {
    "message": "the process that was making the PDF ended before it was done",
    "hint": "it may have wanted for memory; `jdpublish build -f pdf` makes it in a terminal",
}
