"""The database is deleted under the running bot: it stops within seconds, says so, and loses nothing."""

from bot.stores.sqlite.backups import restore
from tests.e2e.bots import Bot
from tests.e2e.walk import START, begun, tap


async def test_a_database_that_is_deleted_ends_the_bot_and_is_rescued(bot: Bot) -> None:
    await bot.launch()
    ann, card = await begun(bot)
    await tap(ann, "A promotion", card)
    bot.database.unlink()

    assert await bot.ends() == 1

    assert "was deleted or replaced while the bot was running" in bot.log
    for rest in ("-wal", "-shm"):
        bot.database.with_name(bot.database.name + rest).unlink(missing_ok=True)
    restore(bot.database.with_name("coach.db.rescued"), bot.database)
    async with bot.store() as store:
        (session,) = await store.sessions(ann.id)
    assert dict(session.answers) == {**START, "goal": "promotion"}
