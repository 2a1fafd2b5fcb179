import pytest
from click.testing import CliRunner

from tests.bench.__main__ import bench
from tests.bench.figures import percentile
from tests.bench.tokens import Rush, waited

TINY = {
    "taps": "--people 2 --rounds 1 --rate 20 --most 3 --steady 1",
    "limits": "--people 2 --rate 20 --steady 1",
    "core": "--rounds 1",
    "store": "--updates 100 --rounds 1",
    "proofs": "--most 0 --dialog ai-programme",
    "telling": "--draws 1",
    "tokens": "--minutes 0.2",
    "workers": "--people 2 --most 2",
    "memory": "--sessions 2 --most 2",
    "group": "--people 5 --seconds 1",
    "faults": "--seconds 1",
}


@pytest.mark.parametrize(
    ("command", "figures"),
    [
        (
            "taps",
            (
                "ours: CPU ms per tap",
                "ours, webhook: p99 ms to the answer",
                "first poll",
                "MiB in memory",
                "x floor",
            ),
        ),
        pytest.param(
            "limits",
            ("30 calls a second: p99 ms to the answer", "no limit, webhook: p99 ms to the card"),
            marks=pytest.mark.slow,
        ),
        ("core", ("engine.step", "insight.explain", "made-up: 101 questions", "x YAML")),
        ("store", ("bare sqlite3", "Store.update, 1 at once", "Store.update, 100 at once")),
        ("proofs", ("ai-programme", "38,784", "CPU s")),
        ("telling", ("a scale of 5", "9 ticks, or none", "worst")),
        ("tokens", ("11.8 calls each", "8 people a second", "4 tokens")),
        pytest.param(
            "workers",
            ("floor, webhook", "ours, webhook", "1 on PostgreSQL", "4 on PostgreSQL", "of the server"),
            marks=pytest.mark.slow,
        ),
        ("memory", ("after 1 sessions", "after 2 sessions", "KiB a session")),
        pytest.param("faults", ("sendMessage slow in one chat", "no json", "p99"), marks=pytest.mark.slow),
        pytest.param("group", ("question 1", "figures as tapped: [True]"), marks=pytest.mark.slow),
    ],
)
def test_every_benchmark_prints_its_figures(command: str, figures: tuple[str, ...]) -> None:
    done = CliRunner().invoke(bench, [command, *TINY[command].split()], catch_exceptions=False)

    assert done.exit_code == 0
    assert [figure for figure in figures if figure not in done.output] == []


@pytest.mark.slow
def test_bots_on_other_frameworks_play_the_same_dialog() -> None:
    done = CliRunner().invoke(bench, ["taps", "--others", *TINY["taps"].split()], catch_exceptions=False)

    names = (
        "python-telegram-bot, pickled: p99 ms to the card",
        "aiogram-dialog, in memory: p99 ms to the card",
    )
    assert [name for name in names if name not in done.output] == []


@pytest.mark.slow
def test_what_few_and_many_sessions_cost_stands_in_one_table() -> None:
    words = ["million", "--sessions", "10", "--sessions", "1000"]
    done = CliRunner().invoke(bench, words, catch_exceptions=False)

    wanted = ("10 sessions", "1,000 sessions", "beside a backup", "first poll", "SIGTERM")
    assert [each for each in wanted if each not in done.output] == []


def test_cards_wait_only_for_a_token_to_which_too_many_come() -> None:
    few, many = (waited(Rush(people, 1, minutes=0.5), [12], seed=1) for people in (1.0, 20.0))

    assert (len(few) % 12, max(few)) == (0, 0.0)
    assert percentile(many, 0.5) > 5
    assert waited(Rush(20.0, 1, minutes=0.5), [12], seed=1) == many
