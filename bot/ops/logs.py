"""Logging for the whole process. Whatever is written, a bot token is not."""

import asyncio
import logging
import re
import sys
import threading
from types import TracebackType
from typing import Any, TextIO

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
HIDDEN = "***"

CHATTY = ("httpx", "httpcore", "telegram", "transitions", "aiohttp.access", "asyncio")
"""Loggers that tell of each call what nobody asked, words of people among it."""

log = logging.getLogger("bot")


def redacted(text: str) -> str:
    """A text without bot tokens."""
    return TOKEN.sub(HIDDEN, text)


class Redacting(logging.Formatter):
    """Formats a record whole (message, arguments, traceback, stack), then hides tokens in it."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def configure(level: str, stream: TextIO | None = None) -> None:
    """Send logs, warnings and uncaught exceptions to stderr, without secrets.

    level: a name of `logging`, in any case. stream: instead of stderr.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def log_loop_error(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The event loop's exception handler: the same log, and only what says where it happened."""
    problem = context.get("exception")
    log.error("%s", context.get("message", "unhandled in the event loop"), exc_info=problem)


def _uncaught(kind: type[BaseException], problem: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("stopped by an error", exc_info=(kind, problem, traceback))


def _uncaught_in_thread(hook: threading.ExceptHookArgs) -> None:
    name = hook.thread.name if hook.thread else "a thread"
    log.critical("%s stopped by an error", name, exc_info=hook.exc_value)


def place(problem: Exception) -> str:
    """Kind and place of a bug, without its text: that could hold what a person wrote."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" in {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return f"{type(problem).__name__}{where}"
