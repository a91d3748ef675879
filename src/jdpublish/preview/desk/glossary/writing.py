"""Entries added and changed in their files, through the same code as the command line."""

from collections.abc import Mapping
from typing import Any

from jdpublish.errors import JdpublishError
from jdpublish.model import Concept, Transaction
from jdpublish.preview.contract import Answer, Asked
from jdpublish.preview.desk.glossary.form import differing, name_of, values_of
from jdpublish.preview.desk.glossary.mistakes import WAY, Record, Wish, mistakes, record, records
from jdpublish.preview.desk.glossary.reading import said
from jdpublish.preview.desk.glossary.saved import found, version
from jdpublish.repairs import Change
from jdpublish.reporting.records import place_record
from jdpublish.sources import GlossarySources
from jdpublish.termbase.changing.adding import Permit, completed, with_new, with_pinyin
from jdpublish.termbase.changing.editing import consequences, with_edit
from jdpublish.termbase.changing.retiring import check_heir
from jdpublish.termbase.entry.fields import Value, Values
from jdpublish.workspace import load_glossary, recording, write_changes
from jdpublish.workspace.clock import today

_CREATED = 201
_CONFLICT = 409
_MISTAKEN = 422


def add(asked: Asked) -> Answer:
    """Write a new entry, and answer with where it stands and what in it was proposed."""
    try:
        new, permit = values_of(asked.body), _permit(asked.body)
        on = Transaction(today(), name_of(asked.body))
        entry = with_pinyin(new)  # before others have to wait: its dictionaries load slowly
        with recording(asked.project):
            glossary = load_glossary(asked.project)
            wish = Wish(completed(entry, glossary), None, {}, permit)
            if wrong := mistakes(wish, glossary.concepts):
                return _refused(wrong)
            added = with_new(glossary, entry, permit, on=on)
            write_changes(asked.project, added.changes)
            written = _read_again(asked)
    except JdpublishError as error:
        return _refused(records(error))
    proposed = ["id"] * (not new.get("id")) + _unread(added.entry)
    more = {"proposed": proposed, "opened": added.opened}
    return _saved(written, str(added.entry["id"]), added.changes, more, _CREATED)


def edit(asked: Asked) -> Answer:
    """Write what an entry is to say, unless it has changed since somebody saw it.

    Where it has, the answer holds both: nothing that others have written is ever replaced unseen.
    """
    name = asked.names["id"]
    try:
        new, permit = values_of(asked.body), _permit(asked.body)
        on = Transaction(today(), name_of(asked.body))
        with recording(asked.project):
            glossary = load_glossary(asked.project)
            concept = found(glossary, name)
            if concept is None:
                return _gone(name, new)
            now = version(glossary, concept)
            if asked.version != now:
                return _changed_meanwhile(concept, new, asked.body, now)
            old = said(concept)
            new = _spoken_of(new, old)
            wish = Wish(old | consequences(new, old), concept, old, permit)
            if wrong := [*_heir(wish, glossary), *mistakes(wish, glossary.concepts)]:
                return _refused(wrong)
            changes = with_edit(glossary, concept, new, permit, on=on)
            write_changes(asked.project, changes)
            written = _read_again(asked) if changes else glossary
    except JdpublishError as error:
        return _refused(records(error))
    anew = "zh-Hans.term" in new
    more = {"proposed": _unread(wish.entry) if anew else [], "opened": False}
    return _saved(written, str(wish.entry["id"]), changes, more)


def _unread(entry: Values) -> list[str]:
    """Return what of an entry the program has proposed and nobody has read yet."""
    return ["zh-Hans.pinyin"] * (entry.get("zh-Hans.pinyin-status") == "proposed")


def _spoken_of(new: Values, old: Values) -> dict[str, Value]:
    """Return the fields that somebody wants to be others, with the statuses beside them.

    A form sends every field; only what is other than before was said.
    """
    said_now = {name: value for name, value in new.items() if value != old[name]}
    for name in tuple(said_now):
        status = f"{name}-status"
        if new.get(status):
            said_now[status] = new[status]
    return said_now


def _permit(body: Mapping[str, Any]) -> Permit:
    return Permit(body.get("allow_similar") is True, body.get("new_domain") is True, WAY)


def _heir(wish: Wish, glossary: GlossarySources) -> list[Record]:
    """Return what is wrong with the entry that is to take the place of one now retired."""
    successor = str(wish.entry["successor"])
    if wish.before is None or not successor or successor == wish.old["successor"]:
        return []
    try:
        check_heir(wish.before, found(glossary, successor))
    except JdpublishError as error:
        return [record(error, "successor")]
    return []


def _refused(wrong: list[Record]) -> Answer:
    return Answer({"problems": wrong}, status=_MISTAKEN)


def _changed_meanwhile(concept: Concept, new: Values, body: Mapping[str, Any], now: str) -> Answer:
    """Return the answer where an entry is not what somebody saw when she began to change it."""
    theirs = said(concept)
    base = values_of(body, "base") if body.get("base") else None
    message = f"somebody has changed “{concept.id}” while you were editing it"
    return Answer(
        {
            "problems": [
                {
                    "message": message,
                    "hint": "choose field by field, then save again; nothing was written",
                    "messages": {"zh": f"您编辑期间有人改动了“{concept.id}”，请逐项选择后再保存"},
                }
            ],
            "theirs": theirs,
            "yours": new,
            "base": base,
            "differing": differing(theirs, new),
            "modified": theirs["modified"],
            "at": place_record(concept.at),
        },
        _CONFLICT,
        now,
    )


def _gone(name: str, new: Values) -> Answer:
    """Return the answer where an entry has been deleted while somebody was changing it."""
    problem = {
        "message": f"somebody has deleted “{name}” or given it another id while you were editing"
        " it; nothing was written",
        "hint": "what you typed is still in the form: save it as a new entry, or discard it",
        "messages": {
            "zh": f"您编辑期间“{name}”已被删除或改了编号，没有写入任何内容；"
            "您输入的内容仍在表单中，可另存为新词条或放弃"
        },
    }
    return Answer({"problems": [problem], "gone": True, "yours": new}, _CONFLICT)


def _read_again(asked: Asked) -> GlossarySources | None:
    """Return the glossary with what was just written; None where an editor has broken it since.

    The entry is saved all the same, and the page says of the file what is wrong with it.
    """
    try:
        return load_glossary(asked.project)
    except JdpublishError:
        return None


def _saved(
    written: GlossarySources | None,
    name: str,
    changes: tuple[Change, ...],
    more: Mapping[str, object],
    status: int = 200,
) -> Answer:
    concept = found(written, name) if written else None
    if (
        written is None or concept is None
    ):  # an editor has saved the file in between; the next look will tell
        return Answer({"id": name, "files": [one.file for one in changes], **more}, status)
    body = {
        "id": name,
        "entry": said(concept),
        "at": place_record(concept.at),
        "files": [one.file for one in changes],
        "unchanged": not changes,
        **more,
    }
    return Answer(body, status, version(written, concept))
