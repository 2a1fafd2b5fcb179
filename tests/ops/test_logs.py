import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from bot.ops import logs

CANARY = "123456789:AAcanary-canary-canary-canary-canary"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a configured process writes; everything is put back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
    levels = {name: logging.getLogger(name).level for name in logs.CHATTY}
    stream = io.StringIO()
    logs.configure("debug", stream)
    yield stream
    logging.captureWarnings(False)
    root.handlers[:], root.level, sys.excepthook, threading.excepthook = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_a_token_is_hidden_in_message_and_arguments(written: io.StringIO) -> None:
    logging.getLogger("anything").info("%s and " + CANARY, {"url": f"/bot{CANARY}/getMe"})

    assert CANARY not in written.getvalue()
    assert "{'url': '/bot***/getMe'} and ***" in written.getvalue()


def test_a_token_is_hidden_in_tracebacks(written: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("anything").exception("oh")

    assert "ValueError: ***" in written.getvalue()


def test_an_uncaught_error_is_logged_without_the_token(written: io.StringIO) -> None:
    problem = RuntimeError(CANARY)

    sys.excepthook(RuntimeError, problem, None)

    assert "RuntimeError: ***" in written.getvalue()


def test_an_interrupt_from_the_keyboard_is_no_error(written: io.StringIO) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert written.getvalue() == ""


def test_an_error_in_a_thread_is_logged_without_the_token(written: io.StringIO) -> None:
    def fail() -> None:
        raise RuntimeError(CANARY)

    thread = threading.Thread(target=fail, name="writer")
    thread.start()
    thread.join()

    assert "writer stopped by an error" in written.getvalue()
    assert CANARY not in written.getvalue()


async def test_what_the_event_loop_reports_is_logged_without_the_token(written: io.StringIO) -> None:
    logs.log_loop_error(
        asyncio.get_running_loop(),
        {"message": f"lost {CANARY}", "exception": RuntimeError(CANARY), "handle": CANARY},
    )

    assert "lost ***" in written.getvalue()
    assert "RuntimeError: ***" in written.getvalue()


def test_a_warning_goes_the_same_way(written: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(CANARY, stacklevel=1)

    assert "UserWarning: ***" in written.getvalue()


@pytest.mark.parametrize("name", logs.CHATTY)
def test_chatty_libraries_are_quiet_even_when_debugging(name: str, written: io.StringIO) -> None:
    logging.getLogger(name).info("Calling Bot API endpoint")

    assert written.getvalue() == ""


def test_a_line_of_json_says_what_happened_and_where_without_the_token() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.RedactingJson())
    logger = logging.Logger("bot.somewhere")
    logger.addHandler(handler)

    logger.warning("surface %d waits: %s", 7, CANARY)
    try:
        raise ValueError(CANARY)
    except ValueError:
        logger.exception("oh")

    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first.pop("time").endswith("+00:00")
    assert first == {
        "level": "WARNING",
        "logger": "bot.somewhere",
        "event": "surface %d waits: %s",
        "message": "surface 7 waits: ***",
    }
    assert (second["event"], second["error"]) == ("oh", "ValueError")
    assert second["traceback"].endswith("ValueError: ***")
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize("worker", [0, 2])
def test_a_line_says_which_of_several_workers_wrote_it(worker: int) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.RedactingJson(worker))
    logger = logging.Logger("bot.somewhere")
    logger.addHandler(handler)

    logger.warning("oh")

    assert json.loads(stream.getvalue()).get("worker", 0) == worker


def test_what_was_configured_stays_when_the_end_is_logged() -> None:
    root, stream = logging.getLogger(), io.StringIO()
    before = root.handlers[:], root.level
    try:
        logs.configure("error", stream, logs.JSON)
        logs.configure_if_needed()
        logs.log.critical("stopped by a bug")

        assert json.loads(stream.getvalue())["event"] == "stopped by a bug"
    finally:
        root.handlers[:], root.level = before


def test_the_end_of_a_command_that_logs_nothing_else_is_logged_without_the_token(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    root.handlers[:] = []
    try:
        logs.configure_if_needed()
        logs.log.critical("stopped by %s", CANARY)

        assert capsys.readouterr().err.endswith("bot: stopped by ***\n")
    finally:
        root.handlers[:], root.level = before
