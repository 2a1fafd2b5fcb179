"""HTTP: the page's own files, files that the bot sent, and one WebSocket for everything else."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from aiohttp import WSMsgType, web

from bot.core.dialog.source import DialogError
from bot.ops.settings import shipped_dialogs
from bot.playground.page.acting import Impossible
from bot.playground.page.feed import Feed
from bot.playground.page.files import headers_to_keep, headers_to_look, to_look_at
from bot.playground.page.flows import draw_flow
from bot.playground.page.guard import comes_from_here, guard
from bot.playground.page.orders import read_order
from bot.playground.page.recording import write_recording
from bot.playground.page.room import Room
from bot.playground.world import ChatMessage

STATIC: Final = Path(__file__).parent / "static"
TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PAUSE: Final = 0.05
"""Seconds between two batches at least: what happens meanwhile comes together."""
LONGEST_QUIET: Final = 3600.0
LARGEST_ORDER: Final = 64 * 1024


def page_app(room: Room) -> web.Application:
    """The playground as a web application."""
    app = web.Application(middlewares=[guard])
    app.add_routes(
        [
            web.get("/", _index),
            web.get("/static/{name}", _static),
            web.get("/file/{chat:-?[0-9]{1,18}}/{message:[0-9]{1,18}}", _Files(room).keep),
            web.get("/look/{chat:-?[0-9]{1,18}}/{message:[0-9]{1,18}}", _Files(room).look),
            web.get("/recording.yml", _Files(room).recording),
            web.get("/flow/{chat:-?[0-9]{1,18}}.svg", _Files(room).flow),
            web.get("/socket", _Socket(room).get),
        ]
    )
    return app


async def _index(_request: web.Request) -> web.Response:
    return _own("index.html")


async def _static(request: web.Request) -> web.Response:
    return _own(request.match_info["name"])


def _own(name: str) -> web.Response:
    """One of the files beside this module, by a name that is there."""
    if name not in {file.name for file in STATIC.iterdir() if file.suffix in TYPES}:
        raise web.HTTPNotFound
    file = STATIC / name
    return web.Response(body=file.read_bytes(), content_type=TYPES[file.suffix], charset="utf-8")


class _Files:
    """What the bot sent into a chat, the flow of its dialog, and what was said so far."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def keep(self, request: web.Request) -> web.Response:
        """A file to save; a picture also to be shown in the page."""
        message = self._message(request)
        return web.Response(body=message.content, headers=headers_to_keep(message))

    async def look(self, request: web.Request) -> web.Response:
        """A file as a page of its own, if a browser only shows it."""
        message = self._message(request)
        if not to_look_at(message):
            raise web.HTTPNotFound
        return web.Response(body=message.content, headers=headers_to_look(message))

    def _message(self, request: web.Request) -> ChatMessage:
        chat = self._room.telegram.world.chats.get(int(request.match_info["chat"]))
        message = chat.messages.get(int(request.match_info["message"])) if chat else None
        if message is None or not message.content:
            raise web.HTTPNotFound
        return message

    async def flow(self, request: web.Request) -> web.Response:
        """The flow of the dialog that a chat is in."""
        chat = self._room.telegram.world.chats.get(int(request.match_info["chat"]))
        if chat is None:
            raise web.HTTPNotFound
        findings = self._room.findings
        folder = shipped_dialogs() if findings is None else findings.folder
        texts = [each.text for each in chat.newest() if each.sender.id == self._room.telegram.world.bot.id]
        try:
            picture = await asyncio.to_thread(draw_flow, folder, texts)
        except DialogError:
            raise web.HTTPNotFound from None  # what is wrong stands beside it
        return web.Response(text=picture, content_type="image/svg+xml")

    async def recording(self, _request: web.Request) -> web.Response:
        """What people did so far, as a file that can be played again."""
        text = write_recording(self._room.recorder.recording())
        headers = {"Content-Disposition": 'attachment; filename="conversation.yml"'}
        return web.Response(text=text, content_type="application/yaml", headers=headers)


class _Socket:
    """Orders in, batches out."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def get(self, request: web.Request) -> web.WebSocketResponse:
        if not comes_from_here(request):
            raise web.HTTPForbidden(text="Only the playground's own page may connect.")
        socket = web.WebSocketResponse(heartbeat=30, max_msg_size=LARGEST_ORDER)
        await socket.prepare(request)
        feed = Feed(self._room)
        telling = asyncio.create_task(self._tell(socket, feed))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._obey(message.data, feed)
        finally:
            telling.cancel()
        return socket

    async def _tell(self, socket: web.WebSocketResponse, feed: Feed) -> None:
        with suppress(ConnectionError):  # the page is gone; its task ends with it
            while True:
                batch = await self._room.telegram.bell.until(feed.batch, LONGEST_QUIET)
                if batch:
                    await socket.send_str(json.dumps(batch, ensure_ascii=False))
                await asyncio.sleep(PAUSE)

    async def _obey(self, text: str, feed: Feed) -> None:
        try:
            await self._room.obey(read_order(text), feed.tell)
        except (Impossible, ValueError) as wrong:
            feed.tell({"event": "problem", "text": "\n".join(_told(wrong))})


def _told(wrong: Exception) -> Iterator[str]:
    if isinstance(wrong, Impossible):
        yield str(wrong)
    else:
        yield "The playground does not understand this page. Reload it."
        yield from str(wrong).splitlines()[:4]
