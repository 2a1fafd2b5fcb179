"""What somebody sees in private who is not in the group's chat: the step of the group as it sees it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.core.group.events import Join
from bot.core.group.screens.endings import ways_to_result
from bot.core.group.screens.step import step_screen
from bot.core.group.screens.talk import talk_screen
from bot.core.group.screens.view import View
from bot.core.group.session import GroupStage, Seat
from bot.core.group.status import status
from bot.core.screen.screen import Screen
from bot.core.words import board
from bot.core.words import people as words


def remote_screen(view: View, person: int) -> Screen | None:
    """Show where the group is; None for somebody who is in the group's chat by now, or leads it.

    Whoever takes part no longer is told so, and can join again unless a coach has put them out.
    """
    seat = next((each for each in view.seats if each.member.person == person), None)
    if seat is None or not seat.member.is_remote or person in view.group.coaches:
        return None
    shown = _SCREENS.get(view.group.stands_at, _step)(view) if seat.member.here else _out(view, seat)
    heading = view.hint(words.live_from(view.group.title or view.dialog.title))
    return replace(shown, blocks=(heading, *shown.blocks))


def _step(view: View) -> Screen:
    return step_screen(view, view.group.step) or _status(view)


def _talk(view: View) -> Screen:
    """Show the reasons to talk about below the question that they are about."""
    question, talk = _step(view), talk_screen(view, view.group.step)
    return replace(talk, blocks=(*question.blocks[:1], *talk.blocks))


def _out(view: View, seat: Seat) -> Screen:
    if seat.member.is_barred:
        return Screen((view.block(words.out_of_session()),))
    if view.group.is_over:
        return _status(view)
    return Screen((view.block(words.not_here_now()),), ((view.button(board.join(), Join()),),))


def _status(view: View) -> Screen:
    return Screen((view.block(status(view.dialog, view.group)),))


def _lobby(view: View) -> Screen:
    return Screen((view.block(words.steps_come_here()),))


def _ended(view: View) -> Screen:
    return Screen((view.block(status(view.dialog, view.group)),), ways_to_result(view))


_SCREENS: Final[Mapping[GroupStage, Callable[[View], Screen]]] = {
    GroupStage.LOBBY: _lobby,
    GroupStage.TALK: _talk,
    GroupStage.PAUSED: _status,
    GroupStage.DETACHED: _status,
    GroupStage.ENDED: _ended,
}
