import pytest

from bot.platforms.telegram.raw import date_of, is_update, owner_of
from tests.platforms.telegram.updates import ANN, GROUP, PRIVATE, membership, message, moved, tap

BOB = {"id": 2002, "is_bot": False, "first_name": "Bob"}


def test_what_one_person_does_stays_in_order() -> None:
    batch = [message(text="/start"), tap("a"), membership("kicked"), tap("b"), message(text="x")]

    assert len({owner_of(each) for each in batch}) == 1


def test_different_people_do_not_wait_for_one_another() -> None:
    hers, his = tap("a"), tap("b", sender=BOB)

    assert [owner_of(hers), owner_of(his)] == [ANN["id"], BOB["id"]]


def test_people_of_one_group_tap_side_by_side() -> None:
    ours = {"message_id": 6, "date": 1, "chat": GROUP, "text": "x"}
    hers, his = tap("a", message=ours), tap("b", message=ours, sender=BOB)

    assert owner_of(hers) != owner_of(his)


def test_what_becomes_of_a_group_stays_in_order() -> None:
    batch = [message(chat=GROUP, text="/coach@coach_bot"), membership("kicked", GROUP), moved("left")]

    assert len({owner_of(each) for each in batch}) == 1


def test_what_belongs_to_nobody_waits_for_nobody() -> None:
    batch = [{"update_id": 1, "poll": {}}, {"update_id": 2}, "nonsense", None, {"message": {"chat": [ANN]}}]

    assert [owner_of(each) for each in batch] == [None] * len(batch)


@pytest.mark.parametrize(
    ("received", "known"),
    [
        ({"update_id": 1}, True),
        ({"update_id": True}, False),
        ({"update_id": "1"}, False),
        ({"message": PRIVATE}, False),
        ("update", False),
        (None, False),
    ],
)
def test_an_update_is_what_can_be_confirmed(received: object, known: bool) -> None:
    assert is_update(received) is known


@pytest.mark.parametrize(
    ("date", "seconds"),
    [(1_790_000_000, 1_790_000_000.0), (10**400, None), ("1790000000", None), (True, None), (None, None)],
)
def test_a_date_is_a_number_that_can_be_one(date: object, seconds: float | None) -> None:
    assert date_of({"update_id": 1, "message": {"date": date}}) == seconds
