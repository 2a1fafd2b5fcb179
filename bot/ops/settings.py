"""Read settings from the environment and from `.env` in the current folder, and report every problem at once.

Names, defaults and ranges live here; nothing is opened. The environment overrides `.env`.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.ops.addresses import (
    CLOUD,
    ListenAddress,
    ScreenSettings,
    Secret,
    WebhookSettings,
    check_database_address,
    check_listen_address,
    check_public_url,
    check_webhook_secret,
    check_webhook_url,
    expand_home,
    screen_problems,
    webhook_problems,
)
from bot.ops.logs import JSON, TEXT

TOKEN: Final = re.compile(r"[0-9]{6,20}:[A-Za-z0-9_-]{30,64}")
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS: Final = (TEXT, JSON)
SENTRY_DSN: Final = re.compile(r"https?://[A-Za-z0-9]+@[A-Za-z0-9.:-]+(/[A-Za-z0-9._-]+)*/[0-9]+")
LONGEST_RETENTION: Final = 3650
HIGHEST_RATE: Final = 1000
OFF: Final = "off"
"""What turns off what is on by default."""
OUR_WORDS: Final = ("BACKUP_", "TELEGRAM_", "DIALOG", "RETENTION_", "WEBHOOK_", "HEALTH_", "SCREEN_")
"""Prefixes by which a misspelt setting in the environment is recognised; other names are other programs'."""

Checked = TypeVar("Checked")


class SettingsError(Exception):
    """Some settings are wrong; str() has all problems, one sentence per line, without secrets."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems)


# --- checks of single values ------------------------------------------------------------

LONGEST_SAFETY_LINE: Final = 120


def _check_token(text: str) -> Secret:
    if not TOKEN.fullmatch(text):
        raise ValueError(
            "is not a bot token: digits, a colon and about 35 letters, as in 123456789:AAF...; "
            "copy it again from @BotFather"
        )
    return Secret(text)


def _check_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(
            "is not the address of a Bot API server; write it as https://api.telegram.org, "
            "or leave it out to use that one"
        )
    return text.rstrip("/")


def _check_folder(text: str) -> Path:
    folder = expand_home(text)
    if not os.path.isdir(folder):  # Path.is_dir raises where the name is too long
        raise ValueError(
            f"is not a folder: {folder}; create it, or leave the setting out to use the shipped dialogs"
        )
    return folder


def _check_days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= LONGEST_RETENTION:
        raise ValueError(
            f"is not a number of days; write a whole number from 1 to {LONGEST_RETENTION}, such as 180"
        )
    return int(text)


def _check_rate(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= HIGHEST_RATE:
        raise ValueError(f"is not a number of calls; write a whole number from 1 to {HIGHEST_RATE}")
    return int(text)


def _check_level(text: str) -> str:
    if text.upper() not in LEVELS:
        raise ValueError(f"is not a log level; write one of {', '.join(LEVELS)}")
    return text.upper()


def _check_format(text: str) -> str:
    if text.lower() not in FORMATS:
        raise ValueError(f"is no form of the log; write one of {', '.join(FORMATS)}")
    return text.lower()


def _check_dsn(text: str) -> Secret:
    if not SENTRY_DSN.fullmatch(text):
        raise ValueError("is not a DSN of Sentry; copy it again, as https://key@sentry.example.org/1")
    return Secret(text)


def _validate(check: Callable[[str], Checked]) -> BeforeValidator:
    """Return a validator that checks texts; defaults are not texts, and pass."""

    def checked(value: Any) -> Any:
        return check(value) if isinstance(value, str) else value

    return BeforeValidator(checked)


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder for this user's data (XDG base directory specification)."""
    named = Path(environment.get("XDG_DATA_HOME", ""))
    # The specification says to ignore a relative path in XDG_DATA_HOME.
    base = named if named.is_absolute() else Path.home() / ".local" / "share"
    return base / "decision-coach"


def shipped_dialogs() -> Path:
    """Return the folder of the shipped dialogs: beside the package in a checkout, else inside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "dialogs"
    return inside if inside.is_dir() else package.parent / "dialogs"


def _check_line(text: str) -> str:
    if len(text) > LONGEST_SAFETY_LINE:
        raise ValueError(f"has {len(text)} characters; at most {LONGEST_SAFETY_LINE} fit into the message")
    return text


def _check_backup_dir(text: str) -> str:
    if text.lower() == OFF:
        return OFF
    folder = expand_home(text)
    if os.path.exists(folder) and not os.path.isdir(folder):  # those of Path raise where a name is too long
        raise ValueError(f"is not a folder: {folder}; name another one, or write {OFF} for no backups")
    return str(folder)


class Settings(BaseModel):
    """Everything an operator can set; the field's alias is the variable's name.

    telegram_bot_token: None to run without Telegram.
    telegram_api_base: without a trailing slash.
    database_url: an address for `open_store`.
    retention_days: days after which an unused session is deleted.
    safety_line: who helps people in danger where the bot is used; "" for nobody in particular.
    backup_dir: where the backups of every hour go; "" for the folder beside an SQLite file, OFF for nowhere.
    calls_per_second: messages that are sent or changed, in all chats together.
    webhook_url: "" for long polling; the other two say how updates that are sent there come in.
    sentry_dsn: of the server that gets reports of bugs; None for none.
    health_listen: where health checks are answered besides; None for nowhere.
    screen_listen, public_url: where big screens are served, and where people open them; None and "" for none.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    telegram_bot_token: Annotated[Secret | None, _validate(_check_token)] = Field(
        None, alias="TELEGRAM_BOT_TOKEN"
    )
    telegram_api_base: Annotated[str, _validate(_check_address)] = Field(CLOUD, alias="TELEGRAM_API_BASE")
    database_url: Annotated[str, _validate(check_database_address)] = Field(alias="DATABASE_URL", repr=False)
    dialogs_dir: Annotated[Path, _validate(_check_folder)] = Field(
        default_factory=shipped_dialogs, alias="DIALOGS_DIR"
    )
    retention_days: Annotated[int, _validate(_check_days)] = Field(180, alias="RETENTION_DAYS")
    backup_dir: Annotated[str, _validate(_check_backup_dir)] = Field("", alias="BACKUP_DIR")
    safety_line: Annotated[str, _validate(_check_line)] = Field("", alias="SAFETY_LINE")
    calls_per_second: Annotated[int, _validate(_check_rate)] = Field(30, alias="CALLS_PER_SECOND")
    webhook_url: Annotated[str, _validate(check_webhook_url)] = Field("", alias="WEBHOOK_URL")
    webhook_listen: Annotated[ListenAddress, _validate(check_listen_address)] = Field(
        ListenAddress("127.0.0.1", 8080), alias="WEBHOOK_LISTEN"
    )
    webhook_secret: Annotated[Secret | None, _validate(check_webhook_secret)] = Field(
        None, alias="WEBHOOK_SECRET"
    )
    health_listen: Annotated[ListenAddress | None, _validate(check_listen_address)] = Field(
        None, alias="HEALTH_LISTEN"
    )
    screen_listen: Annotated[ListenAddress | None, _validate(check_listen_address)] = Field(
        None, alias="SCREEN_LISTEN"
    )
    public_url: Annotated[str, _validate(check_public_url)] = Field("", alias="PUBLIC_URL")
    log_level: Annotated[str, _validate(_check_level)] = Field("INFO", alias="LOG_LEVEL")
    log_format: Annotated[str, _validate(_check_format)] = Field(TEXT, alias="LOG_FORMAT")
    sentry_dsn: Annotated[Secret | None, _validate(_check_dsn)] = Field(None, alias="SENTRY_DSN")

    @property
    def webhook(self) -> WebhookSettings | None:
        """How updates come in by webhook; None for long polling."""
        if not self.webhook_url or self.webhook_secret is None:
            return None
        return WebhookSettings(self.webhook_url, self.webhook_listen, self.webhook_secret)

    @property
    def screen(self) -> ScreenSettings | None:
        """Where big screens are; None where there are none."""
        if self.screen_listen is None or not self.public_url:
            return None
        return ScreenSettings(self.public_url, self.screen_listen)


NAMES: Final = tuple(str(field.alias) for field in Settings.model_fields.values())


# --- reading them -----------------------------------------------------------------------


def read_settings(environment: Mapping[str, str] = os.environ, file: Path = Path(".env")) -> Settings:
    """Return the settings of this process. An empty variable counts as not set.

    Raises:
        SettingsError: a value is wrong, or a name is unknown.
    """
    written, unreadable = _read_file(file)
    problems = [*unreadable, *_unknown_names(written, environment, file)]
    texts = {name: text for name, text in {**written, **environment}.items() if name in NAMES}
    texts = {name: text.strip() for name, text in texts.items() if text.strip()}
    texts.setdefault("DATABASE_URL", str(data_folder(environment) / "coach.db"))
    try:
        settings = Settings.model_validate(texts)
    except ValidationError as wrong:
        problems += [
            f"{each['loc'][0]} {each['msg'].removeprefix('Value error, ')}." for each in wrong.errors()
        ]
    if url := texts.get("WEBHOOK_URL"):
        api_base = texts.get("TELEGRAM_API_BASE", CLOUD).rstrip("/")
        problems += webhook_problems(url, api_base, has_secret="WEBHOOK_SECRET" in texts)
    problems += screen_problems(texts)
    if problems:
        raise SettingsError(tuple(problems))
    return settings


def _read_file(file: Path) -> tuple[dict[str, str], list[str]]:
    """Return what `.env` sets, and what is wrong with the file itself."""
    if not file.is_file():
        return {}, []
    try:
        found = dotenv_values(file, interpolate=False, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}, [f"{file} cannot be read; check its permissions, and that it is a text file in UTF-8."]
    bare = [
        f"{file}: {name} has no value; write {name}=... or remove the line."
        for name, text in found.items()
        if text is None
    ]
    return {name: text or "" for name, text in found.items()}, bare


def _unknown_names(written: Iterable[str], environment: Iterable[str], file: Path) -> list[str]:
    """Return the problems of unknown names; in the environment only of those that look like a setting."""
    problems = [f"{file}: {name} is not a setting; {_hint(name)}" for name in written if name not in NAMES]
    problems += [
        f"{name} is not a setting; {_hint(name)}"
        for name in environment
        if name not in NAMES and name.startswith(OUR_WORDS) and get_close_matches(name, NAMES, 1, 0.9)
    ]
    return problems


def _hint(name: str) -> str:
    close = get_close_matches(name.upper(), NAMES, 1)
    return f"did you mean {close[0]}?" if close else f"the settings are {', '.join(NAMES)}."
