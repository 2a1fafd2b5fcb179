"""A draft -> the dialog of the core, with its conditions read on the way."""

from collections.abc import Mapping
from typing import TypeAlias

from bot.core.dialog.conditions import Condition
from bot.core.dialog.model import (
    LEANING,
    Accepted,
    Alternative,
    Dialog,
    Fact,
    Meta,
    Missing,
    NextStep,
    Outcome,
    Reading,
    Reason,
    Scale,
    Source,
)
from bot.core.dialog.question import Question
from bot.core.dialog.source import Place
from bot.loader.build_questions import build_question, cited
from bot.loader.draft import Draft, Part
from bot.loader.fingerprints import logic_hash, wording_hash
from bot.loader.kind_shapes import dialog_shape
from bot.loader.shape import (
    DialogShape,
    HeadShape,
    MetaShape,
    OutcomeShape,
)

Rules: TypeAlias = Mapping[Place, Condition]


def build(draft: Draft, head: HeadShape, facts: Mapping[str, Fact], rules: Rules, text: str) -> Dialog:
    """The dialog that a draft without errors holds.

    rules: place -> the condition that was written there.
    """
    shape = _whole(head, draft)
    return Dialog(
        id=shape.id,
        version=shape.version,
        lang=shape.lang,
        title=shape.title,
        decision=shape.decision,
        alternatives={key: _alternative(key, draft) for key in draft.alternatives},
        meta=_meta(shape.meta),
        sources={
            key: Source(key, each.title, each.url, dict(each.points)) for key, each in shape.sources.items()
        },
        scales={key: _scale(key, draft) for key in draft.scales},
        sections=dict(shape.sections),
        questions=_questions(draft, rules),
        facts=facts,
        outcomes=tuple(_outcome(part, rules) for part in draft.outcomes),
        accepted=tuple(
            Accepted(each.finding, each.of, each.because, draft.node.at("accept", at))
            for at, each in enumerate(shape.accept)
        ),
        logic_hash=logic_hash(shape),
        wording_hash=wording_hash(shape),
        text=text,
    )


def _whole(head: HeadShape, draft: Draft) -> DialogShape:
    return dialog_shape().model_construct(
        **dict(head),
        scales={key: part.shape for key, part in draft.scales.items()},
        alternatives={key: part.shape for key, part in draft.alternatives.items()},
        questions=[part.shape for part in draft.questions],
        facts={key: part.shape for key, part in draft.facts.items()},
        outcomes=[part.shape for part in draft.outcomes],
    )


def _meta(shape: MetaShape) -> Meta:
    return Meta(
        updated=shape.updated,
        review_by=shape.review_by,
        author=shape.author,
        funding=shape.funding,
        evidence=shape.evidence,
        unsure_about=shape.unsure_about,
        audience=shape.audience,
        not_for=shape.not_for,
        minutes=shape.minutes,
    )


def _alternative(key: str, draft: Draft) -> Alternative:
    shape = draft.alternatives[key].shape
    place = draft.node.key_at("alternatives", key)
    return Alternative(key, shape.label, tuple(shape.pros), tuple(shape.cons), shape.scale, shape.like, place)


def _scale(key: str, draft: Draft) -> Scale:
    shape = draft.scales[key].shape
    place = draft.node.key_at("scales", key)
    return Scale(key, shape.label, Missing(shape.missing), shape.min_answered, place)


# --- questions ----------------------------------------------------------------------------


def _questions(draft: Draft, rules: Rules) -> Mapping[str, Question]:
    built = {LEANING: build_question(draft.leaning, None, draft.node.key_at("leaning"), {})}
    for part in draft.questions:
        places = {option.id: part.node.at("options", at) for at, option in enumerate(part.shape.options)}
        ask_if = rules.get(part.node.at("ask_if"))
        built[part.shape.id] = build_question(part.shape, ask_if, part.node.place, places)
    return built


# --- outcomes -----------------------------------------------------------------------------


def _outcome(part: Part[OutcomeShape], rules: Rules) -> Outcome:
    shape, node = part.shape, part.node
    return Outcome(
        id=shape.id,
        alternative=shape.alternative,
        title=shape.title,
        advice=shape.advice,
        when=rules.get(node.at("when")),
        because=tuple(
            Reason(each.say, rules.get(line.at("if")), cited(each.source), line.place)
            for each, line in zip(shape.because, node.tables("because"), strict=True)
        ),
        next_steps=tuple(
            NextStep(each.do, rules.get(line.at("if")), each.by, cited(each.source), line.place)
            for each, line in zip(shape.next_steps, node.tables("next_steps"), strict=True)
        ),
        readings=tuple(
            Reading(each.title, rules.get(line.at("if")), cited(each.source), line.place)
            for each, line in zip(shape.readings, node.tables("readings"), strict=True)
        ),
        revisit_after=shape.revisit_after,
        coach_prompt=shape.coach_prompt,
        place=node.place,
    )
