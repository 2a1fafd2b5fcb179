"""Albums: Telegram sends each picture of one by itself, and here they are one message."""

from collections import deque
from typing import Final

from telegram import Message

from bot.core.typed.distress import is_danger

REMEMBERED: Final = 100
"""Albums that are remembered, so that each is answered once."""


class Albums:
    """The albums that came in last: whether each was answered, and whether its caption was read."""

    def __init__(self) -> None:
        self._answered: deque[str] = deque(maxlen=REMEMBERED)
        self._captioned: deque[str] = deque(maxlen=REMEMBERED)

    def is_known(self, message: Message) -> bool:
        """Whether a message is one more of an album; the caption of one may be that of a later picture."""
        album, caption = message.media_group_id, message.caption
        if album is None:
            return False
        known = self._captioned if caption else self._answered
        is_known = album in known and not is_danger(caption or "")
        self._answered.append(album)
        if caption:
            self._captioned.append(album)
        return is_known
