"""What PDFs are printed on: the theme's page sizes, with or without the printer's marks."""

from collections.abc import Iterator

from jdpublish.errors import Location, ThemeError
from jdpublish.publication import Sheet
from jdpublish.sources import Theme

MARKS = "marks"
_WORD = "size-"


def sheets(theme: Theme, wanted: tuple[str, ...], *, marks: bool) -> tuple[Sheet, ...]:
    """Return the sheets to print on, in the theme's order; its first where none is wanted.

    A size is wanted by its name, in any case, or by what the theme's words call it: 16K or 16开.

    Raises:
        ThemeError: the theme has no such size.
    """
    chosen = {_named(theme, name) for name in wanted} or set(theme.page_sizes[:1]) or {""}
    sizes = theme.page_sizes or ("",)
    return tuple(
        Sheet(size, marks, _suffix(size if number else "", marks=marks))
        for number, size in enumerate(sizes)
        if size in chosen
    )


def _suffix(size: str, *, marks: bool) -> str:
    parts = (size, MARKS if marks else "")
    return "".join(f".{part}" for part in parts if part)


def _named(theme: Theme, name: str) -> str:
    for size in theme.page_sizes:
        if name.casefold() in {known.casefold() for known in _names(theme, size)}:
            return size
    known = ", ".join(
        dict.fromkeys(one for size in theme.page_sizes for one in _names(theme, size))
    )
    raise ThemeError(
        f"the theme has no page size “{name}”",
        at=Location(f"{theme.folder}/theme.toml"),
        hint=f"its page sizes are: {known}"
        if known
        else "it has one page size only, that of its print.css",
    )


def _names(theme: Theme, size: str) -> Iterator[str]:
    yield size
    for words in theme.words.values():
        if name := words.get(_WORD + size):
            yield name
