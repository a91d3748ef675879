"""XML that somebody has sent, read without running into its traps: the door to lxml.

A file is decoded first, and all that follows looks at its characters, so that no encoding hides
anything. Nothing beside the file is ever opened. XML that we write ourselves is written here, too.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

from jdpublish.errors import JdpublishError, Location

MOST_BYTES = 64 * 1024 * 1024
"""A longer file is refused unread: ten thousand entries take a quarter of that."""

_LANG = "xml:lang"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_XINCLUDE = "http://www.w3.org/2001/XInclude"
_MOST_LINES = 65_534
"""Up to this line lxml knows where an element stands."""


class Element(NamedTuple):
    """An element: its name, its attributes, and the elements or the text that it holds.

    `text` is all the text within, without comments; it is empty where there are elements and only
    blanks beside them. `mixed` are text and elements in their order, where there are both.
    `line` is where the element begins, from 1; `xml:lang` is called so among the attributes. It is
    a named tuple, as large files have half a million of them.
    """

    name: str
    attributes: Mapping[str, str] = {}
    children: tuple["Element", ...] = ()
    text: str = ""
    line: int = 0
    namespace: str = ""
    mixed: tuple["str | Element", ...] = ()

    @property
    def language(self) -> str:
        """What the element itself says of its language; nothing where it says nothing."""
        return self.attributes.get(_LANG, "") or self.attributes.get("lang", "")


# ---- Reading --------------------------------------------------------------------------------


def read_xml(
    content: bytes, *, file: str, error: type[JdpublishError], bare_doctype: str = ""
) -> Element:
    """Return the root of an XML file.

    A document type is refused, but for one case: where `bare_doctype` names the root element, a
    line such as <!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"> may stand. It is taken out before
    anything reads it, so that what it names is never looked for.

    Raises:
        error: the file is no XML, or larger or deeper than any real one, or it declares or refers
            to something outside; with the line.
    """
    if len(content) > MOST_BYTES:
        raise error(
            f"the file is larger than {MOST_BYTES // 1024 // 1024} MB",
            at=Location(file),
            hint="ask for it in several parts",
        )
    text = _decoded(content, file=file, error=error)
    text = _without_prolog(text, file=file, error=error, bare_doctype=bare_doctype)
    return _parsed(text, file=file, error=error)


_DECLARATION = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["'][^>]*>""")
_BEGINNINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""Source: XML 1.0, appendix F."""
_ENCODINGS = re.compile(
    r"utf-8|utf-8-sig|ascii|gb18030|gbk|gb2312|hz|big5|big5hkscs|cp\d+|iso8859-\d+|koi8-\w|mac-\w+"
    r"|euc_\w+|shift_jis\w*"
)
"""What files are written in; Python knows more names, which are tricks rather than encodings."""


def _decoded(content: bytes, *, file: str, error: type[JdpublishError]) -> str:
    """Return a file's characters, as its first bytes or its declaration say that they are coded."""
    encoding = next((name for mark, name in _BEGINNINGS if content.startswith(mark)), "")
    if not encoding:
        found = _DECLARATION.match(content[:400].decode("latin-1"))
        encoding = _known(found[1], file=file, error=error) if found else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise error(
            f"the file says that it is {encoding}, but this line is not",
            at=Location(file, line),
            hint="save it as UTF-8, or ask its sender to do so",
        ) from problem
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _known(name: str, *, file: str, error: type[JdpublishError]) -> str:
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = ""
    if encoding.startswith(("utf-16", "utf-32")):
        return "utf-8"  # its declaration could be read byte by byte, so this is not true
    if not _ENCODINGS.fullmatch(encoding):
        raise error(
            f"“{name}” is no encoding that can be read here",
            at=Location(file),
            hint='save the file as UTF-8, with encoding="UTF-8" in its first line',
        )
    return "gb18030" if encoding in {"gb2312", "gbk"} else encoding  # which holds both of them


_BEFORE_ROOT = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_BARE_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+([\w.:-]+)\s+(?:SYSTEM|PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*'))"""
    r"""(?:\s+(?:"[^"<>]*"|'[^'<>]*'))?\s*>"""
)


def _without_prolog(text: str, *, file: str, error: type[JdpublishError], bare_doctype: str) -> str:
    """Return a document from its root on; what stood before leaves its line breaks."""
    start = 0
    while True:
        if found := _BEFORE_ROOT.match(text, start):
            start = found.end()
        elif text.startswith("<!DOCTYPE", start):
            found = _BARE_DOCTYPE.match(text, start)
            if not found or found[1] != bare_doctype:
                _refuse_doctype(Location(file, _line(text, start)), error)
            start = found.end()
        else:
            return "\n" * text.count("\n", 0, start) + text[start:]


def _refuse_doctype(at: Location, error: type[JdpublishError]) -> NoReturn:
    raise error(
        "the file declares a document type of its own (<!DOCTYPE … >)",
        at=at,
        hint="such a declaration can make a file harmful; take it out, from <!DOCTYPE to its >,"
        " or ask the sender for the file without it",
    )


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _parsed(text: str, *, file: str, error: type[JdpublishError]) -> Element:
    from lxml import etree  # noqa: PLC0415  other commands spare the time

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,  # keeps the limits: 256 elements deep, 10 MB of text in one place
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise _broken(problem, text, file, error) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse_doctype(Location(file), error)
    for inclusion in root.iter(f"{{{_XINCLUDE}}}*"):
        raise error(
            "the file asks for another file to be put into it (XInclude)",
            at=Location(file, inclusion.sourceline),
            hint="take the element out, or ask the sender for the file in one piece",
        )
    return _element(root, _lines(text) if text.count("\n") >= _MOST_LINES else None)


def _broken(
    problem: SyntaxError, text: str, file: str, error: type[JdpublishError]
) -> JdpublishError:
    line, column = problem.position  # type: ignore[attr-defined]  # lxml's errors have one
    reason = re.sub(r",? (?:line \d+, column \d+|use XML_PARSE_HUGE option).*", "", problem.msg)
    hint = "ask the sender for the file again, or mend this line in a text editor"
    if "xcessive depth" in reason or "XML_PARSE_HUGE" in problem.msg:
        reason = "it is deeper or longer in one place than any real file"
        hint = "ask the sender how it was made; such files are made to fill the memory"
    elif found := re.search(r"Entity '(.*)' not defined", reason):
        reason = f"“&{found[1]};” stands for something that the file does not say"
        hint = "write the character itself"
    lines = text.split("\n")
    shown = lines[line - 1].encode()[: column - 1] if 0 < line <= len(lines) else b""
    at = Location(file, max(line, 1), len(shown.decode(errors="ignore")) + 1)
    return error(f"this is not XML: {reason.strip()}", at=at, hint=hint)


_TAGS = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</|(<)", re.DOTALL)


def _lines(text: str) -> Iterator[int]:
    """Yield the line of each element of a well-formed document, in their order."""
    line, done = 1, 0
    for found in _TAGS.finditer(text):
        if found[1]:
            line += text.count("\n", done, found.start())
            done = found.start()
            yield line


def _element(node: Any, lines: Iterator[int] | None) -> Element:  # noqa: ANN401  lxml has no types
    """Return lxml's element as ours; `lines` tells where the elements stand, if lxml does not."""
    tag: str = node.tag
    namespace, _, name = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    attributes = dict(node.attrib)
    if attributes:
        attributes = {key.replace(_XML, "xml:"): value for key, value in attributes.items()}
    line = next(lines) if lines else node.sourceline
    text: str = node.text or ""
    if not len(node):
        return Element(name, attributes, (), text, line, namespace)
    children = tuple(_element(child, lines) for child in node)
    tails: list[str] = [child.tail or "" for child in node]
    if not text.strip() and not any(map(str.strip, tails)):
        return Element(name, attributes, children, "", line, namespace)
    mixed = (text, *(piece for pair in zip(children, tails, strict=True) for piece in pair))
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in mixed)
    return Element(name, attributes, children, text, line, namespace, mixed)


# ---- Writing --------------------------------------------------------------------------------

_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML file can hold."""


def xml(root: Element) -> bytes:
    """Return an element as an XML file in UTF-8; every element stands on a line of its own.

    An element holds either elements or text, which is kept to the character.
    """
    written = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, "", written)
    return "".join(written).encode()


def _write(element: Element, indent: str, written: list[str]) -> None:
    attributes = "".join(
        f' {name}="{_quoted(value)}"' for name, value in element.attributes.items()
    )
    start = f"{indent}<{element.name}{attributes}"
    if element.children:
        written.append(f"{start}>\n")
        for child in element.children:
            _write(child, indent + "  ", written)
        written.append(f"{indent}</{element.name}>\n")
    else:
        written.append(f"{start}>{_escaped(element.text)}</{element.name}>\n")


_SPECIAL = re.compile(r"[&<>\r]|" + _NEVER.pattern)
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _REFERENCES.get(found[0], "\ufffd"), text)


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
