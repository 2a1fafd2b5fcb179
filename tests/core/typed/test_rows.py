"""What typed replies are read as: over a thousand rows, and any text there is."""

import random
from collections.abc import Iterator

import pytest

from bot.authoring.typed_rows import ReadRow, RowVerdict, notation
from bot.core.dialog.question import Question
from bot.core.dialog.understanding import AskBack, Meant
from bot.core.typed.clean import key_of
from bot.core.typed.english import is_negated
from tests.core.typed.rows import dialogs, read_file

BESIDE = (
    "back",
    "stop",
    "not",
    "no",
    "yes",
    "1",
    "5-6",
    "10,000",
    "½",
    "all",
    "but",
    ",",
    "?",
    "kill",
    "myself",
)
DANGER = "meta:selfharm"
SETS = ("rows.tsv", "other_rows.tsv", "fresh_rows.tsv")


def bad(rows: list[ReadRow], verdict: RowVerdict) -> list[tuple[str, str, str, str]]:
    return [
        (each.row.question, each.row.text[:60], each.got, each.rule)
        for each in rows
        if each.verdict is verdict
    ]


@pytest.mark.parametrize("with_names", [True, False], ids=["with other names", "with labels alone"])
@pytest.mark.parametrize("name", SETS)
def test_no_reply_is_recorded_wrongly(name: str, with_names: bool) -> None:
    assert bad(read_file(name, with_names=with_names), RowVerdict.WRONG) == []


@pytest.mark.parametrize(
    ("name", "with_names", "share"),
    [
        ("rows.tsv", True, 0.98),
        ("rows.tsv", False, 0.92),
        ("other_rows.tsv", True, 0.98),
        ("fresh_rows.tsv", True, 0.94),
    ],
)
def test_nearly_all_replies_are_understood(name: str, with_names: bool, share: float) -> None:
    read = read_file(name, with_names=with_names)
    right = sum(each.verdict is RowVerdict.RIGHT for each in read)

    assert right / len(read) >= share


@pytest.mark.parametrize("name", SETS[:2])
def test_nobody_in_distress_is_overlooked(name: str) -> None:
    rows = [each for each in read_file(name) if each.row.kind == "distress"]

    assert len(rows) >= 20
    assert [each.row.text for each in rows if each.verdict is not RowVerdict.RIGHT] == []


def test_nobody_in_danger_is_overlooked_in_rows_that_are_mainly_about_it() -> None:
    rows = [each for each in read_file("fresh_rows.tsv") if each.row.expected == (DANGER,)]

    assert len(rows) > 100
    assert [each.row.text for each in rows if each.got != DANGER] == []


def questions() -> list[Question]:
    return [each for dialog in dialogs().values() for each in dialog.questions.values()]


def made_up_texts(number: int) -> Iterator[str]:
    """Yield words of the dialogs and stray signs, mixed: short, long, and as long as a message can be."""
    chance = random.Random(15)
    words = [word for each in questions() for word in each.ask.split()]
    words += BESIDE
    signs = "abc xyzEIOUß,.;:'!?-–0123456789½²é٣हِ😀🤷\u200b\u202e\u3164\n/&+<>=()€$%#@*_~|\\\"’ﷺ𝟙İı"
    for _ in range(number):
        match chance.randrange(3):
            case 0:
                yield " ".join(chance.choices(words, k=chance.randrange(1, 8)))
            case 1:
                yield "".join(chance.choices(signs, k=chance.randrange(1, 40)))
            case _:
                long = chance.choice((20, 200, 4096)) if chance.random() < 0.02 else 20
                yield (" ".join(chance.choices(words, k=3)) + "".join(chance.choices(signs, k=long)))[:4096]


DENIALS = (
    "not {}",
    "anything but {}",
    "{} never",
    "I don't want {}",
    "hardly {}",
    "{}? Far from it",
    "anything except {}",
    "my wife wants {}",
    "I already have {}",
    "{} is the last thing I need",
    "as if I would get {}",
    "I hate {}",
    "too old for {}",
    "I gave up on {}",
    "if I had {}",
    "supposedly {}",
    "{}, god forbid",
    "{} or so they say",
)


@pytest.mark.parametrize("denial", DENIALS)
def test_what_is_denied_or_doubted_is_never_recorded(denial: str) -> None:
    read = [
        (denial.format(name), option.id, question.kind.read(question, denial.format(name)))
        for question in questions()
        for option in question.options.values()
        for name in ([] if question.kind.is_typed else [option.text, *option.also])
        if not is_negated(key_of(name))
    ]

    assert read
    assert [
        (text, each)
        for text, id_, each in read
        if isinstance(each, Meant) and id_ in (each.value if isinstance(each.value, tuple) else (each.value,))
    ] == []


def stands_in(question: Question, read: Meant | AskBack) -> bool:
    """Whether what was read is an answer of the question, and asked about at most as long as a list is."""
    kind = question.kind
    values = (read.value,) if isinstance(read, Meant) else read.values
    ids = [each for each in values if isinstance(each, str) and not kind.is_typed]
    return bool(values) and set(ids) <= set(kind.tap_ids(question))


@pytest.mark.parametrize("number", [3_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_any_text_is_read_as_something_that_its_question_has(number: int) -> None:
    asked = questions()
    for at, text in enumerate(made_up_texts(number)):
        question = asked[at % len(asked)]
        read = question.kind.read(question, text)

        assert notation(question, read)
        assert read.rule
        assert not isinstance(read, Meant | AskBack) or stands_in(question, read), (question.id, text, read)
