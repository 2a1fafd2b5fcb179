"""Which groups somebody goes through in the private chat, and the addresses that lead there."""

from bot.app import links
from bot.core.group.session import Stage
from bot.library.library import Library
from bot.stores.protocol import Store

MOST_REMEMBERED = 20_000
"""People whose groups are remembered; beyond that the store is asked again."""


class PrivateGroups:
    """username: of the bot, for links."""

    def __init__(self, store: Store, library: Library, username: str) -> None:
        self._store = store
        self._library = library
        self._username = username
        self._known: dict[int, set[int]] = {}  # person -> ids of open groups

    async def of(self, person: int) -> frozenset[int]:
        """Ids of the groups that what somebody answers in private may count in; the store is asked once."""
        if person not in self._known:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            groups = await self._store.groups_of(person)
            self._known[person] = {each.id for each in groups if each.stage is not Stage.ENDED}
        return frozenset(self._known[person])

    async def joined(self, person: int, group_id: int) -> None:
        """Somebody goes through that group in private from now on."""
        await self.of(person)
        self._known[person].add(group_id)

    async def addresses(self, person: int) -> dict[str, str]:
        """The open groups of a person: what each is called -> the address of its private chat."""
        titled: dict[str, str] = {}
        for group in await self._store.groups_of(person):
            dialog = None if group.stage is Stage.ENDED else await self._library.fetch(group.logic_hash)
            if dialog is None:
                continue
            name = " · ".join(part for part in (dialog.title, group.place) if part)
            alike = sum(each.startswith(name) for each in titled)
            titled[f"{name} ({alike + 1})" if alike else name] = self.link(group.id)
        return titled

    def link(self, group_id: int) -> str:
        """The address of the private chat, for somebody who takes part in a group."""
        return links.in_private(self._username, group_id)

    def invitations(self) -> dict[str, str]:
        """For each dialog the address that puts the bot into a group and begins a session of it there."""
        offered = self._library.offered.values()
        return {dialog.title: links.into_group(self._username, dialog.id) for dialog in offered}
