"""What is wanted of a value that is wrong, and how a glossary file says it."""

from enum import StrEnum


class Wanted(StrEnum):
    """What a value is to be, or what an entry lacks; how it is written depends on the file."""

    TEXT = "a text"
    LIST = "a list of texts"
    FLAG = "true or false"
    CHOICE = "one of some words"
    DAY = "a day, and perhaps a name"
    ID = "an id"
    TERM = "a Chinese term"
    REASON = "why the entry is retired"
    RETIRED = "nothing, unless the entry is retired"
    LANGUAGES = "languages that are annotated"
    DEPRECATED = "forms and reasons"
    TRIMMED = "a text without blanks at its ends"


class AsToml:
    """Values that stand, or are to stand, in a glossary file."""

    __slots__ = ()

    def column(self, key: str, table: str = "") -> str:  # noqa: ARG002  as `Places` has it
        """Return nothing: a glossary file has keys, and no columns."""
        return ""

    def hint(self, wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
        """Return how a key is written so that it says what is wanted."""
        known = " or ".join(f'"{choice}"' for choice in choices if choice)
        return _HINTS[wanted].format(key=key, known=known)


_HINTS = {
    Wanted.TEXT: 'write {key} = "…"',
    Wanted.LIST: 'write {key} = ["…", "…"]',
    Wanted.FLAG: "write {key} = true, without quotation marks, or leave the line out",
    Wanted.CHOICE: "write {key} = {known}",
    Wanted.DAY: 'write {key} = {{ date = 2026-11-22, by = "…" }}; the name may be left out',
    Wanted.ID: 'write id = "…" with small letters, digits and hyphens, such as four-batches',
    Wanted.TERM: 'add [concept.zh-Hans] with term = "…"',
    Wanted.REASON: 'write reason = "…", and successor = "…" where another entry takes its place',
    Wanted.RETIRED: 'write status = "retired", or take {key} out',
    Wanted.LANGUAGES: 'write "en", "zh" or both',
    Wanted.DEPRECATED: 'write deprecated = [{{ term = "…", reason = "…" }}]',
    Wanted.TRIMMED: "take the blank out of the quotation marks",
}
