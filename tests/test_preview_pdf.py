"""PDFs that are made beside the preview."""

import signal
import socket
from pathlib import Path

import pytest

from tests.previewing import Preview, previewing, waited
from tests.project_factory import SmallProject


def test_a_pdf_is_made_while_the_page_goes_on(preview: Preview):
    with preview.live("en") as tab:
        tab.until("hello")
        asked = preview.write("POST", "/-/pdf", {"report": "town", "edition": "en"})
        done = tab.until("pdf", lambda told: told["state"] == "done")

    steps = [told for told in tab.heard if told["type"] == "pdf"]
    assert [told["job"] for told in steps] == [asked.json["job"]] * len(steps)
    assert list(dict.fromkeys(told["state"] for told in steps)) == ["waiting", "running", "done"]
    fractions = [told["fraction"] for told in steps]
    assert fractions == sorted(fractions)
    pages = [told["page"] for told in steps if told["step"] == "pages"]
    assert pages == sorted(pages)
    assert done["fraction"] == 1
    assert {"reading", "setting", "pages"} <= {told["step"] for told in steps}
    file = preview.get(done["url"])
    assert file.headers["content-type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-")


def test_a_pdf_is_the_same_as_a_build_makes(preview: Preview):
    made = preview.get("/town/en/town.en.pdf")
    preview.project.run("build", "-f", "pdf", "-e", "en")

    assert made.content == (preview.root / "dist/town/en/town.en.pdf").read_bytes()


def test_a_pdf_of_an_unchanged_text_is_not_made_twice(preview: Preview):
    asked = {"report": "town", "edition": "en"}
    preview.get("/town/en/town.en.pdf")
    again = preview.write("POST", "/-/pdf", asked)

    assert again.json["state"] == "done"
    with preview.live("zh-Hans") as tab:  # a tab that was opened later knows of it
        assert tab.until("pdf")["url"] == again.json["url"]


def test_a_pdf_that_was_begun_before_a_save_is_not_taken_for_one_of_now(preview: Preview):
    asked = {"report": "town", "edition": "en"}
    with preview.live("en") as tab:
        number = tab.until("hello")["number"]
        before = preview.write("POST", "/-/pdf", asked).json["job"]
        tab.until("pdf", lambda told: (told["job"], told["step"]) == (before, "setting"))
        preview.project.change("content/town/en/00-overview.md", "built", "paved")
        tab.until("page", lambda told: told["number"] > number)
        now = preview.write("POST", "/-/pdf", asked).json["job"]
        again = preview.write("POST", "/-/pdf", asked).json["job"]
        done = tab.until("pdf", lambda told: (told["job"], told["state"]) == (now, "done"))

    assert before != now == again
    preview.project.run("build", "-f", "pdf", "-e", "en")
    made = (preview.root / "dist/town/en/town.en.pdf").read_bytes()
    assert preview.get(done["url"]).content == made


def test_a_pdf_that_waits_and_one_that_is_made_can_be_cancelled(preview: Preview):
    with preview.live("en") as tab:
        tab.until("hello")
        first, second = (
            preview.write("POST", "/-/pdf", {"report": "town", "edition": edition}).json["job"]
            for edition in ("en", "zh-Hans")
        )
        tab.until("pdf", lambda told: told["job"] == first and told["step"] == "setting")
        for job in (second, first):
            cancelled = preview.write("DELETE", f"/-/pdf/{job}")
            assert (cancelled.status, cancelled.json["state"]) == (200, "cancelled")
        again = preview.write("POST", "/-/pdf", {"report": "town", "edition": "en"}).json["job"]
        tab.until("pdf", lambda told: (told["job"], told["state"]) == (again, "done"))

    assert again not in (first, second)
    told = {(one["job"], one["state"]) for one in tab.heard if one["type"] == "pdf"}
    assert not told & {(job, state) for job in (first, second) for state in ("done", "failed")}
    assert preview.get(f"/-/pdf/{first}/town.en.pdf").status == 404


def test_a_pdf_that_cannot_be_made_says_why(preview: Preview):
    preview.project.own_theme()
    with preview.live("en") as tab:
        tab.until("hello")
        preview.project.change("themes/report/print.html", "<main>", '<main style="colour: red">')
        preview.write("POST", "/-/pdf", {"report": "town", "edition": "en"})
        failed = tab.until("pdf", lambda told: told["state"] == "failed")

    assert failed["problems"][0]["file"] == "themes/report/print.html"
    page = preview.get("/town/en/town.en.pdf")
    assert page.status == 422
    assert failed["problems"][0]["message"] in page.text


def test_a_pdf_of_a_broken_text_is_refused_with_the_mistake(preview: Preview):
    with preview.live("en") as tab:
        tab.until("hello")
        preview.project.change("content/town/en/01-work.md", "{#p11}", "{#c1}")
        tab.until("problems", lambda told: told["problems"])
        refused = preview.write("POST", "/-/pdf", {"report": "town", "edition": "en"})

    assert refused.status == 422
    assert refused.json["problems"][0]["file"] == "content/town/en/01-work.md"


@pytest.mark.parametrize("edition", ["zh-Hans-en", "fr", "../en", "-x", ""])
def test_a_pdf_of_no_edition_is_refused(calm: Preview, edition):
    answer = calm.write("POST", "/-/pdf", {"report": "town", "edition": edition})

    assert answer.status == 404


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux for the processes there are")
def test_the_process_that_makes_a_pdf_ends_with_the_preview(town: SmallProject):
    with previewing(town) as preview:
        child = started_child(preview)
        preview.interrupt()

    assert not Path(f"/proc/{child}").exists()


def test_a_browser_that_waits_for_a_pdf_does_not_keep_the_preview_from_ending(town: SmallProject):
    with previewing(town) as preview, preview.live("en") as tab:
        tab.until("hello")
        with socket.create_connection(("127.0.0.1", preview.port)) as waiting:
            ask = f"GET /town/en/town.en.pdf HTTP/1.1\r\nHost: {preview.host}\r\n\r\n"
            waiting.sendall(ask.encode())
            tab.until("pdf", lambda told: told["step"] == "setting")
            assert preview.interrupt() == 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux for the processes there are")
def test_the_process_that_makes_a_pdf_ends_when_the_preview_is_killed(town: SmallProject):
    with previewing(town, ends=-signal.SIGKILL) as preview:
        child = started_child(preview)
        preview.process.kill()
        preview.process.wait()

    waited(lambda: not Path(f"/proc/{child}").exists())


def started_child(preview: Preview) -> str:
    """Ask for a PDF and return the process that makes it, when it is about to."""
    with preview.live("en") as tab:
        tab.until("hello")
        preview.write("POST", "/-/pdf", {"report": "town", "edition": "en"})
        tab.until("pdf", lambda told: told["step"] == "setting")
    (child,) = children(preview.process.pid)
    return child


def children(parent: int) -> list[str]:
    tasks = Path(f"/proc/{parent}/task").iterdir()
    return [child for task in tasks for child in (task / "children").read_text().split()]
