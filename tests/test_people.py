"""Forty people get advice that a wise coach would sign, on one screen of a phone."""

from bot.core.solo.result import MOST_WORDS
from tests.people import tell_everybody


def test_everybody_is_told_what_a_wise_coach_would_tell_them() -> None:
    everybody = list(tell_everybody())

    assert len(everybody) == 40
    assert [each for each in everybody if not each.is_fair] == []
    assert [each for each in everybody if each.words > MOST_WORDS] == []
