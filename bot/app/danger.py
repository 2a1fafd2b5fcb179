"""Somebody who may be in danger: heard however fast they type, and then left alone for a day."""

from functools import partial
from typing import TypeGuard

from bot.app import follow_up_decisions
from bot.app.pipeline import Pipeline
from bot.app.update import Edited, Text, Typed, Update
from bot.core.typed.distress import is_danger
from bot.stores.protocol import Address


def is_in_danger(typed: Typed) -> TypeGuard[Text | Edited]:
    """Whether whoever typed this may harm themselves."""
    return isinstance(typed, Text | Edited) and is_danger(typed.text)


async def rest_promises(pipeline: Pipeline, update: Update) -> None:
    """Move what is due within a day by a day; that is all that is kept of it."""
    chat = update.by.person
    for session in await pipeline.store.sessions(chat):
        if session.promise is not None and session.promise.deadline is not None:
            decide = partial(follow_up_decisions.rest, pipeline.context(update))
            await pipeline.change(Address(chat, session=session.id), None, decide, update.at)
