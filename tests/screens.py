"""Takes the README's pictures of the playground in Debian's Chromium: `python -m tests.screens`."""

import asyncio
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from bot.playground.groups import Group
from bot.playground.page.opening import open_playground
from bot.playground.page.room import Room
from tests.coached import Session
from tests.playground.page.browsers import PHONE, WIDE, Browser, Page, expect, launched, visited

PICTURES: Final = Path(__file__).parent.parent / ".pictures"
SOME: Final = (
    "Should I get an AI certification?",
    "I have a job",
    "A promotion",
    "Only results count",
    "I see it roughly",
)
ALL: Final = (
    *SOME,
    *("In the next few weeks", "About every week", "☐ Time I save with it", "Done (1)"),
    *("Skills I can use", "By doing it on something real", "Get my advice"),
)


async def answer(page: Page, *labels: str) -> None:
    """Go through the conversation of the pane that is open."""
    pane = page.locator(".pane.active")
    await pane.get_by_role("button", name="START", exact=True).click()
    for label in labels:
        await pane.get_by_role("button", name=label, exact=True).last.click()
    await expect(pane.locator(".waiting")).to_have_count(0)
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(500)


async def keep(page: Page, name: str) -> None:
    """Write one picture."""
    await page.screenshot(path=PICTURES / f"playground-{name}.png")


async def draw(browser: Browser, address: str) -> None:
    """All pictures."""
    async with visited(browser, address, color_scheme="light") as page:
        await answer(page, *SOME)
        await page.get_by_role("button", name="Person", exact=True).click()
        await page.locator(".entry", has_text="Maya").hover()
        await page.get_by_role("button", name="Open Maya beside").click()
        await page.get_by_role("button", name="Behind the scenes").click()
        await page.get_by_role("tab", name="Flow").click()
        await page.mouse.move(0, 0)
        await expect(page.locator("img.flow")).to_be_visible(timeout=20_000)
        await page.wait_for_timeout(300)
        await keep(page, "light")
    async with visited(browser, address, color_scheme="dark", viewport=WIDE) as page:
        await page.locator(".entry", has_text="Jonas").click()
        await answer(page, *ALL)
        await page.get_by_role("button", name="Rehearse").click()
        await keep(page, "dark")
    async with visited(browser, address, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        await page.locator(".entry", has_text="Jonas").click()
        await page.wait_for_timeout(400)
        await keep(page, "phone")


async def held(room: Room) -> None:
    """A group of twelve and its coach, whose first question has just been revealed."""
    coach, *members = room.team(12)
    circle = room.add_group("Career circle", (coach, *members)).chat
    assert isinstance(circle, Group)
    session = Session(circle, coach, members, Random(3))
    await session.begins()
    await session.join(within=1)
    await session.leads("▶ Start")
    await coach.at(circle).sees(label="👁 My answer", timeout=30)
    await session.answer(within=2)
    await session.leads("Close and reveal")
    await coach.sees(label="Ask again", timeout=30)
    await session.leads("Show the totals")
    await coach.at(circle).sees(" answered.", label="👁 My answer", timeout=60)


async def draw_group(browser: Browser, room: Room, address: str) -> None:
    """A coached session: the group's chat, and the coach's console beside it."""
    await held(room)
    async with visited(browser, address, color_scheme="light") as page:
        await page.locator(".entry", has_text="Career circle").first.click()
        await page.locator(".entry", has_text="Maya").last.hover()
        await page.get_by_role("button", name="Open Maya beside").click()
        await page.mouse.move(0, 0)
        await page.wait_for_timeout(1500)
        await page.screenshot(path=PICTURES / "group-session.png")


async def main() -> None:
    """A playground of its own, on the shipped dialogs."""
    with TemporaryDirectory() as folder:
        playground = open_playground({"DATABASE_URL": f"{folder}/coach.db"})
        async with playground as (room, address), launched() as browser:
            room.telegram.flood = None  # pictures are taken faster than people tap
            await draw(browser, address)
            await draw_group(browser, room, address)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(main())
