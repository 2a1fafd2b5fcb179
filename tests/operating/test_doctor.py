"""What `doctor` says of a healthy and of a broken set-up, as the manual shows it, and of each thing alone."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement

from bot.operating.checkup import Checkup, Mark
from bot.operating.commands import restore
from bot.operating.doctor import doctor, look_with_care
from bot.operating.machine_checks import check_backups, check_packages, judge_packages
from bot.operating.telegram_checks import judge_bot, judge_clock, judge_webhook
from bot.ops.settings import NAMES, read_settings
from bot.playground.engine import FakeTelegram
from bot.playground.server import serve
from bot.stores.backup_folder import backup_name
from bot.stores.opening import backup_folder
from bot.stores.sqlite.store import SqliteStore

MANUAL = (Path(__file__).parents[2] / "bot" / "README.md").read_text(encoding="utf-8")
DRILL, HEALTHY, BROKEN = re.findall(r"\$ decision-coach doctor\n(.*?)```", MANUAL, re.DOTALL)
METRICS = 'prometheus_client>=0.22; extra == "metrics"'
NOW = 1_790_006_400.0


@pytest.fixture
async def telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeTelegram]:
    """With an environment of its own for every test."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "coach.db"))
    async with serve(FakeTelegram()) as telegram:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", telegram.token)
        monkeypatch.setenv("TELEGRAM_API_BASE", telegram.url)
        yield telegram


async def diagnosis() -> tuple[int, str]:
    """Exit code and output of the command, which has an event loop of its own."""
    done = await asyncio.to_thread(CliRunner().invoke, doctor, ())
    return done.exit_code, done.output


def without_particulars(text: str, folder: Path = Path("/home/coach")) -> list[str]:
    """The lines, without numbers and the name of a folder."""
    return re.sub(r"[0-9]+(\.[0-9]+)*", "0", text.replace(str(folder), "/home/coach")).splitlines()


async def test_a_healthy_set_up_is_told_as_in_the_manual(telegram: FakeTelegram, tmp_path: Path) -> None:
    store = SqliteStore.open(tmp_path / "coach.db")
    folder = backup_folder(str(tmp_path / "coach.db"), None)
    assert folder is not None
    folder.add(time.time())

    code, output = await diagnosis()

    await store.close()
    assert (code, without_particulars(output, tmp_path)) == (
        0,
        without_particulars(HEALTHY),
    )
    assert telegram.token.partition(":")[2] not in output


async def test_a_broken_set_up_is_told_as_in_the_manual(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "987654321:AAanother-token-of-nobody-000000000000"
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", wrong)
    monkeypatch.setenv("DIALOGS_DIR", str(tmp_path / "dialogs"))
    (tmp_path / "dialogs" / "bike").mkdir(parents=True)
    (tmp_path / "dialogs" / "bike" / "dialog.yml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "coach.db").write_text("Dear database, " * 1000, encoding="utf-8")

    code, output = await diagnosis()

    assert (code, without_particulars(output, tmp_path)) == (
        1,
        without_particulars(BROKEN),
    )
    assert wrong.partition(":")[2] not in output


async def test_a_restore_is_rehearsed_as_in_the_manual(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await SqliteStore.open(tmp_path / "coach.db").close()
    folder = backup_folder(str(tmp_path / "coach.db"), None)
    assert folder is not None
    made = folder.add(1_795_841_919.0)
    monkeypatch.chdir(made.parent)
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / "drill" / "coach.db"))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN")

    put_back = await asyncio.to_thread(CliRunner().invoke, restore, (made.name,))
    code, output = await diagnosis()

    assert f"$ decision-coach restore {made.name}\n{put_back.output}$ decision-coach doctor" in MANUAL
    assert (code, without_particulars(output, tmp_path)) == (0, without_particulars(DRILL))


async def test_settings_that_cannot_be_read_are_all_that_is_told(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETENTION_DAYS", "soon")

    code, output = await diagnosis()

    assert (code, len(output.splitlines())) == (1, 1)
    assert output.startswith("FAIL     settings   RETENTION_DAYS is not a number of days")
    assert telegram.token not in output


@pytest.mark.parametrize(
    ("settings", "verdict", "said"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "WARNING", "token      there is none, so the playground opens"),
        ({"TELEGRAM_API_BASE": "http://127.0.0.1:1"}, "FAIL", "telegram   cannot be reached (no connection"),
    ],
)
async def test_a_telegram_that_cannot_be_asked_is_told(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], verdict: str, said: str
) -> None:
    for name, text in settings.items():
        monkeypatch.setenv(name, text)

    code, output = await diagnosis()

    assert f"{verdict:<8} {said}" in output
    assert code == (verdict == "FAIL")


def verdicts(checkups: list[Checkup]) -> list[tuple[str, str, str]]:
    return [(each.mark.value, each.subject, each.said.partition(";")[0]) for each in checkups]


def test_what_getme_says_is_judged() -> None:
    me = {"username": "x_bot", "can_join_groups": False, "can_read_all_group_messages": True}

    assert verdicts(list(judge_bot(me))) == [
        ("OK", "token", "of @x_bot"),
        ("WARNING", "groups", "the bot may join none"),
        ("WARNING", "groups", "the bot reads all that is written in them, and needs not"),
    ]


@pytest.mark.parametrize(
    ("info", "wanted", "told"),
    [
        ({"url": ""}, "", [("OK", "are polled for")]),
        ({"url": "https://a/b"}, "https://a/b", [("OK", "go to WEBHOOK_URL")]),
        ({"url": "https://c/d"}, "https://a/b", [("WARNING", "go to another address")]),
        ({"url": ""}, "https://a/b", [("WARNING", "go to nobody's address")]),
        ({"url": "https://c/d"}, "", [("WARNING", "go to a webhook, and WEBHOOK_URL is not set")]),
        (
            {"url": "", "pending_update_count": 101},
            "",
            [("OK", "are polled for"), ("WARNING", "101 wait")],
        ),
        (
            {"url": "", "last_error_date": NOW - 60, "last_error_message": "Connection refused"},
            "",
            [("OK", "are polled for"), ("WARNING", "one could not be brought lately (Connection refused)")],
        ),
        ({"url": "", "last_error_date": NOW - 7200}, "", [("OK", "are polled for")]),
    ],
)
def test_where_updates_go_is_judged_by_the_settings(
    info: dict[str, object], wanted: str, told: list[tuple[str, str]]
) -> None:
    found = verdicts(list(judge_webhook(info, wanted, NOW)))

    assert found == [(verdict, "updates", said) for verdict, said in told]


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        (None, []),
        (NOW - 4, [("OK", "clock", "agrees with Telegram's")]),
        (NOW - 30, [("WARNING", "clock", "is 30 s ahead of Telegram's")]),
        (NOW + 7200, [("FAIL", "clock", "is 7200 s behind Telegram's")]),
    ],
)
def test_the_clock_is_judged_by_telegram_s(theirs: float | None, told: list[tuple[str, str, str]]) -> None:
    assert verdicts(list(judge_clock(theirs, NOW))) == told


@pytest.mark.parametrize(
    ("backup_dir", "made", "verdict", "said"),
    [
        ("off", None, Mark.WARNING, "none are made by the bot"),
        ("", None, Mark.WARNING, "none is in "),
        ("", NOW - 3600, Mark.OK, "is 1.0 hours old"),
        ("", NOW + 1800, Mark.OK, "is 0.0 hours old"),
        ("", NOW + 2 * 3600, Mark.WARNING, "is of a time to come"),
        ("", NOW - 27 * 3600, Mark.WARNING, "is 27.0 hours old; see what the bot's log says"),
    ],
)
def test_the_age_of_the_newest_backup_is_judged(
    tmp_path: Path, backup_dir: str, made: float | None, verdict: Mark, said: str
) -> None:
    environment = {"DATABASE_URL": str(tmp_path / "coach.db"), "BACKUP_DIR": backup_dir}
    if made is not None:
        (tmp_path / "coach.db.backups").mkdir()
        (tmp_path / "coach.db.backups" / backup_name(made, "db")).touch()

    (found,) = check_backups(read_settings(environment, tmp_path / "none"), NOW)

    assert (found.mark, said in found.said) == (verdict, True)


@pytest.mark.parametrize(
    "settings", [{}, {"HEALTH_LISTEN": "127.0.0.1:1", "DATABASE_URL": "postgresql://x/y"}]
)
def test_packages_are_in_order_where_these_tests_run(tmp_path: Path, settings: dict[str, str]) -> None:
    found = list(check_packages(read_settings(settings, tmp_path / "none")))

    assert [(each.mark, each.subject) for each in found] == [(Mark.OK, "packages")]


@pytest.mark.parametrize("place", ["a file", "a file/in it", "a link to itself", "x" * 300])
def test_a_place_where_no_backup_can_be_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "a link to itself").symlink_to(tmp_path / "a link to itself")
    settings = read_settings({"DATABASE_URL": str(tmp_path / "coach.db")}, tmp_path / "none")

    (found,) = check_backups(settings.model_copy(update={"backup_dir": str(tmp_path / place)}), NOW)

    assert found.mark is Mark.FAIL
    assert f"{place} cannot be used for backups (" in found.said


@pytest.mark.parametrize("name", ["a file/coach.db", "a link to itself", "x" * 300, "."])
async def test_whatever_the_database_is_everything_else_is_looked_at(
    telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "a file").touch()
    (tmp_path / "a link to itself").symlink_to(tmp_path / "a link to itself")
    monkeypatch.setenv("DATABASE_URL", str(tmp_path / name))

    code, output = await diagnosis()

    assert code == 1
    assert re.search("^FAIL     database ", output, re.MULTILINE)
    assert output.endswith("OK       clock      agrees with Telegram's\n")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (PermissionError(13, "Permission denied", "/b"), "cannot be looked at: Permission denied (/b)"),
        (TimeoutError(), "cannot be looked at: TimeoutError"),
    ],
)
def test_what_cannot_be_looked_at_says_what_is_known_of_why(problem: OSError, said: str) -> None:
    def look() -> Iterator[Checkup]:
        yield Checkup(Mark.OK, "first", "is well")
        raise problem

    assert list(look_with_care("second", look))[1:] == [Checkup(Mark.FAIL, "second", said)]


def test_a_bug_spoils_no_other_look_and_shows_nothing() -> None:
    def look() -> Iterator[Checkup]:
        yield Checkup(Mark.OK, "first", "is well")
        raise ValueError("what Ann said")

    first, second = look_with_care("second", look)

    assert (first.said, second.mark) == ("is well", Mark.FAIL)
    assert "cannot be looked at, because of a bug: ValueError in " in second.said
    assert "Ann" not in second.said


def test_a_package_that_the_settings_need_is_told_and_one_that_the_bot_runs_without(
    tmp_path: Path,
) -> None:
    def version_of(name: str) -> str:
        if name in ("sentry-sdk", "prometheus_client"):
            raise PackageNotFoundError(name)
        return version(name)

    settings = {"HEALTH_LISTEN": "127.0.0.1:1", "SENTRY_DSN": "https://key@sentry.example.org/1"}
    wanted = [Requirement(each) for each in ("PyYAML>=6", 'sentry-sdk>=2; extra == "sentry"', METRICS)]
    found = list(judge_packages(read_settings(settings, tmp_path / "none"), wanted, version_of))

    assert [(each.mark, each.said.partition(" ")[0]) for each in found] == [
        (Mark.FAIL, "sentry-sdk"),
        (Mark.WARNING, "prometheus_client"),
    ]
    assert "key" not in str(found)


async def test_an_empty_file_is_a_database_to_be(telegram: FakeTelegram, tmp_path: Path) -> None:
    (tmp_path / "coach.db").touch()

    code, output = await diagnosis()

    assert code == 0
    assert f"OK       database   {tmp_path}/coach.db is made at the first start" in output
