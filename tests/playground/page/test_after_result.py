"""After a result, in the playground: a reminder when its day has come, and a second look weeks later."""

from datetime import UTC, datetime, timedelta

from bot.core.solo.promise import ZONES, local
from bot.playground.page.orders import read_order
from bot.playground.page.room import Room
from bot.playground.people import Person
from tests.example import READY
from tests.playground.page.conftest import Playground

TITLE = "Your answers lean towards getting a dog."


async def pass_days(room: Room, days: float) -> None:
    await room.obey(read_order(f'{{"do": "wait", "days": {days}}}'), lambda told: None)


def noon(room: Room) -> str:
    """What the button says of a place where people are awake for hours."""
    zone = min(ZONES, key=lambda each: abs(local(room.telegram.now(), each).hour - 12))
    return f"{local(room.telegram.now(), zone):%H:%M}"


async def promise_the_step(room: Room, maya: Person) -> None:
    maya.sends("/start")
    await maya.sees(label="Who's behind this?", timeout=30)
    for question, text in zip(QUESTIONS, READY.values(), strict=True):
        await maya.sees(question, timeout=30)
        maya.sends(text)
    await maya.sees(label="Get my advice", timeout=30)
    maya.taps("Get my advice")
    await maya.sees(label="I'll do it", timeout=30)
    maya.taps("I'll do it")
    await maya.sees(label="Morning", timeout=30)
    maya.taps("Morning")
    await maya.sees("What time is it where you are?", timeout=30)
    time = noon(room)
    maya.taps(time)


QUESTIONS = (
    "Where do you lean today?",
    "What draws you to a dog?",
    "Who would look after it?",
    "How much do you like walking in the rain?",
    "How many hours is somebody at home?",
    "Nearly done.",
    "Anything we did not ask?",
)


async def test_a_reminder_comes_on_its_day_and_a_second_look_after_months(playground: Playground) -> None:
    room = playground.room
    (maya,) = room.people.values()
    began = datetime.fromtimestamp(room.telegram.now(), UTC)
    await promise_the_step(room, maya)
    again = await maya.sees("I'll write on", timeout=30)
    day = began + timedelta(days=90)
    maya.taps(f"Also check again on {day:%a} {day.day} {day:%b}", message=again)
    await maya.sees("I'll also ask whether your answers still hold", timeout=30)

    await pass_days(room, 8)
    await maya.sees("You meant to do this by", timeout=30)
    maya.taps("Done")
    await maya.sees("Did that change an answer?", timeout=30)
    maya.taps("No")
    await maya.sees("Then your advice still stands", timeout=30)

    await pass_days(room, 83)
    await maya.sees("Has anything changed since?", timeout=30)
    maya.taps("Look again")
    await maya.sees("Still so? · 1 of 1", timeout=30)
    maya.sends("2")
    await maya.sees(label="Get my advice", timeout=30)
    maya.taps("Get my advice")
    result = await maya.sees("What changed: How many hours is somebody at home? → 2 hours", timeout=30)

    assert f": {TITLE}\nNow: Not now; come back to it." in result.text


async def test_the_result_comes_as_a_page(playground: Playground) -> None:
    (maya,) = playground.room.people.values()
    await promise_the_step(playground.room, maya)

    maya.taps("Keep as PDF")
    page = await maya.sees("Your result on one page", timeout=60)

    assert page.content.startswith(b"%PDF")
