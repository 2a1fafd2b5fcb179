"""A group in memory, without a store or a chat: what tests of the core lead through a session."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions, stages
from bot.core.group.actions import Action
from bot.core.group.agenda import AgendaStep, agenda
from bot.core.group.clock_moves import on_deadline, on_seen
from bot.core.group.coach_context import CoachContext
from bot.core.group.coach_moves import perform, trigger_move
from bot.core.group.events import Choose, Join, MemberEvent, Who
from bot.core.group.group_questions import PAIRS
from bot.core.group.member_moves import take_part
from bot.core.group.own_question import with_own
from bot.core.group.screens.view import View
from bot.core.group.session import FoundGroup, GroupChange, GroupSession, GroupStage, Seat
from bot.core.group.status import stamp, stood
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.core.words import coach_toasts, log
from bot.core.words.english import ENGLISH
from bot.outbox.renderers import RENDERERS, GroupScreen, GroupView
from tests.disclosure import findings, findings_beside_advice

GROUP, CHAT, COACH = 501, -1001, 42
BEGUN = 1_800_000_000.0


@dataclass
class Rehearsed:
    """A group and its seats as they are now; `at` is the time, in seconds since 1970; earlier: before it.

    longest_name: letters of each member's name, at least.
    """

    dialog: Dialog
    group: GroupSession
    seats: dict[int, Seat] = field(default_factory=dict)
    at: float = BEGUN
    earlier: tuple[FoundGroup, ...] = ()
    longest_name: int = 0

    @property
    def step(self) -> AgendaStep:
        return agenda(self.asked)[self.group.step]

    @property
    def asked(self) -> Dialog:
        """The dialog with what the coach wrote."""
        return with_own(self.dialog, self.group.own)

    def lead(self, action: Action, name: str = "Anna", person: int = COACH) -> GroupChange:
        """Do what a coach does; an end that asks is meant."""
        change = self.kept(perform(self.context(name, person), action))
        asked = change.notice is not None and change.notice.text == coach_toasts.ask_to_end()
        is_running = self.group.stage not in (GroupStage.PAUSED, GroupStage.DETACHED)
        return self.kept(perform(self.context(name, person), action)) if asked and is_running else change

    def context(self, name: str = "", person: int = 0) -> CoachContext:
        """What somebody acts on; by default the clock."""
        seats = tuple(self.seats.values())
        return CoachContext(self.asked, self.group, seats, name, self.at, ENGLISH, person, self.earlier)

    @property
    def view(self) -> View:
        """What screens are made from."""
        return View(ENGLISH, self.asked, self.group, tuple(self.seats.values()))

    def wait(self, seconds: float) -> GroupChange:
        """Let so much time pass, and do what is due then. Whatever was to be shown is on show before that."""
        self.sees()
        self.at += seconds
        return self.kept(on_deadline(self.context()))

    def sees(self) -> GroupChange:
        """Everybody sees the group's messages as they are now."""
        return self.kept(on_seen(self.context(), stood(self.group)))

    def passes(self, seconds: float) -> list[GroupChange]:
        """Let so much time pass, in which each thing is done when it is due."""
        end, changes = self.at + seconds, [self.sees()]
        while self.group.deadline is not None and self.group.deadline <= end:
            changes.append(self.wait(max(0.0, self.group.deadline - self.at)))
        self.at = end
        return changes

    def detached(self) -> None:
        """The bot is taken out of the group."""
        self._happens(stages.DETACH)

    def attached(self) -> None:
        """The bot is let in again."""
        self._happens(stages.ATTACH)

    def _happens(self, trigger: str) -> None:
        change = trigger_move(self.context(), trigger, log.shut_out())
        assert change is not None
        self.kept(change)

    def tap(self, person: int, event: MemberEvent, turn: int | None = None) -> GroupChange:
        name = f"P{person}".ljust(self.longest_name, "n")
        who = Who(person, name, 9_000 + person, f"https://t.me/bot?start=g-{GROUP:x}", self.at)
        now = stamp(self.group) if turn is None else turn
        return self.kept(take_part(self.asked, self.group, self.seats.get(person), event, now, who))

    def join(self, *people: int) -> None:
        for person in people:
            self.tap(person, Join())

    def choose(self, person: int, option: str) -> str:
        change = self.tap(person, Choose(self.step.question.id, option))
        return "" if change.notice is None else ENGLISH(change.notice.text)

    def reveal(self) -> None:
        """Close the open question, and let the time run out."""
        self.lead(coach_actions.CLOSE)
        self.wait(6)

    def screen(self, role: Role, part: str = "") -> Screen:
        screen = self._rendered(role, part)
        assert screen is not None
        return screen

    def _rendered(self, role: Role, part: str) -> Screen | None:
        renderer = RENDERERS[role]
        assert isinstance(renderer, GroupScreen)
        return renderer.render(
            GroupView(View(ENGLISH, self.asked, self.group, tuple(self.seats.values())), part)
        )

    def said(self, role: Role, part: str = "") -> str:
        return "\n".join(block.text for block in self.screen(role, part).blocks)

    def everything_shown(self) -> Iterator[str]:
        """Every text and picture of every surface now."""
        parts = [(Role.BOARD, ""), (Role.WALL, ""), (Role.CONSOLE, str(COACH))]
        parts += [(Role.STEP, str(at)) for at in range(self.group.step + 1)]
        for role, part in parts:
            screen = self._rendered(role, part)
            if screen is not None:
                yield repr((screen.blocks, screen.picture))

    def kept(self, change: GroupChange) -> GroupChange:
        """The group after a change."""
        if change.group is not None:
            assert change.group.revision == self.group.revision + 1
            self._audit(change.group)
            self.group = change.group
        for seat in change.seats:
            number = seat.member.seat or len(self.seats) + 1
            self.seats[seat.member.person] = replace(seat, member=replace(seat.member, seat=number))
        return change

    def _audit(self, after: GroupSession) -> None:
        """Nothing that a session of any test shows may tell what one or two people said."""
        new = [
            each
            for each in after.taken
            if each not in self.group.taken or each.question not in self.group.shown
        ]
        if new and after.k >= 5 and not self.earlier:  # what binds it to before is another question
            names = {PAIRS.get(each.question, each.question) for each in new}
            told = [each for each in after.taken if PAIRS.get(each.question, each.question) in names]
            assert findings(self.asked, replace(after, taken=tuple(told))) == []
            assert findings_beside_advice(self.asked, after) == []


def rehearsed(dialog: Dialog, people: int = 0) -> Rehearsed:
    """A group in its lobby, with so many members."""
    group = GroupSession(
        GROUP, CHAT, None, "Team", dialog.id, dialog.logic_hash, COACH, "Anna", acted_at=BEGUN
    )
    group_of = Rehearsed(dialog, group)
    group_of.join(*range(1, people + 1))
    return group_of
