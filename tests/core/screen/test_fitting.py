"""A short message that tells of long names: the names give way, and the sentence stays whole."""

from datetime import date

import pytest

from bot.core.screen.fitting import say_within, units
from bot.core.words import group_toasts
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import MESSAGES, PLACEHOLDER, Argument, Message, Phrase, verbatim

LONGEST = 200
LONG = "Wolfeschlegelsteinhausenbergerdorff " * 9
WIDE = "👩‍👩‍👧‍👦" * 40


def test_a_name_that_is_too_long_is_shortened_and_every_word_of_the_sentence_is_there() -> None:
    said = say_within(ENGLISH, group_toasts.joined(LONG), 110)

    assert said.startswith("You're in, Wolfeschlegelsteinhausenbergerd")
    assert said.endswith("… Answer with the buttons; no one sees who chose what.")


def test_of_two_texts_the_longer_one_gives_first() -> None:
    said = say_within(ENGLISH, group_toasts.asked_and_answered(verbatim(LONG), verbatim("Yes")), LONGEST)

    assert said.endswith("…\n→ Yes")
    assert units(said) <= LONGEST


def test_what_fits_is_said_as_it_is() -> None:
    assert say_within(ENGLISH, group_toasts.joined("Mia"), LONGEST) == ENGLISH(group_toasts.joined("Mia"))


TOASTS = [
    each for each in MESSAGES.values() if each.id.startswith(("group_toasts.", "coach_toasts.", "toasts."))
]


@pytest.mark.parametrize("text", [LONG, WIDE], ids=["long", "wide"])
@pytest.mark.parametrize("declared", TOASTS, ids=lambda each: each.id)
def test_each_notice_fits_with_texts_of_any_length_and_loses_no_word_of_its_own(
    declared: Message, text: str
) -> None:
    values: dict[type, Argument] = {str: text, int: 12, Phrase: verbatim(text), date: date(2026, 11, 23)}
    phrase = Phrase(declared.id, tuple((name, values[kind]) for name, kind in declared.parameters.items()))

    said = say_within(ENGLISH, phrase, LONGEST)

    assert units(said) <= LONGEST
    rest = said
    own = PLACEHOLDER.sub("\n", declared.other or declared.one).splitlines()
    for words in filter(None, (each.lstrip(".") for each in own)):  # a cut text ends its sentence itself
        assert words in rest, said
        rest = rest.partition(words)[2]
