"""What can be the address of a database, and what is told of the rest without a password."""

from pathlib import Path

import pytest

from bot.ops.database_address import check_database_address, database_file


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("memory:", None),
        ("coach.db", Path("coach.db")),
        ("./a:b.db", Path("a:b.db")),
        ("sqlite:///coach.db", Path("coach.db")),
        ("sqlite:////srv/coach.db", Path("/srv/coach.db")),
        ("C:\\coach.db", Path("C:\\coach.db")),
    ],
)
def test_an_address_names_a_file_or_memory(address: str, file: Path | None) -> None:
    assert database_file(address) == file


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hunter2@host/coach",
        "postgres://host",
        "postgresql:///coach?host=/run/postgresql",
        "postgresql://me@/coach?host=/run/postgresql&user=a@b",
        "postgresql://me:hun%40ter%2F2@one:5432,[::1]:5433,three/coach?target_session_attrs=any",
        "postgresql://me:hunter2@%2Frun%2Fpostgresql/coach",
        "postgresql://host?connect_timeout=2",
    ],
)
def test_an_address_may_be_one_of_a_server(address: str) -> None:
    assert check_database_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hun@ter2@host/coach",
        "postgresql://me:hun/ter2@host/coach",
        "postgresql://me:hun/ter2@host:5432/coach",
        "postgresql://me:hun%ter2@host/coach",
        "postgresql://me:hunter2@host:port/coach",
        "postgresql://me:hunter2/coach",
        "postgresql://me:hunter2",
        "postgresql+psycopg://me:hunter2@host/coach",
        "postgresql:/me:hunter2@host/coach",
        "'postgresql://me:hunter2@host/coach'",
        '"postgresql://me:hunter2@host/coach"',
        " postgresql://me:hunter2@host/coach",
        "sqlite:///postgresql://me:hunter2@host/coach",
        "//me:hunter2@host/coach",
        "me:hunter2@host/coach",
        "host=here dbname=coach user=me password=hunter2",
        "dbname = coach password = hunter2",
    ],
)
def test_what_is_almost_one_of_a_server_is_no_file_and_its_password_is_not_told(address: str) -> None:
    with pytest.raises(ValueError, match=r"^is not (the|an) address of .*; write ") as caught:
        check_database_address(address)

    assert "ter2" not in str(caught.value)
