"""The long form of tests that try anything: ten minutes in all, with other examples each time."""

import time
from collections.abc import Callable
from typing import Final

import pytest

from tests.loader import test_cases as cases
from tests.loader import test_reading as loader
from tests.platforms.telegram import test_reading as reader

MINUTES: Final = 10
FUZZED: Final[tuple[Callable[[], None], ...]] = (
    loader.test_any_text_is_a_dialog_or_a_list_of_mistakes,
    loader.test_a_damaged_dialog_is_a_dialog_or_a_list_of_mistakes,
    loader.test_a_dialog_with_other_values_is_a_dialog_or_a_list_of_mistakes,
    cases.test_damaged_cases_are_cases_or_a_list_of_mistakes,
    reader.test_whatever_a_field_holds_is_read_or_malformed,
)


@pytest.mark.slow
@pytest.mark.parametrize("test", FUZZED, ids=[each.__name__ for each in FUZZED])
def test_for_ten_minutes_whatever_comes_in_is_read_or_refused(test: Callable[[], None]) -> None:
    end = time.monotonic() + 60 * MINUTES / len(FUZZED)
    while time.monotonic() < end:
        test()
