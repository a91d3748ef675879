"""The lines of a page: flush in Chinese and in English, never torn early."""

from collections import defaultdict
from itertools import pairwise

import pytest

from tests.built import CHINESE, Built, Letter

POINTS_IN_MM = 72 / 25.4
LEFT = 30 * POINTS_IN_MM
TEXT_BEGINS = 2
BODY_CHINESE, LATIN_IN_CHINESE, BODY_ENGLISH = 11.0, 11.66, 11.25
MEASURE_CHINESE, MEASURE_ENGLISH = 396.0, 342.0
NUMBER = 8.0
"""The width in points of the number of a gloss, which the body's size leaves out."""
CLOSING = "，。、；：！？”’」』）》"


def lines(built: Built, edition: str, sizes: set[float], measure: float) -> list[list[Letter]]:
    """Return the body's lines, top down, those of the margin left out."""
    found: dict[tuple[int, int], list[Letter]] = defaultdict(list)
    for letter in built.letters(edition):
        body = any(abs(letter.size - size) < 0.1 for size in sizes)
        inside = LEFT - 6 < letter.left < LEFT + measure + 6
        if letter.page >= TEXT_BEGINS and body and inside and letter.text.strip():
            found[letter.page, -round(letter.baseline)].append(letter)
    return [sorted(found[key], key=lambda letter: letter.left) for key in sorted(found)]


def shortfalls(rows: list[list[Letter]], measure: float) -> list[tuple[float, str]]:
    """Return how far each line that goes on in the next ends short of the measure, in points."""
    found = []
    for row, following in pairwise(rows):
        gap = row[0].baseline - following[0].baseline
        goes_on = row[0].page == following[0].page and 0 < gap < 20
        if goes_on and following[0].left < LEFT + 4:
            last = row[-1]
            short = LEFT + measure - last.right
            found.append((short, "".join(letter.text for letter in row)))
    return found


@pytest.mark.parametrize("edition", CHINESE)
def test_chinese_lines_are_flush(built, edition):
    """A line may end in a stop, whose blank half hangs out, or in the number of an entry."""
    rows = lines(built, edition, {BODY_CHINESE, LATIN_IN_CHINESE}, MEASURE_CHINESE)
    short = shortfalls(rows, MEASURE_CHINESE)

    ragged = [
        (round(gap, 1), line[-12:])
        for gap, line in short
        if gap > (0.75 if line[-1] in CLOSING else 0.25) * BODY_CHINESE
        and not _ends_in_call(built, edition, line)
    ]
    assert len(short) > 60
    assert ragged == []


def _ends_in_call(built: Built, edition: str, line: str) -> bool:
    """Whether a small number follows the line's last words, which the body's size leaves out."""
    letters = built.letters(edition)
    text = "".join(letter.text for letter in letters)
    start = text.find(line[-4:])
    following = letters[start + 4] if start >= 0 else None
    return following is not None and following.size < BODY_CHINESE - 2


def test_english_lines_are_flush_and_never_torn_early(built):
    rows = lines(built, "en", {BODY_ENGLISH}, MEASURE_ENGLISH)
    short = shortfalls(rows, MEASURE_ENGLISH)

    assert len(short) > 150
    assert [(round(gap, 1), line[-24:]) for gap, line in short if gap > NUMBER] == []
