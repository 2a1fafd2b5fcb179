"""What people read stands in the room of words, where it can be read, translated and changed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

BOT = Path(__file__).parents[3] / "bot"
SPEAKING = ("core/solo", "core/group", "core/kinds", "documents", "app", "outbox", "platforms")
"""Rooms that show people something, and take every sentence of it from `core/words`."""

SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}")
"""Two words side by side."""

FOR_OTHERS = {"log", "Key", "Flaw", "_passed_over", "_tried", "from_dict"}
"""Calls whose texts are for operators, authors or programs; so is what is named `summary`."""

FOR_PROGRAMS = {
    "outbox/chat_port.py": {"the chat has another id"},
    "core/kinds/text.py": {"any text"},
    "platforms/telegram/handling.py": {"it has no id"},
    "platforms/telegram/webhook.py": {"updates went ", "to another address", "to whoever polls"},
    "platforms/telegram/profile.py": {"the commands", "the description", "the short description"},
    "platforms/terminal/keys.py": {"italic dim", "bold cyan"},
}
"""Literals that no person reads: names of errors, styles, markup."""
NOT_SAID = (
    "core/group/log_before.py",
    "platforms/telegram/failures.py",
    "platforms/telegram/transport.py",
)
"""Modules that compare what an earlier version stored or what Telegram says, or word what the log says."""


def spoken(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the literals that a person could read: no docstrings, errors, log lines or patterns."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "summary":
        return
    if isinstance(node, ast.Call) and set(re.findall(r"\w+", ast.unparse(node.func))) & FOR_OTHERS:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from spoken(child)


MODULES = sorted(
    path
    for room in SPEAKING
    for path in (BOT / room).rglob("*.py")
    if str(path.relative_to(BOT)) not in NOT_SAID
)


def sentences_in(path: Path) -> set[str]:
    literals = {each.value for each in spoken(ast.parse(path.read_text(encoding="utf-8")))}
    sentences = {each for each in literals if isinstance(each, str) and SENTENCE.search(each)}
    return sentences - FOR_PROGRAMS.get(str(path.relative_to(BOT)), set())


def test_no_sentence_stands_outside_of_the_room_of_words() -> None:
    found = {str(path.relative_to(BOT)): sentences for path in MODULES if (sentences := sentences_in(path))}

    assert found == {}
