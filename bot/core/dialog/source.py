"""Where an author wrote something, and what is wrong there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an author wrote something; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about a dialog file; str() is `path:line:column: code: problem (hint)`."""

    path: str
    line: int
    column: int
    code: str
    problem: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used because of it; its code begins with E."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code}: {self.problem}{hint}"


class DialogError(Exception):
    """A dialog file is wrong; str() is one line a problem, all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
