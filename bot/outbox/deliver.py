"""Brings one message up to date: renders it, sends or edits it, records it, puts the old one away.

When, and what follows a failure, is for the courier to say.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from bot.core.group.screens import surfaces as group_screens
from bot.core.screen.surface import Role
from bot.core.solo import menus
from bot.core.solo.result import result
from bot.core.solo.screens import card
from bot.library.library import Library
from bot.outbox.chat_port import Chat, MessageGone, Place, Refused, Rendered, Unknown
from bot.outbox.chat_queue import Desk, Job
from bot.stores.protocol import Due, Store, Surface

EXPORT_NAME: Final = "decision-coach.json"
FILES: Final = (Role.EXPORT, Role.TABLE, Role.SUMMARY, Role.INVITATION)
FILE_DIGEST: Final = "file"
"""A file is sent once, so nothing is ever compared with it."""


class Presenter:
    """Does what one surface needs, and raises whatever stands in the way.

    spend: told of the chat of every call that counts against its budget.
    """

    def __init__(
        self,
        chat: Chat,
        store: Store,
        library: Library,
        spend: Callable[[int], Awaitable[None]],
    ) -> None:
        self._chat = chat
        self._store = store
        self._library = library
        self._spend = spend

    async def bring(self, desk: Desk, job: Job) -> None:
        """Bring a surface up to date; what an earlier try left undone comes first.

        Raises:
            DeliveryError: the chat could not do it. StoreError: the store could not.
        """
        await self._finish(desk, job.surface)
        if job.surface.dirty and not desk.is_shown(job.surface):
            await self._show(desk, job)
            await self._finish(desk, job.surface)

    async def _show(self, desk: Desk, job: Job) -> None:
        surface = desk.as_known(job.surface)
        if surface.role in FILES:
            await self._send_file(desk, surface)
            return
        rendered = await self._rendered(desk, job.due)
        if rendered is None and surface.group is not None and surface.message_id is not None:
            desk.show(surface, surface.message_id, surface.digest, surface.picture)
        elif rendered is None:
            await self._store.drop(surface.id)
        elif surface.message_id is None or job.below:
            await self._send(desk, surface, rendered)
        elif surface.digest == rendered.digest:
            desk.show(surface, surface.message_id, surface.digest, surface.picture)
        else:
            await self._spend(desk.chat)
            await self._chat.edit(desk.chat, surface.message_id, rendered, surface.picture)
            # A message keeps its chart: see `Chat.edit`.
            picture = rendered.picture or surface.picture
            desk.show(surface, surface.message_id, rendered.digest, picture)

    async def _send(self, desk: Desk, surface: Surface, rendered: Rendered) -> None:
        await self._spend(desk.chat)
        try:
            message_id = await self._chat.send(Place(desk.chat, surface.thread), rendered)
        except Unknown:
            desk.doubt(surface)
            raise
        desk.show(surface, message_id, rendered.digest, rendered.picture)

    async def _send_file(self, desk: Desk, surface: Surface) -> None:
        file = await self._file(surface)
        if file is None:
            await self._store.drop(surface.id)
            return
        await self._spend(desk.chat)
        try:
            message_id = await self._chat.send_document(Place(desk.chat), *file)
        except Unknown:
            desk.doubt(surface)
            raise
        desk.show(surface, message_id, FILE_DIGEST)

    async def _file(self, surface: Surface) -> tuple[str, bytes, str] | None:
        """Name, content and caption; None when what it is about is gone."""
        if surface.group is None:
            kept = await self._store.export(surface.chat)
            content = json.dumps(kept, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace")
            return EXPORT_NAME, content, menus.EXPORT_CAPTION
        # The drawing library is slow to load: with the first file, not with the bot.
        from bot.documents import invitation as invitations
        from bot.documents import report as papers

        found = await self._store.group(surface.group)
        dialog = None if found.group is None else await self._library.fetch(found.group.logic_hash)
        if found.group is None or dialog is None:
            return None
        if surface.role is Role.INVITATION:
            link = self._chat.in_private(found.group.id)
            return await asyncio.to_thread(invitations.invitation, dialog, found.group, link)
        return await asyncio.to_thread(papers.file, dialog, found.group, found.seats, surface.role)

    async def _rendered(self, desk: Desk, due: Due) -> Rendered | None:
        """None when there is nothing to show: the session or its dialog is gone, or has no result now."""
        surface, session = due.surface, due.session
        if surface.group is not None:
            return await self._of_group(desk, surface, surface.group)
        if surface.screen is not None:
            return self._chat.render(surface.chat, surface.screen, None, None)
        if session is None or (dialog := await self._library.fetch(session.logic_hash)) is None:
            return None
        if surface.role is Role.RESULT and session.finished_on is None:
            return None
        if surface.role is Role.CARD:
            screen = card(dialog, session, self._library.newer(dialog))
        else:
            screen = result(dialog, session)
        return self._chat.render(surface.chat, screen, session, dialog)

    async def _of_group(self, desk: Desk, surface: Surface, group_id: int) -> Rendered | None:
        """A group is read as it is now: a counter then shows every answer so far."""
        found = await self._store.group(group_id)
        dialog = None if found.group is None else await self._library.fetch(found.group.logic_hash)
        if found.group is None or dialog is None:
            return None
        desk.people = max(desk.people, len(found.seats))
        screen = group_screens.shown(dialog, found.group, found.seats, surface.role, surface.part)
        return None if screen is None else self._chat.render(surface.chat, screen, found.group, dialog)

    async def _finish(self, desk: Desk, row: Surface) -> None:
        """Record what is on show, then pin it if it is a new board, and put away the message it replaces."""
        if shown := desk.unrecorded(row):
            await self._store.shown(
                replace(row, revision=shown.revision), shown.message_id, shown.digest, shown.picture
            )
            desk.record(row)
        if (message_id := desk.unpinned(row)) is not None:
            with suppress(Refused, MessageGone):  # a board that stays unpinned is still the board
                await self._chat.pin(desk.chat, message_id)
            desk.pin(row)
        surface = desk.as_known(row)
        if surface.retired is not None:
            await self._put_away(surface.chat, surface.role, surface.retired)
            desk.put_away(row)
            await self._store.put_away(row.id)

    async def _put_away(self, chat: int, role: Role, message_id: int) -> None:
        """A card goes; everything else stays to be read, without buttons; a file or a wall never had any."""
        if role in (*FILES, Role.WALL):
            return
        try:
            if role is Role.CARD:
                await self._chat.delete(chat, message_id)
            else:
                if chat < 0:
                    await self._spend(chat)  # in a group it counts like any other edit
                await self._chat.disarm(chat, message_id)
        except (MessageGone, Refused):
            return  # as good as put away
