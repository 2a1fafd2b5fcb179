from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.dialog.answers import Silence
from bot.core.dialog.model import LEANING
from bot.core.dialog.question import About, Changeable
from bot.core.dialog.source import NOWHERE, DialogError
from bot.core.kinds import KINDS
from bot.core.solo.session import Session, Stage
from bot.core.solo.typed_commands import event_meant
from bot.core.typed.clean import key_of
from bot.core.words import buttons
from bot.core.words.english import ENGLISH
from bot.loader.findings import MOST
from bot.loader.questions import OWN_WORDS
from bot.loader.reading import examine, load_dialog
from tests.example import DOG
from tests.loader.kayak import KAYAK, PATH, kayak

BLOCKS = Path(__file__).with_name("mistakes.txt").read_text(encoding="utf-8").strip().split("\n\n")
"""A broken dialog each: its name, texts taken out (-) and put in (+), and every finding."""


def findings(text: str) -> list[str]:
    return [str(problem) for problem in examine(text, PATH).problems]


def unescaped(line: str) -> str:
    return line[2:].encode("ascii").decode("unicode_escape")


@pytest.mark.parametrize("block", BLOCKS, ids=[block.partition("\n")[0] for block in BLOCKS])
def test_a_mistake_is_reported_where_it_was_written(block: str) -> None:
    lines = block.splitlines()[1:]
    old = [unescaped(line) for line in lines if line.startswith("-")]
    new = [unescaped(line) for line in lines if line.startswith("+")]

    found = findings(kayak(*zip(old, new, strict=True)))

    assert found == [line for line in lines if line.startswith(PATH)]


def test_no_number_of_warnings_hides_an_error() -> None:
    examined = examine("# x\u200b\n" * (MOST + 1) + DOG + "nonsense: 1\n", PATH)

    errors = [problem.code for problem in examined.problems if problem.is_error]
    assert (examined.dialog, errors, len(examined.problems)) == (None, ["E10"], MOST)


@pytest.mark.parametrize("text", [KAYAK, DOG], ids=["kayak", "dog"])
def test_a_valid_dialog_has_no_findings(text: str) -> None:
    examined = examine(text, PATH)

    assert (examined.dialog is not None, examined.problems) == (True, ())


def test_all_mistakes_of_all_kinds_are_reported_at_once() -> None:
    text = kayak(
        ("funding: none", "funding: none\n  funding: club"),
        ("evidence: opinion", "evidence: on"),
        ("section: you", "section: yuo"),
        ("id: sea, text: On the sea", "id: sea, text: On the sea, txt: S"),
        ("kind: many", "kind: meny"),
        ("{gte: 60}", "{gte: 60, lt: 90}"),
        ("    revisit_after: 60d", "    revisit_after: two months"),
        ("alternative: rent", "alternative: rend"),
    )

    with pytest.raises(DialogError) as raised:
        load_dialog(text, PATH)

    assert str(raised.value).splitlines() == [
        "kayak.yml:13:3: E02: `funding` occurs twice (the first is on line 12)",
        "kayak.yml:14:13: E12: `evidence` must be `study`, `data` or `opinion`, not `on`",
        "kayak.yml:27:14: E20: unknown section `yuo` (did you mean `you`?)",
        "kayak.yml:34:37: E10: unknown key `txt` (`text` is here already; remove one of the two)",
        "kayak.yml:38:11: E12: `kind` must be `one`, `many`, `scale`, `number`, `text` or `note`, "
        "not `meny` (did you mean `many`?)",
        "kayak.yml:72:25: E24: a condition has exactly one key, not 2 "
        "(join several with {all: [..]} or {any: [..]})",
        "kayak.yml:78:20: E12: `revisit_after` must be a number of days such as 7d, not `two months`",
        "kayak.yml:80:18: E20: unknown alternative `rend` (did you mean `rent`?)",
    ]


def test_a_warning_refuses_nothing() -> None:
    text = kayak(("    about: value\n", ""))

    dialog = load_dialog(text, PATH)

    assert (dialog.id, [problem.code for problem in examine(text, PATH).problems]) == ("kayak", ["W67"])


def test_the_leaning_is_asked_first_and_its_options_are_the_alternatives() -> None:
    dialog = load_dialog(KAYAK, PATH)

    first = next(iter(dialog.questions.values()))

    assert (first.id, first.kind, first.ask, first.why) == (
        LEANING,
        KINDS["one"],
        "Where do you lean",
        "We compare it at the end",
    )
    assert {option.id: option.text for option in first.options.values()} == {
        "buy": "Buy one",
        "rent": "Hire one",
    }
    assert (first.allow, first.changeable, first.about) == (
        frozenset({Silence.UNSURE}),
        Changeable.NEVER,
        About.VALUE,
    )
    assert not any(option.score for option in first.options.values())


def test_everything_an_author_wrote_knows_its_place() -> None:
    dialog = load_dialog(KAYAK, PATH)

    places = {
        "question": dialog.questions["gear"].place,
        "option": dialog.questions["gear"].options["paddle"].place,
        "fact": dialog.facts["ready"].place,
        "outcome": dialog.outcomes[0].place,
        "reason": dialog.outcomes[0].because[1].place,
        "scale": dialog.scales["hire"].place,
        "alternative": dialog.alternatives["rent"].place,
        "leaning": dialog.questions[LEANING].place,
    }

    assert {name: str(place) for name, place in places.items()} == {
        "question": "kayak.yml:34:5",
        "option": "kayak.yml:43:9",
        "fact": "kayak.yml:67:3",
        "outcome": "kayak.yml:69:5",
        "reason": "kayak.yml:74:62",
        "scale": "kayak.yml:19:3",
        "alternative": "kayak.yml:22:3",
        "leaning": "kayak.yml:7:1",
    }
    assert NOWHERE not in places.values()


def test_a_file_saved_by_another_editor_is_the_same_dialog() -> None:
    dialog = load_dialog("\ufeff" + KAYAK.replace("\n", "\r\n"), PATH)

    assert dialog.logic_hash == load_dialog(KAYAK, PATH).logic_hash
    assert dialog.wording_hash == load_dialog(KAYAK, PATH).wording_hash


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_any_text_is_a_dialog_or_a_list_of_mistakes(text: str) -> None:
    examined = examine(text, PATH)

    assert examined.dialog is None
    assert any(problem.is_error for problem in examined.problems)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(DOG)),
            st.integers(0, 12),
            st.text(alphabet="ab:,{}[]'\"#-?&*!|>@\n\t 01.~<\\", max_size=8),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_damaged_dialog_is_a_dialog_or_a_list_of_mistakes(damages: list[tuple[int, int, str]]) -> None:
    text = DOG
    for at, length, other in damages:
        text = text[:at] + other + text[at + length :]

    examined = examine(text, PATH)

    assert (examined.dialog is None) == any(problem.is_error for problem in examined.problems)


LINES = KAYAK.splitlines()
VALUES = ["", "x", "[]", "{}", "[x]", "{x: y}", "[[x]]", "[{id: x}]", "{x: {y: z}}", "7", "true", "-", "no"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(VALUES)), min_size=1, max_size=4))
def test_a_dialog_with_other_values_is_a_dialog_or_a_list_of_mistakes(
    changes: list[tuple[int, str]],
) -> None:
    lines = list(LINES)
    for number, value in changes:
        lines[number] = f"{lines[number].partition(': ')[0].rstrip(':')}: {value}"

    examined = examine("\n".join(lines), PATH)

    assert (examined.dialog is None) == any(problem.is_error for problem in examined.problems)


def test_a_finding_stays_on_one_line_whatever_was_written() -> None:
    text = kayak(("section: you", 'section: "two\\nlines"'), ("funding: none", '"fun\\nding": none'))

    assert findings(text) == [
        "kayak.yml:9:3: E60: `funding` is missing",
        "kayak.yml:12:3: E10: unknown key `fun ding` (did you mean `funding`?)",
        "kayak.yml:26:14: E13: `section` cannot be `two lines` "
        "(an id has 1-16 of a-z 0-9 _ - and begins with a letter)",
        "kayak.yml:26:14: E20: unknown section `two lines` (use `you`)",
    ]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (8, []),
        (9, ["kayak.yml:32:5: W72: 9 options are many on a phone (use 8 or fewer)"]),
        (11, ["kayak.yml:32:5: E72: 11 options are too many; at most 10 fit (split the question)"]),
    ],
)
def test_a_question_has_as_many_options_as_a_phone_shows(number: int, found: list[str]) -> None:
    sea = "      - {id: sea, text: On the sea, score: {keen: 3, hire: 0}}\n"
    others = "".join(sea.replace("sea,", f"sea{each},") for each in range(number - 2))

    level = "    source: [B1]\n    group: {level: shielded}\n"  # no more is told of it than of a few options
    assert findings(kayak(("    source: [B1]\n", level), (sea, sea + others))) == found


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_a_cut_is_found_behind_any_characters(break_: str) -> None:
    text = kayak(("funding: none", "funding: Zoë 🛶 und Söhne # 2"), ("author: A. Coach", "author: 𝒜. Coach"))

    assert findings("\ufeff" + text.replace("\n", break_)) == [
        "kayak.yml:12:28: W04: a text without quotes ends before this `#`; the rest of the line is a comment "
        "(put the text in quotes if it goes on; else write two spaces, # and a space)"
    ]


@pytest.mark.parametrize("word", sorted(OWN_WORDS))
def test_words_of_the_bot_s_own_mean_something_while_a_question_is_open(word: str) -> None:
    dialog = load_dialog(KAYAK, PATH)
    session = Session(id=1, chat=1, person=1, dialog_id="kayak", logic_hash="", stage=Stage.ASKING)
    water = dialog.questions["water"]
    read = water.kind.read(water, word)
    shown = {key_of(ENGLISH(buttons.back()))}

    assert word in shown or event_meant(dialog, session, "water", word, read) is not None
