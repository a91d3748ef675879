"""Pages of the server's own, in both languages: for what there is not, and what cannot be shown."""

import base64
import hashlib
import json
from collections.abc import Iterable
from html import escape

from starlette.responses import Response
from starlette.types import Scope

from jdpublish.preview.contract import Message
from jdpublish.preview.server.assets import WAITING
from jdpublish.preview.server.policy import page_policy
from jdpublish.preview.server.refusals import Refusal, record

_STYLE = """
:root { color-scheme: light dark; --paper: light-dark(#fbf9f4, #171614);
  --ink: light-dark(#1c1a18, #e6e1d8); --quiet: light-dark(#5f5952, #a8a096);
  --rule: light-dark(#cfc7ba, #3d3933); --accent: light-dark(#9b2a20, #e98a78);
  --panel: light-dark(#f3eee4, #201e1b) }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.7 "Linux Libertine O", "Noto Serif CJK SC", "Songti SC", SimSun, serif;
  text-autospace: normal }
main { max-width: 42rem; margin: 0 auto; padding: 16vh 24px 64px }
main::before { content: ""; display: block; height: 7px; margin-bottom: 2.2rem;
  border: solid var(--accent); border-width: 3px 0 1px }
h1 { margin: 0 0 .6rem; font-size: 1.7rem; line-height: 1.35; text-wrap: balance }
p { margin: 0 0 .8rem; overflow-wrap: anywhere }
section[lang=en] { margin-top: 2.2rem; padding-top: 1.6rem; border-top: 1px solid var(--rule) }
section[lang=en] h1 { font-size: 1.35rem }
ol { list-style: none; margin: 2.2rem 0 0; padding: 0 }
li { margin: 0 0 1rem; padding: .8rem 1rem; background: var(--panel); border-radius: 4px;
  border-inline-start: 3px solid var(--accent) }
li p { margin: 0 }
.place, pre { font-family: ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
  font-size: .8125rem }
.place, .hint { color: var(--quiet) }
pre { margin: .5rem 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
a { color: var(--accent) } a:focus-visible { outline: 2px solid; outline-offset: 3px }
""".strip()

_HASH = f"sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}"


def notice(
    titles: tuple[str, str],
    texts: tuple[str, str],
    rest: str = "",
    *,
    home: bool = True,
    waits: bool = False,
) -> str:
    """Return a page that says something in Chinese and in English; `rest` is HTML for its end.

    It names the way `home`; one that `waits` is loaded anew when there is news.
    """
    script = f'<script type="module" src="/-/assets/{WAITING}"></script>\n' if waits else ""
    (title_zh, title_en), (zh, en) = map(escape, titles), map(escape, texts)
    back_zh = '<p><a href="/">回到首页</a></p>' if home else ""
    back_en = '<p><a href="/">To the first page</a></p>' if home else ""
    return f"""<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title_zh} · {title_en}</title>
<style>{_STYLE}</style>
{script}</head>
<body>
<main>
<section lang="zh-Hans"><h1>{title_zh}</h1><p>{zh}</p>{back_zh}</section>
<section lang="en"><h1>{title_en}</h1><p>{en}</p>{back_en}</section>
{rest}</main>
</body>
</html>
"""


def problem_page(problems: Iterable[Message]) -> str:
    """Return what stands in for a page that cannot be made yet: what must be mended, and where."""
    titles = ("此页暂时无法显示", "This page cannot be shown yet")
    texts = (
        "项目中有需要改正之处，见下。改正并保存后，页面会自动出现。",
        "Something must be mended first, see below. Then the page comes by itself.",
    )
    return notice(titles, texts, _listed(problems), home=False, waits=True)


def unprinted_page(problems: Iterable[Message]) -> str:
    """Return what is shown in place of a PDF that could not be made."""
    titles = ("这份PDF未能生成", "This PDF was not made")
    texts = (
        "原因见下。改正并保存后，请重新载入。",
        "See below why. When it is mended, load this page again.",
    )
    return notice(titles, texts, _listed(problems), home=False)


def _listed(problems: Iterable[Message]) -> str:
    return f"<ol>{''.join(map(_item, problems))}</ol>\n"


def _item(problem: Message) -> str:
    file, line = problem.get("file"), problem.get("line")
    place = ":".join(str(one) for one in (file, line, problem.get("column")) if one)
    parts = (
        f"<p>{escape(str(problem.get('message', '')))}</p>",
        f'<p class="place">{escape(place)}</p>' if place else "",
        f"<pre>{escape(str(source))}</pre>" if (source := problem.get("source")) else "",
        f'<p class="hint">{escape(str(hint))}</p>' if (hint := problem.get("hint")) else "",
    )
    return f'<li lang="en">{"".join(parts)}</li>'


_TITLES = {
    404: ("没有这个页面", "No such page"),
    405: ("不支持的操作", "Not meant for that"),
    421: ("地址不对", "Another address"),
}
_OTHER = ("未能完成", "This could not be done")


def refusal_response(refusal: Refusal, scope: Scope) -> Response:
    """Return a refusal as the one who asks can read it: a page for a person, JSON for a script."""
    if scope["type"] == "http" and not scope["path"].startswith("/-/"):
        home = refusal.status != 421  # noqa: PLR2004  there, our first page is at another address
        html = notice(
            _TITLES.get(refusal.status, _OTHER), (refusal.chinese, refusal.english), home=home
        )
        return notice_response(html, refusal.status, dict(refusal.headers))
    return json_response(record(refusal), refusal.status, dict(refusal.headers))


def notice_response(html: str, status: int, headers: dict[str, str] | None = None) -> Response:
    """Return a page of the server's own as an answer."""
    policy = page_policy((), (_HASH,))
    return Response(
        html,
        status,
        {"content-security-policy": policy, **(headers or {})},
        media_type="text/html",
    )


def json_response(
    content: Message, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """Return JSON as an answer, Chinese as it is."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, headers, media_type="application/json")
