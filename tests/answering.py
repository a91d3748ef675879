"""Somebody at a terminal who answers what a command asks."""

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from contextlib import suppress
from dataclasses import dataclass

from tests.project_factory import ENVIRONMENT, SmallProject

INTERRUPTION = "\x03"
"""What a terminal sends for Ctrl-C."""


@dataclass
class Terminal:
    """A terminal at which somebody answers: each answer once its prompt is there."""

    project: SmallProject
    answers: tuple[tuple[str, str], ...] = ()
    editor: str = ""

    def run(self, *words):
        """Run a command, give the answers, and return what it said and its exit code."""
        leader, follower = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "jdpublish", *words],
            cwd=self.project.root,
            env=ENVIRONMENT | {"EDITOR": self.editor, "VISUAL": self.editor},
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509  no thread of the tests is at work here
        )
        os.close(follower)
        said, answers, reached, last = b"", list(self.answers), 0, ""
        with suppress(OSError):  # the terminal is gone when the process is
            while True:
                if last == INTERRUPTION and not select.select([leader], [], [], 1)[0]:
                    os.write(leader, last.encode())  # Python misses one just before it listens
                    continue
                if not (part := os.read(leader, 4096)):
                    break
                said += part
                while answers and (found := said.find(answers[0][0].encode(), reached)) >= 0:
                    reached = found + 1
                    last = answers.pop(0)[1]
                    os.write(leader, last.encode())
        os.close(leader)
        return said.decode(), process.wait()


def _own_terminal():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
