"""Files in which a glossary is handed on and comes back: `FORMATS` lists them."""

from jdpublish.termbase.exchange import omegat, tbx
from jdpublish.termbase.exchange.as_json import JSON
from jdpublish.termbase.exchange.contract import Format
from jdpublish.termbase.exchange.separated import CSV, TSV
from jdpublish.termbase.exchange.xlsx import XLSX

FORMATS: tuple[Format, ...] = (
    *(XLSX, CSV, TSV, JSON),
    *tbx.FORMATS,
    *omegat.FORMATS,
)
