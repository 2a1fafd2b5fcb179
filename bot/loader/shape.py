"""The shape of a dialog file: its keys, what each is for, and which values it takes.

The JSON Schema for editors is made from these models, so each field has a description.
References from one part to another (does this question exist?) are checked elsewhere.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.loader.outcome_shapes import Doables, HandOverShape, OutcomeShape
from bot.loader.scalars import (
    Citation,
    Day,
    Id,
    Line,
    Number,
    Paragraphs,
    Points,
    RawCondition,
    Replaced,
    SourceId,
    Switch,
    Whole,
    fault,
)
from bot.loader.strict_shape import Shape

NEWEST_FORMAT = 1


def _known_format(value: int) -> int:
    if value > NEWEST_FORMAT:
        raise fault(
            "E14", f"{value} is newer than this bot, which reads up to {NEWEST_FORMAT}", "update the bot"
        )
    return value


class LeaningGroupShape(Shape):
    """How a coached group handles the leaning."""

    only: Switch = Field(False, description="Asked in groups only.")


class LeaningShape(Shape):
    """The question about the person's own leaning, asked before all others."""

    ask: Line = Field(max_length=140, description="The question, to which the alternatives are the options.")
    why: Line = Field(max_length=120, description="Why it is asked.")
    group: LeaningGroupShape = Field(
        LeaningGroupShape.model_validate({}), description="How a coached group handles it."
    )


class MetaShape(Shape):
    """What a reader may ask of any decision aid: by whom, from when, paid by whom."""

    updated: Day = Field(description="Day of the last change to its content, as 2026-11-30.")
    review_by: Day = Field(description="Day from which it counts as out of date.")
    author: Line = Field(max_length=120, description="Who wrote it.")
    funding: Line = Field(max_length=200, description="Who paid for it; `none` where nobody did.")
    evidence: Literal["study", "data", "opinion"] = Field(description="What its claims rest on.")
    unsure_about: Paragraphs = Field(max_length=400, description="What it does not know.")
    audience: Line = Field("", max_length=200, description="Whom it is for.")
    not_for: Line = Field("", max_length=200, description="Whom it is not for.")
    minutes: Whole | None = Field(None, ge=1, le=120, description="How many minutes it takes.")


class SourceShape(Shape):
    """Something the dialog rests on."""

    title: Line = Field(max_length=200, description="Its title.")
    url: Line = Field("", max_length=300, pattern=r"^https?://\S+$", description="Its address on the web.")
    points: dict[SourceId, Line] = Field(
        {}, description="Its claims, in your own words, each under an id that a `source:` can name."
    )


class ScaleShape(Shape):
    """A measure of the answers: 100 x points / most possible points."""

    label: Line = Field(max_length=60, description="Its name, for people.")
    missing: Literal["rescale", "zero", "block"] = Field(
        "rescale",
        description="What a question left out is: not counted, no points, or the end of the value.",
    )
    min_answered: Whole = Field(1, ge=1, le=100, description="With fewer scoring answers it has no value.")


class AlternativeShape(Shape):
    """One of the things a person can decide to do."""

    label: Line = Field(max_length=64, description="Its name on a button: 35 characters or fewer.")
    pros: list[Annotated[Line, Field(max_length=200)]] = Field(
        min_length=1, description="What speaks for it."
    )
    cons: list[Annotated[Line, Field(max_length=200)]] = Field(
        min_length=1, description="What speaks against it."
    )
    like: Paragraphs = Field("", max_length=400, description="What it is like to do it.")
    scale: Id | None = Field(None, description="The scale that says how far it fits; all have one, or none.")


class OptionShape(Shape):
    """One possible answer; of a `number` question, one range of numbers."""

    # The kinds of questions add keys of their own: see `kind_shapes`.

    id: Id = Field(description="Its id; kept with the answers, so never rename it.")
    text: Line = Field(max_length=64, description="What its button says: 35 characters or fewer.")
    also: list[Annotated[Line, Field(max_length=64)]] = Field(
        [], description="Other names for it, by which people may type it."
    )
    score: dict[Id, Points] = Field({}, description="Scale -> points, 0 or more.")
    note: Paragraphs = Field("", max_length=300, description="Shown after it was chosen.")
    reasons: list[Annotated[Line, Field(max_length=200)]] = Field(
        [], description="Why a reasonable person picks it; shown when a group is split."
    )
    doable: Doables = Field([], description="How a person can come to it, as it goes on after “if”.")


class GroupShape(Shape):
    """How a question is handled in a coached group."""

    only: Switch = Field(False, description="Asked in groups only; such a question decides nothing.")
    reveal: Literal["immediate", "after_discussion", "never"] = Field(
        "after_discussion", description="When the group sees how it answered."
    )
    discuss: Literal["auto", "always", "never"] = Field(
        "auto", description="Whether it is discussed; `auto`: where the group is split."
    )
    split_at: Number | None = Field(
        None, ge=0, le=1, description="Disagreement that counts as split, 0 to 1; 0.35 by default."
    )
    sensitive: Switch = Field(False, description="The same as `level: shielded`.")
    level: Literal["open", "counted", "shielded"] | None = Field(
        None,
        description="What is told: every number; numbers that give nobody away, the default; words only.",
    )
    near: list[list[Id]] = Field([], description="Groups of options that are told as one where they must be.")
    guess: Switch = Field(False, description="People first guess how the group will answer.")
    icebreaker: Switch = Field(False, description="Asked to warm up; not scored.")
    core: Switch = Field(False, description="Asked also where the coach has only 20 minutes.")
    crosstabs: list[Id] = Field([], description="Earlier questions that a big group's totals are set beside.")
    k_min: Whole | None = Field(None, ge=3, le=10, description="Fewest people behind a published figure.")
    timer: Whole | None = Field(None, ge=5, le=3600, description="Seconds to answer; none by default.")


class TogetherShape(Shape):
    """How a coached group goes through a dialog."""

    wall: dict[Id, Annotated[Line, Field(max_length=35)]] = Field(
        {},
        description="Id -> first step that people can choose for the wall: 4 to 8, the same for everybody.",
    )
    outsiders: Literal["leave_out", "count"] = Field(
        "leave_out", description="Whether totals count people who came by a link and are not in the chat."
    )


class QuestionShape(Shape):
    """One question."""

    # The kinds of questions add keys of their own, and their names: see `kind_shapes`.

    id: Id = Field(description="Its id; kept with the answers, so never rename it.")
    section: Id | None = Field(None, description="The section it stands in.")
    ask: Line = Field(max_length=140, description="The question, or the text of a `note`.")
    why: Line = Field("", max_length=120, description="Why it is asked; needed except for a `note`.")
    short: Line = Field("", max_length=40, description="Its name in the middle of a sentence.")
    help: Line = Field(
        "", max_length=140, description="What it means, shown to somebody who asks what is meant."
    )
    kind: str
    about: Literal["fact", "value"] = Field(
        "fact", description="How things are, or what matters to the person."
    )
    allow: list[Literal["skip", "unsure"]] = Field([], description="Ways of not answering that it offers.")
    ask_if: RawCondition | None = Field(
        None, description="When it is asked; looks at earlier questions only."
    )
    weight: Whole = Field(1, ge=1, le=10, description="How much its points count, 1 to 10.")
    changeable: Literal["now", "later", "never"] = Field(
        "later", description="When a person could come to another answer."
    )
    source: Citation | None = Field(None, description="What it rests on: ids, or `judgement`.")
    group: GroupShape = Field(GroupShape.model_validate({}), description="How a coached group handles it.")
    replaces: Replaced = Field(
        [], description="Ids of earlier versions whose answers it takes over; or id -> old option -> new one."
    )
    options: list[OptionShape] = Field([], description="The possible answers, in order.")


class FactShape(Shape):
    """A condition with a name."""

    when: RawCondition = Field(description="The condition; may use facts above it.")
    say: Line = Field(max_length=200, description="The fact in words for a person.")


class TallyShape(Shape):
    """A named count of facts."""

    label: Line = Field(max_length=60, description="Its name, for people.")
    of: list[Id] = Field(min_length=1, description="The facts it counts; each one's `say` is its line.")


class ClaimShape(Shape):
    """Something that must hold for all answers; `prove` shows the answers for which it does not."""

    say: Line = Field(max_length=200, description="The claim, in words.")
    when: RawCondition | None = Field(None, alias="if", description="For whom; for all without.")
    never: list[Id] = Field(min_length=1, description="The outcomes that none of these people reaches.")


class AcceptShape(Shape):
    """A warning of the proofs that is right, but that the author accepts for a reason."""

    finding: Literal["W34", "W35", "W47", "W48", "W49", "W50", "W51", "W52"] = Field(description="Its code.")
    of: Id = Field(description="What it is found at: the id of a question, scale, alternative or outcome.")
    because: Paragraphs = Field(max_length=400, description="Why it stays, in words.")


class HeadShape(Shape):
    """What a file says about itself as a whole."""

    format: Annotated[Whole, Field(ge=1), AfterValidator(_known_format)] = Field(
        description=f"Version of this file format: {NEWEST_FORMAT}."
    )
    id: Id = Field(description="The dialog's id, also the name of its folder.")
    version: Whole = Field(ge=1, description="Rises whenever what decides changes.")
    lang: str = Field(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", description="Language of its texts, such as en."
    )
    title: Line = Field(max_length=120, description="The question a person comes with.")
    decision: Line = Field(max_length=200, description="What is to be decided, in one sentence.")
    leaning: LeaningShape = Field(description="The question about the person's own leaning.")
    meta: MetaShape = Field(description="By whom it is, from when, paid by whom.")
    sources: dict[SourceId, SourceShape] = Field({}, description="What the dialog rests on.")
    sections: dict[Id, Annotated[Line, Field(max_length=60)]] = Field({}, description="Id -> heading.")
    tallies: dict[Id, TallyShape] = Field({}, description="Named counts of facts.")
    claims: list[ClaimShape] = Field([], description="What must hold for all answers; `prove` sees to it.")
    group: TogetherShape = Field(
        TogetherShape.model_validate({}), description="How a coached group goes through it."
    )
    hand_overs: dict[Id, HandOverShape] = Field(
        {}, description="Dialog id -> how a result leads on to it, with which answers."
    )
    accept: list[AcceptShape] = Field([], description="Warnings of the proofs that stay, each with a reason.")


class DialogShape(HeadShape):
    """A dialog: questions, what they score, and the advice they lead to."""

    scales: dict[Id, ScaleShape] = Field({}, description="What the answers are measured on.")
    alternatives: dict[Id, AlternativeShape] = Field(description="What a person can decide: 2 to 5.")
    questions: list[QuestionShape] = Field(description="The questions, in the order they are asked.")
    facts: dict[Id, FactShape] = Field({}, description="Conditions with a name, for use in other conditions.")
    outcomes: list[OutcomeShape] = Field(description="The advice: the first whose rule holds.")
