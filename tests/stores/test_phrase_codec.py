import json
from datetime import date

import pytest

from bot.core.words.phrase import Phrase, message, verbatim
from bot.stores.codec import Wrong, decode_phrase, encode_phrase


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
    stored = json.loads(json.dumps(encode_phrase(phrase)))

    assert decode_phrase(stored, "remark") == phrase


def test_a_sentence_of_an_earlier_version_is_repeated() -> None:
    assert decode_phrase("Not counted.", "remark") == verbatim("Not counted.")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (5, "remark: not a list"),
        ([], "remark: not a phrase"),
        (["phrase.of_tomorrow", {}], "remark: not a phrase that this version knows"),
        (["phrase.verbatim", {}], "remark: not a phrase that this version knows"),
        (["phrase.verbatim", {"text": 1.5}], "remark: not a int"),
        (["phrase.verbatim", {"text": {"day": "soon"}}], "remark: not a day"),
        (["phrase.verbatim", {"text": {}}], "remark: not a str"),
    ],
)
def test_what_is_no_phrase_is_refused(raw: object, problem: str) -> None:
    with pytest.raises(Wrong, match=problem):
        decode_phrase(raw, "remark")
