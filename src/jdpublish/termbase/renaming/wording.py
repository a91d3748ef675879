"""One English form written in the place of another: number, capitals, article and quotation marks.

What cannot be carried over for certain is refused with a reason, and a person writes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jdpublish.model import TITLE, Block, BlockKind
from jdpublish.termbase.renaming.inflecting import (
    UNCOUNTED,
    WORD,
    is_plural,
    needs_an,
    past,
    plural,
    singular,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a block’s text: the characters from `start` to `stop` become `new`."""

    start: int
    stop: int
    new: str


class ByHandError(Exception):
    """The new form cannot be put into this place without somebody thinking; says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an old form stands: in which text, and whether in a head with headline capitals."""

    text: str
    start: int
    stop: int
    headline: bool = False

    @property
    def words(self) -> str:
        """The words that stand there."""
        return self.text[self.start : self.stop]

    @property
    def before(self) -> str:
        """What stands before them, in the same cell."""
        return self.text[: self.start].rpartition("\t")[2]

    @property
    def after(self) -> str:
        """What stands behind them, in the same cell."""
        return self.text[self.stop :].partition("\t")[0]


def place(block: Block, start: int, stop: int) -> Place:
    """Return a place in a block of a translation."""
    headline = block.id == TITLE or (block.kind is BlockKind.HEADING and block.depth <= 1)
    return Place(block.text, start, stop, headline)


def edits(where: Place, old: str, new: str) -> tuple[Edit, ...]:
    """Return what to change so that the new form stands where the old one does, as English has it.

    Raises:
        ByHandError: that is not certain.
    """
    old, new = _without_articles(where, old, new)
    ending = _ending(where, old)
    written = _inflected(new, ending)
    written = _quoted(where, old, written)
    written = _joined(where, old, written)
    written = _capitals(where, old, written)
    return tuple(_with_neighbours(where, written))


_ARTICLES = ("a", "an", "the")
_QUOTES = str.maketrans("", "", '“”"')
_DETERMINER = re.compile(
    r"(?:\A|[\s“(])(?:an?|the|this|that|these|those|its|our|their|his|her|each|every|\S+[’']s?)"
    r"[\s\u00a0]+[“\"]?\Z",
    re.IGNORECASE,
)


def _without_articles(where: Place, old: str, new: str) -> tuple[str, str]:
    """Return both forms as they stand behind an article of the text, which is no part of a place.

    A form’s own “the” is left out where the text has one, or where the old form had one.
    """
    first, _, rest = old.partition(" ")
    had = first.lower() in _ARTICLES and bool(rest)
    start, _, others = new.partition(" ")
    has = start.lower() in _ARTICLES and bool(others)
    if had and not where.words.lower().startswith(f"{first.lower()} "):
        old = rest
        return old, others if has else new
    return old, others if has and _DETERMINER.search(where.before) else new


def _words(text: str) -> list[str]:
    return [re.sub("i[sz](?=[eai])", "iz", word.casefold()) for word in WORD.findall(text)]


def _gaps(text: str) -> list[str]:
    """Return what stands between words, without quotation marks, and any blank as one blank."""
    between = WORD.split(text)[1:-1]
    return [
        re.sub(r"[\s\u00a0]+", " ", gap.translate(_QUOTES)).replace("\u2011", "-")
        for gap in between
    ]


def _ending(where: Place, old: str) -> str:
    """Return how the last word is inflected: “s”, “ed”, “singular” or not at all."""
    here, form = _words(where.words), _words(old)
    if len(here) != len(form) or here[:-1] != form[:-1]:
        raise ByHandError("other words stand between or within the form")
    last, wanted = here[-1], form[-1]
    if last == wanted:
        return ""
    if last in (plural(wanted), f"{wanted}s", f"{wanted}es"):
        _check_head(old)
        return "s"
    if wanted in (plural(last), f"{last}s", f"{last}es"):
        _check_head(old)
        return "singular"
    if last in (f"{wanted}ed", f"{wanted}d", f"{wanted[:-1]}ied") and len(form) == 1:
        return "ed"
    raise ByHandError("the form is inflected in a way that cannot be carried over")


_INNER = re.compile(
    "of|for|in|on|at|to|with|from|by|and|or|between|among|under|over|into|per|against|as|that|which|"
    "while"
)


def _check_head(form: str) -> None:
    """Make sure that a form’s last word is its head noun, which alone has a plural."""
    inner = [word for word in _words(form)[1:-1] if _INNER.fullmatch(word)]
    if inner:
        raise ByHandError(f"“{form}” has its head noun before “{inner[0]}”")


def _inflected(form: str, ending: str) -> str:
    if not ending:
        return form
    found = list(WORD.finditer(form))
    if not found:
        raise ByHandError("the new form has no words")
    last = found[-1]
    word = last[0]
    match ending:
        case "ed":
            new = past(word) if len(found) == 1 else ""
        case "s":
            _check_head(form)
            new = word if is_plural(word) else plural(word)
        case _:
            _check_head(form)
            new = singular(word)
    if not new:
        kinds = {"s": "plural", "ed": "past form", "singular": "singular"}
        raise ByHandError(f"the {kinds[ending]} of “{form}” is not certain")
    return form[: last.start()] + new + form[last.end() :]


def _quoted(where: Place, old: str, new: str) -> str:
    """Return the new form with its quotation marks, or without where the old one stands so."""
    here = where.words
    if here.count("“") != here.count("”") or '"' in here or "‘" in here:
        raise ByHandError("a quotation mark opens or closes within the form")
    marked, wanted = "“" in here, "“" in old
    if marked and not wanted:
        raise ByHandError("part of the form stands in quotation marks")
    if wanted and not marked:
        return new.translate(_QUOTES)
    if "“" in new and where.before.count("“") > where.before.count("”"):
        if re.fullmatch("“[^“”]*”", new):
            return new[1:-1]
        raise ByHandError("the form stands within quotation marks, and the new one has its own")
    return new


def _joined(where: Place, old: str, new: str) -> str:
    """Return the new form with hyphens where the old one is joined by them to one word."""
    here, form = _gaps(where.words), _gaps(old)
    if here == form:
        return new
    if any(gap not in (" ", "-") for gap in here):
        raise ByHandError("something else than blanks stands between the words of the form")
    if not any(one == "-" and other == " " for one, other in zip(here, form, strict=True)):
        return new
    if set(here) != {"-"} or not re.fullmatch(r"[\w’ -]+", new):
        raise ByHandError("some words of the form are joined by hyphens")
    return new.replace(" ", "-")


_SENTENCE = re.compile(r"(?:\A|[.!?][”’)]*\s+)[“‘(\[]*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_SMALL = re.compile(
    "an?|the|and|but|or|nor|for|yet|so|as|at|by|in|of|off|on|out|per|to|up|via|from|into|like|near|"
    "onto|over|past|than|till|upon|with",
    re.IGNORECASE,
)
"""What headline style writes small, unless it comes first or last."""


def _capitals(where: Place, old: str, new: str) -> str:
    if where.words.isupper() and not old.isupper() and len(_words(old)) > 1:
        return new.upper()
    raised = [
        (here, form)
        for here, form in zip(WORD.findall(where.words), WORD.findall(old), strict=True)
        if not _SMALL.fullmatch(form) and form[:1].islower()
    ]
    large = [here[:1].isupper() for here, _ in raised]
    at_start = _SENTENCE.search(where.before) is not None
    if where.headline:
        return _headline(new, first=at_start, last=not _LETTER.search(where.after))
    here, form = _first_letter(where.words), _first_letter(old)
    if any(large[1:]) or (any(large) and not here.isupper()):
        raise ByHandError("it has capitals here, as in a name")
    if here.isupper() and form.islower() and not at_start:
        start = re.search(r"[:—–;][”’)]*\s*[“‘(\[]*\Z|[“(\[]\Z", where.before)
        if not start:
            raise ByHandError("it has a capital here in the midst of a sentence")
        return _raised(new)
    return _raised(new) if here.isupper() and at_start else new


def _first_letter(text: str) -> str:
    found = _LETTER.search(text)
    return found[0] if found else ""


def _raised(text: str) -> str:
    found = _LETTER.search(text)
    if not found:
        return text
    return text[: found.start()] + found[0].upper() + text[found.end() :]


def _headline(text: str, *, first: bool, last: bool) -> str:
    found = list(re.finditer(r"[^\W\d_][\w’'.]*", text))
    parts, reached = [], 0
    for number, word in enumerate(found):
        edge = (number == 0 and first) or (number == len(found) - 1 and last)
        whole = not text[: word.start()].endswith("-")
        small = _SMALL.fullmatch(word[0]) and not (edge and whole)
        parts += [text[reached : word.start()], word[0] if small else _raised(word[0])]
        reached = word.end()
    return "".join([*parts, text[reached:]])


_ARTICLE = re.compile(r"(?<![\w’'-])(an?)(?=[\s\u00a0]+[“‘\"(]?\Z)", re.IGNORECASE)


def _with_neighbours(where: Place, new: str) -> Iterator[Edit]:
    """Yield the change of the form, and those of an article before it and of signs behind it."""
    if article := _ARTICLE.search(where.before):
        last = (WORD.findall(new) or [""])[-1]
        if is_plural(last) and not is_plural((WORD.findall(where.words) or [""])[-1]):
            raise ByHandError(f"“{article[0]}” stands before the form, and the new one is a plural")
        if UNCOUNTED.search(last):
            raise ByHandError(f"“{article[0]}” stands before the form, and nobody counts {last}")
        right = "an" if needs_an(new) else "a"
        if article[0].lower() != right:
            start = where.start - len(where.before) + article.start()
            wanted = right.capitalize() if article[0][0].isupper() else right
            yield Edit(start, start + len(article[0]), wanted)
    if where.after[:1] in ("’", "'"):
        yield from _possessive(where, new)
    elif new.endswith("”") and where.after[:1] in (",", "."):
        # In American English, commas and full stops stand before a closing quotation mark.
        yield Edit(where.start, where.stop, f"{new[:-1]}{where.after[0]}”")
        yield Edit(where.stop, where.stop + 1, "")
    else:
        yield Edit(where.start, where.stop, new)


def _possessive(where: Place, new: str) -> Iterator[Edit]:
    if new.endswith("”"):
        raise ByHandError("an apostrophe would stand behind a quotation mark")
    ends_in_s = new.endswith("s")
    has_s = re.match(r"[’']s\b", where.after) is not None
    if has_s and ends_in_s and is_plural(WORD.findall(new)[-1]):
        yield Edit(where.stop + 1, where.stop + 2, "")
    elif not has_s and not ends_in_s:
        raise ByHandError("an apostrophe stands behind the form, and the new one has no s")
    yield Edit(where.start, where.stop, new)
