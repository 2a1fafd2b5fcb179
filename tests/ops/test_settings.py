"""Settings: what is read from where, and how everything that is wrong with them is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.ops.addresses import ListenAddress, Secret
from bot.ops.settings import (
    NAMES,
    SettingsError,
    data_folder,
    read_settings,
    shipped_dialogs,
)

TOKEN = "123456789:" + "A" * 35
NO_FILE = Path("there-is-no-such-file")
DSN = "https://0123456789abcdef@sentry.example.org/4"


def problems(environment: dict[str, str], file: Path = NO_FILE) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as wrong:
        read_settings(environment, file)
    return wrong.value.problems


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = read_settings({"XDG_DATA_HOME": str(tmp_path)}, NO_FILE)

    assert dict(settings) == {
        "telegram_bot_token": None,
        "telegram_api_base": "https://api.telegram.org",
        "database_url": str(tmp_path / "decision-coach" / "coach.db"),
        "dialogs_dir": shipped_dialogs(),
        "retention_days": 180,
        "backup_dir": "",
        "safety_line": "",
        "calls_per_second": 30,
        "webhook_url": "",
        "webhook_listen": ListenAddress("127.0.0.1", 8080),
        "webhook_secret": None,
        "health_listen": None,
        "screen_listen": None,
        "public_url": "",
        "log_level": "INFO",
        "log_format": "text",
        "sentry_dsn": None,
    }


def test_everything_can_be_set(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": "http://127.0.0.1:8081/",
            "DATABASE_URL": "memory:",
            "DIALOGS_DIR": str(tmp_path),
            "RETENTION_DAYS": "30",
            "BACKUP_DIR": "Off",
            "SAFETY_LINE": "Samaritans, 116 123",
            "CALLS_PER_SECOND": "1000",
            "WEBHOOK_URL": "https://coach.example.org/hook",
            "WEBHOOK_LISTEN": "127.0.0.1:9000",
            "WEBHOOK_SECRET": "s" * 32,
            "HEALTH_LISTEN": "[::1]:9001",
            "SCREEN_LISTEN": "127.0.0.1:9002",
            "PUBLIC_URL": "https://coach.example.org/bot/",
            "LOG_LEVEL": "debug",
            "LOG_FORMAT": "JSON",
            "SENTRY_DSN": DSN,
        },
        NO_FILE,
    )

    assert dict(settings) == {
        "telegram_bot_token": Secret(TOKEN),
        "telegram_api_base": "http://127.0.0.1:8081",
        "database_url": "memory:",
        "dialogs_dir": tmp_path,
        "retention_days": 30,
        "backup_dir": "off",
        "safety_line": "Samaritans, 116 123",
        "calls_per_second": 1000,
        "webhook_url": "https://coach.example.org/hook",
        "webhook_listen": ListenAddress("127.0.0.1", 9000),
        "webhook_secret": Secret("s" * 32),
        "health_listen": ListenAddress("::1", 9001),
        "screen_listen": ListenAddress("127.0.0.1", 9002),
        "public_url": "https://coach.example.org/bot",
        "log_level": "DEBUG",
        "log_format": "json",
        "sentry_dsn": Secret(DSN),
    }


def test_the_environment_wins_over_the_file(env_file: Path) -> None:
    env_file.write_text("RETENTION_DAYS=7\nLOG_LEVEL=ERROR\n", encoding="utf-8")

    settings = read_settings({"RETENTION_DAYS": "9"}, env_file)

    assert (settings.retention_days, settings.log_level) == (9, "ERROR")


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_value_is_none(empty: str, env_file: Path) -> None:
    env_file.write_text("TELEGRAM_BOT_TOKEN=\n", encoding="utf-8")

    settings = read_settings({"LOG_LEVEL": empty}, env_file)

    assert (settings.telegram_bot_token, settings.log_level) == (None, "INFO")


def test_all_problems_are_told_at_once(env_file: Path) -> None:
    env_file.write_text("RETENTION_DAY=3\nLOG_LEVEL\n", encoding="utf-8")

    told = problems({"TELEGRAM_BOT_TOKEN": "123:abc", "RETENTION_DAYS": "soon"}, env_file)

    assert told == (
        f"{env_file}: LOG_LEVEL has no value; write LOG_LEVEL=... or remove the line.",
        f"{env_file}: RETENTION_DAY is not a setting; did you mean RETENTION_DAYS?",
        "TELEGRAM_BOT_TOKEN is not a bot token: digits, a colon and about 35 letters, as in "
        "123456789:AAF...; copy it again from @BotFather.",
        "RETENTION_DAYS is not a number of days; write a whole number from 1 to 3650, such as 180.",
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TELEGRAM_BOT_TOKEN", TOKEN + " and more"),
        ("TELEGRAM_BOT_TOKEN", "bot" + TOKEN),
        ("TELEGRAM_API_BASE", "api.telegram.org"),
        ("TELEGRAM_API_BASE", "ftp://api.telegram.org"),
        ("TELEGRAM_API_BASE", "https://"),
        ("TELEGRAM_API_BASE", "https://host:port"),
        ("TELEGRAM_API_BASE", "https://user:secret@host"),
        ("DATABASE_URL", "mysql://me:hunter2@host/coach"),
        ("DATABASE_URL", "MySQL://me:hunter2@host/coach"),
        ("DATABASE_URL", "postgresql:coach"),
        ("DATABASE_URL", "sqlite:"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite://coach.db"),
        ("DATABASE_URL", "memory"),
        ("DATABASE_URL", "memory://"),
        ("DIALOGS_DIR", "/nowhere/at/all"),
        ("DIALOGS_DIR", "/" + "x" * 300),
        ("RETENTION_DAYS", "0"),
        ("RETENTION_DAYS", "3651"),
        ("RETENTION_DAYS", "-1"),
        ("RETENTION_DAYS", "1.5"),
        ("RETENTION_DAYS", "٣"),
        ("CALLS_PER_SECOND", "0"),
        ("CALLS_PER_SECOND", "1001"),
        ("CALLS_PER_SECOND", "30.5"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(name: str, text: str) -> None:
    (told,) = problems({name: text})

    assert told.startswith(f"{name} is ")
    assert told.endswith(".")


@pytest.mark.parametrize("name", ["DATABASE_URL", "DIALOGS_DIR"])
def test_the_home_of_nobody_is_no_place(name: str) -> None:
    assert problems({name: "~there-is-nobody/of-this/name"}) == (
        f"{name} begins with the home folder of an unknown user; write the whole path.",
    )


def test_a_wrong_database_is_told_with_all_else_and_without_its_password() -> None:
    told = problems({"DATABASE_URL": "mysql://me:hunter2@host/coach", "RETENTION_DAYS": "soon"})

    assert told == (
        "DATABASE_URL is not the address of a database (it begins with mysql:); write "
        "sqlite:///folder/coach.db, the path of a file, postgresql://user@host/name, "
        "or memory: to keep nothing.",
        "RETENTION_DAYS is not a number of days; write a whole number from 1 to 3650, such as 180.",
    )


def test_the_password_of_a_server_is_not_shown_with_the_settings() -> None:
    settings = read_settings({"DATABASE_URL": "postgresql://me:hunter2@host/coach"}, Path("none"))

    assert settings.database_url == "postgresql://me:hunter2@host/coach"
    assert "hunter2" not in repr(settings)


def test_a_wrong_token_is_not_repeated() -> None:
    almost = "123456789:" + "S" * 20

    (told,) = problems({"TELEGRAM_BOT_TOKEN": almost})

    assert "S" * 20 not in told


def test_a_name_in_the_file_that_is_like_none_of_ours_gets_the_whole_list(env_file: Path) -> None:
    env_file.write_text("COLOUR=blue\n", encoding="utf-8")

    assert problems({}, env_file) == (
        f"{env_file}: COLOUR is not a setting; the settings are {', '.join(NAMES)}.",
    )


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKN", "DIALOG_DIR", "RETENTION_DAY"])
def test_a_misspelt_name_of_ours_in_the_environment_is_told(name: str) -> None:
    (told,) = problems({name: "x"})

    assert told.startswith(f"{name} is not a setting; did you mean ")


@pytest.mark.parametrize(
    "name", ["DATABASE_URI", "LOG_LEVELS", "TELEGRAM_BOT_NAME", "TELEGRAM_CHAT", "DIALOGRC", "WEBHOOK_PATH"]
)
def test_the_variables_of_other_programs_are_none_of_our_business(name: str) -> None:
    assert read_settings({name: "x"}, NO_FILE) == read_settings({}, NO_FILE)


def test_a_file_that_is_no_text_is_told(env_file: Path) -> None:
    env_file.write_bytes(b"LOG_LEVEL=\xff\xfe\n")

    assert problems({}, env_file) == (
        f"{env_file} cannot be read; check its permissions, and that it is a text file in UTF-8.",
    )


def test_what_looks_like_a_variable_in_a_value_stays_as_it_is(env_file: Path) -> None:
    env_file.write_text("DATABASE_URL=${HOME}/coach.db\n", encoding="utf-8")

    assert read_settings({"HOME": "/home/ann"}, env_file).database_url == "${HOME}/coach.db"


@pytest.mark.parametrize("shown", [str, repr, "{}".format, "{!r}".format], ids=["str", "repr", "text", "!r"])
def test_a_secret_shows_itself_nowhere(shown: Callable[[object], str]) -> None:
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, NO_FILE)

    assert TOKEN not in shown(settings) + shown(settings.telegram_bot_token)


def test_a_secret_equals_its_like_and_tells_its_text_when_asked() -> None:
    assert (Secret("a"), len({Secret("a"), Secret("a")})) == (Secret("a"), 1)
    assert Secret("a") != Secret("b")
    assert Secret("a").reveal() == "a"


def test_a_relative_data_home_is_passed_over() -> None:
    """XDG base directory specification: relative paths there are to be ignored."""
    assert data_folder({"XDG_DATA_HOME": "data"}) == data_folder({})


def test_the_shipped_dialogs_are_there() -> None:
    assert (shipped_dialogs() / "ai-cert" / "dialog.yml").is_file()


def test_the_example_file_names_every_setting() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    lines = [line.lstrip("# ") for line in example.splitlines() if "=" in line]

    assert tuple(line.partition("=")[0] for line in lines) == NAMES
