"""Addresses of stores."""

from pathlib import Path

import pytest

from bot.stores.opening import open_store
from bot.stores.protocol import StoreError


def test_memory_is_an_address() -> None:
    assert not open_store("memory:").is_persistent


@pytest.mark.parametrize("address", ["sqlite:///{folder}/a.db", "{folder}/a.db", "sqlite:///a.db", "a.db"])
async def test_a_file_is_an_address(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    store = open_store(address.format(folder=tmp_path))
    await store.close()

    assert store.is_persistent
    assert (tmp_path / "a.db").stat().st_size > 0


async def test_a_path_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    await open_store("sqlite:///~/a.db").close()

    assert (tmp_path / "a.db").stat().st_size > 0


@pytest.mark.parametrize(
    "address",
    ["", "mysql://me:hunter2@host/db", "sqlite://a.db", "sqlite:///", "sqlite:a.db", "memory", "memory://"],
)
def test_any_other_address_is_refused_without_telling_its_password(address: str) -> None:
    with pytest.raises(
        StoreError,
        match=r"^DATABASE_URL is .*; write sqlite:///folder/coach\.db, the path of a file, .*, or memory:",
    ) as caught:
        open_store(address)

    assert "hunter2" not in str(caught.value)


async def test_the_log_names_the_file_and_says_that_it_is_new(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.stores.opening")
    near, far = tmp_path / "a.db", tmp_path / "folder" / "a.db"

    for path in (near, near, far):
        await open_store(f"sqlite:///{path}").close()

    assert caplog.messages == [
        f"the database is {near}; it is new",
        f"the database is {near}",
        f"the database is {far}; it is new, and so is its folder",
    ]
