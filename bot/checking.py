"""`check`: every finding about dialogs and their cases, and the cases played through."""

from collections.abc import Iterable
from pathlib import Path

from bot.core.insight import Insight, explain
from bot.core.model import Dialog
from bot.core.places import DialogError, Problem
from bot.library import FILE
from bot.loader.cases import Case, load_cases
from bot.loader.reading import examine

CASES = "cases.yml"


def check_files(paths: Iterable[Path]) -> tuple[tuple[Problem, ...], int]:
    """All findings, by place, and how many files were checked.

    paths: dialog files, folders of one dialog, or folders of such folders.
    """
    problems: list[Problem] = []
    checked = 0
    for path in paths:
        files = _dialogs_in(path)
        if not files:
            problems.append(Problem(str(path), 1, 1, "E01", "no dialog here", f"a dialog is a {FILE}"))
        for file in files:
            found, number = _check(file)
            problems += found
            checked += number
    return tuple(sorted(problems)), checked


def _dialogs_in(path: Path) -> list[Path]:
    if path.is_dir():
        return [path / FILE] if (path / FILE).is_file() else sorted(path.glob(f"*/{FILE}"))
    return [path] if path.is_file() else []


def _check(file: Path) -> tuple[tuple[Problem, ...], int]:
    try:
        examined = examine(_text(file), str(file))
    except _UnreadableError as problem:
        return (problem.finding,), 1
    cases = file.with_name(CASES)
    if examined.dialog is None or not cases.is_file():
        return examined.problems, 1
    return (*examined.problems, *_check_cases(cases, examined.dialog)), 2


def _check_cases(file: Path, dialog: Dialog) -> tuple[Problem, ...]:
    try:
        cases = load_cases(_text(file), str(file), dialog)
    except DialogError as wrong:
        return wrong.problems
    except _UnreadableError as problem:
        return (problem.finding,)
    return tuple(problem for case in cases for problem in _mismatches(case, dialog))


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


def _trace(insight: Insight) -> str:
    held = {True: "fits", False: "does not fit", None: "cannot be told"}
    return "; ".join(f"{rule.outcome} {held[rule.held]}: {rule.words}" for rule in insight.advice.trace)


def _problem(case: Case, what: str, hint: str = "") -> Problem:
    place = case.place
    return Problem(place.path, place.line, place.column, "E90", f"case `{case.id}`: {what}", hint)


class _UnreadableError(Exception):
    def __init__(self, finding: Problem) -> None:
        super().__init__(finding)
        self.finding = finding


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise _UnreadableError(
            Problem(str(file), 1, 1, "E01", f"cannot be read: {problem.strerror}")
        ) from None
    except UnicodeDecodeError as problem:
        said = f"is not UTF-8 at byte {problem.start}"
        raise _UnreadableError(Problem(str(file), 1, 1, "E01", said, "save it as UTF-8")) from None
