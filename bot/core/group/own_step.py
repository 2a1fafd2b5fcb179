"""A first step in somebody's own words: written in the private chat, on the wall only with their name."""

from dataclasses import replace
from typing import Final

from bot.core.dialog.answers import Answers
from bot.core.group import events as group_events
from bot.core.group.events import StepEvent, Who
from bot.core.group.group_questions import NAMED, OWN_STEP, PLAN_STEP, PLAN_WALL, WRITING_STEP
from bot.core.group.own_results import say
from bot.core.group.session import GroupChange, GroupSession, GroupStage, Seat
from bot.core.group.status import consoles
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, ShowGroup, Urgency
from bot.core.solo.turns import without
from bot.core.typed.distress import is_danger
from bot.core.typed.one_line import clean_line, disarm_links
from bot.core.words import own_steps as words
from bot.core.words.phrase import Phrase, Words

LONGEST_STEP: Final = 120


def written_step(seat: Seat) -> str | None:
    """Return what somebody is writing: "" until they have; None for nothing."""
    text = seat.member.given.get(WRITING_STEP)
    return text if isinstance(text, str) else None


def shown_step(seat: Seat) -> str | None:
    """Return what is on the wall in somebody's own words; None for nothing."""
    own = seat.member.given.get(OWN_STEP)
    return own if isinstance(own, str) and seat.member.given.get(PLAN_WALL) == NAMED else None


def tap_step(group: GroupSession, seat: Seat, event: StepEvent, who: Who) -> GroupChange:
    """Do what a button about a step in own words says."""
    if isinstance(event, group_events.KeepStep):
        kept = words.kept() if shown_step(seat) is None else words.kept_beside_another()
        return replace(_writing(seat, None), notice=Notice(kept, alert=shown_step(seat) is not None))
    if group.stands_at is not GroupStage.PLAN or not seat.member.here:
        return say(words.too_late(), alert=True)
    if isinstance(event, group_events.ShowStep):
        text = written_step(seat)
        return _show(group, seat, text) if text else say(words.too_late(), alert=True)
    if not seat.is_known:
        return say(words.where(), alert=True)
    return replace(_writing(seat, "", below=True), notice=Notice(words.in_private()))


def write_step(group: GroupSession, seat: Seat, text: str, say_in: Words) -> GroupChange:
    """Take a typed text as a first step; nothing where none is waited for, and nothing of words of danger."""
    if written_step(seat) != "" or is_danger(text) or group.stands_at is not GroupStage.PLAN:
        return GroupChange()
    line = disarm_links(clean_line(text))
    if not line or len(line) > LONGEST_STEP:
        wrong = words.too_long(LONGEST_STEP, len(line)) if line else words.nothing_to_read()
        return GroupChange(show=(_message(seat, below=True),), tell=(_told(seat, wrong, say_in),))
    return _writing(seat, line, below=True)


def put_step_aside(seat: Seat) -> GroupChange:
    """Let what is typed next be for something else."""
    return _writing(seat, None) if written_step(seat) == "" else GroupChange()


def without_writing(seat: Seat) -> Seat:
    """Wait no more for a step: what is typed next is for something else."""
    return _with_given(seat, without(seat.member.given, WRITING_STEP)) if written_step(seat) == "" else seat


def without_own(seat: Seat) -> Seat:
    """Take somebody's own words off the wall, and their name with them."""
    return _with_given(seat, without(seat.member.given, OWN_STEP, PLAN_WALL))


def with_picked_step(seat: Seat, *, is_another: bool) -> Seat:
    """Take off the wall what somebody has just picked a step instead of: they agreed to show that by name.

    is_another: the step is not the one that they had picked before.
    """
    given = seat.member.given
    if OWN_STEP in given:
        return without_own(seat)
    return (
        _with_given(seat, without(given, PLAN_WALL)) if is_another and given.get(PLAN_WALL) == NAMED else seat
    )


def _show(group: GroupSession, seat: Seat, text: str) -> GroupChange:
    given = {**without(seat.member.given, WRITING_STEP, PLAN_STEP), OWN_STEP: text, PLAN_WALL: NAMED}
    wall = ShowGroup(Role.WALL, urgency=Urgency.WALL)
    return GroupChange(
        seats=(_with_given(seat, given),),
        show=(_message(seat, below=False), wall, *consoles(group, Urgency.COUNTER)),
        notice=Notice(words.on_the_wall()),
    )


def _writing(seat: Seat, text: str | None, *, below: bool = False) -> GroupChange:
    given = without(seat.member.given, WRITING_STEP)
    after = given if text is None else {**given, WRITING_STEP: text}
    alone = _without_unsaid(seat) if text == "" else seat
    return GroupChange(seats=(_with_given(alone, after),), show=(_message(seat, below=below),))


def _without_unsaid(seat: Seat) -> Seat:
    """Wait no more for a word to the coach."""
    unsaid = seat.member.to_coach.unsaid
    if unsaid is None or unsaid.text:
        return seat
    return replace(seat, member=replace(seat.member, to_coach=replace(seat.member.to_coach, unsaid=None)))


def _with_given(seat: Seat, given: Answers) -> Seat:
    return replace(seat, member=replace(seat.member, given=given))


def _message(seat: Seat, *, below: bool) -> ShowGroup:
    person = seat.member.person
    return ShowGroup(Role.OWN_STEP, str(person), person, below=below)


def _told(seat: Seat, phrase: Phrase, say_in: Words) -> tuple[int, int | None, Screen]:
    return seat.member.person, None, Screen((Block(say_in(phrase)),))
