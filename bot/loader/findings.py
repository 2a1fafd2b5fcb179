"""What the checks have found so far; knows how to sort it, not what it means."""

from bot.core.dialog.source import Place, Problem

UNQUOTED = "E03"
MOST = 500
"""A file with more problems than that is not worth listing in full."""


class Findings:
    """The problems of one file; a check adds to it and goes on."""

    def __init__(self) -> None:
        self._problems: set[Problem] = set()

    def add(self, place: Place, code: str, problem: str, hint: str = "") -> None:
        """Add one problem. code: begins with E (error), W (warning) or I (remark).

        The author's text may contain line breaks; a message is one line.
        """
        said = (" ".join(text.split()) for text in (problem, hint))
        self._problems.add(Problem(place.path, place.line, place.column, code, *said))

    @property
    def is_refusal(self) -> bool:
        """Return whether there is an error among them."""
        return any(problem.is_error for problem in self._problems)

    def errors(self) -> tuple[Problem, ...]:
        """Return only the errors, sorted by place."""
        return tuple(problem for problem in self.all() if problem.is_error)

    def all(self) -> tuple[Problem, ...]:
        """Return all problems, sorted by place.

        A word without quotes is left out where it is wrong with quotes, too: they would not help. Of too many
        problems the errors stay: no number of warnings hides that a file cannot be used.
        """
        others = (each for each in self._problems if each.is_error and each.code != UNQUOTED)
        wrong = {(each.line, each.column) for each in others}
        kept = (
            each for each in self._problems if each.code != UNQUOTED or (each.line, each.column) not in wrong
        )
        return tuple(sorted(sorted(kept, key=lambda each: (not each.is_error, each))[:MOST]))
