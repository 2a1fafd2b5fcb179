from datetime import date

import pytest

from bot.core.words.english import ENGLISH
from bot.core.words.phrase import MESSAGES, Phrase, message, verbatim


@message("{number} person takes part.", "{number} people take part.", by="number")
def taking_part(number: int) -> None:
    """On a board."""


@message("By {day}: {step}")
def by_day(day: date, step: Phrase) -> None: ...


@message("Saved: {answer}. Thanks.")
def thanked(answer: str) -> None: ...


@message("Begin", most=30)
def begin() -> None: ...


def test_a_message_makes_a_phrase_that_can_be_compared() -> None:
    assert taking_part(3) == taking_part(number=3) == Phrase("test_phrase.taking_part", (("number", 3),))
    assert begin() == Phrase("test_phrase.begin")


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (begin(), "Begin"),
        (taking_part(0), "0 people take part."),
        (taking_part(1), "1 person takes part."),
        (taking_part(2), "2 people take part."),
        (by_day(date(2026, 11, 30), taking_part(1)), "By Mon 30 Nov: 1 person takes part."),
        (verbatim("{number} of my own"), "{number} of my own"),
        (thanked("More pay"), "Saved: More pay. Thanks."),
        (thanked("I do my work well."), "Saved: I do my work well. Thanks."),
        (thanked("Who knows?"), "Saved: Who knows? Thanks."),
    ],
)
def test_english_says_it(phrase: Phrase, said: str) -> None:
    assert ENGLISH(phrase) == said


@pytest.mark.parametrize(
    ("each", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_joined(each: list[str], said: str) -> None:
    assert ENGLISH.listed(each) == said


def test_what_is_declared_is_kept_for_translators() -> None:
    declared = MESSAGES["test_phrase.taking_part"]

    assert (declared.by, declared.parameters, declared.note) == ("number", {"number": int}, "On a board.")
    assert MESSAGES["test_phrase.begin"].most == 30


def test_a_message_that_is_not_declared_well_is_refused() -> None:
    def unknown_brace(number: int) -> None: ...
    def without_plural(number: int) -> None: ...
    def begin() -> None: ...

    with pytest.raises(ValueError, match="unknown_brace"):
        message("{people} take part.")(unknown_brace)
    with pytest.raises(ValueError, match="without_plural"):
        message("{number} take part.", by="number")(without_plural)
    with pytest.raises(ValueError, match="begin"):
        message("Begin")(begin)


def test_yes_and_no_cannot_be_said() -> None:
    with pytest.raises(TypeError, match="bool cannot be said"):
        taking_part(True)
