"""Brings one message up to date: render it, send or edit it, record it, retire the one it replaces.

This module does one attempt. When it runs, how often, and what follows a failure is for the courier to say.

What can go wrong between a call and its record, and why nothing is lost by it:

- Every surface to be shown is a row that stays dirty until the store knows the message that shows it. So a
  crash at any moment leaves the row dirty, and the next process renders and sends it again.
- Hence a crash between the answer of the platform and the record repeats one call. An edit is idempotent.
  A send is not, and that is the one message that can stand in the chat twice; new messages are recorded at
  once and edits later, so that this gap stays as short as it can be.
- A send whose answer was lost (`Unconfirmed`) is repeated at once and again ten minutes later, and then given
  up: three copies at most. Meanwhile it is not due, so it holds up nothing and no health check complains.
- A message that is replaced is retired only after its successor is recorded: there are two for a moment,
  never none.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.group.deadlines import waits_to_be_seen
from bot.core.group.own_question import with_own
from bot.core.group.screens.view import View
from bot.core.group.session import GroupSession, GroupStage
from bot.core.screen.surface import ROLE_RULES, Notice, Retire
from bot.core.words.phrase import Words
from bot.library.library import Library
from bot.outbox.chat_port import (
    ChatPort,
    DeliveryError,
    Destination,
    EditRefused,
    MessageGone,
    Refused,
    Rendered,
    Unconfirmed,
)
from bot.outbox.chat_queue import ChatQueue, Job
from bot.outbox.renderers import (
    POINTERS,
    RENDERERS,
    ChatFile,
    File,
    GroupFile,
    GroupScreen,
    GroupView,
    SessionFile,
    SessionScreen,
    SessionView,
    StoredScreen,
)
from bot.stores.protocol import Due, Store, StoreError, Surface

ScreenAddress: TypeAlias = Callable[[GroupSession], str]
"""Of a group, the address for a projector; "" while that is off."""


class Deliverer:
    """Does what one surface needs, and raises whatever stands in the way.

    spend: counts a call to a chat against its rate limit. words: the language of what is rendered.
    """

    def __init__(
        self,
        chat: ChatPort,
        store: Store,
        library: Library,
        spend: Callable[[int], Awaitable[None]],
        words: Words,
        big_screen: ScreenAddress | None,
    ) -> None:
        self._chat = chat
        self._store = store
        self._library = library
        self._spend = spend
        self._words = words
        self._big_screen = big_screen

    async def deliver(self, queue: ChatQueue, job: Job) -> None:
        """Bring a surface up to date; what an earlier attempt left undone comes first.

        Raises:
            DeliveryError: the chat could not do it. StoreError: the store could not.
        """
        await self._finish(queue, job.surface)
        if job.surface.dirty and not queue.is_shown(job.surface):
            await self._show(queue, job)
            await self._finish(queue, job.surface)

    # --- showing --------------------------------------------------------------------------

    async def _show(self, queue: ChatQueue, job: Job) -> None:
        surface = queue.current(job.surface)
        rendered = await self._render(queue, job.due)
        if rendered is None and (surface.group is None or surface.message_id is None):
            await self._store.drop(surface.id)
        elif rendered is None:
            _leave(queue, surface)
        elif surface.message_id is None or job.below or not ROLE_RULES[surface.role].is_lasting:
            await self._send(queue, surface, rendered)
        elif surface.digest == rendered.digest:
            _leave(queue, surface)
        else:
            await self._edit(queue, surface, surface.message_id, rendered)

    async def _send(self, queue: ChatQueue, surface: Surface, rendered: Rendered) -> None:
        await self._spend(queue.chat)
        to = Destination(queue.chat, surface.thread)
        try:
            if isinstance(rendered, File):
                message_id = await self._chat.send_document(
                    to, rendered.name, rendered.content, rendered.caption
                )
            else:
                message_id = await self._chat.send(to, rendered)
        except Unconfirmed:
            queue.note_unconfirmed(surface)
            raise
        queue.note_shown(surface, message_id, rendered.digest, rendered.picture)

    async def _edit(self, queue: ChatQueue, surface: Surface, message_id: int, rendered: Rendered) -> None:
        await self._spend(queue.chat)
        await self._chat.edit(queue.chat, message_id, rendered, surface.picture)
        # A message keeps its chart: see `ChatPort.edit`.
        queue.note_shown(surface, message_id, rendered.digest, rendered.picture or surface.picture)

    # --- rendering ------------------------------------------------------------------------

    async def _render(self, queue: ChatQueue, due: Due) -> Rendered | None:
        """Return what a surface shows now; None when there is nothing, or what it was about is gone."""
        surface = due.surface
        match RENDERERS[surface.role]:
            case StoredScreen():
                screen = surface.screen
                return None if screen is None else self._chat.render(surface.chat, screen, None, None)
            case ChatFile(make):
                return make(*await self._everything_about(surface.chat), self._words)
            case SessionScreen() | SessionFile() as renderer:
                return await self._render_session(due, renderer)
            case GroupScreen() | GroupFile() as renderer:
                return await self._render_group(queue, surface, renderer)

    async def _everything_about(self, chat: int) -> tuple[Mapping[str, object], Mapping[str, Dialog]]:
        """Return what is stored about a person, and the dialogs that it speaks of."""
        from bot.documents.export import dialogs_in  # needed by few, and not to start

        stored = await self._store.export(chat)
        fetched = {each: await self._library.fetch(each) for each in dialogs_in(stored)}
        return stored, {each: dialog for each, dialog in fetched.items() if dialog is not None}

    async def _render_session(self, due: Due, renderer: SessionScreen | SessionFile) -> Rendered | None:
        session = due.session
        if session is None or (dialog := await self._library.fetch(session.logic_hash)) is None:
            return None
        view = SessionView(self._words, dialog, session, self._library.newer(dialog), self._chat.to_dialog)
        if isinstance(renderer, SessionFile):
            return await asyncio.to_thread(renderer.make, view)
        screen = renderer.render(view)
        return None if screen is None else self._chat.render(due.surface.chat, screen, session, dialog)

    async def _render_group(
        self, queue: ChatQueue, surface: Surface, renderer: GroupScreen | GroupFile
    ) -> Rendered | None:
        """Render the group as it is now, so that a counter shows every answer so far."""
        if surface.group is None:
            return None
        found = await self._store.group(surface.group)
        dialog = None if found.group is None else await self._library.fetch(found.group.logic_hash)
        if found.group is None or dialog is None:
            return None
        queue.people = max(queue.people, len(found.seats))
        if ROLE_RULES[surface.role].has_clock and waits_to_be_seen(found.group):
            queue.clocks[surface.id] = found.group
        dialog = with_own(dialog, found.group.own)
        big_screen = None if self._big_screen is None else self._big_screen(found.group)
        earlier = await self._earlier(found.group) if isinstance(renderer, GroupFile) else ()
        shown = View(self._words, dialog, found.group, found.seats, big_screen, earlier)
        view = GroupView(shown, surface.part, self._chat.in_private)
        if isinstance(renderer, GroupFile):
            return await asyncio.to_thread(renderer.make, view)
        screen = renderer.render(view)
        return None if screen is None else self._chat.render(surface.chat, screen, found.group, dialog)

    async def _earlier(self, group: GroupSession) -> tuple[GroupSession, ...]:
        """Return the sessions with the same dialog that ended before, in the same topic, newest first."""
        groups = await self._store.groups_in(group.chat)
        newest = [each.id for each in groups]
        after = groups[newest.index(group.id) + 1 :] if group.id in newest else ()
        place, ended = (group.thread, group.dialog_id), GroupStage.ENDED
        return tuple(each for each in after if (each.thread, each.dialog_id, each.stage) == (*place, ended))

    # --- afterwards -----------------------------------------------------------------------

    async def _finish(self, queue: ChatQueue, row: Surface) -> None:
        """Record what is on show, then pin it where its role asks for that, and retire what it replaces."""
        if known := queue.unrecorded(row):
            await self._store.shown(
                replace(row, revision=known.revision), known.message_id, known.digest, known.picture
            )
            queue.note_recorded(row)
        if (message_id := queue.unpinned(row)) is not None:
            with suppress(Refused, MessageGone):  # a board that stays unpinned is still the board
                await self._chat.pin(queue.chat, message_id)
            queue.note_pinned(row)
        surface = queue.current(row)
        if surface.retired is not None:
            with suppress(Refused, MessageGone):  # as good as retired
                await self._retire(queue, surface, surface.retired)
            queue.note_retired(row)
            await self._store.clear_retired(row.id)

    async def _retire(self, queue: ChatQueue, surface: Surface, message_id: int) -> None:
        match ROLE_RULES[surface.role].retire:
            case Retire.DELETE:
                await self._chat.delete(queue.chat, message_id)
            case Retire.REMOVE_BUTTONS:
                await self._remove_buttons(queue.chat, message_id)
            case Retire.POINT:
                await self._point(queue, surface, message_id)
            case Retire.LEAVE:
                pass

    async def _point(self, queue: ChatQueue, surface: Surface, message_id: int) -> None:
        """Let a message that was replaced say so; one that cannot become this loses its buttons."""
        rendered = await self._render_group(queue, surface, POINTERS[surface.role])
        if rendered is None:
            return await self._remove_buttons(queue.chat, message_id)
        await self._spend(queue.chat)
        try:
            await self._chat.edit(queue.chat, message_id, rendered, None)
        except EditRefused:
            await self._remove_buttons(queue.chat, message_id)
        return None

    async def _remove_buttons(self, chat: int, message_id: int) -> None:
        if chat < 0:
            await self._spend(chat)  # in a group it counts like any other edit
        await self._chat.remove_buttons(chat, message_id)


def _leave(queue: ChatQueue, surface: Surface) -> None:
    """Count a surface as brought up to date with the message it has."""
    if surface.message_id is not None:
        queue.note_shown(surface, surface.message_id, surface.digest, surface.picture)


MOST_TASKS: Final = 2000
"""Calls in the background beyond which a tap is not answered: its spinner ends by itself."""


class Background:
    """Starts calls without waiting for them: answers to taps, and buttons removed from stray messages.

    spend: counts a call to a chat against its rate limit. tasks: the calls under way.
    """

    def __init__(self, chat: ChatPort, spend: Callable[[int], Awaitable[None]]) -> None:
        self._chat = chat
        self._spend = spend
        self.tasks: set[asyncio.Task[None]] = set()

    async def answer(self, query_id: str, notice: Notice | None, *, waits: bool) -> None:
        """Answer a tap; wait for the call, if it takes one, only when asked to."""
        if self._chat.put_in_reply(query_id, notice):
            return
        if waits:
            await self._chat.answer_tap(query_id, notice)
        elif len(self.tasks) < MOST_TASKS:
            self.start(self._chat.answer_tap(query_id, notice))

    def remove_buttons(self, chat: int, message_id: int | None) -> None:
        """Remove the buttons of a message that no surface owns any more; one attempt, at once."""
        if message_id is not None:
            self.start(self._remove_buttons(chat, message_id))

    async def _remove_buttons(self, chat: int, message_id: int) -> None:
        with suppress(DeliveryError, StoreError):
            await self._spend(chat)
            await self._chat.remove_buttons(chat, message_id)

    def start(self, call: Coroutine[Any, Any, None]) -> None:
        """Start a call and return at once."""
        task = asyncio.create_task(call)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


async def interruptible_sleep(sleep: Awaitable[None], event: asyncio.Event) -> None:
    """Sleep until the sleep is over or the event is set, whichever comes first; the sleep ends with it."""
    both = asyncio.ensure_future(sleep), asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in both:
            each.cancel()
