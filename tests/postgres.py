"""A private PostgreSQL server for the tests: Debian's programs, a folder of its own, a socket in it.

All processes of a test run share one, started by the first that needs it and stopped by the process that
leads the run (`tests/conftest.py`). Tests that stop and kill a server start another for themselves.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

FOLDER: Final = "COACH_TEST_POSTGRES"
"""The environment variable with the folder of the shared server."""
USER: Final = "coach"
OPTIONS: Final = (
    *("-c", "listen_addresses=", "-c", "max_connections=60"),
    *("-c", "shared_buffers=32MB", "-c", "jit=off", "-c", "log_min_messages=fatal"),
)


def programs() -> Path | None:
    """The folder of the newest server programs that are installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def require() -> Path:
    """The folder of the programs; skips the test where there are none, but in CI, which installs them."""
    found = programs()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed; `apt install postgresql` brings it")
    if os.environ.get("CI") is None:
        pytest.importorskip("psycopg")
    return found


def runs_as() -> str | None:
    """Who runs the server: PostgreSQL refuses root."""
    return "postgres" if os.geteuid() == 0 else None


class Server:
    """A server whose data, socket and log lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"
        self._programs = require()

    @classmethod
    def create(cls, folder: Path) -> "Server":
        """Make the files of a new server; it is not started yet."""
        server = cls(folder)
        if (user := runs_as()) is not None:
            shutil.chown(folder, user)
        server._run(
            ("initdb", "-D", str(server._data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        )
        return server

    def create_replica(self, folder: Path) -> "Server":
        """Make the files of a server that follows this one, read-only, once it is started."""
        replica = Server(folder)
        if (user := runs_as()) is not None:
            shutil.chown(folder, user)
        from_here = ("-h", str(self.folder), "-U", USER, "-c", "fast", "--write-recovery-conf")
        self._run(("pg_basebackup", "-D", str(replica._data), *from_here))
        return replica

    @property
    def pid(self) -> int:
        """Of the process that started all others of the server."""
        return int((self._data / "postmaster.pid").read_text().splitlines()[0])

    def url(self, database: str) -> str:
        """The address of a database there, which may be slow to answer: other tests keep the machine busy."""
        return f"postgresql://{USER}@/{database}?host={self.folder}&connect_timeout=30"

    def start(self, *more: str) -> None:
        """Start it, and wait until it takes connections. more: options."""
        options = " ".join((*OPTIONS, "-c", f"unix_socket_directories={self.folder}", *more))
        log = str(self.folder / "log")
        self._run(("pg_ctl", "-D", str(self._data), "-s", "-w", "-l", log, "-o", options, "start"))

    def stop(self, mode: str = "fast") -> None:
        """Stop it: `fast` ends its connections, `immediate` is what a crash leaves."""
        self._run(("pg_ctl", "-D", str(self._data), "-s", "-m", mode, "-w", "stop"))

    def run_sql(self, script: str, database: str = "postgres") -> str:
        """What `psql` prints."""
        address = self.url(database)
        return self._run(
            ("psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", script)
        )

    def create_database(self, name: str) -> str:
        """Make an empty database, and return its address."""
        self.run_sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def _run(self, command: Sequence[str]) -> str:
        program = str(self._programs / command[0])
        done = subprocess.run(
            (program, *command[1:]),
            user=runs_as(),
            cwd="/",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            capture_output=command[0] != "pg_ctl",  # the server would keep the pipes open
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, f"{command[0]}: {done.stderr}"
        return (done.stdout or "").strip()


def shared_server() -> Server:
    """The server of this test run, started if it was not yet."""
    folder = Path(os.environ[FOLDER])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "started").exists():
            return Server(folder)
        server = Server.create(folder)
        # Whatever is killed, the system keeps what was written; a sync is for when that stops.
        server.start("-c", "fsync=off")
        (folder / "started").touch()
        return server


KEEPER: Final = """
cat >/dev/null
[ ! -f "$0/data/postmaster.pid" ] || kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")"
rm -rf "$0"
"""
"""Waits for the end of who started it, however that comes, then stops the server and deletes its folder."""


@contextmanager
def kept_folder() -> Iterator[Path]:
    """The folder of the shared server, which is stopped with the run even if that is killed."""
    folder = Path(tempfile.mkdtemp(prefix="coach-pg-"))
    command = ("sh", "-c", KEEPER, str(folder))
    keeper = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield folder
    finally:
        keeper.communicate()


@contextmanager
def own_server() -> Iterator[Server]:
    """A server for one test, which may do with it what it likes."""
    with temporary_folder() as folder, _running(Server.create(folder)) as server:
        yield server


@contextmanager
def replica_of(server: Server) -> Iterator[Server]:
    """A server that follows another, and can only be read."""
    with temporary_folder() as folder, _running(server.create_replica(folder)) as replica:
        yield replica


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        if (server.folder / "data" / "postmaster.pid").exists():
            server.stop("immediate")


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that the server's user can reach, with its path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="coach-pg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
