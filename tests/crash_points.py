"""Where the work on an update stands, seen from outside: at the store, the chat, and what handles updates.

| point | when |
|---|---|
| fetched | an update is about to be handled |
| committed | a decision is on disk |
| before_send | a message is about to be sent or edited |
| sent_not_recorded | the chat has it, the store does not know yet |
| recorded | the store knows |
| answered | a tap is answered |

Each class here does what the part within it does, and calls `on_point` with each point that is passed.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, cast

from bot.outbox.chat_port import ChatPort
from bot.platforms.telegram.connection import Edge
from bot.platforms.telegram.polling import Intake
from bot.stores.protocol import Store

POINTS = ("fetched", "committed", "before_send", "sent_not_recorded", "recorded", "answered")

OnPoint: TypeAlias = Callable[[str], None]
Handler: TypeAlias = Callable[..., Awaitable[Any]]


class _Around:
    """Everything that a part has and its subclass does not."""

    def __init__(self, part: object, on_point: OnPoint) -> None:
        self._part: Any = part
        self._on_point = on_point

    def __getattr__(self, name: str) -> Any:
        return getattr(self._part, name)


class _Store(_Around):
    async def update(self, *what: Any) -> Any:
        committed = await self._part.update(*what)
        if committed is not None:  # else this update was decided before
            self._on_point("committed")
        return committed

    async def shown(self, *what: Any) -> None:
        await self._part.shown(*what)
        self._on_point("recorded")


class _Chat(_Around):
    async def send(self, *what: Any) -> Any:
        return await self._delivered(self._part.send, what)

    async def edit(self, *what: Any) -> Any:
        return await self._delivered(self._part.edit, what)

    async def send_document(self, *what: Any) -> Any:
        return await self._delivered(self._part.send_document, what)

    async def _delivered(self, call: Handler, what: tuple[Any, ...]) -> Any:
        self._on_point("before_send")
        result = await call(*what)
        self._on_point("sent_not_recorded")
        return result

    def put_in_reply(self, *what: Any) -> bool:
        is_put: bool = self._part.put_in_reply(*what)
        if is_put:
            self._on_point("answered")
        return is_put

    async def answer_tap(self, *what: Any) -> None:
        await self._part.answer_tap(*what)
        self._on_point("answered")


class _Edge(_Around):
    def __init__(self, edge: Edge, on_point: OnPoint) -> None:
        super().__init__(edge, on_point)
        self.chat = watch_chat(edge.chat, on_point)

    def intake(self, handle: Handler, *rest: Any, **named: Any) -> Intake:
        intake: Intake = self._part.intake(watch_handler(handle, self._on_point), *rest, **named)
        return intake


def watch_store(store: Store, on_point: OnPoint) -> Store:
    """The store, with its points: committed, recorded."""
    return cast("Store", _Store(store, on_point))


def watch_chat(chat: ChatPort, on_point: OnPoint) -> ChatPort:
    """The chat, with its points: before_send, sent_not_recorded, answered."""
    return cast("ChatPort", _Chat(chat, on_point))


def watch_handler(handle: Handler, on_point: OnPoint) -> Handler:
    """What handles an update, with its point: fetched."""

    async def handle_fetched(*what: Any) -> None:
        on_point("fetched")
        await handle(*what)

    return handle_fetched


def watch_edge(edge: Edge, on_point: OnPoint) -> Edge:
    """Telegram, with the points of its chat and of what handles its updates."""
    return cast("Edge", _Edge(edge, on_point))
