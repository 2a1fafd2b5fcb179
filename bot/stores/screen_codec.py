"""The stored form of screens, and of the events of their buttons. Nothing else knows this form."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Final, get_args

from bot.core.group.actions import Action
from bot.core.group.coach_actions import ACTIONS
from bot.core.group.events import BecomeCoach, GroupEvent
from bot.core.screen.button import Button, Event
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.screen.screen import Block, Screen
from bot.core.solo.events import ChatEvent, SessionEvent
from bot.stores.codec import Coding, Wrong, complaint, dumps, exactly, one_of, parse_object
from bot.stores.forms import FormRules, Forms, ObjectForm

EVENTS: Final[Mapping[str, type[Event]]] = {
    kind.__name__: kind for kind in get_args(SessionEvent | ChatEvent | BecomeCoach | GroupEvent)
}
_EARLIER_NAMES: Final = {"Reckoning": "HowComputed"}
"""What stands on buttons that an earlier version queued -> what the event is called now."""


def encode_screen(screen: Screen) -> str:
    """Encode a screen with everything on it."""
    return dumps(_SCREEN.encode(screen))


def decode_screen(text: str) -> Screen:
    """Decode a screen.

    Raises:
        UnreadableRow: the text is not an encoded screen of this version.
    """
    try:
        return _SCREEN.decode(parse_object(text))
    except Wrong as wrong:
        raise complaint("a screen", wrong) from None


def encode_event(event: Event) -> Mapping[str, object]:
    """Encode an event as JSON-able data: the name of its class, and its fields but for usual values."""
    name = type(event).__name__
    return {"event": name, **_EVENT_FORMS[name].encode(event)}


def decode_event(raw: object) -> Event:
    """Decode an event.

    Raises:
        Wrong: it is not an encoded event of this version.
    """
    fields = dict(exactly(dict, raw))
    name = fields.pop("event", None)
    form = one_of(_EVENT_FORMS, _EARLIER_NAMES.get(name, name) if isinstance(name, str) else name)
    return form.decode(fields)


def _action(raw: object) -> Action:
    if type(raw) is not int or raw not in ACTIONS:
        raise Wrong("not one that this version knows")
    return ACTIONS[raw]


_FORMS: Final = Forms(
    {
        Screen: FormRules(always=("rows", "takes_text")),
        Block: FormRules(always=("style", "heading")),
        Button: FormRules(always=("event", "url"), usual={"event": None, "url": None}),
        Picture: FormRules(always=("panels", "note")),
        Panel: FormRules(order=("name", "of")),
        Bar: FormRules(list_from=3),
    },
    {Event: Coding(encode_event, decode_event), Action: Coding(attrgetter("number"), _action)},
)
_EVENT_FORMS: Final[Mapping[str, ObjectForm[Event]]] = {
    name: _FORMS.of(kind) for name, kind in EVENTS.items()
}
_SCREEN: Final = _FORMS.of(Screen)
