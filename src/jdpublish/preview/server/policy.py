"""What browsers are told of every answer: what it may load, who may frame it, who may keep it."""

from collections.abc import Iterable, Mapping

EVERYWHERE: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
"""What every answer says, unless it says otherwise itself."""

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of all that is not a page."""

PDF = "frame-ancestors 'none'"
"""A PDF loads nothing; a browser's own viewer may be held to what stands here."""


def page_policy(scripts: Iterable[str], styles: Iterable[str], *, host: str = "") -> str:
    """Return the Content-Security-Policy of a page: ours, and what it holds itself by hash.

    Not every browser takes 'self' to mean the sockets of a host, so they are named where there is
    one.

    Source: W3C, Content Security Policy Level 3, 2.3.1 and 6.7.2.7.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{_hashes(scripts)}",
            f"style-src 'self'{_hashes(styles)}",
            "font-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self'{f' ws://{host}' if host else ''}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _hashes(hashes: Iterable[str]) -> str:
    return "".join(f" '{one.strip(chr(39))}'" for one in dict.fromkeys(hashes))
