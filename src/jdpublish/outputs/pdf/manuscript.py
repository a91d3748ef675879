"""The noun of printing: what is to become a PDF."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.model import Block
from jdpublish.publication import OWN_SHEET, Attachment, Sheet


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A page of HTML to be printed, and what must be known of it.

    `template` is the theme's file that it was made from, `locale` that of its fonts. `blocks` are
    those of a report's text, so that what is wrong can be told with its place, and `images` the
    report's pictures by path. `attached` are the files to travel in the PDF; `date` is their day.
    """

    page: str
    template: str
    locale: str
    sheet: Sheet = OWN_SHEET
    blocks: tuple[Block, ...] = ()
    images: Mapping[str, bytes] = field(default_factory=dict, hash=False)
    attached: tuple[Attachment, ...] = ()
    date: dt.date | None = None
