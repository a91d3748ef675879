"""Several files at once, made by forks of this process, which share all that is loaded."""

import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from jdpublish import pipeline
from jdpublish.errors import EnvironmentMissingError
from jdpublish.publication import Artifact
from jdpublish.sources import Sources


def performed_by_forks(
    tasks: tuple[pipeline.Task, ...], sources: Sources, jobs: int
) -> Iterator[Artifact]:
    """Yield the finished files as they are ready.

    Raises:
        EnvironmentMissingError: a fork was killed from outside.
    """
    global _SHARED  # noqa: PLW0603  what forks inherit, since fonts cannot be sent to them
    _SHARED = (tasks, sources)
    # Ctrl-C goes to the whole group: this process answers it, the forks need not say so too.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    try:
        with ProcessPoolExecutor(
            jobs, mp_context=get_context("fork"), initializer=signal.signal, initargs=ignore
        ) as pool:
            futures = [pool.submit(_perform_shared, number) for number in range(len(tasks))]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                pool.shutdown(cancel_futures=True)  # after a fault there is no use for the others
    except BrokenProcessPool as problem:
        raise EnvironmentMissingError(
            "a process that was making a file was killed, perhaps for want of memory",
            hint="try -j 1, which makes one file at a time",
        ) from problem


_SHARED: tuple[tuple[pipeline.Task, ...], Sources]


def _perform_shared(number: int) -> Artifact:
    tasks, sources = _SHARED
    return pipeline.perform(tasks[number], sources)
