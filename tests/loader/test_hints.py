"""Whoever does what a hint says gets rid of the finding, and runs into no other at that place."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.dialog.source import Problem
from bot.loader.faults import keys_of
from bot.loader.kind_shapes import dialog_shape, option_shape, question_shape
from bot.loader.outcome_shapes import OutcomeShape
from bot.loader.reading import examine
from tests.example import DOG
from tests.loader.kayak import KAYAK, PATH

WORD = re.compile(r"\b[a-z][a-z_]{2,}(?=[:,}\]\n])")
NAMED = re.compile(r"did you mean `([^`]+)`\?")


KEYS = [
    *keys_of(question_shape()),
    *keys_of(option_shape()),
    *keys_of(OutcomeShape),
    *keys_of(dialog_shape()),
]
LONG_KEYS = [key for key in KEYS if len(key) > 2]


def slip(draw: st.DrawFn, word: str) -> str:
    """The word with a letter too few, a letter twice or two exchanged."""
    at = draw(st.integers(0, len(word) - 2))
    one, other = word[at], word[at + 1]
    pair = draw(st.sampled_from([one, one + other * 2, other + one]))
    return word[:at] + pair + word[at + 2 :]


@st.composite
def slips(draw: st.DrawFn) -> str:
    """A dialog with a slip in one or two words; or in a key or a name that does not belong there."""
    text = draw(st.sampled_from([KAYAK, DOG]))
    for _ in range(draw(st.integers(1, 2))):
        words = list(WORD.finditer(text))
        word = draw(st.sampled_from(words))
        other = draw(
            st.sampled_from([word[0], draw(st.sampled_from(words))[0], draw(st.sampled_from(LONG_KEYS))])
        )
        text = text[: word.start()] + slip(draw, other) + text[word.end() :]
    return text


def follow(text: str, problem: Problem, name: str) -> str:
    """The text with the name that a hint tells, instead of the word at its place."""
    lines = text.splitlines(keepends=True)
    line, at = lines[problem.line - 1], problem.column - 1
    lines[problem.line - 1] = line[:at] + re.sub(r"^[\w-]+", name, line[at:])
    return "".join(lines)


def errors_at(text: str, problem: Problem) -> set[str]:
    """The errors at the place of a problem."""
    found = examine(text, PATH).problems
    here = (each for each in found if (each.line, each.column) == (problem.line, problem.column))
    return {str(each) for each in here if each.code.startswith("E")}


@settings(max_examples=25, deadline=None)
@given(slips())
def test_doing_what_a_hint_says_removes_its_finding(text: str) -> None:
    for problem in examine(text, PATH).problems:
        named = NAMED.search(problem.hint)
        if named:
            after = errors_at(follow(text, problem, named[1]), problem)
            assert str(problem) not in after
            assert after <= errors_at(text, problem)
