"""Nothing is cut on any message of Telegram, where an author writes as much as the loader allows."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from bot.core.dialog.model import Dialog
from bot.core.dialog.progress import REVIEW
from bot.core.group import coach_actions
from bot.core.group.agenda import Does, choices, question_of
from bot.core.group.coach_moves import perform
from bot.core.group.deadlines import CHECKS
from bot.core.group.events import Choose, Lead, SendWhisper, ShowStep, WriteStep, WriteWhisper
from bot.core.group.group_questions import PLAN_STEP, PLAN_WALL, PLAN_WHEN
from bot.core.group.own_step import LONGEST_STEP, write_step
from bot.core.group.screens.summary import summarize
from bot.core.group.screens.view import View
from bot.core.group.session import GroupStage
from bot.core.group.whisper import LONGEST_WHISPER
from bot.core.group.whisper_moves import write_whisper
from bot.core.kinds.answering import Done, Pick
from bot.core.screen.fitting import units
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.core.solo import menus
from bot.core.solo.engine import begin, here, step
from bot.core.solo.events import (
    Doubt,
    Finish,
    Include,
    NotSure,
    OpenPage,
    Review,
    Say,
    SessionEvent,
    Stop,
    TurnTo,
)
from bot.core.solo.session import Session, ShownPage
from bot.core.words.english import ENGLISH
from bot.documents.report import lay_out_report
from bot.outbox.renderers import RENDERERS, GroupScreen, GroupView, SessionScreen, SessionView
from bot.platforms.telegram import rendering
from tests.example import AT
from tests.groups import COACH, Rehearsed, rehearsed
from tests.longest import longest_dialog

MOST_BUTTONS = 100
TYPED = ("zzz", "what do you mean?", "why?", "bla " * 200)
MOST_PARTS = 20


def cut(screen: Screen) -> list[str]:
    """Return what of a screen is too long for one message of Telegram, and would be cut there."""
    buttons = [button for row in screen.rows for button in row]
    whole = "\n\n".join("\n".join(filter(None, (each.heading, each.text))) for each in screen.blocks)
    return [
        *([f"{units(whole)}: …{whole[-40:]}"] if units(whole) > rendering.LONGEST_MESSAGE else []),
        *(each.heading for each in screen.blocks if units(each.heading) > rendering.LONGEST_HEADING),
        *(each.label for each in buttons if units(each.label) > rendering.LONGEST_LABEL),
        *(each.copy for each in buttons if units(each.copy) > rendering.LONGEST_COPY),
        *(each.label for each in buttons[MOST_BUTTONS:]),
    ]


def shown(dialog: Dialog, session: Session) -> Iterator[Screen]:
    """Yield each part of each message about a session."""
    for renderer in map(RENDERERS.__getitem__, (Role.CARD, Role.RESULT, Role.FOLLOW_UP)):
        assert isinstance(renderer, SessionScreen)
        for part in range(MOST_PARTS):
            here_ = replace(session, part=part)
            screen = renderer.render(
                SessionView(ENGLISH, dialog, here_, None, "https://t.me/a_bot?start={}".format)
            )
            if screen is not None:
                yield screen
            buttons = [] if screen is None else [button.event for row in screen.rows for button in row]
            if TurnTo(str(part + 1)) not in buttons:
                break


def walk(dialog: Dialog) -> Iterator[Session]:
    """Yield a session wherever it comes: each question, what is typed there, all answers, each page."""
    act = partial(_after, dialog)
    chance = random.Random(dialog.id)
    session = replace(begin(dialog, 2**63 - 1, 1, 1), place="G" * 128)
    yield session
    yield act(session, OpenPage(ShownPage.ABOUT.value))
    while (open_ := here(dialog, session)) != REVIEW:
        yield session
        yield from (act(session, Say(text)) for text in TYPED)
        question = dialog.questions[open_]
        options = list(question.options.values())
        if question.kind.accepts_any_text:
            session = act(session, Say("my own words, as many as fit: " + "x" * 30))
        elif question.kind.is_ticked:
            session = act(session, *(Pick(open_, each.id) for each in options), Done(open_))
        else:
            yield act(session, Say(" or ".join(each.text for each in options[:2])))
            is_unsure = bool(question.allow) and chance.random() < 0.2
            session = act(session, NotSure(open_) if is_unsure else Say(chance.choice(options).text))
    yield session
    yield act(session, Stop())
    result = act(session, Finish())
    assert result.finished_on is not None
    yield act(result, Review())
    for page in ShownPage:
        turned = act(result, OpenPage(page.value))
        yield turned
        yield act(turned, Doubt("0"), *map(Include, dialog.questions))


def _after(dialog: Dialog, session: Session, *events: SessionEvent) -> Session:
    for event in events:
        session = step(dialog, session, event, AT).session
    return session


@pytest.mark.parametrize("name", ["ai-cert", "ai-programme"])
def test_no_message_of_a_person_s_own_is_cut(name: str) -> None:
    dialog = longest_dialog(name)

    assert [found for each in walk(dialog) for screen in shown(dialog, each) if (found := cut(screen))] == []


@pytest.mark.parametrize("name", ["ai-cert", "ai-programme"])
def test_no_list_of_dialogs_and_results_is_cut(name: str) -> None:
    dialog = longest_dialog(name)
    result = next(each for each in walk(dialog) if each.finished_on is not None)
    many = [(dialog, replace(result, id=number)) for number in range(menus.NEWEST_RESULTS)]
    others = [replace(dialog, id=f"other-{number}") for number in range(10)]
    screens = (
        menus.dialogs(others, many[: menus.MOST_TO_GO_ON_WITH], 3, ENGLISH),
        menus.history(many, 3, ENGLISH),
        menus.comparison(many, dialog.id, ENGLISH),
        menus.help_screen(ENGLISH),
        menus.privacy(180, 7, ENGLISH),
    )

    assert [found for each in screens if (found := cut(each))] == []


def test_a_comparison_says_how_many_results_have_no_room_in_it() -> None:
    dialog = longest_dialog("ai-programme")
    result = next(each for each in walk(dialog) if each.finished_on is not None)
    many = [(dialog, replace(result, id=number)) for number in range(30)]

    _, *lines, last = menus.comparison(many, dialog.id, ENGLISH).blocks

    assert last.text.startswith(f"{30 - len(lines)} older results are not listed.")


def test_the_button_that_goes_on_with_a_dialog_keeps_the_number_of_answers() -> None:
    dialog = longest_dialog("ai-cert")
    (row,) = menus.dialogs((), [(dialog, begin(dialog, 1, 1, 1))], 0, ENGLISH).rows

    assert row[0].label.startswith("Continue: Should I get an AI certification?")
    assert row[0].label.endswith("… (0 answers)")


# --- a group ------------------------------------------------------------------------------------

WITH_PAGES = (GroupStage.LOBBY, GroupStage.TALK, GroupStage.RESULTS, GroupStage.PLAN, GroupStage.ENDED)
"""Stages at which a coach looks at each page of the console."""
NAME = "Wolfeschlegelsteinhausenbergerdorff-Habsburg-Lothringen-Lorraine"
BIG_SCREEN = f"https://coach.example/screen/{'x' * 40}"
LONGEST_PLACE = 128
PEOPLE = 12


def gathered(dialog: Dialog) -> Rehearsed:
    """Return a group of people, topic and title with the longest names that Telegram has."""
    group = rehearsed(dialog)
    names = {"place": "T" * LONGEST_PLACE, "topic": "U" * LONGEST_PLACE, "thread": 7, "coach_name": NAME}
    group.group = replace(group.group, **names)  # type: ignore[arg-type]  # the names are texts, the thread none
    group.longest_name = len(NAME)
    group.join(*range(1, PEOPLE + 1))
    return group


def lead_through(group: Rehearsed) -> Iterator[Rehearsed]:
    """Yield a group wherever a coach leads it; everybody writes as much as they may."""
    yield group
    group.lead(coach_actions.START, NAME)
    while group.group.stage is not GroupStage.ENDED:
        yield group
        if group.step.does is Does.ASK:
            options = list(group.step.question.options)
            for person in group.seats:
                group.choose(person, options[person % 3 % len(options)])
            yield group
            group.reveal()
            if group.group.stage is GroupStage.TALK:
                yield group
                group.lead(coach_actions.REVOTE, NAME)
                group.reveal()
        elif group.step.does is Does.PLAN:
            _write(group)
            yield group
            group.lead(coach_actions.END, NAME)
            group.wait(6)
        yield group
        if group.group.stage in (GroupStage.SHOWN, GroupStage.RESULTS):
            group.lead(coach_actions.NEXT, NAME)
    yield group
    group.group = replace(group.group, reminded=len(CHECKS))
    yield group


def _write(group: Rehearsed) -> None:
    for person in group.seats:
        for question in (PLAN_WHEN, PLAN_STEP, PLAN_WALL):
            asked = question_of(group.asked, question)
            assert asked is not None
            group.tap(person, Choose(question, choices(asked)[0]))
        group.tap(person, WriteStep())
        group.kept(write_step(group.group, group.seats[person], "w" * LONGEST_STEP, ENGLISH))
        group.tap(person, ShowStep())
        group.tap(person, WriteWhisper())
        group.kept(write_whisper(group.seats[person], "w" * LONGEST_WHISPER, ENGLISH))
        group.tap(person, SendWhisper())


def seen_in(group: Rehearsed) -> Iterator[Screen]:
    """Yield what stands on each message of a group, and on each page of the console."""
    roles = [(Role.BOARD, ""), (Role.WALL, ""), (Role.CONSOLE, str(COACH))]
    roles += [(role, "1") for role in (Role.REMOTE, Role.WHISPER, Role.OWN_STEP)]
    if group.group.step >= 0:
        roles.append((Role.STEP, str(group.group.step)))
    if group.group.stage is GroupStage.TALK:
        roles.append((Role.TALK, str(group.group.step)))
    if group.group.stage is GroupStage.ENDED:
        roles.append((Role.CHECK_IN, "1"))
    for role, part in roles:
        renderer = RENDERERS[role]
        assert isinstance(renderer, GroupScreen)
        seats = tuple(group.seats.values())
        view = GroupView(View(ENGLISH, group.asked, group.group, seats, BIG_SCREEN), part)
        if (screen := renderer.render(view)) is not None:
            yield screen
    if group.group.stage not in WITH_PAGES:
        return
    console = group.screen(Role.CONSOLE, str(COACH))
    for event in (button.event for row in console.rows for button in row):
        if isinstance(event, Lead) and event.action is not coach_actions.END:
            turned = replace(group, seats=dict(group.seats))
            context = replace(turned.context(NAME, COACH), number=event.number)
            turned.kept(perform(context, event.action))
            yield turned.screen(Role.CONSOLE, str(COACH))


def test_no_message_of_a_group_is_cut() -> None:
    group = gathered(longest_dialog("ai-programme"))
    stages = set()

    for each in lead_through(group):
        stages.add(each.group.stage)
        assert [found for screen in seen_in(each) if (found := cut(screen))] == [], each.group.stage

    assert set(WITH_PAGES) <= stages
    told = summarize(group.view, date(2026, 11, 28), PEOPLE)
    pages = lay_out_report(ENGLISH, told, "s" * 80)
    assert len(pages) == 2
    assert [page for page in pages if page[0].y > page[-1].boxes[0].y] == []
