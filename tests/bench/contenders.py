"""The bots that are measured, each as a process of its own that plays the same dialog."""

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tests.bench.crowd import Route
from tests.bench.processes import OURS
from tests.platforms.telegram.servers import free_port


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot. module: that runs it with a file of cards; "" for our bot. by_webhook: how updates come in.

    needs: the library without which it cannot run; "" for none.
    workers: how many processes of our bot share its database.
    calls: a second to all chats together, which our bot allows itself; None for no limit that is felt.
    """

    name: str
    module: str = ""
    by_webhook: bool = False
    needs: str = ""
    calls: int | None = None
    workers: int = 1

    @property
    def is_installed(self) -> bool:
        """Whether it can run here."""
        return not self.needs or importlib.util.find_spec(self.needs) is not None

    def command(self, routes: Sequence[Route], folder: Path) -> Sequence[str]:
        """Return what Python is run with."""
        if not self.module:
            return OURS if self.workers == 1 else (*OURS, "--workers", str(self.workers))
        cards = folder / "cards.json"
        cards.write_text(json.dumps([[asdict(page) for page in route] for route in routes]), encoding="utf-8")
        return "-m", self.module, str(cards)

    def environment(self) -> Mapping[str, str]:
        """Return the settings that it gets besides the usual ones."""
        limit = {} if self.calls is None else {"CALLS_PER_SECOND": str(self.calls)}
        if not self.by_webhook:
            return limit
        port = free_port()
        return {
            **limit,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            "WEBHOOK_SECRET": "benchmark-secret-of-nobody-0123456789",
        }


FLOOR: Final = Contender("floor", "tests.bench.floor")
FLOOR_BY_WEBHOOK: Final = Contender("floor, webhook", "tests.bench.floor", by_webhook=True)
OURS_BY_WEBHOOK: Final = Contender("ours, webhook", by_webhook=True)
CONTENDERS: Final = (Contender("ours"), OURS_BY_WEBHOOK, FLOOR_BY_WEBHOOK)
OTHERS: Final = (
    Contender("python-telegram-bot, pickled", "tests.bench.pickling"),
    Contender("aiogram-dialog, in memory", "tests.bench.windows", needs="aiogram_dialog"),
)
"""What other people write such a dialog with, as their manuals show it."""
LIMITED: Final = (
    Contender("30 calls a second", calls=30),
    Contender("30 calls a second, webhook", by_webhook=True, calls=30),
    Contender("no limit"),
    Contender("no limit, webhook", by_webhook=True),
)
"""Our bot as it is when nothing is set, and with a limit that nobody feels."""
