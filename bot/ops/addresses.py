"""Addresses: where the bot can be reached, where it keeps its sessions, and the secrets among them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

# --- secrets ----------------------------------------------------------------------------


class Secret:
    """A text that logs, tracebacks and errors cannot show by accident."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself; only for the one place that sends it."""
        return self._text

    def __repr__(self) -> str:
        return "'***'"

    def __str__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash((Secret, self._text))


# --- where the bot can be reached -------------------------------------------------------

# Bot API, setWebhook: the ports that are supported, and the characters of a secret token.
WEBHOOK_PORTS: Final = (80, 88, 443, 8443)
WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{32,256}")
CLOUD: Final = "https://api.telegram.org"
"""The Bot API server that takes webhooks over HTTPS only; one of your own takes others too."""

LISTEN: Final = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(?P<port>[0-9]{1,5})")
HIGHEST_PORT: Final = 65_535

HEALTH, READY, METRICS = "/health", "/ready", "/metrics"
"""The paths of the health checks, and of what is measured."""


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """An address of this machine. host: a name, or a number without brackets."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """How updates come in. url: where Telegram sends them. secret: comes with each of them."""

    url: str
    listen: ListenAddress
    secret: Secret

    @property
    def path(self) -> str:
        """The path at which updates arrive, as a server reads it."""
        return unquote(urlsplit(self.url).path) or "/"


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """Where big screens are. base: their public address, without a trailing slash; listen: here."""

    base: str
    listen: ListenAddress


def check_listen_address(text: str) -> ListenAddress:
    """Return the address that a setting names.

    Raises:
        ValueError: it is none.
    """
    found = LISTEN.fullmatch(text)
    if found is None or not 1 <= int(found["port"]) <= HIGHEST_PORT:
        raise ValueError("is not an address to listen on; write a host and a port, such as 127.0.0.1:8080")
    return ListenAddress(found["host"].strip("[]"), int(found["port"]))


def check_webhook_url(text: str) -> str:
    """Return the address that a setting names.

    Raises:
        ValueError: it cannot be the address of a webhook.
    """
    parts = _split(text)
    if parts is None or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(
            "is not the public address of this bot; write it as https://coach.example.org/some/path, "
            "without a user, `?` and `#`"
        )
    if (path := unquote(parts.path)) in (HEALTH, READY, METRICS):
        raise ValueError(f"uses {path}, which is a path of the bot's own; choose another path")
    return text


def check_public_url(text: str) -> str:
    """Return the public address of this bot, without a trailing slash.

    Raises:
        ValueError: it is none, or what is read there could be read on the way.
    """
    parts = _split(text)
    host = "" if parts is None else parts.hostname or ""
    is_here = host in ("localhost", "127.0.0.1")
    is_named = is_here or "." in host  # Telegram makes no link of another one
    if parts is None or not is_named or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(
            "is not the public address of this bot; write it as https://coach.example.org, "
            "without a user, `?` and `#`"
        )
    if parts.scheme != "https" and not is_here:
        raise ValueError("must begin with https://: whoever can read the line could see a group's totals")
    return text.rstrip("/")


def check_webhook_secret(text: str) -> Secret:
    """Return the secret that a setting holds.

    Raises:
        ValueError: it is too short, or has characters that Telegram does not send.
    """
    if not WEBHOOK_SECRET.fullmatch(text):
        raise ValueError(
            "is not a secret of 32 to 256 letters, digits, `-` and `_`; make one with "
            '`python -c "import secrets; print(secrets.token_urlsafe(32))"`'
        )
    return Secret(text)


def webhook_problems(url: str, api_base: str, *, has_secret: bool) -> list[str]:
    """Return what is wrong with a webhook's settings taken together, in sentences."""
    problems = []
    parts = _split(url)
    is_reachable = parts is None or (parts.scheme == "https" and (parts.port or 443) in WEBHOOK_PORTS)
    if api_base == CLOUD and not is_reachable:
        ports = ", ".join(map(str, WEBHOOK_PORTS[:-1]))
        problems.append(
            f"WEBHOOK_URL must begin with https:// and use port {ports} or {WEBHOOK_PORTS[-1]}: "
            "Telegram sends updates to no other address."
        )
    if not has_secret:
        problems.append(
            "WEBHOOK_SECRET is missing: without it anybody could send updates to WEBHOOK_URL. Make one with "
            '`python -c "import secrets; print(secrets.token_urlsafe(32))"`.'
        )
    return problems


def screen_problems(texts: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the settings of big screens taken together, in sentences."""
    listen, url = texts.get("SCREEN_LISTEN"), texts.get("PUBLIC_URL")
    if listen and not url:
        return ["PUBLIC_URL is missing: SCREEN_LISTEN needs the address at which people open its pages."]
    if url and not listen:
        return ["SCREEN_LISTEN is missing: nothing answers at PUBLIC_URL without it."]
    others = ("WEBHOOK_LISTEN", "HEALTH_LISTEN")
    return [
        f"SCREEN_LISTEN is the address of {other}; choose another port."
        for other in others
        if listen and listen == texts.get(other)
    ]


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address of the web; None if it is none."""
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if is_whole and address.isascii() and " " not in address else None


# --- of databases -----------------------------------------------------------------------
# What is wrong with one is told without repeating it: it may hold a password.

MEMORY: Final = "memory:"
SQLITE: Final = "sqlite:///"
POSTGRES: Final = ("postgresql://", "postgres://")
KIND: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?=:)")
"""The scheme of an address; a single letter is a Windows drive."""
NO_PATH: Final = re.compile(r"['\"]|//[^/]*@|.*://|.*\b(password|host|hostaddr|dbname|user)\s*=")
"""What begins so was meant to be a server's address; as the name of a file it would stand in the log."""
HOST: Final = re.compile(r"(\[[^\]]*\]|[^\[\]:]*)(:[0-9]*)?")
BAD_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def is_of_server(address: str) -> bool:
    """Whether a database address is one of PostgreSQL, as its own programs read it."""
    return address.startswith(POSTGRES)


def check_database_address(address: str) -> str:
    """Return the address if it can be one of a database.

    Raises:
        ValueError: it cannot; says why, without the address.
    """
    if is_of_server(address):
        _check_server(address.partition("://")[2])
    else:
        database_file(address)
    return address


def database_file(address: str) -> Path | None:
    """Return the file that a database address names; None for a database in memory.

    Raises:
        ValueError: it is not one; says why, without the address.
    """
    if address == MEMORY:
        return None
    path = address.removeprefix(SQLITE)
    kind = KIND.match(path)
    if not path or NO_PATH.match(path) or (kind and path == address) or address in ("memory", "sqlite"):
        named = f" (it begins with {kind[0]}:)" if kind else ""
        raise ValueError(
            f"is not the address of a database{named}; write {SQLITE}folder/coach.db, the path of a file, "
            f"postgresql://user@host/name, or {MEMORY} to keep nothing"
        )
    return expand_home(path)


def expand_home(path: str) -> Path:
    """Return a path with `~` replaced.

    Raises:
        ValueError: it is the home of nobody.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise ValueError("begins with the home folder of an unknown user; write the whole path") from None


def _check_server(where: str) -> None:
    """Refuse what the driver would take apart elsewhere than meant: its errors name the host it found."""
    authority, _, rest = where.partition("/")
    hosts = authority.rpartition("@")[2].partition("?")[0].split(",")
    is_split_well = authority.count("@") <= 1 and "@" not in rest.partition("?")[0]
    if not is_split_well or BAD_ESCAPE.search(where) or not all(map(HOST.fullmatch, hosts)):
        raise ValueError(
            "is not an address of PostgreSQL; write postgresql://user:password@host:5432/name, "
            "and in the password %40 for @, %2F for / and %25 for %"
        )
