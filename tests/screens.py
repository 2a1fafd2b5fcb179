"""Takes the README's pictures of the playground in Debian's Chromium: `python -m tests.screens`."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.async_api import Browser, Page, async_playwright

from bot.playground.page.opening import opened

ROOT: Final = Path(__file__).parent.parent
PICTURES: Final = ROOT / ".pictures"
CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
ANSWERS: Final = ("Begin", "Certify now", "B, with the results", "A promotion", "3")
WIDE: Final = {"width": 1360, "height": 860}
PHONE: Final = {"width": 390, "height": 844}


async def look(browser: Browser, address: str, **how: Any) -> Page:
    """The page, as soon as the bot is there."""
    page = await (await browser.new_context(**how)).new_page()
    await page.goto(address)
    await page.locator(".state.running").wait_for(state="attached")
    return page


async def answer(page: Page) -> None:
    """Go some way into the conversation of the pane that is open."""
    pane = page.locator(".pane.active")
    await pane.get_by_role("button", name="START").click()
    for label in ANSWERS:
        await pane.get_by_role("button", name=label, exact=True).click()
    await pane.get_by_text("What kind of work").or_(pane.locator(".keyboard")).first.wait_for()
    await page.wait_for_timeout(600)


async def draw() -> None:
    """All pictures."""
    with TemporaryDirectory() as folder:
        async with (
            opened({"DATABASE_URL": f"{folder}/coach.db"}) as (_, address),
            async_playwright() as tools,
        ):
            browser = await tools.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            light = await look(browser, address, viewport=WIDE, color_scheme="light")
            await light.screenshot(path=PICTURES / "playground-start.png")
            await answer(light)
            await light.screenshot(path=PICTURES / "playground-light.png")
            await browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    asyncio.run(draw())
