"""What an update of one person changes: (context, what came in, what is stored) -> `Change`. Pure.

The store calls these inside its transaction, perhaps more than once.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, TypeAlias

from bot.app import follow_up_decisions
from bot.app.context import Context
from bot.app.update import ChatTap, Edited, SoloTap, Text
from bot.core.dialog.model import Dialog
from bot.core.kinds.answering import WriteAgain
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Notice, Role, Show, Tell
from bot.core.solo import events, menus
from bot.core.solo.engine import (
    CARD,
    CARD_BELOW,
    OUT_OF_PLACE,
    StepResult,
    begin,
    bring_card_below,
    cover_card,
    step,
)
from bot.core.solo.events import AfterResult
from bot.core.solo.follow_up import MESSAGE
from bot.core.solo.migrate import can_move, migrate_session
from bot.core.solo.session import Session, ShownPage, Stage
from bot.core.solo.turns import turn_page
from bot.core.solo.typed_replies import weight_heard
from bot.core.solo.write_again import ask_to_write
from bot.core.words import toasts
from bot.core.words.phrase import Words
from bot.stores.protocol import Address, Change, Found, Surface

STEPS: Final[Mapping[str, events.SessionEvent]] = {
    "back": events.Back(),
    "review": events.Review(),
    "stop": events.Stop(),
}
"""Commands that are steps of a conversation."""

Opening: TypeAlias = (
    events.OpenDialog | events.StartAgain | events.OpenResult | events.OpenSession | WriteAgain
)
"""What a button of a message does that shows no session."""


# --- taps -----------------------------------------------------------------------------------


def tap_card(context: Context, tap: SoloTap, found: Found) -> Change:
    """Answer a tap on a session's own card or result."""
    if (at_hand := _at_hand(context, found)) is None:
        return Change(notice=Notice(toasts.gone()))
    session, dialog = at_hand
    if session.person != context.by.person:
        return Change(notice=Notice(toasts.not_yours()))
    event = tap.button.event(dialog)
    if isinstance(event, AfterResult):
        return tap_after_result(context, tap, event, (session, dialog), found)
    if event is None or tap.turn != session.turn:
        return _answer_stale_tap(context, tap, session, found.card)
    if isinstance(event, events.MoveOver):
        change = _move_over(context, session, dialog)
    elif isinstance(event, events.SharingEvent):
        change = follow_up_decisions.send_shared(context, session, dialog, event)
    else:
        change = change_of(context.words, session, step(dialog, session, event, _time(context)))
    return change if found.is_last and not _is_above(found.card, tap) else _card_below(change)


def tap_after_result(
    context: Context, tap: SoloTap, event: AfterResult, at_hand: tuple[Session, Dialog], found: Found
) -> Change:
    """Answer a tap on what leads on from a result; what is typed next is still for the session used last."""
    session = at_hand[0]
    if tap.turn == session.turn_of(event):
        return follow_up_decisions.follow(context, event, at_hand, found)
    if isinstance(event, events.FollowUp | events.TellZone):
        return Change(show=(MESSAGE,), notice=Notice(toasts.closed()))
    return _answer_stale_tap(context, tap, session, found.card)


def _move_over(context: Context, session: Session, dialog: Dialog) -> Change:
    newer = context.offered.get(dialog.id)
    if newer is None or newer.logic_hash == dialog.logic_hash or not can_move(session):
        return Change(show=(CARD,), notice=Notice(toasts.closed()))  # so that the offer goes
    return Change(migrate_session(session, dialog, newer).session, (CARD,))


def _answer_stale_tap(context: Context, tap: SoloTap, session: Session, card: Surface | None) -> Change:
    """Change nothing; a card that is far above comes down, but not at every tap."""
    closed = Notice(OUT_OF_PLACE[Stage.DONE] if session.stage is Stage.DONE else toasts.closed())
    if not context.may_repeat:
        return Change(notice=closed)
    if session.stage is Stage.DONE:
        return Change(show=(Show(Role.RESULT),), notice=closed)
    return replace(_show(session) if _is_above(card, tap) else Change(show=(CARD,)), notice=closed)


def _is_above(card: Surface | None, tap: SoloTap | ChatTap) -> bool:
    """Whether the card stands above the tapped message; one not sent yet will stand below."""
    if card is None or card.message_id is None or tap.message_id is None:
        return False
    return card.message_id < tap.message_id


def address_of(chat: int, event: Opening) -> Address:
    """Which session an opening is about."""
    match event:
        case events.OpenDialog(dialog) | events.StartAgain(dialog):
            return Address(chat, dialog=dialog)
        case events.OpenResult(session) | events.OpenSession(session) | WriteAgain(session):
            return Address(chat, session=session)


def tap_opening(context: Context, tap: ChatTap, event: Opening, found: Found) -> Change:
    """Answer a tap that opens something from a message that shows no session."""
    match event:
        case events.OpenDialog(dialog):
            return open_dialog(context, dialog, found)
        case events.StartAgain(dialog):
            return _start_again(context, tap, dialog, found)
    at_hand = _at_hand(context, found)
    if at_hand is None or at_hand[0].person != context.by.person:
        return Change(notice=Notice(toasts.gone()))
    session = at_hand[0]
    if isinstance(event, WriteAgain):
        return change_of(context.words, session, ask_to_write(at_hand[1], session))
    if isinstance(event, events.OpenSession):
        return _show(session)
    if session.finished_on is None:
        return Change(notice=Notice(toasts.gone()))
    front = turn_page(cover_card(session), events.OpenPage(ShownPage.FRONT.value))
    return Change(front, (Show(Role.RESULT, below=True),))


def _start_again(context: Context, tap: ChatTap, dialog_id: str, found: Found) -> Change:
    """Begin a dialog anew, unless it is under way: a doubled or an old tap must not begin it twice."""
    at_hand = _at_hand(context, found)
    if at_hand is None or at_hand[0].stage is Stage.STOPPED or dialog_id not in context.offered:
        return _begin(context, dialog_id) or Change(notice=Notice(toasts.not_offered()))
    session = at_hand[0]
    notice = None if session.stage is Stage.WELCOME else Notice(toasts.under_way())
    if _is_above(found.card, tap):
        return replace(_show(session), notice=notice)
    return Change(notice=notice)


def open_dialog(context: Context, dialog_id: str, found: Found) -> Change:
    """Continue with a dialog, or begin it."""
    if (at_hand := _at_hand(context, found)) is not None:
        return _show(at_hand[0])
    return _begin(context, dialog_id) or Change(notice=Notice(toasts.not_offered()))


# --- what is typed --------------------------------------------------------------------------


def type_text(context: Context, text: Text, found: Found) -> Change:
    """Take a typed text for the session used last; without one it opens the door."""
    if (at_hand := _at_hand(context, found)) is None:
        weight = weight_heard(text.text, context.safety_line)
        return (
            _welcome(context) if weight is None else Change(tell=(menus.one_sentence(weight, context.words),))
        )
    session, dialog = at_hand
    is_seen = _has_seen(found.card, text.message_id)
    said = events.Say(text.text, is_seen, context.safety_line, text.message_id)
    return change_of(context.words, session, step(dialog, session, said, _time(context)))


def take_typed(context: Context, typed: Text | Edited, found: Found) -> Change:
    """Take a typed text, or one that was changed since."""
    return type_text(context, typed, found) if isinstance(typed, Text) else edit_text(context, typed, found)


def edit_text(context: Context, edited: Edited, found: Found) -> Change:
    """Take a text that was changed after it was sent: where it was read last, it is read again."""
    if (at_hand := _at_hand(context, found)) is None:
        weight = weight_heard(edited.text, context.safety_line)
        return Change() if weight is None else Change(tell=(menus.one_sentence(weight, context.words),))
    session, dialog = at_hand
    said = events.Amend(edited.text, edited.message_id, context.safety_line)
    return change_of(context.words, session, step(dialog, session, said, _time(context)))


def _has_seen(card: Surface | None, message_id: int) -> bool:
    """Whether the open question stood in the chat before the text was sent: message ids rise."""
    if card is None or card.message_id is None or card.dirty:
        return False
    return card.message_id < message_id


def start(context: Context, also: tuple[Screen, ...], found: Found) -> Change:
    """Answer /start without a dialog. also: sent below."""
    at_hand = _at_hand(context, found)
    change = _welcome(context) if at_hand is None else _show(at_hand[0])
    return replace(change, tell=(*change.tell, *also))


def type_step(context: Context, event: events.SessionEvent, found: Found) -> Change:
    """Answer /back, /review or /stop: what the button does, shown below the command."""
    if (at_hand := _at_hand(context, found)) is None:
        return Change(tell=(menus.nothing_open(context.words),))
    session, dialog = at_hand
    change = change_of(context.words, session, step(dialog, session, event, _time(context)))
    if change.notice is not None:
        return show_page(context, menus.one_sentence(change.notice.text, context.words), found)
    return _card_below(change)


def show_menu(context: Context, screen: Screen, found: Found) -> Change:
    """Send something to choose from: it stays last in the chat, and a text typed under it is for it."""
    at_hand = _at_hand(context, found)
    return Change(None if at_hand is None else cover_card(at_hand[0]), tell=(screen,))


def cover(found: Found) -> Change:
    """Note that something else to answer stands below the card."""
    session = found.session
    return Change() if session is None else Change(cover_card(session), is_aside=True)


def show_page(context: Context, screen: Screen, found: Found) -> Change:
    """Send something to read; what is open comes below it."""
    return replace(_open_below(context, found), tell=(screen,))


def export_everything(context: Context, found: Found) -> Change:
    """Send everything kept about the person, as a file."""
    return replace(_open_below(context, found), export=True)


def without_messages(decide: Callable[[Found], Change], found: Found) -> Change:
    """Decide the same without messages of its own: for somebody who has just got many."""
    return replace(decide(found), tell=(), export=False)


# --- parts ----------------------------------------------------------------------------------


def _at_hand(context: Context, found: Found) -> tuple[Session, Dialog] | None:
    """Return the found session with its dialog; None for none, or where the dialog is lost."""
    session = found.session
    dialog = None if session is None else context.dialogs(session.logic_hash)
    return None if session is None or dialog is None else (session, dialog)


def _time(context: Context) -> datetime:
    return datetime.fromtimestamp(context.at, UTC)


def change_of(words: Words, session: Session, done: StepResult) -> Change:
    """Return what a step changes, in the words of a store."""
    notices = [reply for reply in done.replies if isinstance(reply, Notice)]
    return Change(
        session=None if done.session is session else done.session,
        show=tuple(reply for reply in done.replies if isinstance(reply, Show)),
        tell=tuple(menus.own_message(reply, words) for reply in done.replies if isinstance(reply, Tell)),
        notice=notices[0] if notices else None,
    )


def _card_below(change: Change) -> Change:
    return replace(change, show=tuple(CARD_BELOW if each == CARD else each for each in change.show))


def _welcome(context: Context) -> Change:
    if len(context.offered) == 1:
        (only,) = context.offered
        return _begin(context, only) or Change()
    return Change(tell=(menus.dialogs(tuple(context.offered.values()), (), 0, context.words),))


def _begin(context: Context, dialog_id: str) -> Change | None:
    dialog = context.offered.get(dialog_id)
    if dialog is None:
        return None
    person = context.by.person
    return Change(begin(dialog, context.new_id(), person, person), (CARD_BELOW,))


def _show(session: Session) -> Change:
    """Bring the session's card to the end of the chat; it is the one used last from now on."""
    return Change(bring_card_below(session).session, (CARD_BELOW,))


def _open_below(context: Context, found: Found) -> Change:
    """Bring the card of an open session below what is sent; one on hold or finished stays where it is."""
    at_hand = _at_hand(context, found)
    if at_hand is None or at_hand[0].stage not in (Stage.WELCOME, Stage.ASKING):
        return Change()
    return change_of(context.words, at_hand[0], bring_card_below(at_hand[0]))
