"""Ids of sessions and groups."""

import secrets
from typing import Final

ID_BITS: Final = 63
"""Of an id: none can be guessed, and each fits into a signed 64-bit column."""


def fresh_id() -> int:
    """Return an id that nobody can guess."""
    return secrets.randbits(ID_BITS)
