"""A folder of backups: one more is made, checked and put there whole, then those that are too many go.

The newest ones stay, and one of each of the last days. Nothing here is quick; a bot calls it from a thread
of its own.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.stores.protocol import StoreError

RESERVE: Final = 64 * 1024 * 1024
"""Bytes that a backup leaves on the disk: the database itself may be on it."""
UNFINISHED: Final = "coach-*.part*"  # and the journal of one


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """Where backups of one database lie.

    suffix: of their names. make: writes a checked one to a new file. size: bytes that one may take.
    forget: deletes whoever must stay forgotten from some of them, and returns what is to be told about those
    where it could not; None where a backup cannot be changed.
    """

    folder: Path
    suffix: str
    make: Callable[[Path], None]
    size: Callable[[], int]
    forget: Callable[[Sequence[Path]], Sequence[str]] | None

    def newest_at(self) -> float | None:
        """Return when the newest was made, in seconds since 1970; None if there is none.

        Raises:
            StoreError: the folder cannot be read.
        """
        return max(
            (at for each in self._files() if (at := backup_moment(each.name)) is not None), default=None
        )

    def add(self, now: float) -> Path:
        """Make one, and then delete those that are too many; return the new one.

        Raises:
            StoreError: it cannot be made; those there are stay.
        """
        target = self.folder / backup_name(now, self.suffix)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for part in self.folder.glob(UNFINISHED):  # of a process that ended meanwhile
                part.unlink(missing_ok=True)
            self._must_have_room()
            self.make(target)
            for name in superfluous((each.name for each in self._files()), now):
                for end in ("", "-wal", "-shm"):  # SQLite's, where a process ended while it forgot people
                    (self.folder / f"{name}{end}").unlink(missing_ok=True)
        except OSError as problem:
            raise self._unusable(problem) from problem
        return target

    def obstacle(self) -> str:
        """Say why none can be put there, and what to do; "" for nothing. Makes and changes nothing."""
        try:
            place = next(each for each in (self.folder, *self.folder.parents) if os.path.lexists(each))
            mode = os.stat(place).st_mode
            if not stat.S_ISDIR(mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            self._files()
            if place == self.folder:
                self._must_have_room()
        except OSError as problem:
            return str(self._unusable(problem))
        except StoreError as problem:
            return str(problem)
        return ""

    def forget_people(self, now: float, forgotten_at: float | None) -> Sequence[str]:
        """Delete whoever must stay forgotten from those there are; return what is to be told about some.

        Those that cannot be changed are deleted whole, once they are old and somebody was forgotten since.
        now: the earlier of what several clocks say, for what is deleted does not come back.
        forgotten_at: when somebody was forgotten last; None for never.

        Raises:
            StoreError: the folder cannot be read.
        """
        files = sorted(self._files())
        if self.forget is not None:
            return self.forget(files)
        if forgotten_at is None:
            return []
        failures = []
        for name in outdated((each.name for each in files), now, forgotten_at):
            try:
                (self.folder / name).unlink(missing_ok=True)
            except OSError as problem:  # the next backup is made all the same
                failures.append(still_holds_people(self.folder / name, problem.strerror))
        return failures

    def _files(self) -> list[Path]:
        try:
            return [each for each in self.folder.iterdir() if backup_moment(each.name) is not None]
        except FileNotFoundError:
            return []
        except OSError as problem:
            raise self._unusable(problem) from problem

    def _unusable(self, problem: OSError) -> StoreError:
        return StoreError(
            f"{self.folder} cannot be used for backups ({problem.strerror});"
            " check who owns it, and BACKUP_DIR"
        )

    def _must_have_room(self) -> None:
        needed, free = self.size() + RESERVE, shutil.disk_usage(self.folder).free
        if free < needed:
            raise StoreError(
                f"{self.folder} has no room for a backup ({free >> 20} MiB left, {needed >> 20} needed);"
                " free some, or set BACKUP_DIR to a folder on another disk"
            )


# --- which are kept ---------------------------------------------------------------------
# Names are all that this looks at. A backup is named after the moment it was made at, in UTC:
# `coach-20261128T041500Z.db`.

HOURLY: Final = 24
"""How many of the newest are kept, one of each hour in which the bot ran."""
DAILY: Final = 7
"""For how many of the newest days the last one is kept besides."""
UNCHANGED_DAYS: Final = 7
"""For how many days a backup that cannot be changed may hold somebody who asked to be forgotten."""
AHEAD: Final = 3600.0
"""Seconds from now beyond which a name is of a clock that was wrong."""

_NAME: Final = re.compile(r"coach-(?P<moment>[0-9]{8}T[0-9]{6}Z)\.(?:db|dump)")
_FORM: Final = "%Y%m%dT%H%M%SZ"


def still_holds_people(copy: Path, problem: object) -> str:
    """Return what an operator is told of a copy that cannot be changed or deleted. problem: why."""
    return f"{copy} may hold people who asked to be forgotten; delete it ({problem})"


def backup_name(at: float, suffix: str) -> str:
    """Return the name of a backup made at `at`, in seconds since 1970. suffix: `db` or `dump`."""
    return f"coach-{datetime.fromtimestamp(at, UTC).strftime(_FORM)}.{suffix}"


def backup_moment(name: str) -> float | None:
    """Return when a backup was made, by its name; None for what is no backup of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found["moment"], _FORM).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def superfluous(names: Iterable[str], now: float) -> list[str]:
    """Return the backups that need not be kept. Other files are never among them.

    A name that is of the future says nothing; it counts as the oldest.
    """
    moments = {name: at for name in names if (at := backup_moment(name)) is not None}
    newest_first = sorted(
        moments, key=lambda name: (moments[name] <= now + AHEAD, moments[name]), reverse=True
    )
    last_of_days: dict[str, str] = {}
    for name in newest_first:
        last_of_days.setdefault(name[: len("coach-20261128")], name)
    kept = {*newest_first[:HOURLY], *list(last_of_days.values())[:DAILY]}
    return [name for name in newest_first if name not in kept]


def outdated(names: Iterable[str], now: float, forgotten_at: float) -> list[str]:
    """Return the backups to be deleted because they may hold somebody who was forgotten then, and are old.

    A name that is of the future is left to `superfluous`: all are, once a clock was put back. The hour of the
    forgetting counts as before it: a backup takes its time.
    """
    moments = {name: at for name in names if (at := backup_moment(name)) is not None}
    before = min(now - UNCHANGED_DAYS * 24 * 3600.0, forgotten_at + AHEAD)
    return [name for name, at in moments.items() if at < before]
