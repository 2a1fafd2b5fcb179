"""What a coached group does, step by step: derived from its dialog, so no author writes it twice.

Warm-ups, where everybody stands, the dialog's own questions, results, where everybody stands then, a plan.
Questions that only a group is asked are made here; their ids hold a dot, which no dialog's can.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from bot.core.answers import Silence, Value
from bot.core.model import LEANING, Dialog
from bot.core.question import Changeable, GroupRules, Kind, Option, Question

READY, LEANING_AFTER, READY_AFTER = "group.ready", "group.leaning", "group.ready_after"
GUESS = "group.guess."
PLAN_WHEN, PLAN_SURE, PLAN_WALL = "group.when", "group.sure", "group.wall"
OUTCOMES = "group.outcomes"

ASKED_TOGETHER = ("one", "many", "scale")
"""Kinds that can be answered on a message that everybody sees; a text is for the private chat."""


class Does(Enum):
    """What a step is for."""

    ASK = "ask"
    RESULTS = "results"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an agenda. questions: what it asks; a plan asks three at once, results nothing."""

    does: Does
    questions: tuple[Question, ...] = ()

    @property
    def question(self) -> Question:
        """The one question of a step that asks."""
        return self.questions[0]


@lru_cache(maxsize=256)
def agenda(dialog: Dialog) -> tuple[Step, ...]:
    """The steps of a dialog in a group, in order."""
    return tuple(_steps(dialog))


def question_of(dialog: Dialog, question: str) -> Question | None:
    """A question of the agenda by its id; None where it has no such one."""
    return _questions(dialog).get(question)


@lru_cache(maxsize=256)
def _questions(dialog: Dialog) -> Mapping[str, Question]:
    return {each.id: each for step in agenda(dialog) for each in step.questions}


def question_ids(dialog: Dialog) -> tuple[str, ...]:
    """Ids of all questions of the agenda, sorted."""
    return tuple(sorted(_questions(dialog)))


def choices(question: Question) -> tuple[str, ...]:
    """What can be chosen, sorted: ids of options, then the ways of not answering."""
    silent = sorted(each.value for each in Silence if each in question.allow)
    return (*sorted(question.options), *silent)


def chosen(question: Question, choice: str) -> Value:
    """The value of one of the `choices`; of a question that takes several, of that one alone."""
    if choice in question.options:
        return (choice,) if question.kind.name == "many" else choice
    return Silence(choice)


def _steps(dialog: Dialog) -> Iterator[Step]:
    together = [each for each in dialog.questions.values() if each.kind.name in ASKED_TOGETHER]
    leaning = dialog.questions[LEANING]
    kinds = {each.kind.name: each.kind for each in together}
    one = leaning.kind
    yield from (Step(Does.ASK, (_open_to_all(each),)) for each in together if each.group.icebreaker)
    yield Step(Does.ASK, (leaning,))
    if many := kinds.get("many"):
        yield Step(Does.ASK, (_readiness(READY, many),))
    for each in together:
        if each.id != LEANING and not each.group.icebreaker:
            if each.group.guess:
                yield Step(Does.ASK, (_guess(each, one),))
            yield Step(Does.ASK, (_open_to_all(each),))
    yield Step(Does.RESULTS)
    yield Step(Does.ASK, (replace(leaning, id=LEANING_AFTER, ask="Where do you stand now?", why=_AFTER),))
    if many:
        yield Step(Does.ASK, (_readiness(READY_AFTER, many),))
    yield Step(Does.PLAN, (_when(one), _sure(one), _wall(one)))


def _open_to_all(question: Question) -> Question:
    """In a group everybody is asked, so who it does not apply to can say so, and nobody sees who that is."""
    if question.ask_if is None:
        return question
    return replace(question, allow=question.allow | {Silence.SKIPPED})


_AFTER = "Compared with the start. It is fine to stand where you stood, and fine not to."
_RULES = GroupRules(reveal="immediate", discuss="never")


def _readiness(question: str, kind: Kind) -> Question:
    """Four marks of being ready to decide; what they ask after is that of the SURE test, in own words."""
    return Question(
        question,
        kind,
        "Which of these can you say today? Tick all that are true.",
        "It shows what is still missing for a decision of your own.",
        _options(
            sure="I feel sure which way is mine",
            sides="I know what speaks for and against",
            matters="I know what matters most to me",
            support="I have people and facts to lean on",
        )
        | {"none": Option("none", "None of these yet", exclusive=True)},
        changeable=Changeable.NEVER,
        group=_RULES,
    )


def _guess(question: Question, kind: Kind) -> Question:
    first = next(iter(question.options.values()))
    return Question(
        f"{GUESS}{question.id}",
        kind,
        f"Guess the room: how many of you will answer “{first.text}” to the next question?",
        f"Next comes: {question.ask}"[:120],
        _options(
            none="Hardly anybody",
            quarter="About a quarter",
            half="About half",
            most="About three quarters",
            all="Nearly everybody",
        ),
        changeable=Changeable.NEVER,
        group=_RULES,
    )


def _when(kind: Kind) -> Question:
    texts = _options(today="Today", tomorrow="Tomorrow", weekend="At the weekend", week="Next week")
    return Question(PLAN_WHEN, kind, "When do you begin?", "", texts, group=_RULES)


def _sure(kind: Kind) -> Question:
    texts = _options(low="0–3", middle="4–6", good="7–8", high="9–10")
    return Question(PLAN_SURE, kind, "How sure are you that you will, from 0 to 10?", "", texts, group=_RULES)


def _wall(kind: Kind) -> Question:
    texts = _options(private="Keep it to myself", named="Wall, with my name", unnamed="Wall, without name")
    return Question(PLAN_WALL, kind, "Who may see it?", "", texts, group=_RULES)


def _options(**texts: str) -> dict[str, Option]:
    return {name: Option(name, text) for name, text in texts.items()}
