"""What holds for every message of the catalogue."""

import ast
from pathlib import Path

from bot.core.words import board, check_in, documents, group_results, group_steps, group_toasts
from bot.core.words.catalogue import CATALOGUE
from bot.core.words.phrase import PLACEHOLDER

WORDS = Path(__file__).parents[3] / "bot" / "core" / "words"
BUTTONS = 30
OURS = {name: each for name, each in CATALOGUE.items() if not name.startswith("test_")}
PROMISES = {
    board: ("contract",),
    group_toasts: ("terms", "joined", "saved", "ask_to_share", "shared", "left", "left_afterwards"),
    group_steps: ("not_shown", "too_few", "too_few_talk", "too_spread", "tap_a_reason"),
    group_results: ("too_few", "too_spread", "wall_later"),
    check_in: ("confidential",),
    documents: ("what_it_is", "answer"),
}


def test_every_module_that_declares_messages_is_in_the_catalogue() -> None:
    declaring = {
        path.stem
        for path in WORDS.glob("*.py")
        if any(
            isinstance(node, ast.FunctionDef)
            and any("message" in ast.unparse(each) for each in node.decorator_list)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }

    # What the other tests import does not count: a translator starts from the catalogue alone.
    catalogue = ast.parse((WORDS / "catalogue.py").read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(catalogue)
        if isinstance(node, ast.ImportFrom) and node.module == "bot.core.words"
        for alias in node.names
    }

    assert declaring - imported == set()


def test_a_message_is_as_short_as_its_place_needs() -> None:
    too_long = {
        name
        for name, declared in OURS.items()
        for text in (declared.one, declared.other)
        if declared.most and len(PLACEHOLDER.sub("", text)) > declared.most
    }

    assert too_long == set()


def test_a_message_uses_all_that_it_is_given() -> None:
    uses = {name: set(PLACEHOLDER.findall(each.one + each.other)) for name, each in OURS.items()}

    assert uses == {name: set(each.parameters) for name, each in OURS.items()}


def test_promises_are_marked() -> None:
    named = {
        f"{module.__name__.rpartition('.')[2]}.{name}" for module, names in PROMISES.items() for name in names
    }

    assert {name for name in named if not OURS[name].promise} == set()
