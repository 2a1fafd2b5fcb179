"""The big screen shows what the group has in its messages, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from bot.core.dialog.model import Dialog
from bot.core.group import coach_actions
from bot.core.group.agenda import Does
from bot.core.group.events import Choose
from bot.core.group.group_questions import NAMED, PLAN_STEP, PLAN_WALL, PLAN_WHEN
from bot.core.group.own_question import OwnQuestion
from bot.core.group.plan import step_names
from bot.core.group.screens.big_screen import BigScreen, BigScreenSection, ChartPanel, ChartRow, big_screen
from bot.core.group.screens.figures_text import people
from bot.core.group.session import GroupChange, GroupSession, GroupStage
from bot.core.screen.screen import Block, Screen, Style
from bot.core.screen.surface import Role
from bot.core.words import board, group_steps
from bot.core.words.english import ENGLISH
from tests.core.group.talking import talkative
from tests.gathering import with_warm_up
from tests.groups import Rehearsed, rehearsed

TWELVE = 12


@dataclass
class Seen(Rehearsed):
    """A group that remembers which messages everybody in it has."""

    messages: set[tuple[Role, str]] = field(default_factory=lambda: {(Role.BOARD, "")})

    def kept(self, change: GroupChange) -> GroupChange:
        self.messages |= {(show.role, show.part) for show in change.show if show.chat is None}
        return super().kept(change)

    def _audit(self, after: GroupSession) -> None:
        """What figures tell is audited wherever they are made."""

    @property
    def wall(self) -> BigScreen:
        return big_screen(self.view)

    @property
    def stands_in_the_chat(self) -> set[str]:
        """Every line and label of every message that everybody in the group has."""
        screens = (self._rendered(role, part) for role, part in self.messages)
        return {line for screen in screens if screen is not None for line in texts_of(screen)}


def seen(number: int = TWELVE, dialog: Dialog | None = None) -> Seen:
    """A group in its lobby, with so many members."""
    made = rehearsed(dialog or with_warm_up(), number)
    return Seen(made.dialog, made.group, made.seats, made.at)


def texts_of(screen: Screen) -> Iterator[str]:
    for block in screen.blocks:
        yield from (block.heading, *block.text.split("\n"))
    yield from (button.label for row in screen.rows for button in row)
    if (picture := screen.picture) is not None:
        yield from (picture.title, picture.note)
        for panel in picture.panels:
            yield panel.name
            for bar in panel.bars:
                yield from (bar.label, bar.said or ENGLISH(people(bar, panel.of)))


def texts_on(wall: BigScreen) -> Iterator[str]:
    yield wall.title
    for section in wall.sections:
        yield from (
            section.title,
            *section.answers,
            section.progress,
            section.alert,
            section.caption,
            section.note,
        )
        for block in section.blocks:
            yield from (block.heading, *block.text.split("\n"))
        for panel in section.panels:
            yield panel.name
            for row in panel.rows:
                yield from (row.label, row.amount)


def answers_all(group: Seen, *options: str) -> None:
    """Everybody who is here answers; the options in turn."""
    for at, person in enumerate(group.seats):
        group.choose(person, options[at % len(options)])


def walk(group: Seen) -> Iterator[BigScreen]:
    """Lead a group through everything that can happen, and look up at each point."""
    yield group.wall
    group.lead(coach_actions.START)
    while group.group.stage is not GroupStage.ENDED:
        yield group.wall
        if group.step.does is Does.ASK:
            yield from walk_question(group)
        elif group.step.does is Does.PLAN:
            for option, question in (("today", PLAN_WHEN), ("talk", PLAN_STEP), (NAMED, PLAN_WALL)):
                group.tap(1, Choose(question, option))
            group.tap(1, Choose(PLAN_WALL, NAMED))
            yield group.wall
            group.lead(coach_actions.END)
            group.wait(6)
        if group.group.stage in (GroupStage.SHOWN, GroupStage.RESULTS):
            group.lead(coach_actions.NEXT)
    yield group.wall


def walk_question(group: Seen) -> Iterator[BigScreen]:
    options = list(group.step.question.options)
    answers_all(group, *options[:2])
    yield group.wall
    group.lead(coach_actions.PAUSE)
    yield group.wall
    group.lead(coach_actions.RESUME)
    group.detached()
    yield group.wall
    group.attached()
    group.lead(coach_actions.CLOSE)
    yield group.wall
    group.wait(6)
    yield group.wall
    if group.group.stage is GroupStage.TALK:
        group.lead(coach_actions.REVOTE)
        yield group.wall
        group.reveal()
        yield group.wall


def in_newest_message(group: Seen) -> Iterator[str]:
    """Each text of the step's message; a line of figures is its answer and its number."""
    for block in group.screen(Role.STEP, str(group.group.step)).blocks:
        for line in (block.heading, *block.text.split("\n")):
            yield from line.removeprefix("• ").rstrip(":").split(": ")


@pytest.mark.parametrize("number", [3, TWELVE, 30])
def test_the_wall_says_what_the_group_has_in_its_messages_and_nothing_else(number: int) -> None:
    group = seen(number, talkative())
    stages = set()

    for wall in walk(group):
        stages.add(wall.stage)
        texts = set(texts_on(wall)) - {""}
        assert texts - group.stands_in_the_chat == set(), wall.stage
        if wall.stage in (GroupStage.OPEN, GroupStage.CLOSING, GroupStage.SHOWN, GroupStage.RESULTS):
            said = " ".join(texts)
            assert {text for text in in_newest_message(group) if text not in said} == set(), wall.stage

    assert stages >= set(GroupStage) - ({GroupStage.TALK} if number == 3 else set())


def test_the_lobby_lets_people_in() -> None:
    wall = seen().wall

    assert (wall.lets_in, wall.people, wall.place) == (True, "12 people are taking part.", "Team")
    assert wall.sections[0].blocks[0].text.endswith(ENGLISH(board.lobby()))


def test_an_open_question_has_its_answers_and_how_many_have_answered() -> None:
    group = seen()
    group.lead(coach_actions.START)
    for person in (1, 2, 3):
        group.choose(person, "friend")

    (section,) = group.wall.sections

    assert section.title.endswith("What draws you to a dog?")
    assert section.answers == ("A companion", "Someone to run with", "The children ask for it")
    assert (section.progress, section.share) == ("Answered: 3 of 12", 0.25)
    assert "Answered" not in "".join(block.text for block in section.blocks)


@pytest.mark.parametrize(
    ("people", "says"),
    [(0, ("Answered: fewer than 10%", 0.0)), (7, ("Answered: about 20%", 0.2))],
)
def test_a_big_group_is_counted_in_tenths_here_too(people: int, says: tuple[str, float]) -> None:
    group = seen(30)
    group.lead(coach_actions.START)
    for person in range(1, people + 1):
        group.choose(person, "friend")

    (section,) = group.wall.sections

    assert (section.progress, section.share) == says


def test_what_a_chart_shows_is_not_listed_again() -> None:
    group = seen()
    group.lead(coach_actions.START)
    answers_all(group, "friend", "sport")
    group.reveal()

    (section,) = group.wall.sections

    assert section == BigScreenSection(
        section.title,
        (Block("12 of 12 answered.", Style.HINT),),
        panels=(
            ChartPanel(
                "",
                (
                    ChartRow("A companion", "6 of 12", 0.5, 0.5),
                    ChartRow("Someone to run with", "6 of 12", 0.5, 0.5),
                    ChartRow("The children ask for it", "0 of 12", 0.0, 0.0),
                ),
            ),
        ),
    )


def test_what_is_about_to_happen_stands_apart_with_its_clock() -> None:
    group = seen()
    group.lead(coach_actions.START)
    answers_all(group, "friend", "sport")

    group.lead(coach_actions.CLOSE)

    assert group.wall.sections[0].alert == ENGLISH(group_steps.closing())
    assert group.wall.closes_at == group.at + 5


@pytest.mark.parametrize(("clock", "is_shown"), [(60, True), (0, False), (-1, False)])
def test_a_clock_stands_on_the_wall_where_the_group_sees_one(clock: int, is_shown: bool) -> None:
    group = seen()
    group.lead(coach_actions.START)
    group.group = replace(group.group, closes_at=group.at + 60, clock=clock)

    assert group.wall.closes_at == (group.at + 60 if is_shown else None)


def test_the_wall_counts_down_nothing_that_no_message_of_the_group_says() -> None:
    group, own = seen(dialog=talkative()), OwnQuestion("How is your energy?", ("Low", "High"))
    names = step_names(group.dialog)
    group.group = replace(group.group, own=(own,), plan=(names[0], own.id, *names[1:]))
    stages = set()

    for _ in walk(group):
        group.sees()
        if group.wall.closes_at is not None:
            stages.add((group.group.stage, group.step.question.id == own.id))
            assert any(section.alert for section in group.wall.sections), group.group.stage

    assert stages >= {(GroupStage.CLOSING, True), (GroupStage.TALK, True), (GroupStage.TALK, False)}


def test_after_the_end_the_results_stay() -> None:
    group = seen()
    *_, last = walk(group)

    assert (last.stage, last.people) == (GroupStage.ENDED, "12 people took part.")
    first, results, wall = last.sections
    assert (first.title, wall.title) == ("Is a dog right for me?", "Our wall of first steps")
    assert results.title.endswith("Your results are here")


def test_a_group_that_was_renamed_has_its_new_name() -> None:
    group = seen()
    group.group = replace(group.group, place="The new team")

    assert group.wall.place == "The new team"
