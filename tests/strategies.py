"""Texts as reports have them, and worse: what the properties of the text core are tried on."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

from jdpublish.errors import Location
from jdpublish.model import (
    PARTS_OF_SPEECH,
    SOURCE_LANGUAGE,
    Block,
    BlockKind,
    Concept,
    Mark,
    MarkKind,
    Segment,
    in_order,
)
from jdpublish.termbase.entry.fields import Value
from jdpublish.termbase.entry.values import YES, concept
from jdpublish.terms.entry import TRADITIONAL
from jdpublish.terms.wanted import AsToml

HERE = Location("content/x.md", 3, 1)

WORDS = (
    "头发", "发布", "数据上链", "寒暑假托班", "公里", "邻里", "台风", "平台", "布局", "计划",
    "标杆", "周年", "污染", "户", "税收", "社区", "项目", "运行", "嘉定新城", "新城", "一网通办",
    "四个一批", "低空经济", "新质生产力", "车路云一体化", "无废城市", "增长", "后", "里", "了",
)  # fmt: skip
LATIN = (
    "G15", "F1", "S20", "5G", "R&D", "PM2.5", "6+1", "2+2+1", "2.0", "12345", "5%", "243.4", "CO₂",
    "Ag+", "jdpublish", "B-READY", "Wi Fi 7", "vehicle–road", "0.3°", "10,000", "A/B", "café",
)  # fmt: skip
CHINESE_MARKS = tuple("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕…—·")
OTHER_MARKS = (*"<>&\"'.,:;!?()[]{}#*_`~|\\-+=/ ", "<b>", "</p>", "&amp;", "<!--", "**", "{#p1}")

_HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
_RARE = st.sampled_from(["〇", "々", "𠮷", "\U0002b81c", "㐀"])

# Every kind of mark that may stand around words; links stand in no links and images show no words.
_SPANS = (MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK, MarkKind.IMAGE)


def words() -> st.SearchStrategy[str]:
    """Chinese words without any punctuation."""
    return st.sampled_from(WORDS) | st.text(_HAN | _RARE, min_size=1, max_size=4)


def mixed_texts(*, min_size: int = 0) -> st.SearchStrategy[str]:
    """Chinese and Latin words, figures and marks of both, and what looks like HTML or Markdown."""
    piece = (
        words()
        | st.sampled_from(LATIN)
        | st.sampled_from(CHINESE_MARKS)
        | st.sampled_from(OTHER_MARKS)
    )
    return st.lists(piece, min_size=min_size, max_size=12).map("".join)


def _nests(mark: Mark, other: Mark) -> bool:
    apart = mark.stop <= other.start or other.stop <= mark.start
    within = mark.start <= other.start and other.stop <= mark.stop
    around = other.start <= mark.start and mark.stop <= other.stop
    if MarkKind.IMAGE in (mark.kind, other.kind) or (mark.kind is other.kind is MarkKind.LINK):
        return apart
    if MarkKind.NOTE in (mark.kind, other.kind) and MarkKind.LINK in (mark.kind, other.kind):
        return apart
    return apart or within or around


@st.composite
def marks(draw: st.DrawFn, length: int) -> tuple[Mark, ...]:
    """Marks over a text of this length, which nest and never cross, and calls of notes."""
    places = st.integers(0, length)
    kept: list[Mark] = []
    for kind in draw(st.lists(st.sampled_from((*_SPANS, MarkKind.NOTE)), max_size=6)):
        start, stop = sorted((draw(places), draw(places)))
        if kind is MarkKind.NOTE:
            stop = start
        elif start == stop:
            continue
        value = {MarkKind.LINK: "https://example.org/?a=1&b=2", MarkKind.IMAGE: "image.png"}
        mark = Mark(start, stop, kind, value.get(kind, "n1" if kind is MarkKind.NOTE else ""))
        if all(_nests(mark, other) for other in kept):
            kept.append(mark)
    return in_order(kept)


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    """Segments of mixed text with marks beside it."""
    text = draw(mixed_texts(min_size=1))
    return Segment(text, HERE, draw(marks(len(text))))


def blocks() -> st.SearchStrategy[Block]:
    """Paragraphs of one segment."""
    return segments().map(
        lambda segment: Block("p1", BlockKind.PARAGRAPH, segment.at, (segment,), last_line=3)
    )


@dataclass(frozen=True)
class Written:
    """A block of Markdown, the words a reader should see, and where each stands.

    `places` holds a line and a column, from 1, for every character of `text`.
    """

    source: str
    text: str
    places: tuple[tuple[int, int], ...]


_MARKUP = ("bold", "slanted", "code", "link", "escape", "entity", "note", "image", "break")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&#20013;": "中"}


@st.composite
def markdown_paragraphs(draw: st.DrawFn) -> Written:
    """Chinese headings, items, notes and paragraphs with every kind of formatting inside."""
    prefix = draw(st.sampled_from(["", "# ", "### ", "- ", "1. ", "[^n1]: ", "  "]))
    writer = _Writer(prefix)
    writer.plain(draw(_plain()))
    for kind in draw(st.lists(st.sampled_from(_MARKUP), max_size=5)):
        if kind != "break" or not prefix.strip().endswith("#"):
            _write(draw, writer, kind)
        writer.plain(draw(_plain()))
    return Written(
        writer.source + draw(st.sampled_from(["", " {#p12}", "\t{#p12} "])),
        writer.text,
        tuple(writer.places),
    )


def _plain() -> st.SearchStrategy[str]:
    """Words between two Chinese ones, so that any markup may stand beside them."""
    piece = words() | st.sampled_from(LATIN) | st.sampled_from(CHINESE_MARKS)
    middle = st.lists(piece, max_size=3).map("".join)
    return st.tuples(words(), middle, words()).map("".join)


def _write(draw: st.DrawFn, writer: "_Writer", kind: str) -> None:
    inner = draw(_plain())
    match kind:
        case "bold" | "slanted":
            sign = "**" if kind == "bold" else "*"
            writer.sign(sign)
            writer.plain(inner)
            writer.sign(sign)
        case "code":
            writer.sign("`")
            writer.plain(inner + draw(st.sampled_from(["", " * ", " **", r"\*"])))
            writer.sign("`")
        case "link" | "image":
            target = draw(st.sampled_from(["a", "#p1", "a_(b)", f'a "{inner}"']))
            writer.sign("[" if kind == "link" else "![")
            writer.plain(inner)
            writer.sign(f"]({target})")
        case "escape":
            writer.sign("\\")
            writer.plain(draw(st.sampled_from("*_`[]!&\\#")))
        case "entity":
            entity = draw(st.sampled_from(tuple(_ENTITIES)))
            writer.plain(_ENTITIES[entity], written=entity)
        case "note":
            writer.sign("[^n1]")
        case "break":
            writer.sign(draw(st.sampled_from(["\n", "  \n", "\\\n"])))


class _Writer:
    """Puts words and markup one after the other and keeps where the words stand."""

    def __init__(self, prefix: str) -> None:
        self.source = prefix
        self.text = ""
        self.places: list[tuple[int, int]] = []

    def sign(self, markup: str) -> None:
        self.source += markup

    def plain(self, text: str, written: str = "") -> None:
        line = self.source.count("\n") + 1
        column = len(self.source) - (self.source.rfind("\n") + 1) + 1
        self.places += [(line, column + offset) for offset in range(len(text))]
        self.text += text
        self.source += written or text


# ── Glossaries ──

_AWKWARD = (
    *("=1+1", "+86", "-30%", "@x", "＝1", "'", "''", '"', "“", "'=1", "|", "||"),
    *("\\", "\\n", "\\|", "\\t", "\\—", "\u00a0", "\u3000"),
    *(" — ", "—", "——", " – ", " -- ", ";", "；", "、", ",", "，", ":", "#", "#N/A", "//", "/*"),
    *("_x0041_", "_x000D_", "_x005F_", "x005F_", "_x005f_x0041_"),
    *("110", "1.0", "1e5", "2024-1-2", "2026-11-22", "TRUE", "yes", "是", "无", "id", "编号"),
    *("]]>", "<!DOCTYPE a>", "&amp;", "{}", "[concept.en]", '"""', "😀", "é"),
)  # fmt: skip
"""What spreadsheets, TOML, XML and people take for something else than words."""

_UNSEEN = "\u2065\ufffe\uffff" + "".join(map(chr, range(0xE0000, 0xE0080)))
"""What no entry holds, and Unicode has not given a category that says so."""
_ANY_CHARACTER = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), exclude_characters=_UNSEEN
)


def glossary_lines() -> st.SearchStrategy[str]:
    """Texts in one line as an entry may have them: not empty, no blanks at either end."""
    piece = (
        words()
        | st.sampled_from(LATIN)
        | st.sampled_from(_AWKWARD)
        | st.sampled_from([" ", "  "])
        | st.text(_ANY_CHARACTER, max_size=3)
    )
    return st.lists(piece, min_size=1, max_size=3).map("".join).map(str.strip).filter(bool)


def glossary_texts() -> st.SearchStrategy[str]:
    """Texts as an entry may have them, some in several lines and with tabs."""
    return (
        st.lists(
            glossary_lines() | st.sampled_from(["\n", "\n\n", "\t", " \n "]), min_size=1, max_size=6
        )
        .map("".join)
        .map(str.strip)
        .filter(bool)
    )


def _maybe(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | texts


def _lists(lines: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(lines, max_size=most, unique=True).map(tuple)


def _transactions() -> st.SearchStrategy[str]:
    days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(dt.date.isoformat)
    return st.just("") | days | st.builds("{}, {}".format, days, glossary_lines())


def _identities() -> st.SearchStrategy[str]:
    """Ids of entries; some look like numbers, dates and words with a meaning of their own."""
    odd = ("1", "110", "2024-1-2", "1e5", "true", "id", "na", "yes", "five-modernized-xin-cheng")
    return st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True) | st.sampled_from(
        odd
    )


@st.composite
def _language_values(draw: st.DrawFn, tag: str, taken: set[str]) -> dict[str, Value]:
    """What an entry says in Chinese or English; Chinese forms that others have are in `taken`."""

    def form() -> str:
        line = draw(glossary_lines())
        while tag == SOURCE_LANGUAGE and line in taken:
            line += "新"
        taken.add(line)
        return line

    source = tag == SOURCE_LANGUAGE
    said: dict[str, Value] = {"term": form() if source or draw(st.booleans()) else ""}
    said["first"] = form() if draw(st.integers(0, 3)) == 0 else ""
    said["admitted"] = tuple(
        dict.fromkeys(form() for _ in range(draw(st.sampled_from([0, 0, 1, 2]))))
    )
    accepted = [one for one in (said["term"], said["first"], *said["admitted"]) if one]
    said["deprecated"] = tuple(
        draw(
            st.lists(
                st.tuples(
                    glossary_lines().filter(lambda one: one not in accepted), glossary_texts()
                ),
                max_size=3,
                unique_by=lambda pair: pair[0],
            )
        )
    )
    said["part-of-speech"] = draw(st.sampled_from(["", *PARTS_OF_SPEECH]))
    said["definition"] = draw(_maybe(glossary_texts()))
    said["definition-status"] = draw(
        st.sampled_from(["approved", "proposed"] if said["definition"] else ["", "proposed"])
    )
    said["context"] = draw(_maybe(glossary_texts()))
    if source:
        said["pinyin"] = draw(_maybe(glossary_lines()))
        said["pinyin-status"] = draw(
            st.sampled_from(["approved", "proposed"] if said["pinyin"] else ["", "proposed"])
        )
        said["not-in"] = tuple(
            f"{before}{draw(st.sampled_from(accepted))}{after}"
            for before, after in dict.fromkeys(
                draw(st.lists(st.sampled_from([("更", ""), ("", "区"), ("a=", "|b")]), max_size=2))
            )
        )
        said["measure"] = draw(st.sampled_from(["", "", YES]))
    return {f"{tag}.{key}": value for key, value in said.items()}


@st.composite
def glossaries(draw: st.DrawFn, *, min_size: int = 0, max_size: int = 5) -> tuple[Concept, ...]:
    """Entries that together are a valid glossary, with every field, and texts of every kind.

    `termbase.entry.values` gives all of what they say, and the same again once it has been read.
    """
    identities = draw(st.lists(_identities(), min_size=min_size, max_size=max_size, unique=True))
    taken: set[str] = set()
    concepts: list[Concept] = []
    in_use: list[str] = []
    for number, identity in enumerate(identities):
        others = [one for one in identities if one != identity]
        retired = draw(st.integers(0, 3)) == 0
        said: dict[str, Value] = {
            "id": identity,
            "subject": draw(_maybe(st.sampled_from(["city", "industry"]) | glossary_lines())),
            "status": "retired" if retired else draw(st.sampled_from(["approved", "proposed"])),
            "annotate": draw(_lists(st.sampled_from(["en", "zh"]))),
            "gloss-in-source": draw(st.sampled_from(["", "given", "inferable", "none"])),
            "see": draw(_lists(st.sampled_from(others))) if others else (),
            "source": draw(_maybe(glossary_texts())),
            "note": draw(_maybe(glossary_texts())),
            "reason": draw(glossary_texts()) if retired else "",
            "successor": draw(st.sampled_from(["", *in_use])) if retired else "",
            "created": draw(_transactions()),
            "modified": draw(_transactions()),
        }
        said |= draw(_language_values(SOURCE_LANGUAGE, taken))
        said |= draw(_language_values("en", set()))
        for tag in TRADITIONAL:
            said[f"{tag}.term"] = draw(_maybe(glossary_lines()))
        made, mistakes = concept(said, _At(Location("glossary/made.toml", 10 * number + 1)))
        assert not mistakes, mistakes
        concepts.append(made)
        in_use += [] if retired else [identity]
    return tuple(concepts)


@dataclass(frozen=True)
class _At(AsToml):
    """An entry all of whose values stand in one place."""

    location: Location

    def at(self, key: str = "", table: str = "") -> Location:  # noqa: ARG002  one place for all
        return self.location
