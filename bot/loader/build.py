"""A draft -> the dialog of the core, with its conditions read on the way."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from pydantic import BaseModel

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import Condition
from bot.core.dialog.keys import Key, Setting
from bot.core.dialog.kind import Kind
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
from bot.core.dialog.question import About, Changeable, GroupRules, Option, Question
from bot.core.dialog.source import NOWHERE, Place
from bot.core.kinds import KINDS
from bot.loader.draft import Draft, DraftPart
from bot.loader.fingerprints import logic_hash, wording_hash
from bot.loader.kind_shapes import dialog_shape
from bot.loader.scalars import JUDGEMENT
from bot.loader.shape import (
    DialogShape,
    GroupShape,
    HeadShape,
    MetaShape,
    OptionShape,
    OutcomeShape,
    QuestionShape,
)

Rules: TypeAlias = Mapping[Place, Condition]

_SILENCES = {"skip": Silence.SKIPPED, "unsure": Silence.UNSURE}


def build(draft: Draft, head: HeadShape, facts: Mapping[str, Fact], rules: Rules, text: str) -> Dialog:
    """Return the dialog that a draft without errors describes.

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


def build_question(
    shape: QuestionShape,
    ask_if: Condition | None = None,
    place: Place = NOWHERE,
    places: Mapping[str, Place] = MappingProxyType({}),
) -> Question:
    """Return the question that a shape describes. places: option -> where it was written."""
    kind = KINDS[shape.kind]
    return Question(
        id=shape.id,
        kind=kind,
        ask=shape.ask,
        why=shape.why,
        options={each.id: _option(each, kind, places.get(each.id, place)) for each in shape.options},
        section=shape.section or "",
        ask_if=ask_if,
        allow=frozenset(_SILENCES[word] for word in shape.allow),
        changeable=Changeable(shape.changeable),
        about=About(shape.about),
        weight=shape.weight,
        sources=_cited(shape.source),
        group=_group(shape.group),
        replaces=tuple(shape.replaces),
        settings=_settings(shape, kind.keys),
        place=place,
    )


def _option(shape: OptionShape, kind: Kind, place: Place) -> Option:
    return Option(
        id=shape.id,
        text=shape.text,
        score=dict(shape.score),
        note=shape.note,
        reasons=tuple(shape.reasons),
        settings=_settings(shape, kind.option_keys),
        place=place,
    )


def _settings(shape: BaseModel, keys: Iterable[Key[object]]) -> dict[str, Setting]:
    """Return the values of a kind's keys that are not at their defaults."""
    values = {key: getattr(shape, key.name) for key in keys}
    return {key.name: value for key, value in values.items() if value != key.default}


def _group(shape: GroupShape) -> GroupRules:
    usual = GroupRules()
    split_at: Fraction = usual.split_at if shape.split_at is None else shape.split_at
    return GroupRules(
        reveal=shape.reveal,
        discuss=shape.discuss,
        split_at=split_at,
        sensitive=shape.sensitive,
        guess=shape.guess,
        icebreaker=shape.icebreaker,
        crosstabs=tuple(shape.crosstabs),
        k_min=shape.k_min,
        timer=shape.timer,
    )


# --- outcomes -----------------------------------------------------------------------------


def _outcome(part: DraftPart[OutcomeShape], rules: Rules) -> Outcome:
    shape, node = part.shape, part.node
    return Outcome(
        id=shape.id,
        alternative=shape.alternative,
        title=shape.title,
        advice=shape.advice,
        when=rules.get(node.at("when")),
        because=tuple(
            Reason(each.say, rules.get(line.at("if")), _cited(each.source), line.place)
            for each, line in zip(shape.because, node.tables("because"), strict=True)
        ),
        next_steps=tuple(
            NextStep(each.do, rules.get(line.at("if")), each.by, _cited(each.source), line.place)
            for each, line in zip(shape.next_steps, node.tables("next_steps"), strict=True)
        ),
        readings=tuple(
            Reading(each.title, rules.get(line.at("if")), _cited(each.source), line.place)
            for each, line in zip(shape.readings, node.tables("readings"), strict=True)
        ),
        revisit_after=shape.revisit_after,
        coach_prompt=shape.coach_prompt,
        place=node.place,
    )


def _cited(sources: list[str] | None) -> tuple[str, ...]:
    return tuple(name for name in sources or () if name != JUDGEMENT)
