"""What the server of big screens answers, to whom, and what it sends along the stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.big_screen import server
from bot.big_screen.server import MOST_GUESSES, Guesses
from bot.big_screen.watching import ANYWAY
from bot.core.group import coach_actions
from bot.core.group.coach_moves import perform
from bot.core.screen.surface import Role, ShowGroup
from tests.big_screen.hall import MADE, Hall, hall, looks
from tests.groups import COACH
from tests.rehearsal import rest

PATIENCE = 20.0
"""Seconds, for what takes a moment on a machine that is not busy."""


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Hall]:
    async with hall(tmp_path, heartbeat=0.2, clock=lambda: 1234.5) as opened:
        yield opened


async def ask(address: str, method: str = "GET") -> aiohttp.ClientResponse:
    async with (
        aiohttp.ClientSession() as http,
        http.request(method, address, allow_redirects=False) as answer,
    ):
        if answer.content_type != "text/event-stream":
            await answer.read()
        return answer


# --- who may look ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "/", "/live", "/screen.css", "/screen.js", "/drawing.js"])
async def test_without_a_genuine_link_nothing_is_found(served: Hall, name: str) -> None:
    wrong = served.address[:-1] + ("A" if served.address[-1] != "A" else "Q")

    assert (await ask(wrong + name)).status == 404
    assert (await ask(served.address.rpartition("/")[0] + name)).status == 404


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("/", "text/html"),
        ("/screen.css", "text/css"),
        ("/screen.js", "text/javascript"),
        ("/drawing.js", "text/javascript"),
        ("/live", "text/event-stream"),
    ],
)
async def test_nothing_is_stored_referred_to_or_fetched_elsewhere(
    served: Hall, name: str, content_type: str
) -> None:
    answer = await ask(served.address + name)

    assert (answer.status, answer.content_type) == (200, content_type)
    assert {each: answer.headers[each] for each in server.HEADERS} == server.HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")


@pytest.mark.parametrize("name", ["/../server.py", "/index.html", "/live/", "/%2e%2e/server.py", "/x"])
async def test_no_other_file_is_found(served: Hall, name: str) -> None:
    assert (await ask(served.address + name)).status == 404


async def test_the_link_leads_to_the_page(served: Hall) -> None:
    answer = await ask(served.address)

    assert (answer.status, answer.headers["Location"]) == (308, served.address.rpartition("/")[2] + "/")


async def test_nothing_can_be_sent_there(served: Hall) -> None:
    assert (await ask(f"{served.address}/", "POST")).status == 405


async def test_a_link_that_was_taken_back_or_replaced_opens_nothing(served: Hall) -> None:
    first = served.address
    second = await served.links_at(MADE + 1)
    await _until_status(first, 404)
    assert (await ask(f"{second}/")).status == 200

    await served.links_at(0)

    await _until_status(second, 404)


async def _until_status(address: str, status: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await ask(f"{address}/")).status != status:
            pass


async def test_whoever_guesses_has_to_wait_and_whoever_has_a_link_has_not(served: Hall) -> None:
    wrong = f"{served.address.rpartition('/')[0]}/{'A' * 38}"

    answers = [await ask(wrong) for _ in range(MOST_GUESSES + 1)]

    assert [each.status for each in answers] == [404] * MOST_GUESSES + [429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert (await ask(f"{served.address}/")).status == 200


def test_guesses_are_counted_for_each_machine_and_a_minute() -> None:
    now = 0.0
    guesses = Guesses(lambda: now)
    first = [guesses.are_too_many("a") for _ in range(MOST_GUESSES + 1)]

    assert first == [False] * MOST_GUESSES + [True]
    assert not guesses.are_too_many("b")

    now = 60.0
    assert not guesses.are_too_many("a")


def test_machines_beyond_a_thousand_are_counted_as_one() -> None:
    guesses = Guesses(lambda: 0.0)
    tried = [guesses.are_too_many(str(machine)) for machine in range(1000 + MOST_GUESSES + 1)]

    assert tried.index(True) == 1000 + MOST_GUESSES


# --- the stream -----------------------------------------------------------------------------


async def test_whoever_comes_gets_the_whole_state_at_once(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        first, state = await viewer.event(), await viewer.event()

    assert first == {"event": "time", "data": "1234.500"}
    assert json.loads(state["data"])["people"] == "12 people are taking part."


async def test_a_change_comes_to_everybody_with_the_same_id(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as one, looks(served.address) as other:
        before = [await each.until("state") for each in (one, other)]
        await served.team.chooses(1, "get", *_board())
        after = [await each.until("state") for each in (one, other)]

    assert before[0] == before[1]
    assert after[0] == after[1]
    assert "Answered: 1 of 12" in after[0]["data"]
    assert after[0]["id"] != before[0]["id"]


async def test_where_people_join_is_shown_as_soon_as_the_bot_knows_its_own_name(served: Hall) -> None:
    """After a restart a screen looks again before the bot has reached the platform."""
    served.watches.let_join(lambda _group: "")
    await served.waits_for_people()
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        before = json.loads((await viewer.until("state"))["data"])["join"]
        looked = served.store.looks
        served.watches.let_join(lambda group: f"https://t.me/coach_bot?start=g-{group:x}")
        after = json.loads((await viewer.until("state"))["data"])["join"]

    assert (before, after["link"].split("?")[0]) == (None, "t.me/coach_bot")
    assert served.store.looks - looked < ANYWAY


async def test_many_changes_come_together(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")
        for person in range(1, 13):
            await served.team.chooses(person, "get", *_board())
        states = [await viewer.until("state")]
        while "Answered: 12 of 12" not in states[-1]["data"]:
            states.append(await viewer.until("state"))

    assert len(states) < 6


async def test_whoever_comes_again_with_the_newest_state_gets_only_the_time(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        newest = await viewer.until("state")
    async with asyncio.timeout(PATIENCE), looks(served.address, newest["id"]) as again:
        events = [await again.event() for _ in range(3)]

    assert [each["event"] for each in events] == ["time"] * 3


async def test_while_nothing_happens_the_time_comes_again_and_again(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")

        assert [(await viewer.event())["event"] for _ in range(3)] == ["time"] * 3


@pytest.mark.parametrize(
    "place", ["Half \ud83d of it", "\udc00", "A zero \0", "Lines\r\n\n\u2028of it", "שלום 👋🏽"]
)
async def test_a_group_of_any_name_is_on_the_wall(served: Hall, place: str) -> None:
    await served.renames(place)

    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        assert json.loads((await viewer.until("state"))["data"])["place"] == place


@pytest.mark.parametrize("made", [0, -MADE, MADE + 1])
async def test_open_streams_end_when_their_link_is_taken_back_or_replaced(served: Hall, made: int) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")
        await served.links_at(made)

        assert (await viewer.until("off"))["data"] == "{}"
        assert await viewer.event() == {}


async def test_open_streams_end_when_the_session_is_deleted(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")
        await served.deletes()

        await viewer.until("off")


async def test_after_the_end_the_results_stay_until_the_link_is_taken_back(served: Hall) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")
        group = served.team.rehearsed
        for _ in range(2):  # it asks first
            await served.team.hands_over(group.kept(perform(group.context("Anna", COACH), coach_actions.END)))
        await served.team.hands_over(group.wait(6))
        while json.loads((state := await viewer.until("state"))["data"])["stage"] != "ended":
            pass

    assert "The session has ended." in state["data"]
    assert (await ask(f"{served.address}/")).status == 200


async def test_two_groups_have_two_screens(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    async with (
        asyncio.timeout(PATIENCE),
        hall(folders[0], 3) as one,
        hall(folders[1], 5) as other,
        looks(one.address) as here,
        looks(other.address) as there,
    ):
        states = [json.loads((await each.until("state"))["data"]) for each in (here, there)]

    assert [state["people"] for state in states] == ["3 people are taking part.", "5 people are taking part."]


async def test_a_database_that_does_not_answer_keeps_what_is_on_the_wall(
    served: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")
        served.store.is_broken = True
        assert (await viewer.event())["event"] == "time"
        while "waits" not in caplog.text:
            await viewer.event()
        served.store.is_broken = False
        await served.team.chooses(1, "get", *_board())

        assert "Answered: 1 of 12" in (await viewer.until("state"))["data"]
    assert caplog.text.count("the big screen of group") == 1


async def test_a_viewer_that_does_not_read_is_cut_off(tmp_path: Path) -> None:
    async with hall(tmp_path, slowest=0.3) as served, asyncio.timeout(PATIENCE):
        await served.renames("A long name " * 1_000_000)  # more than a machine keeps for one line
        address = URL(served.address)
        reader, writer = await asyncio.open_connection(address.host, address.port, limit=1024)
        writer.write(f"GET {address.path}/live HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        await reader.readline()
        assert served.screens.viewers == 1

        while served.screens.viewers:  # it reads no more
            await rest()
        writer.close()


@pytest.mark.parametrize("number", [30, pytest.param(300, marks=pytest.mark.slow)])
async def test_a_whole_hall_sees_one_rendering_of_each_change(tmp_path: Path, number: int) -> None:
    async with hall(tmp_path) as served, asyncio.timeout(6 * PATIENCE):
        ready, done = asyncio.Barrier(number + 1), asyncio.Barrier(number + 1)
        states: list[str] = []

        async def look() -> None:
            async with looks(served.address) as viewer:
                await viewer.until("state")
                await ready.wait()
                states.append((await viewer.until("state"))["data"])
                await done.wait()

        viewers = asyncio.gather(*(look() for _ in range(number)))
        await ready.wait()
        before = served.store.reads
        await served.team.chooses(1, "get", *_board())
        await done.wait()
        await viewers

    assert len(states) == number
    assert set(states) == {states[0]}
    assert "Answered: 1 of 12" in states[0]
    assert served.store.reads - before <= 3


async def test_one_viewer_too_many_is_asked_to_come_later(
    served: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_VIEWERS", 1)
    async with asyncio.timeout(PATIENCE), looks(served.address) as viewer:
        await viewer.until("state")

        answer = await ask(f"{served.address}/live")

    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")


def _board() -> tuple[ShowGroup, ...]:
    """What an answer marks."""
    return (ShowGroup(Role.BOARD),)
