"""What a person can do to a conversation, and to their private chat.

An event says what was done, never by whom or when: a button carries one before
anybody has pressed it. Who pressed it is checked, and the time added, by the shell.
"""

from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.core.kinds.answering import Answer, Done, Pick, Unpick, WriteAgain
from bot.core.screen.button import Event

MORNING, EVENING, NO_MESSAGE, ANOTHER_TIME = "morning", "evening", "no_message", "another_time"
CHECK_AGAIN, CHECK_NO_MORE = "check_again", "check_no_more"
DONE, WEEK_LATER, DROP, UNCHANGED = "done", "week_later", "drop", "unchanged"

FOLLOW_UPS: Final = (
    *(MORNING, EVENING, NO_MESSAGE, ANOTHER_TIME),
    *(CHECK_AGAIN, CHECK_NO_MORE),
    *(DONE, WEEK_LATER, DROP, UNCHANGED),
)
"""What can be answered to a message about a promised step. A button holds its place: only ever add to it."""


@dataclass(frozen=True, slots=True)
class Begin(Event):
    """Leave the welcome card and ask the first question."""


@dataclass(frozen=True, slots=True)
class Skip(Event):
    """Leave a question out; only where it allows that."""

    question: str


@dataclass(frozen=True, slots=True)
class NotSure(Event):
    """Answer "I am not sure"; only where the question allows that."""

    question: str


@dataclass(frozen=True, slots=True)
class Back(Event):
    """To the question before; from an edit, back to the review."""


@dataclass(frozen=True, slots=True)
class Review(Event):
    """Look at all answers so far."""


@dataclass(frozen=True, slots=True)
class Edit(Event):
    """Answer one question again; later answers are kept."""

    question: str


@dataclass(frozen=True, slots=True)
class Finish(Event):
    """The answers are right: give the advice."""


@dataclass(frozen=True, slots=True)
class Stop(Event):
    """Put the conversation aside; nothing is lost."""


@dataclass(frozen=True, slots=True)
class Resume(Event):
    """Go on where the conversation was."""


@dataclass(frozen=True, slots=True)
class MoveOver(Event):
    """Go on in the version of the dialog that is on offer now."""


@dataclass(frozen=True, slots=True)
class Lean(Event):
    """Where the person leans after the advice."""

    alternative: str


@dataclass(frozen=True, slots=True)
class DoIt(Event):
    """Promise the first step of the advice."""


@dataclass(frozen=True, slots=True)
class KeepPage(Event):
    """Get the result as a page to keep."""


@dataclass(frozen=True, slots=True)
class TakeAlong(Event):
    """Ask for the dialog that the advice leads on to; what would be taken along is said first."""


@dataclass(frozen=True, slots=True)
class FollowUp(Event):
    """Answer a message about a promised step. choice: one of `FOLLOW_UPS`."""

    choice: str


@dataclass(frozen=True, slots=True)
class TellZone(Event):
    """Say what time it is where one is. zone: minutes east of UTC, one of `promise.ZONES`."""

    zone: int


@dataclass(frozen=True, slots=True)
class OpenPage(Event):
    """Show another page of the welcome or of the result, in its place. page: a value of `ShownPage`."""

    page: str


@dataclass(frozen=True, slots=True)
class TurnTo(Event):
    """Show a part of what is too long for one message. part: its place, from 0."""

    part: str


@dataclass(frozen=True, slots=True)
class Doubt(Event):
    """Look at the answers behind a line of the result that is not right. line: its place, from 0."""

    line: str


@dataclass(frozen=True, slots=True)
class Include(Event):
    """Share the reasons that rest on the answer to this question, too."""

    question: str


@dataclass(frozen=True, slots=True)
class Exclude(Event):
    """Share no reason that rests on the answer to this question."""

    question: str


@dataclass(frozen=True, slots=True)
class SendShared(Event):
    """Send what others would see as a message of its own, ready to be forwarded."""


@dataclass(frozen=True, slots=True)
class SendPicture(Event):
    """Send what others would see as a picture of its own."""


@dataclass(frozen=True, slots=True)
class Say(Event):
    """A typed text.

    seen: whether the open question was on show when it was typed; else it was meant for something else.
    safety_line: a local line for people in danger, as the operator names it; "" for none.
    message: the number of its message; 0 where it has none.
    """

    text: str
    seen: bool = True
    safety_line: str = ""
    message: int = 0


@dataclass(frozen=True, slots=True)
class Amend(Event):
    """A typed text that was changed after it was sent. message, safety_line: as in `Say`."""

    text: str
    message: int
    safety_line: str = ""


@dataclass(frozen=True, slots=True)
class Undo(Event):
    """Take the answer back that was just typed."""


@dataclass(frozen=True, slots=True)
class TakeMaybe(Event):
    """Take what a typed text may have meant. place: which of those asked about, from 0, as a word."""

    place: str


@dataclass(frozen=True, slots=True)
class SomethingElse(Event):
    """A typed text meant nothing of what was asked about: show all answers again."""

    question: str


@dataclass(frozen=True, slots=True)
class Explain(Event):
    """Say what a question means."""

    question: str


@dataclass(frozen=True, slots=True)
class AskWhy(Event):
    """Say why a question is asked."""

    question: str


@dataclass(frozen=True, slots=True)
class OpenDialog(Event):
    """Go on with a dialog, or begin it."""

    dialog: str


@dataclass(frozen=True, slots=True)
class StartAgain(Event):
    """Begin a dialog anew; the finished or stopped session stays in the history."""

    dialog: str


@dataclass(frozen=True, slots=True)
class OpenResult(Event):
    """Show the result of a session once more."""

    session: int


@dataclass(frozen=True, slots=True)
class OpenSession(Event):
    """Go on with a session where it stands."""

    session: int


@dataclass(frozen=True, slots=True)
class LookAgain(Event):
    """Look at the answers of a finished session again, in a new one."""

    session: int


@dataclass(frozen=True, slots=True)
class UseAnswers(Event):
    """Begin the dialog that a result leads on to, with the answers that fit there. session: of the result."""

    session: int


@dataclass(frozen=True, slots=True)
class Compare(Event):
    """Show the results of one dialog side by side."""

    dialog: str


@dataclass(frozen=True, slots=True)
class ForgetMe(Event):
    """Delete everything about the person. asked: when, in seconds since 1970; it counts for a while."""

    asked: int


@dataclass(frozen=True, slots=True)
class KeepMe(Event):
    """Do not delete after all. asked: as in `ForgetMe`."""

    asked: int


QuestionEvent: TypeAlias = Answer | Pick | Unpick | Done | Skip | NotSure
"""What is done to an open question."""
MoveEvent: TypeAlias = Begin | Back | Review | Edit | Finish | Stop | Resume | MoveOver
"""What leads to another card."""
PageEvent: TypeAlias = OpenPage | TurnTo | Doubt | Include | Exclude
"""What is done to a welcome or a result that has pages."""
TextEvent: TypeAlias = Say | Amend | Undo | TakeMaybe | SomethingElse | Explain | AskWhy
"""What is typed, and what is done to how it was taken."""
AfterResult: TypeAlias = DoIt | KeepPage | TakeAlong | FollowUp | TellZone
"""What leads on from a result."""
SharingEvent: TypeAlias = SendShared | SendPicture

SessionEvent: TypeAlias = (
    QuestionEvent | MoveEvent | PageEvent | TextEvent | AfterResult | SharingEvent | Lean
)
ChatEvent: TypeAlias = (OpenDialog | StartAgain | OpenResult | OpenSession | WriteAgain) | (
    LookAgain | UseAnswers | Compare | ForgetMe | KeepMe
)
