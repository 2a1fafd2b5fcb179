"""Checks of what a group is told of a question: its level, and the options that are told as one."""

from collections import Counter
from typing import Final

from bot.core.dialog.kind import Kind
from bot.core.kinds import KINDS
from bot.loader.build_outcomes import Rules
from bot.loader.draft import Draft, DraftPart
from bot.loader.findings import Findings
from bot.loader.shape import QuestionShape

MOST_ANSWERS: Final = 6
"""Answers, silences among them, that are told without groups; more are told badly."""
FEWEST_STEPS, MOST_STEPS = 4, 8
"""Steps to choose from for the wall."""


def check_telling(part: DraftPart[QuestionShape], kind: Kind, findings: Findings) -> None:
    """Check the level of a question and its groups of options."""
    _check_level(part, findings)
    if part.shape.group.near:
        _check_near(part, kind, findings)
    elif kind.is_counted and not kind.is_ticked and not _is_shielded(part.shape):
        _check_number(part, findings)


def _is_shielded(shape: QuestionShape) -> bool:
    return shape.group.sensitive or shape.group.level == "shielded"


def check_wall(draft: Draft, findings: Findings) -> None:
    """Check how many steps there are to choose from for the wall."""
    steps = len(draft.node.table("group").table("wall").nodes)
    if steps and not FEWEST_STEPS <= steps <= MOST_STEPS:
        said = f"`wall` needs {FEWEST_STEPS} to {MOST_STEPS} steps, not {steps}"
        findings.add(draft.node.table("group").key_at("wall"), "E12", said)


def check_core(draft: Draft, rules: Rules, findings: Findings) -> None:
    """Check that a short plan makes sense: core questions can be tapped, and look at core ones."""
    core = {part.shape.id for part in draft.questions if part.shape.group.core}
    for part in (each for each in draft.questions if each.shape.id in core):
        place, ask_if = part.node.at("group", "core"), rules.get(part.node.at("ask_if"))
        if not KINDS[part.shape.kind].is_counted:
            findings.add(
                place, "E12", f"a `{part.shape.kind}` question is not asked in groups", "remove `core`"
            )
        for name in sorted(ask_if.questions() - core) if ask_if else ():
            said = f"a core question looks at `{name}`, which is not core"
            findings.add(place, "W83", said, "in 20 minutes it would be asked of nobody: mark both, or none")


def check_crosstabs(draft: Draft, findings: Findings) -> None:
    """Warn of a question whose totals would be set beside another's, and never are."""
    later = {part.shape.id for part in draft.questions}
    earlier: dict[str, QuestionShape] = {}
    for part in draft.questions:
        for at, name in enumerate(part.shape.group.crosstabs):
            other = earlier.get(name)
            why = "it is not asked before this question" if other is None else _hides(part.shape, other)
            if why and (other is not None or name in later):
                said = f"totals are never broken down by `{name}`: {why}"
                findings.add(
                    part.node.at("group", "crosstabs", at), "W84", said, "take it out of `crosstabs`"
                )
        earlier[part.shape.id] = part.shape


def _hides(*both: QuestionShape) -> str:
    """Return why one of two questions is never in a table with another; "" where both may be."""
    for shape in both:
        kind = KINDS[shape.kind]
        if kind.is_ticked or not kind.is_counted:
            return f"`{shape.id}` is a `{kind.name}` question"
        if _is_shielded(shape):
            return f"`{shape.id}` is told in words only"
    return ""


def _check_level(part: DraftPart[QuestionShape], findings: Findings) -> None:
    rules, place = part.shape.group, part.node.at("group", "level")
    if rules.sensitive and rules.level not in (None, "shielded"):
        findings.add(
            place, "E12", "what is `sensitive` is told in words only", "remove `level`, or `sensitive`"
        )
    elif rules.level == "open" and any(option.score for option in part.shape.options):
        said = "a question that is told exactly is not scored"
        findings.add(place, "E12", said, "remove its points, or use `level: counted`")


def _check_near(part: DraftPart[QuestionShape], kind: Kind, findings: Findings) -> None:
    place = part.node.at("group", "near")
    if kind.is_ticked:
        findings.add(place, "E12", f"a `{kind.name}` question has no `near`", "its ticks are told one by one")
    counted = Counter(option for group in part.shape.group.near for option in group)
    for option in (each for each, times in counted.items() if times > 1):
        findings.add(place, "E12", f"the option `{option}` is in two groups of `near`")
    if any(len(group) < 2 for group in part.shape.group.near):
        findings.add(
            place, "E12", "a group of `near` needs two options or more", "an option alone needs none"
        )


def _check_number(part: DraftPart[QuestionShape], findings: Findings) -> None:
    """Warn of many answers without groups; older versions of dialogs must stay readable."""
    number = len(part.shape.options) + len(part.shape.allow)
    if number > MOST_ANSWERS:
        said = f"{number} answers, and no `near` says which of them a group may be told as one"
        findings.add(part.node.key_at("options"), "W77", said, "name groups of options that belong together")
