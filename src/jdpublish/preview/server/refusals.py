"""What the server refuses, in the words of both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no: its status (RFC 9110, 15), a name for programs, words for people.

    `english` and `chinese` say what is wrong and, after it, what to do.
    """

    status: int
    name: str
    english: str
    chinese: str
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)


def record(refusal: Refusal) -> Mapping[str, Any]:
    """Return a refusal as the page's own scripts read it."""
    return {
        "refused": refusal.name,
        "messages": {"en": refusal.english, "zh": refusal.chinese},
        "problems": [{"message": refusal.english, "hint": ""}],
    }


def misdirected(address: str) -> Refusal:
    """Return the answer to a request for another host than ours (RFC 9110, 15.5.20)."""
    return Refusal(
        421,
        "foreign-host",
        f"This preview answers at {address} only. Open that address; to forward it from another"
        " machine, keep the port, and to reach it by another name, start it with --host.",
        f"本预览只在 {address} 应答。请打开该地址；从别的计算机转发时请保持端口不变，"
        "要用别的名称访问，请用 --host 启动。",
    )


FOREIGN_SITE = Refusal(
    403,
    "foreign-site",
    "This was asked by another site, not by a page of this preview, and was not done.",
    "该请求来自其他网站，而不是本预览的页面，因此未执行。",
)

NO_TOKEN = Refusal(
    403,
    "no-token",
    "The preview was started anew since this page was opened. Nothing was changed; reload the"
    " page and do it again.",
    "打开本页面之后，预览已重新启动。没有任何改动；请重新载入页面后再操作。",
)

NOT_JSON = Refusal(
    415,
    "not-json",
    "Only JSON is accepted here; send it as application/json.",
    "此处只接受 JSON，请以 application/json 发送。",
)

NOT_READABLE = Refusal(
    400,
    "not-readable",
    "What was sent is not a JSON object in UTF-8. Nothing was changed.",
    "发送的内容不是 UTF-8 编码的 JSON 对象。没有任何改动。",
)

LARGEST = 256 * 1024
"""No block of a report and no entry of a glossary comes near to this."""

TOO_LARGE = Refusal(
    413,
    "too-large",
    f"This is more than fits: at most {LARGEST // 1024} kB are accepted at once. Nothing was"
    " changed; what you typed is still in the page.",
    f"内容过大：一次最多接受 {LARGEST // 1024} kB。没有任何改动，您输入的内容仍在页面上。",
)

NO_VERSION = Refusal(
    428,
    "no-version",
    "It must be said which version is to be replaced, in If-Match, so that nobody’s work is"
    " overwritten. Nothing was changed.",
    "必须在 If-Match 中说明要替换的是哪一版，以免覆盖他人的修改。没有任何改动。",
)

NOT_FOUND = Refusal(
    404,
    "not-found",
    "There is nothing at this address. The first page shows what there is.",
    "此地址没有内容。请从首页查看。",
)

NO_ROOM = Refusal(
    503,
    "no-room",
    "There are too many tabs on this preview. Close some and reload the page.",
    "本预览打开的标签页过多。请关闭一些后重新载入页面。",
)

OURS = Refusal(
    500,
    "our-mistake",
    "The preview made a mistake of its own, which it shows in its terminal. What was being saved"
    " may not have been; the page can be used on.",
    "预览程序自身出错，详情见其终端。正在保存的内容可能没有保存；页面可继续使用。",
)


def not_allowed(methods: str) -> Refusal:
    """Return the answer to a method that an address does not have; these it has."""
    return Refusal(
        405,
        "not-allowed",
        "This address is not meant for that.",
        "此地址不支持该操作。",
        {"allow": methods},
    )
