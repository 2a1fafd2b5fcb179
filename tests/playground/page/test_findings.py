"""An author saves a dialog, and the page says what is wrong with it."""

from pathlib import Path

from bot.playground.page.feed import Feed
from tests.example import DOG
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground
from tests.playground.page.test_room import until


async def test_a_mistake_is_told_when_the_file_is_saved(
    playground: Playground, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "dialogs" / "dog" / "dialog.yml"
    await expect(page.locator(".state.running")).to_be_visible()

    file.write_text(DOG.replace("kind: many", "kind: meny"), encoding="utf-8")
    await page.get_by_role("status").get_by_role("button", name="Show").click()

    await expect(page.locator("#records")).to_contain_text("dog/dialog.yml:41:11")
    await expect(page.locator("#records")).to_contain_text("meny")
    file.write_text(DOG, encoding="utf-8")
    await expect(page.locator("#records")).not_to_contain_text("meny")
    await expect(page.locator("#banner")).to_be_hidden()


async def test_a_bot_that_a_mistake_kept_from_starting_starts_when_it_is_mended(
    playground: Playground, tmp_path: Path
) -> None:
    room, file = playground.room, tmp_path / "dialogs" / "dog" / "dialog.yml"
    await room.child.stop()
    file.write_text("nonsense", encoding="utf-8")
    await room.start()
    await until(room, lambda: room.child.status == 1)
    feed = Feed(room)
    await until(room, lambda: any(each["stops"] for each in (feed.batch() or {}).get("findings", [])))

    file.write_text(DOG, encoding="utf-8")

    await until(room, lambda: room.telegram.was_asked)
