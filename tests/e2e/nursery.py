"""Starts many bots quickly: everything is imported once, and each bot is a fork of this process.

Its arguments say how many times faster than the machine's their time passes, and in which file it stands by
how much their clock on the wall is ahead.

A line on standard input asks for something, a line on standard output answers it:
    start {environment as JSON}    -> the process id of a new bot
    launch {environment as JSON}   -> the same, slowly: a Python of its own that runs the whole command line
    wait PID                       -> its exit status, negative for a signal

RUN_WITH in the environment holds further arguments of `run`.
Where the environment has DIES_AT, the bot is one that kills itself there: see `killed_bot`. Where it has
IS_NEWER, it is one of a version to come: see `newer_bot`.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn, TypeAlias

from tests.e2e.haste import WallClock, make_haste

if __name__ == "__main__":
    make_haste(float(sys.argv[1]), WallClock(Path(sys.argv[2])))

from bot import __main__ as command_line  # what is imported takes hold of the clocks
from bot import main as running  # the same
from tests.e2e import killed_bot, newer_bot  # the same

Be: TypeAlias = Callable[[dict[str, str]], NoReturn]


def start(environment: dict[str, str], be: Be) -> int:
    """Fork a bot; returns its process id. Its log is open by then."""
    log = os.open(environment["BOT_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    pid = os.fork()
    if pid == 0:
        try:
            write_to(log)
            be(environment)
        except Exception:  # noqa: BLE001  # it goes into the log, and the process ends
            traceback.print_exc()
        finally:
            os._exit(99)
    os.close(log)
    return pid


def write_to(log: int) -> None:
    """Send there all that this process writes, by new streams: each knows what kind of file its own is."""
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)


def main_of(environment: Mapping[str, str]) -> Callable[[], NoReturn]:
    """Return the entry point that an environment asks for."""
    if environment.get("IS_NEWER"):
        return newer_bot.main
    return killed_bot.main if environment.get("DIES_AT") else command_line.main


def be_a_bot(environment: dict[str, str]) -> NoReturn:
    """What `decision-coach run` does."""
    assert running
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(environment)
    sys.argv = ["decision-coach", "run", *environment.get("RUN_WITH", "").split()]
    try:
        main_of(environment)()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else bool(end.code))


def be_the_command(environment: dict[str, str]) -> NoReturn:
    """Become a Python of its own."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    module = "tests.e2e.killed_bot" if environment.get("DIES_AT") else "bot"
    command = [sys.executable, "-m", module, "run", *environment.get("RUN_WITH", "").split()]
    os.execve(sys.executable, command, {**os.environ, **environment})  # noqa: S606  # no shell is wanted


BE: Mapping[str, Be] = {"start": be_a_bot, "launch": be_the_command}


def main() -> None:
    """Serve until standard input is closed."""
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        if verb in BE:
            print(start(json.loads(rest), BE[verb]), flush=True)  # noqa: T201  # the answer
        else:
            print(os.waitstatus_to_exitcode(os.waitpid(int(rest), 0)[1]), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    main()
