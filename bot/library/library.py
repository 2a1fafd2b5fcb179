"""The dialogs on offer, read from files, and every older version that a session still needs.

Files and the store are read here; what a text means is up to the loader.
"""

import asyncio
import logging
import os.path
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from bot.core.dialog.model import Dialog
from bot.core.dialog.source import DialogError, Problem
from bot.library.file_names import FILE, refuse_misnamed
from bot.loader.document import LARGEST_FILE
from bot.stores.protocol import Store

Load: TypeAlias = Callable[[str, str], Dialog]
"""Text and path of a dialog -> the dialog; raises DialogError with all its problems."""

NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
"""What the name of a dialog's folder may be, or could be meant as."""
EVERY_FOLDER: Final = f"every folder here is a dialog, with a {FILE} in it"
MOST_KEPT: Final = 256
"""Most older versions in memory; about 40 KiB each."""

log = logging.getLogger(__name__)


class NotAtHand(Exception):
    """A version has to be fetched from the store first. logic_hash: which."""

    def __init__(self, logic_hash: str) -> None:
        super().__init__(logic_hash)
        self.logic_hash = logic_hash


class Library:
    """All dialogs. `read` fills it, and can be called again while sessions run."""

    def __init__(self, folder: Path, store: Store, load: Load) -> None:
        self._folder = folder
        self._store = store
        self._load = load
        self._offered: Mapping[str, Dialog] = {}
        self._current: Mapping[str, Dialog] = {}
        self._kept: OrderedDict[str, Dialog | None] = OrderedDict()

    async def read(self, now: float) -> tuple[Problem, ...]:
        """Read the files, and keep each text in the store so that sessions outlive the file.

        Of a dialog with mistakes the last good text stays on offer. Returns every problem of every file.

        Raises:
            DialogError: no file is good; the dialogs on offer stay as they were.
            StoreError: as `offer`.
        """
        found = await asyncio.to_thread(read_folder, self._folder, self._load)
        if not found.dialogs:
            raise DialogError(found.problems)
        earlier = [await self._last_good(id_) for id_ in found.broken]
        known = (*found.dialogs, *(each for each in earlier if each is not None))
        await self.offer(sorted(known, key=lambda each: each.id), now)
        if found.broken:
            log.error(
                "%s: mistakes, so the last good text is used, or none:\n%s",
                ", ".join(found.broken),
                DialogError(found.problems),
            )
        return found.problems

    async def offer(self, dialogs: Sequence[Dialog], now: float) -> None:
        """Offer these dialogs and no others, and keep their texts in the store.

        Raises:
            StoreError: they cannot be kept; those on offer stay as they were, and nothing is logged.
        """
        before = [self._offered.get(each.id) or await self._kept_last(each) for each in dialogs]
        for dialog in dialogs:
            await self._store.keep_dialog(dialog.logic_hash, dialog.id, dialog.text, now)
        for dialog, earlier in zip(dialogs, before, strict=True):
            self._warn_of_version(dialog, earlier)
        self._offered = {dialog.id: dialog for dialog in dialogs}
        self._current = {dialog.logic_hash: dialog for dialog in dialogs}
        self._kept.clear()

    @property
    def offered(self) -> Mapping[str, Dialog]:
        """Dialog id -> the version that new sessions start with."""
        return self._offered

    def get(self, logic_hash: str) -> Dialog | None:
        """Return the version a session is pinned to, in its newest wording; None if its text is lost.

        Raises:
            NotAtHand: it is not in memory; `fetch` loads it.
        """
        if dialog := self._current.get(logic_hash):
            return dialog
        try:
            return self._kept[logic_hash]
        except KeyError:
            raise NotAtHand(logic_hash) from None

    def newer(self, dialog: Dialog) -> Dialog | None:
        """Return the version of a dialog on offer; None if it is this one or there is none."""
        offered = self._offered.get(dialog.id)
        return None if offered is None or offered.logic_hash == dialog.logic_hash else offered

    def _warn_of_version(self, dialog: Dialog, before: Dialog | None) -> None:
        """Warn of changed logic whose version has not risen. before: what was offered; None for nothing."""
        if before is None or before.logic_hash == dialog.logic_hash:
            return
        if dialog.version <= before.version:
            log.warning(
                "%s: the logic of %s has changed (%.12s, was %.12s), but its version has not risen: it is %d,"
                " and was %d; write version: %d, so that results show which one they came from",
                self._folder / dialog.id / FILE,
                dialog.id,
                dialog.logic_hash,
                before.logic_hash,
                dialog.version,
                before.version,
                before.version + 1,
            )

    async def fetch(self, logic_hash: str) -> Dialog | None:
        """Return what `get` returns, loaded from the store if necessary."""
        try:
            return self.get(logic_hash)
        except NotAtHand:
            dialog = self._read_kept(logic_hash, await self._store.dialog_text(logic_hash))
        self._kept[logic_hash] = dialog
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return dialog

    async def _kept_last(self, dialog: Dialog) -> Dialog | None:
        """Return the version that the previous process offered last; None if it is this one or unreadable."""
        text = await self._store.newest_dialog_text(dialog.id)
        if text is None or text == dialog.text:
            return None
        try:
            return self._load(text, f"{dialog.id} as it was kept")
        except DialogError:
            return None

    async def _last_good(self, id_: str) -> Dialog | None:
        """Return the dialog in the last text that had no mistakes; None for none."""
        if offered := self._offered.get(id_):
            return offered
        text = await self._store.newest_dialog_text(id_)
        try:
            return None if text is None else self._load(text, f"{id_} as it was kept")
        except DialogError:
            return None

    def _read_kept(self, logic_hash: str, text: str | None) -> Dialog | None:
        if text is None:
            log.error("the text of dialog version %.12s is lost; its sessions cannot continue", logic_hash)
            return None
        try:
            dialog = self._load(text, f"version {logic_hash[:12]}")
        except DialogError as problem:
            log.error("dialog version %.12s can no longer be read: %s", logic_hash, problem)
            return None
        if dialog.logic_hash != logic_hash:
            log.error(
                "dialog version %.12s now has different logic; its sessions cannot continue", logic_hash
            )
            return None
        return dialog


@dataclass(frozen=True, slots=True)
class ReadFolder:
    """The dialogs of a folder, in the order of their ids. broken: id -> what is wrong with its file."""

    dialogs: tuple[Dialog, ...]
    broken: Mapping[str, tuple[Problem, ...]]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file."""
        return tuple(problem for each in self.broken.values() for problem in each)


def read_folder(folder: Path, load: Load) -> ReadFolder:
    """Read all dialogs of a folder, each from `<id>/dialog.yml`; one with mistakes stops no other.

    Raises:
        DialogError: the folder itself cannot be read, or has no dialogs.
    """
    dialogs: list[Dialog] = []
    broken: dict[str, tuple[Problem, ...]] = {}
    for path in dialog_files(folder):
        try:
            dialogs.append(_read(path, load))
        except DialogError as wrong:
            broken[path.parent.name] = wrong.problems
    return ReadFolder(tuple(dialogs), broken)


def read_dialogs(folder: Path, load: Load) -> tuple[Dialog, ...]:
    """Return the dialogs of a folder that have no mistakes.

    Raises:
        DialogError: there are none, with every problem of every file.
    """
    found = read_folder(folder, load)
    if not found.dialogs:
        raise DialogError(found.problems)
    return found.dialogs


def read_text(path: Path, hint: str = "") -> str:
    """Return the text of an author's file. hint: what to do if there is none.

    Raises:
        DialogError: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise _wrong(path, "is not a file", hint)  # a pipe would never end
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise _wrong(path, f"is larger than {LARGEST_FILE // 1024} KiB", "split the dialog", "E05")
        return raw.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except OSError as problem:
        raise _wrong(path, f"cannot be read ({problem.strerror})", hint) from problem
    except UnicodeDecodeError as problem:
        raise _wrong(path, f"is not UTF-8 at byte {problem.start}", "save it as UTF-8") from problem


def dialog_files(folder: Path) -> list[Path]:
    """Return the path of each subfolder's dialog, whether it exists or not.

    A folder that no dialog can be named after, such as `lost+found` or `@eaDir`, counts only with one in it.

    Raises:
        DialogError: the folder cannot be read, or has no subfolder.
    """
    try:
        names = sorted(each.name for each in folder.iterdir() if each.is_dir() and _may_be_dialog(each))
    except OSError as problem:
        raise _wrong(
            folder, f"cannot be read ({problem.strerror})", "DIALOGS_DIR names the folder"
        ) from problem
    if not names:
        raise _wrong(folder, "no dialogs here", f"a dialog is a folder with a {FILE} in it")
    return [folder / name / FILE for name in names]


def _may_be_dialog(folder: Path) -> bool:
    if folder.name.startswith("."):
        return False
    return bool(NAME.fullmatch(folder.name)) or os.path.lexists(folder / FILE)


def folder_mismatch(path: Path, dialog: Dialog) -> Problem | None:
    """Return the problem of a dialog whose folder has another name than its id; None if there is none."""
    folder = path.absolute().parent.name
    if path.name != FILE or dialog.id == folder:
        return None
    lines = dialog.text.splitlines()
    line = next((number for number, each in enumerate(lines, 1) if each.startswith("id:")), 1)
    hint = f"rename the folder to {dialog.id}, or the dialog to {folder}"
    return Problem(str(path), line, 1, "E13", f"the dialog {dialog.id!r} is in the folder {folder!r}", hint)


def _read(path: Path, load: Load) -> Dialog:
    refuse_misnamed(path)
    dialog = load(read_text(path, EVERY_FOLDER), str(path))
    if problem := folder_mismatch(path, dialog):
        raise DialogError((problem,))
    return dialog


def _wrong(path: Path, problem: str, hint: str, code: str = "E01") -> DialogError:
    return DialogError((Problem(str(path), 1, 1, code, problem, hint),))
