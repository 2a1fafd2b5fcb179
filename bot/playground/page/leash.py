"""The bot as a child of the playground: `python -m bot run`, ended with whoever holds the other end of stdin.

Nothing of the bot is imported before the leash holds.
"""

import os
import runpy
import sys
import threading


def hold() -> None:
    """End this process, as if it were killed, when stdin ends."""
    threading.Thread(target=_follow, name="leash", daemon=True).start()


def _follow() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    hold()
    sys.argv[1:] = ["run"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
