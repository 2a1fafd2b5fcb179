"""What is written in private for a group: questions, words to the coach, steps; on the strict Telegram."""

import asyncio

from bot.playground.world import ChatMessage
from tests.coached import Session, hurried, running, session


async def opened(held: Session) -> None:
    await held.begins()
    await held.join(within=10)
    await asyncio.sleep(5)


def newest(held: Session) -> ChatMessage:
    """The coach's newest message of the bot's."""
    return next(one for one in held.coach.chat.newest() if one.text)


async def writes(held: Session, text: str, then: str) -> None:
    held.coach.sends(text)
    await held.coach.sees(then, timeout=30)
    await asyncio.sleep(2)


def test_a_question_that_a_coach_writes_is_asked_answered_and_shown() -> None:
    async def play() -> None:
        async with running() as live:
            held = session(live, 6)
            await opened(held)
            await held.leads("Own question")
            await held.coach.sees("What do you want to ask?", timeout=30)
            await writes(held, "What if I kill myself?", "I haven't added that to your question")
            await writes(held, "Where shall we have lunch? See t.me/x", "Now write the answers")
            await writes(held, "Inside\nOutside", "How exactly may the group")
            await held.leads("🔓 Show exactly")
            await held.coach.sees("Nothing has been asked yet", timeout=30)
            await held.leads("Ask it next")
            await held.leads("▶ Start")
            message = await held.coach.at(held.group).sees(
                "Where shall we have lunch", label="Inside", timeout=60
            )
            for member in held.in_group:
                await member.taps("Inside", message=message).answered(30)
            await held.leads("Close and reveal")
            shown = await held.coach.at(held.group).sees("Inside: 6 of 6", timeout=90)
            await live.courier.settle()

            assert "t․me/x" in shown.text
            assert live.telegram.finish() == ()

    hurried(play())


def test_what_is_typed_for_something_else_is_not_swallowed() -> None:
    async def play() -> None:
        async with running() as live:
            held = session(live, 3)
            held.coach.sends("/start ai-cert")
            await held.coach.sees("certif", timeout=30)
            await opened(held)
            await held.leads("Own question")
            await held.coach.sees("What do you want to ask?", timeout=30)
            await writes(held, "/start ai-cert", "certif")
            card = newest(held)
            await writes(held, "1", "")
            answered = card.text != newest(held).text
            await held.leads("Continue")
            await held.coach.sees("What do you want to ask?", timeout=30)
            await writes(held, "Who brings cake?", "Now write the answers")

            assert answered
            assert live.telegram.finish() == ()

    hurried(play())


def test_a_text_is_answered_while_a_question_is_on_hold() -> None:
    async def play() -> None:
        async with running() as live:
            held = session(live, 3)
            await opened(held)
            await held.leads("Own question")
            await held.coach.sees("What do you want to ask?", timeout=30)
            await writes(held, "/coach", "Choose a dialog, then your group")
            typed = held.coach.sends("Who brings cake?")
            await held.coach.sees("What would you like to decide?", after=typed, timeout=30)
            await live.courier.settle()

            assert live.telegram.finish() == ()

    hurried(play())


def test_a_word_to_the_coach_comes_without_a_name_and_is_shown_to_the_group() -> None:
    async def play() -> None:
        async with running() as live:
            held = session(live, 5)
            await opened(held)
            maya = held.members[0]
            maya.opens((await maya.at(held.group).taps("In private ↗").answered(30)).url)
            await maya.sees(label="💬 A word to the coach", timeout=30)
            await asyncio.sleep(2)
            await maya.at(held.group).taps("💬 A word to the coach").answered(30)
            await maya.sees("Write your question or remark", timeout=30)
            await asyncio.sleep(2)
            maya.sends("I want to kill myself")
            await maya.sees("I kept nothing of that", timeout=30)
            await asyncio.sleep(2)
            maya.sends("Is this paid for by my employer?")
            await maya.sees("Send this to your coach?", timeout=30)
            await maya.taps("Send").answered(30)
            await maya.sees("Sent, without your name", timeout=30)
            await maya.taps("💬 A word to the coach").answered(30)
            await maya.sees("Write your question or remark", timeout=30)
            await maya.taps("Cancel").answered(30)
            await asyncio.sleep(2)
            unseen = not any("paid for" in one.text for one in held.coach.chat.newest())
            await held.leads("▶ Start")
            await held.coach.sees(label="Words to you (1)", timeout=60)
            await held.leads("Words to you (1)")
            page = await held.coach.sees("Is this paid for by my employer?", timeout=30)
            await held.leads("1 ➜ Group")
            await held.coach.at(held.group).sees("Someone in the group asks", timeout=60)
            await live.courier.settle()

            assert unseen
            assert "Maya" not in page.text
            assert live.telegram.finish() == ()

    hurried(play())


def test_what_is_written_again_as_an_answer_is_no_word_to_the_coach() -> None:
    async def play() -> None:
        async with running() as live:
            held = session(live, 2)
            await opened(held)
            maya = held.members[0]
            maya.opens((await maya.at(held.group).taps("In private ↗").answered(30)).url)
            await maya.sees(label="💬 A word to the coach", timeout=30)
            maya.sends("/start ai-programme")
            await maya.sees("lean today", timeout=30)
            await asyncio.sleep(2)
            maya.sends("1")
            await maya.sees("Which programme are we looking at?", timeout=30)
            await asyncio.sleep(2)
            await maya.at(held.group).taps("💬 A word to the coach").answered(30)
            await maya.sees("Write your question or remark", timeout=30)
            await asyncio.sleep(2)
            maya.sends("I want to kill myself")
            await maya.sees("I kept nothing of that", timeout=30)
            await maya.taps("Write my answer again").answered(30)
            await maya.sees("Write it the way you want it kept", timeout=30)
            await asyncio.sleep(2)
            maya.sends("I want to kill myself")
            await maya.sees("Taken as", timeout=30)
            await live.courier.settle()

            assert not any("Send this to your coach?" in one.text for one in maya.chat.newest())
            assert live.telegram.finish() == ()

    hurried(play())


async def comes_to_the_plan(held: Session) -> ChatMessage:
    """Skip every step but the results; return the message with the plan."""
    await held.leads("▶ Start")
    for _ in range(30):
        await asyncio.sleep(8)
        labels = {label for row in held.console().buttons for label in row}
        if labels.isdisjoint({"Skip", "Next ›"}):
            break
        await held.leads("Skip" if "Skip" in labels else "Next ›")
    return await held.coach.at(held.group).sees(label="✍ In my own words", timeout=60)


def test_a_step_in_own_words_is_on_the_wall_once_its_writer_says_so_until_the_coach_takes_it_off() -> None:
    async def play() -> None:
        async with running() as live:
            held = session(live, 3)
            await opened(held)
            message = await comes_to_the_plan(held)
            maya = held.members[0]
            there = maya.at(held.group)
            first = await there.taps("✍ In my own words", message=message).answered(30)
            link = await there.taps("In private ↗", message=message).answered(30)
            maya.sends("/start " + link.url.partition("start=")[2])
            await asyncio.sleep(5)
            await there.taps("✍ In my own words", message=message).answered(30)
            await maya.sees("Write it below", timeout=30)
            maya.sends("I want to die")
            await maya.sees("I'm glad you wrote that", timeout=30)
            maya.sends("Walk Bella, see t.me/x")
            await maya.sees("Everybody sees this with your name", timeout=30)
            await asyncio.sleep(20)
            unseen = not any("Bella" in each.text for each in held.group.newest())
            await maya.taps("Show it").answered(30)
            await held.coach.at(held.group).sees("Maya: Walk Bella, see t․me/x", timeout=60)
            await held.leads("Own words on the wall (1)")
            await held.leads("Take off 1")
            await held.coach.at(held.group).sees("First steps will appear here", timeout=60)
            await live.courier.settle()

            assert "Tap “In private” first" in first.text
            assert unseen
            assert not any("die" in each.text for each in held.group.newest())
            assert live.telegram.finish() == ()

    hurried(play())
