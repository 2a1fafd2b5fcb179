"""How many calls a chat takes, and how far apart."""

import pytest

from bot.core.screen.surface import Role, Urgency
from bot.outbox.limits import BURST, KEPT, MOST, Budget, spacing

GROUP, PERSON = -100, 100


def spent(chat: int, calls: int) -> Budget:
    budget = Budget()
    for _ in range(calls):
        budget.spend(chat, 0.0)
    return budget


@pytest.mark.parametrize(
    ("urgency", "calls"),
    [
        (Urgency.STAGE, MOST),
        (Urgency.RESULT, MOST),
        (Urgency.WALL, MOST - KEPT),
        (Urgency.COUNTER, MOST - KEPT),
    ],
)
def test_a_group_takes_so_many_calls_a_minute(urgency: Urgency, calls: int) -> None:
    assert [spent(GROUP, each).wait(GROUP, urgency, 1.0) for each in (calls - 1, calls)] == [0.0, 59.0]


@pytest.mark.parametrize(("calls", "wait"), [(1, 0.0), (2, 59.0), (3, 59.0)])
def test_calls_in_a_row_wait_until_all_of_them_fit(calls: int, wait: float) -> None:
    assert spent(GROUP, MOST - 1).wait(GROUP, Urgency.STAGE, 1.0, calls) == wait


def test_a_private_chat_takes_a_burst_and_then_one_a_second_however_urgent() -> None:
    waits = {spent(PERSON, BURST).wait(PERSON, urgency, 0.0, 3) for urgency in Urgency}

    assert waits == {1.0}


def test_chats_do_not_share() -> None:
    budget = spent(GROUP, MOST)

    assert (budget.wait(GROUP - 1, Urgency.COUNTER, 0.0), budget.wait(PERSON, Urgency.COUNTER, 0.0)) == (0, 0)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("urgency", [Urgency.STAGE, Urgency.RESULT])
def test_a_change_of_stage_and_a_result_rest_for_nothing(role: Role, urgency: Urgency) -> None:
    assert spacing(role, urgency, 200) == 0.0


@pytest.mark.parametrize(
    ("role", "people", "seconds"),
    [
        (Role.STEP, 20, 4.0),
        (Role.STEP, 21, 8.0),
        (Role.BOARD, 0, 4.0),
        (Role.WALL, 5, 15.0),
        (Role.WALL, 200, 15.0),
        (Role.CONSOLE, 200, 3.0),
    ],
)
@pytest.mark.parametrize("urgency", [Urgency.WALL, Urgency.COUNTER])
def test_a_counter_rests(role: Role, people: int, seconds: float, urgency: Urgency) -> None:
    assert spacing(role, urgency, people) == seconds
