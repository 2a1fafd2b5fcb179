"""Everything that comes in: what a person can do to a conversation.

An event says what was done, never by whom or when: a button carries one before
anybody has pressed it. Who pressed it is checked, and the time added, by the shell.
"""

from dataclasses import dataclass
from typing import TypeAlias

from bot.core.group.actions import Action

# --- about one session ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """Leave the welcome card and ask the first question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A tap on one option of a question that takes a single one."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Tick one option of a question that takes several."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Unpick:
    """Take a tick away. Not a toggle: the same tap twice must do the same as once."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Done:
    """Take the ticked options, or the suggested earlier answer, as the answer."""

    question: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave a question out; only where it allows that."""

    question: str


@dataclass(frozen=True, slots=True)
class NotSure:
    """Answer "I am not sure"; only where the question allows that."""

    question: str


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before; from an edit, back to the review."""


@dataclass(frozen=True, slots=True)
class Review:
    """Look at all answers so far."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Answer one question again; later answers are kept."""

    question: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The answers are right: give the advice."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Put the conversation aside; nothing is lost."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on where the conversation was."""


@dataclass(frozen=True, slots=True)
class MoveOver:
    """Go on in the version of the dialog that is on offer now."""


@dataclass(frozen=True, slots=True)
class Lean:
    """Where the person leans after the advice."""

    alternative: str


@dataclass(frozen=True, slots=True)
class Say:
    """A typed text.

    seen: whether the person had the open question before their eyes when they typed;
        a text typed earlier was meant for something else.
    """

    text: str
    seen: bool = True


# --- about a person's chat ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """Go on with a dialog, or begin it."""

    dialog: str


@dataclass(frozen=True, slots=True)
class StartAgain:
    """Begin a dialog anew; the finished or stopped session stays in the history."""

    dialog: str


@dataclass(frozen=True, slots=True)
class OpenResult:
    """Show the result of a session once more."""

    session: int


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Go on with a session where it stands."""

    session: int


@dataclass(frozen=True, slots=True)
class Compare:
    """Show the results of one dialog side by side."""

    dialog: str


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete everything that is stored about the person.

    asked: when they were asked whether to, in seconds since 1970; an old question counts no more.
    """

    asked: int


@dataclass(frozen=True, slots=True)
class KeepMe:
    """Do not delete after all. asked: as in `ForgetMe`."""

    asked: int


# --- about a coached group: buttons that everybody sees ------------------------------------


@dataclass(frozen=True, slots=True)
class Join:
    """Take part."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is shared, and what never is."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer a question of the step that is open; of one that takes several, tick or untick."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What have I answered at that step of the agenda, 0 for the first?"""

    step: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why is that step of the agenda asked, 0 for the first?"""

    step: int


@dataclass(frozen=True, slots=True)
class Keep:
    """In a second round: my answer stays."""


@dataclass(frozen=True, slots=True)
class InPrivate:
    """Go on in the private chat: what I missed, or all of it at my own pace."""


@dataclass(frozen=True, slots=True)
class MyResult:
    """My own advice."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How is the advice computed?"""


@dataclass(frozen=True, slots=True)
class Share:
    """Let the coach see my result; asked once more before it is done."""


@dataclass(frozen=True, slots=True)
class MyStep:
    """My own first next step."""


# --- about a coached group: buttons of its coaches ------------------------------------------


@dataclass(frozen=True, slots=True)
class Lead:
    """What a coach does."""

    action: Action


@dataclass(frozen=True, slots=True)
class Coach:
    """Begin a group session of a dialog in this chat; whoever taps becomes its coach."""

    dialog: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Lead a group session instead of its coach."""

    group: int


@dataclass(frozen=True, slots=True)
class HelpLead:
    """Lead a group session beside its coach."""

    group: int


SessionEvent: TypeAlias = (
    Begin
    | Answer
    | Pick
    | Unpick
    | Done
    | Skip
    | NotSure
    | Back
    | Review
    | Edit
    | Finish
    | Stop
    | Resume
    | Lean
    | MoveOver
    | Say
)
BecomeCoach: TypeAlias = Coach | TakeOver | HelpLead
ChatEvent: TypeAlias = (
    OpenDialog | StartAgain | OpenResult | OpenSession | Compare | ForgetMe | KeepMe | BecomeCoach
)
MemberEvent: TypeAlias = (
    Join | Terms | Choose | Mine | Why | Keep | InPrivate | MyResult | Reckoning | MyStep | Share
)
GroupEvent: TypeAlias = MemberEvent | Lead
Event: TypeAlias = SessionEvent | ChatEvent | GroupEvent
