"""A draft -> the dialog of the core, with its conditions read on the way."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from bot.core.answers import Silence
from bot.core.conditions import Condition
from bot.core.model import (
    LEANING,
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
from bot.core.places import Place
from bot.core.question import About, Changeable, GroupRules, Option, Question
from bot.loader.conditions import Reader
from bot.loader.document import Node, Table
from bot.loader.draft import Draft, Part
from bot.loader.fingerprints import logic_hash, wording_hash
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
from bot.questions import KINDS

_SILENCES = {"skip": Silence.SKIPPED, "unsure": Silence.UNSURE}


def build(draft: Draft, reader: Reader, text: str) -> Dialog | None:
    """The dialog; None where its conditions or anything before them were refused."""
    _read_facts(draft, reader)
    questions = _questions(draft, reader)
    outcomes = tuple(_outcome(part, reader) for part in draft.outcomes)
    if draft.head is None or reader.findings.is_refusal:
        return None
    shape = _whole(draft.head, draft)
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
        questions=questions,
        facts={key: fact for key, fact in reader.facts.items() if fact is not None},
        outcomes=outcomes,
        logic_hash=logic_hash(shape),
        wording_hash=wording_hash(shape),
        text=text,
    )


def _whole(head: HeadShape, draft: Draft) -> DialogShape:
    return DialogShape.model_construct(
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


def _read_facts(draft: Draft, reader: Reader) -> None:
    """Read the facts from the top; each can use those above it."""
    table = draft.node.nodes.get("facts")
    for key in table.nodes if isinstance(table, Table) else ():
        part = draft.facts.get(key)
        when = reader.read(part.node.nodes["when"]) if part is not None else None
        if part is None or when is None:
            reader.facts[key] = None
        else:
            reader.facts[key] = Fact(key, when, part.shape.say, draft.node.key_at("facts", key))


# --- questions ----------------------------------------------------------------------------


def _questions(draft: Draft, reader: Reader) -> Mapping[str, Question]:
    earlier: list[str] = []
    order = iter(reader.names.questions)
    built = {LEANING: _question(draft.leaning, None, draft.node.key_at("leaning"), {})}
    for part in draft.questions:
        for name in order:
            if name == part.shape.id:
                break
            earlier.append(name)
        asking = replace(reader, earlier=frozenset(earlier))
        ask_if = _read(part.node, "ask_if", asking)
        places = {option.id: part.node.at("options", at) for at, option in enumerate(part.shape.options)}
        built[part.shape.id] = _question(part.shape, ask_if, part.node.place, places)
        earlier.append(part.shape.id)
    return built


def _question(
    shape: QuestionShape, ask_if: Condition | None, place: Place, places: Mapping[str, Place]
) -> Question:
    return Question(
        id=shape.id,
        kind=KINDS[shape.kind],
        ask=shape.ask,
        why=shape.why,
        options={option.id: _option(option, places.get(option.id, place)) for option in shape.options},
        section=shape.section or "",
        ask_if=ask_if,
        allow=frozenset(_SILENCES[word] for word in shape.allow),
        changeable=Changeable(shape.changeable),
        about=About(shape.about),
        weight=shape.weight,
        sources=_cited(shape.source),
        group=_group(shape.group),
        replaces=tuple(shape.replaces),
        lowest=shape.lowest,
        highest=shape.highest,
        unit=shape.unit,
        longest=shape.longest,
        place=place,
    )


def _option(shape: OptionShape, place: Place) -> Option:
    return Option(
        id=shape.id,
        text=shape.text,
        score=dict(shape.score),
        note=shape.note,
        exclusive=shape.exclusive,
        reasons=tuple(shape.reasons),
        upto=shape.upto,
        place=place,
    )


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


def _outcome(part: Part[OutcomeShape], reader: Reader) -> Outcome:
    shape, node = part.shape, part.node
    return Outcome(
        id=shape.id,
        alternative=shape.alternative,
        title=shape.title,
        advice=shape.advice,
        when=_read(node, "when", reader),
        because=tuple(
            Reason(each.say, _read(line, "if", reader), _cited(each.source), line.place)
            for each, line in zip(shape.because, _lines(node, "because"), strict=True)
        ),
        next_steps=tuple(
            NextStep(each.do, _read(line, "if", reader), each.by, _cited(each.source), line.place)
            for each, line in zip(shape.next_steps, _lines(node, "next_steps"), strict=True)
        ),
        readings=tuple(
            Reading(each.title, _read(line, "if", reader), _cited(each.source), line.place)
            for each, line in zip(shape.readings, _lines(node, "readings"), strict=True)
        ),
        revisit_after=shape.revisit_after,
        coach_prompt=shape.coach_prompt,
        place=node.place,
    )


def _lines(node: Table, key: str) -> list[Table]:
    return [each for each in node.items(key) if isinstance(each, Table)]


def _read(node: Table, key: str, reader: Reader) -> Condition | None:
    written: Node | None = node.nodes.get(key)
    return None if written is None else reader.read(written)


def _cited(sources: list[str] | None) -> tuple[str, ...]:
    return tuple(name for name in sources or () if name != JUDGEMENT)
