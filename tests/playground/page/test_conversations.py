"""Whole conversations in a browser: by mouse, by keyboard alone, and on a phone."""

from tests.playground.page.browsers import PHONE, Browser, Locator, Page, expect, visited
from tests.playground.page.conftest import Playground

FIRST, LAST = ("Get a dog", "A companion", "☐ I myself", "Done (1)", "A lot"), ("Continue", "Skip")
ADVICE = "Your answers lean towards getting a dog."


async def tap(pane: Locator, *labels: str) -> None:
    for label in labels:
        await pane.get_by_role("button", name=label, exact=True).click()


async def type_in(pane: Locator, text: str) -> None:
    await pane.get_by_label("Message", exact=True).fill(text)
    await pane.get_by_role("button", name="Send", exact=True).click()


async def reach(page: Page, label: str, key: str) -> None:
    """Press a key until a button has the focus, and then Enter."""
    focused = page.locator("*:focus")
    for _ in range(30):
        if await focused.count() and await focused.inner_text() == label:
            await page.keyboard.press("Enter")
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {label!r}")


async def asks(pane: Locator, words: str) -> None:
    await expect(pane.locator(".text").last).to_contain_text(words)


async def test_a_newcomer_gets_from_start_to_the_advice_by_mouse(page: Page) -> None:
    pane = page.locator(".pane")
    await expect(pane.get_by_text("What can this bot do?")).to_be_visible()

    await tap(pane, "START", *FIRST)
    await asks(pane, "How many hours")
    await type_in(pane, "10")
    await tap(pane, *LAST, "Get my advice")

    await expect(pane.get_by_text(ADVICE)).to_be_visible()
    await page.get_by_role("button", name="Behind the scenes").click()
    await expect(page.get_by_text("answerCallbackQuery").last).to_be_visible()


async def test_the_keyboard_alone_is_enough(page: Page) -> None:
    pane = page.locator(".pane")
    await expect(pane.get_by_role("button", name="START")).to_be_visible()

    await reach(page, "START", "Tab")
    await asks(pane, "Is a dog right for me?")
    for words, label, key in (
        ("Where do you lean", "Get a dog", "Shift+Tab"),
        ("What draws you", "A companion", "ArrowDown"),
        ("Who would look after it", "☐ I myself", "ArrowDown"),
        ("Who would look after it", "Done (1)", "ArrowDown"),
        ("walking in the rain", "A lot", "ArrowDown"),
    ):
        await asks(pane, words)
        await expect(pane.get_by_role("button", name=label, exact=True)).to_be_visible()
        await reach(page, label, key)
    await asks(pane, "How many hours")
    await page.keyboard.type("10")
    await page.keyboard.press("Enter")
    for words, label, key in (
        ("Nearly done", "Continue", "Shift+Tab"),
        ("did not ask", "Skip", "ArrowRight"),
        ("Your answers", "Get my advice", "ArrowDown"),
    ):
        await asks(pane, words)
        await reach(page, label, key)

    await expect(pane.get_by_text(ADVICE)).to_be_visible()


async def test_commands_are_offered_while_they_are_typed(page: Page) -> None:
    pane = page.locator(".pane")
    await tap(pane, "START")
    await expect(pane.get_by_role("button", name="Who's behind this?")).to_be_visible()

    await pane.get_by_label("Message", exact=True).press_sequentially("/pri")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    await expect(pane.locator(".bubble", has_text="Your privacy")).to_be_visible()
    await tap(pane, "Menu")
    await pane.get_by_role("option", name="/help").click()
    await expect(pane.locator(".bubble", has_text="What you can do here")).to_be_visible()


async def test_a_phone_shows_the_list_or_one_chat(playground: Playground, browser: Browser) -> None:
    place = playground.address
    async with visited(browser, place, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        pane, entry = page.locator(".pane"), page.get_by_role("button", name="Maya Nothing said yet")
        await expect(pane).to_be_hidden()

        await entry.tap()
        await pane.get_by_role("button", name="START", exact=True).tap()
        await asks(pane, "Where do you lean")
        await pane.get_by_role("button", name="Get a dog").tap()

        await asks(pane, "What draws you")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await pane.get_by_role("button", name="All chats").tap()
        await expect(pane).to_be_hidden()
        await expect(page.locator(".entry")).to_contain_text("Maya")


async def test_a_second_person_opens_beside_and_answers_alone(page: Page) -> None:
    await tap(page.locator(".pane"), "START")
    await page.get_by_role("button", name="Person", exact=True).click()
    await expect(page.get_by_role("button", name="START", exact=True)).to_be_visible()

    await page.locator(".entry", has_text="Maya").hover()
    await page.get_by_role("button", name="Open Maya beside").click()

    await expect(page.locator(".pane")).to_have_count(2)
    await tap(page.locator(".pane.active"), "Get a dog")
    await asks(page.locator(".pane.active"), "What draws you")
    await expect(page.get_by_role("button", name="START", exact=True)).to_be_visible()


async def test_light_and_dark_follow_the_machine_until_somebody_chooses(page: Page) -> None:
    theme = page.locator("html")

    await page.emulate_media(color_scheme="dark")
    await expect(theme).to_have_attribute("data-theme", "dark")
    await page.get_by_role("button", name="Light or dark").click()
    await expect(theme).to_have_attribute("data-theme", "light")
    await page.reload()

    await expect(theme).to_have_attribute("data-theme", "light")


async def test_the_flow_shows_where_the_conversation_stands(page: Page) -> None:
    pane = page.locator(".pane")
    await tap(pane, "START", "Get a dog")
    await asks(pane, "What draws you to a dog?")

    await page.get_by_role("button", name="Behind the scenes").click()
    await page.get_by_role("tab", name="Flow").click()

    picture = page.get_by_role("img", name="The way through the dialog")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.naturalWidth") == 340
