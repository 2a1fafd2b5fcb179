"""Reading the parameters of a call, which come as JSON values or as text of a form."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.playground.html import Formatted, parse_html, strip_text
from bot.playground.refusals import bad_request

_INTEGERS = frozenset(
    ("message_id", "message_thread_id", "user_id", "offset", "limit", "timeout", "max_connections")
)
_FLAGS = frozenset(("disable_notification", "protect_content", "show_alert", "is_anonymous", "is_big"))
_FLAG_WORDS = ("true", "false", "yes", "no", "1", "0")


class Upload(NamedTuple):
    """A file in a multipart call."""

    name: str
    content: bytes


def mistyped_names(raw: Mapping[str, Any]) -> list[str]:
    """Names of parameters with a value of the wrong type, which Telegram reads as 0 or false."""
    numbers = [name for name in _INTEGERS & raw.keys() if not re.fullmatch(r"-?\d+", str(raw[name]))]
    flags = [name for name in _FLAGS & raw.keys() if str(raw[name]).lower() not in _FLAG_WORDS]
    return sorted(numbers + flags)


def unknown_names(raw: Mapping[str, Any], takes: frozenset[str]) -> list[str]:
    """Names of parameters that are neither of the method nor files which others attach."""

    def is_attached(name: str) -> bool:
        return isinstance(raw[name], Upload) and f"attach://{name}" in str(
            [value for value in raw.values() if not isinstance(value, Upload)]
        )

    return sorted(name for name in raw.keys() - takes if not is_attached(name))


class Parameters:
    """What one call brings; absent parameters are empty texts and zeros, as in Telegram."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw

    def __contains__(self, name: str) -> bool:
        return self._raw.get(name) is not None

    def text(self, name: str) -> str:
        """The parameter as text."""
        value = self._raw.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a whole number; what is no number counts as 0."""
        if name not in self:
            return default
        try:
            return int(self._raw[name])
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        """True for ``true``, ``yes`` and ``1``, in any case."""
        return str(self._raw.get(name, "")).lower() in ("true", "yes", "1")

    def data(self, name: str) -> Any:
        """A parameter that is JSON, also when it came as text; None when it is absent."""
        value = self._raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f'can\'t parse "{name}": invalid JSON', "bad-json") from None

    def within(self, part: Mapping[str, Any]) -> "Parameters":
        """The parameters of an object inside the call, with the files of the whole call."""
        return Parameters({**self._raw, "parse_mode": None, "caption": None, "media": None, **part})

    def upload(self, name: str) -> Upload | str | None:
        """A file sent along (directly or as ``attach://``), a file id or address, or None."""
        value = self._raw.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._raw.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else (str(value) if value else None)

    def formatted(self, name: str) -> Formatted:
        """A text and its entities, by ``parse_mode``.

        Raises:
            Refusal: 400 for markup that Telegram does not accept.
        """
        text, mode = self.text(name), self.text("parse_mode").lower()
        if mode not in ("", "html"):
            raise bad_request("unsupported parse_mode", "parse-mode")
        return strip_text(parse_html(text) if mode else Formatted(text))
