"""Answers written as YAML: the personas of a dialog, and one set of answers to be scored."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn

from pydantic import Field, WithJsonSchema

from bot.core.dialog.answers import Answers, Silence, Value
from bot.core.dialog.conditions import fires
from bot.core.dialog.evidence import Evidence
from bot.core.dialog.model import Dialog, Outcome
from bot.core.dialog.progress import REVIEW, replay
from bot.core.dialog.question import Question
from bot.core.dialog.source import DialogError, Place
from bot.core.dialog.understanding import Meant, NotUnderstood, Understanding
from bot.core.words.english import ENGLISH
from bot.loader.document import read_document
from bot.loader.faults import fit
from bot.loader.findings import Findings
from bot.loader.names import check_twice, ids_in
from bot.loader.nodes import Items, Node, Scalar, Table, node_data
from bot.loader.scalars import Id, Line, as_written
from bot.loader.strict_shape import Shape
from bot.loader.suggestions import did_you_mean

NOT_ASKED = "E93"
"""Answers that do not go with the way through the dialog: one is missing, or one is too many."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A persona: its answers, and the advice expected for them.

    firmness: firm, hangs or close; "" for any.
    because: a text that must be among the reasons; "" for any.
    """

    id: str
    about: str
    answers: Answers
    outcome: str
    firmness: str
    because: str
    place: Place


RawAnswer = Annotated[
    Any,  # str and lists of them as written: only a question can say what is an answer to it
    WithJsonSchema(
        {"anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": "string"}}]}
    ),
]


class CaseShape(Shape):
    """A persona."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$", description="Its id.")
    about: Line = Field(description="Who it is, in one sentence.")
    answers: dict[str, RawAnswer] = Field(
        description="Question -> option, list of options, number, text, `skipped` or `unsure`."
    )
    outcome: Id = Field(description="The outcome it must reach.")
    firmness: Literal["firm", "hangs", "close"] | None = Field(
        None,
        description="How sure the advice must be; any by default.",
    )
    because: Line = Field("", description="A text that must be among its reasons.")


class CasesShape(Shape):
    """The personas of a dialog."""

    dialog: Id = Field(description="Id of the dialog.")
    cases: list[CaseShape] = Field(min_length=1, description="The personas.")


class _RefusedError(Exception):
    """Something is no answer; the findings say why."""


def load_cases(text: str, path: str, dialog: Dialog) -> tuple[Persona, ...]:
    """Read the personas in a text. path: only named in messages.

    Raises:
        DialogError: with all errors at once, those of not fitting the dialog included.
    """
    findings = Findings()
    node = read_document(text, path, findings)
    shape = fit(CasesShape, node, findings, "cases") if node is not None else None
    if node is None or shape is None:
        raise DialogError(findings.errors())
    if shape.dialog != dialog.id:
        said = f"these are cases of `{shape.dialog}`, not of `{dialog.id}`"
        findings.add(node.at("dialog"), "E20", said)
    tables = [each for each in node.items("cases") if isinstance(each, Table)]
    cases = tuple(
        _case(each, table, dialog, findings) for each, table in zip(shape.cases, tables, strict=True)
    )
    check_twice(ids_in(tables), findings)
    if findings.is_refusal:
        raise DialogError(findings.errors())
    return cases


def load_answers(text: str, path: str, dialog: Dialog) -> Answers:
    """Read one set of answers, complete for its way through the dialog. path: only named in messages.

    Raises:
        DialogError: with all errors at once, those of not fitting the dialog included.
    """
    findings = Findings()
    node = read_document(text, path, findings)
    answers = _answers(node, dialog, findings) if node is not None else {}
    if findings.is_refusal:
        raise DialogError(findings.errors())
    return answers


# --- cases --------------------------------------------------------------------------------


def _case(shape: CaseShape, node: Table, dialog: Dialog, findings: Findings) -> Persona:
    outcome = next((each for each in dialog.outcomes if each.id == shape.outcome), None)
    if outcome is None:
        known = [each.id for each in dialog.outcomes]
        said = f"unknown outcome {as_written(shape.outcome)}"
        findings.add(node.at("outcome"), "E20", said, did_you_mean(shape.outcome, known))
    elif shape.because and not _says(outcome, shape.because):
        said = f"no reason of the outcome `{outcome.id}` says this"
        findings.add(node.at("because"), "E20", said, "copy it from there")
    answers = node.nodes["answers"]
    return Persona(
        id=shape.id,
        about=shape.about,
        answers=_answers(answers, dialog, findings) if isinstance(answers, Table) else {},
        outcome=shape.outcome,
        firmness=shape.firmness or "",
        because=shape.because,
        place=node.place,
    )


def _says(outcome: Outcome, text: str) -> bool:
    return any(text in reason.say for reason in outcome.because)


# --- answers ------------------------------------------------------------------------------


def _answers(table: Table, dialog: Dialog, findings: Findings) -> dict[str, Value]:
    answers: dict[str, Value] = {}
    is_whole = not table.void
    for name, node in table.nodes.items():
        try:
            answers[name] = _value(name, node, table.keys[name], dialog, findings)
        except _RefusedError:
            is_whole = False
    _read_notes(answers, dialog)
    if is_whole:
        _check_way(answers, table, dialog, findings)
    return answers


def _read_notes(answers: dict[str, Value], dialog: Dialog) -> None:
    """Add the one answer of each question that is only read: nobody has to write it down."""
    known: dict[str, Value] = {}
    evidence = Evidence(dialog, known)
    for question in dialog.questions.values():
        if not fires(question.ask_if, evidence):
            continue
        if not question.kind.expects_answer:
            answers.setdefault(question.id, _only_answer(question))
        if question.id in answers:
            known[question.id] = answers[question.id]


def _check_way(answers: Answers, table: Table, dialog: Dialog, findings: Findings) -> None:
    """Check that every question on the way is answered, and no other."""
    position = replay(dialog, answers)
    if position.here != REVIEW:
        said = f"no answer to `{position.here}`, which is asked here"
        findings.add(
            table.place, NOT_ASKED, said, "answer it; `skipped` and `unsure` count where it allows them"
        )
        return
    for name in answers.keys() - position.answers.keys():
        said = f"`{name}` is not asked with these answers"
        findings.add(table.key_at(name), NOT_ASKED, said, "leave it out")


def _value(name: str, node: Node, place: Place, dialog: Dialog, findings: Findings) -> Value:
    if name not in dialog.questions:
        hint = did_you_mean(name, dialog.questions)
        _refuse(findings, place, "E20", f"unknown question {as_written(name)}", hint)
    question = dialog.questions[name]
    silence = _silence(question, node, findings)
    if silence is not None:
        return silence
    if question.kind.is_ticked:
        return _several(question, node, findings)
    if not isinstance(node, Scalar):
        _refuse(findings, node.place, "E12", f"`{name}` takes one answer, not {as_written(node_data(node))}")
    if not question.kind.expects_answer:
        only = _only_answer(question)
        if node.text != only:
            said = f"the only answer to a {question.kind.name} is `{only}`"
            _refuse(findings, node.place, "E12", said, "leave it out")
        return only
    if question.kind.tap_ids(question):
        return question.kind.take(question, None, _option(question, node, findings))
    read = question.kind.read(question, node.text)
    if not isinstance(read, Meant):
        _refuse_text(question, node, read, findings)
    return read.value


def _refuse_text(question: Question, node: Scalar, read: Understanding, findings: Findings) -> NoReturn:
    objection = read.because if isinstance(read, NotUnderstood) else question.kind.hint(question)
    hint = ENGLISH(objection) if objection else ""
    _refuse(findings, node.place, "E12", f"`{question.id}` cannot be {as_written(node.text)}", hint)


def _only_answer(question: Question) -> Value:
    return next(question.kind.values(question))


def _silence(question: Question, node: Node, findings: Findings) -> Silence | None:
    """Return the way of not answering that a node names; None for an answer."""
    word = node.text if isinstance(node, Scalar) else ""
    silence = next((each for each in Silence if each.value == word), None)
    if silence is not None and silence not in question.allow:
        _refuse(
            findings, node.place, "E25", f"`{question.id}` cannot be {word}", "its `allow` does not list it"
        )
    return silence


def _several(question: Question, node: Node, findings: Findings) -> Value:
    nodes = node.nodes if isinstance(node, Items) else (node,)
    if not nodes:
        _refuse(findings, node.place, "E12", f"`{question.id}` needs one option or more")
    chosen = [_option(question, each, findings) for each in nodes]
    ticked: Value | None = None
    for option in chosen:
        ticked = question.kind.take(question, ticked, option)
    if ticked is None or len(question.kind.options_of(question, ticked)) < len(chosen):
        said = f"these options of `{question.id}` cannot stand together"
        _refuse(findings, node.place, "E12", said, "one is written twice, or is exclusive")
    return ticked


def _option(question: Question, node: Node, findings: Findings) -> str:
    """Return which of the things to tap a node names."""
    known = question.kind.tap_ids(question)
    if not isinstance(node, Scalar):
        _refuse(findings, node.place, "E12", f"an option of `{question.id}` is one word")
    if node.text not in known:
        said = f"`{question.id}` has no option {as_written(node.text)}"
        _refuse(findings, node.place, "E23", said, did_you_mean(node.text, known))
    return node.text


def _refuse(findings: Findings, place: Place, code: str, problem: str, hint: str = "") -> NoReturn:
    findings.add(place, code, problem, hint)
    raise _RefusedError
