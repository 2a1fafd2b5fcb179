"""Whoever is forgotten leaves groups too, and an export tells of groups only what is one's own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.group.log_before import without_name
from bot.core.group.privacy.figure import Cell, Figure
from bot.core.group.session import Entry, GroupChange, GroupStage, Member, Pending, Seat
from bot.core.screen.surface import Role, ShowGroup
from bot.core.words import log
from bot.stores.sqlite.backups import backup, restore
from bot.stores.sqlite.store import SqliteStore

from .circle import (
    ANNA,
    BEN,
    BENS,
    BOARD,
    CARO,
    CAROS,
    OPENED,
    PLACE,
    Circle,
    in_private,
    later,
    numbered,
    said,
)
from .conftest import GONE, cleaned

CONSOLES = tuple(ShowGroup(Role.CONSOLE, str(coach), coach) for coach in (ANNA, CARO))
FIGURE = Figure("goal", 1, 2, 2, (Cell(("job",), 3, 3),), frozenset({1}))
HELPED = later(
    OPENED,
    co_coaches={CARO: "Caro C."},
    stage=GroupStage.CLOSING,
    before=GroupStage.OPEN,
    pending=Pending.REVEAL,
    closes_at=1500.0,
    deadline=1500.0,
    taken=(FIGURE,),
    log=(*OPENED.log, Entry(1001.0, "Caro C.", log.helps()), Entry(1002.0, "", log.closing_by_itself())),
)


async def under_way(circle: Circle) -> None:
    """Anna leads with Caro's help; Ben sits, and has answered; everything is on show."""
    await circle.opens(BENS)
    answered = said(numbered(BENS, 1), goal="job")
    change = GroupChange(group=HELPED, seats=(answered,), show=(BOARD, *CONSOLES, ShowGroup(Role.STEP, "0")))
    await circle.change(change)
    await circle.show_all()


async def forget(circle: Circle, person: int) -> None:
    circle.update_id += 1
    committed = await circle.store.forget(person, circle.update_id, GONE, circle.now + 1)
    assert committed is not None
    await circle.store.shown(committed.due[0].surface, 9000, "d")


async def test_a_forgotten_member_leaves_no_seat_and_no_session(circle: Circle) -> None:
    await under_way(circle)
    await circle.change(GroupChange(seats=(CAROS,)))

    await forget(circle, BEN)

    found = await circle.store.group(OPENED.id)
    assert found.group == HELPED
    assert found.seats == (replace(numbered(CAROS, 2), is_known=True),)  # she has a console
    assert await circle.store.sessions(PLACE) == (CAROS.session,)
    assert await circle.store.groups_of(BEN) == ()


async def test_a_forgotten_member_goes_from_what_the_group_has_on_show(circle: Circle) -> None:
    await under_way(circle)

    await forget(circle, BEN)

    assert [due.surface.role for due in await circle.due()] == [
        Role.BOARD,
        Role.CONSOLE,
        Role.CONSOLE,
        Role.STEP,
    ]


async def test_a_forgotten_member_who_went_on_in_private_goes_as_well(circle: Circle) -> None:
    await circle.opens(BENS, CAROS)
    there = in_private(numbered(BENS, 1))
    await circle.change(GroupChange(seats=(there,)), person=BEN)

    await forget(circle, BEN)

    assert await circle.store.sessions(BEN) == ()
    assert (await circle.store.group(OPENED.id)).seats == (numbered(CAROS, 2),)


async def test_a_group_whose_coach_is_forgotten_goes_on_with_who_helps(circle: Circle) -> None:
    await under_way(circle)

    await forget(circle, ANNA)

    expected = replace(
        HELPED,
        coach=CARO,
        coach_name="Caro C.",
        co_coaches={},
        revision=2,
        log=(without_name(HELPED.log[0]), *HELPED.log[1:]),
    )
    assert (await circle.store.group(OPENED.id)).group == expected
    assert await circle.store.groups_of(ANNA) == ()


async def test_a_group_whose_last_coach_is_forgotten_waits_for_another_as_it_stands(circle: Circle) -> None:
    await under_way(circle)

    for coach in (ANNA, *HELPED.co_coaches):
        await forget(circle, coach)

    kept = (await circle.store.group(OPENED.id)).group
    assert kept is not None
    assert (kept.stage, kept.deadline, kept.coaches) == (HELPED.stage, HELPED.deadline, {})
    assert kept.taken == HELPED.taken
    assert [group.id for group in await circle.store.groups_in(PLACE)] == [OPENED.id]


async def test_a_group_goes_on_without_a_helper_who_is_forgotten(circle: Circle) -> None:
    await under_way(circle)

    await forget(circle, CARO)

    log = (HELPED.log[0], without_name(HELPED.log[1]), HELPED.log[2])
    assert (await circle.store.group(OPENED.id)).group == replace(HELPED, co_coaches={}, log=log, revision=2)
    assert await circle.store.groups_of(CARO) == ()


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (Entry(1.0, "Ben", log.took_over()), Entry(2.0, "Anna", log.took_over())),
        (Entry(1.0, "Ben", log.took_over(), BEN), Entry(2.0, "Ben", log.paused(), CARO)),
    ],
    ids=["of another name", "of the same name"],
)
async def test_the_log_forgets_a_member_who_led_once_and_keeps_the_other(
    circle: Circle, mine: Entry, other: Entry
) -> None:
    await circle.opens(BENS)
    await circle.change(GroupChange(group=later(OPENED, log=(mine, other))))

    await forget(circle, BEN)

    group = (await circle.store.group(OPENED.id)).group
    assert group is not None
    assert group.log == (Entry(1.0, "", log.line_of_former_coach(log.took_over())), other)


async def test_an_export_tells_of_ones_own_seat_and_answers_alone(circle: Circle) -> None:
    await under_way(circle)
    await circle.change(GroupChange(seats=(CAROS,)))
    given = Seat(
        Member(90, BEN, "Ben", 91, 1, given={"plan.when": "soon"}), said(numbered(BENS, 1), goal="x").session
    )
    given = replace(given, session=replace(given.session, revision=2))
    await circle.change(GroupChange(seats=(given,)), person=BEN)

    exported = json.loads(json.dumps(await circle.store.export(BEN)))

    assert exported["groups"] == [
        {
            "part": "member",
            "place": "Career circle",
            "dialog": "ai-cert",
            "session": 91,
            "seat": 1,
            "name": "Ben",
            "given": {"plan.when": "soon"},
        }
    ]
    assert [session["answers"] for session in exported["sessions"]] == [{"goal": "x"}]
    assert not any(other in json.dumps(exported) for other in ("Anna", "Caro", str(ANNA), str(CARO)))


async def test_an_export_tells_which_groups_somebody_leads(circle: Circle) -> None:
    await under_way(circle)

    exported = json.loads(json.dumps(await circle.store.export(CARO)))

    assert exported["groups"] == [
        {
            "part": "coach",
            "place": "Career circle",
            "dialog": "ai-cert",
            "stage": "closing",
            "name": "Caro C.",
        }
    ]
    assert exported["sessions"] == []
    assert [message["role"] for message in exported["messages"]] == ["console"]


# --- on the disk --------------------------------------------------------------------------


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if "copy" not in file.name)


@pytest.mark.parametrize(
    ("person", "name"), [(ANNA, "Anna"), (BEN, '"Ben"'), (CARO, "Caro")], ids=["coach", "member", "helper"]
)
async def test_no_byte_of_somebody_forgotten_in_a_group_is_left_on_the_disk(
    tmp_path: Path, person: int, name: str
) -> None:
    path = tmp_path / "coach.db"
    store = SqliteStore.open(path)
    circle = Circle(store)
    await under_way(circle)
    traces = (name.encode(), person.to_bytes(4, "big"))
    assert all(trace in on_disk(path) for trace in traces)

    await forget(circle, person)
    await cleaned(store)

    assert [trace for trace in traces if trace in on_disk(path)] == []
    await store.close()


async def test_no_byte_of_a_deleted_group_is_left_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = SqliteStore.open(path)
    circle = Circle(store)
    await under_way(circle)

    await circle.change(GroupChange(deleted=True))
    await cleaned(store)

    assert [trace for trace in (b"Anna", b"Ben", b"Career circle") if trace in on_disk(path)] == []
    await store.close()


@pytest.mark.parametrize("person", [ANNA, BEN, CARO], ids=["coach", "member", "helper"])
async def test_a_restored_backup_forgets_in_groups_again(tmp_path: Path, person: int) -> None:
    path, copy = tmp_path / "coach.db", tmp_path / "copy.db"
    store = SqliteStore.open(path)
    circle = Circle(store)
    await under_way(circle)
    backup(path, copy)
    await forget(circle, person)
    expected = await store.group(OPENED.id)
    await store.close()

    restore(copy, path)
    again = SqliteStore.open(path)

    assert await again.group(OPENED.id) == expected
    assert await again.export(person) == {"sessions": [], "messages": [], "groups": [], "buried": []}
    await again.close()


async def test_a_restored_backup_forgets_a_coach_who_was_shown_nothing_yet(tmp_path: Path) -> None:
    path, copy = tmp_path / "coach.db", tmp_path / "copy.db"
    store = SqliteStore.open(path)
    circle = Circle(store)
    await circle.change(GroupChange(group=OPENED))
    backup(path, copy)
    await forget(circle, ANNA)
    await store.close()

    restore(copy, path)
    again = SqliteStore.open(path)

    group = (await again.group(OPENED.id)).group
    assert group is not None
    assert (group.coach, group.coach_name, group.stage) == (0, "", GroupStage.LOBBY)
    await again.close()
