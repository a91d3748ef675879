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
  | url \( \s* (?P<address> (?: [^\s"'()\\] | \\ [0-9a-f]{1,6} \s? | \\ [^\n] )++ ) \s* \)
  | (?P<function> url ) \( (?= \s* ["'] )
  | (?P<variable> var ) \( \s* (?: (?P<used> --[-\w]+ ) \s* (?P<fallback> ,? ) )?
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
def read_css(text: str) -> StyleSheet:
    """Return what a style sheet says; what it means is for browsers and WeasyPrint."""
    reader = _Reader(text)
    position = 0
    while token := _TOKEN.search(text, position):
        position = reader.read(token)
    reader.end()
    return StyleSheet(
        tuple(sorted(set(reader.slips), key=lambda slip: (slip.offset, slip.message))),
        tuple(reader.defined),
        tuple(reader.used),
        tuple(reader.addresses),
        tuple(reader.words),
        tuple(reader.families),
    )


@dataclass(slots=True)
class _Bracket:
    sign: str
    at: int
    is_url: bool = False

    @property
    def slip(self) -> Slip:
        return Slip(self.at, f"{self.sign} is not closed", _HINTS[self.sign])


_Found = list[tuple[int, str]]


@dataclass(slots=True)
class _Reader:
    """What has been read of a text, and the brackets that are open.

    A rule may hold rules, so the end of the text closes the outermost of those that are open. The
    one that lacks its brace is found by its indentation: what follows it stands no deeper.
    """

    text: str
    slips: list[Slip] = field(default_factory=list)
    defined: _Found = field(default_factory=list)
    used: _Found = field(default_factory=list)
    addresses: _Found = field(default_factory=list)
    words: _Found = field(default_factory=list)
    families: _Found = field(default_factory=list)
    property_name: str = ""
    opened: list[_Bracket] = field(default_factory=list)
    suspect: _Bracket | None = None

    def read(self, token: re.Match[str]) -> int:  # noqa: C901  one branch a kind of token
        """Keep what a token says, and return where the next may begin."""
        at = token.start()
        if comment := token["comment"]:
            if len(comment) < len("/**/") or not comment.endswith("*/"):
                self._slip(at, "this comment is not closed", "write */ where it ends")
        elif token["end"]:
            self._slip(at, "*/ ends no comment here", "a comment cannot hold another")
        elif token["quote"]:
            return self._quoted(token)
        elif token["address"]:
            self.addresses.append((token.start("address"), token["address"]))
        elif token["function"]:
            self.open("(", at + len("url"), is_url=True)
        elif token["variable"]:
            self._variable(token)
        elif name := token["property"]:
            self.property_name = self.property_name or name.lower()
            if name.startswith("--"):
                self.defined.append((at, name))
        elif token["rule"]:
            hint = "put the rules of the other into this file"
            self._slip(at, "a theme's style cannot import another", hint)
        elif token["semicolon"]:
            self.property_name = ""
        elif bracket := token["bracket"]:
            self.property_name = "" if bracket in "{}" else self.property_name
            (self.close if bracket in _CLOSES else self.open)(bracket, at)
        return token.end()

    def _slip(self, at: int, message: str, hint: str) -> None:
        self.slips.append(Slip(at, message, hint))

    def _quoted(self, token: re.Match[str]) -> int:
        at, inside = token.start() + 1, token["inside"]
        if not token["unquote"]:
            hint = "write the closing mark on the same line"
            self._slip(at - 1, f"{token['quote']} is not closed", hint)
            return at  # what follows was hardly meant to be words
        if self.opened and self.opened[-1].is_url:
            self.addresses.append((at, inside))
        else:
            found = self.families if self.property_name in _FONTS else self.words
            found.append((at, unescaped(inside)))
        return token.end()

    def _variable(self, token: re.Match[str]) -> None:
        at = token.start()
        self.open("(", at + len("var"))
        if not token["used"]:
            hint = "write the name of a custom property, such as var(--accent)"
            self._slip(at, "var() names nothing that begins with --", hint)
        elif not token["fallback"]:
            self.used.append((token.start("used"), token["used"]))

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
