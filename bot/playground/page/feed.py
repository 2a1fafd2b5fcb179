"""What one page has not been told yet, gathered into one batch at a time."""

from typing import Any, Final

from bot.playground.page.messages import message_view
from bot.playground.page.room import Room
from bot.playground.page.views import (
    breach_view,
    call_view,
    chat_view,
    menus_view,
    person_view,
    profile_view,
)
from bot.playground.refusals import Json
from bot.playground.world import World, WorldChat

MOST_CALLS: Final = 300
"""Calls that a page shows, and so the most that are worth telling at once."""

QUIET: Final = frozenset({"getUpdates"})


class Feed:
    """Follows a room for one page. ``batch``: what is new since the last one; the first is everything."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._chats: dict[int, _Followed] = {}
        self._told: Json = {}
        self._calls = self._breaches = self._lines = 0
        self._events: list[Json] = []
        self._is_first = True

    def tell(self, event: Json) -> None:
        """Put something into the next batch."""
        self._events.append(event)
        self._room.telegram.bell.ring()

    def batch(self) -> Json | None:
        """Everything new, or None."""
        room = self._room
        batch: Json = {
            "status": self._changed("status", status_of(room)),
            "bot": self._changed("bot", profile_view(room.telegram.world)),
            "people": self._changed("people", [person_view(each) for each in room.people.values()]),
            "findings": self._changed("findings", room.findings.view() if room.findings else []),
            "chats": self._new_in_chats(),
            "calls": self._new_calls(),
            "breaches": self._new_breaches(),
            "lines": room.child.since(self._lines),
            "events": self._events,
        }
        self._lines, self._events = room.child.told, []
        new = {name: part for name, part in batch.items() if part or (name == "findings" and part == [])}
        if new and self._is_first:
            self._is_first = False
            new["first"] = True
        return new or None

    def _changed(self, name: str, value: Any) -> Any:
        if self._told.get(name) == value:
            return None
        self._told[name] = value
        return value

    def _new_in_chats(self) -> list[Json]:
        followed = self._chats
        news = []
        world = self._room.telegram.world
        for chat in world.chats.values():
            if chat.id not in followed:
                followed[chat.id] = _Followed(world)
            if new := followed[chat.id].new(chat):
                news.append(new)
        return news

    def _new_calls(self) -> list[Json]:
        calls = self._room.telegram.calls
        new = [call for call in calls[self._calls :] if call.method not in QUIET]
        self._calls = len(calls)
        return [call_view(call) for call in new[-MOST_CALLS:]]

    def _new_breaches(self) -> list[Json]:
        breaches = self._room.telegram.breaches
        new = breaches[self._breaches :]
        self._breaches = len(breaches)
        return [breach_view(breach) for breach in new]


class _Followed:
    """What a page knows of one chat."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._turn = -1
        self._view: Json = {}
        self._menus: list[Json] = []
        self._shown: set[int] = set()

    def new(self, chat: WorldChat) -> Json | None:
        view, menus = chat_view(chat), menus_view(self._world, chat)
        if (chat.turn, view, menus) == (self._turn, self._view, self._menus):
            return None
        about = view if menus == self._menus else {**view, "menus": menus}
        fresh = [one for one in chat.messages.values() if one.turn > self._turn]
        gone = self._shown - chat.messages.keys()
        self._turn, self._view, self._menus, self._shown = chat.turn, view, menus, set(chat.messages)
        return {**about, "messages": [message_view(one) for one in fresh], "gone": sorted(gone)}


def status_of(room: Room) -> Json:
    """What the bars and switches of the page show. state: starting until the bot asks for updates."""
    telegram, child = room.telegram, room.child
    return {
        "state": "starting" if child.state == "running" and not telegram.was_asked else child.state,
        "status": child.status,
        "cut": telegram.is_cut,
        "slow": telegram.pace,
        "ahead": telegram.clock.ahead,
        "crowd": len(room.crowd),
    }
