"""A coached group: the nouns. Who takes part, where they are on the way, and what was published.

A member's answers are those of a `Session` like any other, so the shared scoring, the private card and
the result serve a group as they serve one person. What only a group has is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeVar

from bot.core.dialog.answers import Answers, Value
from bot.core.group.group_questions import APART
from bot.core.group.own_question import OwnQuestion
from bot.core.group.own_sketch import Sketch
from bot.core.group.privacy.figure import Figure
from bot.core.group.step_times import USUAL, StepTimes
from bot.core.group.whisper import ToCoach
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice, ShowGroup
from bot.core.solo.session import Session
from bot.core.words.phrase import Phrase

V = TypeVar("V")
K_MIN = 5
"""Answers below which nothing of a question is shown, unless a session says otherwise."""


class GroupStage(Enum):
    """Where a group stands. The last two stand beside the others and lead back to where it was."""

    LOBBY = "lobby"
    OPEN = "open"
    CLOSING = "closing"
    TALK = "talk"
    SHOWN = "shown"
    RESULTS = "results"
    PLAN = "plan"
    ENDED = "ended"
    PAUSED = "paused"
    DETACHED = "detached"


class Pending(Enum):
    """What is announced in `GroupStage.CLOSING` and done when its time has come."""

    REVEAL = "reveal"
    SKIP = "skip"
    END = "end"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log that every member may read.

    at: seconds since 1970. who: a name, "" for the bot itself. what: see `words.log`. person: 0 for nobody.
    """

    at: float
    who: str
    what: Phrase
    person: int = 0


@dataclass(frozen=True, slots=True)
class GroupSession:
    """A group's way through one dialog with its coach.

    id: 63 random bits; part of every button. chat: of the group; thread: its topic, None for none.
    place: the group's name; topic: that of its topic, "" where it is in none or that is not known.
    coach: the person, 0 for nobody; co_coaches: person -> name, who may do the same.
    before: the stage that `CLOSING`, `PAUSED` and `DETACHED` lead back to; None in the others.
    step: place on the agenda, 0 for the first and -1 before it; round: of the answers to it, from 1.
    k: answers below which nothing is shown. taken: what was counted of each question and round, in
    order; shown: ids of the questions whose figures are published.
    closes_at: when `pending` is done, or the clock runs out; None for no time, and while the clock waits.
    clock: seconds that the clock says, which everybody sees; 0 for no clock, -1 for one that ran out. It
        waits until its message is on show, and runs from then on. clock_left: what it said when `pending`
        was announced, for whoever takes that back.
    looks_at: when it is looked at whether anybody still answers, and whether the clock is on show; or None.
    closes_alone: a question closes by itself once everybody has answered it.
    deadline: when something is next to be done without anybody asking; None for never.
    looked: answers at the last look for whether anybody still answers; see `deadlines.KEPT_OPEN`.
    acted_at: when a coach last did something, or when it ended. away: that is long ago, and the board
    says so. was_paused: it was paused when the bot was removed, and will be again.
    reminded: how often the coach was reminded of a session that rests; after the end, how often members
    were asked what came of it. late: seconds that the bot was away past `closes_at`; 0 for in time.
    big_screen: when its link was made, in seconds since 1970; negative once it was taken back, 0 for none.
    wall: first steps that an older version showed without a name. says_levels: each question says how much
    of its answers is told; sessions of an older version promised to merge small numbers, so they tell nothing
    exactly. plan: names of the steps that it takes, in order, see `plan`; empty for all. parked: names of
    those that were opened and put aside. pages: coach -> the page of its console, see `actions`; none: front.
    lets_in: people who are not in the group's chat can take part, though they count in no total.
    kept: the plan as its coach saved it, for the next group. offered: plans that the coach saved in earlier
    groups, by the names of these.
    own: questions that its coaches wrote for it, in the order in which they did. offered_own: those of the
    offered plans. sketches: coach -> the question that they are writing.
    zone: minutes east of UTC by which it lives; None while unknown. took_part: how many did, at its end.
    step_times: how long steps took in earlier sessions of who opened it. revision: rises with every change.
    """

    id: int
    chat: int
    thread: int | None
    place: str
    dialog_id: str
    logic_hash: str
    coach: int
    coach_name: str
    co_coaches: Mapping[int, str] = field(default_factory=dict)
    stage: GroupStage = GroupStage.LOBBY
    before: GroupStage | None = None
    pending: Pending | None = None
    step: int = -1
    round: int = 1
    k: int = K_MIN
    taken: tuple[Figure, ...] = ()
    shown: tuple[str, ...] = ()
    closes_at: float | None = None
    clock: int = 0
    clock_left: int = 0
    looks_at: float | None = None
    closes_alone: bool = False
    deadline: float | None = None
    looked: int = 0
    acted_at: float = 0.0
    away: bool = False
    was_paused: bool = False
    reminded: int = 0
    late: float = 0.0
    big_screen: int = 0
    log: tuple[Entry, ...] = ()
    wall: tuple[Phrase, ...] = ()
    says_levels: bool = True
    plan: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    lets_in: bool = True
    pages: Mapping[int, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: tuple[OwnQuestion, ...] = ()
    offered_own: tuple[OwnQuestion, ...] = ()
    sketches: Mapping[int, Sketch] = field(default_factory=dict)
    topic: str = ""
    zone: int | None = None
    step_times: StepTimes = USUAL
    took_part: int = 0
    revision: int = 0

    @property
    def title(self) -> str:
        """What the group is called, with its topic; "" where its name is not known."""
        return " · ".join(filter(None, (self.place, self.topic)))

    @property
    def stands_at(self) -> GroupStage:
        """The stage that its step is in: the one before, while something is only announced."""
        return self.before if self.stage is GroupStage.CLOSING and self.before is not None else self.stage

    @property
    def rests_at(self) -> GroupStage:
        """The stage that its step is in, also while it is paused or detached."""
        return self.before or self.stage

    @property
    def takes_answers(self) -> bool:
        """Whether what its step asks can be answered."""
        return self.stands_at in (GroupStage.OPEN, GroupStage.PLAN)

    @property
    def coaches(self) -> Mapping[int, str]:
        """Everybody who may coach it: person -> name; nobody, once the only one was forgotten."""
        first = {self.coach: self.coach_name} if self.coach else {}
        return {**first, **self.co_coaches}

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self.stage is GroupStage.ENDED

    def without_coach(self, person: int) -> "GroupSession":
        """Return the group without that coach, and without the names of their other groups.

        The co-coach of longest standing takes over.
        """
        left = replace(
            self,
            co_coaches=_without(self.co_coaches, person),
            pages=_without(self.pages, person),
            sketches=_without(self.sketches, person),
        )
        if person != self.coach:
            return left
        coach, name = next(iter(left.co_coaches.items()), (0, ""))
        others = _without(left.co_coaches, coach)
        return replace(left, coach=coach, coach_name=name, co_coaches=others, offered={}, offered_own=())


def _without(table: Mapping[int, V], person: int) -> dict[int, V]:
    return {each: value for each, value in table.items() if each != person}


@dataclass(frozen=True, slots=True)
class Member:
    """Who takes part. The coach does not, and counts nowhere.

    seat: a number within the group, from 1; 0 until the store gives one. Figures know seats alone.
    session: id of the member's own session. here: has not left the group.
    private: has opened the private chat for it. given: answers to the questions that only a group is
    asked, and which of the dialog's do not apply; question id -> value.
    to_coach: what they tell the coach without their name.
    shared_with: the coach who may see the advice while leading the group; 0 for nobody.
    tapped: what was tapped last in the group, and when: "question option" for a tick, for taps that come
    twice, else "question", as far as it is kept; seconds since 1970.
    checks: places in `deadlines.CHECKS` of the times at which they were asked what came of their first step.
    outside: not in the group's chat, so they count nowhere. is_remote: not there either, counted or not, so
    they see each step in private. is_barred: a coach put them out; their answers count in nothing that was
    not published by then, and only a coach lets them in again.
    """

    group: int
    person: int
    name: str
    session: int
    seat: int = 0
    here: bool = True
    private: bool = False
    given: Answers = field(default_factory=dict)
    tapped: tuple[str, float] = ("", 0.0)
    shared_with: int = 0
    outside: bool = False
    to_coach: ToCoach = field(default_factory=ToCoach)
    is_barred: bool = False
    is_remote: bool = False
    checks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A member with the session of theirs, and what is known of the person wherever they use the bot.

    is_known: they have a private chat with the bot, and have not blocked it, so that it may write to them.
    zone: minutes east of UTC by which they live, as they said in any session; None while unknown.
    """

    member: Member
    session: Session
    is_known: bool = False
    zone: int | None = None

    def value(self, question: str) -> Value | None:
        """Return the answer to a question, given here or in the private chat; None for none.

        Whoever was told that it is not for them has skipped it, unless they answered all the same.
        """
        for answers in (self.session.answers, self.member.given, self.session.drafts):
            if question in answers:
                return answers[question]
        return self.member.given.get(f"{APART}{question}")


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What a decision about a group may look at.

    group: None where there is none. seats: those asked for, in the order of their numbers.
    earlier: where everybody was asked for, what `privacy.again.compared` keeps of sessions before.
    """

    group: GroupSession | None
    seats: tuple[Seat, ...] = ()
    earlier: "tuple[FoundGroup, ...]" = ()

    def seat(self, person: int) -> Seat | None:
        """The seat of a person; None where there is none."""
        return next((each for each in self.seats if each.member.person == person), None)


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What a decision about a group wants: rows saved, surfaces marked, messages sent once.

    group: as it is now, one revision after the found one; a new one begins at revision 0.
    seats: new or changed ones, whole. A new member's `seat` is 0, and the store gives it a number.
    results: sessions whose result is to be shown, in the chat of the session.
    cards: sessions whose card is to be shown below, in the chat of the session.
    touched: sessions whose card is to be brought up to date where it stands.
    tell: chat, topic and screen of each message that is sent once.
    deleted: the group goes, with all its seats and their sessions that no private chat has.
    """

    group: GroupSession | None = None
    seats: tuple[Seat, ...] = ()
    show: tuple[ShowGroup, ...] = ()
    results: tuple[int, ...] = ()
    cards: tuple[int, ...] = ()
    touched: tuple[int, ...] = ()
    tell: tuple[tuple[int, int | None, Screen], ...] = ()
    notice: Notice | None = None
    deleted: bool = False
