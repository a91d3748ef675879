"""What `jdpublish glossary import` says below its summary: what is unexpected, and what to do."""

import re
import shlex
from collections.abc import Iterator
from typing import cast

from jdpublish.model import SOURCE_LANGUAGE, Concept
from jdpublish.reporting.merge import named
from jdpublish.termbase.entry.fields import Value
from jdpublish.termbase.entry.labels import replaced_by
from jdpublish.termbase.entry.values import values
from jdpublish.termbase.forms.likeness import nearest
from jdpublish.termbase.merging import EntryChange, Merge

_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"
_MOST = 10
"""So many commands are written out; who has more copies one."""


def remarks(
    merge: Merge, concepts: tuple[Concept, ...], *, written: bool, dry_run: bool
) -> Iterator[str]:
    """Yield what the reader may not expect, and what to do now."""
    if merge.mistakes:
        yield "Mend what is wrong in the file, and import it again."
    elif merge.conflicts:
        yield "Nothing was written. Decide what is open, and import the file again."
    elif dry_run:
        yield "Nothing was written: this was a dry run."
    elif not written:
        yield f"Nothing was written: {_why_nothing(merge)}."
    if merge.open:
        return
    yield from _domains(merge, concepts)
    yield from _renderings(merge, concepts, written=written)
    read = [one.id for one in merge.added if _PINYIN in one.proposed]
    read += [one.id for one in merge.changed if _sounds_anew(one)]
    if read:
        yield f"Pinyin was proposed and is to be proof-read: {named(read)}"


def _why_nothing(merge: Merge) -> str:
    if merge.kept:
        return "what the file changes stays as it is here, as decided"
    if merge.unplaced:
        return "the file changes nothing, beside what no field can hold"
    return "the file changes nothing"


def _sounds_anew(change: EntryChange) -> bool:
    new = change.values
    return bool(new.get(_PINYIN)) and new.get(f"{_PINYIN}-status") == "proposed"


def _domains(merge: Merge, concepts: tuple[Concept, ...]) -> Iterator[str]:
    """Yield the domains that no entry had before, as one of them may be mistyped."""
    known = sorted({one.subject for one in concepts if one.subject})
    for domain, ids in merge.domains.items() if known else ():
        near = nearest(domain, known, limit=1)
        asked = f"; did you mean “{near[0]}”?" if near else f"; known are: {', '.join(known)}"
        yield f"New domain “{domain}” ({named(ids)}){asked}"


def _renderings(merge: Merge, concepts: tuple[Concept, ...], *, written: bool) -> Iterator[str]:
    """Yield what to do where an entry gets another English, since no report does by itself."""
    before = {one.id: one for one in concepts}
    renamed = [
        (one.id, values(before[one.id]) | one.values)
        for one in merge.changed
        if _renders_anew(one, before[one.id])
    ]
    if renamed:
        keep = "keep" if written else "would keep"
        yield (
            f"The reports {keep} the old English of {named([name for name, _ in renamed])}."
            " `jdpublish glossary impact` with the same words shows where; to change it there too:"
        )
    for name, now in renamed[:_MOST]:
        yield f"  jdpublish glossary apply {_words(before[name], now)}"
    for name, now in renamed:
        first, old = str(now["en.first"]), before[name].language("en").preferred
        if re.search(rf"(?<!\w){re.escape(old)}(?!\w)", first, re.IGNORECASE):
            yield (
                f"The form for the first mention of {name} still has the old words: “{first}”."
                f' To change it: `jdpublish glossary edit {name} --first-en "…"`'
            )


def _renders_anew(change: EntryChange, before: Concept) -> bool:
    """Whether an entry gets another English of which `apply` can change the places."""
    old = before.language("en").preferred
    new = change.values.get("en.term", old)
    measure = before.language(SOURCE_LANGUAGE).measure
    retired = change.values.get("status", before.status) == "retired"
    return bool(old and new) and old != new and not measure and not retired


def _words(before: Concept, now: dict[str, Value]) -> str:
    """Return what `apply` is told: also the old form, where the entry does not say it is one."""
    old, new = before.language("en").preferred, str(now["en.term"])
    words = f"{before.id} --en {_quoted(new)}"
    deprecated = cast("tuple[tuple[str, str], ...]", now["en.deprecated"])
    if (old, replaced_by(new)) in deprecated:
        return words
    kept = " --keep-old admitted" if old in now["en.admitted"] else ""
    return f"{words} --from {_quoted(old)}{kept}"


def _quoted(form: str) -> str:
    """Return a form as every shell takes it for one word."""
    return f'"{form}"' if not re.search(r'["$`\\!%]', form) else shlex.quote(form)
