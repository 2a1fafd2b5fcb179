"""A store for a terminal."""

from collections.abc import AsyncIterator

import pytest

from bot.stores.opening import open_store
from bot.stores.protocol import Store


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = open_store("memory:")
    yield opened
    await opened.close()
