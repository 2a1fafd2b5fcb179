"""The terminal as the outbox sees it: messages that are sent, changed and taken back.

Nothing is drawn here: what happened is kept until the conversation asks for it, so that an error of the
output ends the conversation and is not taken for an error of one message.
"""

import time
from dataclasses import dataclass, replace
from hashlib import blake2s
from pathlib import Path
from typing import Final

from bot.app.update import AnyTap, ChatTap, ForeignTap, SoloTap
from bot.core.dialog.model import Dialog
from bot.core.group.session import GroupSession
from bot.core.kinds.answering import WriteAgain
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Notice
from bot.core.solo.events import ChatEvent, DoIt, SessionEvent
from bot.core.solo.session import Session
from bot.core.words import terminal
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Phrase
from bot.outbox.chat_port import Destination, GroupInfo, MemberStatus, Rendered

PDF: Final = b"%PDF"
"""What a file begins with that no terminal can show."""
CHAT: Final = 0
"""Id of the terminal's chat and of its person; Telegram never gives this one."""


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A screen to be drawn. session: what it shows; None for a menu and for what is only read."""

    screen: Screen
    session: Session | None = None
    picture: str = ""

    @property
    def digest(self) -> str:
        """Equal for what looks and works alike; a button works for one turn of its session."""
        promise = self.session and self.session.promise
        turn = self.session and (self.session.id, self.session.turn, promise and promise.turn)
        return blake2s(
            repr((self.screen, turn)).encode("utf-8", "backslashreplace"), digest_size=8
        ).hexdigest()

    @property
    def asks(self) -> bool:
        """Whether the person can answer it."""
        return bool(self.screen.rows) or self.screen.takes_text


@dataclass(frozen=True, slots=True)
class Press:
    """What a button of a session carries: its event as it is, for nobody else can press it."""

    does: SessionEvent

    def event(self, dialog: Dialog) -> SessionEvent:
        """Return what the button does, whatever the dialog."""
        return self.does


class TerminalChat:
    """Implements `bot.outbox.chat_port.ChatPort` for the one person at this terminal.

    current: the message whose buttons can be pressed; None for none.
    """

    def __init__(self) -> None:
        self.current: ShownMessage | None = None
        self.has_shown_session = False
        self._current_id = 0
        self._newest_id = 0
        self._news: dict[int, Screen | str] = {}

    # --- for the conversation -----------------------------------------------------------------

    @property
    def is_menu(self) -> bool:
        """Whether the current message is a choice that belongs to no session."""
        return self.current is not None and self.current.session is None

    @property
    def is_help(self) -> bool:
        """Whether it is help for somebody in danger: what is typed below it is for the question."""
        rows = self.current.screen.rows if self.current else ()
        return any(isinstance(button.event, WriteAgain) for row in rows for button in row)

    def next_id(self) -> int:
        """Return the id of a new message; ids rise over all processes, as the outbox expects."""
        self._newest_id = max(self._newest_id + 1, time.time_ns())
        return self._newest_id

    def take_news(self) -> list[Screen | str]:
        """Return what came in since the last call, without the current message, and forget it."""
        if self.current is not None:
            self._news.pop(self._current_id, None)
        news, self._news = self._news, {}
        return list(news.values())

    def tap(self, event: SessionEvent | ChatEvent) -> AnyTap:
        """Return the tap on a button of the current message."""
        message_id = self._current_id if self.current else None
        if not isinstance(event, SessionEvent):
            return ChatTap(CHAT, "", message_id, event)
        if self.current is None or self.current.session is None:
            return ForeignTap(CHAT, "", message_id)
        session = self.current.session
        return SoloTap(CHAT, "", message_id, session.id, session.turn_of(event), Press(event))

    # --- for the outbox -------------------------------------------------------------------------

    def render(
        self, chat: int, screen: Screen, subject: Session | GroupSession | None, dialog: Dialog | None
    ) -> ShownMessage:
        """Return the screen as it can be used here."""
        return ShownMessage(for_terminal(screen), subject if isinstance(subject, Session) else None)

    async def send(self, destination: Destination, rendered: Rendered) -> int:
        """Add a message; return its id."""
        message_id = self.next_id()
        message = _ours(rendered)
        self._news[message_id] = message.screen
        if message.asks:
            self._make_current(message_id, message)
        return message_id

    async def edit(self, chat: int, message_id: int, rendered: Rendered, picture: str | None = "") -> None:
        """Change a message. One that asks nothing any more is not drawn again: what follows it says more."""
        message = _ours(rendered)
        if message.asks:
            self._news[message_id] = message.screen
            self._make_current(message_id, message)
        else:
            await self.remove_buttons(chat, message_id)

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message back, if it was not drawn yet; its buttons go in any case."""
        self._news.pop(message_id, None)
        await self.remove_buttons(chat, message_id)

    async def remove_buttons(self, chat: int, message_id: int) -> None:
        """Remove the buttons of a message."""
        if message_id == self._current_id:
            self.current = None

    async def pin(self, chat: int, message_id: int) -> None:
        """Do nothing: only a group has something to pin."""

    async def send_document(self, destination: Destination, name: str, content: bytes, caption: str) -> int:
        """Show the text of a file, or save one that is no text; return the id of its message."""
        is_text = not content.startswith(PDF)
        text = content.decode("utf-8", "replace") if is_text else ENGLISH(_save(Path(name), content))
        file = Screen((Block(caption, Style.TITLE), Block(text)))
        return await self.send(destination, ShownMessage(file))

    def in_private(self, group_id: int) -> str:
        """Return "": nobody can be invited to a terminal."""
        return ""

    def to_dialog(self, dialog_id: str) -> str:
        """Return "": a terminal has no address."""
        return ""

    def into_group(self, dialog_id: str) -> str:
        """Return "": there are no groups here."""
        return ""

    async def member_status(self, chat: int, person: int) -> MemberStatus:
        """Return that nothing is known: there are no groups here."""
        return MemberStatus.UNKNOWN

    async def group_info(self, chat: int) -> GroupInfo | None:
        """Return None: there are no groups here."""
        return None

    def put_in_reply(self, query_id: str, notice: Notice | None) -> bool:
        """Return False: nothing here waits for a reply."""
        return False

    async def answer_tap(self, query_id: str, notice: Notice | None) -> None:
        """Show the answer to a tap, if there is one."""
        if notice is not None:
            self._news[self.next_id()] = ENGLISH(notice.text)

    def _make_current(self, message_id: int, message: ShownMessage) -> None:
        self.current, self._current_id = message, message_id
        self.has_shown_session = self.has_shown_session or message.session is not None


def for_terminal(screen: Screen) -> Screen:
    """Return a screen without what nobody can do here, and with the texts that buttons would copy.

    A terminal cannot write first, so nothing is promised here: the step and its day are on the result.
    """
    buttons = [button for row in screen.rows for button in row]
    copies = tuple(Block(each.copy, heading=each.label) for each in buttons if each.copy)
    rows = (
        tuple(each for each in row if not (each.copy or isinstance(each.event, DoIt))) for row in screen.rows
    )
    return replace(screen, blocks=(*screen.blocks, *copies), rows=tuple(row for row in rows if row))


def _save(file: Path, content: bytes) -> Phrase:
    """Save a file in the current folder, beside those of its name; return what became of it."""
    numbered = (file.with_stem(f"{file.stem}-{number}") for number in range(2, 1000))
    for each in (file, *numbered):
        try:
            with each.open("xb") as opened:
                opened.write(content)
        except FileExistsError:
            continue
        except OSError as problem:
            return terminal.not_saved(problem.strerror or "")
        return terminal.saved(each.name)
    return terminal.not_saved("")


def _ours(rendered: Rendered) -> ShownMessage:
    if not isinstance(rendered, ShownMessage):
        raise TypeError(f"not rendered here: {type(rendered).__name__}")
    return rendered
