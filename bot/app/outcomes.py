"""Which outcomes the answers of a whole group lead to, worked out beside the transactions, a few at a time.

A decision in a transaction asks for all of them at once. What is not known yet makes it raise: it is then
worked out on the loop, between other people's updates, and the decision is made again.
"""

import asyncio
from collections.abc import Hashable, Sequence
from typing import Final

from bot.core.dialog.answers import Answers
from bot.core.dialog.model import Dialog
from bot.core.dialog.scoring import find_outcomes

AT_ONCE: Final = 10
"""Answer sets that are worked out without a pause: 1 to 2 ms."""
MOST_KEPT: Final = 2_000
"""Outcomes that are kept at least until a decision that needs them was made again."""


class NotWorkedOut(Exception):
    """The outcomes of some answer sets have to be worked out first."""

    def __init__(self, dialog: Dialog, answer_sets: Sequence[Answers]) -> None:
        super().__init__(dialog.id, len(answer_sets))
        self.dialog = dialog
        self.answer_sets = answer_sets


class Outcomes:
    """Call it to get the outcomes of answer sets."""

    def __init__(self) -> None:
        self._known: dict[Hashable, str] = {}

    def __call__(self, dialog: Dialog, answer_sets: Sequence[Answers]) -> tuple[str, ...]:
        """Return the ids of the outcomes that answer sets lead to; a few are worked out at once.

        Raises:
            NotWorkedOut: more than a few are not known yet.
        """
        missing = [each for each in answer_sets if _key(dialog, each) not in self._known]
        if len(missing) > AT_ONCE:
            raise NotWorkedOut(dialog, missing)
        self._add(dialog, missing)
        return tuple(self._known[_key(dialog, each)] for each in answer_sets)

    async def work_out(self, dialog: Dialog, answer_sets: Sequence[Answers]) -> None:
        """Work out what is missing, with pauses in which other updates go ahead."""
        if len(self._known) > MOST_KEPT:
            self._known = {}
        for at in range(0, len(answer_sets), AT_ONCE):
            self._add(dialog, answer_sets[at : at + AT_ONCE])
            await asyncio.sleep(0)

    def _add(self, dialog: Dialog, answer_sets: Sequence[Answers]) -> None:
        for answers, outcome in zip(answer_sets, find_outcomes(dialog, answer_sets), strict=True):
            self._known[_key(dialog, answers)] = outcome


def _key(dialog: Dialog, answers: Answers) -> Hashable:
    return dialog.logic_hash, tuple(answers.items())
