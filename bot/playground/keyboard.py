"""Buttons below a message, checked as Telegram checks them (reply_markup)."""

import re
from typing import Any

from bot.playground.refusals import Json, bad_request

MOST_IN_A_ROW = 8
MOST_BUTTONS = 100
LONGEST_DATA = 64  # bytes of UTF-8
LONGEST_COPY = 256
_ACTIONS = ("callback_data", "url", "copy_text")
_HOST = re.compile(r"[^/?#\s]+\.[^/?#\s.]+([/?#]\S*)?|localhost(:\d+)?(/\S*)?", re.IGNORECASE)


def read_markup(raw: Any) -> Json | None:
    """The inline keyboard as it will come back in messages; None for every other kind.

    Raises:
        Refusal: 400, with the text that Telegram has for this mistake.
    """
    if raw is None:
        return None
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup", "bad-markup")
    if "inline_keyboard" not in raw:
        if {"keyboard", "remove_keyboard", "force_reply"} & raw.keys():
            return None
        raise bad_request("object expected as reply markup", "bad-markup")
    rows = raw["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array', "bad-markup")
    checked = [[_button(button) for button in row] for row in rows if row]
    if any(len(row) > MOST_IN_A_ROW for row in checked) or sum(map(len, checked)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long", "too-many-buttons")
    return {"inline_keyboard": checked} if checked else None


def _button(raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise _wrong("Inline keyboard button must be an Object")
    if "text" not in raw:
        raise _wrong('Can\'t find field "text"')
    if not isinstance(raw["text"], str):
        raise _wrong('Field "text" must be of type String')
    if not raw["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID", "empty-label")
    action = next((name for name in _ACTIONS if raw.get(name)), None)
    if action is None:
        raise _wrong("Text buttons are unallowed in the inline keyboard")
    checked = {"text": raw["text"], action: _CHECKS[action](raw[action])}
    if "style" in raw:
        if raw["style"] not in ("danger", "success", "primary"):
            raise _wrong("invalid button style specified")
        checked["style"] = raw["style"]
    return checked


def _data(raw: Any) -> str:
    if not isinstance(raw, str):
        raise _wrong('Field "callback_data" must be of type String')
    if len(raw.encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID", "data-too-long")
    return raw


def _url(raw: Any) -> str:
    if not isinstance(raw, str):
        raise _wrong('Field "url" must be of type String')
    scheme, separator, rest = raw.partition("://")
    if not separator:
        scheme, rest = "http", raw
    elif scheme.lower() not in ("http", "https", "tg", "ton"):
        raise bad_request(
            f"inline keyboard button URL '{raw}' is invalid: Unsupported URL protocol", "bad-button-url"
        )
    if scheme.lower() in ("http", "https") and not _HOST.fullmatch(rest):
        raise bad_request(f"inline keyboard button URL '{raw}' is invalid: Wrong HTTP URL", "bad-button-url")
    return raw


def _copy(raw: Any) -> Json:
    if not isinstance(raw, dict):
        raise bad_request('field "copy_text" must be of type Object', "bad-markup")
    text = raw.get("text")
    if not isinstance(text, str) or not 1 <= len(text) <= LONGEST_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID", "bad-markup")
    return {"text": text}


_CHECKS = {"callback_data": _data, "url": _url, "copy_text": _copy}


def _wrong(problem: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {problem}", "bad-markup")
