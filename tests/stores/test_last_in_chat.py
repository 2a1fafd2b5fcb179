"""A coach's console comes below what is sent below it, in every store."""

from dataclasses import replace

import pytest

from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.stores.protocol import Address, Change, Due

from .circle import ANNA, BEN, OPENED, PLACE, Circle, later
from .conftest import CARD, FRESH

CONSOLE = ShowGroup(Role.CONSOLE, str(ANNA), ANNA)
FOLLOWS = replace(CONSOLE, follows=True)
TABLE = ShowGroup(Role.TABLE, str(ANNA), ANNA, Urgency.RESULT)
SUMMARY = ShowGroup(Role.SUMMARY, str(ANNA), ANNA, Urgency.RESULT)
NOTE = (ANNA, None, Screen((Block("Somebody took over."),)))


async def leads(circle: Circle) -> None:
    """Anna's console is on show, as message 10."""
    (console,) = await circle.change(GroupChange(group=OPENED, show=(CONSOLE,)))
    await circle.store.shown(console.surface, 10, "d")


async def sent(circle: Circle, message: int) -> None:
    """The next of what is sent once has arrived."""
    due = next(each for each in await circle.due() if each.surface.role is not Role.CONSOLE)
    await circle.store.shown(due.surface, message, "d")


async def follows(circle: Circle) -> list[tuple[int | None, bool, Urgency]]:
    """What is due of consoles."""
    due = [each for each in await circle.due() if each.surface.role is Role.CONSOLE]
    return [(each.surface.message_id, each.surface.below, each.urgency) for each in due]


async def test_a_console_comes_below_a_message_once_that_has_arrived(circle: Circle) -> None:
    await leads(circle)
    await circle.change(GroupChange(tell=(NOTE,)))
    before = await follows(circle)

    await sent(circle, 11)

    assert (before, await follows(circle)) == ([], [(10, True, Urgency.COUNTER)])


async def test_a_console_waits_for_the_last_of_several_messages(circle: Circle) -> None:
    await leads(circle)
    await circle.change(GroupChange(show=(TABLE, SUMMARY)))

    await sent(circle, 11)
    between = await follows(circle)
    await sent(circle, 12)

    assert (between, await follows(circle)) == ([], [(10, True, Urgency.COUNTER)])


async def test_a_console_that_is_to_change_at_once_still_does(circle: Circle) -> None:
    await leads(circle)
    await circle.change(GroupChange(show=(CONSOLE,), tell=(NOTE,)))

    await sent(circle, 11)

    assert await follows(circle) == [(10, True, Urgency.STAGE)]


async def test_of_two_consoles_the_lower_one_comes_below(circle: Circle) -> None:
    await leads(circle)
    other = replace(OPENED, id=95, thread=8)
    (console,) = await circle.change(GroupChange(group=other, show=(CONSOLE,)))
    await circle.store.shown(console.surface, 11, "d")
    await circle.change(GroupChange(tell=(NOTE,)))

    await sent(circle, 12)

    assert await follows(circle) == [(11, True, Urgency.COUNTER)]


async def test_a_console_makes_room_for_a_new_one(circle: Circle) -> None:
    await leads(circle)
    await circle.change(GroupChange(group=replace(OPENED, id=95, thread=8), show=(CONSOLE,), tell=(NOTE,)))

    await sent(circle, 11)

    assert await follows(circle) == [(None, False, Urgency.STAGE)]


@pytest.mark.parametrize(("show", "moves"), [((), False), ((TABLE,), True)], ids=["a notice", "its files"])
async def test_after_the_end_only_the_files_of_the_group_move_its_console(
    circle: Circle, show: tuple[ShowGroup, ...], moves: bool
) -> None:
    await leads(circle)
    await circle.change(GroupChange(group=later(OPENED, stage=GroupStage.ENDED)))
    await circle.change(GroupChange(show=show, tell=() if show else (NOTE,)))

    await sent(circle, 11)

    assert bool(await follows(circle)) is moves


async def test_a_console_of_somebody_who_coaches_no_longer_stays_where_it_is(circle: Circle) -> None:
    await leads(circle)
    await circle.change(GroupChange(group=later(OPENED, coach=BEN, coach_name="Ben")))
    await circle.change(GroupChange(tell=(NOTE,)))

    await sent(circle, 11)

    assert await follows(circle) == []


async def test_a_console_does_not_come_below_what_its_coach_is_writing(circle: Circle) -> None:
    await leads(circle)
    (written,) = await circle.change(GroupChange(show=(ShowGroup(Role.OWN_QUESTION, str(ANNA), ANNA),)))
    await circle.store.shown(written.surface, 11, "d")
    await circle.change(GroupChange(tell=(NOTE,)))

    await sent(circle, 12)
    before = await follows(circle)
    done = await acted(circle, FOLLOWS)

    assert (before, done.below) == ([], True)


async def test_a_message_in_the_group_moves_no_console(circle: Circle) -> None:
    await leads(circle)
    await circle.change(GroupChange(tell=((PLACE, None, NOTE[2]),)))

    await sent(circle, 11)

    assert await follows(circle) == []


async def acted(circle: Circle, show: ShowGroup) -> Due:
    """What becomes of the console when its coach acts."""
    (due,) = await circle.change(GroupChange(show=(show,)))
    return due


@pytest.mark.parametrize(
    ("card", "show", "below"), [(11, FOLLOWS, True), (9, FOLLOWS, False), (11, CONSOLE, False)]
)
async def test_a_console_above_a_card_comes_below_when_its_coach_acts(
    circle: Circle, card: int, show: ShowGroup, below: bool
) -> None:
    await leads(circle)
    own = replace(FRESH, chat=ANNA, person=ANNA)
    began = await circle.store.update(Address(ANNA), 1, lambda _: Change(own, (CARD,)), circle.now)
    assert began is not None
    await circle.store.shown(began.due[0].surface, card, "d")

    assert (await acted(circle, show)).below is below
