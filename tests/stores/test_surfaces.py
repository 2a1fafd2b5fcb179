"""What every store promises about surfaces: what is shown, what is to be shown, and when."""

from dataclasses import replace

import pytest

from bot.core.screen.button import Button
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Role, Show
from bot.core.solo.events import Begin
from bot.stores.protocol import Address, Change, Store, Surface

from .conftest import CARD, CHAT, FRESH, Desk

HELP = Screen(
    (Block("Tap an answer.", heading="Help"),), ((Button("Begin", Begin()), Button("Site", url="https://x")),)
)
BELOW = Show(Role.CARD, below=True)


async def only(desk: Desk) -> Surface:
    """The one surface that is due."""
    (due,) = await desk.due()
    return due.surface


async def card(desk: Desk) -> Surface:
    """The session's card, due or not."""
    surface = (await desk.find(Address(CHAT, FRESH.id))).card
    assert surface is not None
    return surface


async def test_a_marked_card_is_due_with_its_session(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)

    assert marked.surface == Surface(marked.surface.id, CHAT, Role.CARD, FRESH.id, revision=1, dirty=True)
    assert await desk.due() == (marked,)


async def test_a_card_marked_twice_is_due_once_with_the_newest_session(desk: Desk) -> None:
    await desk.save(FRESH, CARD)
    later = replace(FRESH, revision=1)

    (marked,) = await desk.save(later, CARD)

    assert (marked.surface.revision, marked.session) == (2, later)
    assert await desk.due() == (marked,)


async def test_a_card_and_a_result_are_two_surfaces(desk: Desk) -> None:
    marked = await desk.save(FRESH, CARD, Show(Role.RESULT))

    assert [due.surface.role for due in marked] == [Role.CARD, Role.RESULT]
    assert await desk.due() == marked


async def test_a_found_session_can_be_shown_without_being_saved(desk: Desk) -> None:
    await desk.save(FRESH)

    committed = await desk.update(Address(CHAT), lambda _: Change(show=(CARD,)))

    assert [due.session for due in committed.due] == [FRESH]


async def test_messages_and_an_export_are_rows_of_their_own(desk: Desk) -> None:
    committed = await desk.update(Address(CHAT), lambda _: Change(tell=(HELP, HELP), export=True))

    told = [(due.surface.role, due.surface.screen, due.session) for due in committed.due]
    assert told == [(Role.MESSAGE, HELP, None), (Role.MESSAGE, HELP, None), (Role.EXPORT, None, None)]
    assert await desk.due() == committed.due


async def test_what_was_shown_is_clean(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)

    await desk.store.shown(marked.surface, 40, "d1")

    assert await desk.due() == ()
    assert await card(desk) == replace(marked.surface, message_id=40, digest="d1", dirty=False)


async def test_what_was_marked_while_it_was_rendered_stays_due(desk: Desk) -> None:
    (rendered,) = await desk.save(FRESH, CARD)
    (marked,) = await desk.save(replace(FRESH, revision=1), CARD)

    await desk.store.shown(rendered.surface, 40, "d1")

    assert await only(desk) == replace(marked.surface, message_id=40, digest="d1")


async def test_a_new_message_retires_the_one_before(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.shown(marked.surface, 40, "d1")
    (marked,) = await desk.save(FRESH, BELOW)

    await desk.store.shown(marked.surface, 41, "d2")

    expected = replace(marked.surface, message_id=41, digest="d2", retired=40, dirty=False, below=False)
    assert await only(desk) == expected


async def test_a_retired_message_stays_to_be_put_away_until_it_is(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.shown(marked.surface, 40, "d1")
    (marked,) = await desk.save(FRESH, BELOW)
    await desk.store.shown(marked.surface, 41, "d2")
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.shown(marked.surface, 41, "d3")
    assert (await only(desk)).retired == 40

    await desk.store.clear_retired(marked.surface.id)

    assert await desk.due() == ()


async def test_a_message_of_a_worker_that_was_frozen_does_not_replace_a_newer_one(desk: Desk) -> None:
    (frozen,) = await desk.save(FRESH, CARD)
    (marked,) = await desk.save(replace(FRESH, revision=1), CARD)
    await desk.store.shown(marked.surface, 41, "newer")

    await desk.store.shown(frozen.surface, 40, "older")

    expected = replace(marked.surface, message_id=41, digest="newer", retired=40, dirty=False)
    assert await only(desk) == expected


async def test_a_message_that_a_worker_edited_and_was_frozen_is_edited_once_more(desk: Desk) -> None:
    (first,) = await desk.save(FRESH, CARD)
    await desk.store.shown(first.surface, 40, "first")
    (frozen,) = await desk.save(replace(FRESH, revision=1), CARD)
    (marked,) = await desk.save(replace(FRESH, revision=2), CARD)
    await desk.store.shown(marked.surface, 40, "newer")

    await desk.store.shown(frozen.surface, 40, "older")

    assert await only(desk) == replace(marked.surface, message_id=40, digest="", dirty=True)


async def test_below_sticks_until_it_was_shown(desk: Desk) -> None:
    (below,) = await desk.save(FRESH, BELOW)
    (marked,) = await desk.save(FRESH, CARD)
    assert (below.surface.below, marked.surface.below) == (True, True)

    await desk.store.shown(marked.surface, 40, "d1")

    assert (await card(desk)).below is False


async def test_below_is_done_once_the_rendering_that_saw_it_is_shown(desk: Desk) -> None:
    (below,) = await desk.save(FRESH, BELOW)
    await desk.save(FRESH, CARD)

    await desk.store.shown(below.surface, 40, "d1")

    assert (await only(desk)).below is False


async def test_below_asked_for_while_it_was_rendered_is_still_to_be_done(desk: Desk) -> None:
    (before,) = await desk.save(FRESH, CARD)
    await desk.save(FRESH, BELOW)

    await desk.store.shown(before.surface, 40, "d1")

    assert (await only(desk)).below is True


@pytest.mark.parametrize("change", [Change(tell=(HELP,)), Change(export=True)], ids=["message", "export"])
async def test_what_is_sent_once_goes_when_it_was_sent(desk: Desk, change: Change) -> None:
    (due,) = (await desk.update(Address(CHAT), lambda _: change)).due

    await desk.store.shown(due.surface, 40, "d1")

    assert await desk.due() == ()
    assert (await desk.store.export(CHAT))["messages"] == []


async def test_a_lost_message_is_sent_afresh(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.shown(marked.surface, 40, "d1")

    await desk.store.lost(marked.surface.id)

    assert await only(desk) == marked.surface


async def test_a_postponed_surface_waits_for_its_time(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.postpone(marked.surface.id, desk.now + 30)
    await desk.store.postpone(marked.surface.id, desk.now + 60)

    before = await desk.store.due(desk.now + 59, 100)
    after = await desk.store.due(desk.now + 60, 100)

    assert before == ()
    assert [due.surface for due in after] == [replace(marked.surface, not_before=desk.now + 60, attempts=2)]


async def test_marking_again_does_not_shorten_the_wait(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    until = desk.now + 60
    await desk.store.postpone(marked.surface.id, until)

    (marked,) = await desk.save(FRESH, CARD)

    assert (marked.surface.not_before, marked.surface.attempts) == (until, 1)
    assert await desk.due() == ()


async def test_showing_ends_the_wait(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.postpone(marked.surface.id, desk.now + 60)

    await desk.store.shown(marked.surface, 40, "d1")

    after = await card(desk)
    assert (after.not_before, after.attempts) == (0.0, 0)


async def test_a_dropped_surface_is_given_up_until_it_is_marked(desk: Desk) -> None:
    (marked,) = await desk.save(FRESH, CARD)
    await desk.store.postpone(marked.surface.id, desk.now + 60)
    await desk.store.drop(marked.surface.id)
    dropped = await desk.store.due(desk.now + 99, 100)

    (again,) = await desk.save(FRESH, CARD)

    assert dropped == ()
    assert again.surface == replace(marked.surface, revision=2)
    assert await desk.due() == (again,)


async def test_a_dropped_message_is_gone(desk: Desk) -> None:
    (due,) = (await desk.update(Address(CHAT), lambda _: Change(tell=(HELP,)))).due

    await desk.store.drop(due.surface.id)

    assert (await desk.store.export(CHAT))["messages"] == []


async def test_an_undeliverable_chat_waits_until_its_next_update(desk: Desk) -> None:
    marked = await desk.save(FRESH, CARD, Show(Role.RESULT))
    elsewhere = await desk.save(replace(FRESH, id=8, chat=5, person=5), CARD)
    await desk.store.undeliverable(CHAT)
    waiting = await desk.due()

    await desk.update(Address(CHAT), lambda _: Change())

    assert waiting == elsewhere
    assert await desk.due() == (*marked, *elsewhere)


async def test_the_oldest_is_due_first_and_keeps_its_place_when_marked_again(desk: Desk) -> None:
    second = replace(FRESH, id=8)
    await desk.save(FRESH, CARD)
    await desk.save(second, CARD)
    await desk.save(FRESH, CARD)

    assert [due.session for due in await desk.due()] == [FRESH, second]
    assert [due.session for due in await desk.store.due(desk.now, 1)] == [FRESH]


async def test_a_moved_chat_shows_the_newest_session_again(desk: Desk) -> None:
    old, new = replace(FRESH, id=1, chat=-5), replace(FRESH, id=2, chat=-5)
    for number, session in enumerate((old, new)):
        (marked,) = await desk.save(session, CARD)
        await desk.store.shown(marked.surface, number, "d1")

    await desk.store.migrate_chat(-5, -1005)

    assert await only(desk) == replace(marked.surface, chat=-1005)
    found = (await desk.find(Address(-1005, old.id))).card
    assert found is not None
    assert (found.chat, found.message_id, found.digest, found.dirty) == (-1005, None, "", False)


async def test_a_late_report_about_a_surface_that_is_gone_changes_nothing(desk: Desk) -> None:
    (due,) = (await desk.update(Address(CHAT), lambda _: Change(tell=(HELP,)))).due
    await desk.store.shown(due.surface, 40, "d1")
    (other,) = (await desk.update(Address(CHAT), lambda _: Change(tell=(HELP,)))).due

    await report_everything(desk.store, due.surface)

    assert await desk.due() == (other,)


async def report_everything(store: Store, surface: Surface) -> None:
    await store.shown(surface, 41, "d2")
    await store.shown(replace(surface, role=Role.CARD), 41, "d2")
    await store.lost(surface.id)
    await store.clear_retired(surface.id)
    await store.postpone(surface.id, 9e9)
    await store.drop(surface.id)
