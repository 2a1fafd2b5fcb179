"""YAML nodes -> conditions of the core; every name in them is looked up here."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import NoReturn, TypeVar

from pydantic_core import PydanticCustomError

from bot.core.dialog.answers import Silence
from bot.core.dialog.conditions import (
    COMPARISONS,
    Answered,
    AtLeast,
    Chosen,
    CompareScale,
    CompareTally,
    Condition,
    Count,
    FactHolds,
    HasAll,
    Not,
    Silent,
    every,
    some,
)
from bot.core.dialog.kind import Kind
from bot.core.dialog.model import Fact
from bot.core.dialog.source import Place
from bot.loader.findings import Findings
from bot.loader.fitting_names import fitting_facts, fitting_keys, fitting_questions
from bot.loader.names import Names, Outline
from bot.loader.nodes import Items, Node, Scalar, Table, node_data
from bot.loader.points import Span, clash
from bot.loader.scalars import as_written, read_number, read_whole
from bot.loader.suggestions import did_you_mean, listed, suggest_fact
from bot.loader.tallies import find_foregone, find_later_fact, read_tally

T = TypeVar("T")

_GROUPS: Mapping[str, Callable[..., AtLeast]] = {"all": every, "any": some}
_SILENT = {"skipped": (Silence.SKIPPED, "skip"), "unsure": (Silence.UNSURE, "unsure")}
_ASKED = ("answered", *_SILENT)
_WORDS = (*_GROUPS, "not", "at_least", *_ASKED)
_TICKS = ("has", "has_all", "count")


class _RefusedError(Exception):
    """A condition cannot be read; the findings say why."""


@dataclass(slots=True)
class ConditionReader:
    """Reads conditions. A wrong one is None, and the findings say what is wrong with it.

    spans: scale -> the values it can have; a scale that is missing here is not checked against them.
    facts: those read so far; None for one that could not be read.
    earlier: questions that the condition may look at; None for all of them, and for scales too.
    """

    names: Names
    spans: Mapping[str, Span]
    findings: Findings
    facts: dict[str, Fact | None] = field(default_factory=dict)
    earlier: frozenset[str] | None = None

    def read(self, node: Node) -> Condition | None:
        """Return the condition in a node."""
        try:
            if isinstance(node, Scalar):
                return self._fact(node)
            key, value, place = self._only(node)
            return self._operation(key, value, place)
        except _RefusedError:
            return None

    def _operation(self, key: str, value: Node, place: Place) -> Condition:
        if key in _GROUPS:
            return self._group(key, value, place)
        if key == "not":
            return Not(*self._parts([value]))
        if key == "at_least":
            return self._at_least(value)
        if key in _ASKED:
            return self._asked(key, value)
        if key in self.names.questions:
            return self._question(key, value, place)
        if key in self.names.facts:
            self._refuse(place, "E24", f"`{key}` is a fact", f"write just `{key}`, without braces")
        if key in self.names.tallies:
            return self._tally(key, value, place)
        if key not in self.names.scales:
            known = [*fitting_keys(self.names, self.earlier), *_WORDS]
            said = f"unknown question, scale, tally or fact {as_written(key)}"
            self._refuse(place, "E20", said, did_you_mean(key, known))
        return self._scale(key, value, place)

    # --- facts and groups -------------------------------------------------------------

    def _fact(self, node: Scalar) -> Condition:
        name = node.text
        if name not in self.facts:
            self._refuse_fact(name, node.place)
        fact = self.facts[name]
        if fact is None:
            raise _RefusedError
        self._check_looks(node.place, f"the fact `{name}`", fact.when)
        return FactHolds(fact)

    def _refuse_fact(self, name: str, place: Place) -> NoReturn:
        if name in self.names.facts:
            said = f"the fact `{name}` must come before this one"
            self._refuse(place, "E22", said, "move it up, or break the cycle")
        if name in self.names.questions:
            self._refuse(place, "E24", f"`{name}` is a question", f"write {{{name}: option}}")
        if name in self.names.scales:
            self._refuse(place, "E24", f"`{name}` is a scale", f"write {{{name}: {{gte: 60}}}}")
        if name in self.names.tallies:
            self._refuse(place, "E24", f"`{name}` is a tally", f"write {{{name}: {{gte: 1}}}}")
        hint = suggest_fact(name, fitting_facts(self.facts, self.earlier))
        self._refuse(place, "E20", f"unknown fact {as_written(name)}", hint)

    def _group(self, key: str, node: Node, place: Place) -> Condition:
        parts = self._parts(self._listed(key, node))
        contradiction = clash(parts) if key == "all" else ""
        if contradiction:
            self._refuse(place, "E33", f"nothing is both {contradiction}", "use one bound, or `any`")
        return _GROUPS[key](*parts)

    def _at_least(self, node: Node) -> Condition:
        if not isinstance(node, Table) or node.nodes.keys() != {"n", "of"}:
            self._refuse(node.place, "E12", "`at_least` needs exactly two keys", "write {n: 2, of: [..]}")
        number = self._value(read_whole, node.nodes["n"], "n")
        parts = self._parts(self._listed("of", node.nodes["of"]))
        if not 1 <= number <= len(parts):
            self._refuse(node.at("n"), "E12", f"`n` must be from 1 to {len(parts)}, not {number}")
        return AtLeast(number, parts)

    def _listed(self, key: str, node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Items) or not node.nodes:
            self._refuse(node.place, "E12", f"`{key}` must be a list of conditions")
        return node.nodes

    def _parts(self, nodes: tuple[Node, ...] | list[Node]) -> tuple[Condition, ...]:
        parts = [self.read(each) for each in nodes]
        whole = tuple(part for part in parts if part is not None)
        if len(whole) < len(parts):
            raise _RefusedError
        return whole

    # --- questions --------------------------------------------------------------------

    def _asked(self, key: str, node: Node) -> Condition:
        if not isinstance(node, Scalar):
            self._refuse(
                node.place, "E12", f"`{key}` must name one question, not {as_written(node_data(node))}"
            )
        name, known = node.text, self.names.questions
        silence, word = _SILENT.get(key, (None, ""))
        if name not in known:
            hint = did_you_mean(name, fitting_questions(self.names, self.earlier, word))
            self._refuse(node.place, "E20", f"unknown question {as_written(name)}", hint)
        self._check_earlier(node.place, {name})
        self._check_not_for_groups(node.place, name)
        if silence is None:
            return Answered(name)
        if word not in known[name].allow:
            self._refuse(node.place, "E25", f"`{name}` can never be {key}", f"give it `allow: [{word}]`")
        return Silent(name, silence)

    def _question(self, name: str, node: Node, place: Place) -> Condition:
        self._check_earlier(place, {name})
        self._check_not_for_groups(place, name)
        question = self.names.questions[name]
        if question.kind is None:
            raise _RefusedError  # whatever is wrong with it was reported already
        if not question.kind.takes_options:
            said = f"`{name}` is a {question.kind.name} and has no options to compare with"
            self._refuse(place, "E25", said, f"write {{answered: {name}}}")
        if isinstance(node, Table):
            return self._ticks(question, question.kind, node)
        return Chosen(name, self._options(question, node))

    def _options(self, question: Outline, node: Node) -> tuple[str, ...]:
        nodes = node.nodes if isinstance(node, Items) else (node,)
        if not nodes:
            self._refuse(node.place, "E12", f"`{question.id}` compares with no option", "name one or more")
        return tuple(self._option(question, each) for each in nodes)

    def _option(self, question: Outline, node: Node) -> str:
        if not isinstance(node, Scalar):
            self._refuse(node.place, "E12", f"an option of `{question.id}` is one word")
        if node.text not in question.options:
            said = f"`{question.id}` has no option {as_written(node.text)}"
            self._refuse(node.place, "E23", said, did_you_mean(node.text, question.options))
        return node.text

    def _ticks(self, question: Outline, kind: Kind, node: Table) -> Condition:
        if not kind.is_ticked:
            said = f"`{question.id}` takes one answer only"
            self._refuse(node.place, "E25", said, f"write {{{question.id}: option}}")
        operator, value = self._operator(node, _TICKS, question.id)
        if operator == "count":
            comparison, number = self._operator(value, tuple(COMPARISONS), "count")
            return Count(question.id, comparison, self._value(read_whole, number, comparison))
        if operator == "has_all":
            return HasAll(question.id, self._options(question, value))
        return Chosen(question.id, (self._option(question, value),))

    def _check_not_for_groups(self, place: Place, name: str) -> None:
        if self.names.questions[name].is_for_groups:
            said = f"`{name}` is asked in groups only, so no rule can look at it"
            self._refuse(place, "E25", said, "ask it always, or leave it out here")

    # --- tallies ----------------------------------------------------------------------

    def _tally(self, name: str, node: Node, place: Place) -> Condition:
        tally = read_tally(name, self.names.tallies[name], self.facts)
        if tally is None:
            late = find_later_fact(self.names.tallies[name], self.names.facts, self.facts)
            if late is None:
                raise _RefusedError  # whatever is wrong with its facts is reported where they stand
            said = f"the tally `{name}` counts the fact `{late}`, which must come before this one"
            self._refuse(place, "E22", said, "move it up, or break the cycle")
        operator, value = self._operator(node, tuple(COMPARISONS), name)
        condition = CompareTally(tally, operator, self._value(read_whole, value, operator))
        self._check_looks(place, f"the tally `{name}`", condition)
        if foregone := find_foregone(tally, operator, condition.number):
            said = f"`{name}` is {foregone} {COMPARISONS[operator][1]} {condition.number}"
            self._refuse(value.place, "E32", said, f"it goes from 0 to {len(tally.of)}")
        return condition

    # --- scales -----------------------------------------------------------------------

    def _scale(self, name: str, node: Node, place: Place) -> Condition:
        if self.earlier is not None:
            self._refuse(place, "E21", f"`ask_if` looks at the scale `{name}`", "look at earlier questions")
        operator, value = self._operator(node, tuple(COMPARISONS), name)
        if isinstance(value, Scalar) and value.text in self.names.scales:
            return CompareScale(name, operator, value.text)
        if isinstance(value, Scalar) and value.text[:1].isalpha():
            said = f"unknown scale {as_written(value.text)}"
            self._refuse(value.place, "E20", said, did_you_mean(value.text, self.names.scales))
        number = self._value(read_number, value, operator)
        span = self.spans.get(name)
        futile = span.decides(operator, number) if span is not None else ""
        if futile:
            said = f"`{name}` is {futile} {COMPARISONS[operator][1]} {number}"
            self._refuse(value.place, "E32", said, f"it goes from {span}")
        return CompareScale(name, operator, number)

    # --- all of them ------------------------------------------------------------------

    def _only(self, node: Node) -> tuple[str, Node, Place]:
        """Return the only key of a table, its value, and the key's place."""
        if not isinstance(node, Table):
            self._refuse(node.place, "E24", "a list is not a condition", "write {all: [..]} or {any: [..]}")
        if node.void:
            raise _RefusedError  # a key without a value was reported already
        if len(node.nodes) != 1:
            said = f"a condition has exactly one key, not {len(node.nodes)}"
            self._refuse(node.place, "E24", said, "join several with {all: [..]} or {any: [..]}")
        ((key, value),) = node.nodes.items()
        return key, value, node.keys[key]

    def _operator(self, node: Node, known: tuple[str, ...], name: str) -> tuple[str, Node]:
        """Return the only comparison in a table, and what it compares with."""
        if not isinstance(node, Table):
            self._refuse(
                node.place,
                "E25",
                f"`{name}` needs a comparison: {listed(known, 'or')}",
                f"write {{{known[0]}: ..}}",
            )
        operator, value, place = self._only(node)
        if operator not in known:
            said = f"`{name}` cannot be compared by {as_written(operator)}"
            self._refuse(place, "E25", said, did_you_mean(operator, known))
        return operator, value

    def _value(self, read: Callable[[object], T], node: Node, name: str) -> T:
        try:
            return read(node_data(node))
        except PydanticCustomError as error:
            self._refuse(node.place, "E12", f"`{name}` {error.message()}")

    def _check_earlier(self, place: Place, questions: Set[str], who: str = "") -> None:
        late = sorted(questions - self.earlier) if self.earlier is not None else []
        if late:
            said = f"{who}`{late[0]}`{', which' if who else ''} is not asked before this question"
            self._refuse(place, "E21", said, "look at earlier questions")

    def _check_looks(self, place: Place, who: str, condition: Condition) -> None:
        """Check what a fact or a tally looks at, where only earlier questions may be looked at."""
        self._check_earlier(place, condition.questions(), f"{who} looks at ")
        if self.earlier is not None and condition.scales():
            self._refuse(place, "E21", f"{who} looks at a scale", "look at earlier questions")

    def _refuse(self, place: Place, code: str, problem: str, hint: str = "") -> NoReturn:
        self.findings.add(place, code, problem, hint)
        raise _RefusedError
