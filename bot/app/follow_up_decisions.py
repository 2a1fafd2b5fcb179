"""What changes after a result: a promise and its messages, a second look, the way on to another dialog. Pure.

As in `solo_decisions`, the store calls these inside its transaction, perhaps more than once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, TypeAlias

from bot.app.context import Context
from bot.core.dialog.model import Dialog
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Reply, Role, Show
from bot.core.solo import events, follow_up
from bot.core.solo.engine import CARD_BELOW, bring_card_below
from bot.core.solo.events import AfterResult
from bot.core.solo.hand_over import begin_with_answers, hand_over_of, offer_answers
from bot.core.solo.promise import PromiseEnd
from bot.core.solo.recheck import look_again
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.sharing import shared_picture, shared_text
from bot.core.solo.turns import SHARING, turn_page
from bot.core.words import follow_up as words
from bot.core.words import toasts
from bot.core.words.lines import shorten_line
from bot.stores.protocol import Change, Found

LONGEST_STEP: Final = 90
"""Letters of a promised step in the private answer to a tap."""

Result: TypeAlias = tuple[Dialog, Session]
"""A finished session, with the dialog it was given advice by."""


def follow(context: Context, event: AfterResult, at_hand: tuple[Session, Dialog], found: Found) -> Change:
    """Answer a tap on a result, or on the message about a promise, that leads on."""
    session, dialog = at_hand
    if session.zone is None:
        session = replace(session, zone=found.zone)
    at = datetime.fromtimestamp(context.at, UTC)
    match event:
        case events.KeepPage():
            return Change(show=(Show(Role.PAGE),))
        case events.TakeAlong():
            return _offer_next_dialog(context, dialog, session)
        case events.DoIt():
            return _change(at_hand[0], *follow_up.make_promise(dialog, session, at))
        case events.FollowUp(choice):
            return _change(at_hand[0], *follow_up.answer_follow_up(session, choice, at))
        case events.TellZone(zone):
            return _change(at_hand[0], *follow_up.take_zone(session, zone, at))


def _change(before: Session, after: Session, replies: tuple[Reply, ...]) -> Change:
    """Return the change aside: an answer to a promise is no step of the conversation that is open."""
    notices = [reply for reply in replies if isinstance(reply, Notice)]
    return Change(
        session=None if after.revision == before.revision else after,
        show=tuple(reply for reply in replies if isinstance(reply, Show)),
        notice=notices[0] if notices else None,
        is_aside=True,
    )


def promise_came(context: Context, found: Found) -> Change:
    """Write what somebody wanted to be written about by now; nothing where the dialog is lost."""
    session = found.session
    if session is None:
        return Change()
    if context.dialogs(session.logic_hash) is None:
        return stop_writing(found)
    is_offered = session.dialog_id in context.offered
    return _change(session, *follow_up.come_due(session, context.at, is_offered=is_offered))


def stop_writing(found: Found) -> Change:
    """Forget every date to write to somebody who cannot be written to."""
    session = found.session
    return Change() if session is None else _change(session, follow_up.forget_dates(session), ())


def rest(context: Context, found: Found) -> Change:
    """Move what is due within a day by a day."""
    session = found.session
    return Change() if session is None else _change(session, follow_up.rest_promise(session, context.at), ())


def close_before(found: Found) -> Change:
    """End the promise of a result that is being looked at again."""
    if found.session is None:
        return Change()
    return _change(found.session, *follow_up.close_promise(found.session, PromiseEnd.LOOKING))


def send_shared(context: Context, session: Session, dialog: Dialog, event: events.SharingEvent) -> Change:
    """Send what others would see, and go back to the front: a doubled tap sends it once."""
    if session.page not in SHARING:
        return Change()
    front = turn_page(session, events.OpenPage(ShownPage.FRONT.value))
    link = context.dialog_link(dialog.id)
    shared = Screen((Block(context.words(shared_text(dialog, session, link, context.words))),))
    if isinstance(event, events.SendPicture):
        shared = replace(shared, picture=shared_picture(dialog, session, link, context.words))
    return Change(front, (Show(Role.RESULT),), tell=(shared,))


def beside_promise(decide: Callable[[Found], Change], promised: str, found: Found) -> Change:
    """Decide the same; whoever begins anew beside an open promise is told that it stands. promised: or ""."""
    change = decide(found)
    is_begun = change.session is not None and (found.session is None or change.session.id != found.session.id)
    if not promised or not is_begun or change.notice is not None:
        return change
    step = shorten_line(promised, LONGEST_STEP).rstrip(".")
    return replace(change, notice=Notice(words.promise_stands(step), alert=True))


# --- on to another session ----------------------------------------------------------------------


def goal_of(context: Context, event: events.LookAgain | events.UseAnswers, result: Result) -> Dialog | None:
    """Return the dialog that a tap leads to; None where that is not on offer."""
    dialog, session = result
    if isinstance(event, events.LookAgain):
        return context.offered.get(dialog.id)
    hand_over = hand_over_of(dialog, session)
    return None if hand_over is None else context.offered.get(hand_over.to)


def go_on(
    context: Context,
    event: events.LookAgain | events.UseAnswers,
    result: Result,
    goal: Dialog,
    found: Found,
) -> Change:
    """Begin a session with the answers of a result; one that is under way there is shown instead.

    So a doubled tap begins nothing twice.
    """
    under_way = found.session
    if under_way is not None and _has_begun(under_way):
        shown = bring_card_below(under_way).session
        return Change(shown, (CARD_BELOW,), notice=Notice(toasts.under_way()))
    dialog, session = result
    if isinstance(event, events.LookAgain):
        again = look_again(session, dialog, goal, context.new_id(), context.words)
        return Change(again, (CARD_BELOW,))
    hand_over = hand_over_of(dialog, session)
    if hand_over is None:
        return Change(notice=Notice(toasts.not_offered()))
    return Change(begin_with_answers(dialog, session, hand_over, goal, context.new_id()), (CARD_BELOW,))


def is_second_look(change: Change) -> bool:
    """Return whether a second look is on show now, and not another session that was under way."""
    return change.session is not None and change.session.recheck is not None


def _has_begun(session: Session) -> bool:
    return session.stage is not Stage.STOPPED and bool(session.answers or session.drafts)


def _offer_next_dialog(context: Context, dialog: Dialog, session: Session) -> Change:
    hand_over = hand_over_of(dialog, session)
    goal = None if hand_over is None else context.offered.get(hand_over.to)
    if hand_over is None or goal is None:
        return Change(notice=Notice(toasts.not_offered()))
    return Change(tell=(offer_answers(dialog, session, hand_over, goal, context.words),))
