"""The translation pane: a block's English beside its Chinese, checked as it is typed, saved."""

from jdpublish.preview.contract import Route
from jdpublish.preview.desk.translation.answers import checked, shown, written

_BLOCK = "/-/translation/{report}/{block}"

TRANSLATION: tuple[Route, ...] = (
    Route("GET", _BLOCK, shown),
    Route("POST", f"{_BLOCK}/check", checked),
    Route("PUT", _BLOCK, written, conditional=True),
)
