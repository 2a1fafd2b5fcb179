"""Reading the parameters of a call, which come as JSON values or as text of a form."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.playground.html import Formatted, parse_html, tidy
from bot.playground.refusals import bad_request


class Upload(NamedTuple):
    """A file in a multipart call."""

    name: str
    content: bytes


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
        return tidy(parse_html(text) if mode else Formatted(text))
