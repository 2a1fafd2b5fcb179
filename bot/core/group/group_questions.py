"""The questions that only a group is asked: where people stand, a guess, a plan, what came of it.

They are made here and no author writes them. Their ids hold a dot, which no dialog's can.
"""

from dataclasses import replace

from bot.core.dialog.kind import Kind
from bot.core.dialog.model import LEANING
from bot.core.dialog.question import Changeable, GroupRules, Option, Question
from bot.core.kinds.many import EXCLUSIVE

READY, LEANING_AFTER, READY_AFTER = "group.ready", "group.leaning", "group.ready_after"
PAIRS = {LEANING_AFTER: LEANING, READY_AFTER: READY}
"""What is asked again at the end -> what was asked at the start; both are shown side by side."""
GUESS = "group.guess."
PLAN_WHEN, PLAN_SURE, PLAN_WALL = "group.when", "group.sure", "group.wall"
PLAN_ASK, DID = "group.ask", "group.did"
REASON = "group.reason."

DAYS = {"days3": 3, "days7": 7, "days30": 30}
"""The answers to `PLAN_ASK` after which somebody is asked, and the days after the end."""
DONE, PARTLY, NOT_YET, CHANGED_MIND, NEVER = "done", "partly", "not_yet", "changed", "never"
OPEN_ENDED = (PARTLY, NOT_YET)
"""The answers to `DID` after which somebody is asked once more."""

_AFTER = "Compared with the start. It is fine to stand where you stood, and fine not to."
_RULES = GroupRules(reveal="immediate", discuss="never")


def stands_now(leaning: Question) -> Question:
    """Where people stand, asked again after the results."""
    return replace(leaning, id=LEANING_AFTER, ask="Where do you stand now?", why=_AFTER)


def readiness(question: str, kind: Kind) -> Question:
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
        | {"none": Option("none", "None of these yet", settings={EXCLUSIVE.name: True})},
        changeable=Changeable.NEVER,
        group=_RULES,
    )


def guess(question: Question, kind: Kind) -> Question:
    """How many will give the first answer to the question that comes next?"""
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


def plan(kind: Kind) -> tuple[Question, ...]:
    """When, how sure, who may see it, and when to ask what came of it."""
    return (
        _asked(PLAN_WHEN, kind, "When do you begin?", **_WHEN),
        _asked(PLAN_SURE, kind, "How sure are you that you will, from 0 to 10?", **_SURE),
        _asked(PLAN_WALL, kind, "Who may see it?", **_WALL),
        _asked(PLAN_ASK, kind, "When may I ask you in private how it went?", **_ASK),
    )


def outcome(kind: Kind) -> Question:
    """What came of the first step; asked in private after the end."""
    return _asked(DID, kind, "How did your first step go?", **_DID)


def reasons(question: Question, kind: Kind) -> Question:
    """Which of the reasons that are told in the talk speaks most to each; its options in their order."""
    told = {
        f"{option.id}.{at}": Option(f"{option.id}.{at}", reason)
        for option in question.options.values()
        for at, reason in enumerate(option.reasons)
    }
    rules = replace(_RULES, sensitive=question.group.sensitive, k_min=question.group.k_min)
    ask = f"Which reason spoke most to you? {question.ask}"
    return Question(f"{REASON}{question.id}", kind, ask, "", told, group=rules)


_WHEN = {"today": "Today", "tomorrow": "Tomorrow", "weekend": "At the weekend", "week": "Next week"}
_SURE = {"low": "0–3", "middle": "4–6", "good": "7–8", "high": "9–10"}
_WALL = {"private": "Keep it to myself", "named": "Wall, with my name", "unnamed": "Wall, without name"}
_ASK = {
    "days3": "Ask me in 3 days",
    "days7": "Ask me in a week",
    "days30": "Ask me in a month",
    NEVER: "Do not ask me",
}
_DID = {
    DONE: "Done",
    PARTLY: "Partly",
    NOT_YET: "Not yet",
    CHANGED_MIND: "Changed my mind",
}


def _asked(question: str, kind: Kind, ask: str, **texts: str) -> Question:
    return Question(question, kind, ask, "", _options(**texts), group=_RULES)


def _options(**texts: str) -> dict[str, Option]:
    return {name: Option(name, text) for name, text in texts.items()}
