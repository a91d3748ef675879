"""Who may ask the preview for what: each refusal, by a request that is refused."""

import contextlib
import re
import socket
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from jdpublish.preview.server.guard import Guard
from jdpublish.preview.server.security import Gate
from tests.previewing import Preview, in_a_loop_of_its_own

WRITES = (("POST", "/-/open"), ("POST", "/-/pdf"), ("DELETE", "/-/pdf/1"))
BLOCK = {"report": "town", "language": "zh-Hans", "block": "p11"}


# ── What a page is ────────────────────────────────────────────────────────────────────────────


def test_the_first_address_leads_to_the_first_edition_of_the_only_report(calm: Preview):
    answer = calm.get("/")

    assert (answer.status, answer.headers["location"]) == (303, "/town/zh-Hans/index.html")


def test_a_page_tells_its_scripts_what_they_show_and_how_to_write(calm: Preview):
    page = calm.get(calm.path("en"))
    told = calm.stamp("en")

    assert page.status == 200
    assert (told["report"], told["view"]) == ("town", "en")
    assert page.version == told["version"]
    assert len(told["token"]) > 40
    head = page.text.partition("</head>")[0]
    assert '<script type="module" src="/-/assets/main.js"></script>' in head


def test_an_address_that_lacks_its_end_leads_to_the_page(calm: Preview):
    for path in ("/town/en", "/town/en/"):
        answer = calm.get(path)
        assert answer.status == 200 or answer.headers["location"] == "/town/en/index.html"
    assert calm.get("/town/").headers["location"] == "/town/zh-Hans/index.html"


def test_each_start_has_a_token_of_its_own(calm: Preview, preview: Preview):
    assert calm.token != preview.token


def test_a_script_that_the_browser_has_is_not_sent_again(calm: Preview):
    first = calm.get("/-/assets/main.js")
    again = calm.get("/-/assets/main.js", if_none_match=first.headers["etag"])

    assert first.status == 200
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (again.status, again.content) == (304, b"")


# ── What every answer says ────────────────────────────────────────────────────────────────────

ADDRESSES = ("/", "/town/zh-Hans/index.html", "/nothing", "/-/assets/main.js", "/-/open", "/-/nix")


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_tells_browsers_to_keep_others_out(calm: Preview, path):
    headers = calm.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] in ("no-store", "no-cache")
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not [name for name in headers if name.startswith("access-control")]
    assert "server" not in headers


def test_a_refusal_is_headed_as_any_answer(calm: Preview):
    refused = calm.get("/", host="evil.example")

    assert refused.headers["x-frame-options"] == "DENY"
    assert "unsafe" not in refused.headers["content-security-policy"]


def test_a_page_may_run_its_own_scripts_by_their_hashes_alone(calm: Preview):
    policy = calm.get(calm.path("zh-Hans")).headers["content-security-policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))

    for kind in ("script-src", "style-src"):
        own, *hashes = parts[kind].split(" ")
        assert own == "'self'"
        assert hashes
        assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", one) for one in hashes)
    assert parts["connect-src"] == f"'self' ws://{calm.host}"
    assert parts["img-src"] == "'self' data:"
    assert {parts[name] for name in ("default-src", "base-uri", "form-action")} == {"'none'"}


# ── Another host ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "localhost",
        "localhost.:{port}",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "192.168.0.1:{port}",
        "[::2]:{port}",
        "localhost:{port}@evil.example",
        "",
    ],
)
def test_a_request_for_another_host_is_refused(calm: Preview, host):
    answer = calm.get("/town/zh-Hans/index.html", host=host.format(port=calm.port))

    assert answer.status == 421
    assert "一" not in answer.text or "不对" in answer.text
    assert calm.token not in answer.text


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_a_request_for_this_machine_is_answered(calm: Preview, name):
    assert calm.get(calm.path("en"), host=f"{name}:{calm.port}").status == 200


def test_a_socket_for_another_host_is_refused(calm: Preview):
    evil = f"evil.example:{calm.port}"
    with pytest.raises(InvalidStatus) as refused, calm.live(host=evil, origin=f"http://{evil}"):
        pass

    assert refused.value.response.status_code == 421


# ── Another origin ────────────────────────────────────────────────────────────────────────────

FOREIGN = (
    "http://evil.example",
    "null",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:1",
    "http://127.0.0.1:{port}.evil.example",
    "http://localhost:{port}",  # the address that was asked is 127.0.0.1
    "",
)


@pytest.mark.parametrize("origin", [*FOREIGN, None])
def test_a_socket_of_another_origin_is_refused(calm: Preview, origin):
    origin = origin and origin.format(port=calm.port)
    with pytest.raises(InvalidStatus) as refused, calm.live(origin=origin):
        pass

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_write_of_another_origin_is_refused(calm: Preview, method, path, origin):
    answer = calm.write(method, path, BLOCK, origin=origin.format(port=calm.port))

    assert (answer.status, answer.json["refused"]) == (403, "foreign-site")


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_write_without_an_origin_is_refused(calm: Preview, method, path):
    headers = {"x-jdpublish-token": calm.token, "content-type": "application/json"}
    answer = calm.request(method, path, b"{}", headers=headers)

    assert (answer.status, answer.json["refused"]) == (403, "foreign-site")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_write_that_the_browser_calls_foreign_is_refused(calm: Preview, site):
    answer = calm.write("POST", "/-/open", BLOCK, sec_fetch_site=site)

    assert (answer.status, answer.json["refused"]) == (403, "foreign-site")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/town/zh-Hans/index.html", "/-/assets/main.js", "/-/nix"])
def test_another_site_can_embed_nothing(calm: Preview, path, site):
    for mode, kind in (("no-cors", "script"), ("navigate", "iframe"), ("cors", "empty")):
        answer = calm.get(path, sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=kind)
        assert answer.status == 403


def test_a_link_on_another_site_can_be_followed(calm: Preview):
    answer = calm.get(
        calm.path("en"),
        sec_fetch_site="cross-site",
        sec_fetch_mode="navigate",
        sec_fetch_dest="document",
    )

    assert answer.status == 200


# ── Writes ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("token", ["", "x" * 43, "é", "null"])
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_write_without_this_starts_token_is_refused(calm: Preview, method, path, token):
    answer = calm.write(method, path, BLOCK, x_jdpublish_token=token)

    assert (answer.status, answer.json["refused"]) == (403, "no-token")
    assert "重新载入" in answer.json["messages"]["zh"]


def test_a_write_without_any_token_is_refused(calm: Preview):
    headers = {"origin": calm.address, "content-type": "application/json"}
    answer = calm.request("POST", "/-/open", b"{}", headers=headers)

    assert (answer.status, answer.json["refused"]) == (403, "no-token")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json"]
)
def test_a_write_that_is_no_json_is_refused(calm: Preview, kind):
    answer = calm.write("POST", "/-/open", BLOCK, content_type=kind)

    assert (answer.status, answer.json["refused"]) == (415, "not-json")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"text"',
        b"\xff{}",
        b'{"a": NaN}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b"9" * 10_000,
    ],
)
def test_a_write_that_cannot_be_read_is_refused(calm: Preview, body):
    answer = calm.write("POST", "/-/open", body)

    assert (answer.status, answer.json["refused"]) == (400, "not-readable")


def test_a_megabyte_pasted_into_a_field_is_refused_in_plain_words(calm: Preview):
    answer = calm.write("POST", "/-/open", {**BLOCK, "text": "字" * 350_000})

    assert (answer.status, answer.json["refused"]) == (413, "too-large")
    assert "at most 256 kB" in answer.json["messages"]["en"]
    assert "一次最多接受 256 kB" in answer.json["messages"]["zh"]
    assert calm.get(calm.path("en")).status == 200


def test_a_megabyte_that_says_no_length_is_refused_too(calm: Preview):
    headers = {
        "x-jdpublish-token": calm.token,
        "origin": calm.address,
        "content-type": "application/json",
        "transfer-encoding": "chunked",
    }
    body = (b"x" * 65_536 for _ in range(16))
    answer = calm.request("POST", "/-/open", body, headers=headers, chunked=True)

    assert (answer.status, answer.json["refused"]) == (413, "too-large")


@pytest.mark.parametrize("begun", [[], [b'{"a": ']])
def test_of_a_request_that_breaks_off_nothing_is_done(begun):
    """Through ASGI itself: a browser that goes is seen by the server, but not by its answer."""
    own = (("host", "localhost:8791"), ("origin", "http://localhost:8791"))
    more = (("content-type", "application/json"), ("x-jdpublish-token", "ours"))
    scope = {
        "type": "http",
        "method": "DELETE",
        "path": "/-/pdf/1",
        "headers": [(name.encode(), value.encode()) for name, value in own + more],
    }
    parts = iter([{"type": "http.request", "body": one, "more_body": True} for one in begun])
    done: list[object] = []

    async def receive() -> Any:
        return next(parts, {"type": "http.disconnect"})

    async def note(*what: Any) -> None:
        done.append(what)

    gate = Gate(names=("localhost",), port=8791, token="ours")  # noqa: S106
    in_a_loop_of_its_own(Guard(note, gate=gate, complain=done.append)(scope, receive, note))

    assert done == []


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/town/zh-Hans/index.html", "/-/open", "/-/live"])
def test_other_methods_are_refused(calm: Preview, path, method):
    answer = calm.request(method, path, headers={"origin": "http://evil.example"})

    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_an_address_says_which_methods_it_has(calm: Preview):
    answer = calm.write("POST", calm.path("en"))
    other = calm.get("/-/open")

    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert (other.status, other.headers["allow"]) == (405, "POST")


# ── Addresses ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path",
    [
        "/jdpublish.toml",
        "/content/town/report.toml",
        "/../jdpublish.toml",
        "/town/../jdpublish.toml",
        "/%2e%2e/jdpublish.toml",
        "/town/zh-Hans/%2e%2e%2f%2e%2e%2fjdpublish.toml",
        "/-/assets/../contract.py",
        "/-/assets/..%2fcontract.py",
        "/-/assets/%2Fetc%2Fpasswd",
        "/-/fonts/..%2f..%2fjdpublish.toml",
        "/-/pdf/1/..%2f..%2fjdpublish.toml",
        "/-/assets/__init__.py",
        "//etc/passwd",
        "/town/fr/index.html",
        "/town/zh-Hans/town.en.pdf",
        "/town/zh-Hans-en/town.zh-Hans-en.pdf",
        "/%00",
        "/town/zh-Hans/index.html%00.js",
        "/-",
        "/-/",
    ],
)
def test_an_address_that_is_not_listed_is_not_there(calm: Preview, path):
    answer = calm.get(path)

    assert answer.status == 404
    assert "editions" not in answer.text


def test_a_person_is_told_in_both_languages_that_there_is_no_such_page(calm: Preview):
    page = calm.get("/nothing/%3Cscript%3Ealert(1)%3C/script%3E")

    assert page.status == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "没有这个页面" in page.text
    assert "No such page" in page.text
    assert "alert" not in page.text


def test_an_address_of_any_length_is_answered_or_refused(calm: Preview):
    assert calm.get(f"/{'a' * 5_000}").status == 404
    with contextlib.suppress(ConnectionError):  # it does not listen to the end
        assert calm.get(f"/{'a' * 200_000}").status == 400
    assert calm.get(calm.path("en")).status == 200


def test_what_is_no_http_does_no_harm(calm: Preview):
    with socket.create_connection(("127.0.0.1", calm.port)) as connection:
        connection.sendall(b"\x16\x03\x01\x02\x00\x1b[31m nonsense \r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")

    assert calm.get(calm.path("en")).status == 200
    assert "\x1b" not in calm.said()


# ── Sockets ───────────────────────────────────────────────────────────────────────────────────


def test_a_tab_is_greeted_with_how_things_stand(calm: Preview):
    with calm.live("en") as tab:
        hello = tab.next()

    assert hello["type"] == "hello"
    assert hello["problems"] == []
    assert hello["run"] == calm.stamp("en")["run"]
    assert hello["version"] == calm.stamp("en")["version"]


def test_a_socket_for_no_view_is_refused(calm: Preview):
    with pytest.raises(InvalidStatus) as refused, calm.live("fr"):
        pass

    assert refused.value.response.status_code == 404


def test_several_tabs_are_told_of_a_change(preview: Preview):
    with preview.live("zh-Hans") as one, preview.live("zh-Hans") as two, preview.live("en") as en:
        number = max(tab.until("hello")["number"] for tab in (one, two, en))
        preview.project.change("content/town/zh-Hans/01-work.md", "延长服务时间", "延长办事时间")
        news = [tab.until("page", lambda told: told["number"] > number) for tab in (one, two)]

    page = preview.get(preview.path("zh-Hans"))
    assert {told["version"] for told in news} == {page.version}
    assert "延长办事时间" in page.text


def test_a_tab_that_sends_too_much_is_let_go(calm: Preview):
    with calm.live() as tab:
        tab.until("hello")
        tab.socket.send("x" * 100_000)
        with pytest.raises(ConnectionClosedError, match="1009"):
            tab.until("nothing that is ever told")

    assert calm.get(calm.path("en")).status == 200
