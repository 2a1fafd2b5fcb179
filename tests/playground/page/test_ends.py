"""A page that outlives its playground."""

from contextlib import AsyncExitStack
from pathlib import Path

from bot.playground.page.opening import open_playground
from tests.example import DOG
from tests.playground.page.browsers import Browser, expect, visited
from tests.playground.page.nursed import start_nursed


async def test_a_page_says_that_the_playground_ended_and_joins_the_next_one(
    tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "dog").mkdir()
    (tmp_path / "dog" / "dialog.yml").write_text(DOG, encoding="utf-8")
    bot = {"DATABASE_URL": str(tmp_path / "coach.db"), "DIALOGS_DIR": str(tmp_path)}
    async with AsyncExitStack() as first:
        _, address = await first.enter_async_context(open_playground(bot, start_bot=start_nursed))
        async with visited(browser, address, refusals=True) as page:
            await page.get_by_role("button", name="Person", exact=True).click()
            await page.locator(".entry", has_text="Maya").click()
            await page.get_by_role("button", name="START", exact=True).click()
            await expect(page.get_by_role("button", name="Who's behind this?")).to_be_visible()

            await first.aclose()
            message = page.get_by_label("Message", exact=True)
            await message.fill("Is anybody there?")
            await page.keyboard.press("Enter")

            await expect(page.locator("#banner")).to_contain_text("The playground has ended.")
            await expect(page.locator(".toast")).to_have_text("Not done: the playground has ended.")
            await expect(message).to_have_value("Is anybody there?")
            port = int(address.rstrip("/").rpartition(":")[2])
            async with open_playground(bot, port=port, start_bot=start_nursed):
                await expect(page.locator(".entry strong")).to_have_text(["Maya"])
                await page.get_by_role("button", name="START", exact=True).click()
                await expect(message).to_have_value("Is anybody there?")
