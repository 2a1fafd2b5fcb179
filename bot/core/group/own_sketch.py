"""A question of a coach's own while it is being written, step by step: its text, its answers, its level."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bot.core.dialog.question import Level
from bot.core.group.own_question import OwnQuestion, essence
from bot.core.typed.distress import is_danger
from bot.core.typed.one_line import clean_line, disarm_links
from bot.core.words import own_questions as words
from bot.core.words.phrase import Phrase

LONGEST_ASK: Final = 300
SKIPS: Final = frozenset(("skip", "skipped"))
"""What an answer cannot be called: each question has a button that says so, and its own count."""
LONGEST_ANSWER: Final = 64
FEWEST_ANSWERS: Final = 2
MOST_ANSWERS: Final = 8
_BULLET: Final = re.compile(r"^\s*[-–—•*·]\s+")
_MARK: Final = re.compile(r"^\s*\(?(\d{1,2}|[a-hA-H])[.)]\s+")
_COUNTS: Final = ("12345678", "abcdefgh")


class Lacks(Enum):
    """What a sketch is waiting for."""

    ASK = "ask"
    ANSWERS = "answers"
    LEVEL = "level"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a coach has written so far.

    level: None until it was chosen. again: what is to be written once more, though it is there; `NOTHING`
    for nothing. asleep: something else was begun meanwhile, so that what is typed is not for it.
    instead_of: the id of the question that it changes; "" for a new one.
    """

    ask: str = ""
    answers: tuple[str, ...] = ()
    level: Level | None = None
    again: Lacks = Lacks.NOTHING
    asleep: bool = False
    instead_of: str = ""

    @property
    def lacks(self) -> Lacks:
        """Return what is to be said next."""
        if self.again is not Lacks.NOTHING:
            return self.again
        if not self.ask:
            return Lacks.ASK
        if not self.answers:
            return Lacks.ANSWERS
        return Lacks.LEVEL if self.level is None else Lacks.NOTHING

    @property
    def takes_text(self) -> bool:
        """Return whether a typed text is for it."""
        return not self.asleep and self.lacks in (Lacks.ASK, Lacks.ANSWERS)

    @property
    def question(self) -> OwnQuestion | None:
        """Return the question; None while something is missing."""
        if self.level is None or self.lacks is not Lacks.NOTHING:
            return None
        return OwnQuestion(self.ask, self.answers, self.level)


def write(sketch: Sketch, text: str) -> Sketch | Phrase:
    """Return a sketch with what was typed into it, or what is wrong with that.

    A group is asked nothing with words of danger: nobody may be there for whom it touches.
    """
    if is_danger(text):
        return words.put_it_differently()
    return _with_ask(sketch, text) if sketch.lacks is Lacks.ASK else _with_answers(sketch, text)


def _with_ask(sketch: Sketch, text: str) -> Sketch | Phrase:
    ask = disarm_links(clean_line(text))
    if not ask:
        return words.nothing_to_read()
    if len(ask) > LONGEST_ASK:
        return words.too_long(LONGEST_ASK, len(ask))
    return replace(sketch, ask=ask, again=Lacks.NOTHING)


def _with_answers(sketch: Sketch, text: str) -> Sketch | Phrase:
    lines = (disarm_links(clean_line(line)) for line in _without_marks(text.splitlines()))
    answers = tuple(line for line in lines if line)
    if not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
        return words.wrong_number(len(answers), FEWEST_ANSWERS, MOST_ANSWERS)
    long = next((each for each in answers if len(each) > LONGEST_ANSWER), None)
    if long is not None:
        return words.answer_too_long(long[:LONGEST_ANSWER], LONGEST_ANSWER)
    skip = next((each for each in answers if essence(each) in SKIPS), None)
    if skip is not None:
        return words.skip_is_there(skip)
    seen: set[str] = set()
    for each in answers:
        if essence(each) in seen:
            return words.twice(each)
        seen.add(essence(each))
    return replace(sketch, answers=answers, again=Lacks.NOTHING)


def _without_marks(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of a list without what marks them.

    Numbers and letters are marks only where they count the lines: "3. May" and "J. Smith" are answers.
    """
    plain = [line for line in (_BULLET.sub("", line) for line in lines) if line.strip()]
    marks = [found[1].lower() if (found := _MARK.match(line)) else "" for line in plain]
    counts = any(marks == [*count[: len(marks)]] for count in _COUNTS)
    return [_MARK.sub("", line) for line in plain] if counts else plain
