"""The part of a store that no tap needs: dialogs, keys, dead letters, exports, and what passes its time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class TooManyUnused(Exception):
    """A purge would delete a good part of all sessions; str() says what to do. Nothing was deleted."""


@dataclass(frozen=True, slots=True)
class StoreCondition:
    """What an operator wants to know of a store.

    due: how many surfaces are due. oldest_due: since when the one that waits longest; None where none is due.
    """

    dead_letters: int
    due: int
    oldest_due: float | None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that could not be handled.

    raw: its JSON, with what a person wrote. problem: what is wrong with it; no words of a person.
    at: when it was put aside, in seconds since 1970.
    """

    update_id: int
    raw: str
    problem: str
    at: float


class Archive(Protocol):
    """The part of a `Store` that knows nothing of how sessions change."""

    async def watch(self) -> None:
        """Wait until the store is unusable for good; from then on it takes no changes.

        Raises:
            StoreError: it has; the message says what to do.
        """

    async def condition(self, now: float) -> StoreCondition:
        """Return how the store is, as one that takes changes sees it.

        Raises:
            StoreError: it takes none.
        """

    async def census(self) -> Mapping[tuple[str, str], int]:
        """Return how many sessions there are, by what they are of (`solo`, `group`) and by stage.

        It reads all of them, and holds up nobody who changes something meanwhile.

        Raises:
            StoreError: it cannot.
        """

    async def export(self, chat: int) -> Mapping[str, object]:
        """Everything stored about the person of a private chat, as JSON-able data.

        Of groups: their own seats and that they lead, nothing of what others are called or said. What cannot
        be read is given as it is stored.
        """

    @property
    def days_in_backups(self) -> int:
        """For how many days backups may still hold a person who was forgotten; 0 where it is minutes."""

    async def forgotten_at(self, person: int) -> float | None:
        """Return when a person was forgotten last, in seconds since 1970; None for never."""

    async def last_forgotten_at(self) -> float | None:
        """Return when anybody was forgotten last, in seconds since 1970; None for never."""

    async def keep_dialog(self, logic_hash: str, dialog_id: str, text: str, now: float) -> None:
        """Store the text of a dialog version, so that its sessions survive its file.

        Newer wording with the same logic replaces it.
        """

    async def dialog_text(self, logic_hash: str) -> str | None:
        """Return the stored text of a dialog version; None if there is none."""

    async def newest_dialog_text(self, dialog_id: str) -> str | None:
        """Return the text of a dialog that was stored last, whatever its version; None if there is none."""

    async def bury(self, update_id: int, raw: str, problem: str, now: float) -> None:
        """Store an update that cannot be handled as a dead letter for the operator; count it as decided."""

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """Return all dead letters, the oldest first."""

    async def request_retry(self, update_id: int) -> bool:
        """Have a dead letter tried again by a running bot, or the next; return whether there is one.

        It counts as undecided until then, and so takes effect once, however many bots try it.
        """

    async def letters_to_retry(self) -> tuple[DeadLetter, ...]:
        """Return the dead letters that are to be tried again, the oldest first."""

    async def end_retry(self, update_id: int) -> None:
        """Delete a dead letter that was tried again, unless it has failed again."""

    async def drop_dead_letter(self, update_id: int) -> bool:
        """Delete a dead letter; return whether there was one."""

    async def keep_asked(self, update_id: int, text: str, now: float) -> None:
        """Store an update that waits for an answer of the platform; it is not decided by that."""

    async def asked(self) -> tuple[tuple[int, str], ...]:
        """Return id and text of the updates that wait for an answer of the platform, the oldest first."""

    async def drop_asked(self, update_id: int) -> None:
        """Delete an update that waits no more."""

    async def begin_backup(self, hour: int, now: float) -> bool:
        """Return whether the caller is the one that makes the backup of an hour: the first to ask.

        hour: counted since 1970.
        """

    async def button_keys(self) -> tuple[bytes, ...]:
        """Return the 32-byte keys of the buttons' MACs, the one to sign with first; created on first use.

        Raises:
            StoreError: the key by which people are forgotten is lost: it is found out now, when the bot
                starts, for else the first who asks to be forgotten would stop everybody.
        """

    async def purge(
        self,
        sessions_before: float,
        updates_before: float,
        buried_before: float,
        *,
        is_confirmed: bool = True,
    ) -> int:
        """Delete sessions and groups not used since, older update ids, and older dead letters.

        Using any member's session uses the group; members' sessions stay as long as their group, and a
        session with a deadline until that has come.
        Returns the number of sessions deleted.

        Raises:
            TooManyUnused: these are very many, and not is_confirmed.
        """
