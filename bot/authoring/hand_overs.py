"""Whether a dialog's hand-overs fit the dialogs they lead to, where those lie beside it."""

import os.path
from collections.abc import Iterator
from pathlib import Path

from bot.core.dialog.model import Dialog, HandOver
from bot.core.dialog.source import DialogError, Problem
from bot.library.file_names import FILE
from bot.library.library import dialog_files, read_text
from bot.loader.reading import load_dialog
from bot.loader.suggestions import did_you_mean

MISFIT = "W78"


def check_hand_overs(file: Path, dialog: Dialog) -> Iterator[Problem]:
    """Yield each hand-over to a dialog, a question or an option that is not there."""
    folder = file.absolute().parent
    for hand_over in dialog.hand_overs.values():
        beside = folder.parent / hand_over.to / FILE
        if os.path.lexists(beside):
            yield from _check(hand_over, beside)
        else:
            yield from _missing(hand_over, folder)


def _missing(hand_over: HandOver, folder: Path) -> Iterator[Problem]:
    """Yield that there is no such dialog, unless this one lies alone and others may be elsewhere."""
    try:
        others = [each.parent.name for each in dialog_files(folder.parent) if os.path.lexists(each)]
    except DialogError:
        return  # what lies beside cannot be looked at
    if folder.name in others and len(others) > 1:
        yield _problem(hand_over, f"no dialog `{hand_over.to}` here", did_you_mean(hand_over.to, others))


def _check(hand_over: HandOver, beside: Path) -> Iterator[Problem]:
    try:
        goal = load_dialog(read_text(beside), str(beside))
    except DialogError:
        return  # its own check says why
    for question_id, sources in hand_over.answers.items():
        question = goal.questions.get(question_id)
        if question is None:
            said = f"`{goal.id}` has no question `{question_id}`"
            yield _problem(hand_over, said, did_you_mean(question_id, goal.questions))
            continue
        for option in {there for options in sources.values() for there in options.values()}:
            known = question.kind.tap_ids(question)
            if option not in known:
                said = f"`{question_id}` of `{goal.id}` has no button `{option}`"
                yield _problem(hand_over, said, did_you_mean(option, known))


def _problem(hand_over: HandOver, said: str, hint: str) -> Problem:
    place = hand_over.place
    return Problem(place.path, place.line, place.column, MISFIT, said, hint)
