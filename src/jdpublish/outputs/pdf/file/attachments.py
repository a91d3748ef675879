"""What an edition was made from, inside its PDF: associated files, as PDF/A-3 has them.

Each file is embedded once, named once among the document's embedded files and once among the files
associated with the document as a whole (ISO 19005-3:2012, 6.8 and annex E). WeasyPrint lists its
own attachments twice and lets them bear the time of the build, so these are written without it.
"""

import datetime as dt
from hashlib import md5
from typing import Any

import pydyf

from jdpublish.publication import Attachment

UNDATED = dt.date(1970, 1, 1)
"""Stands where a report says no day. A file's own date is not to be had: a checkout has made it.

That an associated file says when it was modified is required (ISO 19005-3:2012, annex E.2;
ISO 32000-2:2020, 7.11.4.1, table 45). The beginning of the Unix epoch says in the usual way that
nobody knows.
"""


def attach(pdf: Any, attached: tuple[Attachment, ...], *, date: dt.date | None) -> None:  # noqa: ANN401
    """Embed files in a PDF before it is written; `date` is the day of the report's version."""
    embedded = {file.name: _embedded(file, date or UNDATED, pdf) for file in attached}
    if not embedded:
        return
    pdf.catalog["AF"] = pydyf.Array(embedded.values())
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["EmbeddedFiles"] = pydyf.Dictionary({"Names": _name_tree(embedded)})


def _embedded(file: Attachment, date: dt.date, pdf: Any) -> bytes:  # noqa: ANN401
    """Write a file and what is said of it, and return the reference of the latter."""
    content = file.text.encode()
    parameters = {
        "Size": len(content),
        "CheckSum": f"<{md5(content, usedforsecurity=False).hexdigest()}>",
        "ModDate": pydyf.String(f"D:{date:%Y%m%d}"),
    }
    stream = pydyf.Stream(
        [content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{file.media_type.replace('/', '#2F')}",
            "Params": pydyf.Dictionary(parameters),
        },
        compress=True,
    )
    pdf.add_object(stream)
    name = pydyf.String(file.name)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(file.description),
            "AFRelationship": f"/{file.relationship}",
        }
    )
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference


def _name_tree(embedded: dict[str, bytes]) -> Any:  # noqa: ANN401
    """Return names and references, in the order that a name tree must have."""
    keys = {pydyf.String(name).data: reference for name, reference in embedded.items()}
    return pydyf.Array(part for key in sorted(keys) for part in (key, keys[key]))
