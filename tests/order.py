"""The order in which tests are run by several workers: long ones first, so that none of them is the last."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, TypeVar

LONG: Final = {
    "tests/test_code_quality.py": 15.0,
    "tests/e2e/": 5.0,
    "tests/playground/page/": 2.0,
    "tests/bench/": 5.0,
    "tests/app/test_group_sessions.py": 1.0,
    "tests/authoring/test_interrupting.py": 2.0,
    "tests/authoring/test_hostile.py": 1.0,
}
"""How a test's path begins, and about how many seconds one of these takes; any other takes next to none."""

Test = TypeVar("Test")


def deal(tests: Sequence[Test], path: Callable[[Test], str], workers: int) -> list[Test]:
    """Sort the tests for workers of which each takes the next equal part, and later from the end of others'.

    Each part begins with long tests, which take about as long in all parts, and those of a file stay
    together; what is left to take is short.
    """
    seconds = [(test, _seconds(path(test))) for test in tests]
    long = sorted((each for each in seconds if each[1]), key=lambda each: _rank(path(each[0])))
    whole = sum(lasts for _, lasts in long)
    begun = [
        ends - lasts for ends, (_, lasts) in zip(accumulate(lasts for _, lasts in long), long, strict=True)
    ]
    heads: list[list[Test]] = [[] for _ in range(workers)]
    for (test, _), since in zip(long, begun, strict=True):
        heads[int(since * workers / whole)].append(test)
    short = iter([test for test, lasts in seconds if not lasts])
    dealt: list[Test] = []
    for at, head in enumerate(heads):
        size = (len(tests) - len(dealt)) // (workers - at)
        dealt += [*head, *(test for _, test in zip(range(size - len(head)), short, strict=False))]
    return [*dealt, *short]


def _rank(path: str) -> int:
    return next(at for at, begin in enumerate(LONG) if path.startswith(begin))


def _seconds(path: str) -> float:
    return next((lasts for begin, lasts in LONG.items() if path.startswith(begin)), 0.0)
