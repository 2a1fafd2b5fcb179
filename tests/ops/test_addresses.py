from pathlib import Path

import pytest

from bot.ops.addresses import (
    ListenAddress,
    ScreenSettings,
    Secret,
    WebhookSettings,
    check_database_address,
    check_listen_address,
    database_file,
)
from bot.ops.settings import Settings, read_settings
from tests.ops.test_settings import NO_FILE, problems

URL = "https://coach.example.org/hook"
SECRET = "s" * 32


def read(environment: dict[str, str]) -> Settings:
    return read_settings(environment, NO_FILE)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8080", ListenAddress("127.0.0.1", 8080)),
        ("localhost:1", ListenAddress("localhost", 1)),
        ("[::1]:65535", ListenAddress("::1", 65535)),
        ("0.0.0.0:443", ListenAddress("0.0.0.0", 443)),  # noqa: S104  # what an operator may write
    ],
)
def test_an_address_is_a_host_and_a_port(text: str, address: ListenAddress) -> None:
    assert (check_listen_address(text), str(address)) == (address, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((name, text) for name in ("WEBHOOK_LISTEN", "HEALTH_LISTEN") for text in ("8080", ":8080", "a:b")),
        ("HEALTH_LISTEN", "127.0.0.1:0"),
        ("HEALTH_LISTEN", "127.0.0.1:65536"),
        ("HEALTH_LISTEN", "127.0.0.1:٣"),
        ("HEALTH_LISTEN", "::1:80"),
        ("HEALTH_LISTEN", "http://127.0.0.1:80"),
        ("WEBHOOK_SECRET", "s" * 31),
        ("WEBHOOK_SECRET", "s" * 257),
        ("WEBHOOK_SECRET", "s" * 32 + "!"),
        ("WEBHOOK_SECRET", "é" * 32),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_never_repeated(name: str, text: str) -> None:
    (told,) = problems({name: text})

    assert told.startswith(f"{name} is not ")
    assert "sss" not in told


@pytest.mark.parametrize(
    "url",
    [
        "coach.example.org",
        "ftp://coach.example.org/hook",
        "https://",
        "https://host:port/",
        "https://user:hunter2@coach.example.org/hook",
        "https://coach.example.org/hook?key=1",
        "https://coach.example.org/hook#1",
        "https://coach.example.org/a b",
        "https://coach.example.org/health",
        "https://coach.example.org/ready",
        "https://coach.example.org/%72eady",
    ],
)
def test_what_cannot_be_the_address_of_a_webhook_is_refused(url: str) -> None:
    (told,) = problems({"WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET})

    assert told.startswith("WEBHOOK_URL ")
    assert "hunter2" not in told


@pytest.mark.parametrize("url", ["http://coach.example.org/hook", "https://coach.example.org:9000/hook"])
def test_telegram_itself_comes_to_few_ports_and_only_by_tls(url: str) -> None:
    own = {"WEBHOOK_URL": url, "WEBHOOK_SECRET": SECRET, "TELEGRAM_API_BASE": "http://127.0.0.1:8081"}

    assert read(own).webhook_url == url
    assert problems({**own, "TELEGRAM_API_BASE": "https://api.telegram.org/"}) == (
        "WEBHOOK_URL must begin with https:// and use port 80, 88, 443 or 8443: "
        "Telegram sends updates to no other address.",
    )


def test_all_that_is_wrong_with_a_webhook_is_told_at_once() -> None:
    told = problems({"WEBHOOK_URL": "http://x.org/health", "WEBHOOK_LISTEN": "x", "TELEGRAM_BOT_TOKEN": "1"})

    assert [each.split()[0] for each in told] == [
        "TELEGRAM_BOT_TOKEN",
        "WEBHOOK_URL",
        "WEBHOOK_LISTEN",
        "WEBHOOK_URL",
        "WEBHOOK_SECRET",
    ]


def test_a_webhook_needs_an_address_and_a_secret() -> None:
    given = {"WEBHOOK_URL": URL, "WEBHOOK_SECRET": SECRET, "WEBHOOK_LISTEN": "[::]:80"}

    webhook = read(given).webhook

    assert webhook == WebhookSettings(URL, ListenAddress("::", 80), Secret(SECRET))
    assert webhook.path == "/hook"
    assert SECRET not in repr(webhook)


def test_without_its_address_there_is_no_webhook() -> None:
    assert read({"WEBHOOK_SECRET": SECRET, "WEBHOOK_LISTEN": "127.0.0.1:80"}).webhook is None


def test_an_address_without_a_path_is_taken_at_the_root() -> None:
    webhook = read({"WEBHOOK_URL": "https://coach.example.org", "WEBHOOK_SECRET": SECRET}).webhook

    assert webhook is not None
    assert webhook.path == "/"


def test_a_path_is_compared_as_a_server_reads_it() -> None:
    url = "https://coach.example.org/my%20bot/%C3%A9t%C3%A9"

    assert WebhookSettings(url, ListenAddress("localhost", 8080), Secret(SECRET)).path == "/my bot/été"


@pytest.mark.parametrize(
    "url",
    [
        "coach.example.org",
        "http://coach.example.org",
        "https://intranet",
        "https://user:hunter2@coach.example.org",
        "https://coach.example.org/?key=1",
        "https://coach.example.org/#1",
    ],
)
def test_what_is_no_public_address_is_refused_and_never_repeated(url: str) -> None:
    (told,) = problems({"PUBLIC_URL": url, "SCREEN_LISTEN": "127.0.0.1:8082"})

    assert told.startswith("PUBLIC_URL ")
    assert "hunter2" not in told


@pytest.mark.parametrize("url", ["https://coach.example.org", "http://localhost:1", "http://127.0.0.1:8082"])
def test_big_screens_are_served_where_both_settings_say_so(url: str) -> None:
    settings = read({"PUBLIC_URL": f"{url}/", "SCREEN_LISTEN": "127.0.0.1:8082"})

    assert settings.screen == ScreenSettings(url, ListenAddress("127.0.0.1", 8082))
    assert read({}).screen is None


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (
            {"SCREEN_LISTEN": "127.0.0.1:8082"},
            "PUBLIC_URL is missing: SCREEN_LISTEN needs the address at which people open its pages.",
        ),
        (
            {"PUBLIC_URL": "https://coach.example.org"},
            "SCREEN_LISTEN is missing: nothing answers at PUBLIC_URL without it.",
        ),
        (
            {
                "PUBLIC_URL": "https://coach.example.org",
                "SCREEN_LISTEN": "127.0.0.1:8082",
                "HEALTH_LISTEN": "127.0.0.1:8082",
            },
            "SCREEN_LISTEN is the address of HEALTH_LISTEN; choose another port.",
        ),
    ],
    ids=["no-address", "nowhere", "shared"],
)
def test_settings_of_big_screens_go_together(environment: dict[str, str], told: str) -> None:
    assert problems(environment) == (told,)


# --- of databases -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("memory:", None),
        ("coach.db", Path("coach.db")),
        ("./a:b.db", Path("a:b.db")),
        ("sqlite:///coach.db", Path("coach.db")),
        ("sqlite:////srv/coach.db", Path("/srv/coach.db")),
        ("C:\\coach.db", Path("C:\\coach.db")),
    ],
)
def test_an_address_names_a_file_or_memory(address: str, file: Path | None) -> None:
    assert database_file(address) == file


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hunter2@host/coach",
        "postgres://host",
        "postgresql:///coach?host=/run/postgresql",
        "postgresql://me@/coach?host=/run/postgresql&user=a@b",
        "postgresql://me:hun%40ter%2F2@one:5432,[::1]:5433,three/coach?target_session_attrs=any",
        "postgresql://me:hunter2@%2Frun%2Fpostgresql/coach",
        "postgresql://host?connect_timeout=2",
    ],
)
def test_an_address_may_be_one_of_a_server(address: str) -> None:
    assert check_database_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hun@ter2@host/coach",
        "postgresql://me:hun/ter2@host/coach",
        "postgresql://me:hun/ter2@host:5432/coach",
        "postgresql://me:hun%ter2@host/coach",
        "postgresql://me:hunter2@host:port/coach",
        "postgresql://me:hunter2/coach",
        "postgresql://me:hunter2",
        "postgresql+psycopg://me:hunter2@host/coach",
        "postgresql:/me:hunter2@host/coach",
        "'postgresql://me:hunter2@host/coach'",
        '"postgresql://me:hunter2@host/coach"',
        " postgresql://me:hunter2@host/coach",
        "sqlite:///postgresql://me:hunter2@host/coach",
        "//me:hunter2@host/coach",
        "me:hunter2@host/coach",
        "host=here dbname=coach user=me password=hunter2",
        "dbname = coach password = hunter2",
    ],
)
def test_what_is_almost_one_of_a_server_is_no_file_and_its_password_is_not_told(address: str) -> None:
    with pytest.raises(ValueError, match=r"^is not (the|an) address of .*; write ") as caught:
        check_database_address(address)

    assert "ter2" not in str(caught.value)
