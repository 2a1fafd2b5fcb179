"""Everything that a session shows to others than the one who taps, in all ways in which people can answer.

A coach who never looks away sees each message after each tap, when it is changed, and the files. What they
see is compared as it is rendered, so it does not matter where in the code something comes from: the order of
names, who is missing, when a question closes by itself, what is talked about. Worlds that look the same from
the first tap to the last are one class, and nothing about one person may be true in all of it.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import permutations, product
from typing import Final, TypeAlias

import pytest

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions, people_actions
from bot.core.group.actions import Action
from bot.core.group.coach_moves import perform
from bot.core.group.events import Choose, Keep
from bot.core.group.member_moves import leave
from bot.core.group.own_question import OwnQuestion
from bot.core.group.plan import take_in
from bot.core.group.privacy.counting import members_here
from bot.core.group.screens.big_screen import big_screen
from bot.core.group.screens.summary import rows, summarize
from bot.core.group.session import FoundGroup, GroupChange, GroupStage
from tests.core.group.talking import talkative
from tests.groups import COACH, Rehearsed, rehearsed

World: TypeAlias = tuple[str, ...]
"""What each person says to the question that it is about, by their numbers."""

WISHES: Final = ("friend", "sport", "kids")
LATECOMER: Final = 90


@dataclass
class Watched:
    """A session, and all that was shown of it, look by look."""

    group: Rehearsed
    seen: list[Hashable] = field(default_factory=list)

    def look(self, change: GroupChange | None = None) -> None:
        """See every message, and which of them came anew; one that says the same as before is left alone."""
        group, view = self.group, self.group.view
        moved = () if change is None else tuple((each.role, each.part) for each in change.show if each.below)
        answer = None if change is None or change.group is None else change.notice
        big = repr(big_screen(view)) if group.group.stage is not GroupStage.LOBBY else ""
        shown = (*group.everything_shown(), big, repr(group.group.deadline), repr(answer))
        look = (moved, tuple(map(hash, shown)))
        if self.seen[-1:] != [look]:
            self.seen.append(look)

    def leads(self, action: Action, number: int | None = None) -> None:
        """The coach does something; number: of the seat that it is about."""
        if number is None:
            self.look(self.group.lead(action))
        else:
            context = replace(self.group.context("Anna", COACH), number=number)
            self.look(self.group.kept(perform(context, action)))

    def says(self, person: int, option: str) -> None:
        """Somebody answers the open question."""
        self.look(self.group.tap(person, Choose(self.group.step.question.id, option)))

    def keeps(self, person: int) -> None:
        self.look(self.group.tap(person, Keep()))

    def goes(self, person: int) -> None:
        self.look(self.group.kept(leave(self.group.group, self.group.seats[person])))

    def waits(self, seconds: float = 6) -> None:
        for change in self.group.passes(seconds):
            self.look(change)

    def closes(self) -> None:
        """The question is closed, and its time runs out."""
        self.leads(coach_actions.CLOSE)
        self.waits()

    def tells(self) -> None:
        """The talk ends, if there was one."""
        if self.group.group.stage is GroupStage.TALK:
            self.leads(coach_actions.REVEAL)

    def ends(self) -> Hashable:
        """The session ends, and the coach reads its files; return all that was seen."""
        self.leads(coach_actions.END)
        view, people = self.group.view, len(members_here(self.group.seats.values()))
        self.seen += [rows(view), repr(summarize(view, date(2026, 11, 28), people))]
        return tuple(self.seen)

    def found(self) -> FoundGroup:
        return FoundGroup(self.group.group, tuple(self.group.seats.values()))


def at_wish(
    people: int,
    dialog: Dialog | None = None,
    earlier: tuple[FoundGroup, ...] = (),
    then: tuple[str, ...] = (),
) -> Watched:
    """A session in which the question comes first. then: the questions after it."""
    about = dialog or talkative()
    group = rehearsed(about, people)
    plan = ("wish", *then, "group.results")
    group.group, group.earlier = replace(group.group, plan=plan), earlier
    watched = Watched(group)
    watched.leads(coach_actions.START)
    assert group.step.question.id == "wish"
    return watched


def everybody_says(watched: Watched, world: World) -> Watched:
    for person, option in enumerate(world, 1):
        watched.says(person, option)
    return watched


# --- ways in which a session can go ---------------------------------------------------------------


def plainly(world: World) -> Hashable:
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    watched.tells()
    return watched.ends()


def closing_alone(world: World) -> Hashable:
    """The question closes by itself after the last answer; who spoke last first said something else."""
    watched = at_wish(len(world))
    watched.leads(coach_actions.CLOSE_ALONE)
    everybody_says(watched, world)
    watched.says(len(world), WISHES[0])
    watched.says(len(world), world[-1])
    watched.waits(40)
    watched.tells()
    return watched.ends()


def with_somebody_leaving(world: World) -> Hashable:
    """The first person leaves before the totals, while the others may talk."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    watched.goes(1)
    watched.tells()
    return watched.ends()


def with_somebody_put_out(world: World) -> Hashable:
    """The coach takes the first person out while the question is open, and lets them in after the totals."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.leads(people_actions.PUT_OUT, 1)
    watched.leads(people_actions.PUT_OUT, 1)
    watched.closes()
    watched.tells()
    watched.leads(people_actions.LET_BACK, 1)
    return watched.ends()


def with_a_second_round(world: World) -> Hashable:
    """All but the first two look again, and keep what they said; one of these two has left."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    watched.leads(coach_actions.REVOTE)
    watched.goes(1)
    for person in range(3, len(world) + 1):
        watched.keeps(person)
    watched.closes()
    watched.tells()
    return watched.ends()


def with_a_pause_and_a_latecomer(world: World) -> Hashable:
    """The session is paused while the question is open; somebody comes after it was closed."""
    watched = everybody_says(at_wish(len(world)), world[:2])
    watched.leads(coach_actions.PAUSE)
    watched.waits(60)
    watched.leads(coach_actions.RESUME)
    everybody_says(watched, world)
    watched.closes()
    watched.group.join(LATECOMER)
    watched.look()
    watched.tells()
    return watched.ends()


def with_a_member_who_comes_to_lead(world: World) -> Hashable:
    """The first person answers, and then helps to lead: from then on they count nowhere."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.look(watched.group.lead(coach_actions.ADD_COACH, "P1", 1))
    watched.closes()
    watched.tells()
    return watched.ends()


def _asked_again_without_the_first(watched: Watched, people: int) -> Hashable:
    """The others answer again, and keep what they said."""
    watched.leads(coach_actions.REVOTE)
    for person in range(2, people + 1):
        watched.keeps(person)
    watched.closes()
    watched.tells()
    return watched.ends()


def with_somebody_put_out_while_they_talk(world: World) -> Hashable:
    """The first person is taken out after the question was closed; the others answer again, and keep it."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    watched.leads(people_actions.PUT_OUT, 1)
    watched.leads(people_actions.PUT_OUT, 1)
    return _asked_again_without_the_first(watched, len(world))


def with_somebody_forgotten_while_they_talk(world: World) -> Hashable:
    """The first person is deleted after the question was closed; the others answer again, and keep it."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    del watched.group.seats[1]
    watched.look()
    return _asked_again_without_the_first(watched, len(world))


def _put_aside_without_the_first(watched: Watched) -> None:
    """They begin to answer again, and that is put aside; the first person is put out."""
    watched.leads(coach_actions.REVOTE)
    watched.leads(coach_actions.SKIP)
    watched.waits()
    watched.leads(people_actions.PUT_OUT, 1)
    watched.leads(people_actions.PUT_OUT, 1)


def _asked_anew_without_the_first(world: World) -> Watched:
    """They talk; that is put aside, and asked anew without the first person, and closed."""
    watched = at_wish(len(world), then=("walk",))
    everybody_says(watched, world).closes()
    if watched.group.group.stage is GroupStage.TALK:
        _put_aside_without_the_first(watched)
        watched.group.group = take_in(watched.group.asked, watched.group.group, "wish")
        watched.leads(coach_actions.SKIP)
        watched.waits()
        assert watched.group.step.question.id == "wish"
        for person, option in list(enumerate(world, 1))[1:]:
            watched.says(person, option)
        watched.closes()
    return watched


def with_somebody_put_out_before_it_is_asked_anew(world: World) -> Hashable:
    """They talk, and begin to answer again; that is put aside, and asked anew without the first person."""
    watched = _asked_anew_without_the_first(world)
    watched.tells()
    return watched.ends()


def with_somebody_put_out_before_it_is_asked_anew_twice(world: World) -> Hashable:
    """The same, and they talk again, and look again at what they said."""
    watched = _asked_anew_without_the_first(world)
    if watched.group.group.stage is GroupStage.TALK:
        return _asked_again_without_the_first(watched, len(world))
    return watched.ends()


def _met_again_without_the_first(watched: Watched, world: World) -> Hashable:
    """End the session; the same people but for the first meet again, and say the same."""
    first = watched.ends()
    again = at_wish(len(world), earlier=(watched.found(),))
    again.goes(1)
    for person, option in list(enumerate(world, 1))[1:]:
        again.says(person, option)
    again.closes()
    again.tells()
    return first, again.ends()


def again_without_one_after_a_talk_alone(world: World) -> Hashable:
    """A session ends while they talk; they meet again without the first of them, and say the same."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    return _met_again_without_the_first(watched, world)


def again_without_one(world: World) -> Hashable:
    """The same people meet again without the first of them, and say the same."""
    watched = everybody_says(at_wish(len(world)), world)
    watched.closes()
    watched.tells()
    return _met_again_without_the_first(watched, world)


ASKED_FIRST, ASKED_THEN = (
    OwnQuestion("What would you wish for?", (*WISHES, *more)) for more in ((), ("nothing",))
)
"""What a coach may write to ask one thing twice."""


def at_own(people: int, *plan: OwnQuestion, earlier: tuple[FoundGroup, ...] = ()) -> Watched:
    """A session that asks these questions of the coach's own, one after the other."""
    group = rehearsed(talkative(), people)
    names = (*(each.id for each in plan), "group.results")
    group.group, group.earlier = replace(group.group, own=plan, plan=names), earlier
    watched = Watched(group)
    watched.leads(coach_actions.START)
    return watched


def all_say(watched: Watched, world: World, but: int = 0) -> Watched:
    """Everybody answers a question of the coach's own. but: of these the first so many people do not."""
    names = {option.text: name for name, option in watched.group.step.question.options.items()}
    for person, option in list(enumerate(world, 1))[but:]:
        watched.says(person, names[option])
    return watched


def with_nearly_the_same_asked_after_a_talk(world: World) -> Hashable:
    """They talk about what the coach wrote; it is put aside, and nearly the same asked without the first."""
    watched = all_say(at_own(len(world), ASKED_FIRST, ASKED_THEN), world)
    watched.closes()
    if watched.group.group.stage is GroupStage.TALK:
        _put_aside_without_the_first(watched)
        all_say(watched, world, but=1).closes()
    watched.tells()
    return watched.ends()


def again_with_nearly_the_same_after_a_talk_alone(world: World) -> Hashable:
    """A session ends while they talk about what the coach wrote; the next asks nearly the same."""
    watched = all_say(at_own(len(world), ASKED_FIRST), world)
    watched.closes()
    first = watched.ends()
    again = at_own(len(world), ASKED_THEN, earlier=(watched.found(),))
    again.goes(1)
    all_say(again, world, but=1).closes()
    again.tells()
    return first, again.ends()


Way: TypeAlias = Callable[[World], Hashable]
APART: Final[dict[Way, int]] = {
    plainly: 0,
    closing_alone: 1,
    with_somebody_leaving: 1,
    with_somebody_put_out: 1,
    with_a_second_round: 2,
    with_a_pause_and_a_latecomer: 0,
    with_a_member_who_comes_to_lead: 1,
    with_somebody_put_out_while_they_talk: 1,
    with_somebody_forgotten_while_they_talk: 1,
    with_somebody_put_out_before_it_is_asked_anew: 1,
    with_somebody_put_out_before_it_is_asked_anew_twice: 1,
    with_nearly_the_same_asked_after_a_talk: 1,
    again_without_one: 1,
    again_without_one_after_a_talk_alone: 1,
    again_with_nearly_the_same_after_a_talk_alone: 1,
}
"""Ways in which a session can go, and how many people do something in it that the others do not."""


# --- what is known of it ----------------------------------------------------------------------------


def worlds_of(people: int, apart: int) -> Iterator[World]:
    """Every world but for the order of those who do the same: all but the first `apart` people."""
    for first in product(WISHES, repeat=apart):
        for rest in product(WISHES, repeat=people - apart):
            if list(rest) == sorted(rest, key=WISHES.index):
                yield (*first, *rest)


@cache
def shown(way: Way, world: World) -> Hashable:
    return way(world)


def gives_away(way: Way, people: int, apart: int | None = None) -> list[str]:
    """Say what is true of one person, or of one or two, in all worlds that look the same."""
    alone = APART[way] if apart is None else apart
    classes: dict[Hashable, list[World]] = {}
    for world in worlds_of(people, alone):
        classes.setdefault(shown(way, world), []).append(world)
    return [fact for worlds in classes.values() for fact in _facts(worlds, alone)]


def _facts(worlds: Sequence[World], apart: int) -> Iterator[str]:
    people = len(worlds[0])
    for option in WISHES:
        givers = {world.count(option) for world in worlds}
        if givers <= {1, 2} or givers <= {people - 1, people}:
            yield f"{givers} gave {option}: {worlds}"
    for person in range(apart):
        if len({world[person] for world in worlds}) == 1:
            yield f"what person {person + 1} said: {worlds}"
    for insider in {
        world[-1] for world in worlds
    }:  # one of those who do the same, and knows their own answer
        mine = [world for world in worlds if insider in world[apart:]]
        for option in WISHES:
            others = {world.count(option) - (option == insider) for world in mine}
            if others in ({1}, {people - 1}):
                yield f"who gave {insider} knows that {others} gave {option}: {mine}"


@pytest.mark.parametrize("way", [plainly, with_somebody_put_out])
def test_of_four_people_nothing_is_shown_that_depends_on_what_they_said(way: Way) -> None:
    worlds = [*worlds_of(4, 0)]

    assert len({shown(way, world) for world in (worlds[0], *worlds[3:12:3], worlds[-1])}) == 1


@pytest.mark.parametrize("way", APART, ids=lambda each: each.__name__)
def test_who_gave_which_answer_changes_nothing_that_is_shown(way: Way) -> None:
    """Not the order of names, nor who is missing: those who do the same can change places."""
    world = ("friend", "sport", "kids", "friend", "sport", "friend")
    apart = APART[way]
    orders = [*permutations(world[apart:])][1::170]

    assert {shown(way, (*world[:apart], *order)) for order in orders} == {shown(way, world)}


@pytest.mark.parametrize(
    "anew",
    [
        with_somebody_put_out_before_it_is_asked_anew,
        with_somebody_put_out_before_it_is_asked_anew_twice,
        with_nearly_the_same_asked_after_a_talk,
        again_without_one_after_a_talk_alone,
        again_with_nearly_the_same_after_a_talk_alone,
    ],
)
def test_asked_anew_a_question_shows_nothing_of_somebody_who_is_missing(anew: Way) -> None:
    """Whichever of two answers the first person gave: that the group talked, and its totals, are the same."""
    others = (*("friend",) * 5, *("sport",) * 3)
    assert shown(anew, ("friend", *others)) == shown(anew, ("sport", *others))

    most, fewer = (*("friend",) * 19, *("sport",) * 3), (*("friend",) * 18, *("sport",) * 4)
    assert shown(anew, ("sport", *most)) == shown(anew, ("friend", *fewer))


def test_what_gives_somebody_away_is_found() -> None:
    """The check itself: how many gave one answer must not pass, nor what one person said."""

    def one_number(world: World) -> Hashable:
        return world.count("kids")

    def one_name(world: World) -> Hashable:
        return world[0] == "sport" and world.count("sport") > 2

    assert gives_away(one_number, 5, apart=0)
    assert gives_away(one_name, 5, apart=1)


@pytest.mark.parametrize("way", [plainly, with_somebody_leaving], ids=lambda each: each.__name__)
def test_of_five_people_everything_shown_together_gives_nobody_away(way: Way) -> None:
    assert gives_away(way, 5) == []


@pytest.mark.slow
@pytest.mark.parametrize("people", [5, 6, 7, 8, 9])
@pytest.mark.parametrize("way", APART, ids=lambda each: each.__name__)
def test_everything_shown_together_gives_nobody_away(way: Way, people: int) -> None:
    assert gives_away(way, people) == []
