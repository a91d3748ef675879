"""What the two editions of TBX-Basic call their elements, and what each of them can say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdpublish.model import PARTS_OF_SPEECH


@dataclass(frozen=True, slots=True)
class Dialect:
    """An edition: the names of its elements, and the attributes of the root."""

    root: str
    header: str
    entry: str
    language: str
    term: str
    attributes: Mapping[str, str] = field(hash=False)
    encoding: str
    parts_of_speech: tuple[str, ...]


TBX = Dialect(
    root="tbx",
    header="tbxHeader",
    entry="conceptEntry",
    language="langSec",
    term="termSec",
    attributes={
        "type": "TBX-Basic",
        "style": "dca",
        "xml:lang": "en",
        "xmlns": "urn:iso:std:iso:30042:ed-2",
    },
    encoding="",
    parts_of_speech=tuple(part for part in PARTS_OF_SPEECH if part != "properNoun"),
)
"""ISO 30042:2019, third version of TBX; in its TBX-Basic a proper noun is a noun."""

MARTIF = Dialect(
    root="martif",
    header="martifHeader",
    entry="termEntry",
    language="langSet",
    term="tig",
    attributes={"type": "TBX-Basic", "xml:lang": "en"},
    encoding="TBXBasicXCSV02.xcs",
    parts_of_speech=PARTS_OF_SPEECH,
)
"""ISO 30042:2008, which most programs of translators read to this day."""
