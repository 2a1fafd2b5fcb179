"""The only place that knows the stored form of screens and of the events on their buttons."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Final, get_args, get_type_hints

from bot.core.events import Event
from bot.core.replies import Block, Button, Screen, Style
from bot.stores.strict import Wrong, complaint, dumps, exactly, nothing_left, one_of, optional, parse

_STYLES: Final = {style.value: style for style in Style}
_EVENTS: Final[Mapping[str, type[Event]]] = {kind.__name__: kind for kind in get_args(Event)}
_FIELDS: Final[Mapping[str, Mapping[str, type]]] = {
    name: {field.name: get_type_hints(kind)[field.name] for field in fields(kind)}
    for name, kind in _EVENTS.items()
}


def encode_screen(screen: Screen) -> str:
    """A screen with everything on it."""
    return dumps(
        {
            "blocks": [
                {"text": block.text, "style": block.style.value, "heading": block.heading}
                for block in screen.blocks
            ],
            "rows": [[_stored_button(button) for button in row] for row in screen.rows],
            "takes_text": screen.takes_text,
        }
    )


def decode_screen(text: str) -> Screen:
    """The screen that was encoded.

    Raises:
        Unreadable: it is none.
    """
    try:
        raw = parse(text)
        screen = Screen(
            tuple(_block(block) for block in exactly(list, raw.pop("blocks", None), "blocks")),
            tuple(
                tuple(_button(button) for button in exactly(list, row, "rows"))
                for row in exactly(list, raw.pop("rows", None), "rows")
            ),
            exactly(bool, raw.pop("takes_text", None), "takes_text"),
        )
        nothing_left(raw, "screen")
    except Wrong as wrong:
        raise complaint("a screen", wrong) from None
    return screen


def encode_event(event: Event) -> Mapping[str, object]:
    """An event as the name of its class and its fields, as JSON-able data."""
    name = type(event).__name__
    return {"event": name, **{field: getattr(event, field) for field in _FIELDS[name]}}


def decode_event(raw: object) -> Event:
    """The event that was encoded.

    Raises:
        Unreadable: it is none.
    """
    try:
        return _event(raw)
    except Wrong as wrong:
        raise complaint("an event", wrong) from None


def _stored_button(button: Button) -> Mapping[str, object]:
    event = None if button.event is None else encode_event(button.event)
    return {"label": button.label, "event": event, "url": button.url}


def _block(raw: object) -> Block:
    parts = dict(exactly(dict, raw, "block"))
    block = Block(
        exactly(str, parts.pop("text", None), "block.text"),
        one_of(_STYLES, parts.pop("style", None), "block.style"),
        exactly(str, parts.pop("heading", None), "block.heading"),
    )
    nothing_left(parts, "block")
    return block


def _button(raw: object) -> Button:
    parts = dict(exactly(dict, raw, "button"))
    event = parts.pop("event", None)
    button = Button(
        exactly(str, parts.pop("label", None), "button.label"),
        None if event is None else _event(event),
        optional(str, parts.pop("url", None), "button.url"),
    )
    nothing_left(parts, "button")
    return button


def _event(raw: object) -> Event:
    parts = dict(exactly(dict, raw, "event"))
    kind = one_of(_EVENTS, parts.pop("event", None), "event")
    expected = _FIELDS[kind.__name__]
    if parts.keys() != expected.keys():
        raise Wrong(f"event: {kind.__name__} has other fields")
    make: Callable[..., Event] = kind
    return make(
        **{field: exactly(type_, parts[field], f"event.{field}") for field, type_ in expected.items()}
    )
