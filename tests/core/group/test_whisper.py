"""A word to the coach comes without a name, an order or a moment, and its writer stays in charge of it."""

from dataclasses import replace

import pytest

from bot.core.group import coach_actions, coach_moves, whisper_moves, writing_actions
from bot.core.group.actions import Action
from bot.core.group.coach_moves import perform
from bot.core.group.events import ChangeWhisper, DropWhisper, Join, SendWhisper, WriteWhisper
from bot.core.group.plan import whole_plan
from bot.core.group.session import GroupChange, GroupStage
from bot.core.group.whisper import LONGEST_WHISPER, MOST_WHISPERS, Fate, Unsaid, heard, read_whisper
from bot.core.screen.surface import Notice, Role
from bot.core.words import whispers as words
from bot.core.words.english import ENGLISH
from tests.example import dog
from tests.groups import CHAT, COACH, Rehearsed, rehearsed

DOG = dog()
HEAVY = "I want to kill myself"


def gathered(people: int = 6) -> Rehearsed:
    """A group whose members have opened their private chats."""
    group = rehearsed(DOG, people)
    group.group = replace(group.group, plan=whole_plan(DOG))
    for person, seat in group.seats.items():
        group.seats[person] = replace(seat, member=replace(seat.member, private=True), is_known=True)
    return group


def types(group: Rehearsed, person: int, text: str) -> GroupChange:
    return group.kept(whisper_moves.write_whisper(group.seats[person], text, ENGLISH))


def whispers(group: Rehearsed, person: int, text: str) -> GroupChange:
    group.tap(person, WriteWhisper())
    types(group, person, text)
    group.at += 1
    return group.tap(person, SendWhisper())


def moves_on(group: Rehearsed) -> Rehearsed:
    group.at += 1
    group.lead(coach_actions.START if group.group.stage is GroupStage.LOBBY else coach_actions.PAUSE)
    return group


def does(group: Rehearsed, action: Action, at: int = 0) -> GroupChange:
    """The coach does something with a word they see."""
    name = heard(group.group, tuple(group.seats.values()))[at].name
    group.at += 1
    return group.kept(perform(replace(group.context("Anna", COACH), about=name), action))


def read(group: Rehearsed) -> list[str]:
    return [each.whisper.text for each in heard(group.group, tuple(group.seats.values()))]


def page(group: Rehearsed) -> str:
    group.lead(writing_actions.READ_WHISPERS)
    return group.said(Role.CONSOLE, str(COACH))


def written(group: Rehearsed, person: int) -> str:
    return group.said(Role.WHISPER, str(person))


# --- writing --------------------------------------------------------------------------------


def test_before_it_is_sent_it_is_said_who_sees_it_and_how() -> None:
    group = gathered()
    group.tap(1, WriteWhisper())
    first = written(group, 1)
    types(group, 1, "Is this paid for?")
    second = written(group, 1)

    assert "Your coach, and whoever else coaches this session, sees this without your name" in first
    assert "Your coach, and whoever else coaches this session, sees this without your name" in second
    assert ("“Is this paid for?”" in second, read(moves_on(group))) == (True, [])


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (1, "Only 1 person takes part, and that's you: your coach will know who wrote it."),
        (4, "Only 4 of you take part, so your coach may well know who wrote it."),
        (5, ""),
    ],
)
def test_in_a_small_group_it_is_said_that_a_missing_name_hides_little(people: int, said: str) -> None:
    group = gathered(people)
    group.tap(1, WriteWhisper())
    first = written(group, 1)
    types(group, 1, "Is this paid for?")

    for each in (first, written(group, 1)):
        assert [line for line in each.splitlines() if line.startswith("Only ")] == ([said] if said else [])


def test_it_comes_to_the_coach_once_the_session_has_moved_on() -> None:
    group = gathered()
    whispers(group, 1, "Is this paid for?")
    before = read(group)

    assert (before, read(moves_on(group))) == ([], ["Is this paid for?"])


def test_what_is_sent_in_the_last_seconds_comes_with_the_end() -> None:
    group = gathered()
    moves_on(group)
    group.lead(coach_actions.END)
    group.at += 1
    whispers(group, 1, "Thank you all")
    before = read(group)
    group.wait(6)

    assert (before, group.group.stage, read(group)) == ([], GroupStage.ENDED, ["Thank you all"])


@pytest.mark.parametrize(
    "action",
    [
        action
        for action in coach_actions.ACTIONS.values()
        if action.log is not None
        if not (action.trigger or action.handler in (coach_moves.close_question, coach_moves.end_session))
    ],
    ids=lambda action: action.label.id,
)
def test_nothing_that_only_the_coach_sees_brings_it_before_that(action: Action) -> None:
    """Else whoever coaches could choose the moment, and look who has just put a phone away."""
    group = gathered()
    moves_on(group)
    whispers(group, 1, "Is this paid for?")
    group.at += 5

    for _ in range(2):
        group.kept(perform(group.context("Anna", COACH), action))

    assert read(group) == []


def test_the_coach_sees_neither_name_nor_order() -> None:
    texts = {person: f"Word {person}" for person in range(1, 7)}
    orders = set()
    for shift in range(4):
        group = gathered()
        group.at += shift
        for person, text in texts.items():
            whispers(group, person, text)
        orders.add(tuple(read(moves_on(group))))
    shown = page(group)

    assert len(orders) > 1
    assert [each for each in orders if sorted(each) != sorted(texts.values())] == []
    assert [
        name for name in ("P1", "P2", "P3", "P4", "P5", "P6") if name in shown.split("Words to you")[-1]
    ] == []


def test_the_group_is_shown_where_to_write_and_nothing_is_taken_there() -> None:
    group = rehearsed(DOG, 3)
    change = group.tap(1, WriteWhisper())

    assert (change.seats, change.notice) == ((), Notice(words.where(), alert=True))


def test_whoever_has_a_private_chat_is_written_to_there() -> None:
    group = gathered()
    change = group.tap(1, WriteWhisper())

    assert (change.notice, change.show[0].role, change.show[0].chat, change.show[0].below) == (
        Notice(words.in_private()),
        Role.WHISPER,
        1,
        True,
    )


def test_a_word_is_written_again_or_thrown_away() -> None:
    group = gathered()
    group.tap(1, WriteWhisper())
    types(group, 1, "One")
    group.tap(1, ChangeWhisper())
    types(group, 1, "Two")
    changed = group.seats[1].member.to_coach.unsaid
    group.tap(1, DropWhisper())
    group.tap(1, SendWhisper())

    assert (changed, read(moves_on(group))) == (Unsaid("Two"), [])


def test_a_doubled_tap_sends_it_once() -> None:
    group = gathered()
    whispers(group, 1, "Once")
    group.tap(1, SendWhisper())

    assert read(moves_on(group)) == ["Once"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("\u200b", words.nothing_to_read()), ("x" * 501, words.too_long(LONGEST_WHISPER, 501))],
)
def test_what_cannot_be_read_is_said(text: str, why: object) -> None:
    assert read_whisper(text) == why


def test_links_in_it_are_none() -> None:
    assert read_whisper("see t.me/x @anna") == "see t․me/x @ anna"


def test_each_has_so_many_in_a_session() -> None:
    group = gathered()
    for at in range(MOST_WHISPERS):
        whispers(group, 1, f"Word {at}")
    more = group.tap(1, WriteWhisper())

    assert (len(read(moves_on(group))), more.notice) == (5, Notice(words.enough(5), alert=True))


def test_after_the_end_there_is_nobody_to_write_to() -> None:
    group = gathered()
    group.group = replace(group.group, stage=GroupStage.ENDED)

    assert group.tap(1, WriteWhisper()).notice == Notice(words.over(), alert=True)


def test_what_somebody_in_danger_writes_is_not_passed_on_unless_they_write_it_again() -> None:
    group = gathered()
    group.tap(1, WriteWhisper())
    types(group, 1, HEAVY)
    kept, asked = group.seats[1].member.to_coach, written(group, 1)
    types(group, 1, HEAVY)
    group.tap(1, SendWhisper())

    assert (kept.unsaid, kept.whispers, "I kept nothing of that" in asked) == (
        Unsaid(is_warned=True),
        (),
        True,
    )
    assert read(moves_on(group)) == [HEAVY]


def test_put_aside_no_text_is_for_it() -> None:
    group = gathered()
    group.tap(1, WriteWhisper())
    group.kept(whisper_moves.put_whisper_aside(group.seats[1]))

    assert types(group, 1, "For my card") == GroupChange()


def test_a_coach_and_a_stranger_write_none() -> None:
    group = gathered()

    assert [group.tap(person, WriteWhisper()).seats for person in (COACH, 99)] == [(), ()]


# --- the coach ------------------------------------------------------------------------------


def test_put_to_the_group_it_stands_there_as_written() -> None:
    group = gathered()
    whispers(group, 1, "Is this paid for?")
    change = does(moves_on(group), writing_actions.PUT_TO_GROUP)
    ((chat, _, screen),) = change.tell

    assert (chat, [block.text for block in screen.blocks], read(group)) == (
        CHAT,
        ["Someone in the group asks", "“Is this paid for?”"],
        [],
    )


def test_while_the_bot_is_out_of_the_group_it_waits_on_the_console() -> None:
    group = gathered()
    whispers(group, 1, "Is this paid for?")
    moves_on(group)
    group.group = replace(group.group, stage=GroupStage.DETACHED, before=GroupStage.OPEN)

    change = does(group, writing_actions.PUT_TO_GROUP)

    assert (change.tell, read(group)) == ((), ["Is this paid for?"])


def test_put_aside_by_the_coach_it_is_gone_from_the_console() -> None:
    group = gathered()
    whispers(group, 1, "Never mind")
    change = does(moves_on(group), writing_actions.SET_ASIDE)

    assert (change.tell, read(group), group.seats[1].member.to_coach.whispers[0].fate) == ((), [], Fate.ASIDE)


def test_whoever_is_muted_is_told_when_they_write_again_and_the_coach_learns_nothing() -> None:
    group = gathered()
    whispers(group, 1, "Rude")
    change = does(moves_on(group), writing_actions.MUTE_WRITER)
    again = group.tap(1, WriteWhisper())
    other = group.tap(2, WriteWhisper())

    assert change.notice == Notice(words.has_muted(), alert=True)
    assert (again.notice, other.notice) == (Notice(words.muted(), alert=True), Notice(words.in_private()))
    assert [entry.what for entry in group.group.log if "mute" in entry.what.id] == []


def test_a_word_that_another_coach_dealt_with_is_not_dealt_with_again() -> None:
    group = gathered()
    whispers(group, 1, "Once")
    name = heard(moves_on(group).group, tuple(group.seats.values()))[0].name
    does(group, writing_actions.SET_ASIDE)
    late = replace(group.context("Anna", COACH), about=name)

    assert perform(late, writing_actions.PUT_TO_GROUP) == GroupChange(notice=Notice(words.gone()))


def test_the_console_leads_to_them_only_where_there_are_any() -> None:
    group = gathered()
    labels = [button.label for row in group.screen(Role.CONSOLE, str(COACH)).rows for button in row]
    whispers(group, 1, "Hello")
    after = [
        button.label
        for row in moves_on(group).screen(Role.CONSOLE, str(COACH)).rows
        for button in row
        if button.label.startswith("Words to you")
    ]

    assert ([each for each in labels if each.startswith("Words to you")], after) == ([], ["Words to you (1)"])


def test_nothing_else_that_is_shown_says_what_was_written() -> None:
    group = gathered()
    whispers(group, 1, "Secret")
    moves_on(group)

    assert [each for each in group.everything_shown() if "Secret" in each] == []


def test_somebody_who_was_forgotten_leaves_none() -> None:
    group = gathered()
    whispers(group, 1, "Forget me")
    del group.seats[1]

    assert read(moves_on(group)) == []


def test_who_joins_again_is_still_muted() -> None:
    group = gathered()
    whispers(group, 1, "Rude")
    does(moves_on(group), writing_actions.MUTE_WRITER)
    seat = group.seats[1]
    group.seats[1] = replace(seat, member=replace(seat.member, here=False))
    group.tap(1, Join())

    assert group.tap(1, WriteWhisper()).notice == Notice(words.muted(), alert=True)
