"""What a bot says of itself: getMe and descriptions."""

from bot.playground.parameters import Parameters
from bot.playground.refusals import Json, bad_request
from bot.playground.world import World

LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120


def get_me(world: World, _given: Parameters) -> Json:
    """The bot itself."""
    return {
        **world.bot.json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_description(world: World, given: Parameters) -> bool:
    """The text in an empty chat with the bot."""
    return _describe(world, given, "description", LONGEST_DESCRIPTION)


def get_my_description(world: World, given: Parameters) -> Json:
    """What ``set_my_description`` set for a language, or for all."""
    return {"description": _described(world, given, "description")}


def get_my_short_description(world: World, given: Parameters) -> Json:
    """What ``set_my_short_description`` set for a language, or for all."""
    return {"short_description": _described(world, given, "short_description")}


def set_my_short_description(world: World, given: Parameters) -> bool:
    """The text on the page of the bot."""
    return _describe(world, given, "short_description", LONGEST_SHORT_DESCRIPTION)


def _described(world: World, given: Parameters, name: str) -> str:
    own = world.profile.get((name, given.text("language_code")), "")
    return own or str(world.profile.get((name, ""), ""))


def _describe(world: World, given: Parameters, name: str, longest: int) -> bool:
    text = given.text(name)
    if len(text) > longest:
        raise bad_request(f"{name.upper()}_TOO_LONG", "description-too-long")
    world.profile[name, given.text("language_code")] = text
    return True
