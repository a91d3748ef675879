"""Several things at once, made by forks of this process, which share all that is loaded."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from jdpublish import pipeline
from jdpublish.errors import EnvironmentMissingError
from jdpublish.publication import Artifact
from jdpublish.sources import Sources

Made = TypeVar("Made")


def performed_by_forks(
    tasks: tuple[pipeline.Task, ...], sources: Sources, jobs: int
) -> Iterator[Artifact]:
    """Yield the finished files as they are ready.

    Raises:
        EnvironmentMissingError: a fork was killed from outside.
    """
    yield from by_forks(
        lambda number: pipeline.perform(tasks[number], sources),
        len(tasks),
        jobs,
        killed=EnvironmentMissingError(
            "a process that was making a file was killed, perhaps for want of memory",
            hint="try -j 1, which makes one file at a time",
        ),
    )


def by_forks(
    make: Callable[[int], Made], count: int, jobs: int, *, killed: EnvironmentMissingError
) -> Iterator[Made]:
    """Yield what a function makes of the numbers from 0 up to a count, as it is ready.

    Raises:
        EnvironmentMissingError: the error given, where a fork was killed from outside.
    """
    global _MAKE  # noqa: PLW0603  what forks inherit, since fonts cannot be sent to them
    _MAKE = make
    # Ctrl-C goes to the whole group: this process answers it, the forks need not say so too.
    ignore = (signal.SIGINT, signal.SIG_IGN)
    try:
        with ProcessPoolExecutor(
            jobs, mp_context=get_context("fork"), initializer=signal.signal, initargs=ignore
        ) as pool:
            futures = [pool.submit(_make, number) for number in range(count)]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                pool.shutdown(cancel_futures=True)  # after a fault there is no use for the others
    except BrokenProcessPool as problem:
        raise killed from problem


_MAKE: Callable[[int], Any]


def _make(number: int) -> Any:  # noqa: ANN401  whatever the function makes
    return _MAKE(number)
