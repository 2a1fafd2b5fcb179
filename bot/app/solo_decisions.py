"""What an update of a person changes: from what is stored to a `Change`. Pure.

A store calls these inside its transaction, perhaps more than once.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.app.context import Case, Decision, Scene
from bot.app.update import Tap, Text
from bot.core.dialog.model import Dialog
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, Show, Tell
from bot.core.solo import events, menus
from bot.core.solo.engine import CARD, CARD_BELOW, Step, begin, covered, shown_below, step
from bot.core.solo.migrate import can_move, move
from bot.core.solo.session import Session, Stage
from bot.core.words.words import CLOSED, GONE, NOT_OFFERED, NOT_YOURS, OUT_OF_PLACE, UNDER_WAY
from bot.stores.protocol import Address, Change, Surface

STEPS: Final[Mapping[str, events.SessionEvent]] = {
    "back": events.Back(),
    "review": events.Review(),
    "stop": events.Stop(),
}
"""Commands that are steps of a conversation."""


# --- taps -----------------------------------------------------------------------------------


def on_tap(scene: Scene, tap: Tap) -> Decision:
    """A button of a session's own card or result."""

    def decide(case: Case) -> Change:
        session, dialog = case.session, case.dialog
        if session is None or dialog is None or tap.data is None:
            return Change(notice=Notice(GONE))
        if session.person != tap.person:
            return Change(notice=Notice(NOT_YOURS))
        event = tap.data.event(dialog)
        if event is None or tap.data.turn != session.turn:
            return _stale(scene, tap, session, case.card)
        if isinstance(event, events.MoveOver):
            change = _moved(scene, session, dialog)
        elif isinstance(event, events.SessionEvent):
            change = change_of(session, step(dialog, session, event, scene.at))
        else:
            return Change(notice=Notice(CLOSED))
        return change if case.is_last and not _is_above(case.card, tap) else _card_below(change)

    return decide


def _moved(scene: Scene, session: Session, dialog: Dialog) -> Change:
    newer = scene.offered.get(dialog.id)
    if newer is None or newer.logic_hash == dialog.logic_hash or not can_move(session):
        return Change(show=(CARD,), notice=Notice(CLOSED))  # so that the offer goes
    return Change(move(session, dialog, newer).session, (CARD,))


def _stale(scene: Scene, tap: Tap, session: Session, card: Surface | None) -> Change:
    """Answered, and nothing changed; a card that is far above comes down, but not at every tap."""
    closed = Notice(OUT_OF_PLACE[Stage.DONE.value] if session.stage is Stage.DONE else CLOSED)
    if not scene.again:
        return Change(notice=closed)
    if session.stage is Stage.DONE:
        return Change(show=(Show(Role.RESULT),), notice=closed)
    return replace(_shown(session) if _is_above(card, tap) else Change(show=(CARD,)), notice=closed)


def _is_above(card: Surface | None, tap: Tap) -> bool:
    """Whether the card stands above the tapped message; one not sent yet will stand below."""
    if card is None or card.message_id is None or tap.message_id is None:
        return False
    return card.message_id < tap.message_id


def on_open_result(scene: Scene, tap: Tap) -> Decision:
    """Show a result at the end of the chat; what is typed then is about its session."""

    def decide(case: Case) -> Change:
        session = case.session
        if session is None or session.person != tap.person or session.finished_on is None:
            return Change(notice=Notice(GONE))
        return Change(covered(session), (Show(Role.RESULT, below=True),))

    return decide


def on_open_session(scene: Scene, tap: Tap) -> Decision:
    """Go on with a session, at the end of the chat."""

    def decide(case: Case) -> Change:
        session = case.session
        if session is None or session.person != tap.person:
            return Change(notice=Notice(GONE))
        return _shown(session)

    return decide


def on_start_again(scene: Scene, tap: Tap, dialog_id: str) -> Decision:
    """Begin a dialog anew, unless it is under way: a doubled or an old tap must not begin it twice."""

    def decide(case: Case) -> Change:
        if case.session is None or case.session.stage is Stage.STOPPED or dialog_id not in scene.offered:
            return _begin(scene, dialog_id) or Change(notice=Notice(NOT_OFFERED))
        notice = None if case.session.stage is Stage.WELCOME else Notice(UNDER_WAY)
        if _is_above(case.card, tap):
            return replace(_shown(case.session), notice=notice)
        return Change(notice=notice)

    return decide


def on_open_dialog(scene: Scene, dialog_id: str) -> Decision:
    """Go on with a dialog, or begin it."""

    def decide(case: Case) -> Change:
        if case.session is not None:
            return _shown(case.session)
        return _begin(scene, dialog_id) or Change(notice=Notice(NOT_OFFERED))

    return decide


# --- what is typed --------------------------------------------------------------------------


def on_text(scene: Scene, text: Text) -> Decision:
    """A typed text: for the conversation used last; without one it opens the door."""

    def decide(case: Case) -> Change:
        session, dialog = case.session, case.dialog
        if session is None or dialog is None:
            return _welcome(scene)
        said = events.Say(text.text, seen=_saw(case.card, text.message_id))
        return change_of(session, step(dialog, session, said, scene.at))

    return decide


def _saw(card: Surface | None, message_id: int) -> bool:
    """Whether the open question stood in the chat before the text was sent: message ids rise."""
    if card is None or card.message_id is None or card.dirty:
        return False
    return card.message_id < message_id


def on_start(scene: Scene, wanted: str, also: tuple[Screen, ...]) -> tuple[Address, Decision]:
    """/start, perhaps through a link that names a dialog; an unknown name is as good as none.

    also: told below, where no dialog is named.
    """
    if wanted in scene.offered:
        return Address(scene.chat, dialog=wanted), on_open_dialog(scene, wanted)

    def decide(case: Case) -> Change:
        change = _welcome(scene) if case.session is None else _shown(case.session)
        return replace(change, tell=(*change.tell, *also))

    return Address(scene.chat, unfinished=True), decide


def on_step(scene: Scene, event: events.SessionEvent) -> Decision:
    """/back, /review, /stop: what the button does, told below the command."""

    def decide(case: Case) -> Change:
        session, dialog = case.session, case.dialog
        if session is None or dialog is None:
            return Change(tell=(menus.nothing_open(),))
        change = change_of(session, step(dialog, session, event, scene.at))
        if change.notice is not None:
            return _told_above(case, Screen((Block(change.notice.text),)))
        return _card_below(change)

    return decide


def on_menu(screen: Screen) -> Decision:
    """Something to choose from: it stays the last thing in the chat, and a text typed under it is for it."""
    return lambda case: Change(None if case.session is None else covered(case.session), tell=(screen,))


def on_question(screen: Screen) -> Decision:
    """Something to read; what is open comes below it."""
    return lambda case: _told_above(case, screen)


def on_export(case: Case) -> Change:
    """Everything kept about the person, as a file."""
    return replace(_open_below(case), export=True)


def quietly(decision: Decision) -> Decision:
    """The same without messages of their own: for somebody who has got many just now."""

    def decide(case: Case) -> Change:
        return replace(decision(case), tell=(), export=False)

    return decide


def on_chat_event(
    scene: Scene,
    event: events.OpenDialog | events.StartAgain | events.OpenResult | events.OpenSession,
    tap: Tap,
) -> tuple[Address, Decision]:
    """A button of a message that shows no session."""
    match event:
        case events.OpenDialog(dialog):
            return Address(scene.chat, dialog=dialog), on_open_dialog(scene, dialog)
        case events.StartAgain(dialog):
            return Address(scene.chat, dialog=dialog), on_start_again(scene, tap, dialog)
        case events.OpenResult(session):
            return Address(scene.chat, session=session), on_open_result(scene, tap)
        case events.OpenSession(session):
            return Address(scene.chat, session=session), on_open_session(scene, tap)


# --- parts ----------------------------------------------------------------------------------


def change_of(session: Session, done: Step) -> Change:
    """A step in the words of a store."""
    notices = [reply for reply in done.replies if isinstance(reply, Notice)]
    return Change(
        session=None if done.session is session else done.session,
        show=tuple(reply for reply in done.replies if isinstance(reply, Show)),
        tell=tuple(reply.screen for reply in done.replies if isinstance(reply, Tell)),
        notice=notices[0] if notices else None,
    )


def _card_below(change: Change) -> Change:
    return replace(change, show=tuple(CARD_BELOW if each == CARD else each for each in change.show))


def _welcome(scene: Scene) -> Change:
    if len(scene.offered) == 1:
        (only,) = scene.offered
        return _begin(scene, only) or Change()
    return Change(tell=(menus.dialogs(tuple(scene.offered.values()), ()),))


def _begin(scene: Scene, dialog_id: str) -> Change | None:
    dialog = scene.offered.get(dialog_id)
    if dialog is None:
        return None
    return Change(begin(dialog, scene.fresh(), scene.chat, scene.person), (CARD_BELOW,))


def _shown(session: Session) -> Change:
    """The session's card at the end of the chat; it is the one used last from now on."""
    return Change(shown_below(session).session, (CARD_BELOW,))


def _open_below(case: Case) -> Change:
    """The card of an open session comes below what is told; one put aside or finished stays where it is."""
    if case.session is None or case.session.stage not in (Stage.WELCOME, Stage.ASKING):
        return Change()
    return change_of(case.session, shown_below(case.session))


def _told_above(case: Case, screen: Screen) -> Change:
    return replace(_open_below(case), tell=(screen,))
