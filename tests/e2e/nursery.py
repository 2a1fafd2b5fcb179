"""Starts many bots quickly: everything is imported once, and each bot is a fork of this process.

A line on standard input asks for something, a line on standard output answers it:
    start {environment as JSON}    -> the process id of a new bot
    wait PID                       -> its exit status, negative for a signal
"""

import json
import os
import signal
import sys
from typing import NoReturn

from bot import __main__ as command_line
from bot import running


def start(environment: dict[str, str]) -> int:
    """Fork a bot; returns its process id."""
    pid = os.fork()
    if pid == 0:
        be_a_bot(environment)
    return pid


def be_a_bot(environment: dict[str, str]) -> NoReturn:
    """What `decision-coach run` does."""
    assert running
    signal.signal(signal.SIGINT, signal.default_int_handler)
    log = os.open(environment["BOT_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 2)
    os.dup2(log, 1)
    os.environ.update(environment)
    sys.argv = ["decision-coach", "run"]
    try:
        command_line.main()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))
    finally:
        os._exit(99)


def main() -> None:
    """Serve until standard input is closed."""
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        if verb == "start":
            print(start(json.loads(rest)), flush=True)  # noqa: T201  # the answer
        else:
            print(os.waitstatus_to_exitcode(os.waitpid(int(rest), 0)[1]), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
