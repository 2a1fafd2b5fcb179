"""The shapes of an outcome and of the lines it says."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.core.dialog.model import ONCE
from bot.loader.nodes import Table
from bot.loader.scalars import Citation, Days, Id, Line, Paragraphs, RawCondition, Switch
from bot.loader.strict_shape import Shape


def _one_line(value: object) -> object:
    """Let a single text stand for a list with that one line."""
    return [{"say": value}] if isinstance(value, str) else value


def _or_text(schema: dict[str, Any]) -> None:
    listed = {key: schema.pop(key) for key in ("type", "items") if key in schema}
    schema["anyOf"] = [{"type": "string"}, listed]


class DoableShape(Shape):
    """How some people can come to an answer."""

    when: RawCondition | None = Field(None, alias="if", description="For whom; for all without.")
    say: Line = Field(max_length=120, description="As it goes on after “if”: your employer paid.")


class ReasonShape(Shape):
    """One line of an outcome."""

    when: RawCondition | None = Field(None, alias="if", description="When it is said; always without.")
    say: Line = Field(max_length=300, description="The line, in words for a person.")
    source: Citation | None = Field(None, description="What it rests on: ids, or `judgement`.")
    needs: RawCondition | None = Field(None, description="What it takes for granted of the person.")


Doables = Annotated[list[DoableShape], BeforeValidator(_one_line), Field(json_schema_extra=_or_text)]
Reasons = Annotated[list[ReasonShape], BeforeValidator(_one_line), Field(json_schema_extra=_or_text)]


class NextStepShape(Shape):
    """One thing to do after the advice."""

    when: RawCondition | None = Field(None, alias="if", description="When it is said; always without.")
    do: Line = Field(max_length=300, description="What to do.")
    by: Days | None = Field(None, description="Until when, from the day of the advice: 7d.")
    message: Paragraphs = Field("", max_length=256, description="A text for it, ready to copy and send.")
    source: Citation | None = Field(None, description="What it rests on: ids, or `judgement`.")
    needs: RawCondition | None = Field(None, description="What it takes for granted of the person.")


class ReadingShape(Shape):
    """Something to read after the advice."""

    when: RawCondition | None = Field(None, alias="if", description="When it is named; always without.")
    title: Line = Field(max_length=200, description="Its title.")
    source: Citation | None = Field(None, description="Where it is named: ids, or `judgement`.")
    needs: RawCondition | None = Field(None, description="What it takes for granted of the person.")


class HandOverShape(Shape):
    """The way from a result on to another dialog."""

    label: Line = Field(max_length=64, description="What its button says: 35 characters or fewer.")
    answers: dict[Id, dict[Id, dict[Id, Id]]] = Field(
        {}, description="What is taken along: question there -> question here -> option here -> option there."
    )


class OutcomeShape(Shape):
    """One piece of advice, and the rule that leads to it."""

    id: Id = Field(description="Its id; kept with the results, so never rename it.")
    alternative: Id = Field(description="The alternative it recommends.")
    when: RawCondition | None = Field(
        None, description="The rule; the first outcome whose rule holds is taken."
    )
    otherwise: Switch = Field(False, description="`true` for the last outcome, which needs no rule.")
    answer: Literal["yes", "once", "not_yet", "no", "other"] = Field(
        "other", description="What its title answers; `once` is a yes with open conditions."
    )
    title: Line = Field(max_length=140, description="The answer in one sentence; may hold {once}.")
    advice: Paragraphs = Field(max_length=800, description="The answer in two or three sentences.")
    once: list[ReasonShape] = Field([], description="The open conditions that {once} in the title names.")
    because: list[ReasonShape] = Field([], description="The reasons; those whose condition holds are said.")
    but: list[ReasonShape] = Field([], description="The case against it, the strongest first.")
    watch_for: Reasons = Field([], description="When to look again: a text, or lines of which one is said.")
    next_steps: list[NextStepShape] = Field([], description="What to do now.")
    readings: list[ReadingShape] = Field([], description="What to read.")
    outweighs: Line = Field(
        "", max_length=300, description="Why it is advised even where another way fits better by its scale."
    )
    revisit_after: Days | None = Field(None, description="When to look at the decision again: 60d.")
    hand_over: Id | None = Field(None, description="The dialog it leads on to, one of `hand_overs`.")
    coach_prompt: Paragraphs = Field("", max_length=300, description="A question for a coach to ask.")


def clashing_keys(outcome: Table) -> frozenset[str]:
    """Return the keys that do not go with what an outcome has, or lacks, already."""
    rules = {"when": "otherwise", "otherwise": "when"}
    clashing = {other for key, other in rules.items() if key in outcome.keys}
    return frozenset(clashing if ONCE in outcome.text("title") else clashing | {"once"})
