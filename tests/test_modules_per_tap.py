"""How many modules a tap enters."""

from pathlib import Path

from tests.modules_per_tap import GROUP_LIMIT, SOLO_LIMIT, measure


async def test_a_tap_enters_no_more_modules_than_it_did(tmp_path: Path) -> None:
    alone, grouped = await measure(tmp_path, enough=(SOLO_LIMIT, GROUP_LIMIT))

    print(len(alone), alone, len(grouped), grouped)  # noqa: T201  # which one is new
    assert "app.router" in alone
    assert "app.router" in grouped
    assert len(alone) <= SOLO_LIMIT
    assert len(grouped) <= GROUP_LIMIT
