import asyncio
import subprocess
import sys

import pytest

from bot.app.update import (
    NOBODY,
    BotMoved,
    ChatTap,
    Command,
    GroupCommand,
    MemberMoved,
    Sender,
    Tap,
    Text,
    Update,
    Upgraded,
    What,
)
from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen
from bot.core.solo import events
from bot.outbox.chat_port import Destination
from bot.platforms.telegram.connection import connected, draw_in_thread
from bot.platforms.telegram.profile import WrongToken
from bot.playground.engine import FakeTelegram
from bot.playground.people import Person
from tests.platforms.telegram.charts import CHART

KEYS = (b"k" * 32,)
KEEP = Screen((Block("Keep it?"),), ((Button("Keep it", events.KeepMe(1_800_000_000)),),))


class App:
    """Takes down what comes in."""

    def __init__(self, acted: int = 3, buried: int = 1) -> None:
        self._all = (acted, buried)
        self.acted: list[Update] = []
        self.buried: list[tuple[int, float]] = []
        self.has_all = asyncio.Event()

    async def act(self, update: Update) -> None:
        self.acted.append(update)
        self._count()

    async def bury(self, update_id: int, _raw: str, _problem: str, now: float) -> None:
        self.buried.append((update_id, now))
        self._count()

    @property
    def happened(self) -> list[tuple[Sender, What]]:
        """Who did what, but for taps, which overtake one another."""
        return [(each.by, each.what) for each in self.acted if not isinstance(each.what, Tap)]

    def _count(self) -> None:
        if (len(self.acted), len(self.buried)) == self._all:
            self.has_all.set()


async def test_what_people_do_reaches_the_app_and_what_it_shows_reaches_them(
    telegram: FakeTelegram, ann: Person
) -> None:
    app = App()

    async with connected(telegram.token, telegram.url, KEYS) as edge:
        intake = edge.intake(app.act, app.bury, now=lambda: 5.0)
        running = asyncio.create_task(intake.run())
        await edge.chat.send(Destination(ann.id), edge.chat.render(ann.id, KEEP, None, None))
        tap = ann.taps("Keep it")
        ann.sends("hello")
        broken = telegram.queue("message", {"text": "no chat"})
        await asyncio.wait_for(app.has_all.wait(), 5)
        await edge.chat.answer_tap(tap.press.query_id, None)
        intake.stop()
        await running

    assert [type(update.what) for update in app.acted] == [Command, ChatTap, Text]
    assert {update.at for update in app.acted} == {5.0}
    assert broken is not None
    assert app.buried == [(broken.update["update_id"], 5.0)]
    assert telegram.breaches == []


async def test_what_happens_in_a_group_reaches_the_app(telegram: FakeTelegram, ann: Person) -> None:
    app, ben = App(10, 0), telegram.person("Ben", last_name="Miller")
    group = telegram.group("Team", ann, ben, topics=True, bot_is="absent")
    small = telegram.group("Small", ann, supergroup=False)
    here = ann.at(group)

    async with connected(telegram.token, telegram.url, KEYS) as edge:
        running = asyncio.create_task((intake := edge.intake(app.act, app.bury, now=lambda: 5.0)).run())
        await telegram.updates.progress.until(lambda: telegram.updates.is_polled or None, 5)
        added = here.adds_bot("c-dog")
        here.promotes_bot()
        topic = here.begins_topic("Dogs")
        here.at(group, topic).sends("/coach dog")
        here.turns_anonymous()
        here.sends("/next")
        await edge.chat.send(Destination(group.id, topic.id), edge.chat.render(group.id, KEEP, None, None))
        tap = ben.at(group, topic).taps("Keep it")
        ben.at(group).leaves()
        here.removes_bot()
        above = ann.at(small).upgrades_group()
        await asyncio.wait_for(app.has_all.wait(), 5)
        await edge.chat.answer_tap(tap.press.query_id, None)
        intake.stop()
        await running

    assert added is not None
    anybody, here_ann = Sender(0), Sender(ann.id, "Ann")
    upgrade = (NOBODY, Upgraded(small.id, above.id))
    assert [each for each in app.happened if each != upgrade] == [
        (Sender(ann.id), Command("start")),
        (anybody, BotMoved(group.id, is_in=True)),
        (here_ann, GroupCommand(group.id, None, "Team", "coach", "dog")),
        (here_ann, GroupCommand(group.id, topic.id, "Team", "coach", "dog", "Dogs")),
        (Sender(0, "👤"), GroupCommand(group.id, None, "Team", "next")),
        (Sender(ben.id), MemberMoved(group.id, is_in=False)),
        (Sender(ben.id), MemberMoved(group.id, is_in=False)),
        (anybody, BotMoved(group.id, is_in=False)),
    ]
    assert app.happened.count(upgrade) == 2
    press, keep = tap.press, events.KeepMe(1_800_000_000)
    assert ChatTap(group.id, press.query_id, press.message_id, keep) in [each.what for each in app.acted]
    assert telegram.breaches == []


async def test_a_chart_is_drawn_for_everybody_who_waits_for_one() -> None:
    drawn = await asyncio.gather(draw_in_thread(CHART), draw_in_thread(CHART))

    assert [each[:8] for each in drawn] == [b"\x89PNG\r\n\x1a\n"] * 2


def test_the_drawing_library_is_not_loaded_with_the_bot() -> None:
    look = "import sys, bot.platforms.telegram.connection; sys.exit('matplotlib' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


async def test_the_bot_knows_its_name(telegram: FakeTelegram) -> None:
    async with connected(telegram.token, telegram.url, KEYS) as edge:
        assert edge.username == "decision_coach_bot"


async def test_a_wrong_token_stops_the_start(telegram: FakeTelegram) -> None:
    with pytest.raises(WrongToken):
        async with connected("987654321:AAnot-the-token-of-this-bot-at-all-000", telegram.url, KEYS):
            pass
