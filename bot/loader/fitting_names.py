"""The names that a hint may propose: those that would cause no other error at the same place."""

from collections.abc import Iterable, Mapping, Set

from bot.core.dialog.model import Fact
from bot.loader.names import Names, Outline


def fitting_keys(names: Names, earlier: Set[str] | None) -> list[str]:
    """Return what can be the single key of a condition, apart from operators.

    earlier: the questions that it may look at; None for all of them, and for scales too.
    """
    questions = [each.id for each in _visible(names, earlier) if each.kind is None or each.kind.takes_options]
    return [*questions, *(names.scales if earlier is None else ()), *names.tallies]


def fitting_questions(names: Names, earlier: Set[str] | None, silence: str = "") -> list[str]:
    """Return the questions that can have been answered; with a word of `allow`, left open in that way."""
    return [each.id for each in _visible(names, earlier) if not silence or silence in each.allow]


def fitting_facts(facts: Mapping[str, Fact | None], earlier: Set[str] | None) -> list[str]:
    """Return the facts, of those that were read, that look at nothing the condition may not look at."""
    return [name for name, fact in facts.items() if fact is None or _is_visible(fact, earlier)]


def _visible(names: Names, earlier: Set[str] | None) -> Iterable[Outline]:
    questions = (each for each in names.questions.values() if not each.is_for_groups)
    return (each for each in questions if earlier is None or each.id in earlier)


def _is_visible(fact: Fact, earlier: Set[str] | None) -> bool:
    return earlier is None or (fact.when.questions() <= earlier and not fact.when.scales())
