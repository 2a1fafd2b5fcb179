"""Sessions, buttons and second taps that the version before left behind go on.

The bodies and the stamps were made by that version.
"""

import pytest

from bot.core.group import coach_actions
from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext
from bot.core.group.coach_moves import press
from bot.core.group.log_before import LINES, is_current, read_old_line
from bot.core.group.screens.console import log_line
from bot.core.group.session import Entry, GroupChange, GroupSession, GroupStage
from bot.core.group.status import lead_stamp
from bot.core.words import coach_toasts, log
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import verbatim
from bot.stores.group_codec import decode_group, encode_group
from tests.example import dog
from tests.groups import CHAT, COACH, GROUP

HEAD = '{"place":"Team","coach_name":"Anna","step":2,"acted_at":1000.0,'
OPENED = '"log":[[900.0,"Anna","opened the session",42]'
PAUSED = HEAD + '"before":"open",' + OPENED + ',[1000.0,"Anna","Pause",42]]}'
ASKED_TO_END = PAUSED[:-2] + ',[1010.0,"Anna","asked to end the session",42]]}'
ASKED_TO_DELETE = (
    HEAD + OPENED + ',[1000.0,"Anna","Pause",42],[1010.0,"Anna","asked to delete the session",42]]}'
)
REMINDED = HEAD + OPENED + ',[1010.0,"Anna","reminded those who have not answered",42]]}'
CLOSING = (
    HEAD
    + '"before":"open","pending":"reveal","wall":["Tomorrow: write to one employer"],'
    + OPENED
    + ',[1010.0,"The clock","announced the close"]]}'
)
STAMPS = {
    ("paused", PAUSED): 976307330,
    ("ended", ASKED_TO_DELETE): 3468315658,
    ("paused", ASKED_TO_END): 979063046,
    ("open", REMINDED): 379996580,
    ("closing", CLOSING): 3970708748,
}


def stored(stage: str, body: str) -> GroupSession:
    return decode_group(GROUP, CHAT, None, "dog", dog().logic_hash, COACH, stage, None, 3, body)


def pressed(group: GroupSession, action: Action, turn: int, at: float = 1020.0) -> GroupChange:
    """The coach taps a button of a console."""
    return press(CoachContext(dog(), group, (), "Anna", at, ENGLISH, COACH), action, turn)


@pytest.mark.parametrize(("row", "stamp"), STAMPS.items())
def test_a_button_of_the_version_before_is_good_where_the_group_still_stands(
    row: tuple[str, str], stamp: int
) -> None:
    group = stored(*row)

    assert is_current(stamp, group)
    assert is_current(lead_stamp(group), group)
    assert not is_current(stamp ^ 1, group)


def test_a_button_of_the_version_before_does_what_it_says() -> None:
    change = pressed(stored("paused", PAUSED), coach_actions.RESUME, 976307330)

    assert change.group is not None
    assert (change.group.stage.value, change.group.log[-1].what) == ("open", log.resumed())


def test_a_button_of_the_version_before_is_stale_once_something_was_done() -> None:
    resumed = pressed(stored("paused", PAUSED), coach_actions.RESUME, 976307330).group
    assert resumed is not None

    change = pressed(resumed, coach_actions.PAUSE, 976307330)

    assert change.group is None
    assert change.notice is not None
    assert change.notice.text.id == coach_toasts.out_of_date(verbatim("")).id


@pytest.mark.parametrize(
    ("stage", "body", "action", "stamp"),
    [
        ("ended", ASKED_TO_DELETE, coach_actions.DELETE, 3468315658),
        ("paused", ASKED_TO_END, coach_actions.END, 979063046),
    ],
)
@pytest.mark.parametrize(("seconds", "is_done"), [(59, True), (61, False)])
def test_a_second_tap_within_a_minute_counts_across_versions(
    stage: str, body: str, action: Action, stamp: int, seconds: int, is_done: bool
) -> None:
    change = pressed(stored(stage, body), action, stamp, 1010.0 + seconds)

    has_ended = change.group is not None and change.group.stage is GroupStage.ENDED
    assert (change.deleted if action is coach_actions.DELETE else has_ended) == is_done


def test_a_reminder_of_the_version_before_is_not_sent_again_at_once() -> None:
    change = pressed(stored("open", REMINDED), coach_actions.NUDGE, 379996580)

    assert change.tell == ()


def test_what_the_version_before_stored_is_read_as_codes_and_stored_so() -> None:
    group = stored("closing", CLOSING)

    assert [entry.what for entry in group.log] == [log.opened(), log.closing_by_itself()]
    assert group.wall == (verbatim("Tomorrow: write to one employer"),)
    assert stored("closing", encode_group(group)) == group
    assert "announced" not in encode_group(group)


def test_a_line_that_nobody_knows_is_repeated() -> None:
    assert read_old_line("did a dance") == verbatim("did a dance")
    assert len(set(LINES.values())) == len(LINES)


def test_no_wording_goes_into_a_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    group = stored("paused", PAUSED)
    before = lead_stamp(group)

    monkeypatch.setattr(type(ENGLISH), "__call__", lambda *_: "…")

    assert lead_stamp(group) == before


def test_what_the_bot_did_under_a_name_reads_as_a_sentence_of_its_own() -> None:
    entry = stored("closing", CLOSING).log[-1]

    assert (entry.who, log_line(entry)) == ("The clock", log.closing_by_itself())


def test_a_line_that_this_version_does_not_have_costs_no_group() -> None:
    body = HEAD + '"wall":[["wall.of_tomorrow",{}]],"log":[[900.0,"Anna",["log.of_tomorrow",{}],42]]}'

    group = stored("paused", body)

    assert group.wall == (verbatim("…"),)
    assert [(each.who, each.what) for each in group.log] == [("Anna", verbatim("…"))]


def test_a_line_of_a_forgotten_coach_reads_the_same_however_it_was_stored() -> None:
    body = HEAD + '"log":[[900.0,"somebody who left","Pause",0]]}'

    entry = stored("paused", body).log[-1]

    assert entry == Entry(900.0, "", log.line_of_former_coach(log.paused()))
    assert ENGLISH(log_line(entry)) == "Someone who left: paused the session"
