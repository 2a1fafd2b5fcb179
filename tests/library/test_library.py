"""Dialogs from files, and the versions that sessions began with."""

from pathlib import Path

import pytest

from bot.core.dialog.source import DialogError
from bot.library.library import MOST_KEPT, Library, NotAtHand
from bot.stores.sqlite.store import SqliteStore
from tests.rehearsal import NOW, TEA, loads, shelf, tea

COCOA = tea(id="cocoa", logic_hash="cocoa-1", text="cocoa 1")


@pytest.fixture
def store() -> SqliteStore:
    return SqliteStore.in_memory()


async def test_every_folder_is_a_dialog_on_offer(tmp_path: Path, store: SqliteStore) -> None:
    library = Library(tmp_path, store, shelf(tmp_path, TEA, COCOA))

    await library.read(NOW)

    assert library.offered == {"cocoa": COCOA, "tea": TEA}
    assert list(library.offered) == ["cocoa", "tea"]


async def test_texts_are_kept_so_that_sessions_survive_the_files(tmp_path: Path, store: SqliteStore) -> None:
    await Library(tmp_path, store, shelf(tmp_path, TEA)).read(NOW)

    assert await store.dialog_text("tea-1") == "tea 1"


async def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path, store: SqliteStore) -> None:
    shelf(tmp_path, TEA, COCOA)
    (tmp_path / "empty").mkdir()
    (tmp_path / "latin").mkdir()
    (tmp_path / "latin" / "dialog.yml").write_bytes(b"caf\xe9")
    library = Library(tmp_path, store, loads({"tea 1": TEA}))

    problems = await library.read(NOW)

    assert library.offered == {"tea": TEA}
    assert [(problem.path.removeprefix(str(tmp_path)), problem.problem) for problem in problems] == [
        ("/cocoa/dialog.yml", "not a dialog"),
        ("/empty/dialog.yml", "cannot be read (No such file or directory)"),
        ("/latin/dialog.yml", "is not UTF-8 at byte 3"),
    ]


async def test_folders_that_no_dialog_could_be_named_after_are_passed_over(
    tmp_path: Path, store: SqliteStore
) -> None:
    library = Library(tmp_path, store, shelf(tmp_path, TEA))
    for name in ("lost+found", "@eaDir", "#recycle", "$RECYCLE.BIN", "System Volume Information", ".git"):
        (tmp_path / name).mkdir()

    assert await library.read(NOW) == ()
    assert list(library.offered) == ["tea"]


async def test_a_file_with_the_other_ending_is_told_its_name(tmp_path: Path, store: SqliteStore) -> None:
    library = Library(tmp_path, store, shelf(tmp_path, TEA, COCOA))
    (tmp_path / "cocoa" / "dialog.yml").rename(tmp_path / "cocoa" / "dialog.yaml")

    (problem,) = await library.read(NOW)

    assert (problem.path, problem.hint) == (
        str(tmp_path / "cocoa" / "dialog.yaml"),
        "rename it to dialog.yml",
    )
    assert list(library.offered) == ["tea"]


async def test_the_last_good_text_of_a_broken_dialog_stays_on_offer_beside_the_others(
    tmp_path: Path, store: SqliteStore
) -> None:
    load = shelf(tmp_path, TEA, COCOA)
    library = Library(tmp_path, store, load)
    await library.read(NOW)
    (tmp_path / "cocoa" / "dialog.yml").write_text("broken")

    assert [each.code for each in await library.read(NOW)] == ["E01"]
    assert library.offered == {"cocoa": COCOA, "tea": TEA}

    restarted = Library(tmp_path, store, load)
    await restarted.read(NOW)
    assert restarted.offered == {"cocoa": COCOA, "tea": TEA}


async def test_a_dialog_that_never_was_good_is_left_out(tmp_path: Path, store: SqliteStore) -> None:
    library = Library(tmp_path, store, shelf(tmp_path, TEA))
    (tmp_path / "cocoa").mkdir()
    (tmp_path / "cocoa" / "dialog.yml").write_text("broken")

    assert len(await library.read(NOW)) == 1
    assert library.offered == {"tea": TEA}


async def test_a_folder_is_named_after_its_dialog(tmp_path: Path, store: SqliteStore) -> None:
    load = shelf(tmp_path, TEA)
    (tmp_path / "tea").rename(tmp_path / "chai")

    with pytest.raises(DialogError, match="E13: the dialog 'tea' is in the folder 'chai'"):
        await Library(tmp_path, store, load).read(NOW)


@pytest.mark.parametrize("name", ["", "missing"])
async def test_a_folder_without_dialogs_is_refused(tmp_path: Path, store: SqliteStore, name: str) -> None:
    (tmp_path / ".hidden").mkdir()

    with pytest.raises(DialogError, match=r"DIALOGS_DIR|no dialogs here"):
        await Library(tmp_path / name, store, loads({})).read(NOW)


async def test_broken_files_leave_the_old_dialogs_on_offer(tmp_path: Path, store: SqliteStore) -> None:
    library = Library(tmp_path, store, shelf(tmp_path, TEA))
    await library.read(NOW)
    (tmp_path / "tea" / "dialog.yml").write_text("broken")

    with pytest.raises(DialogError):
        await library.read(NOW)

    assert library.offered == {"tea": TEA}


async def test_other_logic_under_a_version_that_has_not_risen_is_warned_of(
    tmp_path: Path, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", "bot.library.library")
    other = tea(logic_hash="tea-2", text="tea 2")
    newer = tea(logic_hash="tea-3", text="tea 3", version=TEA.version + 1)
    lower = tea(logic_hash="tea-4", text="tea 4")
    load = loads({each.text: each for each in (TEA, other, newer, lower)})
    library = Library(tmp_path, store, load)
    file = tmp_path / "tea" / "dialog.yml"
    file.parent.mkdir()

    for dialog in (TEA, other, other, newer, lower):
        file.write_text(dialog.text)
        await library.read(NOW)

    assert caplog.messages == [
        f"{file}: the logic of tea has changed (tea-{new}, was tea-{old}), but its version has not risen:"
        f" it is 1, and was {was}; write version: {was + 1}, so that results show which one they came from"
        for new, old, was in ((2, 1, 1), (4, 3, 2))
    ]


async def test_other_logic_under_the_same_version_is_warned_of_after_a_restart_as_well(
    tmp_path: Path, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", "bot.library.library")
    other = tea(logic_hash="tea-2", text="tea 2")
    await Library(tmp_path, store, shelf(tmp_path, TEA)).read(NOW)
    load = loads({each.text: each for each in (TEA, other)})

    (tmp_path / "tea" / "dialog.yml").write_text(other.text)
    for _ in range(2):
        await Library(tmp_path, store, load).read(NOW + 1)

    (warning,) = caplog.messages
    assert "the logic of tea has changed (tea-2, was tea-1)" in warning


async def test_new_wording_reaches_live_sessions_at_once(tmp_path: Path, store: SqliteStore) -> None:
    await Library(tmp_path, store, shelf(tmp_path, TEA)).read(NOW)
    kinder = tea(title="Tea or coffee, perhaps?", text="tea 1b")
    library = Library(tmp_path, store, shelf(tmp_path, kinder))

    await library.read(NOW)

    assert library.get("tea-1") is kinder
    assert await store.dialog_text("tea-1") == "tea 1b"


async def test_an_earlier_version_is_fetched_once_and_then_at_hand(
    tmp_path: Path, store: SqliteStore
) -> None:
    await store.keep_dialog("tea-1", "tea", "tea 1", NOW)
    library = Library(tmp_path, store, loads({"tea 1": TEA}))

    with pytest.raises(NotAtHand) as absent:
        library.get("tea-1")
    fetched = await library.fetch(absent.value.logic_hash)

    assert fetched is library.get("tea-1") is await library.fetch("tea-1") is TEA


@pytest.mark.parametrize("kept", [None, "not a dialog", "other"], ids=["gone", "broken", "read otherwise"])
async def test_a_version_that_cannot_be_read_is_none(
    tmp_path: Path, store: SqliteStore, kept: str | None
) -> None:
    if kept is not None:
        await store.keep_dialog("tea-1", "tea", kept, NOW)
    library = Library(tmp_path, store, loads({"other": COCOA}))

    assert await library.fetch("tea-1") is None
    assert library.get("tea-1") is None


async def test_only_so_many_earlier_versions_stay_in_memory(tmp_path: Path, store: SqliteStore) -> None:
    library = Library(tmp_path, store, loads({}))

    for number in range(MOST_KEPT + 1):
        await library.fetch(f"old-{number}")

    with pytest.raises(NotAtHand):
        library.get("old-0")
    assert library.get("old-1") is None
