"""The playground's bot: `decision-coach run`, tied to its parent process and on the page's clock.

Its argument says by how many seconds that clock runs ahead of the machine's. It ends when its standard input
does, whatever became of the parent. Nothing of the bot is imported before both are in place.
"""

import os
import runpy
import sys
import threading
import time


def end_with_parent() -> None:
    """End this process, as if it were killed, when stdin ends."""
    threading.Thread(target=_exit_at_end_of_stdin, name="leash", daemon=True).start()


def _exit_at_end_of_stdin() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


def shift_clock(seconds: float) -> None:
    """Let the time of day run ahead in this process; what is measured with a monotonic clock stays."""
    machine = time.time
    time.time = lambda: machine() + seconds


if __name__ == "__main__":
    end_with_parent()
    shift_clock(float(sys.argv[1]))
    sys.argv[1:] = ["run"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
