"""The addresses of big screens: who knows one may look.

    group 8 bytes, time 4, MAC 16: 28 bytes, as 38 letters of URL-safe base64

The MAC is the secret, 128 bits. It is worked out from the store's key and never stored, so no row and no
backup of a row opens a screen. The time is when the link was made: a new link takes the old one's place.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from struct import Struct
from typing import Final
from urllib.parse import unquote, urlsplit

from bot.core.group.screen_actions import has_big_screen
from bot.core.group.session import GroupSession

SCREEN: Final = "/screen/"
"""What the path of a link begins with, below the public address."""
BODY: Final = Struct(">QI")
MAC_SIZE: Final = 16
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{38}")
PURPOSE: Final = b"big screen"
"""Keeps its MACs apart from those of buttons, which have the same key."""


@dataclass(frozen=True, slots=True)
class ScreenLink:
    """A genuine link; whether it still holds, its group says. made: in seconds since 1970."""

    group: int
    made: int


class ScreenLinks:
    """Makes and reads links. base: the public address. keys: of the store, the one to sign with first."""

    def __init__(self, base: str, keys: tuple[bytes, ...]) -> None:
        self._base = base
        self._keys = keys
        self.path = unquote(urlsplit(base).path) + SCREEN

    def address(self, group: GroupSession) -> str:
        """Return the address of a group's big screen; "" while it is off."""
        if not has_big_screen(group):
            return ""
        body = BODY.pack(group.id, group.big_screen)
        token = urlsafe_b64encode(body + _mac(body, self._keys[0])).decode().rstrip("=")
        return f"{self._base}{SCREEN}{token}"

    def read(self, token: str) -> ScreenLink | None:
        """Return what a token says; None for one that we did not make. It takes as long for either."""
        if TOKEN.fullmatch(token) is None:
            return None
        whole = urlsafe_b64decode(f"{token}==")
        body, mac = whole[: BODY.size], whole[BODY.size :]
        is_ours = [compare_digest(mac, _mac(body, key)) for key in self._keys]
        return ScreenLink(*BODY.unpack(body)) if any(is_ours) else None


def _mac(body: bytes, key: bytes) -> bytes:
    return blake2b(body, digest_size=MAC_SIZE, key=key, person=PURPOSE).digest()
