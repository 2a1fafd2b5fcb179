"""Conditions as lists of sentences; with one person's answers, each part with how it came out."""

from bot.authoring.advice_report import MARKS
from bot.authoring.pages import Item
from bot.core.dialog.conditions import AtLeast, Condition, Not
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog


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
