"""What the engine is asked to do, by other threads: the newest save before all else."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition
from typing import Generic, TypeVar

from jdpublish.errors import ProjectError

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Changed:
    """Files of the project have changed, as far as is known which ones."""

    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question(Generic[_Result]):
    """Somebody waits for what `find` returns or raises."""

    find: Callable[[], _Result]
    answer: "Future[_Result]" = field(default_factory=Future)


class Stopped:
    """The engine is to end."""


class Inbox:
    """Changes, questions and the end. Changes that come one after another become one."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._filled = Condition()
        self._changed: frozenset[str] | None = None
        self._questions: deque[Question[object]] = deque()
        self._stopped = False

    def change(self, files: Iterable[str]) -> None:
        """Put that files have changed."""
        with self._filled:
            self._changed = (self._changed or frozenset()) | frozenset(files)
            self._filled.notify()

    def ask(self, find: Callable[[], _Result]) -> _Result:
        """Return what a function returns, called by the engine; wait for it.

        Raises:
            Exception: what the function raises.
            ProjectError: the engine ends.
        """
        question = Question(find)
        with self._filled:
            if self._stopped:
                raise _ended()
            self._questions.append(question)  # type: ignore[arg-type]
            self._filled.notify()
        return question.answer.result()

    def note(self, find: Callable[[], object]) -> None:
        """Have a function called by the engine, for whose result nobody waits."""
        with self._filled:
            if not self._stopped:
                self._questions.append(Question(find))
                self._filled.notify()

    def stop(self) -> None:
        """End; who waits for an answer is told so."""
        with self._filled:
            self._stopped = True
            for question in self._questions:
                question.answer.set_exception(_ended())
            self._questions.clear()
            self._filled.notify()

    @property
    def waiting(self) -> bool:
        """Whether there is something that goes before what the engine is doing."""
        return self._changed is not None or bool(self._questions) or self._stopped

    @property
    def changed(self) -> bool:
        """Whether there is a newer save, or the end."""
        return self._changed is not None or self._stopped

    def take(self, *, wait: bool) -> Changed | Question[object] | Stopped | None:
        """Return what is to be done next; None where there is nothing and nobody waits for it."""
        with self._filled:
            while wait and not self.waiting:
                self._filled.wait()
            if self._stopped:
                return Stopped()
            if self._changed is not None:
                files, self._changed = self._changed, None
                return Changed(files)
            return self._questions.popleft() if self._questions else None


def _ended() -> ProjectError:
    return ProjectError("the preview is ending", hint="start it again with `jdpublish preview`")
