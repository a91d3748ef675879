"""What a change that came back brings with it, as when somebody makes it with a command."""

from collections.abc import Mapping
from typing import cast

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.termbase.entry.fields import Value, Values
from jdpublish.termbase.entry.labels import REPLACED, replaced_by
from jdpublish.termbase.entry.naming import is_name
from jdpublish.termbase.forms.folding import same_pinyin
from jdpublish.termbase.merging.outcome import KeepOld

_TERM = f"{SOURCE_LANGUAGE}.term"
_PINYIN = f"{SOURCE_LANGUAGE}.pinyin"
_STATUS = f"{_PINYIN}-status"
_ENGLISH, _ADMITTED, _DEPRECATED = "en.term", "en.admitted", "en.deprecated"


def with_consequences(
    own: Values, became: Mapping[str, Value], keep: KeepOld, *, read: bool
) -> dict[str, Value]:
    """Return an entry with what its change brings with it.

    Another preferred English makes the old one a form that it replaces, where the entry would not
    know it any more. Another Chinese term gets new pinyin, unless somebody has `read` it.
    """
    result = dict(became)
    if own[_ENGLISH] and became[_ENGLISH] not in ("", own[_ENGLISH]):
        _replace(result, str(own[_ENGLISH]), keep)
    if not read and own[_TERM] != became[_TERM] and became[_PINYIN] == own[_PINYIN]:
        _sound(result)
    return result


def _replace(said: dict[str, Value], old: str, keep: KeepOld) -> None:
    """Keep the old English as a form of the entry; what replaces it is no wrong form any more."""
    new = str(said[_ENGLISH])
    rows = tuple(
        row
        for row in cast("tuple[tuple[str, str], ...]", said[_DEPRECATED] or ())
        if row[0] != new or not row[1].startswith(REPLACED)
    )
    admitted = cast("tuple[str, ...]", said[_ADMITTED] or ())
    known = {*admitted, said["en.first"], *(form for form, _ in rows)}
    unknown = old not in known and said["status"] != "retired"
    if unknown and not said[f"{SOURCE_LANGUAGE}.measure"]:  # that is rendered with its figure
        if keep == "deprecated":
            rows = (*rows, (old, replaced_by(new)))
        elif keep == "admitted":
            said[_ADMITTED] = (old, *(form for form in admitted if form != new))
    said[_DEPRECATED] = rows


def _sound(said: dict[str, Value]) -> None:
    """Propose pinyin for another Chinese term; what sounds the same stays as somebody read it."""
    from jdpublish.termbase.forms.pinyin import pinyin  # noqa: PLC0415  its dictionaries load slowly

    proposal = pinyin(str(said[_TERM]), name=is_name(str(said[_ENGLISH])))
    if not said[_PINYIN] or not same_pinyin(proposal, str(said[_PINYIN])):
        said[_PINYIN], said[_STATUS] = proposal, "proposed"
