"""What people do with a bot, in the words that one uses for it."""

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from bot.playground.attending import GroupActions
from bot.playground.groups import Group, Topic, hears
from bot.playground.keyboard import LONGEST_DATA
from bot.playground.refusals import Json
from bot.playground.speaking import commands_in, say_in_chat
from bot.playground.world import ButtonPress, ChatMessage, Toast, User, WorldChat

if TYPE_CHECKING:
    from bot.playground.engine import FakeTelegram

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

PATIENCE: Final = 20.0
"""Seconds that a person waits for the bot; a busy machine may need most of them."""


class PersonTap:
    """One press on a button, and what comes of it."""

    def __init__(self, telegram: "FakeTelegram", person: "Person", press: ButtonPress) -> None:
        self._telegram, self._person, self.press = telegram, person, press

    async def answered(self, timeout: float = PATIENCE) -> Toast:
        """What the person was shown.

        Raises:
            AssertionError: the bot has not answered in so many seconds.
        """
        toast = await self.press.chat.bell.until(lambda: self.press.toast, timeout)
        if toast is None:
            raise AssertionError(
                f"{self._person} tapped and got no answer in {timeout:g} s:\n{self.press.chat.transcript()}"
            )
        return toast

    def again(self) -> "PersonTap":
        """The same press once more under new ids, as apps do when they saw no answer."""
        return self._person.presses(self.press.message_id, self.press.data, "again")

    def is_redelivered(self) -> None:
        """Hand the same update to the bot once more, under the same ids."""
        if self.press.waiting:
            self._telegram.updates.redeliver(self.press.waiting)


class Person(GroupActions):
    """Somebody in one chat with the bot: the private one, or a group.

    chat: where everything happens that this object does.
    thread: the topic of a forum that the person writes in and looks at, 0 for all of it.
    """

    def __init__(self, telegram: "FakeTelegram", user: User, chat: WorldChat, thread: int = 0) -> None:
        self._telegram, self.user, self.chat, self.thread = telegram, user, chat, thread

    def at(self, chat: WorldChat, topic: Topic | None = None) -> "Person":
        """The same person in another chat, or in a topic of it."""
        return Person(self._telegram, self.user, chat, topic.id if topic else 0)

    def __str__(self) -> str:
        return self.user.first_name

    @property
    def id(self) -> int:
        """Of the person, and of their private chat."""
        return self.user.id

    # --- writing ----------------------------------------------------------------------

    def sends(self, text: str, *, reply_to: ChatMessage | None = None) -> ChatMessage:
        """Type a message, or a command."""
        replied = reply_to.message_id if reply_to else None
        return self._sends(text=text, entities=commands_in(text), reply_to=replied)

    def sends_voice(self, seconds: int = 3) -> ChatMessage:
        """Speak instead of typing."""
        voice = {**self._file("AwAC"), "duration": seconds, "mime_type": "audio/ogg"}
        return self._sends(attached={"voice": voice})

    def sends_photo(self, caption: str = "") -> ChatMessage:
        """Send a picture."""
        sizes = [{**self._file(f"AgAC{side}"), "width": side, "height": side} for side in (90, 320)]
        return self._sends(text=caption, attached={"photo": sizes})

    def sends_sticker(self) -> ChatMessage:
        """Send a sticker."""
        flags = dict.fromkeys(("is_animated", "is_video"), False)
        sticker = {**self._file("CAAC"), "type": "regular", "width": 512, "height": 512, **flags}
        return self._sends(attached={"sticker": sticker})

    def edits_message(self, message: ChatMessage, text: str) -> ChatMessage:
        """Change what was typed before."""
        edited = self._telegram.world.change(self.chat.messages[message.message_id], text=text)
        if not isinstance(self.chat, Group) or hears(self._telegram.world, self.chat, edited):
            self._telegram.queue("edited_message", edited.json())
        return edited

    def deletes(self, message: ChatMessage) -> None:
        """Take a message away on both sides; Telegram does not tell the bot."""
        self._telegram.world.delete(self.chat, message.message_id, known=False)

    def opens(self, link: str) -> ChatMessage:
        """Follow a deep link to the bot, and press Start; in the private chat, wherever the link was.

        Raises:
            ValueError: the link is not to this bot, or Telegram would not pass on its payload.
        """
        parts = urlsplit(link if "//" in link else f"https://{link}")
        username = self._telegram.world.bot.username
        if parts.netloc != "t.me" or parts.path.strip("/").lower() != username.lower():
            raise ValueError(f"{link} does not lead to https://t.me/{username}")
        if isinstance(self.chat, Group):
            return self.at(self._telegram.world.chats[self.id]).opens(link)
        payload = parse_qs(parts.query, keep_blank_values=True).get("start", [""])[0]
        if not payload:
            return self.sends("/start")
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"payload {payload!r} is not 1-64 characters of A-Z, a-z, 0-9, _ and -")
        return self.sends(f"/start {payload}")

    def blocks_bot(self) -> None:
        """The bot cannot write to the private chat any more, wherever this was said."""
        self._membership("member", "kicked")

    def unblocks_bot(self) -> None:
        """The bot can write to the private chat again."""
        self._membership("kicked", "member")

    # --- tapping and reading ----------------------------------------------------------

    def taps(self, label: str = "", *, data: str = "", message: ChatMessage | None = None) -> PersonTap:
        """Press a button: by its label, or by any data, as a hostile app can.

        message: the state of the message that the person looks at, which may be an old one;
            the newest with such a button (or the newest of the bot) when None.

        Raises:
            AssertionError: there is no such button.
        """
        shown = message or next((one for one in self.chat.newest() if self._fits(one, label)), None)
        if shown is None or (label and not shown.button(label)):
            raise AssertionError(f"{self} sees no button {label!r}:\n{self.chat.transcript()}")
        button = shown.button(label) or {}
        chosen = data or button.get("callback_data", "")
        if not 1 <= len(chosen.encode()) <= LONGEST_DATA:
            raise AssertionError(f"button {label!r} sends no data of 1-64 bytes: {button or data!r}")
        return self.presses(shown.message_id, chosen, label or data)

    def presses(self, message_id: int, data: str, words: str) -> PersonTap:
        """Send one tap with this data to the bot; ``words`` are for the transcript."""
        telegram = self._telegram
        if isinstance(self.chat, Group) and not self.chat.membership(self.user).is_present:
            raise AssertionError(f"{self} is not in {self.chat.named['title']}")
        press = ButtonPress(telegram.new_query_id(self.user), self.chat, message_id, data, telegram.now())
        message = self.chat.messages.get(message_id)
        gone = {"chat": self.chat.json(), "message_id": message_id, "date": 0}
        query = {
            "id": press.query_id,
            "from": self.user.json(),
            "message": message.json() if message else gone,
            "chat_instance": str(-self.chat.id),
            "data": data,
        }
        telegram.world.note(self.chat, f"{self} taps [{words}]")
        telegram.world.presses[press.query_id] = press

        def fetched() -> None:
            press.fetched = telegram.now()

        press.waiting = telegram.queue("callback_query", query, fetched)
        return PersonTap(telegram, self, press)

    async def sees(
        self,
        text: str = "",
        *,
        label: str = "",
        after: ChatMessage | None = None,
        timeout: float = PATIENCE,
    ) -> ChatMessage:
        """Wait for a message of the bot with this text in it, and this button below it.

        after: only states that came after this one count, new messages and edits alike.

        Raises:
            AssertionError: there is none in so many seconds.
        """
        turn = after.turn if after else 0

        def look() -> ChatMessage | None:
            fitting = (one for one in self.chat.newest() if one.turn > turn and text in one.text)
            return next((one for one in fitting if self._fits(one, label)), None)

        message = await self.chat.bell.until(look, timeout)
        if message is None:
            wanted = f"{text!r}" + (f" with a button {label!r}" if label else "")
            raise AssertionError(f"{self} did not see {wanted} in {timeout:g} s:\n{self.chat.transcript()}")
        return message

    def _fits(self, message: ChatMessage, label: str) -> bool:
        is_by_bot = message.sender.id == self._telegram.world.bot.id
        is_here = not self.thread or message.thread == self.thread
        return is_by_bot and is_here and (not label or message.button(label) is not None)

    def _sends(self, **content: Any) -> ChatMessage:
        return say_in_chat(self._telegram.world, self.chat, self.user, thread=self.thread, **content)

    def _file(self, prefix: str) -> Json:
        number = self._telegram.world.next_file_number()
        return {"file_id": f"{prefix}{number:012d}", "file_unique_id": f"{prefix}{number}", "file_size": 1000}

    def _membership(self, before: str, after: str) -> None:
        chat, bot = self._telegram.world.chats[self.id], self._telegram.world.bot.json()
        chat.blocked, chat.told = after == "kicked", False
        self._telegram.world.note(chat, f"{self} {'blocks' if chat.blocked else 'unblocks'} the bot")

        def member(status: str) -> Json:
            return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        change = {
            "chat": chat.json(),
            "from": self.user.json(),
            "date": int(self._telegram.now()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        self._telegram.queue("my_chat_member", change)
