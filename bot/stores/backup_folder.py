"""A folder of backups: one more is made, checked and put there whole, then those that are too many go.

Nothing here is quick; a bot calls it from a thread of its own.
"""

import errno
import os
import shutil
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.stores.protocol import StoreError
from bot.stores.rotation import backup_moment, backup_name, superfluous

RESERVE: Final = 64 * 1024 * 1024
"""Bytes that a backup leaves on the disk: the database itself may be on it."""
UNFINISHED: Final = "coach-*.part*"  # and the journal of one


@dataclass(frozen=True, slots=True)
class BackupFolder:
    """Where backups of one database lie.

    suffix: of their names. make: writes a checked one to a new file. size: bytes that one may take.
    forget: deletes whoever must stay forgotten from some of them.
    """

    folder: Path
    suffix: str
    make: Callable[[Path], None]
    size: Callable[[], int]
    forget: Callable[[Sequence[Path]], None]

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

    def forget_people(self) -> None:
        """Delete whoever must stay forgotten from those there are.

        Raises:
            StoreError: the folder cannot be read.
        """
        self.forget(sorted(self._files()))

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
