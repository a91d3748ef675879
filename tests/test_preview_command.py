"""The preview as a command: how it starts, what it says, what it survives, how it ends."""

import shutil
import signal
import socket
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.previewing import Preview, previewing, waited
from tests.project_factory import SmallProject, run_here

BLOCK = {"report": "town", "language": "zh-Hans", "block": "p11"}
ENGLISH = "content/town/en/01-work.md"

# ── Starting and ending ───────────────────────────────────────────────────────────────────────


def test_it_says_where_it_is_and_how_it_ends(town: SmallProject):
    with previewing(town) as preview:
        assert preview.get("/").status == 303
        preview.interrupt()

    said = "".join(preview.words)
    assert f"Preview at http://127.0.0.1:{preview.port}\n" in said
    assert "town" in said
    assert "Ctrl+C" in said
    assert said.endswith("The preview has ended.\n")


def test_the_browser_is_opened_when_asked_for(town: SmallProject, tmp_path):
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(
        f'#!/bin/sh\nprintf %s "$1" > "{opened}.part"; mv "{opened}.part" "{opened}"\n'
    )
    browser.chmod(0o755)
    with previewing(town, "--open", BROWSER=f"{browser} %s") as preview:
        waited(opened.exists)

    assert opened.read_text() == preview.address


def test_a_port_that_is_taken_is_said_and_the_next_one_used(town: SmallProject, calm: Preview):
    with previewing(town, "--port", str(calm.port)) as preview:
        assert preview.port != calm.port
        assert preview.get(preview.path("en")).status == 200
        said = preview.said()

    assert f"Port {calm.port} is taken by another program; {preview.port} is free." in said


def test_ctrl_c_ends_it_also_while_tabs_are_open(town: SmallProject):
    with previewing(town) as preview, preview.live() as one, preview.live("en") as two:
        one.until("hello")
        two.until("hello")
        assert preview.interrupt() == 0


def test_a_closed_terminal_ends_it(town: SmallProject):
    with previewing(town) as preview:
        assert preview.get(preview.path("en")).status == 200
        preview.process.send_signal(signal.SIGHUP)
        assert preview.process.wait(30) == 0


def test_a_report_that_is_not_there_is_said(town: SmallProject):
    outcome = run_here("--project", str(town.root), "preview", "village", "--port", "0")

    assert outcome.code == 2
    assert "there is no report “village”" in outcome.said
    assert "reports are: town" in outcome.said


def test_a_folder_without_a_project_is_said(tmp_path):
    outcome = run_here("--project", str(tmp_path), "preview")

    assert (outcome.code, "there is no project" in outcome.said) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--editor", "nix-editor {file}"), "there is no program “nix-editor”"),
        (("--editor", "'open {file}"), "cannot be read"),
        (("--host", "no.such.host.invalid"), "there is no host “no.such.host.invalid”"),
        (("--host", "192.0.2.1"), "this machine cannot be reached at 192.0.2.1"),
        (("--port", "65536"), "65536"),
    ],
)
def test_what_cannot_be_done_is_said_at_the_start(town: SmallProject, words, said):
    outcome = run_here("--project", str(town.root), "preview", "--port", "0", *words)

    assert outcome.code == 2
    assert said in outcome.said


def test_other_machines_are_let_in_with_a_warning_and_by_addresses_alone(town: SmallProject):
    with previewing(town, "--host", "0.0.0.0") as preview:  # noqa: S104  to be warned of it
        warned = preview.said()
        for host, status in (
            (f"192.168.7.7:{preview.port}", 200),
            (f"[fe80::1]:{preview.port}", 200),
            (f"localhost:{preview.port}", 200),
            (f"evil.example:{preview.port}", 421),
            (f"1.2.3:{preview.port}", 421),
            ("192.168.7.7:1", 421),
        ):
            assert preview.get(preview.path("en"), host=host).status == status

    assert "other machines of the network can reach this preview" in warned


# ── What goes wrong meanwhile ─────────────────────────────────────────────────────────────────


def test_a_project_that_is_broken_at_the_start_is_shown_when_it_is_mended(town: SmallProject):
    town.change(ENGLISH, "{#p11}", "{#c1}")
    with previewing(town) as preview:
        page = preview.get(preview.path("en"))
        with preview.live("en") as tab:
            hello = tab.until("hello")
            town.change(ENGLISH, "on a blockchain,\nand cut", "on one,\nand cut")
            town.change(ENGLISH, "errands.[^n1] {#c1}", "errands.[^n1] {#p11}")
            tab.until("problems", lambda told: not told["problems"])
        mended = preview.get(preview.path("en"))

    assert page.status == 503
    assert "content/town/en/01-work.md:" in page.text
    assert "改正" in page.text
    assert (hello["version"], hello["problems"][0]["line"]) == ("", 5)
    assert mended.status == 200


def test_a_mistake_is_said_once_when_it_comes_and_once_when_it_is_mended(preview: Preview):
    file = "content/town/en/01-work.md"
    with preview.live("en") as tab:
        tab.until("hello")
        preview.project.change(file, "{#p11}", "{#c1}")
        tab.until("problems", lambda told: told["problems"])
        preview.project.change("content/town/zh-Hans/01-work.md", "新设窗口8个", "新设窗口9个")
        preview.project.change(file, "errands.[^n1] {#c1}", "errands.[^n1] {#p11}")
        tab.until("problems", lambda told: not told["problems"])
        waited(lambda: "mended" in preview.said())
        said = preview.said()

    assert said.count("error: ") == 1
    assert f"--> {file}:5:" in said
    assert said.count("mended") == 1


def test_a_project_that_is_deleted_keeps_its_page(preview: Preview):
    before = preview.get(preview.path("en"))
    with preview.live("en") as tab:
        tab.until("hello")
        shutil.rmtree(preview.root)
        gone = tab.until("gone")
        after = preview.get(preview.path("en"))
        write = preview.write("POST", "/-/open", BLOCK)

    assert gone["message"]
    assert after.version == before.version
    assert write.status == 422
    assert "there is no project" in write.json["problems"][0]["message"]


def test_a_project_that_is_moved_and_comes_back_is_followed_again(preview: Preview):
    aside = preview.root.with_name("aside")
    with preview.live("en") as tab:
        tab.until("hello")
        preview.root.rename(aside)
        tab.until("gone")
        aside.rename(preview.root)
        tab.until("back")
        preview.project.change(ENGLISH, "Eight new counters", "9 new counters")
        tab.until("page")

    assert "9 new counters" in preview.get(preview.path("en")).text


def test_a_browser_that_vanishes_does_no_harm(preview: Preview):
    for _ in range(5):
        with preview.live("en") as tab:
            tab.until("hello")
            tab.socket.socket.shutdown(socket.SHUT_RDWR)
    preview.project.change(ENGLISH, "Eight new counters", "9 new counters")
    with preview.live("en") as tab:
        waited(lambda: "9 new counters" in preview.get(preview.path("en")).text)


def test_tabs_that_come_and_go_leave_no_handle_open(preview: Preview):
    def handles() -> int:
        return len(list(Path(f"/proc/{preview.process.pid}/fd").iterdir()))

    for _ in range(3):
        with preview.live("en") as tab:
            tab.until("hello")
    preview.get(preview.path("en"))
    before = handles()
    for _ in range(20):
        with preview.live("en") as tab:
            tab.until("hello")
        preview.get(preview.path("en"))

    waited(lambda: handles() <= before)


# ── The editor ────────────────────────────────────────────────────────────────────────────────


def test_without_a_command_a_block_is_opened_by_a_link(calm: Preview):
    answer = calm.write("POST", "/-/open", BLOCK)

    file = calm.root / "content/town/zh-Hans/01-work.md"
    assert (answer.status, answer.json["link"]) == (409, f"vscode://file{file}:5:1")


def test_a_block_is_opened_by_the_command_and_never_by_a_shell(town: SmallProject, tmp_path):
    editor = tmp_path / "my editor"
    editor.write_text(
        '#!/bin/sh\nprintf "%s|" "$@" > "$0.said.part"; mv "$0.said.part" "$0.said"\n'
    )
    editor.chmod(0o755)
    said = tmp_path / "my editor.said"
    command = f"'{editor}' --goto '{{file}}:{{line}}:{{column}}' '$(touch {tmp_path}/hacked)' ';'"
    with previewing(town, "--editor", command) as preview:
        answer = preview.write("POST", "/-/open", BLOCK)
        waited(said.exists)

    file = town.root / "content/town/zh-Hans/01-work.md"
    assert answer.status == 200
    assert said.read_text() == f"--goto|{file}:5:1|$(touch {tmp_path}/hacked)|;|"
    assert not (tmp_path / "hacked").exists()


def test_the_command_can_come_from_the_environment(town: SmallProject):
    with previewing(town, JDPUBLISH_EDITOR="true") as preview:
        assert preview.write("POST", "/-/open", BLOCK).status == 200


def test_a_project_cannot_name_the_command(town: SmallProject):
    town.write("jdpublish.toml", 'editor = "touch hacked"\n' + town.read("jdpublish.toml"))

    assert "“editor” is not a setting" in run_here("--project", str(town.root), "preview").said


@pytest.mark.parametrize(
    "body",
    [
        {"report": "town", "language": "zh-Hans", "block": "nix"},
        {"report": "town", "language": "../..", "block": "p11"},
        {"report": "/etc", "language": "zh-Hans", "block": "passwd"},
        {"report": ["town"], "language": {"a": 1}, "block": None},
        {"problem": 0},
        {"problem": "../x"},
        {},
    ],
)
def test_what_is_not_in_the_text_cannot_be_opened(calm: Preview, body):
    assert calm.write("POST", "/-/open", body).status == 404


def test_the_place_of_a_mistake_can_be_opened(preview: Preview):
    with preview.live("en") as tab:
        tab.until("hello")
        preview.project.change(ENGLISH, "{#p11}", "{#c1}")
        tab.until("problems", lambda told: told["problems"])
        answer = preview.write("POST", "/-/open", {"report": "town", "problem": 0})

    assert answer.json["link"].startswith(f"vscode://file{preview.root}/content/town/en/01-work.md")


# ── In a browser ──────────────────────────────────────────────────────────────────────────────


def test_a_page_that_could_not_be_made_comes_by_itself_when_it_is_mended(browser, town):
    file = "content/town/zh-Hans/01-work.md"
    town.change(file, "延长服务时间", "延长服务时间ཀ")
    with previewing(town) as preview:
        page, asked = browser.new_page(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(preview.url("zh-Hans"))
        expect(page.locator("li")).to_contain_text("no font of the theme can show “ཀ”")
        assert asked.count(preview.url("zh-Hans")) == 1

        town.change(file, "延长服务时间ཀ", "延长服务时间")

        expect(page.locator("#p11")).to_be_visible(timeout=30_000)
        page.close()


def test_a_page_runs_in_a_browser_without_breaking_its_own_policy(browser, calm: Preview):
    page, faults = browser.new_page(), []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in ("/", calm.path("en"), calm.path("zh-Hans-en"), "/index.html"):
        page.goto(calm.address + path, wait_until="networkidle")
    page.close()

    assert faults == []
