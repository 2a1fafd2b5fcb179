"""What a coach does with lines of the wall that people wrote themselves."""

from dataclasses import replace

from bot.core.group.actions import Action
from bot.core.group.coach_context import CoachContext, add_to_log, change_group
from bot.core.group.own_results import say
from bot.core.group.own_step import without_own
from bot.core.group.session import GroupChange, GroupStage
from bot.core.group.wall import own_lines
from bot.core.screen.screen import Block, Screen
from bot.core.screen.surface import Notice, Role, ShowGroup
from bot.core.words import own_steps as words


def take_off(context: CoachContext, action: Action) -> GroupChange:
    """Take a line off the wall, and tell whoever wrote it in private, where that can be."""
    lines = own_lines(context.group, context.seats)
    found = next((each for each in lines if each.name == context.about), None)
    if found is None:
        return say(words.gone())
    writer = found.seat.member.person
    written = (ShowGroup(Role.OWN_STEP, str(writer), writer),) if found.seat.is_known else ()
    change = change_group(add_to_log(context, action.log), {}, (ShowGroup(Role.WALL), *written))
    off = replace(change, seats=(without_own(found.seat),), notice=Notice(words.taken_off()))
    if not found.seat.is_known:
        return replace(off, notice=Notice(words.taken_off_untold()))
    told = [words.off_the_wall(context.group.title, found.text)]
    if context.group.stands_at is GroupStage.PLAN:
        told.append(words.another_step())
    screen = Screen(tuple(Block(context.words(each)) for each in told))
    return replace(off, tell=((writer, None, screen),))
