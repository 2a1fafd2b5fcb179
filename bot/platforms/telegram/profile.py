"""Who the bot is to Telegram: its token, its commands, what people read before they tap Start."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

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
from bot.platforms.telegram.groups import GROUP_COMMANDS

# Bot API: a description is at most 512 characters, a short one 120.
DESCRIPTION = (
    "Standing before a decision? I ask a few short questions, one tap each, and you get advice that "
    "shows its reasons, what speaks against it, and what would change it.\n\n"
    "In a group, a coach takes everybody through a decision together, and nobody sees who chose what.\n\n"
    "Take your time: go back, stop, come back in a week. Your answers are yours alone, and "
    "/forgetme deletes them."
)
SHORT_DESCRIPTION = "A few short questions, then advice with its reasons, and what speaks against it."

PAUSE = 4.0

log = logging.getLogger(__name__)


class WrongToken(Exception):
    """Telegram does not know the token; str() says what to do, and does not show it."""


async def identify(bot: Bot, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> User:
    """Open the connection and learn who the bot is; waits for as long as Telegram is out of reach.

    A webhook that was set for this bot is taken off, for polling excludes it. What waits stays.

    Raises:
        WrongToken: the token is not one of a bot.
    """
    while True:
        try:
            await bot.initialize()
            await bot.delete_webhook()
        except InvalidToken:
            raise WrongToken(
                "Telegram does not accept the token in TELEGRAM_BOT_TOKEN. Copy it again from @BotFather."
            ) from None
        except TelegramError as error:
            log.warning("Telegram is out of reach, trying again: %s", error)
            await sleep(PAUSE)
        else:
            return bot.bot


async def introduce(bot: Bot) -> None:
    """Bring the menu of commands and the descriptions up to date; failing that, go on without."""
    for what, bring in (
        ("the commands", _commands),
        ("the description", _description),
        ("the short description", _short_description),
    ):
        try:
            await bring(bot)
        except TelegramError as error:
            log.warning("%s could not be brought up to date: %s", what, error)


async def _commands(bot: Bot) -> None:
    menus: tuple[tuple[BotCommandScope, Iterable[tuple[str, str]]], ...] = (
        (BotCommandScopeAllPrivateChats(), COMMANDS),
        (BotCommandScopeAllGroupChats(), GROUP_COMMANDS.items()),
    )
    for scope, menu in menus:
        wanted = tuple(BotCommand(name, what) for name, what in menu)
        if await bot.get_my_commands(scope) != wanted:
            await bot.set_my_commands(wanted, scope)


async def _description(bot: Bot) -> None:
    if (await bot.get_my_description()).description != DESCRIPTION:
        await bot.set_my_description(DESCRIPTION)


async def _short_description(bot: Bot) -> None:
    if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
        await bot.set_my_short_description(SHORT_DESCRIPTION)
