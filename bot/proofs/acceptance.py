"""Warnings that an author lives with for a reason; one that no longer occurs is a warning itself."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from bot.core.dialog.model import Accepted, Dialog
from bot.core.dialog.source import Place

Finding: TypeAlias = tuple[Place, str, str, str]
"""Place, code, what is wrong there, and a hint."""


def drop_accepted(dialog: Dialog, found: Iterable[Finding], is_whole: bool) -> Iterator[Finding]:
    """The findings that nobody accepted, and a W54 for each acceptance that meets none.

    is_whole: everything was proved; before that, what is not found may still come.
    """
    accepted = {each: _places(dialog, each.of) for each in dialog.accepted}
    met: set[Accepted] = set()
    for place, code, said, hint in found:
        by = {each for each, places in accepted.items() if each.finding == code and place in places}
        met |= by
        if not by:
            yield place, code, said, hint
    for each in dialog.accepted if is_whole else ():
        if each not in met:
            said = f"{each.finding} is accepted for `{each.of}`, and is not found there"
            yield each.place, "W54", said, "take it out of `accept`"


def _places(dialog: Dialog, name: str) -> set[Place]:
    """Where everything stands that has this id; a question and a scale may share one."""
    kinds = (dialog.questions, dialog.scales, dialog.alternatives)
    outcomes = {each.place for each in dialog.outcomes if each.id == name}
    return outcomes | {kind[name].place for kind in kinds if name in kind}
