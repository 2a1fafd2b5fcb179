"""Taps and messages that a good person would not send: answered, and nothing changed."""

import random

import pytest

from bot.core.words import toasts
from bot.core.words.english import ENGLISH
from bot.playground.html import utf16_length
from bot.playground.people import Person
from bot.playground.world import ChatMessage
from tests.e2e.bots import Bot
from tests.e2e.travellers import Traveller, ai_cert, plan
from tests.e2e.walk import START, begun, kept, tap, typed
from tests.example import DOG


async def test_doubled_stale_redelivered_and_forged_taps_change_nothing(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    first = ann.taps("A promotion", message=card)
    again = first.again()
    second = await ann.sees("How well can you see", after=card)
    await first.answered()
    doubled = await again.answered()
    first.is_redelivered()
    stale = await ann.taps("A new role", message=card).answered()
    forged = [await ann.taps(data=data).answered() for data in ("x", "\x00" * 64, "A" * 32, "ж" * 20)]

    assert {each.text for each in (doubled, stale)} == {ENGLISH(toasts.closed())}
    assert {each.text for each in forged} == {ENGLISH(toasts.gone())}
    assert (await ann.sees("How well can you see", after=card)).buttons == second.buttons
    # whether the redelivered tap was answered before, nobody could know after a crash
    assert await kept(bot, ann, "answers-twice") == {**START, "goal": "promotion"}


async def test_another_person_cannot_use_my_buttons(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    bob, _ = await begun(bot, "Bob")
    button = card.button("A promotion")
    assert button is not None

    toast = await bob.taps(data=button["callback_data"]).answered()

    assert toast.text in (ENGLISH(toasts.gone()), ENGLISH(toasts.not_yours()))
    assert await kept(bot, ann) == START


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("x" * 4096, "x" * 39 + "…"),
        ("<b>bold</b> & </i>", "<b>bold</b> & </i>"),
        ("\u202eevil\u200b", "evil"),
        ("'; DROP TABLE sessions; --", "'; DROP TABLE sessions; --"),
        ("🦓" * 100, "🦓" * 39 + "…"),
    ],
    ids=["long", "markup", "invisible", "sql", "emoji"],
)
async def test_a_strange_text_is_explained_and_is_no_answer(bot: Bot, text: str, quoted: str) -> None:
    await bot.start()
    ann, card = await begun(bot)

    card = await typed(ann, text, card, not_found(quoted))

    assert shown_plainly(not_found(quoted), card)
    assert card.button("A promotion")
    assert await kept(bot, ann) == START


def not_found(quoted: str) -> str:
    """What is said to a text that is no answer."""
    return f"I didn't find “{quoted}” among the answers. Tap one, or type its words or number."


async def test_what_is_no_text_is_told_so_and_the_card_stays(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    for send, what in (
        (ann.sends_voice, "voice message"),
        (ann.sends_photo, "photo"),
        (ann.sends_sticker, "sticker"),
    ):
        send()
        told = await ann.sees(f"I can't read a {what}")
        await ann.sees("What do you want most", after=told)
    await bot.telegram.settles()
    mine = ann.sends("hm")
    await ann.sees("Take your time. Which answer comes closest?", after=mine)
    ann.edits_message(mine, "a promotion")
    card = await ann.sees("What do you want most", label="A promotion")

    await tap(ann, "A promotion", card)

    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_a_text_that_answers_no_first_question_points_at_its_options(bot: Bot) -> None:
    await bot.start()
    ann = bot.telegram.person("Ann")
    ann.sends("/start ai-cert")
    welcome = await ann.sees(label="Who's behind this?")

    hello = await typed(ann, "hello?", welcome, "Hello! I'm a program that asks questions and gives advice.")
    card = await typed(ann, "a cat", hello, not_found("a cat"))

    for each in (hello, card):
        assert each.button("Certify now")
        assert each.button("Who's behind this?")
    assert await kept(bot, ann) == {}


async def test_who_blocks_the_bot_finds_everything_on_return(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    ann.blocks_bot()
    await bot.telegram.settles()
    ann.unblocks_bot()

    card = await typed(ann, "/start", card, "What do you want most")

    assert card.button("A promotion")
    assert await kept(bot, ann) == START


async def test_a_card_that_was_deleted_comes_back(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    press = ann.taps("A promotion", message=card)
    ann.deletes(card)
    await press.answered()

    again = await ann.sees("How well can you see", after=card)

    assert again.message_id != card.message_id
    assert await kept(bot, ann) == {**START, "goal": "promotion"}


async def test_who_deletes_the_card_and_types_gets_a_new_one(bot: Bot) -> None:
    await bot.start()
    ann, card = await begun(bot)
    ann.deletes(card)

    await typed(ann, "a promotion", card, "How well can you see")

    assert await kept(bot, ann) == {**START, "goal": "promotion"}


MOST_AT_ONCE = 18
"""Updates of one person that are read without asking for patience, with two to spare."""


async def test_a_whole_run_delivered_again_changes_nothing(bot: Bot) -> None:
    chance = random.Random(5)
    await bot.start()
    ann = Traveller(bot.telegram.person("Ann"), plan(ai_cert(), chance, "Ann"))
    await ann.travel()
    await bot.telegram.settles()
    seen = states(ann.person)
    again = bot.telegram.history * 2
    chance.shuffle(again)

    for first in range(0, len(again), MOST_AT_ONCE):
        assert await bot.stop() == 0
        await bot.start()
        for update in again[first : first + MOST_AT_ONCE]:
            bot.telegram.updates.redeliver(update)
        await bot.telegram.settles()

    # whether a tap was answered before, nobody can know
    assert await kept(bot, ann.person, "answers-twice") == ann.answers
    assert states(ann.person) == seen


def states(person: Person) -> list[tuple[int, str, int]]:
    """What stands in the chat, and how often it was edited."""
    return [(each.message_id, each.text, each.edits) for each in person.chat.messages.values()]


# --- hostile words as an answer ---------------------------------------------------------------

WAY = ("begin", "get", "a companion", "i myself", "3", "10", "ok")
"""What leads to the example's free text."""


@pytest.fixture
async def asked(bot: Bot) -> tuple[Person, ChatMessage]:
    """Somebody with a nasty name who is asked for words of their own, of at most 200 characters."""
    folder = bot.folder / "dialogs" / "dog"
    folder.mkdir(parents=True)
    (folder / "dialog.yml").write_text(DOG, encoding="utf-8")
    await bot.start(DIALOGS_DIR=str(folder.parent), LOG_LEVEL="DEBUG")
    person = bot.telegram.person("</b><a href='tg://user?id=1'>\u202e", last_name="\u200b" * 64)
    person.sends("/start")
    card = await person.sees(label="Who's behind this?")
    for words in WAY:
        card = await typed(person, words, card)
    assert "Anything we did not ask?" in card.text
    return person, card


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<b>bold</b> & </i> &amp; <script>", "<b>bold</b> & </i> &amp; <script>"),
        ("\u202eevil\u200b wo\u0000rds\u2066", "evil words"),
        ("'; DROP TABLE sessions; --", "'; DROP TABLE sessions; --"),
        ("🦓" * 30, "🦓" * 30),
        ("{0.__class__} %s ${HOME} *_`[x](y)", "{0.__class__} %s ${HOME} *_`[x](y)"),
    ],
    ids=["markup", "invisible", "sql", "emoji", "templates"],
)
async def test_hostile_words_are_kept_and_shown_as_words(
    bot: Bot, asked: tuple[Person, ChatMessage], text: str, clean: str
) -> None:
    person, card = asked

    review = await typed(person, text, card, "Your answers")
    person.taps("Get my advice", message=review)
    result = await person.sees(label="All reasons", after=review)

    assert shown_plainly(clean, result) or clean not in result.text
    assert shown_plainly(clean, review)
    assert (await kept(bot, person))["else"] == clean
    assert clean not in bot.log


def shown_plainly(words: str, message: ChatMessage) -> bool:
    """Whether the message holds the words, none of them made bold, a link or anything else by itself."""
    if words not in message.text:
        return False
    begin = utf16_length(message.text.partition(words)[0])
    end = begin + utf16_length(words)
    return not any(
        begin < each["offset"] < end or begin < each["offset"] + each["length"] < end
        for each in message.entities
    )


async def test_five_thousand_characters_are_told_to_be_too_many(
    bot: Bot, asked: tuple[Person, ChatMessage]
) -> None:
    person, card = asked

    # apps send a longer text in parts of 4096
    card = await typed(person, "x" * 4096, card, "That's 3896 characters too long.")
    card = await typed(person, "x" * 904, card, "That's 704 characters too long.")
    await typed(person, "\u200b \u2060", card, "I can't read an empty message")

    assert "else" not in await kept(bot, person)
