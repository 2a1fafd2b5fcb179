"""What a report of a bug holds: kind and place, and nothing that a person wrote."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot.ops.addresses import Secret
from bot.ops.error_reports import scrub, start_reporting

SECRET = "My boss must not know this"
DSN = Secret("https://0123456789abcdef@sentry.example.org/4")


class FakeTransport(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.payload.json for item in envelope.items if item.payload.json]


@pytest.fixture
def transport() -> Iterator[FakeTransport]:
    """Reporting is on; it is off again afterwards."""
    fake = FakeTransport()
    start_reporting(DSN, "1.2.3", fake)
    yield fake
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


def test_a_report_has_kind_and_place_and_nothing_else(transport: FakeTransport) -> None:
    words = SECRET

    def fail() -> None:
        raise ValueError(words)

    try:
        fail()
    except ValueError:
        logging.getLogger("bot.somewhere").exception("update %d of %s failed", 7, words)

    (report,) = transport.sent
    (error,) = report["exception"]["values"]
    assert (report["logentry"], report["logger"]) == ({"message": "update %d of %s failed"}, "bot.somewhere")
    assert (error["type"], error["stacktrace"]["frames"][-1]["function"]) == ("ValueError", "fail")
    assert report.keys() <= {
        *("event_id", "timestamp", "level", "platform", "release", "logger", "logentry", "exception"),
        *("environment", "sdk", "server_name", "_meta"),
    }
    assert SECRET not in json.dumps(report)


def test_what_is_no_error_is_not_reported(transport: FakeTransport) -> None:
    logging.getLogger("bot.somewhere").warning("polling failed, trying again: %s", SECRET)

    assert transport.sent == []


def test_of_an_event_only_what_may_leave_the_machine_is_taken() -> None:
    event = {
        "event_id": "1",
        "user": {"id": 7, "username": "ann"},
        "breadcrumbs": {"values": [{"message": SECRET}]},
        "extra": {"sys.argv": [SECRET]},
        "server_name": "anns-laptop",
        "logentry": {"message": "x %s", "formatted": SECRET, "params": [SECRET]},
        "exception": {
            "values": [
                {
                    "type": "KeyError",
                    "module": None,
                    "value": SECRET,
                    "stacktrace": {"frames": [{"function": "f", "lineno": 3, "vars": {"a": SECRET}}]},
                }
            ]
        },
    }

    assert scrub(event) == {
        "event_id": "1",
        "logentry": {"message": "x %s"},
        "exception": {
            "values": [
                {
                    "type": "KeyError",
                    "module": None,
                    "stacktrace": {"frames": [{"function": "f", "lineno": 3}]},
                }
            ]
        },
    }


def test_what_ends_the_process_is_reported_before_it_ends() -> None:
    """In a process of its own, for it has to end."""
    got: list[bytes] = []

    class Sentry(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that the base class asks for
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with HTTPServer(("127.0.0.1", 0), Sentry) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        ending = (
            "import logging; from bot.ops.addresses import Secret;"
            "from bot.ops.error_reports import start_reporting;"
            f"start_reporting(Secret('http://key@127.0.0.1:{server.server_port}/1'), '1');"
            "logging.getLogger('bot').critical('stopped by a bug')"
        )
        done = subprocess.run((sys.executable, "-c", ending), capture_output=True, text=True, check=True)
        server.shutdown()

    assert done.stderr == "stopped by a bug\n"
    assert len(got) == 1
