"""A style sheet read for slips that browsers and WeasyPrint pass over in silence.

CSS gives a meaning to every text (CSS Syntax 3, 5.4): a brace that is never closed is closed by the
file's end, and takes all rules in between with it. Offsets count in code points.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

_TOKEN = re.compile(
    r"""
    (?P<comment> /\* .*? (?: \*/ | \Z ) )
  | (?P<end> \*/ )
  | (?P<quote> ["'] ) (?P<inside> (?: \\. | (?! (?P=quote) ) [^\\\n] )* ) (?P<unquote> (?P=quote)? )
  | \\.
  | url \( \s* (?P<address> [^\s"'()\\]+ ) \s* \)
  | (?P<function> url ) \( (?= \s* ["'] )
  | var \( \s* (?P<used> --[-\w]+ ) \s* (?P<fallback> ,? )
  | (?<! [-\w] ) (?P<property> [-\w]+ ) (?= \s* : )
  | (?P<semicolon> ; )
  | @ (?P<rule> import ) \b
  | (?P<bracket> [{}()\[\]] )
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_CLOSES = {"}": "{", ")": "(", "]": "["}
_FONTS = ("font", "font-family")
_HINTS = {
    "{": "write the } that ends it; every rule is: selector { property: value; }",
    "(": "write the ) that ends it",
    "[": "write the ] that ends it",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip at an offset: what is wrong, and what to do."""

    offset: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """What a style sheet says, and its slips.

    `defined` names the custom properties that it gives values; `used` those that it asks for
    without a value for want of them; `addresses` the files that it asks for, as they are written;
    `words` the texts in quotes. All have their offsets; `families` those of the texts in quotes
    that name fonts.
    """

    slips: tuple[Slip, ...]
    defined: tuple[tuple[int, str], ...]
    used: tuple[tuple[int, str], ...]
    addresses: tuple[tuple[int, str], ...]
    words: tuple[tuple[int, str], ...]
    families: tuple[tuple[int, str], ...]


@lru_cache(maxsize=32)  # a build reads the few styles of one theme again and again
def read_css(text: str) -> StyleSheet:  # noqa: C901, PLR0912  one branch for each kind of token
    """Return what a style sheet says; what it means is for browsers and WeasyPrint."""
    nesting = _Nesting(text)
    slips: list[Slip] = nesting.slips
    defined: list[tuple[int, str]] = []
    used: list[tuple[int, str]] = []
    addresses: list[tuple[int, str]] = []
    words: list[tuple[int, str]] = []
    families: list[tuple[int, str]] = []
    property_name = ""
    position = 0
    while token := _TOKEN.search(text, position):
        at, position = token.span()
        if comment := token["comment"]:
            if len(comment) < len("/**/") or not comment.endswith("*/"):
                slips.append(Slip(at, "this comment is not closed", "write */ where it ends"))
        elif token["end"]:
            slips.append(Slip(at, "*/ ends no comment here", "a comment cannot hold another"))
        elif token["quote"]:
            if nesting.in_url:
                addresses.append((at + 1, token["inside"]))
            else:
                found = (at + 1, unescaped(token["inside"]))
                (families if property_name in _FONTS else words).append(found)
            if not token["unquote"]:
                hint = "write the closing mark on the same line"
                slips.append(Slip(at, f"{token['quote']} is not closed", hint))
                position = at + 1  # what follows was hardly meant to be words
        elif token["address"]:
            addresses.append((token.start("address"), token["address"]))
        elif token["function"]:
            nesting.open("(", at + len("url"), is_url=True)
        elif token["used"]:
            nesting.open("(", at + len("var"))
            if not token["fallback"]:
                used.append((token.start("used"), token["used"]))
        elif token["property"]:
            property_name = property_name or token["property"].lower()
            if token["property"].startswith("--"):
                defined.append((at, token["property"]))
        elif token["semicolon"]:
            property_name = ""
        elif token["rule"]:
            hint = "put the rules of the other into this file"
            slips.append(Slip(at, "a theme's style cannot import another", hint))
        elif bracket := token["bracket"]:
            property_name = "" if bracket in "{}" else property_name
            (nesting.close if bracket in _CLOSES else nesting.open)(bracket, at)
    nesting.end()
    return StyleSheet(
        tuple(sorted(slips, key=lambda slip: slip.offset)),
        tuple(defined),
        tuple(used),
        tuple(addresses),
        tuple(words),
        tuple(families),
    )


@dataclass(slots=True)
class _Bracket:
    sign: str
    at: int
    is_url: bool = False

    @property
    def slip(self) -> Slip:
        return Slip(self.at, f"{self.sign} is not closed", _HINTS[self.sign])


@dataclass(slots=True)
class _Nesting:
    """The brackets that are open at some place of a text.

    A rule may hold rules, so the end of the text closes the outermost of those that are open. The
    one that lacks its brace is found by its indentation: what follows it stands no deeper.
    """

    text: str
    slips: list[Slip] = field(default_factory=list)
    opened: list[_Bracket] = field(default_factory=list)
    suspect: _Bracket | None = None

    @property
    def in_url(self) -> bool:
        return bool(self.opened) and self.opened[-1].is_url

    def open(self, sign: str, at: int, *, is_url: bool = False) -> None:
        if sign == "{" and self.opened and self.opened[-1].sign == "{":
            outer = self.opened[-1]
            begins, indent = self._line(outer.at)
            if begins < self._line(at)[0] and self._line(at)[1] <= indent:
                self.suspect = max(self.suspect or outer, outer, key=lambda one: one.at)
        self.opened.append(_Bracket(sign, at, is_url))

    def close(self, sign: str, at: int) -> None:
        if _CLOSES[sign] not in (one.sign for one in self.opened):
            hint = "take it away, or write the one that it is to close"
            self.slips.append(Slip(at, f"{sign} closes nothing here", hint))
            return
        while (last := self.opened.pop()).sign != _CLOSES[sign]:
            self.slips.append(last.slip)

    def end(self) -> None:
        for one in self.opened:
            is_inside = self.suspect and self.suspect.at > one.at and one.sign == "{"
            self.slips.append(self.suspect.slip if is_inside and self.suspect else one.slip)

    def _line(self, at: int) -> tuple[int, int]:
        """Return where the line of an offset begins, and its indentation."""
        begins = self.text.rfind("\n", 0, at) + 1
        line = self.text[begins:at]
        return begins, len(line) - len(line.lstrip())


def file_name(address: str) -> str:
    """Return the name of the file that an address in a style means."""
    return unquote(unescaped(address))


def unescaped(text: str) -> str:
    r"""Return the characters that a text in quotes stands for: \2192 is → (CSS Syntax 3, 4.3.7)."""
    return re.sub(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", _character, text)


def _character(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2] or ""
    number = int(escape[1], 16)
    surrogate = 0xD800 <= number <= 0xDFFF  # noqa: PLR2004  Unicode's own bounds
    return "\ufffd" if not number or surrogate or number > 0x10FFFF else chr(number)  # noqa: PLR2004
