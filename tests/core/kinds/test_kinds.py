"""Every kind of question: how it reads what is typed, how it says an answer, and its buttons."""

from dataclasses import replace
from fractions import Fraction

import pytest

from bot.core.dialog.answers import Value
from bot.core.dialog.insight import explain
from bot.core.dialog.question import Option, Question
from bot.core.dialog.understanding import Meant, NotUnderstood
from bot.core.kinds import KINDS
from bot.core.kinds.answering import Answer, Done, Pick, Unpick
from bot.core.kinds.one import ORDERED
from bot.core.screen.button import Button
from bot.core.words.english import ENGLISH
from bot.loader.reading import examine, load_dialog
from bot.proofs.prover import prove
from tests.example import DOG, dog


def answer_read(asked: Question, raw: str) -> Value | None:
    """Return what a typed text is recorded as; None where it is not."""
    read = asked.kind.read(asked, raw)
    return read.value if isinstance(read, Meant) else None


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        ("wish", "A companion", "friend"),
        ("wish", "a COMPANION.", "friend"),
        ("wish", "b", "sport"),
        ("wish", "3", "kids"),
        ("wish", "the child", "kids"),
        ("walk", "2", "w2"),
        ("walk", "a lot", "w3"),
        ("garden", "1, 2", ("me", "partner")),
        ("garden", "my partner; i myself", ("me", "partner")),
        ("garden", "me", None),
        ("garden", "i myself, nobody yet", None),
        ("garden", "nobody yet", ("nobody",)),
        ("garden", "1 2", ("me", "partner")),
        ("garden", "(1) 2.", ("me", "partner")),
        ("garden", "2) and 1)", ("me", "partner")),
        ("garden", "i myself and my partner", ("me", "partner")),
        ("garden", "i myself + b", ("me", "partner")),
        ("wish", "2)", "sport"),
        ("hours", "10", Fraction(10)),
        ("hours", "ten", Fraction(10)),
        ("hours", "7,5 hours", Fraction(15, 2)),
        ("hours", "0", Fraction(0)),
        ("pause", "Continue", "read"),
        ("else", "  by a wood ", "by a wood"),
    ],
)
def test_typed_answers_are_read_as_people_write_them(question: str, raw: str, value: Value | None) -> None:
    asked = dog().questions[question]

    assert answer_read(asked, raw) == value


@pytest.mark.parametrize(
    ("question", "raw", "sentence"),
    [
        ("wish", "a cat", None),
        ("wish", "", None),
        ("wish", "4", None),
        ("garden", " , ", None),
        ("hours", "25", "It has to be from 0 to 24 hours."),
        ("hours", "-1", "It has to be from 0 to 24 hours."),
        ("hours", "ten minutes", "Please give it in hours."),
        ("hours", "a handful", "That doesn't work here. Type a number from 0 to 24 hours."),
        ("hours", "9" * 5000, "That doesn't work here. Type a number from 0 to 24 hours."),
        ("pause", "a cat", "Please tap Continue, or type ok."),
        ("else", "   ", "Please type a few words."),
        ("else", "x" * 201, "That's 1 character too long. Please send a shorter version."),
    ],
)
def test_a_typed_text_that_is_no_answer_is_refused_with_what_would_be(
    question: str, raw: str, sentence: str | None
) -> None:
    asked = dog().questions[question]

    read = asked.kind.read(asked, raw)

    assert isinstance(read, NotUnderstood)
    assert (None if read.because is None else ENGLISH(read.because)) == sentence


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("wish", "friend", "A companion"),
        ("walk", "w2", "2 of 3: A bit"),
        ("garden", ("me", "partner"), "I myself, My partner"),
        ("hours", Fraction(15, 2), "7.5 hours"),
        ("hours", Fraction(10), "10 hours"),
        ("pause", "read", "read"),
        ("else", "by a wood", "by a wood"),
    ],
)
def test_an_answer_is_said_in_the_words_of_its_question(question: str, value: Value, words: str) -> None:
    asked = dog().questions[question]

    assert ENGLISH(asked.kind.describe(asked, value)) == words


@pytest.mark.parametrize(
    ("value", "bin_"),
    [(Fraction(0), "few"), (Fraction(4), "few"), (Fraction(9, 2), "some"), (Fraction(24), "most")],
)
def test_a_number_counts_as_the_bin_it_falls_into(value: Fraction, bin_: str) -> None:
    hours = dog().questions["hours"]

    assert hours.kind.options_of(hours, value) == (bin_,)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Clear steps, from the basics up", ("o0",)),
        ("clear steps, from the basics up, cheap and quick", ("o0", "o1")),
        ("cheap and quick; clear", ("o0", "o1")),
        ("quick", ("o1",)),
        ("1 quick", None),
    ],
)
def test_an_option_with_a_comma_can_be_typed(raw: str, value: Value | None) -> None:
    options = {
        f"o{at}": Option(f"o{at}", text)
        for at, text in enumerate(("Clear steps, from the basics up", "Cheap and quick"))
    }
    asked = replace(dog().questions["garden"], options=options)

    assert answer_read(asked, raw) == value


def test_an_option_that_is_called_a_number_is_meant_by_its_text() -> None:
    texts = ("0", "1", "2", "b")
    options = {f"o{at}": Option(f"o{at}", text) for at, text in enumerate(texts)}
    asked = replace(dog().questions["wish"], options=options)

    assert [answer_read(asked, text) for text in (*texts, "3", "a", "first")] == [
        *("o0", "o1", "o2", "o3"),
        *(None, None, "o0"),
    ]


def test_every_value_of_a_kind_stands_for_other_options() -> None:
    for question in dog().questions.values():
        chosen = [question.kind.options_of(question, value) for value in question.kind.values(question)]

        assert len(chosen) == len(set(chosen))
        assert {option for each in chosen for option in each} == set(question.options)


def test_a_question_with_ticks_has_every_combination_but_none_and_mixed_exclusive() -> None:
    garden = dog().questions["garden"]

    assert list(garden.kind.values(garden)) == [("me",), ("partner",), ("me", "partner"), ("nobody",)]


def test_ticked_options_offer_to_be_unticked() -> None:
    garden = dog().questions["garden"]

    assert garden.kind.rows(garden, ("me",), ENGLISH) == (
        (Button("☑ I myself", Unpick("garden", "me")),),
        (Button("☐ My partner", Pick("garden", "partner")),),
        (Button("☐ Nobody yet", Pick("garden", "nobody")),),
        (Button("Done (1)", Done("garden")),),
    )


def test_options_that_stand_in_an_order_have_neighbours() -> None:
    wish = dog().questions["wish"]
    ordered = replace(wish, settings={ORDERED.name: True})

    assert list(wish.kind.steps(wish, "sport")) == []
    assert list(ordered.kind.steps(ordered, "sport")) == ["friend", "kids"]


def test_a_scale_shows_the_words_of_each_step_in_their_order() -> None:
    walk = dog().questions["walk"]

    assert walk.kind.rows(walk, "w2", ENGLISH) == (
        (Button("Not at all", Answer("walk", "w1")),),
        (Button("✓ A bit", Answer("walk", "w2")),),
        (Button("A lot", Answer("walk", "w3")),),
    )
    assert (walk.kind.hint(walk), walk.kind.group_hint(walk)) == (None, None)


def test_an_earlier_number_or_text_can_be_kept_by_a_button() -> None:
    hours, else_ = dog().questions["hours"], dog().questions["else"]

    assert hours.kind.rows(hours, Fraction(8), ENGLISH) == ((Button("Keep 8 hours", Done("hours")),),)
    assert else_.kind.rows(else_, "by a wood", ENGLISH) == ((Button("Keep what I wrote", Done("else")),),)
    assert hours.kind.rows(hours, None, ENGLISH) == else_.kind.rows(else_, None, ENGLISH) == ()


def test_the_list_of_kinds_names_each_by_its_word() -> None:
    assert list(KINDS) == ["one", "many", "scale", "number", "text", "note"]
    assert [kind.name for kind in KINDS.values()] == list(KINDS)


def test_a_number_without_ranges_is_answered_scored_and_proved() -> None:
    start, end = DOG.index("    options:\n      - {id: few"), DOG.index("  - id: pause")
    bare = (DOG[:start] + DOG[end:]).replace("{hours: [some, most]}", "{answered: hours}")
    dialog = load_dialog(bare, "dog.yml")
    hours = dialog.questions["hours"]
    answers: dict[str, Value] = {"leaning": "get", "wish": "kids", "garden": ("me",), "hours": Fraction(3)}

    assert list(hours.kind.values(hours)) == [Fraction(24)]
    assert explain(dialog, {**answers, "pause": "read", "else": "x"}).advice.outcome.id == "try_it"
    assert prove(dialog).total > 0


ONE_HOUR = load_dialog(
    DOG.replace("    unit: hours\n", "    unit: hours\n    unit_of_one: hour\n"), "dog.yml"
)


@pytest.mark.parametrize(
    ("hours", "said"), [("1", "1 hour"), ("2", "2 hours"), ("0.5", "0.5 hours"), ("0", "0 hours")]
)
def test_one_of_a_unit_has_its_own_name(hours: str, said: str) -> None:
    asked = ONE_HOUR.questions["hours"]

    assert ENGLISH(asked.kind.describe(asked, Fraction(hours))) == said


def test_a_unit_of_one_without_a_unit_is_refused() -> None:
    text = DOG.replace("    unit: hours\n", "    unit_of_one: hour\n")

    assert "E12" in [each.code for each in examine(text, "dog.yml").problems]
