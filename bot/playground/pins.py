"""pinChatMessage, unpinChatMessage and unpinAllChatMessages."""

from bot.playground.access import check_right, find_message, open_chat
from bot.playground.groups import Group, announce_service
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.world import World, WorldChat

_NO_RIGHT = "not enough rights to manage pinned messages in the chat"


def pin_chat_message(world: World, given: Parameters) -> bool:
    """Keep a message at the top; the service message about it comes as an update, too."""
    chat = _chat(world, given)
    message = find_message(world, chat, given, "message to pin not found", "pins-unknown")
    if message.service:
        raise bad_request("message can't be pinned", "pins-unknown")
    if message.message_id in chat.pins:
        chat.pins.remove(message.message_id)
        chat.pins.append(message.message_id)
        return True
    chat.pins.append(message.message_id)
    content = {"pinned_message": message.alone()}
    if isinstance(chat, Group):
        announce_service(world, chat, world.bot, content, thread=message.thread if chat.is_forum else 0)
    else:
        told = world.add(chat, world.bot, attached=content, service=True)
        world.updates.put("message", told.json())
    return True


def unpin_chat_message(world: World, given: Parameters) -> bool:
    """Take a message from the top, the last pinned one when no other is named."""
    chat = _chat(world, given)
    if "message_id" in given:
        message = find_message(world, chat, given, "message to unpin not found", "pins-unknown")
        if message.message_id in chat.pins:
            chat.pins.remove(message.message_id)
    elif chat.pins:
        chat.pins.pop()
    else:
        raise bad_request("message to unpin not found", "")
    return True


def unpin_all_chat_messages(world: World, given: Parameters) -> bool:
    """Take everything from the top."""
    _chat(world, given).pins.clear()
    return True


def _chat(world: World, given: Parameters) -> WorldChat:
    chat = open_chat(world, given)
    check_right(world, chat, "can_pin_messages", _NO_RIGHT)
    return chat
