"""One file for the archive and the screen reader: PDF/A-3a that also declares PDF/UA-1.

WeasyPrint writes one standard's mark or the other's. A file may follow both, if its metadata says
so and describes the properties that PDF/A does not know (ISO 19005-3, 6.6.2.3.3).
"""

from typing import Any

VARIANT = "pdf/a-3a"

_PDFA = "http://www.aiim.org/pdfa/ns"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_DECLARATION = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{_PDFUA}">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="{_PDFA}/extension/"
    xmlns:pdfaSchema="{_PDFA}/schema#" xmlns:pdfaProperty="{_PDFA}/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_PDFUA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
""".encode()
_END = b"</rdf:RDF>"


def declare_accessible(metadata: Any) -> None:  # noqa: ANN401  WeasyPrint has no types
    """Let a document's metadata say that it follows PDF/UA-1 too."""
    written = metadata.generate_rdf_metadata

    def with_declaration(*arguments: Any) -> bytes:  # noqa: ANN401
        return bytes(written(*arguments)).replace(_END, _DECLARATION + _END)

    metadata.generate_rdf_metadata = with_declaration


def forbid_smoothing(pdf: Any) -> None:  # noqa: ANN401  as above
    """Let no viewer smooth a picture: PDF/A forbids to ask for it (ISO 19005-3:2012, 6.2.8)."""
    for found in pdf.objects:
        extra = getattr(found, "extra", {})
        if "Interpolate" in extra:
            extra["Interpolate"] = "false"
