"""What every store promises about the messages of a group."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions
from bot.core.group.events import Lead
from bot.core.group.session import GroupChange, GroupStage
from bot.core.screen.button import Button
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, ShowGroup, Urgency
from bot.stores.protocol import Address, Change, Due, GroupAddress, Surface

from .circle import ANNA, BEN, BENS, BOARD, CAROS, OPENED, PLACE, TOPIC, Circle, in_private, later, numbered
from .conftest import CARD, FRESH

ASKED = ShowGroup(Role.STEP, "3", urgency=Urgency.COUNTER)
CONSOLE = ShowGroup(Role.CONSOLE, str(ANNA), ANNA)
TABLE = ShowGroup(Role.TABLE, str(ANNA), ANNA, Urgency.RESULT)
INVITATION = ShowGroup(Role.INVITATION, str(ANNA), ANNA, Urgency.RESULT)
TOLD = Screen(
    (Block("See the chart."),),
    ((Button("Go on", Lead(coach_actions.NEXT)),),),
    picture=Picture("Goal", (Panel("", (Bar("a job", 3, 4),), 9),), "Small numbers are merged."),
)
BEN_ALONE = in_private(numbered(BENS, 1))


BOARD_AT = GroupAddress(PLACE, TOPIC)


async def only_due(circle: Circle) -> Due:
    (due,) = await circle.due()
    return due


async def only(circle: Circle) -> Surface:
    """The one surface that is due."""
    (due,) = await circle.due()
    return due.surface


async def alone(circle: Circle) -> None:
    """The group, with Ben gone on in his private chat."""
    await circle.opens(BENS, CAROS)
    await circle.change(GroupChange(seats=(BEN_ALONE,)), person=BEN)


async def test_a_surface_of_a_group_is_where_the_group_is(circle: Circle) -> None:
    (marked,) = await circle.change(GroupChange(group=OPENED, show=(ASKED,)))

    expected = Surface(
        marked.surface.id,
        PLACE,
        Role.STEP,
        revision=1,
        dirty=True,
        group=OPENED.id,
        part="3",
        thread=TOPIC,
    )
    assert marked == Due(expected, None)
    assert await circle.due() == (marked,)


async def test_a_console_is_in_its_coachs_private_chat_and_in_no_topic(circle: Circle) -> None:
    (marked,) = await circle.change(GroupChange(group=OPENED, show=(CONSOLE,)))

    assert (marked.surface.chat, marked.surface.thread, marked.surface.part) == (ANNA, None, str(ANNA))


async def test_a_group_has_one_surface_of_each_part_of_a_role(circle: Circle) -> None:
    first = await circle.change(GroupChange(group=OPENED, show=(BOARD, ASKED, ShowGroup(Role.STEP, "4"))))

    again = await circle.change(GroupChange(show=(ShowGroup(Role.STEP, "3", below=True),)))

    assert [due.surface.part for due in first] == ["", "3", "4"]
    assert [due.surface for due in again] == [replace(first[1].surface, revision=2, below=True)]
    assert len(await circle.due()) == 3


async def test_what_is_marked_is_told_with_how_it_presses(circle: Circle) -> None:
    await alone(circle)
    change = GroupChange(
        show=(ASKED, CONSOLE, TABLE),
        results=(BEN_ALONE.session.id,),
        cards=(BEN_ALONE.session.id,),
        tell=((PLACE, TOPIC, TOLD),),
    )

    committed = await circle.update(GroupAddress(PLACE, TOPIC, person=BEN), lambda _: change)

    told = [(due.surface.role, due.surface.chat, due.urgency) for due in committed.due]
    assert told == [
        (Role.STEP, PLACE, Urgency.COUNTER),
        (Role.CONSOLE, ANNA, Urgency.STAGE),
        (Role.TABLE, ANNA, Urgency.RESULT),
        (Role.RESULT, BEN, Urgency.RESULT),
        (Role.CARD, BEN, Urgency.RESULT),
        (Role.MESSAGE, PLACE, Urgency.STAGE),
    ]
    assert sorted((due for due in committed.due), key=lambda due: due.surface.id) == list(await circle.due())


async def test_a_row_knows_how_it_presses_until_it_is_shown(circle: Circle) -> None:
    step = replace(ASKED, urgency=Urgency.STAGE)
    seen = []
    await circle.change(GroupChange(group=OPENED))
    for shows in ((ASKED,), (step,), (ASKED,)):
        (marked,) = (await circle.update(BOARD_AT, lambda _, shows=shows: GroupChange(show=shows))).due  # type: ignore[misc]
        seen.append((await only_due(circle)).urgency)
    await circle.store.shown(marked.surface, 5, "d")
    await circle.update(BOARD_AT, lambda _: GroupChange(show=(ASKED,)))

    assert seen == [Urgency.COUNTER, Urgency.STAGE, Urgency.STAGE]
    assert (await only_due(circle)).urgency is Urgency.COUNTER


async def test_cards_and_results_of_members_come_below_with_their_sessions(circle: Circle) -> None:
    await alone(circle)
    number = BEN_ALONE.session.id

    marked = await circle.change(GroupChange(results=(number,), cards=(number,)))

    assert [(due.surface.session, due.surface.below, due.session) for due in marked] == [
        (number, True, BEN_ALONE.session)
    ] * 2


async def test_a_card_that_was_touched_stays_where_it_is(circle: Circle) -> None:
    await alone(circle)
    number = BEN_ALONE.session.id

    (marked,) = await circle.change(GroupChange(touched=(number,)))

    assert (marked.surface.session, marked.surface.below, marked.session) == (
        number,
        False,
        BEN_ALONE.session,
    )


async def test_a_message_is_told_once_in_its_topic(circle: Circle) -> None:
    (due,) = await circle.change(GroupChange(group=OPENED, tell=((PLACE, TOPIC, TOLD),)))
    told = (due.surface.thread, due.surface.screen, due.surface.group)

    await circle.store.shown(due.surface, 40, "d")

    assert told == (TOPIC, TOLD, None)
    assert await circle.due() == ()


async def test_something_can_be_told_where_there_is_no_group(circle: Circle) -> None:
    committed = await circle.update(GroupAddress(PLACE), lambda _: GroupChange(tell=((PLACE, None, TOLD),)))

    assert [due.surface.screen for due in committed.due] == [TOLD]


async def test_what_a_surface_of_a_group_shows_is_remembered_with_its_chart(circle: Circle) -> None:
    (due,) = await circle.change(GroupChange(group=OPENED, show=(ASKED,)))
    await circle.store.shown(due.surface, 40, "d1", "p1")

    (again,) = await circle.change(GroupChange(show=(ASKED,)))
    await circle.store.lost(again.surface.id)

    assert (again.surface.message_id, again.surface.digest, again.surface.picture) == (40, "d1", "p1")
    lost = await only(circle)
    assert (lost.message_id, lost.digest, lost.picture, lost.dirty) == (None, "", "", True)


async def test_a_new_message_of_a_group_retires_the_one_before(circle: Circle) -> None:
    (due,) = await circle.change(GroupChange(group=OPENED, show=(BOARD,)))
    await circle.store.shown(due.surface, 40, "d1")
    (due,) = await circle.change(GroupChange(show=(replace(BOARD, below=True),)))

    await circle.store.shown(due.surface, 41, "d2")

    assert (await only(circle)).retired == 40


# --- files --------------------------------------------------------------------------------


async def test_a_file_knows_its_group_and_goes_when_it_was_sent(circle: Circle) -> None:
    (due,) = await circle.change(GroupChange(group=OPENED, show=(TABLE,)))
    bound = due.surface.group

    await circle.store.shown(due.surface, 40, "d")

    assert bound == OPENED.id
    assert await circle.due() == ()
    assert (await circle.store.export(ANNA))["messages"] == []


async def test_a_file_asked_for_twice_before_it_was_sent_is_sent_once(circle: Circle) -> None:
    await circle.change(GroupChange(group=OPENED, show=(TABLE,)))

    (due,) = await circle.change(GroupChange(show=(TABLE,)))

    assert await circle.due() == (due,)


async def test_a_file_asked_for_again_while_it_was_sent_is_sent_again(circle: Circle) -> None:
    (first,) = await circle.change(GroupChange(group=OPENED, show=(TABLE,)))
    (second,) = await circle.change(GroupChange(show=(TABLE,)))

    await circle.store.shown(first.surface, 40, "d")

    assert await only(circle) == second.surface


@pytest.mark.parametrize(
    ("show", "left"),
    [(TABLE, 0), (INVITATION, 0), (CONSOLE, 1)],
    ids=["table", "invitation", "console"],
)
async def test_a_file_that_is_given_up_is_gone_and_another_surface_waits(
    circle: Circle, show: ShowGroup, left: int
) -> None:
    (due,) = await circle.change(GroupChange(group=OPENED, show=(show,)))

    await circle.store.drop(due.surface.id)

    assert await circle.due() == ()
    assert len((await circle.store.export(ANNA))["messages"]) == left  # type: ignore[arg-type]  # JSON-able data is `object`


# --- chats that cannot be written to ------------------------------------------------------


async def test_a_tap_in_the_group_writes_to_the_group_again_and_to_nobody_else(circle: Circle) -> None:
    board, console = await circle.change(GroupChange(group=OPENED, show=(BOARD, CONSOLE)))
    await circle.store.undeliverable(PLACE)
    await circle.store.undeliverable(ANNA)

    again = await circle.change(GroupChange(show=(BOARD, CONSOLE)))

    assert [(due.surface.role, due.held) for due in again] == [(Role.BOARD, False), (Role.CONSOLE, True)]
    assert [due.surface.id for due in await circle.due()] == [board.surface.id]
    await circle.update(GroupAddress(ANNA, group=OPENED.id), lambda _: GroupChange())
    assert [due.surface.id for due in await circle.due()] == [board.surface.id, console.surface.id]


async def test_a_deadline_writes_to_no_chat_again(circle: Circle) -> None:
    await circle.change(GroupChange(group=OPENED, show=(BOARD,)))
    await circle.store.undeliverable(PLACE)

    await circle.store.update(GroupAddress(group=OPENED.id), None, lambda _: GroupChange(show=(BOARD,)), 9.0)

    assert await circle.due() == ()


async def test_the_message_of_a_part_becomes_that_of_another(circle: Circle) -> None:
    await circle.change(GroupChange(group=OPENED, show=(ShowGroup(Role.STEP, "3"),)))
    await circle.show_all()

    (due,) = await circle.change(GroupChange(show=(ShowGroup(Role.STEP, "4", instead_of="3"),)))
    (again,) = await circle.change(GroupChange(show=(ShowGroup(Role.STEP, "3"),)))

    assert (due.surface.part, due.surface.message_id is None) == ("4", False)
    assert (again.surface.part, again.surface.message_id) == ("3", None)


async def test_a_part_that_has_a_message_already_gets_the_other_one_instead(circle: Circle) -> None:
    shown = (ShowGroup(Role.STEP, "3"), ShowGroup(Role.STEP, "4"))
    await circle.change(GroupChange(group=OPENED, show=shown))
    await circle.show_all()
    (before,) = await circle.change(GroupChange(show=(ShowGroup(Role.STEP, "4"),)))

    (due,) = await circle.change(GroupChange(show=(ShowGroup(Role.STEP, "3", instead_of="4"),)))

    assert (due.surface.id, due.surface.message_id) == (before.surface.id, before.surface.message_id)


# --- a group that became a supergroup -----------------------------------------------------


@pytest.mark.parametrize("parts", [("9", "10"), ("10", "9")])
async def test_a_moved_group_is_shown_again_by_its_board_and_newest_step(
    circle: Circle, parts: tuple[str, str]
) -> None:
    new = -100_777
    steps = tuple(ShowGroup(Role.STEP, part) for part in parts)
    shown = (BOARD, *steps, ShowGroup(Role.TALK, "10"), ShowGroup(Role.WALL), CONSOLE)
    await circle.change(GroupChange(group=OPENED, seats=(BENS,), show=shown))
    await circle.show_all()
    await circle.change(GroupChange(show=(ShowGroup(Role.STEP, "11"),)))
    (unseen,) = await circle.due()

    await circle.store.migrate_chat(PLACE, new)

    due = [due.surface for due in await circle.due()]
    assert [(each.role, each.part) for each in due] == [
        (Role.BOARD, ""),
        (Role.STEP, parts[-1]),
        (Role.STEP, "11"),
    ]
    assert {(each.chat, each.message_id, each.digest, each.picture) for each in due} == {(new, None, "", "")}
    assert unseen.surface.message_id is None
    assert [group.chat for group in await circle.store.groups_in(new)] == [new]
    assert (await circle.store.group(OPENED.id)).seats[0].session.chat == new


async def test_other_messages_of_a_moved_group_are_sent_when_they_are_marked(circle: Circle) -> None:
    wall = ShowGroup(Role.WALL)
    await circle.change(GroupChange(group=OPENED, show=(wall, CONSOLE)))
    await circle.show_all()

    await circle.store.migrate_chat(PLACE, -100_777)
    before = await circle.due()
    marked = await circle.change(GroupChange(show=(wall, CONSOLE)))

    assert before == ()
    assert [(due.surface.chat, due.surface.message_id is None) for due in marked] == [
        (-100_777, True),
        (ANNA, False),
    ]


async def test_a_moved_group_that_has_ended_stays_quiet(circle: Circle) -> None:
    await circle.opens()
    await circle.change(GroupChange(group=later(OPENED, stage=GroupStage.ENDED)))

    await circle.store.migrate_chat(PLACE, -100_777)

    assert await circle.due() == ()


async def test_a_session_that_changes_its_chat_leaves_its_messages_behind(circle: Circle) -> None:
    mine = replace(FRESH, id=91, chat=BEN, person=BEN)
    await alone(circle)
    (card,) = await circle.change(GroupChange(cards=(91,)))
    await circle.store.shown(card.surface, 40, "d")
    back = replace(BEN_ALONE, session=replace(BEN_ALONE.session, chat=PLACE, revision=2))
    await circle.change(GroupChange(seats=(back,)), person=BEN)

    found = await circle.store.update(
        Address(PLACE, session=91), 1, lambda found: Change(found.session, (CARD,)), 1.0
    )

    assert found is not None
    assert mine.chat == BEN
    (due,) = found.due
    assert (due.surface.chat, due.surface.message_id, due.surface.id) == (PLACE, None, card.surface.id)


async def test_the_newest_message_that_takes_text_is_found_once_it_stands_in_its_chat(circle: Circle) -> None:
    writing = ShowGroup(Role.OWN_QUESTION, str(ANNA), ANNA)
    await circle.change(GroupChange(group=OPENED, show=(CONSOLE, writing)))
    before = await circle.store.awaiting_text(ANNA)
    await circle.show_all()
    found = await circle.store.awaiting_text(ANNA)
    elsewhere = await circle.store.awaiting_text(BEN)

    assert (before, found and (found.role, found.group), elsewhere) == (
        None,
        (Role.OWN_QUESTION, OPENED.id),
        None,
    )
