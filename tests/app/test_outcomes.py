"""What a group is advised is worked out beside the transactions, in steps between which others go ahead."""

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest

from bot.app.outcomes import AT_ONCE, NotWorkedOut, Outcomes
from bot.app.pipeline import Pipeline
from bot.app.update import Sender, TimeCame, Update
from bot.core.dialog.answers import Answers
from bot.core.dialog.scoring import find_outcomes
from bot.core.words.english import ENGLISH
from bot.stores.protocol import Address, Change, Found
from tests.example import dog
from tests.rehearsal import ANN, NOW, stage

ANSWERS: Answers = {"wish": "friend", "walk": "w3"}
MANY: list[Answers] = [{**ANSWERS, "hours": Fraction(at, 2)} for at in range(4 * AT_ONCE)]


def test_a_few_are_worked_out_at_once() -> None:
    few = MANY[:AT_ONCE]

    assert Outcomes()(dog(), few) == find_outcomes(dog(), few)


def test_many_are_asked_for_first_and_only_those_that_are_missing() -> None:
    outcomes = Outcomes()
    outcomes(dog(), MANY[:AT_ONCE])

    with pytest.raises(NotWorkedOut) as raised:
        outcomes(dog(), MANY)

    assert raised.value.answer_sets == MANY[AT_ONCE:]


async def test_other_work_goes_ahead_between_the_steps() -> None:
    outcomes, turns = Outcomes(), 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(count())
    await outcomes.work_out(dog(), MANY)
    other.cancel()

    assert turns >= len(MANY) // AT_ONCE
    assert outcomes(dog(), MANY) == find_outcomes(dog(), MANY)


async def test_a_decision_that_needs_many_is_made_again_once_they_are_known(tmp_path: Path) -> None:
    shell, told = await stage(tmp_path, dog()), []
    pipeline = Pipeline(
        shell.store, shell.library, shell.courier, str, str, lambda: 1, lambda _: None, ENGLISH
    )
    context = pipeline.context(Update(1, NOW, Sender(ANN, "Ann"), TimeCame()))

    def decide(found: Found) -> Change:
        told.append("decided")
        told.extend(context.outcomes(dog(), MANY))
        return Change()

    await pipeline.change(Address(ANN), 1, decide, NOW)

    assert told == ["decided", "decided", *find_outcomes(dog(), MANY)]
