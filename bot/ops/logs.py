"""Logging for the whole process. No bot token ever gets into the log."""

import asyncio
import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}")
HIDDEN = "***"

CHATTY = ("httpx", "httpcore", "telegram", "transitions", "aiohttp.access", "asyncio")
"""Loggers that would log every call, with people's messages in it."""

log = logging.getLogger("bot")


def redact(text: str) -> str:
    """Return a text with all bot tokens hidden."""
    return TOKEN.sub(HIDDEN, text)


class Redacting(logging.Formatter):
    """Format a whole record (message, arguments, traceback, stack), then hide tokens in it."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class RedactingJson(logging.Formatter):
    """Format a record as one line of JSON, without tokens.

    `event` is the line without its arguments, so it is the same whenever the same happens.
    worker: as in `configure`.
    """

    def __init__(self, worker: int = 0) -> None:
        super().__init__()
        self._worker = worker

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "time": moment,
            **({"worker": self._worker} if self._worker else {}),
            "level": record.levelname,
            "logger": record.name,
            "event": str(record.msg),
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["traceback"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False))


TEXT, JSON = "text", "json"
"""How a line of the log looks."""


def configure(level: str, stream: TextIO | None = None, form: str = TEXT, worker: int = 0) -> None:
    """Send logs, warnings and uncaught exceptions to stderr, without secrets.

    level: the name of a `logging` level, in any case. stream: used instead of stderr. form: `TEXT` or `JSON`.
    worker: which of several this process is; 0 for the only one.
    """
    handler = logging.StreamHandler(stream)
    name_of_worker = f" worker {worker}" if worker else ""
    as_text = Redacting(f"%(asctime)s{name_of_worker} %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(RedactingJson(worker) if form == JSON else as_text)
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def configure_if_needed() -> None:
    """Configure as by default, unless that was done: of all commands only `run` does it at once."""
    ours = (Redacting, RedactingJson)
    if not any(isinstance(each.formatter, ours) for each in logging.getLogger().handlers):
        configure("INFO")


def log_loop_error(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log an exception in the event loop, without the loop's other context, which may hold secrets."""
    problem = context.get("exception")
    log.error("%s", context.get("message", "unhandled in the event loop"), exc_info=problem)


def _log_uncaught(kind: type[BaseException], problem: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("stopped by an error", exc_info=(kind, problem, traceback))


def _log_uncaught_in_thread(hook: threading.ExceptHookArgs) -> None:
    name = hook.thread.name if hook.thread else "a thread"
    log.critical("%s stopped by an error", name, exc_info=hook.exc_value)


def place(problem: Exception) -> str:
    """Return kind and place of a bug, without its message, which could hold what a person wrote."""
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" in {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return f"{type(problem).__name__}{where}"
