"""Databases and connections to try the PostgreSQL store on."""

from collections.abc import Callable, Iterator

import pytest

from tests.postgres import shared_server


@pytest.fixture
def address(database: Callable[[], str]) -> str:
    """Where an empty database of ours is."""
    return database()


@pytest.fixture
def new_address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a database is that nothing was done to yet."""
    server, name = shared_server(), f"new_{abs(hash(request.node.nodeid))}"
    yield server.create_database(name)
    server.run_sql(f"DROP DATABASE {name} WITH (FORCE)")
