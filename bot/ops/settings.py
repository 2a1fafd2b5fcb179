"""The environment, and `.env` in the current folder, as checked settings: every problem at once.

Knows names, defaults and ranges; opens nothing. The environment wins over `.env`.
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

TOKEN: Final = re.compile(r"[0-9]{6,20}:[A-Za-z0-9_-]{30,64}")
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
LONGEST_RETENTION: Final = 3650
OUR_WORDS: Final = ("TELEGRAM_", "DIALOG", "RETENTION_")
"""How a misspelt name of ours begins in the environment; other names are other programs'."""
MEMORY: Final = "memory:"
SQLITE: Final = "sqlite:///"
KIND: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?=:)")
"""How an address begins; a single letter is a drive of Windows."""

Checked = TypeVar("Checked")


class SettingsError(Exception):
    """Settings are wrong; str() is one sentence a line, all of them, without any secret."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems)


class Secret:
    """A text that no log, traceback or error shows by accident."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself; for the one place that sends it."""
        return self._text

    def __repr__(self) -> str:
        return "'***'"

    def __str__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))


# --- what each may be -------------------------------------------------------------------


def _token(text: str) -> Secret:
    if not TOKEN.fullmatch(text):
        raise ValueError(
            "is not a bot token: digits, a colon and about 35 letters, as in 123456789:AAF...; "
            "copy it once more from @BotFather"
        )
    return Secret(text)


def _address(text: str) -> str:
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


def database_file(address: str) -> Path | None:
    """The file that an address of a database names; None for one in memory.

    Raises:
        ValueError: it is none; why, without the address itself, which may hold a password.
    """
    if address == MEMORY:
        return None
    path = address.removeprefix(SQLITE)
    kind = KIND.match(path)
    if not path or (kind and path == address) or address in ("memory", "sqlite"):
        named = f" (it begins with {kind[0]}:)" if kind else ""
        raise ValueError(
            f"is not the address of a database{named}; write {SQLITE}folder/coach.db, the path of a file, "
            f"or {MEMORY} to keep nothing"
        )
    return _at_home(path)


def _database(address: str) -> str:
    database_file(address)
    return address


def _at_home(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise ValueError("begins with the home folder of nobody here; write the whole path") from None


def _folder(text: str) -> Path:
    folder = _at_home(text)
    if not os.path.isdir(folder):  # Path.is_dir raises where the name is too long
        raise ValueError(
            f"names no folder: {folder}; make it, or leave it out to use the dialogs shipped here"
        )
    return folder


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= LONGEST_RETENTION:
        raise ValueError(
            f"is no number of days; write a whole number from 1 to {LONGEST_RETENTION}, such as 180"
        )
    return int(text)


def _level(text: str) -> str:
    if text.upper() not in LEVELS:
        raise ValueError(f"is none of {', '.join(LEVELS)}; write one of these")
    return text.upper()


def _read(check: Callable[[str], Checked]) -> BeforeValidator:
    """A check of the text in the environment; a default is no text and passes."""

    def checked(value: Any) -> Any:
        return check(value) if isinstance(value, str) else value

    return BeforeValidator(checked)


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where this user's programs keep data (XDG base directory specification)."""
    named = Path(environment.get("XDG_DATA_HOME", ""))
    # The specification: a relative path in XDG_DATA_HOME is to be ignored.
    base = named if named.is_absolute() else Path.home() / ".local" / "share"
    return base / "decision-coach"


def shipped_dialogs() -> Path:
    """The dialogs that come with the program: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "dialogs"
    return inside if inside.is_dir() else package.parent / "dialogs"


class Settings(BaseModel):
    """Everything an operator can set; the field's alias is the variable's name.

    telegram_bot_token: None for no Telegram.
    telegram_api_base: without a slash at its end.
    database_url: an address for `open_store`.
    retention_days: days after which a session nobody uses is deleted.
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", arbitrary_types_allowed=True, hide_input_in_errors=True
    )

    telegram_bot_token: Annotated[Secret | None, _read(_token)] = Field(None, alias="TELEGRAM_BOT_TOKEN")
    telegram_api_base: Annotated[str, _read(_address)] = Field(
        "https://api.telegram.org", alias="TELEGRAM_API_BASE"
    )
    database_url: Annotated[str, _read(_database)] = Field(alias="DATABASE_URL")
    dialogs_dir: Annotated[Path, _read(_folder)] = Field(default_factory=shipped_dialogs, alias="DIALOGS_DIR")
    retention_days: Annotated[int, _read(_days)] = Field(180, alias="RETENTION_DAYS")
    log_level: Annotated[str, _read(_level)] = Field("INFO", alias="LOG_LEVEL")


NAMES: Final = tuple(str(field.alias) for field in Settings.model_fields.values())


# --- reading them -----------------------------------------------------------------------


def read_settings(environment: Mapping[str, str] = os.environ, file: Path = Path(".env")) -> Settings:
    """The settings of this process. A variable that is empty counts as left out.

    Raises:
        SettingsError: a value is wrong, or a name is not one of ours.
    """
    written, unreadable = _written(file)
    problems = [*unreadable, *_misspelt(written, environment, file)]
    texts = {name: text for name, text in {**written, **environment}.items() if name in NAMES}
    texts = {name: text.strip() for name, text in texts.items() if text.strip()}
    texts.setdefault("DATABASE_URL", str(data_folder(environment) / "coach.db"))
    try:
        settings = Settings.model_validate(texts)
    except ValidationError as wrong:
        problems += [
            f"{each['loc'][0]} {each['msg'].removeprefix('Value error, ')}." for each in wrong.errors()
        ]
    if problems:
        raise SettingsError(tuple(problems))
    return settings


def _written(file: Path) -> tuple[dict[str, str], list[str]]:
    """What `.env` sets, and what is wrong with the file itself."""
    if not file.is_file():
        return {}, []
    try:
        found = dotenv_values(file, interpolate=False, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}, [f"{file} cannot be read; check who owns it, and that it is a text file in UTF-8."]
    bare = [
        f"{file}: {name} has no value; write {name}=... or remove the line."
        for name, text in found.items()
        if text is None
    ]
    return {name: text or "" for name, text in found.items()}, bare


def _misspelt(written: Iterable[str], environment: Iterable[str], file: Path) -> list[str]:
    """Names that are none of ours; in the environment only those that look like one."""
    problems = [f"{file}: {name} is not a setting; {_hint(name)}" for name in written if name not in NAMES]
    problems += [
        f"{name} is not a setting; {_hint(name)}"
        for name in environment
        if name not in NAMES and name.startswith(OUR_WORDS) and get_close_matches(name, NAMES, 1, 0.9)
    ]
    return problems


def _hint(name: str) -> str:
    close = get_close_matches(name.upper(), NAMES, 1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(NAMES)}."
