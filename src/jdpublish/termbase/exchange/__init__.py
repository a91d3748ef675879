"""Files in which a glossary is handed on and comes back: `FORMATS` lists them."""

from jdpublish.termbase.exchange.contract import Format

FORMATS: tuple[Format, ...] = ()
