"""The questions that only a group is asked: where people stand, a guess, a plan, what came of it.

They are made here and no author writes them. Their ids hold a dot, which no dialog's can. They have no texts
of their own, for they have no language: `question_texts` finds what they ask and answer.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.core.dialog.kind import Kind
from bot.core.dialog.model import LEANING
from bot.core.dialog.question import Changeable, GroupRules, Level, Option, Question
from bot.core.kinds.many import EXCLUSIVE
from bot.core.words import group_questions as words
from bot.core.words.phrase import Phrase

READY, LEANING_AFTER, READY_AFTER = "group.ready", "group.leaning", "group.ready_after"
PAIRS = {LEANING_AFTER: LEANING, READY_AFTER: READY}
"""What is asked again at the end -> what was asked at the start; both are shown side by side."""
COMPARED = tuple(PAIRS.values())
"""What is shown at the end only, beside what is said then."""
GUESS = "group.guess."
PLAN_WHEN, PLAN_SURE, PLAN_WALL = "group.when", "group.sure", "group.wall"
PLAN_STEP = "group.step"
"""What stands on the wall: one of the same few steps for everybody; a computed step would tell why."""
OWN_STEP, WRITING_STEP = "group.own_step", "group.writing_step"
"""Names under which a seat keeps a step in own words: as it stands on the wall, and before that."""
NAMED, UNNAMED = "named", "unnamed"
PLAN_ASK, DID = "group.ask", "group.did"
REASON = "group.reason."
OWN = "group.own."
"""Before the digest of a question that a coach wrote."""
APART = "group.apart."
"""Before the id of a question: the name under which a seat keeps that it was told it need not answer."""

DAYS = {"days3": 3, "days7": 7, "days30": 30}
"""The answers to `PLAN_ASK` after which somebody is asked, and the days after the end."""
DONE, PARTLY, NOT_YET, CHANGED_MIND, NEVER = "done", "partly", "not_yet", "changed", "never"
OPEN_ENDED = (PARTLY, NOT_YET)
"""The answers to `DID` after which somebody is asked once more."""

ASKED: Final[Mapping[str, Phrase]] = {
    READY: words.ready(),
    READY_AFTER: words.ready(),
    LEANING_AFTER: words.stand_now(),
    PLAN_STEP: words.step_for_wall(),
    PLAN_WHEN: words.when(),
    PLAN_SURE: words.how_sure(),
    PLAN_WALL: words.who_sees(),
    PLAN_ASK: words.when_to_ask(),
    DID: words.did(),
}
"""What a question asks."""
WHY: Final[Mapping[str, Phrase]] = {
    READY: words.ready_why(),
    READY_AFTER: words.ready_why(),
    LEANING_AFTER: words.compared(),
}
_READY: Final = {
    "sure": words.sure(),
    "sides": words.sides(),
    "matters": words.matters(),
    "support": words.support(),
    "none": words.none_yet(),
}
GUESSES: Final[Mapping[str, Phrase]] = {
    "none": words.hardly_anyone(),
    "quarter": words.quarter(),
    "half": words.half(),
    "most": words.three_quarters(),
    "all": words.nearly_everyone(),
}
"""The answers to every guess."""
ANSWERS: Final[Mapping[str, Mapping[str, Phrase]]] = {
    PLAN_STEP: {
        "talk": words.talk_it_over(),
        "fact": words.find_out(),
        "try": words.try_small(),
        "date": words.set_date(),
    },
    READY: _READY,
    READY_AFTER: _READY,
    PLAN_WHEN: {
        "today": words.begin_today(),
        "tomorrow": words.tomorrow(),
        "weekend": words.weekend(),
        "week": words.week(),
    },
    PLAN_SURE: {
        "low": words.sure_low(),
        "middle": words.sure_middle(),
        "good": words.sure_good(),
        "high": words.sure_high(),
    },
    PLAN_WALL: {
        "private": words.keep_private(),
        NAMED: words.named(),
        UNNAMED: words.unnamed(),
    },
    PLAN_ASK: {
        "days3": words.days3(),
        "days7": words.days7(),
        "days30": words.days30(),
        NEVER: words.never(),
    },
    DID: {
        DONE: words.done(),
        PARTLY: words.partly(),
        NOT_YET: words.not_yet(),
        CHANGED_MIND: words.changed(),
    },
}
"""Question -> option -> what its button says."""

_RULES = GroupRules(reveal="immediate", discuss="never")


def ask_leaning_again(leaning: Question) -> Question:
    """Ask where people stand once more, after the results."""
    return replace(leaning, id=LEANING_AFTER, ask="", why="")


def readiness(question: str, kind: Kind) -> Question:
    """Return four marks of being ready to decide, after those of the SURE test, in words of our own."""
    asked = _question(question, kind, ANSWERS[question])
    options = {**asked.options, "none": Option("none", "", settings={EXCLUSIVE.name: True})}
    return replace(asked, options=options, changeable=Changeable.NEVER)


def guess(question: Question, kind: Kind) -> Question:
    """Ask how many will give the first answer to the question that comes next."""
    asked = _question(f"{GUESS}{question.id}", kind, GUESSES)
    return replace(asked, changeable=Changeable.NEVER, group=replace(_RULES, level=Level.OPEN))


def plan(kind: Kind, wall: Mapping[str, str]) -> tuple[Question, ...]:
    """Ask when, how sure, what stands on the wall, who may see it, and when to ask what came of it.

    wall: id -> first step in its author's words; empty for ours.
    """
    asked = [
        _question(each, kind, ANSWERS[each])
        for each in (PLAN_WHEN, PLAN_SURE, PLAN_STEP, PLAN_WALL, PLAN_ASK)
    ]
    steps = {step: Option(step, text) for step, text in wall.items()}
    return tuple(replace(each, options=steps) if steps and each.id == PLAN_STEP else each for each in asked)


def outcome(kind: Kind) -> Question:
    """Ask what came of the first step, in private after the end."""
    return _question(DID, kind, ANSWERS[DID])


def reasons(question: Question, kind: Kind) -> Question:
    """Ask which of the reasons in the talk speaks most to each; its options are the reasons in order."""
    options = {
        f"{option.id}.{at}": Option(f"{option.id}.{at}", reason)
        for option in question.options.values()
        for at, reason in enumerate(option.reasons)
    }
    near = tuple(
        tuple(f"{option.id}.{at}" for at in range(len(option.reasons)))
        for option in question.options.values()
        if option.reasons
    )
    rules = replace(_RULES, k_min=question.group.k_min, near=near)
    return Question(f"{REASON}{question.id}", kind, "", "", options, group=rules)


def _question(question: str, kind: Kind, answers: Mapping[str, Phrase]) -> Question:
    options = {name: Option(name, "") for name in answers}
    return Question(question, kind, "", "", options, group=_RULES)
