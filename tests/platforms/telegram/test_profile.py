from collections.abc import Mapping

import pytest
from telegram import Bot

from bot.core.solo.menus import COMMANDS
from bot.core.words import profile
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Phrase
from bot.platforms.telegram.groups import GROUP_COMMANDS
from bot.platforms.telegram.profile import MOST_REFUSALS, WrongToken, identify, introduce
from bot.platforms.telegram.transport import AiohttpRequest, client
from bot.playground import faults
from bot.playground.engine import FakeTelegram


async def no_pause(_seconds: float) -> None:
    return


async def test_the_bot_learns_who_it_is(bot: Bot) -> None:
    assert (await identify(bot)).username == "decision_coach_bot"


async def test_it_waits_until_telegram_can_be_reached(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.faults.plan("getMe", faults.dropped(processed=False))
    telegram.faults.plan("deleteWebhook", faults.bad_gateway())

    assert (await identify(bot, no_pause)).id == int(telegram.token.partition(":")[0])


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_a_token_that_is_refused_at_first_is_not_a_wrong_one(
    bot: Bot, telegram: FakeTelegram, method: str
) -> None:
    telegram.faults.plan(method, faults.not_found(), times=MOST_REFUSALS - 1)

    assert (await identify(bot, no_pause)).username == "decision_coach_bot"


async def test_a_wrong_token_is_named_and_not_shown(telegram: FakeTelegram) -> None:
    request = AiohttpRequest("987654321:AAnot-the-token-of-this-bot-at-all-000", telegram.url)

    with pytest.raises(WrongToken, match=r"TELEGRAM_BOT_TOKEN") as raised:
        await identify(client(request), no_pause)
    await request.shutdown()

    assert "AAnot" not in str(raised.value)


async def test_people_read_what_it_is_before_they_start(bot: Bot) -> None:
    await introduce(bot)

    assert (await bot.get_my_description()).description == ENGLISH(profile.description())
    assert (await bot.get_my_short_description()).short_description == ENGLISH(profile.short_description())


@pytest.mark.parametrize(
    ("scope", "menu"),
    [("all_private_chats", COMMANDS), ("all_group_chats", GROUP_COMMANDS)],
)
async def test_the_menu_holds_every_command(
    bot: Bot, telegram: FakeTelegram, scope: str, menu: Mapping[str, Phrase]
) -> None:
    await introduce(bot)

    answer = await telegram.call("getMyCommands", {"scope": {"type": scope}})
    assert isinstance(answer.body, dict)
    listed = [(each["command"], each["description"]) for each in answer.body["result"]]
    assert listed == [(name, ENGLISH(what)) for name, what in menu.items()]
    assert telegram.breaches == []


async def test_what_is_up_to_date_is_left_alone(bot: Bot, telegram: FakeTelegram) -> None:
    await introduce(bot)
    before = len(telegram.calls)

    await introduce(bot)

    assert [call.method for call in telegram.calls[before:]] == [
        "getMyCommands",
        "getMyCommands",
        "getMyDescription",
        "getMyShortDescription",
    ]
    assert telegram.breaches == []


async def test_without_an_introduction_life_goes_on(
    bot: Bot, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.faults.plan("*", faults.bad_gateway(), times=2)

    await introduce(bot)

    assert "the commands could not be brought up to date" in caplog.text
    assert (await bot.get_my_short_description()).short_description == ENGLISH(profile.short_description())


def test_the_texts_are_as_short_as_telegram_wants() -> None:
    assert len(ENGLISH(profile.description())) <= 512
    assert len(ENGLISH(profile.short_description())) <= 120
