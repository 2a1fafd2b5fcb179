"""`check`: every finding about dialogs and their cases, and the cases played through."""

import os.path
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.authoring.hand_overs import check_hand_overs
from bot.core.dialog.insight import Insight, explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError, Problem
from bot.library.file_names import FILE, is_misnamed, misnamed, refuse_misnamed
from bot.library.library import EVERY_FOLDER, dialog_files, folder_mismatch, read_text
from bot.loader.cases import Persona, load_cases
from bot.loader.reading import examine
from bot.proofs.prover import Prover

CASES = "cases.yml"
ENDED = "I01"
"""Not checked, because Ctrl-C ended the checking before."""


def check_files(
    paths: Iterable[Path], today: date, tell: Callable[[str], None] = lambda what: None
) -> tuple[tuple[Problem, ...], int]:
    """All findings, by place, and how many files were checked.

    paths: dialog files, cases beside a dialog, folders of one dialog, or folders of such folders.
    today: what `review_by` is measured against. tell: told, again and again, what is being checked.
    Ctrl-C ends the checking, not what was found: what is not checked by then is found as I01.
    """
    problems: set[Problem] = set()
    checked: set[Path] = set()
    files: dict[Path, None] = {}
    for path in paths:
        try:
            files |= dict.fromkeys(_dialogs_in(path))
        except DialogError as wrong:
            problems.update(wrong.problems)
    left = list(files)
    try:
        while left:
            tell(str(left[0]))
            for problem in _check(left[0], checked, today, tell):
                problems.add(problem)
            left.pop(0)
    except KeyboardInterrupt:
        problems.update(_ended(file, is_begun=file in checked) for file in left)
    return tuple(sorted(problems)), len(checked)


def _ended(file: Path, *, is_begun: bool) -> Problem:
    said = "the checking was ended here, before its end" if is_begun else "not checked: it was ended before"
    return Problem(str(file), 1, 1, ENDED, said, "run it again")


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
    refuse_misnamed(path / FILE)
    files = dialog_files(path)
    if not any(os.path.lexists(each) or any(map(is_misnamed, each.parent.iterdir())) for each in files):
        raise _nothing(path, "no dialog here", f"a dialog is a {FILE}")
    return files


def _nothing(path: Path, problem: str, hint: str) -> DialogError:
    return DialogError((Problem(str(path), 1, 1, "E01", problem, hint),))


def _check(file: Path, checked: set[Path], today: date, tell: Callable[[str], None]) -> Iterator[Problem]:
    checked.add(file)
    if is_misnamed(file):
        yield misnamed(file)
    try:
        refuse_misnamed(file)
        examined = examine(read_text(file, EVERY_FOLDER if file.name == FILE else ""), str(file))
    except DialogError as wrong:
        yield from wrong.problems
        return
    yield from examined.problems
    if examined.dialog is None:
        return
    yield from _of_its_place_and_time(file, examined.dialog, today)
    yield from check_hand_overs(file, examined.dialog)
    cases = file.with_name(CASES)
    if os.path.lexists(cases):
        checked.add(cases)
        yield from _check_cases(cases, examined.dialog)
    yield from _proved(examined.dialog, file, tell)


def _proved(dialog: Dialog, file: Path, tell: Callable[[str], None]) -> Iterator[Problem]:
    """What is found by trying all answers; after Ctrl-C, what was found until then."""
    prover = Prover(dialog, lambda what, states: tell(f"{file}: {what}, {states:,} states"))
    try:
        yield from prover.proof().problems
    except DialogError as too_large:
        yield from too_large.problems
    except KeyboardInterrupt:
        found = prover.so_far()
        yield from found.problems
        said = f"not proved: {', '.join(found.unproved)}"
        yield Problem(str(file), 1, 1, ENDED, said, "run `prove` and give it time")
        raise


def _of_its_place_and_time(file: Path, dialog: Dialog, today: date) -> Iterator[Problem]:
    if mismatch := folder_mismatch(file, dialog):
        yield mismatch
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


def _mismatches(case: Persona, dialog: Dialog) -> list[Problem]:
    """What the case's answers lead to beside what it says they do."""
    insight = explain(dialog, case.answers)
    found = []
    outcome = insight.advice.outcome.id
    if outcome != case.outcome:
        found.append(_problem(case, f"leads to `{outcome}`, not to `{case.outcome}`", _trace(insight)))
    elif case.firmness and insight.sureness.value != case.firmness:
        found.append(_problem(case, f"the advice is {insight.sureness.value}, not {case.firmness}"))
    if case.because and not any(case.because in each.say for each in insight.advice.because):
        reasons = "; ".join(each.say for each in insight.advice.because)
        found.append(_problem(case, f"no reason says “{case.because}”", f"they say: {reasons}"))
    return found


def _unplayed(cases: Iterable[Persona], dialog: Dialog) -> Iterator[Problem]:
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


def _problem(case: Persona, what: str, hint: str = "") -> Problem:
    place = case.place
    return Problem(place.path, place.line, place.column, "E90", f"case `{case.id}`: {what}", hint)
