"""What to write where a value is wrong, in the words of the file in which it stands."""

from jdpublish.termbase.entry.labels import listed
from jdpublish.termbase.exchange.cells import chinese
from jdpublish.terms.wanted import Wanted


def in_cell(wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
    """Return what to write into a cell of a table."""
    return _IN_CELLS[wanted].format(key=key, known=_words(choices))


def _words(choices: tuple[str, ...]) -> str:
    """Return words in both languages, as people may write them."""
    named = [choice for choice in choices if choice]
    also = [word for word in map(chinese, named) if word]
    known = listed(named, "or") + (f", or {'、'.join(also)}" if also else "")
    return f"{known}; or leave it empty" if "" in choices else known


_IN_CELLS = {
    Wanted.TEXT: "write a text",
    Wanted.LIST: "write one in each line",
    Wanted.FLAG: "write yes, or leave it empty",
    Wanted.CHOICE: "write {known}",
    Wanted.DAY: "write 2026-11-22, Li Ming; the name may be left out",
    Wanted.ID: "write small letters, digits and hyphens, such as four-batches",
    Wanted.TERM: "write the Chinese term into this row",
    Wanted.REASON: "write why into the column 停用原因 Why retired, and the id of the entry that"
    " takes its place, if there is one, into 替代词条 Successor",
    Wanted.RETIRED: "write retired as its status, or empty this cell",
    Wanted.LANGUAGES: "write en, zh, or both",
    Wanted.DEPRECATED: "write: form — reason; each in a line of its own",
    Wanted.TRIMMED: "take the blank or the line break out",
}


def in_json(wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
    """Return what to write into an object."""
    return _IN_JSON[wanted].format(key=key, known=_quoted(choices))


def _quoted(choices: tuple[str, ...]) -> str:
    return listed([f'"{choice}"' for choice in choices if choice], "or")


_IN_JSON = {
    Wanted.TEXT: 'write "{key}": "…"',
    Wanted.LIST: 'write "{key}": ["…", "…"]',
    Wanted.FLAG: 'write "{key}": true, or false',
    Wanted.CHOICE: 'write "{key}": {known}',
    Wanted.DAY: 'write "{key}": "2026-11-22, Li Ming"; the name may be left out',
    Wanted.ID: 'write "id": "…" with small letters, digits and hyphens, such as four-batches',
    Wanted.TERM: 'write "languages": {{ "zh-Hans": {{ "term": "…" }} }}',
    Wanted.REASON: 'write "reason": "…", and "successor": "…" where another entry takes its place',
    Wanted.RETIRED: 'write "status": "retired", or take "{key}" out',
    Wanted.LANGUAGES: 'write ["en"], ["zh"] or both',
    Wanted.DEPRECATED: 'write "deprecated": [{{ "term": "…", "reason": "…" }}]',
    Wanted.TRIMMED: "take the blank out of the quotation marks",
}


def in_tbx(wanted: Wanted, key: str, choices: tuple[str, ...] = ()) -> str:
    """Return what to write into an entry of a TBX file."""
    return _IN_TBX[wanted].format(key=key, known=_quoted(choices))


_IN_TBX = {
    Wanted.TEXT: "write a text",
    Wanted.LIST: "write an element for each",
    Wanted.FLAG: "write yes, or leave the note out",
    Wanted.CHOICE: "write {known}",
    Wanted.DAY: "give the transaction a date such as 2026-11-22",
    Wanted.ID: 'write id="…" with small letters, digits and hyphens, such as four-batches',
    Wanted.TERM: 'add a section with xml:lang="zh-Hans" and the term in it',
    Wanted.REASON: "add the note “Why retired: …”, and “Successor: …” where another entry takes its"
    " place",
    Wanted.RETIRED: "write the note “Status: retired”, or take this one out",
    Wanted.LANGUAGES: "write en or zh, each in a note of its own",
    Wanted.DEPRECATED: "add the note “Why deprecated: …” to the term",
    Wanted.TRIMMED: "take the blank out",
}
