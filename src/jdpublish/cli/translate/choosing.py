"""Which blocks of which report a command means: by id, by file, or all that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from jdpublish.errors import ProjectError
from jdpublish.model import SOURCE_LANGUAGE
from jdpublish.report import Report
from jdpublish.translation.staleness import BlockState, block_states


@dataclass(frozen=True, slots=True)
class Text:
    """A report in one of the languages it is translated into, and how its blocks stand."""

    report: Report
    language: str
    states: tuple[BlockState, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.source.id

    def named(self, name: str) -> tuple[BlockState, ...]:
        """Return the block with this id, else the blocks of the file with this name."""
        block = tuple(state for state in self.states if state.source.id == name)
        return block or tuple(state for state in self.states if state.file == name)


def texts(reports: tuple[Report, ...]) -> tuple[Text, ...]:
    """Return each report in each language it is translated into."""
    return tuple(
        Text(
            report,
            language,
            block_states(
                report.sections[SOURCE_LANGUAGE], sections, report.source.translation, language
            ),
        )
        for report in reports
        for language, sections in report.sections.items()
        if language != SOURCE_LANGUAGE
    )


@dataclass(frozen=True, slots=True)
class Named:
    """What a word of the command line names in a text; `whole` is true of a file."""

    text: Text
    states: tuple[BlockState, ...]
    whole: bool


def named(word: str, among: tuple[Text, ...]) -> tuple[Named, ...]:
    """Return what a word names: a block such as p12, a file such as 01-economy.

    Before it a report may stand: review-2024/p12. In each language that a report has.

    Raises:
        ProjectError: it names nothing, or something in more than one report.
    """
    found = tuple(_found(word, among))
    reports = tuple(dict.fromkeys(one.text.id for one in found))
    if len(reports) > 1:
        raise ProjectError(
            f"“{word}” is in {_listed(reports)}",
            hint=f"say which is meant: {' or '.join(f'{report}/{word}' for report in reports)}",
        )
    if not found:
        raise ProjectError(f"there is no block or file “{word}”", hint=_near(word, among))
    return found


def _found(word: str, among: tuple[Text, ...]) -> Iterator[Named]:
    for text in among:
        name = word.removeprefix(f"{text.id}/")
        if states := text.named(name):
            yield Named(text, states, whole=states[0].source.id != name)


def _near(word: str, among: tuple[Text, ...]) -> str:
    reports = {text.id for text in among}
    if word in reports:
        return f"that is a report: name its blocks, or say --report {word} --all"
    name = word.rpartition("/")[2]
    known = [state.source.id for text in among for state in text.states]
    files = [state.file for text in among for state in text.states]
    close = get_close_matches(name, dict.fromkeys((*known, *files)), 40)
    near = sorted(close, key=lambda one: one[:2] != name[:2])[:3]
    if near:
        return f"did you mean {' or '.join(f'“{one}”' for one in near)}?"
    return (
        "a block is named by the id at its end, such as p12 for {#p12}, a file by its name without"
        f" “.md”; reports: {', '.join(sorted(reports))}"
    )


def _listed(names: tuple[str, ...]) -> str:
    return " and in ".join(f"“{name}”" for name in names)
