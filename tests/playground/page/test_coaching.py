"""A coached group in the page: begun and led there, while the others answer on their own phones."""

from collections.abc import Sequence

from bot.playground.people import Person
from tests.playground.page.browsers import Page, expect
from tests.playground.page.conftest import Playground
from tests.playground.page.test_groups import group_of


def members(playground: Playground) -> list[Person]:
    """Everybody in the group but its owner, and two who come along."""
    group = group_of(playground.room)
    others = playground.room.team(7)[1:]
    for newcomer in others[4:]:
        newcomer.at(group).joins()
    return [each.at(group) for each in others]


async def answered_by_all(people: Sequence[Person], question: str) -> None:
    """Everybody answers the open step, half of them with the first button and half with the second."""
    for at, each in enumerate(people):
        step = await each.sees(question, label="👁 My answer", timeout=10)
        await each.taps(step.buttons[at % 2][0], message=step).answered(10)


async def test_a_newcomer_leads_a_group_to_its_first_totals(playground: Playground, page: Page) -> None:
    await page.locator(".entry", has_text="Maya").click()
    await page.locator(".pane.active").get_by_role("button", name="START", exact=True).click()
    await page.get_by_role("button", name="Group", exact=True).click()
    circle = page.locator(".pane.active")
    await expect(circle.get_by_text("5 people and the bot")).to_be_visible()
    await circle.get_by_label("Message", exact=True).fill("/coach")
    await page.keyboard.press("Enter")
    await expect(circle.get_by_role("button", name="Join")).to_be_visible()
    people = members(playground)
    for each in people:
        await each.taps("Join").answered(10)

    await circle.get_by_role("button", name="In private ↗").click()
    console = page.locator(".pane.active")
    # For a moment the console stands there twice: it comes anew below, then the one above goes.
    await console.get_by_role("button", name="▶ Start").last.click()
    for told_at_the_end in ("Where do you lean today?", "Which of these can you say today?"):
        await answered_by_all(people, told_at_the_end)
        await expect(console.get_by_text("Everyone has answered")).to_be_visible(timeout=15_000)
        await console.get_by_role("button", name="Close and reveal").click()
        await console.get_by_role("button", name="Next ›").click(timeout=20_000)
        await expect(console.get_by_text("Everyone has answered")).to_be_hidden(timeout=15_000)
    await answered_by_all(people, "What draws you to a dog?")
    await expect(console.get_by_text("Everyone has answered")).to_be_visible(timeout=15_000)
    await console.get_by_role("button", name="Close and reveal").click()
    await expect(console.get_by_role("button", name="Next ›")).to_be_visible(timeout=20_000)

    await page.locator(".entry", has_text="Team 1").first.click()
    chart = page.locator(".pane.active .message img").last
    await expect(chart).to_be_visible(timeout=20_000)
    await expect(page.locator(".pane.active")).to_contain_text("6 of 6 answered")
