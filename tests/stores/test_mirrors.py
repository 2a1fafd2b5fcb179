"""What somebody sees in private changes when the group's message does, and as often."""

from dataclasses import replace

from bot.core.group.session import GroupChange
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.stores.protocol import Due

from .circle import BEN, CARO, OPENED, Circle

STEP = ShowGroup(Role.STEP, "3", urgency=Urgency.COUNTER)
FAR = tuple(ShowGroup(Role.REMOTE, str(person), person) for person in (BEN, CARO))


async def seen(circle: Circle) -> Due:
    """The step is on show in the group and in two private chats; somebody answers."""
    for due in await circle.change(GroupChange(group=OPENED, show=(STEP, *FAR))):
        await circle.store.shown(due.surface, 10 + due.surface.id, "one of three")
    (again,) = await circle.change(GroupChange(show=(STEP,)))
    return again


async def due_in_private(circle: Circle) -> list[tuple[int, Urgency]]:
    due = [each for each in await circle.due() if each.surface.role is Role.REMOTE]
    return [(each.surface.chat, each.urgency) for each in due]


async def test_the_private_chats_count_once_the_group_does(circle: Circle) -> None:
    step = await seen(circle)
    before = await due_in_private(circle)

    await circle.store.shown(step.surface, 11, "two of three")

    assert before == []
    assert await due_in_private(circle) == [(BEN, Urgency.COUNTER), (CARO, Urgency.COUNTER)]


async def test_they_do_not_where_the_group_sees_what_it_saw(circle: Circle) -> None:
    step = await seen(circle)

    await circle.store.shown(step.surface, 11, "one of three")

    assert await due_in_private(circle) == []


async def test_a_new_step_that_waits_there_stays_urgent(circle: Circle) -> None:
    step = await seen(circle)
    await circle.change(GroupChange(show=FAR))

    await circle.store.shown(step.surface, 11, "two of three")

    assert await due_in_private(circle) == [(BEN, Urgency.STAGE), (CARO, Urgency.STAGE)]


async def test_those_of_another_group_stay_as_they_are(circle: Circle) -> None:
    step = await seen(circle)
    other = replace(OPENED, id=95, thread=8)
    for due in await circle.change(GroupChange(group=other, show=FAR)):
        await circle.store.shown(due.surface, 10 + due.surface.id, "of the other")

    await circle.store.shown(step.surface, 11, "two of three")

    assert len(await due_in_private(circle)) == 2


async def test_what_is_due_in_private_is_due_no_longer_than_it_was_in_the_group(circle: Circle) -> None:
    step = await seen(circle)
    await circle.store.shown(step.surface, 11, "one of three")
    circle.now += 3_600
    (step,) = await circle.change(GroupChange(show=(STEP,)))
    marked = circle.now

    await circle.store.shown(step.surface, 11, "two of three")

    assert (await circle.store.condition(circle.now)).oldest_due == marked
