"""What the buttons of a question do."""

from dataclasses import dataclass

from bot.core.screen.button import Event


@dataclass(frozen=True, slots=True)
class Answer(Event):
    """A tap on one option of a question that takes a single one."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Pick(Event):
    """Tick one option of a question that takes several."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Unpick(Event):
    """Take a tick away. Not a toggle: the same tap twice must do the same as once."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class WriteAgain(Event):
    """Write an answer once more that was not kept because of words of danger. session: it is part of."""

    session: int


@dataclass(frozen=True, slots=True)
class Done(Event):
    """Take the ticked options, or the suggested earlier answer, as the answer."""

    question: str
