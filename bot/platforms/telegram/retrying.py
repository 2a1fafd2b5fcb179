"""Tries dead letters again that an operator wants tried again.

Their mark is in the store, so the command can set it beside a running bot, and while none runs. A letter goes
only after its update was handled: a crash in between tries it once more, and an update counts once.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.platforms.telegram.handling import Settled
from bot.stores.archive import DeadLetter
from bot.stores.protocol import Store, StoreError

INTERVAL: Final = 10.0
"""Seconds between two looks; an operator waits for them."""

log = logging.getLogger(__name__)


async def keep_retrying(
    store: Store, take: Callable[[object], Settled], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Look for letters to try again, for ever. take: has an update handled, as `Handling.take`."""
    while True:
        try:
            for letter in await store.letters_to_retry():
                await _retry(store, take, letter)
        except StoreError as problem:
            log.warning("dead letters wait for the store: %s", problem)
        await sleep(INTERVAL)


async def _retry(store: Store, take: Callable[[object], Settled], letter: DeadLetter) -> None:
    try:
        update = json.loads(letter.raw)
    except (ValueError, RecursionError):
        log.error("dead letter %d cannot be tried again: it is no JSON; it is deleted", letter.update_id)
        update = None
    if update is None or await take(update):
        await store.end_retry(letter.update_id)
        log.info("dead letter %d was tried again", letter.update_id)
