"""What a glossary in JSON says besides its entries: which format it is, and of which version."""

import json
from collections.abc import Iterator, Mapping

from jdpublish.errors import GlossaryError, Location
from jdpublish.termbase.exchange.as_json.text import Text

FORMAT = "jdpublish-glossary"
VERSION = "1"
_MEMBERS = ("format", "version", "title", "date", "fields", "concepts", "base")


def versions(top: Mapping[str, object], text: Text) -> Iterator[GlossaryError]:
    """Yield a mistake where a file says that it is in another format or version."""
    version = top.get("version", VERSION)
    if top.get("format", FORMAT) != FORMAT or version != VERSION:
        yield GlossaryError(
            f"the file is a “{top.get('format')}” of version {version},"
            f" and not a “{FORMAT}” of version {VERSION}",
            at=text.place(max(0, text.words.find('"version"'))),
            hint="it was written by a newer program; use that, or ask for another format",
        )


def unknown(top: Mapping[str, object], text: Text) -> Iterator[tuple[Location, str]]:
    """Yield the members of the outermost object that are no part of a glossary."""
    for key in top.keys() - set(_MEMBERS):
        at = text.words.find(json.dumps(key, ensure_ascii=False))
        yield text.place(max(0, at)), f"“{key}” is no part of a glossary"
