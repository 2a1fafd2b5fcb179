"""What a coach does with lines of the wall that people wrote themselves."""

from dataclasses import replace

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.own_results import say
from bot.core.group.own_step import without_own
from bot.core.group.session import GroupChange
from bot.core.group.wall import own_lines
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import own_steps as words


def take_off(context: CoachContext, action: Action) -> GroupChange:
    """Take a line off the wall."""
    lines = own_lines(context.group, context.seats)
    found = next((each for each in lines if each.name == context.about), None)
    if found is None:
        return say(words.gone())
    change = change_group(add_to_log(context, action.log), {}, (ShowGroup(Role.WALL),))
    return replace(change, seats=(without_own(found.seat),), notice=Notice(words.taken_off()))
