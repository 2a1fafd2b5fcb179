"""The shape of a question -> the question of the core, with the settings that its kind asks for."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from pydantic import BaseModel

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import Condition
from bot.core.dialog.keys import Key, Setting
from bot.core.dialog.kind import Kind
from bot.core.dialog.question import About, Changeable, GroupRules, Option, Question
from bot.core.dialog.source import NOWHERE, Place
from bot.core.kinds import KINDS
from bot.loader.scalars import JUDGEMENT
from bot.loader.shape import GroupShape, OptionShape, QuestionShape

_SILENCES = {"skip": Silence.SKIPPED, "unsure": Silence.UNSURE}


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
        sources=cited(shape.source),
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


def cited(sources: list[str] | None) -> tuple[str, ...]:
    """Return the sources that are named, without the word for none."""
    return tuple(name for name in sources or () if name != JUDGEMENT)
