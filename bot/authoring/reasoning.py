"""How one set of answers becomes advice, step by step: what was asked, scored, found true and tried."""

from collections.abc import Iterator

from bot.authoring.advice_report import MARKS
from bot.authoring.pages import Item, Page, Section
from bot.core.dialog.answer_text import answer_text
from bot.core.dialog.answers import Answers
from bot.core.dialog.conditions import AtLeast, Condition, Not
from bot.core.dialog.evidence import Evidence, scorers
from bot.core.dialog.insight import explain
from bot.core.dialog.model import Dialog, Scale
from bot.core.dialog.question import Question
from bot.core.dialog.scoring import Advice, score
from bot.core.words.english import ENGLISH


def reasoning_page(dialog: Dialog, answers: Answers) -> Page:
    """The whole way from complete answers to advice. answers: of relevant questions only."""
    evidence = Evidence(dialog, answers)
    advice = score(dialog, answers)
    decided = dialog.outcomes.index(advice.outcome)
    said = [("Reason", each.say, each.when) for each in advice.outcome.because]
    said += [("Open condition", each.say, each.when) for each in advice.outcome.once]
    said += [("But", each.say, each.when) for each in advice.outcome.but]
    said += [("Step", each.do, each.when) for each in advice.outcome.next_steps]
    said += [("To read", each.title, each.when) for each in advice.outcome.readings]
    said += [("To watch for", each.say, each.when) for each in advice.outcome.watch_for]
    return Page(
        f"{advice.title(ENGLISH)} ({advice.outcome.id}, {explain(dialog, answers).sureness.value})",
        dialog.lang,
        (
            Section("What was asked", tuple(_asked(dialog, evidence))),
            Section(
                "What it measures", tuple(_scale(dialog, evidence, each) for each in dialog.scales.values())
            ),
            Section(
                "Which facts are true",
                tuple(
                    _marked(dialog, f"“{each.say}”", each.when, evidence) for each in dialog.facts.values()
                ),
            ),
            Section("What is counted", tuple(_tallies(dialog, advice))),
            Section(
                "Which rules were tried",
                tuple(
                    _marked(dialog, f"{each.id}: {each.title}", each.when, evidence)
                    for each in dialog.outcomes[: decided + 1]
                ),
            ),
            Section(
                "What is said",
                tuple(_marked(dialog, f"{kind}: {text}", when, evidence) for kind, text, when in said),
            ),
        ),
    )


def _tallies(dialog: Dialog, advice: Advice) -> Iterator[Item]:
    for name, tallied in advice.tallies.items():
        lines = [
            *(f"{MARKS[True]} {each.say}" for each in tallied.holding),
            *(f"{MARKS[False]} {each.say}" for each in tallied.others),
        ]
        yield Item(f"{dialog.tallies[name].label}: {len(tallied.holding)}", tuple(map(Item, lines)))


def _marked(dialog: Dialog, text: str, condition: Condition | None, evidence: Evidence) -> Item:
    if condition is None:
        return Item(f"{MARKS[True]} {text}")
    return Item(f"{MARKS[condition.holds(evidence)]} {text}", (rule_item(dialog, condition, evidence),))


def _asked(dialog: Dialog, evidence: Evidence) -> Iterator[Item]:
    for question in dialog.questions.values():
        if question.id not in evidence.answers:
            yield conditional_item(dialog, f"Not asked: {question.ask}", question.ask_if, evidence)
            continue
        answer = answer_text(dialog, question.id, evidence.answers[question.id], ENGLISH)
        yield Item(f"{question.ask} → {answer}", tuple(_points(dialog, evidence, question)))


def _points(dialog: Dialog, evidence: Evidence, question: Question) -> Iterator[Item]:
    chosen = evidence.chosen(question.id) or ()
    for scale in dialog.scales.values():
        if question.id in scorers(dialog)[scale.id]:
            points = sum(question.options[each].score.get(scale.id, 0) for each in chosen)
            best = scorers(dialog)[scale.id][question.id]
            yield Item(f"{scale.label}: {points * question.weight} of {best * question.weight}")


def _scale(dialog: Dialog, evidence: Evidence, scale: Scale) -> Item:
    value = evidence.scale(scale.id)
    told = (
        "too little was answered to say" if value is None else f"{float(value):.1f} of 100 (exactly {value})"
    )
    return Item(f"{scale.label}: {told}")


# --- conditions as sentences ------------------------------------------------------------


def rule_item(dialog: Dialog, condition: Condition, evidence: Evidence | None = None) -> Item:
    """A condition, part by part. evidence: marks each part ✓, ✗ or ? (an answer it needs is missing)."""
    mark = "" if evidence is None else f"{MARKS[condition.holds(evidence)]} "
    match condition:
        case AtLeast(_, parts) if len(parts) > 1:
            return Item(
                f"{mark}{_together(condition)}", tuple(rule_item(dialog, each, evidence) for each in parts)
            )
        case AtLeast(_, (only,)):
            return rule_item(dialog, only, evidence)
        case Not(part) if isinstance(part, AtLeast):
            return Item(f"{mark}not:", (rule_item(dialog, part, evidence),))
    return Item(f"{mark}{condition.words(dialog)}")


def _together(group: AtLeast) -> str:
    if group.n == len(group.parts):
        return "all of:"
    return "any of:" if group.n == 1 else f"at least {group.n} of:"


def conditional_item(
    dialog: Dialog, say: str, condition: Condition | None, evidence: Evidence | None = None
) -> Item:
    """Something that is said or done, and when."""
    return Item(say) if condition is None else Item(f"{say} — if:", (rule_item(dialog, condition, evidence),))
