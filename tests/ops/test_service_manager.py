"""What is said to systemd, and nothing where nobody listens."""

import os
import socket
from pathlib import Path

import pytest

from bot.ops.service_manager import ALIVE, READY, notify, watchdog_interval


@pytest.mark.parametrize("is_abstract", [False, True])
def test_a_state_is_told_at_the_socket_that_systemd_names(tmp_path: Path, is_abstract: bool) -> None:
    name = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}" if is_abstract else name)

        notify(READY, {"NOTIFY_SOCKET": f"@{name}" if is_abstract else name})
        notify(ALIVE, {"NOTIFY_SOCKET": f"@{name}" if is_abstract else name})

        assert [manager.recv(99) for _ in range(2)] == [b"READY=1", b"WATCHDOG=1"]


def test_nobody_listening_is_no_error(tmp_path: Path) -> None:
    notify(READY, {})
    notify(READY, {"NOTIFY_SOCKET": str(tmp_path / "gone")})


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "60000000"}, 30.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, 30.0),
        ({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
    ],
)
def test_a_sign_of_life_is_due_after_half_of_what_is_allowed(
    environment: dict[str, str], seconds: float | None
) -> None:
    assert watchdog_interval(environment) == seconds
