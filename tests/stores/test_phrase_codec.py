import json
from datetime import date

import pytest

from bot.core.words.phrase import Phrase, message, verbatim
from bot.stores.codec import Wrong
from bot.stores.said_codec import read_phrase, stored_phrase


@message("{at}/{of} by {day}, {who}: {what}")
def everything(at: int, of: int, day: date, who: str, what: Phrase) -> None: ...


@message("Nothing.")
def nothing() -> None: ...


@pytest.mark.parametrize(
    "phrase",
    [
        nothing(),
        verbatim("ä\ud800\x00"),
        everything(1, 2, date(2026, 11, 30), "Ann", everything(0, -1, date.max, "", nothing())),
    ],
)
def test_a_phrase_comes_back_as_it_was(phrase: Phrase) -> None:
    stored = json.loads(json.dumps(stored_phrase(phrase)))

    assert read_phrase(stored) == phrase


def test_a_sentence_of_an_earlier_version_is_repeated() -> None:
    assert read_phrase("Not counted.") == verbatim("Not counted.")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (5, "not a list"),
        ([], "not a phrase"),
        (["phrase.of_tomorrow", {}], "not a phrase that this version knows"),
        (["phrase.verbatim", {}], "not a phrase that this version knows"),
        (["phrase.verbatim", {"text": 1.5}], "not a whole number"),
        (["phrase.verbatim", {"text": {"day": "soon"}}], "not a day"),
        (["phrase.verbatim", {"text": {}}], "not a text"),
        (["phrase.verbatim", {"text": 5}], "not a phrase that this version knows"),
    ],
)
def test_what_is_no_phrase_is_refused(raw: object, problem: str) -> None:
    with pytest.raises(Wrong, match=problem):
        read_phrase(raw)


IN_LOGS = [
    "asked_again",
    "asked_to_delete",
    "asked_to_end",
    "barred",
    "cancelled",
    "closed",
    "closing_by_itself",
    "dropped_rest",
    "ended",
    "ended_by_silence",
    "extended",
    "helps",
    "let_back_in",
    "moved_to_general",
    "opened",
    "paused",
    "paused_by_silence",
    "planned",
    "planned_all",
    "saved_plan",
    "reminded",
    "resumed",
    "retried",
    "revealed",
    "sent_to_private",
    "shut_out",
    "skipped",
    "started",
    "stopped_coaching",
    "took_over",
    "topic_barred",
    "went_on",
]
"""The lines that stand in the logs of databases out there; a new name for one would make it unreadable."""


@pytest.mark.parametrize("name", IN_LOGS)
def test_a_line_that_stands_in_a_log_stays_readable(name: str) -> None:
    assert read_phrase([f"log.{name}", {}]) == Phrase(f"log.{name}")
