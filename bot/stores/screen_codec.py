"""Encode and decode screens, and the events of their buttons, as JSON. Nothing else knows this form."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Final, get_args, get_type_hints

from bot.core.group.actions import Action
from bot.core.group.coach_actions import ACTIONS
from bot.core.group.events import BecomeCoach, GroupEvent
from bot.core.screen.button import Button, Event
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import ChatEvent, SessionEvent
from bot.stores.codec import Wrong, complaint, dumps, exactly, nothing_left, one_of, optional, parse_object

_STYLES: Final = {style.value: style for style in Style}
EVENTS: Final[Mapping[str, type[Event]]] = {
    kind.__name__: kind for kind in get_args(SessionEvent | ChatEvent | BecomeCoach | GroupEvent)
}
_EARLIER_NAMES: Final = {"Reckoning": "HowComputed"}
"""What stands on buttons that an earlier version queued -> what the event is called now."""
_FIELDS: Final[Mapping[str, Mapping[str, type]]] = {
    name: {field.name: get_type_hints(kind)[field.name] for field in fields(kind)}
    for name, kind in EVENTS.items()
}
_DEFAULTS: Final[Mapping[str, Mapping[str, object]]] = {
    name: {field.name: field.default for field in fields(kind) if field.default is not MISSING}
    for name, kind in EVENTS.items()
}
"""What need not be stored: so a field that is added later changes no button that waits to be sent."""


def encode_screen(screen: Screen) -> str:
    """Encode a screen with everything on it."""
    stored: dict[str, object] = {
        "blocks": [
            {"text": block.text, "style": block.style.value, "heading": block.heading}
            for block in screen.blocks
        ],
        "rows": [[_stored_button(button) for button in row] for row in screen.rows],
        "takes_text": screen.takes_text,
    }
    if screen.picture is not None:
        stored["picture"] = _stored_picture(screen.picture)
    return dumps(stored)


def decode_screen(text: str) -> Screen:
    """Decode a screen.

    Raises:
        UnreadableRow: the text is not an encoded screen of this version.
    """
    try:
        raw = parse_object(text)
        picture = raw.pop("picture", None)
        screen = Screen(
            tuple(_block(block) for block in exactly(list, raw.pop("blocks", None), "blocks")),
            tuple(
                tuple(_button(button) for button in exactly(list, row, "rows"))
                for row in exactly(list, raw.pop("rows", None), "rows")
            ),
            exactly(bool, raw.pop("takes_text", None), "takes_text"),
            None if picture is None else _picture(picture),
        )
        nothing_left(raw, "screen")
    except Wrong as wrong:
        raise complaint("a screen", wrong) from None
    return screen


def encode_event(event: Event) -> Mapping[str, object]:
    """Encode an event as JSON-able data: the name of its class, and its fields but for usual values."""
    name = type(event).__name__
    given = {field: getattr(event, field) for field in _FIELDS[name]}
    usual = _DEFAULTS[name]
    stored = {field: value for field, value in given.items() if field not in usual or value != usual[field]}
    plain = {field: value.number if isinstance(value, Action) else value for field, value in stored.items()}
    return {"event": name, **plain}


def decode_event(raw: object) -> Event:
    """Decode an event.

    Raises:
        UnreadableRow: it is not an encoded event of this version.
    """
    try:
        return _event(raw)
    except Wrong as wrong:
        raise complaint("an event", wrong) from None


def _stored_button(button: Button) -> Mapping[str, object]:
    event = None if button.event is None else encode_event(button.event)
    copy = {"copy": button.copy} if button.copy else {}
    return {"label": button.label, "event": event, "url": button.url, **copy}


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
        exactly(str, parts.pop("copy", ""), "button.copy"),
    )
    nothing_left(parts, "button")
    return button


def _event(raw: object) -> Event:
    parts = dict(exactly(dict, raw, "event"))
    name = parts.pop("event", None)
    kind = one_of(EVENTS, _EARLIER_NAMES.get(name, name) if isinstance(name, str) else name, "event")
    expected = _FIELDS[kind.__name__]
    if not expected.keys() - _DEFAULTS[kind.__name__].keys() <= parts.keys() <= expected.keys():
        raise Wrong(f"event: {kind.__name__} has other fields")
    make: Callable[..., Event] = kind
    return make(**{field: _field(expected[field], value, f"event.{field}") for field, value in parts.items()})


def _field(type_: type, raw: object, where: str) -> object:
    if type_ is not Action:
        return exactly(type_, raw, where)
    if type(raw) is not int or raw not in ACTIONS:
        raise Wrong(f"{where}: not one that this version knows")
    return ACTIONS[raw]


def _stored_picture(picture: Picture) -> Mapping[str, object]:
    panels = [
        {
            "name": panel.name,
            "of": panel.of,
            "bars": [_stored_bar(bar) for bar in panel.bars],
        }
        for panel in picture.panels
    ]
    in_words = {"over": picture.over, "lines": list(picture.lines)}
    return {
        "title": picture.title,
        "panels": panels,
        "note": picture.note,
        **{name: part for name, part in in_words.items() if part},
    }


def _picture(raw: object) -> Picture:
    parts = dict(exactly(dict, raw, "picture"))
    picture = Picture(
        exactly(str, parts.pop("title", None), "picture.title"),
        tuple(_panel(panel) for panel in exactly(list, parts.pop("panels", None), "picture.panels")),
        exactly(str, parts.pop("note", None), "picture.note"),
        exactly(str, parts.pop("over", ""), "picture.over"),
        tuple(exactly(str, line, "line") for line in exactly(list, parts.pop("lines", []), "picture.lines")),
    )
    nothing_left(parts, "picture")
    return picture


def _panel(raw: object) -> Panel:
    parts = dict(exactly(dict, raw, "panel"))
    panel = Panel(
        exactly(str, parts.pop("name", None), "panel.name"),
        tuple(_bar(bar) for bar in exactly(list, parts.pop("bars", None), "panel.bars")),
        exactly(int, parts.pop("of", None), "panel.of"),
    )
    nothing_left(parts, "panel")
    return panel


def _stored_bar(bar: Bar) -> list[object]:
    return [bar.label, bar.lowest, bar.highest, *([bar.said] if bar.said else [])]


def _bar(raw: object) -> Bar:
    parts = exactly(list, raw, "bar")
    if len(parts) not in (3, 4):
        raise Wrong("bar: not 3 or 4 parts")
    label, lowest, highest, said = parts if len(parts) == 4 else (*parts, "")
    return Bar(
        exactly(str, label, "bar"),
        exactly(int, lowest, "bar"),
        exactly(int, highest, "bar"),
        exactly(str, said, "bar"),
    )
