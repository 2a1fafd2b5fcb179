"""What a typed text means to one question: every way in which it can be read, and by which rule."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.core.dialog.answers import Value
from bot.core.words.phrase import Phrase


class Wish(StrEnum):
    """What people type that is no answer: what they want instead, or what weighs on them."""

    UNSURE = "unsure"
    SKIP = "skip"
    EXPLAIN = "explain"
    WHY = "why"
    HELP = "help"
    BACK = "back"
    STOP = "stop"
    RESTART = "restart"
    REVIEW = "review"
    DONE = "done"
    THANKS = "thanks"
    HELLO = "hello"
    HUMAN = "human"
    PRIVACY = "privacy"
    PROGRESS = "progress"
    ADVICE = "advice"
    NOTHING_FITS = "nofit"
    ABUSE = "abuse"
    LANGUAGE = "language"
    NOD = "ack"
    JOB_FEAR = "jobfear"
    LOW = "low"
    SELF_HARM = "selfharm"


@dataclass(frozen=True, slots=True)
class Meant:
    """It is this answer, for sure. rule: which of the reader's rules said so."""

    value: Value
    rule: str


@dataclass(frozen=True, slots=True)
class AskBack:
    """It may be one of these: the person is asked. values: at least one."""

    values: tuple[Value, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Wants:
    """It is no answer but a wish. is_hinted: a word only hints at it, so it is offered and never done."""

    wish: Wish
    rule: str
    is_hinted: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """It is none of the answers. because: what is wrong with it, None where nothing can be said.

    is_negated: it says what the answer is not.
    """

    rule: str
    because: Phrase | None = None
    is_negated: bool = False


Understanding: TypeAlias = Meant | AskBack | Wants | NotUnderstood
