"""The group sessions that somebody leads or takes part in, as their private chat knows them."""

from bot.app.pipeline import Pipeline
from bot.app.update import Update
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupStage
from bot.core.screen.screen import Screen
from bot.outbox.chat_port import ChatPort


async def link_own_groups(pipeline: Pipeline, chat: ChatPort, update: Update) -> tuple[Screen, ...]:
    """List the sender's open groups, each with the address of its private chat; nothing where none is."""
    titled: dict[str, str] = {}
    for group in await pipeline.store.groups_of(update.by.person):
        is_open = group.stage is not GroupStage.ENDED
        dialog = await pipeline.library.fetch(group.logic_hash) if is_open else None
        if dialog is None:
            continue
        name = " · ".join(part for part in (dialog.title, group.title) if part)
        alike = sum(each.startswith(name) for each in titled)
        titled[f"{name} ({alike + 1})" if alike else name] = chat.in_private(group.id)
    return (group_menus.sessions(pipeline.context(update).words, titled),) if titled else ()
