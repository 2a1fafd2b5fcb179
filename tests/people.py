"""What forty people are told, and what a wise coach would tell them: `python -m tests.people`.

Prints for each the kind of advice wanted and got, the first sentence, and how many words stand on the screen
before anything is unfolded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.solo.engine import begin
from bot.core.solo.result import count_words, render_result
from bot.core.solo.session import Stage
from bot.core.words.english import ENGLISH
from bot.loader.cases import Persona, load_cases
from bot.loader.reading import load_dialog

FOLDER = Path(__file__).parent.parent / "dialogs" / "ai-cert"
FAMILIES = Path(__file__).parent / "fixtures" / "families.tsv"
FAMILY_OF = {
    "go": "yes",
    "once": "yes-once",
    "talk": "talk",
    "rest": "not now",
    "show": "another way",
    "another": "another way",
    "practise": "practise",
}
"""Outcome -> the kind of advice it is."""
DAY = date(2026, 11, 27)


@dataclass(frozen=True, slots=True)
class Told:
    """What one person was told. fair: other kinds of advice that a wise coach could give as well."""

    name: str
    wanted: str
    fair: tuple[str, ...]
    got: str
    first_sentence: str
    words: int

    @property
    def is_fair(self) -> bool:
        """Return whether it is the wanted kind of advice, or one as fair."""
        return self.got in (self.wanted, *self.fair)


def tell_everybody() -> Iterator[Told]:
    """Yield what each of them is told."""
    dialog = load_dialog((FOLDER / "dialog.yml").read_text(encoding="utf-8"), "dialog.yml")
    cases = load_cases((FOLDER / "cases.yml").read_text(encoding="utf-8"), "cases.yml", dialog)
    by_name = {case.id: case for case in cases}
    for row in FAMILIES.read_text(encoding="utf-8").splitlines()[1:]:
        name, wanted, fair = row.split("\t")
        yield _tell(dialog, by_name[name], wanted, tuple(filter(None, fair.split(", "))))


def _tell(dialog: Dialog, case: Persona, wanted: str, fair: tuple[str, ...]) -> Told:
    advice = explain(dialog, case.answers).advice
    session = replace(begin(dialog, 1, 1, 1), stage=Stage.DONE, answers=case.answers, finished_on=DAY)
    words = sum(count_words(block.text) for block in render_result(dialog, session, ENGLISH).blocks)
    return Told(case.id, wanted, fair, FAMILY_OF[advice.outcome.id], advice.title(ENGLISH), words)


def main() -> None:
    """Print the table."""
    everybody = list(tell_everybody())
    for each in everybody:
        mark = "✓" if each.is_fair else "✗"
        got = each.got if each.got != each.wanted else ""
        print(f"{mark} {each.name:20} {each.wanted:12} {got:12} {each.words:3}  {each.first_sentence}")  # noqa: T201
    fair = sum(each.is_fair for each in everybody)
    print(f"{fair} of {len(everybody)} fair, {max(each.words for each in everybody)} words at most")  # noqa: T201


if __name__ == "__main__":
    main()
