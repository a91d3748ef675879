"""Saving through the server: nobody's work is overwritten, and a full disk loses nothing."""

import asyncio
import resource
import sys
from typing import Any

import pytest
from starlette.websockets import WebSocket

from jdpublish.editions import EDITIONS
from jdpublish.preview.contract import View
from jdpublish.preview.server.tabs import Tabs
from tests.previewing import Preview, in_a_loop_of_its_own

COUNTY = "/-/glossary/county"
BLOCK = "/-/translation/town/p01"
TOWN = "glossary/town.toml"
OVERVIEW = "content/town/en/00-overview.md"


def entry(preview: Preview, **changes: str) -> dict[str, Any]:
    """Return what the form of an entry sends."""
    return {"values": {**preview.get(COUNTY).json["entry"], **changes}}


@pytest.mark.parametrize("version", ["", "*", "x", 'W/"x"', '"a", "b"', '""'])
@pytest.mark.parametrize("path", [COUNTY, BLOCK])
def test_what_does_not_say_which_version_it_replaces_is_refused(calm: Preview, path, version):
    answer = calm.write("PUT", path, {}, if_match=version)

    assert (answer.status, answer.json["refused"]) == (428, "no-version")


@pytest.mark.parametrize(
    ("path", "body"), [(COUNTY, {"values": {"note": "x"}}), (BLOCK, {"markdown": "x"})]
)
def test_what_replaces_an_older_version_is_refused(preview: Preview, path, body):
    before = preview.project.read(TOWN), preview.project.read(OVERVIEW)

    answer = preview.write("PUT", path, body, if_match='"long-ago"')

    assert answer.status == 409
    assert (preview.project.read(TOWN), preview.project.read(OVERVIEW)) == before


def test_what_others_have_saved_meanwhile_is_not_overwritten(preview: Preview):
    version = preview.get(COUNTY).headers["etag"]
    body = entry(preview, note="ours")
    preview.project.change(TOWN, 'term = "the county"', 'term = "this county"')
    theirs = preview.project.read(TOWN)

    answer = preview.write("PUT", COUNTY, body, if_match=version)

    assert answer.status == 409
    assert preview.project.read(TOWN) == theirs


def test_what_is_saved_in_the_page_is_shown_at_once(preview: Preview):
    with preview.live("en") as tab:
        number = tab.until("hello")["number"]
        seen = preview.get(COUNTY)
        body = entry(preview, **{"en.definition": "What is governed from the town."})
        answer = preview.write("PUT", COUNTY, body, if_match=seen.headers["etag"])
        tab.until("glossary", lambda told: told["number"] > number)

    assert answer.status == 200
    assert answer.version != seen.version
    assert "What is governed from the town." in preview.project.read(TOWN)


@pytest.mark.parametrize("path", ["/-/glossary/nix", "/-/translation/town/nix"])
def test_a_desk_says_that_there_is_no_such_thing(calm: Preview, path):
    answer = calm.get(path)

    assert answer.status == 404
    assert answer.json["problems"][0]["message"]


@pytest.mark.skipif(sys.platform != "linux", reason="sets another process's limits")
@pytest.mark.parametrize(
    ("path", "file", "body"),
    [
        (COUNTY, TOWN, {"values": {"zh-Hans.term": "我县", "en.term": "the county", "note": "x"}}),
        (BLOCK, OVERVIEW, {"markdown": "In the past year, 12 kilometers of road were built."}),
    ],
)
def test_a_full_disk_loses_nothing_and_is_said_in_plain_words(preview: Preview, path, file, body):
    before, version = preview.project.read(file), preview.get(path).headers["etag"]
    limits = resource.prlimit(preview.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(preview.process.pid, resource.RLIMIT_FSIZE, (100, limits[1]))
    refused = preview.write("PUT", path, body, if_match=version)
    resource.prlimit(preview.process.pid, resource.RLIMIT_FSIZE, limits)

    assert refused.status in (422, 507)
    (problem,) = refused.json["problems"]
    assert "so large" in problem["message"] or "space" in problem["message"]
    assert preview.project.read(file) == before
    assert preview.write("PUT", path, body, if_match=version).status == 200


def test_a_tab_that_does_not_keep_up_is_let_go_and_the_others_are_told():
    """Through ASGI itself, since the system takes in a lot before a browser blocks a socket."""
    view, heard, closed = View("town", "en", EDITIONS[-1:]), [], []
    heard_more = asyncio.Condition()

    async def reading(message: Any) -> None:
        async with heard_more:
            heard.append(message.get("text"))
            heard_more.notify_all()

    async def sleeping(message: Any) -> None:
        if message["type"] == "websocket.close":
            closed.append(message["code"])
        elif message["type"] == "websocket.send" and message["text"] != '"hello"':
            await asyncio.Event().wait()

    async def greeting() -> tuple[Any, ...]:
        return ("hello",)

    async def told() -> None:
        tabs = Tabs()
        tabs.begin()
        served = [
            asyncio.create_task(tabs.serve(_socket(send), view, greeting))
            for send in (reading, sleeping)
        ]
        for number in range(200):
            tabs.tell({"type": "page", "number": number}, view)
            async with heard_more:  # accepted, greeted, and told so many messages
                await heard_more.wait_for(lambda: len(heard) == 3 + number)  # noqa: B023
        await asyncio.wait(served, return_when=asyncio.FIRST_COMPLETED)
        assert [task.done() for task in served] == [False, True]
        served[0].cancel()

    in_a_loop_of_its_own(told())

    assert closed == [1013]
    assert heard[1] == '"hello"'


def test_what_is_told_when_the_server_has_ended_is_nobodys():
    tabs = Tabs()

    async def begun() -> None:
        tabs.begin()

    in_a_loop_of_its_own(begun())

    tabs.tell({"type": "page"}, None)


def _socket(send: Any) -> WebSocket:
    connected = iter([{"type": "websocket.connect"}])

    async def receive() -> Any:
        for message in connected:
            return message
        return await asyncio.Event().wait()

    return WebSocket({"type": "websocket"}, receive, send)
