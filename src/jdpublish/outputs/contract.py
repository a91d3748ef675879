"""What a page must have whatever its theme: checked in the page that a template has made."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from jdpublish.errors import Location, ThemeError
from jdpublish.outputs.templates import place_in_templates
from jdpublish.page import plain
from jdpublish.sources import Theme
from jdpublish.styles import PRINTED
from jdpublish.stylesheet import Medium, uncovered

_UNREAD = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(
    r"<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^>]*>\s*[^\s<]", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HINT = "docs/themes.md says which ids a template must have"


def contract_mistakes(page: str, theme: Theme, template: str, locale: str) -> Iterator[ThemeError]:
    """Yield what a page lacks: its language, a title, words for pictures, what links lead to.

    The texts that it holds have been checked before, so a character that no font can show is the
    template's own.
    """
    html = _UNREAD.sub(" ", page)
    tags = [(found[1].lower(), found[2]) for found in _TAG.finditer(html)]
    attributes = [(tag, _attributes(own)) for tag, own in tags]
    file = Location(f"{theme.folder}/{template}")
    if not next((own.get("lang") for tag, own in attributes if tag == "html"), ""):
        hint = 'write <html lang="{{ document.language }}">; screen readers need it'
        yield ThemeError("the page says no language", at=_near(theme, "<html", file), hint=hint)
    if not _TITLE.search(html):
        hint = "write <title>{{ plain_title }}</title> into its <head>"
        yield ThemeError("the page has no title", at=_near(theme, "<head", file), hint=hint)
    for tag, own in attributes:
        if tag == "img" and not _is_described(own, template):
            near = _near(theme, "<img", file)
            yield ThemeError(
                "no words say what this picture shows",
                at=near
                if (src := own.get("src", "")).startswith("data:")
                else _near(theme, src, near),
                hint='write them: alt="…"; or aria-hidden="true" if it only decorates',
            )
    yield from _ids([own for _, own in attributes], theme, file)
    medium: Medium = "print" if template in PRINTED else "screen"
    for character in uncovered(theme, medium, locale, plain(html)):
        yield ThemeError(
            f"no font of the theme can show “{character}” (U+{ord(character):04X})",
            at=_near(theme, character, file),
            hint="replace the character, or name a font that has it in theme.toml",
        )


def _is_described(image: Mapping[str, str], template: str) -> bool:
    """Tell whether words stand for a picture; on the screen none are needed for a mere ornament."""
    ornament = image.get("aria-hidden") == "true" or (template not in PRINTED and "alt" in image)
    return ornament or bool(image.get("alt") or image.get("aria-label"))


def _ids(attributes: list[Mapping[str, str]], theme: Theme, file: Location) -> Iterator[ThemeError]:
    counts = Counter(own["id"] for own in attributes if "id" in own)
    for name in sorted(name for name, count in counts.items() if count > 1):
        at = _near(theme, f'id="{name}"', file)
        yield ThemeError(f"two things on the page have the id “{name}”", at=at, hint=_HINT)
    targets = {own["href"][1:] for own in attributes if own.get("href", "").startswith("#")}
    for name in sorted(targets - counts.keys() - {"", "top"}):
        at = _near(theme, f'href="#{name}"', file)
        message = f"nothing on the page has the id “{name}”, to which it links"
        yield ThemeError(message, at=at, hint=_HINT)


@lru_cache(maxsize=10_000)
def _attributes(text: str) -> Mapping[str, str]:
    """Return the attributes of a tag; most stand on the page before or the next one, too."""
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(text)
    }


def _near(theme: Theme, words: str, file: Location) -> Location:
    return place_in_templates(theme, words, first=file.file.rsplit("/", 1)[-1]) or file
