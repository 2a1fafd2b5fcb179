"""The outcomes of a draft, with the lines they say, and what is claimed of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from bot.core.dialog.conditions import Condition
from bot.core.dialog.model import Claim, HandOver, NextStep, Outcome, Reading, Reason, Verdict
from bot.core.dialog.source import Place
from bot.loader.draft import DraftPart
from bot.loader.nodes import Table
from bot.loader.outcome_shapes import OutcomeShape, ReasonShape
from bot.loader.scalars import JUDGEMENT
from bot.loader.shape import HeadShape

Rules: TypeAlias = Mapping[Place, Condition]
"""Place -> the condition that was written there."""


def build_outcome(part: DraftPart[OutcomeShape], rules: Rules) -> Outcome:
    """Return the outcome that a part describes."""
    shape, node = part.shape, part.node
    return Outcome(
        id=shape.id,
        alternative=shape.alternative,
        title=shape.title,
        advice=shape.advice,
        when=rules.get(node.at("when")),
        answer=Verdict(shape.answer),
        once=tuple(_reasons(shape.once, "once", node, rules)),
        because=tuple(_reasons(shape.because, "because", node, rules)),
        but=tuple(_reasons(shape.but, "but", node, rules)),
        watch_for=tuple(_reasons(shape.watch_for, "watch_for", node, rules)),
        next_steps=tuple(_next_steps(shape, node, rules)),
        readings=tuple(_readings(shape, node, rules)),
        outweighs=shape.outweighs,
        revisit_after=shape.revisit_after,
        coach_prompt=shape.coach_prompt,
        hand_over=shape.hand_over or "",
        place=node.place,
    )


def _reasons(lines: Iterable[ReasonShape], key: str, node: Table, rules: Rules) -> Iterator[Reason]:
    for at, each in enumerate(lines):
        when, needs = _conditions(node, key, at, rules)
        yield Reason(each.say, when, cited(each.source), needs, node.at(key, at))


def _next_steps(shape: OutcomeShape, node: Table, rules: Rules) -> Iterator[NextStep]:
    for at, each in enumerate(shape.next_steps):
        when, needs = _conditions(node, "next_steps", at, rules)
        place = node.at("next_steps", at)
        yield NextStep(each.do, when, each.by, cited(each.source), each.message, needs, place)


def _readings(shape: OutcomeShape, node: Table, rules: Rules) -> Iterator[Reading]:
    for at, each in enumerate(shape.readings):
        when, needs = _conditions(node, "readings", at, rules)
        yield Reading(each.title, when, cited(each.source), needs, node.at("readings", at))


def _conditions(node: Table, key: str, at: int, rules: Rules) -> tuple[Condition | None, Condition | None]:
    """Return when a line is said, and what it needs. A line that is only a text has neither."""
    lines = node.items(key)
    line = lines[at] if at < len(lines) else None
    if not isinstance(line, Table):
        return None, None
    return rules.get(line.at("if")), rules.get(line.at("needs"))


def build_claims(head: HeadShape, node: Table, rules: Rules) -> Iterator[Claim]:
    """Yield what a file claims of all answers."""
    for each, table in zip(head.claims, node.tables("claims"), strict=True):
        yield Claim(each.say, rules.get(table.at("if")), tuple(each.never), table.place)


def build_hand_overs(head: HeadShape, node: Table) -> Iterator[HandOver]:
    """Yield the ways on to other dialogs."""
    for to, shape in head.hand_overs.items():
        yield HandOver(to, shape.label, shape.answers, node.key_at("hand_overs", to))


def cited(sources: list[str] | None) -> tuple[str, ...]:
    """Return the ids that a `source` names; none for `judgement`."""
    return tuple(name for name in sources or () if name != JUDGEMENT)
