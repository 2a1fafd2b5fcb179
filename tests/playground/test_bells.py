import asyncio

from bot.playground.bells import Bell


async def test_what_is_there_already_needs_no_ring() -> None:
    assert await Bell().until(lambda: "here", 0) == "here"


async def test_everybody_looks_again_at_a_ring() -> None:
    bell = Bell()
    found: list[str] = []
    waiting = [asyncio.create_task(bell.until(lambda: found or None, 5)) for _ in range(2)]
    await asyncio.sleep(0)

    bell.ring()
    await asyncio.sleep(0)
    found.append("here")
    bell.ring()

    assert await asyncio.gather(*waiting) == [["here"], ["here"]]


async def test_waiting_ends_with_nothing() -> None:
    found: list[str] = []

    assert await Bell().until(lambda: found or None, 0.001) is None
