"""Stored forms are worked out from the fields of a class, and those of today stay as they are."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Final

import pytest

from bot.stores.codec import Wrong
from bot.stores.forms import FormRules, Forms
from bot.stores.group_codec import decode_group, decode_member, encode_group, encode_member
from bot.stores.screen_codec import decode_event, decode_screen, encode_event, encode_screen
from bot.stores.session_codec import decode_session, encode_body

STORED: Final = (Path(__file__).parents[1] / "fixtures" / "stored_forms.txt").read_text("ascii").splitlines()
"""Kind and text of what was written before forms were worked out: every field, and every event."""
AGAIN: Final[Mapping[str, Callable[[str], str]]] = {
    "session": lambda body: encode_body(decode_session(7, 1, 1, "ai-cert", "h1", "asking", 0, body)),
    "group": lambda body: encode_group(
        decode_group(9, -5, None, "ai-cert", "h1", 8, "open", None, 1, body),
    ),
    "member": lambda body: encode_member(decode_member(90, 3, 8, 91, body)),
    "screen": lambda text: encode_screen(decode_screen(text)),
    "event": lambda text: json.dumps(encode_event(decode_event(json.loads(text))), separators=(",", ":")),
}


@pytest.mark.parametrize("kind", AGAIN)
def test_what_was_stored_is_read_and_written_byte_for_byte(kind: str) -> None:
    stored = [text for each, _, text in (line.partition(" ") for line in STORED) if each == kind]

    assert len(stored) >= 10
    assert [AGAIN[kind](text) for text in stored] == stored


# --- a class of tomorrow ----------------------------------------------------------------


class Mood(Enum):
    FINE = "fine"
    TIRED = "tired"


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    stars: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Diary:
    title: str


@dataclass(frozen=True, slots=True)
class FullerDiary:
    """The same in a later version, with a field of every type."""

    title: str
    mood: Mood = Mood.FINE
    again: date | None = None
    weight: float = 0.0
    is_open: bool = True
    pages: tuple[int, ...] = ()
    place: tuple[str, float] = ("", 0.0)
    seats: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)
    plans: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest: Note | None = None
    notes: tuple[Note, ...] = ()


FORMS: Final = Forms({Note: FormRules(list_from=1)}, {})
FULLER: Final = FORMS.of(FullerDiary)
FULL: Final = FullerDiary(
    title="May",
    mood=Mood.TIRED,
    again=date(2026, 11, 30),
    weight=1.5,
    is_open=False,
    pages=(1, 2),
    place=("x", 2.0),
    seats=frozenset({9, 1}),
    names={4: "Caro"},
    plans={"Circle": ("a",)},
    newest=Note("Hi"),
    notes=(Note("a", 0, "Ann"), Note("b", 2)),
)


def test_fields_that_a_class_gets_need_nothing_and_change_no_row() -> None:
    before = FORMS.of(Diary).encode(Diary("May"))

    assert FULLER.encode(FullerDiary("May")) == before == {"title": "May"}
    assert FULLER.decode(before) == FullerDiary("May")


def test_a_field_of_any_type_survives_being_stored() -> None:
    stored = json.loads(json.dumps(FULLER.encode(FULL)))

    assert stored == {
        "title": "May",
        "mood": "tired",
        "again": "2026-11-30",
        "weight": 1.5,
        "is_open": False,
        "pages": [1, 2],
        "place": ["x", 2.0],
        "seats": [1, 9],
        "names": {"4": "Caro"},
        "plans": {"Circle": ["a"]},
        "newest": ["Hi"],
        "notes": [["a", 0, "Ann"], ["b", 2]],
    }
    assert FULLER.decode(stored) == FULL


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({}, "title: missing"),
        ({"title": True}, "title: not a text"),
        ({"title": "", "weight": 10**400}, "weight: out of range"),
        ({"title": "", "pages": "12"}, "pages: not a list"),
        ({"title": "", "pages": [1, True]}, "pages: not a whole number"),
        ({"title": "", "place": ["x"]}, "place: not 2 parts"),
        ({"title": "", "place": ["x", "y"]}, "place: not a number"),
        ({"title": "", "names": {"Caro": "4"}}, "names: not a number"),
        ({"title": "", "plans": {"Circle": [1]}}, "plans: not a text"),
        ({"title": "", "notes": [[]]}, "notes: not 1 to 3 parts"),
        ({"title": "", "notes": [["a"], ["b", "my boss"]]}, "notes.stars: not a whole number"),
        ({"title": "", "my boss is awful": 1}, "body: more keys than this version knows"),
    ],
)
def test_what_has_another_form_is_refused_with_its_place_and_without_its_value(
    raw: object, problem: str
) -> None:
    with pytest.raises(Wrong) as caught:
        FULLER.decode(raw)

    assert str(caught.value) == problem


def test_what_is_always_written_is_needed_unless_rows_without_it_mean_something() -> None:
    strict = Forms({Note: FormRules(always=("stars", "by"), usual={"by": "Ann"})}, {}).of(Note)

    assert strict.encode(Note("a")) == {"text": "a", "stars": 0, "by": ""}
    assert strict.decode({"text": "a", "stars": 1}) == Note("a", 1, "Ann")
    with pytest.raises(Wrong, match="stars: missing"):
        strict.decode({"text": "a"})


@pytest.mark.parametrize("type_", [bytes, list[int], int | str, Mapping[date, int], object])
def test_a_type_that_nothing_says_how_to_store_is_found_at_the_start(type_: Any) -> None:
    with pytest.raises(TypeError, match="has no stored form"):
        FORMS.coding(type_)
