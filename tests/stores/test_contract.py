"""What every store promises about sessions and updates."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from math import inf
from typing import Final

import pytest

from bot.core.dialog.answers import Silence
from bot.core.screen.surface import Notice, Role, Show
from bot.core.solo.promise import Moment, Promise, PromiseEnd, PromiseStage
from bot.core.solo.session import Recheck, Session, ShownPage, Stage
from bot.core.words.phrase import verbatim
from bot.stores.archive import DeadLetter
from bot.stores.protocol import Address, Change, Found, Store, StoreError
from bot.stores.sql.connection import Connection
from bot.stores.sql.deletion import CHUNK, known_lines
from bot.stores.sql.store import SqlStore
from bot.stores.sql.unreadable_rows import take_back

from .circle import Circle, seat_of
from .conftest import CARD, CHAT, FRESH, GONE, Desk, answered

OTHER = 700_000_002
PROMISE = Promise(
    "Ask the boss",
    date(2026, 11, 8),
    again=date(2027, 1, 1),
    stage=PromiseStage.SET,
    moment=Moment.MORNING,
    remind_at=2000.0,
    look_at=9000.5,
    sent=1,
    asked_at=1500.0,
    ending=PromiseEnd.DONE,
    turn=2,
)
RECHECK = Recheck("Not yet.", date(2026, 10, 1), {"goal": "job", "pay": Fraction(7, 3)}, ("goal", "pay"), 1)
FULL = replace(
    FRESH,
    id=2**63 - 1,
    answers={
        "goal": "job",
        "tasks": ("a", "b"),
        "pay": Fraction(7, 3),
        "note": Silence.UNSURE,
        "x": "ü\0\ud800",
    },
    drafts={"later": Silence.SKIPPED},
    advised={"goal": "client"},
    editing="goal",
    reviewing=True,
    part=2,
    leaning_after="certify",
    page=ShownPage.SHARE,
    picks=("goal",),
    finished_on=date(2026, 11, 1),
    remark=verbatim("A badge helps."),
    place="Circle",
    maybe=("job", "client"),
    echoed="goal",
    typed_in=71,
    is_covered=True,
    promise=PROMISE,
    zone=60,
    recheck=RECHECK,
    turn=3,
    revision=9,
)


class Refused(Exception):
    """What a decision raises here."""


def refuse(_: Found) -> Change:
    raise Refused


def never(_: Found) -> Change:
    raise AssertionError("this update was decided before")


# --- saving and finding -------------------------------------------------------------------


async def test_a_session_comes_back_as_it_was_saved(desk: Desk) -> None:
    await desk.save(FULL)

    assert await desk.store.sessions(CHAT) == (FULL,)


async def test_a_saved_session_takes_the_place_of_what_it_was(desk: Desk) -> None:
    await desk.save(FRESH)
    later = replace(answered(FRESH, goal="job"), stage=Stage.DONE, logic_hash="h2")

    await desk.save(later)

    assert await desk.store.sessions(CHAT) == (later,)


async def test_what_was_committed_is_told_with_the_session_as_saved(desk: Desk) -> None:
    change = Change(FRESH, (CARD,), notice=Notice(verbatim("Saved")))

    committed = await desk.update(Address(CHAT), lambda _: change)

    assert committed.change == change
    assert [due.session for due in committed.due] == [FRESH]


async def test_an_empty_chat_has_nothing_to_find(desk: Desk) -> None:
    assert await desk.find(Address(CHAT)) == Found(None, None)


async def test_a_session_of_another_chat_is_not_found(desk: Desk) -> None:
    await desk.save(FRESH)

    assert await desk.find(Address(OTHER, session=FRESH.id)) == Found(None, None)


async def test_a_named_session_is_found_with_its_card(desk: Desk) -> None:
    (card, _) = await desk.save(FRESH, CARD, Show(Role.RESULT))
    await desk.save(replace(FRESH, id=8))

    assert await desk.find(Address(CHAT, session=FRESH.id)) == Found(FRESH, card.surface, is_last=False)


async def test_without_a_name_the_session_used_last_is_found(desk: Desk) -> None:
    second = replace(FRESH, id=8)
    await desk.save(FRESH)
    await desk.save(second)
    found_before = await desk.find(Address(CHAT))

    await desk.save(answered(FRESH, goal="job"))

    assert found_before.session == second
    assert (await desk.find(Address(CHAT))).session == answered(FRESH, goal="job")


async def test_looking_at_a_session_does_not_use_it(desk: Desk) -> None:
    second = replace(FRESH, id=8)
    await desk.save(FRESH)
    await desk.save(second)

    await desk.find(Address(CHAT, session=FRESH.id))

    assert (await desk.find(Address(CHAT))).session == second


async def test_saving_a_session_unchanged_uses_it(desk: Desk) -> None:
    await desk.save(FRESH)
    await desk.save(replace(FRESH, id=8))

    await desk.save(FRESH)

    assert await desk.store.sessions(CHAT) == (FRESH, replace(FRESH, id=8))


async def test_used_last_goes_by_order_and_not_by_the_clock(desk: Desk) -> None:
    second = replace(FRESH, id=8)
    await desk.save(FRESH)
    desk.now -= 3600

    await desk.save(second)

    assert await desk.store.sessions(CHAT) == (second, FRESH)


@pytest.mark.parametrize("stage", [Stage.WELCOME, Stage.ASKING, Stage.STOPPED])
async def test_a_named_dialog_finds_its_unfinished_session(desk: Desk, stage: Stage) -> None:
    mine = replace(FRESH, stage=stage)
    await desk.save(mine)
    await desk.save(replace(FRESH, id=8, dialog_id="move"))
    await desk.save(replace(FRESH, id=9, stage=Stage.DONE))

    assert (await desk.find(Address(CHAT, dialog="ai-cert"))).session == mine


async def test_of_two_unfinished_sessions_a_dialog_finds_the_one_used_last(desk: Desk) -> None:
    await desk.save(FRESH)
    await desk.save(replace(FRESH, id=8))
    await desk.save(FRESH)

    assert (await desk.find(Address(CHAT, dialog="ai-cert"))).session == FRESH


async def test_of_all_dialogs_the_unfinished_session_used_last_is_found(desk: Desk) -> None:
    await desk.save(FRESH)
    stopped = replace(FRESH, id=8, dialog_id="move", stage=Stage.STOPPED)
    await desk.save(stopped)
    await desk.save(replace(FRESH, id=9, stage=Stage.DONE))

    assert (await desk.find(Address(CHAT, unfinished=True))).session == stopped
    assert (await desk.find(Address(OTHER, unfinished=True))).session is None


async def test_a_finished_dialog_finds_no_session_to_go_on_with(desk: Desk) -> None:
    await desk.save(FRESH)
    await desk.save(replace(FRESH, stage=Stage.DONE, revision=1))
    await desk.save(replace(FRESH, id=8, dialog_id="move"))

    assert await desk.find(Address(CHAT, dialog="ai-cert")) == Found(None, None)


# --- updates ------------------------------------------------------------------------------


async def test_an_update_is_decided_once(desk: Desk) -> None:
    await desk.save(FRESH, CARD)

    again = await desk.store.update(Address(CHAT), desk.update_id, never, desk.now)

    assert again is None


async def test_a_lower_update_id_is_as_good_as_a_higher_one(store: Store) -> None:
    await store.update(Address(CHAT), 500, lambda _: Change(), 1.0)

    assert await store.update(Address(CHAT), 3, lambda _: Change(FRESH), 2.0) is not None


async def test_of_many_updates_of_one_session_at_once_none_is_lost(desk: Desk) -> None:
    def once_more(found: Found) -> Change:
        assert found.session is not None
        return Change(replace(found.session, revision=found.session.revision + 1))

    await desk.save(FRESH)
    await asyncio.gather(*(desk.update(Address(CHAT), once_more) for _ in range(200)))

    assert await desk.store.sessions(CHAT) == (replace(FRESH, revision=200),)


async def test_an_update_that_arrives_twice_at_once_is_decided_once(store: Store) -> None:
    both = [store.update(Address(CHAT), 5, lambda _: Change(FRESH), 1.0) for _ in range(2)]

    outcomes = await asyncio.gather(*both)

    assert [outcome is None for outcome in outcomes] == [False, True]


async def test_what_a_decision_raises_is_raised_and_changes_nothing(store: Store) -> None:
    with pytest.raises(Refused):
        await store.update(Address(CHAT), 1, refuse, 1.0)

    assert await store.update(Address(CHAT), 1, lambda _: Change(FRESH), 2.0) is not None
    assert await store.sessions(CHAT) == (FRESH,)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Change(replace(FRESH, id=9, chat=OTHER)), id="another-chat"),
        pytest.param(Change(replace(FRESH, id=5)), id="a-stored-session-not-found"),
        pytest.param(Change(FRESH, (Show(Role.MESSAGE),)), id="no-surface-of-a-session"),
        pytest.param(Change(FRESH, (Show(Role.EXPORT),)), id="an-export-is-asked-for-otherwise"),
        pytest.param(Change(replace(FRESH, answers={"a": 5})), id="no-answer"),  # type: ignore[dict-item]  # on purpose
        pytest.param(Change(replace(FRESH, id=2**64)), id="no-id"),
    ],
)
async def test_a_change_that_cannot_be_made_changes_nothing(desk: Desk, change: Change) -> None:
    other = replace(FRESH, id=5, chat=OTHER, person=OTHER)
    await desk.save(other)
    await desk.save(FRESH)

    with pytest.raises((ValueError, TypeError, OverflowError)):
        await desk.store.update(Address(CHAT), 99, lambda _: change, 5.0)

    assert await desk.store.sessions(CHAT) == (FRESH,)
    assert await desk.store.sessions(OTHER) == (other,)
    assert await desk.due() == ()
    assert await desk.store.update(Address(CHAT), 99, lambda _: Change(), 6.0) is not None


async def test_there_is_nothing_to_show_of_no_session(desk: Desk) -> None:
    with pytest.raises(ValueError, match="cannot show a session"):
        await desk.update(Address(CHAT), lambda _: Change(show=(CARD,)))


# --- privacy ------------------------------------------------------------------------------


async def test_forgetting_leaves_only_the_message_that_says_so(desk: Desk) -> None:
    other = replace(FRESH, id=5, chat=OTHER, person=OTHER)
    await desk.save(other)
    await desk.save(FULL, CARD)
    await desk.store.bury(50, json.dumps({"from": {"id": CHAT}}), "broken", desk.now)
    await desk.store.bury(51, json.dumps({"from": {"id": OTHER}}), "broken", desk.now)

    committed = await desk.store.forget(CHAT, 60, GONE, desk.now)

    assert committed is not None
    assert committed.change == Change(tell=(GONE,))
    assert [(due.surface.role, due.surface.screen) for due in committed.due] == [(Role.MESSAGE, GONE)]
    assert await desk.due() == committed.due
    assert await desk.store.export(CHAT) == {
        "sessions": [],
        "messages": [{"role": "message", "session": None, "message_id": None}],
        "groups": [],
        "buried": [],
    }
    assert await desk.store.sessions(OTHER) == (other,)
    assert (await desk.store.export(OTHER))["buried"] == [json.dumps({"from": {"id": OTHER}})]


async def test_when_somebody_was_forgotten_is_remembered_without_their_name(desk: Desk) -> None:
    assert await desk.store.forgotten_at(CHAT) is None
    assert await desk.store.last_forgotten_at() is None

    await desk.store.forget(CHAT + 2, 59, GONE, 900.0)
    await desk.store.forget(CHAT, 60, GONE, 1500.5)
    await desk.store.forget(CHAT, 61, GONE, 1400.0)

    assert await desk.store.forgotten_at(CHAT) == 1500.5
    assert await desk.store.last_forgotten_at() == 1500.5
    assert await desk.store.forgotten_at(CHAT + 1) is None


@pytest.mark.parametrize("damaged", ["", "ü", f"{32 * '0'} nonsense", f"{32 * '0'} 1e999", f"{32 * '0'} nan"])
async def test_a_damaged_line_of_the_forgotten_is_passed_over(desk: Desk, damaged: str) -> None:
    await desk.store.forget(CHAT, 60, GONE, 1500.5)
    known = await line_count(desk.store)
    await write_line(desk.store, damaged)

    assert await desk.store.last_forgotten_at() == 1500.5
    assert await desk.store.forgotten_at(CHAT) == 1500.5
    assert await line_count(desk.store) == known


async def write_line(store: Store, line: str) -> None:
    assert isinstance(store, SqlStore)
    await store._writer.run(lambda db: db.execute("INSERT INTO forgotten (line) VALUES (?)", (line,)))


async def line_count(store: Store) -> int:
    assert isinstance(store, SqlStore)
    return len(await store._writer.run(known_lines))


async def test_a_lost_key_of_the_forgotten_is_found_at_the_start(desk: Desk) -> None:
    assert isinstance(desk.store, SqlStore)
    lose = "UPDATE keys SET purpose = 'lost' WHERE purpose = 'forgotten'"
    await desk.store._writer.run(lambda connection: connection.execute(lose))

    with pytest.raises(StoreError, match="lost the key of its list of forgotten people; restore a backup"):
        await desk.store.button_keys()

    find = "UPDATE keys SET purpose = 'forgotten' WHERE purpose = 'lost'"
    await desk.store._writer.run(lambda connection: connection.execute(find))


ASIDE: Final = {
    "id": FRESH.id,
    "chat": CHAT,
    "person": CHAT,
    "dialog_id": "ai-cert",
    "logic_hash": "h1",
    "stage": "asking",
    "revision": 0,
    "body": "{}",
    "used": 1,
    "used_at": 1.0,
    "created_at": 1.0,
}


@pytest.mark.parametrize(
    ("item", "content"),
    [
        ("sessions", "{"),
        ("sessions", "[" * 100_000),
        ("sessions", "[]"),
        ("sessions", "{}"),
        ("sessions", json.dumps({**ASIDE, "of_later": 1})),
        ("sessions", json.dumps({**ASIDE, "used": None})),
        ("sessions", json.dumps({**ASIDE, "used": 2**80})),
        ("sessions", json.dumps({**ASIDE, "body": ["x"]})),
        ("group_sessions", json.dumps({**ASIDE, "began": "x"})),
        ("coaches", "{}"),
        ("of_later", "{}"),
    ],
)
async def test_a_damaged_row_that_was_set_aside_stays_there_and_stops_no_other(
    desk: Desk, item: str, content: str
) -> None:
    assert isinstance(desk.store, SqlStore)
    for each in ((item, OTHER, content), ("sessions", CHAT, json.dumps(ASIDE))):
        await desk.store._writer.run(partial(put_aside, row=each))

    assert await desk.store._writer.run(take_back) == 1

    assert await desk.store.sessions(CHAT) == (FRESH,)
    kept = (await desk.store.export(OTHER))["set_aside"]
    assert isinstance(kept, list)
    assert [each["item"] for each in kept] == [item]
    assert await desk.store.forget(OTHER, 60, GONE, 9.0) is not None
    assert "set_aside" not in await desk.store.export(OTHER)


def put_aside(connection: Connection, row: tuple[str, int, str]) -> None:
    connection.execute(
        "INSERT INTO set_aside (item, person, chat, group_session, content, problem, at)"
        " VALUES (?, ?, 1, 0, ?, 'damaged', 1.0)",
        row,
    )


async def test_forgetting_reaches_sessions_in_other_chats(desk: Desk) -> None:
    await desk.save(replace(FRESH, chat=-100, person=CHAT))

    await desk.store.forget(CHAT, 60, GONE, desk.now)

    assert await desk.store.sessions(-100) == ()


async def test_the_same_request_to_be_forgotten_is_met_once(desk: Desk) -> None:
    await desk.store.forget(CHAT, 60, GONE, desk.now)
    await desk.save(FRESH)

    assert await desk.store.forget(CHAT, 60, GONE, desk.now) is None
    assert await desk.store.sessions(CHAT) == (FRESH,)


async def test_an_export_holds_everything_and_is_json(desk: Desk) -> None:
    await desk.save(replace(FULL, answers={"goal": "job"}), CARD)
    await desk.store.bury(50, f'{{"id": {CHAT}}}', "broken", desk.now)

    exported = json.loads(json.dumps(await desk.store.export(CHAT)))

    assert exported == {
        "sessions": [
            {
                "id": FULL.id,
                "chat": CHAT,
                "person": CHAT,
                "dialog": "ai-cert",
                "logic_hash": "h1",
                "stage": "asking",
                "revision": 9,
                "answers": {"goal": "job"},
                "advised": {"goal": "client"},
                "drafts": {"later": {"silence": "skipped"}},
                "editing": "goal",
                "reviewing": True,
                "leaning_after": "certify",
                "page": "share",
                "part": 2,
                "picks": ["goal"],
                "finished_on": "2026-11-01",
                "remark": ["phrase.verbatim", {"text": "A badge helps."}],
                "place": "Circle",
                "maybe": ["job", "client"],
                "echoed": "goal",
                "typed_in": 71,
                "is_covered": True,
                "promise": {
                    "step": "Ask the boss",
                    "day": "2026-11-08",
                    "again": "2027-01-01",
                    "stage": "set",
                    "moment": "morning",
                    "remind_at": 2000.0,
                    "look_at": 9000.5,
                    "sent": 1,
                    "asked_at": 1500.0,
                    "ending": "done",
                    "turn": 2,
                },
                "zone": 60,
                "recheck": {
                    "title": "Not yet.",
                    "on": "2026-10-01",
                    "before": {"goal": "job", "pay": {"number": [7, 3]}},
                    "ask": ["goal", "pay"],
                    "at": 1,
                },
                "turn": 3,
                "created_at": 1001.0,
                "used_at": 1001.0,
            }
        ],
        "messages": [{"role": "card", "session": FULL.id, "message_id": None}],
        "groups": [],
        "buried": [f'{{"id": {CHAT}}}'],
    }


# --- everything else ----------------------------------------------------------------------


async def test_a_moved_chat_takes_its_sessions_along(desk: Desk) -> None:
    old = replace(FRESH, chat=-5)
    begun_there = replace(FRESH, id=8, chat=-1005)
    await desk.save(old)
    await desk.save(begun_there)

    await desk.store.migrate_chat(-5, -1005)

    assert await desk.store.sessions(-5) == ()
    assert await desk.store.sessions(-1005) == (begun_there, replace(old, chat=-1005))


async def test_a_moved_chat_without_sessions_is_no_trouble(desk: Desk) -> None:
    begun_there = replace(FRESH, chat=-1005)
    await desk.save(begun_there)

    await desk.store.migrate_chat(-5, -1005)

    assert await desk.store.sessions(-1005) == (begun_there,)


async def test_a_dialog_text_is_kept_in_its_newest_wording(store: Store) -> None:
    before = await store.dialog_text("h1")
    await store.keep_dialog("h1", "ai-cert", "title: Old", 1.0)
    await store.keep_dialog("h1", "ai-cert", "title: New", 2.0)

    assert (before, await store.dialog_text("h1")) == (None, "title: New")


async def test_the_text_of_a_dialog_that_was_kept_last_is_found(store: Store) -> None:
    await store.keep_dialog("h1", "ai-cert", "version: 1", 1.0)
    await store.keep_dialog("h2", "ai-cert", "version: 2", 2.0)
    await store.keep_dialog("h3", "move", "version: 1", 3.0)
    assert await store.newest_dialog_text("ai-cert") == "version: 2"

    await store.keep_dialog("h1", "ai-cert", "version: 1b", 4.0)

    assert await store.newest_dialog_text("ai-cert") == "version: 1b"
    assert await store.newest_dialog_text("nothing") is None


async def test_a_buried_update_counts_as_decided(store: Store) -> None:
    await store.bury(9, "{half", "not JSON", 1.0)
    await store.bury(9, "{half", "not JSON", 2.0)

    assert await store.update(Address(CHAT), 9, never, 3.0) is None


async def test_an_update_that_no_database_takes_as_it_is_can_be_buried(store: Store) -> None:
    await store.bury(9, f"\ud800 \0 {CHAT}", "half a character: \udfff", 1.0)

    assert len((await store.export(CHAT))["buried"]) == 1  # type: ignore[arg-type]  # JSON-able data is `object`


async def test_what_waits_for_the_platform_is_kept_until_it_is_dropped_and_is_no_dead_letter(
    store: Store,
) -> None:
    await store.keep_asked(5, "who is that", 2.0)
    await store.keep_asked(4, "and that", 1.0)
    await store.keep_asked(5, "again", 3.0)

    assert await store.asked() == ((4, "and that"), (5, "who is that"))
    assert (await store.condition(3.0)).dead_letters == 0

    await store.bury(4, "{}", "no", 4.0)
    await store.drop_asked(4)
    await store.drop_asked(5)

    assert await store.asked() == ()
    assert (await store.condition(5.0)).dead_letters == 1


async def test_a_dead_letter_is_tried_again_once_and_then_gone(store: Store) -> None:
    await store.keep_asked(4, "who is that", 1.0)
    await store.bury(9, "{half", "no JSON", 2.0)
    await store.bury(8, "{}", "nonsense", 1.0)
    assert await store.dead_letters() == (
        DeadLetter(8, "{}", "nonsense", 1.0),
        DeadLetter(9, "{half", "no JSON", 2.0),
    )

    assert [await store.request_retry(number) for number in (4, 5, 9)] == [False, False, True]

    (letter,) = await store.letters_to_retry()
    assert (letter.update_id, letter.raw) == (9, "{half")
    assert [await store.update(Address(CHAT), 9, lambda _: Change(), 3.0) is None for _ in range(2)] == [
        False,
        True,
    ]
    for number in (8, 9):
        await store.end_retry(number)
    assert [each.update_id for each in await store.dead_letters()] == [8]
    assert len(await store.asked()) == 1


async def test_a_dead_letter_that_fails_again_stays_with_its_new_problem(store: Store) -> None:
    await store.bury(9, "{}", "nonsense", 1.0)
    await store.request_retry(9)

    await store.bury(9, "{}", "still nonsense", 2.0)
    await store.end_retry(9)

    assert (await store.dead_letters(), await store.letters_to_retry()) == (
        (DeadLetter(9, "{}", "still nonsense", 1.0),),
        (),
    )


async def test_a_dead_letter_asked_for_twice_counts_once(store: Store) -> None:
    await store.bury(9, "{}", "nonsense", 1.0)
    await store.request_retry(9)
    await store.update(Address(CHAT), 9, lambda _: Change(FRESH), 2.0)

    assert await store.request_retry(9)

    assert await store.update(Address(CHAT), 9, lambda _: Change(), 3.0) is None


async def test_a_dead_letter_can_be_dropped_and_what_waits_cannot(store: Store) -> None:
    await store.keep_asked(4, "who is that", 1.0)
    await store.bury(9, "{}", "nonsense", 1.0)

    assert [await store.drop_dead_letter(number) for number in (9, 9, 4)] == [True, False, False]

    assert (await store.dead_letters(), len(await store.asked())) == ((), 1)
    assert await store.update(Address(CHAT), 9, never, 3.0) is None


async def test_sessions_are_counted_by_stage(circle: Circle, desk: Desk) -> None:
    assert await desk.store.census() == {}

    await circle.opens(seat_of(1, "Ann", 11), seat_of(2, "Bob", 12))
    await desk.save(FRESH)

    assert await desk.store.census() == {("solo", "asking"): 3, ("group", "lobby"): 1}


async def test_one_of_many_makes_the_backup_of_an_hour(store: Store) -> None:
    firsts = [await store.begin_backup(hour, 3600.0 * hour) for hour in (497_000, 497_000, 497_001)]

    assert firsts == [True, False, True]


async def test_the_keys_of_the_buttons_stay(store: Store) -> None:
    keys = await store.button_keys()

    assert [len(key) for key in keys] == [32]
    assert await store.button_keys() == keys


async def test_a_purge_deletes_what_was_not_used_since(desk: Desk) -> None:
    kept = replace(FRESH, id=8)
    await desk.save(FRESH, CARD)
    limit = desk.now + 1
    await desk.save(kept, CARD)

    deleted = await desk.store.purge(limit, 0, 0)

    assert deleted == 1
    assert await desk.store.sessions(CHAT) == (kept,)
    assert [due.session for due in await desk.due()] == [kept]


# --- what is due without an update ----------------------------------------------------------


async def test_a_session_is_due_from_its_deadline_on(desk: Desk) -> None:
    await desk.save(FULL)
    await desk.save(FRESH)

    assert await desk.store.next_deadline() == 2000.0
    assert await desk.store.sessions_due(1999.9, 10) == ()
    assert await desk.store.sessions_due(2000.0, 10) == ((CHAT, FULL.id),)


async def test_of_many_due_sessions_those_overdue_longest_come_first(desk: Desk) -> None:
    for number, at in ((1, 300.0), (2, 100.0), (3, 200.0)):
        await desk.save(replace(FRESH, id=number, promise=replace(PROMISE, remind_at=at, look_at=None)))

    assert await desk.store.sessions_due(1000.0, 2) == ((CHAT, 2), (CHAT, 3))


async def test_a_session_without_a_deadline_any_more_is_not_due(desk: Desk) -> None:
    await desk.save(FULL)
    await desk.save(replace(FULL, promise=replace(PROMISE, remind_at=None, look_at=None), revision=10))

    assert (await desk.store.next_deadline(), await desk.store.sessions_due(inf, 10)) == (None, ())


async def test_what_is_saved_aside_is_used_no_later(desk: Desk) -> None:
    await desk.save(FULL)
    await desk.save(FRESH)
    used_at = [each["used_at"] for each in exported_sessions(await desk.store.export(CHAT))]

    aside = Change(replace(FULL, turn=4, revision=10), is_aside=True)
    await desk.update(Address(CHAT, FULL.id), lambda _: aside)

    assert [each.id for each in await desk.store.sessions(CHAT)] == [FRESH.id, FULL.id]
    assert [each["used_at"] for each in exported_sessions(await desk.store.export(CHAT))] == used_at


def exported_sessions(exported: Mapping[str, object]) -> list[dict[str, object]]:
    sessions = exported["sessions"]
    assert isinstance(sessions, list)
    return sessions


async def test_the_zone_is_known_from_any_session_of_the_chat(desk: Desk) -> None:
    await desk.save(replace(FRESH, id=8, zone=-300))
    await desk.save(FULL)
    await desk.save(FRESH)

    assert (await desk.find(Address(CHAT, FRESH.id))).zone == FULL.zone


async def test_what_no_update_asked_for_opens_no_closed_chat(desk: Desk) -> None:
    await desk.save(FRESH, CARD)
    await desk.store.undeliverable(CHAT)

    await desk.store.update(Address(CHAT, FRESH.id), None, lambda _: Change(), desk.now)
    assert await desk.due() == ()
    await desk.update(Address(CHAT, FRESH.id), lambda _: Change())
    assert [due.session for due in await desk.due()] == [FRESH]


async def test_a_purge_waits_for_what_somebody_wants_to_be_written_about(desk: Desk) -> None:
    await desk.save(FULL)

    assert await desk.store.purge(inf, 0, 0) == 0
    await desk.save(replace(FULL, promise=None, revision=10))
    assert await desk.store.purge(inf, 0, 0) == 1


async def test_a_purge_deletes_old_messages_update_ids_and_buried_updates(desk: Desk) -> None:
    await desk.update(Address(CHAT), lambda _: Change(tell=(GONE,), export=True))
    await desk.store.bury(50, str(CHAT), "broken", desk.now)

    await desk.store.purge(inf, inf, inf)

    assert await desk.store.export(CHAT) == {"sessions": [], "messages": [], "groups": [], "buried": []}
    assert await desk.store.update(Address(CHAT), 50, lambda _: Change(), 1.0) is not None


async def test_a_purge_deletes_each_old_update_beside_what_is_noted_of_backups(desk: Desk) -> None:
    """An hour of a backup stands below every update, and stays for as long as those of two days."""
    limit, today = 5.0, 9.0
    for hour in range(CHUNK):
        await desk.store.begin_backup(hour + 1, today)
    for update_id in range(1, 4):
        await desk.store.bury(update_id, "{}", "no update", 1.0)

    await desk.store.purge(0.0, limit, 0.0)

    again = [await desk.store.update(Address(CHAT), each, lambda _: Change(), today) for each in range(1, 4)]
    assert None not in again
    assert not await desk.store.begin_backup(1, today)
    await desk.store.purge(0.0, today + 1, 0.0)
    assert await desk.store.begin_backup(1, today)


async def test_a_purge_of_more_than_one_bite(desk: Desk) -> None:
    many = (desk.store.update(Address(at + 1), at, lambda _: Change(tell=(GONE,)), 1.0) for at in range(301))
    await asyncio.gather(*many)

    await desk.store.purge(2.0, 2.0, 2.0)

    assert await desk.store.due(inf, 2000) == ()


async def test_a_closed_store_says_so(store: Store) -> None:
    await store.close()
    await store.close()

    with pytest.raises(StoreError, match="was closed; open"):
        await store.sessions(CHAT)


def test_this_file_tries_every_field_of_a_session() -> None:
    plain = Session(FULL.id, CHAT, CHAT, "ai-cert", "h1", Stage.ASKING)
    required = {"id", "chat", "person", "dialog_id", "logic_hash", "stage"}

    same = {name for name in Session.__slots__ if getattr(FULL, name) == getattr(plain, name)}

    assert same == required
