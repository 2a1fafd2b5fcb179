"""Updates and the time of groups, as far as one group's troubles are none of another's."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.group.deadlines import AWAY
from bot.core.group.session import GroupChange
from bot.stores.protocol import C, Committed, F, GroupAddress, Where
from bot.stores.sqlite.store import SqliteStore
from tests.gathering import team

BROKEN = 77


class Bug(Exception):
    pass


class BrokenStore(SqliteStore):
    """Nothing can be decided about one of its groups."""

    async def update(
        self, address: Where[F, C], update_id: int | None, decide: Callable[[F], C], now: float
    ) -> Committed[C] | None:
        if isinstance(address, GroupAddress) and address.group == BROKEN:
            raise Bug("an answer that nobody may read")
        return await super().update(address, update_id, decide, now)


async def test_a_bug_about_one_group_stops_no_others_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = await team(tmp_path, store=BrokenStore.in_memory())
    now = group.shell.clock.now
    mine = group.rehearsed.group
    silent = replace(mine, revision=mine.revision + 1, acted_at=now - AWAY, deadline=now)
    await group.commits(GroupChange(silent))
    broken = replace(mine, id=BROKEN, chat=-9, deadline=now - 1, revision=0)
    await group.shell.store.update(GroupAddress(-9), None, lambda _: GroupChange(broken), now)

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            await group.shell.app.tick(now)

    stored = (await group.shell.store.group(mine.id)).group
    assert stored is not None
    assert stored.away
    assert [record.getMessage().partition(": Bug in ")[0] for record in caplog.records] == [
        "the time of group 77 stands still for a minute"
    ]
    assert "nobody may read" not in caplog.text
