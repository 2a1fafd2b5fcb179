"""How many modules a tap enters."""

from pathlib import Path

from tests.modules_per_tap import measure


async def test_a_tap_s_way_through_the_modules_is_printed(tmp_path: Path) -> None:
    alone, grouped = await measure(tmp_path, taps=1)

    print(len(alone), alone, len(grouped), grouped)  # noqa: T201  # that is what it is for
    assert "app.router" in alone
    assert "app.router" in grouped
