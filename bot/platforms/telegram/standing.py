"""What Telegram says of a bot, asked without changing anything."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from telegram.error import InvalidToken, TelegramError

from bot.platforms.telegram.calls import call
from bot.platforms.telegram.profile import WrongToken
from bot.platforms.telegram.transport import AiohttpRequest


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
