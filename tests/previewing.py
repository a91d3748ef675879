"""The preview as its users start it: a process of its own, on a copy of a project."""

import asyncio
import contextlib
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from socket import create_connection
from typing import IO, Any

import pytest
from websockets.sync.client import ClientConnection, connect

from tests.conftest import ROOT
from tests.project_factory import ENVIRONMENT, SmallProject, make_project

PATIENCE = 30
"""Seconds after which a test gives up: long, since the machine may be busy."""

Message = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the server answers."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def version(self) -> str:
        return self.headers.get("etag", "").strip('"')


@dataclass
class Preview:
    """A running preview: where it is, of which project, and what it has said so far."""

    project: SmallProject
    process: subprocess.Popen[str]
    address: str
    errors: IO[str]
    report: str
    words: list[str] = field(default_factory=list)

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    @property
    def port(self) -> int:
        return int(self.host.rpartition(":")[2])

    @property
    def token(self) -> str:
        """What writes must carry, as the page itself is told."""
        return str(self.stamp()["token"])

    def stamp(self, view: str = "zh-Hans") -> Message:
        """Return what the server has put into a page for its scripts."""
        page = self.get(self.path(view))
        found = re.search('<meta name="jdpublish" content="([^"]*)">', page.text)
        assert found, page.text[:500]
        told: Message = json.loads(found[1].replace("&quot;", '"').replace("&amp;", "&"))
        return told

    def path(self, view: str) -> str:
        return f"/{self.report}/{view}/index.html"

    def url(self, view: str) -> str:
        return self.address + self.path(view)

    def request(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        chunked: bool = False,
    ) -> Reply:
        """Send a request with just these headers and return the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, dict(headers or {}), encode_chunked=chunked)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        return self.request("GET", path, headers=named(headers))

    def write(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """Write as the page does; what is given as a header takes the place of its own."""
        own = {
            "x-jdpublish-token": "" if "x_jdpublish_token" in headers else self.token,
            "origin": self.address,
            "content-type": "application/json",
        }
        content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return self.request(method, path, content, headers=own | named(headers))

    @contextlib.contextmanager
    def live(self, view: str = "zh-Hans", *, host: str = "", **more: Any) -> Iterator["Tab"]:
        """Open a socket as a tab does, which may call this machine by another name."""
        address = f"ws://{host or self.host}/-/live?report={self.report}&view={view}"
        options: dict[str, Any] = {"origin": self.address, "open_timeout": PATIENCE} | more
        here = create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        socket = connect(address, sock=here, max_size=None, **options)
        with socket:
            yield Tab(socket)

    def said(self) -> str:
        """Return what stands on standard error so far."""
        self.errors.seek(0)
        return self.errors.read()

    def interrupt(self) -> int:
        """Press Ctrl+C, and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.ended()

    def ended(self) -> int:
        """Wait until it has ended, and return the exit code."""
        assert self.process.stdout is not None
        code = self.process.wait(PATIENCE)
        if not self.process.stdout.closed:
            self.words.append(self.process.stdout.read())
            self.process.stdout.close()
        return code


@dataclass
class Tab:
    """A tab's socket."""

    socket: ClientConnection
    heard: list[Message] = field(default_factory=list)

    def next(self) -> Message:
        """Wait for the next message."""
        told: Message = json.loads(self.socket.recv(timeout=PATIENCE))
        self.heard.append(told)
        return told

    def until(self, kind: str, passes: Callable[[Message], object] = bool) -> Message:
        """Wait for a message of a kind, for which something holds."""
        while not ((told := self.next())["type"] == kind and passes(told)):
            pass
        return told


def named(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers by their names: what is `if_match` here is If-Match there."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def waited(passes: Callable[[], object]) -> None:
    """Wait until something holds."""
    ends = time.monotonic() + PATIENCE
    while not passes():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.01)


def in_a_loop_of_its_own(task: Coroutine[Any, Any, object]) -> None:
    """Run a task beside the loop that a browser of the tests may have running in this thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, task).result()


@contextlib.contextmanager
def previewing(
    project: SmallProject, *words: str, report: str = "town", ends: int = 0, **environment: str
) -> Iterator[Preview]:
    """Start the command, wait until it says where it is, and see that it ends as it should."""
    command = [sys.executable, "-m", "jdpublish", "--project", str(project.root), "preview"]
    if "--port" not in words:
        words = (*words, "--port", "0")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [*command, "--no-open", *words],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=ENVIRONMENT | environment,
            preexec_fn=_interruptible,  # noqa: PLW1509  no thread of the tests is at work here
        )
        preview = Preview(project, process, "", errors, report)
        try:
            preview.address = _address(preview)
            yield preview
        finally:
            code = preview.ended() if process.poll() is not None else preview.interrupt()
        said = preview.said()
        assert "Traceback" not in said, said
        assert code == ends, said


def _interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _address(preview: Preview) -> str:
    """Read what the command prints until it has said where it is."""
    assert preview.process.stdout is not None
    for line in preview.process.stdout:
        preview.words.append(line)
        if found := re.search(r"http://\S+", line):
            return found[0].rstrip("/")
    raise AssertionError(preview.said())


@pytest.fixture
def town(tmp_path) -> SmallProject:
    """The small project, for one test to change."""
    return make_project(tmp_path / "project")


@pytest.fixture
def preview(town: SmallProject) -> Iterator[Preview]:
    """A preview of the small project, for one test."""
    with previewing(town) as running:
        yield running


@pytest.fixture(scope="module")
def calm(tmp_path_factory) -> Iterator[Preview]:
    """A preview of the small project that the tests of a module share, and that none changes."""
    with previewing(make_project(tmp_path_factory.mktemp("calm") / "project")) as running:
        yield running


def copied_report(folder: Path) -> SmallProject:
    """Return a copy of the real report with its glossary, theme and configuration."""
    for name in ("content", "glossary", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "jdpublish.toml", folder)
    return SmallProject(folder)


@pytest.fixture(scope="module")
def real_preview(tmp_path_factory) -> Iterator[Preview]:
    """A preview of a copy of the real report, that the tests of a module share."""
    with previewing(copied_report(tmp_path_factory.mktemp("real")), report="review-2024") as one:
        yield one
