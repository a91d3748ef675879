"""What the panel is told of a block and its translation, as JSON."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jdpublish.annotate import Glossary
from jdpublish.blockwise.replacing import Changed
from jdpublish.changes import figure_changes, term_changes
from jdpublish.errors import JdpublishError
from jdpublish.figures.quantity import Quantity
from jdpublish.figures.wording import english, house
from jdpublish.model import SOURCE_LANGUAGE, Block, Concept, Finding
from jdpublish.preview.contract import Message
from jdpublish.preview.desk.translation.figures import WantedFigure, wanted_figures
from jdpublish.preview.desk.translation.findings import CHECKED, bitext_up_to, findings_at
from jdpublish.preview.desk.translation.place import Place
from jdpublish.preview.desk.translation.terms import WantedTerm, marked_terms, wanted_terms
from jdpublish.translation.differences import differences
from jdpublish.translation.fingerprint import words
from jdpublish.translation.record import TranslationRecord
from jdpublish.translation.staleness import BlockState, Standing, block_states

_OPEN = (Standing.STALE, Standing.DRAFT, Standing.UNTRANSLATED)
Span = Mapping[str, int]


def block_record(place: Place, concepts: tuple[Concept, ...], today: dt.date) -> Message:
    """Return all that is known of a block and its translation, as they stand."""
    states = block_states(
        place.report.sections[SOURCE_LANGUAGE],
        place.report.sections[place.language],
        place.report.source.translation,
        place.language,
    )
    index = next(one for one, state in enumerate(states) if state.source.id == place.source.id)
    changed = place.changed(place.markdown) if place.target else None
    return {
        "report": place.report.source.id,
        "language": place.language,
        "block": place.source.id,
        "kind": place.source.kind.value,
        "depth": place.source.depth,
        "cells": place.cells,
        "version": place.version,
        "chinese": _chinese(place, concepts),
        "english": _english(place),
        "file": place.translation.file.file,
        "begins_file": not place.translation.section.blocks,
        **_standing(states[index]),
        "changes": _changes(states[index], place.report.source.translation, concepts),
        **_neighbours(states, index),
        **checked_record(place, changed, concepts, today),
    }


def checked_record(
    place: Place, changed: Changed | None, concepts: tuple[Concept, ...], today: dt.date
) -> Message:
    """Return what the words of a block have of its figures and terms, and what is found there.

    `place` has the words; `changed` says where they stand in their file.
    """
    bitext = bitext_up_to(place.report, place.source.id, concepts)
    target = place.target
    span = _spans(target, changed)
    return {
        "figures": [
            _figure(one, span)
            for one in wanted_figures(place.source.text, target.text if target else "")
        ],
        "terms": [
            _term(one, span) for one in wanted_terms(bitext, place.source.id, place.language)
        ],
        "findings": [_finding(one, changed) for one in findings_at(place, bitext, today)],
        "checked": CHECKED,
        "problems": [],
    }


def problem_record(error: JdpublishError, markdown: str) -> Message:
    """Return what is wrong with typed words: a line and a column of them, and that line."""
    line, column = (error.at.line, error.at.column) if error.at else (1, 1)
    lines = markdown.splitlines() or [""]
    return {
        "message": error.message,
        "hint": error.hint,
        "file": "",
        "line": line,
        "column": column,
        "source": lines[min(line, len(lines)) - 1][:300],
    }


def _chinese(place: Place, concepts: tuple[Concept, ...]) -> Message:
    text, at = place.source.text, place.source.at
    return {
        "text": text,
        "file": at.file,
        "line": at.line,
        "figures": [
            {"start": one.start, "stop": one.stop, "needed": one.needed}
            for one in wanted_figures(text, "")
        ],
        "terms": [
            {"start": one.start, "stop": one.stop, "id": one.concept}
            for one in marked_terms(text, concepts)
        ],
    }


def _english(place: Place) -> Message | None:
    if place.target is None:
        return None
    at = place.target.at
    return {"markdown": place.markdown, "file": at.file, "line": at.line}


def _standing(state: BlockState) -> dict[str, Any]:
    accepted = state.acceptance
    return {
        "standing": state.standing.value,
        "status": state.status.value,
        "edited": state.edited,
        "fallen": state.fallen,
        "accepted": accepted
        and {
            "status": accepted.status.value,
            "by": accepted.by,
            "date": accepted.date.isoformat(),
        },
    }


def _changes(
    state: BlockState, record: TranslationRecord | None, concepts: tuple[Concept, ...]
) -> Message | None:
    """What changed in the Chinese since its translation was accepted; None where nothing did."""
    if not state.stale or record is None or state.acceptance is None:
        return None
    before, after = record.accepted_text(state.acceptance), words(state.source)
    if before is None:
        return {"kept": False, "pieces": [], "figures": {}, "terms": {}}
    return {
        "kept": True,
        "pieces": [
            {"change": piece.change.value, "text": piece.text}
            for piece in differences(before, after)
        ],
        "figures": _gone_and_new(figure_changes(before, after, SOURCE_LANGUAGE), _as_figure),
        "terms": _gone_and_new(
            term_changes(before, after, Glossary.of(concepts)),
            lambda concept: _as_term(concept, state.language),
        ),
    }


def _gone_and_new(
    changes: tuple[Iterable[Any], Iterable[Any]], told: Callable[[Any], Message]
) -> Message:
    gone, new = changes
    return {"gone": [told(one) for one in gone], "new": [told(one) for one in new]}


def _as_figure(figure: Quantity) -> Message:
    return {"chinese": figure.text, "english": english(house(figure))}


def _as_term(concept: Concept, language: str) -> Message:
    return {
        "id": concept.id,
        "chinese": concept.language(SOURCE_LANGUAGE).preferred,
        "english": concept.language(language).preferred,
    }


def _neighbours(states: tuple[BlockState, ...], index: int) -> dict[str, Any]:
    """The blocks beside one, and the nearest that are not done, going round at the end."""
    ids = [state.source.id for state in states]
    waiting = [place for place, state in enumerate(states) if state.standing in _OPEN]
    others = [place for place in waiting if place != index]
    behind = [place for place in others if place > index]
    before = [place for place in others if place < index]
    following = next(iter([*behind, *before]), None)
    preceding = next(iter([*reversed(before), *reversed(behind)]), None)
    return {
        "number": index + 1,
        "total": len(ids),
        "open": len(waiting),
        "previous": ids[index - 1] if index else None,
        "next": ids[index + 1] if index + 1 < len(ids) else None,
        "next_open": None if following is None else ids[following],
        "previous_open": None if preceding is None else ids[preceding],
    }


def _spans(target: Block | None, changed: Changed | None) -> Callable[[int, int], Span | None]:
    """Return what says where characters of a block's text stand in the words as they are typed."""

    def span(start: int, stop: int) -> Span | None:
        if target is None or changed is None:
            return None
        first, last = target.locate(start), target.locate(max(stop - 1, start))
        begins = changed.written.within(first.line, first.column)
        ends = changed.written.within(last.line, last.column)
        if begins is None or ends is None:
            return None
        return {
            "line": begins[0],
            "column": begins[1],
            "end_line": ends[0],
            "end_column": ends[1] + 1,
        }

    return span


def _figure(one: WantedFigure, span: Callable[[int, int], Span | None]) -> Message:
    return {
        "start": one.start,
        "stop": one.stop,
        "chinese": one.text,
        "forms": one.forms,
        "found": one.found,
        "needed": one.needed,
        "places": [found for place in one.places if (found := span(*place))],
        "message": one.message,
        "hint": one.hint,
    }


def _term(one: WantedTerm, span: Callable[[int, int], Span | None]) -> Message:
    section = one.concept.language("en")
    return {
        "id": one.concept.id,
        "chinese": one.words,
        "count": one.count,
        "preferred": one.accepted[0],
        "accepted": one.accepted,
        "deprecated": [{"text": term.text, "reason": term.reason} for term in one.deprecated],
        "first": one.first,
        "in_full": one.in_full,
        "standing": one.standing.value,
        "places": [found for place in one.places if (found := span(*place))],
        "gloss": {
            "en": section.definition,
            "zh": one.concept.language(SOURCE_LANGUAGE).definition,
        },
        "status": one.concept.status,
    }


def _finding(one: Finding, changed: Changed | None) -> Message:
    inside = changed.written.within(one.at.line, one.at.column) if changed else None
    return {
        "check": one.check,
        "severity": one.severity.value,
        "message": one.message,
        "hint": one.hint,
        "file": one.at.file,
        "at": {"line": inside[0], "column": inside[1]} if inside else None,
    }
