"""A draft -> the dialog of the core, with its conditions read on the way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

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
    Scale,
    Source,
    Tally,
)
from bot.core.dialog.question import About, Changeable, Doable, GroupRules, Level, Option, Question
from bot.core.dialog.source import NOWHERE, Place
from bot.core.kinds import KINDS
from bot.loader.build_outcomes import Rules, build_claims, build_hand_overs, build_outcome, cited
from bot.loader.draft import Draft
from bot.loader.fingerprints import logic_hash, wording_hash
from bot.loader.kind_shapes import dialog_shape
from bot.loader.nodes import Table
from bot.loader.shape import (
    DialogShape,
    GroupShape,
    HeadShape,
    MetaShape,
    OptionShape,
    QuestionShape,
)

_SILENCES = {"skip": Silence.SKIPPED, "unsure": Silence.UNSURE}


@dataclass(frozen=True, slots=True)
class Named:
    """What conditions call by a name."""

    facts: Mapping[str, Fact]
    tallies: Mapping[str, Tally]


def build(draft: Draft, head: HeadShape, named: Named, rules: Rules, text: str) -> Dialog:
    """Return the dialog that a draft without errors describes."""
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
        facts=named.facts,
        outcomes=tuple(build_outcome(part, rules) for part in draft.outcomes),
        tallies=named.tallies,
        claims=tuple(build_claims(head, draft.node, rules)),
        wall=dict(shape.group.wall),
        counts_outsiders=shape.group.outsiders == "count",
        hand_overs={each.to: each for each in build_hand_overs(head, draft.node)},
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
    pros, cons = tuple(shape.pros), tuple(shape.cons)
    return Alternative(key, shape.label, pros, cons, shape.scale or "", shape.like, place)


def _scale(key: str, draft: Draft) -> Scale:
    shape = draft.scales[key].shape
    place = draft.node.key_at("scales", key)
    return Scale(key, shape.label, Missing(shape.missing), shape.min_answered, place)


# --- questions ----------------------------------------------------------------------------


def _questions(draft: Draft, rules: Rules) -> Mapping[str, Question]:
    built = {LEANING: build_question(draft.leaning, None, draft.node.key_at("leaning"))}
    for part in draft.questions:
        nodes = dict(zip((each.id for each in part.shape.options), part.node.tables("options"), strict=True))
        ask_if = rules.get(part.node.at("ask_if"))
        built[part.shape.id] = build_question(part.shape, ask_if, part.node.place, nodes, rules)
    return built


def build_question(
    shape: QuestionShape,
    ask_if: Condition | None = None,
    place: Place = NOWHERE,
    nodes: Mapping[str, Table] = MappingProxyType({}),
    rules: Rules = MappingProxyType({}),
) -> Question:
    """Return the question that a shape describes. nodes: option -> where it was written."""
    kind = KINDS[shape.kind]
    return Question(
        id=shape.id,
        kind=kind,
        ask=shape.ask,
        why=shape.why,
        options={each.id: _option(each, kind, nodes.get(each.id), rules) for each in shape.options},
        section=shape.section or "",
        short=shape.short,
        ask_if=ask_if,
        allow=frozenset(_SILENCES[word] for word in shape.allow),
        changeable=Changeable(shape.changeable),
        about=About(shape.about),
        weight=shape.weight,
        sources=cited(shape.source),
        group=_group(shape.group),
        replaces=_replaced(shape.replaces),
        help=shape.help,
        settings=_settings(shape, kind.keys),
        place=place,
    )


def _replaced(written: list[str] | dict[str, dict[str, str]]) -> Mapping[str, Mapping[str, str] | None]:
    return dict(written) if isinstance(written, dict) else dict.fromkeys(written)


def _option(shape: OptionShape, kind: Kind, node: Table | None, rules: Rules) -> Option:
    return Option(
        id=shape.id,
        text=shape.text,
        also=tuple(shape.also),
        score=dict(shape.score),
        note=shape.note,
        reasons=tuple(shape.reasons),
        doable=tuple(_doable(shape, node, rules)),
        settings=_settings(shape, kind.option_keys),
        place=NOWHERE if node is None else node.place,
    )


def _doable(shape: OptionShape, node: Table | None, rules: Rules) -> Iterator[Doable]:
    for at, each in enumerate(shape.doable):
        lines = () if node is None else node.tables("doable")
        when = rules.get(lines[at].at("if")) if lines else None
        yield Doable(each.say, when, NOWHERE if node is None else node.at("doable", at))


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
        only=shape.only,
        core=shape.core,
        crosstabs=tuple(shape.crosstabs),
        k_min=shape.k_min,
        timer=shape.timer,
        level=None if shape.level is None else Level(shape.level),
        near=tuple(map(tuple, shape.near)),
    )
