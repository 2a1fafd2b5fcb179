"""The order of the tests."""

from pathlib import Path

import pytest

from tests.order import LONG, deal

ROOT = Path(__file__).parents[1]
SHORT = [f"tests/core/test_a.py::{at}" for at in range(20)]
PAGE = [f"tests/playground/page/test_b.py::{at}" for at in range(10)]
E2E = [f"tests/e2e/test_c.py::{at}" for at in range(4)]


def test_each_worker_begins_with_its_share_of_the_long_tests() -> None:
    dealt = deal([*SHORT, *PAGE, *E2E], str, workers=2)

    assert dealt == [*E2E, *SHORT[:13], *PAGE, *SHORT[13:]]


@pytest.mark.parametrize("tests", [[], SHORT, E2E, [*PAGE, *E2E], [*E2E, SHORT[0]]])
@pytest.mark.parametrize("workers", [1, 3, 40])
def test_no_test_is_lost_and_none_comes_twice(tests: list[str], workers: int) -> None:
    assert sorted(deal(tests, str, workers)) == sorted(tests)


@pytest.mark.parametrize("path", LONG)
def test_what_is_said_to_be_long_is_there(path: str) -> None:
    assert (ROOT / path).exists()
