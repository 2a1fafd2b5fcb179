"""The page of a big screen in a real browser."""

from dataclasses import replace
from pathlib import Path

from playwright.async_api import ViewportSize

from bot.core.dialog.model import LEANING
from bot.core.group.agenda import agenda
from bot.core.group.group_questions import NAMED, PLAN_STEP, PLAN_WALL, PLAN_WHEN
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.surface import Role, ShowGroup
from bot.core.words.big_screen import off
from bot.core.words.english import ENGLISH
from tests.big_screen.hall import hall
from tests.example import dog
from tests.playground.page.browsers import PHONE, expect, launched, visited

PROJECTOR = ViewportSize(width=1920, height=1080)
SMALLEST = 28
"""Pixels of the smallest type of a question on a projector: as high as what is read from the last row."""
FITS = "wall.scrollHeight <= wall.clientHeight && wall.scrollWidth <= wall.clientWidth"
SIZES = "[...wall.querySelectorAll('*')].map((each) => parseFloat(getComputedStyle(each).fontSize))"
OF_ANSWERS = (
    "[...wall.querySelectorAll('.answers li')].map((each) => parseFloat(getComputedStyle(each).fontSize))"
)
DIRECTIONS = "(all) => all.map((each) => getComputedStyle(each).direction)"
HIGHEST_HEADER = 100
"""Pixels of a phone that name and number may take."""
PAPER = "getComputedStyle(document.body).backgroundColor"


async def test_a_projector_shows_the_group_live_until_the_link_is_taken_back(tmp_path: Path) -> None:
    asked: set[str] = set()
    async with (
        hall(tmp_path) as served,
        launched() as browser,
        visited(browser, served.address, viewport=PROJECTOR, color_scheme="light") as page,
    ):
        here = served.address.split("/")[2]
        page.on("request", lambda request: asked.add(request.url.split("/")[2]))
        await page.reload()
        await expect(page.locator("h1")).to_contain_text("Where do you lean today?")
        await expect(page.locator(".answers li").first).to_have_text("Get a dog")
        assert await page.evaluate(FITS)
        assert min(await page.evaluate(SIZES)) >= SMALLEST

        await served.team.chooses(1, "get", ShowGroup(Role.BOARD))
        await expect(page.locator(".progress")).to_contain_text("Answered: 1 of 12")
        light = await page.evaluate(PAPER)
        await page.keyboard.press("d")
        assert await page.evaluate(PAPER) != light

        await served.links_at(0)
        await expect(page.locator("#wall")).to_have_text(ENGLISH(off()))
    assert asked == {here}


async def test_texts_of_any_length_and_direction_stay_on_the_page(tmp_path: Path) -> None:
    leaning = dog().questions[LEANING]
    texts = ("\u05db\u05df, \u05d1\u05e9\u05de\u05d7\u05d4!", *["W" * 64] * len(leaning.options))
    options = {
        name: replace(each, text=text)
        for (name, each), text in zip(leaning.options.items(), texts, strict=False)
    }
    asked = replace(leaning, ask="Donaudampf" * 30, options=options)
    dialog = replace(dog(), questions={**dog().questions, LEANING: asked})
    async with (
        hall(tmp_path, dialog=dialog) as served,
        launched() as browser,
        visited(browser, served.address, viewport=PHONE) as page,
    ):
        await served.renames("A long name of a group " * 10)
        await expect(page.locator("#title")).to_contain_text("A long name")

        directions = await page.locator(".answers li").evaluate_all(DIRECTIONS)
        assert directions[:2] == ["rtl", "ltr"]
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        header = await page.locator("header").bounding_box()
        assert header is not None
        assert header["height"] < HIGHEST_HEADER

        await page.set_viewport_size(PROJECTOR)
        assert await page.evaluate(FITS)
        assert min(await page.evaluate(OF_ANSWERS)) >= SMALLEST


async def test_a_wall_of_many_first_steps_stays_as_high_as_its_room_allows(tmp_path: Path) -> None:
    given = {PLAN_WHEN: "tomorrow", PLAN_WALL: NAMED, PLAN_STEP: "talk"}
    async with hall(tmp_path) as served, launched() as browser:
        group = served.team.rehearsed
        seats = tuple(
            replace(each, member=replace(each.member, given=given)) for each in group.seats.values()
        )
        last, more = len(agenda(dog())) - 1, group.group.revision + 1
        after = replace(group.group, stage=GroupStage.ENDED, step=last, revision=more)
        await served.team.commits(group.kept(GroupChange(group=after, seats=seats)))
        async with visited(browser, served.address, viewport=PROJECTOR) as page:
            await expect(page.locator(".columns li")).to_have_count(len(seats))

            assert await page.evaluate(FITS)
            assert min(await page.evaluate(SIZES)) >= SMALLEST
