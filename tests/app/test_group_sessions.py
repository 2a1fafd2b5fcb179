"""Coached sessions as people live them: the real bot on the strict Telegram, an hour in a second."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from itertools import count, pairwise
from typing import Final

import pytest

from bot.core.group.deadlines import DAY
from bot.core.group.session import GroupStage
from bot.core.words import log
from bot.playground import faults
from bot.playground.engine import FakeTelegram
from bot.playground.groups import Group, Topic
from bot.playground.people import Person
from bot.playground.world import ChatMessage, Toast
from bot.stores.sqlite.store import SqliteStore
from tests.coached import (
    COUNTED,
    Live,
    Session,
    cost,
    hurried,
    most_in_a_minute,
    now,
    passes,
    running,
    session,
)

ANSWERS: Final = ("A, with the certificate", "B, with the results", "I would meet both first")
MINUTE: Final = 60.0
HOUR: Final = 60 * MINUTE


def lived(
    people: int,
    play: Callable[[Live, Session], Awaitable[None]],
    *,
    refused: str = "",
    **group: bool,
) -> None:
    """A group of so many on a fresh bot; afterwards the bot has done nothing that Telegram refuses.

    refused: the one rule that it could not know of.
    """

    async def work() -> None:
        async with running() as live:
            await play(live, session(live, people, **group))
            await live.courier.settle()
        assert [breach for breach in live.telegram.finish() if breach.kind != refused] == []

    hurried(work())


def restarted(
    before: Callable[[Session], Awaitable[None]],
    after: Callable[[Live, Session], Awaitable[None]],
    away: float = 0.0,
) -> None:
    """A group of six whose bot ends after the first part, and is there again so many seconds later."""

    async def work() -> None:
        telegram = FakeTelegram(now=now, floods=True, slows_repeats=False)
        store = SqliteStore.in_memory()
        async with running(telegram=telegram, store=store) as live:
            held = session(live, 6)
            await before(held)
        await asyncio.sleep(away)
        async with running(telegram=telegram, store=store) as live:
            await after(live, held)

    hurried(work())


async def opened(held: Session, *, started: bool = True) -> None:
    """Everybody is in; the first question is open."""
    await held.begins()
    await held.join(within=20)
    if started:
        await held.leads("▶ Start")
        await held.coach.at(held.group).sees("Who would you hire", label="👁 My answer", timeout=90)
        await asyncio.sleep(5)


async def all_answer(held: Session, *labels: str) -> None:
    """The members give these answers, round and round."""
    for at, member in enumerate(held.in_group):
        await member.taps(labels[at % len(labels)]).answered(30)


async def revealed(held: Session) -> str:
    """The open question is closed, talked about if need be, and shown; what the group reads then."""
    await held.leads("Close and reveal")
    await asyncio.sleep(8)
    for label in ("Show the totals", "End the talk"):
        if held.console().button(label):
            await held.leads(label)
    await asyncio.sleep(30)
    return next(one.text for one in held.group.newest() if one.button("👁 My answer"))


async def result_of(member: Person) -> Toast:
    """What a member is shown who wants the result now, whatever was left out."""
    toast = await member.taps("🔒 My result").answered(30)
    if "for you alone" not in toast.text:
        return toast
    await asyncio.sleep(3)
    return await member.taps("🔒 My result").answered(30)


def buttons(message: ChatMessage) -> list[dict[str, str]]:
    assert message.keyboard is not None
    return [button for row in message.keyboard["inline_keyboard"] for button in row]


# --- the whole way ----------------------------------------------------------------------------


def test_a_session_in_which_nobody_opened_a_private_chat_gives_everybody_a_result() -> None:
    async def play(live: Live, held: Session) -> None:
        await held.begins()
        await held.join()
        await held.goes_through(10)
        told = [await result_of(each) for each in held.in_group]
        assert [toast.alert for toast in told] == [True] * 8
        assert all("Why:" in toast.text and len(toast.text) <= 200 for toast in told)
        assert [len(each.chat.messages) for each in held.members] == [0] * 8
        assert most_in_a_minute(live, held.group.id) <= 18

    lived(8, play)


def test_a_result_is_shared_with_the_coach_alone_by_a_second_tap_until_it_is_taken_back() -> None:
    """By who is forgotten, and by who leaves after the end and takes back the line on the wall, too."""

    async def play(live: Live, held: Session) -> None:
        await held.begins()
        await held.join()
        await held.goes_through(10)
        await live.courier.settle()
        wall = next(one for one in held.group.newest() if "Our wall of first steps" in one.text)
        maya, jonas, *others = held.in_group
        leaves = next(each for each in others if f"{each} · " in wall.text)

        def told() -> str:
            return held.console().text.partition("Shared with you")[2]

        for member in (maya, maya, jonas):
            await asyncio.sleep(0.1)
            toast = await member.taps("Share with the coach").answered(30)
            assert toast.alert
            assert toast.text.startswith("Anna would see your advice and the reasons for it")
        await asyncio.sleep(5)
        assert told() == ""
        toast = await maya.taps("Share with the coach").answered(30)
        await live.courier.settle()
        assert toast.text == "Shared with Anna, and with no one else."
        assert "Maya: " in told()
        assert "Jonas: " not in told()
        assert not [one for one in held.group.newest() if "Maya" in one.text and "Shared" in one.text]
        held.members[0].sends("/forgetme")
        await held.members[0].sees(label="Delete everything", timeout=30)
        await held.members[0].taps("Delete everything").answered(30)
        await asyncio.sleep(20)
        await live.courier.settle()
        assert told() == ""

        for pause in (3, 5):
            await leaves.taps("Share with the coach").answered(30)
            await asyncio.sleep(pause)
        await held.coach.sees(f"{leaves}: ", timeout=30)
        leaves.sends("/leave")
        await leaves.sees("You've left. What you shared with the coach", timeout=30)
        await asyncio.sleep(30)
        assert "Shared with you" not in held.console().text
        assert f"{leaves} · " not in held.group.messages[wall.message_id].text
        assert "Why:" in (await leaves.taps("🔒 My result").answered(30)).text

    lived(6, play)


def test_a_coach_finds_the_console_by_the_board() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held, started=False)
        await asyncio.sleep(10)
        before = held.console()
        toast = await held.coach.at(held.group).taps("In private ↗").answered(30)
        held.coach.opens(toast.url)
        console = await held.coach.sees("Taking part", label="▶ Start", after=before, timeout=30)
        assert console.message_id > before.message_id

    lived(5, play)


def test_somebody_outside_the_group_joins_by_the_invitation() -> None:
    async def play(live: Live, held: Session) -> None:
        await held.begins()
        await held.leads("Invite")
        await asyncio.sleep(10)
        await live.courier.settle()  # the picture is drawn in the machine's time
        invitation = next(one for one in held.coach.chat.newest() if one.text.startswith("Join “"))
        guest = live.telegram.person("Gil")
        guest.opens(invitation.text.split("\n")[0].split(": ")[-1])
        await asyncio.sleep(10)
        assert any("1 person is taking part." in one.text for one in held.group.newest())
        card, live_from = [*guest.chat.newest()][1::-1]
        assert card.buttons
        assert live_from.text.startswith("Live from “Career circle”")

    lived(3, play)


def test_who_opened_the_private_chat_gets_the_whole_result_there_and_is_asked_days_later_how_it_went() -> (
    None
):
    async def play(live: Live, held: Session) -> None:
        await held.begins()
        await held.join()
        maya, jonas = held.members[:2]
        toast = await maya.at(held.group).taps("In private ↗").answered(30)
        maya.opens(toast.url)
        await asyncio.sleep(5)
        await held.goes_through(10)
        await asyncio.sleep(30)
        assert any(one.button("All reasons") for one in maya.chat.newest())
        await passes(3 * DAY + 2 * HOUR)  # nobody is asked before nine
        await maya.sees("How did it go?", label="Not yet", timeout=120)
        toast = await maya.taps("Not yet").answered(30)
        assert toast.text.endswith("I'll ask once more later.")
        assert not jonas.chat.messages
        await maya.sees("So far you said: Not yet.", timeout=30)

    lived(6, play)


# --- what is never told -----------------------------------------------------------------------


def outgoing(labels: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every call but the private answers to taps, from the lobby until just before the reveal."""
    calls: list[tuple[str, str]] = []

    async def work() -> None:
        numbers = count(1000)
        async with running(ids=lambda: next(numbers)) as live:
            held = session(live, 9)
            await opened(held)
            await all_answer(held, *labels)
            await asyncio.sleep(30)
            calls.extend(
                (call.method, repr(sorted(call.given.items())))
                for call in live.telegram.calls
                if call.method not in ("answerCallbackQuery", "getUpdates")
            )

    hurried(work())
    return calls


def test_before_a_reveal_no_byte_that_goes_out_depends_on_what_was_answered() -> None:
    assert outgoing(ANSWERS[:1]) == outgoing(ANSWERS) == outgoing(tuple(reversed(ANSWERS)))


def test_fewer_than_five_get_results_and_talk_in_pairs_and_no_totals() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, ANSWERS[0])
        text = await revealed(held)
        assert "Fewer than 5 people answered, so no totals are shown. Talk in twos or threes" in text
        assert not re.search(r"\d+ of \d+$", text, re.MULTILINE)

    lived(4, play)


# --- side by side -----------------------------------------------------------------------------


def test_two_sessions_in_two_topics_of_one_group_do_not_mix() -> None:
    async def play(live: Live, held: Session) -> None:
        group, other = held.group, live.telegram.person("Boris")
        held.coach.at(group).promotes(_joined(other, group))
        red, blue = (held.coach.at(group).begins_topic(name) for name in ("Red", "Blue"))
        for coach, topic in ((held.coach, red), (other, blue)):
            coach.sends("/start")
            await asyncio.sleep(3)
            coach.at(group, topic).sends("/coach ai-cert")
            await coach.at(group, topic).sees(label="Join", timeout=60)
        for at, member in enumerate(held.members):
            await member.at(group, (red, blue)[at % 2]).taps("Join").answered(30)
            await asyncio.sleep(3)
        await asyncio.sleep(30)
        for topic, people in ((red, 4), (blue, 3)):
            board = await held.coach.at(group, topic).sees(label="Join", timeout=30)
            assert f"{people} people are taking part" in board.text
            assert board.thread == topic.id
        assert most_in_a_minute(live, group.id) <= 18

    lived(7, play, topics=True)


def _joined(person: Person, group: Group) -> Person:
    person.at(group).joins()
    return person.at(group)


def test_one_coach_leads_two_groups_and_one_person_is_in_both() -> None:
    async def play(live: Live, held: Session) -> None:
        second = live.telegram.group("Evening circle", held.coach, *held.members)
        evening = Session(second, held.coach, held.members, held.chance)
        await opened(held, started=False)
        held.coach.at(second).sends("/coach ai-programme")
        await held.coach.at(second).sees(label="Join", timeout=60)
        maya = held.members[0]
        toast = await maya.at(second).taps("Join").answered(30)
        assert "You're in, Maya" in toast.text
        await asyncio.sleep(20)
        consoles = [one.text for one in held.coach.chat.newest() if one.button("Pause")]
        assert [text.splitlines()[0] for text in consoles] == [
            "Evening circle · Is this AI programme the right one for me?",
            "Career circle · Should I get an AI certification?",
        ]
        assert "Taking part: Maya\n" in f"{consoles[0]}\n"
        assert evening.group.id != held.group.id

    lived(6, play)


# --- people come and go -----------------------------------------------------------------------


def test_a_latecomer_answers_the_open_question_and_catches_up_in_private() -> None:
    async def play(live: Live, held: Session) -> None:
        late = live.telegram.person("Zoe")
        await opened(held)
        late.at(held.group).joins()
        await asyncio.sleep(2)
        toast = await late.at(held.group).taps(ANSWERS[1]).answered(30)
        assert toast.text.startswith("You're in, and your answer is saved: B, with the results.")
        toast = await late.at(held.group).taps("In private ↗").answered(30)
        late.opens(toast.url)
        card = await late.sees(label="Certify now", timeout=30)
        assert "where do you lean today" in card.text

    lived(5, play)


def test_who_leaves_is_waited_for_no_more() -> None:
    async def play(live: Live, held: Session) -> None:
        held.coach.at(held.group).promotes_bot()
        await opened(held)
        await asyncio.sleep(20)
        held.in_group[0].leaves()
        await asyncio.sleep(20)
        assert "✔ 0 of 5" in held.console().text
        assert "Maya" not in held.console().text.split("Anna:")[0]

    lived(6, play)


def test_everything_of_a_member_can_be_forgotten_in_the_middle() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        maya = held.members[0]
        maya.sends("/forgetme")
        await maya.sees(label="Delete everything", timeout=30)
        await maya.taps("Delete everything").answered(30)
        await asyncio.sleep(20)
        (group,) = await live.store.groups_in(held.group.id)
        found = await live.store.group(group.id)
        assert {each.member.name for each in found.seats} == {"Jonas", "Aisha", "Pavel", "Lena", "Igor"}
        assert "Maya" not in held.console().text

    lived(6, play)


# --- coaches ----------------------------------------------------------------------------------


def test_who_writes_as_the_group_confirms_by_a_tap() -> None:
    async def play(live: Live, held: Session) -> None:
        held.coach.sends("/start")
        held.coach.at(held.group).turns_anonymous()
        held.coach.at(held.group).sends("/coach")
        asked = await held.coach.at(held.group).sees("You're posting as the group", timeout=30)
        stranger = await held.in_group[0].taps(asked.buttons[0][0]).answered(30)
        assert "Only a group admin" in stranger.text
        toast = await held.coach.at(held.group).taps(asked.buttons[0][0]).answered(30)
        assert toast.text.startswith("You're the coach of this session now.")
        await held.coach.at(held.group).sees("Coach: Anna", label="Join", timeout=30)

    lived(3, play)


def test_only_an_admin_begins() -> None:
    async def play(live: Live, held: Session) -> None:
        held.in_group[0].sends("/coach ai-cert")
        await held.in_group[0].sees("Only a group admin", timeout=30)
        assert await live.store.groups_in(held.group.id) == ()

    lived(3, play)


def test_a_silent_coach_is_told_of_and_an_admin_takes_over() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await asyncio.sleep(11 * MINUTE)
        await held.coach.at(held.group).sees("The coach is away. Your answers are safe", timeout=90)
        other = held.in_group[0]
        held.members[0].sends("/start")
        held.coach.at(held.group).promotes(other)
        other.sends("/coach")
        await other.sees(label="Take over", timeout=30)
        toast = await other.taps("Take over").answered(30)
        assert toast.text.startswith("You're the coach of this session now.")
        await held.coach.sees("Maya is now the coach of “Career circle”", timeout=30)
        await other.sees("Coach: Maya", label="Join", timeout=90)

    lived(5, play)


def test_of_two_coaches_at_once_one_moves_on_and_the_other_is_told() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        other = held.members[0]
        other.sends("/start")
        held.coach.at(held.group).promotes(other.at(held.group))
        other.at(held.group).sends("/coach")
        await other.at(held.group).sees(label="Help the coach", timeout=60)
        await other.at(held.group).taps("Help the coach").answered(30)
        await other.sees(label="Close and reveal", timeout=60)
        await held.coach.sees(label="Close and reveal", timeout=60)
        await all_answer(held, *ANSWERS)
        await asyncio.sleep(10)
        first, second = held.coach.taps("Close and reveal"), other.taps("Close and reveal")
        said = [(await each.answered(30)).text for each in (first, second)]
        assert sorted(said) == ["", "Anna got there first. Step 1 of 23 is about to close."]
        (group,) = await live.store.groups_in(held.group.id)
        assert [entry.what for entry in group.log].count(log.closed()) == 1

    lived(5, play)


def test_a_closed_step_goes_on_telling_what_was_answered_there() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, ANSWERS[1])
        await revealed(held)
        first = next(one for one in held.group.newest() if one.button("👁 My answer"))
        await held.leads("Next ›")
        await held.coach.at(held.group).sees(label="Why this?", after=first, timeout=90)
        toast = await held.in_group[0].taps("👁 My answer", message=first).answered(30)
        assert toast.text == f"Your answer\n→ {ANSWERS[1]}"

    lived(6, play)


def test_a_reveal_can_be_taken_back() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await held.leads("Close and reveal")
        await held.leads("Cancel")
        await asyncio.sleep(20)
        (group,) = await live.store.groups_in(held.group.id)
        assert (group.stage, group.taken, group.shown) == (GroupStage.OPEN, (), ())

    lived(6, play)


# --- what happens to a group ------------------------------------------------------------------


def test_a_bot_that_was_taken_out_goes_on_in_fresh_messages_when_it_is_back() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        anna = held.coach.at(held.group)
        anna.removes_bot()
        await held.coach.sees("I can't write in the group right now", timeout=30)
        await asyncio.sleep(MINUTE)
        before = max(held.group.messages)
        anna.adds_bot()
        step = await anna.sees("Answered: 6 of 6", label="👁 My answer", timeout=90)
        assert step.message_id > before

    lived(6, play)


async def in_a_topic(live: Live, held: Session) -> tuple[Topic, Person]:
    """A session in a topic of the group, talking about its first question; the topic, and the coach there."""
    topic = held.coach.at(held.group).begins_topic("Red")
    anna = held.coach.at(held.group, topic)
    held.coach.sends("/start")
    await asyncio.sleep(3)
    anna.sends("/coach ai-cert")
    await anna.sees(label="Join", timeout=60)
    for member in held.members:
        await member.at(held.group, topic).taps("Join").answered(30)
    await held.leads("▶ Start")
    await anna.sees("Who would you hire", label="👁 My answer", timeout=90)
    for member in held.members:
        await member.at(held.group, topic).taps(ANSWERS[0]).answered(30)
    await held.leads("Close and reveal")
    await asyncio.sleep(30)
    return topic, anna


def test_a_bot_that_is_muted_waits_and_goes_on_in_fresh_messages_when_it_may_write_again() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await asyncio.sleep(10)
        before = held.open_step()
        held.coach.at(held.group).mutes_bot()
        await held.coach.sees("I can't write in the group right now.", label="Try again", timeout=90)

        held.coach.at(held.group).promotes_bot()

        anna = held.coach.at(held.group)
        step = await anna.sees("Answered: 6 of 6", label="👁 My answer", after=before, timeout=90)
        assert step.message_id > before.message_id

    lived(6, play)


def test_a_session_whose_topic_is_closed_goes_on_there_once_it_is_open_again() -> None:
    async def play(live: Live, held: Session) -> None:
        topic, anna = await in_a_topic(live, held)
        anna.closes_topic(topic)
        await held.leads("Ask again")
        await held.coach.sees("Reopen the topic", label="Try again", timeout=90)
        anna.reopens_topic(topic)
        await held.leads("Try again")
        step = await anna.sees("Looked again", label="👁 My answer", timeout=90)
        assert step.thread == topic.id

    lived(5, play, topics=True, refused="closed-topic")


@pytest.mark.parametrize(
    ("end", "refused"), [("closes_topic", "closed-topic"), ("deletes_topic", "unknown-topic")]
)
def test_a_session_whose_topic_is_gone_moves_to_general_only_when_the_coach_says_so(
    end: str, refused: str
) -> None:
    async def play(live: Live, held: Session) -> None:
        topic, anna = await in_a_topic(live, held)
        getattr(anna, end)(topic)
        await held.leads("Ask again")
        await held.coach.sees("Reopen the topic", label="Continue in General", timeout=90)
        assert not [one for one in held.group.newest() if not one.thread and one.buttons]
        await held.leads("Continue in General")
        step = await held.coach.at(held.group).sees("Looked again", label="👁 My answer", timeout=90)
        assert not step.thread
        await all_answer(held, step.buttons[0][0])
        (group,) = await live.store.groups_in(held.group.id)
        assert (group.thread, group.stage) == (None, GroupStage.OPEN)

    lived(5, play, topics=True, refused=refused)


def test_a_group_that_becomes_a_supergroup_keeps_its_session() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await asyncio.sleep(30)
        upgraded = held.coach.at(held.group).upgrades_group()
        moved = held.coach.at(upgraded)
        await moved.sees("Answered: 6 of 6", label="👁 My answer", timeout=120)
        await moved.sees(label="Join", timeout=90)
        toast = await held.members[0].at(upgraded).taps(ANSWERS[2]).answered(30)
        assert toast.text.startswith("Saved: I would meet both first")

    lived(6, play, supergroup=False)


def test_a_message_that_an_admin_deleted_comes_again() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await asyncio.sleep(30)
        step = held.open_step()
        held.coach.at(held.group).deletes(step)
        await held.in_group[0].sees(label="Join")
        await held.leads("Close and reveal")
        again = await held.coach.at(held.group).sees("Who would you hire", timeout=60)
        assert again.message_id > step.message_id

    lived(6, play)


def test_a_restart_in_the_middle_loses_nothing_and_announces_again_what_was_due() -> None:
    async def closing(held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await held.leads("Close and reveal")

    async def goes_on(live: Live, held: Session) -> None:
        step = await held.coach.at(held.group).sees("I was away for 3 minutes", timeout=60)
        assert "Closing in a moment" in step.text
        await asyncio.sleep(10)
        (group,) = await live.store.groups_in(held.group.id)
        assert group.stage is GroupStage.TALK
        await held.leads("Show the totals")
        await asyncio.sleep(30)
        shown = next(one.text for one in held.group.newest() if one.button("👁 My answer"))
        assert "B, with the results: 2 of 6" in shown  # a warm-up is told exactly

    restarted(closing, goes_on, away=3 * MINUTE)


def test_after_a_restart_private_answers_count_at_once() -> None:
    async def in_private(held: Session) -> None:
        await opened(held)
        toast = await held.in_group[0].taps("In private ↗").answered(30)
        held.members[0].opens(toast.url)
        await held.leads("Skip")
        await asyncio.sleep(8)

    async def counts(live: Live, held: Session) -> None:
        await held.members[0].taps("Certify now").answered(30)
        await asyncio.sleep(10)
        assert "✔ 1 of 6" in held.console().text

    restarted(in_private, counts)


def test_a_member_who_types_commands_all_the_time_does_not_keep_the_coach_waiting() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        maya = held.in_group[0]

        async def types() -> None:
            while True:
                maya.sends("/log")
                await asyncio.sleep(1)

        typing = asyncio.create_task(types())
        await asyncio.sleep(90)
        held.coach.at(held.group).sends("/next")
        await asyncio.sleep(5)
        typing.cancel()
        (group,) = await live.store.groups_in(held.group.id)
        assert (group.log[-1].who, group.log[-1].what) == ("Anna", log.revealed())
        told = [one for one in held.group.newest() if "What happened in this session" in one.text]
        assert len(told) <= 8

    lived(6, play)


def test_the_private_card_follows_what_is_answered_in_the_group() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        maya = held.members[0]
        toast = await maya.at(held.group).taps("In private ↗").answered(30)
        maya.opens(toast.url)
        card = await maya.sees("where do you lean", timeout=30)
        await held.leads("Skip")
        await asyncio.sleep(8)
        await maya.at(held.group).taps("Certify now").answered(30)
        await asyncio.sleep(5)
        assert " · 2 of about " in maya.chat.messages[card.message_id].text
        assert next(maya.chat.newest()).message_id == card.message_id

    lived(5, play)


def test_leaving_by_a_command_is_answered() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        maya = held.in_group[0]
        maya.sends("/leave")
        await maya.sees("You've left this session, and your answers won't count from now on.", timeout=30)
        maya.sends("/leave")
        await maya.sees("You aren't part of a session here.", timeout=30)
        held.coach.at(held.group).sends("/leave")
        await maya.sees("You're the coach of this session.", timeout=30)

    lived(5, play)


def test_everybody_can_still_read_the_log_after_the_end() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        for _ in range(2):  # the second tap confirms
            await held.leads("End")
            await asyncio.sleep(5)
        await held.in_group[0].sees("The session has ended", timeout=60)
        held.in_group[0].sends("/log")
        told = await held.in_group[0].sees("What happened in this session", timeout=30)
        assert "ended the session" in told.text

    lived(5, play)


def test_a_group_that_becomes_a_supergroup_after_the_end_still_gives_everybody_a_result() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held, started=False)
        await held.goes_through(10, minutes=20)
        before = [(await each.taps("🔒 My result").answered(30)).text for each in held.in_group]

        upgraded = held.coach.at(held.group).upgrades_group()

        board = await held.coach.at(upgraded).sees("The session has ended", label="🔒 My result", timeout=90)
        moved = [each.at(upgraded) for each in held.members]
        told = [await each.taps("🔒 My result", message=board).answered(30) for each in moved]
        assert [each.text for each in told] == before

    lived(6, play, supergroup=False)


def test_who_blocked_the_bot_is_not_said_to_be_reminded_until_they_answer_in_private_again() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await revealed(held)
        await held.leads("Next ›")
        maya = held.members[0]
        maya.opens((await maya.at(held.group).taps("In private ↗").answered(30)).url)
        card = await maya.sees("Group session: Career circle", timeout=30)

        async def reminded() -> str:
            await asyncio.sleep(70)
            return (await held.coach.taps("Remind").answered(30)).text

        there = await reminded()
        maya.blocks_bot()
        blocked = await reminded()
        maya.unblocks_bot()
        await maya.taps(card.buttons[0][0], message=card).answered(30)
        (group,) = await live.store.groups_in(held.group.id)
        (seat, *_) = (await live.store.group(group.id)).seats

        assert there == "Reminded in private: 1. No private chat with me: 4."
        assert blocked == "Reminded in private: 0. No private chat with me: 5."
        assert (seat.member.name, seat.member.private) == ("Maya", True)

    lived(5, play)


def test_who_is_in_the_group_again_counts_again_only_by_join() -> None:
    async def play(live: Live, held: Session) -> None:
        held.coach.at(held.group).promotes_bot()
        await opened(held)
        maya = held.in_group[0]
        for go in (maya.leaves, maya.joins):
            go()
            await asyncio.sleep(20)
            assert "✔ 0 of 4" in held.console().text
        await maya.taps("Join").answered(30)
        await asyncio.sleep(20)
        assert "✔ 0 of 5" in held.console().text

    lived(5, play)


def test_a_stranger_who_types_coach_all_the_time_leaves_the_group_its_calls() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        for _ in range(60):
            held.in_group[0].sends("/coach")
            await asyncio.sleep(1)
        await all_answer(held, *ANSWERS)
        await held.coach.at(held.group).sees("Answered: 6 of 6", timeout=20)
        said = [one for one in held.group.newest() if "is open here, with Anna as coach" in one.text]
        assert len(said) <= 6

    lived(6, play)


def test_a_deleted_session_leaves_a_console_without_buttons() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held, started=False)
        await held.leads("End")
        await asyncio.sleep(5)
        await held.leads("End")
        await asyncio.sleep(8)
        await live.courier.settle()
        console = await held.coach.sees(label="Delete this session", timeout=30)
        for answer in ("Tap again", "Deleted."):
            toast = await held.coach.taps("Delete this session").answered(30)
            assert answer in toast.text
            await asyncio.sleep(5)
        assert not held.coach.chat.messages[console.message_id].buttons
        assert await live.store.groups_in(held.group.id) == ()

    lived(5, play)


def test_who_was_put_out_of_the_group_is_not_brought_back_by_the_private_link() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        maya = held.members[0]
        toast = await maya.at(held.group).taps("In private ↗").answered(30)
        maya.at(held.group).leaves()
        await asyncio.sleep(5)
        maya.opens(toast.url)
        await asyncio.sleep(10)
        assert "✔ 0 of 5" in held.console().text

    lived(6, play)


def test_a_coach_who_was_put_out_of_the_group_leads_no_more() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        boris = live.telegram.person("Boris").at(held.group)
        boris.joins()
        held.coach.at(held.group).promotes(boris)
        boris.removes(held.coach.at(held.group))
        await held.coach.sees("you're no longer its coach", timeout=30)
        await held.coach.sees("You're no longer the coach of “Career circle”.", timeout=30)
        boris.sends("/coach")
        await boris.sees(label="Take over", timeout=30)
        toast = await boris.taps("Take over").answered(30)
        assert toast.text.startswith("You're the coach of this session now.")

    lived(5, play)


def test_a_supergroup_goes_on_talking_with_the_reasons_to_tap() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await held.leads("Close and reveal")
        await asyncio.sleep(20)
        upgraded = held.coach.at(held.group).upgrades_group()
        await asyncio.sleep(60)
        (talk,) = [one for one in upgraded.newest() if one.text.startswith("Talk first")]
        assert talk.button("1")

    lived(6, play, supergroup=False)


def test_a_session_does_not_move_to_general_where_another_is_open() -> None:
    async def play(live: Live, held: Session) -> None:
        topic, _ = await in_a_topic(live, held)
        held.coach.at(held.group).sends("/coach ai-programme")
        await asyncio.sleep(10)
        held.coach.at(held.group).deletes_topic(topic)
        await held.leads("Ask again")
        await held.coach.sees(label="Continue in General", timeout=120)
        toast = await held.coach.taps("Continue in General").answered(30)
        assert toast.text.startswith("There's already a session in General.")

    lived(5, play, topics=True, refused="unknown-topic")


def test_a_pause_of_a_week_ends_where_it_began() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await held.leads("Pause")
        await passes(7 * DAY)
        before = max(held.group.messages)
        await held.leads("▶ Continue")
        step = await held.coach.at(held.group).sees("Answered: 6 of 6", label="👁 My answer", timeout=90)
        assert step.message_id > before

    lived(6, play)


def test_a_flooded_group_waits_and_shows_its_newest_state_in_the_end() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held)
        live.telegram.faults.plan("editMessageText", faults.flooded(23), chat=held.group.id)
        await all_answer(held, *ANSWERS)
        await held.leads("Close and reveal")
        await held.coach.sees("lets me write in “Career circle” again in", timeout=60)
        await held.coach.at(held.group).sees("Talk first", timeout=120)
        edits = [
            call.time
            for call in live.telegram.calls
            if call.method in COUNTED and str(call.given.get("chat_id")) == str(held.group.id)
        ]
        waits = [after - before for before, after in pairwise(edits)]
        assert max(waits) >= 23

    lived(6, play)


def test_a_big_group_gets_at_most_eighteen_messages_and_edits_in_any_minute() -> None:
    async def play(live: Live, held: Session) -> None:
        await held.begins()
        await held.join(20)
        await held.goes_through(6, steps=14)
        assert 0 < most_in_a_minute(live, held.group.id) <= 18

    lived(40, play)


@pytest.mark.parametrize(("minutes", "alone", "taps"), [(45, True, 30), (60, False, 54)])
def test_an_hour_costs_few_messages_and_a_coach_who_lets_questions_close_few_taps(
    minutes: int, alone: bool, taps: int
) -> None:
    async def play() -> None:
        counted = await cost(12, minutes, alone=alone)
        talks, messages = (int(str(counted[each])) for each in ("talks", "messages in the group"))
        assert messages <= 18 + 3 * talks, counted
        assert int(str(counted["taps of the coach"])) <= taps, counted
        assert 0 < int(str(counted["most within any 60 s"])) <= 18, counted

    hurried(play())


def test_a_clock_that_telegram_does_not_let_through_does_not_run_yet() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held, started=False)
        live.telegram.faults.plan("sendMessage", faults.flooded(23), chat=held.group.id)
        await held.leads("▶ Start")
        await held.coach.at(held.group).sees("Closes in about 1 min.", timeout=90)
        await all_answer(held, *ANSWERS)
        await asyncio.sleep(45)
        (group,) = await live.store.groups_in(held.group.id)
        assert (group.stage, group.clock) == (GroupStage.OPEN, 30)
        await held.coach.at(held.group).sees("Talk first", timeout=60)

    lived(6, play)


def test_after_a_restart_a_clock_says_that_it_stood_still_and_goes_on() -> None:
    async def on_the_clock(held: Session) -> None:
        await opened(held)
        await all_answer(held, *ANSWERS)
        await asyncio.sleep(30)

    async def goes_on(live: Live, held: Session) -> None:
        step = await held.coach.at(held.group).sees("I was away for 3 minutes", timeout=60)
        assert "So I added more time. ⏱ Closes in about 30 s." in step.text
        for seconds, stage in ((10, GroupStage.OPEN), (30, GroupStage.TALK)):
            await asyncio.sleep(seconds)
            (group,) = await live.store.groups_in(held.group.id)
            assert group.stage is stage

    restarted(on_the_clock, goes_on, away=3 * MINUTE)


def test_a_coach_begins_from_the_private_chat_by_a_link_into_the_group() -> None:
    async def play(live: Live, held: Session) -> None:
        anna = held.coach.at(held.group)
        anna.removes_bot()
        held.coach.sends("/coach")
        menu = await held.coach.sees("Coach a group", timeout=30)
        links = [button["url"] for button in buttons(menu)]
        assert links[0].endswith("?startgroup=c-ai-cert")
        anna.adds_bot("c-ai-cert")
        await anna.sees("Coach: Anna", label="Join", timeout=60)

    lived(3, play)


def test_start_without_a_link_offers_the_groups_that_one_is_in() -> None:
    async def play(live: Live, held: Session) -> None:
        await opened(held, started=False)
        held.coach.sends("/start")
        await held.coach.sees("You're coaching a group", timeout=30)
        maya = held.members[0]
        maya.sends("/start")
        menu = await maya.sees("You're taking part in a group", timeout=30)
        (button,) = buttons(menu)
        assert button["text"] == "Should I get an AI certification? · Career circle"
        maya.opens(button["url"])
        card = await maya.sees("where do you lean today", label="Certify now", timeout=30)
        await maya.taps("Certify now", message=card).answered(30)
        await held.leads("▶ Start")

    lived(3, play)


def test_a_coach_takes_a_saved_plan_to_the_next_group() -> None:
    async def play(live: Live, held: Session) -> None:
        await held.begins()
        for label in ("30 min", "Plan", "Save for my next group", "‹ Back"):
            await held.leads(label)
            await asyncio.sleep(5)
        circle = live.telegram.group("Evening circle", held.coach)
        held.coach.at(circle).sends("/coach ai-cert")
        await held.coach.sees("Evening circle", label="Plan", timeout=30)
        for label in ("Plan", "As in “Career circle”"):
            await held.leads(label)
            await asyncio.sleep(5)

        (earlier,), (later,) = [await live.store.groups_in(each.id) for each in (held.group, circle)]
        assert later.plan == earlier.kept == earlier.plan

    lived(5, play)
