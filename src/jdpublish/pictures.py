"""A theme's own pictures in pages that stand alone: as data inside them."""

import base64
from collections.abc import Mapping

from jdpublish.css import file_name, read_css
from jdpublish.sources import Theme


def picture_url(name: str, content: bytes) -> str:
    """Return a picture as a URL that holds all of it."""
    ending = name.rsplit(".", 1)[-1].lower()
    kind = {"svg": "svg+xml", "jpg": "jpeg"}.get(ending, ending)
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def picture_urls(theme: Theme) -> Mapping[str, str]:
    """Return the URLs of a theme's pictures by their names."""
    return {name: picture_url(name, content) for name, content in theme.images.items()}


def screen_style(theme: Theme) -> str:
    """Return the style of the web pages, the pictures that it asks for inside it."""
    css = theme.files["screen.css"]
    for offset, address in reversed(read_css(css).addresses):
        name = file_name(address)
        if name in theme.images:
            url = picture_url(name, theme.images[name])
            css = css[:offset] + url + css[offset + len(address) :]
    return css
