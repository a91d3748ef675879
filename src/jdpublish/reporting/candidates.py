"""Term candidates as a person reads them, each with a line of its text, and as programs do."""

import json
from collections.abc import Iterator
from itertools import groupby

from jdpublish.reporting.counting import counted
from jdpublish.reporting.paper import Paper
from jdpublish.reporting.records import place_record
from jdpublish.reporting.snippets import Snippet, snippet
from jdpublish.reporting.terminal import harmless, text_width
from jdpublish.termbase.candidates import Candidate, Place, Why
from jdpublish.termbase.candidates.starting import sentence

_HEADS = {
    Why.QUOTED: "In quotation marks",
    Why.SLOGAN: "Slogans by number",
    Why.RUN: "Runs of words, the surest first",
    Why.TITLE: "Titles",
}
_INDENT = " " * 4
_WIDEST = 120
"""More columns make lines that are hard to read."""


def candidates_text(found: tuple[Candidate, ...], paper: Paper) -> str:
    """Return candidates by why they are proposed: count, place, what is known, and a line each."""
    parts = []
    for why, group in groupby(found, key=lambda one: one.why):
        own = tuple(group)
        head = paper.styled(f"{_HEADS[why]} ({len(own):,})", "bold")
        parts.append("\n".join([head, *(f"\n{candidate_text(one, paper)}" for one in own)]))
    return "\n\n".join(parts)


def candidate_text(candidate: Candidate, paper: Paper) -> str:
    """Return one candidate: count, place, what is known of it, and a line of its text."""
    return "\n".join(_rows(candidate, paper))


def _rows(candidate: Candidate, paper: Paper) -> Iterator[str]:
    first = candidate.places[0]
    text = harmless(candidate.text)
    times = f"×{candidate.count}"
    place = paper.styled(str(first.at), "blue")
    if paper.columns and text_width(f"{text}  {times}  {first.at}") > paper.columns:
        yield f"{paper.styled(text, 'bold')}  {times}"
        yield f"{_INDENT}{place}"
    else:
        yield f"{paper.styled(text, 'bold')}  {times}  {place}"
    if candidate.contains:
        known = ", ".join(f"{term} ({entry})" for term, entry in candidate.contains)
        yield f"{_INDENT}with {known}"
    line = snippet(first.passage.text, first.start, first.stop, _room(paper))
    yield _INDENT + _marked(line, paper)
    if english := _english(first, paper):
        yield _INDENT + paper.styled(english, "dim")


def _room(paper: Paper) -> int | None:
    """Return the columns for a line of the text."""
    return min(paper.columns, _WIDEST) - len(_INDENT) if paper.columns else None


def _marked(line: Snippet, paper: Paper) -> str:
    words = paper.styled(line.words, "green")
    if words == line.words:  # nothing but brackets shows in a pipe which words are meant
        words = f"【{words}】"
    return f"{line.before}{words}{line.after}"


def _english(place: Place, paper: Paper) -> str:
    """Return the words of the translation about as far in it as the place is in the Chinese."""
    target = place.passage.target
    if target is None or not target.text:
        return ""
    text = target.text
    about = len(text) * (place.start + place.stop) // (2 * max(len(place.passage.text), 1))
    about = text.rfind(" ", 0, about) + 1
    line = snippet(text, about, about, _room(paper))
    return f"{line.before}{line.words}{line.after}"


def summary(found: tuple[Candidate, ...], shown: int) -> str:
    """Return one line: how many candidates there are of each kind, and how many are not shown."""
    if not found:
        return "No candidates: the glossary has every quoted phrase and every run of words."
    nouns = {
        Why.QUOTED: "quoted phrase",
        Why.SLOGAN: "slogan",
        Why.RUN: "run",
        Why.TITLE: "title",
    }
    numbers = {why: sum(one.why is why for one in found) for why in Why}
    told = ", ".join(counted(number, nouns[why]) for why, number in numbers.items() if number)
    more = f"; {len(found) - shown:,} more without --limit" if shown < len(found) else ""
    return f"{counted(len(found), 'candidate')}: {told}{more}"


def candidates_json(found: tuple[Candidate, ...]) -> str:
    """Return candidates as a JSON text, each with all its places."""
    record = {
        "candidates": [
            {
                "text": one.text,
                "why": one.why.value,
                "count": one.count,
                "score": round(one.score, 3),
                "contains": [{"term": term, "id": entry} for term, entry in one.contains],
                "places": [_place(place) for place in one.places],
            }
            for one in found
        ],
        "summary": {why.value: sum(one.why is why for one in found) for why in Why},
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _place(place: Place) -> dict[str, object]:
    target = place.passage.target
    return {
        "origin": place.passage.origin,
        "block": place.passage.source.id,
        **place_record(place.at),
        "sentence": sentence(place),
        "english": target.text if target else None,
    }
