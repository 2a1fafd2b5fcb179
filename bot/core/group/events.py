"""What the buttons of a coached group do, those for all and those of its coaches; and who taps them."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.core.group.actions import Action
from bot.core.screen.button import Event
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Words


@dataclass(frozen=True, slots=True)
class Join(Event):
    """Take part."""


@dataclass(frozen=True, slots=True)
class Terms(Event):
    """What is shared, and what never is."""


@dataclass(frozen=True, slots=True)
class Choose(Event):
    """Answer a question of the step that is open; of one that takes several, tick or untick."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Mine(Event):
    """What have I answered at that step of the agenda, 0 for the first?"""

    step: int


@dataclass(frozen=True, slots=True)
class Why(Event):
    """Why is that step of the agenda asked, 0 for the first?"""

    step: int


@dataclass(frozen=True, slots=True)
class Keep(Event):
    """In a second round: my answer stays."""


@dataclass(frozen=True, slots=True)
class InPrivate(Event):
    """Go on in the private chat: what I missed, or all of it at my own pace."""


@dataclass(frozen=True, slots=True)
class MyResult(Event):
    """My own advice."""


@dataclass(frozen=True, slots=True)
class HowComputed(Event):
    """How is the advice computed?"""


@dataclass(frozen=True, slots=True)
class Share(Event):
    """Let the coach see my result; asked once more before it is done."""


@dataclass(frozen=True, slots=True)
class MyStep(Event):
    """My own first next step."""


@dataclass(frozen=True, slots=True)
class WriteWhisper(Event):
    """Tell the coach something without a name."""


@dataclass(frozen=True, slots=True)
class SendWhisper(Event):
    """What was written is for the coach."""


@dataclass(frozen=True, slots=True)
class ChangeWhisper(Event):
    """Write it again."""


@dataclass(frozen=True, slots=True)
class DropWhisper(Event):
    """Throw it away."""


@dataclass(frozen=True, slots=True)
class WriteStep(Event):
    """Write a first step for the wall in one's own words, or write it again."""


@dataclass(frozen=True, slots=True)
class ShowStep(Event):
    """What was written may stand on the wall, with a name."""


@dataclass(frozen=True, slots=True)
class KeepStep(Event):
    """What was written is nobody else's business."""


@dataclass(frozen=True, slots=True)
class Lead(Event):
    """What a coach does. step: that it is about, by its name in a plan, a whisper, a wall line; or "".

    number: what else it is about: a seat, or a page; 0 for nothing.
    """

    action: Action
    step: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Coach(Event):
    """Begin a group session of a dialog in this chat; whoever taps becomes its coach."""

    dialog: str


@dataclass(frozen=True, slots=True)
class TakeOver(Event):
    """Lead a group session instead of its coach."""

    group: int


@dataclass(frozen=True, slots=True)
class HelpLead(Event):
    """Lead a group session beside its coach."""

    group: int


BecomeCoach: TypeAlias = Coach | TakeOver | HelpLead
WhisperEvent: TypeAlias = WriteWhisper | SendWhisper | ChangeWhisper | DropWhisper
StepEvent: TypeAlias = WriteStep | ShowStep | KeepStep
MemberEvent: TypeAlias = (
    Join
    | Terms
    | Choose
    | Mine
    | Why
    | Keep
    | InPrivate
    | MyResult
    | HowComputed
    | MyStep
    | Share
    | WhisperEvent
    | StepEvent
)
GroupEvent: TypeAlias = MemberEvent | Lead


# --- who taps ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Who:
    """Who taps. name: what they are called. session: an id for their session, should one begin.

    link: address of the private chat, which a tap may open. at: seconds since 1970.
    is_in_chat: they are in the group's chat, as whoever taps there is. words: what they read.
    """

    person: int
    name: str
    session: int
    link: str
    at: float
    is_in_chat: bool = True
    words: Words = ENGLISH
