"""Texts of messages in the page: what becomes a command or a link, and what stays a text."""

import pytest

from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("Write /coach or /end@decision_coach_bot.", ["/coach", "/end@decision_coach_bot"]),
        ("<b>Team</b>, 1/2, a/b, //x and /tmp/x", []),
    ],
)
async def test_commands_are_found_as_telegram_finds_them(
    playground: Playground, page: Page, text: str, commands: list[str]
) -> None:
    (maya,) = playground.room.people.values()
    maya.sends(text)

    await expect(page.locator(".mine .text").first).to_contain_text(text)
    await expect(page.locator(".mine .command")).to_have_text(commands)
