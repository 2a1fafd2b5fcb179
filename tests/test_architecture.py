"""The shape of the code: layers, purity, sizes, names, and what lies where."""

import ast
import os
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.core.kinds import KINDS
from bot.core.screen.surface import ROLE_RULES, Owner, Role
from bot.outbox.renderers import (
    RENDERERS,
    ChatFile,
    GroupFile,
    GroupScreen,
    SessionFile,
    SessionScreen,
    StoredScreen,
)

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))

ROOMS = (
    "bot.core.words",
    "bot.core.screen",
    "bot.core.dialog",
    "bot.core.typed",
    "bot.core.kinds",
    "bot.core.solo",
    "bot.core.group",
    "bot.loader",
    "bot.proofs",
    "bot.ops",
    "bot.stores",
    "bot.library",
    "bot.documents",
    "bot.big_screen",
    "bot.outbox",
    "bot.app",
    "bot.authoring",
    "bot.playground",
    "bot.platforms",
    "bot.operating",
    "bot.main",
    "bot.__main__",
)
"""A module imports only from its own room and those above it here."""

PURE = ("bot.core", "bot.core.kinds", "bot.loader", "bot.proofs")
IMPURE = {
    "aiohttp",
    "asyncio",
    "http",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
}
QUIETING = {ROOT / f"bot/core/{each}.py": {"logging"} for each in ("dialog/progress", "group/stages")}
"""`transitions` logs what it moves; the modules that use it turn that off."""

LONGEST_FUNCTION, LONGEST_FILE = 40, 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "services"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")


@cache
def tree_of(path: Path) -> ast.Module:
    """A module of ours, parsed once it is looked at: collecting tests looks at none."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_in(tree: ast.AST) -> tuple[ast.AST, ...]:
    """All that a module is made of, walked through once for all tests."""
    return tuple(ast.walk(tree))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    for room in ROOMS:
        if module == room or module.startswith(f"{room}."):
            return room
    raise AssertionError(f"{module} is in no room")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in nodes_in(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes_in(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def known(module: str) -> bool:
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def findings_in(modules: Iterable[Path], find: Callable[[Path], Iterable[object]]) -> dict[str, list[object]]:
    """Module -> what is wrong in it; one test looks at them all, since thousands of tests take their time."""
    return {name_of(path): found for path in modules if (found := list(find(path)))}


def imports_from_below(path: Path) -> set[str]:
    above = ROOMS[: ROOMS.index(room_of(name_of(path))) + 1]
    ours = {module for module in imports(tree_of(path)) if module.startswith("bot.") and known(module)}
    return {module for module in ours - {"bot.core"} if room_of(module) not in above}


def test_imports_point_only_up_the_list_of_rooms() -> None:
    in_rooms = [path for path in MODULES if name_of(path) not in ("bot", "bot.core")]

    assert findings_in(in_rooms, imports_from_below) == {}


def imported_kinds(path: Path) -> set[str]:
    imported = {
        alias.name
        for node in nodes_in(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.core.kinds")
        for alias in node.names
    }
    return imported & {type(kind).__name__ for kind in KINDS.values()}


def recognized_kinds(path: Path) -> list[str]:
    return [ast.unparse(each) for each in nodes_in(tree_of(path)) if is_by_name(each)]


def test_a_kind_of_question_is_asked_and_never_recognized() -> None:
    outside = [each for each in MODULES if not name_of(each).startswith("bot.core.kinds")]

    assert findings_in(outside, imported_kinds) == {}
    assert findings_in(outside, recognized_kinds) == {}


def is_by_name(node: ast.AST) -> bool:
    """Whether the name of a kind decides something: it is compared, matched, or looked up with a word."""
    match node:
        case ast.Compare(left, _, others):
            return is_recognized([left, *others], [left, *others])
        case ast.Match(subject, cases):
            patterns = [part for case in cases for part in ast.walk(case.pattern)]
            return is_recognized(
                [subject], [each.value for each in patterns if isinstance(each, ast.MatchValue)]
            )
        case ast.Subscript(value, key):
            return is_kind_name(key) and not is_table(value)
    return False


def is_recognized(sides: list[ast.expr], words: list[ast.expr]) -> bool:
    parts = [part for side in sides for part in ast.walk(side) if isinstance(part, ast.expr)]
    return any(map(is_kind_name, parts)) or (any(map(is_kind, sides)) and any(map(holds_name, words)))


def is_table(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "KINDS"


def is_kind(node: ast.expr) -> bool:
    """`kind`, or `something.kind`."""
    return (isinstance(node, ast.Name) and node.id == "kind") or (
        isinstance(node, ast.Attribute) and node.attr == "kind"
    )


def is_kind_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "name" and is_kind(node.value)


def holds_name(node: ast.expr) -> bool:
    """Whether the name of a kind stands in it, alone or in a list."""
    return any(isinstance(part, ast.Constant) and part.value in KINDS for part in ast.walk(node))


@pytest.mark.parametrize(
    ("code", "is_wrong"),
    [
        ("question.kind.name == 'many'", True),
        ("question.kind.name in ('one', 'scale')", True),
        ("'many' in (question.kind.name, beside.kind.name)", True),
        ("shape.kind not in ('note', 'text')", True),
        ("kind.name == other.kind.name", True),
        ("question.kind.name in ASKED_TOGETHER", True),
        ("{'many': 1}[kind.name]", True),
        ("KINDS[kind.name]", False),
        ("before.kind is question.kind", False),
        ("question.kind.is_ticked and kind.fewest_options > 1", False),
        ("block.kind == 'chart'", False),
    ],
)
def test_recognizing_a_kind_is_recognized(code: str, is_wrong: bool) -> None:
    assert any(is_by_name(each) for each in ast.walk(ast.parse(code))) is is_wrong


def test_every_module_is_in_a_room() -> None:
    loose = {path.name for path in (ROOT / "bot").glob("*.py")}

    assert loose == {"__init__.py", "__main__.py", "main.py"}


def impure_parts(path: Path) -> Iterator[str]:
    yield from set(imports(tree_of(path))) & IMPURE - QUIETING.get(path, set())
    yield from (each.name for each in functions(tree_of(path)) if isinstance(each, ast.AsyncFunctionDef))
    yield from re.findall(r"\b(?:now|today|utcnow)\(\)|\bopen\(", path.read_text(encoding="utf-8"))


def test_the_core_knows_no_clock_file_network_or_chance() -> None:
    pure = [each for each in MODULES if name_of(each).startswith(PURE)]

    assert findings_in(pure, impure_parts) == {}


def imports_of_telegram(path: Path) -> list[str]:
    return [each for each in imports(tree_of(path)) if each == "telegram" or each.startswith("telegram.")]


def test_only_the_telegram_package_knows_telegram() -> None:
    outside = [each for each in MODULES if not name_of(each).startswith("bot.platforms.telegram")]

    assert findings_in(outside, imports_of_telegram) == {}


def too_long_parts(path: Path) -> Iterator[tuple[str, int]]:
    for each in functions(tree_of(path)):
        if (length := (each.end_lineno or each.lineno) - each.lineno + 1) > LONGEST_FUNCTION:
            yield each.name, length
    if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE:
        yield "the file", lines


def test_functions_and_files_stay_short() -> None:
    assert findings_in(MODULES, too_long_parts) == {}


def unfinished_parts(path: Path) -> Iterator[str]:
    if not ast.get_docstring(tree_of(path)):
        yield "it does not say what it is"
    if path.stem in VAGUE:
        yield "its name says nothing"
    yield from UNFINISHED.findall(path.read_text(encoding="utf-8"))


def test_every_module_says_what_it_is_and_is_finished() -> None:
    assert findings_in(MODULES, unfinished_parts) == {}


def contents_of_package_file(path: Path) -> Iterator[str]:
    body = tree_of(path).body
    yield from (each.name for each in functions(tree_of(path)))
    yield from (each.name for each in body if isinstance(each, ast.ClassDef))
    declared = [each.target for each in body if isinstance(each, ast.AnnAssign)]
    tables = [each.id for each in declared if isinstance(each, ast.Name) and not each.id.startswith("_")]
    yield from tables[1:]


def test_a_package_s_own_file_holds_a_docstring_and_at_most_one_table() -> None:
    files = [each for each in MODULES if each.name == "__init__.py"]

    assert findings_in(files, contents_of_package_file) == {}


@pytest.mark.parametrize("word", ["on_point", "crash_point", "kill_at", "dies_at", "clock_ahead"])
def test_nothing_of_the_tests_is_in_the_product(word: str) -> None:
    assert [name_of(path) for path in MODULES if word in path.read_text(encoding="utf-8").lower()] == []


def test_yaml_is_only_ever_composed_and_never_constructed() -> None:
    loads = re.compile(r"yaml\.(safe_|full_|unsafe_)?load(_all)?\(")

    assert [name_of(path) for path in MODULES if loads.search(path.read_text(encoding="utf-8"))] == []


def test_the_visible_top_level_is_what_was_agreed() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"],  # noqa: S607  # whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tracked.returncode and not os.environ.get("CI"):
        pytest.skip("this is not a checkout")

    top = {line.split("/")[0] for line in tracked.stdout.splitlines()}

    visible = {each for each in top if not each.startswith(".")}
    assert visible == {"bot", "dialogs", "tests", "pyproject.toml", "README.md"}
    assert ".env.example" in top


def test_every_package_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]

    files = [
        each for each in (ROOT / "bot").rglob("*") if each.is_file() and each.suffix not in (".pyc", ".md")
    ]
    packages = {".".join(path.parent.relative_to(ROOT).parts) for path in files}

    assert packages - set(listed["packages"]) == set()


# --- answers of many people -----------------------------------------------------------------

ANSWERS = {"value", "given", "answers", "drafts", "settled"}
"""What of a seat, a member or a session holds answers."""
READS_ANSWERS = {
    "bot.core.group.session": "what a seat is",
    "bot.core.group.seats": "changes one seat",
    "bot.core.group.privacy.again": "who answered before, never what",
    "bot.core.group.privacy.counting": "who has answered, never what",
    "bot.core.group.privacy.snapshot": "makes figures of them, and nothing else does",
    "bot.core.group.reveal": "keeps what is compared at the end",
    "bot.core.group.coach_moves": "keeps the first round",
    "bot.core.group.waiting": "who has not answered yet",
    "bot.core.group.member_moves": "one member's own answer",
    "bot.core.group.own_results": "shown to the member alone",
    "bot.core.group.check_in": "who wants to be asked",
    "bot.core.group.screens.check_in": "shown to the member alone",
    "bot.core.group.screens.console": "advice that members shared with the coach",
    "bot.core.group.concern": "whom a question concerns, said to the member alone",
    "bot.core.group.wall": "what members picked to be shown with their name",
    "bot.core.group.own_step": "one member's own words, for that member",
    "bot.core.group.screens.own_step": "shown to the member alone",
}
"""The modules about groups that may look at answers, and why. A figure is the only way from many people's
answers to anything that is shown."""
OF_GROUPS = ("bot.core.group", "bot.documents", "bot.big_screen", "bot.outbox")


def reads_answers(tree: ast.AST) -> bool:
    """Whether code looks into somebody's answers."""
    owners = {"seat", "member", "session", "entered", "changed"}
    for node in nodes_in(tree):
        if isinstance(node, ast.Attribute) and node.attr in ANSWERS:
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if name in owners:
                return True
    return False


def test_only_figures_are_made_from_the_answers_of_many_people() -> None:
    readers = {
        name_of(path)
        for path in MODULES
        if name_of(path).startswith(OF_GROUPS) and reads_answers(tree_of(path))
    }

    assert readers - READS_ANSWERS.keys() == set()


@pytest.mark.parametrize(
    ("code", "is_reading"),
    [
        ("seat.value(question)", True),
        ("seat.member.given[PLAN_WHEN]", True),
        ("seat.session.settled", True),
        ("heap.value", False),
        ("figure.cells", False),
    ],
)
def test_reading_answers_is_recognized(code: str, is_reading: bool) -> None:
    assert reads_answers(ast.parse(code)) is is_reading


# --- roles of surfaces ----------------------------------------------------------------------

ROLE_TABLES = {"bot.core.screen.surface", "bot.outbox.renderers"}
"""Where the roles are told apart: by their rules, and by what renders them."""


def is_role(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Role"


def roles_told_apart(tree: ast.AST) -> Iterator[str]:
    """Code that lists roles, compares with one, or branches on one."""
    for node in nodes_in(tree):
        match node:
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(keys=parts):
                found = any(part is not None and is_role(part) for part in parts)
            case ast.Compare():
                found = any(is_role(each) for each in (node.left, *node.comparators))
            case ast.MatchValue():
                found = is_role(node.value)
            case _:
                found = False
        if found:
            yield ast.unparse(node)


def test_only_the_tables_of_roles_tell_roles_apart() -> None:
    outside = [each for each in MODULES if name_of(each) not in ROLE_TABLES]

    assert findings_in(outside, lambda path: roles_told_apart(tree_of(path))) == {}


def test_every_role_has_rules_and_a_renderer_that_fits_its_owner() -> None:
    owners = {
        SessionScreen: Owner.SESSION,
        SessionFile: Owner.SESSION,
        GroupScreen: Owner.GROUP,
        GroupFile: Owner.GROUP,
        ChatFile: Owner.NOBODY,
        StoredScreen: Owner.NOBODY,
    }

    assert set(ROLE_RULES) == set(RENDERERS) == set(Role)
    assert {role: owners[type(each)] for role, each in RENDERERS.items()} == {
        role: rules.owner for role, rules in ROLE_RULES.items()
    }


def test_files_are_sent_once_and_screens_of_an_owner_last() -> None:
    for role, renderer in RENDERERS.items():
        assert ROLE_RULES[role].is_lasting == isinstance(renderer, SessionScreen | GroupScreen)


def is_command(node: ast.AST) -> bool:
    """Whether a function is a command of the command line, which has the name that a user types."""
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(each, ast.Call) and ast.unparse(each.func).endswith("command")
        for each in node.decorator_list
    )


def public_names(tree: ast.Module) -> Iterator[str]:
    """The classes, type aliases and public functions that a module defines."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not is_command(node):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation):
            yield ast.unparse(node.target)


def test_no_class_and_no_public_function_has_two_meanings() -> None:
    """A message goes by its module's name too, as in its id: `card.on_hold` and `toasts.on_hold` are two."""
    places: dict[str, list[str]] = {}
    for path in MODULES:
        is_of_messages = "@message(" in path.read_text(encoding="utf-8")
        for name in public_names(tree_of(path)):
            if not name.startswith("_") and name != "main" and not (is_of_messages and name[0].islower()):
                places.setdefault(name, []).append(name_of(path))

    assert {name: where for name, where in places.items() if len(where) > 1} == {}


SPEAKS_ENGLISH = (
    *("bot.core.words", "bot.loader", "bot.authoring", "bot.playground", "bot.platforms.terminal"),
    "bot.documents.charts",  # only the numbers beside bars, as long as there is one language
)
"""Where the language is chosen, or there is only one. Everywhere else it is handed over."""


def test_whatever_speaks_is_told_in_which_language() -> None:
    at_fault = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        if not name_of(path).startswith(SPEAKS_ENGLISH)
        for node in english_spoken(tree_of(path))
    ]
    assert at_fault == []


def english_spoken(tree: ast.Module) -> Iterator[ast.Name]:
    """Where English is used, and not only the default of a parameter or a field."""
    defaults = {
        id(default)
        for node in nodes_in(tree)
        for default in (
            *(node.defaults if isinstance(node, ast.arguments) else ()),
            *(node.kw_defaults if isinstance(node, ast.arguments) else ()),
            *((node.value,) if isinstance(node, ast.AnnAssign) else ()),
        )
    }
    for node in nodes_in(tree):
        if isinstance(node, ast.Name) and node.id == "ENGLISH" and id(node) not in defaults:
            yield node
