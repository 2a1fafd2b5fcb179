"""Settings from the environment, or from a `.env` file in the current folder; all problems at once."""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.logs import TOKEN

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
OURS = ("TELEGRAM_", "DATABASE_", "DIALOGS_", "RETENTION_", "LOG_LEVEL")
"""How a variable of the environment begins that is meant for us; others are other programs'."""


class SettingsError(Exception):
    """problems: a sentence each: which variable, what is wrong with it, what to do."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def _is_token(secret: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(secret.get_secret_value()):
        raise ValueError(
            "is no bot token; copy the whole of it from @BotFather: digits, a colon, 35 characters"
        )
    return secret


def _is_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("is no address; write it like https://api.telegram.org")
    return text.rstrip("/")


def _is_level(text: str) -> str:
    if text.upper() not in LEVELS:
        raise ValueError(f"is none of {', '.join(LEVELS)}")
    return text.upper()


class Settings(BaseModel):
    """Everything an operator can set; each field's alias is its variable.

    token: None starts the terminal chat instead of Telegram. retention_days: days that a
    session is kept after it was last used.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: Annotated[SecretStr, AfterValidator(_is_token)] | None = Field(None, alias="TELEGRAM_BOT_TOKEN")
    api_base: Annotated[str, AfterValidator(_is_address)] = Field(
        "https://api.telegram.org", alias="TELEGRAM_API_BASE"
    )
    database_url: str = Field(default_factory=lambda: str(default_database()), alias="DATABASE_URL")
    dialogs_dir: Path = Field(default_factory=lambda: default_dialogs(), alias="DIALOGS_DIR")
    retention_days: int = Field(180, ge=1, le=3650, alias="RETENTION_DAYS")
    log_level: Annotated[str, AfterValidator(_is_level)] = Field("INFO", alias="LOG_LEVEL")


NAMES = tuple(field.alias or name for name, field in Settings.model_fields.items())


def read_settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The settings in force; the environment wins over `.env`, and an empty value is none.

    Raises:
        SettingsError: with every problem of both.
    """
    environment = os.environ if environment is None else environment
    written = {name: value or "" for name, value in dotenv_values((folder or Path.cwd()) / ".env").items()}
    problems = [_unknown(name, ".env") for name in written if name not in NAMES]
    problems += [
        _unknown(name, "the environment")
        for name in environment
        if name.startswith(OURS) and name not in NAMES and get_close_matches(name, NAMES, 1, 0.75)
    ]
    given = {
        name: value for name, value in {**written, **environment}.items() if name in NAMES and value.strip()
    }
    try:
        settings = Settings.model_validate(given)
    except ValidationError as wrong:
        raise SettingsError([*problems, *map(_sentence, wrong.errors(include_input=False))]) from None
    if problems:
        raise SettingsError(problems)
    return settings


def _unknown(name: str, where: str) -> str:
    close = get_close_matches(name, NAMES, 1)
    hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(NAMES)}"
    return f"{name} in {where} is not a setting: {hint}"


def _sentence(error: Mapping[str, object]) -> str:
    location = error["loc"]
    name = location[0] if isinstance(location, tuple) else location
    context = error.get("ctx")
    limits = context if isinstance(context, dict) else {}
    match error["type"]:
        case "value_error":
            what = str(limits.get("error"))
        case "int_parsing" | "int_from_float":
            what = "is not a whole number"
        case "greater_than_equal":
            what = f"is too small: {limits['ge']} or more"
        case "less_than_equal":
            what = f"is too large: {limits['le']} or less"
        case _:
            what = str(error["msg"])
    return f"{name} {what}"


def default_database() -> Path:
    """The SQLite file of this user (XDG Base Directory Specification)."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "decision-coach" / "decision-coach.db"


def default_dialogs() -> Path:
    """The dialogs beside the code in a checkout, or those installed with it."""
    beside = Path(__file__).parent.parent / "dialogs"
    if beside.is_dir():
        return beside
    installed = find_spec("decision_coach_dialogs")
    folders = installed.submodule_search_locations if installed else None
    return Path(next(iter(folders))) if folders else beside
