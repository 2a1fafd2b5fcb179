"""How many small slips in a dialog are noticed, and by what: `python -m tests.mutations [NUMBER] [SEED]`.

Each trial changes one word of the first dialog's logic: a number by one, an operator, an id for
another id. What notices it first counts: `check`, the proofs, the cases, or nothing.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError
from bot.loader.cases import load_cases
from bot.loader.reading import examine, load_dialog
from bot.proofs.proof import Proof
from bot.proofs.prover import prove
from bot.proofs.version_difference import compare_versions

FOLDER = Path(__file__).parent.parent / "dialogs" / "ai-cert"
WORDS = (
    ("gte", "gt", "lte", "lt"),
    ("all", "any"),
    ("has", "has_all"),
    ("answered", "unsure"),
    ("rescale", "zero", "block"),
    ("now", "later", "never"),
    ("one", "many", "scale"),
    ("skip", "unsure"),
    ("fact", "value"),
)
"""Words of the language, each among those that could stand in its place."""
PROSE = {"ask", "why", "text", "note", "say", "do", "title", "advice", "label", "like", "source", "url", "by"}
"""Keys whose texts are for people, or name a source: changing them changes no advice."""


@dataclass(frozen=True)
class Slip:
    """One word in the place of another. line: from 1. text: the whole file with it."""

    line: int
    before: str
    after: str
    text: str

    def effect(self, whole: Dialog) -> str:
        """What it does to the advice: for how many of all answer sets it is another."""
        difference = compare_versions(whole, load_dialog(self.text, "dialog.yml"))
        if difference.total is None:
            return f"{', '.join(difference.asked_otherwise)} asked otherwise"
        moved = sum(each.count for each in difference.changes)
        return f"{100 * moved / difference.total:.3f} % of all answer sets lead elsewhere"


def slips(text: str, chance: random.Random) -> Iterator[Slip]:
    """Slips without end, each of one word."""
    words = list(_logic(text))
    ids = sorted({token.value for token in words if _family(token.value) is None and _is_id(token.value)})
    words = [token for token in words if _family(token.value) or token.value in ids]
    while True:
        token = chance.choice(words)
        after = chance.choice([each for each in _family(token.value) or ids if each != token.value])
        start, end = token.start_mark.index, token.end_mark.index
        yield Slip(token.start_mark.line + 1, token.value, after, f"{text[:start]}{after}{text[end:]}")


def _logic(text: str) -> Iterator[yaml.ScalarToken]:
    """The words of the part that decides: unquoted, single, and of no text for people."""
    start = min(at for part in ("scales", "questions") if (at := text.find(f"\n{part}:")) >= 0)
    key, is_key = "", False
    for token in yaml.scan(text):
        if isinstance(token, yaml.KeyToken | yaml.ValueToken):
            is_key = isinstance(token, yaml.KeyToken)
        elif isinstance(token, yaml.ScalarToken):
            key = token.value if is_key else key
            is_word = token.plain and " " not in token.value
            if is_word and token.start_mark.index > start and (is_key or key not in PROSE):
                yield token


def _family(word: str) -> list[str] | None:
    """What could stand in a word's place by a slip of the hand; None for an id, or what is no word."""
    if word.isdecimal():
        return [str(int(word) + 1), str(max(0, int(word) - 1))]
    return next((list(family) for family in WORDS if word in family), None)


def _is_id(word: str) -> bool:
    return word.replace("-", "_").isidentifier()


def noticed_by(slip: Slip, cases: str, proved: Proof) -> str:
    """What notices it first: `check`, `prove`, `cases`, or `nothing`. proved: of the dialog without it."""
    examined = examine(slip.text, "dialog.yml")
    if examined.dialog is None or examined.problems:
        return "check"
    try:
        found = prove(examined.dialog)
    except DialogError:
        return "prove"
    if _findings(found) != _findings(proved):
        return "prove"
    try:
        played = load_cases(cases, "cases.yml", examined.dialog)
    except DialogError:
        return "cases"
    for case in played:
        insight = explain(examined.dialog, case.answers)
        is_same = insight.advice.outcome.id == case.outcome and case.firmness in ("", insight.sureness.value)
        if not is_same or not any(case.because in each.say for each in insight.advice.because):
            return "cases"
    return "nothing"


def _findings(proof: Proof) -> Counter[str]:
    """How often each finding; their places and examples move with every slip."""
    return Counter(problem.code for problem in proof.problems)


def main(number: int = 200, seed: int = 1) -> None:
    """Make so many slips, and print what noticed them."""
    text = (FOLDER / "dialog.yml").read_text(encoding="utf-8")
    cases = (FOLDER / "cases.yml").read_text(encoding="utf-8")
    whole = load_dialog(text, "dialog.yml")
    proved = prove(whole)
    noticed: Counter[str] = Counter()
    survivors = []
    for at, slip in zip(range(number), slips(text, random.Random(seed)), strict=False):
        by = noticed_by(slip, cases, proved)
        noticed[by] += 1
        if by == "nothing":
            survivors.append(slip)
        print(f"\r{at + 1} of {number}", end="", file=sys.stderr)  # noqa: T201  # how far it is
    print(file=sys.stderr)  # noqa: T201
    for by in ("check", "prove", "cases", "nothing"):
        print(f"{by:8} {noticed[by]:4} {100 * noticed[by] / number:5.1f} %")  # noqa: T201  # the result
    for slip in survivors:
        print(f"line {slip.line}: {slip.before} -> {slip.after}: {slip.effect(whole)}")  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
