"""Who the bot is to Telegram: its token, its commands, what people read first, and how it stands."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    User,
)
from telegram.error import InvalidToken, TelegramError

from bot.core.solo.menus import COMMANDS
from bot.core.words import profile
from bot.core.words.english import ENGLISH
from bot.core.words.phrase import Phrase, Words
from bot.platforms.telegram.calls import call
from bot.platforms.telegram.groups import GROUP_COMMANDS
from bot.platforms.telegram.transport import AiohttpRequest

PAUSE = 4.0
"""Seconds between two tries while Telegram is out of reach."""

MOST_REFUSALS, ONCE_MORE = 4, 0.5
"""How often in a row a token is refused before it counts as wrong, and the seconds between."""

log = logging.getLogger(__name__)


class WrongToken(Exception):
    """Telegram does not know the token; str() says what to do, and does not show it."""


async def identify(
    bot: Bot, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep, *, polls: bool = True
) -> User:
    """Open the connection and learn who the bot is; waits for as long as Telegram is out of reach.

    polls: a webhook that was set for this bot is taken off, for polling excludes it. What waits stays.

    Raises:
        WrongToken: the token is not one of a bot; that was said several times, for a gateway may err once.
    """
    refusals = 0
    while True:
        try:
            await bot.initialize()
            if polls:
                await bot.delete_webhook()
        except InvalidToken:
            refusals += 1
            if refusals == MOST_REFUSALS:
                raise WrongToken(
                    "Telegram does not accept the token in TELEGRAM_BOT_TOKEN. Copy it again from @BotFather."
                ) from None
            await sleep(ONCE_MORE)
        except TelegramError as error:
            log.warning("Telegram is out of reach, trying again: %s", error)
            refusals = 0
            await sleep(PAUSE)
        else:
            return bot.bot


async def introduce(bot: Bot, words: Words = ENGLISH) -> None:
    """Bring the menu of commands and the descriptions up to date; failing that, go on without."""
    for what, bring in (
        ("the commands", _commands),
        ("the description", _description),
        ("the short description", _short_description),
    ):
        try:
            await bring(bot, words)
        except TelegramError as error:
            log.warning("%s could not be brought up to date: %s", what, error)


async def _commands(bot: Bot, words: Words) -> None:
    menus: tuple[tuple[BotCommandScope, Mapping[str, Phrase]], ...] = (
        (BotCommandScopeAllPrivateChats(), COMMANDS),
        (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
    )
    for scope, menu in menus:
        wanted = tuple(BotCommand(name, words(what)) for name, what in menu.items())
        if await bot.get_my_commands(scope) != wanted:
            await bot.set_my_commands(wanted, scope)


async def _description(bot: Bot, words: Words) -> None:
    wanted = words(profile.description())
    if (await bot.get_my_description()).description != wanted:
        await bot.set_my_description(wanted)


async def _short_description(bot: Bot, words: Words) -> None:
    wanted = words(profile.short_description())
    if (await bot.get_my_short_description()).short_description != wanted:
        await bot.set_my_short_description(wanted)


# --- how the bot stands, asked without changing anything --------------------------------


class OutOfReach(Exception):
    """Telegram cannot be asked; str() says why, without the token."""


class BotStanding(NamedTuple):
    """me, webhook: the answers of getMe and getWebhookInfo. time: Telegram's, in seconds since 1970."""

    me: Mapping[str, Any]
    webhook: Mapping[str, Any]
    time: float | None


async def ask_standing(token: str, api_base: str) -> BotStanding:
    """Ask Telegram with two calls.

    Raises:
        WrongToken: it does not accept the token. OutOfReach: it cannot be asked.
    """
    request = AiohttpRequest(token, api_base)
    await request.initialize()
    try:
        me = await call(request, "getMe", {})
        return BotStanding(me, await call(request, "getWebhookInfo", {}), request.time)
    except InvalidToken:
        raise WrongToken("Telegram does not accept the token") from None
    except TelegramError as problem:
        raise OutOfReach(str(problem)) from None
    finally:
        await request.shutdown()
