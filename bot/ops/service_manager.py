"""Tells systemd how the bot is: that it is ready, stops, or is still alive (sd_notify(3))."""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

READY: Final = "READY=1"
STOPPING: Final = "STOPPING=1"
ALIVE: Final = "WATCHDOG=1"


def notify(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Tell a state to whoever started this process and wants to know; do nothing where nobody does."""
    if not (path := environment.get("NOTIFY_SOCKET", "")):
        return
    address = f"\0{path[1:]}" if path.startswith("@") else path
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto(state.encode(), address)


def watchdog_interval(environment: Mapping[str, str] = os.environ) -> float | None:
    """Return the seconds after which a sign of life is due, half of what is allowed; None for no watchdog."""
    allowed = environment.get("WATCHDOG_USEC", "")
    is_ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    return int(allowed) / 2_000_000 if is_ours and allowed.isdecimal() and int(allowed) else None
