"""Faults between the bot and Telegram that end the bot if they last, for only an operator can mend them."""

from collections.abc import Callable

from telegram.error import Conflict, InvalidToken, TelegramError

LONGEST_CONFLICT = 30.0
LONGEST_REFUSAL = 60.0
"""Seconds for which the token may be refused, and nothing else said, before it counts as revoked."""


class SecondInstance(Exception):
    """Somebody else receives updates with the same token; str() says so to the operator."""


class RevokedToken(Exception):
    """Telegram does not accept the token any more; str() says what to do, and does not show it."""


class LastingFaults:
    """Takes note of each call's outcome. clock: monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: tuple[type[TelegramError], float] | None = None

    def note_success(self) -> None:
        """Take note of a call that was answered."""
        self._since = None

    def note(self, error: TelegramError) -> None:
        """Take note of a call that failed.

        Raises:
            SecondInstance: somebody else has received the updates for `LONGEST_CONFLICT` seconds.
            RevokedToken: the token was refused for `LONGEST_REFUSAL` seconds.
        """
        now = self._clock()
        kind = next((each for each in (Conflict, InvalidToken) if isinstance(error, each)), None)
        if kind is None or self._since is None or self._since[0] is not kind:
            self._since = None if kind is None else (kind, now)
            return
        lasted = now - self._since[1]
        if kind is Conflict and lasted >= LONGEST_CONFLICT:
            raise SecondInstance(
                f"Another process receives this bot's updates ({error.message}). "
                "Stop that one, or give this one another token."
            )
        if kind is InvalidToken and lasted >= LONGEST_REFUSAL:
            raise RevokedToken(
                "Telegram no longer accepts this bot's token: it was revoked, or the bot was deleted. "
                "Nothing is lost. Put the new token from @BotFather into TELEGRAM_BOT_TOKEN, and start again."
            )
