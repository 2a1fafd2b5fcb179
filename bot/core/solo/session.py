"""A session: one person's way through one dialog, as far as it has come."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from bot.core.dialog.answers import Answers, Silence
from bot.core.screen.button import Event
from bot.core.solo.events import FollowUp, TellZone
from bot.core.solo.promise import Promise
from bot.core.words.phrase import Phrase


class Stage(Enum):
    """Where a session stands, beyond what its answers tell."""

    WELCOME = "welcome"
    ASKING = "asking"
    DONE = "done"
    STOPPED = "stopped"


class ShownPage(Enum):
    """What a message shows of what it has to say: its front, or one of the pages that its buttons lead to."""

    FRONT = "front"
    ABOUT = "about"  # of the welcome; all others are of the result
    REASONS = "reasons"
    WAYS = "ways"
    ANSWERS = "answers"
    SOURCES = "sources"
    SHARE = "share"
    SHARE_REASONS = "share_reasons"
    DOUBT = "doubt"
    LEANING = "leaning"


@dataclass(frozen=True, slots=True)
class Recheck:
    """An earlier result that a session looks at again.

    title: the advice of then. on: its day. before: the answers it rested on, as far as they count now.
    ask: the questions that are asked again, in order. at: how many of them have been.
    """

    title: str
    on: date
    before: Answers
    ask: tuple[str, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """One person's way through one dialog.

    id: 63 random bits; part of every button.
    answers: question id -> value; only of questions that are relevant.
    drafts: question id -> value: ticked and not yet taken, or answered earlier and
        offered again as a suggestion.
    editing: the question that is being answered again; None for none.
    reviewing: the person asked to see all answers before the last question.
    advised: the answers the newest advice rests on, while they are gone back over; empty otherwise.
    leaning_after: alternative the person leans to after the advice, or that they are not sure;
        None while not said.
    page: what the welcome, or the result, shows now.
    picks: what is picked on that page: ids of questions, or the place of a line.
    part: which part of it, from 0, where it is too long for one message.
    finished_on: day of the newest advice; dates of next steps count from it.
    remark: a line that the card shows once, above the question: a note on the last answer, or
        why a typed text was none; None for none.
    place: name of the group that it is part of, as its private card tells it; "" for none.
    maybe: what a typed text may have meant, as option ids or numbers; the card asks about these. Else empty.
    echoed: the question that the newest typed text answered, for as long as it can be undone; "" for none.
    typed_in: the message whose text the card was last read from; 0 for none, or after a tap.
    is_covered: something else to choose from was sent below the card.
    promise: what the person meant to do after the advice; None for nothing.
    zone: minutes east of UTC by which the person lives; None while that was not said.
    recheck: the earlier result that is looked at again; None for none.
    turn: rises whenever the card's buttons change their meaning; a tap of another turn is stale.
    revision: rises with every change.
    """

    id: int
    chat: int
    person: int
    dialog_id: str
    logic_hash: str
    stage: Stage = Stage.WELCOME
    answers: Answers = field(default_factory=dict)
    drafts: Answers = field(default_factory=dict)
    editing: str | None = None
    advised: Answers = field(default_factory=dict)
    reviewing: bool = False
    leaning_after: str | Silence | None = None
    page: ShownPage = ShownPage.FRONT
    picks: tuple[str, ...] = ()
    part: int = 0
    finished_on: date | None = None
    remark: Phrase | None = None
    place: str = ""
    maybe: tuple[str, ...] = ()
    echoed: str = ""
    typed_in: int = 0
    is_covered: bool = False
    promise: Promise | None = None
    zone: int | None = None
    recheck: Recheck | None = None
    turn: int = 0
    revision: int = 0

    @property
    def settled(self) -> Answers:
        """The answers of the newest advice: changed ones count from the next advice on."""
        return self.advised or self.answers

    @property
    def deadline(self) -> float | None:
        """When something is to be done without anybody asking, in seconds since 1970; None for never."""
        return None if self.promise is None else self.promise.deadline

    def turn_of(self, event: Event) -> int:
        """Return the turn of which a button with this event must be: a promise has turns of its own."""
        if isinstance(event, FollowUp | TellZone):
            return 0 if self.promise is None else self.promise.turn
        return self.turn
