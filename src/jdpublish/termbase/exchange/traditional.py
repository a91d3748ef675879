"""Chinese terms that a file has in Traditional characters only."""

from dataclasses import dataclass

from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.termbase.entry.fields import Values
from jdpublish.terms.entry import TRADITIONAL

TERM = f"{SOURCE_LANGUAGE}.term"


@dataclass(frozen=True, slots=True)
class Converted:
    """A term that was made of one in Traditional characters: it, the tag of that, and a remark."""

    term: str
    tag: str
    remark: str


def converted(said: Values) -> Converted | None:
    """Return the Chinese term of an entry that says it in Traditional characters only.

    What is called otherwise in Taiwan or Hong Kong is so still, so that somebody has to read it.
    """
    tag = next((one for one in TRADITIONAL if said.get(f"{one}.term")), "")
    if said.get(TERM) or not tag:
        return None
    from jdpublish.script import to_simplified  # noqa: PLC0415  OpenCC takes 60 ms

    form = str(said[f"{tag}.term"])
    plain = to_simplified(form)
    return Converted(
        plain,
        tag,
        f"“{form}” stands in {tag} only, and was converted: proof-read “{plain}”,"
        " which may be called otherwise on the mainland",
    )
