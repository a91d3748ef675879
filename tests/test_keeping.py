"""What is kept is what a fresh computation gives, and is forgotten when nobody needs it."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdpublish.keeping import Equal, Kept, fresh, gathered, settled


@dataclass(frozen=True)
class Word:
    text: str


class Counted:
    """A function that counts how often it is computed."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *args: object) -> object:
        self.calls += 1
        return (self.calls, *args)


def said(*values: object) -> tuple[str, ...]:
    return tuple(f"{type(value).__name__} {value}" for value in values)


_SMALL = (
    st.text(max_size=2)
    | st.integers(-2, 2)
    | st.booleans()
    | st.none()
    | st.sampled_from([Word("a"), Word("a"), Word("b"), Equal("a"), Equal(Word("a")), ("a",)])
)


@given(st.lists(st.lists(_SMALL, max_size=3) | st.just("sweep"), max_size=30))
def test_what_is_kept_is_what_is_computed(steps):
    keep = Kept()
    for step in steps:
        if step == "sweep":
            keep.sweep()
        else:
            assert keep(said, *step) == fresh(said, *step)


def test_the_same_arguments_are_computed_once():
    keep, function, word = Kept(), Counted(), Word("a")
    first = keep(function, word, "b" * 3, 1000)
    assert keep(function, word, "".join(["b"] * 3), 10**3) is first
    assert function.calls == 1


def test_an_equal_object_is_another_one_unless_it_is_said_to_stand_for_it():
    keep, function = Kept(), Counted()
    assert keep(function, Word("a")) != keep(function, Word("a"))
    assert keep(function, Equal(Word("a"))) is keep(function, Equal(Word("a")))


def test_values_that_only_look_alike_are_told_apart():
    keep = Kept()
    alike = [1, True, "1", Equal("1"), Equal(1), ("1",), None, "None", 1.0]
    assert len({keep(said, one) for one in alike}) == len(alike)
    # A number is never taken for the place of an object.
    word = Word("a")
    assert keep(said, word) != keep(said, id(word))


def test_one_that_took_the_place_of_another_in_memory_is_not_taken_for_it():
    keep = Kept()
    assert [keep(said, Word(str(number))) for number in range(500)] == [
        said(Word(str(number))) for number in range(500)
    ]


def test_a_tuple_is_the_same_as_long_as_its_members_are():
    keep, one, other = Kept(), Word("a"), Word("b")
    assert keep(gathered, one, other) is keep(gathered, one, other)
    assert keep(gathered, one, other) is not keep(gathered, other, one)
    assert keep(gathered, one, other) == (one, other)


def test_of_equal_values_the_first_is_settled_on():
    keep, first = Kept(), Word("a")
    assert settled(keep, first) is first
    assert settled(keep, Word("a")) is first
    again = Word("a")
    assert settled(fresh, again) is again


def test_what_is_not_used_between_two_sweeps_is_forgotten():
    keep, function = Kept(), Counted()
    keep(function, "a")
    keep(function, "b")
    keep.sweep()
    assert keep(function, "a") == (1, "a")
    keep.sweep()
    assert len(keep) == 1
    assert keep(function, "a") == (1, "a")
    assert keep(function, "b") == (3, "b")


def test_what_went_into_something_that_is_used_is_not_forgotten():
    keep, part = Kept(), Counted()

    def whole(text: str) -> object:
        return keep(part, text)

    keep(whole, "a")
    for _ in range(3):
        keep.sweep()
        assert keep(whole, "a") == (1, "a")
    assert keep(part, "a") == (1, "a")
    keep.sweep()
    keep.sweep()
    assert len(keep) == 0


def test_a_mistake_is_raised_again_and_what_was_right_before_it_is_kept():
    keep, part, tries = Kept(), Counted(), []

    def failing(text: str) -> object:
        keep(part, text)
        tries.append(text)
        raise ValueError(text)

    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            keep(failing, "a")
    assert (len(tries), part.calls) == (2, 1)
