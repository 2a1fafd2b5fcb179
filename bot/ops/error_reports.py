"""Reports of bugs to a Sentry server, with nothing in them of what people wrote.

An event is not cleaned of what must not be in it: it is made anew of the few things that may. These are the
kind of an error, the places in the code that it went through, and a line of the log without its arguments.
"""

import logging
from collections.abc import Mapping
from typing import Any, Final

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.transport import Transport

from bot.ops.addresses import Secret

OF_EVENT: Final = ("event_id", "timestamp", "level", "platform", "release", "logger")
LONGEST_END: Final = 2.0
"""Seconds that an end may wait for reports that are still to be sent."""
OF_FRAME: Final = ("filename", "function", "lineno", "module", "in_app")


def start_reporting(dsn: Secret, release: str, transport: Transport | None = None) -> None:
    """Report from now on every error that is logged. transport: used instead of HTTP."""
    sentry_sdk.init(
        dsn=dsn.reveal(),
        release=release,
        transport=transport,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            AtexitIntegration(lambda _pending, _timeout: None),  # what ends the bot is sent before it ends
        ],
        shutdown_timeout=LONGEST_END,
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        before_send=lambda event, _hint: scrub(event),  # type: ignore[arg-type,return-value]  # plain data
    )


def scrub(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of an event may leave this machine."""
    clean = {name: event[name] for name in OF_EVENT if name in event}
    if message := (event.get("logentry") or {}).get("message"):
        clean["logentry"] = {"message": message}
    if errors := (event.get("exception") or {}).get("values"):
        clean["exception"] = {"values": [_scrub_error(each) for each in errors]}
    return clean


def _scrub_error(error: Mapping[str, Any]) -> dict[str, Any]:
    frames = (error.get("stacktrace") or {}).get("frames") or ()
    places = [{name: frame[name] for name in OF_FRAME if name in frame} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": places}}
