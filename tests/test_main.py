"""The command line: what it says of a mistake, and the exit code that goes with it."""

import asyncio
import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.ops.settings import NAMES
from bot.stores.opening import open_store
from bot.stores.sqlite.files import Lock
from tests.example import DOG

ROOT = Path(__file__).parents[1]
TOKEN = "123456789:" + "S" * 35
FALL = """
import os
from bot import __main__ as line

def fall(**_):
    raise RuntimeError("the token is " + os.environ["TELEGRAM_BOT_TOKEN"])

line.cli.main = fall
line.main()
"""
"""A command line with a bug that tells the token."""
UNUSED = (
    *("bot.authoring", "bot.documents", "bot.platforms.terminal", "bot.playground", "bot.proofs"),
    *("aiohttp.web", "matplotlib", "numpy", "PIL", "prompt_toolkit", "pygments", "rich", "segno"),
    *("prometheus_client", "psycopg", "sentry_sdk", "transitions.extensions"),
)
"""What the bot on Telegram loads with the first chart or file, or never."""
WITHOUT_TERMINAL = "import sys; sys.modules |= dict.fromkeys(('rich', 'prompt_toolkit', 'pygments')); "
RUN = "from bot.__main__ import main; sys.argv[1:] = {}; main()"


@pytest.fixture(autouse=True)
def nobody_s_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, an environment and a pipe of its own for every test."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("DIALOGS_DIR", str(tmp_path / "dialogs"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dialogs" / "dog").mkdir(parents=True)
    (tmp_path / "dialogs" / "dog" / "dialog.yml").write_text(DOG, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", StringIO())


class Told:
    """What one command came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def command(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Told:
    before = sys.argv
    sys.argv = ["decision-coach", *map(str, words)]
    try:
        with pytest.raises(SystemExit) as left:
            main()
    finally:
        sys.argv = before
    written = capsys.readouterr()
    code = left.value.code
    assert code is None or isinstance(code, int)
    return Told(code or 0, written.out, written.err)


def process(python: list[str], **environment: str) -> Told:
    """The same in a process of its own, for what sets up logging for the whole process."""
    run = subprocess.run(
        [sys.executable, *python],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Told(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.yml"
    file.write_text(
        "{leaning: get, wish: friend, garden: [me, partner], walk: w3, hours: 10, "
        "pause: read, else: skipped}",
        encoding="utf-8",
    )
    return file


async def make_database(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "decision-coach" / "coach.db"
    await open_store(str(path)).close()
    return path


def test_run_without_a_token_says_how_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    told = command(capsys, "run")

    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("There is no bot token yet")
    assert "@BotFather" in told.err


def test_wrong_settings_are_told_all_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN + "!")
    monkeypatch.setenv("RETENTION_DAYS", "soon")

    told = command(capsys, "run")

    assert (told.code, len(told.err.splitlines())) == (2, 2)
    assert TOKEN not in told.err


def test_a_second_instance_says_so_and_has_a_code_of_its_own(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "coach.db")

    told = process(["-m", "bot"], TELEGRAM_BOT_TOKEN=TOKEN, DATABASE_URL=str(tmp_path / "coach.db"))

    lock.release()
    assert (told.code, "in use by another running Decision Coach" in told.err) == (3, True)
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("fly",), 2, "No such command 'fly'"),
        (("chat", "cow"), 2, "There is no dialog 'cow'."),
        (("score", "dog", "nowhere.yml"), 1, "nowhere.yml:1:1: E01: cannot be read (No such file"),
        (("score", "dog", "dialogs"), 1, "dialogs:1:1: E01: cannot be read (Is a directory)"),
        (("backup", "copy.db"), 1, "coach.db is missing"),
        (("restore", "nowhere.db"), 1, "nowhere.db is missing"),
        (("move", "--from", "nowhere.db", "--to", "new.db"), 1, "nowhere.db is missing"),
        (("move", "--from", "sqlite:x", "--to", "y"), 2, "Invalid value for '--from': it is not the address"),
        (("move", "--from", "x", "--to", "postgresql://a@b@c/d"), 2, "for '--to': it is not an address of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_of_the_operator_ends_in_a_sentence(
    words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = command(capsys, *words)

    assert told.code == code
    assert said in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "words",
    [("backup", "there.db"), ("restore", "x" * 300), ("purge",), ("move", "--from", "x" * 300, "--to", "y")],
)
def test_a_path_that_cannot_be_used_is_no_bug(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "x" * 300)

    told = command(capsys, *words)

    assert (told.code, told.out) == (1, "")
    assert "cannot be used (File name too long); check the name, and who owns it" in told.err
    assert "internal error" not in told.err


def test_a_database_of_no_file_is_backed_up_by_other_means(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "memory:")

    told = command(capsys, "backup", "copy.db")

    assert (told.code, "DATABASE_URL does not name an SQLite file" in told.err) == (2, True)


def test_a_sound_dialog_is_checked_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    told = command(capsys, "check")

    assert (told.code, told.err.startswith("1 file checked: 0 errors, ")) == (0, True)


def test_findings_can_be_read_by_programs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("format: 1\n", encoding="utf-8")

    findings = json.loads(command(capsys, "check", "--json", broken).out)

    assert {
        "path": str(broken),
        "line": 1,
        "column": 1,
        "code": "E11",
        "problem": "`id` is missing",
        "hint": "",
    } in findings


def test_an_error_in_a_dialog_gives_check_its_exit_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("format: 1\n", encoding="utf-8")

    told = command(capsys, "check", broken)

    assert told.code == 1
    assert f"{broken}:1:1: E11: `id` is missing" in told.out


def test_a_broken_dialog_starts_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "dialogs" / "dog" / "dialog.yml").write_text("format: 1\n", encoding="utf-8")

    told = command(capsys, "chat")

    assert (told.code, told.out) == (1, "")
    assert "E11: `id` is missing" in told.err


def test_a_broken_dialog_stops_no_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "dialogs" / "cat").mkdir()
    (tmp_path / "dialogs" / "cat" / "dialog.yml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "dialogs" / "lost+found").mkdir()

    chat, of_cat, of_dog = (
        command(capsys, "chat"),
        command(capsys, "graph", "cat"),
        command(capsys, "graph", "dog"),
    )

    assert chat.code == 0
    assert "E11: `id` is missing" in chat.err
    assert "Without cat:" in chat.err
    assert (of_cat.code, of_dog.code) == (1, 0)


def test_a_strict_bot_does_not_start_with_a_broken_dialog(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "dialogs" / "cat").mkdir()
    (tmp_path / "dialogs" / "cat" / "dialog.yml").write_text("format: 1\n", encoding="utf-8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "memory:")

    told = command(capsys, "run", "--strict")

    assert told.code == 1
    assert "E11: `id` is missing" in told.err


@pytest.mark.parametrize("name", ["dog", "dialogs/dog", "dialogs/dog/dialog.yml"])
def test_a_dialog_is_named_by_id_or_path(
    name: str, capsys: pytest.CaptureFixture[str], answers: Path
) -> None:
    told = command(capsys, "score", name, answers)

    assert told.code == 0
    assert told.out.startswith("Your answers lean towards getting a dog.")


def test_the_advice_is_given_as_data_too(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    told = command(capsys, "score", "dog", answers, "--json")

    assert (told.code, json.loads(told.out)["outcome"]) == (0, "get_it")


def test_answers_that_do_not_fit_are_told_by_place(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    answers.write_text("leaning: get\nwish: cat\n", encoding="utf-8")

    told = command(capsys, "score", "dog", answers)

    assert told.code == 1
    assert f"{answers}:2:7: " in told.err


def test_answers_that_are_no_text_are_told(capsys: pytest.CaptureFixture[str], answers: Path) -> None:
    answers.write_bytes(b"leaning: \xff")

    told = command(capsys, "score", "dog", answers)

    assert (told.code, told.err) == (1, f"{answers}:1:1: E01: is not UTF-8 at byte 9 (save it as UTF-8)\n")


async def test_a_backup_put_where_nothing_was_is_said_to_have_replaced_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    database = await make_database(tmp_path)
    command(capsys, "backup", tmp_path / "copy.db")
    database.unlink()

    told = command(capsys, "restore", tmp_path / "copy.db")

    assert (told.code, told.out) == (
        0,
        f"{tmp_path / 'copy.db'} is now the database. There was no database before.\n",
    )


async def test_a_backup_is_put_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    database = await make_database(tmp_path)

    saved = command(capsys, "backup", tmp_path / "copy.db")
    put_back = command(capsys, "restore", tmp_path / "copy.db")

    assert (saved.code, put_back.code) == (0, 0)
    assert "keep it safe" in saved.out
    assert f"{database}.replaced" in put_back.out


def test_a_pipe_begins_anew_and_leaves_no_trace(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("begin\n1\n"))

    told = command(capsys, "chat", "dog")

    assert told.code == 0
    assert "What draws you to a dog?" in told.out
    assert told.out.endswith("\nGoodbye.\n")
    assert not (tmp_path / "data").exists()


def test_a_bug_is_logged_without_the_token_and_has_a_code_of_its_own() -> None:
    told = process(["-c", FALL], TELEGRAM_BOT_TOKEN=TOKEN)

    assert told.code == 70
    assert "RuntimeError: the token is ***" in told.err
    assert told.err.endswith(
        "Decision Coach stopped because of an internal error; the log above says where.\n"
    )
    assert TOKEN not in told.err


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    told = command(capsys, "--help")

    assert told.code == 0
    assert "Commands:" in told.out


def test_the_bot_on_telegram_loads_nothing_that_draws_or_proves() -> None:
    modules = "import sys, bot.__main__, bot.main; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", modules], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()

    assert [each for each in loaded if each.startswith(UNUSED)] == []


def test_a_bot_alone_needs_no_extra(tmp_path: Path) -> None:
    script = WITHOUT_TERMINAL + "import bot.main, bot.playground.page.opening; " + RUN.format(["--help"])

    told = process(["-c", script])

    assert (told.code, told.err) == (0, "")
    assert "playground" in told.out


@pytest.mark.parametrize("words", [("chat", "dog"), ("check",), ("prove", "dog")], ids=" ".join)
def test_a_command_without_its_extra_says_what_to_install(words: tuple[str, ...]) -> None:
    told = process(["-c", WITHOUT_TERMINAL + RUN.format(list(words))])

    assert told.code == 2
    assert told.err.endswith("  pip install 'decision-coach[terminal]'\n")


async def test_an_operator_deletes_what_has_passed_its_time(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    await make_database(tmp_path)

    told = await asyncio.to_thread(command, capsys, "purge")

    assert (told.code, told.out) == (0, "Deleted 0 sessions that were not used for 180 days.\n")


def test_where_there_is_no_database_nothing_is_deleted(capsys: pytest.CaptureFixture[str]) -> None:
    told = command(capsys, "purge")

    assert (told.code, "There is no database at" in told.err) == (2, True)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "words",
    [
        ("score", "dog", "answers.yml"),
        ("score", "dog", "answers.yml", "--json"),
        ("check",),
        ("check", "日本"),
        ("explain", "dog"),
        ("explain", "dog", "answers.yml"),
        ("prove", "dog"),
        ("graph", "dog"),
        ("diff", "dog", "dog"),
        ("chat", "dog"),
    ],
    ids=" ".join,
)
def test_every_command_prints_on_a_terminal_that_lacks_signs(
    tmp_path: Path, answers: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], encoding: str
) -> None:
    dog = DOG.replace("Is a dog right for me?", "犬? Собака 😀 → ✓")
    (tmp_path / "dialogs" / "dog" / "dialog.yml").write_text(dog, encoding="utf-8")
    given = answers.read_text(encoding="utf-8").replace("else: ", "else: 犬 Собака 😀 ")
    (tmp_path / "answers.yml").write_text(given, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIALOGS_DIR", str(tmp_path / "dialogs"))
    monkeypatch.setattr(sys, "argv", ["decision-coach", *words])
    shown = BytesIO()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, TextIOWrapper(shown, encoding=encoding))
    monkeypatch.setattr(sys, "stdin", StringIO("犬\nquit\n"))

    with pytest.raises(SystemExit) as ended:
        main()

    sys.stdout.flush()
    assert (ended.value.code or 0) == (words == ("check", "日本"))
    assert len(shown.getvalue()) > 20
