"""A proof read as findings: what is wrong with the dialog, or wants a second look, each at its place."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.model import Accepted, Dialog
from bot.core.dialog.source import Place, Problem
from bot.loader.suggestions import listed
from bot.proofs.parts import WrittenCondition, outcome_lines
from bot.proofs.promises import TRAILING, UNCONTESTED, UNFILLED, UNTRUE_CLAIM, UNTRUE_LINE
from bot.proofs.proof import Constant, Ending, Proof

# --- what an author lives with ----------------------------------------------------------
# Warnings, for a reason; one that no longer occurs is a warning itself.

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


# --- findings ---------------------------------------------------------------------------

MOST_FALLBACK: Final = Fraction(1, 4)
HELP: Final[Mapping[str, str]] = {
    UNFILLED: "add a line under `once`; ",
    UNTRUE_LINE: "narrow its `if`; ",
    TRAILING: "say why under `outweighs`; ",
    UNCONTESTED: "add one without `if`; ",
}
LEAST_SHARE, MOST_SHARE = Fraction(3, 100), Fraction(7, 10)


def find_problems(
    dialog: Dialog, proof: Proof, constants: tuple[tuple[WrittenCondition, Constant], ...]
) -> tuple[Problem, ...]:
    """All findings that the author did not accept, sorted by place."""
    reader = _FindingReader(dialog, proof, constants)
    left = drop_accepted(dialog, reader.all(), is_whole=not proof.unproved)
    return tuple(sorted({Problem(place.path, place.line, place.column, *said) for place, *said in left}))


class _FindingReader:
    def __init__(
        self, dialog: Dialog, proof: Proof, constants: tuple[tuple[WrittenCondition, Constant], ...]
    ) -> None:
        self._dialog = dialog
        self._proof = proof
        self._constants = constants
        self._outcomes = {outcome.id: outcome for outcome in dialog.outcomes}
        self._endings = {ending.outcome: ending for ending in proof.endings}
        self._unasked = {each.id for each in proof.questions if not each.count}

    def all(self) -> Iterator[Finding]:
        """All findings, as they come."""
        yield from self._questions()
        yield from self._outcome_rules()
        yield from self._conditions()
        yield from self._unsaid()
        yield from self._reasons()
        yield from self._promises()
        yield from self._scales()
        yield from self._weights()
        yield from self._balance()
        yield from self._overlaps()
        yield from self._losses()
        yield from self._silences()
        yield from self._betrayals()
        yield from self._alike()

    # --- what never happens -----------------------------------------------------------------

    def _questions(self) -> Iterator[Finding]:
        for name in sorted(self._unasked):
            place = self._dialog.questions[name].place
            yield place, "E40", f"the question `{name}` is never asked", "change its `ask_if`, or remove it"
        for option in self._proof.options:
            if option.witness is None and option.question not in self._unasked:
                place = self._dialog.questions[option.question].options[option.option].place
                said = f"nobody can choose the option `{option.option}` of `{option.question}`"
                yield place, "E41", said, "check the bounds of the question"

    def _outcome_rules(self) -> Iterator[Finding]:
        shadows = {shadow.outcome: shadow.by for shadow in self._proof.shadows}
        for ending in self._proof.endings:
            if ending.count:
                continue
            place = self._outcomes[ending.outcome].place
            if ending.outcome in shadows:
                by = listed(shadows[ending.outcome])
                said = f"the outcome `{ending.outcome}` is never reached: {by} takes all that its rule fits"
                yield place, "E43", said, "put the narrower rule first"
            else:
                yield place, "E42", f"no answers lead to the outcome `{ending.outcome}`", self._why(ending)

    def _why(self, ending: Ending) -> str:
        rule = self._outcomes[ending.outcome].when
        if rule is None:
            return "a rule before it always holds; make the last of them the one for all others"
        never = [
            constant.words
            for written, constant in self._constants
            if written.condition is rule and not constant.is_true
        ]
        return f"never true: {'; '.join(never)}" if never else "its parts are never true together"

    def _conditions(self) -> Iterator[Finding]:
        for written, constant in self._constants:
            if constant.is_true or not self._is_told_elsewhere(written):
                never = "always" if constant.is_true else "never"
                said = f"{constant.where}: {constant.words} is {never} true"
                yield (
                    written.place,
                    "E44",
                    said,
                    "leave it out" if constant.is_true else "change it, or remove it",
                )

    def _is_told_elsewhere(self, written: WrittenCondition) -> bool:
        """Whether a condition that is never true is reported as what it keeps from happening."""
        if any(outcome.when is written.condition for outcome in self._dialog.outcomes):
            return any(
                outcome.when is written.condition and not self._endings[outcome.id].fitting
                for outcome in self._dialog.outcomes
            )
        return any(self._dialog.questions[each].ask_if is written.condition for each in self._unasked)

    def _unsaid(self) -> Iterator[Finding]:
        if "lines" in self._proof.unproved:
            return
        told = {written.place for written, constant in self._constants if not constant.is_true}
        for line, seen in zip(outcome_lines(self._dialog), self._proof.lines, strict=True):
            if seen.witness is None and self._endings[seen.outcome].count and line.place not in told:
                said = f"`{seen.part}` {seen.number} of the outcome `{seen.outcome}` is never said"
                yield line.place, "E44", said, "its `if` is never true where the outcome is reached"

    def _reasons(self) -> Iterator[Finding]:
        for each in self._proof.unreasoned:
            said = f"the outcome `{each.outcome}` can be reached without any reason"
            yield self._outcomes[each.outcome].place, "E46", said, f"with {answers_text(each.witness)}"

    def _promises(self) -> Iterator[Finding]:
        for claim, proved in zip(self._dialog.claims, self._proof.claims, strict=False):
            if proved.witness is not None:
                said = f"this claim does not hold: {claim.say}"
                yield claim.place, UNTRUE_CLAIM, said, f"with {answers_text(proved.witness)}"
        for each in self._proof.broken:
            yield each.place, each.code, each.said, f"{HELP[each.code]}with {answers_text(each.witness)}"

    # --- what wants a second look -------------------------------------------------------------

    def _scales(self) -> Iterator[Finding]:
        for gauge in self._proof.gauges:
            if gauge.although_asked:
                place = self._dialog.scales[gauge.scale].place
                share = percent_text(Fraction(gauge.although_asked, self._proof.total))
                said = f"the scale `{gauge.scale}` has no value in {share} of all answer sets"
                yield place, "W34", said, "though it was asked for: see its `min_answered` and `missing`"

    def _weights(self) -> Iterator[Finding]:
        for name in self._proof.idle_weights:
            place = self._dialog.questions[name].place
            yield place, "W35", f"the weight of `{name}` changes no outcome", "leave it out, or raise it"

    def _balance(self) -> Iterator[Finding]:
        if self._proof.fallback > MOST_FALLBACK:
            last = self._dialog.outcomes[-1]
            said = (
                f"{percent_text(self._proof.fallback)} of all answer sets fit no rule and end in `{last.id}`"
            )
            yield last.place, "W47", said, "give the largest group among them a rule"
        for part in self._proof.alternatives:
            if part.share > MOST_SHARE or part.share < LEAST_SHARE:
                place = self._dialog.alternatives[part.id].place
                said = f"{percent_text(part.share)} of all answer sets lead to `{part.id}`"
                hint = f"{percent_text(LEAST_SHARE)} to {percent_text(MOST_SHARE)} is balanced"
                yield place, "W52", said, hint

    def _overlaps(self) -> Iterator[Finding]:
        """A rule that loses most of what it fits to earlier rules that recommend something else."""
        for later in self._proof.endings:
            mine = [
                each
                for each in self._proof.overlaps
                if each.later == later.outcome and self._endings[each.first].alternative != later.alternative
            ]
            lost = sum(each.count for each in mine)
            if later.count and 2 * lost > later.fitting:
                share = percent_text(Fraction(lost, later.fitting))
                by = listed([each.first for each in mine])
                said = f"{share} of what the rule of `{later.outcome}` fits goes to {by}, by order only"
                yield (
                    self._outcomes[later.outcome].place,
                    "W48",
                    said,
                    f"such as {answers_text(mine[0].witness)}",
                )

    def _losses(self) -> Iterator[Finding]:
        for each in self._proof.losses:
            less, more = (value_text(answers[each.question]) for answers in (each.before, each.after))
            said = f"`{more}` speaks more for `{each.alternative}` than `{less}`, and yet can lose it"
            hint = f"in `{each.question}`, with {answers_text(_without(each.before, each.question))}"
            yield self._dialog.questions[each.question].place, "W49", said, hint

    def _silences(self) -> Iterator[Finding]:
        for each in self._proof.silences:
            how = "left out" if each.silence is Silence.SKIPPED else "answered “not sure”"
            said = f"`{each.question}` {how} can lead to `{each.alternative}` where no answer to it does"
            hint = f"with {answers_text(_without(each.answers, each.question))}"
            yield self._dialog.questions[each.question].place, "W50", said, hint

    def _betrayals(self) -> Iterator[Finding]:
        for each in self._proof.betrayals:
            said = f"only the answer `{each.answer}` to `{each.question}` leads to `{each.alternative}`"
            hint = "a group is told how often it is advised, and was promised not to learn of such answers"
            yield self._dialog.questions[each.question].place, "W80", said, hint

    def _alike(self) -> Iterator[Finding]:
        for each in self._proof.alike:
            said = f"{listed(each.options)} of `{each.question}` never lead to different advice"
            hint = "merge them, or let a rule or a line tell them apart"
            yield self._dialog.questions[each.question].place, "W51", said, hint


# --- words ----------------------------------------------------------------------------------


def answers_text(answers: Answers) -> str:
    """Answers as they are written in a file of cases."""
    return "{" + ", ".join(f"{question}: {value_text(value)}" for question, value in answers.items()) + "}"


def value_text(value: Value) -> str:
    """One answer as it is written in a file of cases."""
    if isinstance(value, Silence):
        return value.value
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


def _without(answers: Answers, question: str) -> Mapping[str, Value]:
    return {name: value for name, value in answers.items() if name != question}


def percent_text(share: Fraction) -> str:
    """Return a share in per cent, to one place; what is not nothing never looks like nothing."""
    return f"{float(100 * share):.1f} %" if share == 0 or share >= Fraction(1, 1000) else "less than 0.1 %"
