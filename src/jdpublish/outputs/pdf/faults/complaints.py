"""WeasyPrint's complaints in words for those who write a theme, each with a way out."""

import re
from contextlib import suppress
from difflib import get_close_matches

_KNOWN: tuple[str, ...] = ()
with suppress(ImportError):  # private names: without them a misspelt property gets no suggestion
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.css.validation.expanders import EXPANDERS

    _KNOWN = tuple(sorted({name.replace("_", "-") for name in (*INITIAL_VALUES, *EXPANDERS)}))
_LIST = "docs/themes.md lists what the page must have"
_RULES = (
    (
        r"Invalid or unsupported selector, '(.+?) ?'$",
        "“{}” selects nothing here",
        "mend what stands before the {; WeasyPrint knows most selectors, but not all",
    ),
    (
        r"Invalid math function: (.*)",
        "“{}” cannot be computed",
        "its units must fit one another, and each var() must have a value here",
    ),
    (
        r"Parse error: (?:EOF|Stop token) (.*)",
        "what stands here selects something and says nothing of it",
        "every rule is: selector { property: value; }",
    ),
    (
        r"(?:Parse error|Error): (.*)",
        "this cannot be read: {}",
        "every rule is: selector { property: value; }",
    ),
    (
        r"Unknown (?:empty )?(?:@page )?rule <\S+ (@[-\w]+).*",
        "“{}” means nothing here",
        "mend its name or take it away",
    ),
    (
        r"(?:No anchor #|.*undefined anchor .*?)([^\s'\",#()]+)[^\w]*(?: for .*)?$",
        "nothing on the page has the id “{}”, to which the text leads",
        _LIST,
    ),
    (
        r"Anchor defined twice: '(.*)'",
        "two things on the page have the id “{}”",
        "each id may stand once; the text brings its own ids with it",
    ),
    (
        r"\.notdef glyph .*: \"(.*)\" \(.*",
        "no font can show “{}”",
        "replace it, or name a font that has it in theme.toml",
    ),
    (
        r"Font-face '?(.*?)'? cannot be loaded",
        "the font “{}” cannot be used",
        "its file may be damaged: install the font again",
    ),
)


def plainly(message: str) -> tuple[str, str]:
    """Return what a complaint means and what to do; its place has been taken out."""
    if ignored := re.fullmatch(r"(?:Ignored|Deprecated) `(.*?):\s*(.*)`, (.*)", message, re.DOTALL):
        return _ignored(*ignored.groups())
    for pattern, says, hint in _RULES:
        if found := re.match(pattern, message):
            return says.format(found[1]), hint
    return message, "mend this line; WeasyPrint knows most of CSS, but not all of it"


def _ignored(name: str, value: str, reason: str) -> tuple[str, str]:
    words = " ".join(f"{name}: {value}".replace("/**/", "").split())
    says = f"“{words}” has no effect: {reason}"
    near = get_close_matches(name, _KNOWN, 1)
    if reason == "no value":
        return says, "write a value; if it is a var(), that has none in this language or page size"
    if "unknown property" in reason and near:
        return says, f"did you mean “{near[0]}”?"
    if re.search(r"\n\s*[-\w]+\s*:", value):
        return says, "a semicolon is missing at the end of its line"
    if "unknown property" in reason:
        return says, "take it away: WeasyPrint knows most of CSS, but not this property"
    return says, "write a value that this property can have, with its unit"
