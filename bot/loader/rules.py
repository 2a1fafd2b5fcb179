"""Where a file has conditions; all are read, even in parts that have other mistakes."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.dialog.conditions import Condition
from bot.core.dialog.model import LEANING, Fact
from bot.core.dialog.source import Place
from bot.loader.conditions import ConditionReader
from bot.loader.nodes import Table

LINES = ("once", "because", "but", "watch_for", "next_steps", "readings")
"""Keys of an outcome that hold lines."""


def read_rules(node: Table, reader: ConditionReader) -> Mapping[Place, Condition]:
    """Return place -> the condition that was written there; the reader keeps the facts."""
    _read_facts(node, reader)
    rules: dict[Place, Condition] = {}
    earlier = {LEANING}
    for question in node.tables("questions"):
        _read(question, "ask_if", replace(reader, earlier=frozenset(earlier)), rules)
        earlier.add(question.text("id"))
        for doable in (each for option in question.tables("options") for each in option.tables("doable")):
            _read(doable, "if", reader, rules)
    for outcome in node.tables("outcomes"):
        _read(outcome, "when", reader, rules)
        for line in (each for key in LINES for each in outcome.tables(key)):
            _read(line, "if", reader, rules)
            _read(line, "needs", reader, rules)
    for claim in node.tables("claims"):
        _read(claim, "if", reader, rules)
    return rules


def _read(table: Table, key: str, reader: ConditionReader, rules: dict[Place, Condition]) -> None:
    if key in table.nodes:
        condition = reader.read(table.nodes[key])
        if condition is not None:
            rules[table.at(key)] = condition


def _read_facts(node: Table, reader: ConditionReader) -> None:
    """Read the facts from the top down; each can use those above it."""
    facts = node.table("facts")
    for name, place in facts.keys.items():
        fact = facts.table(name)
        when = reader.read(fact.nodes["when"]) if "when" in fact.nodes else None
        say = " ".join(fact.text("say").split())
        reader.facts[name] = None if when is None else Fact(name, when, say, place)
