"""Texts of messages in the page: what becomes a command or a link, and what stays a text."""

from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground


async def test_commands_are_found_as_telegram_finds_them(playground: Playground, page: Page) -> None:
    (maya,) = playground.room.people.values()
    maya.sends("Write /coach or /end@decision_coach_bot.")
    maya.sends("<b>Team</b>, 1/2, a/b, //x and /tmp/x")

    await expect(page.locator(".mine .text").last).to_contain_text("<b>Team</b>, 1/2")
    await expect(page.locator(".mine .command")).to_have_text(["/coach", "/end@decision_coach_bot"])
