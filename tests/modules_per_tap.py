"""Which modules of `bot` one tap enters, traced on the real process against the strict fake.

`python -m tests.modules_per_tap` prints them. A module counts when any function of it runs between the
arrival of the tap and the edit on disk; what runs beside it (a sweep, a clock) is kept out by taking the
tap that entered fewest.
"""

import asyncio
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from opcode import opmap
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Final

import bot
from bot.ops.settings import shipped_dialogs
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from bot.playground.server import serve
from tests.bench.processes import Bot, running

TRACED: Final = ("-m", "tests.modules_per_tap")
REPORT: Final = "MODULES_PER_TAP"
"""The environment variable with the file to report to; set, this is the bot and not the script."""
SOLO_LIMIT: Final = 41
GROUP_LIMIT: Final = 64
"""More than that, and a newcomer has to open another file to follow one thing: a test holds both."""
TAPS: Final = 5
SETTLES: Final = 0.6
"""Seconds after the edit in which it is recorded."""
PATIENCE: Final = 30.0
RESUME: Final = opmap["RESUME"]
"""Stands at the beginning of a function with 0, and after a `yield` or an `await` with something else."""
BESIDE: Final = {"library.reload", "stores.sqlite.guard", "stores.sql.archive"}
"""What looks around every second, or every ten seconds for dead letters, whatever anybody taps."""
SOURCE: Final = Path(bot.__file__).parent


def name_of(file: str) -> str:
    """The module of a source file, without `bot.`."""
    return ".".join(Path(file).relative_to(SOURCE).with_suffix("").parts)


# --- the traced bot -----------------------------------------------------------------------------


def is_begun(frame: FrameType) -> bool:
    """Whether a function is called, and not a coroutine resumed: who merely waits is not entered."""
    code = frame.f_code.co_code
    return code[frame.f_lasti] != RESUME or code[frame.f_lasti + 1] == 0


class Trace:
    """Collects the files whose functions run. SIGUSR1 begins anew, SIGUSR2 writes them down."""

    def __init__(self, report: Path) -> None:
        self._report = report
        self._files: set[str] = set()

    def start(self) -> None:
        """Trace other threads from now on, and this one while somebody wants to know."""
        signal.signal(signal.SIGUSR1, lambda *_: self._begin())
        signal.signal(signal.SIGUSR2, lambda *_: self._write())
        threading.setprofile(self._note)

    def _begin(self) -> None:
        self._files.clear()
        sys.setprofile(self._note)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call" and is_begun(frame):
            self._files.add(frame.f_code.co_filename)

    def _write(self) -> None:
        sys.setprofile(None)
        ours = sorted(name_of(file) for file in set(self._files) if Path(file).is_relative_to(SOURCE))
        unfinished = self._report.with_suffix(".part")
        unfinished.write_text("\n".join(ours), encoding="utf-8")
        unfinished.rename(self._report)


def serve_traced(report: Path) -> None:
    """Be the bot that an operator starts, traced."""
    from bot.__main__ import main

    Trace(report).start()
    sys.argv[1:] = ["run"]
    main()


# --- measuring ----------------------------------------------------------------------------------


def reported(report: Path) -> list[str]:
    """Wait for the report, and take it away."""
    while not report.exists():
        time.sleep(0.02)
    modules = set(report.read_text(encoding="utf-8").split())
    report.unlink()
    return sorted(modules - BESIDE)


async def fewest(
    process: Bot,
    telegram: FakeTelegram,
    report: Path,
    taps: Sequence[Callable[[], Awaitable[object]]],
    enough: int,
) -> list[str]:
    """The modules of the tap that entered fewest; that of the first that entered no more than `enough`."""
    entered: list[list[str]] = []
    for tap in taps:
        await telegram.settles(PATIENCE)
        await asyncio.sleep(SETTLES)
        os.kill(process.pid, signal.SIGUSR1)
        await asyncio.sleep(0.05)
        await tap()
        await telegram.settles(PATIENCE)
        await asyncio.sleep(SETTLES)
        os.kill(process.pid, signal.SIGUSR2)
        entered.append(await asyncio.to_thread(reported, report))
        if len(entered[-1]) <= enough:
            break
    return min(entered, key=len)


async def solo(process: Bot, telegram: FakeTelegram, report: Path, enough: int) -> list[str]:
    """Of a person who answers one question after the other."""
    person = telegram.person("Mia")
    person.sends("/start ai-cert")
    await person.sees(label="Who's behind this?", timeout=PATIENCE)

    async def tap() -> None:
        shown = await person.sees(timeout=PATIENCE)
        label = next(each for row in shown.buttons for each in row if not each.startswith("‹"))
        person.taps(label, message=shown)
        await person.sees(after=shown, timeout=PATIENCE)

    await tap()
    await tap()
    return await fewest(process, telegram, report, [tap] * TAPS, enough)


async def member(process: Bot, telegram: FakeTelegram, report: Path, enough: int) -> list[str]:
    """Of a member who is in already, and answers the open question of a group."""
    coach, members = telegram.person("Anna"), [telegram.person(f"P{at}") for at in range(TAPS + 1)]
    team = telegram.group("Team", coach, *members)
    coach.sends("/start")
    coach.at(team).sends("/coach ai-cert")
    board = await coach.at(team).sees(label="Join", timeout=PATIENCE)
    for each in members:
        await each.at(team).taps("Join", message=board).answered(PATIENCE)
    await coach.sees(label="▶ Start", timeout=PATIENCE)
    await coach.taps("▶ Start").answered(PATIENCE)
    step = await coach.at(team).sees(label="👁 My answer", timeout=PATIENCE)
    label = step.buttons[0][0]

    def answering(person: Person) -> Callable[[], Awaitable[object]]:
        async def tap() -> None:
            shown = await person.at(team).sees(label=label, timeout=PATIENCE)
            await person.at(team).taps(label, message=shown).answered(PATIENCE)
            await person.at(team).sees(label=label, after=shown, timeout=PATIENCE)

        return tap

    await answering(members[0])()
    return await fewest(process, telegram, report, [answering(each) for each in members[1:]], enough)


def dialogs_without_clock(folder: Path) -> Path:
    """A folder with the first dialog but for the clock of its warm-up, which would run beside the taps."""
    text = (shipped_dialogs() / "ai-cert" / "dialog.yml").read_text(encoding="utf-8")
    still = re.sub(r", timer: \d+", "", text)
    (folder / "dialogs" / "ai-cert").mkdir(parents=True)
    (folder / "dialogs" / "ai-cert" / "dialog.yml").write_text(still, encoding="utf-8")
    return folder / "dialogs"


async def measure(folder: Path, enough: tuple[int, int] = (0, 0)) -> tuple[list[str], list[str]]:
    """The modules of a solo tap, and those of a member's tap in a group: the fewest of `TAPS` taps each.

    enough: so many modules of each at which no further tap is tried.
    """
    report = folder / "modules.txt"
    async with serve(FakeTelegram(slows_repeats=False)) as telegram:
        os.environ[REPORT] = str(report)
        os.environ["DIALOGS_DIR"] = str(dialogs_without_clock(folder))
        try:
            async with running(telegram, folder, *TRACED) as process:
                alone = await solo(process, telegram, report, enough[0])
                return alone, await member(process, telegram, report, enough[1])
        finally:
            del os.environ[REPORT], os.environ["DIALOGS_DIR"]


def figures(folder: Path) -> str:
    """What the script prints."""
    alone, grouped = asyncio.run(measure(folder))
    parts = (("a solo tap", alone, SOLO_LIMIT), ("a member's tap in a group", grouped, GROUP_LIMIT))
    return "\n\n".join(
        f"{name} enters {len(modules)} modules (at most {limit}):\n  " + "\n  ".join(modules)
        for name, modules, limit in parts
    )


if __name__ == "__main__":
    if REPORT in os.environ:
        serve_traced(Path(os.environ[REPORT]))
    else:
        with TemporaryDirectory() as name:
            sys.stdout.write(f"{figures(Path(name))}\n")
