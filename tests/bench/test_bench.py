import pytest
from click.testing import CliRunner

from tests.bench.__main__ import bench

TINY = {
    "taps": "--people 2 --rounds 1 --rate 20 --most 3 --steady 1",
    "core": "--rounds 1",
    "store": "--updates 100 --rounds 1",
    "proofs": "--most 0",
    "telling": "--draws 1",
    "memory": "--sessions 2 --most 2",
}


@pytest.mark.parametrize(
    ("command", "figures"),
    [
        (
            "taps",
            ("ours: CPU ms per tap", "ours, webhook: taps a second", "floor, webhook: p99 ms", "x floor"),
        ),
        ("core", ("engine.step", "insight.explain", "made-up: 101 questions", "x YAML")),
        ("store", ("bare sqlite3", "Store.update, 1 at once", "Store.update, 100 at once")),
        ("proofs", ("ai-cert", "54,298,998", "CPU s")),
        ("telling", ("a scale of 5", "9 ticks, or none", "worst")),
        ("memory", ("after 1 sessions", "after 2 sessions", "KiB a session")),
    ],
)
def test_every_benchmark_prints_its_figures(command: str, figures: tuple[str, ...]) -> None:
    done = CliRunner().invoke(bench, [command, *TINY[command].split()], catch_exceptions=False)

    assert done.exit_code == 0
    assert [figure for figure in figures if figure not in done.output] == []
