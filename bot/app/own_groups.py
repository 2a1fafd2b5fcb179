"""The group sessions that somebody leads or takes part in, as their private chat knows them."""

from bot.app.pipeline import Pipeline
from bot.app.update import Update
from bot.core.group.screens import menus as group_menus
from bot.core.group.session import GroupSession, GroupStage
from bot.core.screen.screen import Screen
from bot.outbox.chat_port import ChatPort


async def link_own_groups(pipeline: Pipeline, chat: ChatPort, update: Update) -> tuple[Screen, ...]:
    """List the sender's open groups, each with the address of its private chat; nothing where none is."""
    titled: dict[str, str] = {}
    leads, person = [], update.by.person
    for group in await pipeline.store.groups_of(person):
        is_open = group.stage is not GroupStage.ENDED and await _lets_in(pipeline, group, person)
        dialog = await pipeline.library.fetch(group.logic_hash) if is_open else None
        if dialog is None:
            continue
        leads.append(person in group.coaches)
        name = " · ".join(part for part in (dialog.title, group.title) if part)
        alike = sum(each.startswith(name) for each in titled)
        titled[f"{name} ({alike + 1})" if alike else name] = chat.in_private(group.id)
    if not titled:
        return ()
    words = pipeline.context(update).words
    return (group_menus.sessions(words, titled, leads=any(leads), takes_part=not all(leads)),)


async def _lets_in(pipeline: Pipeline, group: GroupSession, person: int) -> bool:
    """Return whether a group's private chat opens for somebody: not if a coach has put them out."""
    seat = None if person in group.coaches else (await pipeline.store.group(group.id)).seat(person)
    return seat is None or not seat.member.is_barred
