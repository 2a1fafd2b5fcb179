"""`check`: every finding about dialogs and their cases, and the cases played through."""

import os.path
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.core.insight import Insight, explain
from bot.core.model import Dialog
from bot.core.places import DialogError, Problem
from bot.library import EVERY_FOLDER, FILE, dialog_files, misplaced, read_text
from bot.loader.cases import Case, load_cases
from bot.loader.reading import examine
from bot.proofs.proving import prove

CASES = "cases.yml"


def check_files(
    paths: Iterable[Path], today: date, tell: Callable[[Path], None] = lambda file: None
) -> tuple[tuple[Problem, ...], int]:
    """All findings, by place, and how many files were checked.

    paths: dialog files, cases beside a dialog, folders of one dialog, or folders of such folders.
    today: what `review_by` is measured against. tell: told of each dialog before it is checked.
    Ctrl-C ends the checking, not what was found.
    """
    problems: set[Problem] = set()
    checked: set[Path] = set()
    for path in paths:
        try:
            files = _dialogs_in(path)
        except DialogError as wrong:
            problems.update(wrong.problems)
            continue
        for file in files:
            try:
                tell(file)
                problems.update(_check(file, checked, today))
            except KeyboardInterrupt:
                problems.add(Problem(str(file), 1, 1, "I01", "the checking was ended here", "run it again"))
                return tuple(sorted(problems)), len(checked)
    return tuple(sorted(problems)), len(checked)


def _dialogs_in(path: Path) -> list[Path]:
    """The dialogs that a path means, as the bot would look for them."""
    if path.name == CASES:
        if os.path.lexists(path.with_name(FILE)):
            return [path.with_name(FILE)]
        raise _nothing(path, f"cases without a {FILE} beside them", "name the dialog")
    if not path.is_dir():
        if os.path.lexists(path):
            return [path]
        raise _nothing(path, "no dialog here", f"a dialog is a {FILE}")
    if os.path.lexists(path / FILE):
        return [path / FILE]
    files = dialog_files(path)
    if not any(map(os.path.lexists, files)):
        raise _nothing(path, "no dialog here", f"a dialog is a {FILE}")
    return files


def _nothing(path: Path, problem: str, hint: str) -> DialogError:
    return DialogError((Problem(str(path), 1, 1, "E01", problem, hint),))


def _check(file: Path, checked: set[Path], today: date) -> tuple[Problem, ...]:
    checked.add(file)
    try:
        examined = examine(read_text(file, EVERY_FOLDER if file.name == FILE else ""), str(file))
    except DialogError as wrong:
        return wrong.problems
    if examined.dialog is None:
        return examined.problems
    proved = _proved(examined.dialog)
    found = (*examined.problems, *proved, *_of_its_place_and_time(file, examined.dialog, today))
    cases = file.with_name(CASES)
    if not os.path.lexists(cases):
        return found
    checked.add(cases)
    return (*found, *_check_cases(cases, examined.dialog))


def _proved(dialog: Dialog) -> tuple[Problem, ...]:
    """What is found by trying all answers."""
    try:
        return prove(dialog).problems
    except DialogError as too_large:
        return too_large.problems


def _of_its_place_and_time(file: Path, dialog: Dialog, today: date) -> Iterator[Problem]:
    if strayed := misplaced(file, dialog):
        yield strayed
    if dialog.meta.review_by < today:
        lines = enumerate(dialog.text.splitlines(), 1)
        line = next((number for number, each in lines if "review_by:" in each), 1)
        said = f"out of date since {dialog.meta.review_by}"
        yield Problem(str(file), line, 1, "W65", said, "read it again, then move `updated` and `review_by`")


def _check_cases(file: Path, dialog: Dialog) -> tuple[Problem, ...]:
    try:
        cases = load_cases(read_text(file), str(file), dialog)
    except DialogError as wrong:
        return wrong.problems
    played = tuple(problem for case in cases for problem in _mismatches(case, dialog))
    return (*played, *_unplayed(cases, dialog))


def _mismatches(case: Case, dialog: Dialog) -> list[Problem]:
    """What the case's answers lead to beside what it says they do."""
    insight = explain(dialog, case.answers)
    found = []
    outcome = insight.advice.outcome.id
    if outcome != case.outcome:
        found.append(_problem(case, f"leads to `{outcome}`, not to `{case.outcome}`", _trace(insight)))
    elif case.firmness and insight.firmness.value != case.firmness:
        found.append(_problem(case, f"the advice is {insight.firmness.value}, not {case.firmness}"))
    if case.because and not any(case.because in each.say for each in insight.advice.because):
        reasons = "; ".join(each.say for each in insight.advice.because)
        found.append(_problem(case, f"no reason says “{case.because}”", f"they say: {reasons}"))
    return found


def _unplayed(cases: Iterable[Case], dialog: Dialog) -> Iterator[Problem]:
    """The outcomes that no case is for: a slip in their rules would be noticed by nobody."""
    played = {case.outcome for case in cases}
    for outcome in dialog.outcomes:
        if outcome.id not in played:
            place = outcome.place
            said = f"no case leads to the outcome `{outcome.id}`"
            yield Problem(place.path, place.line, place.column, "W91", said, f"add one to {CASES}")


def _trace(insight: Insight) -> str:
    held = {True: "fits", False: "does not fit", None: "cannot be told"}
    return "; ".join(f"{rule.outcome} {held[rule.held]}: {rule.words}" for rule in insight.advice.trace)


def _problem(case: Case, what: str, hint: str = "") -> Problem:
    place = case.place
    return Problem(place.path, place.line, place.column, "E90", f"case `{case.id}`: {what}", hint)
