"""Kinds of replies, each with what it must be read as: numbers with words beside them, slips, other words."""

import pytest

from bot.authoring.typed_rows import notation
from bot.core.dialog.understanding import Meant
from tests.core.typed.rows import FIXTURES, dialogs

REPLIES = {
    # A number beside what is not counted is asked about.
    ("made", "kids", "2 dogs"): "ask:n2",
    ("made", "kids", "2 pm"): "ask:n2",
    ("made", "kids", "2 million"): "ask:n2",
    ("made", "kids", "2 kids"): "n2",
    ("made", "kids", "three of them"): "n3",
    ("made", "kids", "-2"): "ask:n2",
    ("made", "hours", "1/2"): "ask:h2",
    ("made", "hours", "1-2"): "h2",
    ("made", "rate", "three of them"): "no",
    # Time may be given in another unit than that of the labels.
    ("made", "hours", "90 min"): "h2",
    ("made", "hours", "30 mins"): "h1",
    ("made", "hours", "300 minutes"): "more",
    ("made", "years", "60 months"): "y5",
    ("made", "years", "since 2 years"): "y2",
    ("made", "hours", "10 hours is ok"): "more",
    # A month is found in the option that holds it.
    ("made", "when", "july 2027"): "summer",
    ("made", "when", "we would leave in July"): "summer",
    ("made", "when", "October 2027"): "autumn",
    ("made", "when", "in May 2027"): "spring",
    ("made", "when", "June 2027"): "ask:summer|spring",
    ("made", "when", "not in July"): "no",
    ("made", "when", "before july"): "ask:spring",
    ("made", "when", "I may go"): "no",
    # A place may be named in a sentence of its own.
    ("ai-cert", "pair", "I would hire A"): "a",
    ("ai-cert", "pair", "letter a"): "a",
    ("ai-cert", "goal", "I'll take the 4th"): "better",
    ("ai-cert", "goal", "option two, please"): "role",
    ("ai-cert", "counts", "answer nr. 1"): "much",
    # One slip in a whole label is sure, unless another label is near.
    ("ai-cert", "goal", "a nwe role"): "role",
    ("ai-cert", "use", "most dyas"): "daily",
    # Other words for an answer are asked about.
    ("ai-cert", "asks", "frequently"): "ask:often",
    ("ai-cert", "pays", "my firm"): "ask:employer",
    ("ai-cert", "ways", "learning by doing"): "ask:tinker",
    # Yes or no beside the words of another option is asked about.
    ("made", "car", "yes but not this year"): "ask:yes_|notyr",
    ("made", "car", "no dear"): "no_",
    ("ai-cert", "use", "never used it, no"): "ask:never",
    ("made", "media", "both 1 and 3"): "books,videos",
    # Not to be sure has many forms.
    ("ai-cert", "asks", "haven't a clue"): "unsure",
    ("ai-programme", "says", "no idea sorry"): "unsure",
    ("made", "cost", "dunno yet"): "unsure",
    ("made", "cost", "600ish"): "=600",
    ("made", "km", "half a kilometre"): "=1/2",
    # Where any text is an answer, being at the end is heard all the same.
    ("ai-cert", "comment", "I can't do this anymore"): "meta:selfharm",
    ("ai-cert", "comment", "I can't do this job anymore"): "text",
}


@pytest.mark.parametrize(("dialog", "question", "text"), REPLIES)
def test_a_reply_of_each_kind_is_read_as_it_is_meant(dialog: str, question: str, text: str) -> None:
    asked = dialogs()[dialog].questions[question]

    assert notation(asked, asked.kind.read(asked, text)) == REPLIES[dialog, question, text]


LEAVE_TAKING = (
    "I need to go now",
    "gotta run, sorry",
    "I should go",
    "have to get back to work",
    "time to go home",
    "going to bed now",
    "I'm off to work",
    "I better head home",
    "that is all for now",
    "that's it for today",
)


@pytest.mark.parametrize("text", LEAVE_TAKING)
def test_leave_taking_is_the_wish_to_stop(text: str) -> None:
    asked = dialogs()["ai-cert"].questions

    assert [
        notation(asked[each], asked[each].kind.read(asked[each], text)) for each in ("apply", "comment")
    ] == ["meta:stop"] * 2


def test_what_people_say_at_any_time_is_no_answer() -> None:
    """Words as "now", "go" and "let" prove no option: "let me think" is not "That I let it pass"."""
    asked = [
        each for dialog in dialogs().values() for each in dialog.questions.values() if not each.kind.is_typed
    ]
    texts = (FIXTURES / "typed" / "asides.txt").read_text(encoding="utf-8").splitlines()

    assert len(texts) > 60
    assert [
        (text, question.id, read)
        for text in texts
        for question in asked
        if isinstance(read := question.kind.read(question, text), Meant)
    ] == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("i'm so depressed", "meta:low"),
        ("Feeling really hopeless lately", "meta:low"),
        ("I am burnt out and exhausted", "meta:low"),
        ("I hate my life", "meta:low"),
        ("Living with depression", "text"),
        ("Burnout prevention for nurses", "text"),
        ("I'm exhausted by our meetings, a course should fit in evenings", "text"),
    ],
)
def test_low_mood_is_no_answer_of_any_text_where_it_is_all_that_is_said(text: str, read: str) -> None:
    question = dialogs()["ai-cert"].questions["comment"]

    assert notation(question, question.kind.read(question, text)) == read
