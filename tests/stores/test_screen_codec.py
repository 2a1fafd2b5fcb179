"""Screens and events survive being stored, and nothing else passes for one."""

import pytest
from hypothesis import given

from bot.core.group import coach_actions
from bot.core.group.events import HowComputed, Lead
from bot.core.kinds.answering import Answer
from bot.core.screen.button import Button, Event
from bot.core.screen.chart import Bar, Panel, Picture
from bot.core.screen.screen import Block, Screen, Style
from bot.core.solo.events import Say
from bot.stores.codec import Wrong
from bot.stores.screen_codec import EVENTS, decode_event, decode_screen, encode_event, encode_screen
from bot.stores.unreadable import UnreadableRow

from .conftest import UNTIMED
from .drawn import drawn

STORED = (
    '{"blocks":[{"text":"Hi","style":"hint","heading":""}],'
    '"rows":[[{"label":"Job","event":{"event":"Answer","question":"goal","option":"job"},"url":null}]],'
    '"takes_text":true}'
)
SCREEN = Screen((Block("Hi", Style.HINT),), ((Button("Job", Answer("goal", "job")),),), takes_text=True)


@UNTIMED
@given(drawn(Screen))
def test_a_screen_survives_being_stored(screen: Screen) -> None:
    stored = encode_screen(screen)

    assert decode_screen(stored) == screen
    assert stored.isascii()


@pytest.mark.parametrize("kind", EVENTS.values())
def test_every_event_survives_being_stored(kind: type[Event]) -> None:
    @UNTIMED
    @given(drawn(kind))
    def survives(event: Event) -> None:
        assert decode_event(dict(encode_event(event))) == event

    survives()


def test_the_stored_form_of_a_screen_stays_as_it_is() -> None:
    assert encode_screen(SCREEN) == STORED
    assert decode_screen(STORED) == SCREEN


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('"Answer"', '"Explode"', "rows.event: not one that this version knows"),
        (',"option":"job"', "", "rows.event.option: missing"),
        ('"option":"job"', '"option":5', "rows.event.option: not a text"),
        ('"hint"', '"loud"', "blocks.style: not one that this version knows"),
        ('"heading":""', '"heading":"","colour":"red"', "blocks: more keys than this version knows"),
        ('"url":null', '"url":5', "rows.url: not a text"),
        ('"takes_text":true', '"takes_text":1', "takes_text: not true or false"),
        ('"takes_text":true', '"takes_text":true,"sound":1', "body: more keys than this version knows"),
        ('"rows":[[', '"rows":[7,[', "rows: not a list"),
        ('{"blocks"', '["blocks"', "body: not JSON"),
    ],
)
def test_a_screen_that_is_none_is_refused(before: str, after: str, problem: str) -> None:
    assert before in STORED

    with pytest.raises(UnreadableRow) as caught:
        decode_screen(STORED.replace(before, after))

    assert f"a screen cannot be read ({problem})" in str(caught.value)


def test_the_stored_form_of_a_chart_stays_as_it_is() -> None:
    picture = Picture("Goal", (Panel("Now", (Bar("a job", 3, 4),), 9),), "Merged.")
    stored = (
        '{"blocks":[],"rows":[],"takes_text":false,"picture":{"title":"Goal",'
        '"panels":[{"name":"Now","of":9,"bars":[["a job",3,4]]}],"note":"Merged."}}'
    )

    assert encode_screen(Screen((), picture=picture)) == stored
    assert decode_screen(stored) == Screen((), picture=picture)


def test_a_picture_of_words_survives_being_stored() -> None:
    screen = Screen(
        (), picture=Picture("Yes.", note="An opinion.", over="Is it?", lines=("Why:", "• It is."))
    )

    assert decode_screen(encode_screen(screen)) == screen


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        ("5", "picture: not an object"),
        ('{"title":"","panels":[],"note":"","x":1}', "picture: more keys than this version knows"),
        ('{"title":"","panels":[5],"note":""}', "picture.panels: not an object"),
        ('{"title":"","panels":[{"name":"","of":1,"bars":[],"x":1}],"note":""}', "picture.panels: more keys"),
        (
            '{"title":"","panels":[{"name":"","of":1,"bars":[["a",1]]}],"note":""}',
            "picture.panels.bars: not 3 to 4 parts",
        ),
        (
            '{"title":"","panels":[{"name":"","of":1,"bars":[["a",1,true]]}],"note":""}',
            "picture.panels.bars.highest: not a whole number",
        ),
    ],
)
def test_a_chart_that_is_none_is_refused(picture: str, problem: str) -> None:
    with pytest.raises(UnreadableRow) as caught:
        decode_screen(f'{{"blocks":[],"rows":[],"takes_text":false,"picture":{picture}}}')

    assert problem in str(caught.value)


@pytest.mark.parametrize("action", [99, True, "1", None])
def test_an_action_of_a_newer_version_is_refused(action: object) -> None:
    with pytest.raises(Wrong, match=r"^action: not one that this version knows$"):
        decode_event({"event": "Lead", "action": action})


def test_an_action_is_stored_by_its_number() -> None:
    assert encode_event(Lead(coach_actions.CLOSE)) == {"event": "Lead", "action": 2}


def test_a_field_with_its_usual_value_is_not_stored_and_need_not_be() -> None:
    about = Lead(coach_actions.CLOSE, "wish")

    assert encode_event(about) == {"event": "Lead", "action": 2, "step": "wish"}
    assert decode_event(encode_event(about)) == about
    assert decode_event({"event": "Lead", "action": 2}) == Lead(coach_actions.CLOSE)


@pytest.mark.parametrize("raw", [None, [], {}, {"event": "Say", "text": "x", "seen": 1}, {"event": 5}])
def test_an_event_that_is_none_is_refused(raw: object) -> None:
    with pytest.raises(Wrong):
        decode_event(raw)


def test_an_event_tells_its_fields_but_for_usual_values() -> None:
    assert encode_event(Say("hello")) == {"event": "Say", "text": "hello"}
    assert encode_event(Say("hello", seen=False)) == {"event": "Say", "text": "hello", "seen": False}


def test_a_button_that_an_earlier_version_queued_keeps_its_meaning() -> None:
    assert decode_event({"event": "Reckoning"}) == HowComputed()
