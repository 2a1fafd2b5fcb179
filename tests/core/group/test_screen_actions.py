"""The link of the big screen: made, replaced and taken back by coaches, and seen by them alone."""

from dataclasses import replace

from bot.core.group.coach_actions import PLAN_BACK
from bot.core.group.events import Lead
from bot.core.group.screen_actions import BIG_SCREEN, NEW_LINK, SCREEN_OFF, has_big_screen
from bot.core.group.screens.view import View
from bot.core.group.session import GroupSession
from bot.core.screen.button import Button
from bot.core.screen.screen import Screen
from bot.core.screen.surface import Role
from bot.core.words import coach_toasts
from bot.core.words.english import ENGLISH
from bot.outbox.renderers import RENDERERS, GroupScreen, GroupView
from tests.example import dog
from tests.groups import COACH, Rehearsed, rehearsed

BORIS = 43


def address(group: GroupSession) -> str:
    return f"https://coach.example.org/screen/{group.big_screen}" if has_big_screen(group) else ""


def console(group: Rehearsed, coach: int = COACH, *, is_served: bool = True) -> Screen:
    link = address(group.group) if is_served else None
    renderer = RENDERERS[Role.CONSOLE]
    assert isinstance(renderer, GroupScreen)
    seats = tuple(group.seats.values())
    view = GroupView(View(ENGLISH, group.dialog, group.group, seats, link), str(coach))
    screen = renderer.render(view)
    assert screen is not None
    return screen


def buttons(screen: Screen) -> list[Button]:
    return [button for row in screen.rows for button in row]


def labels(screen: Screen) -> list[str]:
    return [button.label for button in buttons(screen)]


def said(screen: Screen) -> str:
    return "\n".join(block.text for block in screen.blocks)


def test_the_button_is_offered_where_big_screens_are_served() -> None:
    group = rehearsed(dog(), 3)

    assert "Big screen" in labels(console(group))
    assert "Big screen" not in labels(console(group, is_served=False))


def test_the_first_tap_makes_a_link_and_shows_it_to_whoever_tapped() -> None:
    group = rehearsed(dog(), 3)
    group.group = replace(group.group, co_coaches={BORIS: "Boris"})

    group.lead(BIG_SCREEN)

    link = address(group.group)
    assert group.group.big_screen == int(group.at)
    assert link in said(console(group))
    assert link not in said(console(group, BORIS))
    assert [(each.label, each.url, each.copy) for each in buttons(console(group))[:2]] == [
        ("Open ↗", link, ""),
        ("Copy the link", None, link),
    ]
    assert [each.event for each in buttons(console(group))[2:]] == [
        Lead(NEW_LINK),
        Lead(SCREEN_OFF),
        Lead(PLAN_BACK),
    ]


def test_a_later_tap_shows_the_same_link() -> None:
    group = rehearsed(dog(), 3)
    group.lead(BIG_SCREEN)
    before = group.group.big_screen
    group.lead(PLAN_BACK)
    group.at += 60

    group.lead(BIG_SCREEN)

    assert group.group.big_screen == before


def test_a_new_link_is_never_one_that_was_there_before() -> None:
    group = rehearsed(dog(), 3)
    group.lead(BIG_SCREEN)
    made = [group.group.big_screen]

    change = group.lead(NEW_LINK)
    made.append(group.group.big_screen)
    group.lead(SCREEN_OFF)
    group.lead(NEW_LINK)
    made.append(group.group.big_screen)
    group.at -= 3600  # the clock was put back
    group.lead(NEW_LINK)
    made.append(group.group.big_screen)

    assert made == sorted(set(made))
    assert change.notice is not None
    assert change.notice.text == coach_toasts.new_link()


def test_turned_off_there_is_no_link_until_a_new_one_is_made() -> None:
    group = rehearsed(dog(), 3)
    group.lead(BIG_SCREEN)

    group.lead(SCREEN_OFF)

    assert not has_big_screen(group.group)
    assert said(console(group)).endswith("The big screen is off. A new link turns it on.")
    assert labels(console(group)) == ["New link", "‹ Back"]


def test_turning_off_twice_changes_nothing() -> None:
    group = rehearsed(dog(), 3)
    group.lead(BIG_SCREEN)
    group.lead(SCREEN_OFF)
    before = group.group

    group.lead(SCREEN_OFF)

    assert group.group == before


def test_where_no_big_screens_are_served_any_more_the_page_says_so() -> None:
    group = rehearsed(dog(), 3)
    group.lead(BIG_SCREEN)

    assert labels(console(group, is_served=False)) == ["‹ Back"]


def test_everybody_can_read_in_the_log_what_was_done_with_the_link() -> None:
    group = rehearsed(dog(), 3)
    for action in (BIG_SCREEN, NEW_LINK, SCREEN_OFF):
        group.lead(action)

    assert [entry.what.id for entry in group.group.log[-3:]] == [
        "log.screen_on",
        "log.renewed_link",
        "log.screen_off",
    ]


def test_no_message_of_the_group_has_the_link() -> None:
    group = rehearsed(dog(), 3)
    group.lead(BIG_SCREEN)

    seats = tuple(group.seats.values())
    view = GroupView(View(ENGLISH, group.dialog, group.group, seats, address(group.group)), "0")
    for role, renderer in RENDERERS.items():
        if isinstance(renderer, GroupScreen) and role is not Role.CONSOLE:
            assert address(group.group) not in repr(renderer.render(view))
