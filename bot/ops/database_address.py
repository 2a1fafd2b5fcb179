"""Where sessions are kept: the address of a file, of a server, or of nothing that lasts.

What is wrong with one is told without repeating it: it may hold a password.
"""

import re
from pathlib import Path
from typing import Final

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
