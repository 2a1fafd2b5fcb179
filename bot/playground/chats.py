"""What a bot asks about chats and members, chat actions, and leaving."""

from bot.playground.access import find_chat, find_group, find_thread, find_user, open_chat
from bot.playground.groups import Group, announce_service, change_member
from bot.playground.members import PERMISSIONS, Membership
from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.world import World

_KINDS_OF_FILE = ("photo", "video", "voice", "document", "video_note")
_ACTIONS = frozenset(
    ["typing", "choose_sticker", "find_location", "record_video", "record_voice", "record_video_note"]
    + [f"upload_{kind}" for kind in _KINDS_OF_FILE]
)
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: World, given: Parameters) -> Json:
    """A chat in full."""
    chat = find_chat(world, given)
    shown = {
        **chat.json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, True),
    }
    if chat.pins:
        shown["pinned_message"] = chat.messages[max(chat.pins)].alone()
    if isinstance(chat, Group):
        shown["permissions"] = {name: name in chat.permissions for name in PERMISSIONS}
        if chat.hides_members:
            shown["has_hidden_members"] = True
    return shown


def get_chat_member(world: World, given: Parameters) -> Json:
    """What somebody is in a chat; of others surely told to administrators alone."""
    chat = find_chat(world, given)
    user = find_user(world, given)
    if not isinstance(chat, Group):
        return Membership(user, "member").json()
    is_admin = chat.membership(world.bot).is_admin
    if chat.hides_members and not is_admin and user.id != world.bot.id:
        raise bad_request("CHAT_ADMIN_REQUIRED", "no-right")
    return chat.membership(user).json()


def get_chat_administrators(world: World, given: Parameters) -> list[Json]:
    """Everybody who leads a group, without other bots."""
    group = find_group(world, given, "there are no administrators in the private chat")
    return [each.json() for each in group.present() if each.is_admin]


def get_chat_member_count(world: World, given: Parameters) -> int:
    """How many there are, the bot too."""
    chat = find_chat(world, given)
    return len(chat.present()) if isinstance(chat, Group) else 2


def leave_chat(world: World, given: Parameters) -> bool:
    """Go away from a group."""
    group = find_group(world, given, "chat member status can't be changed in private chats")
    announce_service(world, group, world.bot, {"left_chat_member": world.bot.json()})
    change_member(world, group, world.bot, Membership(world.bot, "left"))
    group.told = True
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    """ "typing ..." for five seconds."""
    if given.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request", "bad-action")
    find_thread(world, open_chat(world, given), given)
    return True
